"""Russian people told by what they are, and no name: «задержанный», «двое мужчин», «вторая заявительница».

May import: this package, `marks`, the core's `people`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from safeconduct.reading.marks import Mention, Sort
from safeconduct.reading.people.cast import relations
from safeconduct.reading.russian.names.mentions import numbered, role_lemma
from safeconduct.reading.russian.people.kin import FORMAL, ROLES, STATES
from safeconduct.reading.russian.people.making import Mentions, is_subject
from safeconduct.reading.russian.people.relatives import number_told, owner_of
from safeconduct.reading.russian.weights import dictionary
from safeconduct.reading.russian.words import Sentence, Word


def _only_singular(word: Word) -> bool:
    """Does the dictionary know the form as a singular alone, whatever the tagger says («заявительнице»)?"""
    return all("sing" in p.tag for p in dictionary().parse(word.form) if p.is_known)


def named_behind(words: Sequence[Word], i: int, starts: Collection[int]) -> bool:
    for k in range(i + 1, min(i + 12, len(words))):
        if k in starts:
            return True
        if words[k].pos not in ("NOUN", "PROPN", "ADJ", "NUM", "PUNCT", "ADP"):
            return False  # the case of a town («Намангана») is told wrongly too often to count
    return False


def _counted(sentence: Sentence, number_: int, i: int, made: Mentions, clause: int) -> None:
    """Several told by a number and what they are («двое мужчин», «29 беженцев»), where the clause is of them."""
    word = sentence.words[i]
    relation, _ = ROLES[role_lemma(word) or ""]
    several, count = number_told(word, sentence)
    head = sentence.words[word.head] if word.head >= 0 else word
    part = word if _takes_part(sentence, word) else head
    if not (several and count and count > 1) or not _takes_part(sentence, part):
        return
    if relation in relations()["official"] or relation in relations()["office"]:
        return
    made.put(
        Mention(
            word.start, word.end, Sort.ROLE, relation=relation, plural=True, count=count,
            subject=is_subject(sentence, part.index), clause=clause,
        ),
        number_, list(dict.fromkeys((i, part.index))) if part.pos == "NUM" else [i],
    )  # fmt: skip


def _takes_part(sentence: Sentence, word: Word) -> bool:
    """Is it told of the clause's subject, object or the one something is given to or taken from?"""
    if word.rel.startswith("nsubj") or word.rel in ("obj", "iobj"):
        return True
    alone = not any(sentence.words[k].rel == "case" for k in sentence.children[word.index])
    return word.is_(Case="Dat") and word.rel == "obl" and alone


def put_role(
    sentence: Sentence,
    number_: int,
    i: int,
    made: Mentions,
    artefact: bool,
    clause: int,
    is_named: bool,
) -> None:
    """`is_named`: a name stands behind the word and the places told of it («гражданин Узбекистана Тимур Назаров»)."""
    words = sentence.words
    word = words[i]
    role = role_lemma(word)
    if role == "автор" and not made.communication:
        return
    if role is None or artefact:
        return
    if word.is_(Number="Plur") and not _only_singular(word):
        _counted(sentence, number_, i, made, clause)
        return
    if is_named and words[i + 1].text in ("—", "–", "-"):
        return  # «Похищенный — Анатолий Назаров»
    relation, sex = ROLES[role]
    kids = [words[k] for k in sentence.children[i]]
    if any(k.rel in ("appos", "flat:name") and made.at(number_, k.index) is not None for k in kids):
        return
    named = made.at(number_, word.head) if word.rel == "appos" and 0 <= word.head < i else None
    if named is not None and made.made[named].sort is Sort.NAME:
        bearer = made.made[named]  # «Каримова, тогда студента колледжа»
        made.made[named] = replace(bearer, role=tuple(dict.fromkeys((*bearer.role, relation))))
        made.words.setdefault((number_, i), named)
        return
    definite = any(
        k.lemma in ("этот", "тот", "его", "ее", "их", "мой", "наш", "данный", "сам")
        or k.form in ("его", "ее", "их")
        for k in kids
    )
    if word.rel in ("root", "xcomp") or word.is_(Case="Ins") or (word.pos == "ADJ"):
        return
    if relation not in FORMAL and not definite and not _takes_part(sentence, word):
        return
    if relation in ("person", "representative", "head", "president") and not definite:
        return
    if relation in STATES and not definite:
        # «В Твери задержан гражданин Узбекистана»: news that names him below, or nowhere
        told = word.head >= 0 and words[word.head].is_(Tense="Past")  # not: «гражданин обязан»
        before = any(m.sort is Sort.NAME and not m.artefact for m in made.made)
        back = before and not any(
            k.rel == "nmod" for k in kids
        )  # «иностранец» is whom the news named
        if is_named or not told or (before and not back):
            return
        relation, definite = "citizen", back
    if relation == "source" and not any(k.rel == "nmod" for k in kids):
        relation = "person"  # «говорит собеседник»; «собеседник агентства» is somebody else
    indefinite = (relation in STATES and not definite) or any(
        k.lemma in ("один", "некий", "другой", "какой-то") for k in kids
    )
    owner = owner_of(sentence, number_, i, made)
    made.put(
        Mention(
            word.start, word.end, Sort.ROLE, sex=sex if relation != "lawyer" else None,
            relation=numbered(sentence, i, relation),
            owner=owner, again=indefinite, subject=is_subject(sentence, i), clause=clause,
        ),
        number_, [i],
    )  # fmt: skip

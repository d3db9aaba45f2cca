"""Relatives in Russian text: «его брат», «мать Каримова», «двое братьев», and to whom each belongs.

May import: this package, `marks`, the core's `people`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from safeconduct.reading.marks import Mention, Quote, Sort
from safeconduct.reading.people.apposition import tied
from safeconduct.reading.people.cast import relations
from safeconduct.reading.russian.dates.numbers import number
from safeconduct.reading.russian.names.declension import is_surname
from safeconduct.reading.russian.names.finding import Found
from safeconduct.reading.russian.names.owners import APART, is_owner
from safeconduct.reading.russian.names.words import kin_of
from safeconduct.reading.russian.people.kin import COUSIN, KIN
from safeconduct.reading.russian.people.making import Mentions, is_subject, subject_mention
from safeconduct.reading.russian.words import Sentence, Word

MINE = re.compile(r"мо(?:й|его|ему|им|ем|я|ей|ю|е|и|их|ими)$")


OURS = re.compile(r"наш(?:его|ему|им|ем|а|ей|у|е|и|их|ими)?$")


OWN = re.compile(r"сво(?:й|его|ему|им|ем|я|ей|ю|е|и|их|ими)$")


_RELATIVE_OF = r",\s*(?P<kin>[а-яё]+)\s+(?:[а-яё-]+\s+){0,3}"


_WHICH = frozenset(
    ("младший", "старший", "средний", "родной", "единокровный")
)  # no sibling told before need be meant
_AGAIN = frozenset(["другой", "еще", "второй", "третий", "очередной"])


def number_told(word: Word, sentence: Sentence) -> tuple[bool, int | None]:
    """Is a noun told of several, and how many? («двух братьев»: 2)."""
    for i in sentence.children[word.index]:
        kid = sentence.words[i]
        if kid.pos == "NUM" or kid.form in ("оба", "обоих", "двое", "трое"):
            value = 2.0 if kid.form.startswith("об") else number(kid.form)
            if value and value > 1:
                return True, int(value)
    return word.is_(Number="Plur"), None


def possessed(sentence: Sentence, i: int) -> int | None:
    """The possessive that stands with a noun («его брата», «моего мужа»), if there is one."""
    for k in (*sentence.children[i], i - 1):
        if k >= 0 and (
            sentence.words[k].form in ("его", "ее", "их")
            or MINE.fullmatch(sentence.words[k].form)
            or OURS.fullmatch(sentence.words[k].form)
            or OWN.fullmatch(sentence.words[k].form)
            or sentence.words[k].lemma in ("ваш", "твой")
        ):
            return k
    return None


def owner_of(sentence: Sentence, number_: int, i: int, made: Mentions) -> int | None:
    """To whom a relative belongs: «его», «моего», «свой», a genitive, or the noun that holds one."""
    words = sentence.words
    for k in sorted(sentence.children[i]):
        kid = words[k]
        if OWN.fullmatch(kid.form):
            return subject_mention(sentence, number_, i, made)
        found = made.at(number_, k)
        if (
            found is not None
            and (kid.rel in ("nmod", "det", "amod", "appos") or kid.is_(Case="Gen"))
            and k != i
        ):
            return found
    if i and (found := made.at(number_, i - 1)) is not None:
        before = made.made[found]
        if before.possessive or (
            before.sort is Sort.PRONOUN and words[i - 1].form in ("его", "ее", "их")
        ):
            return found
    if (
        i + 1 < len(words)
        and (found := made.at(number_, i + 1)) is not None
        and words[i + 1].is_(Case="Gen")
    ):
        return found
    return None


def _of_one(sentence: Sentence, word: Word, found: Found, starts: dict[int, Found]) -> bool:
    """«Родителей Рустама Каримова»: several relatives before one man's name are his; «братьев Одила и Жасура»."""
    words = sentence.words
    if not (word.is_(Number="Plur") and word.feats.get("Case") in ("Gen", "Acc")):
        return False
    after = found.last
    joined = (
        after < len(words) and words[after].text in ("и", ",", "с", "(") and after + 1 in starts
    )
    return not joined and not words[found.last - 1].is_(Number="Plur")


def kin_mention(
    sentence: Sentence,
    number_: int,
    i: int,
    made: Mentions,
    starts: dict[int, Found],
    artefact: bool,
    clause: int,
) -> None:
    words = sentence.words
    word = words[i]
    relation, sex = kin_of(word)
    kids = [words[k] for k in sentence.children[i]]
    if word.lemma in ("отец", "мать", "брат") and any(k.lemma in ("святой", "дом") for k in kids):
        return
    # a name in apposition carries the relation as its role; in «брата мужа, Элдора» the brother's
    above = words[word.head].lemma if word.rel == "nmod" and 0 <= word.head < i else ""
    for k in range(i + 1, min(i + APART, len(words))):
        if k in starts and not (above in KIN and words[k - 1].text == ","):
            found = starts[k]
            gap = words[i + 1 : k]
            plain_gap = all(
                w.pos in ("PUNCT", "ADJ", "PROPN", "DET", "PRON", "NUM")
                or made.at(number_, w.index) is not None
                or w.is_(Case="Gen")
                or (w.pos == "NOUN" and w.feats.get("Case") == word.feats.get("Case"))
                for w in gap
            )
            case = found.case or words[k].feats.get("Case")
            owned = case == "Gen" and word.feats.get("Case") != "Gen" and (k == i + 1)
            if word.feats.get("Case") in ("Gen", "Acc") and case in ("Gen", "Acc"):
                # «его брата Равшана» is Ravshan, «брата Каримова» is Karimov's brother
                owned = (
                    is_surname(words[k].text)
                    and found.last - k == 1
                    and possessed(sentence, i) is None
                )
            owned = (
                owned
                or (possessed(sentence, i) is None and is_owner(sentence, k, found.last, starts))
                or (k == i + 1 and {sex, found.sex} == {"m", "f"})  # «жену Тимура»
                or (k == i + 1 and _of_one(sentence, word, found, starts))
            )
            linked = words[k].head == i and words[k].rel in ("appos", "flat:name", "flat")
            agree = (
                found.case in ("", word.feats.get("Case"))
                or (linked and not (found.case == "Gen" and word.is_(Case="Nom")))
                or {found.case, word.feats.get("Case")} <= {"Gen", "Acc"}
            )
            if plain_gap and word.is_(Number="Plur") and k == i + 1 and not owned:
                return  # «братья Одил и Жасур Хакимовы»
            if plain_gap and agree and not owned and not word.is_(Number="Plur"):
                made.carried[number_, k] = i
                return
    # a genitive name after it is the owner, and comes later in the text: look ahead in `settle`
    plural, count = number_told(word, sentence)
    whose = owner_of(sentence, number_, i, made)
    if word.lemma in ("супруг", "супруга") and plural and whose is None:
        made.put(
            Mention(
                word.start, word.end, Sort.FAMILY, plural=True, count=2, subject=is_subject(sentence, i),
                clause=clause, artefact=artefact,
            ),
            number_, [i],
        )  # fmt: skip
        return
    if relation in ("family", "parent") and not plural:
        plural = relation == "family"
    low = {k.lemma for k in kids}
    if low & COUSIN:
        relation = "cousin"
    start = min(
        [word.start] + [k.start for k in kids if k.rel in ("det", "amod", "nummod") and k.index < i]
    )
    made.put(
        Mention(
            start, word.end, Sort.RELATIVE, sex=sex, plural=plural and count != 1, relation=relation,
            owner=whose, again=bool(low & _AGAIN), count=None if plural and count is None else count or 1,
            subject=is_subject(sentence, i), clause=clause, artefact=artefact,
            role=("one of several",) if low & _WHICH else (),
        ),
        number_, [i],
    )  # fmt: skip


def carry(sentence: Sentence, number_: int, first: int, made: Mentions) -> None:
    """Give a name the kin word that stands before it and is nobody's yet: «жену Каримова, педиатра Лолу»."""
    key, i = made.at(number_, first), made.carried.get((number_, first))
    if key is None or i is None or made.at(number_, i) is not None:
        return
    made.words[number_, i] = key
    mention, relation = made.made[key], kin_of(sentence.words[i])[0]
    if relation not in mention.role:
        owner = owner_of(sentence, number_, i, made) if mention.owner is None else mention.owner
        made.made[key] = replace(
            mention,
            role=(*mention.role, relation),
            owner=None if owner == key else owner,
            subject=mention.subject or is_subject(sentence, i),
        )


def settle(made: Mentions, sentences: Sequence[Sentence]) -> None:
    """Owners that stand after their relative («брат Каримова») and owners nobody told."""
    back = {key: place for place, key in sorted(made.words.items(), reverse=True)}
    for key, mention in enumerate(made.made):
        if mention.owner is not None or (
            mention.sort is not Sort.RELATIVE
            and not (
                mention.sort is Sort.NAME
                and any(r in {k[0] for k in KIN.values()} for r in mention.role)
            )
        ):
            continue
        number_, _ = back[key]
        sentence = sentences[number_]
        for place, other in made.words.items():
            if other != key or place[0] != number_:
                continue
            owner = owner_of(sentence, number_, place[1], made)
            if owner is not None and owner != key:
                made.made[key] = replace(mention, owner=owner)
                break


def behind(text: str, made: Mentions) -> None:
    """«Саодат Негматова, супруга сварщика Илхома Негматова»: whose relative, told behind the name."""
    known = {lemma: relation for lemma, (relation, _) in KIN.items()}
    for one, relation, other in tied(text, made.made, known, _RELATIVE_OF):
        if made.made[one].owner is None:
            mention = made.made[one]
            made.made[one] = replace(mention, owner=other, role=(*mention.role, relation))


def own(made: Mentions, speech: Sequence[Quote], narrator: int | None) -> None:
    """«Муж», «отца» without a word whose: of the one who speaks there, or of whoever testifies."""
    office = relations()["office"] | relations()["counsel"]
    for key, mention in enumerate(made.made):
        if mention.sort is not Sort.RELATIVE or mention.owner is not None or mention.again:
            continue
        quote = next((q for q in speech if q.start <= mention.start < q.end), None)
        owner = quote.speaker if quote is not None else narrator
        if owner is None or set(made.made[owner].role) & office:
            continue
        made.made[key] = replace(mention, owner=owner)

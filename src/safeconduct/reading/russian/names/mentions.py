"""A name as a mention of a person: the roles and kin words told with it, its sex, whose relative it is.

May import: this package, `marks`, the core's `people`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from safeconduct.reading.marks import Mention, Sort
from safeconduct.reading.people.cast import relations
from safeconduct.reading.russian.lexicon import lexicon
from safeconduct.reading.russian.names.declension import is_surname, readings
from safeconduct.reading.russian.names.finding import Found
from safeconduct.reading.russian.names.owners import is_owner
from safeconduct.reading.russian.names.words import kin_of, titled
from safeconduct.reading.russian.people.kin import KIN, ORDINALS, ROLES
from safeconduct.reading.russian.people.making import Mentions, is_subject
from safeconduct.reading.russian.people.relatives import owner_of, possessed
from safeconduct.reading.russian.withheld import is_withheld
from safeconduct.reading.russian.words import Sentence, Word

_COURTESY = frozenset(
    ("г-н", "г-жа", "г-на", "г-жи", "г-ну", "г-же", "господин", "госпожа", "некто")
)


_OF = ("nmod", "flat:name")
_OPENS, _CLOSES = ("«", "„", '"', "“"), ("»", "“", '"', "”")


def role_lemma(word: Word) -> str | None:
    """The role a noun tells; «обвиняемый» and the like are read by their form."""
    if word.lemma in ROLES:
        return word.lemma
    for ending, full in (("ого", "ый"), ("ому", "ый"), ("ым", "ый"), ("ом", "ый"), ("ый", "ый"), ("ой", "ая"), ("ая", "ая"), ("ую", "ая"), ("ий", "ий")):  # fmt: skip
        if word.form.endswith(ending):
            form = word.form[: -len(ending)] + full
            if form in ROLES and (word.pos == "NOUN" or _stands_for_a_noun(word)):
                return form
    return None


def _stands_for_a_noun(word: Word) -> bool:
    """«Задержанный помещён в СИЗО»: a full participle that is a subject or an object."""
    return (
        word.pos == "VERB"
        and word.is_(VerbForm="Part")
        and not word.is_(Variant="Short")
        and (word.rel.startswith("nsubj") or word.rel in ("obj", "iobj"))
    )


def numbered(sentence: Sentence, i: int, relation: str) -> str:
    """The relation of a party with its number («вторая заявительница» → "second applicant"), else as it is."""
    if relation not in relations()["party"] or not i:
        return relation
    number = ORDINALS.get(sentence.words[i - 1].lemma)
    return f"{number} {relation}" if number else relation


def bearer_before(words: Sequence[Word], first: int) -> int:
    """The noun a name stands in apposition to: «заявитель, г-н Саидов», «брата мужа, Ойбека»; -1 for none."""
    i = first - 1
    comma = False
    while i >= 0 and (words[i].text in (",", "–", "—", "-") or words[i].form in _COURTESY):
        comma = comma or words[i].text == ","
        i -= 1
    while comma and i >= 0 and words[i].pos in ("NOUN", "PROPN") and words[i].rel in _OF:
        up = words[i].head
        if 0 <= up < i and (words[up].lemma in KIN or words[i].rel != "nmod"):
            i = up
            continue
        break
    return i


def _office_above(words: Sequence[Word], i: int) -> list[int]:
    """The role whose place or body stands between it and the name («начальник изолятора Крюков»)."""
    if i >= 0 and words[i].text in _CLOSES:  # «юрист центра „Опора“ Крюков»
        i = next((k - 1 for k in range(i - 1, max(-1, i - 8), -1) if words[k].text in _OPENS), -1)
    steps = 0
    while i >= 0 and steps < 5 and words[i].is_(Case="Gen") and not role_lemma(words[i]):
        up = words[i].head
        i, steps = (up if 0 <= up < i else i - 1), steps + 1
    return [i] if steps and i >= 0 and words[i].pos == "NOUN" and role_lemma(words[i]) else []


def _tells(words: Sequence[Word], h: int, first: int) -> bool:
    """«По словам адвоката, Назирова избили»: he tells it, and is not the one named behind the comma."""
    told = 1 < h < first and words[h - 1].form in lexicon().words["on_word_of"]
    return told and any(w.text == "," for w in words[h:first])


def _plural_before(words: Sequence[Word], first: int) -> int:
    """The plural noun that several names follow («оперативники Гусев В.В. и Мальцев»), for a later one; -1 for none."""
    for i in range(first - 1, max(-1, first - 16), -1):
        word = words[i]
        if word.pos == "NOUN" and len(word.text) > 2:
            return i if word.is_(Number="Plur") and role_lemma(word) else -1
        if (
            word.pos not in ("PROPN", "PUNCT")
            and word.form not in ("и", ",")
            and len(word.text) > 2
        ):
            return -1
    return -1


def _roles_of(
    sentence: Sentence, found: Found, starts: Collection[int]
) -> tuple[tuple[str, ...], int | None, str | None]:
    """Words given with a name: their English relations, the kin word they hang on, and the sex they tell."""
    told: list[str] = []
    kin: int | None = None
    sex: str | None = None
    words = sentence.words
    i = bearer_before(words, found.first)
    heads = [i] if i >= 0 else []
    heads.extend(
        words[k].head
        for k in range(found.first, found.last)
        if words[k].rel in ("appos", "flat:name", "nmod", "flat")
        and 0 <= words[k].head < found.first
    )
    for k in range(found.first, found.last):
        heads.extend(
            c
            for c in sentence.children[k]
            if words[c].rel in ("appos", "nmod") and not found.first <= c < found.last
        )
        if words[k].rel.startswith("nsubj") and words[k].head >= 0:
            heads.append(words[k].head)
    above = _office_above(words, i)
    heads.extend(above)
    heads = [h for h in heads if not _tells(words, h, found.first)]
    several = _plural_before(words, found.first)
    if several >= 0:
        heads.append(several)
    for h in list(heads):  # «брат моего доверителя Улугбек»: the kin word above a genitive
        up = words[h].head
        if (
            words[h].is_(Case="Gen")
            and 0 <= up < h
            and words[up].lemma in KIN
            and found.case == "Nom"
        ):
            heads.append(up)
    head_case = next(
        (
            words[k].feats.get("Case")
            for k in range(found.first, found.last)
            if "Case" in words[k].feats
        ),
        None,
    )
    for h in heads:
        word = words[h]
        near = found.first - 6 <= h <= found.last + 4 or h == several
        if word.pos not in ("NOUN", "PROPN", "ADJ") or not near:
            continue
        case = word.feats.get("Case")
        agrees = case in (head_case, found.case) or {found.case, case} <= {"Gen", "Acc"}
        if h in above and case is not None:  # a foreign name's own case is a guess
            told_by = readings(titled(words[found.first].text))
            agrees = agrees or any(case in r.cases for r in told_by)
        if word.lemma in KIN and {found.case, word.feats.get("Case")} <= {"Gen", "Acc"}:
            lone = found.last - found.first == 1 and is_surname(words[found.first].text)
            agrees = not lone or possessed(sentence, h) is not None
            whose = possessed(sentence, h) is None
            agrees = agrees and not (whose and is_owner(sentence, found.first, found.last, starts))
            agrees = agrees and {kin_of(word)[1], found.sex} != {"m", "f"}
        role = role_lemma(word)
        if word.lemma in KIN and agrees and (h < found.first):
            if kin is not None and words[h].head == kin:
                continue  # «брата мужа, Элдора»: the brother, not the husband
            if not word.is_(Number="Plur"):
                relation, sex = kin_of(word)
                told.append(relation)
                kin = h
        elif role and (agrees or h == several or not found.case or h > found.last - 1):
            told.append(numbered(sentence, h, ROLES[role][0]))
            sex = sex or ROLES[role][1]
    return tuple(dict.fromkeys(told)), kin, sex


def name_mention(
    sentence: Sentence,
    number_: int,
    found: Found,
    made: Mentions,
    artefact: bool,
    clause: int,
    starts: Collection[int],
) -> None:
    """Put the mention of a name. `starts` are where the sentence's names begin."""
    counsel = relations()["counsel"]
    roles, kin, sex = _roles_of(sentence, found, starts)
    if any(is_withheld(w.text, w.form) for w in sentence.words[found.first : found.last]) and any(
        m.sort is Sort.NAME and m.name == found.nominative and not set(m.role) & counsel
        for m in made.made
    ):
        roles = tuple(r for r in roles if r not in counsel)  # «защитник Ш.» defends the Ш. told of
    owner = None
    if kin is not None:
        owner = owner_of(sentence, number_, kin, made)
    heads = [
        k for k in range(found.first, found.last)
        if not found.first <= sentence.words[k].head < found.last
    ] or [found.first]  # fmt: skip
    subject = any(is_subject(sentence, k) for k in heads) or (
        kin is not None and is_subject(sentence, kin)
    )
    plural = found.plural and found.last - found.first == 1
    single = "f" if sex == "f" else found.sex or sex  # «Т. Алимхан, учительница»
    indices = list(range(found.first, found.last))
    if kin is not None:
        indices.append(kin)
    else:
        # «гражданин Узбекистана Юнусов»: the noun before the name is the same person
        for k in heads:
            h = sentence.words[k].head
            if (
                0 <= h < found.first
                and sentence.words[k].rel in ("appos", "flat:name", "flat")
                and sentence.words[h].pos == "NOUN"
                and sentence.words[h].lemma not in KIN
                and made.at(number_, h) is None
            ):
                indices.append(h)
        before = bearer_before(sentence.words, found.first)
        if _tells(sentence.words, before, found.first):
            before = -1
        if before >= 0 and made.at(number_, before) is None and is_role_of(sentence, before, found):
            indices.append(before)
    made.put(
        Mention(
            sentence.words[found.first].start, found.end, Sort.FAMILY if plural else Sort.NAME,
            name=found.nominative, sex=None if plural else single, plural=plural,
            owner=owner, count=None if plural else 1, subject=subject, role=roles, clause=clause, artefact=artefact,
        ),
        number_, indices,
    )  # fmt: skip


def is_role_of(sentence: Sentence, i: int, found: Found) -> bool:
    """Is this noun a role in apposition to the name («заявитель, г-н А.К.»)?"""
    word = sentence.words[i]
    if not role_lemma(word):
        return False
    return i == found.first - 1 or not found.case or found.case == word.feats.get("Case")

"""All Russian words that point to people: names, pronouns, relatives, roles, families.

Mentions come out in text order; `at` finds the mention that a word of a sentence belongs to. May import: this
package, `marks`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from safeconduct.reading.marks import Mention, Sort
from safeconduct.reading.russian.declension import is_surname
from safeconduct.reading.russian.kin import FORMAL, KIN, ROLES
from safeconduct.reading.russian.names import Found
from safeconduct.reading.russian.people import Mentions, clause_number, is_subject
from safeconduct.reading.russian.relatives import MINE, OURS, kin_mention, owner_of, possessed
from safeconduct.reading.russian.words import Sentence, Word

_THIRD = {
    "он": ("m", False), "его": ("m", False), "него": ("m", False), "ему": ("m", False), "нему": ("m", False),
    "им": (None, False), "ним": (None, False), "нем": ("m", False),
    "она": ("f", False), "ее": ("f", False), "нее": ("f", False), "ей": ("f", False), "ней": ("f", False),
    "ею": ("f", False), "нею": ("f", False),
    "они": (None, True), "их": (None, True), "них": (None, True), "ими": (None, True), "ними": (None, True),
}  # fmt: skip
_FIRST = {
    "я": False, "меня": False, "мне": False, "мной": False, "мною": False, "мы": True, "нас": True, "нам": True,
    "нами": True,
}  # fmt: skip
_COURTESY = frozenset(
    ("г-н", "г-жа", "г-на", "г-жи", "г-ну", "г-же", "господин", "госпожа", "некто")
)
_WHO = re.compile(r"котор\w+$")


def find(
    sentences: Sequence[Sentence], names: Sequence[Found], artefacts: frozenset[int]
) -> Mentions:
    """Every mention. `artefacts` are numbers of blocks that tell nothing (captions, headers)."""
    made = Mentions()
    by_sentence: dict[int, list[Found]] = {}
    for name in names:
        by_sentence.setdefault(name.sentence, []).append(name)
    for number_, sentence in enumerate(sentences):
        _sentence(
            sentence, number_, by_sentence.get(number_, []), made, sentence.block in artefacts
        )
    return made


def _sentence(
    sentence: Sentence, number_: int, names: Sequence[Found], made: Mentions, artefact: bool
) -> None:
    words = sentence.words
    starts = {n.first: n for n in names}
    inside = {i for n in names for i in range(n.first, n.last)}
    first_possessive: int | None = None
    i = 0
    while i < len(words):
        word = words[i]
        clause = clause_number(sentence, number_, i)
        if i in starts:
            _name(sentence, number_, starts[i], made, artefact, clause)
            i = starts[i].last
            continue
        if i in inside:
            i += 1
            continue
        if word.form in _THIRD and word.pos in ("PRON", "DET"):
            sex, plural = _THIRD[word.form]
            if sex is None and not plural and word.is_(Number="Plur"):
                plural = True
            elif sex is None and not plural:
                sex = "m"
            possessive = word.pos == "DET" or (
                word.form in ("его", "ее", "их")
                and (
                    word.rel in ("det", "nmod", "amod")
                    or (i + 1 < len(words) and words[i + 1].lemma in KIN)
                )
            )
            made.put(
                Mention(
                    word.start, word.end, Sort.PRONOUN, sex=sex, plural=plural, subject=is_subject(sentence, i),
                    possessive=possessive, clause=clause, artefact=artefact,
                ),
                number_, [i],
            )  # fmt: skip
        elif word.form in ("тот", "та") and word.rel.startswith("nsubj"):
            sex = "m" if word.form == "тот" else "f"
            made.put(
                Mention(word.start, word.end, Sort.PRONOUN, sex=sex, clause=clause, artefact=artefact),
                number_, [i],
            )  # fmt: skip
        elif word.form in _FIRST or MINE.fullmatch(word.form) or OURS.fullmatch(word.form):
            if word.form == "мое" or word.pos == "NUM":
                i += 1
                continue
            plural = _FIRST.get(word.form, bool(OURS.fullmatch(word.form)))
            key = made.put(
                Mention(
                    word.start, word.end, Sort.PRONOUN, person=1, plural=plural, subject=is_subject(sentence, i),
                    possessive=word.form not in _FIRST, clause=clause, artefact=artefact,
                ),
                number_, [i],
            )  # fmt: skip
            if word.form not in _FIRST:
                first_possessive = key
        elif (word.lemma == "который" and word.pos == "PRON") or _WHO.fullmatch(word.form):
            _relative_pronoun(sentence, number_, i, made)
        elif (
            word.pos in ("NOUN", "PROPN", "ADJ", "VERB")
            and word.lemma in KIN
            and word.pos != "VERB"
        ):
            kin_mention(sentence, number_, i, made, starts, artefact, clause)
        elif (
            word.pos in ("NOUN", "PROPN", "ADJ")
            and _role_lemma(word)
            and not any(
                i < first and bearer_before(words, first) == i and _is_role_of(sentence, i, name)
                for first, name in starts.items()
            )
        ):
            _role(sentence, number_, i, made, artefact, clause)
        i += 1
    del first_possessive


def _relative_pronoun(sentence: Sentence, number_: int, i: int, made: Mentions) -> None:
    """«который» stands for the noun its clause hangs on."""
    at = sentence.words[i].head
    for _ in range(6):
        if at < 0:
            return
        word = sentence.words[at]
        if word.rel == "acl:relcl" and word.head >= 0:
            target = made.at(number_, word.head)
            if target is None:  # the name in apposition, or the one just before
                near = [made.at(number_, k) for k in range(i - 1, max(-1, i - 8), -1)]
                target = next((n for n in near if n is not None), None)
            if target is not None:
                made.words[(number_, i)] = target
            return
        at = word.head


def _role_lemma(word: Word) -> str | None:
    """The role a noun tells; «обвиняемый» and the like are read by their form."""
    if word.lemma in ROLES:
        return word.lemma
    for ending, full in (("ого", "ый"), ("ому", "ый"), ("ым", "ый"), ("ом", "ый"), ("ый", "ый"), ("ой", "ая"), ("ая", "ая"), ("ую", "ая"), ("ий", "ий")):  # fmt: skip
        if word.form.endswith(ending):
            form = word.form[: -len(ending)] + full
            if form in ROLES and word.pos == "NOUN":
                return form
    return None


def bearer_before(words: Sequence[Word], first: int) -> int:
    """The noun a name stands in apposition to: «заявитель, г-н Саидов», «брата мужа, Ойбека»; -1 for none."""
    i = first - 1
    comma = False
    while i >= 0 and (words[i].text in (",", "–", "—", "-") or words[i].form in _COURTESY):
        comma = comma or words[i].text == ","
        i -= 1
    while comma and i >= 0 and words[i].pos == "NOUN" and words[i].rel == "nmod":
        up = words[i].head
        if not 0 <= up < i or words[up].lemma not in KIN:
            break
        i = up
    return i


def _roles_of(sentence: Sentence, found: Found) -> tuple[tuple[str, ...], int | None, str | None]:
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
        near = found.first - 6 <= h <= found.last + 4
        if word.pos not in ("NOUN", "PROPN", "ADJ") or not near:
            continue
        [w for w in words[h + 1 : found.first] if w.pos in ("NOUN", "PROPN", "VERB")]
        agrees = word.feats.get("Case") in (head_case, found.case) or (
            {found.case, word.feats.get("Case")} <= {"Gen", "Acc"}
        )
        if word.lemma in KIN and {found.case, word.feats.get("Case")} <= {"Gen", "Acc"}:
            lone = found.last - found.first == 1 and is_surname(words[found.first].text)
            agrees = not lone or possessed(sentence, h) is not None
        role = _role_lemma(word)
        if word.lemma in KIN and agrees and (h < found.first):
            if not word.is_(Number="Plur"):
                told.append(KIN[word.lemma][0])
                kin, sex = h, KIN[word.lemma][1]
        elif role and (agrees or not found.case or h > found.last - 1):
            told.append(ROLES[role][0])
            sex = sex or ROLES[role][1]
    return tuple(dict.fromkeys(told)), kin, sex


def _name(
    sentence: Sentence, number_: int, found: Found, made: Mentions, artefact: bool, clause: int
) -> None:
    roles, kin, sex = _roles_of(sentence, found)
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
    single = found.sex or sex
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
        if (
            before >= 0
            and made.at(number_, before) is None
            and _is_role_of(sentence, before, found)
        ):
            indices.append(before)
    made.put(
        Mention(
            sentence.words[found.first].start, found.end, Sort.FAMILY if plural else Sort.NAME,
            name=found.nominative, sex=None if plural else single, plural=plural,
            owner=owner, count=None if plural else 1, subject=subject, role=roles, clause=clause, artefact=artefact,
        ),
        number_, indices,
    )  # fmt: skip


def _is_role_of(sentence: Sentence, i: int, found: Found) -> bool:
    """Is this noun a role in apposition to the name («заявитель, г-н А.К.»)?"""
    word = sentence.words[i]
    if not _role_lemma(word):
        return False
    return i == found.first - 1 or not found.case or found.case == word.feats.get("Case")


def _role(
    sentence: Sentence, number_: int, i: int, made: Mentions, artefact: bool, clause: int
) -> None:
    words = sentence.words
    word = words[i]
    role = _role_lemma(word)
    if role is None or word.is_(Number="Plur") or artefact:
        return
    relation, sex = ROLES[role]
    kids = [words[k] for k in sentence.children[i]]
    if any(k.rel in ("appos", "flat:name") and made.at(number_, k.index) is not None for k in kids):
        return
    definite = any(
        k.lemma in ("этот", "тот", "его", "ее", "их", "мой", "наш", "данный", "сам")
        or k.form in ("его", "ее", "их")
        for k in kids
    )
    if word.rel in ("root", "xcomp") or word.is_(Case="Ins") or (word.pos == "ADJ"):
        return
    if (
        relation not in FORMAL
        and not definite
        and not word.rel.startswith("nsubj")
        and word.rel not in ("obj", "iobj")
    ):
        return
    if (
        relation
        in ("citizen", "national", "foreigner", "person", "representative", "head", "president")
        and not definite
    ):
        return
    indefinite = any(k.lemma in ("один", "некий", "другой", "какой-то") for k in kids)
    owner = owner_of(sentence, number_, i, made)
    made.put(
        Mention(
            word.start, word.end, Sort.ROLE, sex=sex if relation != "lawyer" else None, relation=relation,
            owner=owner, again=indefinite, subject=is_subject(sentence, i), clause=clause,
        ),
        number_, [i],
    )  # fmt: skip

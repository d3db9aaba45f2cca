"""All Russian words that point to people: names, pronouns, relatives, roles, families.

Mentions come out in text order; `at` finds the mention that a word of a sentence belongs to. May import: this
package, `marks`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from safeconduct.reading.marks import Mention, Sort
from safeconduct.reading.russian.declension import is_surname
from safeconduct.reading.russian.kin import COUSIN, KIN, ROLES
from safeconduct.reading.russian.names import Found
from safeconduct.reading.russian.numbers import number
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
_MINE = re.compile(r"мо(?:й|его|ему|им|ем|я|ей|ю|е|и|их|ими)$")
_OURS = re.compile(r"наш(?:его|ему|им|ем|а|ей|у|е|и|их|ими)?$")
_OWN = re.compile(r"сво(?:й|его|ему|им|ем|я|ей|ю|е|и|их|ими)$")
_WHO = re.compile(r"котор\w+$")
_AGAIN = frozenset(["другой", "еще", "второй", "третий", "очередной"])
# Roles that tell of one person only where something makes them definite.
_FORMAL = frozenset(
    [
        "applicant",
        "client",
        "accused",
        "defendant",
        "suspect",
        "convict",
        "detainee",
        "victim",
        "prisoner",
        "lawyer",
        "investigator",
        "judge",
        "prosecutor",
    ]
)


@dataclass(slots=True)
class Mentions:
    """Mentions in the making, and the words they stand on. `put` adds one and gives its key."""

    made: list[Mention] = field(default_factory=list)
    words: dict[tuple[int, int], int] = field(default_factory=dict)

    def put(self, mention: Mention, sentence: int, indices: Sequence[int]) -> int:
        key = len(self.made)
        self.made.append(mention)
        for i in indices:
            self.words.setdefault((sentence, i), key)
        return key

    def at(self, sentence: int, index: int) -> int | None:
        """The mention this word belongs to."""
        return self.words.get((sentence, index))


def _number(word: Word, sentence: Sentence) -> tuple[bool, int | None]:
    """Is a noun told of several, and how many? («двух братьев»: 2)."""
    for i in sentence.children[word.index]:
        kid = sentence.words[i]
        if kid.pos == "NUM" or kid.form in ("оба", "обоих", "двое", "трое"):
            value = 2.0 if kid.form.startswith("об") else number(kid.form)
            if value and value > 1:
                return True, int(value)
    return word.is_(Number="Plur"), None


def _above(sentence: Sentence, index: int) -> list[Word]:
    found: list[Word] = []
    at = sentence.words[index].head
    while at >= 0 and len(found) < 8:
        found.append(sentence.words[at])
        at = sentence.words[at].head
    return found


def _is_subject(sentence: Sentence, index: int) -> bool:
    word = sentence.words[index]
    if any(w.rel == "acl:relcl" for w in _above(sentence, index)):
        return False  # «которой руководит Хамроев»: told in passing
    if word.rel.startswith("nsubj"):
        return True
    if word.head > index and word.rel in ("obj", "iobj", "obl"):
        # «Камолова доставили в отдел»: with nobody named as acting, who stands first is the topic
        verb = sentence.words[word.head]
        if verb.is_(Number="Plur", Tense="Past") and not any(
            sentence.words[k].rel.startswith("nsubj") for k in sentence.children[verb.index]
        ):
            return word.feats.get("Case") in ("Acc", "Dat", "Gen")
    return (
        word.rel in ("conj", "appos", "flat:name")
        and word.head >= 0
        and sentence.words[word.head].rel.startswith("nsubj")
    )


def _subject_mention(sentence: Sentence, number_: int, index: int, made: Mentions) -> int | None:
    """The mention that is subject of the clause a word stands in."""
    at, steps = index, 0
    while at >= 0 and steps < 12:
        for i in sentence.children[at]:
            if sentence.words[i].rel.startswith("nsubj"):
                found = made.at(number_, i)
                if found is not None:
                    return found
        at, steps = sentence.words[at].head, steps + 1
    return None


def clause_number(sentence: Sentence, number_: int, index: int) -> int:
    """A number that the words of one clause share."""
    at = index
    for _ in range(15):
        word = sentence.words[at]
        if word.pos in ("VERB", "AUX") and (
            word.head < 0
            or word.rel
            in ("root", "conj", "ccomp", "advcl", "acl:relcl", "parataxis", "csubj", "acl")
        ):
            break
        if word.head < 0:
            break
        at = word.head
    return number_ * 1000 + at


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
                word.form in ("его", "ее", "их") and word.rel in ("det", "nmod", "amod")
            )
            made.put(
                Mention(
                    word.start, word.end, Sort.PRONOUN, sex=sex, plural=plural, subject=_is_subject(sentence, i),
                    possessive=possessive, clause=clause, artefact=artefact,
                ),
                number_, [i],
            )  # fmt: skip
        elif word.form in _FIRST or _MINE.fullmatch(word.form) or _OURS.fullmatch(word.form):
            if word.form == "мое" or word.pos == "NUM":
                i += 1
                continue
            plural = _FIRST.get(word.form, bool(_OURS.fullmatch(word.form)))
            key = made.put(
                Mention(
                    word.start, word.end, Sort.PRONOUN, person=1, plural=plural, subject=_is_subject(sentence, i),
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
            _kin(sentence, number_, i, made, starts, artefact, clause)
        elif word.pos in ("NOUN", "PROPN", "ADJ") and _role_lemma(word) and i + 1 not in starts:
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


def _roles_of(sentence: Sentence, found: Found) -> tuple[tuple[str, ...], int | None, str | None]:
    """Words given with a name: their English relations, the kin word they hang on, and the sex they tell."""
    told: list[str] = []
    kin: int | None = None
    sex: str | None = None
    words = sentence.words
    i = found.first - 1
    if i >= 0 and words[i].text in (",", "–", "—", "-"):
        i -= 1
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
        agrees = word.feats.get("Case") == head_case or found.case == word.feats.get("Case")
        if word.lemma in KIN and {found.case, word.feats.get("Case")} <= {"Gen", "Acc"}:
            lone = found.last - found.first == 1 and is_surname(words[found.first].text)
            agrees = not lone or _possessed(sentence, h) is not None
        role = _role_lemma(word)
        if word.lemma in KIN and agrees and (h < found.first):
            if not word.is_(Number="Plur"):
                told.append(KIN[word.lemma][0])
                kin, sex = h, KIN[word.lemma][1]
        elif role and (agrees or h > found.last - 1):
            told.append(ROLES[role][0])
            sex = sex or ROLES[role][1]
    return tuple(dict.fromkeys(told)), kin, sex


def _name(
    sentence: Sentence, number_: int, found: Found, made: Mentions, artefact: bool, clause: int
) -> None:
    roles, kin, sex = _roles_of(sentence, found)
    owner = None
    if kin is not None:
        owner = _owner(sentence, number_, kin, made)
    heads = [
        k for k in range(found.first, found.last)
        if not found.first <= sentence.words[k].head < found.last
    ] or [found.first]  # fmt: skip
    subject = any(_is_subject(sentence, k) for k in heads) or (
        kin is not None and _is_subject(sentence, kin)
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
                and made.at(number_, h) is None
            ):
                indices.append(h)
        before = found.first - 1
        if before >= 0 and _role_lemma(sentence.words[before]) and made.at(number_, before) is None:
            indices.append(before)
    made.put(
        Mention(
            sentence.words[found.first].start, found.end, Sort.FAMILY if plural else Sort.NAME,
            name=found.nominative, sex=None if plural else single, plural=plural,
            owner=owner, count=None if plural else 1, subject=subject, role=roles, clause=clause, artefact=artefact,
        ),
        number_, indices,
    )  # fmt: skip


def _possessed(sentence: Sentence, i: int) -> int | None:
    """The possessive that stands with a noun («его брата», «моего мужа»), if there is one."""
    for k in (*sentence.children[i], i - 1):
        if k >= 0 and (
            sentence.words[k].form in ("его", "ее", "их")
            or _MINE.fullmatch(sentence.words[k].form)
            or _OURS.fullmatch(sentence.words[k].form)
            or _OWN.fullmatch(sentence.words[k].form)
        ):
            return k
    return None


def _owner(sentence: Sentence, number_: int, i: int, made: Mentions) -> int | None:
    """To whom a relative belongs: «его», «моего», «свой», a genitive, or the noun that holds one."""
    words = sentence.words
    for k in sorted(sentence.children[i]):
        kid = words[k]
        if _OWN.fullmatch(kid.form):
            return _subject_mention(sentence, number_, i, made)
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


def _kin(
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
    relation, sex = KIN[word.lemma]
    kids = [words[k] for k in sentence.children[i]]
    if word.lemma in ("отец", "мать", "брат") and any(k.lemma in ("святой", "дом") for k in kids):
        return
    # a name in apposition carries the relation as its role
    for k in range(i + 1, min(i + 8, len(words))):
        if k in starts:
            found = starts[k]
            gap = words[i + 1 : k]
            plain_gap = all(
                w.pos in ("PUNCT", "ADJ", "PROPN", "DET", "PRON")
                or made.at(number_, w.index) is not None
                or w.is_(Case="Gen")
                for w in gap
            )
            case = words[k].feats.get("Case")
            owned = case == "Gen" and word.feats.get("Case") != "Gen" and (k == i + 1)
            if word.feats.get("Case") in ("Gen", "Acc") and case in ("Gen", "Acc"):
                # «его брата Равшана» is Ravshan, «брата Каримова» is Karimov's brother
                owned = (
                    is_surname(words[k].text)
                    and found.last - k == 1
                    and _possessed(sentence, i) is None
                )
            linked = words[k].head == i and words[k].rel in ("appos", "flat:name", "flat")
            agree = (
                found.case == word.feats.get("Case")
                or linked
                or {found.case, word.feats.get("Case")} <= {"Gen", "Acc"}
            )
            if plain_gap and word.is_(Number="Plur") and k == i + 1 and not owned:
                return  # «братья Одил и Жасур Хакимовы»
            if plain_gap and agree and not owned and not word.is_(Number="Plur"):
                return
    # a genitive name after it is the owner, and comes later in the text: look ahead in `settle`
    plural, count = _number(word, sentence)
    whose = _owner(sentence, number_, i, made)
    if word.lemma in ("супруг", "супруга") and plural and whose is None:
        made.put(
            Mention(
                word.start, word.end, Sort.FAMILY, plural=True, count=2, subject=_is_subject(sentence, i),
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
            owner=_owner(sentence, number_, i, made), again=bool(low & _AGAIN), count=None if plural and count is None else count or 1,
            subject=_is_subject(sentence, i), clause=clause, artefact=artefact,
        ),
        number_, [i],
    )  # fmt: skip


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
        relation not in _FORMAL
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
    owner = _owner(sentence, number_, i, made)
    made.put(
        Mention(
            word.start, word.end, Sort.ROLE, sex=sex if relation != "lawyer" else None, relation=relation,
            owner=owner, again=indefinite, subject=_is_subject(sentence, i), clause=clause,
        ),
        number_, [i],
    )  # fmt: skip


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
            owner = _owner(sentence, number_, place[1], made)
            if owner is not None and owner != key:
                made.made[key] = replace(mention, owner=owner)
                break


def ordered(made: Mentions) -> tuple[list[Mention], dict[int, int]]:
    """Mentions in text order with owners renumbered, and where each key went."""
    order = sorted(range(len(made.made)), key=lambda k: (made.made[k].start, made.made[k].end))
    place = {old: new for new, old in enumerate(order)}
    told = []
    for k in order:
        owner = made.made[k].owner
        told.append(replace(made.made[k], owner=None if owner is None else place[owner]))
    return told, place

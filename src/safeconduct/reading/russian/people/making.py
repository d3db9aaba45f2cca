"""The people a Russian text mentions, in the making: each mention and the words of the sentences it stands on.

May import: this package, `marks`, the core's `people`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from safeconduct.reading.marks import Mention, Sort
from safeconduct.reading.people.cast import relations
from safeconduct.reading.russian.names.declension import is_surname, of_either_sex, stem
from safeconduct.reading.russian.words import Sentence, Word


@dataclass(slots=True)
class Mentions:
    """Mentions in the making, and the words they stand on. `put` adds one and gives its key."""

    made: list[Mention] = field(default_factory=list)
    words: dict[tuple[int, int], int] = field(default_factory=dict)
    carried: dict[tuple[int, int], int] = field(
        default_factory=dict
    )  # a name's word: the kin word it carries
    communication: bool = False  # a complaint to a UN body, whose «автор» is a party
    official: frozenset[int] = frozenset()  # those told anywhere in the text to hold an office

    def put(self, mention: Mention, sentence: int, indices: Sequence[int]) -> int:
        key = len(self.made)
        self.made.append(mention)
        for i in indices:
            self.words.setdefault((sentence, i), key)
        return key

    def at(self, sentence: int, index: int) -> int | None:
        """The mention this word belongs to."""
        return self.words.get((sentence, index))


def _above(sentence: Sentence, index: int) -> list[Word]:
    found: list[Word] = []
    at = sentence.words[index].head
    while at >= 0 and len(found) < 8:
        found.append(sentence.words[at])
        at = sentence.words[at].head
    return found


def is_subject(sentence: Sentence, index: int) -> bool:
    word = sentence.words[index]
    if any(w.rel == "acl:relcl" for w in _above(sentence, index)):
        return False  # «которой руководит Хамроев»: told in passing
    if word.rel.startswith("nsubj"):
        return True
    if word.rel in ("appos", "flat:name", "conj") and 0 <= word.head < index:
        return is_subject(sentence, word.head)  # «задержали его соседа Тураева»
    if (word.head > index and word.rel in ("obj", "iobj", "obl")) or word.rel == "obj":
        # «Камолова доставили в отдел»: with nobody named as acting, whom it is done to is the topic
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


def subject_mention(sentence: Sentence, number_: int, index: int, made: Mentions) -> int | None:
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


def officials(made: Mentions) -> frozenset[int]:
    """The names of those to whom any of their mentions gives an office: «Жуков А.А.», once «дознаватель Жуков А.А.»."""

    def stems(name: str) -> frozenset[str]:
        return frozenset(stem(w) for w in name.split() if len(w) > 2 and "." not in w)

    named = {k: stems(m.name) for k, m in enumerate(made.made) if m.sort is Sort.NAME}
    office = relations()["official"]
    told = [named[k] for k, m in enumerate(made.made) if k in named and set(m.role) & office]
    return frozenset(k for k, mine in named.items() if mine and any(mine <= t for t in told))


def women(made: Mentions) -> None:
    """In place: a name that does not tell a sex («Алимхан») is a woman's wherever a word beside it or a verb says so once."""
    told = {
        stem(w)
        for m in made.made
        if m.sort is Sort.NAME and m.sex == "f"
        for w in m.name.split()[-1:]
        if not is_surname(w) and (m.role or of_either_sex(w))
    }
    for k, m in enumerate(made.made):
        if m.sort is Sort.NAME and m.sex != "f" and m.name and stem(m.name.split()[-1]) in told:
            made.made[k] = replace(m, sex="f")


def ordered(made: Mentions) -> tuple[list[Mention], dict[int, int]]:
    """Mentions in text order with owners renumbered, and where each key went."""
    order = sorted(range(len(made.made)), key=lambda k: (made.made[k].start, made.made[k].end))
    place = {old: new for new, old in enumerate(order)}
    told = []
    for k in order:
        owner = made.made[k].owner
        told.append(replace(made.made[k], owner=None if owner is None else place[owner]))
    return told, place

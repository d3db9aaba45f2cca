"""The tree of a Russian sentence set right where the parser is known to err.

May import: this package's models.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from safeconduct.reading.russian.taggers import Grammar
from safeconduct.reading.russian.weights import dictionary

if TYPE_CHECKING:
    from safeconduct.reading.russian.words import Word


def own_subjects(words: list[Word], kids: list[list[int]]) -> None:
    """«Он вышел, и двое затолкали его»: where the parser gives a verb two subjects, the first is the nearer verb's."""
    for verb in range(len(words)):
        subjects = [k for k in kids[verb] if words[k].rel.startswith("nsubj") and k < verb]
        if len(subjects) < 2:
            continue
        first, second = subjects[0], subjects[1]
        for nearer in range(first + 1, second):
            word = words[nearer]
            if (
                word.pos == "VERB"
                and word.is_(VerbForm="Fin")
                and word.feats.get("Number") == words[first].feats.get("Number")
                and not any(words[k].rel.startswith("nsubj") for k in kids[nearer])
            ):
                kids[verb].remove(first)
                kids[nearer].insert(0, first)
                words[first] = replace(words[first], head=nearer)
                break


def subject_before_source(words: list[Word], kids: list[list[int]]) -> None:
    """«Задержан активист Собиров, сообщил его брат Алишер»: whom the parser hangs on the verb of saying behind the comma,
    beside the one who says it, is the one before: the first verb's subject.
    """
    for verb in words:
        if verb.rel != "parataxis" or not verb.index or words[verb.index - 1].text != ",":
            continue
        told = words[verb.head]
        subjects = [k for k in kids[verb.index] if words[k].rel.startswith("nsubj")]
        first = subjects[0] if subjects else verb.index
        if (
            len(subjects) > 1
            and told.index < first < verb.index < subjects[-1]
            and not any(words[k].rel.startswith("nsubj") for k in kids[told.index])
        ):
            passive = told.is_(Voice="Pass")
            kids[verb.index].remove(first)
            kids[told.index].append(first)
            words[first] = replace(
                words[first], head=told.index, rel="nsubj:pass" if passive else "nsubj"
            )


_JOINED = frozenset(("conj", "appos", "flat", "flat:name", "nmod", "xcomp", "advcl"))


def lead(words: list[Word], kids: list[list[int]]) -> None:
    """A verb that opens the sentence is no name for its capital («Помещённый в СИЗО, Алимов …», «Признав …»,
    «Подвешивали за руки»).
    """
    first = words[0]
    if first.pos != "PROPN" or not dictionary().word_is_known(first.form):
        return
    read = dictionary().parse(first.form)[0]
    sort = str(read.tag.POS)
    if sort == "GRND" or (sort == "VERB" and "past" in read.tag):
        told = {"VerbForm": "Conv"} if sort == "GRND" else _past(read)
        head = words[first.head] if first.head >= 0 else None
        words[0] = replace(
            first,
            pos="VERB",
            feats={**told, "Voice": "Act"},
            lemma=str(read.normal_form).replace("ё", "е"),
            rel="conj" if sort == "VERB" and head is not None and head.pos == "VERB" else first.rel,
        )
        return
    if sort != "PRTF":
        return
    who = next(
        (w for w in words[1:] if w.rel.startswith("nsubj") and w.pos in ("PROPN", "NOUN")), None
    )
    feats = {**first.feats, "VerbForm": "Part", "Voice": "Pass" if "pssv" in dictionary().parse(first.form)[0].tag else "Act"}  # fmt: skip
    words[0] = replace(
        first,
        pos="VERB",
        feats=feats,
        rel="acl" if who else first.rel,
        head=who.index if who else first.head,
    )
    if who is not None:
        if first.head >= 0:
            kids[first.head].remove(0)
        kids[who.index].append(0)


def _past(read: Any) -> dict[str, str]:
    """The features of a verb in the past, as the dictionary reads it."""
    feats = {"VerbForm": "Fin", "Mood": "Ind", "Tense": "Past"}
    feats["Number"] = "Plur" if "plur" in read.tag else "Sing"
    feats["Aspect"] = "Perf" if "perf" in read.tag else "Imp"
    gender = {"masc": "Masc", "femn": "Fem", "neut": "Neut"}.get(str(read.tag.gender))
    return {**feats, "Gender": gender} if gender else feats


def one_root(
    tokens: Sequence[tuple[int, int, str]], grammar: Sequence[Grammar]
) -> tuple[list[int], list[str]]:
    """Heads and relations. The parser picks each head by itself, so a run may get two roots: a later verb that
    stands alone is joined to the first («был арестован … и … приговорён»).
    """
    heads = [-1 if g.head - 1 == k else g.head - 1 for k, g in enumerate(grammar)]
    rels = [g.rel for g in grammar]
    _cut_rings(heads, rels)
    roots = [k for k, h in enumerate(heads) if h < 0 and grammar[k].pos in ("VERB", "AUX")]
    for later in roots[1:]:
        between = {tokens[k][2].lower() for k in range(roots[0] + 1, later)}
        if between & {"и", ",", "а", "но", "затем"}:
            heads[later], rels[later] = roots[0], "conj"
    # whoever walks up by a tie ("conj") may so trust that there is a word at its other end
    return heads, ["root" if head < 0 else rel for head, rel in zip(heads, rels, strict=True)]


def _cut_rings(heads: list[int], rels: list[str]) -> None:
    """Words joined to one another in a ring, as in a list, a name or a row of verbs: the first is joined to nothing, so that a
    walk along them ends. Other rings (a noun and its participle) are left: each of their ties tells something.
    """
    done: set[int] = set()
    for start in range(len(heads)):
        way: list[int] = []
        at = start
        while at >= 0 and at not in done:
            done.add(at)
            way.append(at)
            at = heads[at]
        if at in way:
            ring = way[way.index(at) :]
            if all(rels[k] in _JOINED for k in ring):
                heads[min(ring)], rels[min(ring)] = -1, "root"

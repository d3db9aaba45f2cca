"""Which people of an office's files may be one: proposals with reasons, for a person to judge.

Nothing is merged here. A proposal that would contradict a judgement "not the same" is not made, and
`check_merge` refuses one that a person asks for. Judgements are given, never kept: undoing one is
leaving it out. Imports numpy (through the comparer).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice, pairwise

from safeconduct.names.circumstances import circumstances
from safeconduct.names.compare import Comparer, Comparison, Verdict, weighed
from safeconduct.names.errors import MergeRefused
from safeconduct.names.fold import bones_of
from safeconduct.names.parse import read_parts
from safeconduct.names.token import INITIAL

Pair = tuple[str, str]
WORTH_ASKING = 0.6
"""Scores from here on are put before a person."""
_BLOCK = 50_000


@dataclass(frozen=True, slots=True)
class Known:
    """A person as one file knows them. `born` as ISO date or year, `citizenship` as state code."""

    id: str
    names: tuple[str, ...]
    born: str | None = None
    citizenship: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two people who may be one, by their closest names, and why."""

    left: str
    right: str
    names: Pair
    comparison: Comparison


def propose_merges(
    people: Sequence[Known],
    *,
    same: Iterable[Pair] = (),
    not_same: Iterable[Pair] = (),
) -> list[Proposal]:
    """Proposals, surest first. `same` and `not_same` are standing judgements as pairs of ids.

    Left out: pairs already judged, directly or through others (a same as b, b not the same as c).
    """
    groups, apart = _settled(same, not_same)
    by_id = {person.id: person for person in people}
    comparer = Comparer()
    out = []
    asked = _unsettled(_candidates(people), groups, apart)
    while block := list(islice(asked, _BLOCK)):
        likely = list(_likely(comparer, block, by_id))
        comparisons = comparer.compare_many([names for _, _, names in likely])
        for (left, right, names), comparison in zip(likely, comparisons, strict=True):
            one, two = by_id[left], by_id[right]
            known = circumstances(
                (one.born, two.born), (one.citizenship, two.citizenship), (one.place, two.place)
            )
            told = weighed(comparison, known) if known else comparison
            if told.verdict is not Verdict.DIFFERENT and told.score >= WORTH_ASKING:
                out.append(Proposal(left, right, names, told))
    out.sort(key=lambda p: (p.comparison.verdict is not Verdict.SAME, -p.comparison.score))
    return out


def check_merge(
    ids: Sequence[str], *, same: Iterable[Pair] = (), not_same: Iterable[Pair] = ()
) -> None:
    """Raise MergeRefused if calling all `ids` one person contradicts a "not the same"."""
    not_same = list(not_same)
    merged = list(same) + list(pairwise(ids))
    groups, _ = _settled(merged, ())
    for a, b in not_same:
        if groups.get(a, a) == groups.get(b, b):
            raise MergeRefused(
                f"these are judged not to be the same person: {a} and {b}",
                key="ids",
                remedy="Undo that judgement first if it was mistaken",
            )


def _settled(same: Iterable[Pair], not_same: Iterable[Pair]) -> tuple[dict[str, str], set[Pair]]:
    """Each id's group by the judgements "same", and the pairs of groups kept apart."""
    leader: dict[str, str] = {}

    def find(x: str) -> str:
        while leader.setdefault(x, x) != x:
            leader[x] = leader[leader[x]]
            x = leader[x]
        return x

    for a, b in same:
        leader[find(a)] = find(b)
    groups = {x: find(x) for x in list(leader)}
    apart = set()
    for a, b in not_same:
        one, two = groups.get(a, a), groups.get(b, b)
        apart.add((min(one, two), max(one, two)))
    return groups, apart


def _candidates(people: Sequence[Known]) -> Iterator[Pair]:
    """Pairs that share the bones of at least one word, each once."""
    shelves: dict[str, list[str]] = defaultdict(list)
    for person in people:
        keys = {
            bones_of(token.base)
            for name in person.names
            for parts in read_parts(name)
            for token in parts.core
            if token.kind != INITIAL
        }
        for key in sorted(keys):
            shelves[key].append(person.id)
    seen: set[Pair] = set()
    for shelf in shelves.values():
        for pair in combinations(shelf, 2):
            if pair[0] != pair[1] and pair not in seen:
                seen.add(pair)
                yield pair


def _unsettled(pairs: Iterable[Pair], groups: dict[str, str], apart: set[Pair]) -> Iterator[Pair]:
    """The pairs no judgement has settled."""
    for left, right in pairs:
        a, b = groups.get(left, left), groups.get(right, right)
        if a != b and (min(a, b), max(a, b)) not in apart:
            yield left, right


def _likely(
    comparer: Comparer, pairs: list[Pair], by_id: dict[str, Known]
) -> Iterator[tuple[str, str, Pair]]:
    """The pairs whose closest names are worth explaining, with those names; scored in one go."""
    names = [
        (k, a, b)
        for k, (left, right) in enumerate(pairs)
        for a in by_id[left].names
        for b in by_id[right].names
    ]
    if not names:
        return
    scores = comparer.scores([a for _, a, _ in names], [b for _, _, b in names]).tolist()
    best: dict[int, tuple[float, Pair]] = {}
    for (k, a, b), score in zip(names, scores, strict=True):
        if score >= WORTH_ASKING and score > best.get(k, (0.0, ("", "")))[0]:
            best[k] = (score, (a, b))
    for k, (_, closest) in best.items():
        yield *pairs[k], closest

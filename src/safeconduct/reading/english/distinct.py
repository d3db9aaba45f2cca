"""Of several tellings at the same words, the one that says what happened.

May import: this room.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence

from safeconduct.reading.marks import Candidate

# What men come to a house for: told in the same breath, it is what happened, and their coming is no event apart.
_CAME_FOR = {
    "abduction", "abduction_attempt", "arrest", "detention", "search", "summons", "threat", "recruitment_pressure",
    "ill_treatment", "reprisal",
}  # fmt: skip
_SAME_BREATH = 220
_ONE_BREATH = 60


def distinct(made: Sequence[Candidate]) -> list[Candidate]:
    """One candidate for a kind at a place; of an attempt and the act itself at the same words, the attempt."""
    found: dict[tuple[int, str], Candidate] = {}
    for c in made:
        key = (c.at, c.kind)
        old = found.get(key)
        if old is None or (c.explicit and not old.explicit):
            found[key] = c
    for at, kind in list(found):
        if kind == "imprisonment" and (at, "detention") in found:
            place = str(found[at, "detention"].attributes.get("at", ""))
            remand = re.search(r"investigat|remand|pre-trial|custody|detention", place)
            del found[at, kind if remand else "detention"]
        if kind == "abduction" and (at, "arrest") in found:
            del found[at, "arrest"]
        if kind == "sentence" and (at, "imprisonment") in found:
            del found[at, "imprisonment"]
        if kind == "detention_extension" and (at, "detention") in found:
            del found[at, "detention"]
        if kind.endswith("_appeal") and (at, "complaint") in found:
            del found[at, "complaint"]
        if kind == "death" and (at, "ill_treatment") in found:
            del found[at, "ill_treatment"]
        if kind == "interim_measure_lifted" and (at, "interim_measure_refusal") in found:
            del found[at, "interim_measure_refusal"]
        if kind == "interim_measure" and (at, "extradition_order") in found:
            del found[at, "extradition_order"]
    kept = list(found.values())
    of_kind: defaultdict[str, list[Candidate]] = defaultdict(list)
    for c in sorted(kept, key=lambda c: c.at):
        of_kind[c.kind].append(c)

    def near(kind: str, at: int, reach: int) -> list[Candidate]:
        some = of_kind[kind]
        first = bisect_left(some, at - reach, key=lambda c: c.at)
        return some[first : bisect_right(some, at + reach, key=lambda c: c.at)]

    attempts = of_kind["abduction_attempt"]
    return [
        c
        for c in kept
        if not (c.kind == "abduction" and any(_within(c, a) for a in attempts))
        and not any(_again(c, o) for o in near(c.kind, c.at, _ONE_BREATH))
        # "refused to extend the interim measure indicated to him": none is told to stand
        and not (
            c.kind == "interim_measure"
            and c.moment is None
            and near("interim_measure_lifted", c.at, _SAME_BREATH)
        )
        and not (
            c.kind == "harassment"
            and not c.strong
            and any(_leads_to(c, o) for kind in _CAME_FOR for o in near(kind, c.at, _SAME_BREATH))
        )
    ]


def _again(c: Candidate, other: Candidate) -> bool:
    """ "Applied Rule 39 and granted him an interim measure": one measure, told where its victim stands."""
    return (
        c.kind == other.kind
        and not c.explicit
        and other.explicit
        and c.mood is other.mood
        and c.moment == other.moment
        and c.attributes.get("decided") == other.attributes.get("decided")
        and abs(c.at - other.at) < _ONE_BREATH
    )


def _within(c: Candidate, attempt: Candidate) -> bool:
    return attempt.start <= c.at < attempt.end or abs(attempt.at - c.at) < 40


def _leads_to(coming: Candidate, other: Candidate) -> bool:
    return other.kind in _CAME_FOR and 0 <= other.at - coming.at < _SAME_BREATH

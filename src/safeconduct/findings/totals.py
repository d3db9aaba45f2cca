"""A `total` rule asked of a scene: is the time in a state over its cap, and what is not on file about it?

May import: `law`, this room's values.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from safeconduct.findings.codes import fold, said
from safeconduct.findings.custody import Sum, add_up
from safeconduct.findings.limits import months
from safeconduct.findings.rule import Limit, Rule, Step
from safeconduct.findings.scene import Scene
from safeconduct.findings.selector import NO, YES
from safeconduct.findings.telling import reason
from safeconduct.findings.timeline import Timeline
from safeconduct.findings.verdict import Verdict
from safeconduct.findings.ways import Outcome
from safeconduct.law import Words, words
from safeconduct.record import Event


@dataclass(frozen=True, slots=True)
class Totalled:
    """The one outcome of a `total` rule for a whole chronology, with the sum, the cap, and why they are not sure."""

    outcome: Outcome
    sum: Sum
    cap: Limit
    reasons: tuple[Words, ...] = ()
    involved: tuple[int, ...] = ()  # the events that open the state, and those that close it


def total_of(scene: Scene, rule: Rule) -> Totalled | None:
    """What a `total` rule says; None where nothing can have opened the state."""
    line = scene.line
    cap, unsure = _cap(scene, rule)
    opens, open_doubts = _events(scene, rule.steps)
    closes, close_doubts = _events(scene, rule.absent)
    opens = [i for i in opens if _may_govern(scene, rule, i)]
    open_doubts = {i for i in open_doubts if _may_govern(scene, rule, i)}
    # "held for two hours" ends by itself
    ends = [line.end_of[i] for i in (*opens, *open_doubts) if i in line.end_of]
    closes = [*closes, *ends]
    unit = 0 if cap.unit == "tick" else 1
    sums = [add_up(line, opens, closes, unit)]
    if open_doubts or close_doubts:
        # once with what is not on file in favour of the rule, once against it
        sums.append(add_up(line, sorted({*opens, *open_doubts}), closes, unit))
        sums.append(add_up(line, opens, sorted({*closes, *close_doubts}), unit))
    verdicts = [_over(line, s, cap, opens or sorted(open_doubts)) for s in sums]
    verdict = verdicts[0]
    missing: tuple[tuple[int, str], ...] = ()
    if len(set(verdicts)) > 1:
        weakest = min(verdicts, key=lambda v: v.strength)
        verdict = Verdict.CANNOT_TELL if weakest is Verdict.NO else Verdict.POSSIBLE
        missing = tuple(
            (i, name)
            for i, steps in [
                *((i, rule.steps) for i in open_doubts),
                *((i, rule.absent) for i in close_doubts),
            ]
            for name in _unknown(scene, steps, i)
        )
    unended = _unended(line, sums[0], cap)
    if unended is not None and verdict in (Verdict.POSSIBLE, Verdict.CERTAIN):
        verdict, missing = Verdict.CANNOT_TELL, (*missing, (unended, "end"))
    involved = {*opens, *closes}
    undated = sorted(involved & line.undated)
    placed = verdict is Verdict.CERTAIN and not (involved & line.poisoned)
    if undated and not placed and verdict in (Verdict.POSSIBLE, Verdict.CERTAIN):
        verdict, missing = Verdict.CANNOT_TELL, (*missing, *((i, "when") for i in undated))
    total = next((s for s in sums if s is not None), None)
    if total is None:
        return None
    if involved & line.poisoned and verdict is not Verdict.NO:
        verdict = Verdict.CANNOT_TELL
    spells = [p for spell in total.spells for p in spell if p < len(line.events)]
    steps = {f"spell{n}": p for n, p in enumerate(spells or opens[:1], 1)}
    doubts = tuple(p for p in spells if p in line.unsure)
    outcome = Outcome(
        spells[0] if spells else next(iter(steps.values()), 0),
        verdict,
        steps,
        missing=missing,
        doubts=doubts,
    )
    reasons = [unsure] if unsure and _matters(total, rule, unit, verdict) else []
    if total.order_open and verdict is Verdict.POSSIBLE:
        reasons.append(reason("order_open"))
    return Totalled(outcome, total, cap, tuple(reasons), tuple(sorted(involved)))


def _matters(total: Sum, rule: Rule, unit: int, verdict: Verdict) -> bool:
    """Does an unsure cap bear on the answer? Not where the sum is under the lowest of the caps."""
    if verdict is not Verdict.NO or rule.cap is None or not unit:
        return verdict is not Verdict.NO
    lowest = min((c.length for c in rule.cap.by_class.values()), default=0)
    return total.most > months(lowest, 1, 1)[0]


def _unended(line: Timeline, total: Sum | None, cap: Limit) -> int | None:
    """The event that opened a spell which only the day asked about ends, where the file was read from documents.

    A chronology written by hand is taken as whole; what documents do not tell is not known to have gone on.
    """
    if total is None or not total.spells or total.spells[-1][1] != line.as_of:
        return None
    opened = total.spells[-1][0]
    if opened >= len(line.events) or not line.events[opened].claims:
        return None
    bounds = line.days if cap.unit != "tick" else line.ticks
    told = sum(bounds[b][0] - bounds[a][1] for a, b in total.spells[:-1])
    return None if cap.unit != "month" and told > cap.length else opened


def _may_govern(scene: Scene, rule: Rule, point: int) -> bool:
    """Could the law of the rule have been in force when the state was opened?"""
    if point in scene.line.undated or not rule.governed:
        return True
    first, last = scene.days(point)
    return all(
        scene.in_force(g.provision, first) is not False
        or scene.in_force(g.provision, last) is not False
        for g in rule.governed
    )


def _over(line: Timeline, total: Sum | None, cap: Limit, opens: list[int]) -> Verdict:
    """Is the sum over the cap, whose length in days is counted from the first day?"""
    if total is None:
        return Verdict.NO
    if cap.unit == "month":
        starts = [line.days[i] for i in opens] or [(1, 1)]
        first = min(lo for lo, _ in starts), min(hi for _, hi in starts)
        least, most = months(cap.length, *first)
    else:
        least = most = cap.length
    if total.least > most and not total.order_open:
        return Verdict.CERTAIN
    return Verdict.POSSIBLE if total.most > least else Verdict.NO


def _events(scene: Scene, steps: tuple[Step, ...]) -> tuple[list[int], set[int]]:
    """Points that fit one of the steps, and those of which that is not on file, or which are only alleged."""
    sure: set[int] = set()
    doubt: set[int] = set()
    for i, fits in scene.matching(s.select for s in steps):
        (sure if fits == YES else doubt).add(i)
    return sorted(sure), doubt


def _unknown(scene: Scene, steps: tuple[Step, ...], point: int) -> tuple[str, ...]:
    event = scene.event(point)
    for step in steps:
        if event.kind in step.select.kinds and scene.reader.match(step.select, event) not in (
            NO,
            YES,
        ):
            return scene.reader.unknown(step.select, event)
    return ("happened",)


def _cap(scene: Scene, rule: Rule) -> tuple[Limit, Words | None]:
    """The cap by the class of the offence where that is on file, else the ordinary one, unsure."""
    cap = rule.cap
    assert cap is not None  # noqa: S101 (the caller looked)
    if not cap.by_class:
        return cap.otherwise, cap.unsure or None
    opening = {k for s in rule.steps for k in s.select.kinds} | {"extradition_request"}
    named = (
        e for e in scene.line.events if e.kind in opening or _NAMES_CLASS & e.attributes.keys()
    )
    classes = dict(c for e in named for c in _classes(scene, opening, e))
    found = [(cap.by_class[name], why) for name, why in classes.items() if name in cap.by_class]
    if found:
        return max(found, key=lambda one: one[0].length)
    return cap.otherwise, cap.unsure or reason("cap_not_known")


_NAMES_CLASS = {"class", "equivalent"}


def _classes(scene: Scene, opening: set[str], event: Event) -> Iterator[tuple[str, Words | None]]:
    """Classes of offence that an event names, itself or by its articles, and why that is not sure."""
    told = event.attributes.get("class")
    if told:
        yield said("class", fold(told)), None
    articles = _listed(event.attributes.get("equivalent"))
    if event.kind in opening:
        articles = [*articles, *_listed(event.attributes.get("articles"))]
    for article in articles:
        named = (a for a in scene.pack.classes if article == a or str(article).startswith(a + "-"))
        best = max(named, key=len, default=None)
        if best:
            for row in _versions(scene.pack.classes[best]):
                if _covers(row, _acts(scene, str(article))):
                    yield fold(row["class"]), words(row.get("unsure")) or None


def _versions(row: Any) -> list[Mapping[str, Any]]:
    """A class, one of unsure ground, or classes by the day of the act."""
    if isinstance(row, str):
        return [{"class": row}]
    return [row] if isinstance(row, Mapping) else list(row)


def _listed(told: object) -> list[Any]:
    """Articles as a list, however they are told."""
    return list(told) if isinstance(told, (list, tuple)) else [told] if told else []


def _acts(scene: Scene, article: str) -> tuple[date, date] | None:
    """Between which days the acts lie that are charged under an article; None where that is not on file."""
    line = scene.line
    points = [
        p
        for i, p in line.act_of.items()
        if p not in line.undated and article in _listed(line.events[i].attributes.get("articles"))
    ]
    if not points:
        return None
    days = [scene.days(p) for p in points]
    return min(first for first, _ in days), max(last for _, last in days)


def _covers(row: Mapping[str, Any], acts: tuple[date, date] | None) -> bool:
    if "from" not in row and "to" not in row:
        return True
    return (
        acts is not None
        and ("from" not in row or str(row["from"]) <= acts[0].isoformat())
        and ("to" not in row or acts[1].isoformat() <= str(row["to"]))
    )

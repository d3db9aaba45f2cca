"""What was consulted for a finding, line by line: events, the time between them, what might undo it, the law, the verdict.

May import: this room's values.
"""

from __future__ import annotations

from collections.abc import Iterator

from safeconduct.findings import lengths, telling, wording
from safeconduct.findings.limits import Atom
from safeconduct.findings.points import FAR
from safeconduct.findings.trace import Trace, kinds
from safeconduct.findings.verdict import Verdict
from safeconduct.law import Provision


def consulted(
    trace: Trace, verdict: Verdict, provisions: tuple[Provision, ...], language: str
) -> Iterator[str]:
    """The lines. Events are numbered; the lines after them name them by their numbers."""
    numbers: dict[int, str] = {}
    for _, point in trace.steps():
        if point not in numbers:
            numbers[point] = f"({len(numbers) + 1})"
            yield f"{numbers[point]} {trace.event(point, language)}"
    for atom in dict.fromkeys(trace.limits()):
        yield _limit(trace, atom, numbers, language)
    out = trace.outcome
    undoing = (out.spoiled or out.barred_by) if out else ()
    for point in dict.fromkeys(undoing):
        yield wording.say("step_bar", language, event=trace.event(point, language))
    if trace.rule.absent and not undoing:
        yield wording.say("step_none", language, kinds=kinds(trace.rule.absent, language))
    for p in provisions:
        yield wording.say(
            "step_law", language, id=p.id, citation=p.citation(language), confidence=wording.confidence(p.confidence, language)
        )  # fmt: skip
    yield wording.say(
        "step_verdict", language, day=telling.day(trace.scene.as_of, language), verdict=wording.verdict(verdict, language)
    )  # fmt: skip


def _limit(trace: Trace, atom: Atom, numbers: dict[int, str], language: str) -> str:
    """One limit: how far the dates put two events apart, and what the rule asks."""
    unit, x, y, lo, hi, sure_lo, sure_hi = atom
    least, most = trace.distance(atom)
    holds = (
        "yes"
        if least >= sure_lo and most <= sure_hi
        else "no"
        if most < lo or least > hi
        else "open"
    )
    answer = wording.say(holds, language)
    earlier, later = (_point(trace, p, numbers, language) for p in (x, y))
    if hi >= FAR and (lo == 0 or (unit == 0 and lo == 1)):
        key = "step_order" if lo == 0 else "step_before"
        return wording.say(key, language, earlier=earlier, later=later, answer=answer)
    return wording.say(
        "step_limit", language, earlier=earlier, later=later, answer=answer,
        told=lengths.time_between(least, most, unit, language), asked=lengths.time_asked(lo, hi, unit, language),
    )  # fmt: skip


def _point(trace: Trace, point: int, numbers: dict[int, str], language: str) -> str:
    if point in numbers:
        return numbers[point]
    for event, act in trace.scene.line.act_of.items():
        if act == point:
            return wording.say("step_act", language, event=numbers.get(event, "…"))
    return telling.day(trace.scene.as_of, language)

"""The one fact on which an answer hangs: what, if it were otherwise or were known, would change it.

May import: this room's values.
"""

from __future__ import annotations

from safeconduct.findings import lengths, wording
from safeconduct.findings.points import DAY_TICKS, FAR
from safeconduct.findings.trace import Trace, kinds
from safeconduct.findings.verdict import Verdict

_NEVER = 10**9  # a distance that is no limit


def hinge(trace: Trace, verdict: Verdict, language: str) -> str:
    """The fact, in a sentence. What is not on file comes first, then what the rule's author named."""
    out, rule = trace.outcome, trace.rule
    if out is None:
        return wording.say("change_anchor", language, kinds=kinds(rule.steps[:1], language))
    if out.missing:
        point = out.missing[0][0]
        what = ", ".join(
            dict.fromkeys(wording.attribute(n, language) for p, n in out.missing if p == point)
        )
        return wording.say("change_file", language, what=what, event=trace.event(point, language))
    if out.lacking:
        what = kinds(tuple(s for s in rule.steps if s.name == out.lacking), language)
        return wording.say("change_lacking", language, what=what)
    if verdict in (Verdict.CERTAIN, Verdict.POSSIBLE) and rule.would_change:
        return rule.would_change(language)
    if out.open:
        _, x, y, _, _, _, sure_hi = out.open[0]
        point = y if y not in (trace.scene.line.as_of, -1) else x
        late = sure_hi >= FAR
        side = wording.say("side_late" if late == (point == y) else "side_early", language)
        return wording.say("change_date", language, event=trace.event(point, language), side=side)
    barring = out.spoiled or out.barred_by
    if barring:
        return wording.say("change_bar", language, event=trace.event(barring[0], language))
    if verdict is Verdict.CERTAIN:
        if rule.absent and trace.total is None:
            return wording.say("change_absent", language, kinds=kinds(rule.absent, language))
        return _edge(trace, out.anchor, language)
    return wording.say("change_event", language, event=trace.event(out.anchor, language))


def _edge(trace: Trace, anchor: int, language: str) -> str:
    """Of a certain finding: the limit nearest to its edge, the order it hangs on, or the event itself."""
    slack = _slack(trace)
    if slack is not None:
        point, spare = slack
        told = lengths.length(spare, language)
        return wording.say("change_slack", language, slack=told, event=trace.event(point, language))
    points = {p for _, p in trace.steps()}
    for _, x, y, *_ in trace.limits():
        if x in points and y in points:
            later, earlier = trace.event(y, language), trace.event(x, language)
            return wording.say("change_order", language, later=later, earlier=earlier)
    return wording.say("change_fact", language, event=trace.event(anchor, language))


def _slack(trace: Trace) -> tuple[int, int] | None:
    """The event nearest to the edge of a limit: its point, and the days to spare."""
    line, best = trace.scene.line, None
    for atom in trace.limits():
        unit, x, y, _, _, sure_lo, sure_hi = atom
        least, most = trace.distance(atom)
        for reach, bound in ((most, sure_hi), (-least, -sure_lo)):
            spare = bound - reach
            if 0 < abs(bound) < FAR and 0 <= spare < _NEVER:
                days = spare if unit else spare // DAY_TICKS
                if best is None or days < best[1]:
                    best = (y if y not in (line.as_of, -1) and y < len(line.events) else x, days)
    return best

"""One rule asked of a scene, and each outcome weighed with the law behind it: a finding.

May import: `when`, `record`, `law`, this room's values. An outcome that rests on what is unverified, alleged or told
only roughly is never certain; where two ends of a law are asserted it is told under each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from safeconduct.findings.book import ReadyRule
from safeconduct.findings.evaluate import Asker
from safeconduct.findings.finding import Finding
from safeconduct.findings.rule import Rule
from safeconduct.findings.scene import Scene, unverified
from safeconduct.findings.telling import reason
from safeconduct.findings.timeline import Timeline
from safeconduct.findings.totals import Totalled, total_of
from safeconduct.findings.trace import Trace
from safeconduct.findings.verdict import Verdict
from safeconduct.findings.ways import Outcome
from safeconduct.findings.wording import locale
from safeconduct.law import LANGUAGES, Words

_NOTHING: Mapping[date, Verdict] = MappingProxyType({})


def findings_of(scene: Scene, ready: ReadyRule, asker: Asker) -> Iterator[Finding]:
    """One rule asked of a scene: a finding for each anchor, or one that says no."""
    rule = ready.rule
    if ready.kinds.isdisjoint(scene.on_file):
        yield nothing(scene, rule)
    elif rule.cap is not None:
        total = _total(scene, rule, asker)
        yield (
            nothing(scene, rule)
            if total is None
            else _finding(scene, ready, total.outcome, total=total)
        )
    else:
        yield from _for_anchors(scene, ready, asker)


def _total(scene: Scene, rule: Rule, asker: Asker) -> Totalled | None:
    """A total that is certain, or no, only where it is so without the dates told "about" or "probably" too."""
    total, line = total_of(scene, rule), scene.line
    if scene.sure is None:
        return total
    sure = total_of(scene.sure, rule)
    verdict = total.outcome.verdict if total else Verdict.NO
    surely = sure.outcome.verdict if sure else Verdict.NO
    found = total or sure
    if found is None or surely is verdict or verdict not in (Verdict.CERTAIN, Verdict.NO):
        return total
    if verdict is Verdict.NO:
        missing = asker.in_doubt(sure.outcome.missing if sure else ())
        outcome = replace(found.outcome, verdict=Verdict.CANNOT_TELL, missing=missing)
    else:
        doubts = line.doubtful.intersection(found.involved) or line.doubtful
        outcome = replace(found.outcome, verdict=Verdict.POSSIBLE, doubts=tuple(sorted(doubts)))
    return replace(found, outcome=outcome)


def _for_anchors(scene: Scene, ready: ReadyRule, asker: Asker) -> Iterator[Finding]:
    """The strongest outcome for each anchor, with that under each asserted date of its law."""
    versions: dict[int, dict[date, Verdict]] = {}
    best: dict[int, Outcome] = {}
    for label, governing in ready.readings:
        for outcome in asker.ask(ready.rule, governing):
            before = best.get(outcome.anchor)
            if before is None or outcome.verdict.strength > before.verdict.strength:
                best[outcome.anchor] = outcome
            if label is not None:
                versions.setdefault(outcome.anchor, {})[label] = outcome.verdict
    if not best:
        yield nothing(scene, ready.rule)
    for anchor, outcome in best.items():
        yield _finding(scene, ready, outcome, versions.get(anchor) or _NOTHING)


def nothing(scene: Scene, rule: Rule, *, not_for: bool = False) -> Finding:
    """No, for want of an event to begin with, or because the rule is not for this person."""
    trace = Trace(rule, None, scene, not_for=not_for)
    return Finding(rule.id, Verdict.NO, (), (), trace, family=rule.family)


def _finding(
    scene: Scene,
    ready: ReadyRule,
    outcome: Outcome,
    versions: Mapping[date, Verdict] = _NOTHING,
    total: Totalled | None = None,
) -> Finding:
    rule, line, verdict = ready.rule, scene.line, outcome.verdict
    trace = Trace(rule, outcome, scene, total)
    points = tuple(dict.fromkeys(point for _, point in trace.steps()))
    events = tuple(line.events[p].id for p in points)
    reasons: list[Words] = list(total.reasons) if total else []
    if verdict is Verdict.NO:
        absent = _law_absent(scene, rule, outcome)
        if absent is not None:
            lapsed = bool(rule.after) and _lapsed(scene, rule, outcome, absent)
            trace = Trace(rule, outcome, scene, total, law_absent=absent, lapsed=lapsed)
        cited = scene.cited(rule.provisions, _day(line, outcome.anchor))
        return Finding(
            rule.id, verdict, events, cited, trace, versions, family=rule.family, reasons=tuple(reasons)
        )  # fmt: skip
    governed = rule.governed[0].step if rule.governed else ""
    cited = scene.cited(ready.cites, _day(line, outcome.steps.get(governed, outcome.anchor)))
    reasons.extend(unverified(ready.unverified))
    if rule.unsure:
        reasons.append(rule.unsure)
    for p in outcome.doubts:
        key = "doubt_alleged" if p in line.unsure else "doubt_about"
        reasons.append(reason(key, event=_told(trace, p)))
    if verdict is Verdict.CERTAIN and reasons:
        verdict = Verdict.POSSIBLE
    if versions and (len(set(versions.values())) > 1 or _straddles(scene, rule, outcome)):
        reasons.append(_versions(scene, rule, versions))
    return Finding(
        rule.id, verdict, events, cited, trace, versions,
        confirmed=all(line.events[p].confirmed for p in points),
        family=rule.family, reasons=tuple(dict.fromkeys(reasons)),
    )  # fmt: skip


def _told(trace: Trace, point: int) -> Words:
    return Words(*(trace.event(point, lang) for lang in LANGUAGES))


def _versions(scene: Scene, rule: Rule, versions: Mapping[date, Verdict]) -> Words:
    """What each who asserts a date makes of it."""
    by = {
        a.date: a.by
        for g in rule.governed
        for p in scene.pack.provisions[g.provision]
        for a in p.asserted
    }
    told = [
        reason("asserted", by=by[day], day=day, verdict=Words(**locale()["verdicts"][verdict]))
        for day, verdict in versions.items()
    ]
    return Words(*("; ".join(one(lang) for one in told) for lang in LANGUAGES))


def _straddles(scene: Scene, rule: Rule, outcome: Outcome) -> bool:
    """Can a governed event lie on a day for which two ends of the law are asserted?"""
    for governed in rule.governed:
        point = outcome.steps.get(governed.step)
        if point is None or point in scene.line.undated:
            continue
        first, last = scene.days(point)
        dates = sorted(
            a.last for p in scene.pack.provisions[governed.provision] for a in p.asserted if a.last
        )
        if dates and first <= dates[-1] and last > dates[0]:
            return True
    return False


def _law_absent(scene: Scene, rule: Rule, outcome: Outcome) -> str | None:
    """The provision whose absence on that day alone made the answer no."""
    if outcome.verdict is not Verdict.NO:
        return None
    for governed in rule.governed:
        point = outcome.steps.get(governed.step)
        if point is not None and point not in scene.line.undated:
            first, last = scene.days(point)
            force = (
                scene.in_force(governed.provision, first),
                scene.in_force(governed.provision, last),
            )
            if force == (False, False) and not governed.negated and not governed.version:
                return governed.provision
    return None


def _lapsed(scene: Scene, rule: Rule, outcome: Outcome, provision: str) -> bool:
    """Had the law ended before the event, and is nothing on file that closed the state it governed?"""
    day = _day(scene.line, outcome.anchor)
    over = day is not None and all(
        p.last is not None and p.last < day for p in scene.pack.provisions[provision]
    )
    opened = any(True for _ in scene.matching(s.select for s in rule.steps[1:]))
    closed = any(True for _ in scene.matching(s.select for s in rule.absent))
    return over and opened and not closed


def _day(line: Timeline, point: int) -> date | None:
    if point in line.undated or point >= len(line.events):
        return None
    return date.fromordinal(max(1, line.days[point][0]))

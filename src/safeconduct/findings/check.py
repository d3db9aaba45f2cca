"""What the law in force on each day says of a chronology: the room's one verb.

May import: `when`, `record`, `law`, this room's values. Pure: the same chronology, pack and day, the same answers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from safeconduct.findings import telling
from safeconduct.findings.book import Book, ReadyRule, book
from safeconduct.findings.contradictions import contradictions
from safeconduct.findings.custody import Sum
from safeconduct.findings.deadlines import deadlines
from safeconduct.findings.evaluate import Asker
from safeconduct.findings.finding import Answers, Finding
from safeconduct.findings.places import places
from safeconduct.findings.rule import Limit, Rule
from safeconduct.findings.safeguards import safeguards
from safeconduct.findings.scene import Scene, unverified
from safeconduct.findings.selector import Reader
from safeconduct.findings.timeline import Timeline, timeline
from safeconduct.findings.totals import total_of
from safeconduct.findings.trace import Trace
from safeconduct.findings.verdict import Verdict
from safeconduct.findings.ways import Outcome
from safeconduct.findings.ways_out import ways_out
from safeconduct.law import Pack, Words
from safeconduct.record import Chronology, Event

_NOTHING: Mapping[date, Verdict] = MappingProxyType({})


def check(chronology: Chronology, pack: Pack, as_of: date) -> Answers:
    """Findings, deadlines, safeguards, ways out and contradictions as of the end of `as_of`.

    Raises BrokenRule where the pack's rows make no rule.
    """
    ready = book(pack)
    scene = stage(chronology, ready, as_of)
    found: list[Finding] = []
    by_rule: dict[str, list[Finding]] = {}
    refuge = chronology.person.refuge or pack.refuge
    asker = Asker(
        scene.line, scene.reader, lambda: timeline(chronology, as_of, refuge, doubted=False)
    )
    for rule in ready.rules:
        found_here = (
            findings_of(scene, rule, asker)
            if scene.applies(rule.rule.citizenship)
            else (_none(scene, rule.rule, not_for=True),)
        )
        by_rule.setdefault(rule.rule.id, []).extend(found_here)
    for rows in by_rule.values():
        found.extend(merged(rows))
    found.sort(key=lambda f: -f.verdict.strength)
    return Answers(
        as_of=as_of,
        pack=pack.name,
        pack_version=pack.version,
        findings=tuple(found),
        deadlines=tuple(deadlines(scene, ready.deadlines)),
        safeguards=tuple(safeguards(scene, ready.safeguards)),
        ways_out=tuple(ways_out(scene, ready.ways_out)),
        contradictions=tuple(contradictions(scene)),
    )


def stage(chronology: Chronology, ready: Book, as_of: date) -> Scene:
    """The timeline and the reader for one chronology on one day."""
    person, pack = chronology.person, ready.pack
    refuge = person.refuge or pack.refuge
    line = timeline(chronology, as_of, refuge)
    reader = Reader(
        origin=person.citizenship or pack.origin,
        refuge=refuge,
        groups=pack.groups,
        bodies=ready.bodies,
        events={e.id: e for e in chronology.events},
        person=person.id,
        places=places(line, person.citizenship or pack.origin, refuge),
    )
    return Scene(chronology, pack, as_of, line, reader)


# -- one rule ----------------------------------------------------------------------------------------------------------


def findings_of(scene: Scene, ready: ReadyRule, asker: Asker) -> Iterator[Finding]:
    """One rule asked of a scene: a finding for each anchor, or one that says no."""
    rule, line = ready.rule, scene.line
    if not any(k in line.by_kind for k in ready.kinds):
        yield _none(scene, rule)
        return
    if rule.cap is not None:
        total = total_of(scene, rule)
        if total is None:
            yield _none(scene, rule)
        else:
            yield _finding(
                scene, ready, total.outcome, _NOTHING, total.sum, total.cap, total.reasons
            )
        return
    verdicts: dict[int, dict[date, Verdict]] = {}
    best: dict[int, Outcome] = {}
    for label, governing in ready.readings:
        for outcome in asker.ask(rule, governing):
            before = best.get(outcome.anchor)
            if before is None or outcome.verdict.strength > before.verdict.strength:
                best[outcome.anchor] = outcome
            if label is not None:
                verdicts.setdefault(outcome.anchor, {})[label] = outcome.verdict
    if not best:
        yield _none(scene, rule)
    for anchor, outcome in best.items():
        yield _finding(scene, ready, outcome, verdicts.get(anchor) or _NOTHING)


def _none(scene: Scene, rule: Rule, *, not_for: bool = False) -> Finding:
    return Finding(
        rule.id,
        Verdict.NO,
        (),
        (),
        Trace(rule, None, scene.line, scene.reader, scene.as_of, not_for=not_for),
        family=rule.family,
    )


def _finding(
    scene: Scene,
    ready: ReadyRule,
    outcome: Outcome,
    versions: Mapping[date, Verdict],
    total: Sum | None = None,
    cap: Limit | None = None,
    more: tuple[Words, ...] = (),
) -> Finding:
    rule, line, verdict = ready.rule, scene.line, outcome.verdict
    trace = Trace(
        rule,
        outcome,
        line,
        scene.reader,
        scene.as_of,
        total,
        cap,
        law_absent := _law_absent(scene, rule, outcome),
        lapsed=bool(rule.after)
        and law_absent is not None
        and _lapsed(scene, rule, outcome, law_absent),
    )
    points = dict.fromkeys(
        outcome.steps[n]
        for n in (*rule.order, *outcome.steps)
        if n in outcome.steps and outcome.steps[n] < len(line.events)
    )
    events = tuple(line.events[p].id for p in points)
    if verdict is Verdict.NO:
        cited = scene.cited(rule.provisions, _day(line, outcome.anchor))
        return Finding(
            rule.id, verdict, events, cited, trace, versions, family=rule.family, reasons=more
        )
    day = _day(
        line,
        outcome.steps.get(rule.governed[0].step, outcome.anchor)
        if rule.governed
        else outcome.anchor,
    )
    cited = scene.cited((*rule.provisions, *(g.provision for g in rule.governed), *rule.see), day)
    reasons: list[Words] = list(more)
    if ready.unverified:
        reasons.extend(unverified(ready.unverified))
    if rule.unsure:
        reasons.append(rule.unsure)
    for p in outcome.doubts:
        key = "doubt_alleged" if p in line.unsure else "doubt_about"
        reasons.append(_told(trace, key, p))
    capped = bool(reasons)
    if len(set(versions.values())) > 1 or (versions and _straddles(scene, rule, outcome)):
        reasons.append(_versions(scene, rule, versions))
    if verdict is Verdict.CERTAIN and capped:
        verdict = Verdict.POSSIBLE
    return Finding(
        rule.id, verdict, events, cited, trace, versions,
        confirmed=all(line.events[p].confirmed for p in points),
        family=rule.family, reasons=tuple(dict.fromkeys(reasons)),
    )  # fmt: skip


def _told(trace: Trace, key: str, point: int) -> Words:
    return Words(
        *(telling.say(key, lang, event=trace.event_at(point, lang)) for lang in ("en", "ru"))
    )


def _versions(scene: Scene, rule: Rule, versions: Mapping[date, Verdict]) -> Words:
    by = {
        a.date: a.by
        for g in rule.governed
        for p in scene.pack.provisions[g.provision]
        for a in p.asserted
    }

    def told(lang: str) -> str:
        verdicts = telling.locale()["verdicts"]
        return "; ".join(
            telling.say(
                "contested",
                lang,
                by=by[d](lang),
                day=telling.day(d, lang),
                verdict=verdicts[v][lang],
            )
            for d, v in versions.items()
        )

    return Words(told("en"), told("ru"))


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


def merged(rows: list[Finding]) -> list[Finding]:
    """One finding for the same events; `no` only where nothing else was found."""
    shown = [f for f in rows if f.verdict is not Verdict.NO]
    if not shown:
        told = [f for f in rows if f.events]
        return [told[0] if told else rows[0]] if rows else []
    best: dict[object, Finding] = {}
    for f in shown:
        key = f.trace.outcome.anchor if f.trace.outcome else f.events
        before = best.get(key)
        if before is None or f.verdict.strength > before.verdict.strength:
            best[key] = f
    found = sorted(best.values(), key=lambda f: -f.verdict.strength)
    return [_together(found)] if len(found) > 1 and found[0].trace.rule.together else found


def _together(found: list[Finding]) -> Finding:
    """One finding for all anchors of a rule that tells them together."""
    first, *rest = found
    anchors = tuple(f.trace.outcome.anchor for f in rest if f.trace.outcome)
    return replace(
        first,
        events=tuple(dict.fromkeys(e for f in found for e in f.events)),
        trace=replace(first.trace, also=anchors),
        confirmed=all(f.confirmed for f in found),
    )


def with_event(chronology: Chronology, event: Event) -> Chronology:
    """The chronology with a hypothetical event: what if. The original is untouched."""
    return replace(chronology, events=(*chronology.events, event))

"""What the law in force on each day says of a chronology: the room's one verb.

May import: `when`, `record`, `law`, this room's values. Pure: the same chronology, pack and day, the same answers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import combinations
from types import MappingProxyType

from safeconduct.findings import telling
from safeconduct.findings.book import Book, ReadyRule, book
from safeconduct.findings.custody import Sum, add_up
from safeconduct.findings.deadlines import deadlines
from safeconduct.findings.evaluate import Asker, Outcome, months
from safeconduct.findings.finding import Answers, ContradictionFound, Finding
from safeconduct.findings.places import places
from safeconduct.findings.rule import Limit, Rule, Step
from safeconduct.findings.safeguards import safeguards
from safeconduct.findings.scene import Scene, unverified
from safeconduct.findings.selector import NO, YES, Reader, fold
from safeconduct.findings.timeline import Timeline, timeline
from safeconduct.findings.trace import Trace
from safeconduct.findings.verdict import Verdict
from safeconduct.findings.ways_out import ways_out
from safeconduct.law import Pack, Words
from safeconduct.record import Chronology, Event, Relation

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
        if scene.applies(rule.rule.citizenship):
            by_rule.setdefault(rule.rule.id, []).extend(findings_of(scene, rule, asker))
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
        contradictions=tuple(_contradictions(scene)),
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
        yield _total(scene, ready)
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


def _none(scene: Scene, rule: Rule) -> Finding:
    return Finding(
        rule.id,
        Verdict.NO,
        (),
        (),
        Trace(rule, None, scene.line, scene.reader, scene.as_of),
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
        _law_absent(scene, rule, outcome),
    )
    points = dict.fromkeys(
        outcome.steps[n]
        for n in (*rule.order, *outcome.steps)
        if n in outcome.steps and outcome.steps[n] < len(line.events)
    )
    events = tuple(line.events[p].id for p in points)
    if verdict is Verdict.NO:
        cited = scene.cited(rule.provisions, _day(line, outcome.anchor))
        return Finding(rule.id, verdict, events, cited, trace, versions, family=rule.family)
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
    if len(set(versions.values())) > 1:
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
        *(
            telling.say(key, lang, event=telling.event(trace.line.events[point], lang))
            for lang in ("en", "ru")
        )
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


# -- custody -----------------------------------------------------------------------------------------------------------


def _total(scene: Scene, ready: ReadyRule) -> Finding:
    """A `total` rule: one finding for the whole chronology."""
    rule, line = ready.rule, scene.line
    cap, unsure = _cap(scene, rule)
    opens, open_doubts = _events(scene, rule.steps)
    closes, close_doubts = _events(scene, rule.absent)
    opens = [i for i in opens if _may_govern(scene, rule, i)]
    open_doubts = {i for i in open_doubts if _may_govern(scene, rule, i)}
    ends = [
        line.end_of[i] for i in (*opens, *open_doubts) if i in line.end_of
    ]  # "held for two hours" ends by itself
    closes = [*closes, *ends]
    unit = 0 if cap.unit == "tick" else 1
    sums = [add_up(line, opens, closes, unit)]
    if (
        open_doubts or close_doubts
    ):  # once with what is not on file in favour of the rule, once against it
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
    if undated and verdict in (Verdict.POSSIBLE, Verdict.CERTAIN):
        verdict, missing = Verdict.CANNOT_TELL, (*missing, *((i, "when") for i in undated))
    total = next((s for s in sums if s is not None), None)
    if total is None:
        return _none(scene, rule)
    if involved & line.poisoned and verdict is not Verdict.NO:
        verdict = Verdict.CANNOT_TELL
    spells = [p for spell in total.spells for p in spell if p < len(line.events)]
    steps = {f"spell{n}": p for n, p in enumerate(spells or opens[:1], 1)}
    doubts = tuple(p for p in spells if p in line.doubtful or p in line.unsure)
    outcome = Outcome(
        spells[0] if spells else next(iter(steps.values()), 0),
        verdict,
        steps,
        missing=missing,
        doubts=doubts,
    )
    more = [unsure] if unsure else []
    if total.order_open and verdict is Verdict.POSSIBLE:
        more.append(Words(*(telling.say("order_open", lang) for lang in ("en", "ru"))))
    return _finding(scene, ready, outcome, _NOTHING, total, cap, tuple(more))


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
    if point in scene.line.undated:
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
    classes = {c for e in scene.chronology.events for c in _classes(scene, rule, e)}
    found = [cap.by_class[c] for c in classes if c in cap.by_class]
    if found:
        return max(found, key=lambda limit: limit.length), None
    return cap.otherwise, cap.unsure or Words("the cap is not certain", "предел не установлен")


def _classes(scene: Scene, rule: Rule, event: Event) -> Iterator[str]:
    told = event.attributes.get("class")
    if told:
        yield fold(told)
    named = event.attributes.get("equivalent") or ()
    articles = (
        [named]
        if isinstance(named, str)
        else list(named)
        if isinstance(named, (list, tuple))
        else []
    )
    opening = {k for s in rule.steps for k in s.select.kinds} | {"extradition_request"}
    if event.kind in opening:
        own = event.attributes.get("articles") or ()
        articles.extend(own if isinstance(own, (list, tuple)) else [own])
    for article in articles:
        best = max(
            (
                a
                for a in scene.pack.classes
                if str(article) == a or str(article).startswith(a + "-")
            ),
            key=len,
            default=None,
        )
        if best:
            yield fold(scene.pack.classes[best])


# -- contradictions ----------------------------------------------------------------------------------------------------


def _contradictions(scene: Scene) -> Iterator[ContradictionFound]:
    for circle in scene.line.circles:
        names = {
            lang: "; ".join(telling.event(scene.chronology.event(e), lang) for e in circle.events)
            for lang in ("en", "ru")
        }
        yield ContradictionFound(
            circle.events,
            Words(
                *(
                    telling.say(
                        "circle",
                        lang,
                        events=names[lang],
                        words=_said(scene, circle.relations, lang),
                    )
                    for lang in ("en", "ru")
                )
            ),
            circle.relations,
        )
    for event in scene.chronology.events:
        spans = [c.when for c in event.claims if c.when is not None]
        if any(a.intersect(b) is None for a, b in combinations(spans, 2)):
            told = {
                lang: f"{telling.kind(event.kind, lang)}: "
                + " / ".join(dict.fromkeys(telling.when(s, lang) for s in spans))
                for lang in ("en", "ru")
            }
            yield ContradictionFound(
                (event.id,),
                Words(*(telling.say("sources", lang, events=told[lang]) for lang in ("en", "ru"))),
            )


def _said(scene: Scene, relations: tuple[Relation, ...], language: str) -> str:
    """What a circle rests on: the words of each relation, or the order it gives in our own."""
    if not relations:
        return telling.say("circle_dates", language)
    return "; ".join(
        f"“{r.words}”"
        if r.words
        else telling.say(
            "relation",
            language,
            earlier=telling.event(scene.chronology.event(r.earlier), language),
            later=telling.event(scene.chronology.event(r.later), language),
        )
        for r in relations
    )


def with_event(chronology: Chronology, event: Event) -> Chronology:
    """The chronology with a hypothetical event: what if. The original is untouched."""
    return replace(chronology, events=(*chronology.events, event))


_findings, _merged = findings_of, merged

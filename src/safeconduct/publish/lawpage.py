"""What findings.check answered for one chronology, made into rows a template can set.

May import: `record`, `law`, `findings`, this room.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from safeconduct.findings.finding import Answers, Deadline, Finding, Need, Safeguard, WayOut
from safeconduct.findings.today import today
from safeconduct.law import Confidence, Provision
from safeconduct.publish.lawrows import (
    CircleRow,
    DeadlineRow,
    EventLink,
    FindingRow,
    GapRow,
    LawPage,
    NeedRow,
    Pointer,
    ProvisionRow,
    QuestionRow,
    SafeguardRow,
    TodayRow,
    WayRow,
)
from safeconduct.publish.telling import Voice
from safeconduct.record import Chronology

_CONFIDENCE = {
    Confidence.PRIMARY: "text seen",
    Confidence.SECONDARY: "told by another source",
    Confidence.UNVERIFIED: "not verified: from memory",
}
_STATES = {  # the most urgent first
    "start unknown": "its first day is not known for sure",
    "past the safe day": "past the safe day",
    "running": "running",
    "waiting": "no service on file: find out whether it was served",
    "perhaps met": "perhaps met",
    "missed": "run out, nothing on file shows that it was met",
    "met": "met",
    "met, if in time": "met, if it was done in time",
    "late": "done, but late",
    "stopped": "stopped",
}
_URGENCY = {state: n for n, state in enumerate(_STATES)}
_OPEN = frozenset(list(_STATES)[: _URGENCY["met"]])
_STANDS = {
    "yes": "What is on file forbids removal.",
    "in part": "What is on file forbids removal in part: not every way of it.",
    "cannot tell": "It cannot be told whether anything on file forbids removal.",
    "no": "Nothing on file forbids removal. That is no proof that nothing does.",
}
_NOW = {  # on the day asked about; a safeguard, or a time without one
    ("yes", True): "in force",
    ("yes", False): "without protection",
    ("no", True): "not in force",
    ("no", False): "over",
    ("cannot tell", True): "perhaps in force",
    ("cannot tell", False): "perhaps without protection",
}
_SHOWN = ("certain", "possible")
_TOLD = {True: "yes", False: "no", None: "cannot tell"}


class _Rows:
    """Makes the rows of one case file."""

    def __init__(
        self, chronology: Chronology, case: str, anchors: Mapping[str, str], say: Voice
    ) -> None:
        self.case, self.anchors, self.say = case, anchors, say
        self.order = {e.id: (n, say.kind(e.kind)) for n, e in enumerate(chronology.events, 1)}
        self.set_out: dict[tuple[str, str], str] = {}

    def links(self, events: Sequence[str | None]) -> tuple[EventLink, ...]:
        known = [e for e in dict.fromkeys(events) if e in self.order]
        return tuple((self.anchors[e], *self.order[e]) for e in known if e)

    def provision(self, provision: Provision) -> ProvisionRow:
        say = self.say
        since = say.day(provision.first) if provision.first else ""
        until = say.day(provision.last) if provision.last else ""
        force = (
            f"{since or '…'} – {until}"
            if until
            else f"{say('in force from')} {since}"
            if since
            else ""
        )
        for one in provision.asserted:
            force += f"; {say.day(one.date)} {say('according to')} {one.by(say.language)}"
        full = (provision.id, provision.version) not in self.set_out
        anchor = self.set_out.setdefault(
            (provision.id, provision.version), f"{self.case}-p{len(self.set_out)}"
        )
        return ProvisionRow(
            id=provision.id,
            anchor=anchor,
            full=full,
            citation=provision.citation(say.language) or provision.title(say.language),
            says=provision.says(say.language),
            force=force,
            confidence=provision.confidence.value,
            confidence_says=say(_CONFIDENCE[provision.confidence]),
            addresses=provision.addresses,
            sources=provision.sources,
            unsure=provision.unsure(say.language),
        )

    def provisions(self, rows: Sequence[Provision]) -> tuple[ProvisionRow, ...]:
        return tuple(self.provision(p) for p in rows)

    def moment(self, day: date | None) -> str:
        if day is None:
            return ""
        return self.say.moment(day) if isinstance(day, datetime) else self.say.day(day)

    def finding(self, finding: Finding, n: int, again: bool) -> FindingRow:
        say, language = self.say, self.say.language
        return FindingRow(
            anchor=f"{self.case}-f{n}",
            rule=finding.rule,
            title=finding.title(language),
            verdict=finding.verdict.value,
            verdict_says=say(finding.verdict.value),
            says=finding.says(language),
            events=self.links(finding.events),
            provisions=self.provisions(finding.provisions),
            would_change=finding.would_change(language),
            unsure=finding.unsure(language) or "",
            versions=tuple((say.day(d), say(v.value)) for d, v in sorted(finding.versions.items())),
            confirmed=finding.confirmed,
            steps=tuple(finding.steps(language)),
            again=again,
        )

    def today(self, chronology: Chronology, answers: Answers) -> TodayRow:
        """The day's picture, each line pointing to where it is set out."""
        say, language = self.say, self.say.language
        stand = today(chronology, answers)

        def guard(one: Safeguard) -> Pointer:
            until = f"{say('until')} {say.day(one.last)}" if one.last else say("no end on file")
            at = answers.safeguards.index(one)
            return f"{self.case}-s{at}", one.id, one.title(language), until

        def term(one: Deadline, told: str) -> Pointer:
            at = answers.deadlines.index(one)
            begun = self.order.get(one.decision or one.starts_event or "")
            title = one.title(language) + (f" ({begun[0]} {begun[1]})" if begun else "")
            return f"{self.case}-d{at}", one.id, title, told

        return TodayRow(
            level=stand.protected,
            says=say(_STANDS[stand.protected]),
            until=say.day(stand.until) if stand.until else "",
            caveats=stand.caveats(language),
            confirmed=all(
                chronology.event(e).confirmed
                for one in (*stand.safeguards, *stand.maybe)
                for e in one.events
                if e in self.order
            ),
            holding=tuple(guard(s) for s in stand.safeguards),
            maybe=tuple(guard(s) for s in stand.maybe),
            lapsing=tuple(guard(s) for s in stand.lapsing),
            steps=tuple(term(step.deadline, step.says(language)) for step in stand.next_steps),
            state_terms=tuple(
                term(d, f"{say('not after')} {self.moment(d.last_safe)}") for d in stand.state_terms
            ),
            overdue=tuple(term(d, d.when_missed(language)) for d in stand.overdue),
            remedies=tuple((r.id, r.title(language), r.says(language)) for r in stand.remedies),
            gaps=tuple(
                GapRow(
                    f"{self.case}-s{answers.safeguards.index(g.row)}" if g.row else "",
                    say.day(g.first),
                    say.day(g.last) if g.last else say("no end on file"),
                    past=g.last is not None and g.last < stand.as_of,
                )
                for g in stand.gaps
            ),
        )

    def questions(self, shown: Sequence[Finding]) -> tuple[QuestionRow, ...]:
        """Findings that cannot tell, gathered by the one fact that would change them; what hangs on most first."""
        language = self.say.language
        groups: dict[str, list[tuple[int, Finding]]] = {}
        for n, finding in enumerate(shown):
            if finding.verdict not in _SHOWN:
                lacks = finding.would_change(language) or finding.says(language)
                groups.setdefault(lacks, []).append((n, finding))
        rows = (
            QuestionRow(
                lacks=lacks,
                rules=tuple(dict.fromkeys((f.rule, f.title(language)) for _, f in group)),
                events=self.links([e for _, f in group for e in f.events]),
                anchors=tuple(f"{self.case}-f{n}" for n, _ in group),
            )
            for lacks, group in groups.items()
        )
        return tuple(sorted(rows, key=lambda row: -len(row.rules)))

    def deadline(self, deadline: Deadline, n: int, again: bool) -> DeadlineRow:
        say, language = self.say, self.say.language
        urgent = deadline.whose == "defence" and deadline.state in _OPEN
        return DeadlineRow(
            anchor=f"{self.case}-d{n}",
            id=deadline.id,
            title=deadline.title(language),
            says=deadline.says(language) if deadline.says(language) != deadline.title(language) else "",
            whose=say({"defence": "for the defence", "state": "for the state", "body": "for the body asked"}.get(deadline.whose, deadline.whose)),
            starts=say.edtf(deadline.starts) or say("has not started" if deadline.state == "waiting" else "not known for sure"),
            last_safe=self.moment(deadline.last_safe) or say("none: act at once" if urgent and deadline.state != "waiting" else "cannot be counted"),
            by_the_book=self.moment(deadline.by_the_book),
            outer=self.moment(deadline.outer),
            state=say(_STATES.get(deadline.state, deadline.state)),
            left=self.left(deadline),
            ours=deadline.whose != "state",
            running=deadline.state == "running",
            urgent=urgent,
            unsure=deadline.unsure(language) or "",
            events=self.links([deadline.decision, deadline.starts_event, deadline.done_by]),
            provisions=self.provisions(deadline.provisions),
            again=again,
        )  # fmt: skip

    def deadlines(self, terms: Sequence[tuple[int, Deadline]]) -> list[DeadlineRow]:
        """The open ones first, those of one rule together."""

        def urgency(term: Deadline) -> int:
            return _URGENCY.get(term.state, len(_URGENCY))

        first: dict[str, int] = {}
        for _, term in terms:
            rank = urgency(term)
            first[term.id] = min(rank, first.get(term.id, rank))
        ordered = sorted(terms, key=lambda nd: (first[nd[1].id], nd[1].id, urgency(nd[1]), nd[0]))
        before = ["", *(d.id for _, d in ordered)]
        return [
            self.deadline(d, n, d.id == last) for (n, d), last in zip(ordered, before, strict=False)
        ]

    def left(self, deadline: Deadline) -> str:
        days = deadline.days_left
        if days is None or deadline.state not in _OPEN:
            return ""
        if days < 0:
            return f"{self.say.count(-days, 'days')} {self.say('ago')}"
        return (
            self.say("today") if days == 0 else f"{self.say.count(days, 'days')} {self.say('left')}"
        )

    def safeguard(self, one: Safeguard, n: int) -> SafeguardRow:
        say, language = self.say, self.say.language
        return SafeguardRow(
            anchor=f"{self.case}-s{n}",
            id=one.id,
            title=one.title(language),
            says=one.says(language) if one.says(language) != one.title(language) else "",
            protects=one.in_force,
            opens=self.moment(one.first) or say("no beginning on file"),
            closes=self.moment(one.last) or say("no end on file"),
            outer=self.moment(one.outer) if one.outer != one.last else "",
            state=say(_NOW[one.now, one.in_force]),
            sign={"yes": "guards" if one.in_force else "certain", "no": "over"}.get(
                one.now, "cannot-tell"
            ),
            versions=tuple(
                (say.day(d), self.moment(last) or say("no end on file"))
                for d, last in sorted(one.versions.items())
            ),
            unsure=one.unsure(language) or "",
            events=self.links(one.events),
            provisions=self.provisions(one.provisions),
        )

    def way(self, way: WayOut, n: int) -> WayRow:
        language = self.say.language
        state = {True: "open", False: "blocked", None: "cannot tell"}[way.open]
        return WayRow(
            anchor=f"{self.case}-w{n}",
            id=way.id,
            title=way.title(language),
            open="taken, or no longer asked" if way.closed else state,
            needs=tuple(self.need(need) for need in way.needs),
            warning=way.warning(language),
            unsure=way.unsure(language) or "",
        )

    def need(self, need: Need) -> NeedRow:
        language = self.say.language
        return NeedRow(
            what=need.what(language),
            met=_TOLD[need.met],
            asked=need.asked,
            opened_by=need.opened_by(language),
            events=self.links([need.event]),
            provision=self.provision(need.provision) if need.provision else None,
        )


def law_page(
    chronology: Chronology, answers: Answers, case: str, anchors: Mapping[str, str], say: Voice
) -> LawPage:
    """The rows of one case file; `anchors` tell where each event stands on the page."""
    rows = _Rows(chronology, case, anchors, say)
    # A provision is set out where it is first met: what lies open on the page goes before what lies folded.
    strong = [(n, f) for n, f in enumerate(answers.shown) if f.verdict in _SHOWN]
    first = {f.rule: n for n, f in reversed(strong)}
    shown = sorted(strong, key=lambda nf: (first[nf[1].rule], nf[0]))  # a rule's findings together
    before = [None, *(f.rule for _, f in shown)]
    findings = tuple(
        rows.finding(f, n, f.rule == rule) for (n, f), rule in zip(shown, before, strict=False)
    )
    ours = rows.deadlines([(n, d) for n, d in enumerate(answers.deadlines) if d.whose != "state"])
    safeguards = tuple(rows.safeguard(s, n) for n, s in enumerate(answers.safeguards))
    ways_out = tuple(rows.way(w, n) for n, w in enumerate(answers.ways_out))
    theirs = rows.deadlines([(n, d) for n, d in enumerate(answers.deadlines) if d.whose == "state"])
    flagged: dict[str, dict[str, tuple[str, str, bool]]] = {}
    for row, (_, finding) in zip(findings, shown, strict=True):
        for event in finding.events:
            flagged.setdefault(event, {}).setdefault(
                row.rule, (row.anchor, row.rule, row.verdict == "certain")
            )
    return LawPage(
        today=rows.today(chronology, answers),
        findings=findings,
        questions=rows.questions(answers.shown),
        deadlines=(*ours, *theirs),
        safeguards=safeguards,
        ways_out=ways_out,
        contradictions=tuple(
            CircleRow(f"{case}-x{n}", c.says(say.language), rows.links(c.events))
            for n, c in enumerate(answers.contradictions)
        ),
        flagged={event: tuple(by_rule.values()) for event, by_rule in flagged.items()},
    )

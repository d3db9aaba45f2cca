"""What the law says of one chronology, as plain rows a template can set.

May import: `when`, `law`, `findings`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from safeconduct.findings.finding import Answers, Deadline, Finding, Need, Safeguard, WayOut
from safeconduct.law import Confidence, Provision
from safeconduct.publish.telling import Voice
from safeconduct.record import Chronology

EventLink = tuple[str, int, str]  # anchor, number, kind in words


@dataclass(frozen=True, slots=True)
class ProvisionRow:
    """A provision with its citation, what it says, when it was in force and how well it is known.

    `full` where it is set out; further down the same case file it is cited, with a link to `anchor`.
    """

    id: str
    anchor: str
    full: bool
    citation: str
    says: str
    force: str
    confidence: str
    confidence_says: str
    addresses: tuple[str, ...]
    sources: tuple[str, ...]
    unsure: str


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding as a lawyer reads it."""

    anchor: str
    rule: str
    title: str
    verdict: str
    verdict_says: str
    says: str
    events: tuple[EventLink, ...]
    provisions: tuple[ProvisionRow, ...]
    would_change: str
    unsure: str
    versions: tuple[tuple[str, str], ...]
    confirmed: bool
    steps: tuple[str, ...]  # what was consulted, line by line
    again: bool  # the same rule as the finding before


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A fact the file lacks, with the rules that cannot tell without it: (id, title), and the events they are asked of.

    `anchors` are the places of the findings gathered here.
    """

    lacks: str
    rules: tuple[tuple[str, str], ...]
    events: tuple[EventLink, ...]
    anchors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """A term: from when, to when at the safest, and what is unsure about it."""

    anchor: str
    id: str
    title: str
    says: str
    whose: str
    starts: str
    last_safe: str
    by_the_book: str
    outer: str
    state: str
    left: str
    ours: bool  # of the defence, or of a body it asks
    running: bool
    waiting: bool  # for service
    urgent: bool  # the defence's, and neither met nor stopped
    unsure: str
    events: tuple[EventLink, ...]
    provisions: tuple[ProvisionRow, ...]


@dataclass(frozen=True, slots=True)
class SafeguardRow:
    """A time in which removal was forbidden, or (`protects` false) in which nothing forbade it."""

    anchor: str
    id: str
    title: str
    says: str
    protects: bool
    opens: str
    closes: str
    outer: str
    today: str  # yes, no, cannot tell
    versions: tuple[tuple[str, str], ...]
    unsure: str
    events: tuple[EventLink, ...]
    provisions: tuple[ProvisionRow, ...]


@dataclass(frozen=True, slots=True)
class NeedRow:
    """One thing a way out needs: there, not there, or not known."""

    what: str
    met: str  # yes, no, cannot tell
    asked: bool
    opened_by: str
    events: tuple[EventLink, ...]
    provision: ProvisionRow | None


@dataclass(frozen=True, slots=True)
class WayRow:
    """A way out and what blocks it."""

    anchor: str
    id: str
    title: str
    open: str  # open, blocked, cannot tell, taken
    needs: tuple[NeedRow, ...]
    warning: str
    unsure: str


@dataclass(frozen=True, slots=True)
class CircleRow:
    """Dates that cannot all be true."""

    anchor: str
    says: str
    events: tuple[EventLink, ...]


@dataclass(frozen=True, slots=True)
class LawPage:
    """All of it. `flagged`: for an event's id the findings that rest on it (anchor, rule, certain)."""

    findings: tuple[FindingRow, ...]
    questions: tuple[QuestionRow, ...]  # what rules that cannot tell are waiting for
    deadlines: tuple[DeadlineRow, ...]
    safeguards: tuple[SafeguardRow, ...]
    ways_out: tuple[WayRow, ...]
    contradictions: tuple[CircleRow, ...]
    flagged: Mapping[str, tuple[tuple[str, str, bool], ...]] = field(default_factory=dict)

    @property
    def ours(self) -> tuple[DeadlineRow, ...]:
        """Terms of the defence, the open ones first."""
        return tuple(
            sorted(
                (d for d in self.deadlines if d.ours), key=lambda d: (not d.urgent, not d.running)
            )
        )

    @property
    def theirs(self) -> tuple[DeadlineRow, ...]:
        """Terms of the state."""
        return tuple(d for d in self.deadlines if not d.ours)

    @property
    def urgent(self) -> tuple[DeadlineRow, ...]:
        """The defence's open terms, those still running first, each once."""
        found = {(d.id, d.last_safe): d for d in reversed(self.deadlines) if d.urgent}
        return tuple(sorted(found.values(), key=lambda d: not d.running))

    @property
    def certain(self) -> int:
        """How many findings are certain."""
        return sum(f.verdict == "certain" for f in self.findings)

    @property
    def possible(self) -> int:
        """How many are possible."""
        return sum(f.verdict == "possible" for f in self.findings)


_CONFIDENCE = {
    Confidence.PRIMARY: "text seen",
    Confidence.SECONDARY: "told by another source",
    Confidence.UNVERIFIED: "not verified: from memory",
}
_STATES = {
    "running": "running",
    "met": "met",
    "missed": "run out, nothing on file shows that it was met",
    "waiting": "waiting for service: the clock has not started",
    "stopped": "stopped",
    "past the safe day": "past the safe day",
    "late": "done, but late",
}
_OPEN = ("running", "past the safe day", "missed", "waiting")
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

    def deadline(self, deadline: Deadline, n: int) -> DeadlineRow:
        say, language = self.say, self.say.language
        urgent = deadline.whose == "defence" and deadline.state in _OPEN
        return DeadlineRow(
            anchor=f"{self.case}-d{n}",
            id=deadline.id,
            title=deadline.title(language),
            says=deadline.says(language) if deadline.says(language) != deadline.title(language) else "",
            whose=say({"defence": "for the defence", "state": "for the state", "body": "for the body asked"}.get(deadline.whose, deadline.whose)),
            starts=say.edtf(deadline.starts),
            last_safe=self.moment(deadline.last_safe),
            by_the_book=self.moment(deadline.by_the_book),
            outer=self.moment(deadline.outer),
            state=say(_STATES.get(deadline.state, deadline.state)),
            left=self.left(deadline),
            ours=deadline.whose != "state",
            waiting=deadline.state == "waiting",
            running=deadline.state == "running",
            urgent=urgent,
            unsure=deadline.unsure(language) or "",
            events=self.links([deadline.decision, deadline.starts_event, deadline.done_by]),
            provisions=self.provisions(deadline.provisions),
        )  # fmt: skip

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
            today=one.now,
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
    terms = list(enumerate(answers.deadlines))
    ours = [rows.deadline(d, n) for n, d in terms if d.whose != "state"]
    safeguards = tuple(rows.safeguard(s, n) for n, s in enumerate(answers.safeguards))
    ways_out = tuple(rows.way(w, n) for n, w in enumerate(answers.ways_out))
    theirs = [rows.deadline(d, n) for n, d in terms if d.whose == "state"]
    flagged: dict[str, dict[str, tuple[str, str, bool]]] = {}
    for row, (_, finding) in zip(findings, shown, strict=True):
        for event in finding.events:
            flagged.setdefault(event, {}).setdefault(
                row.rule, (row.anchor, row.rule, row.verdict == "certain")
            )
    return LawPage(
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

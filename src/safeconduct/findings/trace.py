"""What was consulted for a finding, and the sentences told from it.

May import: `when`, `record`, `law`, this room's values. Nothing is evaluated anew: a trace keeps the events, the limits
with the bounds they were compared with, what might have undone it, and the law; every text is told from these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from safeconduct.findings import telling
from safeconduct.findings.custody import Sum
from safeconduct.findings.limits import Atom, limits
from safeconduct.findings.points import FAR
from safeconduct.findings.rule import ACT, AS_OF, Limit, Rule
from safeconduct.findings.selector import Reader
from safeconduct.findings.timeline import Timeline, told_span
from safeconduct.findings.verdict import Verdict
from safeconduct.findings.ways import Outcome
from safeconduct.record import Event
from safeconduct.when import Duration, Span, between

if TYPE_CHECKING:
    from safeconduct.findings.finding import Finding

_LENGTH = re.compile(r"\{([a-z_][a-z0-9_]*)\.\.([a-z_][a-z0-9_]*)\}")
_PLACE = re.compile(r"\{([a-z_][a-z0-9_]*)(?:\.([a-z_]+))?\}")


@dataclass(frozen=True, slots=True)
class Trace:
    """The rule, its outcome and the timeline it was asked of. `outcome` is None where nothing could be its anchor."""

    rule: Rule
    outcome: Outcome | None
    line: Timeline
    reader: Reader
    as_of: date
    sum: Sum | None = None
    cap: Limit | None = None
    law_absent: str | None = None  # the provision that was not in force, where that alone decided
    lapsed: bool = (
        False  # … and it had ended before, with nothing on file that closed the state itself
    )
    not_for: bool = False  # the rule is not for this person's citizenship
    also: tuple[int, ...] = ()  # further anchors, where the rule tells all of them together

    @property
    def step_events(self) -> Mapping[str, str]:
        """Step → event id."""
        return {name: self.line.events[i].id for name, i in self._steps()}

    # -- sentences -------------------------------------------------------------------------------------------------

    def says(self, finding: Finding, language: str) -> str:
        """What was found, or why not, in the language asked for."""
        out = self.outcome
        verdict = finding.verdict
        if verdict is Verdict.NO:
            return self._no(language)
        assert out is not None  # noqa: S101 (only `no` has none)
        said = self._filled(language)
        if self.also:
            more = "; ".join(self.event_at(p, language) for p in self.also)
            said = telling.say("also", language, said=said, more=more)
        if verdict is Verdict.CANNOT_TELL:
            if any(p in self.line.poisoned for p in out.steps.values()):
                return telling.say("cannot_tell_circle", language)
            return telling.say(
                "cannot_tell", language, said=said, missing=self._missing(language) or "?"
            )
        if out.lacking:
            what = self._kinds_of(out.lacking, language)
            said = telling.say("lacking", language, said=said, what=what)
        if out.jointly:
            return telling.say("jointly", language, said=said)
        if verdict is Verdict.POSSIBLE:
            key = "possible_missing" if finding.reasons or out.lacking else "possible"
            return telling.say(key, language, said=said)
        return said

    def would_change(self, finding: Finding, language: str) -> str:
        """The one fact whose change would change the answer."""
        out = self.outcome
        if out is None:
            return telling.say("change_anchor", language, kinds=self._kinds(language))
        if out.missing:
            point, name = out.missing[0]
            return telling.say(
                "change_file",
                language,
                what=telling.attribute(name, language),
                event=self.event_at(point, language),
            )
        if out.lacking:
            return telling.say(
                "change_lacking", language, what=self._kinds_of(out.lacking, language)
            )
        if finding.verdict in (Verdict.CERTAIN, Verdict.POSSIBLE) and self.rule.would_change:
            return self.rule.would_change(language)
        if out.open:
            _, x, y, _, _, _, sure_hi = out.open[0]
            point = y if y not in (self.line.as_of, -1) else x
            late = sure_hi >= FAR
            side = telling.say("side_late" if late == (point == y) else "side_early", language)
            return telling.say(
                "change_date", language, event=self.event_at(point, language), side=side
            )
        barring = out.spoiled or out.barred_by
        if barring:
            return telling.say("change_bar", language, event=self.event_at(barring[0], language))
        if finding.verdict is Verdict.CERTAIN and self.rule.absent and self.sum is None:
            kinds = dict.fromkeys(
                telling.kind(k, language) for s in self.rule.absent for k in s.select.kinds
            )
            return telling.say("change_absent", language, kinds=", ".join(kinds))
        if finding.verdict is Verdict.CERTAIN:
            return self._edge(language)
        return telling.say("change_event", language, event=self.event_at(out.anchor, language))

    def _edge(self, language: str) -> str:
        """Of a certain finding: the limit nearest to its edge, the order it hangs on, or the event itself."""
        assert self.outcome is not None  # noqa: S101 (only `no` has none)
        slack = self._slack()
        if slack is not None:
            point, spare, unit = slack
            told = telling.length(spare if unit else spare // 86_400, language)
            return telling.say(
                "change_slack", language, slack=told, event=self.event_at(point, language)
            )
        points = [p for _, p in self._steps()]
        for _, _, (_, x, y, *_rest) in self._limits():
            if x in points and y in points:
                later, earlier = self.event_at(y, language), self.event_at(x, language)
                return telling.say("change_order", language, later=later, earlier=earlier)
        return telling.say(
            "change_fact", language, event=self.event_at(self.outcome.anchor, language)
        )

    def steps(self, finding: Finding, language: str) -> tuple[str, ...]:
        """Events → limits → law → verdict, a line each."""
        return tuple(self._lines(finding, language))

    def _lines(self, finding: Finding, language: str) -> Iterator[str]:
        for name, i in self._steps():
            yield telling.say("step_event", language, name=name, event=self.event_at(i, language))
        for earlier, later, atom in self._limits():
            yield self._limit(earlier, later, atom, language)
        out = self.outcome
        for i in (out.spoiled or out.barred_by) if out else ():
            yield telling.say("step_bar", language, event=self.event_at(i, language))
        if self.rule.absent and not (out and (out.spoiled or out.barred_by)):
            kinds = ", ".join(
                dict.fromkeys(
                    telling.kind(k, language) for s in self.rule.absent for k in s.select.kinds
                )
            )
            yield telling.say("step_none", language, kinds=kinds)
        for p in finding.provisions:
            confidence = telling.locale()["confidence"][p.confidence][language]
            yield telling.say(
                "step_law", language, id=p.id, citation=p.citation(language), confidence=confidence
            )
        verdict = telling.locale()["verdicts"][finding.verdict][language]
        yield telling.say(
            "step_verdict", language, day=telling.day(self.as_of, language), verdict=verdict
        )

    # -- parts -----------------------------------------------------------------------------------------------------

    def _steps(self) -> list[tuple[str, int]]:
        """Steps in the order the author wrote them, with their points."""
        if self.outcome is None:
            return []
        told = self.outcome.steps
        count = len(self.line.events)
        named = [(n, told[n]) for n in self.rule.order if n in told]
        named += [
            (n, p)
            for n, p in told.items()
            if n not in self.rule.order and n != AS_OF and not n.endswith(ACT)
        ]
        return [(n, p) for n, p in named if p < count]

    def _limits(self) -> Iterator[tuple[str, str, Atom]]:
        if self.outcome is None or self.sum is not None:
            return
        told = self.outcome.steps
        for step in self.rule.steps:
            for limit in step.between:
                x, y = told.get(limit.earlier), told.get(limit.later)
                if x is not None and y is not None:
                    for atom in limits(self.line, limit, x, y, told):
                        yield limit.earlier, limit.later, atom

    def _limit(self, earlier: str, later: str, atom: Atom, language: str) -> str:
        unit, x, y, lo, hi, sure_lo, sure_hi = atom
        least, most = self.line.distance(unit, x, y)
        answer = (
            "yes"
            if least >= sure_lo and most <= sure_hi
            else "no"
            if most < lo or least > hi
            else "open"
        )
        any_ = telling.say("any", language)

        def bound(n: int) -> str:
            return any_ if abs(n) >= 10**9 else str(n)

        return telling.say(
            "step_limit", language, earlier=earlier, later=later, least=bound(least), most=bound(most),
            unit=telling.say("unit_day" if unit else "unit_tick", language),
            lo=bound(lo), hi=bound(hi), answer=telling.say(answer, language),
        )  # fmt: skip

    def _slack(self) -> tuple[int, int, int] | None:
        """The event nearest to the edge of a limit: its point, how much to spare, in which measure."""
        best: tuple[int, int, int] | None = None
        for _, _, (unit, x, y, _, _, sure_lo, sure_hi) in self._limits():
            least, most = self.line.distance(unit, x, y)
            for spare, bound in ((most, sure_hi), (-least, -sure_lo)):
                left = bound - spare
                if 0 < abs(bound) < FAR and 0 <= left < 10**9:
                    days = left if unit else left // 86_400
                    if best is None or days < (best[1] if best[2] else best[1] // 86_400):
                        best = (
                            y
                            if y not in (self.line.as_of, -1) and y < len(self.line.events)
                            else x,
                            left,
                            unit,
                        )
        return best

    def _no(self, language: str) -> str:
        title = self.rule.title(language)
        out = self.outcome
        if self.rule.says_no:
            return self._filled(language, self.rule.says_no(language))
        if self.not_for:
            states = ", ".join(self.rule.citizenship)
            return telling.say("no_citizen", language, title=title, states=states)
        if out is None:
            return telling.say("no_anchor", language, title=title, kinds=self._kinds(language))
        events = self.event_at(out.anchor, language)
        if self.law_absent:
            told = telling.say("no_law", language, title=title, events=events, law=self.law_absent)
            return f"{told} {self.rule.after(language)}" if self.lapsed else told
        if self.sum is not None and self.sum.spells:
            total, limit = self._total(language), self._cap(language)
            return telling.say("no_total", language, title=title, total=total, limit=limit)
        if out.barred_by:
            by = "; ".join(self.event_at(i, language) for i in dict.fromkeys(out.barred_by))
            return telling.say("no_barred", language, title=title, events=events, by=by)
        return telling.say("no_dates", language, title=title, events=events)

    def _missing(self, language: str) -> str:
        out = self.outcome
        assert out is not None  # noqa: S101
        told = dict.fromkeys(
            f"{telling.attribute(name, language)} — {self.event_at(point, language)}"
            for point, name in out.missing
        )
        return "; ".join(told)

    def _kinds(self, language: str) -> str:
        return ", ".join(
            dict.fromkeys(telling.kind(k, language) for k in self.rule.steps[0].select.kinds)
        )

    def _kinds_of(self, step: str, language: str) -> str:
        for s in self.rule.steps:
            if s.name == step:
                return ", ".join(telling.kind(k, language) for k in s.select.kinds)
        return step

    def event_at(self, point: int, language: str) -> str:
        for event, act in self.line.act_of.items():
            if act == point:
                return self.event_at(event, language)
        if not 0 <= point < len(self.line.events):
            return telling.day(self.as_of, language)
        it = self.line.events[point]
        return telling.event(it, language, self._span(point), state=self.reader.places.get(it.id))

    def _span(self, point: int) -> Span | None:
        """As told, or as the relations narrow it."""
        told = self.line.events[point].when
        if point in self.line.undated:
            return Span.unknown()
        if told is not None and (told.at is not None or told.is_doubtful):
            return told
        first, last = self.line.days[point]
        if (
            told is not None
            and told.earliest
            and told.last
            and (told.earliest.toordinal(), told.last.toordinal()) == (first, last)
        ):
            return told
        return Span.between(
            None if first <= 1 else date.fromordinal(first),
            None if last >= date.max.toordinal() else date.fromordinal(last),
        )

    def _filled(self, language: str, template: str | None = None) -> str:
        """The rule's sentence with {step}, {step.when}, {step.attribute}, {total} and {limit} filled."""
        template = (
            template
            if template is not None
            else self.rule.says(language) or self.rule.title(language)
        )
        told = dict(self._steps())

        def fill(found: re.Match[str]) -> str:
            name, part = found[1], found[2]
            if name in ("total", "limit") and part is None:
                return self._total(language) if name == "total" else self._cap(language)
            if name not in told:
                return "…"
            it = self.line.events[told[name]]
            if part is None:
                return self.event_at(told[name], language)
            if part == "when":
                return telling.when(self._span(told[name]), language)
            return self._part(it, part, language)

        template = _LENGTH.sub(lambda m: self._between(m[1], m[2], language), template)
        text = telling.tidy(_PLACE.sub(fill, template))
        return text[:1].upper() + text[1:]

    def _between(self, earlier: str, later: str, language: str) -> str:
        """The time from one step to another, by the calendar where both days are known."""
        told = dict(self._steps())
        if earlier not in told or later not in told:
            return "…"
        (a, a_last), (b, b_last) = self.line.days[told[earlier]], self.line.days[told[later]]
        if (a, b) == (a_last, b_last) and b >= a:
            return telling.length(between(date.fromordinal(a), date.fromordinal(b)), language)
        least, most = self.line.distance(1, told[earlier], told[later])
        return _length(least, most, language)

    def _part(self, it: Event, part: str, language: str) -> str:
        if part in ("place", "where"):
            return it.where or it.place or self.reader.places.get(it.id) or "…"
        if part == "by":
            return str(it.by or "…")
        value = it.attributes.get(part)
        if part == "alleged_act" and isinstance(value, Mapping):
            return telling.when(told_span(value.get("when")), language)
        if isinstance(value, (list, tuple)):
            return ", ".join(map(str, value))
        return "…" if value is None else telling.value(value, language)

    def _total(self, language: str) -> str:
        if self.sum is None:
            return "…"
        unit = self.cap.unit if self.cap else "day"
        least, most = self.sum.least, self.sum.most
        if unit == "tick":
            least, most = least // 3600, most // 3600
            told = [telling.length(Duration(hours=max(0, n)), language) for n in (least, most)]
            return (
                told[0]
                if least == most
                else telling.say("total", language, least=told[0], most=told[1])
            )
        return _length(least, most, language)

    def _cap(self, language: str) -> str:
        cap = self.cap
        if cap is None:
            return "…"
        if cap.unit == "tick":
            return telling.length(Duration(hours=cap.length // 3600), language)
        return telling.length(
            Duration(months=cap.length) if cap.unit == "month" else Duration(days=cap.length),
            language,
        )


def _length(least: int, most: int, language: str) -> str:
    """A number of days that is known only between two; what is beyond a life is not known at all."""
    least, known = max(0, least), most < 36_500
    if least == most:
        return telling.length(least, language)
    if known:
        low, high = telling.length(least, language), telling.length(most, language)
        return (
            telling.say("total", language, least=low, most=high)
            if least
            else telling.say("at_most", language, most=high)
        )
    return (
        telling.say("at_least", language, least=telling.length(least, language))
        if least
        else telling.say("not_known", language)
    )

"""The sentence a finding is told in: the rule's own words with its events filled in, and how sure it is.

May import: `when`, `record`, this room's values.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from safeconduct.findings import lengths, telling, wording
from safeconduct.findings.bounds import told_span
from safeconduct.findings.rule import Limit
from safeconduct.findings.trace import Trace, kinds
from safeconduct.findings.verdict import Verdict
from safeconduct.record import Event
from safeconduct.when import Duration, between

_MONTH = 30.436875  # days, on average
_LENGTH = re.compile(r"\{([a-z_][a-z0-9_]*)\.\.([a-z_][a-z0-9_]*)\}")
_PLACE = re.compile(r"\{([a-z_][a-z0-9_]*)(?:\.([a-z_]+))?\}")


def sentence(trace: Trace, verdict: Verdict, language: str, *, unsure: bool) -> str:
    """What was found, or why not. `unsure`: the finding has reasons of its own not to be sure."""
    out = trace.outcome
    if verdict is Verdict.NO or out is None:
        return _no(trace, language)
    said = _filled(trace, language)
    if trace.also:
        more = "; ".join(telling.the(trace.event(p, language), language) for p in trace.also)
        said = wording.say("also", language, said=said, more=more)
    if verdict is Verdict.CANNOT_TELL:
        if any(p in trace.scene.line.poisoned for p in out.steps.values()):
            return wording.say("cannot_tell_circle", language)
        missing = _missing(trace, language) or "?"
        return wording.say("cannot_tell", language, said=said, missing=missing)
    if out.lacking:
        what = kinds(tuple(s for s in trace.rule.steps if s.name == out.lacking), language)
        said = wording.say("lacking", language, said=said, what=what)
    if out.jointly:
        return wording.say("jointly", language, said=said)
    if verdict is Verdict.POSSIBLE:
        key = "possible_missing" if unsure or out.lacking else "possible"
        return wording.say(key, language, said=said)
    return said


def _no(trace: Trace, language: str) -> str:
    rule, out = trace.rule, trace.outcome
    title = rule.title(language)
    if rule.says_no:
        return _filled(trace, language, rule.says_no(language))
    if trace.not_for:
        return _not_for(trace, title, language)
    if out is None:
        return wording.say(
            "no_anchor", language, title=title, kinds=kinds(rule.steps[:1], language)
        )
    events = trace.event(out.anchor, language)
    if trace.law_absent:
        told = wording.say("no_law", language, title=title, events=events, law=trace.law_absent)
        return f"{told} {rule.after(language)}" if trace.lapsed else told
    if trace.total is not None and trace.total.sum.spells:
        total, limit = _total(trace, language), _cap(trace, language)
        return wording.say("no_total", language, title=title, total=total, limit=limit)
    if out.barred_by:
        by = "; ".join(trace.event(i, language) for i in dict.fromkeys(out.barred_by))
        return wording.say("no_barred", language, title=title, events=events, by=by)
    return wording.say("no_dates", language, title=title, events=events)


def _not_for(trace: Trace, title: str, language: str) -> str:
    """For other citizens only, or resting on the law of a state that is neither theirs nor the one they are in."""
    rule, pack, reader = trace.rule, trace.scene.pack, trace.scene.reader
    if rule.citizenship and reader.origin not in rule.citizenship:
        states = ", ".join(telling.place(s, language) for s in rule.citizenship)
        return wording.say("no_citizen", language, title=title, states=states)
    rests = {
        p.state for name in rule.provisions for p in pack.provisions[name] if len(p.state) == 2
    }
    states = ", ".join(
        sorted(telling.place(s, language) for s in rests - {reader.origin, reader.refuge})
    )
    return wording.say("no_state", language, title=title, states=states)


def _missing(trace: Trace, language: str) -> str:
    """What is not on file: for each event, its attributes."""
    assert trace.outcome is not None  # noqa: S101 (the caller looked)
    of: dict[int, list[str]] = {}
    for point, name in trace.outcome.missing:
        told = of.setdefault(point, [])
        word = wording.attribute(name, language)
        if word not in told:
            told.append(word)
    return "; ".join(
        wording.say("missing", language, what=", ".join(what), event=trace.event(point, language))
        for point, what in of.items()
    )


def _filled(trace: Trace, language: str, template: str | None = None) -> str:
    """The rule's sentence with {step}, {step.when}, {step.attribute}, {total} and {limit} filled."""
    if template is None:
        template = trace.rule.says(language) or trace.rule.title(language)
    told = dict(trace.steps())

    def fill(found: re.Match[str]) -> str:
        name, part = found[1], found[2]
        if name in ("total", "limit") and part is None:
            return _total(trace, language) if name == "total" else _cap(trace, language)
        if name not in told:
            return wording.say("not_yet", language)
        if part is None:
            return telling.the(trace.event(told[name], language), language)
        if part == "when":
            return telling.when(trace.span(told[name]), language)
        return _part(trace, trace.scene.event(told[name]), part, language)

    template = _LENGTH.sub(lambda m: _between(trace, m[1], m[2], language), template)
    text = wording.tidy(_PLACE.sub(fill, template))
    return text[:1].upper() + text[1:]


def _between(trace: Trace, earlier: str, later: str, language: str) -> str:
    """The time from one step to another, by the calendar where both days are known."""
    told = dict(trace.steps())
    if earlier not in told or later not in told:
        return "…"
    line = trace.scene.line
    (a, a_last), (b, b_last) = line.days[told[earlier]], line.days[told[later]]
    if (a, b) == (a_last, b_last) and b >= a:
        return lengths.length(between(date.fromordinal(a), date.fromordinal(b)), language)
    return lengths.days_between(*line.distance(1, told[earlier], told[later]), language)


def _part(trace: Trace, it: Event, part: str, language: str) -> str:
    if part in ("place", "where"):
        told = it.where or it.place or trace.scene.reader.places.get(it.id)
        return telling.place(told, language) if told else "…"
    if part == "by":
        return str(it.by or "…")
    value = it.attributes.get(part)
    if part == "alleged_act":
        span = value.get("when") if isinstance(value, Mapping) else value
        return telling.dated(told_span(span), language)
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value))
    return "…" if value is None else telling.value(value, language)


def _total(trace: Trace, language: str) -> str:
    if trace.total is None:
        return "…"
    total, unit = trace.total.sum, trace.total.cap.unit
    least = max(
        total.least, 0
    )  # days of one day may stand either way round; no custody is shorter than none
    told = lengths.time_between(least, total.most, 0 if unit == "tick" else 1, language)
    if unit != "month" or least != total.most:
        return told
    months = lengths.length(Duration(months=round(total.least / _MONTH)), language)
    return wording.say("in_months", language, days=told, months=months)


def _cap(trace: Trace, language: str) -> str:
    return _limit(trace.total.cap, language) if trace.total else "…"


def _limit(cap: Limit, language: str) -> str:
    if cap.unit == "tick":
        return lengths.length(Duration(hours=cap.length // 3600), language)
    if cap.unit == "month":
        return lengths.length(Duration(months=cap.length), language)
    return lengths.length(Duration(days=cap.length), language)

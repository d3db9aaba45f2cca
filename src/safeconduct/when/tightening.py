"""Spans narrowed by what was told of their order and distance ("the day after", "less than a month later").

May import: the standard library. A thin layer over `network` for civil days. A month is 28 to 31 days, and as many as
the calendar says where the earlier date is known well enough to say which.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from safeconduct.when.circle import Constraint, Contradiction, Limits
from safeconduct.when.duration import Duration
from safeconduct.when.network import Tightened, tighten
from safeconduct.when.span import ONE_DAY, Basis, Precision, Span

Told = tuple[str, str, Duration | None, Duration | None]  # earlier, later, at least, at most
_SHORT = 400  # days in which it is worth looking at every day a month may have begun


def tighten_spans(
    spans: Mapping[str, Span], relations: Iterable[Told]
) -> dict[str, Span] | Contradiction:
    """The spans as narrow as the relations make them, or the smallest contradiction.

    A narrowed span keeps its words and has the basis `computed`; one that already was as narrow is returned as it is.
    A relation is `(earlier, later, at_least, at_most)`, None for no limit on that side; `said` of a contradiction's
    constraints is the relation's position in `relations`. Dates that are doubtful ("about", "probably") are narrowed
    too and stay doubtful. Raises KeyError for a relation to a span that is not there.
    """
    told = tuple(relations)
    bounds: Mapping[str, Limits] = {name: _days(span) for name, span in spans.items()}
    constraints: tuple[Constraint, ...] = ()
    while True:
        before, constraints = constraints, tuple(_in_days(told, bounds))
        if constraints == before:
            return {name: _narrowed(span, bounds[name]) for name, span in spans.items()}
        result = tighten(bounds, constraints)
        if not isinstance(result, Tightened):
            return result
        bounds = {name: result.bounds[name] for name in spans}


def _in_days(told: tuple[Told, ...], bounds: Mapping[str, Limits]) -> Iterable[Constraint]:
    for number, (earlier, later, least, most) in enumerate(told):
        yield Constraint(
            earlier,
            later,
            None if least is None else _length(least, bounds[earlier])[0],
            None if most is None else _length(most, bounds[earlier])[1],
            number,
        )


def _length(duration: Duration, start: Limits) -> tuple[int, int]:
    """Fewest and most days of a duration that begins within `start`."""
    first, last = start
    if (
        not duration.calendar_months
        or not duration.in_days
        or first is None
        or last is None
        or not 0 <= last - first <= _SHORT
    ):
        return duration.days_bounds()
    try:
        lengths = [
            (duration.after(date.fromordinal(day)).toordinal() - day)
            for day in range(first, last + 1)
        ]
    except (ValueError, OverflowError):  # beyond the calendar's ends
        return duration.days_bounds()
    return min(lengths), max(lengths)


def _days(span: Span) -> Limits:
    return (
        span.earliest.toordinal() if span.earliest else None,
        span.last.toordinal() if span.last else None,
    )


def _narrowed(span: Span, limits: Limits) -> Span:
    if limits == _days(span):
        return span
    first, last = limits
    earliest = date.fromordinal(first) if first is not None and first >= 1 else None
    latest = None
    if last is not None and last < date.max.toordinal():
        latest = date.fromordinal(last) + ONE_DAY
    if (earliest, latest) == (span.earliest, span.latest):
        return span
    exact = earliest and latest and (latest - earliest).days == 1
    return replace(
        span,
        earliest=earliest,
        latest=latest,
        precision=Precision.DAY if exact else Precision.INTERVAL,
        basis=Basis.COMPUTED,
        written="",
    )

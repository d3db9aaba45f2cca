"""Dates, lengths and events in plain words, English and Russian.

May import: `when`, `record`, the shelf. The words themselves are locale.yaml beside this file.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from safeconduct.record import Event
from safeconduct.shelf import read_yaml
from safeconduct.when import Duration, Span, parse_duration
from safeconduct.when.errors import WhenError
from safeconduct.when.span import Precision


@cache
def locale() -> dict[str, Any]:
    """The room's sentences and names."""
    data: dict[str, Any] = read_yaml(Path(__file__).with_name("locale.yaml"))
    return data


def say(key: str, language: str, **values: object) -> str:
    """A sentence of the locale with its places filled."""
    row = locale()["sentences"][key]
    return tidy(str(row.get(language) or row["en"]).format(**values))


def tidy(text: str) -> str:
    """An abbreviation's stop at the end of a sentence is its stop."""
    return text.replace("г..", "г.")


def value(told: object, language: str) -> str:
    """An attribute's value in words: known words translated, lengths told, the rest as it stands."""
    text = str(told)
    row = locale()["values"].get(text.replace(" ", "_"))
    if row:
        return str(row.get(language) or row["en"])
    if text.startswith("P"):
        try:
            return length(parse_duration(text), language)
        except WhenError:
            return text
    return text.replace("_", " ")


def kind(name: str, language: str) -> str:
    """What an event kind is called."""
    row = locale()["kinds"].get(name) or {}
    return str(row.get(language) or row.get("en") or name.replace("_", " "))


def attribute(name: str, language: str) -> str:
    """What an attribute is called."""
    row = locale()["attributes"].get(name) or {}
    return str(row.get(language) or row.get("en") or name.replace("_", " "))


def day(value: date, language: str) -> str:
    """10 June 2014, 10 июня 2014 г."""
    month = locale()["months"][language if language in locale()["months"] else "en"]["of"][
        value.month - 1
    ]
    return f"{value.day} {month} {value.year}" + (" г." if language == "ru" else "")


def when(span: Span | None, language: str) -> str:
    """A date as known: to the minute, the day, the month, the year, or between two days."""
    if span is None or (span.earliest is None and span.latest is None):
        return say("undated", language)
    about = ""
    if span.is_doubtful:
        about = say("about" if span.approximate else "probably", language) + " "
    if span.at is not None and not span.is_doubtful:
        return f"{day(span.at.date(), language)} {span.at:%H:%M}"
    first, last = span.earliest, span.last
    if span.precision is Precision.YEAR and first and not span.is_doubtful:
        return f"{first.year}" + (" г." if language == "ru" else "")
    if span.precision is Precision.MONTH and first and not span.is_doubtful:
        months = locale()["months"][language if language in locale()["months"] else "en"]["name"]
        return f"{months[first.month - 1]} {first.year}" + (" г." if language == "ru" else "")
    if first is None and last is not None:
        return say("by", language, day=day(last, language))
    if last is None and first is not None:
        return say("from", language, day=day(first, language))
    assert first is not None  # noqa: S101 (both ends open was told above)
    assert last is not None  # noqa: S101
    if first == last:
        return about + day(first, language)
    return about + say("between", language, first=day(first, language), last=day(last, language))


def event(it: Event, language: str, span: Span | None = None, *, state: str | None = None) -> str:
    """An event in a few words: what, where, under which articles, when."""
    words = [kind(it.kind, language)]
    place = it.where or it.place or state
    if it.attributes.get("relative"):
        words.append(f"({value(it.attributes['relative'], language)})")
    detail = [value(place, language)] if place else []
    articles = it.attributes.get("articles")
    if articles:
        detail.append(
            ", ".join(map(str, articles)) if isinstance(articles, (list, tuple)) else str(articles)
        )
    detail.extend(
        value(it.attributes[key], language)
        for key in ("body", "form", "decided", "term")
        if it.attributes.get(key)
    )
    if detail:
        words.append(f"({'; '.join(detail)})")
    told = when(span if span is not None else it.when, language)
    return " ".join(words) + ", " + told


def length(value: Duration | int, language: str) -> str:
    """A length: 7 months 10 days; or a number of days."""
    if isinstance(value, int):
        return _count(value, "day", language)
    parts = [
        _count(n, unit, language)
        for n, unit in (
            (value.years, "year"), (value.months, "month"), (value.weeks, "week"), (value.days, "day"),
            (value.hours, "hour"), (value.minutes, "minute"), (value.seconds, "second"),
        )
        if n
    ]  # fmt: skip
    return " ".join(parts) or _count(0, "day", language)


def _count(n: int, unit: str, language: str) -> str:
    forms = locale()["units"][unit]
    if language == "ru":
        one, few, many = forms["ru"]
        tail, teens = n % 10, n % 100 // 10 == 1
        word = many if teens or tail in (0, 5, 6, 7, 8, 9) else one if tail == 1 else few
        return f"{n} {word}"
    return f"{n} {forms['en'][0 if n == 1 else 1]}"

"""Dates, places, articles and events in plain words, English and Russian; and reasons in both.

May import: `when`, `record`, `law`, this room's words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache

from safeconduct.findings.codes import article as spelled
from safeconduct.findings.codes import fold
from safeconduct.findings.lengths import length
from safeconduct.findings.wording import attribute, fill, kind, locale, say, word
from safeconduct.law import LANGUAGES, Words
from safeconduct.record import Event
from safeconduct.record.places import name_in
from safeconduct.when import Span, parse_duration
from safeconduct.when.errors import WhenError
from safeconduct.when.span import Precision


def reason(key: str, **values: object) -> Words:
    """A reason of the locale in every language; days are told, and attributes (a tuple of names) named, in each."""
    return _reason(key, tuple(values.items()))


@lru_cache(maxsize=4096)
def _reason(key: str, values: tuple[tuple[str, object], ...]) -> Words:
    return Words(
        *(
            fill("reasons", key, lang, **{name: _plain(value, lang) for name, value in values})
            for lang in LANGUAGES
        )
    )


def _plain(value: object, language: str) -> str:
    if isinstance(value, date):
        return day(value, language)
    if isinstance(value, Words):
        return value(language)
    if isinstance(value, tuple):
        between = " / " if any(isinstance(v, date) for v in value) else ", "
        return between.join(
            attribute(v, language) if isinstance(v, str) else _plain(v, language) for v in value
        )
    return str(value)


def value(told: object, language: str) -> str:
    """An attribute's value in words: known words translated, lengths told, states named, the rest as it stands."""
    text = str(told)
    known = word("values", text.replace(" ", "_"), language, "")
    if known:
        return known
    if text.startswith("P"):
        try:
            return length(parse_duration(text), language)
        except WhenError:
            return text
    return place(text, language).replace("_", " ")


def place(words: str, language: str) -> str:
    """A place or a state's code by its name in the language, where the gazetteer has one."""
    return name_in(words, language) or words


_PARTED = re.compile(r"([a-z]{2})-([a-z]+)-(\d[\d.]*)(?:-(.+))?$")


def articles(told: Iterable[object], language: str) -> str:
    """`RU-CC-205.5-1` as "Art. 205.5(1) of the Criminal Code of Russia"; what names no code as it stands.

    In Russia's codes what follows the hyphen is a part; elsewhere it belongs to the article's number (244-1). Articles
    of one code are told together.
    """
    of: dict[tuple[str, str], list[str]] = {}
    plain: list[str] = []
    for one in told:
        found = _PARTED.match(spelled(fold(one)) or "")
        if found is None or found[2].upper() not in locale()["codes"]:
            plain.append(str(one))
            continue
        state, code, number, part = found[1].upper(), found[2].upper(), found[3], found[4]
        key = "part" if part and state == "RU" else "number"
        number = f"{number}-{part}" if part and key == "number" else number
        of.setdefault((state, code), []).append(say(key, language, number=number, part=part))
    for (state, code), numbers in of.items():
        home = word("states_of", state, language, place(state, language))
        key = "article" if len(numbers) == 1 else "articles"
        named = word("codes", code, language, code)
        plain.append(say(key, language, numbers=", ".join(numbers), code=named, state=home))
    return ", ".join(plain)


# -- dates -------------------------------------------------------------------------------------------------------------


def _month(number: int, form: str, language: str) -> str:
    months = locale()["months"]
    return str((months.get(language) or months["en"])[form][number - 1])


_TOLD_WHOLE = (Precision.DAY, Precision.MONTH, Precision.YEAR)


def day(value: date, language: str) -> str:
    """10 June 2014, 10 июня 2014 г."""
    told = f"{value.day} {_month(value.month, 'of', language)} {value.year}"
    return f"{told} г." if language == "ru" else told


def moment(value: date, language: str) -> str:
    """A day; with its hour and clock where it is a moment: 10 June 2014, 16:00 CEST."""
    told = day(value, language)
    return f"{told}, {value:%H:%M %Z}".rstrip() if isinstance(value, datetime) else told


def day_of(value: date) -> date:
    """The day of a day or of a moment."""
    return value.date() if isinstance(value, datetime) else value


def when(span: Span | None, language: str, form: str = "name") -> str:
    """A date as known: to the minute, the day, the month, the year, or between two days. `form`: the month's case."""
    if span is None or (span.earliest is None and span.latest is None):
        return say("undated", language)
    told = _when(span, language, "of" if span.approximate else form)
    return say(_doubt(span), language, when=told) if span.is_doubtful else told


def _doubt(span: Span) -> str:
    """How a doubtful date is told: probably, about, or roughly between."""
    if not span.approximate:
        return "probably"
    return "about" if span.precision in _TOLD_WHOLE else "roughly"


def _when(span: Span, language: str, form: str) -> str:
    first, last = span.earliest, span.last
    if span.at is not None and not span.is_doubtful:
        return say("at", language, day=day(span.at.date(), language), hour=f"{span.at:%H:%M}")
    if first is None and last is not None:
        return say("by", language, day=day(last, language))
    if last is None and first is not None:
        return say("from", language, day=day(first, language))
    assert first is not None  # noqa: S101 (both ends open is told by the caller)
    assert last is not None  # noqa: S101
    if (
        span.approximate and span.precision in _TOLD_WHOLE
    ):  # as it was told: the middle of what "about" allows
        first = last = first + (last - first) // 2
    if span.precision is Precision.YEAR:
        return f"{first.year}" + (" г." if language == "ru" else "")
    if span.precision is Precision.MONTH:
        return f"{_month(first.month, form, language)} {first.year}" + (
            " г." if language == "ru" else ""
        )
    if first == last:
        return day(first, language)
    return say("between", language, first=day(first, language), last=day(last, language))


def dated(span: Span | None, language: str) -> str:
    """A date as it follows an event's name: "of 10 June 2014", «в июне 2014 г.», "between … and …"."""
    if span is None or (span.earliest is None and span.latest is None):
        return say("of_undated", language)
    if span.approximate:
        return when(span, language)
    key = "of_rough"
    if span.precision in (Precision.YEAR, Precision.MONTH):
        key = "of_month"
    elif span.days == 1:
        key = "of_day"
    told = say(key, language, when=_when(span, language, "in"))
    return say("probably", language, when=told) if span.uncertain else told


# -- events ------------------------------------------------------------------------------------------------------------


def event(it: Event, language: str, span: Span | None = None, *, state: str | None = None) -> str:
    """An event in a few words: what, when, and in brackets who, where, under which articles."""
    where = it.where or it.place or state
    named = it.attributes.get("articles") or ()
    named = named if isinstance(named, (list, tuple)) else [named]
    details = [
        *([value(it.attributes["relative"], language)] if it.attributes.get("relative") else []),
        *([place(where, language)] if where else []),
        *([articles(named, language)] if named else []),
        *(
            value(it.attributes[key], language)
            for key in ("body", "form", "decided", "term")
            if it.attributes.get(key)
        ),
    ]
    told = f"{kind(it.kind, language)} {dated(span if span is not None else it.when, language)}"
    return f"{told} ({'; '.join(details)})" if details else told


def the(told: str, language: str) -> str:
    """An event's words inside a sentence: with the article, where the language has one."""
    return say("the", language, event=told)

"""Lengths of time in plain words: told, left open by the dates, or asked by a rule.

May import: `when`, this room's words.
"""

from __future__ import annotations

from safeconduct.findings.points import DAY_TICKS
from safeconduct.findings.wording import locale, say
from safeconduct.when import Duration

_LIFETIME = 36_500  # days; a distance beyond it is not known at all


def length(value: Duration | int, language: str, *, bound: bool = False) -> str:
    """A length: 7 months 10 days; or a number of days. `bound`: as it stands after "at most", «не более»."""
    if isinstance(value, int):
        return _count(value, "day", language, bound=bound)
    parts = [
        _count(n, unit, language, bound=bound)
        for n, unit in (
            (value.years, "year"), (value.months, "month"), (value.weeks, "week"), (value.days, "day"),
            (value.hours, "hour"), (value.minutes, "minute"), (value.seconds, "second"),
        )
        if n
    ]  # fmt: skip
    return " ".join(parts) or _count(0, "day", language, bound=bound)


def days_between(least: int, most: int, language: str) -> str:
    """A number of days that is known only between two; what is beyond a life is not known at all."""
    return time_between(max(0, least), most, 1, language)


def time_between(least: int, most: int, unit: int, language: str) -> str:
    """A distance as the dates leave it, in hours where it is short and told in seconds (unit 0), else in days."""
    name = "day"
    if unit == 0:
        hours = max(abs(least), abs(most)) < 4 * DAY_TICKS
        size, name = (3600, "hour") if hours else (DAY_TICKS, "day")
        least, most = least // size, -(-most // size)
    far = _LIFETIME * (24 if name == "hour" else 1)
    known_least, known_most = least > -far, most < far
    if not known_least and not known_most:
        return say("not_known", language)
    if not known_most or not known_least:
        key, end = ("at_least", least) if known_least else ("at_most", most)
        if end <= 0 and key == "at_least":
            return say("not_known", language)
        return say(key, language, length=_count(end, name, language, bound=True))
    if least == most:
        same = least == 0 and name == "day"
        return say("same_day", language) if same else _count(least, name, language)
    if least == 0:
        return say("at_most", language, length=_count(most, name, language, bound=True))
    return say("range", language, least=least, most=_count(most, name, language, bound=True))


def time_asked(lo: int, hi: int, unit: int, language: str) -> str:
    """What a rule asks of a distance."""
    if unit == 0:
        hours = (
            any(abs(n) < 10**9 and n % DAY_TICKS for n in (lo, hi))
            or max(abs(lo), hi if hi < 10**9 else 0) <= 4 * DAY_TICKS
        )
        size, name = (3600, "hour") if hours else (DAY_TICKS, "day")
        lo, hi = -(-lo // size), hi // size
    else:
        name = "day"
    open_lo, open_hi = lo < -_LIFETIME * 24, hi > _LIFETIME * 24
    if lo == hi:
        return (
            say("same_day", language) if lo == 0 and name == "day" else _count(lo, name, language)
        )
    if open_lo and open_hi:
        return say("any", language)
    if open_lo or (lo == 0 and not open_hi):
        return say("at_most", language, length=_count(hi, name, language, bound=True))
    if open_hi:
        return say("at_least", language, length=_count(lo, name, language, bound=True))
    return say("range", language, least=lo, most=_count(hi, name, language, bound=True))


def _count(n: int, unit: str, language: str, *, bound: bool = False) -> str:
    forms = locale()["units"][unit]
    sign, n = ("−" if n < 0 else ""), abs(n)
    if language == "ru":
        one, few, many = forms["ru"]
        tail, teens = n % 10, n % 100 // 10 == 1
        if bound:  # the genitive: не более 1 дня, 2 дней
            word = few if tail == 1 and not teens else many
        else:
            word = many if teens or tail in (0, 5, 6, 7, 8, 9) else one if tail == 1 else few
        return f"{sign}{n} {word}"
    return f"{sign}{n} {forms['en'][0 if n == 1 else 1]}"

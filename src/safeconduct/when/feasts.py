"""Feasts by which people date things: Navruz, both Easters, both Eids, the beginning of Ramadan, New Year.

May import: the standard library, hijridate (Umm al-Qura calendar, 1924 to 2077), dateutil (Easter), holidays. A feast
that begins with the sight of the moon may fall a day earlier or later from place to place: its span is three days wide,
and one day where a state that keeps it as a public holiday is named and its day is on record.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

import holidays
from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter
from hijridate import Gregorian, Hijri

from safeconduct.when.errors import OutOfCalendar
from safeconduct.when.span import ONE_DAY, Basis, Precision, Span


class Feast(StrEnum):
    """What is known by a name instead of a date."""

    NEW_YEAR = "New Year"
    ORTHODOX_CHRISTMAS = "Orthodox Christmas"
    WESTERN_CHRISTMAS = "Christmas"
    VICTORY_DAY = "Victory Day"
    INDEPENDENCE_DAY_UZ = "Independence Day of Uzbekistan"
    NAVRUZ = "Navruz"  # 21 March, as kept in Uzbekistan and Kyrgyzstan
    NAURYZ = "Nauryz"  # 21 to 23 March, as kept in Kazakhstan
    ORTHODOX_EASTER = "Orthodox Easter"
    WESTERN_EASTER = "Easter"
    RAMADAN_START = "beginning of Ramadan"
    RAMADAN = "Ramadan"  # some day of the month of fasting
    EID_AL_FITR = "Eid al-Fitr"  # Ramazon hayit, Uraza-bayram
    EID_AL_ADHA = "Eid al-Adha"  # Qurbon hayit, Kurban-bayram


_FIXED = {
    Feast.NEW_YEAR: ((1, 1), (1, 1)),
    Feast.ORTHODOX_CHRISTMAS: ((1, 7), (1, 7)),
    Feast.WESTERN_CHRISTMAS: ((12, 25), (12, 25)),
    Feast.VICTORY_DAY: ((5, 9), (5, 9)),
    Feast.INDEPENDENCE_DAY_UZ: ((9, 1), (9, 1)),
    Feast.NAVRUZ: ((3, 21), (3, 21)),
    Feast.NAURYZ: ((3, 21), (3, 23)),
}
_LUNAR = {  # first and last day as month and day of the Islamic calendar; None is the month's last
    Feast.RAMADAN_START: ((9, 1), (9, 1)),
    Feast.RAMADAN: ((9, 1), (9, None)),
    Feast.EID_AL_FITR: ((10, 1), (10, 1)),
    Feast.EID_AL_ADHA: ((12, 10), (12, 10)),
}


def feasts(feast: Feast, year: int, *, state: str = "", words: str = "") -> tuple[Span, ...]:
    """The feast's days in a year of the common calendar: mostly one, two or none for a feast of the moon.

    (Eid al-Fitr fell twice in 2000, on 8 January and 27 December.) A day of three where the moon decides, unless
    `state` (ISO 3166 alpha-2) kept it as a public holiday on a day that is on record. Raises OutOfCalendar.
    """
    if feast in _FIXED:
        (month, day), (last_month, last_day) = _FIXED[feast]
        return (_span(date(year, month, day), date(year, last_month, last_day), feast, words),)
    if feast in _LUNAR:
        kept = _kept(feast, year, state.upper()) if state else ()
        return tuple(_lunar(feast, year, kept, state.upper(), words))
    rite = EASTER_ORTHODOX if feast is Feast.ORTHODOX_EASTER else EASTER_WESTERN
    try:
        day = easter(year, rite)
    except ValueError as error:
        raise _outside(feast, year) from error
    return (_span(day, day, feast, words),)


def feast(feast: Feast, year: int, *, state: str = "", words: str = "") -> Span:
    """The feast in a year, as one span: where it fell twice, from the first to the second.

    Raises OutOfCalendar, also where it did not fall in that year at all.
    """
    found = feasts(feast, year, state=state, words=words)
    if not found:
        raise _outside(feast, year)
    if len(found) == 1:
        return found[0]
    return Span(
        found[0].earliest,
        found[-1].latest,
        basis=Basis.STATED,
        words=words,
        anchor=f"{feast.value} {year}, which fell twice that year",
    )


def _lunar(
    feast: Feast, year: int, kept: tuple[date, ...], state: str, words: str
) -> Iterator[Span]:
    (month, day), (last_month, last_day) = _LUNAR[feast]
    try:
        first = Gregorian(year, 1, 1).to_hijri().year
        found = []
        for islamic in range(first, first + 3):
            start = Hijri(islamic, month, day).to_gregorian()
            if start.year > year:
                break
            if start.year == year:
                last = last_day or Hijri(islamic, last_month, 1).month_length()
                end = Hijri(islamic, last_month, last).to_gregorian()
                found.append((date(*start.datetuple()), date(*end.datetuple())))
    except (ValueError, OverflowError) as error:
        raise _outside(feast, year) from error
    around = timedelta(1)
    for begins, ends in found:
        on_record = next((d for d in kept if abs(d - begins) <= 2 * around), None)
        if on_record:
            anchor = f"{feast.value} {year} as kept in {state}"
            yield Span.day(on_record, words=words, anchor=anchor)
        else:
            anchor = f"{feast.value} {year} by the calendar of Umm al-Qura; where the moon is sighted, a day either way"
            yield Span(begins - around, ends + ONE_DAY + around, words=words, anchor=anchor)


@cache
def _kept(feast: Feast, year: int, state: str) -> tuple[date, ...]:
    """First days of the feast as a public holiday of the state; estimated ones are not on record."""
    if feast not in (Feast.EID_AL_FITR, Feast.EID_AL_ADHA):
        return ()
    try:
        calendar = holidays.country_holidays(state, years=year, language="en_US")
    except NotImplementedError:
        return ()
    days = sorted(
        d for d, name in calendar.items() if feast.value in name and "estimated" not in name
    )
    return tuple(d for d in days if d - timedelta(1) not in days)


def _span(first: date, last: date, feast: Feast, words: str) -> Span:
    return Span(
        first,
        last + ONE_DAY,
        precision=Precision.DAY if first == last else Precision.INTERVAL,
        words=words,
        anchor=f"{feast.value} {first.year}",
    )


def _outside(feast: Feast, year: int) -> OutOfCalendar:
    return OutOfCalendar(
        f"{feast.value} cannot be placed in that year",
        value=year,
        remedy="Islamic feasts are known for 1925 to 2076, Easter for 1583 to 4099; give the date itself",
    )

"""Dates as the calendar names them: ranges, days, months, seasons, years, decades, feasts, weekdays, hours.

May import: this package, `marks`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from safeconduct.reading.marks import Moment, Told
from safeconduct.reading.russian.dates.book import DateBook, day_of, month_of, part_of
from safeconduct.reading.russian.dates.patterns import (
    DAY_ALONE,
    DAY_LIST,
    DAY_MONTH,
    DECADE,
    DMY,
    FEAST,
    FEASTS,
    FLAGS,
    HOUR,
    ISODATE,
    MONTH_YEAR,
    MY,
    NIGHT,
    NUMERIC,
    RANGE_DAYS,
    RANGE_MONTHS,
    RANGE_YEARS,
    SEASON,
    SEASONS,
    SPOKEN,
    UPDATED,
    WEEK,
    WEEKDAYS,
    Y,
    spoken_year,
)

_WIRE = re.compile(r"(?:^|\n)[А-ЯЁ][А-ЯЁ -]{2,30}[.,][^\n]{0,40}$")


def ranges(book: DateBook) -> None:
    for m in NIGHT.finditer(book.text):
        day, month, year = day_of(m["d"]), month_of(m["m"]), book.year(m["y"], m["ry"])
        if day is None or not book.free(*m.span()):
            continue
        base = year or 2001
        try:
            second = date(base, month, day)
        except ValueError:
            continue
        eve = second - timedelta(1)
        first = Told(year and eve.year, eve.month, eve.day)
        book.put(Moment(*m.span(), told=first, until=Told(year, month, day)))
    for m in RANGE_DAYS.finditer(book.text):
        d1, d2 = day_of(m["d1"]), day_of(m["d"])
        if not book.free(*m.span()) or d1 is None or d2 is None:
            continue
        month, year = month_of(m["m"]), book.year(m["y"], m["ry"])
        first_month = month_of(m["m1"]) if m["m1"] else month
        if re.search(r"\s(?:и|до)\s", book.text[m.start("d1") : m.end("d")]) and not re.match(
            r"(?:между|с|в\s+период)\s", m.group(), FLAGS
        ):
            continue
        if first_month == month and d1 >= d2 and not m["y1"]:
            continue
        first_year = book.year(m["y1"], None) or (
            (year - 1 if first_month > month else year) if year else None
        )
        book.put(
            Moment(*m.span(), told=Told(first_year, first_month, d1), until=Told(year, month, d2))
        )
    for m in RANGE_MONTHS.finditer(book.text):
        if not book.free(*m.span()):
            continue
        month1, month2, year = month_of(m["m1"]), month_of(m["m"]), book.year(m["y"], m["ry"])
        if re.search(r"\sи\s", m.group()) and "между" not in m.group().lower():
            continue
        first_year = book.year(m["y1"], None) or (
            (year - 1 if month1 > month2 else year) if year else None
        )
        book.put(Moment(*m.span(), told=Told(first_year, month1), until=Told(year, month2)))
    for m in RANGE_YEARS.finditer(book.text):
        end_year = book.year(m["y"], None)
        if not book.free(*m.span()) or end_year is None or int(m["y1"]) >= end_year:
            continue
        if re.search(r"\sи\s", m.group()) and "между" not in m.group().lower():
            continue
        book.put(Moment(*m.span(), told=Told(int(m["y1"])), until=Told(end_year)))


def day_lists(book: DateBook) -> None:
    """«1, 9 и 22 июля 2020 года»: the days before the last one, whose month and year they share."""
    for m in DAY_LIST.finditer(book.text):
        last = DMY.match(book.text, m.end())
        if last is None or not book.free(*m.span()):
            continue
        year = book.year(last["y"], last["ry"]) or spoken_year(last["sy"] or "")
        month, final = month_of(last["m"]), day_of(last["d"])
        listed = [(d, int(d.group())) for d in re.finditer(r"\d{1,2}", m["ds"])]
        days_ = [n for _, n in listed] + [final or 0]
        if days_ != sorted(set(days_)) or not 1 <= days_[-1] <= 31 or days_[0] < 1:
            continue
        for d, n in listed:
            start = m.start("ds") + d.start()
            book.put(Moment(start, start + len(d.group()), told=Told(year, month, n)))


def days_alone(book: DateBook) -> None:
    """«24-го числа»: of the month the telling has come to."""
    for m in DAY_ALONE.finditer(book.text):
        day = day_of(re.sub(r"\s+числ\w", "", m["d"], flags=re.IGNORECASE))
        if book.free(*m.span()) and day is not None and any(x.told for x in book.found):
            book.put(Moment(*m.span(), told=Told(day=day), bound=book.bound(m["pre"])))


def days(book: DateBook) -> None:
    day_lists(book)
    for m in ISODATE.finditer(book.text):
        if book.free(*m.span()) and 1 <= int(m["m"]) <= 12 and 1 <= int(m["d"]) <= 31:
            book.put(Moment(*m.span(), told=Told(int(m["y"]), int(m["m"]), int(m["d"]))))
    for m in NUMERIC.finditer(book.text):
        if not book.free(*m.span()):
            continue
        a, b, year = int(m["a"]), int(m["b"]), int(m["y"])
        if len(m["y"]) == 2:
            year += 2000 if year < 50 else 1900
        bound = book.bound(m["pre"])
        if m["sep"] == "/" and a <= 12 and b <= 12 and a != b:
            book.put(Moment(*m.span(), told=Told(year), ambiguous=True))
        elif 1 <= b <= 12 and 1 <= a <= 31:
            book.put(Moment(*m.span(), told=Told(year, b, a), bound=bound))
        elif 1 <= a <= 12 and 13 <= b <= 31 and m["sep"] == "/":
            book.put(Moment(*m.span(), told=Told(year, a, b), bound=bound))
    for m in DMY.finditer(book.text):
        day = day_of(m["d"])
        if not book.free(*m.span()) or day is None:
            continue
        said = book.year(m["y"], m["ry"]) or spoken_year(m["sy"] or "")
        if said is None:
            said = book.of_paper(month_of(m["m"]), day, m.start())
        if said is None and book.today and UPDATED.search(book.text[: m.start()]):
            said = book.today.year
        told = Told(
            said,
            month_of(m["m"]),
            day,
            weekday=_weekday_in(m.group().lower()),
            of_document=bool(m["ry"]),
        )
        book.put(Moment(*m.span(), told=told, bound=book.bound(m["pre"])))


def _weekday_in(low: str) -> int | None:
    return next((i for i, w in enumerate(WEEKDAYS) if re.search(rf"\b{w}", low)), None)


def decades(book: DateBook) -> None:
    for m in DECADE.finditer(book.text):
        if not book.free(*m.span()):
            continue
        if m["w"]:
            decade = {"д": 1990, "в": 1980, "н": 2000}[m["w"][0].lower()]
            decade = 2010 if m["w"].lower().startswith("десят") else decade
        else:
            decade = (
                int(m["d"])
                if len(m["d"]) == 4
                else 1900 + int(m["d"])
                if int(m["d"]) >= 30
                else 2000 + int(m["d"])
            )
        told = Told(decade=decade, part=part_of(m["part"] or m["part2"]))
        book.put(Moment(*m.span(), told=told, sets_story=False))


def feasts(book: DateBook) -> None:
    for m in FEAST.finditer(book.text):
        if not book.free(*m.span()) or (m["pre"] is None and m["y"] is None and m["ry"] is None):
            continue
        feast = next(name for pattern, name in FEASTS if re.fullmatch(pattern, m["f"], FLAGS))
        pre = (m["pre"] or "").lower()
        bound = (
            "after" if pre == "после" else "before" if pre in ("накануне", "перед", "под") else ""
        )
        within = re.search(r"(?:19|20)\d\d", m["f"])  # «Нового, 2018 года»
        year = int(within.group()) if within else book.year(m["y"], m["ry"])
        told = Told(year, feast=feast)
        book.put(Moment(*m.span(), told=told, bound=bound))


def coarse(book: DateBook) -> None:
    feasts(book)
    for m in SEASON.finditer(book.text):
        if not book.free(*m.span()):
            continue
        low = (m["s"] or "лето").lower()
        season = next(v for k, v in SEASONS.items() if low.startswith(k))
        year = book.year(m["y"] or m["y2"], m["ry"] or ((m["rel"] or "") and m["rel"] + "года"))
        if low not in ("весной", "летом", "осенью", "зимой") and year is None:
            continue
        book.put(Moment(*m.span(), told=Told(year, season=season)))
    for m in MY.finditer(book.text):
        if not book.free(*m.span()):
            continue
        if not (m["pre"] or m["part"] or m["y"] or m["ry"] or m["sy"]):
            continue
        if (m["pre"] or "").strip().lower() in ("за", "около", "от") and not m["y"]:
            continue
        year = book.year(m["y"], m["ry"]) or spoken_year(m["sy"] or "")
        told = Told(year, month_of(m["m"]), part=part_of(m["part"]))
        book.put(Moment(*m.span(), told=told, bound="" if m["part"] else book.bound(m["pre"])))
    for m in SPOKEN.finditer(book.text):
        year = spoken_year(m["y"])
        if book.free(*m.span()) and year is not None:
            book.put(Moment(*m.span(), told=Told(year), bound=book.bound(m["pre"])))
    for m in MONTH_YEAR.finditer(book.text):
        if book.free(*m.span()):
            book.put(Moment(*m.span(), told=Told(int(m["y"]), int(m["m"]))))
    for m in DAY_MONTH.finditer(book.text):
        if book.free(*m.span()) and 1 <= int(m["d"]) <= 31:
            book.put(Moment(*m.span(), told=Told(None, int(m["m"]), int(m["d"]))))
    decades(book)
    for m in Y.finditer(book.text):
        if not book.free(*m.span()):
            continue
        worded = re.search(r"г|-", m["y"], FLAGS)
        pre = (m["pre"] or "").strip().lower()
        if not worded and pre not in ("в", "с", "до", "к", "после", "по", "начиная с"):
            continue
        if not worded and re.match(
            r"\s*(?:руб|долл|человек|чел|экз|км|м\b|сум|₽|\$|%|,\d)", book.text[m.end() :]
        ):
            continue
        year = book.year(m["y"], None)
        if year:
            told = Told(year, part=part_of(m["part"]))
            book.put(Moment(*m.span(), told=told, bound="" if m["part"] else book.bound(pre)))


def weekdays_and_hours(book: DateBook) -> None:
    for m in WEEK.finditer(book.text):
        if not book.free(*m.span()):
            continue
        low = m["wd"].lower()
        weekday = next(i for i, w in enumerate(WEEKDAYS) if low.startswith(w))
        book.put(Moment(*m.span(), told=Told(weekday=weekday)))
    for m in HOUR.finditer(book.text):
        if not book.free(*m.span()) or not (m["pre"] or m["dp"] or m["dp2"] or m["mi"]):
            continue
        hour, minute = int(m["h"]), int(m["mi"] or m["mi2"] or 0)
        if (m["dp"] or m["dp2"] or "").lower() in ("вечера", "дня") and hour < 12:
            hour += 12
        if hour > 23 or minute > 59:
            continue
        if re.match(r"\s*[—–-]", book.text[m.end() :]) and _WIRE.search(book.text[: m.start()]):
            continue  # «МОСКВА, 30 сентября, 12:18 —»: the hour of the wire
        near = book.beside(*m.span())
        if near is not None and book.found[near].told is not None:
            moment = book.found[near]
            assert moment.told is not None  # noqa: S101 (asked above)
            if moment.told.day is not None and moment.told.hour is None and not moment.until:
                told = replace(moment.told, hour=hour, minute=minute)
                start, end = min(moment.start, m.start()), max(moment.end, m.end())
                book.found[near] = replace(moment, told=told, start=start, end=end)
                for i in range(start, end):
                    book.taken[i] = 1
                continue
        if m["pre"] or m["dp"] or m["dp2"]:
            book.put(Moment(*m.span(), told=Told(hour=hour, minute=minute), sets_story=False))

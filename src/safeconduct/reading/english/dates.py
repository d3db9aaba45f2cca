"""Words about time in English: dates, ranges, offsets from the document, the story or an event, and lengths.

Works on the text itself, one block at a time, with one pass of ordered patterns; what an earlier pattern took a later
one leaves alone. A date whose day and month can be read both ways (10/11/2013) is marked ambiguous, never guessed.

May import: this room.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from safeconduct.reading.marks import Anchor, Moment, Told

_MONTHS = {
    m: n
    for n, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"), 1,
    )
    for m in names.split()
}  # fmt: skip
_UNITS = {
    "day": "D",
    "week": "W",
    "month": "M",
    "year": "Y",
    "hour": "H",
    "minute": "N",
    "night": "D",
    "fortnight": "F",
    "decade": "X",
}
_WORDS = {
    w: n
    for n, w in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"]
    )
} | {"a": 1, "an": 1, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90, "hundred": 100, "twenty-five": 25, "dozen": 12}  # fmt: skip
_WEEKDAYS = {
    d: n
    for n, d in enumerate(
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    )
}
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_FEASTS = {
    "navruz": "navruz", "nowruz": "navruz", "nawruz": "navruz", "eid al-fitr": "eid_al_fitr", "eid ul-fitr": "eid_al_fitr",
    "ramazan hayit": "eid_al_fitr", "uraza-bayram": "eid_al_fitr", "uraza bayram": "eid_al_fitr", "eid al-adha": "eid_al_adha",
    "kurban bayram": "eid_al_adha", "kurban-bayram": "eid_al_adha", "qurbon hayit": "eid_al_adha", "ramadan": "ramadan",
    "new year's day": "new_year", "new year": "new_year", "new year's eve": "new_year", "christmas": "christmas",
    "orthodox christmas": "orthodox_christmas", "orthodox easter": "orthodox_easter", "easter": "easter", "victory day": "victory_day",
}  # fmt: skip

_MONTH = r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
_DAY = r"(?:(?:the\s+)?(?:[12]?\d|3[01])(?:st|nd|rd|th)?)"
_YEAR = r"(?:1[89]\d\d|20\d\d)"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_NUMBER = (
    r"(?:\d{1,3}(?:\.\d)?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    r"sixteen|seventeen|eighteen|nineteen|twenty(?:-\w+)?|thirty|forty|fifty|sixty|ninety)"
)
_VAGUE = r"(?:several|a few|some|a couple of|many|couple of|few)"
_UNIT = r"(?:hours?|days?|nights?|weeks?|months?|years?|decades?|fortnights?)"
_APPROX = r"(?:(?P<approx>about|around|approximately|roughly|nearly|almost|circa|c\.)\s+)?"
_TIME = r"(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))?\s?(?P<half>a\.?m\.?|p\.?m\.?)?"


@dataclass(frozen=True, slots=True)
class _Rule:
    pattern: re.Pattern[str]
    make: Callable[[re.Match[str]], Moment | None]


def _month(words: str) -> int:
    return _MONTHS[words.casefold().rstrip(".")]


def _number(words: str) -> float | None:
    words = words.casefold().strip()
    if re.fullmatch(r"\d+(?:\.\d+)?", words):
        return float(words)
    if words in _WORDS:
        return float(_WORDS[words])
    if "-" in words:
        a, b = words.split("-", 1)
        if a in _WORDS and b in _WORDS:
            return float(_WORDS[a] + _WORDS[b])
    return None


def _iso(number: float, unit: str) -> str:
    """A count of units as an ISO 8601 duration; half years are months, fortnights and decades whole units."""
    code = _UNITS[unit.casefold().rstrip("s") if unit.casefold() != "days" else "day"]
    if code == "Y" and number != int(number):
        return f"P{round(number * 12)}M"
    if code == "M" and number != int(number):
        return f"P{int(number)}M{round((number % 1) * 30)}D"
    if code == "W" and number != int(number):
        return f"P{round(number * 7)}D"
    n = int(number)
    if code == "F":
        return f"P{n * 2}W"
    if code == "X":
        return f"P{n * 10}Y"
    if code == "H":
        return f"PT{n}H"
    if code == "N":
        return f"PT{n}M"
    return f"P{n}{code}"


def _day(words: str) -> int:
    digits = re.search(r"\d+", words)
    return int(digits.group()) if digits else 0


def _clock(m: re.Match[str]) -> tuple[int | None, int | None]:
    groups = m.groupdict()
    if not groups.get("hour"):
        return None, None
    hour, minute = int(groups["hour"]), int(groups["minute"] or 0)
    half = (groups.get("half") or "").replace(".", "").casefold()
    if half == "pm" and hour < 12:
        hour += 12
    if half == "am" and hour == 12:
        hour = 0
    return hour, minute


# -- whole dates ---------------------------------------------------------------------------------------------------------

_AT = rf"(?:,?\s+(?:at\s+)?(?:about\s+|around\s+|approximately\s+)?{_TIME}(?:\s*(?:hours|o'clock|hrs))?)"
_AT_STRICT = r"(?:,?\s+at\s+(?:about\s+|around\s+|approximately\s+)?(?P<hour>[01]?\d|2[0-3])(?:(?:[:.](?P<minute>[0-5]\d))(?:\s?(?P<half>a\.?m\.?|p\.?m\.?))?|\s?(?P<half2>a\.?m\.?|p\.?m\.?)))?"


def _full(m: re.Match[str]) -> Moment:
    g = m.groupdict()
    hour = minute = None
    if g.get("hour"):
        hour, minute = int(g["hour"]), int(g["minute"] or 0)
        half = (g.get("half") or g.get("half2") or "").replace(".", "").casefold()
        hour = (
            hour + 12 if half == "pm" and hour < 12 else 0 if half == "am" and hour == 12 else hour
        )
    year = int(g["year"]) if g.get("year") else None
    return Moment(0, 0, Told(year, _month(g["month"]), _day(g["day"]), hour, minute))


def _range_days(m: re.Match[str]) -> Moment:
    g = m.groupdict()
    year = int(g["year"]) if g.get("year") else None
    second = _month(g["month2"])
    first = _month(g["month"]) if g.get("month") else second
    year1 = int(g["year1"]) if g.get("year1") else year
    if year1 and year1 == year and first > second:
        year1 -= 1
    return Moment(
        0, 0, Told(year1, first, _day(g["day"])), until=Told(year, second, _day(g["day2"]))
    )


def _range_days_us(m: re.Match[str]) -> Moment:
    g = m.groupdict()
    year = int(g["year"]) if g.get("year") else None
    first = _month(g["month"])
    second = _month(g["month2"]) if g.get("month2") else first
    return Moment(
        0, 0, Told(year, first, _day(g["day"])), until=Told(year, second, _day(g["day2"]))
    )


def _iso_date(m: re.Match[str]) -> Moment | None:
    y, mo, d = int(m["y"]), int(m["m"]), int(m["d"])
    if not (1 <= mo <= 12 and 1 <= d <= 31):
        return None
    hour, minute = _clock(m)
    return Moment(0, 0, Told(y, mo, d, hour, minute))


def _dotted(m: re.Match[str]) -> Moment | None:
    d, mo, year = int(m["a"]), int(m["b"]), int(m["y"])
    if year < 100:
        year += 2000 if year < 50 else 1900
    slash = m["sep"] == "/"
    if mo > 12 and d <= 12 and slash:
        return Moment(0, 0, Told(year, d, mo))
    if mo > 12 or d > 31 or not d or not mo:
        return None
    if slash and d <= 12 and d != mo:
        return Moment(0, 0, Told(year, mo, d), ambiguous=True)
    return Moment(0, 0, Told(year, mo, d))


def _month_year(m: re.Match[str]) -> Moment:
    g = m.groupdict()
    year = int(g["year"]) if g.get("year") else None
    return Moment(0, 0, Told(year, _month(g["month"]), part=_part(g.get("part"))))


def _part(words: str | None) -> str:
    low = (words or "").casefold()
    if not low:
        return ""
    if "early" in low or "beginning" in low or "start" in low or "first" in low:
        return "early"
    if "mid" in low:
        return "mid"
    return "late"


def _year(m: re.Match[str]) -> Moment:
    return Moment(0, 0, Told(int(m["year"]), part=_part(m.groupdict().get("part"))))


def _season(m: re.Match[str]) -> Moment:
    year = m.groupdict().get("year")
    season = _SEASONS[m["season"].casefold()]
    return Moment(0, 0, Told(int(year) if year else None, season=season))


def _years(m: re.Match[str]) -> Moment | None:
    first, second = int(m["year"]), m["year2"]
    last = int(second) if len(second) == 4 else int(m["year"][:2] + second)
    if last <= first:
        return None
    return Moment(0, 0, Told(first), until=Told(last))


def _months(m: re.Match[str]) -> Moment:
    g = m.groupdict()
    year = int(g["year"]) if g.get("year") else None
    year1 = int(g["year1"]) if g.get("year1") else year
    a, b = _month(g["month"]), _month(g["month2"])
    if year1 and year1 == year and a > b:
        year1 -= 1
    return Moment(0, 0, Told(year1, a), until=Told(year, b))


def _decade(m: re.Match[str]) -> Moment:
    words = m["decade"]
    start = int(words) if len(words) == 4 else 1900 + int(words)
    part = _part(m.groupdict().get("part"))
    if part:
        a, b = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}[part]
        return Moment(0, 0, Told(start + a), until=Told(start + b))
    return Moment(0, 0, Told(decade=start))


# -- offsets -------------------------------------------------------------------------------------------------------------


def _amount(m: re.Match[str]) -> tuple[str, str, bool]:
    """`(least, most, approximate)` of "less than a month", "a year and a half", "several days", "two or three weeks"."""
    g = m.groupdict()
    unit = g["unit"]
    more = (g.get("more") or "").casefold()
    if g.get("vague"):
        few = g["vague"].casefold()
        low, high = (2, 2) if "couple" in few else (2, 9) if few.startswith("several") else (2, 6)
        if unit.casefold().startswith("year"):
            high = min(high, 7)
        return _iso(low, unit), _iso(high, unit), True
    number = _number(g["n"]) or 1
    if g.get("half_more") or g.get("half_mid"):
        number += 0.5
    if (g.get("half_of") or "").strip():
        number = 0.5
    exact = _iso(number, unit)
    if g.get("n2"):
        high = _number(g["n2"]) or number
        return exact, _iso(high, unit), True
    if "less" in more or "within" in more or "under" in more or "not even" in more:
        return "P1D" if "hour" not in unit else "PT0H", exact, False
    if "more" in more or "over" in more or "least" in more:
        return exact, _iso(number * 2, unit), False
    return exact, exact, bool(g.get("approx"))


_AMOUNT = (
    rf"(?P<more>(?:less|more|no more|not more) than\s+|within\s+|under\s+|over\s+|at least\s+|barely\s+|not even\s+|only\s+|just\s+|exactly\s+)?"
    rf"{_APPROX}(?:(?P<half_of>half\s+(?=an?\b))?(?P<n>{_NUMBER})(?:\s+(?:or|to)\s+(?P<n2>{_NUMBER}))?|(?P<vague>{_VAGUE}))"
    rf"(?P<half_mid>\s+and\s+a\s+half)?[\s-]+(?P<unit>{_UNIT})(?P<half_more>\s+and\s+a\s+half)?"
)


def _more(k: int) -> str:
    return rf"(?:(?:,?\s+and\s+|,\s*)(?P<k{k}>{_NUMBER})\s+(?P<u{k}>{_UNIT}))"


def _ago(m: re.Match[str]) -> Moment:
    least, most, approximate = _amount(m)
    return Moment(
        0, 0, least=least, most=most, back=True, anchor=Anchor.DOCUMENT, approximate=approximate
    )


def _later(m: re.Match[str]) -> Moment:
    least, most, approximate = _amount(m)
    back = bool(re.search(r"\b(?:earlier|before|previously|prior)\b", m.group().casefold()))
    return Moment(
        0, 0, least=least, most=most, back=back, anchor=Anchor.STORY, approximate=approximate
    )


def _after_event(m: re.Match[str]) -> Moment:
    least, most, approximate = _amount(m)
    back = m["side"].casefold() in ("before", "prior to")
    return Moment(
        0,
        0,
        least=least,
        most=most,
        back=back,
        anchor=Anchor.EVENT,
        event_at=m.end(),
        approximate=approximate,
    )


def _next_day_event(m: re.Match[str]) -> Moment:
    back = m["side"].casefold() == "before"
    unit = (m["unit"] or "day").casefold()
    iso = {
        "day": "P1D",
        "morning": "P1D",
        "night": "P1D",
        "week": "P1W",
        "month": "P1M",
        "year": "P1Y",
    }[unit]
    same = "same" in m.group().casefold()
    iso = "P0D" if same else iso
    return Moment(0, 0, least=iso, most=iso, back=back, anchor=Anchor.EVENT, event_at=m.end())


def _next(m: re.Match[str]) -> Moment:
    unit = m["unit"].casefold()
    which = m["which"].casefold()
    iso = {
        "day": "P1D", "morning": "P1D", "evening": "P1D", "night": "P1D", "week": "P1W", "month": "P1M", "year": "P1Y",
        "afternoon": "P1D",
    }[unit]  # fmt: skip
    if which in ("same", "that", "that same", "that very", "the very same"):
        iso = "P0D"
    return Moment(
        0, 0, least=iso, most=iso, anchor=Anchor.STORY, back=which in ("previous", "preceding")
    )


_BY_DOCUMENT = {"yesterday": ("P1D", True), "today": ("P0D", True), "tomorrow": ("P1D", False), "tonight": ("P0D", True), "last night": ("P1D", True), "this morning": ("P0D", True), "this afternoon": ("P0D", True), "this evening": ("P0D", True)}  # fmt: skip


def _deictic(m: re.Match[str]) -> Moment:
    iso, back = _BY_DOCUMENT[re.sub(r"\s+", " ", m.group().casefold())]
    return Moment(0, 0, least=iso, most=iso, back=back, anchor=Anchor.DOCUMENT)


def _last_unit(m: re.Match[str]) -> Moment:
    unit = m["unit"].casefold()
    which = m["which"].casefold()
    if unit in _SEASONS:
        return Moment(
            0, 0, Told(season=_SEASONS[unit]), anchor=Anchor.DOCUMENT, back=which == "last"
        )
    if unit in _WEEKDAYS:
        return Moment(0, 0, Told(weekday=_WEEKDAYS[unit]))
    if unit in _MONTHS:
        return Moment(0, 0, Told(month=_MONTHS[unit]), anchor=Anchor.DOCUMENT, back=which == "last")
    n = 0 if which == "this" else 1
    iso = {"week": f"P{n}W", "month": f"P{n}M", "year": f"P{n}Y"}[unit]
    return Moment(
        0, 0, least=iso, most=iso, back=which in ("last", "this", "past"), anchor=Anchor.DOCUMENT
    )


def _this_year(m: re.Match[str]) -> Moment:
    day = m.groupdict().get("day")
    return Moment(
        0, 0, Told(month=_month(m["month"]), day=_day(day) if day else None),
        anchor=Anchor.DOCUMENT, back=m["which"].casefold() == "last",
    )  # fmt: skip


def _length(m: re.Match[str]) -> Moment | None:
    g = m.groupdict()
    if g.get("vague"):
        return None
    number = _number(g["n"])
    if number is None:
        return None
    if g.get("half_more") or g.get("half_mid"):
        number += 0.5
    if (g.get("half_of") or "").strip():
        number = 0.5
    parts = [(number, g["unit"])]
    for k in ("1", "2"):
        if g.get("k" + k):
            parts.append((_number(g["k" + k]) or 0, g["u" + k]))
    return Moment(0, 0, length=_sum(parts), approximate=bool(g.get("approx")))


def _sum(parts: Sequence[tuple[float, str]]) -> str:
    if len(parts) == 1:
        return _iso(*parts[0])
    days: dict[str, int] = {}
    hours = 0
    for n, unit in parts:
        code = _UNITS[unit.casefold().rstrip("s")]
        if code == "H":
            hours += int(n)
        else:
            days[code] = days.get(code, 0) + int(n)
    text = "P" + "".join(f"{days[c]}{c}" for c in "YMWD" if c in days)
    return text + (f"T{hours}H" if hours else "")


def _long_night(m: re.Match[str]) -> Moment:
    inner = _range_days(m)
    return inner


def _weekday(m: re.Match[str]) -> Moment:
    return Moment(0, 0, Told(weekday=_WEEKDAYS[m["weekday"].casefold()]))


def _feast(m: re.Match[str]) -> Moment:
    year = m.groupdict().get("year")
    key = re.sub(r"\s+", " ", m["feast"].casefold().replace("’", "'"))
    return Moment(0, 0, Told(int(year) if year else None, feast=_FEASTS[key]))


def _none(_: re.Match[str]) -> None:
    return None


def _rule(
    pattern: str, make: Callable[[re.Match[str]], Moment | None], flags: int = re.IGNORECASE
) -> _Rule:
    return _Rule(re.compile(pattern, flags), make)


_OF = r"(?:\s+of)?"
_SEP = r"\s*(?:-|–|—|to|until|till|through)\s*"
_RULES: tuple[_Rule, ...] = (
    # what looks like a date and is none
    _rule(
        r"\b(?:aged?\s+(?:of\s+)?\d{1,3}|\d{1,3}[\s-]years?[\s-]olds?|\w+[\s-]years?[\s-]old\b)",
        _none,
    ),
    _rule(r"(?:\bno\.?\s*|№\s*|#)\d[\d/\-.]*", _none),
    _rule(r"\b[Oo]ne (?:day|night|morning)\b", _none),
    _rule(r"\bin (?:his|her|their|my) (?:early |late |mid-?)?(?:teens|\w+ties|\d0s)\b", _none),
    _rule(r"\b(?:Screen Shot|IMG_)\S*[^\n]*", _none),
    # ranges of days
    _rule(
        rf"\b(?:(?:from|between)\s+)?(?P<day>{_DAY})(?:\s+(?P<month>{_MONTH}))?(?:,?\s+(?P<year1>{_YEAR}))?{_SEP}(?P<day2>{_DAY})\s+(?P<month2>{_MONTH})\b\.?(?:,?\s+(?P<year>{_YEAR}))?",
        _range_days,
    ),
    _rule(
        rf"\b(?:(?:from|between)\s+)?(?P<month>{_MONTH})\s+(?P<day>{_DAY})\b{_SEP}(?:(?P<month2>{_MONTH})\s+)?(?P<day2>{_DAY})\b(?:,?\s+(?P<year>{_YEAR}))?",
        _range_days_us,
    ),
    _rule(
        rf"\bbetween\s+(?P<day>{_DAY})(?:\s+(?P<month>{_MONTH}))?(?:,?\s+(?P<year1>{_YEAR}))?\s+and\s+(?P<day2>{_DAY})\s+(?P<month2>{_MONTH})\b\.?(?:,?\s+(?P<year>{_YEAR}))?",
        _range_days,
    ),
    _rule(
        rf"\bbetween\s+(?P<month>{_MONTH})(?:\s+(?P<year1>{_YEAR}))?\s+and\s+(?P<month2>{_MONTH})\s+(?P<year>{_YEAR})",
        _months,
        0,
    ),
    # told with the year of the document
    _rule(rf"\b(?P<day>{_DAY})\s+(?P<month>{_MONTH})\s+(?P<which>this|last)\s+year\b", _this_year),
    _rule(rf"\b(?P<month>{_MONTH})\s+(?:of\s+)?(?P<which>this|last)\s+year\b", _this_year, 0),
    # whole dates
    _rule(rf"\b(?P<y>{_YEAR})-(?P<m>\d\d)-(?P<d>\d\d)(?:[T\s]{_TIME})?(?!\d)", _iso_date),
    _rule(
        r"(?<![\d.])(?P<a>\d{1,2})(?P<sep>[./])(?P<b>\d{1,2})(?P=sep)(?P<y>(?:19|20)\d\d|\d\d)(?![\d.]*\d)(?:\s?г\.?)?",
        _dotted,
    ),
    _rule(
        rf"\b(?:{_WEEKDAY},?\s+(?:the\s+)?)?(?P<day>{_DAY}){_OF}\s+(?P<month>{_MONTH})(?![a-z])(?:,?\s+(?P<year>{_YEAR}))?{_AT_STRICT}",
        _full,
    ),
    _rule(
        rf"\b(?:{_WEEKDAY},?\s+)?(?P<month>{_MONTH})\s+(?P<day>{_DAY})(?!\d|[ ]?(?:%|people|men|years))\b(?:,?\s+(?P<year>{_YEAR}))?{_AT_STRICT}",
        _full,
        0,
    ),
    _rule(rf"\bbetween\s+(?P<year>{_YEAR})\s+and\s+(?P<year2>{_YEAR})\b", _years),
    # months and years
    _rule(
        rf"\b(?:(?:from|between)\s+)?(?P<month>{_MONTH})(?:\s+(?P<year1>{_YEAR}))?{_SEP}(?P<month2>{_MONTH})\s+(?P<year>{_YEAR})",
        _months,
        0,
    ),
    _rule(
        rf"\b(?P<part>(?:the\s+)?(?:very\s+)?(?:early|mid|late|(?:beginning|start|middle|end|first half|second half)\s+of)[\s-]+)?(?P<month>{_MONTH}){_OF},?\s+(?P<year>{_YEAR})\b",
        _month_year,
        0,
    ),
    _rule(
        rf"\b(?P<part>(?:the\s+)?(?:very\s+)?(?:early|mid|late|(?:beginning|start|middle|end)\s+of)[\s-]+)(?P<month>{_MONTH})\b",
        _month_year,
        0,
    ),
    _rule(
        rf"\b(?:in|since|until|till|by|during|from|of|throughout|before|after|that|every)\s+(?P<month>(?-i:{_MONTH}))\b(?!\s*\d)",
        _month_year,
    ),
    _rule(
        rf"\b(?:(?P<the>the)\s+)?(?P<season>spring|summer|autumn|winter|fall){_OF}\s+(?P<year>{_YEAR})\b",
        _season,
    ),
    _rule(
        r"\b(?:in|during|that)\s+(?:the\s+)?(?P<season>spring|summer|autumn|winter)\b",
        _season,
    ),
    _rule(
        rf"\b(?P<feast>{'|'.join(re.escape(f) for f in sorted(_FEASTS, key=len, reverse=True))})(?:[ ,]+(?:of |in )?(?P<year>{_YEAR}))?(?=\W|$)",
        _feast,
    ),
    _rule(
        r"\b(?P<part>(?:the\s+)?(?:early|mid|late)[\s-]+)?(?:the\s+)?(?P<decade>(?:19|20)\d0)['’]?s\b",
        _decade,
    ),
    _rule(
        rf"\b(?:(?:from|between|in)\s+)?(?P<year>{_YEAR})(?:\s*(?:-|–|—|/)\s*|\s+(?:to|until)\s+)(?P<year2>{_YEAR}|\d\d)\b",
        _years,
    ),
    _rule(
        rf"\b(?P<part>(?:the\s+)?(?:early|mid|late|(?:beginning|start|middle|end)\s+of)[\s-]+)(?P<year>{_YEAR})\b",
        _year,
    ),
    _rule(rf"(?<=\()(?P<year>{_YEAR})(?=\))", _year),
    _rule(
        rf"(?<![\d./§№-])\b(?P<year>{_YEAR})\b(?![\d/]|\.\d|-\d|\s+(?:people|Convention|UN|cases|roubles|rubles|dollars|men|copies))",
        _year,
    ),
    # offsets
    _rule(rf"\b{_AMOUNT}\s+ago\b", _ago),
    _rule(
        rf"\b{_AMOUNT}\s+(?P<side>after|before|prior to|following)\s+(?=(?:his|her|their|the|my|our|being|having|he|she|they|I|we|its|that|this|an?|[A-Z])\b)",
        _after_event,
    ),
    _rule(
        rf"\b{_AMOUNT}\s+(?:later|earlier|before|previously|afterwards|after that|after|before that|on(?=[,.;]))\b(?!\s+(?:bail|suspicion|remand|charges))",
        _later,
    ),
    _rule(rf"\b(?:after|within|in)\s+{_AMOUNT}\b(?=[,.;]|\s+(?:he|she|they|I|we|the)\b)", _later),
    _rule(
        r"\b(?:on\s+)?the\s+(?:very\s+)?(?:next\s+|same\s+)?(?P<unit>day|morning|night|week|month|year)\s+(?P<side>after|before|of)\s+(?=(?:his|her|their|the|my|our|being|he|she|they|I|[A-Z]))",
        _next_day_event,
    ),
    _rule(
        r"\b(?:on\s+|in\s+|during\s+)?(?:the\s+)?(?P<which>next|following|same|that same|that very|previous|preceding)\s+(?P<unit>day|morning|evening|afternoon|night|week|month|year)\b",
        _next,
    ),
    _rule(
        r"\b(?P<which>that)\s+(?P<unit>day|morning|evening|afternoon|night|week|month|year)\b",
        _next,
    ),
    _rule(
        r"\b(?:yesterday|today|tomorrow|tonight|last night|this (?:morning|afternoon|evening))\b",
        _deictic,
    ),
    _rule(
        rf"\b(?P<which>last|this|next|past)\s+(?P<unit>week|month|year|{_WEEKDAY}|{_MONTH}|spring|summer|autumn|winter)\b",
        _last_unit,
    ),
    # lengths
    _rule(rf"\b{_AMOUNT}{_more(1)}{_more(2)}?", _length),
    _rule(rf"\b{_AMOUNT}\b", _length),
    _rule(rf"\b(?P<weekday>{_WEEKDAY})(?:\s+(?:morning|evening|night|afternoon))?\b", _weekday, 0),
)
_BOUND = re.compile(
    r"\b(since|until|till|up to|by|before|prior to|after|from|starting from|starting)(?:\s+(?:the\s+)?(?:night|evening|morning) of)?\s+(?:about\s+|around\s+)?$",
    re.IGNORECASE,
)
_AROUND = re.compile(
    r"\b(?:about|around|approximately|circa|roughly|some time in)\s+$", re.IGNORECASE
)
# Years that name a law, a treaty or an event elsewhere do not move the story.
_ASIDE = re.compile(
    r"\s+(?:\w+\s+){0,2}(?:Convention|Protocol|Constitution|Act|Law|Agreement|Treaty|Code|Covenant|Decree|UN)\b"
)
_LAW_BEFORE = re.compile(
    r"(?:[Cc]onvention|[Pp]rotocol|[Cc]onstitution|Act|[Ll]aw|[Aa]greement|[Tt]reaty|Code|Covenant|[Dd]ecree|Order|Resolution)(?:\s+(?:of|from|dated|No\.?\s*\S+(?:\s+of)?))?\s+(?:\(?)$"
)
_BORN = re.compile(r"\b(?:born|birth)\b[^.;]{0,40}$", re.IGNORECASE)


_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(?:\d{4}|\d\d)(?![\d/])")


def _order(text: str) -> str:
    """ "dmy" or "mdy" where some slashed date of the text can be read one way alone, "" where none or both tell."""
    told = {
        "dmy" if int(a) > 12 else "mdy"
        for a, b in _SLASHED.findall(text)
        if (int(a) > 12) != (int(b) > 12)
    }
    return told.pop() if len(told) == 1 else ""


def _ordered(moment: Moment, order: str) -> Moment:
    """An ambiguous date read as the document writes its others."""
    if not moment.ambiguous or not order or moment.told is None:
        return moment
    told = moment.told
    if order == "mdy":
        told = replace(told, month=told.day, day=told.month)
    return replace(moment, told=told, ambiguous=False)


def find(text: str, spans: Sequence[tuple[int, int]]) -> list[Moment]:
    """All moments in these runs of the text, in order, without overlaps."""
    found: list[Moment] = []
    order = _order(text)
    for start, end in spans:
        taken: list[tuple[int, int]] = []
        for rule in _RULES:
            for m in rule.pattern.finditer(text, start, end):
                a, b = m.start(), m.end()
                if any(a < y and x < b for x, y in taken):
                    continue
                moment = rule.make(m)
                if moment is None:
                    if rule.make is _none:
                        taken.append((a, b))
                    continue
                taken.append((a, b))
                moment = _ordered(moment, order)
                a, b = _trim(text, a, b)
                found.append(_around(text, start, replace(moment, start=a, end=b)))
    return _shared_year(text, sorted(found, key=lambda m: m.start))


def _shared_year(text: str, moments: list[Moment]) -> list[Moment]:
    """ "On 2 July and 1 November 2012": the year at the end is both dates'."""
    made = list(moments)
    for i in range(len(made) - 2, -1, -1):
        one, two = made[i], made[i + 1]
        if (
            one.told and two.told and one.told.year is None and one.told.month and two.told.year
            and two.told.month and two.told.month >= one.told.month
            and re.fullmatch(r"\s*(?:,|and|or|, and)\s*(?:on\s+)?", text[one.end : two.start])
        ):  # fmt: skip
            made[i] = replace(one, told=replace(one.told, year=two.told.year))
    return made


_LEAD = re.compile(
    r"(?:in|since|until|till|by|during|from|of|throughout|before|after|every|on|between|within)\s+",
    re.IGNORECASE,
)


def _trim(text: str, a: int, b: int) -> tuple[int, int]:
    """Leave the preposition out of the words of the date."""
    m = _LEAD.match(text, a, b)
    if m:
        a = m.end()
    article = re.match(
        r"the\s+(?!same|next|following|previous|preceding|very|day|night|morning|week|month|year\b)",
        text[a:b],
        re.IGNORECASE,
    )
    if article:
        a += article.end()
    while b > a and text[b - 1] in " ,.\n" and not text[a:b].endswith((".m.", "a.m", "p.m")):
        b -= 1
    return a, b


def _around(text: str, start: int, moment: Moment) -> Moment:
    """What stands before the date: since, until, about; and whether the story moves with it."""
    head = text[max(start, moment.start - 45) : moment.start]
    more: dict[str, object] = {}
    if moment.told and not moment.until:
        m = _BOUND.search(head)
        if m:
            word = m.group(1).casefold()
            word = {
                "till": "until",
                "up to": "until",
                "prior to": "before",
                "starting from": "since",
                "starting": "since",
            }.get(word, word)
            if word == "from":
                word = "since"
            more["bound"] = word
        if _AROUND.search(head):
            more["approximate"] = True
        if (
            _LAW_BEFORE.search(head)
            or (moment.told.month is None and _ASIDE.match(text[moment.end : moment.end + 40]))
            or _BORN.search(head)
        ):
            more["sets_story"] = False
    if moment.told and moment.told.year and moment.told.month is None and not moment.until:
        if not re.search(
            r"(?:^|[.!?:;\n\"“”])\s*(?:\w+\s+)?(?:[Ii]n|[Ss]ince|[Bb]y|[Dd]uring|[Ff]rom)?\s*(?:the\s+|early\s+|late\s+)*$",
            head,
        ):
            more["aside"] = True
        if re.search(r"\[[^\]]*$|\bback to\s*$|\bborn\b", head):
            more["sets_story"] = False
    if re.search(r"\b(?:act|acts|crime|offence|events?) (?:of|in)\s*$", head):
        more["sets_story"] = False
    said = text[max(start, moment.start - 90) : moment.start]
    said = re.split(r"[.!?]\s", said)[-1]
    if re.search(
        r"\b(?:supposed|alleged|purported|said|believed|claimed) to have\b|\ballegedly\b|\bhad been committed\b",
        said,
    ):
        more["sets_story"] = False  # the day of an alleged act is no day of the story
    if moment.anchor is Anchor.STORY and re.search(
        r"\d\s*,\s*$|(?:January|February|March|April|May|June|July|August|September|October|November|December),\s*$",
        head,
    ):
        more["sets_story"] = (
            False  # "on 31 October, less than a month later": the date is told already
        )
    if moment.told and moment.told.feast:
        more["sets_story"] = False
    return replace(moment, **more) if more else moment  # type: ignore[arg-type]


def words_of(moments: Sequence[Moment]) -> Iterator[tuple[int, int]]:
    """The runs the moments stand in."""
    for m in moments:
        yield m.start, m.end

"""The parts that English dates are built from: months, numbers, units, clock times, as patterns and as values.

May import: this room.
"""

from __future__ import annotations

import re

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
    "new year's day": "new_year", "new year": "new_year", "new year's eve": "new_year", "christmas": "western_christmas",
    "orthodox christmas": "orthodox_christmas", "orthodox easter": "orthodox_easter", "easter": "western_easter", "victory day": "victory_day",
}  # fmt: skip


_MONTH = r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"


_DAY = r"(?:(?:the\s+)?(?:[12]?\d|3[01])(?:st|nd|rd|th)?)"


_ORDINALS = {
    w: n
    for n, w in enumerate(
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth", "twenty-first", "twenty-second", "twenty-third", "twenty-fourth", "twenty-fifth", "twenty-sixth", "twenty-seventh", "twenty-eighth", "twenty-ninth", "thirtieth", "thirty-first"], 1,
    )
}  # fmt: skip


_ORDINAL = rf"(?:{'|'.join(sorted(_ORDINALS, key=len, reverse=True))})"


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
    if digits:
        return int(digits.group())
    return _ORDINALS.get(words.casefold().removeprefix("the").strip(), 0)


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


_AT = rf"(?:,?\s+(?:at\s+)?(?:about\s+|around\s+|approximately\s+)?{_TIME}(?:\s*(?:hours|o'clock|hrs))?)"


_AT_STRICT = r"(?:,?\s+at\s+(?:about\s+|around\s+|approximately\s+)?(?P<hour>[01]?\d|2[0-3])(?:(?:[:.](?P<minute>[0-5]\d))(?:\s?(?P<half>a\.?m\.?|p\.?m\.?))?|\s?(?P<half2>a\.?m\.?|p\.?m\.?)))?"


def _part(words: str | None) -> str:
    low = (words or "").casefold()
    if not low:
        return ""
    if "early" in low or "beginning" in low or "start" in low or "first" in low:
        return "early"
    if "mid" in low:
        return "mid"
    return "late"


_AMOUNT = (
    rf"(?P<more>(?:less|more|no more|not more) than\s+|within\s+|under\s+|over\s+|at least\s+|barely\s+|not even\s+|only\s+|just\s+|exactly\s+)?"
    rf"{_APPROX}(?:(?P<half_of>half\s+(?=an?\b))?(?P<n>{_NUMBER})(?:\s+(?:or|to)\s+(?P<n2>{_NUMBER}))?|(?P<vague>{_VAGUE}))"
    rf"(?P<half_mid>\s+and\s+a\s+half)?[\s-]+(?P<unit>{_UNIT})(?P<half_more>\s+and\s+a\s+half)?"
)


def _more(k: int) -> str:
    return rf"(?:(?:,?\s+and\s+|,\s*)(?P<k{k}>{_NUMBER})\s+(?P<u{k}>{_UNIT}))"


_OF = r"(?:\s+of)?"


_SEP = r"\s*(?:-|–|—|to|until|till|through|or)\s*"


# A comma before the year, with the space that tokenised text puts before it.
_COMMA = r"(?:\s?,)?"

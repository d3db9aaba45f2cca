"""The parts that English dates are built from: months, numbers, units, clock times, as patterns and as values.

May import: the shelf.
"""

from __future__ import annotations

import re

from safeconduct.shelf import read_yaml, shelf

_DATA = read_yaml(shelf("vocabulary") / "times-en.yaml")
_MONTHS: dict[str, int] = _DATA["months"]
_UNITS: dict[str, str] = _DATA["units"]
_WORDS: dict[str, int] = {w: n for n, w in enumerate(_DATA["counted"])} | _DATA["numbers"]
_WEEKDAYS: dict[str, int] = {d: n for n, d in enumerate(_DATA["weekdays"])}
_SEASONS: dict[str, int] = _DATA["seasons"]
_FEASTS: dict[str, str] = _DATA["feasts"]
_DECADES: dict[str, int] = _DATA["decades"]
_ORDINALS: dict[str, int] = {w: n for n, w in enumerate(_DATA["ordinals"], 1)}

#: verbs behind which a look back stands ("discovered that he had left in 2009")
FOUND_OUT: frozenset[str] = frozenset(_DATA["found_out"])

#: nouns that a day may be told of and still be the day of what is told ("on the night of 3 May")
PARTS: frozenset[str] = frozenset(_DATA["parts"])


_MONTH = r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"


# As chats write them; "may" and "march" are words too, and months only after "in" or "since".
_SMALL_MONTH = r"(?:january|february|april|june|july|august|september|october|november|december)"


# "01 September"; "21 st" where a raised ending was torn off
_DAY = r"(?:(?:the\s+)?(?:0?[1-9]|[12]\d|3[01])(?:\s?(?:st|nd|rd|th)\b)?)"


_ORDINAL = rf"(?:{'|'.join(sorted(_ORDINALS, key=len, reverse=True))})"


_YEAR = r"(?:1[89]\d\d|20\d\d)"


_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"


_NUMBER = (
    r"(?:\d{1,3}(?:\.\d)?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    r"sixteen|seventeen|eighteen|nineteen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-(?:one|two|three|four|five|six|seven|eight|nine))?)"
)


_VAGUE = r"(?:several|a few|some|a couple of|many|couple of|few)"


_UNIT = r"(?:minutes?|hours?|days?|nights?|weeks?|months?|years?|decades?|fortnights?)"


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
    if code == "H" and number != int(number):
        return f"PT{int(number)}H{round(number % 1 * 60)}M" if number > 1 else "PT30M"
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

_PART = (
    r"(?P<part>(?:the\s+)?(?:very\s+)?(?:early|mid|late|(?:beginning|start|middle|end)\s+of)[\s-]+)"
)


# The year that a month stands in, counted from the document's own: "in May last year", "in May two years ago".
_YEAR_TOLD = (
    r"(?:(?:of\s+)?(?:(?P<which>this|last|past)\s+year|(?P<before>the\s+year\s+before\s+last))"
    rf"|(?P<years>{_NUMBER})\s+years?\s+ago)\b"
)


_SEP = r"\s*(?:-|–|—|to|until|till|through|or)\s*"


# A comma before the year, with the space that tokenised text puts before it.
_COMMA = r"(?:\s?,)?"

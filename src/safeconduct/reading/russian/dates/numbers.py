"""Russian numerals and lengths of time: «полтора года», «семь месяцев и 10 дней», «трое суток».

Lengths come out as ISO 8601 durations. May import: this package.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from safeconduct.reading.russian.dates.vocabulary import DATA

_WORDS: dict[str, float] = {
    form: value
    for value, forms in DATA["numbers"].items()
    for told in forms.split()
    for form in (told, told.replace("ё", "е"))
}
_NOT_ONE = frozenset(DATA["several"])
_NUMBER_WORD = "|".join(sorted((re.escape(w) for w in _WORDS), key=len, reverse=True))
#: a number in figures or words, «двадцать пять» included
NUMBER = rf"(?:\d+(?:[.,]\d+)?|(?:{_NUMBER_WORD})(?:\s+(?:{_NUMBER_WORD}))?)"

_UNIT = (
    r"(?P<y{0}>год(?:а|у|ом|е|ы|ам|ами)?|лет(?:ам|ами|ний|ия)?)"
    r"|(?P<m{0}>месяц(?:а|у|ем|е|ев|ы|ам|ами)?|мес\.)"
    r"|(?P<w{0}>недел(?:я|и|ю|е|ей|ь|ям|ями))"
    r"|(?P<d{0}>день|дня|дню|днем|днём|дне|дни|дней|дням|днями|сутки|суток|суткам)"
    r"|(?P<h{0}>час(?:а|у|ом|ов|ам|ы)?)"
    r"|(?P<n{0}>минут(?:а|ы|у|ам)?)"
    r"|(?P<t{0}>десятилети(?:е|я|й|ю|ем))"
)


def _part(n: int) -> str:
    return (
        rf"(?:(?P<num{n}>{NUMBER}|несколько|нескольких|пару|пара|пары)(?:\s*\([а-яё ]+\))?(?:\s+с\s+(?P<half{n}>половиной))?"
        rf"(?:\s+(?:долгих|полных|целых|календарных|рабочих|последних|с\s+лишним))?\s*)?(?:{_UNIT.format(n)})\b"
    )


_LENGTH = re.compile(
    rf"\b(?:(?P<polgoda>полгода|полугода|полугодом)|(?P<polmes>полмесяца)|{_part(1)}(?:\s*(?:и\s+|,\s*(?-i:(?![А-ЯЁ])))?{_part(2)})?)",
    re.IGNORECASE,
)
# «более года», «в течение суток»: one of them
_ONE_OF = frozenset(DATA["one_of"])
_ABOUT = re.compile(
    r"(?:более|больше|менее|меньше|около|свыше|порядка|в\s+течени[ие]|на\s+протяжении)\s+$",
    re.IGNORECASE,
)


def number(text: str) -> float | None:
    """«двадцать пять» → 25.0, «полтора» → 1.5, «3,5» → 3.5; None where it is no number."""
    text = text.lower().strip()
    try:
        return float(text.replace(",", "."))
    except ValueError:
        pass
    total = 0.0
    for word in text.split():
        value = _WORDS.get(word)
        if value is None:
            return None
        total += value
    return total


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time in the text: ISO duration, and whether it was vague («несколько дней»: 2 to 9)."""

    start: int
    end: int
    iso: str
    most: str = ""
    counted: bool = True  # a number was told («через год» tells none)


def _iso(
    years: float, months: float, weeks: float, days: float, hours: float, minutes: float
) -> str:
    months += (years % 1) * 12
    days += weeks * 7 + (months % 1) * 30
    years, months = int(years), int(months)
    date = f"{f'{years}Y' if years else ''}{f'{months}M' if months else ''}{f'{int(days)}D' if days else ''}"
    time = f"{f'{int(hours)}H' if hours else ''}{f'{int(minutes)}M' if minutes else ''}"
    return f"P{date}{'T' + time if time else ''}" if date or time else "P0D"


def lengths(text: str) -> Iterator[Length]:
    """Every length of time in the text, in order."""
    for match in _LENGTH.finditer(text):
        got = match.groupdict()
        if got["polgoda"]:
            yield Length(match.start(), match.end(), "P6M", counted=True)
            continue
        if got["polmes"]:
            yield Length(match.start(), match.end(), "P15D", counted=True)
            continue
        sums = dict.fromkeys("ymwdhnt", 0.0)
        vague = counted = False
        bare_plural = False
        for n in (1, 2):
            unit = next((u for u in "ymwdhnt" if got.get(f"{u}{n}")), None)
            if unit is None:
                continue
            told = got.get(f"num{n}")
            if told is None:
                if (
                    n == 2
                ):  # «год и месяц» has no number either; seldom, and «3 года месяц» is noise
                    continue
                value = 1.0
                form = got[f"{unit}1"].lower()
                bare_plural = form in _NOT_ONE and not (
                    form in _ONE_OF
                    and _ABOUT.search(text[max(0, match.start() - 20) : match.start()])
                )
            elif told.lower() in ("несколько", "нескольких"):
                value, vague, counted = 2.0, True, True
            elif told.lower() in ("пару", "пара", "пары"):
                value, counted = 2.0, True
            else:
                value, counted = number(told) or 0.0, True
            if got.get(f"half{n}"):
                value += 0.5
            sums[unit] += value
        if bare_plural:
            continue
        iso = _iso(
            sums["y"] + sums["t"] * 10, sums["m"], sums["w"], sums["d"], sums["h"], sums["n"]
        )
        if iso == "P0D" or len(iso) > 12:
            continue
        most = ""
        if vague:
            most = _iso(
                *(
                    v * 4.5
                    for v in (sums["y"], sums["m"], sums["w"], sums["d"], sums["h"], sums["n"])
                )
            )
        yield Length(match.start(), match.end(), iso, most, counted)

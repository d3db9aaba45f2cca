"""The day a document says it was published: a date standing alone near its top, or a stated ISO date.

Only a line that is nothing but a date (with a place, a weekday or an hour beside it) counts: a date inside a
sentence tells when something happened, not when it was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

_MONTHS: dict[str, int] = {}
for _number, _names in enumerate(
    (
        "january jan января январь yanvar январ", "february feb февраля февраль fevral феврал",
        "march mar марта март mart", "april apr апреля апрель aprel апрел", "may мая май",
        "june jun июня июнь iyun июн", "july jul июля июль iyul июл", "august aug августа август avgust",
        "september sep sept сентября сентябрь sentyabr сентабр", "october oct октября октябрь oktyabr октабр",
        "november nov ноября ноябрь noyabr ноябр", "december dec декабря декабрь dekabr декабр",
    ),
    start=1,
):  # fmt: skip
    _MONTHS.update(dict.fromkeys(_names.split(), _number))

_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_CLOCK = r"(?:,?\s*(?:at|в|в\s+)?\s*\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s*(?:am|pm|msk|мск|utc|gmt))?)?"
_YEAR = r"(?P<y>(?:19|20)\d{2})(?:\s*(?:г\.?|года|йил|yil)(?!\w))?"
_BEFORE = (
    r"(?:(?:published|updated|posted|date|дата|опубликовано|sana)\s*:?\s*|"
    r"(?:[^\W\d_]+[\s-]?){1,3}[,.—–-]\s*|г\.\s*[^\W\d_]+,?\s*)?"
)
_LINE = tuple(
    re.compile(rf"^{_BEFORE}{body}{_CLOCK}\s*[.]?$", re.IGNORECASE)
    for body in (
        rf"«?(?P<d>\d{{1,2}})»?(?:st|nd|rd|th)?[\s-]+(?P<m>{_MONTH})\.?,?\s+{_YEAR}",
        rf"(?P<m>{_MONTH})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}",
        rf"{_YEAR}[\s-]+(?P<d>\d{{1,2}})[\s-]+(?P<m>{_MONTH})",
        r"(?P<y>(?:19|20)\d{2})-(?P<n>\d{2})-(?P<d>\d{2})(?:T[\d:.+Z-]*)?",
        r"(?P<d>\d{1,2})\.(?P<n>\d{1,2})\.(?P<y>(?:19|20)\d{2})(?:\s*г\.?)?",
    )
)


def dateline(lines: Iterable[str]) -> date | None:
    """The first line that is nothing but a date, as a day; None where there is none."""
    for line in lines:
        line = " ".join(line[:200].strip(" \t*_|").split())
        if not 8 <= len(line) <= 70:
            continue
        for pattern in _LINE:
            match = pattern.match(line)
            if match:
                parts = match.groupdict()
                month = int(parts["n"]) if parts.get("n") else _MONTHS[parts["m"].lower()]
                found = _day(int(parts["y"]), month, int(parts["d"]))
                if found:
                    return found
    return None


def iso_day(text: str) -> date | None:
    """The day of an ISO 8601 date or time, as the file states it."""
    match = re.match(r"\s*(\d{4})-(\d{2})-(\d{2})", text)
    return _day(int(match[1]), int(match[2]), int(match[3])) if match else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None

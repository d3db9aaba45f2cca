"""Words about time in Russian, as moments: «31.10.2013», «в ночь на 5 декабря», «спустя месяц», «полтора года назад».

What is told is kept as told; the core finds the missing year and counts from document, story or event. Only what
rests on the document's own year («в марте этого года») or a message's day («вчера») is counted here, where these
are known. A date with day and month in doubt (10/11/2013) is marked so. May import: this package, `marks`.
"""

from __future__ import annotations

import re
from datetime import date

from safeconduct.reading.marks import Moment
from safeconduct.reading.russian.dates.book import DateBook, EventAt, day_of, month_of
from safeconduct.reading.russian.dates.calendar import (
    coarse,
    days,
    days_alone,
    ranges,
    weekdays_and_hours,
)
from safeconduct.reading.russian.dates.offsets import durations, relative
from safeconduct.reading.russian.dates.pairs import together
from safeconduct.reading.russian.dates.patterns import (
    DMY,
    FLAGS,
)


def moments(text: str, today: date | None, event_at: EventAt = lambda _: None) -> list[Moment]:
    """Every moment in the text, in order. `today` is the document's (or the message's) day where known.

    `event_at` tells which event the noun at an offset names, for «через неделю после отъезда».
    """
    book = DateBook(text, today, event_at)
    ranges(book)
    days(book)
    coarse(book)
    relative(book)
    weekdays_and_hours(book)
    durations(book)
    days_alone(book)
    return together(text, book.found)


def written_on(text: str) -> date | None:
    """The day a document gives itself: a full date on its own, or after «Дата», «г. Казань», in its first lines."""
    head = text[:700]
    for m in DMY.finditer(head):
        day, year = day_of(m["d"]), m["y"] and re.search(r"(?:19|20)\d\d", m["y"])
        if day is None or not year:
            continue
        line_start = head.rfind("\n", 0, m.start()) + 1
        line_end = head.find("\n", m.end())
        lead = head[line_start : m.start()].strip()
        rest = head[m.end() : line_end if line_end >= 0 else None].strip(" .г")
        if (
            (not lead or re.match(r"(?:г\.|город|дата|от\b|«?\w+»?,?$)", lead, FLAGS))
            and len(rest) < 25
            and len(lead) < 60
        ):
            try:
                return date(int(year.group()), month_of(m["m"]), day)
            except ValueError:
                continue
    return None

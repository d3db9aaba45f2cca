"""Times counted from something: «в том же году», «вчера», «через неделю после отъезда», «полтора года назад»; and lengths.

May import: this package, `marks`.
"""

from __future__ import annotations

import re

from safeconduct.reading.marks import Anchor, Moment, Told
from safeconduct.reading.russian.dates.book import DateBook, month_of
from safeconduct.reading.russian.dates.numbers import Length, lengths
from safeconduct.reading.russian.dates.patterns import (
    FLAGS,
    FROM_DOCUMENT,
    FROM_STORY,
    LAST_MONTH,
    REL_YEAR,
)


def relative(book: DateBook) -> None:
    for m in REL_YEAR.finditer(book.text):
        if not book.free(*m.span()):
            continue
        relative = (m["r"] or "том же").lower()
        if m["u"] == "месяце" and relative == "следующем":
            continue  # counted from the story: FROM_STORY has it
        if relative.startswith("том"):
            told_before = [
                x
                for x in book.found
                if x.told and x.told.year and x.start < m.start() and x.sets_story
            ]
            last = max(told_before, key=lambda x: x.start).told if told_before else None
            if last is None:
                continue
            month = month_of(m["m"]) if m["m"] else last.month if m["u"] == "месяце" else None
            book.put(Moment(*m.span(), told=Told(last.year, month)))
        elif book.today is None and relative != "следующем":
            now = relative in ("этом", "нынешнем", "текущем")
            book.put(Moment(*m.span(), told=Told(), anchor=Anchor.DOCUMENT, back=not now))
        elif m["u"] == "месяце" and book.today:
            back = {"позапрошлом": -2}.get(relative, -1)
            back = 0 if relative in ("этом", "нынешнем", "текущем") else back
            index = book.today.year * 12 + book.today.month - 1 + back
            told = Told(index // 12, index % 12 + 1, of_document=True)
            book.put(Moment(*m.span(), told=told))
        else:
            year = book.year(None, relative.replace("ом", "ого").replace("ем", "его") + " года")
            if year is not None and relative != "следующем":
                book.put(Moment(*m.span(), told=Told(year, of_document=True)))
            elif relative == "следующем":
                book.put(Moment(*m.span(), least="P1Y", most="P1Y", anchor=Anchor.STORY))
    for m in LAST_MONTH.finditer(book.text):
        if book.free(*m.span()) and book.today is not None:
            month = month_of(m["m"])
            year = book.today.year - (month >= book.today.month)
            book.put(Moment(*m.span(), told=Told(year, month, of_document=True)))
    for (pattern, rows), anchor in (
        (FROM_DOCUMENT, Anchor.DOCUMENT),
        (FROM_STORY, Anchor.STORY),
    ):
        for m in pattern.finditer(book.text):
            if not book.free(*m.span()):
                continue
            _, least, most, back = next(row for i, row in enumerate(rows) if m[f"r{i}"])
            offset(book, m.start(), m.end(), least, most, back, anchor)


def offset(
    book: DateBook,
    start: int,
    end: int,
    least: str,
    most: str,
    back: bool,
    anchor: Anchor,
    *,
    approximate: bool = False,
) -> None:
    """An offset, from the event where one is named right after («на следующий день после ареста»)."""
    after = re.compile(r"\s+(?:после|с\s+момента|со\s+дня)\s+", FLAGS).match(book.text, end)
    before = re.compile(r"\s+до\s+", FLAGS).match(book.text, end)
    link = after or before
    if link and anchor is Anchor.STORY:
        named = book.event_at(link.end())
        if named:
            book.put(
                Moment(
                    start, end, least=least, most=most, back=bool(before), anchor=Anchor.EVENT,
                    event_kinds=named[0], event_at=named[1], approximate=approximate,
                )
            )  # fmt: skip
            return
        clause = re.compile(r"(?:того|тем),?\s+как\b", FLAGS).match(book.text, link.end())
        if (
            clause
        ):  # «через два дня после того, как его освободили»: counted from that, whatever it is
            book.put(
                Moment(
                    start, end, least=least, most=most, back=bool(before), anchor=Anchor.EVENT,
                    event_at=clause.end(), approximate=approximate,
                )
            )  # fmt: skip
            return
        if not re.compile(r"(?:это|того|тем|чего)", FLAGS).match(book.text, link.end()):
            return  # from something this reader has no name for: no day is better than a wrong one
    book.put(
        Moment(
            start,
            end,
            least=least,
            most=most,
            back=back,
            anchor=anchor,
            approximate=approximate,
            grain="W" if "W" in least else "",
        )
    )


def durations(book: DateBook) -> None:
    for length in lengths(book.text):
        if book.free(length.start, length.end):
            _length(book, length)


# «исполнилось 60 лет», «от 25 до 80 лет», «девочка 8 лет», «Каримову 39 лет»
_AGE = re.compile(
    r"(?:(?i:исполни\w+(?:\s+бы)?|дожил\w*\s+до|от\s+\d+\s+до|девочк\w+|мальчик\w*|девушк\w+|мужчин\w+|женщин\w+|дочер\w+|сын\w*)"
    r"|(?:^|[.!?]\s+|\n)(?:[А-ЯЁ]\w+\s+)?[А-ЯЁ]\w+(?:у|ю|е|ой))\s+$"
)
_AGED = re.compile(r"[а-яёА-ЯЁ.»]\s*\((?:ему\s+)?$|[А-ЯЁ]\w+,\s+$")
_AGED_AFTER = re.compile(r"\s*[),]")
_ADJECTIVE = re.compile(r"летн\w+$", re.IGNORECASE)
_TERM = re.compile(
    r"\s+(?:\w+\s+)?(?:срок|заключ|период|приговор|лишени|договор|контракт|запрет|пребыван|ожидан)"
)


def _length(book: DateBook, length: Length) -> None:
    text = book.text
    before = text[max(0, length.start - 30) : length.start].lower()
    after = text[length.end : length.end + 30].lower()
    most = length.most or length.iso
    ago = re.match(r"\s+(?:тому\s+)?назад\b", after)
    if ago:
        lead = re.search(r"(?:(?:примерно|почти|около|больше|более|меньше)\s+)$", before)
        start = length.start - (len(lead.group()) if lead else 0)
        book.put(
            Moment(
                start,
                length.end + ago.end(),
                least=length.iso,
                most=most,
                back=True,
                anchor=Anchor.DOCUMENT,
                approximate=bool(lead),
            )
        )
        return
    lead = re.search(
        r"(?:(?P<less>(?:менее|меньше|не\s+более)\s*,?\s*чем\s+)?(?P<approx>(?:примерно|почти|где-то|около)\s+)?"
        r"(?P<w>через|спустя|по\s+(?:истечении|прошествии))\s+(?:(?P<a2>примерно|почти|около|каких-то|каки?е-нибудь)\s+)?)$",
        before,
    )
    tail = re.match(r"\s+(?P<w>спустя|позже|позднее|ранее|раньше)\b(?!\s+чем)", after)
    if lead or tail:
        start = length.start - (len(lead.group()) if lead else 0)
        end = length.end + (tail.end() if tail else 0)
        back = bool(tail and tail["w"] in ("ранее", "раньше"))
        least = "P1D" if lead and lead["less"] else length.iso
        if not length.counted and length.iso == "P1D" and not (lead or tail):
            return
        about = bool(lead and (lead["approx"] or lead["a2"]))
        offset(book, start, end, least, most, back, Anchor.STORY, approximate=about)
        return
    ahead = re.search(r"\bза\s+(?:(?:почти|примерно)\s+)?$", before)
    until = re.match(r"\s+(?:до|перед)\s+(?P<this>этого|этим|того|тем)?", after)
    if ahead and until:
        start = length.start - len(ahead.group())
        if until["this"]:
            book.put(
                Moment(
                    start,
                    length.end + until.end(),
                    least=length.iso,
                    most=most,
                    back=True,
                    anchor=Anchor.STORY,
                )
            )
            return
        named = book.event_at(length.end + until.end())
        if named:
            book.put(
                Moment(
                    start, length.end, least=length.iso, most=most, back=True, anchor=Anchor.EVENT,
                    event_kinds=named[0], event_at=named[1],
                )
            )  # fmt: skip
            return
    if not length.counted and not re.search(
        r"(?:почти|более|больше|менее|меньше|свыше|около|на|за|целый|весь|целую|сроком\s+на|примерно|в\s+течени[ие]|на\s+протяжении)\s+$",
        before,
    ):
        return
    if text[length.start].isupper() and before.endswith(("«", '"', "“")):
        return  # «Один день Ивана Денисовича»
    if re.search(r"\b(?:старше|младше|моложе)\b[^.,;]*$", before):
        return
    if re.search(
        r"\b(?:мне|ему|ей|было|исполнилось|возрасте|возраст)\s+(?:(?:всего|тогда|почти|уже|было)\s+)*$",
        before,
    ):
        return
    if re.match(r"\s*(?:от\s+роду|возраст|жизни)|-?летн", after):
        return
    if length.iso.endswith("Y") and _AGE.search(text[max(0, length.start - 40) : length.start]):
        return
    if (
        length.iso.endswith("Y")
        and _AGED.search(text[max(0, length.start - 30) : length.start])
        and _AGED_AFTER.match(after)
    ):
        return  # «Назиров (32 года)», «Назиров, 32 года, задержан»
    if _ADJECTIVE.search(text[length.start : length.end]) and not _TERM.match(after):
        return  # «восьмилетний сын», not «пятилетний срок»
    years = re.fullmatch(r"P(\d+)Y", length.iso)
    if (
        years
        and int(years[1]) >= 14
        and re.search(r"\b(?:в|старше|младше|моложе|от|с)\s+$", before)
    ):
        return  # an age
    lead = re.search(
        r"(?:в\s+течение|в\s+течении|на\s+протяжении|сроком\s+на|за\s+последни[ей]|последни[ей]|за|на|почти|примерно|около|более|больше)\s+$",
        before,
    )
    start = length.start - (len(lead.group()) if lead else 0)
    book.put(
        Moment(
            start,
            length.end,
            length=length.iso,
            approximate=bool(re.search("почти|около|более|больше|примерно", before[-12:])),
            sets_story=False,
        )
    )

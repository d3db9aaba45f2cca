"""Dates, days counted from another, and lengths of time in Uzbek words (plain text, see `latin`).

May import: `marks`, this package.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from safeconduct.reading.marks import Anchor, Moment, Told
from safeconduct.reading.uzbek.lexicon import data
from safeconduct.reading.uzbek.sentences import Run

_MONTHS, _SEASONS, _NUMBERS = data()["months"], data()["seasons"], data()["numbers"]
_M = "|".join(_MONTHS)
_N = rf"(?:\d+|(?:{'|'.join(map(re.escape, _NUMBERS))})(?:\s+(?:bir|ikki|uch|to'rt|besh|olti|yetti|sakkiz|to'qqiz))?)"
_CASE = r"(?:ning|gacha|ga|dan|dagi|da)?"
_Y = r"(?P<y>(?:19|20)\d\d)\s*-?\s*y(?:il)?(?:ning|ni|i)?\s*,?\s*"
_DAY = re.compile(
    rf"(?:\b{_Y})?(?:(?P<d>\d{{1,2}})\s*-?\s*(?:kuni\s+)?)?\b(?P<m>{_M})(?:i|si)?(?P<end>{_CASE})"
    rf"(?:\s+(?:kuni?|oyi?|oyining)(?P<end2>{_CASE}))?(?:\s+(?P<part>boshi|o'rtalari|oxiri|oxirlari)\w*)?"
    rf"(?:\s*,?\s*(?P<y2>(?:19|20)\d\d)(?:\s*-?\s*yil\w*)?)?(?![\w'])"
)
_CLOCK = re.compile(r"\s*,?\s*soat\s+(?P<h>[01]?\d|2[0-3])(?:[:.](?P<min>[0-5]\d))?")
_NUMERIC = re.compile(r"\b(?P<d>\d{1,2})[./](?P<m>\d{1,2})[./](?P<y>(?:19|20)\d\d)\b")
_ISO = re.compile(r"\b(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)\b")
_YEARS = re.compile(r"\b(?P<y>(?:19|20)\d\d)\s*-?\s*[–—-]\s*(?P<z>(?:19|20)\d\d)\s*-?\s*yillar\w*")
_SEASON = re.compile(rf"\b(?:{_Y})(?P<s>{'|'.join(_SEASONS)})i?(?:{_CASE})(?![\w'])")
_YEAR = re.compile(
    rf"\b(?P<y>(?:19|20)\d\d)\s*-?\s*yil(?:i|ning)?(?P<end>{_CASE})(?:\s+(?P<part>boshi|o'rtalari|oxiri|oxirlari)\w*)?"
    rf"(?P<since>\s+(?:beri|buyon))?(?![\w'])"
)
_PARTS = {"boshi": "early", "o'rtalari": "mid", "oxiri": "late", "oxirlari": "late"}
_UNITS = {"yil": "Y", "oy": "M", "hafta": "W", "kun": "D", "sutka": "D"}
_U = r"(?P<u>yil|oy|hafta|kun|sutka)"
#: pattern, least, most, anchor, backwards
_FIXED = [
    (re.compile(rf"(?<![\w'])(?:{words})(?![\w'])"), least, most, anchor, back)
    for words, least, most, anchor, back in (
        (
            r"ertasi kuni|ertasiga|keyingi kuni|ertasi|ertasi kuniyoq",
            "P1D",
            "P1D",
            Anchor.STORY,
            False,
        ),
        (r"o'sha kuni|shu kuni|ayni kuni|o'sha kuniyoq", "P0D", "P0D", Anchor.STORY, False),
        (
            r"o'sha yili|shu yilning o'zida|o'sha oyda|o'sha yilda",
            "P0D",
            "P0D",
            Anchor.STORY,
            False,
        ),
        (r"kecha(?!-)", "P1D", "P1D", Anchor.DOCUMENT, True),
        (r"bugun|shu bugun", "P0D", "P0D", Anchor.DOCUMENT, True),
        (r"o'tgan oy|o'tgan oyda", "P1M", "P1M", Anchor.DOCUMENT, True),
        (r"o'tgan hafta|o'tgan haftada", "P1D", "P13D", Anchor.DOCUMENT, True),
    )
]
#: a calendar year told from the document's own: how many years back
_THAT_YEAR = [
    (re.compile(rf"(?<![\w'])(?:{words})(?![\w'])"), back)
    for words, back in ((r"o'tgan yil(?:i|da)?|bultur", 1), (r"(?:bu|joriy) yil(?:i|da)?", 0))
]
_LATER = re.compile(
    rf"(?P<few>bir necha\s+)?(?P<n>{_N}\s+)?{_U}(?:dan)?\s+(?:keyin|so'ng|o'tib|o'tgach|o'tgandan)(?![\w'])"
)
_AGO = re.compile(
    rf"(?P<from>bundan\s+)?(?<![\w'])(?P<n>{_N})\s+{_U}\s+(?:oldin|avval|muqaddam|burun)(?![\w'])"
)
_SINCE = re.compile(rf"(?<![\w'\-])(?P<n>{_N})\s+{_U}dan\s+(?:beri|buyon)(?![\w'])")
_YEARS_MONTHS = re.compile(rf"(?<![\w'\-])(?P<n>{_N})\s+yil\s+(?P<m>{_N})\s+oy(?:ga|lik)?(?![\w'])")
_LENGTH = re.compile(
    rf"(?<![\w'\-])(?P<n>{_N})\s*(?:\([\w'\s]+\)\s*)?(?P<half>yarim\s+)?{_U}(?P<end>ga|lik|da|dan)?(?P<rest>\s+(?:davomida|mobaynida|muddat\w*|beri|buyon|oldin|avval|keyin))?(?![\w'])"
)


def moments(run: Run, published: date | None) -> list[Moment]:
    """The moments of one sentence in text order; words are read once, dates before lengths.

    The heading over a court's order is a moment too: what it orders happens on the day of the paper.
    """
    if run.orders:
        return [
            Moment(
                run.start,
                run.end,
                least="P0D",
                most="P0D",
                anchor=Anchor.DOCUMENT,
                back=True,
                holds=True,
            )
        ]
    taken: list[tuple[int, int]] = []
    made: list[Moment] = []
    for start, end, told in _all(run.plain.text, published):
        if any(start < b and a < end for a, b in taken):
            continue
        taken.append((start, end))
        made.append(Moment(*run.plain.span(start, end), **told))  # type: ignore[arg-type]
    return sorted(made, key=lambda m: m.start)


def _all(text: str, published: date | None) -> Iterator[tuple[int, int, dict[str, object]]]:
    for pattern in (_NUMERIC, _ISO):
        for m in pattern.finditer(text):
            told_day, month = int(m["d"]), int(m["m"])
            if "/" in m.group() and told_day != month and max(told_day, month) <= 12:
                # 03/04: asked, not guessed
                yield *m.span(), {"told": Told(int(m["y"])), "ambiguous": True}
            elif 1 <= month <= 12 and 1 <= told_day <= 31:
                yield *m.span(), {"told": Told(int(m["y"]), int(m["m"]), int(m["d"]))}
    for m in _YEARS.finditer(text):
        yield *m.span(), {"told": Told(int(m["y"])), "until": Told(int(m["z"]))}
    for m in _SEASON.finditer(text):
        yield *m.span(), {"told": Told(int(m["y"]), season=_SEASONS[m["s"]])}
    for m in _DAY.finditer(text):
        year, day = m["y"] or m["y2"], int(m["d"]) if m["d"] else None
        if m["m"] == "may" and not (day or year or "oy" in m.group()):
            continue
        if day is not None and not 1 <= day <= 31:
            continue
        clock = _CLOCK.match(text, m.end())
        told = Told(
            int(year) if year else None,
            _MONTHS[m["m"]],
            day,
            int(clock["h"]) if clock and day else None,
            int(clock["min"] or 0) if clock and day else None,
            part=_PARTS.get(m["part"] or "", ""),
        )
        yield (
            m.start(),
            clock.end() if clock and day else m.end(),
            {"told": told, "bound": _bound(m["end2"] or m["end"])},
        )
    for m in _YEAR.finditer(text):
        bound = "since" if m["since"] else _bound(m["end"])
        yield (
            *m.span(),
            {"told": Told(int(m["y"]), part=_PARTS.get(m["part"] or "", "")), "bound": bound},
        )
    if published is not None:
        for pattern, years in _THAT_YEAR:
            for m in pattern.finditer(text):
                yield *m.span(), {"told": Told(published.year - years, of_document=True)}
    for pattern, least, most, anchor, back in _FIXED:
        for m in pattern.finditer(text):
            yield *m.span(), {"least": least, "most": most, "anchor": anchor, "back": back}
    for m in _LATER.finditer(text):
        if not (m["n"] or m["few"]):
            continue
        unit = _UNITS[m["u"]]
        low, high = (2, 6) if m["few"] else (number(m["n"]), number(m["n"]))
        if low:
            yield (
                *m.span(),
                {
                    "least": f"P{low}{unit}",
                    "most": f"P{high}{unit}",
                    "anchor": Anchor.STORY,
                    "approximate": bool(m["few"]),
                },
            )
    for m in _AGO.finditer(text):
        count = number(m["n"])
        if count:
            length = f"P{count}{_UNITS[m['u']]}"
            yield (
                *m.span(),
                {"least": length, "most": length, "anchor": Anchor.DOCUMENT, "back": True},
            )
    for m in _SINCE.finditer(text):
        count = number(m["n"])
        if count:  # "for two weeks now": it began then
            length = f"P{count}{_UNITS[m['u']]}"
            yield (
                *m.span(),
                {
                    "least": length,
                    "most": length,
                    "anchor": Anchor.DOCUMENT,
                    "back": True,
                    "sets_story": False,
                },
            )
    for m in _YEARS_MONTHS.finditer(text):
        years, months = number(m["n"]), number(m["m"])
        if years and months:
            yield *m.span(), {"length": f"P{years}Y{months}M", "sets_story": False}
    for m in _LENGTH.finditer(text):
        count = number(m["n"])
        if count and not (m["u"] == "yil" and count > 100):
            half = {"yil": "6M", "oy": "15D"}.get(m["u"], "") if m["half"] else ""
            yield *m.span(), {"length": f"P{count}{_UNITS[m['u']]}{half}", "sets_story": False}


def _bound(ending: str) -> str:
    return {"dan": "since", "gacha": "until"}.get(ending or "", "")


def number(words: str) -> int:
    """«o'n bir» → 11; 0 where the words are no number."""
    words = words.strip()
    if words.isdigit():
        return int(words)
    return int(sum(_NUMBERS.get(w, 0) for w in words.split()))

"""References to articles of law as Russian courts and journalists write them.

«ч. 3 ст. 18.8 КоАП РФ», «ст. 282.2 ч. 2 УК», «статьям 159 и 244 УК Узбекистана», «ч. 3 ст. 30, ч. 1 ст. 318 УК РФ»,
«п. «б» ч. 4 ст. 132», «по 205-й статье». A list shares the code that closes it; the state is taken only from words.
May import: `claims.legal`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from safeconduct.reading.claims.legal import article_id


@dataclass(frozen=True, slots=True)
class Reference:
    """One article: `number` as written, `parts`, `code` (CC, CCP, CAO, "" untold) and `state` where told.

    `other` holds the name of a law that has no code of ours («Конституции», «Конвенции»).
    """

    start: int
    end: int
    number: str
    parts: tuple[str, ...] = ()
    code: str = ""
    state: str = ""
    other: str = ""

    def ids(self, *, code: str = "", state: str = "") -> list[str]:
        """Article ids, one a part; `code` and `state` fill in what the words leave open. Laws without code: none."""
        if self.other:
            return []
        return [
            article_id(self.number, part=part, code=self.code or code, state=self.state or state)
            for part in self.parts or ("",)
        ]


_NUM = r"\d{1,4}(?:\.\d{1,2}){0,2}(?:[-–]\d(?!\d))?(?:\.\d)?"
_PNUM = r"\d{1,2}(?:\.\d)?(?![\d-])"
_ORDINAL = {
    "перв": "1", "втор": "2", "трет": "3", "четверт": "4", "четвёрт": "4", "пят": "5", "шест": "6",
    "седьм": "7", "восьм": "8",
}  # fmt: skip
_PARTWORD = r"(?:ч\.|ч(?=\s?\d)|част(?:ь|и|ью|ям|ями|ях|ей))"
_PLIST = rf"{_PNUM}(?:\s*(?:,|и|или|[-–—])\s*{_PNUM}(?!\s*(?:ст|год)))*"
_ANCHOR = re.compile(
    r"\b(?:ст\.?\s*ст\.|ст\.|ст(?=\s?\d)|стать(?:ями|ях|ям|ей|ею|я|и|е|ю)|статей)(?![а-я])\s*(?:№\s*)?",
    re.IGNORECASE,
)
_BEFORE_PART = re.compile(
    rf"(?:{_PARTWORD}\s*(?P<p>{_PLIST})|(?P<po>{_PNUM})(?:-?[йя])?\s+част\w+|част\w+\s+(?P<pw>перв\w+|втор\w+|трет\w+|четв[её]рт\w+|пят\w+)|(?P<pw2>перв\w+|втор\w+|трет\w+|четв[её]рт\w+|пят\w+)\s+част\w+)[\s,]*$",
    re.IGNORECASE,
)
_BEFORE_POINT = re.compile(
    r"(?:(?:под)?пункт\w*|п\.\s?п\.|п\.)\s*(?:[«\"“]?[а-я\d][\d.]*[»\"”]?\s*(?:,|и)?\s*)+$",
    re.IGNORECASE,
)
_AFTER_PART = re.compile(rf"\s*,?\s*\(?\s*{_PARTWORD}\s*(?P<p>{_PLIST})\s*\)?", re.IGNORECASE)
_NEXT = re.compile(
    rf"\s*(?P<sep>,|;|и|или|а\s+также|[-–—])\s*(?:№\s*)?(?P<n>{_NUM})(?![\d.]*\s*(?:год|лет|г\.|руб|месяц|сут|час|чел|%))"
)
_BACKNUM = re.compile(r"(?P<n>\d{1,4}(?:\.\d{1,2})?)(?:-?(?:й|ю|я|ой|ей))?\s*$")
_CODES: tuple[tuple[str, str], ...] = (
    (r"УПК|уголовно-процессуальн\w+\s+кодекс\w*", "CCP"),
    (r"УК|уголовн\w+\s+кодекс\w*", "CC"),
    (r"Ко\s?АП\w*|КРФоАП|кодекс\w*\s+(?:РФ\s+|Российской\s+Федерации\s+)?об\s+административн\w+\s+(?:правонарушени\w+|ответственности)|КоАО", "CAO"),
    (r"КАС|ГПК|ГК|АПК|ТК|НК|СК|ЖК|УИК|БК|лесн\w+\s+кодекс\w*|кодекс\w*(?:\s+административного\s+судопроизводства)?", "other"),
    (r"конституци\w+|конвенци\w+|европейск\w+\s+конвенци\w+|международн\w+\s+пакт\w*|пакта?|соглашени\w+|декларации|(?:федеральн\w+|конституционн\w+|нов\w+)?\s*закон\w*|устава?|минской\s+конвенции|регламента?|правил\w*", "other"),
)  # fmt: skip
_STATES: tuple[tuple[str, str], ...] = (
    (r"РФ|Росси(?:и|йской(?:\s+Федерации)?)", "RU"),
    (r"РУз|РУ(?!\w)|Узбекистан\w*|Республики\s+Узбекистан|Узбекской\s+Республики", "UZ"),
    (r"РТ(?!\w)|Таджикистан\w*|Республики\s+Таджикистан", "TJ"),
    (r"КР(?!\w)|Кыргызстан\w*|Киргизи\w+|К[ыи]ргызской\s+Республики|Киргизской\s+Республики", "KG"),
    (r"РК(?!\w)|Казахстан\w*|Республики\s+Казахстан", "KZ"),
    (r"Туркмени(?:и|стана)", "TM"),
    (r"Украины", "UA"),
    (r"Беларус\w+|Республики\s+Беларусь|РБ(?!\w)", "BY"),
    (r"Азербайджан\w*", "AZ"),
    (r"Армении", "AM"),
)  # fmt: skip
_STATE = "|".join(f"(?P<s{i}>{p})" for i, (p, _) in enumerate(_STATES))
_DEMONYM = {
    "росси": "RU",
    "узбек": "UZ",
    "таджик": "TJ",
    "киргиз": "KG",
    "кыргыз": "KG",
    "казах": "KZ",
}
_CODE = re.compile(
    r"(?:[\s,]*(?:(?:под)?пункт\w*|п\.)\s*(?:[«\"“]?[а-я\d]{1,2}[»\"”]?(?:\s*(?:,|и)\s*|\s+))+)?"
    r"[\s,]*(?:\((?P<gloss>[^()]{0,160})\)|«[^»]{0,160}»|\[[^\]]{0,160}\])?[\s,]*"
    r"(?:(?P<dem>российск|узбекск|узбекистанск|таджикск|киргизск|кыргызск|казахстанск)\w+\s+)?"
    r"(?:действующ\w+\s+|нов\w+\s+|национальн\w+\s+|Общей\s+части\s+|Особенной\s+части\s+)?(?:"
    + "|".join(f"(?P<c{i}>{p})" for i, (p, _) in enumerate(_CODES))
    + rf")(?!\w)(?:\s+(?:{_STATE}))?",
    re.IGNORECASE,
)
_CODE_BEFORE = re.compile(
    rf"(?P<c0>УПК)|(?P<c1>УК)|(?P<c2>КоАП)(?:\s+(?:{_STATE}))?[\s,(]*$".replace(
        "(?P<c0>УПК)|(?P<c1>УК)|(?P<c2>КоАП)", "(?:(?P<c0>УПК)|(?P<c1>УК)|(?P<c2>КоАП))"
    )
)


def _parts(words: str | None) -> tuple[str, ...]:
    if not words:
        return ()
    low = words.lower()
    for stem, value in _ORDINAL.items():
        if low.startswith(stem):
            return (value,)
    numbers = re.findall(_PNUM, words)
    if len(numbers) == 2 and re.search(r"\d\s*[-–—]\s*\d", words):
        first, last = (int(float(n)) for n in numbers)
        if first < last <= first + 9:
            return tuple(str(n) for n in range(first, last + 1))
    return tuple(numbers)


def _code(match: re.Match[str] | None) -> tuple[str, str, str]:
    """Code, state, other law's name."""
    if match is None:
        return "", "", ""
    got = match.groupdict()
    index = next((i for i in range(len(_CODES)) if got.get(f"c{i}")), None)
    state = next((_STATES[i][1] for i in range(len(_STATES)) if got.get(f"s{i}")), "")
    if got.get("dem"):
        state = next(v for k, v in _DEMONYM.items() if got["dem"].lower().startswith(k[:5]))
    if index is None:
        return "", state, ""
    code = _CODES[index][1]
    return ("", state, got[f"c{index}"] or "") if code == "other" else (code, state, "")


def _list(text: str, at: int) -> tuple[list[tuple[int, int, str, tuple[str, ...]]], int]:
    """The articles told from here on («159 ч. 3 и 244-1»): start, end, number, parts; and where the list ends."""
    items: list[tuple[int, int, str, tuple[str, ...]]] = []
    match = re.compile(_NUM).match(text, at)
    while match:
        number, end = match.group().replace("–", "-"), match.end()
        after = _AFTER_PART.match(text, end)
        parts: tuple[str, ...] = ()
        if after and not re.match(r"\s*ст", text[after.end() : after.end() + 5]):
            parts, end = _parts(after["p"]), after.end()
        items.append((match.start(), end, number, parts))
        gloss = re.compile(r"\s*(?:\([^()]{0,160}\)|«[^»]{0,160}»)").match(text, end)
        following = _NEXT.match(text, end) or (gloss and _NEXT.match(text, gloss.end()))
        if not following:
            break
        if following["sep"] in "-–—" and "." not in number and "." not in following["n"]:
            first, last = int(number.split("-")[0]), int(following["n"].split("-")[0].split("–")[0])
            if not first < last <= first + 12:
                break
            items.extend(
                (match.start(), following.end(), str(n), ()) for n in range(first + 1, last)
            )
        match = re.compile(_NUM).match(text, following.start("n"))
    return items, items[-1][1] if items else at


def _all(text: str) -> Iterator[tuple[list[Reference], bool]]:
    """Groups of references that one anchor opens, and whether the group has its code."""
    for anchor in _ANCHOR.finditer(text):
        items, end = _list(text, anchor.end())
        start = anchor.start()
        if not items:
            back = _BACKNUM.search(text[max(0, start - 12) : start])
            if not back:
                continue
            start = max(0, start - 12) + back.start()
            items, end = [(start, anchor.end(), back["n"], ())], anchor.end()
            while end > start and text[end - 1].isspace():
                end -= 1
        before = _BEFORE_PART.search(text[max(0, start - 60) : start])
        parts: tuple[str, ...] = ()
        if before:
            parts = _parts(before["p"] or before["po"] or before["pw"] or before["pw2"])
            start = max(0, start - 60) + before.start()
            if before["p"] is None and before["po"] is None and not parts:
                start = anchor.start()
        point = _BEFORE_POINT.search(text[max(0, start - 60) : start])
        if point:
            start = max(0, start - 60) + point.start()
        closing = _CODE.match(text, end)
        code, state, other = _code(closing)
        if closing and (code or other):
            end = closing.end()
        elif (opening := _CODE_BEFORE.search(text[max(0, start - 40) : start])) is not None:
            code, state, other = _code(opening)
            start = max(0, start - 40) + opening.start()
        made = []
        for i, (_, b, number, own) in enumerate(items):
            made.append(
                Reference(
                    start if i == 0 else items[i][0],
                    end if i == len(items) - 1 else b,
                    number,
                    own or (parts if i == 0 else ()),
                    code,
                    state,
                    other,
                )
            )
        yield made, bool(code or other)


def references(text: str) -> list[Reference]:
    """Every reference to an article, in order; one that stands in a list takes the code that closes the list."""
    groups = list(_all(text))
    for i in range(len(groups) - 2, -1, -1):
        refs, coded = groups[i]
        after, after_coded = groups[i + 1]
        if coded or not after_coded:
            continue
        gap = text[refs[-1].end : after[0].start]
        if re.fullmatch(r"\s*(?:,|;|и|или|а\s+также)?\s*(?:по\s+)?", gap):
            lead = after[0]
            refs = [replace(r, code=lead.code, state=lead.state, other=lead.other) for r in refs]
            groups[i] = (refs, True)
    return [r for refs, _ in groups for r in refs]

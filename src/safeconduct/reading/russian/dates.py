"""Words about time in Russian, as moments: «31.10.2013», «в ночь на 5 декабря», «спустя месяц», «полтора года назад».

What is told is kept as told; the core finds the missing year and counts from document, story or event. Only what
rests on the document's own year («в марте этого года») or a message's day («вчера») is counted here, where these
are known. A date with day and month in doubt (10/11/2013) is marked so. May import: this package, `marks`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from safeconduct.reading.marks import Anchor, Moment, Told
from safeconduct.reading.russian.numbers import Length, lengths, number

_MONTHS = {
    "янв": 1, "фев": 2, "мар": 3, "апр": 4, "ма": 5, "июн": 6, "июл": 7, "авг": 8, "сен": 9, "окт": 10, "ноя": 11,
    "дек": 12,
}  # fmt: skip
_MONTH = (
    r"(?:январ[ьяюе]м?|феврал[ьяюе]м?|март(?:а|у|ом|е)?|апрел[ьяюе]м?|ма[йяюе]м?|июн[ьяюе]м?|июл[ьяюе]м?|"
    r"август(?:а|у|ом|е)?|сентябр[ьяюе]м?|октябр[ьяюе]м?|ноябр[ьяюе]м?|декабр[ьяюе]м?|"
    r"(?:янв|фев|апр|авг|сен|сент|окт|нояб|дек)\.)"
)
_DAYS = {
    w: n
    for n, w in enumerate(
        ["первого", "второго", "третьего", "четвертого", "пятого", "шестого", "седьмого", "восьмого", "девятого", "десятого", "одиннадцатого", "двенадцатого", "тринадцатого", "четырнадцатого", "пятнадцатого", "шестнадцатого", "семнадцатого", "восемнадцатого", "девятнадцатого", "двадцатого"],
        1,
    )
} | {
    f"двадцать {w}": 20 + n
    for n, w in enumerate(
        ["первого", "второго", "третьего", "четвертого", "пятого", "шестого", "седьмого", "восьмого", "девятого"], 1
    )
} | {"тридцатого": 30, "тридцать первого": 31}  # fmt: skip
_DAY = rf"(?:\d{{1,2}}(?:-?го)?|{'|'.join(sorted(_DAYS, key=len, reverse=True))})"
_YEAR = r"(?:(?:19|20)\d\d(?:-?(?:го|м|й|е|х))?(?:\s*(?:годах|годов|года|году|годом|годе|годы|год|гг\.?|г\.(?:\s*г\.)?|г\b))?)"
_RELYEAR = r"(?:(?:этого|нынешнего|текущего|сего|прошлого|минувшего|позапрошлого|того\s+же|следующего|того)\s+года|с\.\s?г\.)"
_PRE = r"(?:(?:в|во|с|со|к|ко|до|по|на|от|за|после|около|начиная\s+с|не\s+позднее)\s+)"
_PART = r"(?:(?:(?:самом|самого|самому)\s+)?(?:начал[еоау]|середин[еыау]|конц[еау]|конец|перв(?:ой|ая|ую)\s+половин[еыау]|втор(?:ой|ая|ую)\s+половин[еыау]|первых\s+числах|последних\s+числах)\s+)"
_DAYPART = r"(?:(?:в|с)\s+)?(?:(?:ранним\s+|поздним\s+|поздно\s+|рано\s+)?(?:утром|вечером|дн[её]м|ночью|утра|вечера)\s+)"
_WEEKDAY = r"(?:понедельник|вторник|сред[уы]|четверг|пятниц[уы]|суббот[уы]|воскресень[ея])"
_WEEKDAYS = ("понедельник", "вторник", "сред", "четверг", "пятниц", "суббот", "воскресен")
_FLAGS = re.IGNORECASE
_SPACE = r"[\s\u00a0]+"

_DMY = re.compile(
    rf"\b(?P<pre>{_PRE})?(?P<part>{_DAYPART})?(?:{_WEEKDAY},?\s+)?(?P<d>{_DAY})\s+(?P<m>{_MONTH})(?!\w)"
    rf"(?:,?\s*(?P<y>{_YEAR})|\s+(?P<ry>{_RELYEAR}))?(?:,?\s+в\s+{_WEEKDAY})?",
    _FLAGS,
)
_MY = re.compile(
    rf"\b(?P<pre>{_PRE})?(?P<part>{_PART})?(?P<m>{_MONTH})(?!\w)(?:,?\s*(?P<y>{_YEAR})|\s+(?P<ry>{_RELYEAR}))?",
    _FLAGS,
)
_Y = re.compile(rf"\b(?P<pre>{_PRE})?(?P<part>{_PART})?(?P<y>{_YEAR}|{_RELYEAR})", _FLAGS)
_NUMERIC = re.compile(
    r"(?<![\d./№-])(?:\b(?P<pre>с|до|от|по|на|к)\s+)?(?P<a>\d{1,2})(?P<sep>[./-])(?P<b>\d{1,2})(?P=sep)(?P<y>(?:19|20)\d\d|\d\d)"
    r"(?!\d|[.]\d)(?:\s*(?:года|г\.|г\b))?",
    _FLAGS,
)
_ISODATE = re.compile(r"(?<![\d-])(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)")
_NIGHT = re.compile(
    rf"\bв\s+ночь\s+(?:с\s+(?P<d1>{_DAY})(?:\s+(?P<m1>{_MONTH}))?\s+)?на\s+(?P<d>{_DAY})\s+(?P<m>{_MONTH})(?!\w)(?:\s+(?P<y>{_YEAR})|\s+(?P<ry>{_RELYEAR}))?",
    _FLAGS,
)
_RANGE_DAYS = re.compile(
    rf"\b(?:(?:в\s+период\s+)?с\s+|между\s+)?(?P<d1>{_DAY})(?:\s+(?P<m1>{_MONTH}))?(?:\s+(?P<y1>{_YEAR}))?\s*(?:по|до|и|[-–—])\s*(?P<d>{_DAY})\s+(?P<m>{_MONTH})(?!\w)(?:\s+(?P<y>{_YEAR})|\s+(?P<ry>{_RELYEAR}))?",
    _FLAGS,
)
_RANGE_MONTHS = re.compile(
    rf"\b(?:(?:в\s+период\s+)?с\s+|в\s+|между\s+|за\s+)?(?P<m1>{_MONTH})(?:\s+(?P<y1>{_YEAR}))?(?:\s+(?:по|до|и)\s+|\s*[-–—]\s*)(?P<m>{_MONTH})(?!\w)(?:\s+(?P<y>{_YEAR})|\s+(?P<ry>{_RELYEAR}))?",
    _FLAGS,
)
_RANGE_YEARS = re.compile(
    rf"\b(?:(?:в\s+период\s+)?(?:с|в|во|между|за)\s+)?(?P<y1>(?:19|20)\d\d)(?:-?(?:го|м))?(?:\s+год[ау]?)?(?:\s+(?:по|до|и)\s+|\s*[-–—]\s*)(?P<y>{_YEAR})",
    _FLAGS,
)
_SEASONS = {"весн": 21, "лет": 22, "осен": 23, "зим": 24}
_SEASON = re.compile(
    rf"\b(?P<rel>(?:прошлой|прошлым|минувшей|минувшим|этой|этим|нынешней|нынешним|позапрошлой|позапрошлым)\s+)?"
    rf"(?P<s>весной|летом|осенью|зимой|весну|осень|зиму|весны|осени|зимы)(?:\s+(?P<y>{_YEAR})|\s+(?P<ry>{_RELYEAR}))?"
    rf"|\b(?:к|до|на|в|с)?\s*(?:лето|лету|лета)\s+(?P<y2>{_YEAR})",
    _FLAGS,
)
_DECADE = re.compile(
    r"\b(?:(?P<pre>в|с|до|к)\s+)?(?P<part>(?:начале|середине|конце|первой\s+половине|второй\s+половине)\s+)?"
    r"(?P<d>(?:19|20)?\d0)-?(?:х|е|ых)(?:\s+(?:годах|годы|годов|гг\.?))?"
    r"|\bв\s+(?P<w>девяностых|девяностые|восьмидесятых|нулевых|нулевые|десятых)(?:\s+(?:годах|годы))?",
    _FLAGS,
)
_WEEK = re.compile(
    rf"\b(?:(?:утром|вечером|днём|днем|ночью)\s+)?(?:в|во|на|к)\s+(?P<rel>(?:прошл|минувш|эт|ближайш)\w+\s+|следующ\w+\s+)?(?P<wd>{_WEEKDAY})\b",
    _FLAGS,
)
_HOUR = re.compile(
    r"\b(?P<pre>(?:примерно|около|приблизительно|ближе\s+к)\s+|в\s+)?(?P<h>\d{1,2})(?:[:.](?P<mi>[0-5]\d)(?!\d|\.\d)|\s*(?:час(?:ов|а|у)?|ч\.)(?:\s+(?P<mi2>\d{1,2})\s+мин(?:ут\w*|\.)?)?(?:\s+(?P<dp>утра|вечера|дня|ночи))?|\s+(?P<dp2>утра|вечера|дня|ночи)\b)",
    _FLAGS,
)
_FEASTS = (
    (r"навруз\w*|наурыз\w*|новруз\w*", "navruz"),
    (r"ураза[- ]байрам\w*|ид[- ]аль[- ]фитр\w*|рамазан[- ]хайит\w*|рузи[- ]хайит\w*", "eid_al_fitr"),
    (r"курбан[- ]байрам\w*|ид[- ]аль[- ]адха|курбан[- ]хайит\w*", "eid_al_adha"),
    (r"рамадан\w*|рамазан\w*|рамазон\w*", "ramadan"),
    (r"пасх[иуеой]+", "orthodox_easter"),
    (r"день\s+победы|дня\s+победы", "victory_day"),
    (r"(?:нового\s+года|новый\s+год|новым\s+годом|новому\s+году)", "new_year"),
    (r"рождеств[оауе]м?", "orthodox_christmas"),
    (r"день\s+независимости\s+узбекистана|дня\s+независимости\s+узбекистана", "independence_day_uz"),
)  # fmt: skip
_FEAST = re.compile(
    rf"\b(?:(?P<pre>накануне|перед|после|в|на|во\s+время|к|под)\s+)?(?:(?:праздник\w*|священн\w+|месяц\w*)\s+)*"
    rf"(?P<f>{'|'.join(p for p, _ in _FEASTS)})(?:\s+(?P<y>{_YEAR})|\s+(?P<ry>{_RELYEAR}))?",
    _FLAGS,
)

# words that are counted from the document's day: pattern → (least, most, back)
_FROM_DOCUMENT: tuple[tuple[str, str, str, bool], ...] = (
    (r"позавчера", "P2D", "P2D", True),
    (r"вчера(?:\s+(?:вечером|ночью|утром|дн[её]м))?|вчерашн\w+\s+(?:день|дня|дн[её]м|вечером)", "P1D", "P1D", True),
    (r"сегодня(?:\s+(?:вечером|ночью|утром|дн[её]м))?|(?:на\s+)?сегодняшн\w+\s+(?:день|дня|утром|вечером)", "P0D", "P0D", True),
    (r"послезавтра", "P2D", "P2D", False),
    (r"завтра(?:\s+(?:вечером|утром|дн[её]м))?", "P1D", "P1D", False),
    (r"на\s+днях", "P0D", "P10D", True),
    (r"на\s+(?:прошлой|минувшей)\s+неделе", "P1D", "P13D", True),
    (r"на\s+(?:этой|нынешней)\s+неделе", "P0D", "P6D", True),
)  # fmt: skip
# words that are counted from the story's time
_FROM_STORY: tuple[tuple[str, str, str, bool], ...] = (
    (r"(?:уже\s+)?на\s+(?:следующий|другой|второй)\s+(?:же\s+)?день|на\s+следующие\s+сутки|назавтра|наутро|на\s+следующее\s+утро|следующим\s+(?:утром|вечером)|(?:утром|вечером|дн[её]м|ночью)\s+(?:следующего|другого)\s+дня|дн[её]м\s+(?:позже|позднее)", "P1D", "P1D", False),
    (r"(?:(?:утром|вечером|дн[её]м|ночью)\s+)?(?:в\s+(?:тот|этот)\s+(?:же\s+)?(?:самый\s+)?(?:день|вечер)|в\s+ту\s+же\s+ночь|тем\s+же\s+(?:вечером|утром|дн[её]м)|того\s+же\s+дня|тогда\s+же|в\s+эту\s+же\s+ночь)", "P0D", "P0D", False),
    (r"накануне(?!\s+(?:\w+\s+)?(?:суда|выдачи|выборов|нового|навруз|пасхи|рождества|праздник|свадьбы))", "P1D", "P1D", True),
    (r"на\s+(?:следующей|другой)\s+неделе", "P1D", "P13D", False),
    (r"в\s+следующем\s+месяце", "P1M", "P1M", False),
)  # fmt: skip
_DOC_WORDS = re.compile(
    "|".join(rf"(?P<d{i}>\b(?:{p})\b)" for i, (p, *_) in enumerate(_FROM_DOCUMENT)), _FLAGS
)
_STORY_WORDS = re.compile(
    "|".join(rf"(?P<s{i}>\b(?:{p}))" for i, (p, *_) in enumerate(_FROM_STORY)), _FLAGS
)
_REL_YEAR = re.compile(
    r"\bв\s+(?P<r>этом|нынешнем|текущем|прошлом|минувшем|позапрошлом|том\s+же|следующем)\s+(?P<u>году|месяце)\b|\bв\s+(?:том|этом)\s+же\s+(?P<y>году)|\bв\s+том\s+же\s+(?P<m>"
    + _MONTH
    + r")",
    _FLAGS,
)
_LAW = re.compile(
    r"(?:закон(?:а|у|ом|е|ы|ов|ах)?\b|кодекс\w*|постановлени\w+\s+(?:пленума|правительства)|указ\w*|приказ\w*|конвенци\w+|соглашени\w+|протокол\w*)"
    r"(?:\W+\w+){0,9}?\W+$|№[^.\n]{0,20}$",
    _FLAGS,
)
_LAW_AFTER = re.compile(r"^(?:\s*года?|\s*г\.)?\s*(?:№|N\s?\d)")
_BIRTH_AFTER = re.compile(r"^\s*(?:года?\s+рождени\w+|г\.?\s?р\.|рожд|р\.)", _FLAGS)
_BOUNDS = {
    "с": "since", "со": "since", "начиная с": "since", "до": "until", "по": "until", "к": "by", "ко": "by",
    "после": "after", "не позднее": "by",
}  # fmt: skip

EventAt = Callable[[int], tuple[tuple[str, ...], int] | None]


@dataclass(slots=True)
class _Told:
    """What was last told outright, for «в том же году»."""

    year: int | None = None
    month: int | None = None


def _month(words: str) -> int:
    low = words.lower()
    return next(n for stem, n in _MONTHS.items() if low.startswith(stem))


def _day(words: str) -> int | None:
    low = words.lower().replace("ё", "е")
    if low in _DAYS:
        return _DAYS[low]
    value = int(re.sub(r"\D", "", low))
    return value if 1 <= value <= 31 else None


def _part_of(words: str | None) -> str:
    low = (words or "").lower()
    if re.search("начал|перв", low):
        return "early"
    if "середин" in low:
        return "mid"
    return "late" if re.search("кон[ец]|втор|послед", low) else ""


class _Finder:
    def __init__(self, text: str, today: date | None, event_at: EventAt) -> None:
        self.text = text
        self.today = today
        self.event_at = event_at
        self.found: list[Moment] = []
        self.taken = bytearray(len(text) + 1)
        self.last = _Told()

    # -- helpers ---------------------------------------------------------------------------------------------------

    def free(self, start: int, end: int) -> bool:
        return not any(self.taken[start:end])

    def put(self, moment: Moment) -> None:
        before = self.text[max(0, moment.start - 90) : moment.start]
        after = self.text[moment.end : moment.end + 25]
        bare = moment.told is not None and re.fullmatch(
            r"(?:19|20)\d\d\s*г\w*\.?", self.text[moment.start : moment.end], _FLAGS
        )
        if (
            (_LAW.search(before) and moment.told)
            or (bare and re.search(r"[а-яё»]\s+$", before))  # «соглашения 2000 года»
            or re.search(r"родил\w*\b[^.]{0,40}$", before, _FLAGS)
            or re.match(r"от\s", self.text[moment.start : moment.end], _FLAGS)
            or (moment.told and re.search(r"(?:соверш[её]н\w*|якобы|будто)[^.;]{0,60}$", before))
            or _LAW_AFTER.search(after)
            or _BIRTH_AFTER.search(after)
        ):
            moment = replace(moment, sets_story=False)
        self.found.append(moment)
        for i in range(moment.start, moment.end):
            self.taken[i] = 1

    def year(self, words: str | None, relative: str | None) -> int | None:
        if words:
            digits = re.search(r"(?:19|20)\d\d", words)
            if digits:
                return int(digits.group())
            relative = words
        if not relative:
            return None
        low = relative.lower()
        if re.search(r"\bтого", low):
            return self.last_year
        if self.today is None:
            return None
        for word, by in (("позапрошл", -2), ("прошл", -1), ("минувш", -1), ("следующ", 1)):
            if word in low:
                return self.today.year + by
        return self.today.year

    @property
    def last_year(self) -> int | None:
        told = [m for m in self.found if m.told and m.told.year and m.sets_story]
        return told[-1].told.year if told and told[-1].told else None

    def just_before(self, month: int, day: int, at: int) -> int | None:
        """The document's year for a day in the ten days before it was written, where no other year was told near."""
        if self.today is None or any(
            m.told and m.told.year not in (None, self.today.year) and m.end <= at
            for m in self.found
        ):
            return None
        for year in (self.today.year, self.today.year - 1):
            try:
                if timedelta(0) <= self.today - date(year, month, day) <= timedelta(10):
                    return year
            except ValueError:
                return None
        return None

    @staticmethod
    def bound(pre: str | None) -> str:
        return _BOUNDS.get(re.sub(r"\s+", " ", (pre or "").strip().lower()), "")

    # -- patterns --------------------------------------------------------------------------------------------------

    def ranges(self) -> None:
        for m in _NIGHT.finditer(self.text):
            day, month, year = _day(m["d"]), _month(m["m"]), self.year(m["y"], m["ry"])
            if day is None or not self.free(*m.span()):
                continue
            base = year or 2001
            try:
                second = date(base, month, day)
            except ValueError:
                continue
            eve = second - timedelta(1)
            first = Told(year and eve.year, eve.month, eve.day)
            self.put(Moment(*m.span(), told=first, until=Told(year, month, day)))
        for m in _RANGE_DAYS.finditer(self.text):
            d1, d2 = _day(m["d1"]), _day(m["d"])
            if not self.free(*m.span()) or d1 is None or d2 is None:
                continue
            month, year = _month(m["m"]), self.year(m["y"], m["ry"])
            first_month = _month(m["m1"]) if m["m1"] else month
            if re.search(r"\s(?:и|до)\s", self.text[m.start("d1") : m.end("d")]) and not re.match(
                r"(?:между|с|в\s+период)\s", m.group(), _FLAGS
            ):
                continue
            if first_month == month and d1 >= d2 and not m["y1"]:
                continue
            first_year = self.year(m["y1"], None) or (
                (year - 1 if first_month > month else year) if year else None
            )
            self.put(
                Moment(
                    *m.span(), told=Told(first_year, first_month, d1), until=Told(year, month, d2)
                )
            )
        for m in _RANGE_MONTHS.finditer(self.text):
            if not self.free(*m.span()):
                continue
            month1, month2, year = _month(m["m1"]), _month(m["m"]), self.year(m["y"], m["ry"])
            if re.search(r"\sи\s", m.group()) and "между" not in m.group().lower():
                continue
            first_year = self.year(m["y1"], None) or (
                (year - 1 if month1 > month2 else year) if year else None
            )
            self.put(Moment(*m.span(), told=Told(first_year, month1), until=Told(year, month2)))
        for m in _RANGE_YEARS.finditer(self.text):
            end_year = self.year(m["y"], None)
            if not self.free(*m.span()) or end_year is None or int(m["y1"]) >= end_year:
                continue
            if re.search(r"\sи\s", m.group()) and "между" not in m.group().lower():
                continue
            self.put(Moment(*m.span(), told=Told(int(m["y1"])), until=Told(end_year)))

    def days(self) -> None:
        for m in _ISODATE.finditer(self.text):
            if self.free(*m.span()) and 1 <= int(m["m"]) <= 12 and 1 <= int(m["d"]) <= 31:
                self.put(Moment(*m.span(), told=Told(int(m["y"]), int(m["m"]), int(m["d"]))))
        for m in _NUMERIC.finditer(self.text):
            if not self.free(*m.span()):
                continue
            a, b, year = int(m["a"]), int(m["b"]), int(m["y"])
            if len(m["y"]) == 2:
                year += 2000 if year < 50 else 1900
            bound = self.bound(m["pre"])
            if m["sep"] == "/" and a <= 12 and b <= 12 and a != b:
                self.put(Moment(*m.span(), told=Told(year), ambiguous=True))
            elif 1 <= b <= 12 and 1 <= a <= 31:
                self.put(Moment(*m.span(), told=Told(year, b, a), bound=bound))
            elif 1 <= a <= 12 and 13 <= b <= 31 and m["sep"] == "/":
                self.put(Moment(*m.span(), told=Told(year, a, b), bound=bound))
        for m in _DMY.finditer(self.text):
            day = _day(m["d"])
            if not self.free(*m.span()) or day is None:
                continue
            said, near = self.year(m["y"], m["ry"]), False
            if said is None:
                said = self.just_before(_month(m["m"]), day, m.start())
                near = said is not None
            told = Told(said, _month(m["m"]), day, of_document=near or bool(m["ry"]))
            self.put(Moment(*m.span(), told=told, bound=self.bound(m["pre"])))

    def coarse(self) -> None:
        for m in _SEASON.finditer(self.text):
            if not self.free(*m.span()):
                continue
            low = (m["s"] or "лето").lower()
            season = next(v for k, v in _SEASONS.items() if low.startswith(k))
            year = self.year(m["y"] or m["y2"], m["ry"] or ((m["rel"] or "") and m["rel"] + "года"))
            if low not in ("весной", "летом", "осенью", "зимой") and year is None:
                continue
            if year and season == 24 and re.search("нача|прошл", m.group(), _FLAGS):
                year -= 0
            self.put(Moment(*m.span(), told=Told(year, season=season)))
        for m in _MY.finditer(self.text):
            if not self.free(*m.span()):
                continue
            if not (m["pre"] or m["part"] or m["y"] or m["ry"]):
                continue
            if (m["pre"] or "").strip().lower() in ("за", "около", "от") and not m["y"]:
                continue
            told = Told(self.year(m["y"], m["ry"]), _month(m["m"]), part=_part_of(m["part"]))
            self.put(Moment(*m.span(), told=told, bound="" if m["part"] else self.bound(m["pre"])))
        for m in _Y.finditer(self.text):
            if not self.free(*m.span()):
                continue
            worded = re.search(r"г|-", m["y"], _FLAGS)
            pre = (m["pre"] or "").strip().lower()
            if not worded and pre not in ("в", "с", "до", "к", "после", "по", "начиная с"):
                continue
            if not worded and re.match(
                r"\s*(?:руб|долл|человек|чел|экз|км|м\b|сум|₽|\$|%|,\d)", self.text[m.end() :]
            ):
                continue
            year = self.year(m["y"], None)
            if year:
                told = Told(year, part=_part_of(m["part"]))
                self.put(Moment(*m.span(), told=told, bound="" if m["part"] else self.bound(pre)))
        for m in _DECADE.finditer(self.text):
            if not self.free(*m.span()):
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
            self.put(Moment(*m.span(), told=Told(decade=decade), sets_story=False))
        for m in _FEAST.finditer(self.text):
            if not self.free(*m.span()) or (
                m["pre"] is None and m["y"] is None and m["ry"] is None
            ):
                continue
            feast = next(name for pattern, name in _FEASTS if re.fullmatch(pattern, m["f"], _FLAGS))
            pre = (m["pre"] or "").lower()
            bound = (
                "after"
                if pre == "после"
                else "before"
                if pre in ("накануне", "перед", "под")
                else ""
            )
            told = Told(self.year(m["y"], m["ry"]), feast=feast)
            self.put(Moment(*m.span(), told=told, bound=bound))

    def relative(self) -> None:
        for m in _REL_YEAR.finditer(self.text):
            if not self.free(*m.span()):
                continue
            relative = (m["r"] or "том же").lower()
            if "том" in relative:
                told_before = [
                    x
                    for x in self.found
                    if x.told and x.told.year and x.start < m.start() and x.sets_story
                ]
                last = max(told_before, key=lambda x: x.start).told if told_before else None
                if last is None:
                    continue
                month = _month(m["m"]) if m["m"] else last.month if m["u"] == "месяце" else None
                self.put(Moment(*m.span(), told=Told(last.year, month)))
            elif m["u"] == "месяце" and self.today:
                back = (
                    0
                    if relative in ("этом", "нынешнем", "текущем")
                    else -1
                    if relative != "следующем"
                    else 1
                )
                index = self.today.year * 12 + self.today.month - 1 + back
                self.put(Moment(*m.span(), told=Told(index // 12, index % 12 + 1)))
            else:
                year = self.year(None, relative.replace("ом", "ого").replace("ем", "его") + " года")
                if year is not None and relative != "следующем":
                    self.put(Moment(*m.span(), told=Told(year)))
                elif relative == "следующем":
                    self.put(Moment(*m.span(), least="P1Y", most="P1Y", anchor=Anchor.STORY))
        for regex, table, prefix, anchor in (
            (_DOC_WORDS, _FROM_DOCUMENT, "d", Anchor.DOCUMENT),
            (_STORY_WORDS, _FROM_STORY, "s", Anchor.STORY),
        ):
            for m in regex.finditer(self.text):
                if not self.free(*m.span()):
                    continue
                row = next(i for i in range(len(table)) if m[f"{prefix}{i}"])
                _, least, most, back = table[row]
                self.offset(m.start(), m.end(), least, most, back, anchor)

    def offset(
        self,
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
        after = re.compile(r"\s+(?:после|с\s+момента|со\s+дня)\s+", _FLAGS).match(self.text, end)
        before = re.compile(r"\s+до\s+", _FLAGS).match(self.text, end)
        link = after or before
        if link and anchor is Anchor.STORY:
            named = self.event_at(link.end())
            if named:
                self.put(
                    Moment(
                        start, end, least=least, most=most, back=bool(before), anchor=Anchor.EVENT,
                        event_kinds=named[0], event_at=named[1], approximate=approximate,
                    )
                )  # fmt: skip
                return
            if not re.compile(r"(?:это|того|тем|чего|как\b)", _FLAGS).match(self.text, link.end()):
                return  # from something this reader has no name for: no day is better than a wrong one
        self.put(
            Moment(
                start,
                end,
                least=least,
                most=most,
                back=back,
                anchor=anchor,
                approximate=approximate,
            )
        )

    def durations(self) -> None:
        for length in lengths(self.text):
            if self.free(length.start, length.end):
                self._length(length)

    def _length(self, length: Length) -> None:
        text = self.text
        before = text[max(0, length.start - 30) : length.start].lower()
        after = text[length.end : length.end + 30].lower()
        most = length.most or length.iso
        ago = re.match(r"\s+(?:тому\s+)?назад\b", after)
        if ago:
            lead = re.search(r"(?:(?:примерно|почти|около|больше|более|меньше)\s+)$", before)
            start = length.start - (len(lead.group()) if lead else 0)
            self.put(
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
            r"(?P<w>через|спустя)\s+(?:(?P<a2>примерно|почти|около|каких-то|каки?е-нибудь)\s+)?)$",
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
            self.offset(start, end, least, most, back, Anchor.STORY, approximate=about)
            return
        ahead = re.search(r"\bза\s+(?:(?:почти|примерно)\s+)?$", before)
        until = re.match(r"\s+(?:до|перед)\s+(?P<this>этого|этим|того|тем)?", after)
        if ahead and until:
            start = length.start - len(ahead.group())
            if until["this"]:
                self.put(
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
            named = self.event_at(length.end + until.end())
            if named:
                self.put(
                    Moment(
                        start, length.end, least=length.iso, most=most, back=True, anchor=Anchor.EVENT,
                        event_kinds=named[0], event_at=named[1],
                    )
                )  # fmt: skip
                return
        if not length.counted and not re.search(
            r"(?:почти|более|больше|около|на|за|целый|весь|целую|сроком\s+на|примерно)\s+$", before
        ):
            return
        if re.search(
            r"\b(?:мне|ему|ей|было|исполнилось|возрасте|возраст)\s+(?:(?:всего|тогда|почти|уже|было)\s+)*$",
            before,
        ):
            return
        if re.match(r"\s*(?:от\s+роду|возраст)|-?летн", after):
            return
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
        self.put(
            Moment(
                start,
                length.end,
                length=length.iso,
                approximate=bool(re.search("почти|около|более|больше|примерно", before[-12:])),
                sets_story=False,
            )
        )

    def weekdays_and_hours(self) -> None:
        for m in _WEEK.finditer(self.text):
            if not self.free(*m.span()):
                continue
            low = m["wd"].lower()
            weekday = next(i for i, w in enumerate(_WEEKDAYS) if low.startswith(w))
            self.put(Moment(*m.span(), told=Told(weekday=weekday)))
        for m in _HOUR.finditer(self.text):
            if not self.free(*m.span()) or not (m["pre"] or m["dp"] or m["dp2"] or m["mi"]):
                continue
            hour, minute = int(m["h"]), int(m["mi"] or m["mi2"] or 0)
            if (m["dp"] or m["dp2"] or "").lower() in ("вечера", "дня") and hour < 12:
                hour += 12
            if hour > 23 or minute > 59:
                continue
            near = self.beside(*m.span())
            if near is not None and self.found[near].told is not None:
                moment = self.found[near]
                assert moment.told is not None  # noqa: S101 (asked above)
                if moment.told.day is not None and moment.told.hour is None and not moment.until:
                    told = replace(moment.told, hour=hour, minute=minute)
                    start, end = min(moment.start, m.start()), max(moment.end, m.end())
                    self.found[near] = replace(moment, told=told, start=start, end=end)
                    for i in range(start, end):
                        self.taken[i] = 1
                    continue
            if m["pre"] or m["dp"] or m["dp2"]:
                self.put(Moment(*m.span(), told=Told(hour=hour, minute=minute), sets_story=False))

    def beside(self, start: int, end: int) -> int | None:
        """The moment that ends right before or begins right after, with nothing but a comma between."""
        for i, moment in enumerate(self.found):
            if moment.end <= start and re.fullmatch(r"[\s,]{0,3}", self.text[moment.end : start]):
                return i
            if end <= moment.start and re.fullmatch(r"[\s,]{0,3}", self.text[end : moment.start]):
                return i
        return None


def moments(text: str, today: date | None, event_at: EventAt = lambda _: None) -> list[Moment]:
    """Every moment in the text, in order. `today` is the document's (or the message's) day where known.

    `event_at` tells which event the noun at an offset names, for «через неделю после отъезда».
    """
    finder = _Finder(text, today, event_at)
    finder.ranges()
    finder.days()
    finder.coarse()
    finder.relative()
    finder.weekdays_and_hours()
    finder.durations()
    return sorted(finder.found, key=lambda m: m.start)


def written_on(text: str) -> date | None:
    """The day a document gives itself: a full date on its own, or after «Дата», «г. Казань», in its first lines."""
    head = text[:700]
    for m in _DMY.finditer(head):
        day, year = _day(m["d"]), m["y"] and re.search(r"(?:19|20)\d\d", m["y"])
        if day is None or not year:
            continue
        line_start = head.rfind("\n", 0, m.start()) + 1
        line_end = head.find("\n", m.end())
        lead = head[line_start : m.start()].strip()
        rest = head[m.end() : line_end if line_end >= 0 else None].strip(" .г")
        if (
            (not lead or re.match(r"(?:г\.|город|дата|от\b|«?\w+»?,?$)", lead, _FLAGS))
            and len(rest) < 25
            and len(lead) < 60
        ):
            try:
                return date(int(year.group()), _month(m["m"]), day)
            except ValueError:
                continue
    return None


__all__ = ["EventAt", "moments", "number", "written_on"]

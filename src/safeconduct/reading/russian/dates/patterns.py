"""How words about time look in Russian: patterns of days, months, years, ranges, seasons, feasts, and relative words.

May import: this package.
"""

from __future__ import annotations

import re

from safeconduct.reading.russian.dates.vocabulary import DATA

MONTHS = {
    "янв": 1, "фев": 2, "мар": 3, "апр": 4, "ма": 5, "июн": 6, "июл": 7, "авг": 8, "сен": 9, "окт": 10, "ноя": 11,
    "дек": 12,
}  # fmt: skip


MONTH = (
    r"(?:январ[ьяюе]м?|феврал[ьяюе]м?|март(?:а|у|ом|е)?|апрел[ьяюе]м?|ма[йяюе]м?|июн[ьяюе]м?|июл[ьяюе]м?|"
    r"август(?:а|у|ом|е)?|сентябр[ьяюе]м?|октябр[ьяюе]м?|ноябр[ьяюе]м?|декабр[ьяюе]м?|"
    r"(?:янв|фев|апр|авг|сен|сент|окт|нояб|дек)\.)"
)


DAYS = {
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


DAY = rf"(?:[«\"“]\s?\d{{1,2}}\s?[»\"”]|\d{{1,2}}(?:-?го)?|{'|'.join(sorted(DAYS, key=len, reverse=True))})"


# years in words, as people say them: «в тринадцатом году», «в марте шестнадцатого», «две тысячи девятом»
_TENS = {"двадцать": 20, "тридцать": 30, "сорок": 40, "пятьдесят": 50, "шестьдесят": 60, "семьдесят": 70, "восемьдесят": 80, "девяносто": 90}  # fmt: skip
_UNITS = {
    "перв": 1, "втор": 2, "треть": 3, "четверт": 4, "пят": 5, "шест": 6, "седьм": 7, "восьм": 8, "девят": 9, "десят": 10,
    "одиннадцат": 11, "двенадцат": 12, "тринадцат": 13, "четырнадцат": 14, "пятнадцат": 15, "шестнадцат": 16,
    "семнадцат": 17, "восемнадцат": 18, "девятнадцат": 19, "двадцат": 20,
}  # fmt: skip
_ORDINAL = rf"(?:(?:{'|'.join(_TENS)})\s+)?(?:{'|'.join(sorted(_UNITS, key=len, reverse=True))})(?:ого|ом|его|ем|ый|ий)"
SPOKEN_YEAR = rf"(?:две\s+тысячи\s+{_ORDINAL}(?:\s+год[ау]?)?|тысяча\s+девятьсот\s+{_ORDINAL}(?:\s+год[ау]?)?)"
SPOKEN = re.compile(
    rf"\b(?P<pre>в|с|до|после|к)\s+(?P<y>{SPOKEN_YEAR}|{_ORDINAL}\s+год[ау])\b", re.IGNORECASE
)
SHORT_YEAR = rf"(?:{SPOKEN_YEAR}|{_ORDINAL}(?:\s+года?)?(?!\s+(?:числ|раз|суд|отдел|день|дня)))"


def spoken_year(words: str) -> int | None:
    """«две тысячи девятом» → 2009, «тринадцатом году» → 2013, «девяносто восьмого» → 1998; None outside 1950-2049."""
    low = words.lower().replace("ё", "е")
    tens = next((v for w, v in _TENS.items() if re.search(rf"\b{w}\b", low)), 0)
    stems = sorted(_UNITS, key=len, reverse=True)
    unit = next(
        (_UNITS[s] for s in stems if re.search(rf"\b{s}(?:ого|ом|его|ем|ый|ий)\b", low)), None
    )
    if unit is None:
        return None
    value = tens + unit
    if "две тысячи" in low:
        return 2000 + value
    if "девятьсот" in low:
        return 1900 + value
    return 1900 + value if 50 <= value <= 99 else 2000 + value if 5 <= value <= 49 else None


YEAR = r"(?:(?:19|20)\d\d(?:-?(?:го|м|й|е|х))?(?:\s*(?:годах|годов|года|году|годом|годе|годы|год|гг\.?)|\s+г\.(?:\s*г\.)?|\s*г\b)?)"


RELYEAR = r"(?:(?:этого|нынешнего|текущего|сего|прошлого|минувшего|позапрошлого|того\s+же|следующего|того)\s+года|с\.\s?г\.)"


OF_YEAR = rf"(?:\s+(?P<y>{YEAR})|\s+(?P<ry>{RELYEAR}))?"


PRE = r"(?:(?:в|во|с|со|к|ко|до|по|на|от|за|после|около|начиная\s+с|не\s+позднее)\s+)"


PART = r"(?:(?:(?:самом|самого|самому)\s+)?(?:начал[еоау]|середин[еыау]|конц[еау]|конец|перв(?:ой|ая|ую)\s+половин[еыау]|втор(?:ой|ая|ую)\s+половин[еыау]|(?:первых|десятых|двадцатых|последних)\s+числах)\s+)"


DAYPART = r"(?:(?:в|с)\s+)?(?:(?:ранним\s+|поздним\s+|поздно\s+|рано\s+)?(?:утром|вечером|дн[её]м|ночью|утра|вечера)\s+)"


WEEKDAY = r"(?:понедельник|вторник|сред[уы]|четверг|пятниц[уы]|суббот[уы]|воскресень[ея])"


WEEKDAYS = ("понедельник", "вторник", "сред", "четверг", "пятниц", "суббот", "воскресен")


FLAGS = re.IGNORECASE


# «24-го числа», «на 22-е», «тридцать первого»: a day of the month just told
_ORDINAL_DAYS = "|".join(sorted(DAYS, key=len, reverse=True))
_LONG_DAYS = "|".join(w for w in sorted(DAYS, key=len, reverse=True) if " " in w)
DAY_ALONE = re.compile(
    rf"(?<![\w.,№/-])(?P<pre>{PRE})?(?P<d>\d{{1,2}}-?(?:го|ого|е|му)(?:\s+числ[аоу])?|(?:{_ORDINAL_DAYS})\s+числа|(?:{_LONG_DAYS}))"
    r"(?![\w-])(?!\s+(?:отдел|класс|этаж|кассац|апелляц|съезд|век|созыв|год|полугод|квартал|раз|час|управлен|арбитраж|рабоч|круг|полк|канал|лиц|заявит|ист|человек)|\s+(?!(?:этого|того|прошлого|следующего)\b)\w+[ое]го\b)",
    FLAGS,
)
# «UPD 8 ноября, 10:05»: the text goes on some days after its own
UPDATED = re.compile(r"\b(?:UPD\d?|апд|обновлено|дополнено)[\s.:,]*$", FLAGS)
# «1, 9 и 22 июля 2020 года»: several days of one month
DAY_LIST = re.compile(
    rf"(?<![\d.,№/])(?P<ds>\d{{1,2}}(?:,\s*\d{{1,2}}){{0,30}})\s*(?:,|и)\s+(?={DAY}\s+{MONTH})",
    FLAGS,
)


DMY = re.compile(
    rf"(?<!\w)(?P<pre>{PRE})?(?P<part>{DAYPART})?(?:{WEEKDAY},?\s+)?(?P<d>{DAY})\s+(?P<m>{MONTH})(?!\w)"
    rf"(?:,?\s*(?P<y>{YEAR})|\s+(?P<ry>{RELYEAR})|\s+(?P<sy>{SHORT_YEAR}))?(?:,?\s+в\s+{WEEKDAY})?",
    FLAGS,
)


MY = re.compile(
    rf"\b(?P<pre>{PRE})?(?P<part>{PART})?(?P<m>{MONTH})(?!\w)(?:,?\s*(?P<y>{YEAR})|\s+(?P<ry>{RELYEAR})|\s+(?P<sy>{SHORT_YEAR}))?",
    FLAGS,
)


Y = re.compile(rf"\b(?P<pre>{PRE})?(?P<part>{PART})?(?P<y>{YEAR}|{RELYEAR})", FLAGS)


NUMERIC = re.compile(
    r"(?<![\d./№-])(?:\b(?P<pre>с|до|от|по|на|к)\s+)?(?P<a>\d{1,2})(?P<sep>[./-])(?P<b>\d{1,2})(?P=sep)(?P<y>(?:19|20)\d\d|\d\d)"
    r"(?!\d|[.]\d)(?:\s*(?:года|г\.|г\b))?",
    FLAGS,
)


# a day and month alone: «9.01 суд его арестовал», never an article («ст. 20.12»)
DAY_MONTH = re.compile(
    r"(?<![\d.,№/-])(?<!ст )(?<!ст\. )(?<!ч\. )(?<!п\. )(?<!статье )(?<!статьи )(?P<d>\d{1,2})\.(?P<m>0[1-9]|1[0-2])(?![\d%]|\.\d|\s*(?:УК|КоАП|тыс|млн|руб|%))"
)
MONTH_YEAR = re.compile(
    r"(?<![\d./№-])(?P<m>0[1-9]|1[0-2])\.(?P<y>(?:19|20)\d\d)(?![\d.]\d)(?:\s*(?:года|г\.|г\b))?",
    FLAGS,
)
ISODATE = re.compile(r"(?<![\d-])(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)")


NIGHT = re.compile(
    rf"\bв\s+ночь\s+(?:с\s+(?P<d1>{DAY})(?:\s+(?P<m1>{MONTH}))?\s+)?на\s+(?P<d>{DAY})\s+(?P<m>{MONTH})(?!\w){OF_YEAR}",
    FLAGS,
)


RANGE_DAYS = re.compile(
    rf"\b(?:(?:в\s+период\s+)?с\s+|между\s+)?(?P<d1>{DAY})(?:\s+(?P<m1>{MONTH}))?(?:\s+(?P<y1>{YEAR}))?\s*(?:по|до|и|[-–—])\s*(?P<d>{DAY})\s+(?P<m>{MONTH})(?!\w){OF_YEAR}",
    FLAGS,
)


RANGE_MONTHS = re.compile(
    rf"\b(?:(?:в\s+период\s+)?с\s+|в\s+|между\s+|за\s+)?(?P<m1>{MONTH})(?:\s+(?P<y1>{YEAR}))?(?:\s+(?:по|до|и)\s+|\s*[-–—]\s*)(?P<m>{MONTH})(?!\w){OF_YEAR}",
    FLAGS,
)


RANGE_YEARS = re.compile(
    rf"\b(?:(?:в\s+период\s+)?(?:с|в|во|между|за)\s+)?(?P<y1>(?:19|20)\d\d)(?:-?(?:го|м))?(?:\s+год[ау]?)?(?:\s+(?:по|до|и)\s+|\s*[-–—]\s*)(?P<y>{YEAR})",
    FLAGS,
)


SEASONS = {"весн": 21, "лет": 22, "осен": 23, "зим": 24}


SEASON = re.compile(
    rf"\b(?P<rel>(?:прошлой|прошлым|минувшей|минувшим|этой|этим|нынешней|нынешним|позапрошлой|позапрошлым)\s+)?"
    rf"(?P<s>весной|летом|осенью|зимой|весну|осень|зиму|весны|осени|зимы){OF_YEAR}"
    rf"|\b(?:к|до|на|в|с)?\s*(?:лето|лету|лета)\s+(?P<y2>{YEAR})",
    FLAGS,
)


DECADE = re.compile(
    r"\b(?:(?P<pre>в|с|до|к)\s+)?(?P<part>(?:начале|середине|конце|первой\s+половине|второй\s+половине)\s+)?"
    r"(?P<d>(?:19|20)?\d0)-?(?:х|е|ых)(?:\s+(?:годах|годы|годов|гг\.?))?"
    r"|\b(?:в|с|до|к)\s+(?P<part2>(?:начале|начала|середине|середины|конце|конца|концу|первой\s+половине|второй\s+половине)\s+)?"
    r"(?P<w>девяностых|девяностые|восьмидесятых|восьмидесятые|нулевых|нулевые|десятых(?!\s+числ))(?:\s+(?:годах|годы|годов))?",
    FLAGS,
)


WEEK = re.compile(
    rf"\b(?:(?:утром|вечером|днём|днем|ночью)\s+)?(?:в|во|на|к)\s+(?P<rel>(?:прошл|минувш|эт|ближайш)\w+\s+|следующ\w+\s+)?(?P<wd>{WEEKDAY})\b",
    FLAGS,
)


HOUR = re.compile(
    r"\b(?P<pre>(?:примерно|около|приблизительно|ближе\s+к)\s+|в\s+)?(?P<h>\d{1,2})(?:[:.](?P<mi>[0-5]\d)(?!\d|\.\d)|\s*(?:час(?:ов|а|у)?|ч\.)(?:\s+(?P<mi2>\d{1,2})\s+мин(?:ут\w*|\.)?)?(?:\s+(?P<dp>утра|вечера|дня|ночи))?|\s+(?P<dp2>утра|вечера|дня|ночи)\b)",
    FLAGS,
)


FEASTS = tuple((pattern, name) for pattern, name in DATA["feasts"])


FEAST = re.compile(
    rf"\b(?:(?P<pre>накануне|перед|после|в|на|во\s+время|к|под)\s+)?(?:(?:праздник\w*|священн\w+|месяц\w*)\s+)*"
    rf"(?P<f>{'|'.join(p for p, _ in FEASTS)}){OF_YEAR}",
    FLAGS,
)


# pattern, least, most, whether it looks back
Row = tuple[str, str, str, bool]


def _any_of(rows: list[Row]) -> re.Pattern[str]:
    """One pattern whose group `rN` tells which row stands there."""
    told = (row[0].replace(" ", r"\s+") for row in rows)
    return re.compile("|".join(rf"(?P<r{i}>\b(?:{p})\b)" for i, p in enumerate(told)), FLAGS)


#: words counted from the document's day, and from the story's time, each with its table
FROM_DOCUMENT, FROM_STORY = (
    (_any_of(rows), rows) for rows in (DATA["from_document"], DATA["from_story"])
)


REL_YEAR = re.compile(
    r"\bв\s+(?P<r>этом|нынешнем|текущем|прошлом|минувшем|позапрошлом|том\s+же|следующем)\s+(?P<u>году|месяце)\b|\bв\s+(?:том|этом)\s+же\s+(?P<y>году)|\bв\s+том\s+же\s+(?P<m>"
    + MONTH
    + r")",
    FLAGS,
)


LAW = re.compile(
    r"(?:закон(?:а|у|ом|е|ы|ов|ах)?\b|кодекс\w*|постановлени\w+\s+(?:пленума|правительства)|указ\w*|приказ\w*|конвенци\w+|соглашени\w+|протокол\w*)"
    r"(?:\W+\w+){0,9}?\W+$|№[^.\n]{0,20}$",
    FLAGS,
)


LAW_AFTER = re.compile(r"^(?:\s*года?|\s*г\.)?\s*(?:№|N\s?\d)")


# «по делу о нападении 4 марта»: the day of what the case is about
CASE_OF = re.compile(r"\bпо\s+делу\s+об?о?\s+[^,.;]{0,60}$", FLAGS)


# a day set for something to come dates nothing that is told after it
PLANNED_FOR = re.compile(
    r"(?:отлож|назнач|перенес|перенёс|перенос|продл|истека|запланир|намеч)\w*(?:\s+[^.;,]{0,40})?\s*$",
    FLAGS,
)
# «ещё в октябре»: before the time that the telling has come to
STILL = re.compile(r"\bещ[её]\s+$", FLAGS)
BORN = re.compile(r"\bродил\w*\b[^.;]{0,50}$", FLAGS)
# what somebody is said to have done
ALLEGED = re.compile(
    r"(?:соверш[её]н\w*|якобы|будто)[^.;]{0,60}$"
    r"|\b(?:обвин[её]нн\w+|обвиняем\w+|подозреваем\w+|причастн\w+)\s+(?:на\s+родине\s+)?(?:в|к)\s[^.;,]{0,80}$"
    r"|\bпо\s+(?:данным|версии|мнению|утверждению)\s+(?:следстви|обвинени|следовател|прокурат|спецслужб|сгб|снб|гкнб|фсб|мвд)[^.;]{0,80}$",
    FLAGS,
)
BIRTH_AFTER = re.compile(r"^\s*(?:года?\s+рождени\w+|г\.?\s?р\.|рожд|р\.)", FLAGS)
BIRTH_BEFORE = re.compile(r"(?:рождени\w+|\bрод\.|\bд\.\s?р\.)\s*[:—–-]?\s*$", FLAGS)


BOUNDS = {
    "с": "since", "со": "since", "начиная с": "since", "до": "until", "по": "until", "к": "by", "ко": "by",
    "после": "after", "не позднее": "by",
}  # fmt: skip
# «в прошлом октябре»: the last one before the document
LAST_MONTH = re.compile(rf"\bв\s+(?:прошлом|минувшем)\s+(?P<m>{MONTH})(?!\w)", FLAGS)

"""What somebody is accused of in Russian text: the articles, the act alleged (when, where), the offence in words.

May import: this package, `claims.particulars`, `marks`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from safeconduct.reading.claims.particulars import bears, edtf_of
from safeconduct.reading.marks import Moment
from safeconduct.reading.russian import syntax
from safeconduct.reading.russian.articles import Reference
from safeconduct.reading.russian.elsewhere import of_act
from safeconduct.reading.russian.whereabouts import place
from safeconduct.reading.russian.words import Sentence, Word

_OFFENCE = re.compile(
    r"\s+(?:в\s+том,\s+что\s+(?P<that>[^.;»]{5,90})|(?:в|за|о|об|по\s+обвинению\s+в)\s+(?P<what>[^.,;()»\d]{4,90}))",
    re.IGNORECASE,
)
_ACT = re.compile(
    r"(?:соверш[её]н\w*|совершил\w*|имел[оа]?\s+место|деяни[еия]\w*|за\s+события|событи\w+)[^.;]{0,90}?(?:19|20)\d\d[^.;]{0,30}",
    re.IGNORECASE,
)
_TERM = re.compile(
    r"\b(?:на|к)\s+(?:[\w()]+\s+){0,3}(?:лет|год\w*|месяц\w*)\b|сроком|пожизненн|лишени\w+ свободы|колони",
    re.IGNORECASE,
)
_PETTY = re.compile(
    r"\bКоАП\b|административн\w+\s+(?:правонаруш|ответственн|наказан)|\bвыдворени|режим\w*\s+пребывани",
    re.IGNORECASE,
)


def petty(text: str, sentence: Sentence) -> bool:
    """Does the sentence speak of an offence that is no crime («признан виновным, назначен штраф с выдворением»)?"""
    return bool(_PETTY.search(text, *sentence.whole))


def says_term(text: str, sentence: Sentence, word: Word) -> bool:
    """Does the word's clause say for how long («осуждён на пять лет»)?"""
    inside = syntax.local(sentence, word.index)
    clause = text[sentence.words[inside[0]].start : sentence.words[inside[-1]].end]
    return bool(_TERM.search(clause))


class Charges:
    """Reads charges of one text."""

    def __init__(
        self, text: str, moments: Sequence[Moment], references: Sequence[Reference]
    ) -> None:
        self.text, self.moments, self.references = text, moments, references

    def articles(self, sentence: Sentence, word: Word, kind: str, state: str) -> list[str]:
        near = [r for r in self.references if sentence.start <= r.start < sentence.end]
        if not near:
            whole = self.text[sentence.whole[0] : sentence.whole[1]].lower()
            if kind in ("arrest", "detention") and "административном правонарушении" in whole:
                # a ruling's head names the offence its record is about
                return next(
                    (r.ids() for r in self.references if r.code == "CAO" and r.start < 900), []
                )
            return []
        after = [r for r in near if r.start >= word.start]
        found: list[str] = []
        for r in after or near:
            code = "CC" if bears(kind, "criminal") and not re.match(r"\d{1,2}\.", r.number) else ""
            home = state if bears(kind, "criminal") and kind != "extradition_request" else ""
            found.extend(r.ids(code=code, state=home))
        return list(dict.fromkeys(found))

    def alleged(self, sentence: Sentence, word: Word) -> dict[str, object]:
        """When, and in which state, the act is said to have been done: «якобы совершено в Фергане в мае 2018 г.»"""
        start = sentence.whole[0]
        end = min(len(self.text), sentence.whole[1] + 220)
        run = self.text[start:end].split("\n\n")[0]
        found = _ACT.search(run)
        if not found:
            told = (
                m.told
                for m in self.moments
                if word.end <= m.start < sentence.end
                and m.told
                and m.told.year
                and of_act(self.text, word, m)
            )
            day = next(told, None)
            return {"when": edtf_of(day)} if day is not None else {}
        act: dict[str, object] = {}
        for moment in self.moments:
            inside = start + found.start() <= moment.start < start + found.end()
            if inside and moment.told is not None and moment.told.year is not None:
                act["when"] = edtf_of(moment.told)
                break
        named = re.search(r"\bв\s+([А-ЯЁ][а-яё-]+)", found.group())
        if act and named and (known := place(named.group(1))) is not None:
            act["place"] = known.state
        return act

    def offence(self, word: Word) -> str | None:
        tail = self.text[word.end : word.end + 220].split("\n")[0]
        found = re.match(
            r"(?:\s+(?!в\b|за\b|о\b|об\b)[\w«»-]+){0,4}?" + _OFFENCE.pattern, tail, re.IGNORECASE
        )
        if not found or re.match(r"\s*деяни", found["that"] or found["what"] or ""):
            return None
        what = (found["that"] or found["what"]).strip()
        what = re.split(
            r"\s+(?:и\s+(?:объяв|арест|задерж|приговор)|в\s+(?:январ|феврал|март|апрел|мае|июн|июл|август|сентябр|октябр|ноябр|декабр))",
            what,
        )[0]
        what = re.sub(r"\s+(?:по|в|на|и|с)$", "", what)
        if (
            re.match(
                r"(?:году|отношении|качестве|розыск|Узбекистан|Росси|суд|отместк|размере|виде|результате|ходе|связи|присутстви|закрыт)",
                what,
            )
            or place(what.split()[0]) is not None
        ):
            return None
        return what[:100]

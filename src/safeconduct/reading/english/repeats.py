"""The same told once more on further days: "arrested in 2015, in 2017 and in May 2019", "in May and June, respectively".

May import: this room.
"""

from __future__ import annotations

import re
from dataclasses import replace

from safeconduct.reading.english.days import LASTING, Days
from safeconduct.reading.english.words import Word
from safeconduct.reading.marks import Told

_RESPECTIVELY = re.compile(r"[^.;]*\brespectively\b")
_FURTHER = 90  # characters within which a further day of the same verb stands
_UNTIL = len(" until the ")
_AND_AGAIN = re.compile(
    r"\s*(?:[,;]|,?\s*and\b)?\s*(?:again\s+|then\s+|finally\s+|once more\s+)?(?:(?:on|in)\s*)?",
    re.IGNORECASE,
)
_SECOND_SERVICE = re.compile(
    r"\s*,?\s*(?:and|but)\s+(?:on|to)\s+(?P<who>[\w\s'’.,]{2,50}?),?\s+(?:only\s+)?(?:on\s*)?(?:the\s*)?"
)
_COUNSEL = re.compile(r"\b(?:me|lawyer|counsel|representative|advocate|attorney)\b", re.IGNORECASE)


def _runs_on(one: Told | None, next_one: Told) -> bool:
    """Two months in a row, without days."""
    if one is None or one.day or next_one.day or not one.month or not next_one.month:
        return False
    return (next_one.month - one.month) % 12 == 1


class Repeats(Days):
    """One telling, several days."""

    __slots__ = ()

    def _may_be_of(self, word: Word, n: int) -> bool:
        """Is a moment not another verb's? "Arrested on 3 May, on 5 May the court …"."""
        _, high = self.text.sentences[word.sentence]
        if self.moments[n].start >= self.text.words[high - 1].end:
            return False
        owner = self._governor_of.get(n)
        return owner is None or owner == word.i or self.text.words[owner].pos not in ("VERB", "AUX")

    def _further(self, word: Word, kind: str, moment: int) -> None:
        """ "Arrested in 2015, in 2017 and in May 2019"; "served on him on 7 August and on his lawyer on 21 August": the
        same once more, on each further day.
        """
        told = self.made[-1]
        first = len(self.made) - 1
        end = self.moments[moment].end
        dealt = _RESPECTIVELY.match(self.text.text, end, end + _FURTHER) is not None
        following = sorted(
            (self.moments[n].start, n)
            for n in self.moments_between(end + 1, end + _FURTHER)
            if self._may_be_of(word, n)
        )
        for start, n in following:
            m = self.moments[n]
            between = self.text.text[end:start]
            if m.bound == "until" and len(between) <= _UNTIL:
                end = (
                    m.end
                )  # "extended on 3 May until 5 July and on 1 July until …": the end of a term
                continue
            service = kind == "notification" and _SECOND_SERVICE.fullmatch(between)
            attributes = dict(told.attributes)
            if service:
                attributes.pop("to", None)
                if self.made[-1] is told:
                    told = self.made[-1] = replace(told, attributes=attributes)
                if _COUNSEL.search(service["who"]):
                    attributes = {**attributes, "to": "counsel"}
            elif not (m.told and not m.bound and _AND_AGAIN.fullmatch(between)) or (
                kind in LASTING or not (m.told.day or m.told.year or dealt)
            ):
                break
            elif _runs_on(self.moments[moment].told, m.told) and not dealt:
                break  # "at her trial in July and August 2018": one
            else:
                attributes["again"] = True
            self.made.append(replace(told, moment=n, at=start, attributes=attributes))
            end = m.end
        if dealt:
            self._deal_out(first)

    def _deal_out(self, first: int) -> None:
        """ "Karimov and Saidov were deported in 2017 and 2021, *respectively*": to each his own day, or none surely."""
        several = self.made[first:]
        whose = several[0].victims
        for n, c in enumerate(several):
            dealt = len(whose) == len(several)
            attributes = {k: v for k, v in c.attributes.items() if k != "again"}
            self.made[first + n] = replace(
                c,
                victims=(whose[n],) if dealt else whose,
                strong=c.strong and dealt,
                attributes=attributes,
            )

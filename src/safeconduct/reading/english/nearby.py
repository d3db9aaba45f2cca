"""Conditions of rows that look at what was told shortly before, or stands in the same sentence.

May import: this room.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from safeconduct.reading.english.arguments import Argument
from safeconduct.reading.english.standing import Standing
from safeconduct.reading.english.wordlists import WORDS
from safeconduct.reading.english.words import Word

_INFORMER = re.compile(r"inform(?:er|ant|ing)|co-?operat|collaborat")
_DURESS = re.compile(
    r"(?<!not )beat|tortur|forced|pressure|threat|coerc|duress|confess|ma[dk]e (?:him|her|me|them|us)|\bmade to"
)
_ON_FILM = re.compile(r"video|film|footage|camera|television|\btv\b|broadcast")
_IN_THE_NEWS = re.compile(
    r"\b(?:news|tv|television|channel|broadcast|footage|media|press|agenc|newspaper|film|video|programme|statement|spokes)"
)
_MEDIA_SAY = re.compile(
    r"according to [\w\s’']{0,30}(?:tv|television|channel|media|agenc|newspaper|press|broadcast)"
)
_HELD = re.compile(
    r"prison|colony|sizo|isolator|detain|removal cent|held (?:him|her|us|me|them)|sentence|detention|custody|camp|cell|jail|behind bars|remand|\bgate|years?’? for|arrest",
    re.IGNORECASE,
)
_NO_WORD = re.compile(
    r"not been (?:seen|heard)|last heard|never (?:seen|heard)|whereabouts|missing|disappear|vanish|no (?:news|trace|contact|word)",
    re.IGNORECASE,
)
_PAPER = re.compile(r"\b(?:decision|order|refusal|ruling|judgment|notice|resolution|indictment)\b")
_MEASURE = re.compile(r"\binterim\b|\brule 39\b|\b(?:provisional|urgent) measure")
_ABROAD = re.compile(r"European Court|Strasbourg|\bECH?t?HR\b|\bCommittee\b")
_FORBIDS = re.compile(
    r"\b(?:bar|barr|prohibit|forbid|suspend|halt|stay|prevent|block)\w*\b[^|]*(?:extradit|deport|expel|expul|remov|return)|\bnot (?:to )?(?:be )?(?:extradit|deport|expel|remov|return|hand)"
)


@dataclass(frozen=True, slots=True)
class Match:
    """A trigger with its arguments, and the word of the argument that a row asked for."""

    word: Word
    args: Sequence[Argument]
    hit: int


class Nearby(Standing):
    """Each is a method `_if_<flag>`, as in conditions.py."""

    __slots__ = ()

    def _if_film(self, m: Match) -> bool:
        return bool(_ON_FILM.search(self._near(m.word, 250)))

    def _if_held(self, m: Match) -> bool:
        """ "They extended it": custody, as told shortly before."""
        near = self.text.text[max(0, m.word.start - 300) : m.word.start]
        return bool(re.search(r"custody|detention|remand|arrest|detained", near))

    def _if_shielded(self, m: Match) -> bool:
        """ "The measure was prolonged": the interim one, as told shortly before."""
        near = self.text.text[max(0, m.word.start - 400) : m.word.start]
        if re.search(r"European Court|Strasbourg|\bECtHR\b", self._sentence(m.word)):
            return True
        return bool(
            re.search(
                r"Rule 39|interim measure|not (?:to )?be (?:removed|extradited|deported)"
                r"|(?:[Cc]ourt|Strasbourg|Committee)\b[^.]{0,40}(?:barred|blocked|halted|forb|prohibit|suspend|stayed)",
                near,
            )
        )

    def _if_defied(self, m: Match) -> bool:
        """ "*Despite a Rule 39 order* he was handed over": a measure of a court abroad, told by what was done against it."""
        words = self.text.words
        over = words[m.word.head]
        if m.word.dep == "pobj":
            near = {over.low, words[over.head].low, words[over.head].lemma}
            against = over.low in ("despite", "notwithstanding") or bool(near & WORDS["defiance"])
        else:
            against = m.word.dep in ("dobj", "nsubjpass") and over.lemma in WORDS["defies"]
        inside = sorted(self.text.subtree(m.word.i, frozenset({"relcl"})))
        phrase = f" {' '.join(words[k].low for k in inside)} "
        if not against:
            return False
        if _MEASURE.search(phrase):
            return True
        abroad = _ABROAD.search(self._sentence(m.word)) or " court " in phrase
        named = m.word.lemma in ("measure", "indication", "injunction", "instruction")
        return bool(abroad) and (named or bool(_FORBIDS.search(phrase)))

    def _if_sought(self, m: Match) -> bool:
        """ "They rejected us": what had been asked for was protection."""
        near = self.text.text[max(0, m.word.start - 500) : m.word.start]
        return bool(re.search(r"asylum|refugee|international protection|UNHCR", near))

    def _if_media_says(self, m: Match) -> bool:
        return bool(_MEDIA_SAY.search(self._sentence(m.word).casefold()))

    def _if_accuses(self, m: Match) -> bool:
        return bool(_IN_THE_NEWS.search(self._near(m.word, 500)))

    def _if_unsuccessful(self, m: Match) -> bool:
        return bool(re.search(r"unsuccessful|failed|vain|fail", self._near(m.word, 60)))

    def _if_freed(self, m: Match) -> bool:
        """ "He came out in 2015": of where he was held, as told shortly before."""
        return bool(_HELD.search(self.text.text[max(0, m.word.start - 700) : m.word.end + 60]))

    def _if_gone(self, m: Match) -> bool:
        """ "Was last seen": a disappearance only where nothing was heard of them since."""
        return bool(_NO_WORD.search(self.text.text[max(0, m.word.start - 250) : m.word.end + 250]))

    def _if_petitioned(self, m: Match) -> bool:
        """ "Got no answer": to a complaint, as told shortly before."""
        near = self.text.text[max(0, m.word.start - 300) : m.word.start]
        return bool(
            re.search(r"complain|petition|wrote to|appealed to|letter to|report(?:ed)? ", near)
        )

    def _if_paper(self, m: Match) -> bool:
        return bool(_PAPER.search(self.text.text[max(0, m.word.start - 200) : m.word.start]))

    def _if_lasting(self, m: Match) -> bool:
        """ "There has been no news of him since May"."""
        return bool(
            re.search(
                r"\b[Ss]ince\b|\bfor \w+ (?:years|months|weeks|days)\b", self._sentence(m.word)
            )
        )

    def _if_duress(self, m: Match) -> bool:
        sentence = self._sentence(m.word).casefold()
        if _INFORMER.search(sentence) or self._paper_pressed(m):
            return False
        return " confession " in self.phrase(m.hit) or bool(_DURESS.search(sentence))

    def _paper_pressed(self, m: Match) -> bool:
        """ "Was made to sign it under a threat": a decision or a form of return, no confession."""
        near = self.text.text[max(0, m.word.start - 160) : m.word.end + 60]
        return " confession " not in self.phrase(m.hit) and bool(
            re.search(
                r"\b(?:deportation|return|removal|expulsion|voluntary)\b[^.]{0,20}\b(?:decision|order|form|paper)",
                near,
            )
        )

"""What the words give beside who and when: where, by whom, articles, terms, the act alleged, form, body, office.

May import: `record`, this room.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from safeconduct.reading.claims.particulars import bears, particulars, told_by
from safeconduct.reading.english.arguments import Argument
from safeconduct.reading.english.charges import alleged, articles, offence
from safeconduct.reading.english.lexicon import lexicon
from safeconduct.reading.english.surroundings import Surroundings
from safeconduct.reading.english.whereabouts import by, destination, office, where
from safeconduct.reading.english.words import Word
from safeconduct.record.places import state_of

_ORDERED = re.compile(
    r"\b(?:order|ruled|authoris|until|for a (?:term|period)|remand(?! (?:prison|cent|facilit))|place|impos|extend|prolong)"
)
_MIGRATION_OFFICE = re.compile(
    r"\b(?:[A-Z]\w+ )*(?:[Ff]ederal )?[Mm]igration (?:[Ss]ervice|[Oo]ffice|[Dd]epartment)(?: in [A-Z]\w+)?"
)
_AT_THE_MIGRATION_OFFICE = ("asylum_application", "permit_application", "asylum_refusal")
_UNANSWERED = re.compile(
    r"\bno (?:response|answer|reply)\b|\bunanswered\b|\bwithout (?:an )?(?:answer|reply|response)\b"
)
_NUMBER = re.compile(
    r"(?:decision|order|ruling|case|resolution)\s+(?:no\.?|№|number)\s*(?=[\w/\-]*\d)([\w/\-]+)",
    re.IGNORECASE,
)
_WHOLE = r"(?<![\d.]){}(?!\d)"  # 18.8, and not 118.8 or 18.80
_RESIDENCE = (
    "18.8",
    "18.10",
)  # articles on breach of residence rules: themselves the ground of custody


@dataclass(slots=True)
class More:
    """What was found beside who and when."""

    values: dict[str, object] = field(default_factory=dict)
    where: str | None = None
    by: str | None = None
    doubts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Attributes:
    """Reads attributes of a trigger from its clause and sentence."""

    around: Surroundings
    legal: set[int] = field(default_factory=set)  # verbs that take articles of their own

    def __post_init__(self) -> None:
        book = lexicon()
        self.legal = {
            w.i
            for w in self.around.text.words
            if w.pos == "VERB"
            and any(bears(r.kind, "articles") for r in book.verbs.get(w.lemma, ()))
        }

    def of(self, kind: str, word: Word, args: Sequence[Argument], length: int | None) -> More:
        """All attributes of one candidate. `length` is the index of the moment that tells how long."""
        around = self.around
        clause = around.clause(word)
        more = More(where=where(around, word, args, kind), by=by(around, word, args))
        values = more.values
        state = state_of(more.where) if more.where else None
        if more.by and re.match(r"[A-Z]{2}(?:-|$)", more.by):
            state = state or more.by[:2]
        if bears(kind, "articles"):
            named = articles(around, word, kind, state, self.legal)
            if named:
                values["articles"] = named
        ordered = kind != "detention" or _ORDERED.search(clause)
        if length is not None and bears(kind, "term") and ordered:
            values["term"] = around.moments[length].length
        if bears(kind, "offence") and (what := offence(around, kind, word)):
            values["accused_of" if kind == "media_accusation" else "offence"] = what
        if kind == "criminal_charge" and (act := alleged(around, word)):
            values["alleged_act"] = act
        if bears(kind, "at") and (at := self._office(kind, word, args)):
            values["at"] = at
        if bears(kind, "to") and (to := destination(around, args)):
            values["to"] = to
        if bears(kind, "silence") and (silence := self._silence(word)):
            values["unanswered_for"] = silence
        if state and bears(kind, "state"):
            values["state"] = state
        words = {
            "clause": clause,
            "sentence": around.sentence(word),
            "before": around.before(word),
            "around": around.around(word, 300),
        }
        values.update(told_by(kind, words, particulars("en")))
        if bears(kind, "ground") and "ground" not in values:
            told = str(values.get("articles"))
            residence = next(
                (n for n in _RESIDENCE if re.search(_WHOLE.format(re.escape(n)), told)), None
            )
            if residence:
                values["ground"] = residence
        numbered = _NUMBER.search(clause)
        if numbered:
            values["decision_number"] = numbered.group(1)
        low, high = around.sentence_span(word)
        notes = [r.note for r in around.references if r.note and low <= r.start < high]
        if notes and (bears(kind, "body") or bears(kind, "articles")):
            values["legal_note"] = notes[0]
        return more

    def _office(self, kind: str, word: Word, args: Sequence[Argument]) -> str | None:
        at = office(self.around, args)
        if at is None and kind in _AT_THE_MIGRATION_OFFICE:
            named = _MIGRATION_OFFICE.search(self.around.sentence(word))
            at = named.group() if named else None
        return at

    def _silence(self, word: Word) -> str | None:
        """ "There was no response for five months", in the next sentence: how long a request lay unanswered."""
        following = self.around.next_sentence(word)
        if following is None:
            return None
        a, b = following
        if not _UNANSWERED.search(self.around.text.text[a:b]):
            return None
        return next((m.length for m in self.around.moments if m.length and a <= m.start < b), None)

"""Passages as rows: quoted, with their file, their speakers and how far the reader vouches for them.

May import: `sources`, `record`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from safeconduct.publish.attributes import Detail, details
from safeconduct.publish.people import Names
from safeconduct.publish.quote import Quote, quote
from safeconduct.publish.telling import Voice
from safeconduct.publish.values import ReadFile
from safeconduct.record import Claim, Figure, Mood, Stance, Tier
from safeconduct.sources import Passage

_WHY = {
    Mood.NEGATED: "denied or negated",
    Mood.CONDITIONAL: "only under a condition",
    Mood.FEARED: "feared or threatened",
    Mood.PLANNED: "planned or intended",
    Mood.GENERIC: "told in general",
    Mood.QUESTION: "asked, not told",
}
_WHY_STANCE = {Stance.DENIED: "denied or negated", Stance.FEARED: "feared or threatened"}


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A quoted passage with its source, its speakers and how far the reader vouches for it."""

    quote: Quote | None
    file: str
    speakers: str
    stance: str  # "" where told as fact
    sure: bool
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UntoldRow:
    """Told, and did not happen as far as the passage goes."""

    why: str
    kind: str
    date: str
    who: str
    details: tuple[Detail, ...]
    passage: PassageRow


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure with who gave it."""

    what: str
    figure: str
    when: str
    by: str
    details: tuple[Detail, ...]
    quote: Quote | None
    file: str


class Teller:
    """Names, files and language of one report: what every row is told with."""

    def __init__(self, names: Names, files: Sequence[ReadFile], say: Voice) -> None:
        self.names, self.say = names, say
        self._files: Mapping[str, ReadFile] = {f.source.id: f for f in files}

    def file(self, document: str) -> str:
        """What the file was called when it was taken in."""
        file = self._files.get(document)
        return (file.source.part or file.source.custody.original_name) if file else ""

    def quote(self, passage: Passage) -> Quote | None:
        """The passage as it is quoted, or None where its text is not here."""
        file = self._files.get(passage.document)
        return quote(file.document, passage) if file and file.document else None

    def passage(self, claim: Claim) -> PassageRow:
        """A claim's passage."""
        return PassageRow(
            quote=self.quote(claim.passage),
            file=self.file(claim.passage.document),
            speakers=self.names.chain(claim.said_by) if claim.said_by else "",
            stance="" if claim.stance is Stance.STATED else self.say(claim.stance.value),
            sure=claim.tier is Tier.SURE,
            doubts=tuple(self.say.explain(d) for d in claim.doubts),
        )

    def untold(self, claim: Claim) -> UntoldRow:
        """What was told and did not happen, with the reason."""
        say = self.say
        why = _WHY.get(claim.mood) or _WHY_STANCE.get(claim.stance, "not a fact")
        return UntoldRow(
            why=say(why),
            kind=say.kind(claim.kind),
            date=say.span(claim.when) if claim.when else "",
            who=", ".join(self.names.of(p) for p in claim.persons if p in self.names.whose),
            details=details(claim.attributes, say),
            passage=replace(self.passage(claim), stance="", doubts=(), sure=True),
        )

    def figure(self, figure: Figure) -> FigureRow:
        """A figure with its range and unit."""
        told = "" if figure.count is None else _number(figure.count)
        if figure.low is not None or figure.high is not None:
            bounds = f"{_number(figure.low)} – {_number(figure.high)}"
            told = f"{told} ({bounds})" if told else bounds
        return FigureRow(
            what=self.say.kind(figure.what),
            figure=f"{told} {self.say(figure.unit)}".strip(),
            when=self.say.span(figure.when) if figure.when else "",
            by=self.names.chain(figure.said_by) if figure.said_by else "",
            details=details(figure.attributes, self.say),
            quote=self.quote(figure.passage),
            file=self.file(figure.passage.document),
        )


def _number(value: float | None) -> str:
    return "…" if value is None else f"{value:,.10g}".replace(",", "\u202f")

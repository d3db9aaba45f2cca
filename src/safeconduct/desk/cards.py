"""A claim as a card beside the text: in the reader's words, with what the form needs to judge it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from safeconduct.casework import ClaimLine, Leaf
from safeconduct.desk.access import Desk
from safeconduct.publish.attributes import Detail, details
from safeconduct.record import Figure, Mood, Referent, Stance, Tier
from safeconduct.sources import Document


@dataclass(frozen=True, slots=True)
class Card:
    """`ref` names the claim on the page; `counts` is whether it can become an event; `says_not` why not."""

    ref: str
    id: str
    number: int
    standing: str
    kind: str
    kind_says: str
    persons: str
    when: str
    words: str
    where: str
    by: str
    speakers: str
    stance: str
    says_not: str
    sure: bool
    doubts: tuple[str, ...]
    details: tuple[Detail, ...]
    quote: str
    place: str
    judged: str
    judgement: str

    @property
    def open(self) -> bool:
        """Does it wait for a judgement?"""
        return self.standing == "proposed"


def cards(desk: Desk, leaf: Leaf) -> tuple[Card, ...]:
    """The cards of a document in the order of its text."""
    names = called(leaf.referents)
    ordered = sorted(leaf.claims, key=lambda c: (c.claim.passage.start, c.claim.passage.end))
    return tuple(card(desk, line, number, names) for number, line in enumerate(ordered, 1))


def called(referents: Iterable[Referent]) -> dict[str, str]:
    """Referent id → what to call them: their name, or their tie to someone who has one."""
    by_id = {r.id: r for r in referents}

    def name(referent: Referent, depth: int = 0) -> str:
        if referent.name:
            return referent.name
        if referent.described and depth < 4:
            tie = referent.described
            whose = by_id.get(tie.of or "")
            relation = _("one of %(count)d: %(relation)s") % {
                "count": tie.count, "relation": tie.relation
            } if tie.count and tie.count > 1 else tie.relation  # fmt: skip
            return f"{relation} ({name(whose, depth + 1)})" if whose else relation
        return referent.roles[0] if referent.roles else _("someone without a name")

    return {r.id: name(r) for r in by_id.values()}


def card(desk: Desk, line: ClaimLine, number: int, names: Mapping[str, str]) -> Card:
    """One card."""
    say, claim = desk.say, line.claim
    last = line.judgements[-1] if line.judgements else None
    return Card(
        ref=desk.ref("claim", claim.id),
        id=claim.id,
        number=number,
        standing=line.standing.value,
        kind=say.kind(claim.kind),
        kind_says=say.kind_says(claim.kind),
        persons=", ".join(names.get(p, "") for p in claim.persons if names.get(p)),
        when=say.span(claim.when) if claim.when else "",
        words=claim.when.words if claim.when else "",
        where=claim.where or "",
        by=say(claim.by) if claim.by else "",
        speakers=", ".join(names[p] for p in claim.said_by if p in names),
        stance="" if claim.stance is Stance.STATED else say(claim.stance.value),
        says_not=_reason(claim.mood, claim.stance),
        sure=claim.tier is Tier.SURE,
        doubts=tuple(say.explain(d) for d in claim.doubts),
        details=details(claim.attributes, say),
        quote=" ".join(line.quote.split()),
        place=say.where(line.place),
        judged=f"{last.by}, {last.at:%Y-%m-%d %H:%M}" if last else "",
        judgement=last.id if last else "",
    )


def _reason(mood: Mood, stance: Stance) -> str:
    if stance is Stance.DENIED:
        return _("denied: not counted as an event")
    if stance is Stance.FEARED:
        return _("feared: not counted as an event")
    return {
        Mood.NEGATED: _("said not to have happened: not counted as an event"),
        Mood.CONDITIONAL: _("only under a condition: not counted as an event"),
        Mood.FEARED: _("feared or threatened: not counted as an event"),
        Mood.PLANNED: _("planned: not counted as an event"),
        Mood.GENERIC: _("told in general: not counted as an event"),
        Mood.QUESTION: _("asked, not told: not counted as an event"),
    }.get(mood, "")


def sure_ones(all_cards: Iterable[Card]) -> tuple[Card, ...]:
    """Those that the button for all sure proposals accepts."""
    return tuple(c for c in all_cards if c.open and c.sure and not c.says_not)


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A number the document gives, and who gave it."""

    number: str
    what: str
    when: str
    speakers: str
    quote: str


def figure_rows(desk: Desk, leaf: Leaf) -> tuple[FigureRow, ...]:
    """The document's figures in the order of its text."""
    names = called(leaf.referents)
    ordered = sorted(leaf.figures, key=lambda f: f.passage.start)
    document = leaf.document
    return tuple(
        FigureRow(
            number=_number(figure),
            what=desk.say.kind(figure.what),
            when=desk.say.span(figure.when) if figure.when else "",
            speakers=", ".join(names[s] for s in figure.said_by if s in names),
            quote=snippet(document, figure.passage.start, figure.passage.end) if document else "",
        )
        for figure in ordered
    )


def _number(figure: Figure) -> str:
    def plain(value: float | None) -> str:
        return "…" if value is None else f"{value:,g}".replace(",", "\u202f")

    told = (
        f"{plain(figure.low)} – {plain(figure.high)}"
        if figure.count is None
        else plain(figure.count)
    )
    return f"{told} {figure.unit}".strip()


def snippet(document: Document, start: int, end: int) -> str:
    """A passage on one line."""
    return " ".join(document.text[start:end].split())

"""English blocks in, marks out: the order of the steps.

May import: `sources`, this room.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from safeconduct.reading.english import (
    articles,
    dates,
    figures,
    layout,
    mentions,
    names,
    namings,
    quotes,
)
from safeconduct.reading.english.attributes import Attributes
from safeconduct.reading.english.clauses import numbers
from safeconduct.reading.english.events import Events
from safeconduct.reading.english.mentions import Pointed
from safeconduct.reading.english.surroundings import Surroundings
from safeconduct.reading.english.words import Analysed, analyse
from safeconduct.reading.marks import Anchor, Candidate, Marks, Mention, Moment, Quote, Sort, Tally
from safeconduct.sources import Block, Document

_FROM = re.compile(
    r"^\s*(?:From|Author|By|Written by|Testimony of|Statement of|Interview with)\s*:?\s",
    re.IGNORECASE,
)
_NAME_IS = re.compile(r"\b(?:[Mm]y name is|I am called|[Ii], the undersigned,?)\s*$|^\s*I, $")
_SIGNED = re.compile(
    r"(?:yours|regards|sincerely|faithfully|signed|signature|best wishes)\b[\s,:]*$", re.IGNORECASE
)


class English:
    """Marks English text. Deterministic; holds no state between documents."""

    language = "en"

    def mark(self, document: Document, blocks: Sequence[Block]) -> Marks:
        """The marks of these blocks, offsets counting in `document.text`."""
        telling, noisy = layout.told(document.text, blocks)
        ordered = sorted(telling + noisy, key=lambda b: b.start)
        text = analyse(document.text, ordered)
        noise = frozenset(
            i
            for i, role in enumerate(text.roles)
            if role in ("caption", "header", "footer", "navigation", "code", "heading", "sender")
        )
        spans = [
            (text.words[a].start, text.words[b - 1].end)
            for i, (a, b) in enumerate(text.blocks)
            if (i not in noise or text.roles[i] in ("sender", "heading")) and b > a
        ]
        senders = [
            (b.end - 1 - len(b.label), b.end - 1)
            for b in ordered
            if b.role == "sender" and b.label.casefold() not in _NOBODY
        ]
        all_spans = [(text.words[a].start, text.words[b - 1].end) for a, b in text.blocks if b > a]
        clause_of = numbers(text)
        named = names.find(text, noise, senders)
        pointed = mentions.find(text, named, noise, clause_of)
        moments = dates.find(document.text, spans)
        references = articles.find(document.text, spans)
        said = quotes.find(text, all_spans, pointed.mentions)
        said = _messages(text, pointed, said)
        all_spans = _with_senders(text, all_spans)
        events = Events(
            text,
            pointed,
            moments,
            clause_of,
            noise,
            Attributes(Surroundings(text, moments, references, _places(text, named), clause_of)),
        )
        events.operative, events.heading = _operative(document.text, moments)
        candidates = events.find()
        moments = [*events.moments, *events.frames]
        tallies = figures.find(text, pointed, moments, noise)
        moments = _event_moments(moments, candidates, document.text)
        author = _author(document.text, pointed)
        if author is not None and _FOR_ANOTHER.search(document.text):
            pointed = _as_client(document.text, _as_counsel(pointed, author), author)
        return _numbered(
            Marks(
                language="en",
                sentences=tuple(
                    (text.words[a].start, text.words[b - 1].end) for a, b in text.sentences if b > a
                ),
                paragraphs=tuple(all_spans),
                mentions=pointed.mentions,
                moments=tuple(moments),
                quotes=tuple(said),
                candidates=tuple(candidates),
                tallies=tuple(tallies),
                author=author,
                breaks=tuple(
                    text.words[a].start
                    for i, (a, b) in enumerate(text.blocks)
                    if b > a
                    and text.roles[i] == "heading"
                    and b - a <= 9
                    and not re.search(r'["“”«»]', text.phrase(a, b))
                ),
                named=tuple(namings.find(text, named, noise)),
            ),
            events.zeros,
        )


# Senders that are an office, not a person.
_NOBODY = {"hotline", "admin", "support", "lawyer", "operator", "me", "you", "bot", "office", "q", "a", "interviewer", "volunteer", "duty lawyer", "helpline"}  # fmt: skip


def _messages(text: Analysed, pointed: Pointed, said: Sequence[Quote]) -> list[Quote]:
    """Each message of a chat is its sender's own words."""
    made: list[Quote] = []
    sender: int | None = None
    for role, (first, last) in zip(text.roles, text.blocks, strict=True):
        if first == last:
            continue
        if role == "sender":
            found = [pointed.by_word[i] for i in range(first, last) if i in pointed.by_word]
            sender = found[-1] if found else None
        elif role == "message":
            made.append(Quote(text.words[first].start, text.words[last - 1].end, sender))
    if not made:
        return list(said)
    inside = [q for q in said if not any(m.start <= q.start < m.end for m in made)]
    return sorted([*made, *inside], key=lambda q: q.start)


def _with_senders(text: Analysed, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """A message and its stamp are one paragraph, so that the stamp dates it."""
    roles = [r for r, (a, b) in zip(text.roles, text.blocks, strict=True) if b > a]
    made: list[tuple[int, int]] = []
    opened: int | None = None
    for role, (start, end) in zip(roles, spans, strict=True):
        if role == "sender":
            opened = start
            continue
        made.append((start if opened is None else opened, end))
        opened = None
    return made


def _places(text: Analysed, named: Sequence[names.Found]) -> dict[int, str]:
    """Places the model names that no list holds: a village, a street, an airport."""
    people = {i for f in named for i in range(f.first, f.last)}
    return {
        i: text.phrase(e.first, e.last).removeprefix("the ").removesuffix("’s").removesuffix("'s")
        for e in text.entities
        if e.label in ("GPE", "LOC", "FAC") and text.words[e.first].text[:1].isupper()
        for i in range(e.first, e.last)
        if i not in people
    }


_RULED = re.compile(
    r"^\W*(?:(?:has |HAS )?(?:RULED|DECIDED|ORDERED|RESOLVED|HELD|DETERMINED)|(?:FOR THESE REASONS|HEREBY)[^\n]{0,60})\s*:?\s*$",
    re.MULTILINE,
)


def _operative(text: str, moments: Sequence[Moment]) -> tuple[int, int | None]:
    """Where a ruling's operative part begins, and the moment in its heading that dates it."""
    ruled = _RULED.search(text)
    if not ruled:
        return 10**9, None
    head = next(
        (
            i
            for i, m in enumerate(moments)
            if m.told and m.told.day and m.told.year and m.start < 600
        ),
        None,
    )
    return (ruled.end(), head) if head is not None else (10**9, None)


_DECISION = re.compile(
    r"(?:the|that|this|his|her|their)\s+(?:court(?:'s)?\s+)?(ruling|judgment|judgement|decision|verdict|hearing|refusal)\b",
    re.IGNORECASE,
)
_CLOSE = 4  # words between "after" and the event it counts from
_RULINGS = ("court_ruling", "asylum_refusal", "expulsion_order", "extradition_order")
_DECISIONS = {
    "verdict": ("conviction", "sentence", "acquittal"),
    "refusal": (
        "asylum_refusal",
        "extradition_refusal",
        "permit_refusal",
        "interim_measure_refusal",
    ),
    "hearing": ("trial", "court_ruling"),
    "judgment": (*_RULINGS, "conviction", "sentence"),
    "judgement": (*_RULINGS, "conviction", "sentence"),
    "ruling": _RULINGS,
    "decision": _RULINGS,
}


def _event_moments(
    moments: Sequence[Moment], candidates: Sequence[Candidate], text: str
) -> list[Moment]:
    """ "The day after *his arrest*": which kinds the words after it tell."""
    made = []
    for m in moments:
        if m.anchor is Anchor.EVENT and m.event_at is not None:
            noun = _DECISION.match(text, m.event_at)
            near = [
                c
                for c in candidates
                if m.event_at <= c.at <= m.event_at + 60
                and len(text[m.event_at : c.at].split()) <= _CLOSE
            ]
            if noun:
                m = replace(
                    m, event_kinds=_DECISIONS[noun.group(1).casefold()], event_at=noun.start(1)
                )
            elif near:
                first = min(near, key=lambda c: c.at)
                m = replace(m, event_kinds=_kindred(first.kind), event_at=first.at)
        made.append(m)
    return made


def _kindred(kind: str) -> tuple[str, ...]:
    """Kinds that the same words may mean: an arrest may be told as an abduction or a detention."""
    groups = (
        ("arrest", "detention", "abduction"),
        ("conviction", "sentence", "trial"),
        ("asylum_application", "permit_application"),
        ("departure", "entry", "move"),
    )
    return next(((kind, *(k for k in g if k != kind)) for g in groups if kind in g), (kind,))


_FOR_ANOTHER = re.compile(
    r"\b(?:[Ww]e|I) (?:act|write|appear) (?:for|on behalf of)\b|\bon behalf of (?:my|our|Mr|Ms|Mrs)\b|\b(?:my|our) client\b|"
    r"\b(?:I|we) represent\b|\b[Cc]ounsel for\b"
)


def _as_counsel(pointed: Pointed, author: int) -> Pointed:
    """Whoever writes for another is that one's lawyer."""
    made = list(pointed.mentions)
    made[author] = replace(made[author], role=(*made[author].role, "lawyer"))
    return Pointed(tuple(made), pointed.by_word)


_FOR_WHOM = re.compile(
    r"(?:\b(?:act|acts|acting|appear|write|writing)\s+(?:for|on behalf of)|\brepresent(?:ing)?|\bon behalf of|\b[Cc]ounsel (?:for|to)|"
    r"^\s*(?:Re|RE|Subject|In re|In the matter of|Concerning|Regarding)\s*:?)"
    r"\s+(?:(?:my|our) client,?\s+)?(?:(?:Mr|Ms|Mrs|Dr)\b\.?\s*)?$",
    re.MULTILINE,
)


def _as_client(text: str, pointed: Pointed, author: int) -> Pointed:
    """ "I act for Mr X", "Re: Mr X": "my client" is X, where a letter for another names one such person first."""
    for i, m in enumerate(pointed.mentions):
        if m.sort is not Sort.NAME or i == author:
            continue
        line = text.rfind("\n", 0, m.start) + 1
        if _FOR_WHOM.search(text[max(line, m.start - 60) : m.start]):
            made = list(pointed.mentions)
            made[i] = replace(m, role=(*m.role, "client"))
            return Pointed(tuple(made), pointed.by_word)
    return pointed


def _author(text: str, pointed: Pointed) -> int | None:
    """Who speaks outside quotes: "My name is …", "From: …", a name under the closing words."""
    for i, m in enumerate(pointed.mentions):
        if m.sort is not Sort.NAME:
            continue
        line = text.rfind("\n", 0, m.start) + 1
        head = text[line : m.start]
        if _NAME_IS.search(head[-40:]) or (
            re.match(
                r"^\s*(?:From|Speaker|Witness|Deponent|Declarant|Name|Interviewee|(?:Testimony|Statement|Affidavit|Declaration) of|(?:Interview|Conversation) with)\s*:?\s*$",
                head,
                re.IGNORECASE,
            )
            and m.start < 1500
        ):
            return i
    for i in range(len(pointed.mentions) - 1, -1, -1):
        m = pointed.mentions[i]
        if m.sort is Sort.NAME and _SIGNED.search(text[max(0, m.start - 40) : m.start]):
            return i
    return None


def _numbered(marks: Marks, zeros: Sequence[Mention]) -> Marks:
    """Put the mentions of people left out by the words into text order, and renumber all references."""
    if not zeros:
        return marks
    everything = [(m.start, 0, i, m) for i, m in enumerate(marks.mentions)]
    everything += [(z.start, 1, -i - 1, z) for i, z in enumerate(zeros)]
    everything.sort(key=lambda row: (row[0], row[1]))
    place = {old: new for new, (_, _, old, _) in enumerate(everything)}

    def ups(indices: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(place[i] for i in indices)

    def quote(q: Quote) -> Quote:
        return replace(q, speaker=None if q.speaker is None else place[q.speaker])

    def candidate(c: Candidate) -> Candidate:
        return replace(
            c,
            instead=None if c.instead is None else place[c.instead],
            victims=ups(c.victims),
            agents=ups(c.agents),
            with_=ups(c.with_),
            for_=ups(c.for_),
            sayers=ups(c.sayers),
        )

    def tally(t: Tally) -> Tally:
        return replace(t, sayers=ups(t.sayers))

    return replace(
        marks,
        mentions=tuple(
            replace(m, owner=None if m.owner is None else place[m.owner])
            for _, _, _, m in everything
        ),
        quotes=tuple(map(quote, marks.quotes)),
        candidates=tuple(map(candidate, marks.candidates)),
        tallies=tuple(map(tally, marks.tallies)),
        author=None if marks.author is None else place[marks.author],
    )


_ = Analysed

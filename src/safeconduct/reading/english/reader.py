"""English blocks in, marks out: the order of the steps.

May import: `sources`, `record`, this room.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from safeconduct.reading.english import anchors, articles, figures, layout, nominals
from safeconduct.reading.english.attributes import Attributes
from safeconduct.reading.english.clauses import numbers
from safeconduct.reading.english.dates import finding as dates
from safeconduct.reading.english.dates import times
from safeconduct.reading.english.events import Events
from safeconduct.reading.english.names import finding as names
from safeconduct.reading.english.names import namings
from safeconduct.reading.english.numbering import numbered
from safeconduct.reading.english.people import authorship, mentions, parties, quotes, voices
from safeconduct.reading.english.surroundings import Surroundings
from safeconduct.reading.english.words import Analysed, analyse
from safeconduct.reading.marks import Marks, Moment
from safeconduct.reading.voices import cards
from safeconduct.reading.voices.answers import answered, asked_about, bare_terms
from safeconduct.reading.voices.entries import days_of, entries_of, heads_of, parted
from safeconduct.reading.voices.forms import lined
from safeconduct.reading.voices.labels import counsel, names_in_heads
from safeconduct.reading.voices.speakers import nested
from safeconduct.reading.voices.threads import as_messages, letters
from safeconduct.reading.voices.turns import interview, split
from safeconduct.record.towns import town_of
from safeconduct.sources import Block, Document


class English:
    """Marks English text. Deterministic; holds no state between documents."""

    language = "en"

    def mark(self, document: Document, blocks: Sequence[Block]) -> Marks:
        """The marks of these blocks, offsets counting in `document.text`."""
        thread = letters(document.text, blocks)
        blocks = as_messages(blocks, thread)
        turns = interview(document.text, blocks)
        heads = sorted([*(t.head for t in turns), *((m.head, m.start) for m in thread)])
        entries = entries_of(document.text, blocks)
        topic = cards.topic(document.text)
        if topic is not None:
            entries = cards.with_notes(document.text, blocks, entries)
        heads_of_days = heads_of(document.text, blocks)
        blocks = parted(blocks, entries, heads_of_days)
        blocks = lined(document.text, split(document.text, blocks, heads))
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
        senders = names_in_heads(document.text, turns, thread)
        all_spans = [(text.words[a].start, text.words[b - 1].end) for a, b in text.blocks if b > a]
        clause_of = numbers(text)
        named = names.find(text, senders)
        pointed = mentions.find(text, named, noise, clause_of)
        dated_spans = sorted({*spans, *(e.date for e in entries)})
        pointed = authorship.called_counsel(
            pointed, counsel(document.text, pointed.mentions, senders)
        )
        pointed = parties.relatives(document.text, pointed)
        moments = asked_about(dates.find(document.text, dated_spans), turns)
        references = articles.find(document.text, spans)
        said = quotes.find(text, all_spans, pointed.mentions)
        said = authorship.told_by(document.text, pointed, said)
        said = nested(voices.spoken(document.text, pointed, turns, thread), said)
        all_spans = authorship.with_senders(text, all_spans)
        events = Events(
            text,
            pointed,
            moments,
            clause_of,
            noise,
            Attributes(
                Surroundings(text, moments, references, _places(text, named, moments), clause_of)
            ),
        )
        starts = {text.words[a].start: i for i, (a, b) in enumerate(text.blocks) if b > a}
        events.answers = [(t.start, t.end) for t in turns if not t.asks]
        events.lines = nominals.lines_of(entries, moments, starts)
        events.about = nominals.protagonist(document.text, pointed, entries, topic)
        events.operative, events.heading = anchors.operative(document.text, moments)
        candidates = events.find()
        moments = [*events.moments, *events.frames]
        candidates = answered(document.text, turns, candidates, moments, said)
        if turns:
            whole = [
                (text.words[a].start, text.words[b - 1].end) for a, b in text.sentences if b > a
            ]
            candidates = bare_terms(document.text, whole, candidates, moments)
        tallies = figures.find(text, pointed, moments, noise)
        moments = anchors.event_moments(moments, candidates, document.text)
        pointed = parties.bound(
            document.text,
            pointed,
            [(text.words[a].start, text.words[b - 1].end) for a, b in text.sentences if b > a],
        )
        if topic is not None and events.about is not None:
            pointed = parties.client(pointed, events.about)
        author = None if turns else authorship.author_of(document.text, pointed)
        pointed = authorship.spoken_for(document.text, pointed, author)
        return numbered(
            Marks(
                language="en",
                sentences=tuple(
                    (text.words[a].start, text.words[b - 1].end)
                    for a, b in text.sentences
                    if b > a and text.roles[text.words[a].block] != "sender"
                ),
                paragraphs=tuple(all_spans),
                mentions=pointed.mentions,
                moments=tuple(moments),
                quotes=tuple(said),
                candidates=tuple(candidates),
                tallies=tuple(tallies),
                author=author,
                about=events.about if topic is not None else None,
                breaks=tuple(
                    text.words[a].start
                    for i, (a, b) in enumerate(text.blocks)
                    if b > a
                    and text.roles[i] == "heading"
                    and b - a <= 9
                    and not re.search(r'["“”«»]', text.phrase(a, b))
                ),
                headings=tuple(
                    (text.words[a].start, text.words[b - 1].end)
                    for i, (a, b) in enumerate(text.blocks)
                    if b > a and text.roles[i] == "heading"
                ),
                heads=tuple(run for m in thread for run in m.correspondents),
                written=(
                    *((m.head, m.end, m.day) for m in thread if m.day),
                    *days_of(document.text, heads_of_days, moments, document.published),
                ),
                named=(
                    *namings.find(text, named),
                    *times.find(document.text, spans, moments, document.published),
                ),
            ),
            events.zeros,
        )


_THERE = ("in", "near", "from", "to", "outside")


def _places(
    text: Analysed, named: Sequence[names.Found], moments: Sequence[Moment]
) -> dict[int, str]:
    """Places the model names that no list holds: a village, a street, an airport; no month, though a town is called March."""
    people = {i for f in named for i in range(f.first, f.last)}
    starts = [w.start for w in text.words]
    for m in moments:
        people |= set(range(bisect_left(starts, m.start), bisect_left(starts, m.end)))
    towns = {
        w.i: w.text
        for w in text.words
        if w.pos == "PROPN"
        and w.dep == "pobj"
        and w.text[:1].isupper()
        and text.words[w.head].low in _THERE
        and w.i not in people
        and not any(text.words[k].dep == "compound" for k in w.kids)
        and town_of(w.text) is not None
    }
    return towns | {
        i: text.phrase(e.first, e.last).removeprefix("the ").removesuffix("’s").removesuffix("'s")
        for e in text.entities
        if e.label in ("GPE", "LOC", "FAC") and text.words[e.first].text[:1].isupper()
        for i in range(e.first, e.last)
        if i not in people
    }

"""Uzbek blocks in, marks out: names, dates, places, articles and the commonest kinds by word list and endings.

There is no model of Uzbek underneath, so what this reads is never sure by itself, and what it does not try to read
is said in `Marks.unread`. Both scripts are read as one (`latin`). May import: `sources`, `record`, this package.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from safeconduct.reading.marks import Marks
from safeconduct.reading.uzbek import dialogue, hearsay
from safeconduct.reading.uzbek.dates import moments
from safeconduct.reading.uzbek.events import candidates
from safeconduct.reading.uzbek.lexicon import rows
from safeconduct.reading.uzbek.mentions import cast
from safeconduct.reading.uzbek.scene import scenes
from safeconduct.reading.uzbek.sentences import sentences
from safeconduct.reading.uzbek.verb import ENDING
from safeconduct.sources import Block, Document


def unread() -> str:
    """What this reader does not try to read, for a person."""
    kinds = len({row.kind for row in rows(ENDING)})
    return (
        f"Uzbek is read by word list only: names, dates, places, articles, whose word it is, and {kinds} kinds of "
        "event; figures, feasts, nicknames and everything else are not read"
    )


class Uzbek:
    """Marks Uzbek text in either script. Deterministic; holds no state between documents."""

    language = "uz"

    def mark(self, document: Document, blocks: Sequence[Block]) -> Marks:
        """The marks of these blocks, offsets counting in `document.text`."""
        text = document.text
        talk = dialogue.talk(text, blocks)
        runs = list(sentences(text, talk.blocks))
        people = cast(text, runs)
        turns = dialogue.spoken(text, talk, people)
        people.name_relatives()
        times = sorted(
            (m for r in runs for m in moments(r, document.published)), key=lambda m: m.start
        )
        found = [c for scene in scenes(text, runs, people, times) for c in candidates(text, scene)]
        author = None if turns else hearsay.author(text, people)
        mentions, place = people.ordered()

        def moved(indices: tuple[int, ...]) -> tuple[int, ...]:
            return tuple(place[i] for i in indices)

        return Marks(
            language="uz",
            sentences=tuple((r.start, r.end) for r in runs),
            paragraphs=tuple((b.start, b.end) for b in blocks),
            mentions=mentions,
            moments=tuple(times),
            quotes=tuple(
                replace(q, speaker=None if q.speaker is None else place[q.speaker])
                for q in turns or hearsay.quotes(text, blocks, people)
            ),
            written=talk.written,
            candidates=tuple(
                replace(c, victims=moved(c.victims), sayers=moved(c.sayers)) for c in found
            ),
            author=None if author is None else place[author],
            unread=(unread(),),
        )


def reader() -> Uzbek:
    """The reader of Uzbek."""
    return Uzbek()

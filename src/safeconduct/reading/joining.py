"""Marks of several runs of one document as one: a paper half in Russian, half in English.

May import: this room's marks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from safeconduct.reading.marks import Marks


def join(parts: Iterable[Marks]) -> Marks:
    """Marks of several runs of one document as one, indices moved along. The first part's language leads."""
    whole: Marks | None = None
    for part in parts:
        if whole is None:
            whole = part
            continue
        people, times = len(whole.mentions), len(whole.moments)

        def up(index: int | None, by: int) -> int | None:
            return None if index is None else index + by

        def ups(indices: tuple[int, ...], by: int) -> tuple[int, ...]:
            return tuple(i + by for i in indices)

        whole = Marks(
            language=whole.language,
            sentences=whole.sentences + part.sentences,
            paragraphs=whole.paragraphs + part.paragraphs,
            mentions=whole.mentions
            + tuple(replace(m, owner=up(m.owner, people)) for m in part.mentions),
            moments=whole.moments + part.moments,
            quotes=whole.quotes
            + tuple(replace(q, speaker=up(q.speaker, people)) for q in part.quotes),
            candidates=whole.candidates
            + tuple(
                replace(
                    c,
                    victims=ups(c.victims, people),
                    agents=ups(c.agents, people),
                    with_=ups(c.with_, people),
                    for_=ups(c.for_, people),
                    sayers=ups(c.sayers, people),
                    moment=up(c.moment, times),
                    length=up(c.length, times),
                    instead=up(c.instead, people),
                )
                for c in part.candidates
            ),
            tallies=whole.tallies
            + tuple(
                replace(t, moment=up(t.moment, times), sayers=ups(t.sayers, people))
                for t in part.tallies
            ),
            author=whole.author if whole.author is not None else up(part.author, people),
            about=whole.about if whole.about is not None else up(part.about, people),
            unread=whole.unread + part.unread,
            breaks=whole.breaks + part.breaks,
            headings=whole.headings + part.headings,
            written=whole.written + part.written,
            heads=whole.heads + part.heads,
            named=whole.named + part.named,
        )
    return whole or Marks("")

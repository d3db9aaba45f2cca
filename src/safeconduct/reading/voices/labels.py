"""The words of turns and messages as quotes: of the one the label names, asks or answers for. In any language.

May import: this room.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from safeconduct.reading.marks import Mention, Quote, Sort
from safeconduct.reading.voices.threads import Letter
from safeconduct.reading.voices.turns import Turn, lists, plain

_STEM = 6  # letters of an office's word that its cases share
_INITIALS = re.compile(r"(?:[A-ZА-ЯЁ]\.?[ -]?){2,3}")


def spoken(
    text: str,
    mentions: Sequence[Mention],
    turns: Sequence[Turn],
    thread: Sequence[Letter],
    asking: int | None,
    telling: int | None,
) -> list[Quote]:
    """Each turn and each message as the words of the one whose they are; a question may be nobody's.

    `asking` and `telling` are the mentions of who asks and who answers where a label tells only the part ("Q", "A").
    """
    named = _Names(mentions)
    made = [
        Quote(m.start, m.end, named.in_run(m.who), turn=True) for m in thread if m.end > m.start
    ]
    for turn in turns:
        label = text[turn.who[0] : turn.who[1]].strip()
        if turn.known:
            who = asking if turn.asks else telling
        elif plain(label) in lists()["offices"]:
            who = _in_office(text, mentions, label, turns[0].head[0])
        elif _INITIALS.fullmatch(label):
            who = _with_initials(mentions, label)
        else:
            who = named.in_run(turn.who)
        if turn.end > turn.start and (turn.asks or who is not None):
            # without a name for who answers, the document's "I" is that one
            made.append(Quote(turn.start, turn.end, who, turn=True))
    return sorted(made, key=lambda q: q.start)


def names_in_heads(
    text: str, turns: Sequence[Turn], thread: Sequence[Letter]
) -> list[tuple[int, int]]:
    """Runs of labels and heads that are a name to be sure."""
    labels = [
        t.who
        for t in turns
        if not t.known
        and not _INITIALS.fullmatch(text[t.who[0] : t.who[1]].strip())
        and plain(text[t.who[0] : t.who[1]]) not in lists()["offices"]
    ]
    written = [m.who for m in thread if plain(text[slice(*m.who)]) not in lists()["nobody"]]
    return [*labels, *(who for who in written if who[1] > who[0])]


def counsel(text: str, mentions: Sequence[Mention], runs: Sequence[tuple[int, int]]) -> set[int]:
    """The names in senders' labels that call them a lawyer: what they lodge is lodged for another."""
    words = lists()["counsel"]
    called = {
        text[slice(*run)].strip()
        for run in runs
        if words & set(re.findall(r"[^\W\d_]+", _label(text, run).casefold()))
    }
    named = _Names(mentions)
    found = {named.in_run(run) for run in runs if text[slice(*run)].strip() in called}
    return {i for i in found if i is not None}


def _label(text: str, run: tuple[int, int]) -> str:
    """A label with what stands beside the name, up to the colon: "Lev (duty lawyer)"."""
    end = text.find(":", run[1], run[1] + 40)
    return text[run[0] : max(end, run[1])].split("\n")[0]


class _Names:
    """The names among the mentions of a document, by where they stand."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._starts = sorted((m.start, i) for i, m in enumerate(mentions) if m.sort is Sort.NAME)

    def in_run(self, run: tuple[int, int]) -> int | None:
        """The first name of a run, as the index of its mention."""
        at = bisect_left(self._starts, (run[0], -1))
        found = self._starts[at] if at < len(self._starts) else None
        return found[1] if found and found[0] < run[1] else None


def _in_office(text: str, mentions: Sequence[Mention], label: str, until: int) -> int | None:
    """Whom the lines above give the office of a label: «защитник Эльвира Гайнутдинова», then «ЗАЩИТНИК: …»."""
    stem = re.escape(plain(label)[:_STEM])
    titled = re.compile(rf"\b{stem}\w*(?:\s+[^\W\d_]+){{0,2}}[\s:,—–-]*$", re.IGNORECASE)
    return next(
        (
            i
            for i, m in enumerate(mentions)
            if m.sort is Sort.NAME
            and m.end <= until
            and titled.search(text[max(0, m.start - 60) : m.start])
        ),
        None,
    )


def _with_initials(mentions: Sequence[Mention], label: str) -> int | None:
    letters = sorted(c for c in label if c.isalpha())
    for i, m in enumerate(mentions):
        if m.sort is Sort.NAME and sorted(p[0].upper() for p in m.name.split()) == letters:
            return i
    return None

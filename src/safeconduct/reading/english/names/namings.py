"""Places and organisations that English words name, as marks.

May import: `record`, the shelf, this room.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from safeconduct.reading.english.names.bodies import Bodies
from safeconduct.reading.english.names.book import Found
from safeconduct.reading.english.names.parties import is_of_case, is_party
from safeconduct.reading.english.names.places import Places
from safeconduct.reading.english.words import Analysed
from safeconduct.reading.marks import Named
from safeconduct.record.places import state_of
from safeconduct.record.towns import town_of
from safeconduct.shelf import read_yaml, shelf


def find(text: Analysed, people: Sequence[Found]) -> list[Named]:
    """All places and organisations, in order, none of them inside a person's name."""
    persons = frozenset(i for f in people for i in range(f.first, f.last))
    bodies = Bodies(text, persons).find()
    taken = persons | {i for a, b in bodies for i in range(a, b)}
    words = text.words

    def named(run: tuple[int, int], what: str) -> Named:
        start, end = words[run[0]].start, words[run[1] - 1].end
        value = _state(text.text[start:end]) if what == "place" else _body(text.text[start:end])
        return Named(start, end, what, value)

    made = [named(run, "organisation") for run in bodies]
    for run in Places(text, taken).find():
        if is_party(text, *run):
            made.append(named(run, "organisation"))
        elif not is_of_case(text, *run):
            made.append(named(run, "place"))
    return sorted(made, key=lambda n: n.start)


def _state(words: str) -> str:
    return state_of(words) or town_of(words) or ""


@cache
def _bodies() -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = read_yaml(shelf("vocabulary") / "triggers-en.yaml")["bodies"]
    return tuple((re.compile(pattern, re.IGNORECASE), str(name)) for pattern, name, _ in rows)


def _body(words: str) -> str:
    """A body's short name, where the words are that of a known one."""
    return next((name for pattern, name in _bodies() if pattern.fullmatch(words)), "")

"""The Uzbek word lists of vocabulary/triggers-uz.yaml as patterns over plain text.

A stem is written as its words in plain letters; `~` stands for up to six words between a noun (with any ending) and
its verb ("boshpana~so'ra"). May import: `record.kinds`, the shelf.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from safeconduct.reading.errors import BrokenLexicon
from safeconduct.record.kinds import kinds
from safeconduct.shelf import read_yaml, shelf

_LONG = 6  # letters of a stem that is itself without its apostrophe
_GAP = r"[\w']*\s+(?:[\w'\-«»\"]+\s+){0,6}?"


@dataclass(frozen=True, slots=True)
class Row:
    """One kind's pattern: `match` has the groups of verb.ENDING.

    `victim`: in which case the one it happens to stands, likeliest first. `own`: the subject's own act or fate.
    `denied`: told by a denied verb only ("qaytib kelmadi"). `needs`: words that must be near, `without`: words that must not. `state`: its present tells what is so.
    """

    kind: str
    pattern: re.Pattern[str]
    victim: tuple[str, ...]
    own: bool = False
    state: bool = False
    needs: re.Pattern[str] | None = None
    abroad: bool = False
    without: re.Pattern[str] | None = None
    doubtful: bool = False
    denied: bool = False


@cache
def data() -> dict[str, Any]:
    """The file as it is."""
    loaded: dict[str, Any] = read_yaml(shelf("vocabulary") / "triggers-uz.yaml")
    return loaded


def _part(words: str) -> str:
    """Words that follow one another; `{name}` is any of the words shared under that name."""
    name = re.fullmatch(r"\{(\w+)\}", words)
    if name is None:
        return r"\s+".join(map(re.escape, words.split()))
    shared = data()["shared"].get(name[1])
    if shared is None:
        raise BrokenLexicon(
            "a stem names words that are not shared",
            where="vocabulary/triggers-uz.yaml",
            key=words,
            remedy="Add them under `shared`",
        )
    return "(?:" + "|".join(_part(w) for w in sorted(shared, key=len, reverse=True)) + ")"


def _stem(words: str, *, exact: bool) -> str:
    """A stem as a pattern. Who writes in haste leaves the apostrophes out ("qolga olindi"): they may be missing, but
    in short words and rows where another word would come of it ("o'ldi" died, "oldi" took).
    """
    made = _GAP.join(_part(part) for part in words.split("~"))
    return made if exact or len(words) < _LONG else made.replace("'", "'?")


@cache
def rows(ending: str) -> tuple[Row, ...]:
    """One row a kind and manner. Raises BrokenLexicon where a kind does not exist."""
    made = []
    for raw in data()["events"]:
        if raw["kind"] not in kinds():
            raise BrokenLexicon(
                "a trigger names a kind that does not exist",
                where="vocabulary/triggers-uz.yaml",
                key=raw["kind"],
                remedy="Use a kind of vocabulary/event-kinds.yaml",
            )
        exact = bool(raw.get("exact"))
        longest = sorted(raw["stems"], key=len, reverse=True)
        stems = "|".join(_stem(s, exact=exact) for s in longest)
        own = bool(raw.get("own"))
        near = raw.get("needs")
        made.append(
            Row(
                raw["kind"],
                re.compile(rf"(?<![\w'])(?:{stems}){ending}"),
                tuple(raw.get("victim", ("subject",) if own else ("object", "subject"))),
                own,
                bool(raw.get("state")),
                re.compile(near) if near else None,
                bool(raw.get("abroad")),
                re.compile(raw["without"]) if "without" in raw else None,
                bool(raw.get("doubtful")),
                bool(raw.get("denied")),
            )
        )
    return tuple(made)


@dataclass(frozen=True, slots=True)
class Predicate:
    """Words that tell a state without a verb, at the end of their clause: "ikki yildan beri qamoqda"."""

    kind: str
    pattern: re.Pattern[str]


@cache
def predicates() -> tuple[Predicate, ...]:
    """The rows of `predicates`; the group `no` stands where it is denied."""
    return tuple(
        Predicate(
            raw["kind"],
            re.compile(
                rf"(?<![\w'])(?:{'|'.join(map(re.escape, raw['words']))})(?:dir)?(?:\s+(?:edi|ekan))?(?P<no>\s+emas)?"
                r"(?=\s*(?:[.,;!?»)]|$|\sva\s))"
            ),
        )
        for raw in data()["predicates"]
    )

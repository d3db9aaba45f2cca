"""What a careful person wrote down of a document, to measure a reader against: YAML beside the document.

```yaml
document: {published: 2018-03-21, language: ru}
people:
  karimov: [Баходир Каримов, Каримов]          # every way the text writes the name
events:
- {who: karimov, kind: arrest, when: 2014-06-10, quote: "10 июня Каримова задержали"}
- {who: brother of karimov, kind: [detention, arrest], when: null, quote: "…", optional: true}
not_events:
- {quote: "могут выдать", kind: extradition}
figures:
- {quote: "18 человек", count: 18}
```
`quote` is an exact run of the text (`also`: other runs telling the same), a list of kinds means any is right, `when`
is EDTF (`a/b`: some time between), `optional` counts neither as missed nor, when proposed, as wrong.
May import: `when`, `record`, the shelf.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from safeconduct.reading.errors import BrokenGold
from safeconduct.record.kinds import kinds
from safeconduct.shelf import read_yaml
from safeconduct.when import Span, parse_edtf

# Kinds a gold file may name that are a shade of one of ours.
_SHADES = {"death_in_custody": "death"}


@dataclass(frozen=True, slots=True)
class Expected:
    """One event as it should be found. `spots` are the places of its quotes; `who` names people of the file or,
    "brother of karimov", somebody told by a tie.
    """

    quote: str
    kinds: frozenset[str]
    who: tuple[str, ...]
    spots: tuple[tuple[int, int], ...]
    when: Span | None = None
    said_by: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Denied:
    """Words that tell no happening. No kinds: whatever is claimed there is wrong."""

    quote: str
    kinds: frozenset[str]
    spots: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure as it should be found."""

    quote: str
    count: float | None
    spots: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Gold:
    """All that was written down of one document."""

    published: date | None
    language: str | None
    people: Mapping[str, frozenset[str]] = field(default_factory=dict)
    events: tuple[Expected, ...] = ()
    denied: tuple[Denied, ...] = ()
    figures: tuple[Counted, ...] = ()


def load(path: Path, text: str) -> Gold:
    """The gold of a document whose text is `text`. Raises BrokenGold naming the key and what to mend."""
    data = read_yaml(path)
    if not isinstance(data, dict):
        raise BrokenGold(
            "is not a list of expectations",
            where=str(path),
            remedy="It needs `people` and `events`; see `safeconduct evaluate --help`",
        )
    head = data.get("document") or {}
    people = {
        str(name): frozenset(fold(str(s)) for s in spellings or ())
        for name, spellings in (data.get("people") or {}).items()
    }
    return Gold(
        _day(head.get("published"), path),
        head.get("language"),
        people,
        tuple(_expected(row, text, path) for row in data.get("events") or ()),
        tuple(_denied(row, text, path) for row in data.get("not_events") or ()),
        tuple(_counted(row, text, path) for row in data.get("figures") or ()),
    )


def fold(name: str) -> str:
    """A name as it is compared: spaces, case and ё made even."""
    return " ".join(name.strip("* ").split()).casefold().replace("ё", "е")


def _day(text: Any, path: Path) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(str(text))
    except ValueError as error:
        raise BrokenGold(
            "is not a day",
            where=str(path),
            key="published",
            value=text,
            remedy="Write it as 2018-03-21",
        ) from error


def _spots(quotes: list[str], text: str, path: Path) -> tuple[tuple[int, int], ...]:
    found = []
    for quote in quotes:
        at = text.find(quote)
        if at < 0:
            raise BrokenGold(
                "a quote does not stand in the text",
                where=str(path),
                key="quote",
                value=quote[:40],
                remedy="Copy it from the text letter for letter",
            )
        while at >= 0:
            found.append((at, at + len(quote)))
            at = text.find(quote, at + 1)
    return tuple(found)


def _kinds(raw: Any, path: Path) -> frozenset[str]:
    names = [raw] if isinstance(raw, str) else list(raw or ())
    made = {_SHADES.get(name, name) for name in names}
    for name in made - set(kinds()):
        raise BrokenGold(
            "is no kind of event",
            where=str(path),
            key="kind",
            value=name,
            remedy="The kinds are those of vocabulary/event-kinds.yaml",
        )
    return frozenset(made)


def _many(raw: Any) -> tuple[str, ...]:
    return tuple(str(r) for r in (raw if isinstance(raw, list) else [raw])) if raw else ()


def _expected(row: Any, text: str, path: Path) -> Expected:
    if not isinstance(row, dict) or "quote" not in row or "kind" not in row or "who" not in row:
        raise BrokenGold(
            "an event needs who, kind and quote", where=str(path), key="events", value=str(row)[:40]
        )
    when = None
    if row.get("when") is not None:
        try:
            when = parse_edtf(str(row["when"]))
        except Exception as error:
            raise BrokenGold(
                "is no date in EDTF", where=str(path), key="when", value=row["when"]
            ) from error
    return Expected(
        str(row["quote"]),
        _kinds(row["kind"], path),
        _many(row["who"]),
        _spots([str(row["quote"]), *map(str, row.get("also") or ())], text, path),
        when,
        _many(row.get("said_by")),
        _many(row.get("articles")),
        row.get("optional") is True,
    )


def _denied(row: Any, text: str, path: Path) -> Denied:
    quote = row if isinstance(row, str) else str(row.get("quote", ""))
    named = None if isinstance(row, str) else row.get("kind")
    return Denied(quote, _kinds(named, path), _spots([quote], text, path))


def _counted(row: Any, text: str, path: Path) -> Counted:
    count = row.get("count")
    return Counted(
        str(row["quote"]),
        None if count is None else float(count),
        _spots([str(row["quote"])], text, path),
    )

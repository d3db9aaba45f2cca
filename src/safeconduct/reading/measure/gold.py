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
May import: `when`, `record`, `errors`, the shelf, this room.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from safeconduct.errors import SafeconductError
from safeconduct.reading.errors import BrokenGold
from safeconduct.reading.measure import quotation
from safeconduct.record.kinds import kinds
from safeconduct.shelf import read_yaml
from safeconduct.when import Span, parse_edtf

# Kinds a gold file may name that are a shade of one of ours.
_SHADES = {"death_in_custody": "death"}
#: keys that mean something here; a key near to one of them is taken for a slip of the pen, any other is left alone
_TOP = ("document", "people", "unnamed_people", "events", "not_events", "figures")
_EVENT = ("who", "kind", "when", "quote", "also", "said_by", "articles", "optional")
_FIGURE = ("quote", "count")

Spots = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Expected:
    """One event as it should be found. `spots` are the places of its quotes; `who` names people of the file or,
    "brother of karimov", somebody told by a tie.
    """

    quote: str
    kinds: frozenset[str]
    who: tuple[str, ...]
    spots: Spots
    when: Span | None = None
    said_by: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Denied:
    """Words that tell no happening. No kinds: whatever is claimed there is wrong."""

    quote: str
    kinds: frozenset[str]
    spots: Spots


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure as it should be found."""

    quote: str
    count: float | None
    spots: Spots


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
    """The gold of a document whose text is `text`.

    Raises DataFileError where the file is no YAML, BrokenGold where it says what cannot be used; of several mistakes
    all are told at once, each in `mistakes`.
    """
    data = read_yaml(path)
    if not isinstance(data, dict):
        raise BrokenGold(
            "is not a list of expectations",
            where=str(path),
            remedy="It needs `people` and `events`; see `safeconduct evaluate --help`",
        )
    page = _Page(str(path), text)
    page.keys("", data, _TOP)
    head = page.mapping("document", data.get("document"))
    people = {
        str(name): frozenset(fold(s) for s in page.strings("people", spellings))
        for name, spellings in page.mapping("people", data.get("people")).items()
    }
    made = Gold(
        page.day(head.get("published")),
        page.language(head.get("language")),
        people,
        tuple(page.expected(at, row, people) for at, row in page.rows("events", data)),
        tuple(page.denied(at, row) for at, row in page.rows("not_events", data)),
        tuple(page.counted(at, row) for at, row in page.rows("figures", data)),
    )
    if len(page.mistakes) > 1:
        raise BrokenGold(
            f"{len(page.mistakes)} mistakes:\n  " + "\n  ".join(map(str, page.mistakes)),
            where=str(path),
            mistakes=page.mistakes,
        )
    if page.mistakes:
        raise page.mistakes[0]
    return made


def fold(name: str) -> str:
    """A name as it is compared: spaces, case and ё made even."""
    return " ".join(name.strip("* ").split()).casefold().replace("ё", "е")


_SHOWN = ("kind", "when", "published", "language", "count")


class _Page:
    """Reading a gold file: values as they can be used, and every mistake met on the way."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.mistakes: list[BrokenGold] = []

    def wrong(self, at: str, problem: str, key: str, value: object, remedy: str) -> None:
        """Note a mistake; `at` is the row ("events 3") or "".

        What stands in the paper or names somebody is never repeated: errors end in logs and on other people's screens.
        """
        where = f"{self.path}, {at}" if at else self.path
        shown = None if value is None or key not in _SHOWN else str(value)[:60]
        self.mistakes.append(BrokenGold(problem, where=where, key=key, value=shown, remedy=remedy))

    def keys(self, at: str, row: Mapping[Any, Any], known: Sequence[str]) -> None:
        """A key that nearly is one of ours is a slip of the pen."""
        for key in map(str, row):
            near = get_close_matches(key, known, 1, 0.75) if key not in known else []
            if near and near[0] not in row:
                self.wrong(at, "is no key of such a file", key, None, f"Is {near[0]!r} meant?")

    def mapping(self, key: str, value: Any) -> dict[Any, Any]:
        """A mapping, or none where the file has another thing there."""
        if value is None or isinstance(value, dict):
            return value or {}
        self.wrong("", "must be a mapping", key, value, "See `safeconduct evaluate --help`")
        return {}

    def rows(self, key: str, data: Mapping[Any, Any]) -> Iterable[tuple[str, Any]]:
        """The rows of a list with the place of each, counted from 1."""
        rows = data.get(key)
        if rows is not None and not isinstance(rows, list):
            self.wrong("", "must be a list", key, None, "Begin each of its rows with '- '")
            return []
        return [(f"{key} {n}", row) for n, row in enumerate(rows or (), 1)]

    def strings(self, key: str, value: Any) -> tuple[str, ...]:
        """One or many words as several."""
        many = value if isinstance(value, list) else [] if value is None else [value]
        if any(isinstance(v, dict | list) for v in many):
            self.wrong("", "must be a list of words", key, value, "Write it as [one, another]")
            return ()
        return tuple(map(str, many))

    def day(self, value: Any) -> date | None:
        if value is None:
            return None
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.wrong("", "is not a day", "published", value, "Write it as 2018-03-21")
            return None

    def language(self, value: Any) -> str | None:
        if value is None or (isinstance(value, str) and len(value) == 2 and value.islower()):
            return value
        self.wrong("", "is no language", "language", value, "Write two letters: en, ru, uz")
        return None

    def quote(self, at: str, row: Mapping[Any, Any]) -> tuple[str, Spots]:
        """The quote of a row and everywhere it and its `also` stand."""
        quote = row.get("quote")
        if not isinstance(quote, str) or not quote.strip():
            self.wrong(
                at, "has no quote", "quote", None, "Copy the words that tell it from the text"
            )
            return "", ()
        found: list[tuple[int, int]] = []
        for words in (quote, *self.strings("also", row.get("also"))):
            stands = quotation.spots(words, self.text)
            if not stands:
                agree = quotation.agrees_until(words, self.text)
                where = (
                    f"its first {agree} words do, then the text goes on otherwise"
                    if agree
                    else "not even its first word does"
                )
                self.wrong(
                    at,
                    f"a quote does not stand in the text ({where})",
                    "quote",
                    words,
                    "Copy it from the text letter for letter (`safeconduct read --text-out FILE` writes that text)",
                )
            found.extend(stands)
        return quote, tuple(found)

    def kinds(self, at: str, value: Any) -> frozenset[str]:
        made = {_SHADES.get(name, name) for name in self.strings("kind", value)}
        for name in sorted(made - set(kinds())):
            near = get_close_matches(name, kinds(), 1)
            meant = f"Is {near[0]!r} meant? " if near else ""
            self.wrong(
                at, "is no kind of event", "kind", name,
                f"{meant}The kinds are those of vocabulary/event-kinds.yaml",
            )  # fmt: skip
        return frozenset(made)

    def who(self, at: str, value: Any, people: Mapping[str, Any]) -> tuple[str, ...]:
        """Whose event it is. Words may describe somebody ("a client"); what nearly is a name of the file is a slip."""
        made = self.strings("who", value)
        for name in made:
            near = get_close_matches(name, people, 1, 0.8) if name not in people else []
            if near and not any(p in name for p in people):
                self.wrong(
                    at, "names nobody under `people`", "who", None,
                    "Somebody there is spelt nearly so: use that spelling, or add this one",
                )  # fmt: skip
        return made

    def expected(self, at: str, row: Any, people: Mapping[str, Any]) -> Expected:
        if not isinstance(row, dict) or not {"who", "kind", "quote"} <= set(row):
            self.wrong(
                at, "an event needs who, kind and quote", "events", None, "Add what is missing"
            )
            return Expected("", frozenset(), (), ())
        self.keys(at, row, _EVENT)
        when = None
        if row.get("when") is not None:
            try:
                when = parse_edtf(str(row["when"]))
            except (SafeconductError, ValueError):
                self.wrong(
                    at, "is no date in EDTF", "when", row["when"],
                    "Write 2014-06-10, 2014-06, 2014, or 2014-06/2014-09 for some time between",
                )  # fmt: skip
        quote, spots = self.quote(at, row)
        return Expected(
            quote,
            self.kinds(at, row["kind"]),
            self.who(at, row["who"], people),
            spots,
            when,
            self.strings("said_by", row.get("said_by")),
            self.strings("articles", row.get("articles")),
            row.get("optional") is True,
        )

    def denied(self, at: str, row: Any) -> Denied:
        told = row if isinstance(row, dict) else {"quote": row}
        self.keys(at, told, _EVENT)
        quote, spots = self.quote(at, told)
        return Denied(quote, self.kinds(at, told.get("kind")), spots)

    def counted(self, at: str, row: Any) -> Counted:
        told = row if isinstance(row, dict) else {"quote": row}
        self.keys(at, told, _FIGURE)
        quote, spots = self.quote(at, told)
        count = None
        try:
            count = None if told.get("count") is None else float(told["count"])
        except (TypeError, ValueError):
            self.wrong(at, "is no number", "count", told["count"], "Write it in figures")
        return Counted(quote, count, spots)

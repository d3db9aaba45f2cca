"""A pack's situations: small chronologies with the answers they must have before, on and after a change of law.

May import: `law`, `record`, this room's values. `safeconduct pack check` runs them; so do the tests.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from safeconduct.errors import SafeconductError
from safeconduct.findings.check import check
from safeconduct.findings.finding import Answers, Deadline
from safeconduct.findings.verdict import Verdict
from safeconduct.law import Pack, words
from safeconduct.record.chronology_file import read_chronology


@dataclass(frozen=True, slots=True)
class Failure:
    """An expectation that was not met: where it stands, what was expected, what was found."""

    file: str
    situation: str
    key: str
    expected: str
    found: str

    def __str__(self) -> str:
        return f"{self.file}: “{self.situation}”: {self.key} should be {self.expected}, is {self.found}"


@dataclass(frozen=True, slots=True)
class Ran:
    """How many situations and expectations were looked at, which rows they named, and what failed."""

    situations: int
    expectations: int
    rows: frozenset[str]
    failures: tuple[Failure, ...]


def run(pack: Pack, members: frozenset[str] | None = None) -> Ran:
    """Run the pack's situations (those of `members` alone, where given)."""
    failures: list[Failure] = []
    rows: set[str] = set()
    situations = expectations = 0
    for row in pack.situations:
        if members is not None and row["_pack"] not in members:
            continue
        for name, as_of, chronology, expect in _days(row):
            situations += 1
            file = str(row["_file"])
            try:
                answers = check(read_chronology(chronology, where=f"{file}: {name}"), pack, as_of)
            except SafeconductError as error:
                failures.append(Failure(file, name, "chronology", "readable", str(error)))
                continue
            for key, expected, found in _compared(answers, expect, rows):
                expectations += 1
                if expected != found:
                    failures.append(Failure(file, name, key, expected, found))
    return Ran(situations, expectations, frozenset(rows), tuple(failures))


def _days(
    row: Mapping[str, Any],
) -> Iterator[tuple[str, date, Mapping[str, Any], Mapping[str, Any]]]:
    name = words(row["name"]).en
    as_of = date.fromisoformat(row["as_of"])
    yield name, as_of, row["chronology"], row["expect"]
    for then in row.get("then") or ():
        chronology = dict(row["chronology"])
        change = then.get("change") or {}
        drop = set(then.get("drop") or ())
        events = [
            {k: v for k, v in {**e, **(change.get(e.get("id")) or {})}.items() if v is not None}
            for e in chronology.get("events") or ()
            if e.get("id") not in drop
        ]
        chronology["events"] = [*events, *(then.get("add") or ())]
        if "relations" in then:
            chronology["relations"] = then["relations"]
        if "person" in then:
            chronology["person"] = {**(chronology.get("person") or {}), **then["person"]}
        yield (
            f"{name}: {words(then['name']).en}",
            date.fromisoformat(then.get("as_of") or row["as_of"]),
            chronology,
            then.get("expect") or row["expect"],
        )


def _compared(
    answers: Answers, expect: Mapping[str, Any], rows: set[str]
) -> Iterator[tuple[str, str, str]]:
    for key, expected in expect.items():
        if key == "deadlines":
            yield from _rows(
                expected, {d.id: _deadline(d) for d in reversed(answers.deadlines)}, rows, key
            )
        elif key == "safeguards":
            found = {
                s.id: {
                    "from": _iso(s.first), "to": _iso(s.last), "now": s.now, "outer": _iso(s.outer),
                    "unsure": s.unsure() is not None, "in_force": s.in_force and s.now == "yes",
                }
                for s in answers.safeguards
            }  # fmt: skip
            yield from _rows(expected, found, rows, key)
        elif key == "ways_out":
            ways = {
                w.id: {
                    "open": w.open,
                    "blocked_by": sorted(w.blocked_by),
                    "unsure": w.unsure() is not None,
                }
                for w in answers.ways_out
            }
            yield from _rows(expected, ways, rows, key)
        elif key == "contradictions":
            yield key, str(expected), str([sorted(c.events) for c in answers.contradictions])
        else:
            rows.add(key)
            yield from _finding(answers, key, expected)


def _finding(answers: Answers, rule: str, expected: Any) -> Iterator[tuple[str, str, str]]:
    if not isinstance(expected, Mapping):
        yield rule, str(expected), str(answers.verdict(rule))
        return
    findings = [f for f in answers.findings if f.rule == rule]
    best = findings[0] if findings else None
    for key, value in expected.items():
        if key == "verdict":
            yield f"{rule}.verdict", str(value), str(answers.verdict(rule))
        elif key == "versions":
            found = {d.isoformat(): str(v) for d, v in (best.versions if best else {}).items()}
            yield f"{rule}.versions", str(dict(value)), str(found)
        elif key == "unsure":
            yield f"{rule}.unsure", str(bool(value)), str(bool(best and best.unsure()))
        elif key == "events":
            yield f"{rule}.events", str(list(value)), str(list(best.events) if best else [])
        elif key == "count":
            shown = [f for f in findings if f.verdict is not Verdict.NO]
            yield f"{rule}.count", str(value), str(len(shown))


def _rows(
    expected: Mapping[str, Any],
    found: Mapping[str, Mapping[str, Any]],
    rows: set[str],
    section: str,
) -> Iterator[tuple[str, str, str]]:
    for name, want in expected.items():
        rows.add(name)
        have = found.get(name)
        if want is None or want == "none":
            yield f"{section}.{name}", "none", "none" if have is None else "there"
            continue
        if have is None:
            yield f"{section}.{name}", "there", "none"
            continue
        for key, value in want.items():
            told = sorted(value) if isinstance(value, list) else value
            yield f"{section}.{name}.{key}", str(told), str(have.get(key))


def _deadline(d: Deadline) -> dict[str, Any]:
    return {
        "last_safe": _iso(d.last_safe), "by_the_book": _iso(d.by_the_book), "outer": _iso(d.outer), "state": d.state,
        "whose": d.whose, "starts": d.starts, "unsure": d.unsure() is not None,
    }  # fmt: skip


def _iso(value: date | datetime | None) -> str | None:
    return value.isoformat() if value is not None else None

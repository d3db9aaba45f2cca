"""The chain of what was done: each entry's MAC covers the entry and the MAC before it.

Canonical JSON (sorted keys, no spaces), length-prefixed, under HMAC-SHA256 with a key of the office's own: whoever
has not the key can neither alter an entry nor write a new chain. The last entry's number and MAC also stand in the
file `audit.head`, so that entries cut off the end of the database are missed.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from safeconduct.store.errors import SealBroken
from safeconduct.store.keyring import replace_file
from safeconduct.store.keys import Keys
from safeconduct.store.models import Audit
from safeconduct.store.seal import Seal

HEAD_FILE = "audit.head"
_FIRST = "0" * 64


@dataclass(frozen=True, slots=True)
class Entry:
    """One act: its number in the chain (from 1), when (UTC), who, what, about which ids, with what note."""

    number: int
    at: datetime
    actor: str
    verb: str
    about: tuple[str, ...] = ()
    note: str = ""
    case: str | None = None


class Chain:
    """The audit entries of one database."""

    def __init__(self, alias: str, keys: Keys, seal: Seal, folder: Path) -> None:
        self._alias = alias
        self._keys = keys
        self._seal = seal
        self._head = folder / HEAD_FILE

    def append(self, entry_of: Entry) -> Entry:
        """Write the next entry (its number is given here). To be called inside the act's transaction."""
        last = Audit.objects.using(self._alias).order_by("-number").first()
        number = last.number + 1 if last else 1
        entry = replace(entry_of, number=number, at=entry_of.at.astimezone(UTC))
        Audit.objects.using(self._alias).create(
            number=number,
            case_ref=self._seal.ref("case", entry.case) if entry.case else "",
            sealed=self._seal.seal(entry, f"audit:{number}"),
            mac=self.mac(entry, last.mac if last else _FIRST),
        )
        return entry

    def save_head(self) -> None:
        """Note the end of the chain beside the database, after the act was committed."""
        last = Audit.objects.using(self._alias).order_by("-number").first()
        if last is not None:
            replace_file(self._head, f"{last.number} {last.mac}\n".encode())

    def head(self) -> tuple[int, str] | None:
        """What `audit.head` says; None where there is no such file or it is no such thing."""
        try:
            number, mac = self._head.read_text("ascii").split()
            return int(number), mac
        except (OSError, ValueError):
            return None

    def entries(self, case: str | None = None, limit: int | None = None) -> tuple[Entry, ...]:
        """The newest entries first."""
        rows = Audit.objects.using(self._alias).order_by("-number")
        if case is not None:
            rows = rows.filter(case_ref=self._seal.ref("case", case))
        return tuple(self._entry(row) for row in rows[:limit])

    def faults(self) -> Iterator[str]:
        """Walk the whole chain; one sentence for each thing that is wrong."""
        before, number = _FIRST, 0
        seen: dict[int, str] = {}
        for row in Audit.objects.using(self._alias).order_by("number").iterator(2000):
            number += 1
            if row.number != number:
                yield f"audit: entries {number} to {row.number - 1} are missing"
                number = row.number
            try:
                entry = self._entry(row)
            except SealBroken:
                yield f"audit: entry {row.number} was altered or moved"
            else:
                case_ref = self._seal.ref("case", entry.case) if entry.case else ""
                if entry.number != row.number or row.case_ref != case_ref:
                    yield f"audit: entry {row.number} was altered or moved"
                elif not hmac.compare_digest(self.mac(entry, before), row.mac):
                    yield f"audit: the chain breaks between entries {row.number - 1} and {row.number}"
            before = row.mac
            seen[row.number] = row.mac
        head = self.head()
        if number and head is None:
            yield f"audit: the file {HEAD_FILE}, which notes the end of the chain, is missing or unreadable"
        elif head is not None and seen.get(head[0]) != head[1]:
            if head[0] > number:
                yield f"audit: entries {number + 1} to {head[0]} were cut off the end of the chain"
            else:
                yield f"audit: entry {head[0]} is not the one that {HEAD_FILE} notes"

    def mac(self, entry: Entry, before: str) -> str:
        """The chained MAC of an entry."""
        plain = json.dumps(
            msgspec.to_builtins(entry), ensure_ascii=False, sort_keys=True, separators=(",", ":")
        ).encode()
        mac = hmac.new(self._keys.lasting("audit"), digestmod="sha256")
        for part in (before.encode(), plain):
            mac.update(len(part).to_bytes(8, "big") + part)
        return mac.hexdigest()

    def _entry(self, row: Audit) -> Entry:
        return self._seal.open(row.sealed, Entry, f"audit:{row.number}")

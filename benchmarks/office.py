"""How an encrypted office behaves as it grows: `.venv/bin/python benchmarks/office.py [cases] [documents] [claims]`.

Makes an office of invented rows in a temporary folder and prints the time of what a lawyer waits for, beside the same
bytes in plain SQLite (insert and read back, no sealing, no audit), and what one try at a passphrase costs.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from safeconduct import casework
from safeconduct.casework import Actor
from safeconduct.record import Claim, Reading, Referent
from safeconduct.sources import Block, Document, Passage, take
from safeconduct.store import door, keys
from safeconduct.store.keys import LOGIN, TRIVIAL, VAULT
from safeconduct.store.place import Place
from safeconduct.when import Span


@contextmanager
def timed(what: str, per: int = 1, unit: str = "") -> Iterator[None]:
    start = time.perf_counter()
    yield
    taken = time.perf_counter() - start
    each = f"  ({per / taken:,.0f} {unit} a second)" if per > 1 else ""
    print(f"{what:<58}{taken * 1000:>10,.1f} ms{each}")


def reading(case: int, number: int, claims: int) -> tuple[bytes, Document, Reading]:
    text = (
        f"case {case} document {number}\n" + "He was arrested in Samara on 10 June 2014. " * claims
    )
    data = text.encode()
    source = take(data, name="x.txt", by="Anna", at=datetime.now(UTC))
    document = Document(source.id, text, "en", blocks=(Block(0, len(text)),))
    referents = tuple(
        Referent(f"{source.id[:10]}-r{n}", source.id, f"Rustam{n} Yusupov{case}{number}", (), (Passage(source.id, 0, 4),))
        for n in range(4)
    )  # fmt: skip
    said = tuple(
        Claim(
            f"{source.id[:10]}-c{n}", Passage(source.id, 20 + n, 60 + n), "arrest", (referents[n % 4].id,),
            when=Span.day(date(2014, 6, 1 + n % 28)), where="Samara", event=f"e{n}", reader="rules/en",
        )
        for n in range(claims)
    )  # fmt: skip
    return data, document, Reading(source.id, referents, said)


def main(cases: int = 100, documents: int = 10, claims: int = 50) -> None:
    total = cases * documents * claims
    print(f"{cases} cases, {cases * documents} documents, {total:,} claims\n")
    for name, cost in (
        ("opening the office (vault)", VAULT),
        ("logging in while it is open", LOGIN),
    ):
        with timed(f"one passphrase, {name}"):
            keys.stretch("correct horse battery staple", b"salt" * 4, cost)
    folder = Path(tempfile.mkdtemp(prefix="office-bench-"))
    try:
        office = door.init(Place(folder / "office"), "Anna", "correct horse battery", cost=TRIVIAL)
        anna = Actor("Anna", manager=True)
        rows = [[reading(c, d, claims) for d in range(documents)] for c in range(cases)]
        made = []
        with timed("writing, one act a document", total, "claims"):
            for c, papers in enumerate(rows):
                case = casework.open_case(office, anna, f"Case {c}")
                made.append(case)
                for data, document, read in papers:
                    with office.act("Anna", "read", case=case.id):
                        office.put_source(
                            take(data, name="x", by="Anna", at=office.now()), data, case.id
                        )
                        office.put_document(document)
                        office.put_reading(read)
        plain = sqlite3.connect(folder / "plain.db")
        plain.execute("PRAGMA journal_mode = WAL")
        plain.execute("CREATE TABLE claim (id TEXT PRIMARY KEY, document TEXT, body TEXT)")
        with timed("  the same claims into plain SQLite", total, "claims"):
            for papers in rows:
                for _, document, read in papers:
                    with plain:
                        plain.executemany(
                            "INSERT INTO claim VALUES (?, ?, ?)",
                            [(k.id, document.id, json.dumps({"kind": k.kind, "where": k.where})) for k in read.claims],
                        )  # fmt: skip
        one = made[len(made) // 2]
        source = casework.sources(office, anna, one.id)[0].source.id
        claim = casework.leaf(office, anna, source).claims[0].proposed.id
        with timed("the list of cases"):
            casework.cases(office, anna)
        with timed("a case's sources"):
            casework.sources(office, anna, one.id)
        with timed("one document with its claims"):
            casework.leaf(office, anna, source)
        with timed("accepting one claim (with the audit entry on disk)"):
            casework.accept(office, anna, source, [claim])
        with timed(f"a case's people ({documents * claims} claims)"):
            people = casework.people(office, anna, one.id)
        with timed("a person's chronology"):
            casework.chronology(office, anna, one.id, people[0].person.id)
        from safeconduct.store.backup import backup
        from safeconduct.store.verify import verify

        with timed("verify, everything", total, "claims"):
            assert verify(office).sound
        with timed("backup, everything", total, "claims"):
            backup(office, "Anna", folder / "b")
        size = sum(f.stat().st_size for f in (folder / "office").rglob("*") if f.is_file())
        print(f"\non disk {size / 1e6:.0f} MB, backup {(folder / 'b').stat().st_size / 1e6:.0f} MB")
        door.close(office)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:4]))

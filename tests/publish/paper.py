"""An invented document, read by hand, and what a report is made of from it. Everyone here is invented."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from safeconduct.publish import CaseFile, ReadFile, Report
from safeconduct.record import (
    Chronology,
    Claim,
    Described,
    Event,
    Figure,
    Mood,
    Person,
    Reading,
    Referent,
    Stance,
    Tier,
)
from safeconduct.record.chronology_file import read_chronology_file
from safeconduct.record.views import chronology, events, people
from safeconduct.shelf import shelf
from safeconduct.sources import Block, Condition, Custody, Document, Passage, Source
from safeconduct.when import Basis, parse_edtf

TEXT = """\
Rustam Holiqov sold shoes in Tver. On 3 February 2015 he was arrested there under Article 18.8. A court let him go in spring.

His brother was called to the police in Termez, his lawyer, Vera Lindt, was told by a neighbour. "They may send him back," she fears.

She has counted 14 expulsions to Uzbekistan in 2014.
"""
ID = "5e" * 32
AT = datetime(2026, 1, 2, 9, 30, tzinfo=UTC)


def passage(words: str) -> Passage:
    """Where these words stand in the text."""
    start = TEXT.index(words)
    return Passage(ID, start, start + len(words))


def document() -> Document:
    """The text, a block a paragraph, on page 1."""
    blocks, at = [], 0
    for paragraph in TEXT.split("\n\n"):
        blocks.append(Block(at, at + len(paragraph), page=1))
        at += len(paragraph) + 2
    return Document(ID, TEXT, "en", ("en",), published=date(2015, 9, 1), blocks=tuple(blocks))


def source(**more: object) -> Source:
    """The file the text was taken from."""
    custody = Custody("Anna", AT, "shoes.txt", "sent by the family")
    return Source(str(more.pop("id", ID)), len(TEXT.encode()), "text/plain", custody, **more)  # type: ignore[arg-type]


RUSTAM = Referent(
    "r1",
    ID,
    "Rustam Holiqov",
    ("Rustam Holiqov", "Kholikov"),
    (passage("Rustam Holiqov"),),
    sex="m",
    roles=("trader",),
)
VERA = Referent(
    "r2", ID, "Vera Lindt", ("Vera Lindt",), (passage("Vera Lindt"),), roles=("lawyer",)
)
BROTHER = Referent("r3", ID, "", (), (), Described("brother", "r1"))
NEIGHBOUR = Referent("r4", ID, "", (), (), Described("neighbour"))

CLAIMS = (
    Claim("c1", passage("On 3 February 2015 he was arrested there under Article 18.8"), "arrest", ("r1",), by="police",
          when=parse_edtf("2015-02-03", words="On 3 February 2015"), where="Tver", tier=Tier.SURE,
          attributes={"articles": ["RU-CAO-18.8"], "legal_note": "The text names no part of Article 18.8."}),
    Claim("c2", passage("A court let him go in spring"), "release", ("r1",),
          when=parse_edtf("2015-21", words="in spring", basis=Basis.STORY, anchor="3 February 2015"), tier=Tier.CHECK,
          doubts=("the person is inferred from the words around",)),
    Claim("c3", passage("His brother was called to the police in Termez"), "summons", ("r3",), for_=("r1",), where="Termez",
          said_by=("r2", "r4"), stance=Stance.REPORTED, tier=Tier.SURE),
    Claim("c4", passage("They may send him back"), "expulsion", ("r1",), mood=Mood.FEARED, stance=Stance.FEARED, said_by=("r2",)),
    Claim("c5", passage("expulsions to Uzbekistan"), "expulsion", (), mood=Mood.GENERIC),
)  # fmt: skip
FIGURES = (Figure("f1", passage("14 expulsions to Uzbekistan in 2014"), "expulsion", 14, unit="people", when=parse_edtf("2014"), said_by=("r2",)),)  # fmt: skip


def report(**more: object) -> Report:
    """A report on the document and on a scan that could not be read."""
    reading = Reading(
        ID, (RUSTAM, VERA, BROTHER, NEIGHBOUR), CLAIMS, (), FIGURES, ("a stamp on page 2",)
    )
    everyone = people(reading.referents)
    told = events(CLAIMS, people=everyone)
    rustam = next(p for p in everyone if p.name == "Rustam Holiqov")
    scan = source(
        id="5c" * 32,
        condition=Condition.NO_TEXT,
        explanation="A scan without a text layer: run OCR over it.",
    )
    values: dict[str, object] = {
        "files": (ReadFile(source(), document(), reading), ReadFile(scan)),
        "people": everyone,
        "cases": (
            CaseFile(chronology(rustam, everyone, told), None, ("citizenship UZ: assumed",)),
        ),
        "as_of": date(2016, 1, 1),
    }
    return Report(**(values | more))  # type: ignore[arg-type]


def yunusov() -> Chronology:
    """The invented case of the examples, written by hand."""
    return read_chronology_file(shelf("examples") / "chronologies" / "yunusov.yaml")


def story(*rows: tuple[str, str | None], **attributes: object) -> Chronology:
    """A chronology of one invented person: (kind, EDTF or None) a row."""
    person = Person("p", "Nodira Saidova")
    return Chronology(
        person,
        tuple(
            Event(f"e{n}", kind, ("p",), parse_edtf(when) if when else None, attributes=attributes)
            for n, (kind, when) in enumerate(rows, 1)
        ),
    )


HERE = Path(__file__).parent

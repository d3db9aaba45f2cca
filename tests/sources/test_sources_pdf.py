"""PDFs: pages, running heads, broken words; scans, locks and damage are explained."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from fpdf import FPDF
from PIL import Image

from safeconduct.sources import Condition, Conversion, Limits, recognise

Convert = Callable[..., Conversion]

FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
STORY = [
    "The applicant was detained in Kazan on 3 May 2012 and taken to the remand prison there, where he was held without access to counsel for eleven days.",
    "His wife was told nothing. She wrote to the prosecutor four times; no answer came, and on the fifth day she was called in for a talk about her own papers.",
]  # fmt: skip

PEOPLE = ("The applicant", "Her elder brother", "Their neighbour")


class _Paper(FPDF):
    def header(self) -> None:
        self.set_font("Helvetica", size=9)
        self.cell(0, 8, "REGISTRY COPY - Application no. 12345/12", new_x="LMARGIN", new_y="NEXT")

    def footer(self) -> None:
        self.set_y(-15)
        self.set_font("Helvetica", size=9)
        self.cell(0, 8, f"Page {self.page_no()} of 3", align="C")


def paper(pages: int = 3, *, password: str | None = None) -> bytes:
    pdf = _Paper()
    if password:
        pdf.set_encryption(owner_password="owner", user_password=password)
    for i in range(pages):
        pdf.add_page()
        pdf.set_font("Helvetica", size=12)
        for j, paragraph in enumerate(STORY):
            told = paragraph.replace("The applicant", PEOPLE[i % 3]).replace("She", PEOPLE[i % 3])
            pdf.multi_cell(0, 6, f"{2 * i + j + 1}. {told}", new_x="LMARGIN", new_y="NEXT")
            pdf.ln(5)
    return bytes(pdf.output())


def test_a_paper_is_read_page_by_page_with_its_heads_and_feet_marked(converted: Convert) -> None:
    document = converted(paper()).document
    assert document is not None
    body = [b for b in document.blocks if b.role == "paragraph"]
    assert [b.page for b in body] == [1, 1, 2, 2, 3, 3]
    assert [b.label for b in body] == ["1.", "2.", "3.", "4.", "5.", "6."]
    assert document.text[body[0].start : body[0].end] == f"1. {STORY[0]}"
    assert [b.role for b in document.blocks].count("header") == 3
    assert [b.role for b in document.blocks].count("footer") == 3
    assert document.where(body[2].start).startswith("page 2, paragraph ")
    assert document.language == "en"


def test_a_word_broken_over_the_end_of_a_line_is_whole_again(converted: Convert) -> None:
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("Helvetica", size=12)
    for line in (
        "He was taken from the deten-",
        "tion centre in a car, they said, of the",
        "state.",
    ):
        pdf.cell(0, 6, line, new_x="LMARGIN", new_y="NEXT")
    document = converted(bytes(pdf.output())).document
    assert document is not None
    assert "the detention centre" in document.text


@pytest.mark.skipif(not FONT.exists(), reason="needs the DejaVu font to draw Cyrillic")
def test_cyrillic_in_a_pdf_is_read(converted: Convert) -> None:
    pdf = FPDF()
    pdf.add_font("DejaVu", fname=FONT)
    pdf.add_page()
    pdf.set_font("DejaVu", size=12)
    pdf.multi_cell(0, 6, "Суд установил, что заявитель был задержан в Самаре 10 июня.")
    document = converted(bytes(pdf.output())).document
    assert document is not None
    assert "заявитель был задержан в Самаре" in document.text
    assert document.language == "ru"


def test_a_scan_without_text_is_named_and_what_to_do_is_said(
    converted: Convert, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recognise, "languages", lambda: ())  # as where tesseract is not installed
    picture = io.BytesIO()
    Image.new("L", (300, 400), 200).save(picture, "PNG")
    pdf = FPDF()
    pdf.add_page()
    pdf.image(picture, w=100)
    result = converted(bytes(pdf.output()))
    assert result.source.condition is Condition.NO_TEXT
    assert "scan" in result.source.explanation
    assert result.document is None


def test_a_scanned_page_among_others_is_said(converted: Convert) -> None:
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("Helvetica", size=12)
    pdf.cell(0, 6, "The order is attached.")
    pdf.add_page()
    document = converted(bytes(pdf.output())).document
    assert document is not None
    assert any("Page 2 without text" in u for u in document.unsure)


def test_a_locked_pdf_is_kept_and_named(converted: Convert) -> None:
    result = converted(paper(password="silk road"))
    assert result.source.condition is Condition.ENCRYPTED
    assert "password" in result.source.explanation


@pytest.mark.parametrize("cut", [0.05, 0.5])
def test_a_pdf_cut_short_is_damaged_or_read_never_half_without_a_word(
    converted: Convert, cut: float
) -> None:
    data = paper()
    result = converted(data[: int(len(data) * cut)])
    assert result.source.condition in {Condition.DAMAGED, Condition.NO_TEXT}
    assert result.document is None


def test_more_pages_than_allowed_is_too_large(converted: Convert) -> None:
    result = converted(paper(), limits=Limits(pages=2))
    assert result.source.condition is Condition.TOO_LARGE
    assert "3 pages" in result.source.explanation

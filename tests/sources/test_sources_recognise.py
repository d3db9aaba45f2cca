"""Pictures of pages: read by tesseract where it is installed, behind locks, and never taken for the original's words."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from fpdf import FPDF
from PIL import Image, ImageDraw, ImageFont

from safeconduct.sources import Condition, Conversion, Limits, recognise

Convert = Callable[..., Conversion]

FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
WORDS = ["РЕШЕНИЕ", "", "Заявитель был задержан", "в городе Самаре 10 июня 2014 года."]

pytestmark = pytest.mark.skipif(
    "rus" not in recognise.languages() or not FONT.exists(),
    reason="needs tesseract with Russian (sudo apt install tesseract-ocr tesseract-ocr-rus) and the DejaVu font",
)


def picture(lines: list[str] = WORDS) -> Image.Image:
    page = Image.new("L", (1650, 1100), 255)
    draw = ImageDraw.Draw(page)
    font = ImageFont.truetype(str(FONT), 56)
    for number, line in enumerate(lines):
        draw.text((150, 150 + 85 * number), line, fill=0, font=font)
    return page


def saved(image: Image.Image, kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_a_photographed_page_is_read_and_said_to_be_a_machines_reading(
    converted: Convert, kind: str
) -> None:
    document = converted(saved(picture(), kind)).document
    assert document is not None
    assert "Заявитель был задержан в городе Самаре 10 июня 2014 года" in document.text
    assert document.language == "ru"
    assert any("compare names, dates and numbers" in u for u in document.unsure)


def test_a_scanned_pdf_is_read_page_by_page(converted: Convert) -> None:
    pdf = FPDF()
    for lines in (WORDS, ["Страница вторая этого", "решения суда."]):
        pdf.add_page()
        pdf.image(io.BytesIO(saved(picture(lines))), w=180)
    document = converted(bytes(pdf.output())).document
    assert document is not None
    assert {b.page for b in document.blocks} == {1, 2}
    assert "Страница вторая этого решения суда." in document.text


def test_an_english_page_is_not_read_with_russian_letters(converted: Convert) -> None:
    document = converted(
        saved(picture(["He was held in Kazan", "for a year and a month."]))
    ).document
    assert document is not None
    assert document.text == "He was held in Kazan for a year and a month."
    assert document.language == "en"


def test_a_picture_without_words_has_no_text(converted: Convert) -> None:
    result = converted(saved(Image.new("L", (400, 300), 128)))
    assert result.source.condition is Condition.NO_TEXT
    assert "Type out" in result.source.explanation


def test_a_torn_picture_is_named(converted: Convert) -> None:
    result = converted(saved(picture())[:900])
    assert result.source.condition in {Condition.NO_TEXT, Condition.DAMAGED}


def test_recognition_that_takes_too_long_is_stopped(converted: Convert) -> None:
    result = converted(saved(picture(WORDS * 3)), limits=Limits(seconds=0.05))
    assert result.source.condition is Condition.NOT_PARSED


def test_the_one_program_it_may_become_is_tesseract() -> None:
    code = (
        "import os\nfrom safeconduct.sources.lock import engage\nfrom safeconduct.sources.limits import Limits\n"
        "engage(Limits(), ['/usr/lib', '/lib', '/usr/share'], becomes=os.path.realpath('/usr/bin/tesseract'))\n"
        "for deed in (lambda: os.execve('/bin/sh', ['sh', '-c', 'echo loose'], {}), lambda: open('/etc/passwd'), lambda: os.fork()):\n"
        "    try:\n        deed()\n    except OSError:\n        print('refused')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.stdout == "refused\n" * 3, done.stderr

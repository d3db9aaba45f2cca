"""Whatever bytes come, taking in and converting never raise, and nothing is half read."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import docx
from fpdf import FPDF
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from safeconduct.sources import Condition, Conversion, Limits
from safeconduct.sources.errors import CannotRead
from safeconduct.sources.limits import Limits as ParserLimits
from safeconduct.sources.parsers import archive, html, mail, markdown, mbox, rtf

Convert = Callable[..., Conversion]
SMALL = Limits(seconds=10, memory=768 * 2**20)


@cache
def seeds() -> tuple[bytes, ...]:
    import io

    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("Helvetica", size=12)
    pdf.cell(0, 6, "He was taken.")
    word = io.BytesIO()
    paper = docx.Document()
    paper.add_paragraph("He was taken.")
    paper.save(word)
    return (
        bytes(pdf.output()),
        word.getvalue(),
        b"From: a@example.org\nTo: b@example.org\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nbody\n--x--\n",
        b"<html><body><table><tr><td>x</td></tr></table><p>y</p></body></html>",
        b"{\\rtf1\\ansi\\ansicpg1251 He was \\'e4 taken\\par}",
        "Протокол № 7 от 3 мая".encode("cp1251"),
    )


@st.composite
def mangled(draw: st.DrawFn) -> bytes:
    data = bytearray(draw(st.sampled_from(seeds())))
    for _ in range(draw(st.integers(1, 12))):
        at = draw(st.integers(0, len(data) - 1))
        data[at] = draw(st.integers(0, 255))
    cut = draw(st.integers(0, len(data)))
    return bytes(data[:cut] if draw(st.booleans()) else data)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.one_of(st.binary(max_size=300), mangled()))
def test_random_and_mangled_files_are_kept_and_named(converted: Convert, data: bytes) -> None:
    result = converted(data, limits=SMALL)
    assert isinstance(result.source.condition, Condition)
    assert (result.document is not None) == (result.source.condition is Condition.READ)


@settings(max_examples=150, deadline=None)
@given(
    data=st.one_of(
        st.binary(max_size=300), mangled(), st.text().map(lambda t: t.encode("utf-8", "replace"))
    )
)
def test_the_parsers_in_pure_python_either_read_or_refuse(data: bytes) -> None:
    for parser in (html, markdown, mail, mbox, archive, rtf):
        try:
            parsed = parser.parse(data, ParserLimits())
        except (CannotRead, RecursionError):
            continue
        for block in parsed.blocks:
            assert 0 <= block.start < block.end <= len(parsed.text)

"""Word, OpenDocument and RTF: tables, notes, heads and feet in; tracked deletions out; locks and damage named."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from safeconduct.sources import Condition, Conversion

Convert = Callable[..., Conversion]


def saved(document: docx.document.Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def rewritten(data: bytes, **members: str) -> bytes:
    """The same package with members added or replaced (dots in names given as __)."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for item in old.infolist():
            if item.filename not in members:
                new.writestr(item, old.read(item))
        for name, text in members.items():
            new.writestr(name, text)
    return out.getvalue()


def test_a_word_document_in_the_order_it_is_read(converted: Convert) -> None:
    paper = docx.Document()
    paper.sections[0].header.paragraphs[0].text = "Confidential"
    paper.sections[0].footer.paragraphs[0].text = "Office of the defence"
    paper.add_heading("Statement", level=1)
    paper.add_paragraph("She was taken from home on 3 May 2012.")
    table = paper.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ("Day", "Place", "3 May", "Kazan"), strict=True):
        cell.text = text
    paper.add_paragraph("Nobody has seen her since.")
    document = converted(saved(paper)).document
    assert document is not None
    seen = [(b.role, document.text[b.start : b.end]) for b in document.blocks]
    assert seen == [
        ("header", "Confidential"),
        ("heading", "Statement"),
        ("paragraph", "She was taken from home on 3 May 2012."),
        ("table", "Day\tPlace\n3 May\tKazan"),
        ("paragraph", "Nobody has seen her since."),
        ("footer", "Office of the defence"),
    ]
    assert document.title == "Statement"


def test_deleted_words_are_out_inserted_words_are_in(converted: Convert) -> None:
    paper = docx.Document()
    paragraph = paper.add_paragraph("He was ")._p
    paragraph.append(
        parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>released</w:delText></w:r></w:del>")
    )
    paragraph.append(parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t>held</w:t></w:r></w:ins>"))
    document = converted(saved(paper)).document
    assert document is not None
    assert document.text == "He was held"


def test_numbers_that_word_counts_itself_are_labels(converted: Convert) -> None:
    paper = docx.Document()
    for text in ("The first.", "The second."):
        paragraph = paper.add_paragraph(text)
        properties = paragraph._p.get_or_add_pPr()
        numbering = OxmlElement("w:numPr")
        for name, value in (("w:ilvl", "0"), ("w:numId", "99")):
            child = OxmlElement(name)
            child.set(qn("w:val"), value)
            numbering.append(child)
        properties.append(numbering)
    numbers = paper.part.numbering_part.element
    numbers.insert(0, parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>'
    ))  # fmt: skip
    numbers.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="99"><w:abstractNumId w:val="77"/></w:num>')
    )
    document = converted(saved(paper)).document
    assert document is not None
    assert [b.label for b in document.blocks] == ["1.", "2."]


def test_footnotes_stand_after_the_text(converted: Convert) -> None:
    plain = saved(_with_text("The order was never served."))
    types = zipfile.ZipFile(io.BytesIO(plain)).read("[Content_Types].xml").decode()
    rels = zipfile.ZipFile(io.BytesIO(plain)).read("word/_rels/document.xml.rels").decode()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    data = rewritten(plain, **{
        "[Content_Types].xml": types.replace("</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'),
        "word/_rels/document.xml.rels": rels.replace("</Relationships>", f'<Relationship Id="rId90" Type="{relation}" Target="footnotes.xml"/></Relationships>'),
        "word/footnotes.xml": f'<w:footnotes {nsdecls("w")}><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        '<w:footnote w:id="1"><w:p><w:r><w:t>Her letter of 9 May.</w:t></w:r></w:p></w:footnote></w:footnotes>',
    })  # fmt: skip
    document = converted(data).document
    assert document is not None
    last = document.blocks[-1]
    assert (last.role, document.text[last.start : last.end]) == ("footnote", "Her letter of 9 May.")


def _with_text(text: str) -> docx.document.Document:
    paper = docx.Document()
    paper.add_paragraph(text)
    return paper


def test_a_locked_word_document_is_named(converted: Convert) -> None:
    data = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504
        + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 512
    )  # fmt: skip
    result = converted(data, name="statement.docx")
    assert result.source.condition is Condition.ENCRYPTED


def test_an_old_word_document_is_kept_and_the_way_to_read_it_said(converted: Convert) -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504 + "WordDocument".encode("utf-16-le")
    result = converted(data)
    assert result.source.condition is Condition.UNKNOWN_KIND
    assert "save it as DOCX" in result.source.explanation


@pytest.mark.parametrize("cut", [0.3, 0.7, 0.99])
def test_a_torn_word_document_is_damaged(converted: Convert, cut: float) -> None:
    data = saved(_with_text("The order was never served."))
    result = converted(data[: int(len(data) * cut)])
    assert result.source.condition is Condition.DAMAGED
    assert "damaged" in result.source.explanation


def test_a_word_document_with_broken_xml_inside_is_damaged(converted: Convert) -> None:
    data = rewritten(saved(_with_text("x")), **{"word/document.xml": "<w:document><w:body>"})
    assert converted(data).source.condition is Condition.DAMAGED


def test_entities_that_would_read_other_files_or_grow_without_end_do_nothing(
    converted: Convert,
) -> None:
    laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 12))
    content = (
        f'<!DOCTYPE r [<!ENTITY f SYSTEM "file:///etc/passwd"><!ENTITY l0 "ha">{laughs}]>'
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>'
        "<text:p>seen &f; &l11;</text:p></office:text></office:body></office:document-content>"
    )
    result = converted(odt(content))
    assert result.document is None or "root:" not in result.document.text
    assert result.document is None or len(result.document.text) < 1000


def odt(content: str, manifest: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest or "<manifest/>")
    return out.getvalue()


ODT = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0">'
    "<office:body><office:text><text:h>Заявление</text:h><text:p>Он был<text:s/>задержан<text:note><text:note-body>"
    "<text:p>Протокол № 4</text:p></text:note-body></text:note> в Казани.</text:p><text:list><text:list-item><text:p>раз</text:p>"
    "</text:list-item></text:list><table:table><table:table-row><table:table-cell><text:p>а</text:p></table:table-cell>"
    "<table:table-cell><text:p>б</text:p></table:table-cell></table:table-row></table:table></office:text></office:body>"
    "</office:document-content>"
)


def test_an_opendocument_text_is_read(converted: Convert) -> None:
    document = converted(odt(ODT)).document
    assert document is not None
    assert [(b.role, document.text[b.start : b.end]) for b in document.blocks] == [
        ("heading", "Заявление"), ("paragraph", "Он был задержан в Казани."), ("list", "раз"),
        ("table", "а\tб"), ("footnote", "Протокол № 4"),
    ]  # fmt: skip


def test_a_locked_opendocument_is_named(converted: Convert) -> None:
    result = converted(odt("x", "<m><encryption-data/></m>"))
    assert result.source.condition is Condition.ENCRYPTED


def test_rich_text_in_the_windows_code_page_is_read(converted: Convert) -> None:
    words = "Суд установил, что заявитель был задержан."
    escaped = "".join(f"\\'{b:02x}" for b in words.encode("cp1251"))
    data = rf"{{\rtf1\ansi\ansicpg1251 {escaped}\par Second paragraph.\par}}".encode()
    document = converted(data).document
    assert document is not None
    assert [document.text[b.start : b.end] for b in document.blocks] == [words, "Second paragraph."]


def test_a_zip_that_claims_little_and_unpacks_to_much_is_stopped(converted: Convert) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        archive.writestr("content.xml", b"<a>" + b"\x20" * (400 * 2**20))
    honest = bomb.getvalue()
    result = converted(honest)
    assert result.source.condition is Condition.TOO_LARGE
    # The same bomb with its size belied in the directory: the reader counts what really comes out.
    size = struct.pack("<L", 400 * 2**20 + 3)
    result = converted(honest.replace(size, struct.pack("<L", 100)))
    assert result.source.condition in {Condition.TOO_LARGE, Condition.DAMAGED}

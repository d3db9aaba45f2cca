"""A quoted passage is the document's own words, with no more around it than its paragraph."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from paper import ID, TEXT, document, passage

from safeconduct.publish.quote import quote
from safeconduct.sources import Document, Passage


def test_the_words_stand_with_the_sentence_around_them() -> None:
    found = quote(document(), passage("he was arrested there"))
    assert found.words == "he was arrested there"
    assert found.before.endswith("On 3 February 2015 ")
    assert found.after == " under Article 18.8."
    assert found.where == "page 1, paragraph 1"


def test_context_never_crosses_into_another_paragraph() -> None:
    found = quote(document(), passage("His brother was called"))
    assert found.before == ""
    assert "spring" not in found.before + found.after


@given(st.integers(0, len(TEXT) - 1), st.integers(1, 200))
def test_the_words_are_always_those_of_the_text(start: int, length: int) -> None:
    end = min(len(TEXT), start + length)
    found = quote(document(), Passage(ID, start, end))
    assert found.words == " ".join(f"|{TEXT[start:end]}|".split()).strip(
        "|"
    ) or found.words.strip() == " ".join(TEXT[start:end].split())


@given(st.text(max_size=300), st.data())
def test_any_text_can_be_quoted(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = quote(Document("d", text), Passage("d", start, end))
    assert found.words.split() == text[start:end].split()


def test_a_very_long_passage_is_cut_in_the_middle_and_says_so() -> None:
    text = "word " * 600
    found = quote(Document("d", text), Passage("d", 0, len(text)))
    assert "[…]" in found.words
    assert len(found.words) < 800

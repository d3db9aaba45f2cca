"""Plain text as people send it: headings, numbered paragraphs, tables, captions, quotes and chats are seen."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from safeconduct.sources.layout import blocks_of


def laid_out(text: str) -> list[tuple[str, str, str]]:
    return [(b.role, b.label, text[b.start : b.end]) for b in blocks_of(text)]


def test_a_judgment_has_numbered_paragraphs_and_headings_in_capitals() -> None:
    text = (
        "THE FACTS\n\n5.  The applicant was born in 1980 and lives in Kazan.\n\n"
        "6.  On 3 May 2012 he was detained under Article 18.8 of the\n18.8 Code, it was said.\n\n"
        "УСТАНОВИЛ:\n\nЗаявитель прибыл в Россию."
    )
    seen = laid_out(text)
    assert [(role, label) for role, label, _ in seen] == [
        ("heading", ""), ("paragraph", "5."), ("paragraph", "6."), ("heading", ""), ("paragraph", ""),
    ]  # fmt: skip
    assert seen[2][2].endswith("it was said.")


def test_numbered_lines_without_blank_lines_between_are_paragraphs_of_their_own() -> None:
    seen = laid_out("1. He left.\n2. He came back.\n(3) He was taken.")
    assert [(label, t) for _, label, t in seen] == [
        ("1.", "1. He left."), ("2.", "2. He came back."), ("(3)", "(3) He was taken."),
    ]  # fmt: skip


def test_each_chat_message_knows_its_sender() -> None:
    whatsapp = "12/03/2018, 14:05 - Dilnoza: They came again\nfor my brother\n12/03/2018, 14:07 - Lawyer: Who came?"
    assert [(r, who) for r, who, _ in laid_out(whatsapp)] == [
        ("message", "Dilnoza"),
        ("message", "Lawyer"),
    ]
    iphone = (
        "[12.03.2018, 14:05:33] Дилноза: Они снова приходили\n[12.03.2018, 14:06:01] Адвокат: Кто?"
    )
    assert [who for _, who, _ in laid_out(iphone)] == ["Дилноза", "Адвокат"]
    telegram = (
        "Дилноза, [12.03.2018 14:05]\nОни снова приходили\n\nАдвокат, [12.03.2018 14:06]\nКто?"
    )
    assert [who for _, who, _ in laid_out(telegram)] == ["Дилноза", "Адвокат"]


def test_quoted_mail_tables_and_lists_are_marked() -> None:
    text = "> he wrote\n> to me\nMy answer.\n\nName\tBorn\tHeld\nA.\t1980\tKazan\n\n- one\n- two"
    assert [r for r, _, _ in laid_out(text)] == ["quote", "paragraph", "table", "list", "list"]


def test_a_caption_glued_to_the_paragraph_beneath_is_cut_off() -> None:
    text = "A courtroom in Kazan. Photo: A. Ivanova / Agency. All rights reserved.He was arrested in May and held for a year."
    assert laid_out(text) == [
        ("caption", "", "A courtroom in Kazan. Photo: A. Ivanova / Agency. All rights reserved."),
        ("paragraph", "", "He was arrested in May and held for a year."),
    ]


def test_a_cookie_notice_is_no_part_of_the_story() -> None:
    text = "We use cookies to improve your visit.\n\nHe was arrested in May."
    assert [r for r, _, _ in laid_out(text)] == ["navigation", "paragraph"]


def test_a_short_sentence_is_no_heading_and_wrapped_lines_are_one_paragraph() -> None:
    assert laid_out("He left.\n\nHe went to Kazan\nand stayed there.") == [
        ("paragraph", "", "He left."),
        ("paragraph", "", "He went to Kazan\nand stayed there."),
    ]


@given(st.text(alphabet=st.sampled_from("аБ1. \n\t>-|:,[]()xY/Photo:")))
def test_every_word_is_in_exactly_one_block(text: str) -> None:
    last = 0
    for block in blocks_of(text):
        assert text[last : block.start].strip() == ""
        assert block.start < block.end
        last = block.end
    assert text[last:].strip() == ""


def test_a_short_numbered_or_capital_line_right_above_others_heads_them() -> None:
    seen = laid_out(
        "2. WHAT HAPPENED\n3 Nov. stopped near Bataysk.\n\n3. Семья на родине\nОтец вызван в апреле."
    )
    assert [(role, t) for role, _, t in seen] == [
        ("heading", "2. WHAT HAPPENED"),
        ("paragraph", "3 Nov. stopped near Bataysk."),
        ("heading", "3. Семья на родине"),
        ("paragraph", "Отец вызван в апреле."),
    ]


def test_a_numbered_paragraph_that_runs_over_two_lines_heads_nothing() -> None:
    assert [role for role, _, _ in laid_out("5. He was detained in Kazan\nand beaten.")] == [
        "paragraph"
    ]

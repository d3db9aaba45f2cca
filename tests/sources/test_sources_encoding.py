"""Files of twenty years and many machines: the characters come out right, or the doubt is said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.sources.encoding import decode, looks_like_text

RUSSIAN = (
    "Районный суд рассмотрел дело о выдворении гражданина Республики Узбекистан. "
    "Заявитель пояснил, что на родине его преследуют, и просил предоставить ему временное убежище."
)
SHORT = "Задержан в Самаре вчера вечером"
CAPITALS = "УСТАНОВИЛ: ЗАЯВИТЕЛЬ ЗАДЕРЖАН В МОСКВЕ"
UZBEK = "Oʻzbekiston Respublikasi fuqarosi, уйига қайтмади ва ҳеч ким кўрмаган"
CYRILLIC_PAGES = ["cp1251", "koi8-r", "cp866"]


@pytest.mark.parametrize("page", CYRILLIC_PAGES)
@pytest.mark.parametrize("text", [RUSSIAN, SHORT, CAPITALS, f"Order No. 5 / {SHORT} / Samara"])
def test_russian_in_each_code_page_is_read(page: str, text: str) -> None:
    read = decode(text.encode(page))
    assert read.text == text
    assert read.encoding == page


@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
@pytest.mark.parametrize("text", [RUSSIAN, UZBEK, "Plain English, one line.\nAnd another.\n"])
def test_unicode_is_read_with_a_mark_and_without(codec: str, text: str) -> None:
    assert decode(text.encode(codec)).text == text


def test_western_letters_and_windows_quotes_are_read() -> None:
    text = "The café owner, José Müller, said: “He was taken” – that’s all."
    read = decode(text.encode("cp1252"))
    assert read.text == text
    assert not read.unsure


def test_what_could_be_two_code_pages_is_said() -> None:
    read = decode("ул. Ям".encode("cp1251"))
    assert read.unsure


def test_a_few_torn_bytes_do_not_turn_a_page_into_another_alphabet() -> None:
    data = RUSSIAN.encode()
    read = decode(data.replace(b" ", b" \xff", 1))
    assert read.encoding == "utf-8"
    assert "could not be read" in read.unsure[0]
    assert read.text.count("\ufffd") == 1


def test_a_file_cut_off_inside_a_character_is_read_up_to_there_and_said() -> None:
    read = decode("Решение суда".encode()[:-1])
    assert read.text.startswith("Решение суд")
    assert read.unsure


def test_line_ends_of_every_machine_become_one() -> None:
    assert decode(b"one\r\ntwo\rthree\nfour").text == "one\ntwo\nthree\nfour"


@given(st.binary(max_size=400))
def test_no_bytes_make_it_raise_and_the_text_has_unix_line_ends(data: bytes) -> None:
    assert "\r" not in decode(data).text
    looks_like_text(data)


@given(st.text(alphabet="абвгдежзийклмнопрстуфхцчшщъыьэюя ,.\n", min_size=1))
def test_utf8_is_always_taken_as_utf8(text: str) -> None:
    assert decode(text.encode()).text == text

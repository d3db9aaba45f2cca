"""Parts of a name, whatever the order, script and country of the passport."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.names import Name, parse, romanise


@pytest.mark.parametrize(
    ("text", "given_name", "patronymic", "surname", "sex"),
    [
        ("Tohirov Anvar Rustam o'g'li", "Anvar", "Rustam o'g'li", "Tohirov", "m"),
        ("Anvar Rustam oʻgʻli Tohirov", "Anvar", "Rustam oʻgʻli", "Tohirov", "m"),
        ("ТОХИРОВА Нигора Рустамовна", "Нигора", "Рустамовна", "ТОХИРОВА", "f"),
        ("Нигора Рустам қизи Тоҳирова", "Нигора", "Рустам қизи", "Тоҳирова", "f"),
        ("Серік Болатұлы Ахметов", "Серік", "Болатұлы", "Ахметов", "m"),
        ("Асанов, Бакыт Эркин уулу", "Бакыт", "Эркин уулу", "Асанов", "m"),
        ("Айгүл Маратқызы Ахметова", "Айгүл", "Маратқызы", "Ахметова", "f"),
        ("Rahimova Zarina Umedovna", "Zarina", "Umedovna", "Rahimova", "f"),
        ("Marchenko Oleh Petrovych", "Oleh", "Petrovych", "Marchenko", "m"),
        ("Volha Leanidauna Kavaliova", "Volha", "Leanidauna", "Kavaliova", "f"),
    ],
)
def test_parts_in_any_order(
    text: str, given_name: str, patronymic: str, surname: str, sex: str
) -> None:
    name = parse(text)
    assert (name.given, name.patronymic, name.surname, name.sex) == (
        (given_name,),
        patronymic,
        (surname,),
        sex,
    )
    assert name.sure_order


def test_initials_titles_and_generation() -> None:
    name = parse("судья Рахимов И. А. мл.")
    assert name.titles == ("судья",)
    assert name.initials == ("И.", "А.")
    assert name.surname == ("Рахимов",)
    assert name.generation == "junior"
    assert parse("Sh. Tursunov").initials == ("Sh.",)


def test_a_name_in_quli_is_a_given_name_and_not_a_patronymic() -> None:
    assert parse("Gurbanguly Orazow").patronymic is None
    assert parse("Serikuly Askar Bekov").patronymic == "Serikuly"


def test_where_only_position_tells_the_order_is_not_sure() -> None:
    assert not parse("Karim Nodir").sure_order
    assert parse("KARIM Nodir").surname == ("KARIM",)


@pytest.mark.parametrize(
    ("text", "latin"),
    [
        ("Баҳодир Ғуломов", "Bahodir Gʻulomov"),
        ("Ўткир Йўлдошев", "Oʻtkir Yoʻldoshev"),
        ("Емельян Щёкин", "Yemelyan Shchyokin"),
        ("САИДЖОН Ҷӯраев", "SAIDZHON Jūrayev"),
        ("Ўладзімір Каваленкаў", "Oʻladzimir Kavalenkaw"),
        ("გიორგი", "giorgi"),
        ("Tohir Qodirov", "Tohir Qodirov"),
    ],
)
def test_romanisation_follows_the_standards(text: str, latin: str) -> None:
    assert romanise(text) == latin


@given(st.text(max_size=60))
def test_any_text_parses_and_keeps_its_original(text: str) -> None:
    name = parse(text)
    assert isinstance(name, Name)
    assert name.original == text
    romanise(text)


@given(st.text(alphabet="абвгғдеёжзийкқлмноўпрстуфхҳчшъэюя -", max_size=40))
def test_romanised_cyrillic_has_no_cyrillic_left(text: str) -> None:
    assert not any("\u0400" <= c <= "\u052f" for c in romanise(text))

"""One person or not: spellings, omissions and contradictions a lawyer meets in Uzbek and Russian files."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.names import Verdict, compare


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Баҳодир Рустамов", "Bakhadir Rustamov"),
        ("РУСТАМОВ Баходир Каримович", "Bahodir Karim o'g'li Rustamov"),
        ("Rustamov, Bakhodir", "Баҳодир Каримович Рустамов"),
        ("Djamchid Khodjaïev", "Жамшид Хўжаев"),
        ("Oulougbek Iouldachev", "Ulug‘bek Yo‘ldoshev"),
        ("Қанат Ерланұлы Серіков", "Kanat Yerlanovich Serikov"),
        ("Гульнара Бакытовна Асанова", "Asanova Gulnara Bakyt kyzy"),
        ("Aliaksandr Piatrovich Kazlou", "Александр Петрович Козлов"),
        ("محمد کریمی", "Muhammad Karimi"),
        ("Дилшод Кабиров", "Dilshod Kabirī"),
        ("Aybek Suyunov", "Ойбекжон Суюнов"),
        ("Tolmas Ergashev", "Tolmasxon Ergashev"),
        ("Dzmitry Henadzievich Paulichenka", "Дмитрий Геннадьевич Павличенко"),
    ],
)
def test_spellings_of_one_name_are_the_same(a: str, b: str) -> None:
    assert compare(a, b).verdict is Verdict.SAME
    assert compare(b, a).verdict is Verdict.SAME


@pytest.mark.parametrize(
    ("a", "b", "why"),
    [
        ("Рустамов Баҳодир Каримович", "Рустамов Баҳодир Олимович", "patronymics differ"),
        ("Алишер Рустамович Собиров", "Рустам Алишерович Собиров", "given names differ"),
        ("Назарова Дилноза Каримовна", "Назаров Дилшод Каримович", "one a man, the other a woman"),
        ("Islom Karimov", "Bahodir Karimov", "given names differ"),
        ("Rustam Karimov", "Karim Rustamov", "given names differ"),
        ("Анвар Холматов ст.", "Анвар Холматов мл.", "elder"),
    ],
)
def test_a_contradiction_is_not_outvoted_and_is_named(a: str, b: str, why: str) -> None:
    comparison = compare(a, b)
    assert comparison.verdict is not Verdict.SAME
    assert any(why in reason for reason in comparison.reasons)


def test_a_missing_patronymic_does_not_weigh_against() -> None:
    comparison = compare("Ботир Тоҳиров", "Tohirov Botir Anvar o'g'li")
    assert comparison.verdict is Verdict.SAME
    assert "patronymic on one side only" in comparison.reasons


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Nodir Hasanov", "Nodir Husanov"),
        ("Anna Sergeyeva", "Inna Sergeyeva"),
        ("Islom Holov", "Islom Holova"),
    ],
)
def test_one_letter_that_makes_another_known_name_is_not_taken_for_a_slip(a: str, b: str) -> None:
    assert compare(a, b).verdict is not Verdict.SAME


def test_a_letter_mistyped_is() -> None:
    assert compare("Nodir Hasanov", "Nodir Hasamov").verdict is Verdict.SAME


def test_a_surname_alone_cannot_tell() -> None:
    assert compare("Karimov", "Bahodir Karimov").verdict is Verdict.CANNOT_TELL
    assert compare("Karimov", "Karimov").verdict is Verdict.CANNOT_TELL


def test_a_birth_date_joins_in() -> None:
    a, b = "Anvar Xolmatov", "Анвар Холматов"
    assert compare(a, b, born=("1983-05-17", "1983-05-17")).verdict is Verdict.SAME
    other = compare(a, b, born=("1983-05-17", "1961-02-01"))
    assert other.verdict is not Verdict.SAME
    assert any("birth dates differ" in reason for reason in other.reasons)
    assert compare(a, b, born=("1983", None)) == compare(a, b)


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_two_texts_compare_the_same_both_ways(a: str, b: str) -> None:
    one, other = compare(a, b), compare(b, a)
    assert 0 <= one.score <= 1
    assert one.score == pytest.approx(other.score, abs=1e-5)
    assert one.verdict is other.verdict


@pytest.mark.parametrize("nothing", ["", "—", "123"])
def test_nothing_cannot_be_told(nothing: str) -> None:
    comparison = compare(nothing, "Anvar Tohirov")
    assert comparison.verdict is Verdict.CANNOT_TELL
    assert comparison.reasons == ("no name to compare on one side",)

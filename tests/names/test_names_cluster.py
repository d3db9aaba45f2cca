"""The mentions of one document: who is who."""

from hypothesis import given
from hypothesis import strategies as st

from safeconduct.names import cluster


def test_spellings_bare_names_and_namesakes() -> None:
    mentions = [
        "Bakhodir Karimov", "Karimov", "Tatyana Karimov", "Bakhodir", "Islam Karimov",
        "Bakhodir Karinov", "Tatyana",
    ]  # fmt: skip
    husband, wife, president = 0, 1, 2
    assert cluster(mentions) == [husband, husband, wife, husband, president, husband, wife]


def test_father_and_son_are_two() -> None:
    assert cluster(["Каримов Анвар Собирович", "Каримов Собир Анварович", "Анвар", "Собир"]) == [
        0,
        1,
        0,
        1,
    ]


def test_one_person_in_three_scripts() -> None:
    assert (
        cluster(["Жамшид Холматов", "Jamshid Xolmatov", "Khalmatov Dzhamshid", "Джамшид"])
        == [0] * 4
    )


def test_no_mentions_and_strange_ones() -> None:
    assert cluster([]) == []
    assert cluster(["", "—", "Karimov"])[2] not in cluster(["", "—", "Karimov"])[:2]


def test_russian_cases_do_not_make_new_people() -> None:
    mentions = [
        "Мирсобир Тохиров", "Тохирова", "Мирсобиру", "Ислама Салимова", "Тохировым", "Салимова",
        "Нигора Собирова", "Нигоре", "Собировой",
    ]  # fmt: skip
    assert cluster(mentions) == [0, 0, 0, 1, 0, 1, 2, 2, 2]


def test_short_forms_and_a_surname_without_its_ending() -> None:
    assert cluster(["Александр Климов", "Саша Климов", "Саша"]) == [0, 0, 0]
    assert cluster(["Кабиров Сухроб", "Сухроб Кабир"]) == [0, 0]


def test_initials_fit_the_one_they_agree_with() -> None:
    assert cluster(["Anvar Rustamovich Tohirov", "Tohirov A.R.", "Tohirov N."]) == [0, 0, 1]


@given(st.lists(st.text(max_size=20), max_size=12))
def test_any_mentions_get_groups_numbered_by_first_appearance(mentions: list[str]) -> None:
    groups = cluster(mentions)
    assert len(groups) == len(mentions)
    firsts = list(dict.fromkeys(groups))
    assert firsts == list(range(len(firsts)))

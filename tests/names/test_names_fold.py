"""Spelling standards fold to one form; different names do not."""

import pytest

from safeconduct.names.fold import bones_of, fold


@pytest.mark.parametrize(
    "spellings",
    [
        "Баҳодир Bahodir Бахадыр Bakhadyr",
        "Jamshid Жамшид Джамшид Dzhamshid Djamchid",
        "Shahlo Шаҳло Шахло Şahlo Šahlo",
        "Shcherbakov Щербаков Ščerbakov Chtcherbakov",
        "Seytkaziyev Сейтказиев Seitkaziyev",
        "Xurshid Хуршид Khurshid Khourchid",
        "Ğani Ғани Gani Ghani",
        "Juldošev Жулдошев",
    ],
)
def test_standards_fold_to_one_broad_form(spellings: str) -> None:
    assert len({fold(s).broad for s in spellings.split()}) == 1


def test_a_j_that_may_be_a_y_has_a_second_reading() -> None:
    assert fold("Jusupov").other == fold("Юсупов").fine


@pytest.mark.parametrize(
    ("a", "b"), [("Hasan", "Husan"), ("Karim", "Rahim"), ("Sobir", "Zohir"), ("Safar", "Zafar")]
)
def test_near_names_stay_two(a: str, b: str) -> None:
    assert fold(a).broad != fold(b).broad


def test_bones_are_consonant_classes() -> None:
    assert bones_of(fold("Rahmatov").fine) == bones_of(fold("Рахмедов").fine) == "rgmdv"

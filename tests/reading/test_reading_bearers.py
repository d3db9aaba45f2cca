"""A name told in part belongs to the one whose story it is, and different people never melt into one."""

from __future__ import annotations

import pytest

from safeconduct.reading.marks import Mention, Sort
from safeconduct.reading.people.bearers import bearers


def groups(*told: tuple[str, str | None, str]) -> list[int]:
    made = [
        Mention(n * 10, n * 10 + 5, Sort.NAME, name=name, sex=sex, role=(role,) if role else ())
        for n, (name, sex, role) in enumerate(told)
    ]
    return [b.group for b in bearers(made, frozenset(("brother", "investigator")), (0,))]


def test_a_surname_that_two_bear_is_not_the_relatives() -> None:
    told = (("Алишер Каримов", "m", ""), ("Рустам Каримов", "m", "brother"), ("Каримов", "m", ""))
    alisher, rustam, bare = groups(*told)
    assert bare == alisher != rustam


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Турсунов Баходир Рустамович", "m", ""), ("Гаврилюк Т.П.", "f", "")),
        (("Турсунов Баходир Рустамович", "m", ""), ("Турсунов Ш.Р.", "m", "")),
        (("Саломов", "m", ""), ("Гуломов", "m", "")),
        (("Фируз", "m", ""), ("Ф. Кабиров", "m", "")),
        (("Сиродж Назаров", "m", ""), ("Сирода Назарова", "f", "")),
        (("Инна Сергеевна", "f", ""), ("Gulnora opa", "f", "")),
        (("А.К.", None, ""), ("Ш.К.", None, "")),
    ],
)
def test_different_people_stay_two(
    one: tuple[str, str | None, str], other: tuple[str, str | None, str]
) -> None:
    first, second = groups(one, other)
    assert first != second


def test_initials_and_another_alphabet_are_the_same_person() -> None:
    assert groups(("Маматов Нурбек Асанович", "m", ""), ("Маматов Н.А.", "m", "")) == [0, 0]
    assert groups(("Бахтиёр Юсупов", "m", ""), ("Bakhtiyor Yusupov", "m", "")) == [0, 0]

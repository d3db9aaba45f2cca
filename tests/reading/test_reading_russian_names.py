"""Russian and Central Asian names come back to the nominative, whatever the case, order or letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.reading.russian.names.finding import names
from safeconduct.reading.russian.words import parse
from safeconduct.sources import Block

_SURNAMES = ["Каримов", "Хамидкариев", "Тошматов", "Юлдашев", "Холмирзаев", "Саидов", "Ниёзов"]
_GIVEN = ["Шерзод", "Баходир", "Мирсобир", "Улугбек", "Фаррух", "Жасур", "Отабек"]
_FRAMES = {
    "Вчера {} вызвали в суд.": ("а", "а"),
    "Адвокат позвонил {} вечером.": ("у", "у"),
    "Следователь беседовал с {} два часа.": ("ым", "ом"),
    "Брат {} живёт в Самаре.": ("а", "а"),
}


def found(text: str) -> list[tuple[str, str | None]]:
    return [(n.nominative, n.sex) for n in names(text, parse(text, [Block(0, len(text))]))]


@given(st.sampled_from(_GIVEN), st.sampled_from(_SURNAMES), st.sampled_from(sorted(_FRAMES)))
def test_a_full_name_reads_the_same_in_every_case(
    given_name: str, surname: str, frame: str
) -> None:
    family, own = _FRAMES[frame]
    text = frame.format(f"{given_name}{own} {surname}{family}")
    assert found(text) == [(f"{given_name} {surname}", "m")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Задержан гражданин Юнусов Ф. Ш., уроженец Андижана.", ("Юнусов Ф. Ш.", "m")),
        ("Задержан гражданин Юнусов Ф.Ш., уроженец Андижана.", ("Юнусов Ф.Ш.", "m")),
        ("С участием прокурора Зимина В.В.", ("Зимин В.В.", "m")),
        ("Маматова Н.А. задержали.", ("Маматов Н.А.", "m")),
        ("Заявитель, г-н А.К., — гражданин Узбекистана.", ("А.К.", None)),
        ("Адвокат Давлатова Алексей Рожков подал жалобу.", ("Алексей Рожков", "m")),
        ("В отношении КАРИМОВОЙ ЗУЛЬФИИ РУСТАМОВНЫ вынесено постановление.", ("Каримова Зульфия Рустамовна", "f")),
        ("Адвокат И. И. Иванов подал жалобу.", ("И. И. Иванов", "m")),
        ("Суд допросил Азизу Каримову.", ("Азиза Каримова", "f")),
        ("Об этом рассказала Дилором Саидова.", ("Дилором Саидова", "f")),
        ("Полиция искала Алишера Тохир угли.", ("Алишер Тохир угли", "m")),
        ("Азима Валиева задержали 20 дней назад.", ("Азим Валиев", "m")),
        ("Жалоба подана за Лютыху А.А. и Насимова Э.Ф. на бездействие.", ("Насимов Э.Ф.", "m")),
        ("Заявитель, гражданин Киргизии Б., был задержан.", ("Б.", None)),
        ("Кыргызстанца Нурлана Асанова забрали.", ("Нурлан Асанов", "m")),
        ("Рузимурода Т. взяли в мае.", ("Рузимурод Т.", "m")),
        ("Т. Акрамов жил в Толы.", ("Т. Акрамов", "m")),
        ("Акмаля вызвали в полицию.", ("Акмаль", "m")),
        ("Копия: г-ну Рашидову.", ("Рашидов", "m")),
        ("Брат Отамурода умер.", ("Отамурод", "m")),
        ("Сестра Отамурода, Дилдора, уехала.", ("Отамурод", "m")),
    ],
)  # fmt: skip
def test_forms_that_courts_and_journalists_use(text: str, expected: tuple[str, str | None]) -> None:
    assert expected in found(text)


def test_initials_are_kept_whole() -> None:
    assert [name for name, _ in found("Дзюба А.А. содержится под стражей.")] == ["Дзюба А.А."]


def test_a_court_called_after_its_town_is_nobody() -> None:
    assert found("Вышневолоцкий суд решил иначе.") == []


def test_a_full_stop_behind_initials_ends_the_sentence() -> None:
    text = "Защитник просит за Ниязова М.Х. Ниязов М.Х. арестован 4 мая."
    assert [name for name, _ in found(text)] == ["Ниязов М.Х.", "Ниязов М.Х."]


def test_a_town_after_its_abbreviation_is_nobody() -> None:
    assert found("Уроженец г. Андижана, проживает на ул. Навои.") == []


def test_whose_sister_she_is_and_she_are_two_people() -> None:
    text = "Шерзод Холмирзаев пропал. Сестра Холмирзаева Дилором искала его."
    assert [n for n, _ in found(text)] == ["Шерзод Холмирзаев", "Холмирзаев", "Дилором"]


def test_a_name_found_once_is_found_again_where_the_model_overlooks_it() -> None:
    text = "Баходира Каримова освободили.\n\nКаримов вышел к воротам.\n\nБаходир молчал."
    assert [n for n, _ in found(text)] == ["Баходир Каримов", "Каримов", "Баходир"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Валентина Северцева, 26 лет, русская, родилась в Ташкенте.",
            [("Валентина Северцева", "f")],
        ),
        ("Об этом сообщила его адвокат Рена Холмова.", [("Рена Холмова", "f")]),
        ("Адвокату Анне Садовской отказали в свидании.", [("Анна Садовская", "f")]),
        ("Шохруха Назирова в Узбекистане обвиняют по двум статьям.", [("Шохрух Назиров", "m")]),
        (
            "Сын председателя партии Махмурода Адинова Хочибек пропал.",
            [("Махмурод Адинов", "m"), ("Хочибек", "m")],
        ),
        (
            "Арестована участница штаба Навального Юлия Каримова.",
            [("Навальный", "m"), ("Юлия Каримова", "f")],
        ),
        (
            "Аннакурбана Аманова, Сапара Ходжаева и Огулсапар Мурадову приговорили к семи годам.",
            [("Аннакурбан Аманов", "m"), ("Сапар Ходжаев", "m"), ("Огулсапар Мурадова", "f")],
        ),
        (
            "Выдали уроженца Горной автономной области Амида Алишоева.",
            [("Амид Алишоев", "m")],
        ),
    ],
)
def test_verb_noun_and_neighbours_tell_a_name(
    text: str, expected: list[tuple[str, str | None]]
) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Афган Садыглы был похищен. Садыглы вывезли в Баку.", "Садыглы"),
        ("Бейсен Аманулы задержан. Аманулы отправили в Китай.", "Аманулы"),
        ("Абдуллах аль-Хасри исчез. Аль-Хасри вывезли в Египет.", "Аль-Хасри"),
        ("Тохир Одинов задержан. С Одиновым-старшим говорили.", "Одинов-старший"),
    ],
)
def test_surnames_that_do_not_decline_stay_as_they_are(text: str, name: str) -> None:
    assert found(text)[-1][0] == name


def test_a_confession_is_nobody() -> None:
    text = "Свидетель Иеговы Тимур Рахматов освободился. Свидетеля Иеговы выслали."
    assert found(text) == [("Тимур Рахматов", "m")]

"""Russian words about time keep what was told, and nothing that was not."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.reading import read
from safeconduct.reading.marks import Anchor, Moment
from safeconduct.reading.russian.dates.finding import moments, written_on
from safeconduct.reading.tongue import paragraphs
from safeconduct.record import Tier
from safeconduct.sources import Document
from safeconduct.when import write_edtf

_MONTHS = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
]


def one(text: str, today: date | None = None) -> Moment:
    (moment,) = moments(text, today)
    return moment


@given(st.dates(date(1950, 1, 1), date(2030, 12, 31)))
def test_a_full_date_is_read_in_words_and_in_figures(day: date) -> None:
    for text in (
        f"Это было {day.day} {_MONTHS[day.month - 1]} {day.year} года.",
        f"Это было {day:%d.%m.%Y} г.",
        f"Это было {day.isoformat()}.",
    ):
        told = one(text).told
        assert told is not None
        assert (told.year, told.month, told.day) == (day.year, day.month, day.day)


@given(st.integers(1, 12), st.integers(1, 12))
def test_day_and_month_that_cannot_be_told_apart_are_asked(a: int, b: int) -> None:
    moment = one(f"Дата: {a:02d}/{b:02d}/2013.")
    assert moment.ambiguous == (a != b)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("провёл под стражей семь месяцев и десять дней", "P7M10D"),
        ("приговорён к пяти с половиной годам", "P5Y6M"),
        ("держали трое суток", "P3D"),
        ("арестован на 40 суток", "P40D"),
        ("приговорён к четырём годам", "P4Y"),
        ("ждал полгода", "P6M"),
    ],
)
def test_lengths(text: str, length: str) -> None:
    assert one(text).length == length


@pytest.mark.parametrize(
    ("text", "anchor", "least", "back"),
    [
        ("Полтора года назад его увезли.", Anchor.DOCUMENT, "P1Y6M", True),
        ("Через неделю его отпустили.", Anchor.STORY, "P7D", False),
        ("Спустя два месяца он вернулся.", Anchor.STORY, "P2M", False),
        ("На следующий день суд решил иначе.", Anchor.STORY, "P1D", False),
        ("Двумя неделями ранее он звонил.", Anchor.STORY, "P14D", True),
    ],
)
def test_what_a_relative_date_is_counted_from(
    text: str, anchor: Anchor, least: str, back: bool
) -> None:
    moment = one(text)
    assert (moment.anchor, moment.least, moment.back) == (anchor, least, back)


def test_the_night_between_two_days() -> None:
    moment = one("В ночь на 1 февраля 2017 года её увезла скорая.")
    assert moment.told is not None
    assert moment.until is not None
    assert (moment.told.year, moment.told.month, moment.told.day) == (2017, 1, 31)
    assert (moment.until.year, moment.until.month, moment.until.day) == (2017, 2, 1)


def test_a_range_shares_its_month_and_year() -> None:
    moment = one("Обыски шли с 10 по 12 июня 2014 года.")
    assert moment.told is not None
    assert moment.until is not None
    assert (moment.told.day, moment.until.day, moment.told.year) == (10, 12, 2014)


def test_this_year_is_the_documents_own() -> None:
    told = one("В марте этого года ему дали двенадцать лет."[:20], date(2016, 10, 2)).told
    assert told is not None
    assert (told.year, told.month) == (2016, 3)


def test_a_birth_year_and_the_year_of_a_law_do_not_move_the_story() -> None:
    for text in ("Каримов, 1979 года рождения.", "Закон от 25 июля 2002 года № 115-ФЗ."):
        assert not one(text).sets_story


def test_an_age_is_no_length() -> None:
    assert moments("Мне 34 года.", None) == []


def test_a_document_dates_itself_in_its_first_lines() -> None:
    assert written_on("г. Казань                19 мая 2021 года\n\nСудья…") == date(2021, 5, 19)
    assert written_on("Его задержали 19 мая 2021 года в Казани, и с тех пор он молчит.") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("приехал в две тысячи девятом", (2009, None, None)),
        ("В тринадцатом году его брат уехал", (2013, None, None)),
        ("в марте шестнадцатого, на вокзале", (2016, 3, None)),
        ("Пятого мая восемнадцатого года", (2018, 5, 5)),
        ("«05» мая 2018 года", (2018, 5, 5)),
        ("11.2019 получен вид на жительство", (2019, 11, None)),
        ("в прошлом октябре", (2019, 10, None)),
    ],
)
def test_days_and_years_as_people_say_and_stamp_them(
    text: str, expected: tuple[int | None, int | None, int | None]
) -> None:
    told = one(text, date(2020, 6, 1)).told
    assert told is not None
    assert (told.year, told.month, told.day) == expected


def test_an_article_is_no_day() -> None:
    assert moments("по ч. 1 ст. 20.12 и ст. 18.08", None) == []


def test_a_day_set_for_something_to_come_moves_no_story() -> None:
    assert not one("Заседание отложено на 4 марта 2020 года.").sets_story


def spans(text: str, today: date) -> list[str | None]:
    """The days of the events told, in the order of the text."""
    document = Document("d", text, language="ru", blocks=paragraphs(text))
    return [write_edtf(c.when) if c.when else None for c in read(document, published=today).claims]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("В 2015 году Алима Саидова задержали. В этом году Алима Саидова осудили.", "2023"),
        ("В марте 2015 года Алима Саидова задержали. В следующем месяце его осудили.", "2015-04"),
        (
            "В Твери Рустама Алимова задержали 2000000 дней назад.",
            None,
        ),  # beyond the calendar: asked
    ],
)
def test_this_year_is_the_document_s_and_the_next_month_the_story_s(
    text: str, day: str | None
) -> None:
    assert spans(text, date(2023, 5, 10))[-1] == day


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            "В октябре 2020 года Камола Азизова освободили. Через полгода, 20 апреля 2021 года, его арестовали.",
            ["2020-10", "2021-04-20"],
        ),
        (
            "Камола Азизова похитили 11 февраля 2018 года. За четыре месяца до этого, 11 октября, его допрашивали.",
            ["2018-02-11", "2017-10-11"],
        ),
        (
            "5 апреля 2022 года Камола Азизова задержали. 9-го суд арестовал его. 24-го числа его выдворили.",
            ["2022-04-05", "2022-04-09", "2022-04-24"],
        ),
        (
            "Камола Азизова вызывали в полицию 1, 9 и 22 июля 2020 года.",
            ["2020-07-22", "2020-07-01", "2020-07-09"],
        ),
        (
            "Срок ареста Камола Азизова продлевали 3 февраля и 30 марта 2019 года.",
            ["2019-03-30", "2019-02-03"],
        ),
        (
            "5 мая 2019 года Камола Азизова задержали и 7 мая выдворили.",
            ["2019-05-05", "2019-05-07"],
        ),
        ("Камол Азизов уехал из Ферганы в 2019-м... нет, в 2020-м.", ["2020"]),
        (
            "Протокол от 5 мая 2018 года гласит, что Камол Азизов задержан 3 мая.",
            ["2018-05-03"],
        ),
        (
            "Рапорт от 5 января 2018 года говорит, что Камол Азизов задержан 29 декабря.",
            ["2017-12-29"],
        ),
        (
            "2 октября 2021 года Камола Азизова задержали. Его отпустили через сутки.",
            ["2021-10-02", "2021-10-03"],
        ),
    ],
)  # fmt: skip
def test_words_about_time_that_belong_together(text: str, days: list[str]) -> None:
    assert sorted(d or "" for d in spans(text, date(2022, 6, 1))) == sorted(days)


def test_a_year_the_words_correct_is_never_sure() -> None:
    document = Document(
        "d", "Камол Азизов уехал из Ферганы в 2019-м... нет, в 2020-м.", language="ru"
    )
    (claim,) = read(document, published=date(2022, 6, 1)).claims
    assert claim.tier is Tier.CHECK


@pytest.mark.parametrize("text", ["в 9-го отделе", "первого заявителя", "10-го класса"])
def test_an_ordinal_of_something_else_is_no_day(text: str) -> None:
    assert moments(f"В мае 2020 года он был {text}.", None)[1:] == []


def test_the_day_of_the_case_is_not_that_of_the_questioning() -> None:
    text = "По делу о нападении 4 марта 2017 года допросили Камола Азизова."
    assert spans(text, date(2022, 6, 1)) == [None]


def test_an_update_is_of_the_year_of_the_post() -> None:
    assert one("UPD 8 ноября", date(2023, 11, 7)).told.year == 2023  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            "Камола Азизова задержали 5 февраля 2022 года. На четвёртый день его освободили.",
            ["2022-02-05", "2022-02-08"],
        ),
        (
            "Камола Азизова задержали 5 февраля 2022 года. Суд арестовал его до 7 апреля.",
            ["2022-02-05", "2022-02-05?"],
        ),
    ],
)
def test_days_counted_from_an_arrest_and_the_end_of_a_term(text: str, days: list[str]) -> None:
    assert spans(text, date(2022, 6, 1)) == days


def test_the_day_somebody_learnt_of_it_is_not_its_day() -> None:
    text = "Осенью 2019 года Камол Азизов узнал, что на него завели дело."
    assert spans(text, date(2022, 6, 1)) == [None]


def test_the_hour_of_the_wire_is_not_that_of_the_ruling() -> None:
    text = (
        "МОСКВА, 30 сентября 2015 г., 12:18 — Мосгорсуд отклонил жалобу Камола Азизова на выдачу."
    )
    assert spans(text, date(2015, 9, 30))[-1] == "2015-09-30"


def test_a_clause_that_denies_corrects_no_date() -> None:
    text = "Камол Азизов решение получил 14 мая 2021 года, не обжаловал, подал на временное убежище 17 мая."
    assert spans(text, date(2022, 6, 1)) == ["2021-05-14", "2021-05-17"]


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("Он содержался под стражей более года.", "P1Y"),
        ("Суд обязал ответить в течение суток.", "P1D"),
        ("Около месяца его не выпускали.", "P1M"),
        ("Он отбывает пятилетний срок.", "P5Y"),
    ],
)
def test_one_unit_is_a_length_where_the_words_measure(text: str, length: str) -> None:
    assert one(text).length == length


@pytest.mark.parametrize(
    "text",
    [
        "Каримову 39 лет, он строитель.",
        "Ему исполнилось 60 лет.",
        "Забрали девочек от 13 до 16 лет.",
        "С ним был восьмилетний сын.",
        "Брат моложе его на год.",
        "Он читал «Один день Ивана Денисовича».",
        "Он умер на 85 году жизни.",
    ],
)
def test_the_age_of_people_is_no_length(text: str) -> None:
    assert moments(text, None) == []


def test_last_year_is_told_even_where_nobody_knows_which_it_is() -> None:
    moment = one("В прошлом году его задержали.")
    assert moment.anchor is Anchor.DOCUMENT
    assert moment.back


@pytest.mark.parametrize(
    ("text", "days"),
    [
        # a birth's year is nobody's coming
        ("Камол Азизов родился в 1987 году, ребёнком приехал в Россию.", ["1987", None]),
        # what somebody learnt, both parts of it, was done before
        (
            "10 мая 2019 года стало известно, что Камол Азизов арестован и этапирован в Ташкент.",
            [None, None],
        ),
        # again and again since: on no one day
        ("Начиная с 2003 года, Камол Азизов неоднократно приезжал в Россию.", ["2003-01-01/.."]),
        # counted from what the clause tells, and not from the arrest
        (
            "4 мая 2018 года Камола Азизова задержали. Через два дня после того, как вышла статья, его избили.",
            ["2018-05-04", None],
        ),
    ],
)
def test_what_a_year_or_a_day_beside_the_telling_does_not_date(
    text: str, days: list[str | None]
) -> None:
    assert spans(text, date(2022, 6, 1)) == days


@pytest.mark.parametrize(
    "before",
    [
        "Камол Азизов живёт в России с 2005 года.",
        "По данным следствия, в 2010 году Камол Азизов вступил в организацию.",
        "Камол Азизов, который до 2015 года жил в Турции, был выслан в Ташкент.",
    ],
)
def test_states_and_accusations_give_no_year_to_what_follows(before: str) -> None:
    assert spans(f"{before} 7 апреля его осудили.", date(2022, 6, 1))[-1] == "2022-04-07"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            "В январе 2020 года Камола Азизова осудили. Прошение об убежище он подал ещё в октябре.",
            ["2020-01", "2019-10"],
        ),
        ("В начале 90-х годов Камол Азизов уехал из Узбекистана.", ["1990-01-01/1993-12-31"]),
        ("Камола Азизова избили в 2018 году, весной.", ["2018-21"]),
        (
            "Сегодня агентство опубликовало список. Камол Азизов просидел в колонии восемь лет.",
            [None],
        ),
    ],
)
def test_a_look_back_the_part_of_a_decade_and_the_day_of_writing(
    text: str, days: list[str | None]
) -> None:
    assert spans(text, date(2022, 6, 1)) == days


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("В Коле задержан Камол Азизов, сообщила пресс-служба ведомства в понедельник.", None),
        ("Прокурор сообщил 2 февраля 2021 года, что Камол Азизов арестован.", None),
        (
            "Прокурор сообщил 2 февраля 2021 года, что ещё в 2018 году Камол Азизов был арестован.",
            "2018",
        ),
        ("Камола Азизова задержали 3 мая 2018 года, сообщил его адвокат.", "2018-05-03"),
    ],
)
def test_the_day_of_an_announcement_is_not_that_of_what_is_announced(
    text: str, day: str | None
) -> None:
    assert spans(text, date(2022, 6, 1)) == [day]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Во второй половине мая 2018 года Камола Азизова выслали.", ["2018-05-16/2018-05-31"]),
        ("В первой половине 2018 года Камола Азизова выслали.", ["2018-01-01/2018-06-30"]),
        ("В двадцатых числах июня 2018 года Камола Азизова выслали.", ["2018-06-21/2018-06-30"]),
        (
            "В конце девяностых Камола Азизова выслали.",
            ["1997-01-01/1999-12-31"],
        ),
        ("Камола Азизова задержали 3 мая 2018 года и по прошествии двух дней выслали.", ["2018-05-03", "2018-05-05"]),
    ],
)  # fmt: skip
def test_halves_of_months_and_years_and_decades_told_in_words(text: str, days: list[str]) -> None:
    assert spans(text, date(2022, 6, 1)) == days


def test_the_year_of_a_deed_gives_no_year_to_what_follows() -> None:
    text = "Камол Азизов, обвинённый на родине в участии в столкновениях в 2010 г., был выслан 6 сентября."
    assert spans(text, date(2013, 9, 10))[-1] == "2013-09-06"


def test_a_day_in_words_is_the_same_in_capitals() -> None:
    text = "5 мая 2022 года его увезли, четырнадцатого числа выдворили."
    told = [moment.told for moment in moments(text, None)]
    assert [moment.told for moment in moments(text.upper(), None)] == told
    assert [t.day for t in told if t] == [5, 14]

"""Who speaks and whom a Russian interview, testimony, chat or chronology is about."""

from __future__ import annotations

from datetime import date

import pytest

from safeconduct.reading import read
from safeconduct.record import Claim, Mood, Reading, Tier
from safeconduct.sources import Block, Document


def reading(text: str, published: date = date(2020, 6, 1)) -> Reading:
    blocks, at = [], 0
    for part in text.split("\n\n"):
        blocks.append(Block(at, at + len(part)))
        at += len(part) + 2
    return read(Document("d", text, language="ru", published=published, blocks=tuple(blocks)))


def names(found: Reading) -> dict[str, str]:
    return {r.id: r.name or (r.described.relation if r.described else "") for r in found.referents}


def facts(found: Reading) -> dict[str, Claim]:
    return {c.kind: c for c in found.claims if c.mood is Mood.FACT}


INTERVIEW = """Интервью с Дилором Рахимовой

Корр.: Когда задержали вашего брата Зафара Рахимова?

Рахимова: 4 марта 2019 года, на рынке. Его били.

Корр.: Его отпустили?

Рахимова: Да, через неделю.

Корр.: Вы обращались в полицию?

Рахимова: Я написала заявление в полицию."""


def test_an_answer_makes_a_fact_of_what_was_asked() -> None:
    found = reading(INTERVIEW)
    told = facts(found)
    who = names(found)
    assert who[told["arrest"].persons[0]] == "Зафар Рахимов"
    assert told["arrest"].when is not None
    assert told["arrest"].when.earliest == date(2019, 3, 4)
    assert told["arrest"].tier is Tier.CHECK
    assert "release" in told


def test_an_answer_is_told_on_the_word_of_who_answers() -> None:
    found = reading(INTERVIEW)
    beating = facts(found)["ill_treatment"]
    assert [names(found)[p] for p in beating.said_by] == ["Дилором Рахимова"]
    assert [names(found)[p] for p in beating.persons] == ["Зафар Рахимов"]


PROTOCOL = """Протокол опроса

Адвокат Орлова Н.П. опросила Хакимова Дилшода Анваровича, 1990 г.р.

Вопрос: Когда вы уехали из Узбекистана?

Ответ: Я уехал в 2014 году.

Вопрос: Вас задерживали?

Ответ: В 2019 году меня задержали в Твери и избили. Искали книги моего отца. Утром отпустили."""


def test_who_was_questioned_answers_and_not_the_lawyer_who_put_the_questions() -> None:
    found = reading(PROTOCOL)
    told = facts(found)
    for kind in ("departure", "arrest", "ill_treatment"):
        assert [names(found)[p] for p in told[kind].persons] == ["Хакимов Дилшод Анварович"]
        assert [names(found)[p] for p in told[kind].said_by] == ["Хакимов Дилшод Анварович"]


def test_whom_an_answer_leaves_out_is_the_one_who_tells_what_was_done_to_him() -> None:
    """«Утром отпустили»: him, not his father, who was named last."""
    found = reading(PROTOCOL)
    release = facts(found)["release"]
    assert [names(found)[p] for p in release.persons] == ["Хакимов Дилшод Анварович"]
    assert release.tier is Tier.CHECK


TESTIMONY = """Я, Саидова Малика Рустамовна, по существу заданных вопросов могу пояснить следующее.

Замужем за Саидовым Фаридом с 2009 года. 5 мая 2018 года мужа задержали. Потом его отпустили."""


def test_a_husband_named_once_is_the_husband_ever_after() -> None:
    found = reading(TESTIMONY)
    who = names(found)
    told = facts(found)
    assert [who[p] for p in told["arrest"].persons] == ["Саидов Фарид"]
    assert sorted(who[p] for p in told["marriage"].persons) == [
        "Саидов Фарид",
        "Саидова Малика Рустамовна",
    ]
    assert [who[p] for p in told["arrest"].said_by] == ["Саидова Малика Рустамовна"]


CHRONOLOGY = """Хронология: Каримов Рустам Азизович

03.03.2019 — задержан в Казани
05.03.2019 — районный суд: стража на 40 суток
12.04.2019 — продление до 12.06.2019
20.04.2019 — запрос о выдаче; 25.04.2019 — ходатайство о статусе беженца
01.06.2019 — отказ; получен 10.06.2019
11.06.2019 — брата Азиза вызвали в СГБ"""


@pytest.mark.parametrize(
    ("kind", "day"),
    [
        ("arrest", date(2019, 3, 3)),
        ("detention", date(2019, 3, 5)),
        ("detention_extension", date(2019, 4, 12)),
        ("extradition_request", date(2019, 4, 20)),
        ("asylum_application", date(2019, 4, 25)),
        ("asylum_refusal", date(2019, 6, 1)),
    ],
)
def test_a_line_of_a_chronology_is_an_event_of_its_own_day(kind: str, day: date) -> None:
    found = reading(CHRONOLOGY)
    claim = facts(found)[kind]
    assert claim.when is not None
    assert claim.when.earliest == day
    assert [names(found)[p] for p in claim.persons] == ["Каримов Рустам Азизович"]


def test_a_relative_of_a_line_is_not_whom_the_list_is_about() -> None:
    found = reading(CHRONOLOGY)
    assert [names(found)[p] for p in facts(found)["summons"].persons] != ["Каримов Рустам Азизович"]


def test_a_dash_stands_for_a_verb_with_its_own_person_and_day() -> None:
    found = reading("Акбара Юсупова задержали 5 мая 2019 года, Тимура Юсупова — 7 июня 2019 года.")
    arrests = [c for c in found.claims if c.kind == "arrest"]
    told = {names(found)[c.persons[0]]: c for c in arrests}
    assert set(told) == {"Акбар Юсупов", "Тимур Юсупов"}
    second = told["Тимур Юсупов"]
    assert second.tier is Tier.CHECK
    assert second.when is not None
    assert second.when.earliest == date(2019, 6, 7)


def test_the_one_whose_wife_she_is_and_she_are_two() -> None:
    found = reading("Жена Юсупова Гульнара подала заявление об убежище 3 мая 2019 года.")
    assert [names(found)[p] for p in facts(found)["asylum_application"].persons] == ["Гульнара"]


def test_a_fact_is_never_dated_after_the_paper_that_tells_it() -> None:
    found = reading("Суд отложили на 4 марта 2021 года. Рустама Каримова избили.", date(2020, 6, 1))
    assert all(c.when is None or c.when.earliest is None or c.when.earliest <= date(2020, 6, 1)
               for c in found.claims if c.mood is Mood.FACT)  # fmt: skip


def test_the_sender_under_the_addressee_tells_it() -> None:
    found = reading(
        "Прокурору города Омска\nот Назаровой Дилором Акмаловны,\nпроживающей: г. Омск, ул. Мира, 4\n\nЖАЛОБА\n\n"
        "Мой муж, Назаров Улугбек Каримович, был задержан 3 мая 2019 г. Меня вызвали в отдел полиции 5 мая."
    )
    summons = facts(found)["summons"]
    assert [names(found)[p] for p in summons.persons] == ["Назарова Дилором Акмаловна"]
    assert [names(found)[p] for p in summons.said_by] == ["Назарова Дилором Акмаловна"]
    assert [names(found)[p] for p in facts(found)["arrest"].persons] == [
        "Назаров Улугбек Каримович"
    ]

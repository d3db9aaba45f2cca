"""Interviews, hearings, chats: who speaks, whom they speak of, and what a question and its answer tell together."""

from __future__ import annotations

from datetime import date

import pytest

from safeconduct.reading import read
from safeconduct.record import Claim, Mood, Reading, Tier
from safeconduct.sources import Document
from safeconduct.sources.layout import blocks_of
from safeconduct.when import write_edtf

JUNE = date(2022, 6, 14)


def reading(text: str, language: str = "en", published: date = JUNE) -> Reading:
    return read(Document("d", text, language=language, blocks=blocks_of(text)), published=published)


def names(found: Reading, ids: tuple[str, ...]) -> list[str]:
    return [r.name for i in ids for r in found.referents if r.id == i]


def only(found: Reading, kind: str) -> Claim:
    (claim,) = [c for c in found.claims if c.kind == kind and c.mood is Mood.FACT]
    return claim


INTERVIEW = """Interview with Zamira Halimova, wife of the baker Farid Halimov. By Hanna Brandt.

Q: How did it begin?

A: In 2013 they closed the bakery. My husband was arrested in May 2014 and released the next day.

Q: {question}

A: {answer}

Q: And you?

A: I live in Gothenburg now.
"""


@pytest.mark.parametrize(
    ("question", "answer", "kind", "when"),
    [
        (
            "When was he extradited?",
            "On 3 March 2020. Nobody told us.",
            "extradition",
            "2020-03-03",
        ),
        (
            "Did he ask for asylum?",
            "Yes, in October 2019, from the cell.",
            "asylum_application",
            "2019-10",
        ),
        ("Was he beaten there?", "Of course. In August 2020 I saw it.", "ill_treatment", "2020-08"),
    ],
)
def test_a_question_and_its_answer_tell_one_happening(
    question: str, answer: str, kind: str, when: str
) -> None:
    found = reading(INTERVIEW.format(question=question, answer=answer))
    claim = only(found, kind)
    assert claim.when is not None
    assert write_edtf(claim.when) == when
    assert names(found, claim.said_by) == ["Zamira Halimova"]
    assert claim.tier is Tier.CHECK


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Did he ask for asylum?", "No. He was afraid."),
        ("Was he beaten there?", "Not once, he says."),
        ("How did he get out?", "His brother did not keep silent."),
    ],
)
def test_what_an_answer_denies_or_does_not_take_up_stays_a_question(
    question: str, answer: str
) -> None:
    found = reading(INTERVIEW.format(question=question, answer=answer))
    told = {c.kind for c in found.claims if c.mood is Mood.FACT and c.passage.start > 250}
    assert not told & {"asylum_application", "ill_treatment"}


def test_you_in_a_question_is_who_answers() -> None:
    found = reading(
        INTERVIEW.format(question="Were you threatened too?", answer="Of course. In May 2020.")
    )
    assert names(found, only(found, "threat").persons) == ["Zamira Halimova"]


def test_the_year_a_question_asks_about_is_the_year_of_the_answer() -> None:
    found = reading(
        INTERVIEW.format(
            question="What happened in 2017?", answer="On 22 October he was expelled from Russia."
        )
    )
    expelled = only(found, "expulsion").when
    assert expelled is not None
    assert write_edtf(expelled) == "2017-10-22"


def test_whoever_interprets_does_not_answer() -> None:
    text = """Zamira Halimova is 41. We spoke in her kitchen, with her cousin Aigerim translating.

Q: When did it begin?

A: In May 2016 I was arrested.

Q: And then?

A: In June 2016 I was released.
"""
    found = reading(text)
    assert names(found, only(found, "arrest").said_by) == ["Zamira Halimova"]


HEARING = """ПРОТОКОЛ

Обвиняемый Мамур Кулиев доставлен. Явились защитник Эльвира Назипова, помощник прокурора Стрелков, переводчик Бегзод Нуров.

ПРОКУРОР: 29 августа 2021 года он был задержан. Прошу продлить срок.

ЗАЩИТНИК: Возражаю. В ноябре 2021 года его избили в изоляторе.

СУДЬЯ: Вам понятно?

ОБВИНЯЕМЫЙ (через переводчика): Понятно. В мае 2016 года я уехал в Челябинск.

СУДЬЯ: Что ещё?

ОБВИНЯЕМЫЙ: Всё.
"""


def test_the_labels_of_a_hearing_are_the_people_it_names_in_those_offices() -> None:
    found = reading(HEARING, "ru")
    arrest = only(found, "arrest")
    assert names(found, arrest.said_by) == ["Стрелков"]
    assert names(found, arrest.persons) == ["Мамур Кулиев"]  # he speaks there too, and is its party
    assert names(found, only(found, "ill_treatment").said_by) == ["Эльвира Назипова"]
    assert names(found, only(found, "departure").persons) == ["Мамур Кулиев"]


CHAT = """[03.02.2023 09:12] Zarina: hello, they say you help
[03.02.2023 09:15] Lev: Tell me please
[03.02.2023 09:31] Zarina: my husband Bekzod. yesterday evening he was arrested
[03.02.2023 09:33] Lev: Is Karimov his lawyer?
[03.02.2023 09:47] Zarina: no
[04.02.2023 11:26] Zarina: he was beaten
"""


def test_he_in_a_chat_is_the_one_it_was_opened_for() -> None:
    found = reading(CHAT, published=date(2023, 2, 4))
    for kind in ("arrest", "ill_treatment"):
        assert names(found, only(found, kind).persons) == ["Bekzod"]


MESSAGES = """[03.02.2023 09:12] Zarina: hello, it is about my husband Bekzod
[03.02.2023 09:15] Lev: yes, tell me
[03.02.2023 13:05] Zarina: the court was on the 29th, 18.8, deportation and 5 years ban
[15.02.2023 10:00] Lev: {message}
"""


@pytest.mark.parametrize(
    ("message", "kind", "when"),
    [
        ("Extended until 20 March", "detention_extension", "2023-02-15"),
        ("court: remand prison for 40 days", "detention", "2023-02-15"),
        ("appeal dismissed", "court_ruling", "2023-02-15"),
    ],
)
def test_a_message_may_tell_its_day_s_news_without_a_verb(
    message: str, kind: str, when: str
) -> None:
    found = reading(MESSAGES.format(message=message), published=date(2023, 2, 20))
    claim = only(found, kind)
    assert names(found, claim.persons) == ["Bekzod"]
    assert claim.when is not None
    assert write_edtf(claim.when).replace("?", "") == when


@pytest.mark.parametrize(
    "message", ["Extended?", "appeal tomorrow", "if dismissed, Strasbourg", "No appeal yet"]
)
def test_a_message_that_asks_or_plans_tells_nothing_done(message: str) -> None:
    found = reading(MESSAGES.format(message=message), published=date(2023, 2, 20))
    late = [c for c in found.claims if c.mood is Mood.FACT and c.passage.start > 190]
    assert not late


def test_a_day_of_the_month_in_a_message_lies_before_it() -> None:
    found = reading(MESSAGES.format(message="ok"), published=date(2023, 2, 20))
    when = only(found, "expulsion_order").when
    assert when is not None
    assert write_edtf(when) == "2023-01-29"


def test_an_order_to_leave_in_a_message_is_no_removal() -> None:
    text = """[17.03.2022, 20:11] Матлюба: здравствуйте, я про брата Хуршида
[17.03.2022, 20:13] Ольга: слушаю
[18.03.2022, 13:40] Матлюба: суд уже был! выдворение и 5 тыс штраф
"""
    found = reading(text, "ru", date(2022, 3, 20))
    kinds = {c.kind for c in found.claims if c.mood is Mood.FACT}
    assert "expulsion_order" in kinds
    assert "expulsion" not in kinds


def test_what_a_sender_labelled_as_a_lawyer_lodges_is_lodged_for_the_one_it_is_about() -> None:
    text = """[11.09.2024 18:41] Umida: hello, it is about my brother Sardor
[11.09.2024 18:44] Katya | legal team: yes, tell me
[12.09.2024 15:36] Katya | legal team: we filed for temporary asylum today
"""
    found = reading(text, published=date(2024, 9, 20))
    assert names(found, only(found, "asylum_application").persons) == ["Sardor"]


def test_an_answer_that_repeats_the_question_s_verb_affirms_it() -> None:
    text = """Анна: Расскажите про мужа, Джамшеда.

Насиба: Его задержали 12 июня 2022 года.

Анна: Джамшед просил убежища?

Насиба: Просил, в 2020 году ещё.

Анна: А сейчас он где?

Насиба: Не знаю.
"""
    found = reading(text, "ru", date(2022, 10, 5))
    asked = only(found, "asylum_application")
    assert asked.when is not None
    assert write_edtf(asked.when) == "2020"
    assert names(found, asked.said_by) == ["Насиба"]


def test_my_husband_is_the_one_whose_wife_the_head_names() -> None:
    text = """Interview with Malika S., wife of the beekeeper Daler S. By Hanna Brandt.

Q: How did it begin?

A: My husband was arrested in May 2014.

Q: And then?

A: In June 2014 he was beaten. My husband was released in July 2014.
"""
    found = reading(text)
    for kind in ("arrest", "release"):
        assert names(found, only(found, kind).persons) == ["Daler S."]


def test_the_husband_a_russian_head_names_is_the_husband_told_of() -> None:
    text = """Саодат Негматова, супруга сварщика Илхома Негматова, рассказала нам всё.

— С чего всё началось?

— Мужа задержали 5 мая 2018 года.

— А потом?

— Мужа отпустили 7 мая 2018 года.
"""
    found = reading(text, "ru", date(2021, 1, 1))
    assert names(found, only(found, "arrest").persons) == ["Илхом Негматов"]


def test_a_length_alone_after_a_trial_is_what_the_court_gave() -> None:
    text = """Interview with Zamira Halimova, wife of Farid Halimov.

Q: What happened there?

A: Then trial, in August 2020. Eleven years. Strict regime.

Q: How long did it take?

A: Two days.
"""
    found = reading(text)
    given = only(found, "sentence")
    assert given.attributes["term"] == "P11Y"
    assert given.tier is Tier.CHECK
    russian = """— Илхома Негматова судили?

— В СИЗО судили, в октябре 2020 года. Двенадцать лет дали. Строгого.

— А сколько он сидел до этого?

— Год.
"""
    assert only(reading(russian, "ru"), "sentence").attributes["term"] == "P12Y"

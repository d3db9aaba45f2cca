"""Russian words that deny, or find nothing proved: what hangs on them is never told as a fact."""

from __future__ import annotations

from datetime import date

import pytest

from safeconduct.reading import read
from safeconduct.record import Mood, Tier
from safeconduct.sources import Block, Document


@pytest.mark.parametrize(
    "text",
    [
        "Сведений о том, что Рустам Каримов был арестован, не имеется.",
        "Доказательств того, что Рустама Каримова избивали, суду не представлено.",
        "Суд не нашёл доказательств того, что Рустама Каримова пытали.",
        "Никто не подтвердил, что Рустама Каримова похитили.",
        "Неизвестно, был ли Рустам Каримов задержан.",
        "Неправда, что Рустама Каримова осудили заочно.",
        "Министерство отрицает, что Рустама Каримова похитили.",
        "Рустам Каримов в розыске не значится.",
        "Суд отказал в освобождении Рустама Каримова.",
    ],
)
def test_what_is_denied_or_not_proved_is_never_told_as_fact(text: str) -> None:
    document = Document("d", text, language="ru", blocks=(Block(0, len(text)),))
    claims = read(document, published=date(2020, 6, 1)).claims
    told = {
        "arrest",
        "detention",
        "ill_treatment",
        "abduction",
        "conviction",
        "wanted_listing",
        "release",
    }
    assert not [c for c in claims if c.mood is Mood.FACT and c.kind in told]
    assert not [c for c in claims if c.tier is Tier.SURE]


@pytest.mark.parametrize(
    "text",
    [
        "5 мая 2019 года маме Рустама Каримова вернули тело.",  # whose, the words leave open
        "5 мая 2019 года Рустам Каримов не вышел на связь.",  # a sign, and no more
    ],
)
def test_a_body_given_back_and_a_call_not_made_are_to_be_checked(text: str) -> None:
    document = Document("d", text, language="ru", blocks=(Block(0, len(text)),))
    claims = read(document, published=date(2020, 6, 1)).claims
    assert claims
    assert not [c for c in claims if c.tier is Tier.SURE]


@pytest.mark.parametrize(
    ("tier", "text"),
    [
        (Tier.CHECK, "Собира Рустамова высылают из России по решению суда."),
        (Tier.SURE, "Собира Рустамова выслали из России по решению суда."),
    ],
)
def test_a_removal_told_as_under_way_is_to_be_checked(tier: Tier, text: str) -> None:
    document = Document("d", text, language="ru", blocks=(Block(0, len(text)),))
    (told,) = (
        c for c in read(document, published=date(2020, 6, 1)).claims if c.kind == "expulsion"
    )
    assert told.tier is tier


@pytest.mark.parametrize(
    "text",
    [
        "По неподтверждённым данным, Рустам Каримов был похищен, вывезен в Ташкент и осуждён.",
        "Имеется информация о том, что Рустам Каримов был вывезен в Ташкент.",
        "Правозащитники полагают, что Рустам Каримов был похищен и осуждён.",
        "По версии следствия, Рустам Каримов в 2015 году выехал в Сирию.",
        "По данным спецслужб, Рустам Каримов в 2015 году выехал в Сирию.",
        "Рустама Каримова заставили сказать на камеру, что он выехал в Сирию.",
    ],
)
def test_a_guess_an_accusation_and_forced_words_are_never_sure(text: str) -> None:
    document = Document("d", text, language="ru", blocks=(Block(0, len(text)),))
    claims = read(document, published=date(2020, 6, 1)).claims
    told = [c for c in claims if c.kind != "forced_confession"]
    assert told
    assert not [c for c in told if c.tier is Tier.SURE]
    assert not [c for c in told if c.said_by]


@pytest.mark.parametrize(
    "text",
    [
        "В обвинительном заключении сказано, что Азиз Назиров выехал в Сирию 3 мая 2015 года.",
        "В приговоре указано, что Азиз Назиров выехал в Сирию 3 мая 2015 года.",
    ],
)
def test_what_a_charge_says_he_did_is_to_be_checked(text: str) -> None:
    document = Document("d", text, language="ru", blocks=(Block(0, len(text)),))
    claims = read(document, published=date(2020, 6, 1)).claims
    assert [c.tier for c in claims if c.kind == "departure"] == [Tier.CHECK]

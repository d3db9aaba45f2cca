"""Uzbek is read in both scripts as far as word list and endings go, is never sure, and says what it does not read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.reading import read
from safeconduct.reading.measure.evaluate import score
from safeconduct.reading.measure.gold import load
from safeconduct.reading.tongue import is_garbled, paragraphs
from safeconduct.reading.uzbek.articles import articles
from safeconduct.reading.uzbek.dates import number
from safeconduct.reading.uzbek.latin import plain
from safeconduct.reading.uzbek.noun import place, split
from safeconduct.record import Claim, Mood, Reading, Stance, Tier
from safeconduct.sources import Document

GOLD = Path(__file__).parent / "gold"
DOCUMENTS = sorted(p.stem for p in GOLD.glob("uz-*.txt"))


def document(text: str, published: date | None = None) -> Document:
    return Document("d", text, language="uz", published=published, blocks=paragraphs(text))


def told(text: str, published: date | None = None) -> Reading:
    return read(document(text, published), published=published)


def one(text: str, published: date | None = None) -> Claim:
    (claim,) = told(text, published).claims
    return claim


def whose(text: str) -> list[str]:
    found = told(text)
    names = {r.id: r.name or (r.described.relation if r.described else "") for r in found.referents}
    return [names[p] for c in found.claims for p in c.persons]


# -- whole documents ---------------------------------------------------------------------------------------------------


def test_there_are_documents_of_several_genres_in_both_scripts() -> None:
    assert len(DOCUMENTS) >= 7


@pytest.mark.parametrize("name", DOCUMENTS)
def test_documents_in_both_scripts(name: str) -> None:
    path = GOLD / f"{name}.txt"
    text = path.read_text(encoding="utf-8")
    gold = load(path.with_suffix(".yaml"), text)
    found = told(text, gold.published)
    got = score(text, found, gold)
    assert got.kind.f1 >= 0.8
    assert got.both.f1 >= 0.5  # the chat leaves most people out
    assert got.sure == 0
    assert found.unread
    assert all(c.tier is Tier.CHECK for c in found.claims)


@pytest.mark.parametrize(
    "text",
    [
        "Sherali Nazarov 2018-yil 3-martda qo‘lga olindi.",
        "Sherali Nazarov 2018-yil 3-martda qo'lga olindi.",
        "Sherali Nazarov 2018-yil 3-martda qoʻlga olindi.",
        "Sherali Nazarov 2018-yil 3-martda qo`lga olindi.",
        "Шерали Назаров 2018 йил 3 мартда қўлга олинди.",
    ],
)
def test_the_same_sentence_in_two_scripts_and_any_apostrophe_tells_the_same(text: str) -> None:
    claim = one(text)
    assert (claim.kind, claim.mood) == ("arrest", Mood.FACT)
    assert claim.when is not None
    assert str(claim.when.earliest) == "2018-03-03"
    assert claim.persons


# -- what a verb's endings say -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("verb", "mood"),
    [
        ("qo‘lga olindi", Mood.FACT),
        ("qo‘lga olingan", Mood.FACT),
        ("qo‘lga olingan edi", Mood.FACT),
        ("qo‘lga olinibdi", Mood.FACT),
        ("qo‘lga olinganidan keyin Rossiya jim", Mood.FACT),
        ("qo‘lga olinmadi", Mood.NEGATED),
        ("qo‘lga olinmagan", Mood.NEGATED),
        ("qo‘lga olingan emas", Mood.NEGATED),
        ("qo‘lga olingani yo‘q", Mood.NEGATED),
        ("qo‘lga olinmasdan oldin", Mood.NEGATED),
        ("qo‘lga olinishi mumkin", Mood.FEARED),
        ("qo‘lga olinishidan qo‘rqadi", Mood.FEARED),
        ("qo‘lga olingan bo‘lishi mumkin", Mood.FEARED),
        ("qo‘lga olingan bo‘lsa kerak", Mood.FEARED),
        ("qo‘lga olinsa", Mood.CONDITIONAL),
        ("qo‘lga olinadi", Mood.PLANNED),
        ("qo‘lga olinmoqchi edi", Mood.PLANNED),
        ("qo‘lga olinishini so‘radi", Mood.PLANNED),
        ("qo‘lga olinsin", Mood.PLANNED),
        ("qo‘lga olindimi?", None),
        ("qachon qo‘lga olindi?", Mood.QUESTION),
    ],
)
def test_an_ending_says_whether_it_happened(verb: str, mood: Mood | None) -> None:
    moods = [c.mood for c in told(f"Sherali Nazarov {verb}.".replace("?.", "?")).claims]
    assert moods == ([mood] if mood else [])


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Sherali Nazarovni qo‘lga olib, kaltaklab, qamoqqa tashlashdi.", "arrest ill_treatment imprisonment"),
        ("Politsiya Sherali Nazarovni qo‘yib yubormadi.", "not release"),
        ("Sherali Nazarovni O‘zbekistonga qaytara olishmadi.", "not expulsion"),
        ("Sherali Nazarov ikki yildan beri qamoqda.", "imprisonment"),
        ("Sherali Nazarov qidiruvda emas.", "not wanted_listing"),
        ("Шерали Назаровни Ўзбекистонга топширишмаган.", "not extradition"),
        ("Sherali Nazarov Moskvada ichki ishlar bo‘limiga bordi.", ""),
        ("Sherali Nazarov Toshkentda imtihon topshirdi.", ""),
        ("Sherali Nazarov uyiga qaytib kelmadi.", "disappearance"),
        ("Bola uyga qaytdi va olma oldi.", ""),
    ],
)  # fmt: skip
def test_verbs_chained_and_denied(text: str, kinds: str) -> None:
    claims = told(text).claims
    shown = " ".join(("" if c.mood is Mood.FACT else "not ") + c.kind for c in claims)
    assert shown == kinds


def test_who_writes_in_haste_leaves_the_apostrophes_out() -> None:
    text = "Ali Valiyev 2018 yil 3 martda qolga olindi va Ozbekistonga topshirildi. U pul oldi."
    claims = told(text).claims
    assert [(c.kind, c.where) for c in claims] == [("arrest", None), ("extradition", "Uzbekistan")]


def test_a_court_orders_by_a_wish_and_on_the_day_of_its_paper() -> None:
    text = "QAROR QILDI:\nSherali Nazarov aybdor deb topilsin va unga uch yil qamoq jazosi tayinlansin."
    claims = told(text, date(2020, 5, 6)).claims
    assert [(c.kind, c.mood) for c in claims][:1] == [("conviction", Mood.FACT)]
    assert claims[0].when is not None
    assert claims[0].when.earliest == date(2020, 5, 6)


# -- whom --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Politsiya Sherali Nazarovni qo‘lga oldi.", ["Sherali Nazarov"]),
        ("2018-yilda qo‘lga olingan Sherali Nazarov kasal.", ["Sherali Nazarov"]),
        ("Sherali Nazarovning akasi qo‘lga olindi.", ["brother"]),
        ("Sherali Nazarovning qo‘lga olingani ma’lum bo‘ldi.", ["Sherali Nazarov"]),
        ("Sherali Nazarovning akasi Vali Nazarov qo‘lga olindi.", ["Vali Nazarov"]),
        ("Men 2018-yilda qo‘lga olindim.", ["narrator"]),
        ("Sizga Oysha Qurbonova murojaat qilaman. Meni so‘roqqa chaqirishdi.", ["Oysha Qurbonova"]),
        ("Meni so‘roqqa chaqirishdi.\nOysha Qurbonova\n2021-yil 9-iyun", ["Oysha Qurbonova"]),
        ("Mening ismim Zulfiya Karimova. Otamni qo‘lga olishdi.", ["father"]),
        ("O. R. Sobirov qo‘lga olindi.", ["O. R. Sobirov"]),
        ("Advokat Knut Hansen qo‘lga olindi.", ["Knut Hansen"]),
        ("Otabek Rustam o‘g‘li Sobirovni qo‘lga olishdi.", ["Otabek Rustam o‘g‘li Sobirov"]),
        ("Собирова Нигора Рустам қизи қўлга олинди.", ["Собирова Нигора Рустам қизи"]),
        ("KARIMOV Bobur qo‘lga olindi.", ["Karimov Bobur"]),
        ("Шерали Назаров ЖКнинг 159-моддаси билан айбланди.", ["Шерали Назаров"]),
        ("Vazirlik Sherali Nazarov qo‘lga olinmaganini aytdi.", ["Sherali Nazarov"]),
    ],
)
def test_case_and_voice_say_whom_it_befell(text: str, who: list[str]) -> None:
    assert whose(text) == who


# -- on whose word -----------------------------------------------------------------------------------------------------


def test_a_fact_under_a_verb_of_saying_is_reported() -> None:
    found = told("Advokat Olga Smirnova Sherali Nazarovning akasi qo‘lga olinganini aytdi.")
    (claim,) = found.claims
    assert (claim.mood, claim.stance) == (Mood.FACT, Stance.REPORTED)


def test_by_the_word_of_somebody_named() -> None:
    found = told("Olga Smirnovaning aytishicha, Sherali Nazarov qo‘lga olingan.")
    (claim,) = found.claims
    names = {r.id: r.name for r in found.referents}
    assert [names[p] for p in claim.said_by] == ["Olga Smirnova"]
    assert claim.stance is Stance.REPORTED


def test_a_fact_that_somebody_denies_did_not_happen_by_this_text() -> None:
    assert one("Vazirlik Sherali Nazarov qo‘lga olinganini inkor etdi.").mood is Mood.NEGATED


# -- dates, places, articles -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("2019-yil 5-mayda", "2019-05-05", "2019-05-05"),
        ("2019 yil 5 may kuni", "2019-05-05", "2019-05-05"),
        ("5-may 2019-yilda", "2019-05-05", "2019-05-05"),
        ("05.05.2019 kuni", "2019-05-05", "2019-05-05"),
        ("2019-yil 5-may kuni soat 22:40 da", "2019-05-05", "2019-05-05"),
        ("2019-yil may oyida", "2019-05-01", "2019-05-31"),
        ("2019-yilning mayida", "2019-05-01", "2019-05-31"),
        ("2019-yil yozida", "2019-06-01", "2019-08-31"),
        ("2019-yilda", "2019-01-01", "2019-12-31"),
        ("kecha", "2022-10-17", "2022-10-17"),
        ("bugun", "2022-10-18", "2022-10-18"),
        ("o‘tgan yili", "2021-01-01", "2021-12-31"),
        ("o‘tgan oyda", "2022-09-01", "2022-09-30"),
        ("uch kun oldin", "2022-10-15", "2022-10-15"),
    ],
)
def test_dates_as_uzbek_writes_them(words: str, first: str, last: str) -> None:
    claim = one(f"Sherali Nazarov {words} qo‘lga olindi.", date(2022, 10, 18))
    assert claim.when is not None
    assert (str(claim.when.earliest), str(claim.when.last)) == (first, last)


def test_a_day_counted_from_the_one_before() -> None:
    text = "Ali Valiyev 2020-yil 9-noyabrda ushlandi. Ikki kundan keyin u ozod qilindi."
    claims = told(text).claims
    assert [str(c.when.earliest) for c in claims if c.when] == ["2020-11-09", "2020-11-11"]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Toshkentda", "Tashkent"),
        ("Тошкентда", "Tashkent"),
        ("Rossiyaga", "Russia"),
        ("Россиядан", "Russia"),
        ("O‘zbekistonning", "Uzbekistan"),
        ("Ўзбекистонга", "Uzbekistan"),
    ],
)
def test_places_with_their_case_endings(words: str, name: str) -> None:
    found = place(words)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("JK 159-modda", ["CC-159"]),
        ("ЖК 244-1-моддаси 3-қисми", ["UZ-CC-244-1-3"]),
        ("O'zbekiston Respublikasi Jinoyat kodeksining 159-moddasining 2-qismi", ["UZ-CC-159-2"]),
        ("Jinoyat kodeksining 158 va 244-1-moddalari", ["CC-158", "UZ-CC-244-1"]),
        ("Rossiya Jinoyat kodeksining 282.2-moddasi 2-qismi", ["RU-CC-282.2-2"]),
        ("O'zbekiston JKning 159-moddasi 3-qismi «b» bandi va 244-1-moddasi 1, 2-qismlari", ["UZ-CC-159-3", "UZ-CC-244-1-1", "UZ-CC-244-1-2"]),
        ("O'zbekiston Jinoyat-protsessual kodeksining 463-moddasi", ["UZ-CCP-463"]),
        ("12-uy, 45-xonadon", []),
    ],
)  # fmt: skip
def test_articles_of_law(text: str, ids: list[str]) -> None:
    assert articles(plain(text, 0, len(text)).text) == ids


@pytest.mark.parametrize(
    ("words", "count"), [("o'n bir", 11), ("yigirma", 20), ("7", 7), ("ko'p", 0)]
)
def test_numbers_in_words(words: str, count: int) -> None:
    assert number(words) == count


@given(st.text(alphabet="абвгдеёжзийклмнопрстуфхцчшъьэюяўқғҳ АБВО'ʻ", max_size=60))
def test_plain_letters_point_back_to_where_they_came_from(text: str) -> None:
    made = plain(text, 0, len(text))
    assert len(made.origin) == len(made.text) + 1
    assert list(made.origin) == sorted(made.origin)


@given(st.text(alphabet="abdginkqr'‘абгдинкқр-", max_size=20))
def test_a_word_without_its_case_is_a_beginning_of_it(word: str) -> None:
    stem, case = split(word)
    assert word.startswith(stem)
    assert (stem == word) == (case == "")


@given(st.text(alphabet="ABOabdginlmoqrsv'‘. ,«»\nАБабгдинкқрў19-", max_size=200))
def test_no_text_whatever_breaks_the_reader(text: str) -> None:
    assert all(0 <= c.passage.start < c.passage.end <= len(text) for c in told(text).claims)


# -- conversations -----------------------------------------------------------------------------------------------------

CHAT = (
    "[12.09.2022, 21:14] Нодира: Мен Нодира Холматоваман\n"
    "[12.09.2022, 21:15] Нодира: Акам Равшан Холматовни кеча аэропортда ушлаб қолишди\n"
    "[13.09.2022, 09:40] Адвокат Ирина Громова: Қаерда ҳозир?\n"
)


def test_in_a_chat_i_is_the_sender_and_yesterday_the_day_before_the_message() -> None:
    found = told(CHAT, date(2022, 9, 20))
    names = {r.id: r.name for r in found.referents}
    (claim,) = [c for c in found.claims if c.kind == "arrest"]
    assert [names[p] for p in claim.persons] == ["Равшан Холматов"]
    assert [names[p] for p in claim.said_by] == ["Нодира Холматова"]
    assert claim.when is not None
    assert claim.when.earliest == date(2022, 9, 11)


def test_a_line_without_telling_words_is_still_uzbek_in_an_uzbek_paper() -> None:
    text = "Шерали Назаров ушланган эмиш.\nSherali Nazarovni qo‘lga olib, kaltaklab, qamoqqa tashlashdi."
    assert {c.kind for c in told(text).claims} == {"arrest", "ill_treatment", "imprisonment"}


def test_a_month_after_a_part_of_a_year_is_of_that_year() -> None:
    text = (
        "2022-yilning boshida Ali Valiyev boshpana so‘radi. Noyabr oyida uning arizasi rad etildi."
    )
    spans = [c.when for c in told(text, date(2023, 2, 7)).claims]
    assert [str(s.earliest) for s in spans if s] == ["2022-01-01", "2022-11-01"]


def test_what_a_bad_scan_leaves_is_not_read_and_said_so() -> None:
    text = "кk1|тв сm~на рaб§та mq|ж пhр^д aбвr т~ма ghж|к лdп§с мpа"
    found = told(text)
    assert found.claims == ()
    assert "bad scan" in found.unread[0]


def test_the_language_of_a_paper_does_not_make_its_names_garbled() -> None:
    assert not is_garbled("Қарши шаҳри, Москва, Tver, JKning 159-modda, SIZO-1, A-B/C, o'g'li")


# -- one sentence a kind -----------------------------------------------------------------------------------------------

PHRASES = [
    line.split("|")
    for line in (Path(__file__).parent / "phrases" / "uz.txt").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize(
    ("kind", "text"), PHRASES, ids=[f"{n}-{k}" for n, (k, _) in enumerate(PHRASES)]
)
def test_the_commonest_ways_to_tell_a_kind(kind: str, text: str) -> None:
    found = told(text)
    names = {r.id: r.name for r in found.referents}
    facts = [(c.kind, [names[p] for p in c.persons]) for c in found.claims if c.mood is Mood.FACT]
    assert (kind, ["Карим Алиев"]) in facts

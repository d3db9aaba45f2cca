"""Proposals across files respect what people have judged."""

import pytest

from safeconduct.names import Known, check_merge, propose_merges
from safeconduct.names.errors import MergeRefused

PEOPLE = [
    Known("a", ("Дилшод Рахимов",), born="1985"),
    Known("b", ("Dilshod Rahimov", "D. Rahimov"), born="1985-03-02"),
    Known("c", ("Rakhimov Dilshad",), born="1961"),
    Known("d", ("Нодира Рахимова",)),
]


def test_spellings_are_proposed_and_another_birth_year_is_not_called_same() -> None:
    found = {(p.left, p.right): p.comparison.verdict for p in propose_merges(PEOPLE)}
    assert found[("a", "b")] == "same"
    assert found.get(("a", "c")) != "same"
    assert not any("d" in pair for pair in found)


def test_judged_pairs_are_not_proposed_again_even_through_others() -> None:
    assert not propose_merges(PEOPLE[:2], not_same=[("a", "b")])
    assert not propose_merges(PEOPLE[:2], same=[("a", "b")])
    assert not propose_merges(PEOPLE[:2], same=[("a", "x")], not_same=[("x", "b")])


def test_a_merge_against_a_judgement_is_refused_and_says_why() -> None:
    with pytest.raises(MergeRefused, match="not to be the same"):
        check_merge(["a", "b"], same=[("b", "c")], not_same=[("a", "c")])
    check_merge(["a", "b"], same=[("b", "c")])


def test_an_office_of_a_thousand_people_is_gone_through() -> None:
    given = (
        "Anvar",
        "Jasur",
        "Нигора",
        "Olim",
        "Sitora",
        "Ботир",
        "Umid",
        "Лола",
        "Erkin",
        "Zafar",
    )
    syllables = ("bor", "dil", "gan", "kut", "lash", "mir", "nos", "pul", "rav", "tem")
    people = [
        Known(
            f"p{i}", (f"{given[i % 10]} {syllables[i // 100]}{syllables[i // 10 % 10]}ov".title(),)
        )
        for i in range(1000)
    ]
    people += [Known("x", ("Baxtiyor Normatov",)), Known("y", ("Норматов Бахтиёр",))]
    proposals = propose_merges(people)
    assert {"x", "y"} in [{p.left, p.right} for p in proposals]
    called_same = [p for p in proposals if p.comparison.verdict == "same"]
    assert len(called_same) < 50

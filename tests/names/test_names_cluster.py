"""The mentions of one document: who is who."""

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

"""Articles of codes in English sentences, as a lawyer reads them."""

from __future__ import annotations

import pytest

from safeconduct.reading.english import articles


def ids(text: str) -> list[str]:
    return [r.id for r in articles.find(text, [(0, len(text))])]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("charged under Article 18.8 (parts 1 and 3) of the CAO RF", ["RU-CAO-18.8-1", "RU-CAO-18.8-3"]),
        ("Articles 97 (2) (a), 155 and 161 of the Criminal Code of Uzbekistan",
         ["UZ-CC-97-2", "UZ-CC-155", "UZ-CC-161"]),
        ("Articles 159, paragraph 4, and 161 of the Uzbek Criminal Code", ["UZ-CC-159-4", "UZ-CC-161"]),
        ("Article 63 and Article 108 of the Code of Criminal Procedure", ["CCP-63", "CCP-108"]),
        ("part 2 of Article 322 and part 1 of Article 327 of the Russian Criminal Code",
         ["RU-CC-322-2", "RU-CC-327-1"]),
        ("section 222, paragraph 1, of the Russian Criminal Code", ["RU-CC-222-1"]),
    ],
)  # fmt: skip
def test_lists_parts_and_brackets_share_the_code_that_is_told_once(
    text: str, read: list[str]
) -> None:
    assert ids(text) == read


@pytest.mark.parametrize(
    "text",
    [
        "Article 14 of the Universal Declaration of Human Rights",
        "Protocol No. 4, Article 4, forbids collective expulsion",
        "Article 3 of the Convention read with Article 13",
        "Section 3 of the report",
        "section 25.10 of the Federal Law on Entry",
    ],
)
def test_treaties_declarations_reports_and_plain_laws_are_no_code(text: str) -> None:
    assert ids(text) == []

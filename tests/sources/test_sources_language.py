"""English, Russian and Uzbek in both scripts are told apart; what is none of them is not called one of them."""

from __future__ import annotations

import pytest

from safeconduct.sources.language import language_of, languages


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("He was arrested at the migration office in June.", "en"),
        ("Его задержали в отделении миграционной службы в июне.", "ru"),
        ("Рассмотрев материалы дела, суд установил следующее.", "ru"),
        ("U iyun oyida migratsiya xizmatida ushlangan va hibsga olingan.", "uz"),
        ("O‘zbekiston fuqarosi bo‘lgan shaxs sud tomonidan ozod qilindi.", "uz"),
        ("У июнь ойида миграция хизматида ушланган ва ҳибсга олинган.", "uz"),
        ("Ўзбекистон фуқароси суд томонидан озод қилинди.", "uz"),
        ("Його затримали у відділенні міграційної служби в червні.", "uk"),
        ("Ол маусым айында көші-қон қызметінде ұсталды және қамауға алынды.", "kk"),
        ("Ӯ моҳи июн дар хадамоти муҳоҷират дастгир шуд ва ба зиндон бурда шуд.", "tg"),
        ("Er wurde im Juni bei der Migrationsbehörde festgenommen und ist in Haft.", "de"),
        ("1234 5678 / 90", None),
        ("Samara", None),
    ],
)
def test_the_language_of_a_sentence(text: str, code: str | None) -> None:
    assert language_of(text) == code


def test_a_letter_in_two_languages_names_both_the_longer_first() -> None:
    russian = (
        "Прошу вас рассмотреть заявление, которое я подал в миграционную службу в марте этого года."
    )
    english = "Please consider the application that I filed with the service."
    main, found = languages([russian, english, "№ 17"])
    assert main == "ru"
    assert found == ("ru", "en")

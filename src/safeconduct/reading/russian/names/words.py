"""Words of Russian names one by one: initials, particles, titles, and words that are places and no people.

May import: this package, `record.places`, the shelf.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from safeconduct.reading.russian.people.kin import KIN
from safeconduct.reading.russian.weights import dictionary
from safeconduct.reading.russian.words import Word, plain
from safeconduct.record.places import place_of
from safeconduct.shelf import read_yaml, shelf

_DATA = read_yaml(shelf("vocabulary") / "names-ru.yaml")


def _words(key: str) -> frozenset[str]:
    return frozenset(str(w) for w in _DATA[key])


TITLES = _words("titles")


NOT_NAMES = _words("not_names")


HOLY = _words("holy")


FIELDS = _words("fields")


_MEDIA = tuple(_words("media"))


_LONE = frozenset("ОоУуКкСсВвЯяАаИи")  # words of one letter, which are initials only before a dot


_PLACE_BEFORE = _words("place_before")


_PLACE_SHORT = _words("place_short")


_INITIAL = re.compile(r"(?:[А-ЯЁЎҚҒҲA-Z]|Дж|Дз|Ю)\.?")


NAMELIKE = re.compile(
    r"(?:(?:[аэ][лдсштнрз]|ибн|бин|бинт)-[А-ЯЁ][а-яё]+|[А-ЯЁЎҚҒҲ][а-яёўқғҳА-ЯЁЎҚҒҲ'ʻ’\-]+|[A-ZÀ-Þ][A-Za-zÀ-ÿ'’\-]+|(?:al|el|ibn|bin|von|van|de)(?:-[A-Z]\w+)?)"
)


DEMONYM = re.compile(r"\w+(?:стан(?:ец|ц\w{1,3}|к\w{1,3}))")  # «Кыргызстанца Нурлана»


PARTICLES = _words("particles")


FROM_PLACE = _words("from_place")


_OF_TOWN = _words("of_town")


_BY_PLACE = _words("by_place")


def titled(word: str) -> str:
    """A name in capitals as it is otherwise written."""
    if len(word) > 2 and word.isupper():
        return "-".join(p[:1] + p[1:].lower() for p in word.split("-"))
    return word


def namelike(word: Word) -> bool:
    if DEMONYM.fullmatch(word.text):
        return False
    return bool(NAMELIKE.fullmatch(word.text)) or plain(word.text) in PARTICLES


def is_initial(word: Word) -> bool:
    return len(word.text) <= 3 and bool(_INITIAL.fullmatch(word.text)) and word.text[0].isupper()


def trimmed(words: Sequence[Word], first: int, last: int) -> tuple[int, int]:
    """A run without the preposition before a name («О Рустаме») and the medium on either side of it («рассказал Рустам
    Радио Свобода», «сообщил Азаттыку Аман»).
    """

    def apart(word: Word) -> bool:
        return word.form.startswith(_MEDIA)

    def lone(i: int) -> bool:
        return words[i].text in _LONE and not (i + 1 < len(words) and words[i + 1].text == ".")

    while first < last and (apart(words[first]) or lone(first)):
        first += 1
    return first, next((i for i in range(first, last) if apart(words[i])), last)


def is_ordinary(word: Word) -> bool:
    """A word of the dictionary that is no name of a person («Верхова» is none, «Мира» is)."""
    return dictionary().word_is_known(word.form) and not any(
        g in p.tag for p in dictionary().parse(word.form) for g in ("Name", "Surn", "Patr")
    )


def is_place(word: Word) -> bool:
    """A word of the list of places that is no known given name or surname («Хатлон», «Бейнеу»)."""
    parses = dictionary().parse(word.form)
    if any(g in p.tag for p in parses for g in ("Name", "Surn", "Patr") if p.is_known):
        return False
    return place_of(word.text) is not None or place_of(parses[0].normal_form) is not None


def is_town(word: Word) -> bool:
    return (
        any("Geox" in p.tag for p in dictionary().parse(word.form))
        or place_of(dictionary().parse(word.form)[0].normal_form) is not None
    )


def after_place(words: Sequence[Word], first: int) -> bool:
    """Do the words before say that this is a place («г. Андижана», «улица Навои»)?"""
    if first and plain(words[first - 1].text) in _PLACE_BEFORE:
        return True
    if first > 1 and words[first - 1].lemma in ("суд", "район") and words[first - 2].pos == "ADJ":
        return True  # «районный суд Исмоили Сомони»
    if (
        first > 1
        and words[first - 1].form in ("у", "под", "возле", "около", "близ")
        and words[first - 2].lemma in _BY_PLACE
    ):
        return True  # «перешёл границу у Бахты»
    if (
        first
        and words[first - 1].text.rstrip(".") in _PLACE_SHORT
        and words[first - 1].text.endswith(".")
    ):
        return not (first > 1 and re.fullmatch(r"(?:19|20)\d\d", words[first - 2].text))
    return first > 1 and words[first - 1].text == "." and words[first - 2].text in _PLACE_SHORT


def is_of_court(words: Sequence[Word], last: int) -> bool:
    """Is it the town a court or an office is called after («Вышневолоцкий суд», «Ленинский РОВД»)?"""
    return (
        last < len(words)
        and words[last].lemma in _OF_TOWN
        and bool(re.search(r"[сц]к(?:ий|ого|ому|им|ом|ой|ая|ую|ое)$", words[last - 1].form))
    )


# forms of «супруга» that the tagger takes for a husband's, and the case in which that is so
_WIFE = {"супруги": None, "супруге": None, "супругой": None, "супруга": "Nom", "супругу": "Acc"}


def kin_of(word: Word) -> tuple[str, str | None]:
    """The English relation and the sex that a kin word tells; KeyError for any other word."""
    wife = (
        word.lemma == "супруг"
        and word.is_(Number="Sing")
        and _WIFE.get(word.form, "") in (None, word.feats.get("Case"))
    )
    return KIN["супруга" if wife else word.lemma]

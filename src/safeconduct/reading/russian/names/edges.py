"""The edges of a name in Russian text: what belongs to it on either side, and whether two runs are one name.

May import: this package.
"""

from __future__ import annotations

from collections.abc import Sequence

from safeconduct.reading.russian.names.declension import is_patronymic, readings, stem
from safeconduct.reading.russian.names.words import NAMELIKE, PARTICLES, is_initial, titled
from safeconduct.reading.russian.words import Word, plain


def widened(words: Sequence[Word], first: int, last: int) -> tuple[int, int]:
    """Take in initials on either side, a patronymic after, and the dot that closes the last initial."""
    while first >= 2 and words[first - 1].text == "." and is_initial(words[first - 2]):
        first -= 2
    while first >= 1 and is_initial(words[first - 1]) and len(words[first - 1].text) == 2:
        first -= 1
    while last < len(words):
        word = words[last]
        if (
            is_initial(word)
            and last + 1 < len(words)
            and words[last + 1].text == "."
            and word.text[0] not in "ВКСУОЯ"
        ) or (
            is_initial(word)
            and last + 3 < len(words)
            and words[last + 1].text == "."
            and is_initial(words[last + 2])
        ):
            last += 2
        elif (
            NAMELIKE.fullmatch(word.text)
            and (word.text[0].islower() or is_patronymic(titled(word.text)))
        ) or (
            plain(word.text) in PARTICLES
            and plain(word.text) not in ("да", "де", "ад", "ас", "дер")
        ):
            last += 1
        else:
            break
    tail = words[last - 1] if last > first else None
    if (
        tail
        and is_initial(tail)
        and len(tail.text) == 1
        and last < len(words)
        and words[last].text == "."
    ):
        last += 1
    if last > first + 1 and words[last - 1].text == "." and not is_initial(words[last - 2]):
        last -= 1
    return first, last


def is_one_name(words: Sequence[Word], left: tuple[int, int], right: tuple[int, int]) -> bool:
    """Two runs side by side are one name when one is a bare surname and the other given name and patronymic."""
    sizes = (left[1] - left[0], right[1] - right[0])
    if sum(sizes) > 4 or 1 not in sizes:
        return False
    one = {c for r in readings(titled(words[left[1] - 1].text)) for c in r.cases}
    two = {c for r in readings(titled(words[right[0]].text)) for c in r.cases}
    same = stem(words[left[0]].text) == stem(words[right[0]].text)
    return bool(one & two) and not same

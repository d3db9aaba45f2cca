"""When two names can be one person's, by their words alone: spellings, alphabets, cases, initials, whose son.

May import: `names`.
"""

from __future__ import annotations

import re

from rapidfuzz.distance import OSA

from safeconduct.names import cluster, is_short_for, romanise
from safeconduct.names.fold import fold
from safeconduct.names.lexicon import given_exactly

_PATRONYMIC = re.compile(r"(?:[ое]вич|[ое]вн[аы]|ичн[аы])$")
_FEMININE = re.compile(r".{2,}(?:[oe]v|[iy]n)a")
_SON = frozenset({"bin", "ibn", "bint", "binti"})
_PARTICLES = _SON | {"al", "el", "abu", "van", "de", "der", "von", "ould", "ogli", "ugli", "qizi", "kizi", "uulu", "kyzy"}  # fmt: skip
_LONG = 6  # letters of a word in which one may be a slip
_SPELT = 4  # and of a word that can be told again in another spelling


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name without initials, as they are compared."""
    return tuple(
        w.casefold().replace("ё", "е")
        for w in re.split(r"[\s.]+", name)
        if len(w) > 2 or (len(w) == 2 and not w.isupper())
    )


def initials_of(name: str) -> tuple[str, ...]:
    """The initials of a name, in small letters."""
    return tuple(w.casefold() for w in re.findall(r"\b(\w)\.", name))


def _one_given(one: str, other: str) -> bool | None:
    """Of two given names in Latin letters, are they one? Hasan and Husan are two, Zhasur and Jasur one. None where the
    lists do not know both, and in Cyrillic, where «Фируза» may be Фируз in another case.
    """
    if not (one.isascii() and other.isascii()):
        return None
    left, right = (given_exactly(fold(w).fine) for w in (one, other))
    return left.number == right.number if left is not None and right is not None else None


def alike(one: str, other: str) -> bool:
    """One word, or one a slip or another alphabet away from it; «Каримова» is «Каримов» of a woman."""
    if one == other:
        return True
    if (same := _one_given(one, other)) is not None:
        return same
    if (
        one.isascii()
        and other.isascii()
        and _FEMININE.fullmatch(max(one, other, key=len))
        and (max(one, other, key=len)[:-1] == min(one, other, key=len))
    ):
        return False  # Mr Kadyrov and Mrs Kadyrova: Latin letters have no cases
    if one.isascii() != other.isascii():
        one, other = romanise(one).casefold(), romanise(other).casefold()
    if is_short_for(one, other) or is_short_for(other, one):
        return True
    # Hasan and Husan are twins, Sobirjon and Nodirjon brothers: a slip is looked for in longer words alone
    least = min(len(one), len(other))
    slips = 2 if least >= 8 and one[0] == other[0] else 1
    return least >= _LONG and OSA.distance(one, other) <= slips


def share(one: str, other: str) -> bool:
    """Have two names a word in common, and no initial that contradicts the other's given name?"""
    left, right = words_of(one), words_of(other)
    if not left or not right:
        return one.casefold() == other.casefold()
    common = {w for w in left if any(alike(w, o) for o in right)}
    if not common:
        return False
    rest_left = [w for w in left if w not in common]
    rest_right = [w for w in right if not any(alike(w, o) for o in common)]
    letters_left, letters_right = initials_of(one), initials_of(other)
    for letters, rest in ((letters_left, rest_right), (letters_right, rest_left)):
        given = [w for w in rest if not _PATRONYMIC.search(w)]
        if letters and given and not any(w[0] in letters[:1] for w in given):
            return False
    return not (letters_left and letters_right and letters_left[:1] != letters_right[:1])


def _same_word(one: str, other: str) -> bool:
    """One word in two spellings («Жасур», Jasur), or in two cases that were taken for nominatives."""
    if alike(one, other):
        return True
    if _one_given(one, other) is False:
        return False
    least = min(len(one), len(other))
    if (
        not one.isascii()
        and not other.isascii()
        and least > 2
        and one[: least - 1] == other[: least - 1]
    ):
        return len(max(one, other, key=len)) - least <= 2
    return least >= _SPELT and len(set(cluster([one, other]))) == 1


def differ(one: str, other: str) -> bool:
    """Has each of two whole names a word that the other lacks, or is one's father's name the other's own? "Nguyen Van
    Dai" and "Nguyen Thi Lan" are two people, "Ali bin Hassan" and "Hassan bin Ali" too.
    """
    left, right = words_of(one), words_of(other)

    def own(words: tuple[str, ...], others: tuple[str, ...]) -> bool:
        return any(
            w not in _PARTICLES
            and w not in others
            and not _PATRONYMIC.search(w)
            and not any(_same_word(w, o) for o in others)
            for w in words
        )

    if len(left) < 2 or len(right) < 2:
        return False
    if own(left, right) and own(right, left):
        return True
    sons = _SON & set(left) & set(right)
    return bool(sons) and not _same_word(left[0], right[0])


def is_whole(name: str) -> bool:
    """A name of two words, or of one and initials."""
    return len(words_of(name)) >= 2 or bool(words_of(name) and initials_of(name))

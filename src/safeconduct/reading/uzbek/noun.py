"""Uzbek nouns without their endings: case, plural, and the owner that a relative's word carries.

Endings are found in plain text (`latin`) and cut off the word as it was written. May import: this package.
"""

from __future__ import annotations

import re
from functools import cache

from safeconduct.reading.uzbek.latin import Plain, plain
from safeconduct.record.places import Place, gazetteer, place_of

#: accusative, genitive, dative (its consonant follows the stem), ablative, locative, "up to", adjective of place
_CASE = re.compile(r"-?(?P<case>ning|ni|gacha|ga|ka|qa|dan|dagi|da)$")
_PLACE = re.compile(r"-?(?:si|i)?(?:ning|ni|gacha|ga|ka|qa|dan|dagi|da|lik|liklar)?(?:lar)?$")


def split(word: str, letters: Plain | None = None) -> tuple[str, str]:
    """A word as written without its case ending, and the case in plain letters: «Назаровнинг» → («Назаров», "ning").

    `letters`: the word made plain, where it already was.
    """
    shown = letters or plain(word, 0, len(word))
    ending = _CASE.search(shown.text)
    if ending is None or ending.start() < 3:
        return word, ""
    case = {"ka": "ga", "qa": "ga", "gacha": "ga", "dagi": "da"}.get(ending["case"], ending["case"])
    return word[: shown.origin[ending.start()]], case


def place(words: str) -> Place | None:
    """The place a word names, with or without its endings, in either script."""
    found = place_of(words)
    if found is not None:
        return found
    shown = plain(words, 0, len(words))
    for ending in (_CASE, _PLACE):
        cut = ending.search(shown.text)
        if cut is not None and 3 <= cut.start() < len(shown.text):
            stem = words[: shown.origin[cut.start()]]
            found = place_of(stem) or place_of(shown.text[: cut.start()])
            if found is not None:
                return found
    return place_of(shown.text) or _hasty().get(_PLACE.sub("", shown.text).casefold())


@cache
def _hasty() -> dict[str, Place]:
    """Places as written without their apostrophes ("Ozbekiston")."""
    return {
        words.replace("'", ""): found
        for words, found in gazetteer().items()
        if "'" in words and " " not in words
    }

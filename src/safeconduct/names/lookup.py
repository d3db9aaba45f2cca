"""From one word to the words of a vocabulary that may be its spellings.

Two words are candidates when they share a key: the broad fold with at most one letter taken out
(so one typing error is bridged), the bones with at most one taken out where they are long enough,
or a given name of the lists. Keys are hashes in one sorted array; what a shared hash brings in by
chance is measured and dropped like any other candidate. Imports numpy.
"""

from __future__ import annotations

from array import array

import numpy as np
import numpy.typing as npt

from safeconduct.names import evidence as ev
from safeconduct.names import lexicon
from safeconduct.names.fold import bones_of, broad_of
from safeconduct.names.words import Floats, Ints, Words, measure

ALIKE = -1.5
"""Log-odds from which a word of the vocabulary counts as a spelling of the one asked for."""
_LONG = 4
_HASH = 0xFFFFFFFF


class Lookup:
    """The keys of every word of `words`, as it was when the lookup was made."""

    def __init__(self, words: Words) -> None:
        self.words = words
        hashes = array("I")
        counts = np.zeros(len(words), np.int32)
        for number in range(len(words)):
            keys = _keys(words, number)
            counts[number] = len(keys)
            hashes.extend(keys)
        all_hashes = np.frombuffer(hashes, np.uint32) if hashes else np.zeros(0, np.uint32)
        order = np.argsort(all_hashes, kind="stable")
        self._hashes: npt.NDArray[np.uint32] = all_hashes[order]
        self._numbers: Ints = np.repeat(np.arange(len(words), dtype=np.int32), counts)[order]

    def alike(self, asked: Words) -> list[tuple[Ints, Floats]]:
        """For every word of `asked`: the numbers of the words alike, and their log-odds."""
        found = [self._candidates(asked, i) for i in range(len(asked))]
        sizes = np.array([len(f) for f in found], np.int64)
        if not sizes.sum():
            return [(f, np.zeros(0, np.float32)) for f in found]
        left = np.repeat(np.arange(len(asked), dtype=np.int32), sizes)
        right = np.concatenate(found)
        values = ev.log_odds(measure(asked, left, right, self.words))
        kept = values > ALIKE
        ends = np.cumsum(sizes)
        out = []
        for end, size in zip(ends.tolist(), sizes.tolist(), strict=True):
            cut = slice(end - size, end)
            out.append((right[cut][kept[cut]], values[cut][kept[cut]]))
        return out

    def _candidates(self, asked: Words, number: int) -> Ints:
        keys = np.array(_keys(asked, number), np.uint32)
        starts = np.searchsorted(self._hashes, keys, "left").tolist()
        ends = np.searchsorted(self._hashes, keys, "right").tolist()
        runs = [self._numbers[s:e] for s, e in zip(starts, ends, strict=True) if e > s]
        if not runs:
            return np.zeros(0, np.int32)
        return np.unique(np.concatenate(runs)) if len(runs) > 1 else runs[0]


def _keys(words: Words, number: int) -> list[int]:
    """Hashes of the word's keys. Initials have none: they would stand for too much."""
    if words.is_initial(number):
        return []
    keys = _thinned("", words.broad[number]) | _bones_keys(words.bones[number])
    if other := words.other[number]:
        keys |= _thinned("", broad_of(other)) | _bones_keys(bones_of(other))
    given, stem = words.given(number), words.stem(number)
    if given >= 0:
        keys.add(f"@{given}")
    if (root := words.root(number)) >= 0:
        keys.add(f"~{root}")
    for full in lexicon.short_for(words.broad[number]):
        keys.add(f"@{full}")
    if stem >= 0:
        keys.add(f"^{stem}")
    return [hash(key) & _HASH for key in keys]


def _bones_keys(bones: str) -> set[str]:
    if len(bones) < 2:
        return set()
    return _thinned("#", bones) if len(bones) > _LONG else {"#" + bones}


def _thinned(mark: str, text: str) -> set[str]:
    """The text, and the text with each one letter taken out."""
    if len(text) < 4:
        return {mark + text}
    return {mark + text} | {mark + text[:i] + text[i + 1 :] for i in range(len(text))}

"""How much two words, two patronymics and two sexes speak for or against one person.

A pair of names is doubted for every part that disagrees; doubts add up (the noisy-or of doubts), and
the score is 1 / (1 + doubt). A contradiction in one part is therefore not outvoted by agreement in
the others, and a part that one side leaves out adds little. The weights were fitted on pairs by
`benchmarks/names_fit.py`, whose figures are on pairs held out of the fit. Imports numpy.
"""

from __future__ import annotations

import numpy as np

from safeconduct.names.words import Floats, Measured

# Log-odds that two aligned words are spellings of one name:
BASE = 4.61
PER_EDIT = (-0.85, -0.47, -0.43)
"""For each edit in the fine, broad, and bones fold."""
PER_SHARE = (-1.47, -1.08, -0.63)
"""For the same edits as a share of the longer word."""
SAME_GIVEN = 2.32
OTHER_GIVEN = -3.5
"""The lists of given names hold both words: as one name, as two."""
OTHER_STEM = -3.5
"""The surnames are made from two different listed names (Rahimov, Rahmonov)."""
SAME_ROOT_AT_LEAST = 1.5
"""Surnames of one root with other endings, as reforms and passports change them (Kabirov, Kabiri)."""
HONORIFIC_AT_LEAST = 1.5
"""A given name with and without -bek, -jon, -xon, -boy."""
SHORT_AT_LEAST = 1.5
"""A short form beside a full name it may stand for (Sasha, Aleksandr)."""
STEM_ONLY = -3.04
"""One is the given name the other, a surname, is made from (Karim, Karimov)."""
INITIAL, OTHER_INITIAL = 0.9, -4.0
AT_MOST, AT_LEAST = 8.0, -5.0

# Doubts (added to the denominator of the score):
OTHER_ROLE = 3.0
"""Log-odds lost where a sure given name stands against a sure surname."""
FATHER_AT_LEAST = -2.4
"""A patronymic is left out, mistaken and mistyped more often than a surname."""
SEX_SURE = 12.0
SEX_BY_SURNAME = 3.0
GENERATION = 6.0
LEFT_OUT = 0.18
"""For every given name or surname one side leaves out, where two others agree."""
ONE_WORD_ONLY = 1.04
"""Only one word could be compared at all."""


def log_odds(m: Measured) -> Floats:
    """For measured word pairs: log-odds that both are one name, between AT_LEAST and AT_MOST."""
    v = (
        BASE
        + PER_EDIT[0] * m.fine
        + PER_EDIT[1] * m.broad
        + PER_EDIT[2] * m.bones
        + (PER_SHARE[0] * m.fine + PER_SHARE[1] * m.broad + PER_SHARE[2] * m.bones) / m.size
        + SAME_GIVEN * m.same_given
        + OTHER_GIVEN * m.other_given
        + OTHER_STEM * m.other_stem
        + STEM_ONLY * m.stem_only
    )
    alike = (m.fine == 0) & ~(m.other_given | m.other_stem | m.stem_only)
    v = np.where(alike, AT_MOST, v)
    v = np.where(m.same_given, np.maximum(v, 3.0), v)
    v = np.where(m.short, np.maximum(v, SHORT_AT_LEAST), v)
    v = np.where(m.honorific, np.maximum(v, HONORIFIC_AT_LEAST), v)
    v = np.where(m.same_root, np.maximum(v, SAME_ROOT_AT_LEAST), v)
    v = np.where(m.initial, np.where(m.fine > 0, OTHER_INITIAL, INITIAL), v)
    clipped: Floats = np.clip(v, AT_LEAST, AT_MOST).astype(np.float32)
    return clipped

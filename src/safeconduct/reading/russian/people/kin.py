"""Words for relatives and for people told by what they are: lemma → English relation, sex, how many.

Read from vocabulary/kin-ru.yaml; keys are pymorphy lemmas with ё as е. May import: the shelf.
"""

from __future__ import annotations

from safeconduct.shelf import read_yaml, shelf

_DATA = read_yaml(shelf("vocabulary") / "kin-ru.yaml")


def _rows(section: str) -> dict[str, tuple[str, str | None]]:
    return {lemma: (row[0], row[1]) for lemma, row in _DATA[section].items()}


#: relatives: «брат» → ("brother", "m")
KIN: dict[str, tuple[str, str | None]] = _rows("kin")
#: people named by their part in a case or their work: «заявитель» → ("applicant", "m")
ROLES: dict[str, tuple[str, str | None]] = _rows("roles")
#: words that go before «брат» and «сестра»: «двоюродный брат» → cousin
COUSIN: frozenset[str] = frozenset(_DATA["cousin"])
#: roles that mean one certain person without «этот» or «его»
FORMAL: frozenset[str] = frozenset(_DATA["formal"])
#: «первый» → "first", of a party among several
ORDINALS: dict[str, str] = dict(_DATA["ordinals"])
#: verbs whose passive stands with the one who did it: «подано им»
DONE_BY: frozenset[str] = frozenset(_DATA["done_by"])
#: relations that tell whose citizen somebody is, and no more
STATES: frozenset[str] = frozenset(_DATA["states"])

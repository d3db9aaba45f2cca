"""Russian text as sentences of words: part of speech, features, lemma, and the head each word hangs on.

Words keep their place in the whole document. Text in capitals is shown to the models as they were taught it
(«ЮНУСОВА» as «Юнусова», «УСТАНОВИЛ» as «установил»); what is reported is what was written.
May import: this package's models, razdel, `sources`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from razdel import sentenize, tokenize

from safeconduct.reading.russian.weights import dictionary, weights
from safeconduct.sources import Block

# Words longer than this in one run without an end are tables or noise; the parser's work grows with their square.
_LONGEST = 160


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


def plain(text: str) -> str:
    """Lower case, ё as е: the form in which words are compared."""
    return text.lower().replace("ё", "е")


_CAPS = re.compile(r"\b[А-ЯЁЎҚҒҲ][А-ЯЁЎҚҒҲ'ʻ’\-]{2,}\b")


@cache
def _calm(word: str) -> str:
    """A word in capitals as it would stand in running text, same length; abbreviations stay."""
    parses = dictionary().parse(word.lower())
    known = dictionary().word_is_known(word.lower())
    if not known and (len(word) <= 5 or not re.search("[АЕЁИОУЫЭЮЯ].*[АЕЁИОУЫЭЮЯ]", word)):
        return word
    if any("Abbr" in p.tag for p in parses) and known:
        return word
    best = parses[0].tag
    if not known or any(g in best for g in ("Name", "Surn", "Patr", "Geox", "Orgn")):
        return word[0] + word[1:].lower()
    return word.lower()


def calm(text: str) -> str:
    """The text with words in capitals as they would stand in running text. Same length, letter for letter."""

    def one(match: re.Match[str]) -> str:
        said = _calm(match.group())
        return said if len(said) == len(match.group()) else match.group()

    return _CAPS.sub(one, text)


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


@cache
def lemma(form: str, pos: str) -> str:
    """The dictionary form of a word used as this part of speech (Universal Dependencies tag)."""
    if pos in ("VERB", "ADJ") and not dictionary().word_is_known(form):
        borrowed = _BORROWED.match(form)  # «экстрадировали»: the dictionary lacks such verbs
        if borrowed:
            return (borrowed["a"] or borrowed["b"] + "ова") + "ть"
    parses = dictionary().parse(form)
    wanted = _UD_OF.get(pos)
    chosen = parses[0]
    if wanted:
        chosen = next((p for p in parses if str(p.tag.POS) in wanted), parses[0])
        # «осуждённый», «задержанный» tagged as adjectives are still participles of their verb
        if pos == "ADJ" and chosen.tag.POS not in ("PRTF", "PRTS"):
            participle = next((p for p in parses if p.tag.POS in ("PRTF", "PRTS")), None)
            if participle is not None and participle.score >= chosen.score:
                chosen = participle
    return plain(chosen.normal_form)


def _feats(raw: object) -> dict[str, str]:
    return dict(raw) if isinstance(raw, dict) else {}


def parse(text: str, blocks: Sequence[Block]) -> list[Sentence]:
    """All sentences of these blocks, in order; `block` is the index of theirs in `blocks`."""
    models = weights()
    runs: list[tuple[int, int, int]] = []  # start, end, block
    said: list[str] = []
    for number, block in enumerate(blocks):
        raw = text[block.start : block.end]
        eased = calm(raw)
        said.append(eased)
        for line_start, line in _lines(eased):
            for a, b in _sentences(line, loose=block.role == "message"):
                base = block.start + line_start
                runs.append((base + a, base + b, number))
    found: list[list[tuple[int, int, str]]] = [
        [(s.start + block.start, s.stop + block.start, s.type) for s in markup.spans]
        for markup, block in zip(models.names.map(said), blocks, strict=True)
    ]
    pieces: list[tuple[tuple[int, int], int, list[tuple[int, int, str]]]] = []
    for start, end, number in runs:
        block = blocks[number]
        body = said[number][start - block.start : end - block.start]
        tokens = _eased([(start + t.start, start + t.stop, t.text) for t in tokenize(body)])
        splice = block.role == "message"
        pieces.extend(
            ((start, end), number, part) for part in _clauses(tokens, splice=splice) if part
        )
    order = sorted(range(len(pieces)), key=lambda i: len(pieces[i][2]))  # even batches are fast
    texts = [[t[2] for t in pieces[i][2]] for i in order]
    tagged = dict(
        zip(
            order,
            zip(models.morphology.map(texts), models.syntax.map(texts), strict=True),
            strict=True,
        )
    )
    sentences = []
    for i, (whole, number, tokens) in enumerate(pieces):
        start, end = tokens[0][0], tokens[-1][1]
        morphology, syntax = tagged[i]
        words: list[Word] = []
        kids: list[list[int]] = [[] for _ in tokens]
        heads, rels = _one_root(morphology.tokens, syntax.tokens)
        for k, ((a, b, shown), m, _s) in enumerate(
            zip(tokens, morphology.tokens, syntax.tokens, strict=True)
        ):
            form = plain(shown)
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
                    lemma(form, m.pos),
                    m.pos,
                    _feats(m.feats),
                    head,
                    rels[k],
                )
            )
        names = tuple(
            (max(a, start), min(b, end), sort)
            for a, b, sort in found[number]
            if a < end and start < b
        )
        sentences.append(
            Sentence(start, end, tuple(words), number, names, tuple(tuple(k) for k in kids), whole)
        )
    return sentences


def _one_root(morphology: Any, syntax: Any) -> tuple[list[int], list[str]]:
    """Heads and relations. The parser picks each head by itself, so a run may get two roots: a later verb that
    stands alone is joined to the first («был арестован … и … приговорён»).
    """
    size = len(syntax)
    heads = [int(s.head_id) - 1 for s in syntax]
    heads = [-1 if h == k or h >= size else h for k, h in enumerate(heads)]
    rels = [s.rel for s in syntax]
    roots = [k for k, h in enumerate(heads) if h < 0 and morphology[k].pos in ("VERB", "AUX")]
    for later in roots[1:]:
        between = {syntax[k].text.lower() for k in range(roots[0] + 1, later)}
        if between & {"и", ",", "а", "но", "затем"}:
            heads[later], rels[later] = roots[0], "conj"
    return heads, rels


_ABBREVIATED = {
    "ст": "статья",
    "ч": "часть",
    "п": "пункт",
    "ул": "улица",
    "им": "имени",
    "руб": "рублей",
    "гр": "гражданин",
}
_DATE_TOKEN = re.compile(r"\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d\d)")
_MONTH_WORD = re.compile(
    r"(?:январ|феврал|март|апрел|ма[яйе]|июн|июл|август|сентябр|октябр|ноябр|декабр)[а-я]*$"
)
_JOINS = frozenset(
    ["но", "а", "однако", "зато", "поэтому", "затем", "потом", "причем", "после", "тогда", "и"]
)


def _eased(tokens: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Tokens as the models read them best: «2023 г.» as «2023 года», «ст.» as a noun, 11.03.2020 as an adverb.

    Only what is shown to the models changes; places in the text stay.
    """
    made: list[tuple[int, int, str]] = []
    i = 0
    while i < len(tokens):
        start, end, shown = tokens[i]
        dot = i + 1 < len(tokens) and tokens[i + 1][2] == "." and tokens[i + 1][0] == end
        low = shown.lower()
        if low in ("г", "гг", "г.") and made and re.fullmatch(r"(?:19|20)\d\d", made[-1][2]):
            made.append((start, tokens[i + 1][1] if dot else end, "года"))
            i += 2 if dot else 1
        elif dot and low in _ABBREVIATED and shown == low:
            made.append((start, tokens[i + 1][1], _ABBREVIATED[low]))
            i += 2
        elif _DATE_TOKEN.fullmatch(shown):
            made.append((start, end, "тогда"))
            i += 1
        else:
            made.append(tokens[i])
            i += 1
    return made


@cache
def _finite(form: str) -> bool:
    """Can the word be a finite verb or a short participle?"""
    return str(dictionary().parse(form)[0].tag.POS) in ("VERB", "PRTS")


def _clauses(
    tokens: list[tuple[int, int, str]], *, splice: bool
) -> Iterator[list[tuple[int, int, str]]]:
    """A sentence cut where one full clause ends and another begins («…, но …», «…; …»): the parser reads short
    runs far better. `splice`: also at bare commas, as people write in chats.
    """
    verbs = [_finite(t[2].lower()) for t in tokens]
    at = 0
    depth = 0
    for i, (_, _, shown) in enumerate(tokens):
        depth += shown in "«(“" and len(shown) == 1
        depth -= shown in "»)”" and len(shown) == 1
        if i - at < 2 or i + 2 >= len(tokens) or not any(verbs[at:i]) or not any(verbs[i + 1 :]):
            continue
        following = tokens[i + 1][2].lower()
        after = tokens[i + 2][2].lower()
        joined = (
            shown == ","
            and following in _JOINS
            and after not in ("также", "то", "именно")
            and not (following == "и" and not _own_subject(tokens, verbs, i + 2))
        )
        # «…обратился с ходатайством, 19 июня 2020 года ему отказано»: a date opens the next clause
        dated = shown == "," and (
            (following.isdigit() and _MONTH_WORD.match(after))
            or (following in ("в", "с") and _MONTH_WORD.match(after))
            or (following in ("в", "к") and re.fullmatch(r"(?:19|20)\d\d", after))
            or (following == "тогда" and tokens[i + 1][1] - tokens[i + 1][0] > 5)
        )
        if (
            shown == "и"
            and following.isdigit()
            and _MONTH_WORD.match(after)
            and any(verbs[at:i])
            and any(verbs[i + 2 :])
        ):
            yield tokens[at:i]
            at = i
            continue
        if (
            shown == ";"
            or joined
            or (dated and verbs[at:i].count(True))
            or (splice and shown == "," and following not in _SUBORDINATE)
        ):
            yield tokens[at : i + 1]
            at = i + 1
    rest = tokens[at:]
    for i in range(0, len(rest), _LONGEST):
        yield rest[i : i + _LONGEST]


_SUBORDINATE = frozenset(
    [
        "что",
        "чтобы",
        "который",
        "которого",
        "которому",
        "которая",
        "которую",
        "если",
        "как",
        "когда",
        "где",
        "куда",
        "хотя",
    ]
)


def _own_subject(tokens: list[tuple[int, int, str]], verbs: list[bool], start: int) -> bool:
    """After «, и»: does a word that can be a subject come before the next verb?"""
    for k in range(start, min(start + 6, len(tokens))):
        if verbs[k]:
            return False
        parse = dictionary().parse(tokens[k][2].lower())[0]
        if str(parse.tag.POS) in ("NOUN", "NPRO") and "nomn" in parse.tag:
            return True
        if tokens[k][2][0].isupper():
            return True
    return False


_YEAR_END = re.compile(
    r"((?:19|20)\d\d\s+гг?\.)\s+(?=[А-ЯЁ«]|\d{1,2}\s+[а-я]+(?:ря|ля|та|ая|ня)\b)"
)


def _sentences(line: str, *, loose: bool = False) -> Iterator[tuple[int, int]]:
    """Sentences of a line; «…2014 г. 12 февраля…» is two, which the abbreviation hides."""
    for sent in sentenize(line):
        at = sent.start
        if loose:  # people write small letters after a full stop in chats
            for match in re.finditer(r"[.!?]+\s+", line[sent.start : sent.stop]):
                if (
                    match.end() + sent.start < sent.stop
                    and len(line[at : sent.start + match.start()].split()[-1:][0:1] or [""])
                    and not re.search(
                        r"\b(?:г|ст|ч|ул|д|им)$", line[at : sent.start + match.start()]
                    )
                ):
                    yield at, sent.start + match.start() + 1
                    at = sent.start + match.end()
        for match in _YEAR_END.finditer(line, sent.start, sent.stop):
            rest = line[match.end() : sent.stop]
            head = line[at : match.end(1)]
            verb_before = any(_finite(w) for w in re.findall(r"[а-яё]+", head.lower()))
            verb_after = any(_finite(w) for w in re.findall(r"[а-яё]+", rest.lower()))
            if (
                verb_before
                and verb_after
                and not re.match(
                    r"[А-ЯЁ][а-яё]+(?:ов|ев|ин)[а-я]{0,2}\s+[а-яё]+(?:ли|ил|ен|ан)\b", rest
                )
            ) or (verb_before and verb_after and len(head.split()) > 6):
                yield at, match.end(1)
                at = match.end()
        yield at, sent.stop


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Parts of a block a sentence does not cross: an empty line, or a line break before a new beginning."""
    start = 0
    # where lines run on past a page's width, each is a paragraph of its own
    unwrapped = max((len(line) for line in text.splitlines()), default=0) > 110
    for match in re.finditer(
        r"\n" if unwrapped else r"\n\s*\n|\n(?=\s*(?:[-–—•*]|\d+[.)]|\[))|:\s*\n", text
    ):
        yield start, text[start : match.end()]
        start = match.end()
    yield start, text[start:]

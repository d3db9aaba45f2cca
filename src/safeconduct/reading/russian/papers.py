"""Papers that a text names with their own day: «определение областного суда от 9 июля 2019 г., которым …».

Whatever the sentence does with such a paper (appeals against it, sets it aside, encloses it), it tells that on that day
the paper was made; what it decides is read by the rows that read the lines of a chronology (vocabulary/entries-ru.yaml).
May import: this package, `claims.nominal`, `marks`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from safeconduct.reading.claims.nominal import told_in
from safeconduct.reading.marks import Moment
from safeconduct.reading.russian.hit import Hit
from safeconduct.reading.russian.lexicon import lexicon
from safeconduct.reading.russian.matters import Matters
from safeconduct.reading.russian.words import Sentence, Word

_ABOUT = re.compile(r"\sоб?\s", re.IGNORECASE)
_REACH = 22  # words from a paper's name to its day, and from its day to the end of what it decides
_VICTIM = ("отношение", "gen-owner", "infer")


def hits(
    text: str, sentence: Sentence, here: Sequence[tuple[int, Moment]], matters: Matters, number: int
) -> Iterator[tuple[Word, Hit]]:
    """The dated papers of a sentence, each at its noun; `here`: its moments with their places in the document's."""
    named = [(noun, i, m) for i, m in here if (noun := _paper(text, sentence, m)) is not None]
    for k, (noun, i, m) in enumerate(named):
        end = named[k + 1][0].index if k + 1 < len(named) else len(sentence.words)
        after = _content(sentence, m, end)
        run = text[noun.start : m.start] + " ".join(w.text for w in after)
        row = next((row for row, _ in told_in(run, "ru")), None)
        if row is None or (does(noun) and not after and not _ABOUT.search(run)):
            continue  # «Приговором от 5 мая осуждён»: the verb tells it
        kind = matters.kind_of(row.act, number) if row.act else row.kind
        if not kind:
            continue
        before = (w.index for w in sentence.words if noun.start <= w.start < m.end)
        span = (*before, *(w.index for w in after))
        yield noun, Hit(kind, _VICTIM, matter=row.matter, act=row.act, moment=i, span=span)


def does(noun: Word) -> bool:
    """Does the verb tell what this paper does («Приговором … осуждён»)? By its ending, since the tagger may err."""
    return noun.form.endswith(("ом", "ем"))


def _paper(text: str, sentence: Sentence, moment: Moment) -> Word | None:
    """The noun that a day behind «от» belongs to."""
    if moment.told is None or moment.told.day is None or moment.length:
        return None
    lead = text[moment.start : moment.start + 3].lower()
    if lead != "от " and not text[: moment.start].endswith((" от ", "\nот ")):
        return None
    for word in reversed([w for w in sentence.words if w.start < moment.start][-_REACH:]):
        if word.lemma in lexicon().words["papers"]:
            return word
        if word.text in (";", ":") or _finite(word):
            return None
    return None


def _content(sentence: Sentence, moment: Moment, end: int) -> list[Word]:
    """The words after the day that say what the paper decides: «о выдаче …», «, которым … оставлено без изменения»."""
    made: list[Word] = []
    which = False
    words = sentence.words
    for word in words[:end]:
        if word.start < moment.end or (not made and word.form in ("года", "г")):
            continue
        if not made and word.pos not in ("ADP", "PUNCT"):
            break  # «постановлением от 3 апреля решение … оставлено»: another constituent
        if word.text == ",":
            opens = any(w.form.startswith("котор") for w in words[word.index + 1 : word.index + 4])
            if which or not opens:
                break
            which = True
        elif word.text in (";", ":", "(") or len(made) > _REACH or (not which and _finite(word)):
            break
        made.append(word)
    return made


def _finite(word: Word) -> bool:
    return word.pos in ("VERB", "AUX") and (
        word.is_(VerbForm="Fin") or word.feats.get("Variant") == "Short"
    )

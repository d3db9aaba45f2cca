"""The day on which something was said, which is no day of what was said: «сообщил во вторник, что задержан», «задержан,
сообщили в полиции в понедельник», «об этом в пятницу рассказал адвокат: …».

May import: this package, `marks`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from safeconduct.reading.marks import Moment
from safeconduct.reading.russian.dates.vocabulary import DATA
from safeconduct.reading.russian.words import Sentence, Word

_SAYS = frozenset(DATA["announces"]) | frozenset(DATA["learns"]) | {"поступить"}
_WHAT = re.compile(r",\s*(?:что|как|якобы|будто)\b|:\s")
_BREAK = re.compile(r"[,;:—–]")


def of_saying(text: str, sentence: Sentence, word: Word, moment: Moment) -> bool:
    """Is the moment that of a saying, not of what the trigger tells?"""
    for says in sentence.words:
        if says.lemma not in _SAYS or says.index == word.index:
            continue
        before, behind = sorted((says, word), key=lambda w: w.start)
        between = text[before.end : behind.start]
        told_of = word.pos == "NOUN" and any(
            sentence.words[k].form in ("о", "об") for k in sentence.children[word.index]
        )
        if told_of and says is before and "," not in between and moment.start < word.start:
            return True  # «5 мая стало известно об исчезновении»
        if says.start > word.start:  # «задержан X, сообщила в понедельник пресс-служба»
            lead = max((m.end() for m in _BREAK.finditer(text, word.end, says.start)), default=None)
            if (
                lead is not None
                and moment.start >= lead
                and "," not in text[says.end : moment.start]
            ):
                return True
        elif (
            (what := _WHAT.search(between))
            and moment.start < before.end + what.start()
            and not _BREAK.search(text[moment.end : says.start])
        ):
            return True  # «сообщил 2 февраля, что …», «2 февраля рассказал, что …»
    return False


def holds(sentence: Sentence, word: Word) -> bool:
    """Is it a state, of the day of the saying too («сообщил 2 ноября, что он содержится в изоляторе», «он в подвале»)?"""
    if word.pos == "VERB":
        # «он в подвале, избитый»
        told = word.is_(VerbForm="Part") and not word.is_(Variant="Short")
        return told or word.is_(Tense="Pres", VerbForm="Fin")
    commas = [w.index for w in sentence.words[: word.index] if w.text in ",:"]
    clause = sentence.words[commas[-1] if commas else 0 :]
    return not any(w.pos == "VERB" and not w.is_(VerbForm="Inf") for w in clause)


def is_said_on(text: str, moments: Sequence[Moment], sentence: Sentence, word: Word) -> bool:
    """Is the one day of the sentence that of the saying? «Сообщил 2 февраля, что возбуждено дело»."""
    here = [m for m in moments if sentence.start <= m.start < sentence.end and not m.length]
    return len(here) == 1 and not holds(sentence, word) and of_saying(text, sentence, word, here[0])

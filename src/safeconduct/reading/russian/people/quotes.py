"""Direct speech in Russian text: «…», "…", dashes, a chat's messages, an interview's answers; and who speaks.

May import: this package, `marks`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from safeconduct.reading.marks import Quote
from safeconduct.reading.russian.lexicon import lexicon
from safeconduct.reading.russian.people.making import Mentions
from safeconduct.reading.russian.words import Sentence

_PAIRS = re.compile(
    r"«([^«»]*(?:«[^«»]*»[^«»]*)*)»|“([^“”]*)”|„([^„“”]*)[“”]|(?<![\w\"])\"([^\"\n]{10,}?)\"(?!\w)"
)
#: «…, — говорит Белозёрова. — …»: what stands between the dashes is not speech
_ASIDE = re.compile(
    r"[,!?….]\s*[—–-]\s*([^«»—–]{3,90}?)[.,:]?\s*[—–-]\s+(?=\S)|[,!?….]\s*[—–-]\s*([^«»—–]{3,90}?)\.?$"
)


def _speech(sentence: Sentence) -> list[int]:
    says = lexicon().words["says"]
    return [w.index for w in sentence.words if w.lemma in says and w.pos == "VERB"]


def sayer(sentence: Sentence, number: int, verb: int, made: Mentions) -> int | None:
    """The mention that is subject of a verb of saying."""
    for k in sentence.children[verb]:
        if sentence.words[k].rel.startswith("nsubj"):
            found = made.at(number, k)
            if found is not None:
                return found
            for g in sentence.below(k):
                found = made.at(number, g)
                if found is not None:
                    return found
            return None
    word = sentence.words[verb]
    if word.rel == "conj" and word.head >= 0:
        return sayer(sentence, number, word.head, made)
    return None


class Speakers:
    """Finds who speaks in the words around a quote."""

    def __init__(self, text: str, sentences: Sequence[Sentence], made: Mentions) -> None:
        self.text, self.sentences, self.made = text, sentences, made

    def within(self, start: int, end: int) -> int | None:
        """A speech verb's subject in this run of text, or the only name there beside a speech verb."""
        for number, sentence in enumerate(self.sentences):
            if sentence.end <= start or sentence.start >= end:
                continue
            inside = [w.index for w in sentence.words if start <= w.start < end]
            verbs = [i for i in _speech(sentence) if i in inside]
            for verb in verbs:
                found = sayer(sentence, number, verb, self.made)
                if found is not None and start <= self.made.made[found].start < end:
                    return found
            if verbs:
                near = [
                    (min(abs(i - v) for v in verbs), self.made.at(number, i))
                    for i in inside
                    if self.made.at(number, i) is not None
                ]
                if near:
                    return min(near, key=lambda pair: pair[0])[1]
        return None


def find(
    text: str, sentences: Sequence[Sentence], made: Mentions, paragraphs: Sequence[tuple[int, int]]
) -> list[Quote]:
    """Every quote in order, long enough or introduced as speech; with its speaker where told near."""
    speakers = Speakers(text, sentences, made)
    quotes: list[Quote] = []
    for start, end in paragraphs:
        quotes.extend(_paragraph(text, start, end, speakers))
    return sorted(quotes, key=lambda q: q.start)


def _paragraph(text: str, start: int, end: int, speakers: Speakers) -> list[Quote]:
    made: list[Quote] = []
    body = text[start:end]
    found = [(m.start() + 1, m.end() - 1) for m in _PAIRS.finditer(body)]
    opened = body.rfind("«")
    if opened >= 0 and "»" not in body[opened:] and body.count("«") > body.count("»"):
        found.append((opened + 1, len(body)))
    told = False
    for a, b in found:
        inner = body[a:b]
        after = body[b + 1 : b + 140]
        before = body[max(0, a - 160) : a - 1]
        attributed = re.match(r"[,.!?…]*\s*[—–-]\s*(\S.*)", after, re.DOTALL)
        introduced = re.search(r":\s*$", before)
        if len(inner.split()) < 4 and not attributed and not introduced:
            continue
        if not (attributed or introduced) and len(inner.split()) < 7:
            continue
        if not re.search(r"[а-яё]", inner):
            continue
        speaker = None
        if attributed:
            stop = re.search(r"[.!?…](?:\s|$)|[—–]\s|$", after[attributed.start(1) :])
            width = attributed.start(1) + (stop.end() if stop else 90)
            speaker = speakers.within(start + b + 1 + attributed.start(1), start + b + 1 + width)
        if speaker is None and introduced:
            head = max(before.rfind(". "), before.rfind("» "), 0)
            speaker = speakers.within(start + max(0, a - 160) + head, start + a)
        pieces: list[tuple[int, int]] = []
        at = a
        for aside in _ASIDE.finditer(body, a, b):
            group = 1 if aside.group(1) else 2
            who = speakers.within(start + aside.start(group), start + aside.end(group))
            if who is None and not any(
                w in aside.group(group)
                for w in (
                    "говор",
                    "сказ",
                    "расск",
                    "объясн",
                    "добав",
                    "отмеч",
                    "вспомин",
                    "поясн",
                    "продолж",
                )
            ):
                continue
            pieces.append((at, aside.start() + 1))
            at = aside.end()
            speaker = speaker if speaker is not None else who
        if at < b:
            pieces.append((at, b))
        for n, (x, y) in enumerate(pieces):
            made.append(
                Quote(
                    start + x,
                    start + y,
                    speaker,
                    continues=speaker is None and (told or bool(n) or a <= 2),
                )
            )
            told = told or speaker is not None
    return made

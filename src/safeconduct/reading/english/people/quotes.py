"""Direct speech in English text, and the words that say whose it is.

A quote is told from a scare quote by its length and its verb. Who speaks is looked for after it, before it, in the
interruption, and in the sentence before; a paragraph that is all quote goes on with the speaker of the last one.

May import: this room.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from safeconduct.reading.english.words import Analysed, Word
from safeconduct.reading.marks import Mention, Quote, Sort

SPEECH = {
    "say", "tell", "explain", "recall", "add", "continue", "write", "believe", "stress", "note", "state", "claim", "report",
    "insist", "argue", "remember", "reply", "answer", "ask", "complain", "admit", "warn", "point", "declare", "announce",
    "emphasise", "emphasize", "comment", "conclude", "testify", "confirm", "describe", "observe", "remark", "think", "sigh", "go",
}  # fmt: skip
_MARK = re.compile(r'["“”„«»]')


@dataclass(frozen=True, slots=True)
class Run:
    """A quoted run in characters; `open_ended` where no closing mark stands before the paragraph ends."""

    start: int
    end: int
    block: int
    open_ended: bool = False


def runs(text: str, spans: Sequence[tuple[int, int]]) -> list[Run]:
    """Quoted runs of each paragraph `[start, end)`. Marks inside single quotes are of the quote around them."""
    found: list[Run] = []
    for number, (start, end) in enumerate(spans):
        opened: int | None = None
        for m in _MARK.finditer(text, start, end):
            at, mark = m.start(), m.group()
            if opened is None:
                if mark == "”":
                    continue
                opened = at + 1
            elif mark in "“„«":
                continue  # quotes in quotes
            else:
                found.append(Run(opened, at, number))
                opened = None
        if opened is not None and end - opened > 30:
            found.append(Run(opened, end, number, open_ended=True))
    return found


def find(
    text: Analysed, spans: Sequence[tuple[int, int]], mentions: Sequence[Mention]
) -> list[Quote]:
    """The document's direct speech, in order, with speakers as indices of mentions."""
    work = _Quotes(text, spans, mentions)
    return work.find()


class _Quotes:
    def __init__(
        self, text: Analysed, spans: Sequence[tuple[int, int]], mentions: Sequence[Mention]
    ) -> None:
        self.text = text
        self.spans = spans
        self.mentions = mentions
        self.starts = [w.start for w in text.words]
        self.mention_at: Mapping[int, int] = {
            m.start: i for i, m in enumerate(mentions) if m.sort is not Sort.FAMILY
        }

    def find(self) -> list[Quote]:
        all_runs = list(runs(self.text.text, self.spans))
        by_block: dict[int, list[Run]] = {}
        for r in all_runs:
            by_block.setdefault(r.block, []).append(r)
        words_of: dict[int, list[Word]] = {}
        for w in self.text.words:
            words_of.setdefault(w.block, []).append(w)
        quotes: list[Quote] = []
        for block, quoted in sorted(by_block.items()):
            words = words_of.get(block, [])
            if not words:
                continue
            speech: list[tuple[Run, int | None]] = []
            for n, run in enumerate(quoted):
                inside = [w for w in words if run.start <= w.start < run.end]
                verb = any(w.pos in ("VERB", "AUX") for w in inside)
                left = quoted[n - 1].end + 1 if n else words[0].start
                right = quoted[n + 1].start - 1 if n + 1 < len(quoted) else words[-1].end
                who = self.after(words, run.end, right)
                if who is None:
                    who = self.before(words, left, run.start)
                # a scare quote is short and nobody's, or has no verb
                if verb and len(inside) > (3 if who is not None else 6):
                    speech.append((run, who))
            named = [who for _, who in speech if who is not None]
            for n, (run, found) in enumerate(speech):
                who = found
                if who is None and named:
                    nearest = [w for _, w in speech[:n] if w is not None] or named
                    who = nearest[-1] if any(w is not None for _, w in speech[:n]) else named[0]
                if who is None:
                    who = self.sentence_before(words, run.start)
                quotes.append(Quote(run.start, run.end, who, continues=who is None))
        return quotes

    def after(self, words: Sequence[Word], end: int, limit: int) -> int | None:
        """'…," says his lawyer Ahmed Kostoyev', '…," he tells me.'"""
        tail = [w for w in words if end <= w.start < limit][:14]
        if tail and tail[0].text in '"”»':
            tail = tail[1:]
        if tail and tail[0].text == ",":
            tail = tail[1:]
        if not tail:
            return None
        # a new sentence after a full stop is no attribution, unless the quote closed with the comma inside
        verb = next(
            (
                k
                for k, w in enumerate(tail[:8])
                if w.lemma in SPEECH and w.pos in ("VERB", "AUX") and w.tag != "VBN"
            ),
            None,
        )
        if verb is None:
            return None
        if any(w.text in ".!?;:" for w in tail[:verb]):
            return None
        closing = self.text.text[max(0, end - 1) : end]
        fresh = (
            closing in ".!?" and tail[0].text[:1].isupper() and tail[0].pos not in ("PROPN", "PRON")
        )
        if fresh and verb > 3:
            return None
        subject = self._person(tail[:verb])
        if subject is not None:
            return subject
        return self._person(self._until_stop(tail[verb + 1 :]))

    def before(self, words: Sequence[Word], start: int, quote: int) -> int | None:
        """'Bakhodir tells me: "…' or 'As Kostoyev points out, "…' in the same sentence."""
        head = [w for w in words if start <= w.start < quote]
        if not head:
            return None
        if head[-1].text in '"“«':
            head = head[:-1]
        stop = max((k for k, w in enumerate(head[:-1]) if w.text in ".!?"), default=-1)
        head = head[stop + 1 :]
        if not head or head[-1].text not in (":", ",", "-", "–", "that"):
            return None
        verbs = [k for k, w in enumerate(head) if w.lemma in SPEECH and w.pos in ("VERB", "AUX")]
        if not verbs and head[-1].text != ":":
            return None
        if not verbs:
            return self._person(head)
        verb = verbs[-1]
        subject = self._subject(head[verb])
        if subject is not None:
            return subject
        found = self._person(list(reversed(head[:verb])))
        return found if found is not None else self._person(head[verb + 1 :])

    def sentence_before(self, words: Sequence[Word], quote: int) -> int | None:
        """The sentence before tells of someone speaking: "He tells me that … "But …"" """
        earlier = [w for w in words if w.start < quote - 1]
        if not earlier:
            return None
        sentence = earlier[-1].sentence
        run = [w for w in earlier if w.sentence == sentence]
        for w in run:
            if (
                w.lemma in SPEECH
                and w.pos == "VERB"
                and w.dep in ("ROOT", "ccomp", "advcl", "conj")
            ):
                return self._subject(w)
        return None

    def _subject(self, verb: Word) -> int | None:
        kid = self.text.kid(verb.i, "nsubj")
        if kid is None:
            return None
        return self._person([self.text.words[j] for j in sorted(self.text.subtree(kid.i))])

    def _until_stop(self, words: Sequence[Word]) -> list[Word]:
        kept = []
        for w in words:
            if w.text in '.!?;:"“':
                break
            kept.append(w)
        return kept

    def _person(self, words: Sequence[Word]) -> int | None:
        for w in words:
            i = self.mention_at.get(w.start)
            if i is not None and self.mentions[i].person == 3:
                m = self.mentions[i]
                if m.sort is Sort.PRONOUN and m.possessive:
                    continue
                if m.sort in (Sort.NAME, Sort.PRONOUN, Sort.RELATIVE, Sort.ROLE) and not (
                    m.sort is Sort.ROLE and self._named_after(i)
                ):
                    return i
        return None

    def _named_after(self, i: int) -> bool:
        """A role or a relative right before the name it belongs to ("his lawyer Ahmed Kostoyev")."""
        m = self.mentions[i]
        return any(
            n.sort is Sort.NAME and 0 <= n.start - m.end <= 2 for n in self.mentions[i + 1 : i + 3]
        )

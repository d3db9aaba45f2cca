"""Which words about time belong to which trigger, and times told by another event.

May import: this room.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict

from safeconduct.reading.english.arguments import is_finite, is_passive
from safeconduct.reading.english.clauses import bounds
from safeconduct.reading.english.lexicon import lexicon
from safeconduct.reading.english.phrases import Phrases
from safeconduct.reading.english.wordlists import WORDS
from safeconduct.reading.english.words import Word
from safeconduct.reading.marks import Anchor, Moment

_LONG = 200  # characters that words about time may run over
_COMPLAINTS = {
    "complaint",
    "report",
    "petition",
    "statement",
    "inquiry",
    "enquiry",
    "investigation",
    "letter",
    "article",
}


_BIRTH = re.compile(r"\b(?:b\.|d\.?o\.?b\.?:?)\s*$", re.IGNORECASE)


class Timing(Phrases):
    """Which words about time belong to which trigger, and times told by another event."""

    __slots__ = ()

    def _moments_by_governor(self) -> None:
        words = self.text.words
        starts = {w.start: w.i for w in words}
        opens = [w.start for w in words]
        by_governor: dict[int, list[int]] = defaultdict(list)
        for n, m in enumerate(self.moments):
            if _BIRTH.search(self.text.text, max(0, m.start - 12), m.start):
                continue  # "Mr Saidov (b. 1991) was charged": of his birth, whatever the sentence tells
            first = starts.get(m.start)
            if first is None:
                i = bisect_right(opens, m.start) - 1
                first = i if i >= 0 and m.start < words[i].end else None
            if first is None:
                continue
            last = first
            while last + 1 < len(words) and words[last + 1].start < m.end:
                last += 1
            head = next(
                (i for i in range(last, first - 1, -1) if not first <= words[i].head <= last), last
            )
            at = words[head].head
            paper = self._paper_of(head)
            if paper is not None:
                by_governor[paper].append(n)
                continue
            for _ in range(8):
                word = words[at]
                if word.pos in ("VERB", "AUX") and word.dep not in ("aux", "auxpass"):
                    break
                if word.head == at:
                    break
                if not m.length and self._tells_alone(word.lemma) and not (
                    word.dep in ("dobj", "nsubjpass") and words[head].low not in ("of", "from", "dated")
                    and words[words[head].head].low in ("on", "in", "at", "during")
                ):  # fmt: skip
                    break
                at = word.head
            by_governor[at].append(n)
        self._governors = by_governor
        self._governor_of = {n: g for g, found in by_governor.items() for n in found}

    def _paper_of(self, i: int) -> int | None:
        """ "The order *of 4 August*" is of that day; what was done with it was done on another."""
        prep = self.text.words[self.text.words[i].head]
        noun = self.text.words[prep.head]
        if (
            prep.low in ("of", "dated", "from")
            and noun.lemma in WORDS["paper"]
            and noun.pos == "NOUN"
        ):
            return noun.i
        return None

    def _when(self, word: Word) -> tuple[int | None, int | None]:
        """`(moment, length)` indices that belong to a trigger: its own, else those of the verb it hangs on."""
        words = self.text.words
        chain = [word.i]
        at = word.i
        for _ in range(5):
            w = words[at]
            head = w.head
            if head == at or self._complained_of(w) or self._parted(at, head):
                break
            if (w.dep == "acl" and w.tag == "VBN") or self._is_asked_about(w):
                break  # "upheld the sentence imposed on him": imposed before
            if w.dep == "conj" and words[head].pos in ("VERB", "AUX"):
                chain.append(-head - 1)  # only what stands before it
            elif w.dep == "relcl" and any(words[k].low == "where" for k in w.kids):
                over = words[head].head
                at = words[over].head if words[over].pos == "ADP" else over
                chain.append(at)
                continue
            elif w.dep == "relcl" and self._is_moment(words[head]):
                chain.append(words[head].head)  # "on 12 October, when men took him": that day
                for n, m in enumerate(self.moments):
                    if m.start <= words[head].start < m.end:
                        return n, None
                break
            elif w.dep in (
                "xcomp",
                "ccomp",
                "pcomp",
                "prep",
                "pobj",
                "dobj",
                "attr",
                "nsubj",
                "nsubjpass",
                "poss",
                "acl",
                "acomp",
                "oprd",
                "compound",
                "agent",
                "relcl",
                "appos",
                "advcl",
            ):
                if w.dep in ("relcl", "appos", "advcl"):
                    break
                if w.dep == "ccomp" and words[head].lemma in (
                    "say",
                    "tell",
                    "report",
                    "state",
                    "write",
                    "explain",
                    "recall",
                ):
                    chain.append(-head - 1)
                    at = head
                    continue
                chain.append(head)
            at = head
        if word.dep == "ccomp" or word.pos == "VERB":
            chain += [k for k in word.kids if words[k].dep in ("xcomp", "oprd")]
            if word.lemma in ("order", "rule", "decide", "authorise", "authorize", "direct"):
                # "ordered that he be kept in custody on 3 May": the day of the order
                chain += [
                    k for k in word.kids if words[k].dep == "ccomp" and not is_finite(self.text, k)
                ]
        moment = length = None
        for at in chain:
            owner = at if at >= 0 else -at - 1
            for n in self._governors.get(owner, ()):
                m = self.moments[n]
                if at < 0 and m.start > words[owner].start:
                    continue
                if m.length:
                    length = n if length is None else length
                elif moment is None or (
                    self._better(m, self.moments[moment], word) and at == word.i
                ):
                    moment = n
        if moment is None:
            moment = self._inside(word)
        if moment is None:
            moment = self._on_occasion(word)
        return moment, length

    def _on_occasion(self, word: Word) -> int | None:
        """ "During questioning on 14 May he was beaten", "at a hearing on 3 June": the day of the occasion."""
        for k in word.kids:
            prep = self.text.words[k]
            if (
                prep.dep in ("npadvmod", "appos", "dep", "parataxis")
                and self.text.words[k - 1].text == "("
            ):
                # the paper stands in brackets: "was not upheld (decision of 13 April)"
                for n in self._governors.get(k, ()):
                    return n
            if prep.dep != "prep" or prep.low not in ("during", "at", "in", "throughout"):
                continue
            inner = self.text.kid(k, "pobj", "pcomp")
            if inner is not None and inner.lemma in WORDS["paper"]:
                continue  # "in his submissions of 18 May": the day of saying
            for n in self._governors.get(inner.i, ()) if inner is not None else ():
                if not self.moments[n].length:
                    return n
        return None

    def _parted(self, a: int, b: int) -> bool:
        """Does a semicolon stand between two words?"""
        low, high = sorted((a, b))
        return any(self.text.words[k].text == ";" for k in range(low, high))

    def _complained_of(self, word: Word) -> bool:
        """ "A complaint about his abduction was lodged on 14 October": that is the complaint's day."""
        prep = self.text.words[word.head]
        return (
            word.dep == "pobj"
            and prep.low in ("about", "of", "into", "over", "regarding", "concerning", "on")
            and self.text.words[prep.head].lemma in _COMPLAINTS
        )

    def _is_asked_about(self, word: Word) -> bool:
        """ "Communicated the complaint about the lawfulness of his detention": held on other days."""
        prep = self.text.words[word.head]
        return (
            word.dep == "pobj"
            and prep.low == "of"
            and any(
                w.lemma in WORDS["aspect"]
                for w in (
                    self.text.words[prep.head],
                    self.text.words[self.text.words[prep.head].head],
                )
            )
        )

    def _inside(self, word: Word) -> int | None:
        """A date the parser hung on a noun of the same clause ("refused to open a case … on 5 September")."""
        if word.pos != "VERB":
            return None
        _, last = bounds(self.text, word.i)
        a, b = word.end, self.text.words[last - 1].end
        near = [
            (self._governors[governor][0], n)
            for n in self.moments_between(a, b)
            if (governor := self._governor_of.get(n)) is not None
            and self.text.words[governor].pos in ("NOUN", "PROPN")
        ]
        for _, n in sorted(near):
            m = self.moments[n]
            first = next(
                (w.i for w in self.text.words[word.i : last] if w.start >= m.start), word.i
            )
            if (
                m.told
                and m.told.month
                and not m.bound
                and self.text.words[max(0, first - 1)].low == "on"
            ):
                return n
        return None

    def _framed(self, word: Word) -> None:
        """ "After his arrest, …", "While he was detained, …": a moment counted from another event."""
        words = self.text.words
        lex = lexicon()
        for k in word.kids:
            kid = words[k]
            base: Word | None = None
            during = False
            if kid.dep == "prep" and kid.low in ("after", "following", "since", "during", "upon"):
                inner = self.text.kid(k, "pobj", "pcomp")
                if inner is not None and (
                    inner.lemma in lex.nouns or (inner.pos == "VERB" and inner.lemma in lex.verbs)
                ):
                    base, during = inner, kid.low == "during"
            elif kid.dep == "advcl" and kid.lemma in lex.verbs and is_passive(self.text, k):
                mark = next(
                    (words[j].low for j in kid.kids if words[j].dep in ("mark", "advmod")), ""
                )
                if mark in ("while", "after"):
                    base, during = kid, mark == "while"
            if base is None:
                continue
            a, b = base.start, base.end
            start = min(a, kid.start)
            if any(m.start < b and start < m.end for m in self.moments):
                continue
            self.framed[word.i] = len(self.moments) + len(self.frames)
            self.frames.append(
                Moment(
                    start, b, anchor=Anchor.EVENT, least="P0D", event_at=a, bound="during" if during else "after",
                    sets_story=False,
                )
            )  # fmt: skip
            return

    def _tells_alone(self, lemma: str) -> bool:
        return any(not row.arg and "weak" not in row for row in lexicon().nouns.get(lemma, ()))

    def _is_moment(self, word: Word) -> bool:
        near = (self.moments[n] for n in self.moments_between(word.start - _LONG, word.end))
        return any(m.start <= word.start < m.end and not m.length for m in near)

    def _better(self, new: Moment, old: Moment, word: Word) -> bool:
        if (new.anchor is Anchor.NONE) != (old.anchor is Anchor.NONE):
            return new.anchor is Anchor.NONE
        if bool(new.bound) != bool(old.bound):
            return not new.bound
        return self._far(new, word) < self._far(old, word)

    def _far(self, moment: Moment, word: Word) -> int:
        """How far a moment stands from its verb; what stands before it and a comma is farther than it looks."""
        if moment.start >= word.end:
            return moment.start - word.end
        between = self.text.text[moment.end : word.start]
        return len(between) + (30 if "," in between else 0)

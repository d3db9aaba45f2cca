"""Which words about time belong to which trigger, and times told by another event.

May import: this room.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import replace

from safeconduct.reading.english.backdrop import in_passing
from safeconduct.reading.english.clauses import bounds
from safeconduct.reading.english.lexicon import lexicon
from safeconduct.reading.english.occasions import Occasions
from safeconduct.reading.english.predicates import is_finite
from safeconduct.reading.english.words import Word
from safeconduct.reading.marks import Anchor, Moment

_LONG = 200  # characters that words about time may run over


_BIRTH = re.compile(r"\b(?:b\.|d\.?o\.?b\.?:?)\s*$", re.IGNORECASE)


class Timing(Occasions):
    """Which words about time belong to which trigger, and times told by another event."""

    __slots__ = ()

    def _moments_by_governor(self) -> None:
        words = self.text.words
        starts = {w.start: w.i for w in words}
        opens = [w.start for w in words]
        by_governor: dict[int, list[int]] = defaultdict(list)
        self.moments = in_passing(self.text, self.moments)
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
            if self.text.text.startswith(("'s ", "’s "), m.end):
                if self._tells_alone(words[words[head].head].lemma):
                    by_governor[words[head].head].append(n)
                continue  # "last year's uprising": the uprising's, whoever is accused of what
            paper = self._paper_of(head)
            if paper is None and not m.length:
                paper = self._thing_of(head, m.told is not None and m.told.month is not None)
            if paper is not None:
                by_governor[paper].append(n)
                continue
            for _ in range(8):
                word = words[at]
                if word.pos in ("VERB", "AUX") and word.dep not in ("aux", "auxpass"):
                    break
                if word.head == at or (word.dep == "appos" and m.bound == "since"):
                    break  # "X, a citizen since 2015, was arrested": of what he is, not of what befell him
                if not m.length and self._tells_alone(word.lemma) and not (
                    word.dep in ("dobj", "nsubjpass") and words[head].low not in ("of", "from", "dated")
                    and words[words[head].head].low in ("on", "in", "at", "during")
                ):  # fmt: skip
                    break
                at = word.head
            by_governor[at].append(n)
            if self._stands_by_itself(words[at]):
                self.moments[n] = replace(m, apart=True)
        self._governors = by_governor
        self._governor_of = {n: g for g, found in by_governor.items() for n in found}

    def _stands_by_itself(self, verb: Word) -> bool:
        """ "Karimov, *arrested on 3 May*, …", "*who fled in 2010*", "*having left in May*": what is told beside the main clause."""
        kids = [self.text.words[k] for k in verb.kids]
        having = verb.dep == "advcl" and any(k.low == "having" for k in kids)
        relative = verb.dep == "relcl" and not any(k.low in ("when", "where") for k in kids)
        return relative or having or (verb.dep == "acl" and verb.tag == "VBN")

    def _when(self, word: Word) -> tuple[int | None, int | None]:
        """`(moment, length)` indices that belong to a trigger: its own, else those of the verb it hangs on."""
        words = self.text.words
        chain = [word.i]
        at = word.i
        if word.dep == "amod":
            return None, None  # "the wife of the *arrested* Karimov was summoned on 3 May"
        for _ in range(5):
            w = words[at]
            head = w.head
            if head == at or self._complained_of(w) or self._parted(at, head):
                break
            if w.dep == "pcomp" and (
                "according" in (words[head].low, words[words[head].head].low)
                or (w.tag == "VBG" and words[head].low in ("for", "over"))
            ):
                # "a report of May, according to which he was abducted"; "was fined on 3 May for crossing the border"
                break
            if (w.dep == "acl" and w.tag == "VBN") or self._is_asked_about(w):
                break  # "upheld the sentence imposed on him": imposed before
            if w.dep == "conj" and words[head].pos in ("VERB", "AUX"):
                if self._begins_anew(words[head], w):
                    break
                chain.append(-head - 1)  # only what stands before it
            elif w.dep == "relcl" and any(words[k].low == "where" for k in w.kids):
                if any(words[k].low == "had" and words[k].dep == "aux" for k in w.kids):
                    break  # "asked in 2009 by Uzbekistan, where he had been accused": accused before
                over = words[head].head
                at = words[over].head if words[over].pos == "ADP" else over
                chain.append(at)
                continue
            elif (
                w.dep == "relcl"
                and self._is_moment(words[head])
                and "when" in {words[k].low for k in w.kids}
            ):
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
            # its own complements before what it shares with others: "and a court ruled to deport him on 30 August"
            own = [k for k in word.kids if words[k].dep in ("xcomp", "oprd")]
            chain = [word.i, *own, *chain[1:]]
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

    def _begins_anew(self, first: Word, then: Word) -> bool:
        """ "In May experts wrote to the ministry, *as* he faced torture and *he was sentenced* unfairly": with a subject of its
        own behind a clause of another kind, a verb that the parser hangs on the first is not surely of its day.
        """
        words = self.text.words
        own = next((words[k] for k in then.kids if words[k].dep in ("nsubj", "nsubjpass")), None)
        between = words[first.i : own.i] if own is not None else ()
        return any(w.dep == "mark" and w.low in ("as", "because", "since") for w in between)

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

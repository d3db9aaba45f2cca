"""What an English document tells for and against some words' being a person's name.

A model takes institutions, streets and foreign words for people. Titles, offices and relatives beside a name, initials,
given names, and what only people do, vouch for one; brackets, quotation marks, articles, towns and company words do not.

May import: `record`, this room.
"""

from __future__ import annotations

from collections import Counter, defaultdict

from safeconduct.reading.english.names.forms import (
    FAMILY,
    INITIAL,
    PATRONYMIC,
    begins_capital,
    is_given,
    is_place,
    listed,
)
from safeconduct.reading.english.words import Analysed
from safeconduct.record.towns import town_of

_OPEN, _CLOSE = frozenset("(["), frozenset(")]")
_QUOTES = frozenset("\"'“”«»„‘’")
_WITHIN = frozenset({"in", "at", "near", "from", "to", "into"})


class Credit:
    """One document's evidence, by word and by place."""

    def __init__(self, text: Analysed) -> None:
        self.text = text
        words = text.words
        self.votes: dict[str, Counter[str]] = defaultdict(Counter)
        for e in text.entities:
            for i in range(e.first, e.last):
                self.votes[words[i].text][e.label] += 1
        self.other = {
            i: e for e in text.entities if e.label != "PERSON" for i in range(e.first, e.last)
        }
        self.parts = {
            words[i].text
            for e in text.entities
            if e.label == "PERSON"
            and e.last - e.first > 1
            and not self.institution(e.first, e.last)
            for i in range(e.first, e.last)
        }
        self.acting = {
            w.text
            for w in words
            if w.dep in ("nsubj", "nsubjpass", "poss", "agent") and begins_capital(w.text)
            and (w.dep == "poss" or words[w.head].lemma not in ("be", "have", "lie", "become"))
        }  # fmt: skip
        self.personal = self._personal()

    def _personal(self) -> set[str]:
        """Words that stand under a title, or do what only people do, somewhere in the document."""
        words = self.text.words
        titles, verbs = listed("titles"), listed("personal_verbs")
        found = set()
        for i, w in enumerate(words):
            if not begins_capital(w.text) or INITIAL.fullmatch(w.text):
                continue
            verb = words[w.head]
            if w.dep in ("nsubj", "nsubjpass") and (verb.lemma in verbs or verb.low == "born"):
                found.add(w.text)
            before = words[i - 1] if i else None
            if (
                before is not None
                and before.low.rstrip(".") in titles
                and begins_capital(before.text)
            ):
                found.add(w.text)
        return found

    def institution(self, first: int, last: int) -> bool:
        """ "Izmir Administrative Court", "Kennedy Avenue": followed by, or ending in, what it is the name of."""
        words = self.text.words
        institutions = listed("institutions")
        if words[last - 1].low in institutions and last - first > 1:
            return True
        if words[first].low in listed("institutions_before") and last - first > 1:
            return True
        if last == len(words):
            return False
        after = words[last]
        if begins_capital(after.text) and after.low.rstrip(".") in institutions:
            return after.sentence == words[first].sentence
        if after.low in listed("beside"):
            return True
        # "Hale Crossley, solicitors in Leeds", "…, a firm of lawyers"
        firm = [w.low for w in words[last + 1 : last + 4]] if after.text == "," else []
        return firm[:1] == ["solicitors"] or firm[:3] == ["a", "firm", "of"]

    def outvoted(self, first: int, last: int) -> bool:
        """A single word that the model takes for a person here, and for something else more often, or with no sign
        of a person about it: after "in", between brackets.
        """
        words = self.text.words
        word = words[first]
        if last - first > 1 or word.text in self.parts:
            return False
        before = words[first - 1] if first else None
        inside = (
            before is not None and before.low in ("in", "near") and town_of(word.text) is not None
        )
        if not inside and (is_given(word.text) or FAMILY.fullmatch(word.text)):
            return False
        if inside:
            return True
        if before is not None and before.low.rstrip(".") in listed("titles"):
            return False
        votes = self.votes[word.text]
        if sum(n for label, n in votes.items() if label not in ("PERSON", "")) > votes["PERSON"]:
            return True
        if (
            before is not None
            and before.text == "("
            and words[last : last + 1]
            and words[last].text == ")"
        ):
            return True
        if word.dep == "pobj" and words[word.head].low in _WITHIN:
            return word.text not in self.acting
        return word.dep in ("compound", "nmod", "amod") and word.text not in self.acting

    def vouched(self, first: int, last: int) -> bool:
        """Something says that these words are a person."""
        words = self.text.words
        run = words[first:last]
        if any(w.text in self.personal for w in run):
            return True
        if any(
            (FAMILY.fullmatch(w.text) or PATRONYMIC.fullmatch(w.text)) and not is_place(w.text)
            for w in run
        ):
            return True
        if len(run) > 1 and is_given(run[0].text) and not run[0].text.isupper():
            return True
        if (
            len(run) > 1
            and "." in run[0].text
            and INITIAL.fullmatch(run[0].text)
            and not self.heading(first)
        ):
            return True
        if len(run) == 1 and is_given(run[0].text) and town_of(run[0].text) is None:
            return True
        return self._beside(first, last)

    def _beside(self, first: int, last: int) -> bool:
        """An office, a part played or a relative's word before the name or in apposition after it; an age, a birth."""
        words = self.text.words
        people = (listed("roles"), listed("offices"), listed("titles"), listed("relatives"))

        def person(i: int) -> bool:
            w = words[i]
            return any(w.lemma in some or w.low.rstrip(".") in some for some in people)

        if first and person(first - 1):
            return True
        if first > 1 and words[first - 1].text in (",", ":", "(") and person(first - 2):
            return True
        if last + 1 >= len(words):
            return False
        after = words[last]
        told = words[last + 1].low
        if after.text in ("(", ",") and told in ("aged", "born", "née"):
            return True
        if after.text == "," and told.isdigit() and len(told) < 3:
            return True
        if after.text == "," and told in (
            "a",
            "an",
            "the",
            "his",
            "her",
            "my",
            "their",
        ):
            return any(
                person(i) and words[i].tag != "NNS"
                for i in range(last + 2, min(last + 6, len(words)))
            )
        return False

    def heading(self, first: int) -> bool:
        """ "B. Hearings before the court": a letter that numbers a heading."""
        words = self.text.words
        word = words[first]
        start, end = self.text.blocks[word.block]
        return (
            first == start
            and len(word.text.rstrip(".")) == 1
            and end - start > 2
            and words[end - 1].text not in ".!?"
            and (
                words[start + 2].tag == "IN"
                or not any(w.tag in ("VBD", "VBZ", "VBP", "MD") for w in words[start:end])
            )
        )

    def doubtful(self, first: int, last: int) -> bool:
        """Something speaks against it: asked only where nothing vouches for it."""
        words = self.text.words
        run = words[first:last]
        before = words[first - 1] if first else None
        after = words[last].text if last < len(words) else ""
        if any(any(c.isdigit() for c in w.text) for w in run) or self.heading(first):
            return True
        if run[-1].tag not in ("NNP", "NNPS") or (before is not None and before.low == "the"):
            return True
        if before is not None and (before.text in _QUOTES and after and after in _QUOTES):
            return True
        if self._bracketed(first):
            return True
        return len(run) == 1 and town_of(run[0].text) is not None

    def _bracketed(self, first: int) -> bool:
        """First in brackets, or among foreign words there: what a thing is called in another language."""
        words = self.text.words
        if first and words[first - 1].text in _OPEN:
            return True
        foreign = listed("foreign")
        among = False
        for i in range(first - 1, max(-1, first - 14), -1):
            if words[i].block != words[first].block or words[i].text in _CLOSE:
                return False
            if words[i].text in _OPEN:
                return among
            among = among or words[i].low in foreign
        return False

    def elsewhere(self, first: int, last: int) -> bool:
        """Part of a longer name of something else, or oftener the name of something else."""
        words = self.text.words
        e = self.other.get(first)
        if (
            e is not None
            and e.last - e.first > last - first
            and e.label not in ("PERSON", "NORP", "DATE", "CARDINAL")
        ):
            return True
        votes = self.votes[words[first].text]
        others = sum(
            n for label, n in votes.items() if label in ("GPE", "LOC", "FAC", "ORG", "PRODUCT")
        )
        return last - first == 1 and others > votes["PERSON"]

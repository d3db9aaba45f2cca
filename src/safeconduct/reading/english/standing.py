"""How a predicate stands in its sentence: news or an echo of what is known, a state or a moment, ordered or done.

May import: this room.
"""

from __future__ import annotations

from collections.abc import Sequence

from safeconduct.reading.english.arguments import Argument
from safeconduct.reading.english.clauses import bounds
from safeconduct.reading.english.hearsay import Hearsay
from safeconduct.reading.english.mood import Telling
from safeconduct.reading.english.wordlists import WORDS
from safeconduct.reading.english.words import Word
from safeconduct.reading.marks import Tense


class Standing(Hearsay):
    """News or echo, state or moment."""

    __slots__ = ()

    def _may(self, word: Word) -> bool:
        """ "Can't go home", "wouldn't come back": what may be, not what was; who "would not let him go" did not."""
        refused = word.lemma in ("let", "allow", "permit", "accept", "extend", "release")
        modal = WORDS["modal"] | WORDS["future"]
        return any(
            k.dep == "aux" and k.low in modal and not (refused and k.low in ("would", "'d"))
            for k in (self.text.words[n] for n in word.kids)
        )

    def _sentence(self, word: Word) -> str:
        low, high = self.text.sentences[word.sentence]
        return self.text.phrase(low, high)

    def _lengths(self, word: Word) -> list[str]:
        """Durations told in the clause, ISO 8601."""
        first, last = bounds(self.text, word.i)
        a, b = self.text.words[first].start, self.text.words[last - 1].end
        return [length for n in self.moments_between(a, b) if (length := self.moments[n].length)]

    def _now(self, word: Word) -> bool:
        """ "Is detained": a state that lasts, not the moment it began."""
        kids = [self.text.words[k] for k in word.kids]
        return any(
            k.dep in ("auxpass", "aux") and k.tag in ("VBZ", "VBP") and k.lemma == "be"
            for k in kids
        )

    def _ordered(self, word: Word) -> bool:
        head = self.text.words[word.head]
        return word.dep in ("ccomp", "xcomp") and head.lemma in (
            "rule",
            "order",
            "decide",
            "authorise",
            "authorize",
        )

    def _works(self, word: Word, args: Sequence[Argument]) -> bool:
        moment, length = self._when(word)
        if moment is None and length is None:
            return False
        if word.lemma != "work":
            return True
        return any(a.role in ("as", "for", "at", "in", "on") for a in args)

    def _near(self, word: Word, reach: int) -> str:
        return self.text.text[max(0, word.start - reach) : word.end + reach // 2].casefold()

    def _granted(self, word: Word, told: Telling) -> bool:
        """ "managed to", "was able to": done after all."""
        head = self.text.words[word.head]
        return word.dep == "xcomp" and head.lemma == "able" and told.tense is Tense.PAST

    def _decided(self, word: Word) -> bool:
        """ "The court *ruled to* overturn the decision": a body that resolves on it has done it."""
        over = self.text.words[word.head]
        if over.tag == "VBD" and over.low == "dated":
            over = self.text.words[over.head]
            over = self.text.words[over.head] if over.pos != "NOUN" else over
        if over.pos == "NOUN" and over.lemma in WORDS["rulings"]:
            # "the decision of the tribunal dated 5 May to dismiss his appeal"
            return bool(self._issuers(over)) and not self._still_to_come(over)
        doer = self.text.kid(over.i, "nsubj")
        return (
            word.dep == "xcomp"
            and over.lemma in ("decide", "rule", "resolve", "determine", "vote")
            and over.tag in ("VBD", "VBN")
            and not any(self.text.words[k].dep in ("neg", "mark") for k in over.kids)
            and doer is not None
            and self.holds(doer.i, WORDS["officials"] | WORDS["deciders"] | WORDS["courts"])
        )

    def _issuers(self, word: Word) -> list[int]:
        """ "The *prosecutor's* decision", "a refusal *by the Secretary of State*": the body that gave the paper."""
        kids = [self.text.words[k] for k in word.kids]
        issuers = [k.i for k in kids if k.dep == "poss"] + [
            w.i for k in kids if k.low in ("of", "by") and (w := self.text.kid(k.i, "pobj"))
        ]
        if any(k.dep == "neg" or k.low == "no" for k in kids):
            return []
        return [i for i in issuers if self.holds(i, WORDS["officials"] | WORDS["deciders"])]

    def _still_to_come(self, word: Word) -> bool:
        """ "*Awaiting* the prosecutor's decision", "*pending* a decision by the court": none was made yet."""
        over = self.text.words[word.head]
        if over.low == "pending":
            return True
        if word.dep == "pobj" and over.low in ("until", "before", "for"):
            return over.low != "for" or self.text.words[over.head].lemma in WORDS["fear"] | {"wait"}
        return over.lemma in WORDS["fear"] | {"wait"}

    def _known_time(self, word: Word) -> bool:
        """ "while he was in custody": time told by what is known already."""
        at = word
        if at.dep == "conj":
            at = self.text.words[at.head]
        marks = {
            self.text.words[k].low for k in at.kids if self.text.words[k].dep in ("mark", "advmod")
        }
        return at.dep == "advcl" and bool(marks & {"while", "after", "before", "since"})

    def _since_undone(self, word: Word) -> bool:
        """ "The entry ban *imposed* on him was overturned": it was made, and stands no longer."""
        noun = self.text.words[word.head]
        over = self.text.words[noun.head]
        return (
            word.dep == "acl"
            and noun.dep in ("dobj", "nsubjpass")
            and over.lemma in WORDS["undone"]
        )

    def _disputed(self, word: Word) -> bool:
        """ "Officials said he had been arrested at the border, but relatives say …": one word against another."""
        low, high = self.text.sentences[word.sentence]
        run = self.text.words[low:high]
        but = next((w.i for w in run if w.low in ("but", "while", "whereas") and w.i != low), None)
        says = [w.i for w in run if w.pos == "VERB" and w.lemma in WORDS["disputes"]]
        return but is not None and any(i < but for i in says) and any(i > but for i in says)

    def _is_news(self, word: Word, moment: int | None) -> bool:
        head = self.text.words[word.head]
        if moment is not None and any(
            self.text.words[k].start <= self.moments[moment].start < self.text.words[k].end + 60
            for k in self.text.subtree(word.i)
        ):
            return True
        if word.dep in ("nsubj", "nsubjpass") and head.lemma in WORDS["happens"] | WORDS["tells"]:
            return True
        return word.dep == "dobj" and head.lemma in WORDS["tells"]

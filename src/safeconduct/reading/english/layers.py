"""What stands around a matter in its noun phrase: an appeal against it, a ban on it, an order forbidding it.

May import: this room.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from safeconduct.reading.english.papers import Papers
from safeconduct.reading.english.predicates import is_finite
from safeconduct.reading.english.wordlists import WORDS
from safeconduct.reading.english.words import Word

_AWAITED = re.compile(
    r"\b(?:(?:pending|awaiting|await|purposes? of|views? (?:to|of)|basis of|ensure|secure)(?: \w+){0,4}?|(?:while|until)(?: \w+){0,6}?|possible) $"
)


class Layers(Papers):
    """What a verb does to the outermost layer it does not do to the matter inside."""

    __slots__ = ()

    def _contests(self, i: int) -> bool:
        """ "A complaint *about the refusal* of asylum": what is dismissed is the complaint."""
        word = self.text.words[i]
        return word.lemma in WORDS["contest"] and any(
            self.text.words[k].dep in ("prep", "acl") and self.text.words[k].low != "of"
            for k in word.kids
        )

    def _awaits(self, phrase: str, terms: Iterable[str]) -> bool:
        """ "To be held in custody *pending extradition*": what is awaited is not decided on."""
        said = phrase.split(" | ")[0] + " "
        before = [said[: m.start() + 1] for t in terms for m in re.finditer(f" {t} ", said)]
        return bool(before) and all(_AWAITED.search(b) for b in before)

    def _bars(self, i: int) -> bool:
        """ "The ban *on his extradition*", "an order *forbidding* his deportation"."""
        word = self.text.words[i]
        kids = [self.text.words[k] for k in word.kids]
        return word.lemma in WORDS["barrier"] or any(
            k.dep in ("acl", "relcl") and k.tag == "VBG" and k.lemma in WORDS["averted"]
            for k in kids
        )

    def _denies(self, verb: Word) -> bool:
        """ "Denied *having asked* for his extradition", "denied *that* …": what was said is denied, nothing is refused."""
        said = [
            self.text.words[k] for k in verb.kids if self.text.words[k].dep in ("xcomp", "ccomp")
        ]
        having = [
            self.text.words[j] for k in said for j in k.kids if self.text.words[j].low == "having"
        ]
        return verb.lemma == "deny" and bool(
            having or any(k.tag == "VBG" or is_finite(self.text, k.i) for k in said)
        )

    def _pleads(self, verb: Word) -> bool:
        """ "Asked the authorities *to refrain from* extraditing him", "*not to* hand him over"."""
        kids = [k for k in verb.kids if self.text.words[k].dep in ("xcomp", "ccomp", "dobj")]
        inner = [self.text.words[j] for k in kids for j in self.text.subtree(k)]
        return any(w.dep == "neg" or w.lemma in WORDS["averted"] | {"refrain"} for w in inner)

    def _undoes(self, i: int, trigger: Word) -> bool:
        """ "Refused *to quash* the order", "ordered the service *to reconsider* his application"."""
        word = self.text.words[i]
        over = self.text.words[word.head]
        if word.dep == "pcomp":
            over = self.text.words[over.head]  # "to refrain from deporting him"
        verb = over if word.dep in ("dobj", "ccomp", "pcomp") else word
        return (
            verb.i != trigger.i
            and verb.pos == "VERB"
            and verb.dep in ("xcomp", "ccomp", "advcl")
            and verb.lemma in WORDS["undone"] | WORDS["reviewed"]
        )

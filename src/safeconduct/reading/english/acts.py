"""Which act a verb does in a matter, seeing what noun stands between: "lodged an appeal against the refusal of asylum".

May import: this room.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from safeconduct.reading.english.layers import Layers
from safeconduct.reading.english.lexicon import Act, Matter, lexicon

_AGAINST = ("complaint", "action", "lawsuit", "suit")
_TO_UNDO = (" against ", " annulment ", " annul ", " set aside ", " quash ")
_SAYS = re.compile(r"\b(?:grant|refus|reject|deny|negative|unfavou?rable|adverse|recogni[sz])\w*")
_ONLY_CARRY = ("take", "make", "issue", "allow", "grant", "uphold", "choose")


class Acts(Layers):
    """Which act a verb does in a matter."""

    __slots__ = ()

    def _undone(self, i: int) -> bool:
        """ "Ordered Russia *not to extradite* him"."""
        for word in (self.text.words[i], self.text.words[self.text.words[i].head]):
            under = word.pos == "VERB" and word.dep in ("xcomp", "ccomp", "advcl")
            if under and any(self.text.words[k].dep == "neg" for k in word.kids):
                return True
        return False

    def _act(self, matter: Matter, acts: Sequence[Act], i: int, key: str) -> str | None:
        """Which act the verb does in the matter, seeing what noun stands between ("lodged an appeal against …")."""
        head = self.text.words[i]
        lex = lexicon()
        noun = next((a for a in lex.acts if head.lemma in a.nouns), None)
        if (
            noun is not None
            and head.lemma in _AGAINST
            and not any(w in self._wide(i) for w in _TO_UNDO)
        ):
            noun = None  # a complaint about something is no appeal
        if noun is None and head.dep == "compound":
            noun = next((a for a in lex.acts if self.text.words[head.head].lemma in a.nouns), None)
        names = [a.name for a in acts if key in a.verbs]
        light = [a.name for a in acts if key in a.light]
        if noun is not None:
            if noun.name in light:
                return noun.name
            if noun.name == "ask":
                if "refuse" in names:
                    return "refuse"
                if "grant" in names and key in ("grant", "approve", "satisfy", "allow"):
                    return "grant" if matter.name != "extradition" else "order"
                if "lose" in names and key == "withdraw":
                    return None
                if key in ("receive", "get", "make", "issue"):
                    return "ask" if matter.name == "extradition" else None
            if noun.name == "order":
                if key in ("issue", "make", "take", "deliver", "give", "sign", "adopt"):
                    # a decision in a matter of asylum says yes or no, or nothing
                    return (
                        "order" if matter.name != "asylum" or _SAYS.search(self._wide(i)) else None
                    )
                if "appeal" in names:
                    return "appeal"
                return None
            if noun.name == "refuse":
                if "appeal" in names:
                    return "appeal"
                if key in ("receive", "get", "issue", "give", "hand down", "deliver", "adopt"):
                    return "refuse"
                return None
            if noun.name == "appeal":
                return None
        for name in (
            "appeal",
            "refuse",
            "lift",
            "carry",
            "extend",
            "drop",
            "lose",
            "order",
            "grant",
            "ask",
        ):
            if name in names and name in matter.kinds:
                if name == "ask" and key in ("submit", "lodge", "file", "make", "send"):
                    continue
                if name == "order" and matter.name == "asylum" and key != "order":
                    continue
                if (
                    name == "order"
                    and key in _ONLY_CARRY
                    and not self._in(self._bare(i), matter.terms, [])
                ):
                    continue  # "took a threat of deportation"
                return name
        return None

    def _of_a_thing(self, i: int) -> bool:
        """Is what is removed no person?"""
        for j in self.text.subtree(i):
            if self.text.words[j].lemma != "removal":
                continue
            of = next(
                (
                    self.text.words[k]
                    for k in self.text.words[j].kids
                    if self.text.words[k].low == "of"
                ),
                None,
            )
            what = self.text.kid(of.i, "pobj") if of is not None else None
            return what is not None and what.pos == "NOUN" and not self.people_at(what.i)
        return False

    def _bare(self, i: int) -> str:
        """A noun with what is compounded with it: no more than the thing itself."""
        word = self.text.words[i]
        run = [
            self.text.words[k]
            for k in sorted({i, *word.kids})
            if k == i or self.text.words[k].dep in ("compound", "amod")
        ]
        return f" {' '.join(w.low for w in run)} | {' '.join(w.lemma for w in run)} "

"""Whom a text is about, as far as that settles who "he" is: the one a card, a chat, a thread or an interview is kept on.

May import: this room's marks and people.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property

from safeconduct.reading.marks import Mention, Sort
from safeconduct.reading.people.cast import Cast, relations

_BROUGHT_UP = 2.0  # namings that one "my brother Sardor" is worth
_OPENING = 1.5  # and being the first to be named
_FAR_AHEAD = 1.5


class Heroes(Cast):
    """The one a text is about, those who only write in it, and those who act in it for a state."""

    @cached_property
    def hurt(self) -> frozenset[int]:
        """Those whom the text names as somebody's victims."""
        return frozenset(
            who
            for i in self.suffering
            if self.mentions[i].sort is Sort.NAME
            for who in self.meant[i]
        )

    def officials(self) -> frozenset[int]:
        """Those who act for a state or another person, and whom the text names as nobody's victim."""
        if self._officials is None:
            office = relations()["official"]
            home = relations()["kin"] | relations()["spouse"]  # "her husband, a tax inspector"
            self._officials = frozenset(
                w.id
                for w in self.whos
                if set(w.roles) & office and not set(w.roles) & home and w.id not in self.hurt
            )
        return self._officials

    def own_sufferers(self) -> frozenset[int]:
        """Those who tell in answers of their own what was done to them: «Ударили меня по ушам. Утром отпустили.»"""
        known = len(self.quote_speaker)  # the turns whose speaker is known so far
        return frozenset(
            who for turn in self._of_oneself if turn < known for who in self.quote_speaker[turn]
        )

    @cached_property
    def _of_oneself(self) -> tuple[int, ...]:
        """The turns in which something befalls the one who speaks."""
        told = (self.mentions[i] for i in self.suffering)
        quotes = {self.quote_of(m.start) for m in told if m.person == 1 and not m.plural}
        return tuple(q for q in quotes if q is not None and self.marks.quotes[q].turn)

    def onlookers(self) -> set[int]:
        """Those who speak or write in a conversation, but for a party to the case, whom a hearing is about."""
        party = relations()["party"]
        return {w for w in self.turn_takers if not set(self.whos[w].roles) & party}

    def hero(self) -> tuple[int, ...]:
        """The one a card is about, as it says; the one a chat, a thread or an interview is about: named more than anyone else who does not write in it, or
        brought up as a writer's own ("my brother Sardor"). Nobody where two come near each other.
        """
        if self._hero is None and self.marks.about is not None:
            self._hero = self.meant[self.marks.about]
        if self._hero is None:
            onlookers = self.onlookers()
            votes = {
                w.id: float(len(w.mentions))
                for w in self.whos
                if w.name and not w.office and w.id not in onlookers
            }
            for m, meant in zip(self.mentions, self.meant, strict=True):
                owner = self.mentions[m.owner] if m.owner is not None else None
                mine = owner is not None and owner.person == 1 and owner.sort is Sort.PRONOUN
                if m.sort is Sort.NAME and mine and len(meant) == 1 and meant[0] in votes:
                    votes[meant[0]] += _BROUGHT_UP
            if votes:  # a conversation opens with the one it is about
                votes[min(votes, key=lambda w: min(self.whos[w].mentions))] += _OPENING
            best = sorted(votes, key=lambda w: -votes[w])[:2]
            clear = best and (len(best) == 1 or votes[best[0]] >= _FAR_AHEAD * votes[best[1]])
            self._hero = (best[0],) if clear else ()
        return self._hero

    def protagonist(self, not_me: set[int], mention: Mention | None = None) -> tuple[int, ...]:
        """The one a conversation is about: named more often than anyone else who is not of it."""
        times = Counter(
            {
                w.id: len(w.mentions)
                for w in self.whos
                if w.name
                and not w.office
                and w.id not in not_me
                and (mention is None or self._fits(w.id, mention, not_me))
            }
        ).most_common(2)
        alone = times and (len(times) == 1 or times[0][1] > times[1][1])
        return (times[0][0],) if alone else ()

    def _fits(self, who: int, mention: Mention, not_me: set[int]) -> bool:
        sex = self.whos[who].sex
        return who not in not_me and (not mention.sex or sex in (None, mention.sex))

"""News tells whom it is about before it names him: "A Tajik imam was released on Thursday. ¶ Saidali Qurbonov, 51, …".

May import: this room's marks and people.
"""

from __future__ import annotations

import re

from safeconduct.reading.marks import Mention, Sort
from safeconduct.reading.people.cast import relations
from safeconduct.reading.people.pointing import Pointing

_AGED = re.compile(
    r",\s+(?:aged\s+)?(?:1[5-9]|[2-9]\d)\s*(?:,|\.|\)|-?лет)|\s+\((?:1[5-9]|[2-9]\d)\)"
)
_FAR = 1200  # characters into the paper within which a lead stands
_NEXT = 4  # paragraphs behind it in which the name is told
_AHEAD = 1.5  # times as often as anybody else named there


class Leads(Pointing):
    """The one whom a lead or a headline tells of without a name."""

    def named_below(self, mention: Mention) -> tuple[int, ...]:
        """The one person whom the next paragraphs name and who can be meant; nobody where somebody stands named before."""
        if mention.start > _FAR or mention.relation in relations()["official"]:
            return ()
        here = self.paragraph_of(mention.start)
        near: dict[int, float] = {}
        for j, other in enumerate(self.mentions):
            paragraph = self.paragraph_of(other.start)
            if paragraph > here + _NEXT:
                break
            if other.sort is not Sort.NAME or other.artefact or len(self.meant[j]) != 1:
                continue
            who = self.meant[j][0]
            if who in self.officials():
                continue
            if paragraph == here or (paragraph < here and who in self.hurt):
                return ()
            if paragraph < here:
                continue  # a byline
            kin = bool(set(other.role) & (relations()["kin"] | relations()["spouse"]))
            told = who in self.hurt or _AGED.match(self.text, other.end) is not None
            if told and not kin and self._fits(who, mention, set()):
                near.setdefault(who, float(len(self.whos[who].mentions)))
        best = sorted(near, key=lambda w: -near[w])[:2]
        clear = best and (len(best) == 1 or near[best[0]] >= _AHEAD * near[best[1]])
        return (best[0],) if clear else ()

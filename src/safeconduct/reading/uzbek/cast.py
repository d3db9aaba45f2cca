"""Everybody an Uzbek text points to, as found: mentions with the case they stand in. Indices stay while it grows.

May import: `marks`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from safeconduct.reading.marks import Mention, Sort


@dataclass(slots=True)
class Cast:
    """Mentions as they are found, each with the case it stands in; indices stay, order is made at the end."""

    mentions: list[Mention] = field(default_factory=list)
    cases: list[str] = field(default_factory=list)

    def add(self, mention: Mention, case: str) -> int:
        self.mentions.append(mention)
        self.cases.append(case)
        return len(self.mentions) - 1

    def speaker(self, at: int) -> int:
        """The "I" that a verb's or a noun's ending at this place holds."""
        return self.add(Mention(at, at + 1, Sort.PRONOUN, person=1, subject=True), "")

    def left_out(self, at: int) -> int:
        """A subject the words leave out."""
        return self.add(Mention(at, at, Sort.PRONOUN, subject=True), "")

    def name_relatives(self) -> None:
        """«Otam» is who is named once as «otam, Baxtiyor Karimov», also where it stands before that."""
        named: dict[str, set[str]] = {}
        for m in self.mentions:
            if m.sort is Sort.NAME and m.owner is not None and self._mine(m):
                named.setdefault(m.role[0], set()).add(m.name)
        for k, m in enumerate(self.mentions):
            names = named.get(m.relation, set()) if m.sort is Sort.RELATIVE else set()
            if len(names) == 1 and m.count == 1 and self._mine(m):
                self.mentions[k] = replace(
                    m, sort=Sort.NAME, name=next(iter(names)), relation="", owner=None
                )

    def _mine(self, mention: Mention) -> bool:
        return mention.owner is not None and self.mentions[mention.owner].person == 1

    def ordered(self) -> tuple[tuple[Mention, ...], dict[int, int]]:
        """The mentions in the order of the text, and where each index went."""
        order = sorted(
            range(len(self.mentions)), key=lambda k: (self.mentions[k].start, self.mentions[k].end)
        )
        place = {old: new for new, old in enumerate(order)}

        def told(m: Mention) -> Mention:
            return m if m.owner is None else replace(m, owner=place[m.owner])

        return tuple(told(self.mentions[k]) for k in order), place

"""Who is who in one document: mentions become referents.

Names are grouped by `names.cluster`; namesakes stay apart there. What has no name is resolved in text order: a
pronoun to the likeliest person before it, the first person to the speaker of its quote (outside quotes to the
author), a relative to a person of their own tied to an owner, a role to the one who was given it. What cannot be
resolved stays unresolved.

May import: `sources`, `record`, this room.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from safeconduct.reading.marks import Marks, Sort
from safeconduct.reading.people.cast import relations
from safeconduct.reading.people.kinship import Kinship
from safeconduct.record import Referent, content_id
from safeconduct.sources import Document, Passage


@dataclass(frozen=True, slots=True)
class People:
    """The document's referents and, for each mention by index, the referents it means (empty: unresolved).

    `sure` tells the mentions whose meaning the words give outright (a name, an unambiguous first person).
    """

    referents: tuple[Referent, ...]
    meant: tuple[tuple[int, ...], ...]
    sure: tuple[bool, ...]
    writers: frozenset[str] = (
        frozenset()
    )  # those whose messages, answers or letters the text is made of
    about: str | None = None  # the one such a text is about

    def ids(self, mention: int | None) -> tuple[str, ...]:
        """Referent ids that a mention means."""
        return () if mention is None else tuple(self.referents[i].id for i in self.meant[mention])


def resolve(document: Document, marks: Marks, couples: Sequence[tuple[int, int]] = ()) -> People:
    """Referents of a document. `couples` are pairs of mentions told to be married to each other."""
    work = _Work(marks, document.text)
    work.name_groups()
    for a, b in couples:
        work.marry(a, b)
    work.walk()
    return work.people(document)


class _Work(Kinship):
    """Walking through the text, and handing over what was found."""

    def walk(self) -> None:
        """Outside quotes first (who speaks is told there), then inside, in order."""
        if self.marks.author is not None and self.meant[self.marks.author]:
            self.author = self.meant[self.marks.author][0]
        order = range(len(self.mentions))
        inside = [self.quote_of(self.mentions[i].start) is not None for i in order]
        for i in order:
            if not inside[i]:
                self.one(i, inside)
        self.turn_takers = {
            who
            for q in self.marks.quotes
            if q.turn and q.speaker is not None
            for who in self.meant[q.speaker]
        }
        for i, mention in enumerate(self.mentions):
            if any(start <= mention.start < end for start, end in self.marks.heads):
                self.turn_takers.update(self.meant[i])  # who is written to
        for i in order:
            if inside[i]:
                self.speakers(self.quote_of(self.mentions[i].start), inside)
                self.one(i, inside)
        self.speakers(len(self.marks.quotes) - 1, inside)

    def speakers(self, until: int | None, inside: list[bool]) -> None:
        """Who speaks in the quotes up to this one: in the words of an answer somebody else may be quoted."""
        quotes = self.marks.quotes
        while until is not None and len(self.quote_speaker) <= until:
            number = len(self.quote_speaker)
            quote = quotes[number]
            before = quotes[number - 1] if number else None
            last = self.quote_speaker[-1] if before else ()
            self.quote_speaker.append(())
            if quote.speaker is not None and not self.meant[quote.speaker]:
                self.one(quote.speaker, inside)
            who = self.meant[quote.speaker] if quote.speaker is not None else ()
            same = before and self.paragraph_of(quote.start) == self.paragraph_of(before.end)
            if not who and (quote.continues or same):
                who = last
            self.quote_speaker[number] = who

    def one(self, i: int, inside: list[bool]) -> None:
        mention = self.mentions[i]
        if mention.sort is Sort.NAME:
            if mention.owner is not None and len(self.meant[mention.owner]) == 1:
                owner = self.meant[mention.owner][0]
                for role in mention.role:
                    if role in relations()["spouse"]:
                        self.spouse.setdefault(owner, self.meant[i][0])
                        self.spouse.setdefault(self.meant[i][0], owner)
                    before = self.relatives.setdefault((owner, role, ""), self.meant[i][0])
                    if not self.whos[before].name and not self.whos[before].plural:
                        self.named_at_last(before, self.meant[i][0])
                    if (
                        role in relations()["counsel"]
                    ):  # "my client", said by "his lawyer Ruth Cole": he
                        self.relatives.setdefault((self.meant[i][0], "client", ""), owner)
            self.note(i)
            return
        if mention.sort is Sort.FAMILY:
            self.meant[i] = self.family(mention)
        elif mention.sort is Sort.RELATIVE:
            self.meant[i] = self.relative(i, mention, inside)
            self.sure[i] = (
                len(self.meant[i]) == 1
                and mention.owner is not None
                and self.sure[mention.owner]
                and i not in self.namesakes
            )
        elif mention.sort is Sort.ROLE:
            self.meant[i] = self.role(i, mention, inside)
            self.sure[i] = len(self.meant[i]) == 1 and self.bound(mention.relation, mention.start)
        elif mention.person == 1:
            self.meant[i] = self.first_person(mention)
            quote = self.quote_of(mention.start)
            told = quote is None or not self.marks.quotes[quote].continues
            self.sure[i] = bool(self.meant[i]) and not mention.plural and told
        elif mention.person == 3:
            if mention.reflexive and mention.owner is not None:
                self.meant[i] = self.meant[mention.owner]
            else:
                self.meant[i] = self.pronoun(i, mention, inside)
        self.note(i)

    def named_at_last(self, nameless: int, named: int) -> None:
        """ "We have not seen my father … My father, Odil Saidov": all that was told of the father is of Odil Saidov."""
        for j, whos in enumerate(self.meant):
            if nameless in whos:
                self.meant[j] = tuple(dict.fromkeys(named if w == nameless else w for w in whos))
        for tied in (self.relatives, self.spouse):
            for key, who in tied.items():
                if who == nameless:
                    tied[key] = named  # type: ignore[index]
        if nameless in self.spouse:
            self.spouse.setdefault(named, self.spouse.pop(nameless))
        self.whos[named].mentions += self.whos[nameless].mentions

    def note(self, i: int) -> None:
        mention, who = self.mentions[i], self.meant[i]
        if len(who) == 1 and mention.sort is Sort.PRONOUN and mention.person == 3:
            self.whos[who[0]].says_sex(mention.sex)
        if len(who) > 1 or (who and self.whos[who[0]].plural):
            self.group, self.group_at = who, mention.start

    def people(self, document: Document) -> People:
        for i, mention in enumerate(self.mentions):
            for who_id in self.meant[i]:
                who = self.whos[who_id]
                run = (mention.start, mention.end)
                if (
                    len(self.meant[i]) == 1
                    and run not in who.mentions
                    and mention.sort is not Sort.PRONOUN
                ):
                    who.mentions.append(run)
        ids = [
            content_id("referent", document.id, w.name or "", w.id if not w.name else 0)
            for w in self.whos
        ]
        made = []
        for who in self.whos:
            described = who.described
            if described and who.owner is not None:
                described = replace(described, of=ids[who.owner])
            made.append(
                Referent(
                    id=ids[who.id],
                    document=document.id,
                    name=who.name,
                    spellings=tuple(who.spellings),
                    mentions=tuple(
                        Passage(document.id, a, b) for a, b in sorted(set(who.mentions))
                    ),
                    described=described,
                    sex=who.sex,
                    roles=tuple(who.roles),
                )
            )
        about = (self.hero() or self.protagonist(self.turn_takers)) if self.turn_takers else ()
        return People(
            tuple(made),
            tuple(self.meant),
            tuple(self.sure),
            frozenset(ids[w] for w in self.turn_takers),
            ids[about[0]] if about else None,
        )

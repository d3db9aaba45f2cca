"""Whom a pronoun means: the likeliest person before it, or the one who speaks.

May import: `record`, this room.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property

from safeconduct.reading.claims.particulars import bears
from safeconduct.reading.marks import Mention, Sort
from safeconduct.reading.people.cast import REACH
from safeconduct.reading.people.groups import Groups
from safeconduct.reading.people.sections import section_at
from safeconduct.record import Described

_OWN = 1.5  # how much likelier what is told without a subject is of whoever writes
_AT_HAND = (
    0.6  # how near the one a conversation is about always is: as near as three sentences back
)
_ELSEWHERE = (
    0.35  # what is left of one who was not named in this paragraph, where somebody else was
)
_ITS_OWN = 1.2  # and the one whose card it is


class Pointing(Groups):
    """Pronouns: first person, third person, several."""

    def first_person(self, mention: Mention) -> tuple[int, ...]:
        speaker = self.speaker(mention.start)
        if not speaker and self.quote_of(mention.start) is None:
            if mention.plural:
                return self.we(mention)
            # A text in the first person without a name: its teller is a person all the same.
            if self.author is None:
                who = self.new(described=Described("narrator", None))
                self.author = who.id
            who = self.whos[self.author]
            who.mentions.append((mention.start, mention.end))
            return (who.id,)
        quote = self.quote_of(mention.start)
        if not speaker and quote is not None and not mention.plural:
            # whose words these are is not told: a person all the same
            if self.unnamed is None and not self.marks.quotes[quote].turn:
                self.unnamed = self.new(described=Described("narrator", None)).id
            return (self.unnamed,) if self.unnamed is not None else ()
        if mention.plural and speaker and not self.whos[speaker[0]].office:
            partner = self.spouse.get(speaker[0])
            return (speaker[0], partner) if partner is not None else speaker
        return speaker if not mention.plural else ()

    def we(self, mention: Mention) -> tuple[int, ...]:
        """Those who write together and name nobody («нас задержали», "we were detained"), where officers do something to
        them; nobody where "we" is an office that reports.
        """
        if self.together_told is None:
            befallen = (
                self.mentions[v] for c in self.marks.candidates if bears(c.kind, "state") for v in c.victims
            )  # fmt: skip
            if not any(
                m.person == 1 and m.plural and self.quote_of(m.start) is None for m in befallen
            ):
                return ()
            who = self.new(described=Described("narrator", None, None), plural=True)
            self.together_told = who.id
        self.whos[self.together_told].mentions.append((mention.start, mention.end))
        return (self.together_told,)

    def pronoun(
        self, i: int, mention: Mention, inside: list[bool], *, spare: bool = True
    ) -> tuple[int, ...]:
        """Whom a pronoun means; with `spare`, nobody in office where something befalls the one meant."""
        at = self.sentence_of(mention.start)
        here = self.paragraph_of(mention.start)
        quote = self.quote_of(mention.start)
        not_me = (
            set(self.quote_speaker[quote])
            if quote is not None and quote < len(self.quote_speaker)
            else set()
        )
        if quote is None and self.author is not None:
            not_me = not_me | {self.author}  # whoever writes "I" calls nobody else by that word
        if mention.start == mention.end:
            not_me = set()  # what the words leave out may be "I": «Жил в Твери. Женился там.»
        not_me = not_me | {w for v in self.told_of.get(i, ()) for w in self.meant[v]}
        if mention.plural:
            return self.several(i, at, not_me)
        in_turn = quote is not None and self.marks.quotes[quote].turn
        telling = self.own_sufferers() if mention.start == mention.end else frozenset()
        if in_turn:
            # "he" in a message is seldom one of those who write
            not_me = not_me | (self.onlookers() - telling)
        section = section_at(self.sections, mention.start)
        scores: dict[int, float] = defaultdict(float)
        best_of: dict[int, float] = defaultdict(float)
        spared = self.officials() if spare and i in self.suffering else frozenset()
        acts = self.acts_on_another(i)
        passed_over = False  # somebody in office of the same sentence, who can be meant after all
        here_named = self.named_here(i, mention, here, not_me)
        for j in range(i - 1, -1, -1):
            other = self.mentions[j]
            distance = at - self.sentence_of(other.start)
            bars = section.whose is not None or section.apart
            if distance > REACH or (bars and other.start < section.start):
                break
            if not self.meant[j] or len(self.meant[j]) != 1 or other.artefact:
                continue
            if other.start == other.end and mention.end > mention.start:
                continue  # who was left out by the words makes nobody nearer
            who = self.whos[self.meant[j][0]]
            if who.id in not_me or who.plural:
                continue
            if mention.sex and who.sex and who.sex != mention.sex:
                continue
            if who.id in spared:
                passed_over = passed_over or distance == 0
                continue
            if (
                other.clause == mention.clause != -1
                and other.subject
                and not mention.subject
                and not mention.possessive
                and mention.sort is Sort.PRONOUN
            ):
                scores[who.id] -= 5
                continue
            score = 0.72**distance * (1 + 0.6 * len(who.mentions) / self.most)
            if who.kin and (not other.subject or self.paragraph_of(other.start) != here):
                score *= 0.75 if self.paragraph_of(other.start) == here else 0.5
            if other.subject:
                score *= 2.0 if distance <= 1 else 1.6
            if other.sort is Sort.PRONOUN:
                score *= 0.9
            if other.possessive and not other.subject:
                score *= 0.6  # "Tursunov's brother was beaten. He …": the brother
            if who.office and not (acts and other.subject):
                score *= 0.35
            if acts and not other.subject:
                score *= 0.35
            if mention.sex and who.sex == mention.sex:
                score *= 1.3
            if self.paragraph_of(other.start) != here:
                score *= 0.6 if not here_named or who.id in here_named else _ELSEWHERE
            if mention.start == mention.end:
                # left out by the words: whom the text is about counts more than who was named last
                score *= 1 + 3 * len(who.mentions) / self.most
                if who.id in telling or (who.id == self.author and mention.subject):
                    score *= _OWN
            # The one a quote speaks of is seldom the one who was just named as its speaker.
            if self.is_speaker(j):
                score *= 0.3 if inside[j] != inside[i] else 0.5
            if score > best_of[who.id]:
                scores[who.id] += 0.75 * (score - best_of[who.id])
                best_of[who.id] = score
            scores[who.id] += 0.25 * score
        if in_turn or self.marks.about is not None:
            for who_id in self.hero():
                if self._fits(who_id, mention, not_me):
                    scores[who_id] += _AT_HAND if self.marks.about is None else _ITS_OWN
        if not scores and spared:
            return self.pronoun(i, mention, inside, spare=False)
        if not scores:
            if section.whose is not None and self._fits(section.whose, mention, not_me):
                return (section.whose,)
            mine = self.teller(mention, quote)
            return (
                (mine if mention.subject else ())
                or self.topic(mention, here, not_me)
                or mine
                or (self.protagonist(not_me, mention) if in_turn else ())
                or self.ahead(i, at, not_me)
            )
        best = max(scores, key=lambda k: (scores[k], -k))
        if scores[best] <= 0:
            return ()
        # "he", where one man alone was spoken of near: nothing is guessed
        alone = len(scores) == 1 and mention.sort is Sort.PRONOUN and mention.end > mention.start
        if (
            alone
            and mention.sex
            and self.whos[best].sex in (None, mention.sex)
            and self.whos[best].name
        ):
            self.sure[i] = (
                not passed_over
                and best not in self.officials()
                and self.in_paragraph(best, i, here)
            )
        return (best,)

    @cached_property
    def told_of(self) -> dict[int, set[int]]:
        """For each mention that says something: the names of those it says it of, who are others ("he said that the
        court arrested Karimov").
        """
        made: dict[int, set[int]] = defaultdict(set)
        for c in self.marks.candidates:
            named = {v for v in c.victims if self.mentions[v].sort is Sort.NAME}
            for sayer in c.sayers:
                made[sayer] |= named
        return made

    def named_here(self, i: int, mention: Mention, here: int, not_me: set[int]) -> set[int]:
        """Who was named in this paragraph before and can be meant; nobody in passing: no owner, speaker, officer."""
        return {
            who
            for j in range(i - 1, max(-1, i - 40), -1)
            if (other := self.mentions[j]).sort is Sort.NAME
            and self.paragraph_of(other.start) == here
            and not other.possessive
            and not self.is_speaker(j)
            for who in self.meant[j]
            if self._fits(who, mention, not_me) and not self.whos[who].office
        }

    def teller(self, mention: Mention, quote: int | None) -> tuple[int, ...]:
        """Who writes, where the words leave out whom they speak of and nobody else is near; never counsel."""
        left_out = mention.start == mention.end and quote is None and self.author is not None
        if not left_out or self.author is None or self.author in self.officials():
            return ()
        return (self.author,) if self._fits(self.author, mention, set()) else ()

    def acts_on_another(self, i: int) -> bool:
        """Is it the "he" of "he beat him"? Then it is who acted before, and "him" whom it was done to."""
        mention = self.mentions[i]
        return (
            mention.subject
            and mention.clause != -1
            and any(
                m.clause == mention.clause
                and m.sort is Sort.PRONOUN
                and m.person == 3
                and not m.subject
                and not m.possessive
                and m.sex == mention.sex
                and not m.plural
                for m in self.mentions[i + 1 : i + 3]
            )
        )

    def in_paragraph(self, who: int, i: int, here: int) -> bool:
        """Was this one named in the same paragraph before?"""
        return any(
            who in self.meant[j]
            and self.sure[j]
            and self.paragraph_of(self.mentions[j].start) == here
            for j in range(i - 1, max(-1, i - 40), -1)
        )

    def ahead(self, i: int, at: int, not_me: set[int]) -> tuple[int, ...]:
        """ "After his arrest in May, Karimov was …": nobody before fits, and the sentence itself names one who does."""
        mention = self.mentions[i]
        found: set[int] = set()
        for j in range(i + 1, len(self.mentions)):
            other = self.mentions[j]
            if self.sentence_of(other.start) != at:
                break
            if other.sort is not Sort.NAME or other.artefact or len(self.meant[j]) != 1:
                continue
            who = self.whos[self.meant[j][0]]
            if (
                who.id not in not_me
                and not who.office
                and (not mention.sex or who.sex in (None, mention.sex))
            ):
                found.add(who.id)
        return (found.pop(),) if len(found) == 1 else ()

    def topic(self, mention: Mention, here: int, not_me: set[int]) -> tuple[int, ...]:
        """Nobody near fits: the one the last paragraphs are about, where there is exactly one who fits."""
        votes: Counter[int] = Counter()
        section = section_at(self.sections, mention.start)
        for j, other in enumerate(self.mentions):
            if other.start >= mention.start:
                break
            if section.apart and other.start < section.start:
                continue
            if here - self.paragraph_of(other.start) > 3 or len(self.meant[j]) != 1:
                continue
            if other.artefact:
                continue  # a byline
            who = self.whos[self.meant[j][0]]
            if (
                who.id in not_me
                or who.plural
                or who.office
                or (mention.sex and who.sex not in (None, mention.sex))
            ):
                continue
            votes[who.id] += 1
        return (votes.most_common(1)[0][0],) if len(votes) == 1 else ()

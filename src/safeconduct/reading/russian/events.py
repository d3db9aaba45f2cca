"""Candidates for events in Russian text: what triggers tell, with victim, mood, date, place and speaker.

May import: this package, `marks`, `record`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace

from safeconduct.reading.marks import Candidate, Moment, Tense
from safeconduct.reading.russian import (
    announcing,
    chronicle,
    ellipsis,
    hearsay,
    moods,
    papers,
    scenes,
    service,
    syntax,
    telling,
    timing,
)
from safeconduct.reading.russian.arguments import is_passive
from safeconduct.reading.russian.articles import Reference
from safeconduct.reading.russian.attributes import Attributes
from safeconduct.reading.russian.hit import Hit
from safeconduct.reading.russian.lexicon import lexicon
from safeconduct.reading.russian.people.making import Mentions
from safeconduct.reading.russian.roles import Roles
from safeconduct.reading.russian.triggers import Triggers
from safeconduct.reading.russian.victims import Victims
from safeconduct.reading.russian.words import Sentence, Word
from safeconduct.record import Mood

# what is filed, decided and served: of the client, whoever signs for it
_PAPERS = (
    "notification", "complaint", "appeal", "asylum_", "extradition_", "expulsion_", "interim_", "permit_", "exit_",
    "court_ruling", "detention_extension", "undesirability",
)  # fmt: skip
_OF_A_PAPER = re.compile("от ", re.IGNORECASE)
_BODILY = frozenset((
    "abduction", "arrest", "release", "disappearance", "ill_treatment", "transfer_abroad", "death", "illness",
    "extradition", "expulsion",
))  # fmt: skip


class Events:
    """Finds the candidates of one document."""

    def __init__(
        self,
        text: str,
        sentences: Sequence[Sentence],
        made: Mentions,
        moments: Sequence[Moment],
        references: Sequence[Reference],
        *,
        artefacts: frozenset[int],
        first_person: frozenset[int],
        ruling_from: int | None,
        ruling_moment: int | None,
        main: int | None = None,
        narrator: int | None = None,
        entry_moments: Mapping[int, int | None] | None = None,
        unproved: frozenset[int] = frozenset(),
        messages: frozenset[int] = frozenset(),
    ) -> None:
        self.messages = messages  # blocks that are a chat's
        self.unproved = unproved
        self.entry_moments = entry_moments or {}
        self.main, self.narrator = main, narrator
        self.text, self.sentences, self.made, self.moments = text, sentences, made, moments
        self.artefacts, self.first_person = artefacts, first_person
        self.ruling_from, self.ruling_moment = ruling_from, ruling_moment
        self.triggers = Triggers(text, ruling_from, moments)
        self.attributes = Attributes(text, moments, references)
        self.starts = [m.start for m in moments]
        self.lex = lexicon()
        self.victims = Victims(text, made)

    def find(self) -> list[Candidate]:
        """All candidates in text order."""
        found: list[Candidate] = []
        for number, sentence in enumerate(self.sentences):
            if sentence.block in self.artefacts:
                continue
            if number and scenes.says_when(self.text, sentence):
                day = next((i for i, m in self.moments_of(sentence) if not m.length), None)
                scenes.date(found, self.sentences[number - 1], day)
            found.extend(self._sentence(number, sentence))
        return found

    def _sentence(self, number: int, sentence: Sentence) -> list[Candidate]:
        made: list[Candidate] = []
        taken: set[str] = set()
        self.triggers.matters.open(number, self.text[sentence.start : sentence.end])
        told = [
            (word, hit)
            for word in sentence.words
            for hit in self.triggers.hits(number, sentence, word)
        ]
        here = self.moments_of(sentence)
        hits = [*papers.hits(self.text, sentence, here, self.triggers.matters, number), *told]
        for word, hit in hits:
            if hit.moment is None and telling.is_told_beside(sentence, word, hit, hits):
                continue
            candidate = self._candidate(number, sentence, word, hit)
            if candidate is None:
                continue
            key = f"{candidate.kind}:{candidate.victims}:{candidate.moment}"
            if key in taken or (
                candidate.moment is None
                and any(t.startswith(f"{candidate.kind}:{candidate.victims}:") for t in taken)
            ):
                continue  # «задержан и доставлен в отдел» is one arrest
            if sentence.block in self.entry_moments:
                line = self.entry_moments[sentence.block]
                candidate = chronicle.on_the_line(candidate, line, self.moments)
            taken.add(key)
            left = list(
                ellipsis.gapped(
                    candidate,
                    sentence,
                    number,
                    word,
                    self.made,
                    self.moments,
                    self.victims.is_counsel,
                )
            )
            days = ellipsis.again(candidate, sentence, word, self.moments, self.text)
            terms = list(ellipsis.prolonged(candidate, sentence, self.moments, self.text))
            if terms:
                candidate = ellipsis.without(candidate, terms)
            made.append(service.apart(candidate, left))
            made.extend([*left, *(d for d in days if d.moment not in {c.moment for c in left})])
            made.extend(terms)
        if sentence.block in self.entry_moments or chronicle.is_note(
            self.text, sentence, here, message=sentence.block in self.messages
        ):
            made.extend(
                chronicle.named_only(
                    self.text, sentence, number, made, self.made, self.moments, self.main,
                    self.entry_moments.get(sentence.block), self.triggers.matters, self.attributes,
                )
            )  # fmt: skip
        return made

    def _own(self, sentence: Sentence, word: Word, moment: int) -> bool:
        """Does a moment hang on this very word («постановление от 3 марта»)?"""
        day = self.moments[moment]
        return any(
            day.start <= sentence.words[i].start < day.end for i in sentence.below(word.index)
        )

    def moments_of(self, sentence: Sentence) -> list[tuple[int, Moment]]:
        """The moments that begin in a sentence, each with its place in the document's."""
        first = bisect_left(self.starts, sentence.start)
        last = bisect_left(self.starts, sentence.end)
        return [(i, self.moments[i]) for i in range(first, last)]

    def _candidate(self, number: int, sentence: Sentence, word: Word, hit: Hit) -> Candidate | None:
        inside = list(hit.span) or syntax.local(sentence, word.index)
        roles = self._roles(number, sentence)
        victims, role, explicit = self.victims.of(roles, word, hit, inside)
        if victims and not (victims := self.victims.not_ruled_out(roles, victims)):
            return None
        told = moods.told(sentence, word.index, self.text, absorbed=hit.absorbs)
        moment, length = timing.when(self.text, self.moments, sentence, word, inside, hit.kind)
        ongoing = moment is not None and self.moments[moment].bound == "since"
        # «с 2012 года живёт в Твери»: told since some day, it is nobody's habit
        general = not ongoing and self.victims.general(sentence, word, inside, victims, told.tense)
        manner = telling.manner(
            self.text,
            sentence,
            word,
            hit,
            told,
            general=general,
            resolves=self.triggers.resolves(word),
            unproved=sentence.block in self.unproved,
        )
        mood = manner.mood
        if hit.moment is not None and sentence.block not in self.unproved:
            mood = Mood.FACT  # «просит отменить постановление от 22 мая»: the paper is there
        sayers = hearsay.sayers(self.made, number, sentence, word, told)
        moment = moment if hit.moment is None else hit.moment
        if hit.within and moment is not None and not self._own(sentence, word, moment):
            moment = None  # «отклонил жалобу на решение о выдаче»: the ruling's day
        if moment is None and self.ruling_from is not None and word.start >= self.ruling_from:
            moment = self.ruling_moment
        if (
            moment is not None
            and hit.moment is None
            and hit.kind in _BODILY
            and _OF_A_PAPER.match(self.text, self.moments[moment].start)
        ):
            moment = None  # the date of a paper that speaks of it
        if moment is None and (
            hit.within
            or timing.blamed_words(sentence, word)
            or announcing.is_said_on(self.text, self.moments, sentence, word)
        ):
            told = replace(told, tense=Tense.PLUPERFECT)
        if hit.since and moment is None and told.tense is Tense.PRESENT:
            return None  # «живёт в Казани»: nobody moved
        inland = self.attributes.places.inland(sentence, inside)
        if hit.kind == "entry" and inland:
            return None  # «приехал из Коканда в Андижан»: no border is crossed
        where = self.attributes.places.where(sentence, inside, word, hit.kind)
        attributes = self.attributes.of(sentence, word, inside, hit.kind, length)
        if hit.kind == "notification":
            service.of_what(attributes, hit.matter)
        if hit.decided:
            attributes["decided"] = hit.decided
            if hit.decided == "open":
                del attributes["decided"]
        kind = hit.kind
        instead: int | None = None
        if kind.startswith(_PAPERS):
            victims, explicit, more = self.victims.client(roles, word, victims, explicit, inside)
            if kind == "notification":
                service.to_whom(attributes, sentence, self.made, victims, role, counsel=more)
            if not more and victims and self.made.made[victims[0]].person == 1:
                instead = roles.someone(word.index)  # where «я» turns out to be counsel
        if kind == "marriage":
            told_by = [self.narrator] if role == "infer" and self.narrator is not None else victims
            victims = self.victims.couple(
                roles, word, told_by, inside
            )  # «замужем за …»: who writes
        carried = kind == "transfer_abroad" and inland  # «насильно вернули из Перми в Чечню»
        if carried:
            attributes.pop("to", None)
        if carried or (kind == "arrest" and scenes.taken_by_strangers(self.text, word)):
            kind = "abduction"
        by = self.attributes.by(sentence, word, is_passive(sentence, word.index))
        if hit.span and by is None:
            by = next(iter(self.attributes.bodies_in(sentence, inside)), None)
        if by is None and told.court:
            for above in syntax.chain(sentence, word.index):
                by = by or self.attributes.by(sentence, above, False)
        if not victims and mood is Mood.FACT and not hit.echo:
            return None
        if not victims and (hit.echo or hit.weak):
            return None
        start = min(sentence.words[i].start for i in inside)
        end = max(sentence.words[i].end for i in inside)
        return Candidate(
            kind,
            start,
            end,
            word.start,
            word.lemma,
            tuple(victims),
            by=by,
            moment=moment,
            length=length,
            where=where,
            mood=mood,
            stance=manner.stance,
            sayers=tuple(sayers),
            tense=told.tense,
            explicit=explicit,
            strong=not hit.weak and not carried,
            echo=hit.echo,
            attributes=attributes,
            doubts=manner.doubts + timing.doubts(self.text, sentence, word, self.moments, moment),
            instead=instead,
            onset=moment is not None
            and self.moments[moment].bound == "since"
            and not timing.often(sentence, word),
        )

    def _roles(self, number: int, sentence: Sentence, *, prior: bool = True) -> Roles:
        """The roles of a clause, with those of the clause before it in the same sentence."""
        before = self.sentences[number - 1] if number and prior else None
        return Roles(
            sentence,
            number,
            self.made,
            sentence.block in self.first_person or bool(self._first(sentence)),
            main=self.main,
            entry=sentence.block in self.entry_moments,
            prior=self._roles(number - 1, before, prior=False)
            if before is not None and before.whole == sentence.whole
            else None,
        )

    def _first(self, sentence: Sentence) -> bool:
        return any(w.form in ("мы", "нас", "нам", "наш") for w in sentence.words)

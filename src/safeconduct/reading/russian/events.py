"""Candidates for events in Russian text: what triggers tell, with victim, mood, date, place and speaker.

May import: this package, `marks`, `record`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from safeconduct.reading.marks import Candidate, Moment, Sort, Tense
from safeconduct.reading.russian import chronicle, denial, ellipsis, hearsay, moods, syntax, timing
from safeconduct.reading.russian.arguments import is_passive
from safeconduct.reading.russian.articles import Reference
from safeconduct.reading.russian.attributes import Attributes
from safeconduct.reading.russian.lexicon import lexicon
from safeconduct.reading.russian.matters import Hit
from safeconduct.reading.russian.people import Mentions
from safeconduct.reading.russian.roles import Roles
from safeconduct.reading.russian.triggers import Triggers
from safeconduct.reading.russian.victims import Victims
from safeconduct.reading.russian.words import Sentence, Word
from safeconduct.record import Mood, Stance

_GRAVER = frozenset(["abduction", "arrest", "search", "abduction_attempt"])
_GRABS = frozenset(("скрутить", "схватить"))
# answers have a day of their own within a line («ответ от 19.05.2023», «получено 06.07.2023»)
_ANSWERS = frozenset(("notification", "complaint_refusal"))
# what is filed, decided and served: of the client, whoever signs for it
_PAPERS = (
    "notification", "complaint", "appeal", "asylum_", "extradition_", "expulsion_", "interim_", "permit_", "exit_",
    "court_ruling", "detention_extension", "undesirability",
)  # fmt: skip
_CORRECTED = re.compile(r"(?:\.\.\.|…|,)\s*(?:нет,|вернее|точнее|верней|ой,)", re.IGNORECASE)
_IT_WAS = re.compile(
    r"\s*(?:всё\s+|все\s+)?(?:это|произошло|случилось|дело)\s+(?:было|случилось|произошло|это)\b",
    re.IGNORECASE,
)
_TAKEN = frozenset(("увезти", "увозить", "забрать", "схватить", "скрутить", "захватить"))
_STRANGERS = re.compile(
    r"неизвестн\w+\s+(?:люд|лиц|мужчин|в\s)|\bнеизвестные\b|в\s+штатском|в\s+масках|без\s+номеров|крепки\w+\s+(?:мужчин|парн)|\bпохити",
    re.IGNORECASE,
)
_BODILY = frozenset(
    [
        "abduction",
        "arrest",
        "release",
        "disappearance",
        "ill_treatment",
        "transfer_abroad",
        "death",
        "illness",
        "extradition",
        "expulsion",
    ]
)


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
        entry_moments: Mapping[int, int] | None = None,
        unproved: frozenset[int] = frozenset(),
    ) -> None:
        self.unproved = unproved
        self.entry_moments = entry_moments or {}
        self.main, self.narrator = main, narrator
        self.text, self.sentences, self.made, self.moments = text, sentences, made, moments
        self.artefacts, self.first_person = artefacts, first_person
        self.ruling_from, self.ruling_moment = ruling_from, ruling_moment
        self.triggers = Triggers(text, ruling_from, moments)
        self.attributes = Attributes(text, moments, references)
        self.lex = lexicon()
        self.victims = Victims(text, made)

    def find(self) -> list[Candidate]:
        """All candidates in text order."""
        found: list[Candidate] = []
        for number, sentence in enumerate(self.sentences):
            if sentence.block in self.artefacts:
                continue
            late = _IT_WAS.match(self.text, sentence.start, sentence.end)
            if late and number:
                self._date_it(found, self.sentences[number - 1], sentence)
            found.extend(self._sentence(number, sentence))
        return found

    def _date_it(self, found: list[Candidate], before: Sentence, sentence: Sentence) -> None:
        """«Это было в ноябре 2014 года» dates what was told just before."""
        moment = next(
            (
                i
                for i, m in enumerate(self.moments)
                if sentence.start <= m.start < sentence.end and not m.length
            ),
            None,
        )
        for i in range(len(found) - 1, -1, -1):
            if not before.whole[0] <= found[i].at < before.whole[1]:
                break
            if moment is not None and found[i].moment is None:
                found[i] = replace(found[i], moment=moment)

    def _sentence(self, number: int, sentence: Sentence) -> list[Candidate]:
        made: list[Candidate] = []
        taken: set[str] = set()
        hits = [
            (word, hit)
            for word in sentence.words
            for hit in self.triggers.hits(number, sentence, word)
        ]
        strong_at = {word.index: hit for word, hit in hits if not hit.echo}
        kinds_here = {hit.kind for _, hit in hits}
        for word, hit in hits:
            if (
                hit.kind == "marriage"
                and hit.weak
                and any(o.kind == "marriage" and not o.weak for _, o in hits)
            ):
                continue  # «состоит в браке, брак зарегистрирован 14.08.2010»
            if hit.kind == "arrest" and word.lemma in _GRABS and "abduction" in kinds_here:
                continue  # «скрутили и затолкали в машину» is one act
            if hit.kind == "harassment" and hit.weak and kinds_here & _GRAVER:
                continue
            if (
                hit.echo
                and any(
                    other.kind == hit.kind
                    and (at in sentence.below(word.index) or word.index in sentence.below(at))
                    for at, other in strong_at.items()
                )
            ) or (
                word.pos in ("NOUN", "PROPN")
                and any(
                    o.kind == hit.kind and w is not word
                    for w, o in hits
                    if not (o.echo and w.index > word.index)
                )
            ):
                continue  # «вынес решение о выдаче» and «выдача» are one telling
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
                candidate = self._on_the_line(candidate, sentence.block)
            taken.add(key)
            made.append(candidate)
            made.extend(ellipsis.gapped(candidate, sentence, number, word, self.made, self.moments))
        if sentence.block in self.entry_moments:
            made.extend(self._named_only(number, sentence, made))
        return made

    def _on_the_line(self, candidate: Candidate, block: int) -> Candidate:
        """What a line of a chronology tells is of the line's date, unless it has a day of its own."""
        own = candidate.moment
        if own is None or self.moments[own].bound in ("until", "by"):
            return replace(candidate, moment=self.entry_moments[block])
        return candidate

    def _named_only(
        self, number: int, sentence: Sentence, told: Sequence[Candidate]
    ) -> Iterator[Candidate]:
        """What a line names without a verb («30.11.2022 — стража на 40 суток»)."""
        facts = {c.kind for c in told if c.mood is Mood.FACT}
        if facts or any(c.mood is not Mood.FACT and not c.echo for c in told):
            return
        inside = [w.index for w in sentence.words]
        for kind, word, row in chronicle.nominals_of(
            self.text, sentence, self.triggers.matters, number
        ):
            named = [
                k
                for i in inside
                if (k := self.made.at(number, i)) is not None
                and self.made.made[k].sort in (Sort.NAME, Sort.RELATIVE)
                and not set(self.made.made[k].role) & {"lawyer", "judge", "prosecutor"}
            ][:1]
            victims = named or ([self.main] if self.main is not None else [])
            if kind == "marriage" and self.main is not None:
                victims = list(dict.fromkeys([self.main, *named]))
            if not victims:
                continue
            _, length = timing.when(self.text, self.moments, sentence, word, inside, kind)
            own = next(
                (
                    i
                    for i, m in enumerate(self.moments)
                    if sentence.start <= m.start < sentence.end
                    and m.told is not None
                    and m.bound not in ("until", "by")
                    and (m.start == sentence.start or kind in _ANSWERS)
                ),
                None,
            )
            yield Candidate(
                kind,
                sentence.start,
                sentence.end,
                word.start,
                word.lemma,
                tuple(victims),
                by=next(iter(self.attributes.bodies_in(sentence, inside)), None),
                moment=self.entry_moments[sentence.block] if own is None else own,
                length=length,
                where=self.attributes.where(sentence, inside),
                explicit=bool(named) or kind != "marriage",
                strong=not row.act,
                attributes=self.attributes.of(sentence, word, inside, kind, length),
            )

    def _candidate(self, number: int, sentence: Sentence, word: Word, hit: Hit) -> Candidate | None:
        inside = syntax.local(sentence, word.index)
        roles = self._roles(number, sentence)
        victims, role, explicit = self.victims.of(roles, word, hit, inside)
        told = moods.told(sentence, word.index, self.text, absorbed=hit.absorbs)
        mood = told.mood
        if self.triggers.resolves(word) and mood is Mood.PLANNED:
            mood = Mood.FACT
        if hit.kind == "permit_application" and hit.act == "extend" and mood is Mood.PLANNED:
            mood = Mood.FACT  # «пришёл продлевать регистрацию»
        if (
            hit.kind == "interim_measure_request"
            and mood is Mood.PLANNED
            and told.tense is Tense.PRESENT
        ):
            mood = Mood.PLANNED
        if told.court and mood is Mood.PLANNED:
            mood = Mood.FACT
        if (
            hit.kind == "criminal_charge"
            and word.lemma in ("обвинять", "обвиняться", "подозреваться")
            and mood is Mood.GENERIC
        ):
            mood = Mood.FACT
        if mood is Mood.FACT and self.victims.general(sentence, word, inside, victims, told.tense):
            mood = Mood.GENERIC
        if word.pos in ("NOUN", "PROPN"):
            for k in sentence.children[word.index]:
                if sentence.words[k].lemma in (
                    "возможный",
                    "предстоящий",
                    "потенциальный",
                    "угрожать",
                    "грядущий",
                    "будущий",
                    "планируемый",
                ):
                    mood = Mood.FEARED
        if mood is Mood.FACT and (
            sentence.block in self.unproved or denial.unknown(self.text, sentence, word)
        ):
            mood = Mood.QUESTION
        if mood is Mood.FACT and not hit.absorbs and denial.denied(self.text, sentence, word):
            mood = Mood.NEGATED
        stance = told.stance
        sayers = hearsay.sayers(self.made, number, sentence, word, told)
        moment, length = timing.when(self.text, self.moments, sentence, word, inside, hit.kind)
        if moment is None and self.ruling_from is not None and word.start >= self.ruling_from:
            moment = self.ruling_moment
        if (
            moment is not None
            and hit.kind in _BODILY
            and self.text[self.moments[moment].start :].lower().startswith("от ")
        ):
            moment = None  # the date of a paper that speaks of it
        if hit.since and moment is None and told.tense is Tense.PRESENT:
            return None  # «живёт в Казани»: nobody moved
        where = self.attributes.where(sentence, inside, leaving=hit.kind == "departure")
        attributes = self.attributes.of(sentence, word, inside, hit.kind, length)
        doubts: list[str] = []
        if mood is Mood.FACT and denial.rumoured(self.text, sentence, word):
            doubts.append("told as a rumour or a guess")
            stance = Stance.REPORTED if stance is Stance.STATED else stance
        if stance is Stance.STATED and hearsay.reported(sentence, word):
            stance = Stance.REPORTED
        if _CORRECTED.search(self.text[word.end : word.end + 70]):
            doubts.append("the words correct themselves")
        kind = hit.kind
        instead: int | None = None
        if kind.startswith(_PAPERS):
            victims, explicit, more = self.victims.client(roles, word, victims, explicit, inside)
            if more and kind == "notification":
                attributes["to"] = "counsel"
            if not more and victims and self.made.made[victims[0]].person == 1:
                instead = roles.someone(word.index)  # where «я» turns out to be counsel
        if kind == "marriage" and role == "infer" and self.narrator is not None:
            victims = [self.narrator]  # «Замужем за …», written by herself
        if kind == "marriage" and len(victims) == 1:
            partner = (
                roles.fill("за", word.index, inside)[0] or roles.fill("на", word.index, inside)[0]
            )
            partner = partner or roles.fill("с", word.index, inside)[0]
            victims = [*victims, *(p for p in partner if p not in victims)]
        if kind == "arrest" and word.lemma in _TAKEN and self._strangers(word):
            kind = "abduction"
        by = self.attributes.by(sentence, word, is_passive(sentence, word.index))
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
            stance=stance,
            sayers=tuple(sayers),
            tense=told.tense if told.tense is not Tense.FUTURE else Tense.FUTURE,
            explicit=explicit,
            strong=not hit.weak,
            echo=hit.echo,
            attributes=attributes,
            doubts=tuple(doubts),
            instead=instead,
            onset=moment is not None and self.moments[moment].bound == "since",
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

    def _strangers(self, word: Word) -> bool:
        """Do the words around tell of people whom nobody knows («трое в штатском», «без номеров»)?"""
        return bool(_STRANGERS.search(self.text[max(0, word.start - 120) : word.end + 120]))

    def _first(self, sentence: Sentence) -> bool:
        return any(w.form in ("мы", "нас", "нам", "наш") for w in sentence.words)

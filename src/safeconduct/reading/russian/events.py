"""Candidates for events in Russian text: triggers from the lexicon, with victim, mood, date and place.

May import: this package, `marks`, `record`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from safeconduct.reading.marks import Candidate, Mention, Moment, Sort, Tense
from safeconduct.reading.russian import moods, quotes
from safeconduct.reading.russian.articles import Reference
from safeconduct.reading.russian.attributes import Attributes, place
from safeconduct.reading.russian.lexicon import Matter, Row, lexicon, meets
from safeconduct.reading.russian.mentions import Mentions
from safeconduct.reading.russian.roles import Roles, is_passive
from safeconduct.reading.russian.words import Sentence, Word
from safeconduct.record import Mood, Stance

_MATTER_OF = {
    "asylum": "asylum", "extradition": "extradition", "expulsion": "expulsion", "permit": "permit", "interim": "interim",
    "complaint": "complaint", "undesirability": "expulsion", "detention": "detention",
}  # fmt: skip
_APPEALS = {
    "asylum": "asylum_appeal",
    "extradition": "extradition_appeal",
    "expulsion": "expulsion_appeal",
}
_ACT_ROLES: dict[str, tuple[str, ...]] = {
    "apply": ("subj", "infer"),
    "appeal": ("subj", "infer"),
    "refuse": ("dat", "obj", "gen-owner", "infer"),
    "dismiss": ("gen-owner", "infer"),
    "quash": ("gen-owner", "infer"),
}
_GETS = frozenset(("получить", "утратить", "потерять", "оформить", "получать"))
_LAWYERS = frozenset(("lawyer", "activist"))
_GRAVER = frozenset(["abduction", "arrest", "search", "abduction_attempt"])
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
_LIGHT = frozenset(
    [
        "вынести",
        "принять",
        "получить",
        "прийти",
        "последовать",
        "поступить",
        "быть",
        "состояться",
        "произойти",
        "вступить",
        "подписать",
        "выдать",
        "начаться",
    ]
)
_REACH = 4  # sentences over which «это решение» finds its matter


@dataclass(frozen=True, slots=True)
class Hit:
    """A trigger word and what it tells."""

    kind: str
    victim: tuple[str, ...]
    weak: bool = False
    echo: bool = False
    matter: str = ""
    act: str = ""
    absorbs: bool = False  # negation is part of the telling («не пропустили»)


class Events:
    """Finds the candidates of one document. Holds the matter last spoken of, for «это решение»."""

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
        state: str,
        main: int | None = None,
    ) -> None:
        self.main = main
        self.complaint_at = -99
        self.text, self.sentences, self.made, self.moments = text, sentences, made, moments
        self.artefacts, self.first_person = artefacts, first_person
        self.ruling_from, self.ruling_moment = ruling_from, ruling_moment
        self.matter, self.matter_at, self.last_kind = "", -99, ""
        self.attributes = Attributes(text, moments, references, state)
        self.lex = lexicon()
        self.counsel = any(
            m.sort is Sort.ROLE and m.relation == "client" for m in made.made
        ) and any(m.person == 1 for m in made.made)

    def find(self) -> list[Candidate]:
        """All candidates in text order."""
        found: list[Candidate] = []
        for number, sentence in enumerate(self.sentences):
            if sentence.block in self.artefacts:
                continue
            found.extend(self._sentence(number, sentence))
        return found

    # -- one sentence --------------------------------------------------------------------------------------------------

    def _sentence(self, number: int, sentence: Sentence) -> list[Candidate]:
        made: list[Candidate] = []
        taken: set[str] = set()
        hits = [
            (word, hit) for word in sentence.words for hit in self._hits(number, sentence, word)
        ]
        strong_at = {word.index: hit for word, hit in hits if not hit.echo}
        kinds_here = {hit.kind for _, hit in hits}
        for word, hit in hits:
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
            taken.add(key)
            made.append(candidate)
        return made

    def _hits(self, number: int, sentence: Sentence, word: Word) -> list[Hit]:
        if word.pos in ("VERB", "ADJ", "AUX") or word.lemma in ("осудить", "задержать", "обвинять"):
            found = self._verb(number, sentence, word)
        elif word.pos in ("NOUN", "PROPN"):
            found = self._noun(number, sentence, word)
        else:
            return []
        for hit in found:
            root = hit.matter or hit.kind.split("_")[0]
            if root in _MATTER_OF and root != "complaint":
                self.matter, self.matter_at = _MATTER_OF[root], number
                self.last_kind = hit.kind
            elif hit.kind.startswith("interim"):
                self.matter, self.matter_at, self.last_kind = "interim", number, hit.kind
        return found

    def _lemmas(self, sentence: Sentence, word: Word) -> frozenset[str]:
        inside = moods.local(sentence, word.index)
        lemmas = {re.sub(r"-\d+$", "", sentence.words[i].lemma) for i in inside if i != word.index}
        lemmas |= {
            sentence.words[i].form
            for i in inside
            if i != word.index and sentence.words[i].pos in ("NUM", "PROPN", "ADJ")
        }
        # what stands beside the trigger is its own though the parser hung it elsewhere
        for step in (1, -1):
            i = word.index + step
            while 0 <= i < len(sentence.words) and abs(i - word.index) <= 6:
                beside = sentence.words[i]
                if beside.pos in ("PUNCT", "VERB", "SCONJ", "CCONJ"):
                    break
                lemmas.add(re.sub(r"-\d+$", "", beside.lemma))
                i += step
        if word.rel in ("acl", "amod") and word.head >= 0:
            lemmas.add(sentence.words[word.head].lemma)
        if word.rel in ("xcomp", "ccomp", "csubj") and word.head >= 0:
            head = sentence.words[word.head]
            lemmas |= {sentence.words[k].lemma for k in sentence.children[head.index]} | {
                head.lemma
            }
        for k in sentence.children[word.index]:
            kid = sentence.words[k]
            if (
                kid.rel in ("xcomp", "ccomp", "csubj", "acl", "advcl")
                and kid.pos == "VERB"
                and kid.is_(VerbForm="Inf")
            ) or (
                kid.rel in ("ccomp", "advcl")
                and any(sentence.words[g].form == "чтобы" for g in sentence.children[k])
            ):
                lemmas |= {sentence.words[g].lemma for g in moods.local(sentence, k)}
        if word.rel == "conj" and word.head >= 0 and sentence.words[word.head].pos == "VERB":
            # «взят под стражу и помещён»: places told once serve both
            lemmas |= {
                sentence.words[g].lemma
                for k in sentence.children[word.head]
                if sentence.words[k].rel.startswith("nsubj")
                for g in moods.local(sentence, k)
            }
        if any(place for place in self.places(sentence, inside)):
            lemmas.add("@place")
        return frozenset(lemmas)

    def places(self, sentence: Sentence, inside: Sequence[int]) -> list[str]:
        """Names of places among these words."""
        found = []
        for start, end, sort in sentence.names:
            if (sort == "LOC" or (sort == "ORG" and place(self.text[start:end]))) and any(
                start <= sentence.words[i].start < end for i in inside
            ):
                found.append(self.text[start:end])
        return found

    def _rows(self, rows: Sequence[Row], lemmas: frozenset[str]) -> Row | None:
        fits = [
            r
            for r in rows
            if (not r.with_ or any(meets(p, lemmas) for p in r.with_))
            and not any(meets(p, lemmas) for p in r.without)
        ]
        exact = [r for r in fits if r.with_]
        return exact[0] if exact else fits[0] if fits else None

    def _verb(self, number: int, sentence: Sentence, word: Word) -> list[Hit]:
        rows, acts = self.lex.verbs.get(word.lemma, ()), self.lex.act_verbs.get(word.lemma, ())
        if not rows and not acts:
            return []
        if word.lemma in ("угрожать", "грозить") and any(
            sentence.words[k].rel.startswith("nsubj") and sentence.words[k].is_(Animacy="Inan")
            for k in sentence.children[word.index]
        ):
            return []  # «ему угрожает выдача»: a danger, nobody's threat
        lemmas = self._lemmas(sentence, word)
        row = self._rows(rows, lemmas)
        negative = moods.negated(sentence, word.index)
        if row is not None and row.negative != negative and row.negative:
            row = None
        hit = self._matter(number, sentence, word, acts, lemmas, negative) if acts else None
        if (
            hit is not None
            and (
                row is None
                or not row.with_
                or row.weak
                or row.kind
                in (
                    "notification",
                    "detention",
                    "sentence",
                    "extradition_order",
                    "criminal_charge",
                    "court_ruling",
                )
            )
            and (
                not (
                    row is not None
                    and row.kind == "notification"
                    and hit.act in ("grant", "receive")
                )
                or hit.kind == "extradition_request"
            )
        ):
            return [hit]
        if row is None:
            return []
        kind = row.kind
        if row.inf and word.is_(VerbForm="Inf"):
            told = moods.told(sentence, word.index, self.text)
            if told.court or self._resolves(word):
                kind = row.inf
        victim = row.victim
        return [Hit(kind, victim, row.weak, row.echo, absorbs=row.negative)]

    def _resolves(self, word: Word) -> bool:
        """An infinitive in the part of a ruling that decides («ПОСТАНОВИЛ: выдворить …»)."""
        return (
            self.ruling_from is not None
            and word.start >= self.ruling_from
            and word.is_(VerbForm="Inf")
        )

    def _matter(
        self,
        number: int,
        sentence: Sentence,
        word: Word,
        acts: Sequence[str],
        lemmas: frozenset[str],
        negative: bool,
    ) -> Hit | None:
        for matter in self.lex.matters:
            if not any(meets(t, lemmas) for t in matter.terms):
                continue
            if any(meets(t, lemmas) for t in matter.without):
                continue
            for act in acts:
                # «подал ходатайство», «отклонил жалобу на отказ»: a complaint about a refusal is no refusal
                if (
                    matter.name != "complaint"
                    and act in ("refuse", "apply")
                    and any(meets(t, lemmas) for t in self._complaints().terms)
                ):
                    continue
                if negative and act in matter.negated:
                    return Hit(
                        matter.negated[act],
                        self._act_roles(matter, act, word),
                        matter=matter.name,
                        act=act,
                        absorbs=True,
                    )
                kind = matter.kinds.get(act)
                if kind is None:
                    continue
                if matter.name == "complaint":
                    return self._complaint(number, act, word, lemmas)
                if (
                    matter.name == "extradition"
                    and act == "receive"
                    and not (lemmas & {"запрос", "ходатайство", "требование", "поручение"})
                ):
                    continue
                if (
                    matter.name == "extradition"
                    and act == "decide"
                    and not (
                        lemmas
                        & {
                            "решение",
                            "постановление",
                            "запрос",
                            "ходатайство",
                            "суд",
                            "прокурор",
                            "генпрокурор",
                            "генпрокуратура",
                            "прокуратура",
                            "санкция",
                        }
                    )
                ):
                    continue
                return Hit(kind, self._act_roles(matter, act, word), matter=matter.name, act=act)
        return self._context(number, sentence, word, acts, lemmas)

    def _complaints(self) -> Matter:
        return next(m for m in self.lex.matters if m.name == "complaint")

    def _complaint(self, number: int, act: str, word: Word, lemmas: frozenset[str]) -> Hit | None:
        near = self.matter if number - self.matter_at <= _REACH else ""
        court = any(meets((w,), lemmas) for w in ("суд", "судья", "мосгорсуд", "горсуд", "райсуд"))
        if act in ("apply", "receive"):
            self.complaint_at = number
            if act == "receive" and word.lemma in ("получить", "передать"):
                return None
            to_court = court or bool(lemmas & {"апелляционный", "апелляция"})
            for name, terms in (
                ("asylum", ("убежище", "беженец", "отказ")),
                ("extradition", ("выдача", "экстрадиция")),
                ("expulsion", ("выдворение", "депортация")),
            ):
                if lemmas & set(terms):
                    near = (
                        name
                        if name != "asylum" or near == "asylum" or lemmas & {"убежище", "беженец"}
                        else near
                    )
            if near in _APPEALS and (
                to_court
                or self.last_kind.endswith(("refusal", "order", "appeal"))
                or self.last_kind in ("extradition", "expulsion")
            ):
                return Hit(_APPEALS[near], ("subj", "infer"), matter=near, act="appeal")
            return Hit("complaint", ("subj", "infer"), act=act)
        if word.lemma == "оставить" and not lemmas & {
            "удовлетворение",
            "рассмотрение",
            "движение",
            "без",
        }:
            return None
        kind = "court_ruling" if court else "complaint_refusal"
        return Hit(kind, ("gen-owner", "infer"), act="dismiss")

    def _context(
        self,
        number: int,
        sentence: Sentence,
        word: Word,
        acts: Sequence[str],
        lemmas: frozenset[str],
    ) -> Hit | None:
        """«обжаловал это решение», «ему отказали»: in the matter last spoken of."""
        near = self.matter if number - self.matter_at <= _REACH else ""
        if "appeal" in acts:
            if "приговор" in lemmas or self.last_kind in ("sentence", "conviction"):
                return Hit("appeal", ("subj", "infer"), act="appeal")
            kind = _APPEALS.get(near, "complaint")
            if kind == "complaint" and not lemmas & {
                "решение",
                "отказ",
                "постановление",
                "действие",
                "арест",
            }:
                return None
            return Hit(kind, ("subj", "infer"), weak=kind == "complaint", matter=near, act="appeal")
        if (
            number - self.complaint_at <= 1
            and "dismiss" in acts
            and word.lemma in ("отклонить", "отвергнуть")
            and sentence.words[word.index].lemma != "отказать"
        ):
            court = any(meets((w,), lemmas) for w in ("суд", "судья", "мосгорсуд"))
            return Hit("court_ruling" if court else "complaint_refusal", ("infer",), act="dismiss")
        matter = next((m for m in self.lex.matters if m.name == near), None)
        if matter is None:
            return None
        if (
            "apply" in acts
            and near == "asylum"
            and word.lemma == "подать"
            and number - self.matter_at <= 3
            and not any(sentence.words[k].rel == "obj" for k in sentence.children[word.index])
            and not lemmas & {"жалоба", "суд", "иск", "голос"}
        ):
            return Hit("asylum_application", ("infer",), weak=True, matter="asylum", act="apply")
        if (
            "refuse" in acts
            and near in ("asylum", "permit", "interim", "extradition")
            and word.lemma in ("отказать", "отказывать")
        ):
            if (
                lemmas & {"помощь", "лекарство", "адвокат", "свидание", "въезд", "выезд"}
                or sentence.words[word.index].lemma == "отказаться"
            ):
                return None
            if not self.last_kind.endswith(
                ("application", "request", "appeal", "order", "refusal")
            ):
                return None
            return Hit(
                matter.kinds["refuse"],
                self._act_roles(matter, "refuse", word),
                matter=near,
                act="refuse",
            )
        if word.lemma == "удовлетворить" and self.last_kind in (
            "extradition_request",
            "interim_measure_request",
        ):
            kind = "extradition_order" if near == "extradition" else "interim_measure"
            return Hit(kind, ("gen-owner", "infer"), matter=near, act="decide")
        if (
            word.lemma == "подать"
            and is_passive(sentence, word.index)
            and near == "asylum"
            and "жалоба" not in lemmas
        ):
            return None
        return None

    def _act_roles(self, matter: Matter, act: str, word: Word) -> tuple[str, ...]:
        if word.lemma in _GETS:
            return ("subj", "dat", "infer")
        if act in ("apply", "appeal") and matter.name == "interim":
            return ("отношение", "gen-owner", "infer")
        if act in _ACT_ROLES:
            return _ACT_ROLES[act]
        if act in ("grant", "extend") and matter.name in ("asylum", "permit"):
            return ("dat", "obj", "gen-owner", "infer")
        return tuple(r for r in matter.victim if r != "subj")

    def _noun(self, number: int, sentence: Sentence, word: Word) -> list[Hit]:
        rows = self.lex.nouns.get(word.lemma, ())
        if rows:
            row = self._rows(rows, self._lemmas(sentence, word) | self._governor(sentence, word))
            if (
                row is not None
                and row.cop
                and not any(
                    sentence.words[k].pos == "AUX" or sentence.words[k].rel.startswith("nsubj")
                    for k in sentence.children[word.index]
                )
            ):
                row = None
            if row is not None:
                return [Hit(row.kind, row.victim, row.weak, row.echo)]
        acts = self.lex.act_nouns.get(word.lemma, ())
        if not acts:
            return []
        lemmas = self._lemmas(sentence, word)
        head = sentence.words[word.head] if word.head >= 0 else None
        if (
            head is not None
            and (head.lemma in self.lex.act_verbs or head.lemma in self.lex.nouns)
            and any(
                a in ("apply", "appeal", "dismiss", "receive", "decide", "quash", "refuse")
                for a in self.lex.act_verbs.get(head.lemma, ())
            )
            and head.lemma not in ("вынести", "получить", "прийти", "принять")
        ):
            return []  # the verb tells it
        for matter in self.lex.matters:
            if matter.name == "complaint":
                continue
            named = any(meets(t, lemmas) for t in matter.terms) and not any(
                meets(t, lemmas) for t in matter.without
            )
            near = (
                number - self.matter_at <= 2
                and self.matter == matter.name
                and word.lemma == "отказ"
            )
            if not named and not near:
                continue
            for act in acts:
                kind = matter.kinds.get(act)
                if kind is not None:
                    told = head is not None and head.lemma in (
                        "вынести",
                        "прийти",
                        "последовать",
                        "получить",
                        "поступить",
                        "быть",
                        "принять",
                    )
                    return [
                        Hit(
                            kind,
                            ("gen", "gen-owner", "infer"),
                            echo=not told,
                            matter=matter.name,
                            act=act,
                        )
                    ]
        return []

    def _governor(self, sentence: Sentence, word: Word) -> frozenset[str]:
        """Lemmas of the clause of the verb above a noun."""
        for above in moods.chain(sentence, word.index):
            if above.pos == "VERB":
                return frozenset(
                    sentence.words[i].lemma for i in moods.local(sentence, above.index)
                )
        return frozenset((sentence.words[word.head].lemma,)) if word.head >= 0 else frozenset()

    # -- one candidate -------------------------------------------------------------------------------------------------

    def _candidate(self, number: int, sentence: Sentence, word: Word, hit: Hit) -> Candidate | None:
        inside = moods.local(sentence, word.index)
        roles = Roles(
            sentence,
            number,
            self.made,
            sentence.block in self.first_person or bool(self._first(sentence)),
            main=self.main,
        )
        victims, role, explicit = self._victims(roles, word, hit, inside)
        told = moods.told(sentence, word.index, self.text)
        mood = told.mood
        if hit.absorbs and mood is Mood.NEGATED:
            mood = Mood.FACT
        if self._resolves(word) and mood is Mood.PLANNED:
            mood = Mood.FACT
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
        if mood is Mood.FACT and self._general(sentence, word, inside, victims, told.tense):
            mood = Mood.GENERIC
        if word.pos in ("NOUN", "PROPN"):
            for k in sentence.children[word.index]:
                if sentence.words[k].lemma in (
                    "возможный",
                    "предстоящий",
                    "потенциальный",
                    "угрожать",
                ):
                    mood = Mood.FEARED
        stance = told.stance
        sayers = self._sayers(number, sentence, word, told)
        moment, length = self._when(sentence, word, inside)
        if moment is None and self.ruling_from is not None and word.start >= self.ruling_from:
            moment = self.ruling_moment
        if (
            moment is not None
            and hit.kind in _BODILY
            and self.text[self.moments[moment].start :].lower().startswith("от ")
        ):
            moment = None  # the date of a paper that speaks of it
        where = self.attributes.where(sentence, inside)
        attributes = self.attributes.of(sentence, word, inside, hit.kind, length)
        doubts: list[str] = []
        kind = hit.kind
        if (
            kind == "notification"
            or kind.endswith("_appeal")
            or kind in ("complaint", "asylum_application", "interim_measure_request", "appeal")
        ):
            victims, explicit, more = self._for_client(roles, word, victims, explicit, inside)
            if more and kind == "notification":
                attributes["to"] = "counsel"
        by = self.attributes.by(sentence, word, inside, is_passive(sentence, word.index))
        if by is None and told.court:
            for above in moods.chain(sentence, word.index):
                by = by or self.attributes.by(sentence, above, inside, False)
        if not victims and mood is Mood.FACT and not hit.echo:
            return None
        if not victims and (hit.echo or hit.weak):
            return None
        start = min(sentence.words[i].start for i in inside)
        end = max(sentence.words[i].end for i in inside)
        del role
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
        )

    def _first(self, sentence: Sentence) -> bool:
        return any(w.form in ("мы", "нас", "нам", "наш") for w in sentence.words)

    def _victims(
        self, roles: Roles, word: Word, hit: Hit, inside: Sequence[int]
    ) -> tuple[list[int], str, bool]:
        for role in hit.victim:
            if (
                role == "obj"
                and hit.kind in ("detention", "imprisonment", "blacklisting", "wanted_listing")
                and not is_passive(roles.sentence, word.index)
                and "subj" in hit.victim
                and not self._transitive(word)
            ):
                continue
            if (
                role == "subj"
                and hit.kind
                in ("detention", "imprisonment", "blacklisting", "wanted_listing", "ill_treatment")
                and is_passive(roles.sentence, word.index)
            ):
                continue
            found, outright = roles.fill(role, word.index, inside)
            if found:
                return found, role, outright and role != "infer"
        return [], "", False

    @staticmethod
    def _transitive(word: Word) -> bool:
        return word.lemma not in (
            "находиться",
            "содержаться",
            "сидеть",
            "пробыть",
            "провести",
            "просидеть",
            "оказаться",
            "попасть",
            "состоять",
            "значиться",
            "числиться",
        )

    def _for_client(
        self, roles: Roles, word: Word, victims: list[int], explicit: bool, inside: Sequence[int]
    ) -> tuple[list[int], bool, bool]:
        """What a lawyer files or is handed concerns the client."""
        if not victims:
            return victims, explicit, False
        mention = self.made.made[victims[0]]
        counsel = (
            (mention.person == 1 and self.counsel)
            or bool(set(mention.role) & _LAWYERS)
            or mention.relation in _LAWYERS
        )
        if not counsel:
            return victims, explicit, False
        others = [
            key for k in inside for key in roles.people(k)
            if key not in victims and self.made.made[key].sort is Sort.NAME and not set(self.made.made[key].role) & _LAWYERS
        ]  # fmt: skip
        return (others[:1] or [roles.someone(word.index)]), False, True

    def _general(
        self,
        sentence: Sentence,
        word: Word,
        inside: Sequence[int],
        victims: Sequence[int],
        tense: Tense,
    ) -> bool:
        """Told of people at large: a habit in the present, a plural nobody knows."""
        if tense is Tense.PRESENT and word.is_(Aspect="Imp"):
            real = [
                v
                for v in victims
                if self.made.made[v].sort is not Sort.PRONOUN
                or self.made.made[v].end > self.made.made[v].start
            ]
            if not real:
                return True
        lemmas = {sentence.words[i].lemma for i in inside}
        return bool(lemmas & self.lex.words["generic"]) and not any(
            self.made.made[v].sort in (Sort.NAME, Sort.RELATIVE)
            or (
                self.made.made[v].sort is Sort.PRONOUN
                and self.made.made[v].end > self.made.made[v].start
            )
            for v in victims
        )

    # -- speech --------------------------------------------------------------------------------------------------------

    def _sayers(self, number: int, sentence: Sentence, word: Word, told: moods.Told) -> list[int]:
        found: list[int] = []
        for verb in told.speech:
            key = quotes.sayer(sentence, number, verb, self.made)
            if key is None and not any(
                sentence.words[k].rel.startswith("nsubj") for k in sentence.children[verb]
            ):
                zero = Roles(sentence, number, self.made, False).subject(verb)[0]
                key = zero[0] if zero else None
            if key is not None and key not in found:
                found.append(key)
        for i, w in enumerate(sentence.words):
            if (
                w.form
                in ("словам", "мнению", "данным", "сведениям", "утверждению", "версии", "слов")
                and i
                and sentence.words[i - 1].form in ("по", "со")
            ):
                for k in [
                    *sentence.children[i],
                    *(j for j in range(i - 1, min(i + 4, len(sentence.words)))),
                ]:
                    key = self.made.at(number, k)
                    if key is not None and key not in found:
                        found.append(key)
                        break
        for w in sentence.words:
            # «…, утверждает Хамроев»
            if (
                w.lemma in self.lex.words["says"]
                and w.pos == "VERB"
                and w.index
                and sentence.words[w.index - 1].text in (",", "—", "–")
                and w.index != word.index
                and any(
                    k > w.index and sentence.words[k].rel.startswith("nsubj")
                    for k in sentence.children[w.index]
                )
            ):
                key = quotes.sayer(sentence, number, w.index, self.made)
                if key is not None and key not in found:
                    found.append(key)
        for i, w in enumerate(sentence.words):
            if (
                w.form == "как"
                and i + 2 < len(sentence.words)
                and any(x.lemma in self.lex.words["says"] for x in sentence.words[i + 1 : i + 4])
            ):
                verb = next(
                    x.index
                    for x in sentence.words[i + 1 : i + 4]
                    if x.lemma in self.lex.words["says"]
                )
                key = quotes.sayer(sentence, number, verb, self.made)
                if key is not None and key not in found and verb != word.index:
                    found.append(key)
        return found

    # -- time ----------------------------------------------------------------------------------------------------------

    def _when(
        self, sentence: Sentence, word: Word, inside: Sequence[int]
    ) -> tuple[int | None, int | None]:
        """The moment of the trigger's own clause, and a length in it."""
        here = [
            (i, m) for i, m in enumerate(self.moments) if sentence.start <= m.start < sentence.end
        ]
        if not here:
            return None, None
        owner: dict[int, int] = {}
        for i, m in here:
            at = sentence.at(m.start)
            if at is None:
                at = min((w.index for w in sentence.words if w.start >= m.start), default=None)
            if at is None:
                continue
            # a moment's words hang on its noun: climb until outside the moment
            top, steps = at, 0
            while steps < 12:
                head = sentence.words[top].head
                if head < 0 or not (m.start <= sentence.words[top].start < m.end):
                    break
                top, steps = head, steps + 1
            owner[i] = top
        length = None
        best: tuple[float, int] | None = None
        mine = set(inside)
        if word.pos in ("NOUN", "PROPN"):
            # «отказ вынесен 24 мая»: the verb's time is the noun's
            for above in moods.chain(sentence, word.index):
                if above.pos == "VERB":
                    if above.lemma in _LIGHT:
                        mine |= set(moods.local(sentence, above.index))
                    break
        chain_up = [w.index for w in moods.chain(sentence, word.index)]
        for i, m in here:
            above_moment = owner.get(i)
            if above_moment is None or m.start <= word.start < m.end:
                continue
            if not m.sets_story and re.search(
                r"(?:соверш|якобы|будто|деяни)[^.;]*$", self.text[max(0, m.start - 70) : m.start]
            ):
                continue  # the day of the act one is accused of
            top = above_moment
            here_at = sentence.at(m.start)
            beside = here_at is not None and (
                here_at > 0 and here_at - 1 in mine and sentence.words[here_at - 1].pos != "PUNCT"
            )
            inner = top in mine or beside
            if m.length:
                if inner and (
                    length is None
                    or abs(m.start - word.start) < abs(self.moments[length].start - word.start)
                ):
                    length = i
                continue
            if (
                m.told is not None
                and m.told.year is None
                and m.told.hour is not None
                and m.told.day is None
                and m.told.month is None
            ):
                continue  # an hour alone
            if m.bound in ("until", "by") and any(
                not x.length and x.bound == "" and x is not m for _, x in here
            ):
                continue  # «арестован до 15 марта»: a term, not a day
            between = [
                w for w in sentence.words
                if min(m.start, word.start) < w.start < max(m.start, word.start) and w.pos == "VERB"
                and not w.is_(VerbForm="Inf") and w.index != word.index
            ]  # fmt: skip
            score: float
            if top == word.index:
                score = 0
            elif inner:
                score = 1 + 0.01 * abs(m.start - word.start)
            elif (
                top in chain_up
                and m.start < word.start
                and (not self._own_clause(word) or (word.rel == "ccomp" and word.is_(Tense="Pres")))
            ):
                score = 3 + len(between)
            elif m.start < word.start and not between and not self._closed(m.end, word.start):
                score = 4
            else:
                continue
            if m.bound == "since":
                score += 0.5
            if best is None or score < best[0]:
                best = (score, i)
        return (best[1] if best else None), length

    def _own_clause(self, word: Word) -> bool:
        """Relative and reported clauses have their own time."""
        return word.rel in ("acl:relcl", "ccomp", "advcl") and not word.is_(VerbForm="Inf")

    def _closed(self, start: int, end: int) -> bool:
        return bool(
            re.search(r"[;:()]|,\s*(?:котор|что\b|чтобы|если|хотя)", self.text[start:end].lower())
        )


def told_of_events(moments: Sequence[Moment], candidates: Sequence[Candidate]) -> list[Moment]:
    """«через неделю после отъезда»: the kinds the words after it tell."""
    made = []
    for m in moments:
        if m.event_at is not None:
            near = [c for c in candidates if m.event_at <= c.at <= m.event_at + 40]
            if near:
                first = min(near, key=lambda c: c.at)
                m = replace(m, event_at=first.at)
        made.append(m)
    return made


__all__ = ["Events", "Mention", "Stance", "told_of_events"]

"""Trigger words in Russian sentences: which kind each tells, by lexicon row or by what is done in a matter.

«отказать» beside «убежище» is an asylum refusal; «обжаловал это решение» is an appeal in the matter last spoken of.
May import: this package, `record`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from safeconduct.reading.russian import moods
from safeconduct.reading.russian.attributes import place
from safeconduct.reading.russian.lexicon import Matter, Row, lexicon, meets
from safeconduct.reading.russian.roles import is_passive
from safeconduct.reading.russian.words import Sentence, Word

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
_TERM = re.compile(
    r"\b(?:на|к)\s+(?:[\w()]+\s+){0,3}(?:лет|год\w*|месяц\w*)\b|сроком|пожизненн|лишени\w+ свободы|колони",
    re.IGNORECASE,
)
_AUTHORITIES = frozenset(
    (
        "прокуратура",
        "генпрокуратура",
        "прокурор",
        "следственный",
        "омбудсмен",
        "уполномоченный",
        "полиция",
    )
)
_CAME = frozenset(("прийти", "приехать", "явиться", "пойти", "приходить", "поехать"))
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
    since: bool = False
    absorbs: bool = False  # negation is part of the telling («не пропустили»)


class Triggers:
    """Finds what the words of one document tell. Holds the matter last spoken of, for «это решение»."""

    def __init__(self, text: str, ruling_from: int | None) -> None:
        self.text, self.ruling_from = text, ruling_from
        self.matter, self.matter_at, self.last_kind = "", -99, ""
        self.complaint_at = -99
        self.lex = lexicon()

    def hits(self, number: int, sentence: Sentence, word: Word) -> list[Hit]:
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
        if word.form in ("грозит", "грозят"):
            return []  # «ему грозит срок»: a danger, nobody's threat
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
            if told.court or self.resolves(word):
                kind = row.inf
        if kind == "sentence" and word.lemma == "осудить":
            inside = moods.local(sentence, word.index)
            clause = self.text[sentence.words[inside[0]].start : sentence.words[inside[-1]].end]
            if not _TERM.search(clause):
                kind = "conviction"  # «в мае 2019 года осуждён»: the year is no term
        victim = row.victim
        return [Hit(kind, victim, row.weak, row.echo, since=row.since, absorbs=row.negative)]

    def resolves(self, word: Word) -> bool:
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
                if (
                    matter.name == "permit"
                    and act in ("extend", "grant")
                    and word.is_(VerbForm="Inf")
                    and (word.head >= 0 and sentence.words[word.head].lemma in _CAME)
                ):
                    return Hit(
                        "permit_application", ("subj", "infer"), matter="permit", act="extend"
                    )
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
            if lemmas & _AUTHORITIES and not court:
                return Hit("complaint", ("subj", "infer"), act=act)
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
        kind = (
            "court_ruling"
            if court or lemmas & {"апелляционный", "кассационный"}
            else "complaint_refusal"
        )
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
        if matter is None and near != "detention":
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
            matter is not None
            and "refuse" in acts
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
        if (
            "extend" in acts
            and near == "detention"
            and lemmas & {"срок"}
            and not lemmas & {"виза", "патент", "регистрация", "проживание"}
        ):
            return Hit("detention_extension", ("dat", "infer"), weak=True, act="extend")
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
        before = sentence.words[word.index - 1].form if word.index else ""
        if (
            word.lemma == "истечение"
            and before == "по"
            and not re.search(r"\bс\s+\d", self.text[word.end : word.end + 70])
        ):
            return []  # «по истечении срока пребывания уклоняется»: since some day before
        rows = self.lex.nouns.get(word.lemma, ())
        if word.lemma == "дело" and not any(
            sentence.words[k].lemma == "уголовный" for k in sentence.children[word.index]
        ):
            rows = ()
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

"""Trigger words in Russian sentences: which kind each tells, by lexicon row or by what is done in a matter.

«отказать» beside «убежище» is an asylum refusal; «обжаловал это решение» is an appeal in the matter last spoken of.
May import: this package, `marks`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from safeconduct.reading.marks import Moment
from safeconduct.reading.russian import moods, rulings, syntax
from safeconduct.reading.russian.charges import petty, says_term
from safeconduct.reading.russian.hit import Deed, Hit
from safeconduct.reading.russian.lexicon import Row, lexicon, meets
from safeconduct.reading.russian.matters import Matters
from safeconduct.reading.russian.standing import Standing
from safeconduct.reading.russian.surroundings import Surroundings
from safeconduct.reading.russian.words import Sentence, Word

_HELD = ("detention", "imprisonment")
_YEAR = re.compile(r"(?:19|20)\d\d")


class Triggers:
    """Finds what the words of one document tell. Holds the matter last spoken of, for «это решение»."""

    def __init__(self, text: str, ruling_from: int | None, moments: Sequence[Moment] = ()) -> None:
        self.around = Surroundings(text, moments)
        self.text, self.ruling_from = text, ruling_from
        self.matters, self.standing = Matters(), Standing()
        self.lex = lexicon()

    def hits(self, number: int, sentence: Sentence, word: Word) -> list[Hit]:
        if word.pos in ("VERB", "ADJ", "AUX") or word.lemma in self.lex.words["predicates"]:
            found = self._verb(number, sentence, word)
        elif word.pos in ("NOUN", "PROPN"):
            found = self._noun(number, sentence, word)
            if found and (ruled := self._ruled(sentence, word)) is not None:
                asked = ruled.turned and rulings.asked_for(sentence, word)
                found = [] if asked else [replace(h, within=True, weak=True) for h in found]
        else:
            return []
        for hit in found:
            self.matters.note(number, hit)
            self.standing.note(number, hit)
        return found

    @staticmethod
    def _ruled(sentence: Sentence, word: Word) -> rulings.Ruling | None:
        """The ruling of this sentence that deals with what the word names («отклонил жалобу на решение о выдаче»)."""
        return next(
            (
                ruled
                for above in syntax.chain(sentence, word.index)
                if above.pos == "VERB"
                and (ruled := rulings.ruling(sentence, above)) is not None
                and word.index in ruled.scope
            ),
            None,
        )

    def _ruling(self, number: int, sentence: Sentence, word: Word) -> Hit | None:
        """What a court did to a decision, and for whom."""
        ruled = rulings.ruling(sentence, word)
        if ruled is None:
            return None
        lemmas = frozenset(sentence.words[i].lemma for i in ruled.scope)
        decided = ruled.decided(self.standing.side(number))
        return Hit(
            "court_ruling",
            ("gen-owner", "dat", "отношение", "next", "infer"),
            weak=not (ruled.outright and ruled.side and decided),
            matter=next(
                (m.name for m in self.lex.matters if any(meets(t, lemmas) for t in m.terms)), ""
            ),
            absorbs=True,
            decided=decided or "open",
        )

    def _rows(
        self, rows: Sequence[Row], lemmas: frozenset[str], *, negative: bool = False
    ) -> Row | None:
        fits = [
            r
            for r in rows
            if (negative or not r.negative)
            and (not r.with_ or any(meets(p, lemmas) for p in r.with_))
            and not any(meets(p, lemmas) for p in r.without)
        ]
        exact = [r for r in fits if r.with_] or fits
        # what is told by «не» («не приняли заявление») goes before what «не» takes away
        return next((r for r in exact if negative and r.negative), next(iter(exact), None))

    def _verb(self, number: int, sentence: Sentence, word: Word) -> list[Hit]:
        if word.lemma == "выдать" and word.index and sentence.words[word.index - 1].text == "(":
            return []  # «вид на жительство (выдан 14.05.2015)»
        if word.lemma == "женатый" and word.form not in ("женат", "женаты"):
            return []  # «женатого, имеющего детей»: what somebody is
        if word.form == "судя":
            return []  # «судя по всему»
        if word.rel == "amod" and word.form.endswith(
            ("емый", "емого", "емым", "емом", "емая", "емой", "емую", "емые", "емых")
        ):
            return []  # «оспариваемым решением»: the paper at issue
        rows, acts = self.lex.verbs.get(word.lemma, ()), self.lex.act_verbs.get(word.lemma, ())
        if (ruled := self._ruling(number, sentence, word)) is not None:
            return [ruled]
        if not rows and not acts:
            return []
        if word.form in ("грозит", "грозят"):
            return []  # «ему грозит срок»: a danger, nobody's threat
        if word.lemma in ("угрожать", "грозить") and any(
            sentence.words[k].rel.startswith("nsubj")
            and sentence.words[k].is_(Animacy="Inan")
            and not any(body.search(sentence.words[k].form) for body, _, _ in self.lex.bodies)
            for k in sentence.children[word.index]
        ):
            return []  # «ему угрожает выдача»: a danger, nobody's threat
        lemmas = self.around.lemmas(sentence, word)
        negative = syntax.negated(sentence, word.index)
        acting = self.around.subject(sentence, word)
        rows = tuple(r for r in rows if not r.subject or any(meets(p, acting) for p in r.subject))
        if left := self.around.left(sentence, word):
            rows = tuple(
                r
                for r in rows
                if r.kind not in _HELD
                or not r.with_
                or any(meets(p, lemmas - left) for p in r.with_)
            )
        row = self._rows(rows, lemmas, negative=negative)
        if (
            row is not None
            and row.kind == "criminal_charge"
            and self.around.into_harm(sentence, lemmas)
        ):
            return []
        if row is not None and row.kind == "arrest" and "свой" in lemmas:
            return []  # «забрал с работы свою сестру»
        if word.lemma in ("разыскивать", "искать") and self.around.by_kin(sentence, word):
            return []  # «жена разыскивает мужа»
        deed = Deed(number, sentence, word, acts, lemmas, negative)
        hit = self.matters.told(deed) if acts else None
        if self._puts_off(sentence, word):
            hit = hit if hit is None or not hit.kind.endswith("_order") else None
            row = row if row is None or not row.kind.endswith("_order") else None
        if hit is not None and hit.act == "grant" and (row is None or not row.with_):
            return [hit, *self.matters.also(deed, hit)]
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
        if (
            kind == "sentence"
            and word.lemma == "осудить"
            and not says_term(self.text, sentence, word)
        ):
            kind = "conviction"  # «в мае 2019 года осуждён»: the year is no term
        if kind == "conviction" and petty(self.text, sentence):
            return [
                Hit("court_ruling", row.victim, True)
            ]  # «признан виновным, назначен штраф с выдворением»
        if kind == "abduction" and syntax.nearly(sentence, word.index):
            return [Hit("abduction_attempt", row.victim, True, absorbs=True)]
        return [Hit(kind, row.victim, row.weak, row.echo, since=row.since, absorbs=row.negative)]

    def _puts_off(self, sentence: Sentence, word: Word) -> bool:
        """«Постановил отложить исполнение решения о депортации»: the infinitive tells what was decided."""
        return word.lemma in self.lex.words["courts"] and any(
            sentence.words[k].is_(VerbForm="Inf")
            and sentence.words[k].lemma in self.lex.words["later"]
            for k in sentence.children[word.index]
        )

    def resolves(self, word: Word) -> bool:
        """An infinitive in the part of a ruling that decides («ПОСТАНОВИЛ: выдворить …»)."""
        return (
            self.ruling_from is not None
            and word.start >= self.ruling_from
            and word.is_(VerbForm="Inf")
        )

    def _noun(self, number: int, sentence: Sentence, word: Word) -> list[Hit]:
        before = sentence.words[word.index - 1].form if word.index else ""
        if (
            word.lemma == "истечение"
            and before == "по"
            and not re.search(r"\bс\s+\d", self.text[word.end : word.end + 70])
        ):
            return []  # «по истечении срока пребывания уклоняется»: since some day before
        lemma = re.sub(r"-\d+$", "", word.lemma)  # «СИЗО-1»
        rows = self.lex.nouns.get(lemma, ())
        if word.lemma == "дело" and (
            not any(sentence.words[k].lemma == "уголовный" for k in sentence.children[word.index])
            or (word.head >= 0 and rulings.is_court(sentence.words[word.head].lemma))
        ):
            rows = ()  # «суд по уголовным делам»
        if rows:
            row = self._rows(
                rows,
                self.around.lemmas(sentence, word)
                | self.around.governor(sentence, word)
                | self.around.above(sentence, word),
                negative=syntax.negated(sentence, word.index),
            )
            if row is not None and row.cop and not syntax.predicative(sentence, word.index):
                row = None
            if row is not None:
                hit = Hit(row.kind, row.victim, row.weak, row.echo, absorbs=row.negative)
                if row.kind != "birth":
                    return [hit]
                aside = range(max(0, word.index - 2), word.index + 1)  # «1968 года рождения»
                dated = _YEAR.search(self.text, max(0, word.start - 20), word.end + 25)
                return [replace(hit, span=tuple(aside))] if dated else []
        acts = self.lex.act_nouns.get(word.lemma, ())
        if not acts or (
            word.head >= 0 and sentence.words[word.head].lemma in self.lex.words["mere"]
        ):
            return []  # «право на обжалование»
        lemmas = self.around.lemmas(sentence, word)
        head = sentence.words[word.head] if word.head >= 0 else None
        if (
            head is not None
            and (head.lemma in self.lex.act_verbs or head.lemma in self.lex.nouns)
            and any(
                a in ("apply", "appeal", "dismiss", "receive", "decide", "quash", "refuse", "stop")
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
                number - self.matters.matter_at <= 2
                and self.matters.matter == matter.name
                and word.lemma in ("отказ", "аннулирование")
            )
            if (not named and not near) or (
                "receive" in acts and lemmas & self.lex.words["against"]
            ):
                continue  # «требование Суда о приостановке выдачи» asks for no extradition
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
                            ("gen", "gen-owner", "above", "infer"),
                            echo=not told,
                            matter=matter.name,
                            act=act,
                        )
                    ]
        return []

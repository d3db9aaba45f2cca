"""Attributes of a Russian candidate: articles, term, form, body, agent, office, state, place.

Words that are enough by themselves are rows of vocabulary/particulars-ru.yaml; what needs the clause is read here.
May import: this package, `claims.particulars`, `marks`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from safeconduct.reading.claims.particulars import bears, bodies, particulars, told_by
from safeconduct.reading.marks import Moment
from safeconduct.reading.russian import papers
from safeconduct.reading.russian.articles import Reference
from safeconduct.reading.russian.charges import Charges
from safeconduct.reading.russian.lexicon import lexicon
from safeconduct.reading.russian.whereabouts import Whereabouts
from safeconduct.reading.russian.words import Sentence, Word, plain

_AT = re.compile(
    r"\b(?:(?:том же )?управлени\w+(?: миграционн\w+ служб\w*)?|миграционн\w+ служб\w*|у?фмс|отдел\w* полиции|отделени\w+|аэропорт\w*(?: [А-Я]\w+)?|вокзал\w*|дом\w*|квартир\w*|общежити\w+|сизо\S*|изолятор\w*|центр\w* временн\w+ содержани\w+|ворот\w*|рынк\w+|мечет\w+)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:решени|постановлени|дел)\w*\s+№\s*(\S+?)[,.;]?(?:\s|$)")
_ORDERED = re.compile(r"\bна\b|сроком|\bдо\b|\bк\b")
_TOGETHER = re.compile(r"\s+(?:совместно\s+с|вместе\s+с|и)\s+", re.IGNORECASE)
_NEAR = 900  # characters over which a refusal is of what was asked for before


class Attributes:
    """What stands around a trigger."""

    def __init__(
        self, text: str, moments: Sequence[Moment], references: Sequence[Reference]
    ) -> None:
        self.text, self.moments = text, moments
        self.places = Whereabouts(text)
        self.charges = Charges(text, moments, references)
        self.form: tuple[object, int] | None = None  # the form of asylum last told, and where

    def of(
        self, sentence: Sentence, word: Word, inside: Sequence[int], kind: str, length: int | None
    ) -> dict[str, object]:
        """Attributes by name, as plain JSON values."""
        clause = " ".join(sentence.words[i].text for i in inside)
        words = {
            "clause": plain(clause),
            "sentence": plain(self.text[sentence.start : sentence.end]),
        }
        made: dict[str, object] = {}
        state = self.places.jurisdiction(sentence, inside, word)
        if bears(kind, "articles") and (
            articles := self.charges.articles(sentence, word, kind, state)
        ):
            made["articles"] = articles
        if state and bears(kind, "state"):
            made["state"] = state
        if length is not None and bears(kind, "term"):
            moment = self.moments[length]
            lead = self.text[max(0, moment.start - 20) : moment.end]
            if kind in ("sentence", "conviction", "detention_extension") or _ORDERED.search(
                lead.lower()
            ):
                made["term"] = moment.length
        made.update(told_by(kind, words, particulars("ru")))
        if bears(kind, "form"):
            self._form(sentence, made)
        if kind == "criminal_charge" and (act := self.charges.alleged(sentence, word)):
            made["alleged_act"] = act
        if bears(kind, "offence") and (offence := self.charges.offence(word)):
            made["accused_of" if kind == "media_accusation" else "offence"] = offence
        if bears(kind, "at"):
            run = self.text[sentence.words[min(inside)].start : sentence.words[max(inside)].end]
            if found := _AT.search(run):
                made["at"] = found.group().rstrip(".,;")
        if (
            bears(kind, "going")
            and kind != "move"
            and (to := self.places.destination(sentence, inside, word))
        ):
            made["to"] = to
        if number := _NUMBER.search(clause):
            made["decision_number"] = number.group(1)
        return made

    def _form(self, sentence: Sentence, made: dict[str, object]) -> None:
        """A refusal or an appeal is of what was asked for before."""
        if "form" not in made and self.form and sentence.start - self.form[1] < _NEAR:
            made["form"] = self.form[0]
        if "form" in made:
            self.form = (made["form"], sentence.start)

    # -- by whom -------------------------------------------------------------------------------------------------------

    def by(self, sentence: Sentence, word: Word, passive: bool) -> str | None:
        """The bodies that acted, each as STATE-body where the words give the state."""
        kids = [sentence.words[k] for k in sentence.children[word.index]]
        # «Назирова арестовал суд»: the parser takes both for objects
        two = sum(kid.rel == "obj" for kid in kids) > 1
        for kid in kids:
            k = kid.index
            agent = (
                (kid.rel.startswith("nsubj") and not passive)
                or (passive and kid.is_(Case="Ins"))
                or (two and kid.rel == "obj" and kid.is_(Animacy="Inan"))
            )
            if agent and (names := self.bodies_in(sentence, sorted(sentence.below(k)))):
                return ", ".join(names)
        return self._by_paper(sentence, word) or self._by_place(sentence, word)

    def _by_paper(self, sentence: Sentence, word: Word) -> str | None:
        """«Постановлением Генеральной прокуратуры … подлежит выдаче»: whose paper does it."""
        for before in sentence.words[: word.index]:
            if before.lemma in lexicon().words["papers"] and papers.does(before):
                until = next(
                    (w.index for w in sentence.words[before.index :] if w.form in ("от", ",", "№")),
                    word.index,
                )
                names = self.bodies_in(sentence, range(before.index, min(until, word.index)))
                return ", ".join(names) or None
        return None

    def _by_place(self, sentence: Sentence, word: Word) -> str | None:
        """«В ФСБ заставили подписать»: a plural that names nobody is of the body it is told in."""
        kids = sentence.children[word.index]
        if not word.is_(Number="Plur", Tense="Past") or any(
            sentence.words[k].rel.startswith("nsubj") and sentence.words[k].is_(Number="Plur")
            for k in kids
        ):
            return None
        for k in kids:
            prep = {sentence.words[g].form for g in sentence.children[k]}
            inside = sentence.words[k].pos in ("NOUN", "PROPN") and prep & {"в", "во"}
            if inside and (names := self.bodies_in(sentence, sorted(sentence.below(k)))):
                return ", ".join(names)
        return None

    def bodies_in(self, sentence: Sentence, inside: Sequence[int]) -> list[str]:
        """Bodies named in these words, joint ones each («уголовного розыска совместно с СНБ»)."""
        states = self.places.states(sentence, inside)
        words = " ".join(sentence.words[i].text for i in inside)
        found: list[str] = []
        for part in _TOGETHER.split(words):
            found += [b for b in bodies(part, states, lexicon().bodies) if b not in found]
        return found

"""To whom a Russian trigger happens: the first of its roles that holds a person; a lawyer's papers are the client's.

May import: this package, `marks`, the core's `people`.
"""

from __future__ import annotations

from collections.abc import Sequence

from safeconduct.reading.marks import Sort, Tense
from safeconduct.reading.people.cast import relations
from safeconduct.reading.russian import syntax
from safeconduct.reading.russian.arguments import is_passive
from safeconduct.reading.russian.hit import Hit
from safeconduct.reading.russian.lexicon import lexicon
from safeconduct.reading.russian.people.kin import STATES
from safeconduct.reading.russian.people.making import Mentions
from safeconduct.reading.russian.roles import Roles
from safeconduct.reading.russian.rulings import is_court
from safeconduct.reading.russian.words import Sentence, Word

_LAWYERS = relations()["official"] | {"activist"}
_MANY = frozenset(("человек", "люди", "гражданин", "мигрант", "беженец", "узбекистанец"))


class Victims:
    """Finds the victims of the triggers of one document."""

    def __init__(self, text: str, made: Mentions) -> None:
        self.made = made
        self.lex = lexicon()
        # «мой клиент», «доверитель», «подзащитный»: whoever writes is counsel; anybody's «клиент» is a customer
        self.counsel = any(
            m.sort is Sort.ROLE
            and m.relation == "client"
            and (
                not text[m.start : m.end].lower().startswith("клиент")
                or (m.owner is not None and made.made[m.owner].person == 1)
            )
            for m in made.made
        ) and any(m.person == 1 for m in made.made)

    def of(
        self, roles: Roles, word: Word, hit: Hit, inside: Sequence[int]
    ) -> tuple[list[int], str, bool]:
        if word.pos in ("NOUN", "PROPN") and self._of_many(roles.sentence, word):
            return [], "", False
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
                if role in ("obj", "subj", "gen"):
                    found = roles.and_others(found)
                return found, role, outright and role != "infer"
        if "obj" in hit.victim and self._elided(roles.sentence, word):
            # «задержали, а на следующий день отпустили»: whom the clause before names, else whom the text is about
            return roles.before(word.index) or [roles.someone(word.index)], "infer", False
        if word.is_(VerbForm="Inf") and syntax.befalls(roles.sentence, word.index):
            return [roles.someone(word.index)], "infer", False  # «пришлось отсидеть девять лет»
        return [], "", False

    @staticmethod
    def _elided(sentence: Sentence, word: Word) -> bool:
        """«Избили и отпустили»: a plural that names neither who acts nor on whom; «суд арестовал до мая»."""
        first = word
        while first.rel == "conj" and first.head >= 0 and sentence.words[first.head].pos == "VERB":
            first = sentence.words[first.head]
        if any(
            sentence.words[k].rel == "obj" and sentence.words[k].is_(Number="Plur", Animacy="Anim")
            for k in sentence.children[first.index]
        ):
            return False  # «журналистов преследовали, избивали»: people at large
        named = {
            sentence.words[k].rel.partition(":")[0]
            for k in sentence.children[word.index]
            if sentence.words[k].lemma not in lexicon().words["times"]
            and not any(
                sentence.words[g].form in ("когда", "пока", "если") for g in sentence.children[k]
            )
        }
        if named & {"obj", "iobj", "ccomp", "xcomp"}:
            return False
        if "nsubj" not in named and word.is_(Number="Plur", Tense="Past"):
            return True
        head = sentence.words[word.head] if word.head >= 0 else word
        ordered = word.is_(VerbForm="Inf") and head.lemma in lexicon().words["courts"]
        decides = head if ordered else word
        return decides.is_(Tense="Past") and any(
            sentence.words[k].rel == "nsubj" and is_court(sentence.words[k].lemma)
            for k in sentence.children[decides.index]
        )

    @staticmethod
    def _of_many(sentence: Sentence, word: Word) -> bool:
        """«о похищении ещё 25 человек»: people nobody names, not whoever the text is about."""
        return any(
            sentence.words[k].rel == "nmod"
            and sentence.words[k].lemma in _MANY
            and not any(sentence.words[g].rel == "case" for g in sentence.children[k])
            for k in sentence.children[word.index]
        )

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

    def is_counsel(self, key: int) -> bool:
        """Is the mention a lawyer, or whoever else acts for the person?"""
        mention = self.made.made[key]
        return (
            (mention.person == 1 and self.counsel)
            or key in self.made.official
            or bool(set(mention.role) & _LAWYERS)
            or mention.relation in _LAWYERS
        )

    def client(
        self, roles: Roles, word: Word, victims: list[int], explicit: bool, inside: Sequence[int]
    ) -> tuple[list[int], bool, bool]:
        """What a lawyer files or is handed concerns the client."""
        if not victims:
            return victims, explicit, False
        for role in ("для", "за"):  # «жена подала за него прошение»
            others = roles.fill(role, word.index, inside)[0]
            one = self.made.made[others[0]] if others else None
            if one is not None and one.person == 3 and not one.plural and others[0] not in victims:
                return others[:1], False, True
        owners = roles.owners(word.index, inside)
        if owners and word.pos == "VERB" and victims == roles.subject(word.index)[0]:
            mine = {self.made.made[k].name for k in victims} | {""}
            whose = [k for k in owners if self.made.made[k].name not in mine]
            if whose and self.made.made[whose[0]].sort is Sort.NAME:
                return whose[:1], False, True  # «сотрудник комитета X обжаловал выдворение Y»
        if not self.is_counsel(victims[0]):
            return victims, explicit, False
        others = [
            key for k in inside for key in roles.people(k)
            if key not in victims and self.made.made[key].sort is Sort.NAME
            and not set(self.made.made[key].role) & _LAWYERS and key not in self.made.official
        ]  # fmt: skip
        return (others[:1] or [roles.someone(word.index)]), False, True

    def couple(
        self, roles: Roles, word: Word, victims: list[int], inside: Sequence[int]
    ) -> list[int]:
        """One who married, with whom: «замужем за X», «женился на X», «в браке с X»."""
        if len(victims) != 1:
            return victims
        partners = (roles.fill(role, word.index, inside)[0] for role in ("за", "на", "с"))
        found = next((p for p in partners if p), [])
        return [*victims, *(p for p in found if p not in victims)]

    def not_ruled_out(self, roles: Roles, victims: list[int]) -> list[int]:
        """«Задержали не X, а Y»: of those, the ones that no «не» stands before; else whom «а» names."""
        words = roles.sentence.words

        def ruled_out(key: int) -> bool:
            mention = self.made.made[key]
            at = roles.sentence.at(mention.start) if mention.end > mention.start else None
            return at is not None and at > 0 and words[at - 1].form == "не"

        left = [v for v in victims if not ruled_out(v)]
        rather = (w.index + 1 for w in words[:-1] if w.form == "а")
        return left or next((found for i in rather if (found := roles.people(i))), [])

    def general(
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
                if self.made.made[v].relation not in STATES  # «гражданин подаёт заявление»
                and (
                    self.made.made[v].sort is not Sort.PRONOUN
                    or self.made.made[v].end > self.made.made[v].start
                    # «и сейчас находится в СИЗО»: one who is held somewhere is no people at large
                    or (word.lemma in self.lex.words["stays"] and word.is_(Number="Sing"))
                )
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

"""The words around a trigger that decide what it tells: lemmas of its clause, people under prepositions, its subject.

May import: this package, `marks`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from safeconduct.reading.marks import Moment, Tense
from safeconduct.reading.russian import syntax
from safeconduct.reading.russian.arguments import is_passive
from safeconduct.reading.russian.lexicon import lexicon
from safeconduct.reading.russian.people.kin import KIN
from safeconduct.reading.russian.whereabouts import place
from safeconduct.reading.russian.words import Sentence, Word

# «чтобы выслали», «не знает, где находится Каримов»: what the clause below is about counts for the verb above it
_OPENS = frozenset(("чтобы", "где", "куда"))


class Surroundings:
    """Reads the words around the triggers of one text."""

    def __init__(self, text: str, moments: Sequence[Moment]) -> None:
        self.text = text
        self.dated = [(m.start, m.end) for m in moments if m.told is not None]
        self.said = [("+since", m.start) for m in moments if m.bound == "since"]
        self.said += [("+length", m.start) for m in moments if m.length]
        self.lex = lexicon()

    def lemmas(self, sentence: Sentence, word: Word) -> frozenset[str]:
        inside = syntax.local(sentence, word.index)
        lemmas = {re.sub(r"-\d+$", "", sentence.words[i].lemma) for i in inside if i != word.index}
        lemmas |= {
            sentence.words[i].form
            for i in inside
            if i != word.index and sentence.words[i].pos in ("NUM", "PROPN", "ADJ")
        }
        # what stands beside the trigger is its own though the parser hung it elsewhere
        for step in (1, -1):
            i = word.index + step
            while 0 <= i < len(sentence.words) and abs(i - word.index) <= 8:
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
                kid.rel in ("ccomp", "advcl", "csubj")
                and any(sentence.words[g].form in _OPENS for g in sentence.children[k])
            ):
                lemmas |= {sentence.words[g].lemma for g in syntax.local(sentence, k)}
                if syntax.negated(sentence, k):
                    lemmas.add(f"!{kid.lemma}")  # «решил не выдавать»
        lemmas |= self._announced(sentence, word)
        if word.rel == "conj" and word.head >= 0 and sentence.words[word.head].pos == "VERB":
            # «взят под стражу и помещён»: places told once serve both
            lemmas |= {
                sentence.words[g].lemma
                for k in sentence.children[word.head]
                if sentence.words[k].rel.startswith("nsubj")
                for g in syntax.local(sentence, k)
            }
        lemmas -= self._of_dates(sentence)
        if any(place for place in self.places(sentence, inside)):
            lemmas.add("@place")
        lemmas |= {token for token, at in self.said if sentence.start <= at < sentence.end}
        lemmas -= self._taken_away(sentence, inside) | self._awaited(sentence, inside)
        return frozenset(
            lemmas | self._people(sentence, word, inside) | self._cases(sentence, word)
        )

    @staticmethod
    def _cases(sentence: Sentence, word: Word) -> set[str]:
        """The prepositions of the trigger and of what hangs right on it, as «=по»."""
        own = (word.index, *sentence.children[word.index])
        return {
            f"={sentence.words[g].form}"
            for k in own
            for g in sentence.children[k]
            if sentence.words[g].rel == "case"
        }

    def _taken_away(self, sentence: Sentence, inside: Sequence[int]) -> frozenset[str]:
        """«штраф без выдворения», «задержание для последующей выдачи»."""
        return self.lex.words["absent"] & {
            sentence.words[i].lemma
            for i in inside
            if any(sentence.words[k].form in ("без", "против", "для") for k in sentence.children[i])
        }

    def left(self, sentence: Sentence, word: Word) -> frozenset[str]:
        """Places that somebody is taken out of («увезли из спецприёмника в Ташкент»): nobody is held there now."""
        inside = syntax.local(sentence, word.index)
        out = {
            i
            for i in inside
            if any(sentence.words[k].form in ("из", "с", "со") for k in sentence.children[i])
        }
        return frozenset(sentence.words[i].lemma for i in out) - {
            sentence.words[i].lemma for i in inside if i not in out
        }

    def _awaited(self, sentence: Sentence, inside: Sequence[int]) -> set[str]:
        """What something lasts until: «арестован до решения вопроса о выдаче» decides no extradition."""
        until = {
            g
            for i in inside
            if sentence.words[i].lemma in self.lex.words["awaited"]
            and any(sentence.words[k].form == "до" for k in sentence.children[i])
            for g in sentence.below(i)
        }
        return {sentence.words[g].lemma for g in until} - {
            sentence.words[i].lemma for i in inside if i not in until
        }

    @staticmethod
    def _announced(sentence: Sentence, word: Word) -> set[str]:
        """What is said to come, as «~посадить»: «сказали, что если не вернётся, посадят отца»."""
        return {
            f"~{sentence.words[k].lemma}"
            for k in sentence.children[word.index]
            if sentence.words[k].rel in ("ccomp", "parataxis")
            and syntax.tense_of(sentence, k) is Tense.FUTURE
        }

    def _of_dates(self, sentence: Sentence) -> set[str]:
        """Lemmas that only dates bring in: «копию получил 22 февраля 2022 года» speaks of no years; «до» stays."""
        runs = [(a, b) for a, b in self.dated if a < sentence.end and sentence.start < b]
        if not runs:
            return set()
        within = {w.lemma for w in sentence.words if any(a <= w.start < b for a, b in runs)} - {
            "до"
        }
        return within - {
            w.lemma for w in sentence.words if not any(a <= w.start < b for a, b in runs)
        }

    @staticmethod
    def _people(sentence: Sentence, word: Word, inside: Sequence[int]) -> set[str]:
        """Prepositions that people stand under («+за»), and «+они» where nobody is named for a plural verb."""
        told: set[str] = set()
        for i in inside:
            one = sentence.words[i]
            named = (
                one.pos == "PRON"
                or one.lemma in KIN
                or any(sort == "PER" and a <= one.start < b for a, b, sort in sentence.names)
            )
            if named and not one.is_(Animacy="Inan"):
                told |= {
                    f"+{sentence.words[k].form}"
                    for k in sentence.children[i]
                    if sentence.words[k].rel == "case"
                }
        if word.is_(Number="Plur", Tense="Past") and not any(
            sentence.words[k].rel.startswith("nsubj") for k in sentence.children[word.index]
        ):
            told.add("+они")
        if is_passive(sentence, word.index):
            told.add("+страд")
        return told

    def subject(self, sentence: Sentence, word: Word) -> frozenset[str]:
        """Lemmas of the subject and what hangs on it; behind «который», of the noun it stands for."""
        found: set[str] = set()
        for k in sentence.children[word.index]:
            if not sentence.words[k].rel.startswith("nsubj"):
                continue
            found |= {sentence.words[g].lemma for g in sentence.below(k)}
            noun = self._meant(sentence, word, k)
            if noun is None:
                continue
            found |= {sentence.words[g].lemma for g in (noun.index, *sentence.children[noun.index])}
            if noun.lemma in self.lex.words["papers"] and 0 <= noun.head != word.index:
                # «ЕСПЧ выпустил постановление, которое запрещает …»: who made it does it
                found |= self.subject(sentence, sentence.words[noun.head])
        return frozenset(found)

    @staticmethod
    def _meant(sentence: Sentence, word: Word, index: int) -> Word | None:
        """The noun «который» stands for: the one its clause hangs on, else the one before the comma."""
        words = sentence.words
        if words[index].lemma != "который":
            return None
        if word.rel == "acl:relcl" and word.head >= 0:
            return words[word.head]
        return words[index - 2] if index > 1 and words[index - 1].text == "," else None

    def places(self, sentence: Sentence, inside: Sequence[int]) -> list[str]:
        """Names of places among these words."""
        found = []
        for start, end, sort in sentence.names:
            if (sort == "LOC" or (sort == "ORG" and place(self.text[start:end]))) and any(
                start <= sentence.words[i].start < end for i in inside
            ):
                found.append(self.text[start:end])
        return found

    @staticmethod
    def above(sentence: Sentence, word: Word) -> frozenset[str]:
        """The lemma a noun hangs on, as «^момент»: «с момента ареста»."""
        return (
            frozenset((f"^{sentence.words[word.head].lemma}",)) if word.head >= 0 else frozenset()
        )

    @staticmethod
    def by_kin(sentence: Sentence, word: Word) -> bool:
        """Is it a person or somebody's family who acts, no body?"""
        return any(
            sentence.words[k].rel == "nsubj"
            and not is_passive(sentence, word.index)
            and (
                sentence.words[k].lemma in KIN
                or any(
                    sort == "PER" and a <= sentence.words[k].start < b
                    for a, b, sort in sentence.names
                )
            )
            for k in sentence.children[word.index]
        )

    def into_harm(self, sentence: Sentence, lemmas: frozenset[str]) -> bool:
        """«Дело о похищении Каримова», «по факту его гибели»: a case into what was done to somebody."""
        if "дело" not in lemmas or lemmas & {"против", "отношение", "обвинение"}:
            return False
        return any(
            w.lemma in self.lex.words["suffered"]
            and any(
                sentence.words[k].pos in ("PROPN", "DET", "PRON") and sentence.words[k].rel in ("nmod", "det")
                for k in sentence.children[w.index]
            )
            for w in sentence.words
        )  # fmt: skip

    def governor(self, sentence: Sentence, word: Word) -> frozenset[str]:
        """Lemmas of the clause of the verb above a noun."""
        for above in syntax.chain(sentence, word.index):
            if above.pos == "VERB":
                inside = syntax.local(sentence, above.index)
                lemmas = frozenset(sentence.words[i].lemma for i in inside)
                return lemmas - self._taken_away(sentence, inside)
        return frozenset((sentence.words[word.head].lemma,)) if word.head >= 0 else frozenset()

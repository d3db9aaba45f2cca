"""Trigger words in Russian sentences: which kind each tells, by lexicon row or by what is done in a matter.

«отказать» beside «убежище» is an asylum refusal; «обжаловал это решение» is an appeal in the matter last spoken of.
May import: this package, `record`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from safeconduct.reading.marks import Moment
from safeconduct.reading.russian import moods
from safeconduct.reading.russian.arguments import is_passive
from safeconduct.reading.russian.kin import KIN
from safeconduct.reading.russian.lexicon import Row, lexicon, meets
from safeconduct.reading.russian.matters import Hit, Matters
from safeconduct.reading.russian.whereabouts import place
from safeconduct.reading.russian.words import Sentence, Word

_TERM = re.compile(
    r"\b(?:на|к)\s+(?:[\w()]+\s+){0,3}(?:лет|год\w*|месяц\w*)\b|сроком|пожизненн|лишени\w+ свободы|колони",
    re.IGNORECASE,
)


class Triggers:
    """Finds what the words of one document tell. Holds the matter last spoken of, for «это решение»."""

    def __init__(self, text: str, ruling_from: int | None, moments: Sequence[Moment] = ()) -> None:
        self.dated = [(m.start, m.end) for m in moments if m.told is not None]
        self.text, self.ruling_from = text, ruling_from
        self.matters = Matters()
        self.lex = lexicon()

    def hits(self, number: int, sentence: Sentence, word: Word) -> list[Hit]:
        if word.pos in ("VERB", "ADJ", "AUX") or word.lemma in self.lex.words["predicates"]:
            found = self._verb(number, sentence, word)
        elif word.pos in ("NOUN", "PROPN"):
            found = self._noun(number, sentence, word)
        else:
            return []
        for hit in found:
            self.matters.note(number, hit)
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
        lemmas -= self._of_dates(sentence)
        if any(place for place in self.places(sentence, inside)):
            lemmas.add("@place")
        without = {
            sentence.words[i].lemma
            for i in inside
            if any(sentence.words[k].form in ("без", "против") for k in sentence.children[i])
        }
        lemmas -= without & self.lex.words["absent"]  # «штраф без выдворения»
        return frozenset(lemmas | self._people(sentence, word, inside))

    def _of_dates(self, sentence: Sentence) -> set[str]:
        """Lemmas that only dates bring in: «копию получил 22 февраля 2022 года» speaks of no years."""
        runs = [(a, b) for a, b in self.dated if a < sentence.end and sentence.start < b]
        if not runs:
            return set()
        within = {w.lemma for w in sentence.words if any(a <= w.start < b for a, b in runs)}
        return within - {
            w.lemma for w in sentence.words if not any(a <= w.start < b for a, b in runs)
        }

    @staticmethod
    def _subject(sentence: Sentence, word: Word) -> frozenset[str]:
        """Lemmas of the subject and what hangs on it."""
        return frozenset(
            sentence.words[g].lemma
            for k in sentence.children[word.index]
            if sentence.words[k].rel.startswith("nsubj")
            for g in sentence.below(k)
        )

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

    def places(self, sentence: Sentence, inside: Sequence[int]) -> list[str]:
        """Names of places among these words."""
        found = []
        for start, end, sort in sentence.names:
            if (sort == "LOC" or (sort == "ORG" and place(self.text[start:end]))) and any(
                start <= sentence.words[i].start < end for i in inside
            ):
                found.append(self.text[start:end])
        return found

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
        exact = [r for r in fits if r.with_]
        return exact[0] if exact else fits[0] if fits else None

    def _verb(self, number: int, sentence: Sentence, word: Word) -> list[Hit]:
        if word.lemma == "выдать" and word.index and sentence.words[word.index - 1].text == "(":
            return []  # «вид на жительство (выдан 14.05.2015)»
        if word.lemma == "женатый" and word.form not in ("женат", "женаты"):
            return []  # «женатого, имеющего детей»: what somebody is
        if word.rel == "amod" and word.form.endswith(
            ("емый", "емого", "емым", "емом", "емая", "емой", "емую", "емые", "емых")
        ):
            return []  # «оспариваемым решением»: the paper at issue
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
        negative = moods.negated(sentence, word.index)
        acting = self._subject(sentence, word)
        rows = tuple(r for r in rows if not r.subject or any(meets(p, acting) for p in r.subject))
        row = self._rows(rows, lemmas, negative=negative)
        hit = self.matters.told(number, sentence, word, acts, lemmas, negative) if acts else None
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
                number - self.matters.matter_at <= 2
                and self.matters.matter == matter.name
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

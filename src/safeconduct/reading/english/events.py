"""English words that may tell an event: triggers of the lexicon with their arguments, as candidates.

May import: `record`, this room.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from safeconduct.reading.english.arguments import arguments
from safeconduct.reading.english.clauses import bounds
from safeconduct.reading.english.lexicon import Row, lexicon
from safeconduct.reading.english.matters import Matters
from safeconduct.reading.english.mood import Telling, telling
from safeconduct.reading.english.nominals import KIN, Nominal, nominals_of
from safeconduct.reading.english.wordlists import WORDS
from safeconduct.reading.english.words import Word
from safeconduct.reading.marks import Candidate, Mention, Sort, Tense
from safeconduct.record import Mood, Stance

_TOLD_OUTRIGHT = {
    "extradition", "expulsion", "unhcr_recognition", "travel_document", "notification", "interim_measure", "asylum_grant",
}  # fmt: skip

_ASKED_FOR = {
    "ask",
    "file",
    "call",
    "press",
    "push",
    "apply",
    "petition",
    "appeal",
    "insist",
    "wait",
    "hope",
    "plead",
    "lobby",
}


class Events(Matters):
    """English words that may tell an event: triggers of the lexicon with their arguments, as candidates."""

    __slots__ = ()

    def find(self) -> list[Candidate]:
        """All candidates in text order; `zeros` are mentions for people the words leave out."""
        self._moments_by_governor()
        opened = -1
        nominal: set[int] = set()
        for word in self.text.words:
            if word.block in self.noise:
                continue
            if word.block in self.entry_moments and word.block != opened:
                opened = word.block
                if self._entry(word):
                    nominal.add(word.block)
            if word.block in nominal:
                continue
            if word.pos == "NOUN" and word.lemma in WORDS["paper"]:
                self._paper(word)  # before the verbs that speak of it: "it was challenged"
            if (word.pos in ("VERB", "AUX") and word.dep not in ("aux", "auxpass")) or (
                word.tag in ("VBN", "VBG", "JJ")
                and word.pos != "NOUN"
                and word.dep
                in (
                    "acl",
                    "relcl",
                    "acomp",
                    "ROOT",
                    "advcl",
                    "conj",
                )
            ):
                self._verb(word)
        # nouns after verbs: what a verb has told, its noun does not tell again
        for word in self.text.words:
            if word.block not in self.noise | nominal and word.pos in ("NOUN", "PROPN"):
                self._noun(word)
                self._nominal(word)
        return sorted(_distinct(self.made), key=lambda c: c.at)

    def _did_so(self, word: Word) -> None:
        """ "The ministry rejected it on 3 March and the court did so on 5 May": the same once more."""
        if word.lemma != "do" or not any(
            self.text.words[k].low in ("so", "likewise") for k in word.kids
        ):
            return
        moment, _ = self._when(word)
        low, _ = self.text.sentences[word.sentence]
        before = [
            c
            for c in self.made
            if self.text.words[low].start <= c.at < word.start and c.mood is Mood.FACT
        ]
        if moment is None or not before:
            return
        first, last = bounds(self.text, word.i)
        told = before[-1]
        self.made.append(
            replace(
                told, start=self.text.words[first].start, end=self.text.words[last - 1].end, at=word.start,
                trigger="do", moment=moment, explicit=False, attributes={**told.attributes, "again": True},
            )
        )  # fmt: skip

    def _verb(self, word: Word) -> None:
        self._did_so(word)
        lex = lexicon()
        particle = self.text.kid(word.i, "prt")
        keys = [word.lemma]
        if word.lemma not in lex.verbs and word.lemma not in lex.act_verbs:
            # a lemma the rules of the model did not know: "rearreste", "re-applied"
            stem = (
                re.sub(r"ied?$", "y", word.lemma)
                if re.search(r"ied?$", word.lemma)
                else re.sub(r"e?d$|e$", "", word.lemma)
            )
            bare = re.sub(r"^re-?", "", stem)  # "re-detained"
            keys = [
                k
                for k in (stem, stem + "e", stem[:-1], bare, bare + "e")
                if k in lex.verbs or k in lex.act_verbs
            ][:1] or keys
        stray = next((k for k in word.kids if self._stray(k)), None)
        if particle is not None:
            keys.insert(0, f"{word.lemma} {particle.low}")
        elif stray is not None:
            keys.insert(0, f"{word.lemma} {self.text.words[stray].low}")
        elif word.i + 1 < len(self.text.words) and self.text.words[word.i + 1].low in (
            "away",
            "down",
            "up",
            "out",
            "off",
            "back",
            "over",
        ):
            keys.insert(0, f"{word.lemma} {self.text.words[word.i + 1].low}")
        if not any(k in lex.verbs or k in lex.act_verbs for k in keys):
            return
        args = arguments(self.text, word.i)
        if not any(a.role == "object" for a in args):
            args += self._object_beside(word)
        taken: set[str] = set()
        for key in keys:
            for row in lex.verbs.get(key, ()):
                if row.kind in taken:
                    continue
                hit = self._matches(row, word, args)
                if hit is not None and self._add(row, word, args, hit):
                    taken.add(row.kind)
        if not taken & _TOLD_OUTRIGHT:
            for key in keys:
                if self._matter(word, args, lex.act_verbs.get(key, ()), key):
                    break

    def _entry(self, first: Word) -> bool:
        """A part of a chronology's line that names a happening without a verb."""
        a, b = self.text.blocks[first.block]
        told = Telling(Mood.FACT, Stance.STATED, Tense.PAST)
        done = False
        for nominal, offset in nominals_of(self.text.phrase(a, b)):
            at = self.text.words[a].start + offset
            word = next(w for w in self.text.words[a:b] if w.end > at)
            kind = self._by_matter(nominal, word)
            people = self._named_in(word, b)
            explicit = bool(people)
            if kind == "marriage" or not people:
                people = [self._zero(word), *people]
            args = arguments(self.text, word.i)
            flags = frozenset() if explicit or not nominal.act else frozenset({"weak"})
            row = Row(kind, flags=flags)
            if self._emit(kind, word, args, told, people, explicit, row, word.i):
                done = True
                self.made[-1] = replace(
                    self.made[-1], start=self.text.words[a].start, end=self.text.words[b - 1].end
                )
        return done

    def _by_matter(self, row: Nominal, word: Word) -> str:
        """The kind of an entry: "granted" and "appeal lodged" are of the matter last spoken of."""
        if row.matter:
            self._last_matter = next(
                ((word.i, m) for m in lexicon().matters if m.name == row.matter), self._last_matter
            )
        if row.act == "appeal":
            return self._appealed(word) or row.kind
        if row.act and self._last_matter is not None and word.i - self._last_matter[0] < 150:
            return self._last_matter[1].kinds.get(row.act, row.kind)
        return row.kind

    def _named_in(self, word: Word, end: int) -> list[int]:
        """Whom a nominal entry names: "brother Jasur sentenced", "arrest of Mr X"; nobody named as doing it."""
        a, _ = self.text.blocks[word.block]
        for j in range(a, end):
            index = self.pointed.by_word.get(j)
            if index is None:
                continue
            mention = self.pointed.mentions[index]
            over = self.text.words[self.text.words[j].head]
            if mention.sort in (Sort.NAME, Sort.RELATIVE) and over.low not in (
                "by",
                "with",
                "from",
            ):
                return [index]
        return self._kin_at(self.text.words[a])

    def _kin_at(self, word: Word) -> list[int]:
        """ "Mother visited by police": a relative of the one the chronology is about."""
        if word.lemma not in KIN or self.about is None:
            return []
        relation = KIN[word.lemma]
        self.zeros.append(
            Mention(word.start, word.end, Sort.RELATIVE, relation=relation, owner=self.about,
                    count=None if relation == "family" else 1)
        )  # fmt: skip
        return [-len(self.zeros)]

    def _stray(self, i: int) -> bool:
        """A preposition with nothing after it is a particle: "was called in by the police"."""
        word = self.text.words[i]
        times = [k for k in word.kids if self.text.words[k].lemma != "time"]
        return word.dep == "prep" and word.low in ("in", "over", "back") and not times

    def _wished(self, word: Word, over: Word | None) -> bool:
        """Is the noun only what somebody asks for? "Tashkent asked for his extradition"."""
        if word.dep == "pobj":
            return (
                over is not None
                and over.lemma in _ASKED_FOR
                and self.text.words[word.head].low == "for"
            )
        return self.text.words[word.head].lemma in ("seek", "demand", "request", "want")

    def _noun(self, word: Word) -> None:
        lex = lexicon()
        rows = lex.nouns.get(word.lemma, ())
        if word.dep == "compound" and rows:
            return
        if word.i in self.told and word.dep in ("dobj", "nsubjpass"):
            return
        over = self.text.words[self.text.words[word.head].head] if word.dep == "pobj" else None
        if (
            over is not None
            and over.pos == "NOUN"
            and any(over.lemma in act.nouns for act in lex.acts)
        ):
            return  # "a request for his extradition" is no extradition
        if word.dep in ("pobj", "dobj", "nsubjpass") and self._wished(word, over):
            return  # nor is one that a state asked for, sought or demanded
        for row in rows:
            args = arguments(self.text, word.i)
            if row.without and self._in(self.phrase(word.i) + self._before(word), row.without, []):
                continue
            hit = word.i
            if row.arg:
                found = self._matches(replace(row, without=(), only=""), word, args)
                if found is None:
                    continue
                hit = found
            victims = self._victims(row, word, args, hit)
            if victims is None:
                governor = self.text.words[word.head]
                told = telling(self.text, word.i)
                if told.mood is not Mood.FACT and "weak" not in row:
                    self._emit(row.kind, word, args, told, [], False, row, hit)
                del governor
                continue
            told = telling(self.text, word.i)
            if not self._suits(row, word, args, hit, told):
                continue
            if row.kind == "criminal_charge" and self._covered(word):
                continue
            self._emit(row.kind, word, args, told, victims[0], victims[1], row, hit)
            break


# What men come to a house for: told in the same breath, it is what happened, and their coming is no event apart.
_CAME_FOR = {
    "abduction", "abduction_attempt", "arrest", "detention", "search", "summons", "threat", "recruitment_pressure",
    "ill_treatment", "reprisal",
}  # fmt: skip
_SAME_BREATH = 220
_ONE_BREATH = 60


def _distinct(made: Sequence[Candidate]) -> list[Candidate]:
    """One candidate for a kind at a place; of an attempt and the act itself at the same words, the attempt."""
    found: dict[tuple[int, str], Candidate] = {}
    for c in made:
        key = (c.at, c.kind)
        old = found.get(key)
        if old is None or (c.explicit and not old.explicit):
            found[key] = c
    for at, kind in list(found):
        if kind == "imprisonment" and (at, "detention") in found:
            place = str(found[at, "detention"].attributes.get("at", ""))
            remand = re.search(r"investigat|remand|pre-trial|custody|detention", place)
            del found[at, kind if remand else "detention"]
        if kind == "abduction" and (at, "arrest") in found:
            del found[at, "arrest"]
        if kind == "sentence" and (at, "imprisonment") in found:
            del found[at, "imprisonment"]
        if kind == "interim_measure" and (at, "extradition_order") in found:
            del found[at, "extradition_order"]
    kept = list(found.values())
    attempts = [c for c in kept if c.kind == "abduction_attempt"]
    return [
        c
        for c in kept
        if not (c.kind == "abduction" and any(_within(c, a) for a in attempts))
        and not any(_again(c, o) for o in kept)
        and not (c.kind == "harassment" and not c.strong and any(_leads_to(c, o) for o in kept))
    ]


def _again(c: Candidate, other: Candidate) -> bool:
    """ "Applied Rule 39 and granted him an interim measure": one measure, told where its victim stands."""
    return (
        c.kind == other.kind
        and not c.explicit
        and other.explicit
        and c.mood is other.mood
        and c.moment == other.moment
        and abs(c.at - other.at) < _ONE_BREATH
    )


def _within(c: Candidate, attempt: Candidate) -> bool:
    return attempt.start <= c.at < attempt.end or abs(attempt.at - c.at) < 40


def _leads_to(coming: Candidate, other: Candidate) -> bool:
    return other.kind in _CAME_FOR and 0 < other.at - coming.at < _SAME_BREATH

"""English words that may tell an event: triggers of the lexicon with their arguments, as candidates.

May import: `record`, this room.
"""

from __future__ import annotations

import re
from dataclasses import replace

from safeconduct.reading.english.arguments import Argument, arguments
from safeconduct.reading.english.clauses import bounds
from safeconduct.reading.english.distinct import distinct
from safeconduct.reading.english.ellipsis import left_out
from safeconduct.reading.english.entry_events import EntryEvents
from safeconduct.reading.english.lexicon import lexicon
from safeconduct.reading.english.predicates import is_passive
from safeconduct.reading.english.wordlists import WORDS
from safeconduct.reading.english.words import Word
from safeconduct.reading.marks import Candidate, Sort
from safeconduct.record import Mood

_TOLD_OUTRIGHT = {
    "extradition", "expulsion", "unhcr_recognition", "travel_document", "notification", "interim_measure", "asylum_grant", "asylum_refusal", "asylum_appeal", "extradition_appeal", "expulsion_appeal", "extradition_refusal",
}  # fmt: skip

_REMOVALS = {"extradition", "expulsion", "transfer_abroad"}
_PARTICLES = ("away", "down", "up", "out", "off", "back", "over", "aside")


def _once(stem: str) -> str:
    """ "Re-detained", "resentenced": done before, and now again; "reserved" is no serving."""
    bare = re.sub(r"^re-?", "", stem)
    return bare if "-" in stem or {bare, bare + "e"} & WORDS["redone"] else stem


class Events(EntryEvents):
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
            if word.block in self.lines and word.block != opened:
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
        quiet = self.noise | nominal
        for word in self.text.words:
            if word.block not in quiet and word.pos in ("NOUN", "PROPN"):
                self._noun(word)
                self._nominal(word)
        self.made += left_out(self, self.made)
        self._messages()
        return sorted(distinct(self.made), key=lambda c: c.at)

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
        particle = self.text.kid(word.i, "prt") or self._along(word)
        keys = [word.lemma]
        if word.lemma not in lex.verbs and word.lemma not in lex.act_verbs:
            # a lemma the rules of the model did not know: "rearreste", "re-applied"
            stem = (
                re.sub(r"ied?$", "y", word.lemma)
                if re.search(r"ied?$", word.lemma)
                else re.sub(r"e?d$|e$", "", word.lemma)
            )
            bare = _once(stem)
            keys = [
                k
                for k in (stem, stem + "e", stem[:-1], bare, bare + "e")
                if k in lex.verbs or k in lex.act_verbs
            ][:1] or keys
        if word.tag == "VBG":
            keys.append(word.low)  # "had been missing since May"
        stray = next((k for k in word.kids if self._stray(k)), None)
        if particle is not None:
            keys.insert(0, f"{word.lemma} {particle.low}")
        elif stray is not None:
            keys.insert(0, f"{word.lemma} {self.text.words[stray].low}")
        elif word.i + 1 < len(self.text.words) and self.text.words[word.i + 1].low in _PARTICLES:
            keys.insert(0, f"{word.lemma} {self.text.words[word.i + 1].low}")
        if not any(k in lex.verbs or k in lex.act_verbs for k in keys):
            return
        args = arguments(self.text, word.i)
        behind = self._behind_a_name(word)
        if behind is None:
            behind = self._whom_they_took(word)
        if behind is not None:
            args = [a for a in args if a.role != "object" or not a.inherited]
            args.append(Argument("object", behind, True))
        if not any(a.role == "object" for a in args):
            args += self._object_beside(word)
        taken: set[str] = set()
        for key in keys:
            for row in lex.verbs.get(key, ()):
                if row.kind in taken or (row.kind == "court_ruling" and "interim_measure" in taken):
                    continue
                hit = self._matches(row, word, args)
                if hit is not None and self._add(row, word, args, hit):
                    taken.add(row.kind)
        if not taken & _TOLD_OUTRIGHT and "court_ruling" not in taken:
            for key in keys:
                if self._matter(word, args, lex.act_verbs.get(key, ()), key):
                    break

    def _behind_a_name(self, word: Word) -> int | None:
        """ "Took the place of Ales Bohdan, *arrested on 9 March*": of the name it follows, not of the sentence's subject."""
        if word.tag != "VBN" or word.dep != "advcl" or self.text.words[word.i - 1].text != ",":
            return None
        index = self.pointed.by_word.get(word.i - 2)
        named = index is not None and self.mention(index).sort is Sort.NAME
        return word.i - 2 if named else None

    def _whom_they_took(self, word: Word) -> int | None:
        """ "Police arrested Yusupov on 3 May, *accused of fraud*": of whom the verb before was done to."""
        over = self.text.words[word.head]
        if (
            word.tag != "VBN"
            or word.dep not in ("advcl", "acl")
            or self.text.words[word.i - 1].text != ","
        ):
            return None
        if over.lemma not in WORDS["seize"] or is_passive(self.text, over.i):
            return None
        taken = self.text.kid(over.i, "dobj")
        return taken.i if taken is not None and self.people_at(taken.i) else None

    def _along(self, word: Word) -> Word | None:
        """ "Took him *away* in a car", "sent the case *back*": a particle the parser takes for an adverb."""
        after = (self.text.words[k] for k in word.kids if k > word.i)
        return next((w for w in after if w.dep == "advmod" and w.low in _PARTICLES), None)

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
                and over.lemma in WORDS["asked_for"]
                and self.text.words[word.head].low == "for"
            )
        return self.text.words[word.head].lemma in ("seek", "demand", "request", "want")

    def _took_place(self, word: Word) -> bool:
        """ "*The arrest* took place on 3 May": of whom the text is about."""
        verb = self.text.words[word.head]
        place = self.text.kid(verb.i, "dobj")
        happened = verb.lemma in ("occur", "happen") or (
            verb.lemma == "take" and place is not None and place.lemma == "place"
        )
        the = (self.text.words[k].low in ("the", "this") for k in word.kids)
        return happened and word.dep == "nsubj" and word.tag == "NN" and any(the)

    def _talked_about(self, word: Word) -> bool:
        """Is the removal what a verb is about ("signed off on his extradition"), and not what happens?"""
        over = self.text.words[word.head]
        if word.dep == "pobj" and over.low in ("on", "to", "about", "for", "over", "with"):
            over = self.text.words[over.head]
        elif word.dep not in ("dobj", "nsubjpass"):
            return False
        return over.pos == "VERB" and over.lemma not in WORDS["done"]

    def _decided_on(self, word: Word) -> bool:
        """Does a participle behind the noun say what was decided on it?"""
        verbs = (
            w for w in map(self.text.words.__getitem__, self.text.subtree(word.i)) if w.dep == "acl"
        )
        return any(
            w.tag == "VBN" and (w.lemma in lexicon().act_verbs or w.lemma in WORDS["averted"])
            for w in verbs
        )

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
        if (
            word.dep in ("dobj", "nsubjpass")
            and self.text.words[word.head].lemma in WORDS["undone"] | WORDS["dropped"]
        ):
            return  # "overturned the acquittal", "dropped the charges": nothing of it is new
        if word.dep == "nsubj" and self.text.words[word.head].lemma in WORDS["over"]:
            return  # "his detention ended on 5 May"
        if over is not None and over.lemma in WORDS["span"] and over.dep == "nsubj":
            ends = self.text.words[over.head]
            if ends.lemma in WORDS["over"] | {"run"}:
                return  # "the term of his detention ran out"
        if word.dep == "ROOT" and self._decided_on(word):
            return  # a headline: "Extradition of Karimov ordered by a court"
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
            if victims is None and "of" in row.victim and (parted := self._behind_its_day(word)):
                victims = parted, True
            if victims is None and self._took_place(word):
                victims = [self._zero(word)], False
            if victims is None and (borne := self._bearers(word)):
                victims, row = (borne, True), replace(row, flags=row.flags - {"echo"})
            if victims is None:
                told = self.telling(word.i)
                if told.mood is not Mood.FACT and "weak" not in row:
                    self._emit(row.kind, word, args, told, [], False, row, hit)
                continue
            told = self.telling(word.i)
            if not self._suits(row, word, args, hit, told):
                continue
            if row.kind in _REMOVALS and self._talked_about(word):
                row = replace(row, flags=row.flags | {"weak"})
            if row.kind == "criminal_charge" and "ground" not in row and self._covered(word):
                continue
            self._emit(row.kind, word, args, told, victims[0], victims[1], row, hit)
            break

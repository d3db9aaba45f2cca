"""English words that may tell an event: triggers of the lexicon with their arguments, as candidates.

May import: `record`, this room.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from safeconduct.reading.english import clauses
from safeconduct.reading.english.attributes import Attributes
from safeconduct.reading.english.clauses import Argument, Telling
from safeconduct.reading.english.lexicon import Act, Matter, Row, lexicon
from safeconduct.reading.english.mentions import Pointed
from safeconduct.reading.english.words import Analysed, Word
from safeconduct.reading.marks import Anchor, Candidate, Mention, Moment, Sort, Tense
from safeconduct.record import Mood, Stance
from safeconduct.record.places import place_of, state_of

_NP = frozenset({"relcl", "acl", "advcl", "appos", "parataxis", "ccomp"})
_PRESSURE = {"harassment", "threat", "blacklisting", "surveillance"}
_MEMBERS = {
    "member",
    "one",
    "some",
    "several",
    "rest",
    "whole",
    "part",
    "most",
    "all",
    "many",
    "two",
    "three",
}
# Governors under which a noun is news, not an echo: something announced, or that took place.
_APPEALS = {
    "extradition_order": "extradition_appeal", "expulsion_order": "expulsion_appeal", "asylum_refusal": "asylum_appeal",
    "conviction": "appeal", "sentence": "appeal", "asylum_loss": "asylum_appeal",
}  # fmt: skip
_TOLD_OUTRIGHT = {
    "extradition", "expulsion", "unhcr_recognition", "travel_document", "notification", "interim_measure", "asylum_grant",
}  # fmt: skip
_APPEALS = {
    "extradition_order": "extradition_appeal", "expulsion_order": "expulsion_appeal", "asylum_refusal": "asylum_appeal",
    "conviction": "appeal", "sentence": "appeal", "asylum_loss": "asylum_appeal",
}  # fmt: skip
# What a lawyer does for another: told of the lawyer, it is the client's.
_BY_COUNSEL = {
    "complaint", "asylum_application", "asylum_appeal", "extradition_appeal", "expulsion_appeal", "appeal", "notification",
    "interim_measure_request", "permit_application", "exit_request",
}  # fmt: skip
# What lasts: "since August" is its beginning; of anything else it is the day.
_LASTING = {
    "harassment",
    "threat",
    "surveillance",
    "work",
    "illness",
    "ill_treatment",
    "media_accusation",
    "reprisal",
}
_CARRIES = {
    "reach",
    "arrive",
    "receive",
    "come",
    "follow",
    "send",
    "pend",
    "date",
    "fail",
    "forward",
    "transmit",
    "obtain",
    "produce",
    "show",
}
_HAPPENS = {"take", "happen", "occur", "follow", "begin", "last", "continue", "go"}
_TELLS = {
    "report",
    "announce",
    "confirm",
    "carry",
    "make",
    "suffer",
    "face",
    "film",
    "show",
    "reveal",
    "order",
}


@dataclass(slots=True)
class Events:
    """Everything the matching of triggers needs, and the candidates it makes."""

    text: Analysed
    pointed: Pointed
    moments: list[Moment]
    clause_of: Sequence[int]
    noise: frozenset[int]
    attributes: Attributes
    made: list[Candidate] = field(default_factory=list)
    zeros: list[Mention] = field(default_factory=list)
    operative: int = (
        10**9
    )  # where "RULED:" begins; what stands after it was decided on the document's day
    heading: int | None = None
    frames: list[Moment] = field(default_factory=list)  # moments the words give by another event
    framed: dict[int, int] = field(default_factory=dict)
    _phrases: dict[int, str] = field(default_factory=dict)
    _governors: dict[int, list[int]] = field(default_factory=dict)
    _last_matter: tuple[int, Matter] | None = None

    def find(self) -> list[Candidate]:
        """All candidates in text order; `zeros` are mentions for people the words leave out."""
        self._moments_by_governor()
        book = lexicon()
        for word in self.text.words:
            if word.block in self.noise:
                continue
            if word.pos in ("VERB", "AUX") and word.dep not in ("aux", "auxpass"):
                self._verb(word, book)
            elif word.pos in ("NOUN", "PROPN"):
                self._noun(word, book)
            elif word.tag in ("VBN", "VBG", "JJ") and word.dep in (
                "acl",
                "relcl",
                "acomp",
                "ROOT",
                "advcl",
                "conj",
            ):
                self._verb(word, book)
        for word in self.text.words:
            if word.block not in self.noise and word.pos == "NOUN":
                self._nominal(word)
        return sorted(_distinct(self.made), key=lambda c: c.at)

    # -- words -----------------------------------------------------------------------------------------------------

    def phrase(self, i: int) -> str:
        """A noun phrase in small letters, as written and by lemma, for looking words up in it."""
        found = self._phrases.get(i)
        if found is None:
            run = sorted(self.text.subtree(i, _NP))
            words = [self.text.words[j] for j in run if abs(j - i) < 16]
            found = (
                " "
                + " ".join(w.low for w in words)
                + " | "
                + " ".join(w.lemma for w in words)
                + " "
            )
            self._phrases[i] = found
        return found

    def holds(self, i: int, terms: Iterable[str]) -> bool:
        """Does the noun phrase hold one of these words?"""
        phrase = self.phrase(i)
        return self._in(phrase, terms, [i])

    def _in(self, phrase: str, terms: Iterable[str], heads: Sequence[int]) -> bool:
        for term in terms:
            if term == "@town":
                if any(self._place(i) and not self._state(i) for i in heads):
                    return True
            elif term == "@state":
                if any(self._state(i) for i in heads):
                    return True
            elif term == "@place":
                if any(self._place(i) for i in heads):
                    return True
            elif f" {term} " in phrase:
                return True
        return False

    def _state(self, i: int) -> bool:
        word = self.text.words[i]
        names = [word.text] + [
            " ".join(w.text for w in self.text.words[max(0, i - n) : i + 1]) for n in (1, 2)
        ]
        return any((p := place_of(n)) is not None and p.is_state for n in names)

    def _place(self, i: int) -> bool:
        word = self.text.words[i]
        names = [word.text] + [
            " ".join(w.text for w in self.text.words[max(0, i - n) : i + 1]) for n in (1, 2)
        ]
        if i in self.attributes.places:
            return True
        return any(place_of(n) is not None for n in names) or any(
            place_of(self.text.words[k].text) is not None
            for k in word.kids
            if self.text.words[k].dep in ("compound", "amod")
        )

    def clause_string(self, i: int) -> str:
        first, last = clauses.bounds(self.text, i)
        run = self.text.words[first:last]
        return " " + " ".join(w.low for w in run) + " | " + " ".join(w.lemma for w in run) + " "

    def deep(self, i: int) -> list[int]:
        """Words of the clauses that complete a verb ("forced him *to sign a confession*")."""
        found: list[int] = []
        for k in self.text.words[i].kids:
            kid = self.text.words[k]
            if kid.dep in ("xcomp", "ccomp", "advcl", "acl", "pcomp", "oprd") or (
                kid.dep == "prep" and any(self.text.words[j].dep == "pcomp" for j in kid.kids)
            ):
                if kid.dep == "advcl" and k < i:
                    continue
                found.extend(j for j in self.text.subtree(k) if not self._finite_relative(j, k))
        return sorted(found)

    def _finite_relative(self, j: int, top: int) -> bool:
        """Does a word lie in a relative clause (with a finite verb) below `top`?"""
        words = self.text.words
        while j != top and words[j].head != j:
            if words[j].dep == "relcl" and words[j].tag != "VB":
                return True
            j = words[j].head
        return False

    # -- verbs -----------------------------------------------------------------------------------------------------

    def _verb(self, word: Word, book: object) -> None:
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
            keys = [
                k for k in (stem, stem + "e", stem[:-1]) if k in lex.verbs or k in lex.act_verbs
            ][:1] or keys
        if particle is not None:
            keys.insert(0, f"{word.lemma} {particle.low}")
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
        args = clauses.arguments(self.text, word.i)
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

    def _object_beside(self, word: Word) -> list[Argument]:
        """The person named right after an active verb, where the parser lost the object ("remanded blogger X in custody")."""
        if word.tag not in ("VBD", "VBZ", "VBP") or clauses.is_passive(self.text, word.i):
            return []
        for j in range(word.i + 1, min(word.i + 5, len(self.text.words))):
            near = self.text.words[j]
            if near.sentence != word.sentence or near.pos in (
                "VERB",
                "AUX",
                "ADP",
                "PUNCT",
                "SCONJ",
                "CCONJ",
            ):
                return []
            index = self.pointed.by_word.get(j)
            if index is not None and not self.pointed.mentions[index].possessive:
                lost = word.dep in ("compound", "amod", "nmod")
                if self.pointed.mentions[index].subject and not lost:
                    return []
                return [Argument("object", j, True)]
        return []

    def _beside(self, row: Row, word: Word) -> int | None:
        """A word of the row standing after the verb in the same breath, where the parser hung it elsewhere."""
        if not row.roles or set(row.roles) <= {
            "subject",
            "complement",
            "xcomp",
            "deep",
            "any",
            "acl",
            "compound",
            "object",
        }:
            return None
        run: list[Word] = []
        for j in range(word.i + 1, min(word.i + 10, len(self.text.words))):
            near = self.text.words[j]
            if (
                near.sentence != word.sentence
                or near.pos in ("PUNCT", "SCONJ")
                or near.dep in ("nsubj", "nsubjpass")
            ):
                break
            if near.pos in ("VERB", "AUX") and near.dep not in ("amod", "compound"):
                break
            run.append(near)
        if not any(w.low in row.roles for w in run):
            return None
        string = " " + " ".join(w.low for w in run) + " | " + " ".join(w.lemma for w in run) + " "
        for term in row.arg:
            if not term.startswith("@") and f" {term} " in string:
                last = term.split()[-1]
                return next((w.i for w in run if last in (w.low, w.lemma)), word.i)
        return None

    def _matches(self, row: Row, word: Word, args: Sequence[Argument]) -> int | None:
        """The matched argument's word (the verb's own where the row asks for none), or None."""
        if row.only:
            passive = clauses.is_passive(self.text, word.i)
            if (row.only == "passive") != passive:
                return None
        if row.without and self._in(self.clause_string(word.i), row.without, []):
            return None
        if row.subject:
            subjects = [
                a.word
                for a in args
                if a.role in ("subject",)
                or (a.role == "object" and clauses.is_passive(self.text, word.i))
            ]
            if not any(self.holds(i, row.subject) for i in subjects):
                return None
        if row.also and not self._in(self.clause_string(word.i), row.also, []):
            return None
        if not row.arg:
            return word.i
        beside = self._beside(row, word)
        if beside is not None:
            return beside
        for a in args:
            if row.roles and not ("any" in row.roles or a.role in row.roles):
                continue
            if not row.roles and a.role in ("subject",) and "subject" in row.victim:
                continue
            if a.role in row.arg and "any" in row.roles:
                return a.word
            if self.holds(a.word, row.arg):
                return a.word
        extra: list[int] = []
        if "deep" in row.roles or "xcomp" in row.roles:
            extra = self.deep(word.i)
        if "advmod" in row.roles or "complement" in row.roles or "any" in row.roles:
            extra += [
                k
                for k in word.kids
                if self.text.words[k].dep in ("advmod", "acomp", "prt", "oprd", "amod", "npadvmod")
            ]
        if extra:
            string = (
                " "
                + " ".join(self.text.words[j].low for j in extra)
                + " | "
                + " ".join(self.text.words[j].lemma for j in extra)
                + " "
            )
            if self._in(string, row.arg, extra):
                return next(
                    (
                        j
                        for j in extra
                        if self.text.words[j].lemma in row.arg or self.text.words[j].low in row.arg
                    ),
                    extra[0],
                )
        if "any" in row.roles and self._in(
            self.clause_string(word.i),
            [t for t in row.arg if not t.startswith("@") and len(t) > 3],
            [],
        ):
            return word.i
        return None

    # -- who ---------------------------------------------------------------------------------------------------------

    def people_at(self, i: int) -> list[int]:
        """Mentions that a noun phrase's head stands for ("members of his family": the family)."""
        index = self.pointed.by_word.get(i)
        word = self.text.words[i]
        if index is not None:
            mention = self.pointed.mentions[index]
            return [index]
        if word.lemma in _MEMBERS or word.tag in ("CD", "DT"):
            prep = self.text.kid(i, "prep")
            if prep is not None and prep.low == "of":
                inner = self.text.kid(prep.i, "pobj")
                if inner is not None:
                    return self.people_at(inner.i)
        return []

    def owner_of(self, i: int, preps: Sequence[str] = ("of", "against", "for", "by")) -> list[int]:
        """People who own a noun phrase: possessive, "of", or a compound name ("the Azimov case")."""
        found: list[int] = []
        for k in sorted(self.text.subtree(i, _NP)):
            word = self.text.words[k]
            if k == i or word.dep not in ("poss", "compound", "pobj", "nmod", "conj"):
                continue
            if word.dep == "pobj" and self.text.words[word.head].low not in preps:
                continue
            if word.dep == "conj" and self.text.words[word.head].dep not in ("poss",):
                continue
            found.extend(p for p in self.people_at(k) if p not in found)
        return found

    def _role(
        self, role: str, word: Word, args: Sequence[Argument], hit: int
    ) -> tuple[list[int], bool]:
        """People in a role, and whether the role is filled at all (by somebody or something)."""
        if role == "infer":
            return [], False
        if role.startswith("arg."):
            what = role[4:]
            if what == "owner":
                return self.owner_of(hit, ("of",)), False
            return self.owner_of(hit, (what,)), False
        if role.startswith("subject."):
            subjects = [a.word for a in args if a.role in ("subject", "object")]
            owners = [p for s in subjects[:1] for p in self.owner_of(s)]
            return owners, False
        if role.startswith("deep."):
            people: list[int] = []
            for k in self.deep(word.i):
                inner = self.text.words[k]
                wanted = {
                    "object": ("dobj", "nsubjpass"),
                    "subject": ("nsubj",),
                    "dative": ("dative",),
                }.get(role[5:])
                if (wanted and inner.dep in wanted) or (
                    not wanted
                    and inner.dep == "pobj"
                    and self.text.words[inner.head].low == role[5:]
                ):
                    people.extend(self.people_at(k))
            return people, bool(people)
        filled = [a for a in args if a.role == role]
        if role in (
            "owner",
            "compound",
            "of",
            "against",
            "to",
            "for",
            "on",
            "from",
            "into",
            "in respect of",
        ):
            filled = [a for a in args if a.role == role.split()[-1]]
        people = [p for a in filled for p in self.people_at(a.word)]
        if role in ("object", "subject", "dative") and filled and not people:
            # "the investigation arrested four men": somebody else
            return [], True
        return people, bool(filled)

    def _victims(
        self, row: Row, word: Word, args: Sequence[Argument], hit: int
    ) -> tuple[list[int], bool] | None:
        """`(people, explicit)`; None where the role is taken by others than the people of the document."""
        others = False
        for role in row.victim:
            if role == "infer":
                if others:
                    return None
                return [self._zero(word)], False
            people, filled = self._role(role, word, args, hit)
            if role == "object" and row.kind not in ("marriage",):
                people = [p for p in people if not self.pointed.mentions[p].reflexive]
            if people:
                return list(dict.fromkeys(people)), True
            others = others or (filled and role in ("object", "dative", "against", "subject"))
        return None

    def _zero(self, word: Word) -> int:
        """A mention for a person the words leave out; negative until all mentions are numbered."""
        self.zeros.append(Mention(word.start, word.start, Sort.PRONOUN, clause=-1))
        return -len(self.zeros)

    # -- making ------------------------------------------------------------------------------------------------------

    def _add(self, row: Row, word: Word, args: Sequence[Argument], hit: int) -> bool:
        found = self._victims(row, word, args, hit)
        told = clauses.telling(self.text, word.i)
        if not self._suits(row, word, args, told, hit):
            return False
        if found is None:
            if told.generic or told.mood is not Mood.FACT:
                self._emit(row.kind, word, args, told, [], False, row, hit)
            return False
        people, explicit = found
        return self._emit(row.kind, word, args, told, people, explicit, row, hit)

    def _suits(
        self, row: Row, word: Word, args: Sequence[Argument], told: Telling, hit: int
    ) -> bool:
        """Conditions of single rows that words alone cannot say."""
        if "duress" in row:
            low, high = self.text.sentences[word.sentence]
            sentence = self.text.text[
                self.text.words[low].start : self.text.words[high - 1].end
            ].casefold()
            if re.search(r"inform(?:er|ant|ing)|co-?operat|collaborat", sentence):
                return False
            return " confession " in self.phrase(hit) or bool(
                re.search(
                    r"(?<!not )beat|tortur|forced|pressure|threat|coerc|duress|confess|ma[dk]e (?:him|her|me|them)",
                    sentence,
                )
            )
        if "film" in row:
            return bool(
                re.search(
                    r"video|film|footage|camera|television|\btv\b|broadcast", self._near(word, 250)
                )
            )
        if "lasts" in row:
            # "was detained for ten days", "is being held": a state, not the moment
            first, last = clauses.bounds(self.text, word.i)
            a, b = self.text.words[first].start, self.text.words[last - 1].end
            lasting = any(m.length and a <= m.start < b for m in self.moments)
            return lasting or (word.lemma == "hold" and clauses.is_passive(self.text, word.i))
        if "moment" in row:
            first, last = clauses.bounds(self.text, word.i)
            a, b = self.text.words[first].start, self.text.words[last - 1].end
            return not any(
                m.length and a <= m.start < b for m in self.moments
            ) and not self._ordered(word)
        if "term" in row:
            first, last = clauses.bounds(self.text, word.i)
            a, b = self.text.words[first].start, self.text.words[last - 1].end
            phrase = self.phrase(hit)
            low, high = self.text.sentences[word.sentence]
            before = " ".join(w.lemma for w in self.text.words[low : word.i])
            if re.search(r"convict|sentenc|guilty|verdict", before) and any(
                m.length and re.search(r"[YM]", m.length) and a <= m.start < b for m in self.moments
            ):
                return True
            prison = " sentence " in phrase or " life " in phrase or " imprisonment " in phrase
            return prison or (
                any(
                    m.length and re.search(r"[YM]", m.length) and a <= m.start < b
                    for m in self.moments
                )
                and bool(
                    re.search(
                        r"jail|prison|colony|bars|imprison|sentence|behind|under Article|labou?r",
                        self.text.text[a : b + 40],
                    )
                )
            )
        if "media_says" in row:
            low, high = self.text.sentences[word.sentence]
            sentence = self.text.text[
                self.text.words[low].start : self.text.words[high - 1].end
            ].casefold()
            return bool(
                re.search(
                    r"according to [\w\s’']{0,30}(?:tv|television|channel|media|agenc|newspaper|press|broadcast)",
                    sentence,
                )
            )
        if "stranger" in row:
            subjects = [a.word for a in args if a.role in ("subject", "agent")]
            known = [self.pointed.mentions[p] for w in subjects for p in self.people_at(w)]
            return not any(
                m.sort in (Sort.NAME, Sort.RELATIVE, Sort.FAMILY) or m.person == 1 or not m.plural
                for m in known
            )
        if "bare" in row:
            return not any(
                a.role in ("to", "into", "from", "as", "in", "out", "over") for a in args
            )
        if "enters" in row:
            return not any(
                self._place(a.word) and not self._state(a.word)
                for a in args
                if a.role in ("in", "to", "at")
            )
        if "accuses" in row:
            return bool(
                re.search(
                    r"\b(?:news|tv|television|channel|broadcast|footage|media|press|agenc|newspaper|film|video|programme)",
                    self._near(word, 500),
                )
            )
        if row.kind == "work":
            return self._works(word, args)
        if "moves" in row:
            return any(
                self._place(a.word)
                or self.holds(a.word, ("country", "city", "village", "region", "town", "abroad"))
                for a in args
                if a.role in ("to", "in", "from", "into", "away")
            )
        if "unsuccessful" in row:
            return bool(re.search(r"unsuccessful|failed|vain|fail", self._near(word, 60)))
        if row.kind == "arrest" and word.lemma == "detain":
            return True
        return True

    def _ordered(self, word: Word) -> bool:
        head = self.text.words[word.head]
        return word.dep in ("ccomp", "xcomp") and head.lemma in (
            "rule",
            "order",
            "decide",
            "authorise",
            "authorize",
        )

    def _works(self, word: Word, args: Sequence[Argument]) -> bool:
        moment, length = self._when(word)
        if moment is None and length is None:
            return False
        if word.lemma != "work":
            return True
        return any(a.role in ("as", "for", "at", "in") for a in args)

    def _near(self, word: Word, reach: int) -> str:
        return self.text.text[max(0, word.start - reach) : word.end + reach // 2].casefold()

    def _emit(
        self,
        kind: str,
        word: Word,
        args: Sequence[Argument],
        told: Telling,
        people: list[int],
        explicit: bool,
        row: Row,
        hit: int,
    ) -> bool:
        mood = told.mood
        known = [p for p in people if p >= 0]
        sorts = {self.pointed.mentions[p].sort for p in known}
        firsts = any(
            self.pointed.mentions[p].person == 1 and not self.pointed.mentions[p].plural
            for p in known
        )
        if mood is Mood.FACT and (told.generic or (told.habit and told.tense is Tense.PRESENT)):
            specific = bool(sorts & {Sort.NAME, Sort.RELATIVE}) or firsts or (Sort.FAMILY in sorts)
            specific = specific or any(
                self.pointed.mentions[p].sort is Sort.PRONOUN and self.pointed.mentions[p].sex
                for p in known
            )
            if not specific:
                mood = Mood.GENERIC
        if "negative" in row and mood is Mood.NEGATED:
            mood = Mood.FACT
        if mood in (Mood.CONDITIONAL, Mood.PLANNED) and self._granted(word, told):
            mood = Mood.FACT
        if "acts" in row and mood in (Mood.PLANNED, Mood.FEARED):
            mood = Mood.FACT
        # the reader "you" is anybody, unless a witness tells of herself
        if (
            any(
                self.text.words[a.word].low
                in ("you", "one", "anyone", "anybody", "someone", "people")
                for a in args
                if a.role in ("object",)
            )
            and not known
        ):
            mood = Mood.GENERIC if mood is Mood.FACT else mood
        first, last = clauses.bounds(self.text, word.i, hit)
        start, end = self.text.words[first].start, self.text.words[last - 1].end
        moment, length = self._when(word)
        if moment is None and length is None and mood is Mood.FACT:
            self._framed(word)
        if kind in _PRESSURE | {"blacklisting"}:
            people = self._with_owner(people)
        others = self._together(word, args, people)
        if (
            self.text.text[word.end : word.end + 1] in "'’\"”"
            and self.text.text[word.start - 1 : word.start] in "'‘\"“"
        ):
            row = replace(row, flags=row.flags | {"echo", "weak"})  # a word held at arm's length
        if self._known_time(word):
            row = replace(row, flags=row.flags | {"echo"})
        echo = "echo" in row and not self._is_news(word, moment)
        more = self.attributes.of(kind, word, args, told, hit, moment, length)
        victims = tuple(dict.fromkeys(people))
        agents = [
            p
            for a in args
            if a.role in ("agent",)
            for p in self.people_at(a.word)
            if p not in victims
        ]
        if not clauses.is_passive(self.text, word.i) and kind != "marriage":
            agents += [
                p
                for a in args
                if a.role == "subject"
                for p in self.people_at(a.word)
                if p not in victims
            ]
        sayers = tuple(
            dict.fromkeys(
                p
                for s in told.sayers
                for p in self.people_at(s)
                if self.pointed.mentions[p].person == 3 or True
            )
        )
        bound = (
            self.moments[moment].bound if moment is not None and moment < len(self.moments) else ""
        )
        if moment is None and length is None:
            moment = self.framed.get(word.i)
            bound = ""
        if (
            length is not None
            and told.tense in (Tense.PLUPERFECT, Tense.PAST)
            and kind == "wanted_listing"
        ):
            # "had been on the list for four months": listed four months before
            m = self.moments[length]
            back = replace(m, length="", least=m.length, most=m.length, back=True, sets_story=False,
                           anchor=Anchor.STORY if told.tense is Tense.PLUPERFECT else Anchor.DOCUMENT)  # fmt: skip
            self.moments[length] = back
            moment, length = length, None
        onset = kind not in _LASTING and bound == "since"
        if bound in ("until", "by", "before") and moment is not None:
            late = any(self.text.words[k].dep == "neg" for k in word.kids)
            onset = late
            if bound == "until" and not late and kind not in _LASTING:
                moment = None  # how long, not when
        instead = self._zero(word) if kind in _BY_COUNSEL and explicit else None
        if moment is None and word.start > self.operative and mood in (Mood.FACT, Mood.PLANNED):
            moment, mood = self.heading, Mood.FACT
        self.made.append(
            Candidate(
                onset=onset,
                instead=instead,
                kind=kind,
                start=start,
                end=end,
                at=word.start,
                trigger=word.lemma,
                victims=victims,
                agents=tuple(agents),
                by=more.by,
                with_=others,
                moment=moment,
                length=length
                if kind
                in (
                    "detention",
                    "imprisonment",
                    "illness",
                    "work",
                    "extradition_request",
                    "disappearance",
                    "surveillance",
                )
                and "term" not in more.values
                else None,
                where=more.where,
                mood=mood,
                stance=told.stance,
                sayers=sayers,
                tense=told.tense,
                explicit=explicit,
                strong="weak" not in row,
                echo=echo,
                attributes=more.values,
                doubts=tuple(more.doubts),
            )
        )
        last = self.made[-1]
        if moment is not None and moment < len(self.moments):
            for n in self._governors.get(word.i, ()):
                m = self.moments[n]
                between = self.text.text[self.moments[moment].end : m.start]
                if (
                    n != moment
                    and m.told
                    and m.told.day
                    and not m.bound
                    and m.start > self.moments[moment].start
                    and re.fullmatch(
                        r"\s*(?:,|and|, and)?\s*(?:again\s*|then\s*)?(?:on\s*)?", between
                    )
                ):
                    self.made.append(
                        replace(
                            last,
                            moment=n,
                            at=m.start,
                            attributes={**last.attributes, "again": True},
                        )
                    )
        return True

    def _granted(self, word: Word, told: Telling) -> bool:
        """ "managed to", "was able to": done after all."""
        head = self.text.words[word.head]
        return word.dep == "xcomp" and head.lemma == "able" and told.tense is Tense.PAST

    def _with_owner(self, people: list[int]) -> list[int]:
        """What is done to a family is done to the one whose family it is."""
        found = list(people)
        for p in people:
            if p >= 0 and self.pointed.mentions[p].relation == "family":
                owner = self.pointed.mentions[p].owner
                if owner is not None:
                    found.append(owner)
        return found

    def _together(
        self, word: Word, args: Sequence[Argument], people: Sequence[int]
    ) -> tuple[int, ...]:
        return tuple(
            p
            for a in args
            if a.role in ("with", "alongside")
            for p in self.people_at(a.word)
            if p not in people
        )

    def _known_time(self, word: Word) -> bool:
        """ "while he was in custody": time told by what is known already."""
        at = word
        if at.dep == "conj":
            at = self.text.words[at.head]
        marks = {
            self.text.words[k].low for k in at.kids if self.text.words[k].dep in ("mark", "advmod")
        }
        return at.dep == "advcl" and bool(marks & {"while", "after", "before", "since"})

    def _is_news(self, word: Word, moment: int | None) -> bool:
        head = self.text.words[word.head]
        if moment is not None and any(
            self.text.words[k].start <= self.moments[moment].start < self.text.words[k].end + 60
            for k in self.text.subtree(word.i)
        ):
            return True
        if word.dep in ("nsubj", "nsubjpass") and head.lemma in _HAPPENS | _TELLS:
            return True
        return word.dep == "dobj" and head.lemma in _TELLS

    # -- nouns -------------------------------------------------------------------------------------------------------

    def _noun(self, word: Word, book: object) -> None:
        lex = lexicon()
        rows = lex.nouns.get(word.lemma, ())
        if word.dep == "compound" and rows:
            return
        over = self.text.words[self.text.words[word.head].head] if word.dep == "pobj" else None
        if (
            over is not None
            and over.pos == "NOUN"
            and any(over.lemma in act.nouns for act in lex.acts)
        ):
            return  # "a request for his extradition" is no extradition
        for row in rows:
            args = clauses.arguments(self.text, word.i)
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
                told = clauses.telling(self.text, word.i)
                if told.mood is not Mood.FACT and "weak" not in row:
                    self._emit(row.kind, word, args, told, [], False, row, hit)
                del governor
                continue
            told = clauses.telling(self.text, word.i)
            if not self._suits(row, word, args, told, hit):
                continue
            if row.kind == "criminal_charge" and self._covered(word):
                continue
            self._emit(row.kind, word, args, told, victims[0], victims[1], row, hit)
            break

    def _nominal(self, word: Word) -> None:
        """ "The request for his extradition reached your office": an act and its matter with no verb of their own."""
        lex = lexicon()
        act = next(
            (
                a
                for a in lex.acts
                if word.lemma in a.nouns and a.name in ("ask", "refuse", "order", "appeal")
            ),
            None,
        )
        if act is None or word.dep not in ("nsubj", "nsubjpass", "dobj", "pobj"):
            return
        verb = self.text.words[word.head]
        if word.dep == "pobj":
            verb = self.text.words[verb.head]
        if verb.pos != "VERB" or verb.lemma not in _CARRIES:
            return
        for matter in lex.matters:
            kind = matter.kinds.get(act.name)
            if kind is None or not self._in(self._wide(word.i), matter.terms, []):
                continue
            low, high = self.text.sentences[word.sentence]
            a, b = self.text.words[low].start, self.text.words[high - 1].end
            if any(c.kind == kind and a <= c.at < b for c in self.made):
                return
            people = self.owner_of(word.i) or [
                p for j in self.text.subtree(word.i) for p in self.people_at(j) if j != word.i
            ]
            args = clauses.arguments(self.text, verb.i)
            told = clauses.telling(self.text, verb.i)
            self._emit(
                kind,
                verb,
                args,
                told,
                people[:1] or [self._zero(word)],
                bool(people),
                Row(kind, flags=frozenset({"weak"})),
                word.i,
            )
            return

    def _before(self, word: Word) -> str:
        """The governor's words: "the extradition request" is no extradition."""
        head = self.text.words[word.head]
        return f" {head.lemma} " if word.dep in ("compound", "amod", "dobj", "pobj") else " "

    def _covered(self, word: Word) -> bool:
        """The verb over this noun has already told the same."""
        head = self.text.words[word.head]
        if head.pos == "ADP":
            head = self.text.words[head.head]
        return any(c.at == head.start for c in self.made)

    # -- matters -----------------------------------------------------------------------------------------------------

    def _matter(self, word: Word, args: Sequence[Argument], acts: Sequence[Act], key: str) -> bool:
        """ "His request for temporary asylum was turned down": a matter and what is done in it."""
        lex = lexicon()
        passive = clauses.is_passive(self.text, word.i)
        phrases = [
            (a.role, a.word)
            for a in args
            if a.role not in ("agent",)
            and not (a.role == "subject" and not passive and self.people_at(a.word))
        ]
        for k in word.kids:
            kid = self.text.words[k]
            if kid.pos == "VERB" and (
                kid.dep in ("xcomp", "ccomp")
                or kid.dep == "advcl"
                and kid.tag == "VB"
                and k > word.i
            ):
                phrases.extend(
                    (a.role, a.word)
                    for a in clauses.arguments(self.text, k)
                    if a.role in ("object", "to", "of", "with", "from")
                )
                phrases.append(("xcomp", k))
        for matter in lex.matters:
            for role, i in phrases:
                if not self._in(self._wide(i), matter.terms, []):
                    continue
                act = self._act(matter, acts, word, i, key)
                if (
                    act is None
                    and self.text.words[i].pos == "VERB"
                    and any(a.name == "ask" for a in acts)
                ):
                    asks = next(a.nouns for a in lex.acts if a.name == "ask")
                    if any(
                        self.text.words[x.word].lemma in asks for x in args if x.role == "object"
                    ):
                        act = "ask"  # "sent a request … to allow him to leave the country"
                if act is None:
                    continue
                self._last_matter = (word.i, matter)
                kind = matter.kinds.get(act)
                if kind is None:
                    continue
                if self._matter_event(kind, act, matter, word, args, role, i):
                    self._last_matter = (word.i, matter)
                    return True
        return self._implied(word, args, acts, key)

    def _wide(self, i: int) -> str:
        word = self.text.words[i]
        if any(word.lemma in act.nouns for act in lexicon().acts):
            # "a request to allow him to leave the country"
            run = [
                self.text.words[j]
                for j in sorted(self.text.subtree(i, frozenset({"relcl"})))
                if j - i < 18
            ]
            return " " + " ".join(w.low for w in run) + " | " + " ".join(w.lemma for w in run) + " "
        if word.pos == "VERB":
            run = [self.text.words[j] for j in sorted(self.text.subtree(i, frozenset({"relcl"})))]
            return " " + " ".join(w.low for w in run) + " | " + " ".join(w.lemma for w in run) + " "
        return self.phrase(i)

    def _act(self, matter: Matter, acts: Sequence[Act], word: Word, i: int, key: str) -> str | None:
        """Which act the verb does in the matter, seeing what noun stands between ("lodged an appeal against …")."""
        head = self.text.words[i]
        lex = lexicon()
        noun = next((a for a in lex.acts if head.lemma in a.nouns), None)
        if noun is None and head.dep == "compound":
            noun = next((a for a in lex.acts if self.text.words[head.head].lemma in a.nouns), None)
        names = [a.name for a in acts if key in a.verbs]
        light = [a.name for a in acts if key in a.light]
        if noun is not None:
            if noun.name in light and key in (
                "submit",
                "lodge",
                "file",
                "make",
                "send",
                "hand in",
                "put in",
                "fill",
                "complete",
                "bring",
                "resubmit",
                "accept",
                "fill in",
            ):
                return noun.name
            if noun.name == "ask":
                if "refuse" in names:
                    return "refuse"
                if "grant" in names and key in ("grant", "approve", "satisfy", "allow"):
                    return "grant" if matter.name != "extradition" else "order"
                if "lose" in names and key == "withdraw":
                    return None
                if key in ("receive", "get", "make", "issue"):
                    return "ask" if matter.name == "extradition" else None
            if noun.name == "order":
                if key in ("issue", "make", "take", "deliver", "give", "sign", "adopt"):
                    return "order"
                if "appeal" in names:
                    return "appeal"
                return None
            if noun.name == "refuse":
                if "appeal" in names:
                    return "appeal"
                if key in ("receive", "get", "issue", "give"):
                    return "refuse"
                return None
            if noun.name in ("appeal",):
                return None
        for name in (
            "appeal",
            "refuse",
            "lift",
            "carry",
            "extend",
            "drop",
            "lose",
            "order",
            "grant",
            "ask",
        ):
            if name in names and name in matter.kinds:
                if name == "ask" and key in ("submit", "lodge", "file", "make", "send"):
                    continue
                if name == "order" and matter.name == "asylum" and key != "order":
                    continue
                return name
        return None

    def _matter_event(
        self,
        kind: str,
        act: str,
        matter: Matter,
        word: Word,
        args: Sequence[Argument],
        role: str,
        i: int,
    ) -> bool:
        told = clauses.telling(self.text, word.i)
        passive = clauses.is_passive(self.text, word.i)
        people: list[int] = []
        explicit = True
        roles: tuple[str, ...]
        if act in ("ask", "appeal"):
            roles = (
                ("subject", "arg.owner", "arg.by", "by", "agent", "arg.for")
                if not passive
                else ("arg.owner", "arg.by", "agent", "arg.of")
            )
            if matter.name in ("extradition",) and act == "ask":
                roles = ("arg.owner", "arg.of", "of", "for", "object", "infer")
            if matter.name == "interim":
                roles = ("on behalf of", "arg.owner", "for", "subject", "infer")
        elif act == "extend" and told.mood is Mood.NEGATED:
            roles = ("object", "arg.owner", "infer")
        elif (
            act == "grant"
            and word.lemma in ("receive", "obtain", "get", "win", "secure", "acquire")
        ) or (act == "lose" and word.lemma == "lose"):
            roles = ("subject",)
        else:
            roles = (
                "object",
                "dative",
                "to",
                "deep.object",
                "arg.owner",
                "arg.of",
                "arg.by",
                "arg.against",
                "in respect of",
                "of",
                "for",
                "against",
                "infer",
            )
            if act == "refuse" and word.lemma in ("refuse", "deny", "give", "grant"):
                roles = ("dative", "object", *roles[2:])
        for r in roles:
            if r == "infer":
                people, explicit = [self._zero(word)], False
                break
            found, _ = self._role(r, word, args, i)
            if found:
                people = found
                break
        if not people and act == "ask":
            inside = [p for j in sorted(self.text.subtree(i)) if j != i for p in self.people_at(j)]
            people = [p for p in inside if not self.pointed.mentions[p].possessive][:1]
        if (
            not people
            and act in ("ask", "appeal")
            and word.dep in ("ROOT", "conj", "advcl", "ccomp", "relcl")
        ):
            s = [a for a in args if a.role == "subject"]
            if s:
                if told.generic or told.mood is not Mood.FACT:
                    self._emit(kind, word, args, told, [], False, Row(kind), i)
                return False
            people, explicit = [self._zero(word)], False
        if not people:
            return False
        row = Row(kind)
        if act == "extend" and told.mood is Mood.NEGATED and matter.name == "permit":
            # a permit that was not extended was refused
            kind = matter.kinds["refuse"]
            row = Row(kind, flags=frozenset({"negative", "weak"}))
        return self._emit(kind, word, args, told, people, explicit, row, i)

    def _implied(self, word: Word, args: Sequence[Argument], acts: Sequence[Act], key: str) -> bool:
        """ "He re-applied, and was turned down again"; "lodged an appeal": the matter is the one last spoken of."""
        names = {a.name for a in acts}
        objects = [a.word for a in args if a.role == "object"]
        nouns = {self.text.words[o].lemma for o in objects}
        if "appeal" in names and (key in ("appeal", "challenge", "contest") or "appeal" in nouns):
            kind = self._appealed(word)
            if kind is None:
                return False
            people = [p for a in args if a.role == "subject" for p in self.people_at(a.word)]
            return self._imply(kind, word, args, people)
        if self._last_matter is None or word.i - self._last_matter[0] > 150:
            return False
        matter = self._last_matter[1]
        if matter.name not in ("asylum", "permit", "exit", "interim", "extradition"):
            return False
        asked = bool(nouns & {"request", "application", "claim", "petition"})
        passive = clauses.is_passive(self.text, word.i)
        act = ""
        refusers = [p for a in args if a.role == "subject" for p in self.people_at(a.word)]
        alone = any(not self.pointed.mentions[p].plural for p in refusers)
        bare = not objects and not alone and key == "refuse" and word.i - self._last_matter[0] < 60
        if key in ("turn down", "refuse", "reject", "deny", "dismiss") and (
            asked or passive or bare
        ):
            act = "refuse"
        elif key in ("grant", "approve", "satisfy") and (asked or "it" in nouns):
            act = "grant"
        elif key in ("apply", "reapply", "re-apply") and not any(
            a.role in ("for", "to") for a in args
        ):
            act = "ask"
            objects = [a.word for a in args if a.role == "subject"]
        kind = matter.kinds.get(act)
        if kind is None:
            return False
        people = [p for o in objects for p in (self.people_at(o) or self.owner_of(o, ("of", "by")))]
        if not people and not asked and "it" not in nouns and not bare:
            return False
        return self._imply(kind, word, args, people)

    def _imply(self, kind: str, word: Word, args: Sequence[Argument], people: list[int]) -> bool:
        told = clauses.telling(self.text, word.i)
        row = Row(kind, flags=frozenset({"weak"}))
        return self._emit(
            kind, word, args, told, people or [self._zero(word)], bool(people), row, word.i
        )

    def _appealed(self, word: Word) -> str | None:
        """Against what an appeal goes: the decision last told, not too far back."""
        for c in reversed(self.made):
            if c.at > word.start or word.start - c.at > 900:
                continue
            kind = _APPEALS.get(c.kind)
            if kind:
                return kind
        return None

    # -- when --------------------------------------------------------------------------------------------------------

    def _moments_by_governor(self) -> None:
        words = self.text.words
        starts = {w.start: w.i for w in words}
        by_governor: dict[int, list[int]] = defaultdict(list)
        for n, m in enumerate(self.moments):
            first = starts.get(m.start)
            if first is None:
                first = next((w.i for w in words if w.start <= m.start < w.end), None)
            if first is None:
                continue
            last = first
            while last + 1 < len(words) and words[last + 1].start < m.end:
                last += 1
            head = next(
                (i for i in range(last, first - 1, -1) if not first <= words[i].head <= last), last
            )
            at = words[head].head
            for _ in range(8):
                word = words[at]
                if word.pos in ("VERB", "AUX") and word.dep not in ("aux", "auxpass"):
                    break
                if word.head == at:
                    break
                if self._tells_alone(word.lemma) and not (
                    word.dep in ("dobj", "nsubjpass") and words[head].low not in ("of", "from", "dated")
                    and words[words[head].head].low in ("on", "in", "at", "during")
                ):  # fmt: skip
                    break
                at = word.head
            by_governor[at].append(n)
        self._governors = by_governor

    def _when(self, word: Word) -> tuple[int | None, int | None]:
        """`(moment, length)` indices that belong to a trigger: its own, else those of the verb it hangs on."""
        words = self.text.words
        chain = [word.i]
        at = word.i
        for _ in range(5):
            w = words[at]
            head = w.head
            if head == at:
                break
            if w.dep in ("conj",) and words[head].pos in ("VERB", "AUX"):
                chain.append(-head - 1)  # only what stands before it
            elif w.dep == "relcl" and any(words[k].low == "where" for k in w.kids):
                over = words[head].head
                chain.append(words[over].head if words[over].pos == "ADP" else over)
                break
            elif w.dep == "relcl" and self._is_moment(words[head]):
                chain.append(words[head].head)  # "on 12 October, when men took him": that day
                for n, m in enumerate(self.moments):
                    if m.start <= words[head].start < m.end:
                        return n, None
                break
            elif w.dep in (
                "xcomp",
                "ccomp",
                "pcomp",
                "prep",
                "pobj",
                "dobj",
                "attr",
                "nsubj",
                "nsubjpass",
                "poss",
                "acl",
                "acomp",
                "oprd",
                "compound",
                "agent",
                "relcl",
                "appos",
                "advcl",
            ):
                if w.dep in ("relcl", "appos", "advcl"):
                    break
                if w.dep == "ccomp" and words[head].lemma in (
                    "say",
                    "tell",
                    "report",
                    "state",
                    "write",
                    "explain",
                    "recall",
                ):
                    chain.append(-head - 1)
                    at = head
                    continue
                chain.append(head)
            at = head
        if word.dep == "ccomp" or word.pos == "VERB":
            for k in word.kids:
                if words[k].dep in ("xcomp",):
                    chain.append(k)
        moment = length = None
        for at in chain:
            owner = at if at >= 0 else -at - 1
            for n in self._governors.get(owner, ()):
                m = self.moments[n]
                if at < 0 and m.start > words[owner].start:
                    continue
                if m.length:
                    length = n if length is None else length
                elif moment is None or (
                    self._better(m, self.moments[moment], word) and at == word.i
                ):
                    moment = n
        return moment, length

    def _framed(self, word: Word) -> None:
        """ "After his arrest, …", "While he was detained, …": a moment counted from another event."""
        words = self.text.words
        lex = lexicon()
        for k in word.kids:
            kid = words[k]
            base: Word | None = None
            during = False
            if kid.dep == "prep" and kid.low in ("after", "following", "since", "during", "upon"):
                inner = self.text.kid(k, "pobj", "pcomp")
                if inner is not None and (
                    inner.lemma in lex.nouns or (inner.pos == "VERB" and inner.lemma in lex.verbs)
                ):
                    base, during = inner, kid.low == "during"
            elif kid.dep == "advcl" and kid.lemma in lex.verbs and clauses.is_passive(self.text, k):
                mark = next(
                    (words[j].low for j in kid.kids if words[j].dep in ("mark", "advmod")), ""
                )
                if mark in ("while", "after"):
                    base, during = kid, mark == "while"
            if base is None:
                continue
            a, b = base.start, base.end
            start = min(a, kid.start)
            if any(m.start < b and start < m.end for m in self.moments):
                continue
            self.framed[word.i] = len(self.moments) + len(self.frames)
            self.frames.append(
                Moment(
                    start, b, anchor=Anchor.EVENT, least="P0D", event_at=a, bound="during" if during else "after",
                    sets_story=False,
                )
            )  # fmt: skip
            return

    def _tells_alone(self, lemma: str) -> bool:
        return any(not row.arg and "weak" not in row for row in lexicon().nouns.get(lemma, ()))

    def _is_moment(self, word: Word) -> bool:
        return any(m.start <= word.start < m.end and not m.length for m in self.moments)

    def _better(self, new: Moment, old: Moment, word: Word) -> bool:
        if (new.anchor is Anchor.NONE) != (old.anchor is Anchor.NONE):
            return new.anchor is Anchor.NONE
        if bool(new.bound) != bool(old.bound):
            return not new.bound
        return abs(new.start - word.start) < abs(old.start - word.start)


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
            del found[
                at,
                "detention"
                if not re.search(r"investigat|remand|pre-trial|custody|detention", place)
                else kind,
            ]
    attempts = [c for c in found.values() if c.kind == "abduction_attempt"]
    return [
        c
        for c in found.values()
        if not (
            c.kind == "abduction"
            and any(a.start <= c.at < a.end or abs(a.at - c.at) < 40 for a in attempts)
        )
    ]


def state_in(words: str) -> str | None:
    """The state some words name."""
    return state_of(words)


_ = Stance

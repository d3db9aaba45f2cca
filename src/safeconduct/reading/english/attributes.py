"""What the words give beside who and when: where, by whom, articles, terms, the act alleged, form, body, office.

May import: `record.places`, `reading.legal`, this room.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from safeconduct.reading.english.arguments import Argument, is_passive
from safeconduct.reading.english.articles import Reference
from safeconduct.reading.english.bodies import _BODIES, _OFFICES
from safeconduct.reading.english.clauses import bounds
from safeconduct.reading.english.lexicon import lexicon
from safeconduct.reading.english.mood import Telling
from safeconduct.reading.english.words import Analysed, Word
from safeconduct.reading.legal import article_id
from safeconduct.reading.marks import Moment, Told
from safeconduct.record.places import demonyms, place_of, state_of

_LEGAL = {
    "criminal_charge", "conviction", "sentence", "arrest", "detention", "expulsion_order", "expulsion", "acquittal", "court_ruling",
    "wanted_listing", "extradition_request", "extradition_order", "imprisonment", "trial", "media_accusation", "detention_extension",
}  # fmt: skip


_TERMED = {
    "sentence",
    "conviction",
    "imprisonment",
    "detention_extension",
    "detention",
    "expulsion_order",
}


_ASYLUM = {"asylum_application", "asylum_refusal", "asylum_appeal", "asylum_grant", "asylum_loss"}


_INTERIM = {
    "interim_measure",
    "interim_measure_request",
    "interim_measure_refusal",
    "interim_measure_lifted",
}


_OFFENCE = re.compile(
    r"^\s*(?:him|her|them|me|us|\w+)?\s*(?:of|with|on a charge of|on charges of|on suspicion of|for|over|,)\s+(?P<what>[^.;()\[\]]{4,110})",
    re.IGNORECASE,
)


_ACT = re.compile(
    r"\bover (?:an |the )?(?:alleged )?acts? (?:of|in) [^.,;]{0,40}|\b(?:charge|charges|case|accusation|indictment) (?:speaks?|spoke|concerns?|concerned|relates?|related|refers?|referred)\b[^.]{0,120}|\b(?:crime|offence|offense|act|acts|crimes|offences|events?)\b[^.]{0,120}?\b(?:taken? place|took place|occurred|happened|committed|dated?|perpetrated)\b[^.]{0,60}",
    re.IGNORECASE,
)  # fmt: skip


_COMMITTED = re.compile(
    r"\b(?:committed|allegedly|supposedly|said to have)\b[^.]{0,80}", re.IGNORECASE
)


@dataclass(slots=True)
class More:
    """What was found beside who and when."""

    values: dict[str, object] = field(default_factory=dict)
    where: str | None = None
    by: str | None = None
    doubts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Attributes:
    """Reads attributes of a trigger from its clause and sentence."""

    text: Analysed
    moments: Sequence[Moment]
    references: Sequence[Reference]
    places: dict[int, str] = field(
        default_factory=dict
    )  # words the model takes for a place, with its name

    clause_of: Sequence[int] = ()
    legal: set[int] = field(default_factory=set)  # verbs that take articles of their own
    _starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._starts = [w.start for w in self.text.words]
        book = lexicon()
        self.legal = {
            w.i
            for w in self.text.words
            if w.pos == "VERB" and any(r.kind in _LEGAL for r in book.verbs.get(w.lemma, ()))
        }

    def of(
        self,
        kind: str,
        word: Word,
        args: Sequence[Argument],
        told: Telling,
        hit: int,
        moment: int | None,
        length: int | None,
    ) -> More:
        """All attributes of one candidate."""
        more = More()
        first, last = bounds(self.text, word.i)
        words = self.text.words
        clause = self.text.text[words[first].start : words[last - 1].end]
        low, high = self.text.sentences[word.sentence]
        sentence = self.text.text[words[low].start : words[high - 1].end]
        del told, moment
        more.where = self.where(word, args, kind)
        more.by = self.by(kind, word, args)
        state = state_of(more.where) if more.where else None
        if more.by and re.match(r"[A-Z]{2}(?:-|$)", more.by):
            state = state or more.by[:2]
        if kind in _LEGAL:
            articles = self.articles(word, kind, state)
            if articles:
                more.values["articles"] = articles
        if length is not None and kind in _TERMED:
            ordered = kind != "detention" or re.search(
                r"\b(?:order|ruled|authoris|until|for a (?:term|period)|remand|place|impos|extend|prolong)",
                clause,
            )
            if ordered:
                more.values["term"] = self.moments[length].length
        if kind in ("sentence", "conviction") and re.search(
            r"\blife (?:imprisonment|in prison|sentence)\b", sentence
        ):
            more.values["term"] = "life"
        if kind in _ASYLUM:
            more.values.update(self.form(clause, sentence))
        if kind in _INTERIM:
            more.values.update(self.body(word, sentence))
        if kind in ("criminal_charge", "media_accusation", "conviction"):
            self.accusation(kind, word, more)
        if kind == "criminal_charge":
            self.alleged(word, more)
        if kind in (
            "arrest",
            "abduction",
            "abduction_attempt",
            "detention",
            "asylum_refusal",
            "search",
            "summons",
            "notification",
        ):
            at = self.office(args)
            if at:
                more.values["at"] = at
        if (
            kind in ("asylum_application", "permit_application", "asylum_refusal")
            and "at" not in more.values
        ):
            office = re.search(
                r"\b(?:[A-Z]\w+ )*(?:[Ff]ederal )?[Mm]igration (?:[Ss]ervice|[Oo]ffice|[Dd]epartment)(?: in [A-Z]\w+)?",
                sentence,
            )
            if office:
                more.values["at"] = office.group()
        if kind in (
            "departure",
            "transfer_abroad",
            "extradition",
            "expulsion",
            "resettlement",
            "resettlement_offer",
            "exit_request",
            "extradition_request",
        ):
            to = self.destination(args)
            if to:
                more.values["to"] = to
        if kind in ("arrest", "detention", "detention_extension"):
            ground = self.ground(clause, more.values.get("articles"))
            if ground:
                more.values["ground"] = ground
        if kind in ("exit_request", "complaint", "asylum_application", "permit_application"):
            silence = self.silence(word)
            if silence:
                more.values["unanswered_for"] = silence
        if kind == "court_ruling":
            decided = self.decided(clause, sentence)
            if decided:
                more.values["decided"] = decided
        if state and kind in (
            "criminal_charge",
            "wanted_listing",
            "conviction",
            "sentence",
            "arrest",
            "detention",
            "imprisonment",
            "trial",
        ):
            more.values["state"] = state
        if kind in ("abduction", "abduction_attempt") and re.search(
            r"\b(?:lured?|trick(?:ed)?|prize|pretext|invited|trap)\b",
            self._told_before(word),
            re.IGNORECASE,
        ):
            more.values["ground"] = "lure"
        if (
            re.search(
                r"\b(?:again|once more|a second time|re-?arrest\w*|another|anew|for the (?:second|third) time|yet again)\b",
                clause,
                re.IGNORECASE,
            )
            and kind != "notification"
        ):
            more.values["again"] = True
        if kind == "notification":
            of = self.decision(clause)
            if of:
                more.values["of"] = of
            if re.search(
                r"\b(?:lawyer|counsel|representative|defence|advocate)\b", clause, re.IGNORECASE
            ):
                more.values["to"] = "counsel"
        number = re.search(
            r"(?:decision|order|ruling|case|resolution)\s+(?:no\.?|№|number)\s*([\w/\-]+)",
            clause,
            re.IGNORECASE,
        )
        if number:
            more.values["decision_number"] = number.group(1)
        if any(
            r.note and words[low].start <= r.start < words[high - 1].end for r in self.references
        ) and (kind in _INTERIM or kind in _LEGAL):
            note = next(r.note for r in self.references if r.note)
            more.values["legal_note"] = note
        del hit
        return more

    def _told_before(self, word: Word) -> str:
        """The sentence and the two before it, within the paragraph."""
        first = max(word.sentence - 2, 0)
        while self.text.words[self.text.sentences[first][0]].block != word.block:
            first += 1
        return self.text.text[self.text.words[self.text.sentences[first][0]].start : word.end]

    def _around(self, word: Word, reach: int) -> str:
        return self.text.text[max(0, word.start - reach) : word.end + reach]

    # -- where and by whom -------------------------------------------------------------------------------------------

    def where(self, word: Word, args: Sequence[Argument], kind: str) -> str | None:
        """The place named in the clause: the nearest of "in", "at", "to" for going, "from" for leaving."""
        words = self.text.words
        going = kind in (
            "move",
            "entry",
            "transfer_abroad",
            "departure",
            "resettlement",
            "extradition",
            "expulsion",
        )
        order: tuple[str, ...] = (
            ("to", "into", "in", "at", "from")
            if going and kind != "departure"
            else ("in", "at", "near", "outside", "from", "to", "into")
        )
        if kind == "departure":
            order = ("object", "from", "in", "to")
        found: dict[str, str] = {}
        aside = frozenset(
            {"relcl", "ccomp", "advcl", "conj", "appos", "nsubj", "nsubjpass", "acl", "pcomp"}
        )
        run = sorted(self.text.subtree(word.i, aside))
        for i in run:
            place = self._place(i)
            if place is None:
                continue
            head = words[words[i].head]
            role = (
                head.low
                if words[i].dep == "pobj"
                else "object"
                if words[i].dep == "dobj"
                else words[i].dep
            )
            if words[i].dep in ("compound", "amod", "poss", "nmod") and words[i].head in run:
                outer = words[words[i].head]
                role = (
                    words[outer.head].low
                    if outer.dep == "pobj"
                    else "object"
                    if outer.dep == "dobj"
                    else role
                )
            found.setdefault(role, place)
        for role in order:
            if role in found:
                return found[role]
        for a in args:
            if a.role in ("in", "at"):
                place = self._place(a.word)
                if place:
                    return place
        # where the parser ran the place into the name ("in Uzbekistan Karimov was charged")
        low, _ = self.text.sentences[word.sentence]
        before = self.text.text[words[low].start : word.start]
        beside = re.search(r"\b[Ii]n ([A-Z][\w\-]+)(?= [A-Z])[^,;]{0,60}$", before)
        if beside and (found_place := place_of(beside.group(1))) is not None:
            return found_place.name
        return None

    def _place(self, i: int) -> str | None:
        words = self.text.words
        for n in (3, 2, 1, 0):
            for shift in range(n + 1):
                a, b = i - n + shift, i + shift + 1
                if a < 0 or b > len(words):
                    continue
                run = self.text.text[words[a].start : words[b - 1].end]
                place = place_of(run)
                if place is not None and run[:1].isupper():
                    return place.name
        return self.places.get(i)

    def by(self, kind: str, word: Word, args: Sequence[Argument]) -> str | None:
        """The body that acted, as STATE-body where the words give the state."""
        agents = [a.word for a in args if a.role in ("agent", "by")]
        if not is_passive(self.text, word.i):
            agents += [a.word for a in args if a.role == "subject"]
        for i in agents:
            run = sorted(self.text.subtree(i, frozenset({"relcl", "acl", "advcl"})))
            words = self.text.text[self.text.words[run[0]].start : self.text.words[run[-1]].end]
            names = self.bodies(words)
            if (
                not names
                and (place := place_of(re.sub(r"^the ", "", words))) is not None
                and place.is_state
            ):
                return place.state
            if names:
                return ", ".join(names)
        del kind
        return None

    def bodies(self, words: str) -> list[str]:
        """Bodies named in some words: "officers from both the Uzbek and Russian security services"."""
        tokens = re.findall(r"[\w'’\-]+", words.casefold())
        states = [
            s for t in tokens if (s := demonyms().get(t.removesuffix("'s").removesuffix("’s")))
        ]
        states += [
            p.state
            for t in re.findall(r"[A-Z][\w'’]+", words)
            if (p := place_of(t.removesuffix("’s").removesuffix("'s"))) is not None
        ]
        states = list(dict.fromkeys(states))
        for pattern, name, home in _BODIES:
            if re.search(pattern, words, re.IGNORECASE):
                if home == "-":
                    return [name]
                if home:
                    return [f"{home}-{name}"]
                if name == "SNB" and not states:
                    return ["UZ-SNB"] if re.search(r"\bSNB\b", words) else [name]
                return [f"{s}-{name}" for s in states] or [name]
        return []

    def office(self, args: Sequence[Argument]) -> str | None:
        for a in args:
            if a.role in ("in", "at", "outside", "near", "from", "inside", "on"):
                run = sorted(
                    self.text.subtree(a.word, frozenset({"relcl", "acl", "advcl", "conj"}))
                )
                words = self.text.text[self.text.words[run[0]].start : self.text.words[run[-1]].end]
                m = _OFFICES.search(words)
                if m:
                    return re.sub(r"^(?:the|a|an|his|her|their)\s+", "", words.strip()).strip(
                        " ,;"
                    )[:60]
        return None

    def destination(self, args: Sequence[Argument]) -> str | None:
        for a in args:
            if a.role in ("to", "for", "into"):
                run = sorted(self.text.subtree(a.word, frozenset({"relcl", "acl", "advcl"})))
                state = state_of(
                    self.text.text[self.text.words[run[0]].start : self.text.words[run[-1]].end]
                )
                if state:
                    return state
        return None

    # -- law -----------------------------------------------------------------------------------------------------------

    def articles(self, word: Word, kind: str, state: str | None) -> list[str]:
        """Articles told with the trigger: in its sentence, or in the next one that goes on about it."""
        low, high = self.text.sentences[word.sentence]
        a, b = self.text.words[low].start, self.text.words[high - 1].end
        near = [r for r in self.references if a <= r.start < b and not r.note]
        near = [r for r in near if self._clause(r.start) not in self.legal - {word.i}]
        after = [r for r in near if r.start >= word.start]
        found = []
        for r in after or near:
            code, home = r.code, r.state
            criminal = kind in (
                "criminal_charge",
                "conviction",
                "sentence",
                "wanted_listing",
                "acquittal",
                "extradition_request",
            )
            if not code and criminal and not re.match(r"\d{1,2}\.", r.number):
                code = "CC"
            if not home and code and state and criminal and kind != "extradition_request":
                home = state
            found.append(article_id(r.number, part=r.part, code=code, state=home))
        return list(dict.fromkeys(found))

    def _clause(self, offset: int) -> int:
        """The verb whose clause holds this character."""
        i = bisect_right(self._starts, offset) - 1
        return self.clause_of[i] if 0 <= i < len(self.clause_of) else -1

    def accusation(self, kind: str, word: Word, more: More) -> None:
        tail = self.text.text[word.end : word.end + 200].split("\n")[0]
        m = _OFFENCE.match(tail)
        if m:
            what = re.split(
                r",? (?:and (?:was|were|had|he|she|they|put|placed)|but|who|which|although|while|in (?:19|20)\d\d|under Article)|[,”\"]",
                m["what"],
            )[0].strip()
            what = re.sub(r"^(?:having |the crime of |an? )", "", what)
            if len(what) > 3 and not re.match(r"(?:Article|\d|(?:the )?charges$)", what):
                more.values["accused_of" if kind == "media_accusation" else "offence"] = what[:100]
        elif kind == "media_accusation":
            m = re.search(
                r"\b(?:terrorist|recruiter|extremist|militant|jihadist|traitor|recruited[\w ]{0,40})",
                self.text.text[word.start : word.end + 120],
            )
            if m:
                more.values["accused_of"] = m.group().strip()

    def ground(self, clause: str, articles: object) -> str | None:
        """Why somebody was held: for extradition, on a wanted notice, for breach of residence rules (18.8, 18.10)."""
        low = clause.casefold()
        if re.search(
            r"pending (?:his |her )?extradition|purpose of extradition|view to (?:his |her |the )?extradition|secure (?:his |her )?extradition|awaiting extradition",
            low,
        ):
            return "extradition"
        if re.search(
            r"(?:search|arrest) warrant|wanted (?:notice|list|person)|red notice|at the request of",
            low,
        ):
            return "wanted"
        for number in ("18.8", "18.10"):
            if isinstance(articles, list) and any(number in str(a) for a in articles):
                return number
        return None

    def silence(self, word: Word) -> str | None:
        """ "There was no response for five months", in the next sentence: how long a request lay unanswered."""
        following = word.sentence + 1
        if following >= len(self.text.sentences):
            return None
        first, last = self.text.sentences[following]
        if first == last or self.text.words[first].block != word.block:
            return None
        a, b = self.text.words[first].start, self.text.words[last - 1].end
        if not re.search(
            r"\bno (?:response|answer|reply)\b|\bunanswered\b|\bwithout (?:an )?(?:answer|reply|response)\b",
            self.text.text[a:b],
        ):
            return None
        return next((m.length for m in self.moments if m.length and a <= m.start < b), None)

    def alleged(self, word: Word, more: More) -> None:
        """ "The crime was supposed to have taken place in 2009": when and where the act is said to have been done."""
        low, _ = self.text.sentences[word.sentence]
        last = min(word.sentence + 1, len(self.text.sentences) - 1)
        if self.text.words[self.text.sentences[last][0]].block != word.block:
            last = word.sentence
        a, b = word.end, self.text.words[self.text.sentences[last][1] - 1].end
        run = self.text.text[a:b]
        m = _ACT.search(run) or _COMMITTED.search(run)
        if not m:
            return
        act: dict[str, object] = {}
        for moment in self.moments:
            if a + m.start() <= moment.start < a + m.end() and moment.told and moment.told.year:
                act["when"] = edtf_of(moment.told) + (
                    f"/{edtf_of(moment.until)}" if moment.until and moment.until.year else ""
                )
                break
        inside = m.group()
        inside = re.split(r"\b(?:when|while|although|but)\b", inside)[
            0
        ]  # where he was then is not where it was done
        where = re.search(r"\bin ([A-Z][\w\-]+(?: region)?)", inside)
        if where and place_of(where.group(1)):
            act["place"] = state_of(where.group(1)) or where.group(1)
        elif act and more.where and state_of(more.where):
            pass  # where it was charged is not where it was done
        if act:
            more.values["alleged_act"] = act
        del low

    # -- protection ------------------------------------------------------------------------------------------------------

    def form(self, clause: str, sentence: str) -> dict[str, object]:
        for words in (clause, sentence):
            low = words.casefold()
            if "temporary asylum" in low:
                return {"form": "temporary_asylum"}
            if (
                "refugee status" in low
                or "recognised as a refugee" in low
                or "recognized as a refugee" in low
            ):
                return {"form": "refugee_status"}
        return {}

    def body(self, word: Word, sentence: str) -> dict[str, object]:
        near = sentence + " " + self._around(word, 300)
        for words in (sentence, near):
            for pattern, name, home in _BODIES:
                if (
                    home == "-"
                    and name in ("ECtHR", "HRC", "CAT")
                    and re.search(pattern, words, re.IGNORECASE)
                ):
                    return {"body": name}
            if re.search(r"\bRule 39\b", words):
                return {"body": "ECtHR"}
        return {}

    def decided(self, clause: str, sentence: str) -> str | None:
        """ "for" or "against" the person, where the words tell."""
        low = clause.casefold()
        if re.search(
            r"unlawful to refuse|refus\w+[^.;]{0,40}(?:unlawful|illegal|unfounded)|order\w*[^.;]{0,50}(?:give|grant|given|granted|reconsider|release)",
            sentence.casefold(),
        ):
            return "for"
        for_person = re.search(
            r"\b(?:unlawful|illegal|unfounded|quash|overturn|annul|set aside|allow|satisf|revers|order(?:ed)? (?:the )?(?:migration|ministry|service|release)|violation)",
            low,
        )
        against = re.search(r"\b(?:dismiss|reject|upheld|uphold|refus|confirm|lawful and)", low)
        if for_person and not against:
            return "for"
        if against and not for_person:
            return "against"
        return None

    def decision(self, clause: str) -> str | None:
        low = clause.casefold()
        for pattern, kind in (
            (r"extradit", "extradition_order"), (r"expul|deport|removal", "expulsion_order"), (r"temporary asylum|refugee|asylum", "asylum_refusal"),
            (r"undesirab", "undesirability_order"), (r"judgment|verdict|sentence", "sentence"), (r"ruling|court", "court_ruling"),
        ):  # fmt: skip
            if re.search(pattern, low):
                return kind
        return None


def edtf_of(told: Told) -> str:
    """EDTF level 0 of a date told with its year."""
    if told.year is None:
        return ""
    text = f"{told.year:04d}"
    if told.season:
        return f"{text}-{told.season}"
    if told.month:
        text += f"-{told.month:02d}"
        if told.day:
            text += f"-{told.day:02d}"
    return text

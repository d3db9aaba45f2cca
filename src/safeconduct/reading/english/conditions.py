"""Conditions of single rows of the lexicon that words alone cannot say.

May import: `record`, this room.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from safeconduct.reading.english.arguments import Argument
from safeconduct.reading.english.clauses import bounds
from safeconduct.reading.english.lexicon import Row
from safeconduct.reading.english.mood import Telling
from safeconduct.reading.english.nearby import Match, Nearby
from safeconduct.reading.english.predicates import is_passive
from safeconduct.reading.english.wordlists import WORDS
from safeconduct.reading.english.words import Word
from safeconduct.reading.marks import Sort
from safeconduct.record import Mood
from safeconduct.record.places import state_of

_PRISON = re.compile(
    r"jail|prison|colony|bars|imprison|sentence|behind|under Article|labou?r", re.IGNORECASE
)
_MENACE = re.compile(
    r"\b(?:will|would|'ll|’ll|'d|’d|going to)\b[^.;]{0,40}\b(?:charge|prosecut|kill|bring|brought|deliver|arrest|jail|imprison|disappear|"
    r"rape|beat|find|found|take|taken|put|send|sent|deport|regret|answer|suffer|pay|bury|buried|die|dead|lock|lose|hurt|get|rot)",
    re.IGNORECASE,
)


class Conditions(Nearby):
    """Conditions of single rows that words alone cannot say, and what is news and what an echo.

    Each is a method `_if_<flag>`; a row with that flag tells its kind only where the method says so.
    """

    __slots__ = ()

    def _suits(
        self, row: Row, word: Word, args: Sequence[Argument], hit: int, told: Telling
    ) -> bool:
        """Do all conditions of the row hold?"""
        if "never" in row and (told.mood is not Mood.NEGATED or self._may(word)):
            return False
        if "never" in row and self._under_if(word):
            return False  # "if he does not return, they will jail his father"
        if "never" in row and word.dep == "pcomp":
            return False  # "instead of showing up for his trial"
        if self._is_something_there(word, args):
            return False
        if "never" in row and self._by_the_teller(args):
            return False  # "I did not come home for a year": whoever says so has not disappeared
        if row.kind == "work" and not self._works(word, args):
            return False
        match = Match(word, args, hit)
        return all(check(self, match) for flag, check in _CONDITIONS.items() if flag in row.flags)

    def _under_if(self, word: Word) -> bool:
        return any(self.text.words[k].low in ("if", "unless", "until", "lest") for k in word.kids)

    def _is_something_there(self, word: Word, args: Sequence[Argument]) -> bool:
        """ "Was calm at the police station": how somebody was, not where."""
        how = any(self.text.words[k].dep == "acomp" for k in word.kids)
        return word.lemma == "be" and how and any(a.role == "at" for a in args)

    def _by_the_teller(self, args: Sequence[Argument]) -> bool:
        doers = [p for a in args if a.role == "subject" for p in self.people_at(a.word)]
        return any(self.mention(p).person == 1 for p in doers)

    def _if_lasts(self, m: Match) -> bool:
        """ "Was detained for ten days", "is being held": a state, not the moment."""
        held = m.word.lemma == "hold" and is_passive(self.text, m.word.i)
        return bool(self._lengths(m.word)) or held or self._stays(m)

    def _stays(self, m: Match) -> bool:
        """ "Is detained in Hrodna", "was detained pending extradition": a state, told of now or of what it waits for."""
        waits = {"pending", "awaiting"} & {
            self.text.words[k].low for k in self.text.subtree(m.word.i)
        }
        return self._now(m.word) or bool(waits) or self._by_a_court(m)

    def _by_a_court(self, m: Match) -> bool:
        """ "Was detained by a decision of the District Court": custody, not the moment of arrest."""
        doers = ("agent",) if is_passive(self.text, m.word.i) else ("subject",)
        return any(self.holds(a.word, ("court", "judge")) for a in m.args if a.role in doers)

    def _if_thrown(self, m: Match) -> bool:
        """Out of a country, not "expelled from the armed forces"."""
        out_of = [a.word for a in m.args if a.role == "from"]
        return not out_of or any(
            self._somewhere(i)
            or self.holds(i, ("country", "territory", "here", "there", "state", "eu"))
            for i in out_of
        )

    def _if_moment(self, m: Match) -> bool:
        return not (self._lengths(m.word) or self._ordered(m.word) or self._stays(m))

    def _if_term(self, m: Match) -> bool:
        """ "Was given ten years": in prison, where the words around say so."""
        long = any(re.search(r"[YM]", n) for n in self._lengths(m.word))
        low, _ = self.text.sentences[m.word.sentence]
        before = " ".join(w.lemma for w in self.text.words[low : m.word.i])
        if long and re.search(r"convict|sentenc|guilty|verdict", before):
            return True
        phrase = self.phrase(m.hit)
        if any(w in phrase for w in (" sentence ", " life ", " imprisonment ")):
            return True
        first, last = bounds(self.text, m.word.i)
        a, b = self.text.words[first].start, self.text.words[last - 1].end
        return long and bool(_PRISON.search(self.text.text[a : b + 40]))

    def _if_years(self, m: Match) -> bool:
        """ "Got eleven years": a sentence, where years are all that was got."""
        word = self.text.words[m.hit]
        rest = self.text.text[word.end : word.end + 14]
        other = re.match(
            r"[’']? (?:of|from|old|later|ago|work|experience|with|to (?!\W*[A-Z])|in (?:office|power|school|Russia|Turkey))",
            rest,
        )
        return not other and self._if_termed(m)

    def _if_termed(self, m: Match) -> bool:
        """ "Jailed for six years", "a twelve-year term": years told in the clause."""
        return any("Y" in n for n in self._lengths(m.word))

    def _if_men(self, m: Match) -> bool:
        """Someone is told to have done it: men, people, officers; nobody is abducted by a passive alone."""
        doers = [a.word for a in m.args if a.role == "agent" or (
            a.role == "subject" and not is_passive(self.text, m.word.i))]  # fmt: skip
        return any(
            self.holds(i, ("man", "people", "stranger", "they", "officer", "agent", "person"))
            and not self.holds(
                i, ("immigration", "migration", "police", "border", "bailiff", "prison")
            )
            for i in doers
        )

    def _if_allowed(self, m: Match) -> bool:
        """What is asked for is not that something be left undone."""
        return not self._if_bars(m)

    def _if_case(self, m: Match) -> bool:
        """A case of kidnapping is none against whoever was kidnapped, nor an inquiry into somebody's complaint."""
        into = self.text.kid(m.hit, "prep")
        what = self.text.kid(into.i, "pobj") if into is not None and into.low == "into" else None
        if what is not None and not self.people_at(what.i) and what.lemma not in WORDS["doings"]:
            return False
        phrase = self.clause_string(m.word.i).split("|")[0]
        return " against " in phrase or not re.search(
            r" (?:of|into|over|about|on) [^|]{0,40}\b(?:kidnap\w*|abduct\w*|disappear\w*|torture|beating|death|murder|ill-treatment|attack|assault|shooting|poisoning)\b",
            phrase,
        )

    def _if_bars(self, m: Match) -> bool:
        """What is asked is that something be left undone."""
        return bool(
            re.search(
                r"\bnot\b|n[’']t\b|refrain|suspend|\bstay\b|\bhalt|\bstop", self._sentence(m.word)
            )
        )

    def _if_days(self, m: Match) -> bool:
        """ "Was given fifteen days", "the court gave three months": custody, not a sentence of years."""
        if not any("Y" not in n for n in self._lengths(m.word)):
            return False
        courts = [a.word for a in m.args if a.role in ("subject", "agent")]
        if self._if_held(m):
            return True
        by_court = any(self.holds(i, ("court", "judge", "they")) for i in courts)
        clause = self.clause_string(m.word.i)
        return by_court or (
            is_passive(self.text, m.word.i)
            and any(w in clause for w in (" for ", " under article ", " under art "))
        )

    def _if_stranger(self, m: Match) -> bool:
        """Done by people nobody knows: no named person, relative or "I"."""
        subjects = [a.word for a in m.args if a.role in ("subject", "agent") and not (
            a.role == "subject" and is_passive(self.text, m.word.i))]  # fmt: skip
        known = [self.mention(p) for w in subjects for p in self.people_at(w)]
        return not any(
            k.sort in (Sort.NAME, Sort.RELATIVE, Sort.FAMILY)
            or k.person == 1
            or (k.sort is Sort.PRONOUN and not k.plural)
            for k in known
        )

    def _if_ground(self, m: Match) -> bool:
        """ "Was arrested *on a red notice*": what the arrest rested on, and not what became of the notice."""
        at = m.word
        while at.dep == "pobj" and self.text.words[at.head].dep == "prep":
            at = self.text.words[self.text.words[at.head].head]
        return at.pos == "VERB" and at.lemma in WORDS["seize"]

    def _if_since(self, m: Match) -> bool:
        return bool(re.search(r"\bsince\b|\bmoved\b", self.clause_string(m.word.i)))

    def _if_lived(self, m: Match) -> bool:
        """ "Lived in Samara for three years", "from 2008 until": with a beginning, an end or a length."""
        return bool(self._lengths(m.word)) or bool(
            re.search(
                r"\b(?:from|until|till|between) (?:\w+ )?(?:19|20)\d\d\b", self._sentence(m.word)
            )
        )

    def _if_reached(self, m: Match) -> bool:
        """ "By the end of that year they were in Almaty": they had come to live there."""
        return bool(
            re.search(r"\b[Bb]y (?:then|the|that|[A-Z0-9])\w*", self._sentence(m.word)[:80])
        )

    def _if_past(self, m: Match) -> bool:
        return m.word.tag in ("VBD", "VBN")

    def _if_bare(self, m: Match) -> bool:
        return not any(
            a.role in ("to", "into", "from", "as", "in", "out", "over", "onto", "off", "with")
            and not self._is_moment(self.text.words[a.word])
            for a in m.args
        )

    def _if_enters(self, m: Match) -> bool:
        return not any(
            self._place(a.word) and not self._state(a.word)
            for a in m.args
            if a.role in ("in", "to", "at")
        )

    def _if_moves(self, m: Match) -> bool:
        return any(
            self._somewhere(a.word)
            or self.holds(a.word, ("country", "city", "village", "region", "town", "abroad"))
            for a in m.args
            if a.role in ("to", "in", "from", "into", "away")
        )

    def _if_menaces(self, m: Match) -> bool:
        """ "Told her that he would be brought back in a sack"; what a friend or a lawyer tells is no threat."""
        _, high = self.text.sentences[m.word.sentence]
        rest = self.text.text[m.word.end : self.text.words[high - 1].end]
        told = is_passive(self.text, m.word.i) or self._if_stranger(m)
        return bool(_MENACE.search(rest)) and told

    def _if_placed(self, m: Match) -> bool:
        """A place is told: "rented a room in Kazan", "went to live with his uncle in Samara"."""
        places = [a.word for a in m.args if a.role in ("in", "to", "at", "from", "into", "for")]
        inside = any(self._somewhere(a.word) for a in m.args if a.role == "object")
        return inside or any(self._place(i) for i in (*places, *self.deep(m.word.i)))

    def _if_abroad(self, m: Match) -> bool:
        """ "Was sent from Kazan to Tashkent": from a place of one state to a place of another."""
        ends = [
            {s for a in m.args if a.role == role and (s := state_of(self._place_name(a.word)))}
            for role in ("from", "to")
        ]
        return all(ends) and not ends[0] & ends[1]

    def _place_name(self, i: int) -> str:
        return self.attributes.around.places.get(i) or self.text.words[i].text

    def _if_joins(self, m: Match) -> bool:
        """ "Joined her husband in Kazan": somebody, somewhere or on some day."""
        somebody = any(self.people_at(a.word) for a in m.args if a.role == "object")
        return somebody and (self._if_placed(m) or self._when(m.word)[0] is not None)

    def _if_kin(self, m: Match) -> bool:
        """Done to a relative, or because of another: "his brothers were evicted", "was dismissed on his account"."""
        done_to = [p for a in m.args if a.role == "object" for p in self.people_at(a.word)]
        kin = any(self.mention(p).sort in (Sort.RELATIVE, Sort.FAMILY) for p in done_to)
        return kin or bool(
            re.search(
                r"\bbecause of|on account of|on (?:his|her|their) account", self._sentence(m.word)
            )
        )

    def _if_lengthy(self, m: Match) -> bool:
        """ "Sat in the centre for six months": for how long, or when, is told."""
        return bool(self._lengths(m.word)) or self._when(m.word)[0] is not None


_CONDITIONS = {
    name.removeprefix("_if_"): check
    for part in (Nearby, Conditions)
    for name, check in vars(part).items()
    if name.startswith("_if_")
}

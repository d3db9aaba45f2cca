"""Kinds told by a matter and what is done in it: "his request for temporary asylum was turned down".

May import: `record`, this room.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from safeconduct.reading.english.acts import Acts
from safeconduct.reading.english.arguments import Argument, arguments
from safeconduct.reading.english.lexicon import Act, Matter, Row, lexicon
from safeconduct.reading.english.predicates import is_passive
from safeconduct.reading.english.roles import OF_MANY
from safeconduct.reading.english.words import Word
from safeconduct.record import Mood

# "He will not be extradited, a court *ruled*": what was resolved may stand before.
_RESOLVES = ("decide", "order", "rule")
# Courts and bodies whose "do not extradite him" is a measure that binds a state.
_ABROAD = re.compile(
    r"European Court|Strasbourg|\bECH?t?HR\b|Human Rights Committee|Committee [Aa]gainst Torture"
)
_NEGATIVE = re.compile(r"\b(?:refusing|rejecting|denying|negative|unfavou?rable|adverse|not to)\b")
# "An order for interim measures requiring Russia not to extradite him" is no refusal.
_NO_MEASURE = re.compile(
    r"\b(?:refusing|rejecting|denying|negative|unfavou?rable|adverse)\b|\bnot to (?:issue|indicate|apply|grant|make|adopt|impose|request|order)\b"
)


class Matters(Acts):
    """Kinds told by a matter and what is done in it: "his request for temporary asylum was turned down"."""

    __slots__ = ()

    def _matter(self, word: Word, args: Sequence[Argument], acts: Sequence[Act], key: str) -> bool:
        """ "His request for temporary asylum was turned down": a matter and what is done in it."""
        lex = lexicon()
        passive = is_passive(self.text, word.i)
        phrases = [
            (a.role, a.word)
            for a in args
            if a.role != "agent"
            and not (a.role == "subject" and not passive and self.people_at(a.word))
        ]
        for k in word.kids:
            kid = self.text.words[k]
            if kid.pos == "VERB" and (
                (kid.dep in ("xcomp", "ccomp") and (k > word.i or word.lemma in _RESOLVES))
                or (kid.dep == "advcl" and kid.tag == "VB" and k > word.i)
            ):
                phrases.extend(
                    (a.role, a.word)
                    for a in arguments(self.text, k)
                    if a.role in ("object", "to", "of", "with", "from")
                )
                phrases.append(("xcomp", k))
        names = {a.name for a in acts}
        for matter in lex.matters:
            for role, i in phrases:
                phrase = self._wide(i)
                if not self._in(phrase, matter.terms, []) or self._in(phrase, matter.without, []):
                    continue
                if self._awaits(phrase, matter.terms):
                    continue
                if matter.name == "interim" and key == "ignore":
                    continue  # a state that ignores a measure is bound by it
                if matter.name == "expulsion" and self._of_a_thing(i):
                    continue  # "the removal of his conviction from the record"
                if matter.name != "complaint" and self._contests(i) and "appeal" not in names:
                    continue
                if matter.name != "interim" and (self._bars(i) or self._undoes(i, word)):
                    continue
                act = self._act(matter, acts, i, key)
                if act == "appeal" and role == "to":
                    continue  # "appealed to his judgment"
                own = self.text.words[i]
                if key == "claim" and (own.head != word.i or own.pos == "VERB"):
                    continue  # "claimed that they tore up his permit"
                if act == "appeal" and role == "for" and word.lemma == "appeal":
                    act = "ask"  # "appealed for asylum"
                if act == "refuse" and self._denies(word):
                    continue
                if role == "against" and key in ("win", "lose"):
                    continue  # "won her battle against extradition"
                if (
                    act == "grant"
                    and key == "give"
                    and matter.name == "permit"
                    and self._by_hand(args)
                ):
                    continue  # "gave his identity card and permit to the officer"
                if act == "ask" and matter.name == "extradition" and self._pleads(word):
                    continue
                if act is None and any(a.name == "ask" for a in acts):
                    asks = next(a.nouns for a in lex.acts if a.name == "ask")
                    if any(
                        self.text.words[x.word].lemma in asks for x in args if x.role == "object"
                    ):
                        act = "ask"  # "sent a request … to allow him to leave the country"
                if act is None:
                    continue
                self._last_matter = (word.i, matter)
                if (
                    act in ("order", "grant")
                    and "refuse" in matter.kinds
                    and (_NO_MEASURE if matter.name == "interim" else _NEGATIVE).search(phrase)
                ):
                    act = "refuse"  # "issued a decision refusing him asylum", "a negative decision"
                if matter.name == "interim" and act == "ask" and self._by_court(args):
                    act = "grant"  # what a court or a committee requests of a state
                if matter.name == "interim" and key == "apply" and (passive or role == "subject"):
                    act = "grant"  # "Rule 39 was applied in his case", "Rule 39 applied 19.07.23"
                if act == "order" and (role == "against" or self._in(phrase, matter.turned, [])):
                    act = "refuse"  # "ruled against extraditing him"
                undone = self._undone(i)
                if undone and act == "order" and _ABROAD.search(self._sentence(word)):
                    return self._matter_event("interim_measure", act, matter, word, args, i)
                if undone and matter.name == "extradition" and act == "order":
                    act = "refuse"  # "decided not to extradite him"
                if (
                    matter.name == "interim"
                    and act == "refuse"
                    and re.search(r"\b(?:lift|discontinu)\w*", self._sentence(word))
                ):
                    return False  # what was denied is that the measure end
                if (
                    matter.name == "interim"
                    and key in ("make", "take")
                    and not self._by_court(args)
                ):
                    continue  # "an appeal for a stay that was made on his behalf"
                if undone and matter.name == "interim" and self._by_court(args):
                    act = "refuse"
                kind = matter.kinds.get(act)
                if kind is None or (undone and act != "refuse"):
                    continue
                if self._matter_event(kind, act, matter, word, args, i):
                    self._last_matter = (word.i, matter)
                    return True
        return self._implied(word, args, acts, key)

    def _by_hand(self, args: Sequence[Argument]) -> bool:
        """Does a person of the document do it, and no office?"""
        doers = [p for a in args if a.role == "subject" for p in self.people_at(a.word)]
        return any(not self._of_the_state(p) for p in doers)

    def _by_court(self, args: Sequence[Argument]) -> bool:
        return any(
            self.holds(
                a.word,
                (
                    "court",
                    "committee",
                    "rapporteur",
                    "strasbourg",
                    "tribunal",
                    "judge",
                    "chamber",
                    "section",
                ),
            )
            for a in args
            if a.role in ("subject", "agent")
        )

    def _matter_event(
        self,
        kind: str,
        act: str,
        matter: Matter,
        word: Word,
        args: Sequence[Argument],
        i: int,
    ) -> bool:
        told = self.telling(word.i)
        passive = is_passive(self.text, word.i)
        people: list[int] = []
        explicit = True
        roles: tuple[str, ...]
        if act in ("ask", "appeal"):
            roles = (
                ("behalf", "subject", "arg.owner", "arg.by", "arg.from", "by", "agent", "arg.for")
                if not passive
                else ("behalf", "arg.owner", "arg.by", "agent", "arg.of")
            )
            if matter.name == "extradition" and act == "ask":
                roles = ("arg.owner", "arg.of", "of", "for", "object", "infer")
            if matter.name == "interim":
                roles = ("on behalf of", "arg.owner", "for", "subject", "arg.any", "infer")
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
                "arg.from",
                "arg.against",
                "in respect of",
                "of",
                "for",
                "against",
                "arg.any",
                "infer",
            )
            if act == "refuse" and word.lemma in ("refuse", "deny", "give", "grant"):
                roles = ("dative", "object", *roles[2:])
        for r in roles:
            if r == "infer":
                if OF_MANY.search(self.clause_string(word.i)):
                    return False
                people, explicit = [self._zero(word)], False
                break
            found, _ = self._role(r, word, args, i)
            if "." in r:
                found = [p for p in found if not self._of_the_state(p)]
            if found:
                people = found
                break
        if not people and act == "ask":
            inside = [p for j in sorted(self.text.subtree(i)) if j != i for p in self.people_at(j)]
            people = [p for p in inside if not self.mention(p).possessive][:1]
        if (
            not people
            and act in ("ask", "appeal")
            and word.dep in ("ROOT", "conj", "advcl", "ccomp", "relcl", "acl")
        ):
            s = [a for a in args if a.role == "subject"]
            if s:
                if told.generic or told.mood is not Mood.FACT:
                    self._emit(kind, word, args, told, [], False, Row(kind), i)
                return False
            people, explicit = [self._zero(word)], False
        if not people:
            return False
        inner = self.text.words[i].pos == "VERB"  # "refused to register the application"
        row = Row(kind, flags=frozenset({"weak"} if inner else ()))
        if act == "extend" and told.mood is Mood.NEGATED and matter.name == "permit":
            # a permit that was not extended was refused
            kind = matter.kinds["refuse"]
            row = Row(kind, flags=frozenset({"negative", "weak"}))
        return self._emit(kind, word, args, told, people, explicit, row, i)

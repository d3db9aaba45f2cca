"""Kinds told by a matter and what is done in it: "his request for temporary asylum was turned down".

May import: `record`, this room.
"""

from __future__ import annotations

from collections.abc import Sequence

from safeconduct.reading.english.arguments import Argument, arguments, is_passive
from safeconduct.reading.english.lexicon import Act, Matter, Row, lexicon
from safeconduct.reading.english.matching import Matching
from safeconduct.reading.english.mood import telling
from safeconduct.reading.english.roles import OF_MANY
from safeconduct.reading.english.words import Word
from safeconduct.record import Mood

# Governors under which a noun is news, not an echo: something announced, or that took place.
_APPEALS = {
    "extradition_order": "extradition_appeal", "expulsion_order": "expulsion_appeal", "asylum_refusal": "asylum_appeal",
    "conviction": "appeal", "sentence": "appeal", "asylum_loss": "asylum_appeal",
}  # fmt: skip

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


class Matters(Matching):
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
                kid.dep in ("xcomp", "ccomp")
                or (kid.dep == "advcl" and kid.tag == "VB" and k > word.i)
            ):
                phrases.extend(
                    (a.role, a.word)
                    for a in arguments(self.text, k)
                    if a.role in ("object", "to", "of", "with", "from")
                )
                phrases.append(("xcomp", k))
        for matter in lex.matters:
            for _, i in phrases:
                if not self._in(self._wide(i), matter.terms, []):
                    continue
                act = self._act(matter, acts, i, key)
                if act is None and any(a.name == "ask" for a in acts):
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
                if self._matter_event(kind, act, matter, word, args, i):
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

    def _act(self, matter: Matter, acts: Sequence[Act], i: int, key: str) -> str | None:
        """Which act the verb does in the matter, seeing what noun stands between ("lodged an appeal against …")."""
        head = self.text.words[i]
        lex = lexicon()
        noun = next((a for a in lex.acts if head.lemma in a.nouns), None)
        if noun is None and head.dep == "compound":
            noun = next((a for a in lex.acts if self.text.words[head.head].lemma in a.nouns), None)
        names = [a.name for a in acts if key in a.verbs]
        light = [a.name for a in acts if key in a.light]
        if noun is not None:
            if noun.name in light:
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
            if noun.name == "appeal":
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
        i: int,
    ) -> bool:
        told = telling(self.text, word.i)
        passive = is_passive(self.text, word.i)
        people: list[int] = []
        explicit = True
        roles: tuple[str, ...]
        if act in ("ask", "appeal"):
            roles = (
                ("subject", "arg.owner", "arg.by", "by", "agent", "arg.for")
                if not passive
                else ("arg.owner", "arg.by", "agent", "arg.of")
            )
            if matter.name == "extradition" and act == "ask":
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
                if OF_MANY.search(self.clause_string(word.i)):
                    return False
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
        if nouns & {"appeal", "complaint"}:
            return False
        asked = bool(nouns & {"request", "application", "petition"})
        asked = asked or (
            "claim" in nouns and matter.name == "asylum" and word.i - self._last_matter[0] < 60
        )
        passive = is_passive(self.text, word.i)
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
        elif (
            matter.name == "interim"
            and "measure" in nouns
            and key in ("grant", "apply", "indicate", "refuse", "lift")
        ):
            act = {"refuse": "refuse", "lift": "lift"}.get(key, "grant")
            asked = True
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
        if not people and OF_MANY.search(self.clause_string(word.i)):
            return False
        told = telling(self.text, word.i)
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
            args = arguments(self.text, verb.i)
            told = telling(self.text, verb.i)
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

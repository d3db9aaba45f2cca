"""Everything in an English text that points to a person: names, pronouns, relatives, roles, families.

May import: this room.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from safeconduct.reading.english.name_forms import sex_of
from safeconduct.reading.english.names import Found
from safeconduct.reading.english.words import Analysed, Word
from safeconduct.reading.marks import Mention, Sort
from safeconduct.shelf import read_yaml, shelf

_PRONOUNS: dict[str, tuple[int, str | None, bool, bool]] = {
    # word: person, sex, plural, possessive
    "i": (1, None, False, False), "me": (1, None, False, False), "my": (1, None, False, True),
    "mine": (1, None, False, True), "myself": (1, None, False, False),
    "we": (1, None, True, False), "us": (1, None, True, False), "our": (1, None, True, True), "ours": (1, None, True, True),
    "he": (3, "m", False, False), "him": (3, "m", False, False), "his": (3, "m", False, True),
    "himself": (3, "m", False, False),
    "she": (3, "f", False, False), "her": (3, "f", False, False), "hers": (3, "f", False, True),
    "herself": (3, "f", False, False),
    "they": (3, None, True, False), "them": (3, None, True, False), "their": (3, None, True, True),
    "themselves": (3, None, True, False),
}  # fmt: skip
_NUMBERS = {
    "one": 1, "a": 1, "an": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "both": 2,
}  # fmt: skip
_RANKS = {"first", "second", "third", "fourth", "fifth", "sixth"}
_CALLED = re.compile(
    r"\s*\((?:here(?:in)?after,? |henceforth,? )?[“\"'‘]?[Tt]he ((?:first |second |third |fourth |fifth )?"
    r"(?:applicant|complainant|petitioner|claimant|appellant|defendant|accused|client))[”\"'’]?\)"
)
_COMMITTEE = re.compile(
    r"\bState party\b|\bcommunication [Nn]o\b|\b(?:present|the) communication\b"
)
_COUNSEL = {"lawyer", "attorney", "advocate", "solicitor", "barrister"}
_BODY_LABELS = {"ORG"}


@cache
def _words() -> dict[str, Any]:
    data = read_yaml(shelf("vocabulary") / "people-en.yaml")
    plurals: dict[str, tuple[str | None, str, bool]] = {}
    for word, (sex, relation) in data["relatives"].items():
        plurals[word] = (sex, relation, False)
        many = {"wife": "wives", "child": "children", "family": "families", "baby": "babies"}.get(
            word, word + "s"
        )
        plurals[many] = (sex, relation, True)
    return {
        "relatives": plurals,
        "roles": set(data["roles"]),
        "offices": set(data["offices"]),
        "female": set(data["female_titles"]),
        "male": set(data["male_titles"]),
        "titles": set(data["titles"]),
    }


@dataclass(frozen=True, slots=True)
class Pointed:
    """Mentions in text order, and for a word's index the mention whose head or part it is."""

    mentions: tuple[Mention, ...]
    by_word: dict[int, int]


def find(
    text: Analysed, names: Sequence[Found], noise: frozenset[int], clause_of: Sequence[int]
) -> Pointed:
    """All mentions. `noise` are blocks that name people but tell nothing; `clause_of` a clause number per word."""
    return _Mentions(text, names, noise, clause_of).find()


def _told_sex(words: Sequence[Word], last: int) -> str | None:
    """ "(m)", "(female)" right after a name."""
    after = words[last : last + 3]
    if len(after) == 3 and after[0].text == "(" and after[2].text in (")", ","):
        return {"m": "m", "male": "m", "f": "f", "female": "f"}.get(after[1].low)
    return None


class _Mentions:
    def __init__(
        self,
        text: Analysed,
        names: Sequence[Found],
        noise: frozenset[int],
        clause_of: Sequence[int],
    ) -> None:
        self.text = text
        self.noise = noise
        self.clause_of = clause_of
        self.named: dict[int, Found] = {i: f for f in names for i in range(f.first, f.last)}
        self.made: list[Mention] = []
        self.by_word: dict[int, int] = {}
        self.alias: dict[
            int, int
        ] = {}  # a role or relation told with a name: words -> a word of the name
        self.waiting: dict[int, int] = {}  # index of mention -> word index of its owner
        self.committee = bool(_COMMITTEE.search(text.text))

    def find(self) -> Pointed:
        words = self.text.words
        lists = _words()
        i = 0
        while i < len(words):
            word = words[i]
            found = self.named.get(i)
            if found:
                self.name(found)
                i = found.last
                continue
            if (
                word.low in _PRONOUNS
                and word.block not in self.noise
                and not (word.low == "her" and word.text == "HER")
            ):
                self.pronoun(word)
            elif word.block not in self.noise:
                low = word.low if word.low in lists["relatives"] else ""
                if low and word.pos in ("NOUN", "PROPN"):
                    self.relative(word)
                elif (
                    word.pos in ("NOUN", "PROPN", "ADJ")
                    and (word.lemma in lists["roles"] or word.lemma in lists["offices"])
                    and word.dep != "compound"
                ):
                    self.role(word)
                elif word.low == "couple" and i and words[i - 1].low in ("the", "this", "young"):
                    self.add(
                        word.i,
                        Mention(
                            word.start,
                            word.end,
                            Sort.FAMILY,
                            plural=True,
                            count=2,
                            **self.place(word),
                        ),
                    )
            i += 1
        for word_index, name in self.alias.items():
            if name in self.by_word:
                self.by_word[word_index] = self.by_word[name]
        self.owners()
        return Pointed(tuple(self.made), self.by_word)

    def place(self, word: Word) -> dict[str, Any]:
        return {
            "subject": word.dep in ("nsubj", "nsubjpass") or self._joined_subject(word),
            "clause": self.clause_of[word.i],
            "possessive": word.dep == "poss",
        }

    def _joined_subject(self, word: Word) -> bool:
        head = self.text.words[word.head]
        return word.dep in ("conj", "appos") and head.dep in ("nsubj", "nsubjpass")

    def add(self, word: int, mention: Mention) -> int:
        self.made.append(mention)
        index = len(self.made) - 1
        self.by_word[word] = index
        return index

    # -- names -------------------------------------------------------------------------------------------------------

    def name(self, found: Found) -> None:
        words = self.text.words
        head = next(
            (
                i
                for i in range(found.first, found.last)
                if not found.first <= words[i].head < found.last
            ),
            found.last - 1,
        )
        word = words[head]
        lists = _words()
        title = words[found.first - 1].low.rstrip(".") if found.first else ""
        sex = (
            "f"
            if title in lists["female"]
            else "m"
            if title in lists["male"]
            else _told_sex(words, found.last) or sex_of(found.name)
        )
        start, end = words[found.first].start, words[found.last - 1].end
        artefact = word.block in self.noise
        if found.family:
            index = self.add(
                head,
                Mention(
                    start,
                    end,
                    Sort.FAMILY,
                    name=found.name,
                    plural=True,
                    count=None,
                    artefact=artefact,
                    **self.place(word),
                ),
            )
        else:
            roles = self.roles(found, head)
            if sex is None:
                sex = next(
                    (lists["relatives"][r][0] for r in roles if r in lists["relatives"]), None
                )
            index = self.add(
                head,
                Mention(
                    start,
                    end,
                    Sort.NAME,
                    name=found.name,
                    sex=sex,
                    role=roles,
                    artefact=artefact,
                    **self.place(word),
                ),
            )
            owner = self.tied(found, head)
            if owner is not None:
                self.waiting[index] = owner
        for i in range(found.first, found.last):
            self.by_word[i] = index

    def tied(self, found: Found, head: int) -> int | None:
        """The word of the one to whom a named relative belongs ("*his* wife Aigul", "*my* client Odil Sharipov")."""
        words, relatives = self.text.words, _words()["relatives"]
        near = [
            words[k]
            for i in range(found.first, found.last)
            for k in words[i].kids
            if not found.first <= k < found.last
        ]
        if words[head].dep == "appos":
            near.append(words[words[head].head])
        near += [words[found.first - back] for back in (1, 2) if found.first >= back]
        for w in near:
            if w.low in relatives or w.low in _COUNSEL:
                for k in [*w.kids, *words[head].kids]:
                    if words[k].dep == "poss":
                        return k
        return None

    def roles(self, found: Found, head: int) -> tuple[str, ...]:
        """Words given with a name: before it ("his lawyer X"), in apposition, after "is", or as its title."""
        words, lists = self.text.words, _words()
        told: list[str] = []
        head_line = self.text.text[max(0, words[found.first].start - 10) : words[found.first].start]
        if head_line.casefold().endswith("case of ") and words[found.last].low in (
            "v.",
            "v",
            "and",
        ):
            told.append("applicant")  # the title of a judgment
        after = _CALLED.match(self.text.text, words[found.last - 1].end)
        if after:  # 'Mr S.R. ("the first applicant")'
            told.append(after[1].casefold())
        near = [
            words[k]
            for k in range(found.first, found.last)
            for k in words[k].kids
            if words[k].dep in ("compound", "appos", "amod", "relcl")
            and not found.first <= k < found.last
        ]
        if found.first:
            near.append(words[found.first - 1])
            if found.first > 1 and words[found.first - 1].text == ",":
                near.append(words[found.first - 2])
        parent = words[words[head].head]
        if words[head].dep == "appos":
            near.append(parent)
        if words[head].dep == "nsubj" and parent.lemma == "be" and parent.dep == "ROOT":
            attr = self.text.kid(parent.i, "attr")
            if attr is not None:
                near.append(attr)
        if (
            words[head].dep == "attr" and parent.lemma == "be"
        ):  # "the author of the communication is Mr X"
            said = self.text.kid(parent.i, "nsubj")
            if said is not None:
                near.append(said)
        for w in near:
            if w.dep == "relcl" and w.lemma in ("head", "lead", "chair"):
                told.append("head")
                continue
            low = w.lemma
            if low in lists["roles"] or low in lists["offices"] or low in lists["relatives"]:
                if low in lists["relatives"]:
                    low = lists["relatives"][low][1]
                told.append(self.party(w, low))
        return tuple(dict.fromkeys(told))

    def party(self, word: Word, role: str) -> str:
        """The role with its number among several ("the second applicant"); a committee's "author" is a complainant."""
        if role == "author" and self.committee:
            role = "complainant"
        number = next((k for k in (self.text.words[k].low for k in word.kids) if k in _RANKS), "")
        return f"{number} {role}" if number else role

    # -- the rest ----------------------------------------------------------------------------------------------------

    def pronoun(self, word: Word) -> None:
        person, sex, plural, possessive = _PRONOUNS[word.low]
        if word.low == "her" and word.tag != "PRP$":
            possessive = False
        if word.low == "us" and word.text == "US":
            return
        place = {**self.place(word), "possessive": possessive}
        self.add(
            word.i,
            Mention(
                word.start, word.end, Sort.PRONOUN, sex=sex, plural=plural, person=person,
                count=None if plural else 1, **place,
            ),
        )  # fmt: skip

    def relative(self, word: Word) -> None:
        words = self.text.words
        sex, relation, plural = _words()["relatives"][word.low]
        kids = [words[k] for k in word.kids]
        owner = next((k for k in kids if k.dep == "poss"), None)
        of = None
        if owner is None:
            prep = next((k for k in kids if k.dep == "prep" and k.low == "of"), None)
            of = self.text.kid(prep.i, "pobj") if prep else None
            owner = of
        followed = self.named.get(word.i + 1) or (
            self.named.get(word.i + 2)
            if word.i + 1 < len(words) and words[word.i + 1].text == ","
            else None
        )
        named = followed is not None and (
            self._same_phrase(word, words[followed.first]) or words[word.i + 1].text != ","
        )
        if named and followed is not None and not plural:
            self.alias[word.i] = followed.first  # the name itself carries the relation as its role
            return
        appos = next(
            (self.named[k.i] for k in kids if k.dep == "appos" and k.i in self.named), None
        )
        if appos is not None and not plural:
            self.alias[word.i] = appos.first
            return
        if owner is None and relation == "family" and {k.low for k in kids} & {"the"}:
            pass
        elif (
            owner is None
            and relation
            in (
                "family",
                "relative",
                "friend",
                "child",
                "partner",
                "colleague",
                "client",
                "neighbour",
                "parent",
            )
            and (relation != "client" or not kids)
        ):
            return
        low = {k.low for k in kids}
        again = bool(low & {"another", "other"}) and "the" not in low
        count: int | None = 1
        if plural:
            count = next(
                (_NUMBERS[k.low] for k in kids if k.low in _NUMBERS and _NUMBERS[k.low] > 1), None
            )
        if relation == "family":
            count = None
        definite = owner is not None or "the" in low
        if owner is None and not definite and relation not in ("brother", "sister", "client"):
            return
        start = min(
            [word.start]
            + [k.start for k in kids if k.dep in ("poss", "det", "nummod", "amod", "compound")]
        )
        text_owner = ""
        if (
            owner is not None
            and owner.i not in self.named
            and owner.low not in _PRONOUNS
            and of is not None
        ):
            if relation not in ("client", "colleague", "friend", "relative", "child"):
                return  # "a family of doctors"
            text_owner = self._phrase(owner)
        index = self.add(
            word.i,
            Mention(
                start, word.end, Sort.RELATIVE, sex=sex, plural=count != 1, relation=relation, again=again,
                count=count, owner_text=text_owner, **self.place(word),
            ),
        )  # fmt: skip
        if owner is not None:
            self.waiting[index] = owner.i

    def _phrase(self, word: Word) -> str:
        inside = sorted(
            self.text.subtree(word.i, frozenset({"relcl", "punct", "acl", "cc", "conj", "advcl"}))
        )
        return self.text.phrase(inside[0], inside[-1] + 1)[:60] if inside else word.text

    def _same_phrase(self, a: Word, b: Word) -> bool:
        words = self.text.words
        at = b
        for _ in range(4):
            if at.head == a.i or a.head == at.i:
                return True
            if at.head == at.i:
                break
            at = words[at.head]
        return False

    def role(self, word: Word) -> None:
        words, lists = self.text.words, _words()
        kids = [words[k] for k in word.kids]
        low = {k.low for k in kids}
        # "the lawyer Ahmed Kostoyev", "human rights activist Bakhrom Khamroyev": the name carries the role
        if self.named.get(word.i + 1) is not None:
            self.alias[word.i] = word.i + 1
            return
        appos = next(
            (self.named[k.i] for k in kids if k.dep == "appos" and k.i in self.named), None
        )
        if appos is not None:  # "an alleged recruiter, Anvar Tursunov, …"
            self.alias[word.i] = appos.first
            return
        if word.dep in ("attr", "appos") or word.tag == "JJ":
            return  # says what someone is; the subject is the mention
        plural = word.tag in ("NNS", "NNPS")
        relation = word.lemma
        if relation in lists["relatives"]:
            relation = lists["relatives"][relation][1]
        if relation == "author" and self.committee:
            relation = "complainant"
        owner = next((k for k in kids if k.dep == "poss"), None)
        if plural and relation not in (
            "applicant",
            "complainant",
            "claimant",
            "defendant",
            "appellant",
        ):
            return
        indefinite = bool(low & {"a", "an", "another", "one"})
        definite = "the" in low or "this" in low or "that" in low or owner is not None
        formal = relation in (
            "applicant",
            "complainant",
            "claimant",
            "defendant",
            "appellant",
            "respondent",
            "accused",
        )
        if not indefinite and not definite and not (formal and not plural):
            return
        if indefinite and relation in lists["offices"]:
            return
        sex = {
            "man": "m",
            "boy": "m",
            "woman": "f",
            "girl": "f",
            "spokesman": "m",
            "spokeswoman": "f",
            "businessman": "m",
            "policeman": "m",
        }.get(relation)
        start = min(
            [word.start]
            + [k.start for k in kids if k.dep in ("poss", "det", "nummod", "amod", "compound")]
        )
        relation = self.party(word, relation)
        self.add(
            word.i,
            Mention(start, word.end, Sort.ROLE, sex=sex, plural=plural, relation=relation, again=indefinite,
                    count=None if plural else 1, **self.place(word)),
        )  # fmt: skip

    def owners(self) -> None:
        """Owners as indices of mentions, now that all mentions stand."""
        from dataclasses import replace

        for index, word in self.waiting.items():
            owner = self.by_word.get(word)
            if owner is not None and owner != index:
                self.made[index] = replace(self.made[index], owner=owner)

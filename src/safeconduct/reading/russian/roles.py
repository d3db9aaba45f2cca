"""Who fills which role of a Russian trigger: object, subject, dative, owner, prepositions, or whoever is meant.

May import: this package, `marks`.
"""

from __future__ import annotations

from collections.abc import Sequence

from safeconduct.reading.marks import Mention, Sort
from safeconduct.reading.russian.arguments import Arguments, is_passive
from safeconduct.reading.russian.syntax import chain, is_word_of
from safeconduct.reading.russian.words import Word

_OFFICE = frozenset(
    (
        "lawyer",
        "investigator",
        "judge",
        "prosecutor",
        "prosecutor general",
        "journalist",
        "activist",
        "president",
        "minister",
        "head",
    )
)
_ASIDE = 8  # words between a name and what an aside tells of its bearer

_PRESS = frozenset(("journalist", "activist"))


class Roles(Arguments):
    """Looks for the fillers of roles in one sentence."""

    def fill(self, role: str, index: int, inside: Sequence[int]) -> tuple[list[int], bool]:
        """Keys of the mentions in a role of the trigger, and whether the words say so outright."""
        word = self.sentence.words[index]
        noun = word.pos in ("NOUN", "PROPN")
        if role == "obj":
            return self.object(index), True
        if role == "subj":
            return self.subject(index)
        if role == "dat":
            return self.dative(index, inside), True
        if role == "gen":
            return (self.genitive(index), True) if noun else ([], True)
        if role in ("owner", "gen-owner"):
            return self.owners(index, inside), True
        if role == "deep":
            for k in inside:
                if self.sentence.words[k].rel in ("xcomp", "ccomp") and (found := self.object(k)):
                    return found, True
            for k in self.sentence.children[index]:
                if self.sentence.words[k].pos == "VERB" and (found := self.object(k)):
                    return found, True
            return [], True
        if role == "below":
            # «не знает, где находится Каримов»: who acts in the clause below
            for k in self.sentence.children[index]:
                below = self.sentence.words[k]
                if below.rel in ("ccomp", "csubj", "advcl") and (
                    found := self.object(k) or self.subject(k)[0]
                ):
                    return found, True
            return [], True
        if role == "отношение":
            for k in inside:
                if self.sentence.words[k].form == "отношении":
                    for g in self.sentence.children[k]:
                        if found := self.people(g):
                            return found, True
                    if found := self.people(k + 1) if k + 1 < len(self.sentence.words) else []:
                        return found, True
            return [], True
        if role == "next":
            # «отменил постановление и освободил X»
            for k in self.sentence.children[index]:
                joined = (
                    self.sentence.words[k].rel == "conj" and self.sentence.words[k].pos == "VERB"
                )
                if joined and (found := self.object(k)):
                    return found, False
            return [], False
        if role == "above":
            for above in chain(self.sentence, index):
                if above.pos in ("VERB", "ADJ"):
                    return self.object(above.index) or self.subject(above.index)[0], False
            return [], False
        if role == "named":
            return self.named_before(index), True
        if role == "someone":
            return [self.someone(index)], False
        if role == "infer":
            return self.inferred(index, inside), False
        forms = {
            "с": ("с", "со"),
            "к": ("к", "ко"),
            "о": ("о", "об", "обо", "про"),
            "из": ("из", "у"),
        }.get(role, (role,))
        for k in inside:
            if self.prep(k) in forms and (found := self.people(k)):
                return found, True
        return [], True

    def genitive(self, index: int) -> list[int]:
        """Whose arrest: a genitive after the noun, or «его»."""
        words = self.sentence.words
        for k in self.sentence.children[index]:
            kid = words[k]
            if self.prep(k) not in ("", "в", "отношении"):
                continue
            if (
                kid.rel in ("nmod", "det", "amod", "appos", "flat:name")
                and (found := self.people(k))
                and (
                    kid.feats.get("Case") in ("Gen", None, "Acc")
                    or kid.rel in ("det", "amod")
                    or (kid.rel == "appos" and kid.pos == "PROPN")  # «о поимке в Туле Зохида»
                )
            ):
                return found
        if index and words[index - 1].form in ("его", "ее", "их"):
            return self.people(index - 1)
        if index + 1 < len(words) and words[index + 1].is_(Case="Gen"):
            return self.people(index + 1)
        return []

    def owners(self, index: int, inside: Sequence[int]) -> list[int]:
        """To whom something in the clause belongs: the nearest genitive or possessive that is a person."""
        words = self.sentence.words
        actors = {
            g
            for k in self.sentence.children[index]
            if words[k].rel.startswith("nsubj") and not is_passive(self.sentence, index)
            for g in self.sentence.below(k)
        }
        for k in sorted(inside, key=lambda i: abs(i - index)):
            if k in actors or k == index or self.prep(k) != "":
                continue
            if words[k].lemma == "который" and words[k].is_(Case="Gen"):
                # «Каримова, на выдаче которого настаивают»: the one before the comma
                commas = [w.index for w in words[:k] if w.text == ","]
                if commas and commas[-1] and (found := self.people(commas[-1] - 1)):
                    return found
            if is_word_of(self.sentence, words[k].head):
                continue  # «по словам Рустамова»: he tells it
            if (
                (
                    words[k].rel in ("nmod", "det", "amod", "appos")
                    or words[k].form
                    in (
                        "его",
                        "ее",
                        "их",
                    )
                )
                and (words[k].is_(Case="Gen") or words[k].rel in ("det", "amod"))
                and (found := self.people(k))
                and not self.in_office(
                    found[0], press=False
                )  # «решение об экстрадиции журналиста X»
            ):
                return found
        return []

    def inferred(self, index: int, inside: Sequence[int]) -> list[int]:
        """Nobody in a named role: any person in the clause who is no officer, else whoever the text is about."""
        for k in inside:
            if k == index or self.sentence.words[k].rel.startswith("nsubj"):
                continue
            for key in self.people(k):
                mention = self.made.made[key]
                # «мой въезд закрыт» is the teller's; «мною подано» is not
                own = mention.person == 3 or (
                    mention.possessive or self.sentence.words[k].feats.get("Case") in ("Dat", "Acc")
                )
                if own and not self.in_office(key):
                    return [key]
        return [self.someone(index)]

    def named_before(self, index: int) -> list[int]:
        """The last name before a word, no verb between («Каримов, 1968 года рождения»)."""
        for word in reversed(self.sentence.words[max(0, index - _ASIDE) : index]):
            key = self.made.at(self.number, word.index)
            if key is not None and self.made.made[key].sort is Sort.NAME:
                owned = self._of_relative(word)
                return [key] if owned is None else [owned]
            if word.pos == "VERB":
                break
        return []

    def _of_relative(self, word: Word) -> int | None:
        """«Жена Назарова, 1970 г.р.»: the one whose relative the name only says she is."""
        words = self.sentence.words
        while word.rel in ("flat:name", "appos") and 0 <= word.head < word.index:
            word = words[word.head]
        key = (
            self.made.at(self.number, word.head) if word.rel == "nmod" and word.head >= 0 else None
        )
        return key if key is not None and self.made.made[key].sort is Sort.RELATIVE else None

    def before(self, index: int) -> list[int]:
        """The person that another verb of the sentence before this one acts on."""
        for word in reversed(self.sentence.words[:index]):
            if word.pos == "VERB" and (found := self.object(word.index)):
                return found
        if self.prior is not None:
            return self.prior.before(len(self.prior.sentence.words))
        return []

    def in_office(self, key: int, *, press: bool = True) -> bool:
        """Is it somebody told by an office («заместителя прокурора»)? `press`: or who tells of such things."""
        mention = self.made.made[key]
        roles = _OFFICE if press else _OFFICE - _PRESS
        told = key in self.made.official or bool(set(mention.role) & roles)
        return told or mention.relation in _OFFICE

    def someone(self, index: int) -> int:
        """A mention of whoever the text is about: the one whose case it is, else one of no length to be resolved."""
        if self.main is not None:
            return self.main
        word = self.sentence.words[index]
        for k, mention in enumerate(self.made.made):
            if mention.start == mention.end == word.end and mention.sort is Sort.PRONOUN:
                return k
        self.made.made.append(Mention(word.end, word.end, Sort.PRONOUN, clause=-1))
        return len(self.made.made) - 1

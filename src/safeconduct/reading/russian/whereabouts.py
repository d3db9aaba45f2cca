"""Places in Russian clauses: which place some words name in any case, where something was, where somebody went.

May import: this package, the core's `people`, `record.places`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from safeconduct.reading.people.cast import relations
from safeconduct.reading.russian.lexicon import lexicon
from safeconduct.reading.russian.people.kin import ROLES
from safeconduct.reading.russian.phrases import (
    CIRCUMSTANCES,
    is_circumstance,
    is_of_deed,
    is_spoken_of,
)
from safeconduct.reading.russian.weights import dictionary
from safeconduct.reading.russian.words import Sentence, Word
from safeconduct.record.places import Place, demonyms, place_of

_OF_DEEDS = frozenset(("criminal_charge", "media_accusation", "conviction", "sentence"))
_ASKS = CIRCUMSTANCES["requests"]
_AWAY = frozenset((
    "expulsion", "expulsion_order", "extradition", "transfer_abroad", "abduction", "disappearance",
))  # fmt: skip
_OTHER_CLAUSE = re.compile(r",\s*(?:что|чтобы|котор\w+|где|куда|откуда)\b")


@cache
def _nominative(words: str) -> str:
    """A place's words in the nominative, as far as the dictionary knows them."""
    made = []
    for piece in words.split():
        parse = dictionary().parse(piece.lower())
        geo = next((p for p in parse if "Geox" in p.tag), None)
        best = geo or parse[0]
        form = best.normal_form
        inflected = (
            best.inflect({"nomn"}) if geo is None and best.tag.POS in ("ADJF", "NOUN") else None
        )
        text = inflected.word if inflected is not None else form
        made.append(text[0].upper() + text[1:])
    return " ".join(made)


@cache
def place(words: str) -> Place | None:
    """The place some words in any case name («Узбекистане», «Екатеринбург»)."""
    found = place_of(words) or place_of(_nominative(words))
    if found is None:
        for parse in dictionary().parse(words.lower()):
            found = place_of(parse.normal_form)
            if found is not None:
                break
    return found


class Whereabouts:
    """Reads the places of clauses of one text."""

    def __init__(self, text: str) -> None:
        self.text = text

    def places(
        self,
        sentence: Sentence,
        inside: Sequence[int],
        word: Word | None = None,
        *,
        spoken_of: bool = True,
        deed: bool = False,
    ) -> list[tuple[str, str]]:
        """Preposition and words of each place in the clause; of those alone that can be of the trigger `word`; those only
        `spoken_of` too («решение об экстрадиции в Беларусь»).
        """
        found = []
        for start, end, sort in sentence.names:
            if sort == "PER" or (sort != "LOC" and place(self.text[start:end]) is None):
                continue
            at = [w.index for w in sentence.words if start <= w.start < end]
            if not at or not set(at) & set(inside):
                continue
            if word is not None and self._apart(sentence, at[0], word):
                continue
            if word is not None and not spoken_of and is_spoken_of(sentence, at[0], word.index):
                continue
            if word is not None and deed and is_of_deed(sentence, at[0], word.index):
                continue  # «обвиняют в причастности к восстанию в Андижане»
            head = next((i for i in at if sentence.words[i].head not in at), at[0])
            prep = next(
                (
                    sentence.words[k].form
                    for k in sentence.children[head]
                    if sentence.words[k].rel == "case"
                ),
                "",
            )
            if not prep and at[0] and sentence.words[at[0] - 1].pos == "ADP":
                prep = sentence.words[at[0] - 1].form
            if not prep and sentence.words[head].head >= 0:
                up = sentence.words[head].head
                prep = next(
                    (
                        sentence.words[k].form
                        for k in sentence.children[up]
                        if sentence.words[k].rel == "case"
                    ),
                    "",
                )
            found.append((prep, self.text[start:end]))
        return found

    def _apart(self, sentence: Sentence, first: int, word: Word) -> bool:
        """Is a place told in a circumstance of the trigger, in another clause («обвиняют в том, что он выехал в …»), or of
        the next verb («задержан и депортирован в Таджикистан»)?
        """
        if any(
            w.is_(VerbForm="Fin") or w.is_(Variant="Short")
            for w in sentence.words[word.index + 1 : first]
            if w.pos == "VERB"
        ):
            return True
        between = self.text[word.end : sentence.words[first].start]
        return bool(_OTHER_CLAUSE.search(between)) or is_circumstance(sentence, first, word.index)

    def where(self, sentence: Sentence, inside: Sequence[int], word: Word, kind: str) -> str | None:
        """The place named in the clause, by its canonical name where known: where it happened, else where one was sent away
        from; of a departure first the place left. The place of a deed is not that of the charge.
        """
        places = self.places(sentence, inside, word, spoken_of=False, deed=kind in _OF_DEEDS)
        at, off = ("в", "во", "на", "у", "под"), ("из", "со", "с", "до")
        for preps in (off, at) if kind == "departure" else (at, off) if kind in _AWAY else (at,):
            for prep, words in places:
                if prep in preps:
                    known = place(words)
                    return known.name if known else _nominative(words)
        return None

    def inland(self, sentence: Sentence, inside: Sequence[int]) -> bool:
        """From one place to another of the same state?"""
        ways: dict[str, str] = {}
        for prep, words in self.places(sentence, inside):
            if (known := place(words)) is not None:
                ways["from" if prep in ("из", "с", "со") else "to"] = known.state
        return len(ways) == 2 and ways["from"] == ways["to"]

    def destination(self, sentence: Sentence, inside: Sequence[int], word: Word) -> str | None:
        for prep, words in self.places(sentence, inside, word):
            known = place(words)
            if known is not None and prep in ("в", "во", "на"):
                return known.state
        return None

    def states(self, sentence: Sentence, inside: Sequence[int]) -> list[str]:
        """States that demonyms and places among these words tell."""
        found = [s for i in inside if (s := demonyms().get(sentence.words[i].lemma))]
        found += [
            p.state for _, name in self.places(sentence, inside) if (p := place(name)) is not None
        ]
        return list(dict.fromkeys(found))

    def jurisdiction(self, sentence: Sentence, inside: Sequence[int], word: Word) -> str:
        """The state whose law or officers the clause names: a demonym, or a place it happened in."""
        for i in inside:
            if (
                sentence.words[i].lemma in demonyms()
                and self._is_agents(sentence, i, word)
                and not is_circumstance(sentence, i, word.index)
            ):
                return demonyms()[sentence.words[i].lemma]
        return self.destination(sentence, inside, word) or ""

    @staticmethod
    def _is_agents(sentence: Sentence, index: int, word: Word) -> bool:
        """Does a demonym tell who acts or where («узбекские пограничники», «в турецкой тюрьме», «по решению российского
        суда»), rather than who somebody is or who asked for it («туркменский активист», «редактор таджикской газеты»)?
        """
        words = sentence.words
        head = words[index].head
        noun = words[head] if head >= 0 else words[index]
        relation = ROLES.get(noun.lemma, ("", None))[0]
        if (relation and relation not in relations()["official"]) or noun.lemma in _ASKS:
            return False
        of = words[noun.head] if noun.head >= 0 else noun
        return (
            noun is word
            or (noun.rel.startswith("nsubj") and not relation.startswith("citizen"))
            or noun.is_(Case="Ins")
            or (noun.is_(Case="Loc") and any(
                words[k].form in ("в", "во", "на") for k in sentence.children[noun.index]
            ))
            or (noun.is_(Case="Gen") and of.lemma in lexicon().words["papers"] and of.lemma not in _ASKS)
        )  # fmt: skip

"""Everything in an English text that points to a person: names, pronouns, relatives, roles, families.

May import: this room.
"""

from __future__ import annotations

from collections.abc import Sequence

from safeconduct.reading.english.names.book import Found
from safeconduct.reading.english.people import named, told
from safeconduct.reading.english.people.pointers import Pointed, Pointers
from safeconduct.reading.english.people.words import words
from safeconduct.reading.english.words import Analysed
from safeconduct.reading.marks import Mention, Sort

__all__ = ["Pointed", "find"]


def find(
    text: Analysed, names: Sequence[Found], noise: frozenset[int], clause_of: Sequence[int]
) -> Pointed:
    """All mentions. `noise` are blocks that name people but tell nothing; `clause_of` a clause number per word."""
    made = Pointers(text, names, noise, clause_of)
    tokens = made.text.words
    lists = words()
    i = 0
    while i < len(tokens):
        word = tokens[i]
        found = made.named.get(i)
        if found:
            named.name(made, found)
            i = found.last
            continue
        if (
            word.low in words()["pronouns"]
            and word.block not in made.noise
            and not (word.low == "her" and word.text == "HER")
        ):
            told.pronoun(made, word)
        elif word.block not in made.noise:
            low = word.low if word.low in lists["relatives"] else ""
            if low and word.pos in ("NOUN", "PROPN"):
                told.relative(made, word)
            elif (
                (
                    word.pos in ("NOUN", "PROPN", "ADJ")
                    and (told.part(word) in lists["roles"] or told.part(word) in lists["offices"])
                    and word.dep != "compound"
                )
                or told.is_of_people(made, word)
                or told.is_aged(made, word)
            ):
                told.role(made, word)
            elif word.low == "couple" and i and tokens[i - 1].low in ("the", "this", "young"):
                made.add(
                    word.i,
                    Mention(
                        word.start,
                        word.end,
                        Sort.FAMILY,
                        plural=True,
                        count=2,
                        **made.place(word),
                    ),
                )
        i += 1
    for word_index, name in made.alias.items():
        if name in made.by_word:
            made.by_word[word_index] = made.by_word[name]
    made.owners()
    return Pointed(tuple(made.made), made.by_word)

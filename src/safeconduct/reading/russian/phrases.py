"""In which phrase a word of a Russian sentence stands, told by the words to its left: the parser hangs what ends a long
phrase («после вторжения в Украину …») on the verb behind it.

May import: this package.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from safeconduct.reading.russian.dates.vocabulary import DATA
from safeconduct.reading.russian.weights import dictionary
from safeconduct.reading.russian.words import Sentence, Word

#: prepositions and the nouns under them that make a circumstance of what follows (vocabulary/times-ru.yaml)
CIRCUMSTANCES: Mapping[str, frozenset[str]] = {
    name: frozenset(DATA[name])
    for name in ("lends", "causes", "apart", "returns", "requests", "ways")
}


def holders(sentence: Sentence, first: int, trigger: int) -> Iterator[Word]:
    """The prepositions, nearest first, in whose phrases a word stands behind a noun. The trigger, a comma, a verb, a
    subject and an object end the search.
    """
    words = sentence.words
    noun = False
    for k in range(first - 1, -1, -1):
        at = words[k]
        ends = at.text in ",;:()—–" or at.is_(VerbForm="Fin") or at.is_(Variant="Short")
        told = at.is_(Animacy="Anim") and (at.is_(Case="Nom") or at.rel == "obj")
        if k == trigger or ends or told:
            return
        if noun and at.pos == "ADP":
            yield at
        noun = noun or at.pos in ("NOUN", "PROPN")


def is_cause(sentence: Sentence, preposition: Word) -> bool:
    """«За участие», «из-за войны»; not «за границей»."""
    behind = sentence.words[preposition.index + 1]
    return preposition.form in CIRCUMSTANCES["causes"] and (
        preposition.form != "за" or behind.is_(Case="Acc")
    )


def is_circumstance(sentence: Sentence, first: int, trigger: int) -> bool:
    """Does a place, or a word for one, stand in what only explains the act: «после протестов в Минске», «из-за войны в
    Украине», «от преследования в России», «по возвращении из Турции», «по запросу таджикских властей», «рейс в Стамбул»?
    """
    words = sentence.words
    own = words[first - 1] if first else None
    if own is not None and own.pos == "ADP" and first > 1:
        way = words[first - 2]
        if way.lemma in CIRCUMSTANCES["ways"] and not way.is_(Case="Ins"):
            return True  # not «уехал автобусом в Алматы»
        if words[first - 2].lemma in CIRCUMSTANCES["returns"] and own.form in ("из", "с", "со"):
            return True
    for held in holders(sentence, first, trigger):
        noun = next((w for w in words[held.index + 1 : first] if w.pos == "NOUN"), None)
        if held.form in CIRCUMSTANCES["lends"] | CIRCUMSTANCES["apart"] or is_cause(sentence, held):
            return True
        if held.form == "по" and noun is not None and noun.lemma in CIRCUMSTANCES["requests"]:
            return True
    return False


def is_spoken_of(sentence: Sentence, first: int, trigger: int) -> bool:
    """«Решение об экстрадиции в Беларусь» was taken elsewhere."""
    toward = sentence.words[first].is_(Case="Acc")
    return toward and any(p.form in ("о", "об", "обо") for p in holders(sentence, first, trigger))


def is_of_deed(sentence: Sentence, first: int, trigger: int) -> bool:
    """«Обвиняют в причастности к восстанию в Андижане»: where the deed was done, if it was."""
    return any(
        p.form in ("в", "во", "к", "ко", "за", "по") for p in holders(sentence, first, trigger)
    )


def of_participle(sentence: Sentence, first: int, end: int, trigger: int) -> bool:
    """Does a word stand between a full participle and its noun («задержанный в феврале 2018 года Назиров бежал»)? `end` is
    where in the text the word ends.
    """
    words = sentence.words
    noun = next((w for w in words[first:] if w.start >= end), None)
    if noun is None or noun.pos not in ("NOUN", "PROPN", "ADJ") or noun.index == trigger:
        return False
    for k in range(first - 1, -1, -1):
        if is_participle(words[k]):
            return k != trigger
        held = words[k].pos == "NOUN" and words[k - 1].pos == "ADP"  # «задержанный в Москве»
        if k == trigger or not (held or words[k].pos in ("ADP", "ADJ", "ADV", "NUM")):
            return False
    return False


def is_participle(word: Word) -> bool:
    """A full participle, whatever the tagger calls it."""
    if word.is_(Variant="Short"):
        return False
    return any(str(p.tag.POS) == "PRTF" for p in dictionary().parse(word.form))

"""What a court did to a decision, for the person or against: «отменил решение, которым отказ в убежище признан законным».

What is decided (an extradition, an asylum) stands for or against the person; every word between it and the court that
turns it round (отменить, жалоба, запрет, отказ, незаконным, «не») changes the side once (vocabulary/rulings-ru.yaml).
May import: this package, the shelf.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from safeconduct.reading.russian import syntax
from safeconduct.reading.russian.arguments import is_passive
from safeconduct.reading.russian.words import Sentence, Word
from safeconduct.shelf import read_yaml, shelf

_DATA: Mapping[str, Any] = read_yaml(shelf("vocabulary") / "rulings-ru.yaml")
_VERBS, _WORDS = (
    {name: frozenset(words) for name, words in _DATA[part].items()} for part in ("verbs", "words")
)
_TURN = _VERBS["turn"]
_SIDES = {1: "for", -1: "against"}
_NEAR = 5  # words of a court's name («Суд по правам человека»)


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a verb does to a decision: the side what is decided stands on (1 for the person, -1 against, 0 where only what
    was told before can say), whether it was taken «в отношении» somebody, whether the words turn it round, the words that
    name it, and whether they name a court and what it dealt with (`outright`).
    """

    side: int
    about_him: bool
    turned: bool
    scope: frozenset[int]
    outright: bool

    def decided(self, before: int) -> str:
        """«for», «against», or "" where it stays open; `before`: the side of the decision told of last, 0 for none."""
        # a decision «в отношении X» is one that was taken against him; of any other nobody can tell
        side = self.side or before or -self.about_him
        return _SIDES.get(-side if self.turned else side, "")


def is_court(lemma: str) -> bool:
    """«суд», «мосгорсуд», «коллегия»."""
    return lemma in _WORDS["courts"] or lemma.endswith("суд")


def asked_for(sentence: Sentence, word: Word) -> bool:
    """Is it what a motion asks for («ходатайство о продлении ареста»)?"""
    return word.head >= 0 and sentence.words[word.head].lemma in _WORDS["motions"]


def ruling(sentence: Sentence, word: Word) -> Ruling | None:
    """What this verb does to a decision or a plea; None where it does something else."""
    if word.lemma not in _TURN and word.lemma not in _VERBS["keep"]:
        return None
    above = sentence.words[word.head] if word.head >= 0 else None
    if word.is_(VerbForm="Inf") and above is not None and above.lemma in _TURN | _VERBS["keep"]:
        return None  # «отказался отменить»: the verb above tells it
    actors, passive = _actors(sentence, word), is_passive(sentence, word.index)
    by_court = any(is_court(w.lemma) for w in actors)
    if not by_court and (actors or not (passive or word.is_(VerbForm="Inf"))):
        return None
    if word.lemma not in _VERBS["judge"] and any(
        sentence.words[k].lemma in _WORDS["abroad"]
        for w in actors
        for k in islice(sentence.below(w.index), _NEAR)
    ):
        return None  # «Европейский суд снял запрет на выдачу»: its own measure
    scope = _scope(sentence, word, passive)
    words = [sentence.words[i] for i in sorted(scope)]
    if not _deals(sentence, word, words, by_court):
        return None
    turns = sum(_turns(sentence, w) for w in words) + (word.lemma in _TURN)
    turns += syntax.negated(sentence, word.index)
    named = any(_of_a_paper(w) for w in words)
    outright = by_court and (named or word.lemma not in _VERBS["refuse"] | _VERBS["agree"])
    about_him = not any(is_court(w.lemma) for w in words) and any(
        w.form == "отношении" and any(a.index in scope for a in syntax.chain(sentence, w.index))
        for w in sentence.words
    )
    return Ruling(_side(sentence, words), about_him, bool(turns % 2), scope, outright)


def _deals(sentence: Sentence, word: Word, words: list[Word], by_court: bool) -> bool:
    """Do these words name a decision or a plea that the verb can deal with?"""
    lemmas = {w.lemma for w in words}
    judged = any(_predicate(sentence, w) for w in words)
    matter = lemmas & (_WORDS["against"] | _WORDS["for"])
    pleas = _WORDS["pleas"] | (_WORDS["motions"] if matter else frozenset())
    named = lemmas & _WORDS["decisions"] or (lemmas & pleas and by_court)
    if word.lemma in _VERBS["judge"] and (not judged or "виновный" in lemmas):
        return False  # «признал виновным»
    spoken_of = judged or lemmas & _WORDS["nouns"] or any(w.lemma in _TURN for w in words)
    refused = word.lemma != "изменить" and syntax.negated(sentence, word.index)
    if word.lemma in _VERBS["find"] and not (spoken_of or (matter and refused)):
        return False
    if word.lemma in _VERBS["leave"] and not lemmas & _WORDS["left"]:
        return False  # «оставил под стражей»
    again = lemmas & {"пересмотр"} or ("рассмотрение" in lemmas and lemmas & {"новый", "повторный"})
    if word.lemma in _VERBS["send_back"] and again:
        return False  # open again: for whom, nobody knows yet
    stays = word.lemma in _VERBS["stay"]
    if stays and (lemmas & _WORDS["hearings"] or not lemmas & _WORDS["against"]):
        return False  # «отложил рассмотрение жалобы», «запретил въезд»
    if word.lemma in _VERBS["postpone"] and named and not lemmas & _WORDS["carried_out"]:
        return False  # «отложил решение об аресте»: it decided nothing yet
    if word.lemma == "заменить" and not lemmas & _WORDS["replaced"]:
        return False
    if not by_court:
        return bool(
            matter and (named or lemmas & _WORDS["appeals"]) and not lemmas & {"запрет", "дело"}
        )
    if lemmas & _WORDS["own"] and not named:
        return judged or word.lemma in _VERBS["undo"]  # whether to extradite is a kind of its own
    reviews = (
        stays
        or word.lemma in _VERBS["undo"] | _VERBS["agree"] | _VERBS["refuse"]
        or any(w.lemma in _VERBS["undo"] for w in words)
    )
    if (judged or word.lemma in _VERBS["leave"]) and any(w.pos == "PRON" for w in words):
        return True  # «признал это законным», «оставил его в силе»
    return bool(named or (matter and (judged or reviews)))


def _actors(sentence: Sentence, word: Word) -> list[Word]:
    """Who acts: the subject, of the verb or of the one it is joined to; in the passive the instrumental."""
    words = sentence.words
    passive = is_passive(sentence, word.index)
    for at in (word, *syntax.chain(sentence, word.index)):
        kids = [words[k] for k in sentence.children[at.index]]
        if passive:
            found = [
                k for k in kids if k.is_(Case="Ins") and k.rel in ("obl", "obl:agent", "nsubj")
            ]
            if any(is_court(w.lemma) for k in found for w in _near(sentence, k)):
                return [w for k in found for w in _near(sentence, k)]
            return []
        if found := [k for k in kids if k.rel == "nsubj"]:
            return found
        if at.rel == "acl" and at.head >= 0:
            return [words[at.head]]
        if at.rel not in ("conj", "xcomp"):
            break
    return []


def _near(sentence: Sentence, word: Word) -> list[Word]:
    """A word and what hangs right on it («решением Верховного суда»)."""
    return [word, *(sentence.words[k] for k in sentence.children[word.index])]


def _scope(sentence: Sentence, word: Word, passive: bool) -> frozenset[int]:
    """The words that say what is decided: the verb's own, without who decides, what else is done, and asides."""
    made: set[int] = set()
    todo = [word.index]
    words = sentence.words
    while todo:
        i = todo.pop()
        for k in sentence.children[i]:
            kid = words[k]
            if k in made or kid.rel in ("punct", "case", "parataxis"):
                continue
            if i == word.index and (
                (kid.rel == "nsubj" and not passive)
                or (
                    kid.rel == "obl"
                    and kid.pos != "ADJ"
                    and kid.is_(Case="Ins")
                    and not _prepositions(sentence, kid)
                )
            ):
                continue  # who decides; by which paper
            if kid.rel == "conj" and kid.pos == "VERB":
                continue
            if kid.rel == "advcl" and kid.lemma not in _TURN:
                continue
            if kid.rel in ("acl", "acl:relcl") and not _of_a_paper(words[i]):
                continue  # «Назирова, который отказался …»
            if kid.rel in ("obl", "nmod") and _aside(sentence, words[i], kid):
                continue
            made.add(k)
            todo.append(k)
    return frozenset(made)


def _of_a_paper(word: Word) -> bool:
    return (
        word.lemma in _WORDS["decisions"] or word.lemma in _WORDS["pleas"] or is_court(word.lemma)
    )


def _aside(sentence: Sentence, above: Word, word: Word) -> bool:
    """«по жалобе Назирова», «в связи с отказом», «на время рассмотрения жалобы»: on what occasion and until when, not
    what is decided.
    """
    prepositions = _prepositions(sentence, word)
    if word.lemma in _WORDS["while"] and prepositions & {"на", "в", "во"}:
        return True
    if "по" in prepositions:
        return above.lemma not in ("производство", "дело")
    return bool(
        prepositions & {"после", "до", "из-за", "ввиду", "вследствие", "связи", "при", "несмотря"}
    )


def _prepositions(sentence: Sentence, word: Word) -> set[str]:
    kids = (sentence.words[k] for k in sentence.children[word.index])
    return {kid.form for kid in kids if kid.rel == "case"}


def _turns(sentence: Sentence, word: Word) -> bool:
    """Does this word turn what is decided round?"""
    joined = sentence.words[word.head] if word.rel == "conj" else None
    if word.pos == "VERB":
        return (word.lemma in _TURN) != syntax.negated(sentence, word.index)
    if word.lemma in _WORDS["left"]:
        return (
            bool(word.index)
            and sentence.words[word.index - 1].form == "без"
            and word.lemma != "изменение"
        )
    if word.lemma in _WORDS["adjectives"]:
        again = joined is not None and joined.lemma in _WORDS["adjectives"]
        return _predicate(sentence, word) and not again
    if word.lemma not in _WORDS["nouns"] or (
        joined is not None and joined.lemma in _WORDS["nouns"]
    ):
        return False  # «жалобы его и адвоката»
    if word.lemma in _WORDS["appeals"] and _asks_for(sentence, word):
        return False  # «представление прокурора об экстрадиции»
    if word.lemma in _WORDS["appeals"]:  # «жалоба с требованием отменить»: what it asks for turns
        below = [sentence.words[k] for k in sentence.below(word.index) if k != word.index]
        return not any(
            w.lemma in ("отмена", "незаконность", "отменить") or _predicate(sentence, w)
            for w in below
        )
    return True


def _predicate(sentence: Sentence, word: Word) -> bool:
    """«признал незаконным», «признана законной»; not «жалоба на незаконное содержание»."""
    if word.lemma not in _WORDS["adjectives"] and word.lemma not in _WORDS["upheld"]:
        return False
    if word.rel == "amod" and word.index + 1 < len(sentence.words):
        after = sentence.words[word.index + 1]
        if after.pos == "NOUN" and after.is_(Case="Ins"):
            return False
    return word.is_(Case="Ins") or word.feats.get("Variant") == "Short"


def _side(sentence: Sentence, words: list[Word]) -> int:
    """On whose side what is decided stands: 1 for the person, -1 against, 0 where the words leave it open."""
    lemmas = {w.lemma for w in words}
    if lemmas & _WORDS["lenient"]:
        return 1  # «оправдательный приговор»
    for word in words:
        if word.lemma in _WORDS["against"] and not (
            word.lemma in _WORDS["given"] and lemmas & _WORDS["issued"]
        ):
            return -1
        if word.lemma in _WORDS["for"]:
            return 1
    if lemmas & {"отказ", "запрет"}:
        return 1  # what was refused or forbidden
    for word in words:
        if word.lemma in _WORDS["appeals"]:
            return 1 if _of_authority(sentence, word) else -1
        if word.lemma in _WORDS["pleas"] and word.lemma not in ("дело", "производство"):
            asks = any(_turns(sentence, w) for w in words if w.pos != "VERB")
            return -1 if asks or _of_authority(sentence, word) else 1
    return -1 if lemmas & {"дело", "производство"} else 0


def _asks_for(sentence: Sentence, word: Word) -> bool:
    """Is it an authority's plea for a thing, against no decision («представление прокурора об экстрадиции»)?"""
    return _of_authority(sentence, word) and any(
        _prepositions(sentence, sentence.words[k]) & {"о", "об"}
        and sentence.words[k].lemma in _WORDS["against"]
        for k in sentence.below(word.index)
    )


def _of_authority(sentence: Sentence, word: Word) -> bool:
    """«жалоба прокурора», «доводы следствия»."""
    return any(
        sentence.words[k].is_(Case="Gen")
        and not any(sentence.words[g].rel == "case" for g in sentence.children[k])
        and any(
            sentence.words[g].lemma in _WORDS["authorities"] for g in (k, *sentence.children[k])
        )
        for k in sentence.children[word.index]
    )

"""How a Russian trigger is told, all that is said around it weighed: mood, stance, doubts; and which telling is the same.

May import: this package, `marks`, `record`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from safeconduct.reading.russian import denial, hearsay, moods, scenes
from safeconduct.reading.russian.hit import Hit
from safeconduct.reading.russian.lexicon import lexicon
from safeconduct.reading.russian.words import Sentence, Word
from safeconduct.record import Mood, Stance

_GRAVER = frozenset(("abduction", "arrest", "search", "abduction_attempt"))
_GRABS = frozenset(("скрутить", "схватить"))
_ACCUSATIONS = frozenset(("criminal_charge", "media_accusation", "wanted_listing"))
_DONE_BY_THE_ACCUSED = frozenset(
    ("departure", "entry", "move", "work", "illness", "marriage", "asylum_application")
)
_OWN_ACTS = _DONE_BY_THE_ACCUSED | {
    "complaint",
    "appeal",
    "permit_application",
    "exit_request",
    "resettlement",
}
_ACCUSES = frozenset(("обвинять", "обвиняться", "подозреваться"))


@dataclass(frozen=True, slots=True)
class Manner:
    """Mood, stance and the doubts that keep a claim from being sure."""

    mood: Mood
    stance: Stance
    doubts: tuple[str, ...]


def manner(
    text: str,
    sentence: Sentence,
    word: Word,
    hit: Hit,
    told: moods.Told,
    *,
    general: bool,
    resolves: bool,
    unproved: bool,
) -> Manner:
    """How it is told. `general`: of people at large; `resolves`: in the part of a ruling that decides; `unproved`:
    under a heading that says so.
    """
    mood, stance = told.mood, told.stance
    decreed = told.court and hit.kind not in _OWN_ACTS  # «решил уехать»: nobody decreed it
    if mood is Mood.FACT and told.court and hit.kind in _OWN_ACTS:
        mood = Mood.PLANNED
    if mood is Mood.PLANNED and (
        resolves or decreed or (hit.kind == "permit_application" and hit.act == "extend")
    ):
        mood = Mood.FACT  # «постановил выдворить»; «пришёл продлевать регистрацию»
    tried = mood is Mood.PLANNED and _filed(hit.kind) and _tried(sentence, word)
    if tried:
        mood = Mood.FACT  # «попытка обжаловать отказ не удалась»
    if hit.kind == "criminal_charge" and word.lemma in _ACCUSES and mood is Mood.GENERIC:
        mood = Mood.FACT
    if mood is Mood.FACT and general and word.lemma not in _ACCUSES:
        mood = Mood.GENERIC
    if word.pos in ("NOUN", "PROPN") and any(
        sentence.words[k].lemma in lexicon().words["foreseen"]
        for k in sentence.children[word.index]
    ):
        mood = Mood.FEARED  # «возможный арест»
    if mood is Mood.FACT and (unproved or denial.unknown(text, sentence, word)):
        mood = Mood.QUESTION
    if mood is Mood.FACT and not hit.absorbs and denial.denied(text, sentence, word):
        mood = Mood.NEGATED
    doubts = ["told as tried"] if tried else []
    if mood is Mood.FACT and denial.rumoured(text, sentence, word):
        doubts.append("told as a rumour or a guess")
        stance = Stance.REPORTED if stance is Stance.STATED else stance
    if stance is Stance.STATED and hearsay.reported(sentence, word):
        stance = Stance.REPORTED
    if denial.charged(text, sentence, word) and hit.kind not in _ACCUSATIONS:
        if hit.kind in _DONE_BY_THE_ACCUSED:
            mood = Mood.GENERIC
        doubts.append("told as what somebody is accused of")
    elif hit.kind in _DONE_BY_THE_ACCUSED and denial.on_states_word(text, sentence, word):
        doubts.append("told on the word of those who prosecute")
        stance = Stance.ALLEGED
    elif denial.on_accusers_word(text, sentence, word):
        doubts.append("told on the word of those who prosecute")
    if not hit.absorbs and denial.asked(text, sentence, word):
        doubts.append("told in a question that is left open")
    if scenes.corrected(text, word):
        doubts.append("the words correct themselves")
    return Manner(mood, stance, tuple(doubts))


def _filed(kind: str) -> bool:
    """A paper somebody files: who tried to file it filed it, mostly in vain."""
    return kind in ("appeal", "complaint") or kind.endswith(("_appeal", "_application", "_request"))


def _tried(sentence: Sentence, word: Word) -> bool:
    above = sentence.words[word.head] if word.head >= 0 else None
    return (
        above is not None and above.lemma in lexicon().words["tries"] and not above.is_(Tense="Fut")
    )


def is_told_beside(
    sentence: Sentence, word: Word, hit: Hit, hits: Sequence[tuple[Word, Hit]]
) -> bool:
    """Is it told by another trigger of the clause («вынес решение о выдаче» and «выдача» are one telling)?"""
    kinds = {h.kind for _, h in hits}
    if (
        hit.kind == "marriage"
        and hit.weak
        and any(o.kind == "marriage" and not o.weak for _, o in hits)
    ):
        return True  # «состоит в браке, брак зарегистрирован 14.08.2010»
    fined = word.lemma in ("оштрафовать", "признать")
    if hit.kind == "court_ruling" and fined and "expulsion_order" in kinds:
        return True  # «оштрафовал и постановил выдворить» is one ruling
    if hit.kind == "arrest" and word.lemma in _GRABS and "abduction" in kinds:
        return True  # «скрутили и затолкали в машину» is one act
    if hit.kind == "harassment" and hit.weak and kinds & _GRAVER:
        return True
    if word.is_(VerbForm="Inf") and any(
        o.kind == hit.kind
        and w.index == word.head
        and any(sentence.words[k].rel in ("obj", "iobj") for k in sentence.children[w.index])
        for w, o in hits
    ):
        return True  # «заставили дать показания»: told by the verb above
    if hit.echo and any(
        o.kind == hit.kind
        and not o.echo
        and (w.index in sentence.below(word.index) or word.index in sentence.below(w.index))
        for w, o in hits
    ):
        return True
    return word.pos in ("NOUN", "PROPN") and any(
        o.kind == hit.kind and w is not word
        for w, o in hits
        if not (o.echo and w.index > word.index)
    )

"""Reported speech in Russian: «сообщил, что», «по словам», «как пишет», «…, утверждает Хамроев».

May import: this package.
"""

from __future__ import annotations

from safeconduct.reading.russian import moods
from safeconduct.reading.russian.lexicon import lexicon
from safeconduct.reading.russian.people import quotes
from safeconduct.reading.russian.people.making import Mentions
from safeconduct.reading.russian.roles import Roles
from safeconduct.reading.russian.syntax import is_word_of
from safeconduct.reading.russian.words import Sentence, Word


def sayers(
    made: Mentions, number: int, sentence: Sentence, word: Word, told: moods.Told
) -> list[int]:
    """Keys of the mentions on whose word a trigger is told, nearest first."""
    found: list[int] = []
    says = lexicon().words["says"]
    for verb in told.speech:
        key = quotes.sayer(sentence, number, verb, made)
        if key is None and not any(
            sentence.words[k].rel.startswith("nsubj") for k in sentence.children[verb]
        ):
            zero = Roles(sentence, number, made, False).subject(verb)[0]
            key = zero[0] if zero else None
        if key is not None and key not in found:
            found.append(key)
    for i in range(len(sentence.words)):
        if is_word_of(sentence, i):
            near = range(i - 1, min(i + 4, len(sentence.words)))
            # «по версии следствия, Каримов …»: whoever stands behind the comma tells nothing
            stop = next((j for j in near if j > i and sentence.words[j].text == ","), near.stop)
            for k in [*sentence.children[i], *range(i - 1, stop)]:
                key = made.at(number, k)
                if key is not None and key not in found:
                    found.append(key)
                    break
    for w in sentence.words:
        # «…, утверждает Хамроев»
        if (
            w.lemma in says
            and w.pos == "VERB"
            and w.index
            and sentence.words[w.index - 1].text in (",", "—", "–")
            and w.index != word.index
            and any(
                k > w.index and sentence.words[k].rel.startswith("nsubj")
                for k in sentence.children[w.index]
            )
        ):
            key = quotes.sayer(sentence, number, w.index, made)
            if key is not None and key not in found:
                found.append(key)
    for i, w in enumerate(sentence.words):
        if (
            w.form == "как"
            and i + 2 < len(sentence.words)
            and any(x.lemma in says for x in sentence.words[i + 1 : i + 4])
        ):
            verb = next(x.index for x in sentence.words[i + 1 : i + 4] if x.lemma in says)
            key = quotes.sayer(sentence, number, verb, made)
            if key is not None and key not in found and verb != word.index:
                found.append(key)
    return found


def reported(sentence: Sentence, word: Word) -> bool:
    """Is it told as somebody's word, whoever they are («…похитили, считают правозащитники», «как утверждали …»)?"""
    says = lexicon().words["says"] | lexicon().words["alleges"]
    for w in sentence.words:
        if w.lemma in lexicon().words["is_said"] and w.index != word.index:
            return True
        if w.lemma not in says or w.pos != "VERB" or w.index == word.index:
            continue
        if (
            w.index
            and sentence.words[w.index - 1].text in (",", "—", "–")
            and any(
                k > w.index and sentence.words[k].rel.startswith("nsubj")
                for k in sentence.children[w.index]
            )
        ):
            return True
        if any(x.form == "как" for x in sentence.words[max(0, w.index - 2) : w.index]):
            return True
    return False

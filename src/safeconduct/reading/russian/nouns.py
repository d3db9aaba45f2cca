"""Whether a Russian noun that names a happening tells it: «в случае выдачи», «угроза выдворения», «без пыток».

May import: this package, `marks`, `record`.
"""

from __future__ import annotations

from safeconduct.reading.marks import Tense
from safeconduct.reading.russian.lexicon import lexicon
from safeconduct.reading.russian.syntax import chain, negated, tense_of
from safeconduct.reading.russian.words import Sentence
from safeconduct.record import Mood


def _without(sentence: Sentence, index: int) -> bool:
    """«без пыток», «без предъявления обвинений, суда и приговора», «избежал ареста и пыток»."""
    nouns = [sentence.words[index]]
    for above in chain(sentence, index):
        if nouns[-1].rel not in ("conj", "nmod", "obj"):
            break
        if above.pos not in ("NOUN", "PROPN"):
            if above.lemma == "избежать":
                return not negated(sentence, above.index)
            break
        nouns.append(above)
    return any(
        sentence.words[k].form == "без" and sentence.words[k].rel == "case"
        for noun in nouns
        for k in sentence.children[noun.index]
    )


def mood(sentence: Sentence, index: int) -> Mood | None:
    """«в случае выдачи», «угроза выдворения», «опасается пыток», «без обвинения»."""
    lex = lexicon().words
    words = sentence.words
    case = [words[k] for k in sentence.children[index] if words[k].rel in ("case", "fixed", "det")]
    before = [w.form for w in words[max(0, index - 4) : index]]
    if "случае" in before and "в" in before:
        return Mood.CONDITIONAL
    if any(w.form == "против" for w in case):
        return Mood.GENERIC  # «Комитет против пыток»
    if _without(sentence, index) or "избежание" in before or "вместо" in before:
        return Mood.NEGATED
    if any(w.form in ("при", "для", "против") for w in case) and words[index].is_(Number="Sing"):
        return Mood.PLANNED if any(w.form == "для" for w in case) else None
    if any(w.form == "от" for w in case):
        return Mood.FEARED
    head = words[words[index].head] if words[index].head >= 0 else None
    if (
        head is not None
        and any(w.form in ("после", "до", "при", "перед") for w in case)
        and tense_of(sentence, head.index) is Tense.FUTURE
    ):
        return Mood.PLANNED  # «после освобождения скроется»
    over = list(chain(sentence, index))[:2]
    if index and words[index - 1].form == "либо":
        return Mood.PLANNED
    if {"на", "случай"} <= set(before):
        return Mood.CONDITIONAL
    below = words[index]
    for above in chain(sentence, index):
        if below.rel.startswith(("nsubj", "obj")) and (
            above.lemma in ("должен", "должный")
            or (above.pos == "VERB" and tense_of(sentence, above.index) is Tense.FUTURE)
        ):
            return Mood.PLANNED  # «в мае состоится суд», «суд должен начаться»
        if (
            above.lemma in ("ждать", "ожидать")
            and above.is_(Tense="Pres")
            and words[index].rel.startswith(("nsubj", "obj"))
        ):
            return Mood.FEARED  # «его ждут пытки»
        if above.pos in ("VERB", "ADJ") or above.lemma in lex["denies"]:
            no = negated(sentence, above.index)
            if above.lemma in lex["denies"] and not no:
                return Mood.NEGATED  # «отрицали задержание», «инсценировал похищение»
            if above.lemma in lex["proves"] and no:
                return Mood.NEGATED  # «следов пыток не обнаружено», «не привела к освобождению»
            if above.lemma in lex["ahead"] and not no:
                return Mood.PLANNED  # «задержание планировалось»
            if above.lemma in lex["deals"] and below.rel != "obl":
                return Mood.GENERIC  # «расследовать похищение», «прекратить пытки»
            break
        below = above
    if any(w.lemma in ("отменить", "отмена") for w in over):
        return Mood.NEGATED  # «постановление об аресте отменено»: no new arrest
    if (
        head is not None
        and head.lemma in ("отказать", "отказывать")
        and any(w.form == "в" for w in case)
    ):
        return Mood.NEGATED
    first = words[index]
    while first.rel == "conj" and words[first.head].pos == "NOUN":
        first = words[first.head]
    about = any(words[k].form in ("о", "об") for k in sentence.children[first.index])
    of_whom = words[first.head].lemma if first.head >= 0 else ""
    if first.is_(Number="Plur") and about and of_whom in lex["accounts"]:
        return Mood.GENERIC  # «информация о похищениях»: of people at large
    if head is not None and head.lemma in lex["strives"] and any(w.form == "за" for w in case):
        return Mood.PLANNED  # «выступают за освобождение»
    if head is not None and head.lemma in lex["subjects"]:
        return Mood.GENERIC  # «дело о похищении» names a matter, not a happening
    by = words[head.head].lemma if head is not None and head.head >= 0 else ""
    if words[index].lemma == "отказ" and by in lex["makes"]:
        return None  # «вынесло решение об отказе»
    if head is not None and (head.lemma in lex["fears"] or head.lemma in lex["prospects"]):
        return Mood.FEARED if head.lemma not in ("попытка", "решение", "запрос") else Mood.PLANNED
    return None

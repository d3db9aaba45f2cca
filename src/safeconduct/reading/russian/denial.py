"""Denials that stand outside the trigger's clause: «сведений о том, что задержан, не имеется», «в розыске не значится».

Read from the words of the sentence, since the tree seldom joins the parts rightly. May import: this package.
"""

from __future__ import annotations

import re

from safeconduct.reading.russian.words import Sentence, Word

# What proof is called, and what is said where it is wanting.
_PROOF = r"(?:сведени|довод|ссылк|утверждени|данн(?:ых|ые|ым)|доказательств|информаци|подтверждени|документ|признак|основани|факт)\w*"
_WANTING = (
    r"(?:не\s+(?:было\s+|был[аи]?\s+)?(?:име[ею]тся|имелось|представл|получен|установлен|устанавлива|привед|содерж|поступ|обнаруж|найден|наш|выявл|"
    r"подтвер|доказан|усматрива|располага|соответству|добыт|зафиксир|наход)\w*|отсутству\w+|\bнет\b|опроверг\w+)"
)
_THAT = r",?\s*(?:о\s+том,\s*|того,\s*|тому,\s*|об\s+этом,\s*)?(?:что|будто|якобы)\b"
_PROOF_THAT = re.compile(rf"\b{_PROOF}[^.;,]{{0,60}}{_THAT}", re.IGNORECASE)
_WANTING_THAT = re.compile(
    rf"\b{_WANTING}[^.;,]{{0,60}}{_THAT}|\b{_WANTING}[^.;,]{{0,40}}\b{_PROOF}[^.;,]{{0,40}}(?:{_THAT}|\bо\b|\bоб\b)?",
    re.IGNORECASE,
)
_AFTER = re.compile(rf"^[^.;]{{0,160}}?,\s*(?:\w+\s+){{0,4}}?{_WANTING}", re.IGNORECASE)
_PROOF_OF = re.compile(rf"\b{_PROOF}\s+(?:[^.;,\s]+\s+){{0,5}}$", re.IGNORECASE)
_AFTER_NOUN = re.compile(rf"^[^.;,]{{0,120}}?\b{_WANTING}", re.IGNORECASE)
_FALSE = re.compile(
    r"\b(?:неправда|неверно|ложь|не\s*правда)\b,?\s+(?:что|будто|якобы)\b", re.IGNORECASE
)
_UNKNOWN = re.compile(
    r"\b(?:есть|существует|имеется)\s+(?:\w+\s+)?(?:вероятность|опасность|риск|подозрени\w+|предположени\w+|версия),|"
    r"\bне\s+исключ(?:ено|ает|ают|или),\s+что\b|"
    r"(?:^|,|о\s+том,)\s*(?:\w+\s+){1,3}ли\b|\bлибо\b[^.;]{0,60}\bлибо\b|"
    r"\b(?:не\s*известно|не\s*понятно|не\s*ясно|не\s+установлено)\s*,?\s+(?:\w+\s+){0,4}ли\b",
    re.IGNORECASE,
)
# the next words, the last of them whole («получил два года лишения» asks nothing by «ли»)
_BEHIND = re.compile(r".{0,12}\w*", re.DOTALL)
# «сведений о том, что … не имеется», «никто не подтвердил, что», «неизвестно, был ли»: never told as a fact. Read from
# the words, not the tree, because a parser that loses the clause must not turn a denial into a sure fact.
_PROOF_SAID = (
    r"(?:сведени\w+|данн\w+|информаци\w+|доказательств\w*|подтверждени\w+|свидетельств\w*|оснований\s+(?:полагать|считать))"
    r"(?:,?\s*(?:о\s+том|тому|того))?\s*,?\s+(?:что|чтобы|якобы)\b"
)
_LACK = (
    r"(?:\bнет\b|\bне\s+было\b|отсутству\w+|\bне\s+(?:имеет\w*|имелось|представ\w+|получ\w+|установ\w+|най\w+|наш[её]?л\w*|"
    r"подтвер\w+|добы\w+|привед\w+|располага\w+|усмотр\w+|усматрива\w+))"
)
_LACK_BEFORE = re.compile(rf"{_LACK}(?:\s+\w+){{0,4}}?\s+{_PROOF_SAID}", re.IGNORECASE)
_SAID_PROOF = re.compile(_PROOF_SAID, re.IGNORECASE)
_LACK_AFTER = re.compile(_LACK, re.IGNORECASE)
_DOUBTED = re.compile(
    r"\b(?:никто|ничто|ни\s+од\w+(?:\s+\w+){0,3})\s+не\s+(?:\w+\s+)?(?:подтвер|доказ|установ|сообщ|сказа|призна)\w*,?\s+что\b"
    r"|\bне\s+(?:было\s+)?(?:подтвер|установ|доказ|усматрива|усмотр)\w*(?:\s+\w+){0,3}?,?\s+(?:того,\s+)?(?:что|чтобы)\b"
    r"|\b(?:неправда|неверно|ложь|не\s+соответствует\s+действительности)(?:\s+и\s+то)?,?\s+(?:что|будто)\b"
    r"|(?<!не )\b(?:отриц|опроверг|оспор|оспарив|отверг)\w+(?:\s+\w+){0,4}?,?\s+что\b"
    r"|\b(?:неизвестно|не\s+известно|неясно|непонятно|не\s+зна\w+|выясн\w+|провер\w+),[^.;]{0,60}\bли\b",
    re.IGNORECASE,
)
# «обвиняют в том, что выехал в Сирию»; «следствие считает, что он избил»: the act alleged is the charge's
_CHARGED = re.compile(
    r"\b(?:обвин|подозрева|инкримин|вмен|изоблич|улич)\w*[^.;:]{0,90}?\bв\s+том,\s*что\b",
    re.IGNORECASE,
)
_ACCUSERS = re.compile(
    r"\b(?:следстви|обвинени|следовател|прокур|гкнб|снб|сгб|кнб|мвд)\w*(?:\s+\w+){0,3}\s+(?:утвержда|счита|полага|настаива|уверя)\w*,\s*что\b",
    re.IGNORECASE,
)
# «по версии следствия, выехал в Сирию»: what the state says of the deeds of the one it is after
_STATES_WORD = re.compile(
    r"\bпо\s+(?:версии|данным|мнению|информации|сведениям|утверждени\w+|словам)\s+(?:\w+\s+){0,3}?"
    r"(?:следстви|обвинени|следовател|прокур|генпрокур|гкнб|снб|сгб|кнб|мвд|фсб|спецслужб|силовик|правоохран|власт)\w*"
    r"|\b(?:обвинени\w+|обвинительн\w+\s+(?:заключени|акт)\w*|фабул\w+|приговор\w*|ориентировк\w+)\s+(?:\w+\s+){0,3}?"
    r"(?:сказано|говорится|говорилось|указано|указывал\w+|утвержда\w+|значится|записано)\b",
    re.IGNORECASE,
)
_FORCED = re.compile(
    r"\b(?:застав|вынуд|вынужд|принуд|принужд|выбил|выбит|под\s+пытк|под\s+давлени)\w*[^.;]{0,80}?,\s*(?:что|будто)\b",
    re.IGNORECASE,
)
_NOT_KNOWN = re.compile(
    r"\bне\s*(?:зна(?:ю|ем|ет|ют|л|ла|ли)|известн\w+|ясно|понятно|сообща\w+|уточня\w+|раскрыва\w+)\b",
    re.IGNORECASE,
)
_INTERROGATIVE = re.compile(
    r"\W*(?:(?:в|за|по|на|из-за|с|о|об|от)\s+)?(?:чём|чем|чего|что|как\w{1,4}|кто|кем|кого|кому|где|куда|откуда|когда|почему|зачем|сколько)\b",
    re.IGNORECASE,
)
_LISTED_NOT = re.compile(r"\bне\s+(?:знач|числ|состо)\w+", re.IGNORECASE)
_RUMOUR = re.compile(
    r"\b(?:снится|снилось|приснилось|мечта\w+|представля\w+)\b|\b(?:возможно|вероятно|предположительно|по-видимому|видимо|похоже|кажется|якобы|вроде(?:\s+бы)?),?\s|\bпо\s+(?:неподтвержд|непровер)\w+\s|\bслух\w*\b|\bговорят,\s+что\b|\bходят\s+разговоры|\bпо\s+слухам\b|\bпоговаривают"
    r"|\bнеподтвержд[её]нн\w+\s+(?:данн|сведени|информаци|сообщени)\w*|\b(?:есть|имеется|имеются|поступил[аи])\s+(?:данные|сведения|информация)[^.;]{0,12},\s*что\b"
    r"|\b(?:счита|полага|предполага|предположи|подозрева|дума|опаса)\w+,\s+что\b",
    re.IGNORECASE,
)
_FALSE_RUMOUR = re.compile(
    r"\bне\s+подтвердил|\bподтверждени\w*\s+(?:\w+\s+){0,2}(?:не\s+наш|нет\b|не\s+получ)|\bоказал\w+\s+(?:ложн|неверн|неправд)|"
    r"\bне\s+соответству|\bопроверг",
    re.IGNORECASE,
)
# Verbs that say no more than that their noun is the case.
_BARE = frozenset(
    (
        "значиться", "числиться", "состоять", "находиться", "быть", "являться", "иметься", "иметь", "подтвердиться",
        "подтвердить", "подтверждаться", "установить", "применять", "применяться", "производить", "производиться",
        "проводить", "проводиться", "оказываться", "оказывать", "совершать", "подвергать", "подвергаться", "получать",
        "получить", "последовать", "поступать", "поступить", "объявлять", "выносить", "выноситься", "принимать",
    )
)  # fmt: skip


def denied(text: str, sentence: Sentence, word: Word) -> bool:
    """Does the sentence around the trigger say that there is no proof or record of what it tells?"""
    if _doubted(sentence, word, text):
        return True
    if rumoured(text, sentence, word) and _FALSE_RUMOUR.search(text, word.end, sentence.whole[1]):
        return True
    before, after = text[sentence.start : word.start], text[word.end : sentence.end]
    if any(_open(before[m.end() :]) for m in _WANTING_THAT.finditer(before)):
        return True
    if any(_open(before[m.end() :]) for m in _FALSE.finditer(before)):
        return True
    if any(_open(before[m.end() :]) for m in _PROOF_THAT.finditer(before)) and _AFTER.search(after):
        return True
    if word.pos in ("NOUN", "PROPN"):
        if _PROOF_OF.search(before) and _AFTER_NOUN.search(after):
            return True
        head = sentence.words[word.head] if word.head >= 0 else None
        if head is not None and head.pos == "VERB" and head.lemma in _BARE:
            return any(
                sentence.words[k].form == "не" for k in sentence.children[head.index]
            ) or any(
                sentence.words[g].form == "не"
                for k in sentence.children[head.index]
                if sentence.words[k].pos == "AUX"
                for g in sentence.children[k]
            )
    return False


def rumoured(text: str, sentence: Sentence, word: Word) -> bool:
    """Is it told as a rumour or a guess («ходят слухи, что», «возможно, вывезли»)?"""
    return bool(_RUMOUR.search(text[sentence.whole[0] : word.start]))


def charged(text: str, sentence: Sentence, word: Word) -> bool:
    """Is it what somebody is accused of («обвиняют в том, что он выехал в Сирию»)?"""
    before = text[sentence.whole[0] : word.start]
    return any(_open(before[m.end() :]) for m in _CHARGED.finditer(before))


def on_accusers_word(text: str, sentence: Sentence, word: Word) -> bool:
    """Is it told on the word of those who prosecute («следствие считает, что …»)?"""
    before = text[sentence.whole[0] : word.start]
    return any(_open(before[m.end() :]) for m in _ACCUSERS.finditer(before))


def on_states_word(text: str, sentence: Sentence, word: Word) -> bool:
    """Is it told by the state's version, or in words that somebody was forced to say?"""
    before = text[sentence.whole[0] : word.start]
    return any(
        _open(before[m.end() :])
        for m in (*_STATES_WORD.finditer(before), *_FORCED.finditer(before))
    )


def unknown(text: str, sentence: Sentence, word: Word) -> bool:
    """Does the sentence leave open whether it happened («неизвестно, был ли он задержан»)?"""
    behind = _BEHIND.match(text, word.end, sentence.end)
    before = text[sentence.start : behind.end() if behind else word.end]
    return any(_open(before[m.end() :]) for m in _UNKNOWN.finditer(before))


def asked(text: str, sentence: Sentence, word: Word) -> bool:
    """Is it told in a question that the sentence leaves open («каким судом принято решение, мы не знаем»)?"""
    first, last = sentence.whole
    if not _NOT_KNOWN.search(text, first, last):
        return False
    start = max(text.rfind(stop, first, word.start) for stop in ",;:—–") + 1
    return bool(_INTERROGATIVE.match(text, max(start, first), word.end))


def _open(between: str) -> bool:
    """Does the clause that «что» opens still run? A new main clause closes it."""
    return not re.search(r"[;:]|,\s*(?:но|однако|а|хотя|поэтому)\s", between)


def _doubted(sentence: Sentence, word: Word, text: str) -> bool:
    """Does the trigger stand in a clause which the words around it deny, or do not find proved?"""
    head = text[sentence.start : word.start]
    tail = text[word.start : sentence.end]
    if re.search(r";|,\s+(?:но|однако)\b", head):
        head = re.split(r";|,\s+(?:но|однако)\b", head)[-1]
    if _DOUBTED.search(head) or _LACK_BEFORE.search(head):
        return True
    if word.lemma == "розыск" and _LISTED_NOT.search(text, sentence.start, sentence.end):
        return True
    return bool(_SAID_PROOF.search(head) and _LACK_AFTER.search(tail))

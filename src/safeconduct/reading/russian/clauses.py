"""Where Russian text is cut before it is parsed: lines, sentences, clauses.

May import: this package's dictionary, razdel.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from razdel import sentenize

from safeconduct.reading.russian.weights import dictionary

# Words longer than this in one run without an end are tables or noise; the parser's work grows with their square.
_LONGEST = 160


_NUMBERED = re.compile(
    r"\s*(?:\(?\d{1,3}(?:\.\d{1,2}){0,2}[.)]|[-–—•*▪]|[а-я]\))\s+(?=[А-ЯЁA-Z«\"\d])"
)
_DAY_MONTH = re.compile(r"\s*\d{1,2}\.(?:0\d|1[0-2])\.")


_MONTH_WORD = re.compile(
    r"(?:январ|феврал|март|апрел|ма[яйе]|июн|июл|август|сентябр|октябр|ноябр|декабр)[а-я]*$"
)


_JOINS = frozenset(
    ["но", "а", "однако", "зато", "поэтому", "затем", "потом", "причем", "после", "тогда", "и"]
)


def unnumbered(line: str) -> int:
    """Where the words of a line begin after its number or bullet («8. 11 апреля 2012 года …»)."""
    found = _NUMBERED.match(line)
    return found.end() if found and not _DAY_MONTH.match(line) else 0


def finite(form: str) -> bool:
    """Can the word be a finite verb or a short participle?"""
    return str(dictionary().parse(form)[0].tag.POS) in ("VERB", "PRTS")


def clauses_of(
    tokens: list[tuple[int, int, str]], *, splice: bool
) -> Iterator[list[tuple[int, int, str]]]:
    """A sentence cut where one full clause ends and another begins («…, но …», «…; …»): the parser reads short
    runs far better. `splice`: also at bare commas, as people write in chats.
    """
    # a name inside a sentence is no verb, whatever its ending («Мердана»)
    verbs = [finite(t[2].lower()) and not (i and t[2][0].isupper()) for i, t in enumerate(tokens)]
    at = 0
    depth = 0
    for i, (_, _, shown) in enumerate(tokens):
        depth += shown in "«(“" and len(shown) == 1
        depth -= shown in "»)”" and len(shown) == 1
        if i - at < 2 or i + 2 >= len(tokens) or not any(verbs[at:i]) or not any(verbs[i + 1 :]):
            continue
        following = tokens[i + 1][2].lower()
        after = tokens[i + 2][2].lower()
        joined = (
            shown == ","
            and following in _JOINS
            and after not in ("также", "то", "именно")
            and not (following == "и" and not _own_subject(tokens, verbs, i + 2))
        )
        # «…обратился с ходатайством, 19 июня 2020 года ему отказано»: a date opens the next clause
        dated = shown == "," and (
            (following.isdigit() and _MONTH_WORD.match(after))
            or (following in ("в", "с") and _MONTH_WORD.match(after))
            or (following in ("в", "к") and re.fullmatch(r"(?:19|20)\d\d", after))
            or (following == "тогда" and tokens[i + 1][1] - tokens[i + 1][0] > 5)
        )
        # «подано 16 июля 2018 г., отказ вынесен 15 октября, обжалован 24 октября»: each with the day before the comma
        listed = (
            shown == ","
            and verbs[at:i].count(True)
            and _ends_in_day(tokens[i - 1][2].lower())
            and following not in _SUBORDINATE
            and any(short_participle(t[2].lower()) for t in tokens[i + 1 : i + 4])
        )
        if (
            shown == "и"
            and following.isdigit()
            and _MONTH_WORD.match(after)
            and any(verbs[at:i])
            and any(verbs[i + 2 :])
        ):
            yield tokens[at:i]
            at = i
            continue
        if (
            shown == ";"
            or joined
            or listed
            or (dated and verbs[at:i].count(True) and not _aside(tokens, at, i))
            or (splice and shown == "," and following not in _SUBORDINATE)
        ):
            yield tokens[at : i + 1]
            at = i + 1
    rest = tokens[at:]
    for i in range(0, len(rest), _LONGEST):
        yield rest[i : i + _LONGEST]


_SUBORDINATE = frozenset(
    [
        "что",
        "чтобы",
        "который",
        "которого",
        "которому",
        "которая",
        "которую",
        "если",
        "как",
        "когда",
        "где",
        "куда",
        "хотя",
    ]
)


def _ends_in_day(word: str) -> bool:
    return word in ("года", "г.", "тогда") or bool(
        _MONTH_WORD.match(word) or re.fullmatch(r"(?:19|20)\d\d", word)
    )


def short_participle(form: str) -> bool:
    """«вынесен», «обжаловано», by the dictionary's best guess."""
    return str(dictionary().parse(form)[0].tag.POS) == "PRTS"


def _aside(tokens: list[tuple[int, int, str]], at: int, end: int) -> bool:
    """«Как утверждает жена, 12 мая …»: words beside the sentence, no clause of their own."""
    return tokens[at][2].lower() in ("как", "по") and end - at <= 8


def _own_subject(tokens: list[tuple[int, int, str]], verbs: list[bool], start: int) -> bool:
    """After «, и»: does a word that can be a subject come before the next verb?"""
    for k in range(start, min(start + 6, len(tokens))):
        if verbs[k]:
            return False
        parse = dictionary().parse(tokens[k][2].lower())[0]
        if str(parse.tag.POS) in ("NOUN", "NPRO") and "nomn" in parse.tag:
            return True
        if tokens[k][2][0].isupper():
            return True
    return False


_YEAR_END = re.compile(
    r"((?:19|20)\d\d\s+гг?\.)\s+(?=[А-ЯЁ«]|\d{1,2}\s+[а-я]+(?:ря|ля|та|ая|ня)\b)"
)


# «… обвиняемому Ниёзову М.Х. Обвиняемый женат»: a dot of initials hides the full stop
_INITIALS_END = re.compile(
    r"\b[А-ЯЁЎҚҒҲ][а-яёўқғҳ]{2,}\s+[А-ЯЁЎҚҒҲ]\.\s?(?:[А-ЯЁЎҚҒҲ]\.\s+)?(?P<next>[А-ЯЁЎҚҒҲ][а-яёўқғҳ]+|\d{1,2}\s+(?=[а-я]+(?:ря|ля|та|ая|ня)\b))"
    r"(?P<more>\s+[А-ЯЁЎҚҒҲ]\.)?"
)


# «осуждённый М.», «в отношении К.»
_LETTER_END = re.compile(r"[а-яё]{3,}\s+[А-ЯЁ]\.$")


def _begins(word: str, initials: bool) -> bool:
    """Does a sentence begin with this word behind «Ниёзову М.Х.»? It does with a name that has initials of its own,
    with a day, and with any word of the dictionary that is no name.
    """
    if initials or word[0].isdigit():
        return True
    return dictionary().word_is_known(word.lower()) and not any(
        g in p.tag for p in dictionary().parse(word.lower()) for g in ("Name", "Surn", "Patr")
    )


def _has_verb(text: str) -> bool:
    return any(finite(w) for w in re.findall(r"[а-яё]+", text.lower()))


def sentences_of(line: str, *, loose: bool = False) -> Iterator[tuple[int, int]]:
    """Sentences of a line; «…2014 г. 12 февраля…» is two, which the abbreviation hides; «осуждённый М. 5 мая был …» is
    one, though a letter and a dot may end one.
    """
    begun = -1
    for sent in sentenize(line):
        at = sent.start if begun < 0 else begun
        begun = -1
        if _LETTER_END.search(line, at, sent.stop) and not _has_verb(line[at : sent.stop]):
            begun = at
            continue
        if loose:  # people write small letters after a full stop in chats
            for match in re.finditer(r"[.!?]+\s+", line[sent.start : sent.stop]):
                if (
                    match.end() + sent.start < sent.stop
                    and len(line[at : sent.start + match.start()].split()[-1:][0:1] or [""])
                    and not re.search(
                        r"\b(?:г|ст|ч|ул|д|им)$", line[at : sent.start + match.start()]
                    )
                ):
                    yield at, sent.start + match.start() + 1
                    at = sent.start + match.end()
        for match in _INITIALS_END.finditer(line, sent.start, sent.stop):
            # «защитник Назарова Т.К. Петров П.П. обжаловал»: two names, one sentence
            two = match["more"] and not _has_verb(line[at : match.start("next")])
            if match.start() >= at and not two and _begins(match["next"], bool(match["more"])):
                yield at, match.start("next")
                at = match.start("next")
        for match in _YEAR_END.finditer(line, sent.start, sent.stop):
            if match.start() < at:
                continue
            rest = line[match.end() : sent.stop]
            head = line[at : match.end(1)]
            verb_before, verb_after = _has_verb(head), _has_verb(rest)
            if (
                verb_before
                and verb_after
                and not re.match(
                    r"[А-ЯЁ][а-яё]+(?:ов|ев|ин)[а-я]{0,2}\s+[а-яё]+(?:ли|ил|ен|ан)\b", rest
                )
            ) or (verb_before and verb_after and len(head.split()) > 6):
                yield at, match.end(1)
                at = match.end()
        yield at, sent.stop
    if begun >= 0:
        yield begun, len(line)


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """Parts of a block a sentence does not cross: an empty line, or a line break before a new beginning."""
    start = 0
    # where lines run on past a page's width, each is a paragraph of its own
    unwrapped = max((len(line) for line in text.splitlines()), default=0) > 110
    for match in re.finditer(
        r"\n" if unwrapped else r"\n\s*\n|\n(?=\s*(?:[-–—•*]|\d+[.)]|\[))|:\s*\n", text
    ):
        yield start, text[start : match.end()]
        start = match.end()
    yield start, text[start:]

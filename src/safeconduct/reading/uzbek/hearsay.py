"""On whose word an Uzbek text tells: quotes with their speakers, "-ning aytishicha", "-ganini aytdi", and the author.

May import: `marks`, this package.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from safeconduct.reading.marks import Quote, Sort
from safeconduct.reading.uzbek.cast import Cast
from safeconduct.reading.uzbek.latin import plain
from safeconduct.reading.uzbek.lexicon import data
from safeconduct.reading.uzbek.sentences import Run
from safeconduct.sources import Block

_SAID = re.compile(rf"\b(?:de(?:di|ydi|gan|b)\b|{'|'.join(data()['sayings'])})")
_QUOTE = re.compile(r"«([^«»]{12,})»|“([^“”]{12,})”|\"([^\"\n]{12,})\"")
_WORD_OF = re.compile("|".join(map(re.escape, data()["hearsay"])))
_AUTHOR = re.compile(r"(?:^|[\s,])(?:men,?(?:\s+\w+){0,2}|mening\s+ismim)[,\s]*$")
#: a word between what is told and the verb of saying, but for particles: somebody's office
_NOUN = re.compile(r"\b(?!deb\b|ham\b|va\b|esa\b|yana\b)[a-z']{4,}")
_BODY = re.compile(rf"(?<![\w'])(?:{'|'.join(data()['bodies'])})(?![\w'])")
_ADDRESSES = re.compile(
    r",?\s+(?:[\w']+\s+){0,2}(?:murojaat\s+qil|yoz|ma'lum\s+qil|so'ra|iltimos\s+qil)(?:a|y|ay|yap)man\b"
)
_REACH = 110


def author(text: str, cast: Cast) -> int | None:
    """Who writes «Men, advokat X, …», says «Mening ismim X», addresses («X murojaat qilaman») or signs."""
    return next(
        (
            k
            for k, m in enumerate(cast.mentions)
            if m.sort is Sort.NAME
            and (
                _AUTHOR.search(plain(text, max(0, m.start - 40), m.start).text)
                or _ADDRESSES.match(plain(text, m.end, min(len(text), m.end + 60)).text)
            )
        ),
        _signed(text, cast),
    )


def _signed(text: str, cast: Cast) -> int | None:
    """The name that stands alone on one of the last lines of a text in the first person."""
    if not any(m.person == 1 and m.sort is Sort.PRONOUN for m in cast.mentions):
        return None
    lines = list(re.finditer(r"[^\n]*\S[^\n]*", text))[-3:]
    for k in range(len(cast.mentions) - 1, -1, -1):
        m = cast.mentions[k]
        for line in lines:
            if m.sort is Sort.NAME and line.start() <= m.start < line.end():
                alone = text[line.start() : line.end()].strip(" ,.") == text[m.start : m.end]
                if alone and " " in m.name:
                    return k
    return None


def sayers(
    run: Run, cast: Cast, inside: Sequence[int], start: int, end: int, reported: bool
) -> tuple[int, ...]:
    """Whose word a verb at `[start, end)` is, by the words of its sentence."""
    words = run.plain.text
    heard = _WORD_OF.search(words, 0, start)
    if heard is not None:
        at = run.at(heard.start())
        before = [k for k in inside if cast.mentions[k].end <= at and cast.cases[k] in ("ning", "")]
        return (before[-1],) if before else ()
    if reported:
        said = _SAID.search(words, end)
        verb_at = run.at(said.start()) if said else run.end
        nominative = [k for k in inside if cast.cases[k] == "" and cast.mentions[k].subject]
        between = [k for k in nominative if run.at(end) <= cast.mentions[k].start < verb_at]
        if between:
            return (between[-1],)
        if said is not None and _NOUN.search(words[end : said.start()]):
            return ()  # "…ganini advokat aytdi": somebody, but nobody with a name
        if nominative and _BODY.search(
            words[: max(0, cast.mentions[nominative[0]].start - run.start)]
        ):
            return ()  # "Vazirlik Nazarov qo'lga olinganini aytdi": the ministry says it
        behind = [k for k in nominative if cast.mentions[k].start >= verb_at]
        return tuple(behind[:1] or [k for k in nominative if cast.mentions[k].start < verb_at][:1])
    return ()


def quotes(text: str, blocks: Sequence[Block], cast: Cast) -> list[Quote]:
    """Direct speech in quotation marks, where a verb of saying stands beside it; speakers by their place in `cast`."""
    made = []
    for block in blocks:
        for match in _QUOTE.finditer(text, block.start, block.end):
            after = plain(text, match.end(), min(len(text), match.end() + _REACH)).text.split("\n")[
                0
            ]
            before = plain(text, max(block.start, match.start() - _REACH), match.start()).text
            speaker = None
            if _SAID.search(after[:40]):
                speaker = next(
                    (
                        k
                        for k, m in enumerate(cast.mentions)
                        if m.sort is Sort.NAME
                        and m.subject
                        and match.end() <= m.start < match.end() + _REACH
                    ),
                    None,
                )
            elif _SAID.search(before) or before.rstrip().endswith(":"):
                near = [
                    k
                    for k, m in enumerate(cast.mentions)
                    if m.sort is Sort.NAME and block.start <= m.start < match.start()
                ]
                speaker = near[-1] if near else None
            else:
                continue
            made.append(Quote(match.start() + 1, match.end() - 1, speaker))
    return sorted(made, key=lambda q: q.start)

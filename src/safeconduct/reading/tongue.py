"""Which language each run of a document is in, from its letters and commonest words.

May import: `sources`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from safeconduct.sources import Block, Document

_CYRILLIC = re.compile(r"[а-яёўқғҳА-ЯЁЎҚҒҲ]")
_LATIN = re.compile(r"[A-Za-z]")
_UZBEK_CYRILLIC = re.compile(r"[ўқғҳЎҚҒҲ]")
# Function words that the other two languages do not have.
_UZBEK = re.compile(
    r"\b(?:va|bilan|uchun|edi|bo[ʻ‘'’`]l\w*|bo[ʻ‘'’`]yicha|qil\w+|ham|emas|ushbu|yilda|yil|haqida|tomonidan|"
    r"o[ʻ‘'’`]z\w*|ko[ʻ‘'’`]ra|ва|билан|учун|эди|бўл\w*|бўйича|қил\w+|ҳам|эмас|ушбу|йилда|ҳақида|томонидан)\b",
    re.IGNORECASE,
)
# Endings that hardly any word of the others has: cases, plural and finite verbs of Latin Uzbek.
_UZBEK_ENDING = re.compile(
    r"\b[a-z‘’ʻ'`]{2,}(?:ning|lar|lari|larni|larga|dagi|gan|moqda|yapti|adi|ydi|[lnrst]di|shdi|ib|ish|ga|da|dan|ni|man|miz)\b",
    re.IGNORECASE,
)
_UZBEK_CYRILLIC_ENDING = re.compile(
    r"\b[а-яёўқғҳ]{2,}(?:нинг|лар|лари|ларни|ларга|даги|ган|япти|ади|йди|[лнрст]ди|шди|иб|иш|га|да|дан|ни|ман|миз)\b",
    re.IGNORECASE,
)
_RUSSIAN = re.compile(
    r"\b(?:и|в|на|не|что|он|она|с|со|по|из|его|её|за|к|о|об|был[аои]?|для|от|у|это|как|но|до|при|я|мы|их|под)\b",
    re.IGNORECASE,
)
_ENGLISH = re.compile(
    r"\b(?:the|of|and|was|were|is|are|to|in|he|she|that|with|for|by|on|at|from)\b", re.IGNORECASE
)
_TELLING = (
    0.24  # English lines of five words and more reach 0.20, Uzbek ones seldom stay below 0.25
)
#: instead of a language: no words
GARBLED = "garbled"
# inside one word: two scripts, or a sign that no word has
_BROKEN = re.compile(
    r"[a-zA-Z][‘’ʻ'`]?[а-яёўқғҳА-ЯЁЎҚҒҲ]|[а-яёўқғҳА-ЯЁЎҚҒҲ][a-zA-Z]|[^\W\d_][|¬§~^\\][^\W\d_]"
)
_WORDS = 6  # fewer words do not tell garble from a name
_LINE = re.compile(r"[^\n]+")


def language_of(text: str) -> str | None:
    """ "en", "ru", "uz", or None where the words do not tell, or are no words (a scan read badly)."""
    cyrillic, latin = len(_CYRILLIC.findall(text)), len(_LATIN.findall(text))
    if cyrillic + latin < 2 or is_garbled(text):
        return None
    words = max(1, len(text.split()))
    uzbek = len(_UZBEK.findall(text)) / words
    if cyrillic > latin:
        special = len(_UZBEK_CYRILLIC.findall(text)) / max(1, cyrillic)
        if special > 0.015 or uzbek > 0.12:
            return "uz"
        endings = len(_UZBEK_CYRILLIC_ENDING.findall(text)) / words
        return "uz" if endings > _TELLING and not _RUSSIAN.search(text) else "ru"
    english = len(_ENGLISH.findall(text)) / words
    endings = len(_UZBEK_ENDING.findall(text)) / words
    if uzbek > max(0.06, english) or (words > 2 and uzbek + endings > max(_TELLING, english)):
        return "uz"
    return "en" if english > 0.04 or words < 12 else None


def is_garbled(text: str) -> bool:
    """Are most words of a run letters of two scripts, or letters and signs mixed, as a bad scan gives them?"""
    words = [w for w in text.split() if len(w) > 2]
    if len(words) < _WORDS:
        return False
    bad = sum(bool(_BROKEN.search(w)) for w in words)
    return bad * 2 > len(words)


def paragraphs(text: str) -> tuple[Block, ...]:
    """The lines of a text as blocks, for a document that came without a map."""
    return tuple(Block(m.start(), m.end()) for m in _LINE.finditer(text) if m.group().strip())


def runs(document: Document) -> Iterator[tuple[str | None, list[Block]]]:
    """The document's blocks by language, neighbours of one language together, in order; GARBLED for a bad scan's.

    A block too short to tell takes the language of the one before it, or the document's own.
    """
    blocks = document.blocks or paragraphs(document.text)
    if not blocks:
        return
    main = document.language or language_of(document.text)
    told: list[tuple[str | None, Block]] = []
    last = main
    for block in blocks:
        text = document.text[block.start : block.end]
        if is_garbled(text):
            told.append((GARBLED, block))
            continue
        if len(text.split()) >= 5:
            found = language_of(text)
            if found == "en" and main == "uz" and not _ENGLISH.search(text):
                found = None  # Latin letters alone are no English
            # Latin Uzbek and English names look alike in a short line: let the document's own language decide.
            if found is not None and (found == main or len(text.split()) >= 8):
                last = found
        elif _foreign(text, main):
            told.append((language_of(text), block))
            continue
        told.append((last, block))
        last = last if len(text.split()) >= 5 else main
    for language, group in groupby(told, key=lambda pair: pair[0]):
        yield language, [block for _, block in group]


def _foreign(text: str, main: str | None) -> bool:
    """A short line in letters the main language does not use. A name alone (a byline) is read with the rest."""
    if len(text.split()) < 4:
        return False
    cyrillic, latin = len(_CYRILLIC.findall(text)), len(_LATIN.findall(text))
    if main == "en":
        return cyrillic > latin
    if main == "ru":
        return latin > 2 * cyrillic
    return False

"""Words that point to people in an Uzbek text, in its order: names, pronouns, relatives.

One capitalised word alone is a name where it is part of one told elsewhere, or has a surname's ending and does not
begin its sentence, or stands after an office or a relative's word. May import: `marks`, this package.
"""

from __future__ import annotations

from collections.abc import Sequence

from safeconduct.reading.marks import Mention, Sort
from safeconduct.reading.uzbek import kin, names
from safeconduct.reading.uzbek.cast import Cast
from safeconduct.reading.uzbek.latin import latin
from safeconduct.reading.uzbek.lexicon import data
from safeconduct.reading.uzbek.sentences import Run
from safeconduct.reading.uzbek.words import Word, words


def cast(text: str, runs: Sequence[Run]) -> Cast:
    """Everybody the words point to."""
    made = Cast()
    sentences = [list(words(text, r.start, r.end)) for r in runs]
    known = frozenset(w.shown.casefold() for s in sentences for w in s if w.shown[:1].isupper())
    parts: set[str] = set()
    lone: list[Word] = []
    for sentence in sentences:
        i = 0
        while i < len(sentence):
            if names.is_capital(sentence[i]) or names.is_initial(text, sentence, i):
                j = names.ends(text, sentence, i)
                if j - i > 2 and i == 0 and not names.is_given(sentence[0].shown):
                    # «Vazirlik Sherali Nazarov …»: any word is capitalised at the beginning
                    i = 1 if names.is_given(sentence[1].shown) else 0
                titled = i > 0 and _titled(sentence[i - 1], made)
                name = names.read(sentence[i:j], known, titled=titled)
                if name is not None and (name.sure or i > 0):
                    role, owner = _bearer(sentence, i, made)
                    parts.update(p.casefold() for p in name.text.split())
                    made.add(
                        Mention(
                            sentence[i].start, sentence[j - 1].end, Sort.NAME, name=name.text, sex=name.sex,
                            subject=name.case == "", role=role, owner=owner,
                        ),
                        name.case,
                    )  # fmt: skip
                    i = j
                    continue
                lone.extend(sentence[i:j] if j - i == 1 else ())
            kin.add(sentence, i, made)
            i += 1
    _lone(lone, parts, made)
    return made


def _lone(found: Sequence[Word], parts: set[str], made: Cast) -> None:
    """Words that are part of a name told elsewhere in the document."""
    for word in found:
        for shown, case in ((word.shown, ""), (word.bare, word.case)):
            if shown.casefold() in parts and latin(shown).casefold() not in names.stop():
                name = names.even(shown)
                made.add(
                    Mention(word.start, word.end, Sort.NAME, name=name, subject=case == ""), case
                )
                break


def _titled(before: Word, made: Cast) -> bool:
    return before.low in data()["roles"] or _relative(before, made) is not None


def _relative(before: Word, made: Cast) -> Mention | None:
    """The relative whose word this is, where it was the last one found and stands without a case."""
    if not made.mentions or made.mentions[-1].sort is not Sort.RELATIVE or made.cases[-1] != "":
        return None
    found = made.mentions[-1]
    return found if found.end == before.end and found.count == 1 else None


def _bearer(words: Sequence[Word], i: int, made: Cast) -> tuple[tuple[str, ...], int | None]:
    """What the word before a name says of its bearer: an office («advokat X») or a relative («ukam X», «otam, X,»).

    A relative's mention gives way to the name's.
    """
    if not i:
        return (), None
    office = data()["roles"].get(words[i - 1].low)
    if office is not None:
        return (office,), None
    relative = _relative(words[i - 1], made)
    if relative is None:
        return (), None
    made.mentions.pop()
    made.cases.pop()
    return (relative.relation,), relative.owner

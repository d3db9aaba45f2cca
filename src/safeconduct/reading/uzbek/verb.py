"""What an Uzbek verb says by its endings: voice, denial, person, and whether it tells a happening at all.

A stem is followed by voice (-il-, -in-), plurality (-ish-), denial (-ma-) and one ending of tense or mood; a converb in
-ib passes the telling on to the auxiliary behind it ("olib ketishdi", "qo'yib yubormadi"), one in -a with "ol-" says
what could be done. Endings follow A. N. Kononov, Grammatika sovremennogo uzbekskogo literaturnogo jazyka (1960). All of
it is read in plain text (`latin`). May import: `record`, this package.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from safeconduct.reading.uzbek.lexicon import data
from safeconduct.record import Mood

_CASE = r"(?:ning|ni|ga|dan|dagi|da)"
_OWNER = r"(?:imiz|ingiz|lari|im|ing|i)"
_FORMS = {
    "told": r"d(?:im|ik|i|ing(?:iz|lar)?|ilar)",
    "perfect": r"[gkq]an(?:man|miz|san|siz|lar|dir)?",
    "fact": rf"[gkq]an(?:lig)?{_OWNER}{_CASE}?|[gkq]an(?:ni|ga)|a?yotgan(?:lig)?{_OWNER}{_CASE}?",
    "time": r"[gkq]an(?:i)?(?:da|dan)|[gkq]ach",
    "heard": r"i?b(?:di|man|miz|san|siz|dilar)",
    "converb": r"i?b",
    "now": r"yap(?:ti|man|miz|san|siz|tilar)|moqda(?:man|miz|lar)?|a?yotgan(?:man|miz|lar)?|a?yotir\w*",
    "habit": r"[ay]digan\w*|a?rdi(?:m|k|lar)?",
    "future": r"[ay](?:di|man|miz|san|siz|dilar)|a?r(?:man|miz|lar)?",
    "aim": r"moqchi\w*",
    "condition": r"sa(?:m|k|ng|ngiz|lar)?",
    "wish": r"sin(?:lar)?|a?ylik",
    "noun": rf"i?sh{_OWNER}?{_CASE}?",
    "able": r"[ay](?=\s+ol)",
    "without": r"(?<=ma)(?:ydi\w*|y|sdan|s)",
}
#: after a stem; group names are those of _FORMS
ENDING = (
    r"(?:tir|dir)?(?P<passive>il|in|l|n)?(?P<several>i?sh)?(?P<not>ma)?(?:"
    + "|".join(f"(?P<{name}>{form})" for name, form in _FORMS.items())
    + r")(?![\w'])"
)
_AUXILIARY = re.compile(rf"\s+(?:{'|'.join(data()['auxiliaries'])}){ENDING}")
_ABLE = re.compile(rf"\s+ol{ENDING}")
_DENIED = re.compile(r"\s+(?:emas|yo'q)\b")
_MAYBE = re.compile(r"\s+(?:mumkin|ehtimol|kerak|lozim|shart)")
_HEARD = re.compile(r"\s*,?\s*(?:deb\b|emish|ekanligini)")
_SUPPOSED = re.compile(r"\s+bo'l(?:sa|ishi|sin|sa\s+kerak)")
_LAST = re.compile(
    rf"(?P<stem>[\w']{{2,}}?){ENDING}(?:\s+(?:edi|ekan|mumkin|kerak|lozim))?[\s.!?»”\"]*$"
)
_WORD = r"(?:[^\s,;:.!?]+\s+){0,4}"
_AFRAID, _ASKED, _REFUSED, _SAID = (
    re.compile(rf"\s+{_WORD}(?:{'|'.join(data()[key])})")
    for key in ("fears", "requests", "denials", "sayings")
)


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb as read: `end` is where its last auxiliary ends in the plain text.

    `person`: 1 where the ending says so, else 3; `active`: done by the subject; `attribute`: stands before the noun it
    describes ("qo'lga olingan Nazarov"); `reported`: told as somebody's words; `known`: spoken of as known ("-gandan
    keyin"); `nominal`: made a noun, so that its subject is a genitive ("Nazarovning qo'lga olingani").
    """

    mood: Mood
    end: int
    passive: bool = False
    person: int = 3
    plural: bool = False
    attribute: bool = False
    reported: bool = False
    known: bool = False
    nominal: bool = False


def form_of(match: re.Match[str]) -> str:
    """Which ending a match of ENDING has."""
    return next(name for name in _FORMS if match[name] is not None)


def read(match: re.Match[str], words: str, *, state: bool, ordered: bool) -> Verb:
    """The verb of a match (stem and ENDING) in a sentence's plain text.

    `state`: a present of this verb tells what is so ("yashayman"); `ordered`: a wish here is a court's own order.
    """
    last, end = match, match.end()
    passive = match["passive"] is not None
    while form_of(last) in ("converb", "able"):
        follows = (_ABLE if form_of(last) == "able" else _AUXILIARY).match(words, end)
        if follows is None:
            break
        last, end = follows, follows.end()
        passive = passive or last["passive"] is not None
    form, after = form_of(last), words[end:]
    mood, reported = _mood(form, last, words, after, state=state, ordered=ordered)
    if match["not"] is not None or (last is not match and last["not"] is not None):
        mood = Mood.NEGATED
    tail = words[last.start() : last.end()]
    person = 1 if re.search(r"(?:d(?:im|ik)|man|miz|sam|sak|rdi(?:m|k))$", tail) else 3
    return Verb(
        mood,
        end,
        passive,
        person,
        plural=last["several"] is not None or tail.endswith("lar"),
        attribute=form in ("perfect", "now")
        and bool(re.match(r"\s+(?!edi|ekan|emas|va\b|ham\b|bo'l|hamda)[\w']", after)),
        reported=reported,
        known=form == "time",
        nominal=form in ("fact", "noun"),
    )


def _mood(
    form: str, last: re.Match[str], words: str, after: str, *, state: bool, ordered: bool
) -> tuple[Mood, bool]:
    """The mood of an ending, and whether it is told as somebody's words."""
    if _DENIED.match(after) or form == "without":
        return Mood.NEGATED, False
    if form in ("perfect", "now", "heard") and _SUPPOSED.match(after):
        return Mood.FEARED, False
    if form == "fact":
        if _REFUSED.match(after):
            return Mood.NEGATED, True
        return (Mood.FEARED if _AFRAID.match(after) else Mood.FACT), bool(_SAID.match(after))
    if form == "noun":
        if _MAYBE.match(after) or _AFRAID.match(after):
            return Mood.FEARED, False
        return (Mood.PLANNED if _ASKED.match(after) else Mood.GENERIC), False
    if form == "future":
        if _AFRAID.match(after):
            return Mood.FEARED, False
        return (Mood.FACT if state else Mood.PLANNED), False
    if form == "converb":
        ending = _LAST.search(words, last.end())
        if ending is not None and ending.start() > last.end():
            closing = form_of(ending)
            if closing in ("condition", "aim", "wish", "noun"):
                return _mood(
                    closing,
                    ending,
                    words,
                    words[ending.end(closing) :],
                    state=state,
                    ordered=ordered,
                )
        return Mood.FACT, False
    moods = {
        "condition": Mood.CONDITIONAL,
        "aim": Mood.PLANNED,
        "habit": Mood.FACT if state else Mood.GENERIC,
    }
    if form == "wish":
        return (Mood.FACT if ordered else Mood.PLANNED), False
    if form in moods:
        return moods[form], False
    asked = words.rstrip().endswith("?")
    return (Mood.QUESTION if asked else Mood.FACT), bool(_HEARD.match(after))

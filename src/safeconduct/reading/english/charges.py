"""What somebody is accused of: articles of law, the offence in words, and when and where the act is said to be done.

May import: `record`, this room.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from safeconduct.reading.claims.legal import article_id
from safeconduct.reading.claims.particulars import bears, edtf_of
from safeconduct.reading.english.surroundings import Surroundings
from safeconduct.reading.english.words import Word
from safeconduct.record.places import place_of, state_of

_OFFENCE = re.compile(
    r"^\s*(?:[\w’'.,§()-]+\s+){0,9}?"  # "charged two of his friends, in absentia, with …"
    r"(?:(?:of|with)\s+(?!Appeal|Cassation|the (?:\w+ ){0,2}(?:Code|Law|Act|Court)\b|\d|(?:the )?(?:Interior|Justice)\b|First|his\b|her\b|their\b|the (?:defendants|men)\b)|on a charge of\s+|on charges of\s+"
    r"|on suspicion of\s+|for\s+|over\s+)"
    r"(?P<what>[^.;()\[\]]{4,110})",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r",? (?:and (?:was|were|had|he|she|they|put|placed|sentenced|ordered|fined|remanded|gave|imposed)|on \d|but|who|which|although|while|in (?:19|20)\d\d|under Article)"
    r'|[,”"]'
)
_NO_OFFENCE = re.compile(r"(?:Article|\d|(?:the )?charges$)")
_CALLED = re.compile(
    r"\b(?:terrorist|recruiter|extremist|militant|jihadist|traitor|recruited[\w ]{0,40})"
)
_ACT = re.compile(
    r"\bover (?:an |the )?(?:alleged )?acts? (?:of|in) [^.,;]{0,40}"
    r"|\b(?:charge|charges|case|accusation|indictment) (?:speaks?|spoke|concerns?|concerned|relates?|related|refers?"
    r"|referred)\b[^.]{0,120}"
    r"|\b(?:crime|offence|offense|act|acts|crimes|offences|events?)\b[^.]{0,120}?"
    r"\b(?:taken? place|took place|occurred|happened|committed|dated?|perpetrated)\b[^.]{0,60}",
    re.IGNORECASE,
)
_COMMITTED = re.compile(
    r"\b(?:committed|allegedly|supposedly|said to have)\b[^.]{0,80}", re.IGNORECASE
)


def articles(
    around: Surroundings, word: Word, kind: str, state: str | None, others: Collection[int]
) -> list[str]:
    """Ids of the articles told with the trigger in its sentence. `others`: verbs that take articles of their own."""
    a, b = around.sentence_span(word)
    near = [r for r in around.references if a <= r.start < b and not r.note]
    near = [r for r in near if around.clause_at(r.start) not in set(others) - {word.i}]
    after = [r for r in near if r.start >= word.start]
    found = []
    criminal = bears(kind, "criminal") and kind != "trial"
    for r in after or near:
        code, home = r.code, r.state
        if not code and criminal and not re.match(r"\d{1,2}\.", r.number):
            code = "CC"
        if not home and code and state and criminal and kind != "extradition_request":
            home = state
        found.append(article_id(r.number, part=r.part, code=code, state=home))
    return list(dict.fromkeys(found))


def offence(around: Surroundings, kind: str, word: Word) -> str | None:
    """ "Accused *of recruiting for a banned group*", in the words of the text."""
    tail = around.text.text[word.end : word.end + 200].split("\n")[0]
    m = _OFFENCE.match(tail)
    if m:
        what = _ENDS.split(m["what"])[0].strip()
        what = re.sub(r"^(?:having |the crime of |an? )", "", what)
        return what[:100] if len(what) > 3 and not _NO_OFFENCE.match(what) else None
    if kind == "media_accusation":
        m = _CALLED.search(around.text.text[word.start : word.end + 120])
        return m.group().strip() if m else None
    return None


def alleged(around: Surroundings, word: Word) -> dict[str, object]:
    """ "The crime was supposed to have taken place in 2009": when and where the act is said to have been done."""
    following = around.next_sentence(word)
    end = following[1] if following else around.sentence_span(word)[1]
    run = around.text.text[word.end : end]
    m = _ACT.search(run) or _COMMITTED.search(run)
    if not m:
        return {}
    act: dict[str, object] = {}
    low, high = word.end + m.start(), word.end + m.end()
    for moment in around.moments:
        if low <= moment.start < high and moment.told and moment.told.year:
            act["when"] = edtf_of(moment.told)
            if moment.until and moment.until.year:
                act["when"] = f"{act['when']}/{edtf_of(moment.until)}"
            break
    # where he was then is not where it was done
    inside = re.split(r"\b(?:when|while|although|but)\b", m.group())[0]
    named = re.search(r"\bin ([A-Z][\w\-]+(?: region)?)", inside)
    if named and place_of(named.group(1)):
        act["place"] = state_of(named.group(1)) or named.group(1)
    return act

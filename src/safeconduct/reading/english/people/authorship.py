"""Who speaks outside quotes: author, counsel writing for a client, senders of a chat's messages.

May import: this room.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from safeconduct.reading.english.people.mentions import Pointed
from safeconduct.reading.english.words import Analysed
from safeconduct.reading.marks import Quote, Sort

_NAME_IS = re.compile(
    r"\b(?:[Mm]y name is|I am called|[Ii], the undersigned,?)\s*$|^\s*(?:\d+\.?\s+)?I, $"
)
_SIGNED = re.compile(
    r"(?:yours|regards|sincerely|faithfully|truly|cordially|signed|signature|wishes|thanks|gratitude|respect(?:fully)?)\b[\s,:]*$",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"\s*(?:From|Speaker|Witness|Deponent|Declarant|Name|Interviewee|(?:Interview|Conversation) with|"
    r"(?:(?:Witness|Sworn|Written|Personal|Victim|Survivor)(?:['’]s)?\s+)?(?:Testimony|Statement|Affidavit|Declaration|Deposition|Account)"
    r"(?:\s+(?:of|by))?)\s*[:–—-]?\s*$",
    re.IGNORECASE,
)
_IS_MY_NAME = re.compile(r"\s+is\s+my\s+(?:full\s+)?name\b")
_TO_BE_CALLED = re.compile(
    r"\b(?:(?:asked|wants?|wished|agreed|preferred|chose) (?:us )?(?:to be|that (?:he|she) be) (?:named|called|identified(?: only)? as|known as|referred to as)"
    r"|(?:we|I) (?:will|shall|'ll) call (?:him|her)|let us call (?:him|her)|identified (?:him|her)self(?: only)? as)\s+[“\"‘']?$",
    re.IGNORECASE,
)


def called_counsel(pointed: Pointed, lawyers: Collection[int]) -> Pointed:
    """The mentions, those senders who call themselves lawyers as such."""
    made = [
        replace(m, role=tuple(dict.fromkeys((*m.role, "lawyer")))) if i in lawyers else m
        for i, m in enumerate(pointed.mentions)
    ]
    return Pointed(tuple(made), pointed.by_word)


def with_senders(text: Analysed, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """A message and its stamp are one paragraph, so that the stamp dates it."""
    roles = [r for r, (a, b) in zip(text.roles, text.blocks, strict=True) if b > a]
    made: list[tuple[int, int]] = []
    opened: int | None = None
    for role, (start, end) in zip(roles, spans, strict=True):
        if role == "sender":
            opened = start
            continue
        made.append((start if opened is None else opened, end))
        opened = None
    return made


def spoken_for(text: str, pointed: Pointed, author: int | None) -> Pointed:
    """Where the author writes for another: the author is that one's lawyer, that one the client."""
    if author is None or not _FOR_ANOTHER.search(text):
        return pointed
    return _as_client(text, _as_counsel(pointed, author), author)


_FOR_ANOTHER = re.compile(
    r"\b(?:[Ww]e|I) (?:act|write|appear) (?:for|on behalf of)\b|\bon behalf of (?:my|our|Mr|Ms|Mrs)\b|\b(?:my|our) client\b|"
    r"\b(?:I|we) represent\b|\b[Cc]ounsel for\b"
)


def _as_counsel(pointed: Pointed, author: int) -> Pointed:
    """Whoever writes for another is that one's lawyer."""
    made = list(pointed.mentions)
    made[author] = replace(made[author], role=(*made[author].role, "lawyer"))
    return Pointed(tuple(made), pointed.by_word)


_FOR_WHOM = re.compile(
    r"(?:\b(?:act|acts|acting|appear|write|writing)\s+(?:for|on behalf of)|\brepresent(?:ing)?|\bon behalf of|\b[Cc]ounsel (?:for|to)|"
    r"^\s*(?:Re|RE|Subject|In re|In the matter of|Concerning|Regarding)\s*:?)"
    r"\s+(?:(?:my|our) client,?\s+)?(?:(?:Mr|Ms|Mrs|Dr)\b\.?\s*)?$",
    re.MULTILINE,
)


def _as_client(text: str, pointed: Pointed, author: int) -> Pointed:
    """ "I act for Mr X", "Re: Mr X": "my client" is X, where a letter for another names one such person first."""
    for i, m in enumerate(pointed.mentions):
        if m.sort is not Sort.NAME or i == author:
            continue
        line = text.rfind("\n", 0, m.start) + 1
        if _FOR_WHOM.search(text[max(line, m.start - 60) : m.start]):
            made = list(pointed.mentions)
            made[i] = replace(m, role=(*m.role, "client"))
            return Pointed(tuple(made), pointed.by_word)
    return pointed


def author_of(text: str, pointed: Pointed) -> int | None:
    """Who speaks outside quotes: "My name is …", "From: …", a name under the closing words."""
    for i, m in enumerate(pointed.mentions):
        if m.sort is not Sort.NAME:
            continue
        line = text.rfind("\n", 0, m.start) + 1
        head = text[line : m.start]
        if (
            _NAME_IS.search(head[-40:])
            or _IS_MY_NAME.match(text, m.end)
            or (_LABEL.match(head) and m.start < 1500)
        ):
            return i
    for i in range(len(pointed.mentions) - 1, -1, -1):
        m = pointed.mentions[i]
        if m.sort is Sort.NAME and _SIGNED.search(text[max(0, m.start - 40) : m.start]):
            return i
    return None


def told_by(text: str, pointed: Pointed, said: Sequence[Quote]) -> list[Quote]:
    """The quotes, those that name nobody as the words of the one who "asked to be called Bairam"."""
    called = (
        i
        for i, m in enumerate(pointed.mentions)
        if m.sort is Sort.NAME and _TO_BE_CALLED.search(text[max(0, m.start - 60) : m.start])
    )
    teller = next(called, None)
    if teller is None:
        return list(said)
    return [
        q if q.speaker is not None or q.turn else replace(q, speaker=teller, continues=True)
        for q in said
    ]

"""References to articles of law in English text: lists, ranges, parts, codes; and "Article 39" of the Strasbourg Court.

May import: this room.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from safeconduct.reading.claims.legal import article_id

_NUMBER = r"\d{1,3}(?:[.-]\d{1,2}(?!\d)){0,2}"
_PART = r"(?:parts?|paragraphs?|para\.?|§§?|sections?|clause)\s*(?P<part>\d{1,2}(?:\.\d)?)"
# Parts in brackets, one or several: "Article 18.8 (parts 1 and 3)".
_PARTS = r"\(\s*(?:parts?|paras?\.?|paragraphs?|§§?)\s*\d{1,2}(?:\.\d)?(?:\s*(?:,|and|or)\s*\d{1,2})*\s*\)"
_HEAD = re.compile(
    rf"(?:{_PART.replace('part>', 'before>')}\s*,?\s*(?:of\s+)?)?\b(?P<word>Articles?|Arts?\.?|Sections?|ss?\.)\s*(?P<first>{_NUMBER})"
    rf"(?P<rest>(?:\s*(?:,?\s*(?:and|or|to)\b|,|–|-|&|;)?\s*(?:{_PARTS}|§{{1,2}}\s*\d+|\(\s*(?:\d{{1,2}}\s?[a-z]?|[a-z])\s*\)|,?\s*{_PART.replace('part>', 'p2>')}(?!\s+of\s+(?:the\s+)?Art)|\([^()]{{3,90}}\)(?=\s*(?:,|and|or)\s*\d)|(?<=[,and or;&–-])\s*{_NUMBER}(?![\d/]|\s+(?:{'|'.join(['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December', 'years', 'days', 'months', 'people'])}))))*)",
    re.IGNORECASE,
)
_ITEM = re.compile(
    rf"(?P<parts>{_PARTS})|(?P<number>{_NUMBER})|§{{1,2}}\s*(?P<para>\d+)|\(\s*(?P<bracket>\d{{1,2}})\s?[a-z]?\s*\)|(?:parts?|paragraphs?|para\.?|section)\s*(?P<word>\d{{1,2}}(?:\.\d)?)|(?P<note>\([^()]{{3,90}}\))|(?P<dash>–|-|\bto\b)",
    re.IGNORECASE,
)
_CODES = (
    (
        re.compile(
            r"Administrative (?:Offences?|Violations?)|Code of Administrative|\bCAO\b|\bKoAP\b",
            re.IGNORECASE,
        ),
        "CAO",
    ),
    (re.compile(r"Criminal Procedure|\bCCP?r?P\b|\bUPK\b", re.IGNORECASE), "CCP"),
    (re.compile(r"Criminal Code|Penal Code|\bCC\b|\bUK RF\b", re.IGNORECASE), "CC"),
)
_STATES = (
    (re.compile(r"\bRussia|\bRF\b|\bRSFSR\b", re.IGNORECASE), "RU"),
    (re.compile(r"\bUzbek", re.IGNORECASE), "UZ"),
    (re.compile(r"\bTajik|\bTadzhik", re.IGNORECASE), "TJ"),
    (re.compile(r"\bKyrgyz", re.IGNORECASE), "KG"),
    (re.compile(r"\bKazakh", re.IGNORECASE), "KZ"),
    (re.compile(r"\bTurkmen", re.IGNORECASE), "TM"),
)
_TREATY = re.compile(
    r"\b(?:Convention|Covenant|ECHR|Constitution|Protocol|Treaty|Declaration|Charter|Rules of Court|Agreement|Refugee(?:s)? Act|Law|Federal Law|Act)\b"
)
_TREATY_BEFORE = re.compile(
    r"\b(?:Convention|Covenant|Constitution|Protocol|Treaty|Declaration|Charter)\b(?:\s+No\.)?[^.;()]{0,12}"
    r"(?:,|\b(?:(?:read|taken|together|in conjunction) with|and|or))\s*$"
)
_STRASBOURG = re.compile(
    r"European Court|\bECHR\b|\bECtHR\b|Strasbourg|interim measure|preventive measure|provisional measure",
    re.IGNORECASE,
)
NOTE_39 = "The text says Article 39; Rule 39 of the Rules of Court of the European Court of Human Rights is meant."


@dataclass(frozen=True, slots=True)
class Reference:
    """An article in the text, `[start, end)`. `id` as in `legal.article_id`; `note` what a lawyer must know of it."""

    start: int
    end: int
    id: str
    number: str
    part: str = ""
    code: str = ""
    state: str = ""
    note: str = ""


def find(text: str, spans: Sequence[tuple[int, int]]) -> list[Reference]:
    """All references in these runs, one for each article of a list, in order.

    The code is read after the numbers, then before them in the sentence; the state beside the code. Articles of
    treaties and constitutions are no penal articles and are left out, but for Article 39 at Strasbourg.
    """
    found: list[Reference] = []
    for start, end in spans:
        for m in _HEAD.finditer(text, start, end):
            after = text[m.end() : min(end, m.end() + 75)]
            stop = re.search(
                r"[.;!?](?:\s|$)|\b(?:and|but|who|which|because)\s+(?:he|she|they|was|were|the court)\b|\bArticles?\b",
                after,
            )
            after = after[: stop.start()] if stop else after
            before = text[max(start, m.start() - 60) : m.start()]
            code, state = _code(after, before)
            number = m["first"]
            near = text[max(start, m.start() - 400) : min(end, m.end() + 400)]
            if number == "39" and not code and _STRASBOURG.search(near):
                found.append(Reference(m.start(), m.end(), "Rule 39", "39", note=NOTE_39))
                continue
            section = not m["word"].casefold().startswith("art")  # of some law, of a report
            treaty = _TREATY.search(after[:45]) or _TREATY_BEFORE.search(before)
            if not code and (section or treaty):
                continue
            found.extend(_items(m, code, state))
    return _filled(_shared(found, text))


_AND_NEXT = re.compile(
    r"(?:[\s,;]*(?:(?:and|or|to|as well as|point [a-z]|;|read with|in conjunction with|along with|with|from|under|of|both|part|§)\b)?[\s,\d]*)*"
)


def _shared(found: list[Reference], text: str) -> list[Reference]:
    """ "Article 63 and Article 108 of the Code of Criminal Procedure": the code told at the end is both articles'."""
    made = list(found)
    for i in range(len(made) - 2, -1, -1):
        one, two = made[i], made[i + 1]
        told = one.code or one.note or not two.code or one.start >= two.start
        if not told and _AND_NEXT.fullmatch(text[one.end : two.start]):
            id_ = article_id(one.number, part=one.part, code=two.code, state=two.state)
            made[i] = replace(one, code=two.code, state=two.state, id=id_)
    return made


def _code(after: str, before: str) -> tuple[str, str]:
    code = state = ""
    for place in (after, before):
        for pattern, name in _CODES:
            m = pattern.search(place)
            if m:
                code = name
                near = place[max(0, m.start() - 40) : m.end() + 45]
                states = {s for p, s in _STATES if p.search(near)}
                state = states.pop() if len(states) == 1 else ""
                return code, state
    states = {s for p, s in _STATES if p.search(after[:40])}
    if len(states) == 1 and re.match(r"\s*(?:of|\()", after):
        state = states.pop()
    return code, state


def _items(m: re.Match[str], code: str, state: str) -> list[Reference]:
    rows: list[list[str]] = [[m["first"], m["before"] or ""]]
    dash = by_sign = False
    for item in _ITEM.finditer(m["rest"] or ""):
        if item["dash"]:
            dash = True
            continue
        if item["parts"]:
            first, *more = re.findall(r"\d+(?:\.\d)?", item["parts"])
            rows[-1][1] = rows[-1][1] or first
            rows.extend([rows[-1][0], other] for other in more)
            continue
        part = item["para"] or item["bracket"] or item["word"]
        if part:
            if not rows[-1][1]:
                rows[-1][1] = part
            by_sign = bool(item["para"])
        elif item["number"] and by_sign and item["number"].isdigit() and int(item["number"]) < 10:
            rows.append([rows[-1][0], item["number"]])  # "§§ 3 and 4"
        elif item["number"]:
            if dash and item["number"].isdigit() and rows[-1][0].isdigit():
                low, high = int(rows[-1][0]), int(item["number"])
                rows.extend([str(n), ""] for n in range(low + 1, high) if high - low <= 12)
            rows.append([item["number"], ""])
        dash = False
    made = []
    for n, p in rows:
        found = article_id(n, part=p, code=code, state=state)
        forced = re.match(r"([A-Z]{2})-(CC|CCP|CAO)-", found)
        home, book = (forced.group(1), forced.group(2)) if forced else (state, code)
        made.append(Reference(m.start(), m.end(), found, n, part=p, code=book, state=home))
    return made


def _filled(found: list[Reference]) -> list[Reference]:
    """A number told elsewhere in the document with its code and state is that article; two such leave it untold."""
    known: dict[str, set[tuple[str, str]]] = {}
    for r in found:
        if r.code and r.state:
            known.setdefault(r.number, set()).add((r.code, r.state))
    made = []
    for r in found:
        told = known.get(r.number, set())
        if not r.note and not (r.code and r.state) and len(told) == 1:
            code, state = next(iter(told))
            if (not r.code or r.code == code) and (not r.state or r.state == state):
                r = replace(
                    r,
                    code=code,
                    state=state,
                    id=article_id(r.number, part=r.part, code=code, state=state),
                )
        made.append(r)
    return made

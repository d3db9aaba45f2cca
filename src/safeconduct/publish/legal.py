"""Article ids in plain words: RU-CC-205.5-1 is "art. 205.5 part 1, Criminal Code (RU)".

May import: the standard library. The form of the ids is house.md's: STATE-CODE-article-part.
"""

from __future__ import annotations

from safeconduct.publish.telling import Voice

_CODES = {
    "CC": "Criminal Code",
    "CCP": "Code of Criminal Procedure",
    "CAO": "Code of Administrative Offences",
    "KAS": "Code of Administrative Court Procedure",
    "ECHR": "European Convention on Human Rights",
}


def article(name: str, say: Voice) -> str:
    """The article in words; an id of another form stays as it is."""
    parts = name.split("-")
    if len(parts) < 3 or parts[1] not in _CODES:
        return name
    state, code, *rest = parts
    # 244-1 is an article of its own in Uzbekistan, a part elsewhere only behind the article's number
    number = rest[0]
    part = "-".join(rest[1:])
    if state == "UZ" and part:
        number, part = f"{number}-{part}", ""
    told = f"{say('art.')} {number}" + (f" {say('part')} {part}" if part else "")
    return f"{told}, {say(_CODES[code])} ({state})"


def articles(value: object, say: Voice) -> str:
    """Several ids, in words, joined by semicolons."""
    if isinstance(value, (list, tuple)):
        return "; ".join(article(str(v), say) for v in value)
    return article(str(value), say)

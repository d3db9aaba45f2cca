"""Why two names were taken for one or for two, part by part, in plain words.

Built from the same alignment and weights as the score, never by a second opinion. Standard library only.
"""

from __future__ import annotations

from collections.abc import Sequence

from safeconduct.names.parse import GIVEN, SURNAME, Parts
from safeconduct.names.token import INITIAL, Token

_WHAT = {GIVEN: "given names", SURNAME: "surnames"}
AGREE_FROM, DIFFER_BELOW = 2.0, 0.0
"""Log-odds of two words from which they agree, and below which they differ."""


def reasons_of(
    left: Parts, right: Parts, partner: Sequence[int], values: Sequence[float], father: float
) -> tuple[str, ...]:
    """The parts of two readings as aligned by the score. `father` is NaN where one side has none."""
    if not (left.core or left.patronymic) or not (right.core or right.patronymic):
        return ("no name to compare on one side",)
    out: list[str] = []
    met: set[int] = set()
    unmet: list[Token] = []
    for i, token in enumerate(left.core[: len(partner)]):
        j = partner[i]
        if j < 0:
            unmet.append(token)
            continue
        met.add(j)
        other = right.core[j]
        role = left.roles[i] or right.roles[j]
        if left.roles[i] and right.roles[j] and left.roles[i] != right.roles[j]:
            out.append(
                f"{token.text} is a {_one(left.roles[i])}, {other.text} a {_one(right.roles[j])}"
            )
            continue
        if not role and token.given >= 0 and other.given >= 0:
            role = GIVEN
        out.append(_pair(_WHAT.get(role, "names"), token, other, values[i]))
    unmet += [t for j, t in enumerate(right.core) if j not in met and j < len(partner)]
    out += [f"{token.text} on one side only" for token in unmet]
    out += _fathers(left, right, father)
    if left.sex and right.sex and left.sex != right.sex:
        sure = left.sure_sex and right.sure_sex
        out.append("one a man, the other a woman" + ("" if sure else ", by the surname's ending"))
    if left.generation and right.generation and left.generation != right.generation:
        out.append("one the elder, the other the younger")
    return tuple(out)


def _one(role: int) -> str:
    return "surname" if role == SURNAME else "given name"


def _pair(what: str, a: Token, b: Token, value: float) -> str:
    if INITIAL in (a.kind, b.kind):
        verb = "initial agrees" if value > 0 else "initials differ"
        return f"{verb}: {a.text}, {b.text}"
    if a.text == b.text:
        return f"{what} agree: {a.text}"
    if value >= AGREE_FROM:
        return f"{what} agree: {a.text} = {b.text}{_letters(a, b)}"
    if value >= DIFFER_BELOW:
        return f"{what} are alike: {a.text}, {b.text}{_letters(a, b)}"
    return f"{what} differ: {a.text}, {b.text}"


_FEW = ("", "one letter", "two letters", "three letters")


def _letters(a: Token, b: Token) -> str:
    if a.given >= 0 and a.given == b.given:
        return ""
    edits = _edits(a.base, b.base)
    return f" ({_FEW[edits]} apart)" if 0 < edits < len(_FEW) else ""


def _edits(a: str, b: str) -> int:
    from rapidfuzz.distance import OSA

    return int(OSA.distance(a, b))


def _fathers(left: Parts, right: Parts, value: float) -> list[str]:
    a, b = left.patronymic, right.patronymic
    if a and b:
        if value >= AGREE_FROM:
            return [f"patronymics agree: {a.text}" + ("" if a.text == b.text else f" = {b.text}")]
        word = "are alike" if value >= DIFFER_BELOW else "differ"
        return [f"patronymics {word}: {a.text}, {b.text}"]
    if a or b:
        return ["patronymic on one side only"]
    return []

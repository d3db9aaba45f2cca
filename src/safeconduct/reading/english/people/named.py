"""People named in an English text, with what stands beside the name: sex, office, part played, whose relative.

May import: this room.
"""

from __future__ import annotations

from collections.abc import Sequence

from safeconduct.reading.english.names.book import Found
from safeconduct.reading.english.names.forms import sex_of
from safeconduct.reading.english.people.pointers import Pointers
from safeconduct.reading.english.people.words import words
from safeconduct.reading.english.words import Word
from safeconduct.reading.marks import Mention, Sort
from safeconduct.reading.people.cast import NUMBERS

_IN_BRACKETS = {"m": "m", "male": "m", "f": "f", "female": "f"}


def _sex(tokens: Sequence[Word], found: Found) -> str | None:
    """From the title, from "(m)" or "(female)" right after the name, from the name's own form."""
    lists = words()
    title = tokens[found.first - 1].low.rstrip(".") if found.first else ""
    if title in lists["female"] or title in lists["male"]:
        return "f" if title in lists["female"] else "m"
    after = tokens[found.last : found.last + 3]
    told = None
    if len(after) == 3 and after[0].text == "(" and after[2].text in (")", ","):
        told = _IN_BRACKETS.get(after[1].low)
    return told or sex_of(found.name)


def name(made: Pointers, found: Found) -> None:
    """Make the mention of a name, or of all of a family's name."""
    tokens = made.text.words
    head = next(
        (
            i
            for i in range(found.first, found.last)
            if not found.first <= tokens[i].head < found.last
        ),
        found.last - 1,
    )
    word = tokens[head]
    lists = words()
    sex = _sex(tokens, found)
    start, end = tokens[found.first].start, tokens[found.last - 1].end
    artefact = word.block in made.noise
    if found.family:
        index = made.add(
            head,
            Mention(
                start,
                end,
                Sort.FAMILY,
                name=found.name,
                plural=True,
                count=None,
                artefact=artefact,
                **made.place(word),
            ),
        )
    else:
        told = roles(made, found, head)
        if sex is None:
            sex = next((lists["relatives"][r][0] for r in told if r in lists["relatives"]), None)
        index = made.add(
            head,
            Mention(
                start,
                end,
                Sort.NAME,
                name=found.name,
                sex=sex,
                role=told,
                artefact=artefact,
                **made.place(word),
            ),
        )
        owner = tied(made, found, head)
        if owner is not None:
            made.waiting[index] = owner
    for i in range(found.first, found.last):
        made.by_word[i] = index


def is_apposed(made: Pointers, found: Found, head: int) -> bool:
    """Is the name in apposition to what the parser hangs it on? "The son of the poet *Erkin Halimov*": not to the son."""
    tokens = made.text.words
    over = tokens[head].head
    if tokens[head].dep != "appos":
        return False
    between = [w.low for w in tokens[over + 1 : found.first]]
    return not between or "of" not in between or bool({",", "-", "–", "—", ":"} & set(between))


def _one_of(made: Pointers, near: Sequence[Word]) -> list[Word]:
    """ "Timur Sultanov, *one of Anvar's lawyers*": the words behind "one of"."""
    made_of = (made.text.kid(w.i, "prep") for w in near if w.low in ("one", "member", "part"))
    inner = (made.text.kid(p.i, "pobj") for p in made_of if p is not None and p.low == "of")
    return [w for w in inner if w is not None]


def tied(made: Pointers, found: Found, head: int) -> int | None:
    """The word of the one to whom a named relative belongs ("*his* wife Aigul", "*my* client Odil Sharipov")."""
    tokens, relatives = made.text.words, words()["relatives"]
    near = [
        tokens[k]
        for i in range(found.first, found.last)
        for k in tokens[i].kids
        if not found.first <= k < found.last
    ]
    if is_apposed(made, found, head):
        near.append(tokens[tokens[head].head])
    near += _one_of(made, near)
    near += [tokens[found.first - back] for back in (1, 2) if found.first >= back]
    for w in near:
        if w.low in relatives or w.lemma in words()["counsel"]:
            for k in [*w.kids, *tokens[head].kids]:
                if tokens[k].dep == "poss":
                    return k
    return None


def roles(made: Pointers, found: Found, head: int) -> tuple[str, ...]:
    """Words given with a name: before it ("his lawyer X"), in apposition, after "is", or as its title."""
    tokens, lists = made.text.words, words()
    told: list[str] = []
    head_line = made.text.text[max(0, tokens[found.first].start - 10) : tokens[found.first].start]
    follows = tokens[found.last].low if found.last < len(tokens) else ""
    if head_line.casefold().endswith("case of ") and follows in ("v.", "v", "and"):
        told.append("applicant")  # the title of a judgment
    near = [
        tokens[kid]
        for part in range(found.first, found.last)
        for kid in tokens[part].kids
        if tokens[kid].dep in ("compound", "appos", "amod", "relcl")
        and not found.first <= kid < found.last
    ]
    if found.first:
        near.append(tokens[found.first - 1])
        if found.first > 1 and tokens[found.first - 1].text == ",":
            near.append(tokens[found.first - 2])
    parent = tokens[tokens[head].head]
    if is_apposed(made, found, head):
        near.append(parent)
    near += _one_of(made, near)
    if tokens[head].dep == "nsubj" and parent.lemma == "be" and parent.dep == "ROOT":
        attr = made.text.kid(parent.i, "attr")
        if attr is not None:
            near.append(attr)
    if (
        tokens[head].dep == "attr" and parent.lemma == "be"
    ):  # "the author of the communication is Mr X"
        said = made.text.kid(parent.i, "nsubj")
        if said is not None:
            near.append(said)
    for w in near:
        if w.dep == "relcl" and w.lemma in ("head", "lead", "chair"):
            told.append("head")
            continue
        low = w.lemma
        if low in lists["roles"] or low in lists["offices"] or low in lists["relatives"]:
            if low in lists["relatives"]:
                low = lists["relatives"][low][1]
            told.append(party(made, w, low))
    return tuple(dict.fromkeys(told))


def party(made: Pointers, word: Word, role: str) -> str:
    """The role with its number among several ("the second applicant"); a committee's "author" is a complainant."""
    if role == "author" and made.committee:
        role = "complainant"
    number = next((k for k in (made.text.words[k].low for k in word.kids) if k in NUMBERS), "")
    return f"{number} {role}" if number else role

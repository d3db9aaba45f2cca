"""A written name to its parts: given name, patronymic, surname, initials, titles, sex, generation.

The order of parts is not assumed. What is sure (a comma, a patronymic's neighbour, a surname's
ending, capitals) gives a part its role; what is not stays open, and comparing tries both ways.

Steps: 1 cut into tokens; 2 join what is one name (`Abd al-Rahman`); 3 take out titles, generation,
patronymic; 4 give the rest their roles. Standard library only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from safeconduct.names.fold import fold
from safeconduct.names.script import script_of
from safeconduct.names.token import (
    DAUGHTER,
    INITIAL,
    IS_CAPITALS,
    IS_CYRILLIC,
    IS_INITIAL,
    IS_LISTED,
    JUNIOR,
    PARTICLE,
    PATRONYMIC,
    SENIOR,
    SON,
    TITLE,
    WORD,
    Token,
    read_token,
)

ANY, GIVEN, SURNAME = 0, 1, 2


class Parts(NamedTuple):
    """One reading of a name as the comparer needs it."""

    core: tuple[Token, ...]
    """Given names, surnames and initials, in the order written."""
    roles: tuple[int, ...]
    """ANY, GIVEN or SURNAME for each of `core`; set only where sure."""
    patronymic: Token | None
    son_of: bool
    """True where the patronymic is spelt with a marker word (o'g'li), so its token is the whole name."""
    titles: tuple[str, ...]
    sex: str
    sure_sex: bool
    """False where only the surname's ending tells."""
    generation: str


@dataclass(frozen=True, slots=True)
class Name:
    """A parsed name. Parts keep the letters they were written in.

    `sex` is "m", "f" or None where no form shows it; `generation` is "senior", "junior" or None;
    `script` as `script.script_of` says. `sure_order` is False where given name and surname were
    told apart by position alone.
    """

    original: str
    given: tuple[str, ...] = ()
    patronymic: str | None = None
    surname: tuple[str, ...] = ()
    initials: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    sex: str | None = None
    generation: str | None = None
    script: str = "none"
    sure_order: bool = True
    readings: tuple[Parts, ...] = field(default=(), repr=False, compare=False)


_APOSTROPHES = str.maketrans(dict.fromkeys("ʻʼ‘’`´ʹ′ʿʾ＇ˈ", "'"))
_CUT = re.compile(r"['’ʻ‘`ʼ]*[^\W\d_][^\s,()\[\]\"«»“”;/|_–—\-.]*\.?|,")
_GLUED = re.compile(r"(?<=[a-zа-яё]{2})(?=[A-ZА-ЯЁ][a-zа-яё]{2})")
_SERVANT = frozenset({"abd", "abdul", "abdal", "abdel", "abdur", "abdu", "abdou", "abdool"})
_FAITH = frozenset({"din", "dine", "deen", "ddin", "eddine"})
_JOINING = _SERVANT | _FAITH
_ROMAN = frozenset({"II", "III", "IV"})


def parse(text: str) -> Name:
    """The parts of one person's name as written.

    >>> name = parse("КАРИМОВ Баҳодир Рустам ўғли")
    >>> name.surname, name.given, name.patronymic, name.sex
    (('КАРИМОВ',), ('Баҳодир',), 'Рустам ўғли', 'm')
    """
    return _parse(text)


@lru_cache(maxsize=4096)
def _parse(text: str) -> Name:
    readings = read_parts(text)
    first = readings[0]
    given: list[str] = []
    surname: list[str] = []
    words = [(t, r) for t, r in zip(first.core, first.roles, strict=True) if t.kind != INITIAL]
    sure = bool(words) and all(r != ANY for _, r in words)
    initials = [t.text for t in first.core if t.kind == INITIAL]
    roles = _placed([t for t, _ in words], [r for _, r in words], bool(initials))
    for (token, _), role in zip(words, roles, strict=True):
        (surname if role == SURNAME else given).append(token.text)
    patronymic = first.patronymic.text if first.patronymic else None
    if first.patronymic and first.son_of:
        patronymic = _with_marker(text, first.patronymic.text)
    return Name(
        original=text,
        given=tuple(given),
        patronymic=patronymic,
        surname=tuple(surname),
        initials=tuple(initials),
        titles=first.titles,
        sex=first.sex or None,
        generation=first.generation or None,
        script=script_of(text),
        sure_order=sure,
        readings=readings,
    )


def _with_marker(text: str, stem: str) -> str:
    for m in re.finditer(re.escape(stem) + r"[\s\-]+(\S+)", text.translate(_APOSTROPHES)):
        if read_token(m[1].rstrip(",")).kind in (SON, DAUGHTER):
            return text[m.start() : m.start() + len(m[0].rstrip(","))]
    return stem


def _placed(words: list[Token], roles: list[int], has_initials: bool) -> list[int]:
    """Roles for showing: what is open is settled by the lists, then by position (last is surname)."""
    if SURNAME in roles or not words:
        return [r or GIVEN for r in roles]
    if len(words) == 1:
        token = words[0]
        known_given = token.given >= 0 and not has_initials
        return [
            roles[0] or (GIVEN if known_given or not (token.surname or has_initials) else SURNAME)
        ]
    open_places = [i for i, r in enumerate(roles) if r == ANY]
    unknown = [i for i in open_places if words[i].given < 0]
    placed = [r or GIVEN for r in roles]
    if open_places:
        placed[unknown[-1] if unknown else open_places[-1]] = SURNAME
    return placed


def read_parts(text: str) -> tuple[Parts, ...]:
    """The readings of a name, likeliest first: one, or two where a word may be patronymic or surname."""
    tokens, comma = _tokens(text)
    if tokens and not any(t.kind for t in tokens):  # WORD is 0: the plain case, made quick
        return _plain(tokens, comma)
    titles: list[str] = []
    generation = ""
    core: list[Token] = []
    fathers: list[int] = []
    marked: Token | None = None
    marked_at = -1
    marked_sex = ""
    before_comma = 0
    for place, token in enumerate(tokens):
        if place == comma:
            before_comma = len(core)
        kind = token.kind
        if kind in (WORD, INITIAL):
            core.append(token)
        elif kind == PATRONYMIC:
            fathers.append(len(core))
            core.append(token)
        elif kind in (SON, DAUGHTER):
            if core:
                marked = core.pop()
            if fathers and fathers[-1] == len(core):
                fathers.pop()
            marked_at = len(core)
            marked_sex = "m" if kind == SON else "f"
        elif kind == TITLE and len(tokens) > 1:
            titles.append(token.text)
        elif kind in (SENIOR, JUNIOR):
            if len(tokens) > 1:
                generation = "senior" if kind == SENIOR else "junior"
            else:
                core.append(token)
        elif kind != PARTICLE or len(tokens) == 1:
            core.append(token)
    if not core and not marked:
        core = [t for t in tokens if t.kind in (PARTICLE, TITLE)] or list(tokens)
    shown = (tuple(titles), generation)
    if marked:
        return (_reading(core, marked, marked_at, True, marked_sex, before_comma, shown),)
    if fathers:
        return _with_fathers(core, fathers, before_comma, shown)
    return (_reading(core, None, -1, False, "", before_comma, shown),)


def _plain(core: list[Token], comma: int) -> tuple[Parts, ...]:
    """Ordinary words only. Two given names may be a given name and a surname that lost its ending:
    Эмомали Рахмон is Рахмонов Эмомали."""
    reading = _reading(core, None, -1, False, "", comma, ((), ""))
    if len(core) != 2 or not two_given(tuple([t.shows for t in core]), reading.roles):
        return (reading,)
    first, second = core
    given_first = reading._replace(core=(first, as_root(second)), roles=(GIVEN, SURNAME))
    given_last = reading._replace(core=(as_root(first), second), roles=(SURNAME, GIVEN))
    return reading, given_first, given_last


def two_given(shows: tuple[int, ...], roles: tuple[int, ...]) -> bool:
    """Whether a name is two listed given names and nothing tells which is the surname."""
    return roles == (ANY, ANY) and bool(shows[0] & shows[1] & IS_LISTED)


@lru_cache(maxsize=4096)
def as_root(token: Token) -> Token:
    """A given name read as a surname without its ending."""
    return token._replace(given=-1, surname=1, stem=token.base, stem_given=token.given)


def _with_fathers(
    core: list[Token], fathers: list[int], before_comma: int, shown: tuple[tuple[str, ...], str]
) -> tuple[Parts, ...]:
    """Which of the words in -ovich, -ovna, -uly is the patronymic; the others are surnames."""
    if len(fathers) == 1:
        place = fathers[0]
        words = core[:place] + core[place + 1 :]
        father = core[place]
    else:
        after = [i for i in fathers if i >= before_comma and i > 0] or fathers
        place = next((i for i in after if i - 1 not in fathers), after[0])
        words = [
            as_word(t) if i != place and t.kind == PATRONYMIC else t for i, t in enumerate(core)
        ]
        father = words.pop(place)
    as_patronymic = _reading(words, father, place, False, father.surname_sex, before_comma, shown)
    if len(core) > 2:
        return (as_patronymic,)
    # Two words or one: `Roman Abramovich` may be given name and surname.
    whole = [as_word(t) if t.kind == PATRONYMIC else t for t in core]
    as_surname = _reading(whole, None, -1, False, "", before_comma, shown)
    if before_comma and place < before_comma:
        return (as_surname,)
    return (as_patronymic, as_surname)


@lru_cache(maxsize=4096)
def as_word(token: Token) -> Token:
    """A token in -ovich read as a surname."""
    folds = fold(token.text)
    return token._replace(
        kind=WORD, base=folds.fine, other=folds.other, surname=1, stem="", stem_given=-1
    )


def _reading(
    core: list[Token],
    father: Token | None,
    father_at: int,
    son_of: bool,
    father_sex: str,
    before_comma: int,
    shown: tuple[tuple[str, ...], str],
) -> Parts:
    shows = tuple([t.shows for t in core])
    roles, sex, sure = judged(shows, father_at, before_comma, father_sex)
    return Parts(tuple(core), roles, father, son_of, shown[0], sex, sure, shown[1])


@lru_cache(maxsize=8192)
def judged(
    shows: tuple[int, ...], father_at: int, before_comma: int, father_sex: str
) -> tuple[tuple[int, ...], str, bool]:
    """Roles, sex, and whether the sex is sure, from what the tokens show (`Token.shows`)."""
    roles = _roles(shows, father_at, before_comma)
    if father_sex:
        return roles, father_sex, True
    given = {s >> 3 & 3 for s, r in zip(shows, roles, strict=True) if r != SURNAME} - {0}
    surname = {s >> 5 & 3 for s in shows} - {0}
    if len(given) == 1:
        if given == {1} and 2 in surname:
            # Каримова beside a man's name: a genitive, or a woman with a name that men carry too.
            return roles, "" if any(s & IS_CYRILLIC for s in shows) else "f", False
        return roles, _SEXES[given.pop()], True
    if len(surname) == 1 and not given:
        return roles, _SEXES[surname.pop()], False
    return roles, "", False


_SEXES = ("", "m", "f")


def _roles(shows: tuple[int, ...], father_at: int, before_comma: int) -> tuple[int, ...]:
    n = len(shows)
    if 0 < before_comma < n:
        return (SURNAME,) * before_comma + (GIVEN,) * (n - before_comma)
    sure = [i for i, s in enumerate(shows) if s >> 2 & 1]
    if n < 2:
        return (SURNAME if sure else ANY,) * n
    initial = [bool(s & IS_INITIAL) for s in shows]
    capitals = [bool(s & IS_CAPITALS) for s in shows]
    if n == 2:
        # The words that tell, strongest first: an ending, a patronymic's neighbour, an initial, capitals.
        if len(sure) == 1:
            first = sure[0] == 0
        elif father_at in (1, 2):
            first = father_at == 2  # Surname Given Patronymic; Given Patronymic Surname
        elif initial[0] != initial[1]:
            first = initial[1]
        elif capitals[0] != capitals[1]:
            first = capitals[0]
        else:
            return (ANY, ANY)
        return (SURNAME, GIVEN) if first else (GIVEN, SURNAME)
    if len(sure) == 1:
        return tuple(SURNAME if i == sure[0] else GIVEN if initial[i] else ANY for i in range(n))
    if any(capitals) and not all(capitals):
        return tuple(SURNAME if c else ANY for c in capitals)
    return (ANY,) * n


def cut(text: str) -> list[str]:
    """A name's pieces in order; a comma is a piece of its own."""
    if text[:2] in ("г-", "Г-"):  # г-н, г-жа: the hyphen would make initials of them
        text = text.partition(" ")[2]
    return _CUT.findall(text)


def lone_token(piece: str, *, remember: bool) -> Token | None:
    """The token of a piece that is one token, whatever its neighbours are; else None.

    `remember` it where names are read again for their reasons; a long list would only fill memory.
    """
    tokens, joins = _piece(piece) if remember else _piece.__wrapped__(piece)
    return None if joins or len(tokens) > 1 or piece in _ROMAN else tokens[0]


def _tokens(text: str) -> tuple[list[Token], int]:
    """Tokens in order, and the place of the first one after the surname's comma (0: none)."""
    comma = 0
    tokens: list[Token] = []
    join = False
    for piece in cut(text):
        if piece == ",":
            comma = comma or len(tokens)
            continue
        some, joins = _piece(piece)
        join = join or joins
        tokens += some
    if join and len(tokens) > 1:
        pieces, comma = _joined([t.text for t in tokens], comma)
        tokens = [read_token(p) for p in pieces]
    if len(tokens) > 2 and tokens[-1].text in _ROMAN:
        tokens[-1] = read_token("jr")
    return tokens, comma if comma < len(tokens) else 0


@lru_cache(maxsize=65536)
def _piece(piece: str) -> tuple[tuple[Token, ...], bool]:
    """The tokens of a piece between separators (two where glued: `RamiMakhlouf`), and whether it
    joins with its neighbours (`Abd`, `Din`)."""
    joins = len(piece) < 7 and piece.lower().strip("'.") in _JOINING
    if piece.istitle() or piece.isupper() or not _GLUED.search(piece):
        return (read_token(piece),), joins
    return tuple(read_token(part) for part in _GLUED.split(piece)), joins


def _joined(pieces: list[str], comma: int) -> tuple[list[str], int]:
    """`Abd al-Rahman` and `Abdul Rahman` are one given name, and so is `Sayf al-Din`."""
    low = [p.lower().strip("'.") for p in pieces]
    out: list[str] = []
    i = 0
    new_comma = comma
    while i < len(pieces):
        step, piece = 1, pieces[i]
        if low[i] in _SERVANT:
            j = i + 1
            while j < len(pieces) and read_token(pieces[j]).kind == PARTICLE:
                j += 1
            if j < len(pieces) and (not comma or i >= comma or j < comma):
                piece, step = "Abdul" + pieces[j].lower(), j - i + 1
        elif (
            i + 2 < len(pieces)
            and read_token(pieces[i + 1]).kind == PARTICLE
            and low[i + 2] in _FAITH
        ):
            piece, step = pieces[i] + "iddin", 3
        if comma and i < comma:
            new_comma -= step - 1
        out.append(piece)
        i += step
    return out, new_comma

"""Rows for the common shapes of names without building their parts: the inner loop of long lists.

Gives what `parse.read_parts` would, or None where a name is not of a common shape (titles, particles,
a word that may be patronymic or surname, …) and must be read in full.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from safeconduct.names.parse import cut, judged, lone_token, two_given
from safeconduct.names.token import DAUGHTER, INITIAL, PATRONYMIC, SON, WORD, Token, read_token
from safeconduct.names.words import NONE, Words

_AT_HAND = 20_000
MOST = 6
"""Most given names and surnames of one name that are compared; what follows is left out."""


Row = tuple[list[int], int, int]
"""One reading of one name: numbers of its words, of its patronymic (or NONE), and of its shape."""


class Shape(NamedTuple):
    """What is told of a name besides its words; few, so that they are numbered."""

    roles: tuple[int, ...]
    sex: str
    sure_sex: bool
    generation: str


_SHAPES: dict[Shape, int] = {}


def shape_number(roles: tuple[int, ...], sex: str, sure_sex: bool, generation: str) -> int:
    """The number of a shape; a new one the first time it is seen."""
    return _SHAPES.setdefault(Shape(roles, sex, sure_sex, generation), len(_SHAPES))


def shapes() -> list[Shape]:
    """All shapes seen so far, by number."""
    return list(_SHAPES)


@lru_cache(maxsize=8192)
def _shape_of(shows: tuple[int, ...], father_at: int, comma: int, father_sex: str) -> int:
    """The number of the shape, or NONE where a name has more readings than one."""
    roles, sex, sure = judged(shows, father_at, comma, father_sex)
    if len(shows) == 2 and father_at < 0 and two_given(shows, roles):
        return NONE
    return shape_number(roles, sex, sure, "")


_Piece = tuple[int, int, int, str, Token]
"""Kind, word number, what it shows, sex of a patronymic, and the token itself."""
_UNREAD: _Piece = (-1, -1, 0, "", read_token("?"))
_ORDINARY = (WORD, INITIAL)


class QuickReader:
    """Reads names of common shapes into rows of word numbers of one `Words`."""

    def __init__(self, words: Words, *, remember: bool = False) -> None:
        self._words = words
        self._remember = remember
        # Two generations, so that what comes often stays at hand and memory is bounded.
        self._pieces: dict[str, _Piece | None] = {}
        self._before: dict[str, _Piece | None] = {}
        self._sons: dict[str, int] = {}

    def row(self, text: str) -> Row | None:
        """The name's one reading, or None where the whole parser is needed."""
        held = self._pieces
        if len(held) > _AT_HAND:
            self._before, held = held, {}
            self._pieces = held
        core: list[int] = []
        shows: list[int] = []
        father, father_at, father_sex, comma = NONE, -1, "", 0
        last_kind, last_token = -1, None
        for text_of in cut(text):
            if text_of == ",":
                if father_at >= 0:
                    return None
                comma = comma or len(core)
                continue
            piece = held.get(text_of, _UNREAD)
            if piece is _UNREAD:
                piece = self._before.get(text_of, _UNREAD)
                held[text_of] = piece = self._read(text_of) if piece is _UNREAD else piece
            if piece is None:
                return None
            kind, number, show, sex, token = piece
            if kind in _ORDINARY:
                core.append(number)
                shows.append(show)
            elif father_at >= 0 or last_token is None:
                return None
            elif kind == PATRONYMIC:
                father, father_at, father_sex = number, len(core), sex
            elif last_kind == WORD and len(core) > comma:
                core.pop()
                shows.pop()
                father, father_at = self._son(last_token), len(core)
                father_sex = "m" if kind == SON else "f"
            else:
                return None
            last_kind, last_token = kind, token
        if not 0 < len(core) <= MOST or (father_at >= 0 and len(core) < 2):
            return None
        shape = _shape_of(tuple(shows), father_at, comma, father_sex)
        return None if shape < 0 else (core, father, shape)

    def _son(self, token: Token) -> int:
        number = self._sons.get(token.text)
        if number is None:
            if len(self._sons) > _AT_HAND:
                self._sons.clear()
            number = self._sons[token.text] = self._words.father(token, True)
        return number

    def _read(self, text: str) -> _Piece | None:
        token = lone_token(text, remember=self._remember)
        if token is None:
            return None
        if token.kind in (WORD, INITIAL):
            return token.kind, self._words.core(token), token.shows, "", token
        if token.kind == PATRONYMIC:
            number = self._words.father(token, False)
            return token.kind, number, 0, token.surname_sex, token
        if token.kind in (SON, DAUGHTER):
            return token.kind, NONE, 0, "", token
        return None

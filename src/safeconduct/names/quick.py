"""Rows for the common shapes of names without building their parts: the inner loop of long lists.

Gives what `parse.read_parts` would, or None where a name is not of a common shape (titles, particles,
a word that may be patronymic or surname, …) and must be read in full.
"""

from __future__ import annotations

from typing import NamedTuple

from safeconduct.names.parse import cut, judged, lone_token, two_given
from safeconduct.names.token import DAUGHTER, INITIAL, PATRONYMIC, SON, WORD, Token, read_token
from safeconduct.names.words import NONE, Words

_AT_HAND = 30_000
MOST = 6
"""Most given names and surnames of one name that are compared; what follows is left out."""


class Row(NamedTuple):
    """One reading of one name in numbers."""

    core: list[int]
    roles: tuple[int, ...]
    father: int
    sex: str
    sure_sex: bool


_Piece = tuple[int, int, int, str, Token]
"""Kind, word number, what it shows, sex of a patronymic, and the token itself."""
_UNREAD: _Piece = (-1, -1, 0, "", read_token("?"))
_ORDINARY = (WORD, INITIAL)


class QuickReader:
    """Reads names of common shapes into rows of word numbers of one `Words`."""

    def __init__(self, words: Words) -> None:
        self._words = words
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
        roles, sex, sure = judged(tuple(shows), father_at, comma, father_sex)
        if len(core) == 2 and two_given(tuple(shows), roles):
            return None
        return Row(core, roles, father, sex, sure)

    def _son(self, token: Token) -> int:
        number = self._sons.get(token.text)
        if number is None:
            if len(self._sons) > _AT_HAND:
                self._sons.clear()
            number = self._sons[token.text] = self._words.father(token, True)
        return number

    def _read(self, text: str) -> _Piece | None:
        token = lone_token(text)
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

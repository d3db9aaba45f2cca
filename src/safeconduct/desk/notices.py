"""One line at the top of the next page: what was just done, with the button that undoes it.

Kept in the session, which lives in this process's memory only.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class Notice:
    """`undo`: the judgement that the button undoes, and `case` the one it was made in."""

    says: str
    wrong: bool = False
    case: str = ""
    undo: str = ""


def put(
    request: HttpRequest, says: str, *, wrong: bool = False, case: str = "", undo: str = ""
) -> None:
    """Leave a notice for the next page."""
    request.session["notice"] = asdict(Notice(says, wrong, case, undo))


def take(request: HttpRequest) -> Notice | None:
    """The notice that was left, once."""
    held: dict[str, Any] | None = request.session.pop("notice", None)
    return Notice(**held) if held else None

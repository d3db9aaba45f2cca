"""Wrong passphrases slow down further tries for the same name: in memory, so that nothing of it is on disk."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from safeconduct.store.errors import TooManyTries
from safeconduct.store.keyring import login_name

FREE = 5  # slips of the finger that cost nothing
LONGEST = 15 * 60.0  # seconds

_guard = threading.Lock()
_wrong: dict[str, tuple[int, float]] = {}  # name → how many in a row, and until when to wait
clock: Callable[[], float] = time.monotonic


def refuse_early(name: str) -> None:
    """Raises TooManyTries where the next try for this name must wait."""
    with _guard:
        _, until = _wrong.get(login_name(name), (0, 0.0))
    wait = until - clock()
    if wait > 0:
        raise TooManyTries(
            "too many wrong passphrases for this name",
            remedy=f"Wait {max(1, round(wait))} seconds, then try again",
        )


def wrong(name: str) -> None:
    """A passphrase was wrong: after five in a row the next try waits 15 s, then twice as long each time."""
    with _guard:
        if len(_wrong) > 10_000:  # somebody tries names: forget the oldest
            _wrong.pop(next(iter(_wrong)))
        count = _wrong.pop(login_name(name), (0, 0.0))[0] + 1
        wait = min(LONGEST, 15.0 * 2 ** (count - FREE)) if count >= FREE else 0.0
        _wrong[login_name(name)] = (count, clock() + wait)


def right(name: str) -> None:
    """The passphrase was right: everything is forgiven."""
    with _guard:
        _wrong.pop(login_name(name), None)

"""Time for something long: a beat every few seconds while it runs, and an end to what runs far too long.

May import: the standard library. Only the main thread of a process can be interrupted; anywhere else there is neither.
"""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

BEAT = 20.0  # seconds


@contextmanager
def patience(
    limit: float, beat: Callable[[], None], overdue: Callable[[], Exception]
) -> Iterator[None]:
    """Call `beat` every BEAT seconds, and raise what `overdue` makes once `limit` seconds have gone by.

    What `beat` raises ends it too. Both interrupt Python code wherever it stands: use it around pure work only.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(
        signal, "setitimer"
    ):
        yield
        return
    end = time.monotonic() + limit

    def tick(_number: int, _frame: object) -> None:
        if time.monotonic() >= end:  # said again at the next tick where a callback swallowed it
            raise overdue()
        beat()

    before = signal.signal(signal.SIGALRM, tick)
    signal.setitimer(signal.ITIMER_REAL, min(BEAT, limit), min(BEAT, limit))
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)

"""The one office that this process serves: locked until somebody logs in, locked again by hand or after idle time.

The data keys are in this process's memory from the first login to the lock, and nowhere else.
"""

from __future__ import annotations

import gc
import logging
import threading
import time
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

from safeconduct.store import door, opened, tries
from safeconduct.store.errors import Locked, WrongPassphrase
from safeconduct.store.keyring import login_name
from safeconduct.store.place import Place

if TYPE_CHECKING:
    from safeconduct.store.models import Account
    from safeconduct.store.office import Office

_log = logging.getLogger(__name__)
_guard = threading.RLock()
_place: Place | None = None
_office: Office | None = None
_touched = 0.0
_on_open: list[Callable[[Office], None]] = []
_on_lock: list[Callable[[], None]] = []
_after_lock: list[Callable[[], None]] = []


def serve(place: Place) -> None:
    """Say which office this process is about; it stays locked."""
    global _place
    lock()
    _place = place


def place() -> Place:
    """Where that office lies."""
    return _place or Place.named()


def hold(office: Office) -> None:
    """Take over an office that is open already."""
    global _office, _place
    with _guard:
        _office, _place = office, office.place
        touch()
    for call in _on_open:
        call(office)


def unlock(name: str, passphrase: str) -> Office:
    """Open the office. Raises WrongPassphrase, TooManyTries."""
    enter(name, passphrase)
    return office()


def enter(name: str, passphrase: str) -> Account:
    """Log in: opens the office where it is locked. It stands in the audit chain, and so does a refusal while it is open.

    Raises WrongPassphrase, TooManyTries.
    """
    from safeconduct.store import accounts

    tries.refuse_early(name)
    try:
        with _guard:
            fresh = not is_open()
            current = _open(name, passphrase) if fresh else office()
        account = (
            accounts.find(current, name) if fresh else accounts.check(current, name, passphrase)
        )
    except WrongPassphrase:
        tries.wrong(name)
        if is_open():
            # Only names there are: what is typed into the wrong field may be a passphrase.
            known = [
                a.name
                for a in accounts.accounts(office())
                if login_name(a.name) == login_name(name)
            ]
            with office().act("nobody", "refuse login", note="".join(known)):
                pass
        raise
    tries.right(name)
    with current.act(account.name, "log in"):
        pass
    return account


def _open(name: str, passphrase: str) -> Office:
    opened_ = door.open_office(place(), name, passphrase)
    hold(opened_)
    return opened_


def office() -> Office:
    """The open office. Raises Locked."""
    if _office is None or _office.keys.wiped:
        raise Locked
    return _office


def is_open() -> bool:
    """Has somebody opened it?"""
    return _office is not None and not _office.keys.wiped


def lock() -> None:
    """Wipe the keys, end every session, stop what works on the office. Running requests fail."""
    global _office
    with _guard:
        held, _office = _office, None
        if held is None:
            return
        for call in _on_lock:
            _step(call)
        _step(lambda: opened.drop(held.alias))
        _step(lambda: door.close(held))
        _step(_forget_cache)
        _step(_forget_words)
        for call in _after_lock:
            _step(call)


def _step(call: Callable[[], object]) -> None:
    """One step of locking. The next is taken whatever happens in this one; the log says where one failed, not over what."""
    try:
        call()
    except Exception:
        _log.exception("a step of locking failed; the others were taken")


def _forget_cache() -> None:
    from django.core.cache import cache

    cache.clear()


_Remembering = type(lru_cache(lambda: None))


def _forget_words() -> None:
    """Names and phrases of cases that functions of ours remember for speed. What else they remember is read again."""
    for kept in gc.get_objects():
        if type(kept) is _Remembering and str(kept.__module__).startswith("safeconduct."):
            kept.cache_clear()


def touch() -> None:
    """Somebody is at work: idle time begins anew."""
    global _touched
    _touched = time.monotonic()


def idle() -> float:
    """Seconds since somebody was at work."""
    return time.monotonic() - _touched


def on_open(call: Callable[[Office], None]) -> None:
    """Call this whenever the office is opened."""
    _on_open.append(call)


def on_lock(call: Callable[[], None]) -> None:
    """Call this just before the office is locked."""
    _on_lock.append(call)


def after_lock(call: Callable[[], None]) -> None:
    """Call this when the office has been locked."""
    _after_lock.append(call)


def lock_if_idle(minutes: float) -> bool:
    """Lock where nobody was at work for so long; says whether it was done."""
    if is_open() and idle() > minutes * 60:
        lock()
        return True
    return False


def watch(minutes: float) -> None:
    """Lock after so many minutes without a click (0: never), from a thread of its own."""
    if minutes <= 0:
        return

    def run() -> None:
        while True:
            time.sleep(5)
            lock_if_idle(minutes)

    threading.Thread(target=run, name="auto-lock", daemon=True).start()

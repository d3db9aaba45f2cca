"""Which offices this process has open: database alias → keys. The only place a key is reached from."""

from __future__ import annotations

from safeconduct.store.errors import Locked
from safeconduct.store.keys import Keys

_keys: dict[str, Keys] = {}


def put(alias: str, keys: Keys) -> None:
    """From now on connections of this alias can be made."""
    _keys[alias] = keys


def keys(alias: str) -> Keys:
    """Raises Locked."""
    found = _keys.get(alias)
    if found is None or found.wiped:
        raise Locked
    return found


def drop(alias: str) -> None:
    """Wipe and forget the keys of this alias."""
    found = _keys.pop(alias, None)
    if found is not None:
        found.wipe()

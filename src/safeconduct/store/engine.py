"""Django started once a process, and a database connected under an alias for each office the process opens."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import Any

from safeconduct.store import opened
from safeconduct.store.keys import Keys
from safeconduct.store.place import Place

_started = threading.Lock()


def start() -> None:
    """Set Django up with `safeconduct.store.settings`, unless someone did."""
    import django
    from django.apps import apps

    with _started:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safeconduct.store.settings")
        if not apps.ready:
            django.setup()


def connect(place: Place, keys: Keys, alias: str = "default") -> None:
    """Let connections of `alias` go to this office. The default alias is the one the desk uses."""
    start()
    from django.db import connections

    if alias in connections.settings:
        connections[alias].close()
        del connections[alias]
    database = _complete(place.database)
    if database["ENGINE"].endswith("sqlcipher"):
        Path(database["NAME"]).touch(
            mode=0o600
        )  # SQLite itself would let others of this machine read it
    connections.settings[alias] = database
    opened.put(alias, keys)


def disconnect(alias: str) -> None:
    """Wipe the keys and close this thread's connection; other threads' close with their request."""
    from django.db import connections

    opened.drop(alias)
    if alias in connections.settings:
        connection = connections[alias]
        if "mode=memory" in str(connection.settings_dict["NAME"]):
            _forget_memory(connection)
        else:
            connection.close()
        del connections[alias]


def migrate(alias: str, target: str | None = None) -> None:
    """Bring the tables to the newest shape, or to migration `target` ("zero" takes all away)."""
    from django.core.management import call_command

    arguments = ["store", target] if target else ["store"]
    call_command("migrate", *arguments, database=alias, verbosity=0, interactive=False)


def _complete(database: dict[str, Any]) -> dict[str, Any]:
    """What Django's own loader adds to a database's settings."""
    defaults: dict[str, Any] = {
        "ATOMIC_REQUESTS": False,
        "AUTOCOMMIT": True,
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": False,
        "OPTIONS": {},
        "TIME_ZONE": None,
        "USER": "",
        "PASSWORD": "",
        "HOST": "",
        "PORT": "",
        "TEST": {"CHARSET": None, "COLLATION": None, "MIGRATE": True, "MIRROR": None, "NAME": None},
    }
    return {**defaults, **database}


def _forget_memory(connection: Any) -> None:
    """Django never closes a database in memory; ours is to vanish with its office."""
    if connection.connection is not None:
        connection.connection.close()
        connection.connection = None

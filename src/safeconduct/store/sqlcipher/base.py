"""Django's SQLite backend over `sqlcipher3`: its own connection, cursor and converters, and the raw key.

The key is asked for when a connection opens (`safeconduct.store.opened`), so it stands in no setting. It goes in
as 32 raw bytes: SQLCipher's own key derivation would cost 75 ms a connection and Argon2id has done the work.
"""

from __future__ import annotations

import datetime as dt
import decimal
from collections.abc import Mapping
from itertools import tee
from typing import Any

from django.db.backends.sqlite3 import base as sqlite
from django.db.backends.sqlite3._functions import (  # type: ignore[import-untyped]
    register as register_functions,
)
from django.utils.dateparse import parse_date, parse_datetime, parse_time
from sqlcipher3 import dbapi2 as Database  # noqa: N812 (Django's own name for it)

from safeconduct.store import opened
from safeconduct.store.errors import DatabaseDamaged

# sqlcipher3 keeps registers of its own: what Django told the standard library's module is unknown to it.
Database.register_converter("bool", b"1".__eq__)
Database.register_converter("date", sqlite.decoder(parse_date))
Database.register_converter("time", sqlite.decoder(parse_time))
Database.register_converter("datetime", sqlite.decoder(parse_datetime))
Database.register_converter("timestamp", sqlite.decoder(parse_datetime))
Database.register_adapter(decimal.Decimal, str)
Database.register_adapter(dt.date, sqlite.adapt_date)
Database.register_adapter(dt.datetime, sqlite.adapt_datetime)

# What is deleted is overwritten; temporary tables and sorts stay in memory; WAL lets readers read while one writes,
# and FULL makes a committed act outlive a power cut.
PRAGMAS = (
    "PRAGMA temp_store = MEMORY",
    "PRAGMA secure_delete = ON",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA legacy_alter_table = OFF",
    "PRAGMA trusted_schema = OFF",
)


class DatabaseWrapper(sqlite.DatabaseWrapper):
    """One connection to an encrypted file."""

    display_name = "SQLCipher"
    Database = Database

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Open, hand over the key, and see at once whether it fits. Raises Locked, DatabaseDamaged.

        An older generation's key fits where renewing the keys was interrupted; the file is then brought up to date.
        """
        keys = opened.keys(self.alias)
        for generation in range(keys.newest, -1, -1):
            connection = _open(conn_params, keys.get("database", generation))
            if connection is not None:
                if generation != keys.newest:
                    rekey(connection, keys.get("database"))
                register_functions(connection)
                for pragma in PRAGMAS:
                    connection.execute(pragma)
                return connection
        raise DatabaseDamaged(
            "the office's key does not open the database",
            where=str(conn_params["database"]),
            remedy="It was damaged or exchanged: restore the last good backup",
        )

    def create_cursor(self, name: str | None = None) -> Any:  # noqa: ARG002
        """A cursor that takes Django's placeholders."""
        return self.connection.cursor(factory=Cursor)


def _open(conn_params: dict[str, Any], key: bytes) -> Any | None:
    """A connection that can read the file; None where the key is another."""
    connection = Database.connect(**conn_params)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")  # it would write to standard error
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except Database.DatabaseError as error:
        connection.close()
        if "not a database" in str(error):
            return None
        raise
    return connection


def rekey(connection: Any, key: bytes) -> None:
    """Encrypt the whole file anew under another key, in one transaction of SQLCipher's own."""
    connection.execute(f"PRAGMA rekey = \"x'{key.hex()}'\"")


class Cursor(Database.Cursor):  # type: ignore[misc]
    """`%s` and `%(name)s` to SQLite's `?` and `:name`, as Django's own cursor does for the standard library."""

    convert_query = sqlite.SQLiteCursorWrapper.convert_query

    def execute(self, query: str, params: Any = None) -> Any:
        """Run one statement."""
        if params is None:
            return super().execute(query)
        names = list(params) if isinstance(params, Mapping) else None
        return super().execute(self.convert_query(query, param_names=names), params)

    def executemany(self, query: str, param_list: Any) -> Any:
        """Run one statement with many lists of values."""
        peekable, param_list = tee(iter(param_list))
        params = next(peekable, None)
        names = list(params) if params and isinstance(params, Mapping) else None
        return super().executemany(self.convert_query(query, param_names=names), param_list)

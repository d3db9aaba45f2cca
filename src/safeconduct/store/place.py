"""Where an office lies: its folder, and the database its folder names.

SAFECONDUCT_HOME (else ~/.local/share/safeconduct) is the folder. SAFECONDUCT_DATABASE_URL, else `database_url` in the
folder's `office.json`, names a PostgreSQL; neither: the encrypted SQLite file `record.db` in the folder.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from safeconduct.store.errors import StoreError

DATABASE_FILE = "record.db"
CONFIG_FILE = "office.json"
IN_MEMORY = "sqlite://:memory:"


class BadDatabaseUrl(StoreError):
    """The database's address is not one of ours."""


@dataclass(frozen=True, slots=True)
class Place:
    """An office's folder and, where it is not the file in the folder, its database's address."""

    folder: Path
    database_url: str | None = None

    @classmethod
    def named(cls, folder: Path | str | None = None) -> Place:
        """The folder given, or the one the environment names, with its database."""
        home = Path(folder or os.environ.get("SAFECONDUCT_HOME") or default_folder()).expanduser()
        home = home.absolute()
        url = os.environ.get("SAFECONDUCT_DATABASE_URL")
        config = home / CONFIG_FILE
        if not url and config.is_file():
            try:
                url = json.loads(config.read_text("utf-8")).get("database_url")
            except (ValueError, AttributeError, OSError) as error:
                raise BadDatabaseUrl(
                    "the file cannot be read as JSON",
                    where=str(config),
                    remedy='It holds at most {"database_url": "postgresql://…"}',
                ) from error
        return cls(home, url or None)

    @property
    def database(self) -> dict[str, Any]:
        """Django's settings for this database. Raises BadDatabaseUrl."""
        url = self.database_url
        if url is None:
            return {
                "ENGINE": "safeconduct.store.sqlcipher",
                "NAME": str(self.folder / DATABASE_FILE),
                "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 30},
            }
        if url == IN_MEMORY:
            name = f"file:office-{abs(hash(self.folder))}?mode=memory&cache=shared"
            return {"ENGINE": "django.db.backends.sqlite3", "NAME": name}
        parts = urlsplit(url)
        if parts.scheme not in ("postgres", "postgresql"):
            raise BadDatabaseUrl(
                "the database's address does not begin with postgresql://",
                key="SAFECONDUCT_DATABASE_URL",
                remedy="For example postgresql://safeconduct@localhost/safeconduct",
            )
        options = dict(parse_qsl(parts.query))
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": options.pop("host", parts.hostname or ""),
            "PORT": options.pop("port", str(parts.port or "")),
            "OPTIONS": options,
        }


def default_folder() -> Path:
    """The folder of a user who named none (XDG base directories)."""
    data = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    return Path(data).expanduser() / "safeconduct"

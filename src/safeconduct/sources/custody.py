"""Taking a file in: its bytes are hashed and identified and its custody noted. Nothing is parsed."""

from __future__ import annotations

import hashlib
from datetime import datetime

from safeconduct.sources.document import Condition, Custody, Source
from safeconduct.sources.errors import NaiveTime
from safeconduct.sources.identify import EMPTY, media_type


def take(data: bytes, *, name: str, by: str, at: datetime, obtained: str = "") -> Source:
    """The source these bytes are: SHA-256, size, media type as found in the bytes, custody.

    `name` is what the file was called, `by` who took it in, `at` when (with its zone), `obtained` how it came.
    Raises NaiveTime for a time without a zone; takes any bytes whatever.
    """
    if at.tzinfo is None:
        raise NaiveTime(
            "The time of taking in carries no time zone", key="at", remedy="Give it in UTC"
        )
    kind = media_type(data)
    empty = kind == EMPTY
    return Source(
        id=hashlib.sha256(data).hexdigest(),
        size=len(data),
        media_type=kind,
        custody=Custody(by, at, name, obtained),
        condition=Condition.EMPTY if empty else Condition.READ,
        explanation="The file is empty. Ask for it to be sent again." if empty else "",
    )

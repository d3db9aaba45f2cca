"""Take a file in: keep its bytes, identify it, convert it to text out of process, hash it, record its custody.

May import: `when`. Parsers of foreign files live in this room only.
"""

from __future__ import annotations

from safeconduct.sources.conversion import Conversion, convert, convert_all
from safeconduct.sources.custody import take
from safeconduct.sources.document import Block, Condition, Custody, Document, Passage, Source
from safeconduct.sources.limits import Limits

__all__ = [
    "Block",
    "Condition",
    "Conversion",
    "Custody",
    "Document",
    "Limits",
    "Passage",
    "Source",
    "convert",
    "convert_all",
    "take",
]

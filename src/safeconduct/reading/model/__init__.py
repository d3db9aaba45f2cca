"""An optional second reader: any OpenAI-compatible server on this machine or network, given by address.

Off unless an address is given. Every proposal must quote the document letter for letter or it is dropped; proposals
carry the model's name, are never sure by themselves, and stand beside what the rules read, never in its place.
May import: the standard library, `when`, `sources`, `record`, and this room.
"""

from __future__ import annotations

from safeconduct.reading.model.reader import add_proposals
from safeconduct.reading.model.server import Server

__all__ = ["Server", "add_proposals"]

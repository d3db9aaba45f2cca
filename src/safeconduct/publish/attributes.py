"""An event's attributes in words: articles, the act alleged, terms, lengths, grounds, bodies, notes on the law.

May import: `when`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from safeconduct.publish.legal import articles
from safeconduct.publish.telling import Voice
from safeconduct.when import parse_edtf
from safeconduct.when.errors import WhenError

_NAMES = {
    "alleged_act": "alleged act",
    "decision_number": "number of the decision",
    "accused_of": "accused of",
    "unanswered_for": "unanswered for",
    "to_whom": "handed to",
    "of": "concerns",
}
_LENGTHS = ("term", "duration", "unanswered_for")
_APART = ("relative", "state", "place")  # shown as who and where


@dataclass(frozen=True, slots=True)
class Detail:
    """A named value. `note` where it is a remark on the law that the reader must not miss."""

    name: str
    value: str
    note: bool = False


def details(
    attributes: Mapping[str, object], say: Voice, event: Callable[[str], str] = str
) -> tuple[Detail, ...]:
    """Every attribute that is set, remarks last. `event` names the event of an id (for `of`)."""
    rows = [
        Detail(say(_NAMES.get(key, key.replace("_", " "))), told, key == "legal_note")
        for key, value in attributes.items()
        if key not in _APART
        and (
            told := event(value)
            if key == "of" and isinstance(value, str)
            else _told(key, value, say)
        )
    ]
    return tuple(sorted(rows, key=lambda row: row.note))


def _told(key: str, value: object, say: Voice) -> str:
    if value is None or value in ("", (), [], {}):
        return ""
    if key == "articles":
        return articles(value, say)
    if key in _LENGTHS:
        return say(str(value)) if value in ("none", "life") else say.length(value)
    if isinstance(value, bool):
        return say("yes") if value else say("no")
    if isinstance(value, Mapping):
        return ", ".join(
            told
            for k, v in value.items()
            if (told := _date(v, say) if k == "when" else _told(str(k), v, say))
        )
    if isinstance(value, (list, tuple)):
        return "; ".join(_told(key, v, say) for v in value)
    return say(str(value).replace("_", " "))


def _date(value: object, say: Voice) -> str:
    try:
        return say.span(parse_edtf(str(value)))
    except WhenError:
        return str(value)

"""How words of a file are compared: spellings folded, states and agents by their codes, articles by their parts.

May import: `when`, `record`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from safeconduct.record import Event
from safeconduct.record.places import state_of as state_named
from safeconduct.when import parse_duration
from safeconduct.when.errors import WhenError

_BLANK = re.compile(r"[\s_]+")


def fold(value: object) -> str:
    """One spelling for comparing: lower case, one kind of space; a truth value as its word."""
    return _folded(str(value))


@lru_cache(maxsize=16_384)
def _folded(text: str) -> str:
    return _BLANK.sub(" ", text).strip().casefold()


@lru_cache(maxsize=4096)
def _named(words: str) -> str | None:
    return state_named(words)


def code_of(said: object) -> str | None:
    """A state's code, from a code or from a place in words; None where it is neither."""
    if not isinstance(said, str) or not said:
        return None
    return said if len(said) == 2 and said.isupper() else _named(said)


def state_of(event: Event) -> str | None:
    """The state whose law an event falls under: its place, else the state that acted, else the articles' state."""
    if event.place:
        return event.place
    for said in (event.attributes.get("state"), event.attributes.get("place"), event.where):
        code = code_of(said)
        if code:
            return code
    acted = event.by if isinstance(event.by, str) else None
    found = re.match(r"([A-Z]{2})-", acted or "")
    if found:
        return found[1]
    articles = event.attributes.get("articles")
    if isinstance(articles, (list, tuple)) and articles and event.kind != "extradition_request":
        states = {str(a)[:2] for a in articles}
        if len(states) == 1 and re.match(r"[A-Z]{2}-", str(articles[0])):
            return states.pop()
    return None


def is_relatives(event: Event, person: str) -> bool:
    if event.attributes.get("relative"):
        return True
    return bool(person and event.persons and person not in event.persons)


_SAID = {
    "decided": {"in favour": "for", "in favor": "for", "favour": "for", "favor": "for", "in favour of the person": "for",
                "за": "for", "против": "against"},
    "complete": {"yes": "true", "complete": "true", "да": "true", "no": "false", "incomplete": "false", "нет": "false"},
    "served": {"false": "no", "нет": "no", "true": "yes", "да": "yes"},
    "term": {"no end date": "none", "indefinite": "none", "without end": "none", "no term": "none", "без срока": "none"},
}  # fmt: skip
_PLAIN = frozenset(
    ("form", "ground", "class", "offence", "accused_of", "at")
)  # a hyphen is a space here


def said(attribute: str, value: str) -> str:
    """A folded value as packs write it: ways of saying one thing made one."""
    if attribute in _PLAIN:
        value = value.replace("-", " ")
    return _SAID.get(attribute, {}).get(value, value)


_CODE = re.compile(r"^(?:([a-z]{2})-)?(cc|ccp|cao)-(?:art(?:icle)?\.?-)?(\d.*)$")
_STATED = re.compile(r"^[a-z]{2}-")


def article(value: str) -> str | None:
    """`ru-cao-18.8-1.1` from the ways an article is written ("RU CAO 18.8(1.1)"); None where it names no code.

    The Code of Administrative Offences is Russia's where no state is named (conventions of the packs' rows).
    """
    text = re.sub(r"[\s_]*\bpart\b[\s_]*", "-", value)
    text = re.sub(r"[\s_/(),]+", "-", text).strip("-")
    found = _CODE.match(text)
    if found:
        state = found[1] or ("ru" if found[2] == "cao" else None)
        return f"{state}-{found[2]}-{found[3]}" if state else None
    return text if _STATED.match(text) else None


def _form(value: str, want: str) -> bool:
    """`refugee` takes `refugee status`."""
    return value == want or want.startswith(value + " ")


def same_article(value: str, want: str) -> bool:
    return value == want or (value.startswith(want) and value[len(want)] in "-.(")


def _agent(value: str, want: str) -> bool:
    """`ru-police` takes `ru-police-samara`; `court` takes `ru-court`."""
    if value == want or value.startswith(want + "-"):
        return True
    return "-" not in want and want in value.split("-")[1:]


def _contains(value: str, want: str) -> bool:
    return want in value


# attributes that are not compared by being the same
COMPARE: dict[str, Callable[[str, str], bool]] = {
    "articles": same_article,
    "equivalent": same_article,
    "by": _agent,
    "form": _form,
    "at": _contains,
    "accused_of": _contains,
    "offence": _contains,
    "where": _contains,
}


def long_enough(value: str, least: str) -> bool:
    try:
        return (
            parse_duration(value.upper()).days_bounds()[0] >= parse_duration(least).days_bounds()[0]
        )
    except WhenError:
        return False

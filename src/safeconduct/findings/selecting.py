"""Selectors read from a pack's rows.

May import: this room's values.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from safeconduct.findings.codes import fold, said
from safeconduct.findings.errors import BrokenRule
from safeconduct.findings.selector import FREE, NO, UNKNOWN, YES, Condition, Selector

_UNKNOWN = {"possible": FREE, "cannot tell": UNKNOWN, "no": NO, "yes": YES}

STEP_KEYS = frozenset(
    ("as", "within", "at_least", "after", "before", "order", "same", "differs", "outstanding", "strict",
     "same_day", "tail", "tail_outer", "tail_from", "unless", "stated")
)  # fmt: skip
_PLAIN = frozenset(("kind", "whose", "of", "any_of"))


def read_selector(row: Mapping[str, Any], *, where: str) -> Selector:
    """A selector from its YAML row. Raises BrokenRule."""
    read = _read_selector(row, where=where)
    one: Selector = _ONE.setdefault(read, read)
    return one


_ONE: dict[Any, Any] = {}  # equal selectors and conditions are one object


def _read_selector(row: Mapping[str, Any], *, where: str) -> Selector:
    kinds = row.get("kind")
    if not kinds:
        raise BrokenRule(
            "a selector needs a kind", where=where, remedy="Name one or a list of event kinds"
        )
    of = row.get("of")
    return Selector(
        kinds=(str(kinds),) if isinstance(kinds, str) else tuple(map(str, kinds)),
        conditions=_conditions(row),
        whose=str(row.get("whose", "any" if kinds == "reprisal" else "self")),
        of=read_selector(of, where=f"{where}, of") if isinstance(of, Mapping) else None,
        any_of=tuple(
            (
                *((Condition("kind", _strings(r["kind"], "kind")),) if "kind" in r else ()),
                *_conditions(r),
            )
            for r in row.get("any_of") or ()
        ),
    )


def _conditions(row: Mapping[str, Any]) -> tuple[Condition, ...]:
    return tuple(
        _ONE.setdefault(condition, condition)
        for key, value in row.items()
        if key not in STEP_KEYS and key not in _PLAIN
        for one in (value["all"] if isinstance(value, Mapping) and "all" in value else (value,))
        for condition in (_condition(key, one),)
    )


def _condition(attribute: str, value: object) -> Condition:
    if not isinstance(value, Mapping):
        return Condition(attribute, _strings(value, attribute))
    if "none_of" in value or "not" in value:
        return Condition(
            attribute,
            _strings(value.get("not", value.get("none_of")), attribute),
            negated=True,
            unknown=_unknown(value),
        )
    if "not_group" in value:
        return Condition(
            attribute, groups=_raw(value["not_group"]), negated=True, unknown=_unknown(value)
        )
    return Condition(
        attribute,
        want=_strings(value["is"], attribute) if "is" in value else (),
        groups=_raw(value["group"]) if "group" in value else (),
        known=value.get("known"),
        starts=_strings(value["starts"], "") if "starts" in value else (),
        at_least=str(value["at_least"]) if "at_least" in value else None,
        unknown=_unknown(value),
    )


def _unknown(value: Mapping[str, Any]) -> int:
    return _UNKNOWN[value.get("unknown", "cannot tell")]


def _raw(value: object) -> tuple[str, ...]:
    return (
        (value,)
        if isinstance(value, str)
        else tuple(map(str, value if isinstance(value, Sequence) else [value]))
    )


def _strings(value: object, attribute: str) -> tuple[str, ...]:
    rows = value if isinstance(value, (list, tuple)) else [value]
    if attribute in ("kind", "place", "to", "state"):
        return tuple(str(v) for v in rows)
    return tuple(said(attribute, fold(v)) for v in rows)

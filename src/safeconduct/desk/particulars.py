"""What the law asks of a claim beyond day, place and people, as fields of the form: which decision, what was asked for …

What a finding says is not on file ("form of protection asked for") can be entered here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from safeconduct.desk.access import Desk
from safeconduct.findings import telling, wording

# the values that can be chosen; none where words are written
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "of": (
        "extradition_order", "extradition_appeal", "expulsion_order", "expulsion_appeal", "asylum_refusal",
        "asylum_appeal", "undesirability_order", "interim_measure", "court_ruling", "detention", "complaint",
    ),
    "form": ("refugee_status", "temporary_asylum"),
    "body": ("ECtHR", "HRC", "CAT"),
    "decided": ("for", "against"),
    "complete": ("yes", "no"),
    "term": (),
    "ground": (),
}  # fmt: skip
_TRUTH = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class Field:
    """One field: what it is called, what it holds, and (value, label) of what can be chosen."""

    name: str
    label: str
    value: str
    choices: tuple[tuple[str, str], ...]


def fields(desk: Desk, attributes: Mapping[str, object]) -> tuple[Field, ...]:
    """The fields with what a claim holds; a value that is none of the choices can be kept."""
    language = desk.say.language
    rows = []
    for name, choices in _CHOICES.items():
        held = _written(attributes.get(name))
        offered = choices if not choices or held in ("", *choices) else (held, *choices)
        labels = tuple((value, _label(name, value, language)) for value in offered)
        rows.append(Field(name, wording.attribute(name, language), held, labels))
    return tuple(rows)


def entered(form: Mapping[str, str], attributes: Mapping[str, object]) -> dict[str, object]:
    """A claim's attributes with what a form says; an emptied field is not on file, one that the form lacks stays."""
    told = dict(attributes)
    for name in _CHOICES:
        if name not in form or form[name].strip() == _written(attributes.get(name)):
            continue
        words = " ".join(form[name].split())
        if words:
            told[name] = _TRUTH[words] if name == "complete" and words in _TRUTH else words
        else:
            told.pop(name, None)
    return told


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _label(name: str, value: str, language: str) -> str:
    if name == "of":
        return wording.kind(value, language)
    if name == "complete":
        return wording.say(value, language) if value in _TRUTH else value
    return telling.value(value, language)

"""One dated piece of law with citation, source and confidence.

May import: the standard library.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

LANGUAGES = ("en", "ru")


class Confidence(StrEnum):
    """How the text of a provision is known."""

    PRIMARY = "primary"  # the text itself, or a judgment quoting it, was seen
    SECONDARY = "secondary"  # told by another source
    UNVERIFIED = "unverified"  # from memory: nothing that rests on it is ever certain


@dataclass(frozen=True, slots=True)
class Words:
    """A text in the languages it was written in; one that is missing falls back on English."""

    en: str = ""
    ru: str = ""

    def __call__(self, language: str = "en") -> str:
        return (self.ru if language == "ru" else self.en) or self.en or self.ru

    def __bool__(self) -> bool:
        return bool(self.en or self.ru)


NOTHING = Words()


def words(value: object) -> Words:
    """A pack's text, written as one string or as {en: …, ru: …}."""
    if isinstance(value, Mapping):
        return Words(str(value.get("en") or ""), str(value.get("ru") or ""))
    if isinstance(value, (list, tuple)):
        return Words("; ".join(map(str, value)))
    return Words("" if value is None else str(value))


@dataclass(frozen=True, slots=True)
class Asserted:
    """A date that somebody asserts for the first or last day of a provision on which others disagree."""

    by: Words
    first: date | None = None
    last: date | None = None
    source: tuple[str, ...] = ()

    @property
    def date(self) -> date:
        """The asserted day: the name of this version in a finding."""
        day = self.last or self.first
        assert day is not None  # noqa: S101 (the loader gives one of them)
        return day


@dataclass(frozen=True, slots=True)
class Provision:
    """In force from `first` to `last`, both days included; None where no beginning or end was found.

    Where only the month or year of a change is known, `first` and `last` are the widest reading and `first_sure`,
    `last_sure` the days between which it was surely in force. `version` names one of several dated texts of a row.
    `asserted` holds the contested dates, if any: then `first` and `last` are those of the widest reading, and every
    check is made under each. `unsure` says which part of the row was not verified. `row` keeps what else the pack
    says (who, limit, consequence …), for the screen.
    """

    id: str
    citation: Words
    says: Words
    title: Words
    first: date | None = None
    last: date | None = None
    first_sure: date | None = None
    last_sure: date | None = None
    version: str = ""
    asserted: tuple[Asserted, ...] = ()
    sources: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    confidence: Confidence = Confidence.UNVERIFIED
    unsure: Words = NOTHING
    state: str = ""
    pack: str = ""
    row: Mapping[str, Any] | None = None

    def in_force(self, day: date) -> bool:
        """Was it in force on `day` (by the widest reading, where its dates are contested)?"""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def takes_over_from(self, other: Provision) -> bool:
        """Does it begin where the other ends, on one day that is known only to the month or year?"""
        rough = self.first is not None and self.first != self.first_sure
        return rough and (self.first, self.first_sure) == (other.last_sure, other.last)

    def under(self, asserted: Asserted) -> Provision:
        """This provision as the one who asserts that date sees it."""
        return replace(
            self,
            first=asserted.first or self.first,
            last=asserted.last or self.last,
            first_sure=asserted.first or self.first_sure,
            last_sure=asserted.last or self.last_sure,
            asserted=(),
        )

"""What templates ask for: references for addresses, and dates and kinds in words."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template

from safeconduct.desk.access import Desk, voice
from safeconduct.findings import telling
from safeconduct.when import Span

register = template.Library()


@register.simple_tag(takes_context=True)
def ref(context: Any, kind: str, key: str) -> str:
    """{% ref "source" line.source.id %}: the keyed name that stands in addresses."""
    desk: Desk = context["desk"]
    return desk.ref(kind, key)


@register.filter
def span(value: Span | None) -> str:
    """An uncertain date in words."""
    return voice().span(value)


@register.filter
def day(value: date | None) -> str:
    """A day in words."""
    return voice().day(value) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """A moment, in UTC."""
    return f"{voice().day(value.date())}, {value:%H:%M}" if value else ""


@register.filter
def kind(name: str) -> str:
    """An event kind in words."""
    return voice().kind(name)


@register.filter
def state(code: str) -> str:
    """A state by its name; its code where there is none."""
    return telling.place(code, voice().language)


@register.filter
def say(text: str) -> str:
    """A word of the rooms beneath (a verdict, a state) in the reader's language."""
    return voice()(text)


@register.filter
def explain(text: str) -> str:
    """What is said of a file, in the reader's language."""
    return voice().explain(text)


@register.filter
def dashed(text: str) -> str:
    """A verdict as a CSS class."""
    return text.replace(" ", "-").replace(",", "")


@register.filter
def told(place: str) -> str:
    """ "page 3, paragraph 12" in the reader's language."""
    return voice().where(place)


@register.filter
def megabytes(size: int) -> str:
    """A file's size for people."""
    if size < 1024:
        return f"{size} B"
    return f"{size / 1024:.0f} KB" if size < 2**20 else f"{size / 2**20:.1f} MB"

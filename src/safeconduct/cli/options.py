"""Options that several commands share."""

from __future__ import annotations

from datetime import date

import click

from safeconduct.shelf import shelf

DEFAULT_PACK = "russia-uzbekistan"


class Day(click.ParamType[date]):
    """A calendar day written 2014-06-10."""

    name = "date"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is not a day. Write it as 2014-06-10.", param, ctx)


DAY = Day()

AS_OF = click.option(
    "--as-of",
    type=DAY,
    default=None,
    help="The day the law is asked about, at its end. Default: today.",
)


def packs() -> tuple[str, ...]:
    """The law packs that ship with the product."""
    return tuple(sorted(p.parent.name for p in shelf("packs").glob("*/pack.yaml")))


pack_option = click.option(
    "--pack",
    default=DEFAULT_PACK,
    show_default=True,
    help="The law pack: " + ", ".join(packs()) + ".",
)

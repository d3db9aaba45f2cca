"""A provision read from its row: days that may be told to the month or year only, contested dates, citation.

May import: `when`, this room's values.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from safeconduct.law.errors import BrokenPack
from safeconduct.law.provision import LANGUAGES, Asserted, Confidence, Provision, Words, words
from safeconduct.when import parse_edtf
from safeconduct.when.errors import WhenError


def read_provision(
    row: Mapping[str, Any], path: Path, pack: str, sources: Mapping[str, Any]
) -> Provision:
    """The provision of a row; `sources` tells the addresses. Raises BrokenPack."""

    def days(key: str, value: object) -> tuple[date | None, date | None]:
        """The earliest and the latest day that a day, month or year can mean."""
        if value is None:
            return None, None
        try:
            span = parse_edtf(str(value))
        except WhenError:
            raise BrokenPack(
                f"provision {row.get('id')}: not a day, month or year",
                where=str(path),
                key=key,
                value=value,
                remedy="Write YYYY-MM-DD, or YYYY-MM or YYYY where no more is known",
            ) from None
        return span.earliest, span.last

    def day(key: str, value: object) -> date | None:
        return days(key, value)[0]

    cited = row.get("source") or ()
    cited = (cited,) if isinstance(cited, str) else tuple(map(str, cited))
    asserted = tuple(
        Asserted(
            by=words(a.get("by")),
            first=day("asserted.from", a.get("from")),
            last=day("asserted.to", a.get("to")),
            source=tuple(
                [a["source"]] if isinstance(a.get("source"), str) else a.get("source") or ()
            ),
        )
        for a in row.get("asserted") or ()
    )
    first, first_sure = days("from", row.get("from"))
    last_sure, last = days("to", row.get("to"))
    if any(a.first for a in asserted):
        first = min(a.first for a in asserted if a.first)
        first_sure = max(a.first for a in asserted if a.first)
    if any(a.last for a in asserted):
        last = max(a.last for a in asserted if a.last)
        last_sure = min(a.last for a in asserted if a.last)
    if first and last and first > last:
        raise BrokenPack(
            f"provision {row['id']} ends before it begins",
            where=str(path),
            key="to",
            value=str(last),
            remedy="`to` is its last day in force",
        )
    instrument, article = words(row.get("instrument")), words(row.get("article"))
    return Provision(
        id=str(row["id"]),
        citation=Words(*(_cited(instrument(lang), article(lang), lang) for lang in LANGUAGES)),
        says=words(row.get("says")),
        title=words(row.get("title")) or words(row.get("instrument")),
        first=first,
        last=last,
        first_sure=first_sure,
        last_sure=last_sure,
        version=str(row.get("version") or ""),
        asserted=asserted,
        sources=cited,
        addresses=tuple(str((sources.get(c) or {}).get("address") or c) for c in cited),
        confidence=Confidence(row.get("confidence", "unverified")),
        unsure=words(row.get("unsure")),
        state=str(row.get("state") or ""),
        pack=pack,
        row=MappingProxyType(dict(row)),
    )


def _cited(instrument: str, article: str, language: str) -> str:
    """The instrument and the article in it; a bare number is told to be one."""
    if article[:1].isdigit():
        several = ", " in article or ";" in article
        article = {"en": "Arts. " if several else "Art. ", "ru": "ст. "}[language] + article
    return ", ".join(filter(None, (instrument, article.strip("- "))))

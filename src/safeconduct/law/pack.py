"""Law packs: folders of YAML, read into one frozen value with all that they include.

May import: `when`, the shelf. Any *.yaml of the folder may hold any section; they are merged. Packs that include others
hold their rows too, and an id stands once over all of them (dated versions of one provision aside).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import Any

import jsonschema

from safeconduct.law.errors import BrokenPack, PackNotFound
from safeconduct.law.provision import LANGUAGES, Asserted, Confidence, Provision, Words, words
from safeconduct.shelf import read_yaml, shelf
from safeconduct.when import parse_edtf
from safeconduct.when.errors import WhenError

# sections whose rows have an id of their own, which stands once over all packs loaded together
ROWS = ("rules", "deadlines", "safeguards", "ways_out", "forms")
# tables that an including pack may add to or overrule
TABLES = ("figures", "groups", "classes", "bodies", "sources", "zones", "holidays")
# plain data for the screen: shown, never evaluated
REFERENCE = ("judgments", "timeline", "counting", "open_questions", "left_out")


@dataclass(frozen=True, slots=True)
class Pack:
    """A law pack with everything it includes. Rules and the like are the YAML rows, as checked by the schema.

    `where` tells for each row the file it stands in; `version` is a hash over all files, so that a finding can name
    the law it was made under.
    """

    name: str
    title: Words
    version: str
    includes: tuple[str, ...]
    corridor: Mapping[str, str]
    provisions: Mapping[str, tuple[Provision, ...]]
    rules: Mapping[str, Mapping[str, Any]]
    deadlines: Mapping[str, Mapping[str, Any]]
    safeguards: Mapping[str, Mapping[str, Any]]
    ways_out: Mapping[str, Mapping[str, Any]]
    forms: Mapping[str, Mapping[str, Any]]
    figures: Mapping[str, Any] = field(default_factory=dict)
    groups: Mapping[str, Any] = field(default_factory=dict)
    classes: Mapping[str, Any] = field(default_factory=dict)
    bodies: Mapping[str, Any] = field(default_factory=dict)
    sources: Mapping[str, Any] = field(default_factory=dict)
    zones: Mapping[str, Any] = field(default_factory=dict)
    holidays: Mapping[str, Any] = field(default_factory=dict)
    where: Mapping[str, str] = field(default_factory=dict)
    situation_files: tuple[tuple[str, str], ...] = ()  # (member pack, path); read when asked for
    reference: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash((self.name, self.version))

    @property
    def situations(self) -> tuple[Mapping[str, Any], ...]:
        """The situations of the pack and all it includes, each with its `_file` and `_pack`. Raises BrokenPack."""
        return _situations(self.situation_files)

    @property
    def origin(self) -> str | None:
        """The state of origin of the pack's corridor."""
        return self.corridor.get("origin")

    @property
    def refuge(self) -> str | None:
        """The state of refuge of the pack's corridor."""
        return self.corridor.get("refuge")

    def provision(self, provision_id: str, day: date | None = None) -> Provision:
        """The version in force on `day`; where none is, the one nearest before it, else the first. Raises KeyError."""
        versions = self.provisions[provision_id]
        if day is not None:
            for version in versions:
                if version.in_force(day):
                    return version
            before = [v for v in versions if v.last is not None and v.last < day]
            if before:
                return before[-1]
        return versions[0] if day is not None else versions[-1]

    def in_force(self, provision_id: str, day: date) -> Provision | None:
        """The version of a provision in force on `day`, or None. Raises KeyError for an id the pack does not hold."""
        return next((v for v in self.provisions[provision_id] if v.in_force(day)), None)

    def figure(self, name: str) -> Any:
        """The value of a named figure of the pack. Raises BrokenPack."""
        try:
            return self.figures[name]["value"]
        except KeyError:
            raise BrokenPack(
                "a figure that the pack does not have",
                where=f"pack {self.name}",
                key=name,
                remedy="Add it under figures: with value and says",
            ) from None


def names() -> tuple[str, ...]:
    """The packs on the shelf, by name."""
    root = shelf("packs")
    return tuple(sorted(p.parent.name for p in root.glob("*/pack.yaml")))


def load(name: str, *, root: Path | None = None) -> Pack:
    """The pack `name` of the shelf (or of `root`) with all it includes.

    Raises PackNotFound, BrokenPack (naming file, key, value, remedy) or DataFileError.
    """
    return _load(name, root or shelf("packs"))


@cache
def _load(name: str, root: Path) -> Pack:
    order: list[str] = []
    _order(name, root, order, ())
    merged: dict[str, dict[str, Any]] = {section: {} for section in (*ROWS, *TABLES)}
    versions: dict[str, list[Provision]] = {}
    provision_rows: list[tuple[Path, str, Mapping[str, Any]]] = []
    where: dict[str, str] = {}
    situation_files: list[tuple[str, str]] = []
    head: Mapping[str, Any] = {}
    reference: dict[str, list[Any]] = {}
    digest = hashlib.sha256()
    for member in order:
        for path, data in _files(root / member):
            digest.update(
                json.dumps([path.name, data], ensure_ascii=False, sort_keys=True).encode()
            )
            _check_schema(data, path)
            if path.name == "pack.yaml":
                head = data
            for row in data.get("provisions") or ():
                provision_rows.append((path, member, row))  # noqa: PERF401
            for section in ROWS:
                for key, row in (data.get(section) or {}).items():
                    if key in merged[section]:
                        raise BrokenPack(
                            f"the id stands twice among {section}",
                            where=str(path),
                            key=str(key),
                            remedy=f"It is already in {where[f'{section}/{key}']}",
                        )
                    merged[section][str(key)] = row
                    where[f"{section}/{key}"] = str(path)
            for table in TABLES:
                merged[table].update(data.get(table) or {})
            for section in REFERENCE:
                reference.setdefault(section, []).extend(_listed(data.get(section)))
        situation_files += [
            (member, str(path)) for path in sorted((root / member / "situations").glob("*.yaml"))
        ]
    for path, member, row in provision_rows:
        provision = _provision(row, path, member, merged["sources"])
        versions.setdefault(provision.id, []).append(provision)
        where[f"provisions/{provision.id}"] = str(path)
    for rows in versions.values():
        rows.sort(key=lambda p: p.first or date.min)
    return Pack(
        name=name,
        title=words(head.get("title")),
        version=digest.hexdigest()[:12],
        includes=tuple(order[:-1]),
        corridor=MappingProxyType(dict(head.get("corridor") or {})),
        provisions=MappingProxyType({k: tuple(v) for k, v in versions.items()}),
        **{section: MappingProxyType(merged[section]) for section in (*ROWS, *TABLES)},
        where=MappingProxyType(where),
        situation_files=tuple(situation_files),
        reference=MappingProxyType({k: tuple(v) for k, v in reference.items() if v}),
    )


@cache
def _situations(files: tuple[tuple[str, str], ...]) -> tuple[Mapping[str, Any], ...]:
    found = []
    for member, name in files:
        data = read_yaml(Path(name))
        _check_schema(data, Path(name))
        found += [{**row, "_file": name, "_pack": member} for row in data.get("situations") or ()]
    return tuple(found)


def _order(name: str, root: Path, order: list[str], above: tuple[str, ...]) -> None:
    """Included packs first, each once; `order` is filled."""
    path = root / name / "pack.yaml"
    if not path.is_file():
        there = ", ".join(sorted(p.parent.name for p in root.glob("*/pack.yaml"))) or "none"
        raise PackNotFound(
            "there is no such law pack",
            where=str((above and root / above[-1] / "pack.yaml") or root),
            key="includes" if above else None,
            value=name,
            remedy=f"Packs here: {there}",
        )
    if name in above:
        raise BrokenPack(
            "packs include one another in a circle",
            where=str(path),
            key="includes",
            value=" → ".join((*above, name)),
            remedy="Take one of the includes out",
        )
    data = read_yaml(path)
    for other in (data or {}).get("includes") or ():
        _order(str(other), root, order, (*above, name))
    if name not in order:
        order.append(name)


def _listed(value: object) -> list[Any]:
    """Rows as a list; a mapping's keys become their ids."""
    if isinstance(value, Mapping):
        return [
            {"id": k, **(v if isinstance(v, Mapping) else {"says": v})} for k, v in value.items()
        ]
    return list(value) if isinstance(value, (list, tuple)) else []


def _files(folder: Path) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    for path in sorted(folder.glob("*.yaml")):
        data = read_yaml(path)
        if data is None:
            continue
        if not isinstance(data, Mapping):
            raise BrokenPack("a pack's file must be sections with rows", where=str(path))
        yield path, data


@cache
def _schema() -> jsonschema.protocols.Validator:
    text = resources.files("safeconduct.law").joinpath("schema.json").read_text(encoding="utf-8")
    return jsonschema.Draft202012Validator(json.loads(text))


def _check_schema(data: Any, path: Path) -> None:
    error = jsonschema.exceptions.best_match(_schema().iter_errors(data))
    if error is not None:
        raise BrokenPack(
            _plain(error),
            where=str(path),
            key=".".join(str(p) for p in error.absolute_path) or None,
            value=_short(error.instance),
            remedy="docs/law-packs.md shows every key",
        )


def _plain(error: jsonschema.ValidationError) -> str:
    if error.validator == "additionalProperties":
        return error.message.replace("Additional properties are not allowed", "unknown key")
    return error.message if len(error.message) < 200 else f"does not fit ({error.validator})"


def _short(value: object) -> str | None:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 80 else None


def _provision(
    row: Mapping[str, Any], path: Path, pack: str, sources: Mapping[str, Any]
) -> Provision:
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
        article = {"en": "Art. ", "ru": "ст. "}[language] + article
    return ", ".join(filter(None, (instrument, article.strip("- "))))

"""Law packs read from their folders into one value each, with all that they include.

May import: the shelf, this room's values. Any *.yaml of a folder may hold any section; they are merged. Packs that
include others hold their rows too, and an id stands once over all of them (dated versions of one provision aside).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from safeconduct.law.errors import BrokenPack
from safeconduct.law.folder import files, members
from safeconduct.law.pack import Pack
from safeconduct.law.provision import Provision, words
from safeconduct.law.reading import read_provision
from safeconduct.shelf import shelf

# sections whose rows have an id of their own, which stands once over all packs loaded together
ROWS = ("rules", "deadlines", "safeguards", "ways_out", "forms")
# tables that an including pack may add to or overrule
TABLES = ("figures", "groups", "classes", "bodies", "sources")
# plain data for the screen: shown, never evaluated
REFERENCE = ("judgments", "timeline", "counting", "open_questions", "left_out")


def names() -> tuple[str, ...]:
    """The packs on the shelf, by name."""
    root = shelf("packs")
    return tuple(sorted(p.parent.name for p in root.glob("*/pack.yaml")))


def load(name: str, *, root: Path | None = None) -> Pack:
    """The pack `name` of the shelf (or of `root`, or the folder itself, where `name` is a path) with all it includes.

    Raises PackNotFound, BrokenPack (naming file, key, value, remedy) or DataFileError.
    """
    folder = Path(name)
    if root is None and len(folder.parts) > 1 and (folder / "pack.yaml").is_file():
        name, root = folder.name, folder.parent
    return _load(name, root or shelf("packs"))


@cache
def _load(name: str, root: Path) -> Pack:
    folders = members(name, root)
    merged: dict[str, dict[str, Any]] = {section: {} for section in (*ROWS, *TABLES)}
    versions: dict[str, list[Provision]] = {}
    provision_rows: list[tuple[Path, str, Mapping[str, Any]]] = []
    where: dict[str, str] = {}
    situation_files: list[tuple[str, str]] = []
    head: Mapping[str, Any] = {}
    reference: dict[str, list[Any]] = {}
    digest = hashlib.sha256()
    for member, folder in folders.items():
        for path, data in files(folder):
            digest.update(
                json.dumps([path.name, data], ensure_ascii=False, sort_keys=True).encode()
            )
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
            (member, str(path)) for path in sorted((folder / "situations").glob("*.yaml"))
        ]
    for path, member, row in provision_rows:
        provision = read_provision(row, path, member, merged["sources"])
        versions.setdefault(provision.id, []).append(provision)
        where[f"provisions/{provision.id}"] = str(path)
    for rows in versions.values():
        rows.sort(key=lambda p: p.first or date.min)
    return Pack(
        name=name,
        title=words(head.get("title")),
        version=digest.hexdigest()[:12],
        includes=tuple(folders)[:-1],
        corridor=MappingProxyType(dict(head.get("corridor") or {})),
        provisions=MappingProxyType({k: tuple(v) for k, v in versions.items()}),
        **{section: MappingProxyType(merged[section]) for section in (*ROWS, *TABLES)},
        where=MappingProxyType(where),
        situation_files=tuple(situation_files),
        reference=MappingProxyType({k: tuple(v) for k, v in reference.items() if v}),
    )


def _listed(value: object) -> list[Any]:
    """Rows as a list; a mapping's keys become their ids."""
    if isinstance(value, Mapping):
        return [
            {"id": k, **(v if isinstance(v, Mapping) else {"says": v})} for k, v in value.items()
        ]
    return list(value) if isinstance(value, (list, tuple)) else []

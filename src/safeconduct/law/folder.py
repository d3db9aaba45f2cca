"""The folder of a law pack: its files of YAML, in order, each checked against the format (schema.json).

May import: the shelf.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema

from safeconduct.law.errors import BrokenPack, PackNotFound
from safeconduct.shelf import read_yaml, shelf


def members(name: str, root: Path) -> dict[str, Path]:
    """The packs that a pack consists of, with their folders: what it includes first, each once, itself last.

    What is not beside it (in `root`) is taken from the shelf. Raises PackNotFound, BrokenPack.
    """
    found: dict[str, Path] = {}
    _find(name, (root, shelf("packs")), found, ())
    return found


def _find(
    name: str, roots: tuple[Path, ...], found: dict[str, Path], above: tuple[Path, ...]
) -> None:
    folder = next((r / name for r in roots if (r / name / "pack.yaml").is_file()), None)
    if folder is None:
        there = sorted({p.parent.name for r in roots for p in r.glob("*/pack.yaml")})
        raise PackNotFound(
            "there is no such law pack",
            where=str((above and above[-1] / "pack.yaml") or roots[0]),
            key="includes" if above else None,
            value=name,
            remedy=f"Packs here: {', '.join(there) or 'none'}",
        )
    if folder in above:
        raise BrokenPack(
            "packs include one another in a circle",
            where=str(folder / "pack.yaml"),
            key="includes",
            value=" → ".join(f.name for f in (*above, folder)),
            remedy="Take one of the includes out",
        )
    for other in _rows(folder / "pack.yaml").get("includes") or ():
        _find(str(other), roots, found, (*above, folder))
    found.setdefault(name, folder)


def files(folder: Path) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """The files of a pack with what they hold. Raises BrokenPack naming file, key, value, remedy."""
    for path in sorted(folder.glob("*.yaml")):
        rows = _rows(path)
        if rows:
            yield path, rows


def _rows(path: Path) -> Mapping[str, Any]:
    """A file's sections; none in an empty file. Raises BrokenPack, DataFileError."""
    data = read_yaml(path)
    if data is None:
        return {}
    if not isinstance(data, Mapping):
        raise BrokenPack(
            "a pack's file must be sections with rows",
            where=str(path),
            remedy="Begin each section with its name and a colon (provisions:, rules:, includes:)",
        )
    _check(data, path)
    return data


@cache
def situations(paths: tuple[tuple[str, str], ...]) -> tuple[Mapping[str, Any], ...]:
    """The situations in files of (member, path), each with its `_file` and `_pack`. Raises BrokenPack."""
    found = []
    for member, name in paths:
        data = read_yaml(Path(name))
        _check(data, Path(name))
        found += [{**row, "_file": name, "_pack": member} for row in data.get("situations") or ()]
    return tuple(found)


@cache
def _schema() -> jsonschema.protocols.Validator:
    text = resources.files("safeconduct.law").joinpath("schema.json").read_text(encoding="utf-8")
    return jsonschema.Draft202012Validator(json.loads(text))


def _check(data: Any, path: Path) -> None:
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

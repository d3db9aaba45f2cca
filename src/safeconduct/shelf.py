"""Where the data that ships with the product lies (packs, vocabulary, examples), and how its YAML is read."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from safeconduct.errors import SafeconductError

_HERE = Path(__file__).resolve().parent


class DataFileError(SafeconductError):
    """A YAML file could not be read; names file, line and column."""


def shelf(name: str) -> Path:
    """The folder `packs`, `vocabulary` or `examples`: inside an installed wheel, or at the checkout's root."""
    inside = _HERE / name
    return inside if inside.is_dir() else _HERE.parent.parent / name


_FastLoader: Any = getattr(
    yaml, "CSafeLoader", yaml.SafeLoader
)  # libyaml, where the wheel has it: 7 times as fast


class _Yaml12Loader(_FastLoader):  # type: ignore[misc]
    """PyYAML reads YAML 1.1, where `no`, `on` and `yes` are booleans and 12:30 a number.

    YAML 1.2 (core schema) keeps them words; here dates stay strings too, since an uncertain date is ours to read.
    """


_Yaml12Loader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("tag:yaml.org,2002:bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("tag:yaml.org,2002:null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("tag:yaml.org,2002:int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    (
        "tag:yaml.org,2002:float",
        r"[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)(?:[eE][-+]?[0-9]+)?",
        "-+.0123456789",
    ),
):
    _Yaml12Loader.add_implicit_resolver(_tag, re.compile(rf"^(?:{_pattern})$"), list(_first))


def _no_repeated_keys(loader: yaml.SafeLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    seen: set[Any] = set()
    for key_node, _ in node.value:
        key = loader.construct_object(key_node)
        if key in seen:
            raise yaml.constructor.ConstructorError(
                None, None, f"the key {key!r} stands twice", key_node.start_mark
            )
        seen.add(key)
    loader.flatten_mapping(node)
    return {
        loader.construct_object(k, deep=True): loader.construct_object(v, deep=True)
        for k, v in node.value
    }


_Yaml12Loader.add_constructor("tag:yaml.org,2002:map", _no_repeated_keys)


def read_yaml(path: Path) -> Any:
    """A YAML 1.2 file as plain values: dates stay strings, a key given twice is an error.

    Raises DataFileError naming file, line and column.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataFileError(
            f"cannot be read ({error.__class__.__name__})",
            where=str(path),
            remedy="It must exist and be UTF-8 text",
        ) from error
    return parse_yaml(text, where=str(path))


def parse_yaml(text: str, *, where: str) -> Any:
    """YAML 1.2 text as plain values; `where` names it in errors."""
    try:
        return yaml.load(text, Loader=_Yaml12Loader)  # noqa: S506 (a SafeLoader's child)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = f"{where}, line {mark.line + 1}, column {mark.column + 1}" if mark else where
        raise DataFileError(
            str(error.problem or error.context or "not YAML"),
            where=place,
            remedy="Mend the file there",
        ) from error

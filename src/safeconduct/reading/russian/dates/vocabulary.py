"""The Russian words about time, as data: vocabulary/times-ru.yaml.

May import: the shelf.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from safeconduct.shelf import read_yaml, shelf

DATA: Mapping[str, Any] = read_yaml(shelf("vocabulary") / "times-ru.yaml")

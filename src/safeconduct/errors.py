"""The one root of every error a person may be shown.

A message says what was wrong, where, and what to do. It never carries case content: name the file,
the line, the key; not what the passage says.
"""

from __future__ import annotations


class SafeconductError(Exception):
    """What was wrong (`problem`), where (`where`, `key`, `value`) and what to do (`remedy`).

    Each room derives its own classes, one per cause, in its own `errors.py`.
    """

    def __init__(
        self,
        problem: str,
        *,
        where: str | None = None,
        key: str | None = None,
        value: object | None = None,
        remedy: str | None = None,
    ) -> None:
        self.problem = problem
        self.where = where
        self.key = key
        self.value = value
        self.remedy = remedy
        super().__init__(str(self))

    def __str__(self) -> str:
        at = f"{self.where}: " if self.where else ""
        key = f" (key {self.key!r}" if self.key else ""
        if key:
            key += f", value {self.value!r})" if self.value is not None else ")"
        elif self.value is not None:
            key = f" (value {self.value!r})"
        remedy = f". {self.remedy}" if self.remedy else ""
        return f"{at}{self.problem}{key}{remedy}"

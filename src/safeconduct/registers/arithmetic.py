"""SQL scalars over whole numbers, computed over columns: what engines without SQL make of a rule's tests and values.

May import: sqlglot, numpy. A test or value is read once into nested functions; a `Sheet` of equally long columns then
answers them, each part once. There is no NULL here: the forms that rules are written in have none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, reduce
from typing import Any

import numpy as np
import sqlglot
from sqlglot import exp

Column = Any  # an array of a sheet's length, or one number for all of it
Reading = Callable[["Sheet"], Column]


class Sheet:
    """Columns of one length, fetched when they are first asked for; what was computed of them is kept."""

    __slots__ = ("_fetch", "known", "length")

    def __init__(self, length: int, fetch: Callable[[str], Column]) -> None:
        self.length = length
        self._fetch = fetch
        self.known: dict[str, Column] = {}

    def column(self, name: str) -> Column:
        found = self.known.get(name)
        if found is None:
            found = self.known[name] = self._fetch(name)
        return found

    def all(self, text: str) -> np.ndarray[Any, Any]:
        """A test or value as an array, even where it is the same throughout."""
        found = self[text]
        return found if isinstance(found, np.ndarray) and found.ndim else np.full(self.length, found)  # fmt: skip

    def __getitem__(self, text: str) -> Column:
        return read(text)(self)


@cache
def read(text: str) -> Reading:
    """The function of a test or value. Raises NotImplementedError for what no form uses."""
    return _reading(sqlglot.parse_one(text, read="duckdb"))


def _wide(numbers: Column) -> Column:
    """Narrow columns (signatures, codes) are compared as they are, but never reckoned with: they would overflow."""
    return numbers.astype(np.int64) if isinstance(numbers, np.ndarray) and numbers.itemsize < 8 else numbers  # fmt: skip


_TWO: Mapping[type[exp.Expr], Callable[[Any, Any], Any]] = {
    exp.And: np.logical_and,
    exp.Or: np.logical_or,
    exp.EQ: np.equal,
    exp.NEQ: np.not_equal,
    exp.LT: np.less,
    exp.LTE: np.less_equal,
    exp.GT: np.greater,
    exp.GTE: np.greater_equal,
    exp.Add: lambda a, b: _wide(a) + _wide(b),
    exp.Sub: lambda a, b: _wide(a) - _wide(b),
    exp.Mul: lambda a, b: _wide(a) * _wide(b),
    exp.BitwiseAnd: lambda a, b: _wide(a) & _wide(b),
    # numpy divides by one number with multiplications, but takes the rest with divisions
    exp.Mod: lambda a, b: _wide(a) - _wide(a) // b * b,
}
_MANY: Mapping[type[exp.Expr], Callable[[Any, Any], Any]] = {exp.Greatest: np.maximum, exp.Least: np.minimum}  # fmt: skip


def _reading(node: exp.Expr) -> Reading:
    if isinstance(node, exp.Column):
        name = f"{node.table}.{node.name}" if node.table else node.name
        return lambda sheet: sheet.column(name)
    if isinstance(node, (exp.Literal, exp.Boolean)):
        value = int(node.this)
        return lambda _: value
    if isinstance(node, exp.Paren):
        return _reading(node.this)
    return _kept(node.sql(), _part(node))


def _kept(text: str, compute: Reading) -> Reading:
    def kept(sheet: Sheet) -> Column:
        found = sheet.known.get(text)
        if found is None:
            found = sheet.known[text] = compute(sheet)
        return found

    return kept


def _part(node: exp.Expr) -> Reading:
    """What is not kept already is computed from the parts that are."""
    if isinstance(node, exp.Neg):
        value = _reading(node.this)
        return lambda sheet: -_wide(value(sheet))
    if isinstance(node, exp.Not):
        test = _reading(node.this)
        return lambda sheet: np.logical_not(test(sheet))
    if isinstance(node, exp.Between):
        value, low, high = (_reading(node.args[k]) for k in ("this", "low", "high"))
        return lambda sheet: (value(sheet) >= low(sheet)) & (value(sheet) <= high(sheet))
    if isinstance(node, exp.In):
        return _among(_reading(node.this), [int(n.this) for n in node.expressions])
    if isinstance(node, exp.Case):
        return _case(node)
    for kind, pair in _TWO.items():
        if type(node) is kind:
            left, right = _reading(node.this), _reading(node.args["expression"])
            return lambda sheet: pair(left(sheet), right(sheet))
    for kind, pair in _MANY.items():
        if type(node) is kind:
            parts = [_reading(n) for n in (node.this, *node.expressions)]
            return lambda sheet: reduce(pair, [p(sheet) for p in parts])
    raise NotImplementedError(node.sql())


def _among(value: Reading, numbers: list[int]) -> Reading:
    """Small numbers (of signatures) are looked up, which is as fast for many as for one."""
    table = np.zeros(max(numbers) + 2, dtype=bool)
    table[numbers] = True
    last = len(table) - 1
    return lambda sheet: table[np.minimum(value(sheet), last)]


def _case(node: exp.Case) -> Reading:
    branches = [(_reading(b.this), _reading(b.args["true"])) for b in node.args["ifs"]]
    otherwise = _reading(node.args["default"])
    if len(branches) == 1 and (flat := _FLAT.get(node.args["default"].sql())) is not None:
        ((test, value),) = branches
        return lambda sheet: flat(np.asarray(test(sheet)), value(sheet))

    def case(sheet: Sheet) -> Column:
        answer = otherwise(sheet)
        for test, value in reversed(branches):
            answer = np.where(test(sheet), value(sheet), answer)
        return answer

    return case


# a value where a test holds, else 0 or -1, in plain arithmetic: numpy's where takes several times as long
_FLAT: Mapping[str, Callable[[Any, Any], Any]] = {
    "0": lambda test, value: test * (np.int64(value) if isinstance(value, int) else value),
    "-1": lambda test, value: test.astype(np.int64) - 1 | value,
}

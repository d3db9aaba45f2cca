"""Which rules of a pack can be asked of a register, and which are left out and why.

May import: `findings`' book and rule values. A rule that needs what the register does not hold would answer "cannot
tell" of everybody: it is refused by name instead, never approximated.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from safeconduct.findings.book import Book, ReadyRule
from safeconduct.findings.rule import ACT, Rule, Step
from safeconduct.findings.selector import UNKNOWN, Condition
from safeconduct.registers.compiled import Compiled
from safeconduct.registers.compiling import compile_rule
from safeconduct.registers.errors import NotExpressible
from safeconduct.registers.question import Moment, Question
from safeconduct.registers.signature import Signatures


@dataclass(frozen=True, slots=True)
class Asked:
    """One way of a rule, and its query under each reading of contested dates. `capped`: never more than possible."""

    ready: ReadyRule
    queries: tuple[Compiled, ...]

    @property
    def rule(self) -> Rule:
        return self.ready.rule

    @property
    def capped(self) -> bool:
        """Never more than possible: what it rests on is unverified or unsure."""
        return bool(self.ready.unverified or self.rule.unsure)


@dataclass(frozen=True, slots=True)
class Plan:
    """The rules that are asked, and why the others are not: rule id → reasons."""

    asked: tuple[Asked, ...]
    left_out: dict[str, tuple[str, ...]]


def plan(
    ready: Book, signatures: Signatures, as_of: Moment, *, origin: str | None, late: bool
) -> Plan:
    """Compile what can be asked."""
    asked: list[Asked] = []
    left_out: dict[str, list[str]] = {}
    for one in ready.rules:
        try:
            refuse(one.rule, signatures, origin or ready.pack.origin)
        except NotExpressible as error:
            left_out.setdefault(one.rule.id, []).append(error.problem)
            continue
        readings = [governing for _, governing in one.readings]
        if one.rule.cap is not None:
            readings = readings[:1]
        queries = tuple(
            compile_rule(Question(one.rule, governing, signatures, as_of, late))
            for governing in readings
        )
        asked.append(Asked(one, queries))
    return Plan(tuple(asked), {k: tuple(dict.fromkeys(v)) for k, v in left_out.items()})


def refuse(rule: Rule, signatures: Signatures, origin: str | None) -> None:
    """Raise NotExpressible where a register with these columns cannot answer the rule."""
    for problem in _problems(rule, signatures, origin):
        raise NotExpressible(problem, where=f"rule {rule.id}")


def _problems(rule: Rule, signatures: Signatures, origin: str | None) -> Iterator[str]:
    if rule.citizenship and origin is not None and origin not in rule.citizenship:
        yield f"it is for citizens of {', '.join(rule.citizenship)} only"
    points = {p for s in (*rule.steps, *rule.absent) for b in s.between for p in (b.earlier, b.later)}  # fmt: skip
    if any(p.endswith(ACT) for p in (*points, *(g.step for g in rule.governed))):
        yield "it needs the time of the alleged act, which a row of a register has not"
    there = {s.kind for s in signatures.rows}
    for step in (*rule.steps, *rule.absent):
        if not there & set(step.select.kinds):
            continue  # no such event in this register: nothing is asked of it
        if step.select.whose == "relative" and "relative" not in signatures.attributes:
            yield "it speaks of relatives, and no column says whose an event is"
        if step.select.of is not None or any(like.attribute in ("of", "named") for like in step.likeness):  # fmt: skip
            yield "it needs to know which decision a paper is about"
        lacking = sorted({a for a in _needed(step) if not _has(a, signatures)})
        if lacking:
            yield f"it needs {', '.join(map(repr, lacking))}, which no column holds"


def _has(attribute: str, signatures: Signatures) -> bool:
    if attribute == "place":  # or it follows from who acted, or from the articles
        return bool({"place", "state", "by", "articles"} & set(signatures.attributes))
    return attribute == "kind" or attribute in signatures.attributes


def _needed(step: Step) -> Iterator[str]:
    """Attributes without which a step is never settled."""
    select = step.select
    yield from (c.attribute for c in select.conditions if _decides(c))
    for row in (*select.some_in, *select.none_in):
        if row:
            yield row[0].attribute
    if select.any_of:
        rows = [{c.attribute for c in row if _decides(c) and c.attribute != "kind"} for row in select.any_of]  # fmt: skip
        yield from set.intersection(*rows)
    yield from (like.attribute for like in step.likeness if like.attribute not in ("of", "named"))
    for between in step.between:
        for limit in (between.at_least, between.at_most):
            if limit is not None and limit.step:
                yield limit.attribute


def _decides(condition: Condition) -> bool:
    return condition.known is None and condition.unknown == UNKNOWN

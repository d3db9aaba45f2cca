"""What all forms share: reading steps with their times, and putting the anchor first.

May import: `law`, `when`, this room's values.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from safeconduct.findings.errors import BrokenRule
from safeconduct.findings.rule import (
    ACT,
    AS_OF,
    ZERO,
    Between,
    Governed,
    Likeness,
    Limit,
    Rule,
    Step,
)
from safeconduct.findings.selecting import read_selector
from safeconduct.law import Pack, words
from safeconduct.when import Duration, parse_duration
from safeconduct.when.errors import WhenError


@dataclass(slots=True)
class Draft:
    """A pack's row being read into a rule: what it says, and where it stands for errors."""

    id: str
    row: Mapping[str, Any]
    pack: Pack
    where: str
    unnamed: int = field(default=0)

    def length(self, value: object, key: str) -> Duration:
        """A duration, or a figure of the pack by name ($within_days)."""
        text = str(value)
        if text.startswith("$"):
            text = str(self.pack.figure(text[1:]))
        try:
            return parse_duration(text)
        except WhenError as error:
            raise BrokenRule(
                error.problem, where=self.where, key=key, value=value, remedy=error.remedy
            ) from None

    def steps(self, rows: object, *, after: str | None = None, ordered: bool = True) -> list[Step]:
        """Steps in the order written; each is not earlier than the one before it unless its times say otherwise."""
        steps: list[Step] = []
        previous = after
        for row in rows if isinstance(rows, (list, tuple)) else [rows]:
            step = self.step(
                row, previous if ordered else after, ordered=ordered or after is not None
            )
            steps.append(step)
            previous = step.name
        return steps

    def step(self, row: Any, previous: str | None, *, ordered: bool = True) -> Step:
        """One step. Its times are counted from `after`, else from the step before it."""
        if not isinstance(row, Mapping):
            raise BrokenRule("a step must be keys with values", where=self.where, value=row)
        self.unnamed += 1
        name = str(row.get("as") or f"step{self.unnamed}")
        origin = str(row["after"]) if "after" in row else previous
        between: list[Between] = []
        most = Limit.of(self.length(row["within"], "within")) if "within" in row else None
        least = Limit.of(self.length(row["at_least"], "at_least")) if "at_least" in row else None
        loose = row.get("order") == "any"
        if row.get("strict") and least is None:
            least = Limit("tick", 1)
        if loose and most is not None and least is None:
            least = replace(most, length=-most.length)
        elif least is None and not loose and (ordered or "after" in row or most is not None):
            least = ZERO
        if origin is not None and (least or most):
            between.append(Between(origin, name, least, most))
        if "before" in row:
            between.append(Between(name, str(row["before"]), ZERO, None))
        if "same_day" in row:
            between.append(Between(str(row["same_day"]), name, Limit("day", 0), Limit("day", 0)))
        if "stated" in row:
            between.append(self._stated(name, origin, row["stated"]))
        likeness = [
            Likeness(name, attribute, str(other), equal)
            for key, equal in (("same", True), ("differs", False))
            for attribute, other in (row.get(key) or {}).items()
        ]
        if isinstance(row.get("of"), str):
            likeness.append(Likeness(name, "of", str(row["of"])))
        return Step(
            name,
            read_selector(row, where=f"{self.where}, step {name}"),
            tuple(between),
            tuple(likeness),
            outstanding=row.get("outstanding") == "possible",
        )

    def _stated(self, name: str, origin: str | None, row: Mapping[str, Any]) -> Between:
        """The time since the step before agrees with a length that an event states, or is shorter, longer, within it."""
        if origin is None:
            raise BrokenRule("a stated length needs a step before it", where=self.where, key=name)
        give = self.length(row.get("give", "P0D"), "stated.give").whole_days
        step, attribute = str(row["by"]), str(row.get("attribute", "duration"))
        match row.get("is", "agrees"):
            case "agrees":
                least = Limit("stated least", -give, 0, step, attribute)
                return Between(origin, name, least, Limit("stated most", give, 0, step, attribute))
            case "within":
                return Between(origin, name, None, Limit("stated term", 0, 0, step, attribute))
            case "shorter":
                return Between(
                    origin, name, None, Limit("stated least", -give - 1, 0, step, attribute)
                )
            case _:
                return Between(
                    origin, name, Limit("stated most", give + 1, 0, step, attribute), None
                )

    def rule(
        self,
        steps: Sequence[Step],
        *,
        absent: Sequence[Step] = (),
        anchor: str | None = None,
        **more: Any,
    ) -> Rule:
        """The rule with its anchor first; limits and likenesses are moved to the later of the steps they tie."""
        row = self.row
        extra = self.steps(row["also"], ordered=False) if row.get("also") else []
        steps = [*steps, *extra]
        absent = [*absent, *(self._absent(r, steps) for r in row.get("absent") or ())]
        names = [s.name for s in steps]
        if len(set(names)) != len(names):
            raise BrokenRule("two steps have one name", where=self.where, key="as", value=names)
        wanted = str(row.get("anchor") or anchor or names[0])
        if wanted not in names:
            raise BrokenRule("no step of that name", where=self.where, key="anchor", value=wanted)
        lead = next(s for s in steps if s.name == wanted)
        order = [lead, *(s for s in steps if s is not lead)]
        order.sort(key=lambda s: s.outstanding)
        self._known([*order, *absent])
        governed = tuple(
            Governed(
                str(g.get("by") or g.get("not_by")),
                str(g["at"]),
                str(g.get("version") or ""),
                negated="not_by" in g,
            )
            for g in row.get("governed") or ()
        )
        for g in governed:
            if g.step.removesuffix(ACT) not in names:
                raise BrokenRule(
                    "no step of that name", where=self.where, key="governed.at", value=g.step
                )
        citizenship = (row.get("only_for") or {}).get("citizenship") or ()
        return Rule(
            id=self.id,
            form=str(row["form"]),
            steps=_settled(order),
            absent=tuple(absent),
            governed=governed,
            provisions=tuple(row.get("provisions") or tuple(g.provision for g in governed)),
            see=tuple(row.get("see") or ()),
            family=str(row.get("family") or "pattern"),
            title=words(row.get("title")),
            says=words(row.get("says")),
            says_no=words(row.get("says_no")),
            after=words(row.get("after")),
            would_change=words(row.get("would_change")),
            unsure=words(row.get("unsure")),
            note=words(row.get("note")),
            citizenship=(citizenship,) if isinstance(citizenship, str) else tuple(citizenship),
            order=tuple(names),
            together=bool(row.get("together")),
            row=row,
            **more,
        )

    def _absent(self, row: Any, steps: Sequence[Step]) -> Step:
        return self.step(row, steps[-1].name if steps and "within" in row else None, ordered=False)

    def _known(self, steps: Sequence[Step]) -> None:
        names = {s.name for s in steps} | {AS_OF}
        for step in steps:
            for between in step.between:
                for point in (between.earlier, between.later):
                    if point.removesuffix(ACT) not in names:
                        raise BrokenRule(
                            "no step of that name", where=self.where, key=step.name, value=point
                        )
            for likeness in step.likeness:
                if likeness.other not in names:
                    raise BrokenRule(
                        "no step of that name",
                        where=self.where,
                        key=step.name,
                        value=likeness.other,
                    )


def _settled(order: Sequence[Step]) -> tuple[Step, ...]:
    """Limits and likenesses at the last of the steps they name, so that they are looked at once all are filled."""
    place = {s.name: n for n, s in enumerate(order)}
    between: list[list[Between]] = [[] for _ in order]
    likeness: list[list[Likeness]] = [[] for _ in order]
    for n, step in enumerate(order):
        for b in step.between:
            ends = [place[p.removesuffix(ACT)] for p in (b.earlier, b.later) if p != AS_OF]
            between[max([n, *ends])].append(b)
        for like in step.likeness:
            other = place[like.other]
            if other > n:  # told of an earlier step about a later one: turned round
                if like.attribute == "of":
                    likeness[other].append(Likeness(like.other, "named", like.step, like.equal))
                else:
                    likeness[other].append(
                        Likeness(like.other, like.attribute, like.step, like.equal)
                    )
            else:
                likeness[n].append(like)
    return tuple(
        replace(s, between=tuple(between[n]), likeness=tuple(likeness[n]))
        for n, s in enumerate(order)
    )

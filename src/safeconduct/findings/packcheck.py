"""Is a law pack sound? Rows that name what is not there, versions that overlap, rules that can never fire, and its
situations.

May import: `law`, `record`, this room's values.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from safeconduct.errors import SafeconductError
from safeconduct.findings.book import book
from safeconduct.findings.rule import Rule
from safeconduct.findings.selector import Selector
from safeconduct.findings.situations import Ran, run
from safeconduct.law import Pack
from safeconduct.record.kinds import kinds


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a pack: where, and what. `grave`: the pack must not be used as it is."""

    where: str
    what: str
    grave: bool = True

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of checking one pack."""

    pack: str
    provisions: int
    rules: int
    faults: tuple[Fault, ...]
    ran: Ran | None

    @property
    def sound(self) -> bool:
        return not any(f.grave for f in self.faults) and not (self.ran and self.ran.failures)


def check_pack(pack: Pack) -> Report:
    """Everything that can be said of a pack without a case."""
    faults = [*_provisions(pack), *_references(pack)]
    ran = None
    try:
        ready = book(pack)
    except SafeconductError as error:
        faults.append(Fault(f"pack {pack.name}", str(error)))
    else:
        faults += [f for r in ready.rules for f in _rule(pack, r.rule)]
        faults += [*_unreachable(pack), *_selectors(pack)]
        ran = run(pack)
        faults += [
            Fault(
                pack.where.get(f"{section}/{row}", pack.name),
                f"{section} {row} has no situation",
                grave=False,
            )
            for section in ("rules", "deadlines", "safeguards", "ways_out")
            for row in getattr(pack, section)
            if row not in ran.rows
        ]
    return Report(
        pack.name, len(pack.provisions), len(pack.rules), tuple(dict.fromkeys(faults)), ran
    )


def _provisions(pack: Pack) -> Iterator[Fault]:
    for name, versions in pack.provisions.items():
        where = pack.where.get(f"provisions/{name}", pack.name)
        for a, b in pairwise(versions):
            if a.version != b.version and not _dated(a, b):
                continue
            if a.last_sure is None or (b.first_sure is not None and b.first_sure <= a.last_sure):
                yield Fault(
                    where,
                    f"provision {name}: two versions are in force at once ({a.last or 'open'}, {b.first})",
                )
        for p in versions:
            if not p.sources:
                yield Fault(where, f"provision {name} has no source")
            for source in p.sources:
                if source not in pack.sources:
                    yield Fault(
                        where, f"provision {name} names a source that is not there: {source}"
                    )
            if not p.says:
                yield Fault(where, f"provision {name} does not say what it says")


def _dated(a: object, b: object) -> bool:
    return bool(getattr(a, "last", None) or getattr(b, "first", None))


def _references(pack: Pack) -> Iterator[Fault]:
    for name, form in pack.forms.items():
        for source in form.get("source") or ():
            if source not in pack.sources:
                yield Fault(
                    pack.where.get(f"forms/{name}", pack.name),
                    f"form {name} names a source that is not there: {source}",
                )
    for name, row in pack.deadlines.items():
        if row.get("form") and row["form"] not in pack.forms:
            yield Fault(
                pack.where.get(f"deadlines/{name}", pack.name),
                f"deadline {name} names a form that is not there: {row['form']}",
            )
    for name, row in pack.groups.items():
        if not row.get("articles") and not row.get("words"):
            yield Fault(pack.name, f"group {name} is empty")


def _rule(pack: Pack, rule: Rule) -> Iterator[Fault]:
    where = pack.where.get(f"rules/{rule.id}", pack.name)
    for select in _selects(rule):
        for condition in (
            *select.conditions,
            *(c for row in (*select.any_of, *select.none_in) for c in row),
        ):
            for group in condition.groups:
                if group not in pack.groups:
                    yield Fault(where, f"rule {rule.id} names a group that is not there: {group}")
    if not rule.says:
        yield Fault(
            where, f"rule {rule.id} does not say anything when it finds something", grave=False
        )


def _selects(rule: Rule) -> Iterable[Selector]:
    for step in (*rule.steps, *rule.absent):
        select: Selector | None = step.select
        while select is not None:
            yield select
            select = select.of


def _unreachable(pack: Pack) -> Iterator[Fault]:
    """Rules whose governing provisions were never in force together on the day of one step."""
    for ready in book(pack).rules:
        by_step: dict[str, list[tuple[int, int]]] = {}
        for _, governing in ready.readings:
            for step, spans in governing:
                widest = (
                    min((s[0] for s in spans), default=1),
                    max((s[1] for s in spans), default=0),
                )
                by_step.setdefault(step, []).append(widest)
        for step, widest_ones in by_step.items():
            if max(lo for lo, _ in widest_ones) > min(hi for _, hi in widest_ones):
                yield Fault(
                    pack.where.get(f"rules/{ready.rule.id}", pack.name),
                    f"rule {ready.rule.id} can never fire: its provisions were never in force together at {step}",
                )


def _selectors(pack: Pack) -> Iterator[Fault]:
    ready = book(pack)
    known = kinds()
    rows: list[tuple[str, Iterable[Selector]]] = [
        (f"rules/{r.rule.id}", _selects(r.rule)) for r in ready.rules
    ]
    rows += [
        (
            f"deadlines/{d.id}",
            [d.starts, *([d.decision] if d.decision else []), *d.done_by, *d.stopped_by],
        )
        for d in ready.deadlines
    ]
    rows += [
        (f"safeguards/{s.id}", [*s.opened_by, *(c.select for c in s.closed_by)])
        for s in ready.safeguards
    ]
    rows += [
        (
            f"ways_out/{w.id}",
            [
                *w.offered_when,
                *w.closed_once,
                *(s for n in w.needs for s in (*n.met_by, *n.undone_by)),
            ],
        )
        for w in ready.ways_out
    ]
    for key, selects in rows:
        for select in selects:
            for kind in select.kinds:
                if kind not in known:
                    yield Fault(
                        pack.where.get(key, pack.name),
                        f"{key} names an event kind that is not in the list: {kind}",
                    )

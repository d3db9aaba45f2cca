"""What can be filed on the day asked about so that removal is forbidden: safeguards of the pack that are ours to open.

May import: `law`, this room's values.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from safeconduct.findings.finding import Remedy, Safeguard
from safeconduct.findings.guards import SafeguardRow
from safeconduct.findings.scene import Scene, unverified


def remedies(
    scene: Scene, rows: Sequence[SafeguardRow], safeguards: Sequence[Safeguard]
) -> Iterator[Remedy]:
    """Those whose law is, or may be, in force on that day, and which do not protect already."""
    holding = {s.id for s in safeguards if s.in_force and s.now == "yes"}
    # what bars removal by being filed comes before what somebody has to grant
    for row in sorted(rows, key=lambda row: bool(row.asked_by)):
        if not row.ask or row.id in holding:
            continue
        if any(scene.in_force(name, scene.as_of, row.version) is False for name in row.governed):
            continue
        cited = scene.cited(row.provisions, scene.as_of)
        asked = max(
            (i for i, _ in scene.matching(row.asked_by)),
            key=lambda i: scene.line.ticks[i],
            default=None,
        )
        yield Remedy(
            id=row.id,
            words=row.title,
            ask=row.ask,
            against=row.against,
            asked=scene.event(asked).id if asked is not None else None,
            form=row.form,
            provisions=cited,
            reasons=tuple(unverified(cited)),
        )

"""What the law in force on each day says of a chronology: the room's one verb.

May import: `when`, `record`, `law`, this room's values. Pure: the same chronology, pack and day, the same answers.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from safeconduct.findings.book import Book, book_for
from safeconduct.findings.bounds import timeline
from safeconduct.findings.contradictions import contradictions
from safeconduct.findings.deadlines import deadlines
from safeconduct.findings.evaluate import Asker
from safeconduct.findings.finding import Answers, Finding
from safeconduct.findings.places import open_places, places
from safeconduct.findings.remedies import remedies
from safeconduct.findings.safeguards import safeguards
from safeconduct.findings.scene import Scene
from safeconduct.findings.selector import Reader
from safeconduct.findings.verdict import Verdict
from safeconduct.findings.ways_out import ways_out
from safeconduct.findings.weighing import findings_of, nothing
from safeconduct.law import Pack
from safeconduct.record import Chronology, Event

__all__ = ["asker", "check", "findings", "findings_of", "merged", "stage", "with_event"]


def check(chronology: Chronology, pack: Pack, as_of: date) -> Answers:
    """Findings, deadlines, safeguards, ways out and contradictions as of the end of `as_of`.

    Raises BrokenRule where the pack's rows make no rule.
    """
    ready = book_for(pack, chronology.person.citizenship, chronology.person.refuge)
    scene = stage(chronology, ready, as_of)
    guards = tuple(safeguards(scene, ready.safeguards))
    return Answers(
        as_of=as_of,
        pack=pack.name,
        pack_version=pack.version,
        findings=tuple(findings(scene, ready, asker(scene))),
        deadlines=tuple(deadlines(scene, ready.deadlines)),
        safeguards=guards,
        ways_out=tuple(ways_out(scene, ready.ways_out)),
        contradictions=tuple(contradictions(scene)),
        remedies=tuple(remedies(scene, ready.safeguards, guards)),
    )


def stage(chronology: Chronology, ready: Book, as_of: date) -> Scene:
    """The timeline and the reader for one chronology on one day, and the same without its doubtful dates."""
    scene = _stage(chronology, ready, as_of, doubted=True)
    if not scene.line.doubtful:
        return scene
    return replace(scene, sure=_stage(chronology, ready, as_of, doubted=False))


def _stage(chronology: Chronology, ready: Book, as_of: date, *, doubted: bool) -> Scene:
    person, pack = chronology.person, ready.pack
    refuge = person.refuge or pack.refuge
    line = timeline(chronology, as_of, refuge, doubted=doubted)
    reader = Reader(
        origin=person.citizenship or pack.origin,
        refuge=refuge,
        groups=pack.groups,
        bodies=ready.bodies,
        events={e.id: e for e in line.events},
        person=person.id,
        places=places(line, person.citizenship or pack.origin, refuge),
        open_places=open_places(line, person.citizenship or pack.origin, refuge),
    )
    return Scene(chronology, pack, as_of, line, reader)


def asker(scene: Scene) -> Asker:
    """Asks rules of a scene; certain is what is so without its doubtful dates too."""
    sure = scene.sure
    return Asker(scene.line, scene.reader, Asker(sure.line, sure.reader) if sure else None)


def findings(scene: Scene, ready: Book, asker: Asker) -> list[Finding]:
    """What every rule says, the strongest first; a rule that finds nothing says no once, however many ways it has."""
    found = [nothing(scene, rule, not_for=True) for rule in ready.not_for]
    for ways in ready.ways.values():
        begun = [w for w in ways if not w.kinds.isdisjoint(scene.on_file)] or ways[:1]
        found.extend(merged([f for way in begun for f in findings_of(scene, way, asker)]))
    found.sort(key=lambda f: -f.verdict.strength)
    return found


def merged(rows: list[Finding]) -> list[Finding]:
    """One finding for the same events; `no` only where nothing else was found."""
    shown = [f for f in rows if f.verdict is not Verdict.NO]
    if not shown:
        told = [f for f in rows if f.events]
        return [told[0] if told else rows[0]] if rows else []
    best: dict[object, Finding] = {}
    for f in shown:
        key = f.trace.outcome.anchor if f.trace.outcome else f.events
        before = best.get(key)
        if before is None or f.verdict.strength > before.verdict.strength:
            best[key] = f
    found = sorted(best.values(), key=lambda f: -f.verdict.strength)
    return [_together(found)] if len(found) > 1 and found[0].trace.rule.together else found


def _together(found: list[Finding]) -> Finding:
    """One finding for all anchors of a rule that tells them together."""
    first, *rest = found
    anchors = tuple(f.trace.outcome.anchor for f in rest if f.trace.outcome)
    return replace(
        first,
        events=tuple(dict.fromkeys(e for f in found for e in f.events)),
        trace=replace(first.trace, also=anchors),
        confirmed=all(f.confirmed for f in found),
    )


def with_event(chronology: Chronology, event: Event) -> Chronology:
    """The chronology with a hypothetical event: what if. The original is untouched."""
    return replace(chronology, events=(*chronology.events, event))

"""Papers come in and are read: take a source, list what a case holds, hand the original out, do the waiting work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from safeconduct.casework.access import case_for, source_for
from safeconduct.casework.actor import Actor
from safeconduct.casework.alike import note_alike
from safeconduct.casework.claims import claim_lines
from safeconduct.casework.errors import JobLost, TooLong
from safeconduct.casework.lines import Leaf, SourceLine
from safeconduct.casework.patience import patience
from safeconduct.casework.store import Job, Store
from safeconduct.errors import SafeconductError
from safeconduct.record import Reading
from safeconduct.record.views import standing
from safeconduct.sources import Conversion, Custody, Document, Source, convert_all
from safeconduct.sources import take as take_in

READ = "read"  # the one kind of job so far: convert a source and read it
# seconds after which reading is given up, for an old laptop: some 20 times what the benchmark's machine takes
_ANY_PAPER, _A_CHARACTER = 300.0, 0.002


def take(
    store: Store, actor: Actor, data: bytes, *, name: str, case: str, obtained: str = ""
) -> Source:
    """Act: keep these bytes in a case, with who brought them and how they were obtained, and queue their reading.

    Bytes the office has already are kept once: the case is added to, and so is the custody. Raises NotFound.
    """
    source = take_in(data, name=name, by=actor.name, at=store.now(), obtained=obtained)
    with store.act(actor.name, "take in", case=case, about=[source.id]):
        case_for(store, actor, case)
        known = store.source(source.id)
        new = store.put_source(_known_as(known, source), data, case)
        if new or store.document(source.id, text=False) is None:
            store.enqueue(READ, source.id, actor.name)
        else:
            note_alike(store, case)
    return _known_as(known, source)


def _known_as(known: Source | None, source: Source) -> Source:
    """What is known of the bytes already, with the custody of this taking-in."""
    if known is None:
        return source
    return replace(known, custody=source.custody)


def read_again(store: Store, actor: Actor, source_id: str) -> Job:
    """Act: have a source read anew (the reader got better). What people judged stays. Raises NotFound."""
    with store.act(actor.name, "read again", about=[source_id]):
        source_for(store, actor, source_id)
        return store.enqueue(READ, source_id, actor.name)


def sources(store: Store, actor: Actor, case_id: str) -> tuple[SourceLine, ...]:
    """A case's sources in the order they came, attachments after what they came with; documents without their texts.

    Raises NotFound.
    """
    case_for(store, actor, case_id)
    jobs = {job.source: job for job in store.jobs(case_id)}
    open_ = store.open_claims(case_id)
    held = store.sources(case_id)
    lines = [
        SourceLine(s, store.document(s.id, text=False), jobs.get(s.id), open_.get(s.id, 0))
        for s in held
    ]
    place = {s.id: n for n, s in enumerate(held)}

    def after_parent(line: SourceLine) -> tuple[int, int]:
        parent = line.source.parent
        own = place[line.source.id]
        return (place.get(parent, own) if parent else own, own)

    return tuple(sorted(lines, key=after_parent))


def custody(store: Store, actor: Actor, source_id: str) -> tuple[Custody, ...]:
    """Every taking-in of these bytes, oldest first. Raises NotFound."""
    source_for(store, actor, source_id)
    return store.custody(source_id)


def original(store: Store, actor: Actor, source_id: str) -> bytes:
    """Act (it carries content out): the bytes as they came. Raises NotFound, BlobDamaged."""
    _, held = source_for(store, actor, source_id)
    with store.act(actor.name, "hand out original", case=held[0], about=[source_id]):
        return store.original(source_id)


def leaf(store: Store, actor: Actor, source_id: str) -> Leaf:
    """A source with its text and everything read in it. Raises NotFound."""
    source, _ = source_for(store, actor, source_id)
    document = store.document(source_id)
    reading = store.reading(source_id)
    if reading is None:
        return Leaf(source, document)
    lines = claim_lines(reading.claims, store.judgements([source_id]), {source_id: document})
    return Leaf(source, document, lines, reading.referents, reading.figures, reading.unread)


def jobs(store: Store, actor: Actor, case_id: str) -> tuple[Job, ...]:
    """The work on a case's sources, oldest first. Raises NotFound."""
    case_for(store, actor, case_id)
    return store.jobs(case_id)


# -- the worker --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Work:
    """What a job made, before any of it is written; `trouble`: why there is a text and no reading."""

    conversion: Conversion
    data: bytes | None  # of a part; the source's own are stored already
    reading: Reading | None
    trouble: str = ""


def read_next(store: Store, worker: str) -> Job | None:
    """Do the next waiting job; None where nothing waits. Converting and reading come first and are then written in
    one act, so that a crash leaves nothing half done. What fails is noted on the job, with no word of the content; a
    text whose reading fails is kept without one.
    """
    job = store.claim_job(worker)
    if job is None:
        return None
    try:
        _read(store, worker, job)
    except JobLost:
        return job
    except SafeconductError as error:
        store.fail_job(job.id, error.problem)
    except Exception as error:
        store.fail_job(job.id, _failed(error))
    return store.job(job.id)


def _failed(error: Exception) -> str:
    return f"the program failed while reading it ({error.__class__.__name__}); the file is kept"


def _claimed(document: Document, beat: Callable[[], None]) -> tuple[Reading | None, str]:
    """What the reader makes of a text, or why it made nothing. Raises JobLost."""
    from safeconduct import reading  # loads language models

    def overdue() -> Exception:
        return TooLong("reading it took too long; its text is kept. Split it and add the pieces")

    try:
        with patience(_ANY_PAPER + _A_CHARACTER * len(document.text), beat, overdue):
            return reading.read(document, published=document.published), ""
    except JobLost:
        raise
    except TooLong as error:
        return None, error.problem
    except Exception as error:
        return None, _failed(error)


def _read(store: Store, worker: str, job: Job) -> None:
    source = store.source(job.source)
    if source is None:
        raise JobLost("the source is gone")

    def tell(done: int, total: int, doing: str) -> None:
        if not store.progress(job.id, worker, done, total, doing):
            raise JobLost("another worker took the job over")

    data = store.original(source.id)
    tell(0, 2, "converting")
    made: list[_Work] = []
    inside: dict[str, bytes] = {}
    for number, conversion in enumerate(convert_all(source, data), 1):
        inside.update({part.id: content for part, content in conversion.parts})
        total = 2 * (1 + len(inside))
        document = conversion.document
        read, trouble = None, ""
        if document is not None:
            beat = partial(tell, 2 * number - 1, max(total, 2 * number), "reading")
            beat()
            read, trouble = _claimed(document, beat)
        tell(2 * number, max(total, 2 * number), "converting")
        made.append(_Work(conversion, inside.get(conversion.source.id), read, trouble))
    held = store.cases_of(source.id)
    with store.act(job.actor, "read", case=held[0] if held else None) as act:
        if not store.progress(job.id, worker, 1, 1, "writing"):
            raise JobLost("another worker took the job over")
        for work in made:
            _write(store, work, held)
            act.about.append(work.conversion.source.id)
        for case_id in held:
            note_alike(store, case_id, {w.conversion.source.id for w in made})
        trouble = next((work.trouble for work in made if work.trouble), "")
        if trouble:
            store.fail_job(job.id, trouble)
        else:
            store.finish_job(job.id)


def _write(store: Store, work: _Work, held: tuple[str, ...]) -> None:
    source = work.conversion.source
    if work.data is not None:
        for case_id in held:
            if case_id not in store.cases_of(source.id):
                store.put_source(source, work.data, case_id)
    store.change_source(source)
    if work.conversion.document is not None:
        store.put_document(work.conversion.document)
    if work.reading is not None:
        store.put_reading(work.reading, keep=_judged(store, source.id))


def _judged(store: Store, source_id: str) -> set[str]:
    """Ids of claims and referents that people judged, and of the referents those claims name: a new reading keeps
    them, so that no judgement loses what it is about."""
    in_force = standing(store.judgements([source_id]))
    judged = {about for judgement in in_force for about in judgement.about}
    before = store.reading(source_id)
    for claim in before.claims if before else ():
        if claim.id in judged:
            judged.update((*claim.persons, *claim.with_, *claim.for_, *claim.said_by))
    return judged

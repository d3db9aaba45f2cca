"""Ask a model about a document, and lay what holds beside what the rules read.

May import: `sources`, `record`, `when`, this room.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from safeconduct.reading.errors import BrokenReply, ServerUnreachable
from safeconduct.reading.model.asking import messages, passages, people, schema, stretches
from safeconduct.reading.model.proposals import Proposal, parse
from safeconduct.reading.model.server import Server
from safeconduct.record import Claim, Mood, Reading, Referent, Stance, Tier, content_id
from safeconduct.sources import Document, Passage
from safeconduct.when import Answer

#: unusable answers in a row before a model is given up
_PATIENCE = 3


def add_proposals(
    document: Document,
    reading: Reading,
    server: Server,
    *,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Reading:
    """The rules' reading with the model's proposals added; `progress(done, total)` after each stretch of text.

    What the rules already tell of a passage stays theirs. An answer that cannot be used is said in `unread`, and
    the reading goes on; after `_PATIENCE` of them in a row the rest is not asked. Raises BadServerAddress, or ServerUnreachable
    at the first question: then there is nothing to add.
    """
    runs = list(stretches(document))
    claims = list(reading.claims)
    unread = list(reading.unread)
    published = document.published.isoformat() if document.published else ""
    broken = asked = 0
    for done, (start, end) in enumerate(runs, 1):
        quotes = passages(document.text[start:end])
        if not quotes:
            progress(done, len(runs))
            continue
        named = people(document, reading.referents, start, end)
        asked += 1
        try:
            answer = server.complete(messages(quotes, published), schema(quotes, named))
            proposals, dropped = parse(answer, document.text, start, end)
        except ServerUnreachable:
            if asked == 1:
                raise
            unread.append(
                f"characters {start} to {len(document.text)}: model {server.model}: not asked, "
                "the server has stopped answering"
            )
            break
        except BrokenReply as error:
            unread.append(f"characters {start} to {end}: model {server.model}: {error.problem}")
            broken += 1
            if broken == _PATIENCE and done < len(runs):
                unread.append(
                    f"characters {end} to {len(document.text)}: model {server.model}: not asked, "
                    f"its last {_PATIENCE} answers could not be used"
                )
                break
        else:
            broken = 0
            if dropped:
                unread.append(
                    f"characters {start} to {end}: model {server.model}: {dropped} proposals dropped, "
                    "they do not quote one exact passage"
                )
            for proposal in proposals:
                made = _claim(document, reading.referents, proposal, server.model)
                if not _told(made, claims):
                    claims.append(_joined(made, claims))
        progress(done, len(runs))
    claims.sort(key=lambda c: (c.passage.start, c.passage.end))
    return replace(reading, claims=tuple(claims), unread=tuple(unread))


def _claim(
    document: Document, referents: Sequence[Referent], proposal: Proposal, model: str
) -> Claim:
    doubts = ["proposed by a language model"]
    persons = _who(referents, proposal.person)
    if not persons:
        doubts.append("the model names nobody whom the text names")
    if proposal.when is not None:
        doubts.append("the date was worked out by a language model")
    claim_id = content_id(
        "claim", document.id, "model", model, proposal.kind, proposal.start, proposal.end
    )
    return Claim(
        id=claim_id,
        passage=Passage(document.id, proposal.start, proposal.end),
        kind=proposal.kind,
        persons=persons,
        when=proposal.when,
        stance=Stance.STATED if proposal.happened else Stance.FEARED,
        mood=Mood.FACT if proposal.happened else Mood.CONDITIONAL,
        said_by=_who(referents, proposal.said_by),
        tier=Tier.CHECK,
        event=claim_id,
        reader=f"model/{model}",
        doubts=tuple(doubts),
    )


def _who(referents: Sequence[Referent], place: tuple[int, int] | None) -> tuple[str, ...]:
    """The referent the rules found at this place; a person only the model sees is not made up."""
    if place is None:
        return ()
    start, end = place
    for referent in referents:
        if any(m.start < end and start < m.end for m in referent.mentions):
            return (referent.id,)
    return ()


def _told(made: Claim, claims: Sequence[Claim]) -> bool:
    """Do the rules (or the model before) already tell this kind at this passage, as fact or as denied?"""
    return any(c.kind == made.kind and c.passage.overlaps(made.passage) for c in claims)


def _joined(made: Claim, claims: Sequence[Claim]) -> Claim:
    """One more telling of a happening the rules know gets its key: same kind, person, and dates that can be one."""
    if made.mood is not Mood.FACT or made.when is None:
        return made
    for c in claims:
        if (
            c.kind == made.kind
            and c.mood is Mood.FACT
            and set(c.persons) & set(made.persons)
            and c.when is not None
            and c.when.within(made.when) is Answer.YES
        ):
            return replace(made, event=c.event or c.id)
    return made

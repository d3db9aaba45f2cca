"""Russian blocks in, marks out: the order of the steps.

May import: `sources`, this package, `marks`, the core's `voices`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from safeconduct.reading.marks import Marks
from safeconduct.reading.russian import articles, chronicle, elsewhere, figures
from safeconduct.reading.russian.dates import finding as dates
from safeconduct.reading.russian.dates.moments import header_moment, moments_of, named_events
from safeconduct.reading.russian.events import Events
from safeconduct.reading.russian.names import finding as names
from safeconduct.reading.russian.names import namings
from safeconduct.reading.russian.people import dialogue, mentions, parties, quotes, relatives
from safeconduct.reading.russian.people.authorship import author_of
from safeconduct.reading.russian.people.chat import name_senders
from safeconduct.reading.russian.people.making import officials, ordered, women
from safeconduct.reading.russian.people.voices import credit, hero, main_person
from safeconduct.reading.russian.words import parse
from safeconduct.reading.voices import cards
from safeconduct.reading.voices.answers import answered, asked_about, bare_terms
from safeconduct.reading.voices.entries import entries_of, parted
from safeconduct.reading.voices.forms import lined
from safeconduct.reading.voices.labels import counsel, names_in_heads
from safeconduct.reading.voices.speakers import nested
from safeconduct.reading.voices.threads import Letter, letters
from safeconduct.reading.voices.turns import interview, split
from safeconduct.sources import Block, Document

_SILENT = frozenset(("caption", "header", "footer", "navigation", "code", "table"))
_DECIDES = re.compile(
    r"^\s*(?:"
    + "|".join(r"[ ]?".join(w) for w in ("ПОСТАНОВИЛ", "РЕШИЛ", "ОПРЕДЕЛИЛ", "ПРИГОВОРИЛ"))
    + r")[ ]?А?\s*:",
    re.MULTILINE | re.IGNORECASE,
)
_FINDS = re.compile(r"\bУ\s?С\s?Т\s?А\s?Н\s?О\s?В\s?И\s?Л\s?[АИ]?\b")
# headings under which nothing is told for a fact
_UNPROVED = re.compile(
    r"не\s*подтвержд|слухи|непроверенн|не\s*установлен|требует\s+проверки|версии\b", re.IGNORECASE
)


class Russian:
    """Marks Russian text. Deterministic; holds no state between documents."""

    language = "ru"

    def mark(self, document: Document, blocks: Sequence[Block]) -> Marks:
        """The marks of these blocks, offsets counting in `document.text`."""
        text = document.text
        thread = letters(text, blocks)
        chat = tuple(m for m in thread if m.of_chat)
        turns = () if chat else interview(text, blocks)
        entries = () if turns or thread else entries_of(text, blocks)
        topic = None if turns or thread else cards.topic(text)
        if topic is not None:
            entries = cards.with_notes(text, blocks, entries)
        blocks = parted(blocks, entries)
        runs = _runs(text, split(text, blocks, dialogue.heads(turns, thread)), chat)
        runs = lined(text, runs)
        sentences = parse(text, runs)
        senders = frozenset(
            i for i, b in enumerate(runs) if b.label == "sender" or b.role == "sender"
        )
        silent = frozenset(i for i, b in enumerate(runs) if b.role in _SILENT)
        found = names.names(text, sentences)
        sentences = names.cased(sentences, found)
        made = mentions.find(sentences, found, silent | senders)
        labels = names_in_heads(text, turns, thread)
        name_senders(text, labels, made)
        for k in counsel(text, made.made, labels):
            made.made[k] = replace(made.made[k], role=(*made.made[k].role, "lawyer"))
        relatives.settle(made, sentences)
        relatives.behind(text, made)
        credit(text, made)
        parties.bind(text, made)
        made.official = officials(made)
        women(made)
        today = document.published or dates.written_on(text)
        moments = chronicle.days_of(
            text, entries, moments_of(text, runs, silent, today, chat), today
        )
        moments = asked_about(elsewhere.asides(moments, sentences), turns)
        references = [replace(r, start=r.start, end=r.end) for r in articles.references(text)]
        paragraphs = _paragraphs(runs)
        said = [] if chat else quotes.find(text, sentences, made, paragraphs)
        first = frozenset(
            s.block
            for s in sentences
            for w in s.words
            if w.form in ("я", "меня", "мне", "мы", "нас", "нам")
        )
        author, testifies = (
            (None, False) if chat or turns else author_of(text, made, sentences, said)
        )
        talk = dialogue.spoken(text, made, turns, thread)
        said = nested(talk, said)
        relatives.own(made, said, author if testifies else None)
        decides = _DECIDES.search(text)
        main = main_person(text, made, decides is not None)
        if entries or topic:
            main = chronicle.protagonist(text, made, entries, topic)
        if main is None and (talk or testifies):
            speakers = frozenset(q.speaker for q in talk if q.speaker is not None)
            main = hero(made, speakers, author)
        if main is not None and topic is not None:
            bound = made.made[main]
            made.made[main] = replace(bound, role=(*bound.role, "client", "applicant"))
        finds = _FINDS.search(text)
        head = min(m.start() for m in (finds, decides) if m) if decides else 0
        ruling_moment = header_moment(moments, head) if decides else None
        if main is not None and decides:
            bound = made.made[main]
            made.made[main] = replace(bound, role=(*bound.role, "claimant", "applicant"))
        events = Events(
            text,
            sentences,
            made,
            moments,
            references,
            artefacts=silent | senders,
            first_person=first,
            main=main,
            narrator=author if testifies else None,
            entry_moments=chronicle.dates_by_block(entries, moments, runs),
            ruling_from=decides.end() if decides else None,
            unproved=_unproved(text, runs),
            messages=frozenset(i for i, b in enumerate(runs) if b.role == "message"),
            ruling_moment=ruling_moment,
        )
        candidates = events.find()
        candidates = answered(text, turns, candidates, moments, talk)
        if turns:
            whole = sorted({s.whole for s in sentences})
            candidates = bare_terms(text, whole, candidates, moments)
        if testifies and author is not None:
            candidates = [replace(c, sayers=(*c.sayers, author)) for c in candidates]
        told, place = ordered(made)

        def ups(keys: tuple[int, ...]) -> tuple[int, ...]:
            return tuple(place[k] for k in keys)

        candidates = [
            replace(
                c,
                victims=ups(c.victims),
                sayers=ups(c.sayers),
                agents=ups(c.agents),
                with_=ups(c.with_),
                for_=ups(c.for_),
                instead=None if c.instead is None else place[c.instead],
            )
            for c in candidates
        ]
        return Marks(
            language="ru",
            sentences=tuple(dict.fromkeys(s.whole for s in sentences if s.block not in senders)),
            paragraphs=tuple(paragraphs),
            mentions=tuple(told),
            moments=tuple(named_events(moments, candidates)),
            quotes=tuple(
                replace(q, speaker=None if q.speaker is None else place[q.speaker]) for q in said
            ),
            candidates=tuple(candidates),
            tallies=tuple(
                figures.find([s for s in sentences if s.block not in silent], moments, text)
            ),
            author=None if author is None else place[author],
            about=None if topic is None or main is None else place[main],
            headings=tuple((b.start, b.end) for b in runs if b.role == "heading"),
            heads=tuple(run for m in thread for run in m.correspondents),
            written=tuple((m.start, m.end, m.day) for m in thread if m.day),
            named=tuple(namings.find(text, sentences, [(n.start, n.end) for n in found])),
        )


def reader() -> Russian:
    """The reader of Russian."""
    return Russian()


# -- layout ------------------------------------------------------------------------------------------------------------


def _runs(text: str, blocks: Sequence[Block], chat: Sequence[Letter]) -> list[Block]:
    """Blocks as the parser should see them: a chat's heads apart from its bodies, paragraphs at empty lines."""
    if chat:
        made = []
        for message in chat:
            made.append(Block(*message.who, role="message", label="sender"))
            made.append(Block(message.start, message.end, role="message"))
        return [b for b in made if text[b.start : b.end].strip()]
    made = []
    for block in blocks:
        start = block.start
        for gap in re.finditer(r"\n[ \t]*\n", text[block.start : block.end]):
            end = block.start + gap.start()
            if text[start:end].strip():
                made.append(replace(block, start=start, end=end))
            start = block.start + gap.end()
        if text[start : block.end].strip():
            made.append(replace(block, start=start))
    return [replace(b, role="table") if _tabular(text[b.start : b.end]) else b for b in made]


def _tabular(text: str) -> bool:
    lines = [line for line in text.splitlines() if line.strip()]
    return (
        len(lines) >= 3
        and sum(bool(re.search(r"\S {3,}\S|\t|\|", line)) for line in lines) >= len(lines) - 1
    )


def _paragraphs(runs: Sequence[Block]) -> list[tuple[int, int]]:
    return [(b.start, b.end) for b in runs]


def _unproved(text: str, runs: Sequence[Block]) -> frozenset[int]:
    """Blocks under a heading that says their list is not confirmed."""
    made: set[int] = set()
    under = False
    for n, run in enumerate(runs):
        if run.role == "heading":
            under = bool(_UNPROVED.search(text[run.start : run.end]))
        elif under:
            made.add(n)
    return frozenset(made)

"""Russian blocks in, marks out: the order of the steps.

May import: `sources`, this package, `marks`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from safeconduct.reading.marks import Anchor, Candidate, Marks, Mention, Moment, Quote, Sort, Told
from safeconduct.reading.russian import articles, dates, figures, mentions, names, quotes
from safeconduct.reading.russian.declension import stem
from safeconduct.reading.russian.events import Events
from safeconduct.reading.russian.lexicon import lexicon
from safeconduct.reading.russian.mentions import Mentions
from safeconduct.reading.russian.words import lemma, parse
from safeconduct.sources import Block, Document

_SILENT = frozenset(("caption", "header", "footer", "navigation", "code", "table"))
_MESSAGE = re.compile(
    r"^\[?(?P<d>\d{1,2})[./](?P<m>\d{1,2})[./](?P<y>\d{4}|\d\d),?\s+(?P<h>\d{1,2}):(?P<mi>\d\d)(?::\d\d)?\]?\s*(?:[-–—]\s*)?(?P<who>[^\n:]{2,40}?):[ \t]",
    re.MULTILINE,
)
_TURN = re.compile(
    r"^[ \t]*(?:Вопрос|Ответ|В|О|[А-ЯЁ][а-яё]+(?:[ ][А-ЯЁ][а-яё.]+){0,2})\s*[:.](?=\s)",
    re.MULTILINE,
)
_NAME_IS = re.compile(
    r"(?:меня\s+зовут|моё\s+имя|мое\s+имя|^\s*я,|нижеподписавш\w+,?)\s*$", re.IGNORECASE
)
_SIGNED = re.compile(
    r"(?:с\s+уважением|адвокат|защитник|подпись|представитель|заявитель)[\s,:_]*$", re.IGNORECASE
)
_DECIDES = re.compile(
    r"^\s*(?:"
    + "|".join(r"[ ]?".join(w) for w in ("ПОСТАНОВИЛ", "РЕШИЛ", "ОПРЕДЕЛИЛ", "ПРИГОВОРИЛ"))
    + r")[ ]?А?\s*:",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class _Message:
    """One line of a chat: where its head stands, its sender, its day, and where the body runs."""

    start: int
    who: tuple[int, int]
    body: int
    end: int
    day: date | None


class Russian:
    """Marks Russian text. Deterministic; holds no state between documents."""

    language = "ru"

    def mark(self, document: Document, blocks: Sequence[Block]) -> Marks:
        """The marks of these blocks, offsets counting in `document.text`."""
        text = document.text
        chat = _messages(text, blocks)
        runs = _runs(text, blocks, chat)
        sentences = parse(text, runs)
        senders = frozenset(i for i, b in enumerate(runs) if b.label == "sender")
        silent = frozenset(i for i, b in enumerate(runs) if b.role in _SILENT)
        found = names.names(text, sentences)
        made = mentions.find(sentences, found, silent | senders)
        _name_senders(text, chat, made)
        mentions.settle(made, sentences)
        today = document.published or dates.written_on(text)
        moments = _moments(text, runs, silent, today, chat)
        references = [replace(r, start=r.start, end=r.end) for r in articles.references(text)]
        paragraphs = _paragraphs(runs)
        said = [] if chat else quotes.find(text, sentences, made, paragraphs)
        first = frozenset(
            s.block
            for s in sentences
            for w in s.words
            if w.form in ("я", "меня", "мне", "мы", "нас", "нам")
        )
        decides = _DECIDES.search(text)
        ruling_moment = _header_moment(moments, decides.start()) if decides else None
        events = Events(
            text,
            sentences,
            made,
            moments,
            references,
            artefacts=silent | senders,
            first_person=first,
            main=_main(text, made, decides is not None),
            ruling_from=decides.end() if decides else None,
            ruling_moment=ruling_moment,
            state=_state(references),
        )
        candidates = events.find()
        if chat:
            said = _said(chat, made)
        author, testifies = (None, False) if chat else _author(text, made)
        if testifies and author is not None:
            candidates = [replace(c, sayers=(*c.sayers, author)) for c in candidates]
        ordered, place = mentions.ordered(made)

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
            )
            for c in candidates
        ]
        return Marks(
            language="ru",
            sentences=tuple(dict.fromkeys(s.whole for s in sentences if s.block not in senders)),
            paragraphs=tuple(paragraphs),
            mentions=tuple(ordered),
            moments=tuple(_named_events(moments, candidates)),
            quotes=tuple(
                replace(q, speaker=None if q.speaker is None else place[q.speaker]) for q in said
            ),
            candidates=tuple(candidates),
            tallies=tuple(
                figures.find([s for s in sentences if s.block not in silent], moments, text)
            ),
            author=None if author is None else place[author],
        )


def reader() -> Russian:
    """The reader of Russian."""
    return Russian()


# -- layout ------------------------------------------------------------------------------------------------------------


def _messages(text: str, blocks: Sequence[Block]) -> list[_Message]:
    """The lines of a chat export, where there are at least three."""
    heads = [m for b in blocks for m in _MESSAGE.finditer(text, b.start, b.end)]
    if len(heads) < 3:
        return []
    ends = {b.start: b.end for b in blocks}
    made = []
    for n, head in enumerate(heads):
        end = heads[n + 1].start() if n + 1 < len(heads) else max(ends.values())
        year = int(head["y"])
        try:
            day = date(year + 2000 if year < 100 else year, int(head["m"]), int(head["d"]))
        except ValueError:
            day = None
        who = re.split(r"\s*[(~]", head["who"])[0]
        place = (head.start("who"), head.start("who") + len(who.rstrip()))
        made.append(_Message(head.start(), place, head.end(), end, day))
    return made


def _runs(text: str, blocks: Sequence[Block], chat: Sequence[_Message]) -> list[Block]:
    """Blocks as the parser should see them: a chat's heads apart from its bodies, paragraphs at empty lines."""
    if chat:
        made = []
        for message in chat:
            made.append(Block(*message.who, role="message", label="sender"))
            made.append(Block(message.body, message.end, role="message"))
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


# -- time --------------------------------------------------------------------------------------------------------------


def _event_at(text: str, offset: int) -> tuple[tuple[str, ...], int] | None:
    """The event that the next words name («отъезда Бахтиёра»), for a moment counted from it."""
    lex = lexicon()
    for match in re.finditer(r"[а-яё]+", text[offset : offset + 45], re.IGNORECASE):
        if match.start() > 25:
            break
        found = lemma(match.group().lower().replace("ё", "е"), "NOUN")
        if found in ("решение", "постановление", "определение"):
            return ("court_ruling", "asylum_refusal", "expulsion_order"), offset + match.start()
        rows = lex.nouns.get(found)
        if rows:
            return next(iter(dict.fromkeys(_kindred(r.kind) for r in rows))), offset + match.start()
        if found == "этого" or match.group().lower() in ("этого", "того", "чего"):
            return None
    return None


def _kindred(kind: str) -> tuple[str, ...]:
    """Kinds that the same words may mean."""
    groups = (
        ("arrest", "detention", "abduction"),
        ("conviction", "sentence", "trial"),
        ("departure", "entry"),
        ("extradition", "transfer_abroad"),
        ("expulsion", "transfer_abroad"),
    )
    return next(((kind, *(k for k in g if k != kind)) for g in groups if kind in g), (kind,))


def _moments(
    text: str,
    runs: Sequence[Block],
    silent: frozenset[int],
    today: date | None,
    chat: Sequence[_Message],
) -> list[Moment]:
    made: list[Moment] = []
    days = {m.body: m.day for m in chat}
    for number, block in enumerate(runs):
        if number in silent:
            continue
        part = text[block.start : block.end]
        day = days.get(block.start) or today
        base = block.start

        def named(offset: int, base: int = base) -> tuple[tuple[str, ...], int] | None:
            return _event_at(text, base + offset)

        for m in dates.moments(part, day, named):
            moved = replace(m, start=m.start + base, end=m.end + base)
            if chat and day is not None:
                moved = _of_message(moved, day)
            made.append(moved)
    for message in chat:
        if message.day is not None:
            told = Told(message.day.year, message.day.month, message.day.day)
            made.append(Moment(message.start, message.who[0] - 1, told=told))
    return [
        replace(m, sets_story=False) if _is_header(m, today) and not chat else m
        for m in sorted(made, key=lambda m: m.start)
    ]


def _is_header(moment: Moment, today: date | None) -> bool:
    """The document's own date in its head is no time of the story."""
    told = moment.told
    return bool(
        told
        and today
        and moment.start < 900
        and (told.year, told.month, told.day) == (today.year, today.month, today.day)
        and not told.of_document
    )


def _of_message(moment: Moment, day: date) -> Moment:
    """«вчера» in a message is counted from the message's day."""
    if moment.anchor is Anchor.DOCUMENT and moment.least == moment.most:
        shift = re.fullmatch(r"P(\d+)D", moment.least)
        if shift:
            there = day + timedelta(int(shift[1]) * (-1 if moment.back else 1))
            return replace(
                moment,
                anchor=Anchor.NONE,
                least="",
                most="",
                back=False,
                told=Told(there.year, there.month, there.day),
            )
    if moment.told is not None and moment.told.year is None and moment.told.month is not None:
        year = day.year - (1 if moment.told.month > day.month else 0)
        return replace(moment, told=replace(moment.told, year=year), sets_story=False)
    return moment


def _header_moment(moments: Sequence[Moment], before: int) -> int | None:
    """The day a ruling was given: the first full date in its head."""
    return next(
        (
            i
            for i, m in enumerate(moments)
            if m.start < min(before, 900) and m.told and m.told.day and m.told.year
        ),
        None,
    )


def _named_events(moments: Sequence[Moment], candidates: Sequence[Candidate]) -> list[Moment]:
    made = []
    since = {c.moment for c in candidates if c.kind == "move"}
    for i, m in enumerate(moments):
        if m.bound == "since" and i in since:
            m = replace(m, bound="")  # «проживает в Казани с 2006 года»: moved there in 2006
        if m.anchor is Anchor.EVENT and m.event_at is not None:
            near = [c for c in candidates if c.at == m.event_at]
            if near:
                first = min(near, key=lambda c: c.at)
                m = replace(m, event_kinds=_kindred(first.kind), event_at=first.at)
        made.append(m)
    return made


# -- who speaks --------------------------------------------------------------------------------------------------------


def _said(chat: Sequence[_Message], made: Mentions) -> list[Quote]:
    """Each message is its sender's speech."""
    said = []
    for message in chat:
        who = next(
            (
                k
                for k, m in enumerate(made.made)
                if message.who[0] <= m.start < message.who[1] and m.sort is Sort.NAME
            ),
            None,
        )
        said.append(Quote(message.body, message.end, who))
    return said


def _name_senders(text: str, chat: Sequence[_Message], made: Mentions) -> None:
    """A sender under a nickname is still somebody with a name."""
    for message in chat:
        start, end = message.who
        if not any(start <= m.start < end and m.sort is Sort.NAME for m in made.made):
            made.made.append(Mention(start, end, Sort.NAME, name=text[start:end], artefact=True))


def _main(text: str, made: Mentions, ruling: bool) -> int | None:
    """The one whose case a ruling or a lawyer's letter is about: a mention of that person, or None."""
    named = [
        (k, m)
        for k, m in enumerate(made.made)
        if m.sort is Sort.NAME and not set(m.role) & {"lawyer", "judge", "investigator"}
    ]
    for k, m in named:
        if re.search(
            r"в\s+отношении\s+(?:гр\.\s+|граждан\w+\s+)?$",
            text[max(0, m.start - 40) : m.start],
            re.IGNORECASE,
        ) and (ruling or text[: m.start].count("\n") < 14):
            return k
    if any(m.sort is Sort.ROLE and m.relation == "client" for m in made.made) and any(
        m.person == 1 for m in made.made
    ):
        votes = Counter(stem(m.name.split()[-1]) for _, m in named if m.name)
        for k, m in named:
            if votes and stem(m.name.split()[-1]) == votes.most_common(1)[0][0]:
                return k
    return None


def _author(text: str, made: Mentions) -> tuple[int | None, bool]:
    """Who writes in the first person, and whether it is testimony: «Меня зовут …», or the name under the end."""
    named = [(k, m) for k, m in enumerate(made.made) if m.sort is Sort.NAME]
    for k, m in named:
        if _NAME_IS.search(text[max(0, m.start - 40) : m.start]):
            return k, True
    if not any(m.person == 1 for m in made.made):
        return None, False
    for k, m in sorted(named, key=lambda pair: -pair[1].start):
        if m.start > len(text) * 0.7 and _SIGNED.search(text[max(0, m.start - 90) : m.start]):
            return k, False
        break
    return None, False


def _state(references: Sequence[articles.Reference]) -> str:
    """The one state whose criminal code the text names, or "" where it names several or none."""
    states = {r.state for r in references if r.code == "CC" and r.state}
    return states.pop() if len(states) == 1 else ""

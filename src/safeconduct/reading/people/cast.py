"""The people of a document in the making: who has been named, how, and what each mention has been found to mean.

May import: `record`, the shelf, this room.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from safeconduct.reading.claims.particulars import bears
from safeconduct.reading.marks import Marks, Sort
from safeconduct.reading.people.aliases import same
from safeconduct.reading.people.bearers import bearers
from safeconduct.reading.people.sections import Section, section_at, sections_of
from safeconduct.record import Described
from safeconduct.shelf import read_yaml, shelf

# what befalls officers too, at their work or at home: all else seldom does
_ANYBODY_S = frozenset({"birth", "work", "move", "marriage", "departure", "entry", "notification"})
NUMBERS = ("first", "second", "third", "fourth", "fifth", "sixth")
REACH = 6  # sentences back that a pronoun may look


@cache
def relations() -> Mapping[str, frozenset[str]]:
    """Words for people by what they are to others (vocabulary/relations.yaml), the same whatever the language."""
    path = shelf("vocabulary") / "relations.yaml"
    return {name: frozenset(words) for name, words in read_yaml(path).items()}


def spouse_sex(relation: str) -> str | None:
    """The sex of a wife or a husband; None for a spouse or partner."""
    return {"wife": "f", "husband": "m"}.get(relation)


@dataclass(slots=True)
class Who:
    """A referent in the making."""

    id: int
    name: str = ""
    spellings: Counter[str] = field(default_factory=Counter)
    mentions: list[tuple[int, int]] = field(default_factory=list)
    described: Described | None = None
    owner: int | None = None
    sex: str | None = None
    sexes: Counter[str] = field(default_factory=Counter)
    roles: list[str] = field(default_factory=list)
    plural: bool = False
    office: bool = False
    kin: bool = False  # told of as somebody's relative

    def says_sex(self, sex: str | None) -> None:
        if sex:
            self.sexes[sex] += 1
            self.sex = self.sexes.most_common(1)[0][0]


class Cast:
    """Referents being made (`whos`) and, for each mention by index, the referents it means (`meant`)."""

    def __init__(self, marks: Marks, text: str) -> None:
        self.marks = marks
        self.text = text
        self.mentions = marks.mentions
        self.whos: list[Who] = []
        self.meant: list[tuple[int, ...]] = [() for _ in self.mentions]
        self.sure = [False] * len(self.mentions)
        self.spouse: dict[int, int] = {}
        self.relatives: dict[tuple[int | None, str, str], int] = {}
        self.bearers: dict[str, list[tuple[int, int]]] = defaultdict(
            list
        )  # role: (offset, referent)
        self.called: dict[str, list[tuple[int, int]]] = defaultdict(
            list
        )  # the same, where the text defines it
        self.sections: tuple[Section, ...] = ()
        self.namesakes: set[int] = set()  # mentions of relatives guessed by a family name
        self.by_family: dict[str, list[int]] = defaultdict(list)
        self.group: tuple[int, ...] = ()  # the last several spoken of together
        self.group_at = -1
        self.quote_speaker: list[tuple[int, ...]] = []
        self._sentence_starts = [s for s, _ in marks.sentences]
        self._quote_starts = [q.start for q in marks.quotes]
        self._paragraph_starts = [s for s, _ in marks.paragraphs]
        self.author: int | None = None
        self.unnamed: int | None = None  # whose words quotes are that name nobody
        self.together_told: int | None = None  # those who write as "we" and name nobody
        self.turn_takers: set[int] = set()  # those whose turns or messages the text is made of
        self.most = 1
        self._officials: frozenset[int] | None = None
        self._mention_starts = [m.start for m in self.mentions]
        self._speakers = {q.speaker for q in marks.quotes}
        self._hero: tuple[int, ...] | None = None
        #: mentions of those whom something befalls (an arrest, a blow) that seldom befalls an officer
        self.suffering = frozenset(
            v
            for c in marks.candidates
            if c.kind not in _ANYBODY_S and not bears(c.kind, "lodged")
            for v in c.victims
        )

    def new(self, **more: object) -> Who:
        who = Who(len(self.whos), **more)  # type: ignore[arg-type]
        self.whos.append(who)
        return who

    def name_groups(self) -> None:
        named = [i for i, m in enumerate(self.mentions) if m.sort is Sort.NAME and m.name]
        aside = relations()["kin"] | relations()["office"] | relations()["spouse"]
        found = bearers([self.mentions[i] for i in named], aside, self._paragraph_starts)
        one: dict[int, int] = {}  # group: the group it is another name of
        for j, k in same(self.text, [self.mentions[i] for i in named]):
            a, b = (one.get(found[x].group, found[x].group) for x in (j, k))
            if a != b:
                one |= {b: a} | {other: a for other, first in one.items() if first == b}
        whos: dict[int, Who] = {}
        for i, bearer in zip(named, found, strict=True):
            mention = self.mentions[i]
            group = one.get(bearer.group, bearer.group)
            who = whos.get(group)
            if who is None:
                who = whos[group] = self.new()
            who.spellings[mention.name] += 1
            who.says_sex(mention.sex)
            who.mentions.append((mention.start, mention.end))
            for role in mention.role:
                if role not in who.roles:
                    who.roles.append(role)
                who.kin = who.kin or role in relations()["kin"]
                if role in relations()["office"]:
                    who.office = True
                elif role not in relations()["spouse"]:
                    self.bearers[role].append((mention.start, who.id))
            if mention.called:
                self.called[mention.called].append((mention.start, who.id))
            self.meant[i] = (who.id,)
            self.sure[i] = bearer.sure
        for who in self.whos:
            who.name = max(who.spellings, key=lambda s: (len(s.split()), who.spellings[s], len(s)))
            parts = who.name.split()
            if len(parts) > 1:
                self.by_family[parts[-1].casefold()].append(who.id)

        self.most = max((len(w.mentions) for w in self.whos), default=1)
        self.sections = sections_of(self.text, self.marks.headings, self._named_in)

    def _named_in(self, start: int, end: int) -> list[int]:
        """Those a heading names, but for holders of an office."""
        return [
            who
            for i in range(*(bisect_left(self._mention_starts, at) for at in (start, end)))
            for who in self.meant[i]
            if not self.whos[who].office
        ]

    def parties(self, role: str) -> tuple[int, ...]:
        """ "The applicants": everyone given that role, with a number ("the first applicant") or without."""
        rows = sorted(
            row
            for told, bound in self.bearers.items()
            if told == role or told.endswith(f" {role}")
            for row in bound
        )
        return tuple(dict.fromkeys(who for _, who in rows))

    def bound(self, role: str, offset: int) -> bool:
        """Is it beyond doubt who this party is?

        Only where nobody else was given the role in the section; in a section that gives it to nobody, where the whole
        text defines it for one alone ('Mr A. Saidov ("the applicant")'), and before this place.
        """
        if role.rpartition(" ")[2] not in relations()["party"]:
            return False
        section = section_at(self.sections, offset)
        bearers = {w for s, w in self.bearers.get(role, []) if section.start <= s <= offset}
        if section.whose is not None:
            bearers.add(section.whose)
        if not bearers:
            defined = self.called.get(role, [])
            bearers = {w for _, w in defined} if any(s <= offset for s, _ in defined) else set()
        return len(bearers) == 1

    def bearer(self, role: str, offset: int) -> int | None:
        """Who bears a role at this place: the last one given it before, within the section first.

        A section that is one person's is the only place where a party is bound by more than words. Looking forward
        is for roles that only one person bears.
        """
        rows = self.bearers.get(role, [])
        number, _, party = role.partition(" ")
        if (
            not rows and number in NUMBERS
        ):  # "the second applicant": the second of those called applicants
            several = self.parties(party)
            place = NUMBERS.index(number)
            return several[place] if place < len(several) else None
        section = section_at(self.sections, offset)
        here = [who for start, who in rows if section.start <= start <= offset]
        if here:
            return here[-1]
        if section.whose is not None and role in relations()["party"]:
            return section.whose
        before = [who for start, who in rows if start <= offset]
        if before:
            return before[-1]
        return rows[0][1] if len({who for _, who in rows}) == 1 else None

    def marry(self, a: int, b: int) -> None:
        for x in self.meant[a]:
            for y in self.meant[b]:
                if x != y:
                    self.spouse.setdefault(x, y)
                    self.spouse.setdefault(y, x)

    # -- where in the text ---------------------------------------------------------------------------------------------

    def sentence_of(self, offset: int) -> int:
        return bisect_right(self._sentence_starts, offset) - 1

    def paragraph_of(self, offset: int) -> int:
        return bisect_right(self._paragraph_starts, offset) - 1

    def quote_of(self, offset: int) -> int | None:
        i = bisect_right(self._quote_starts, offset) - 1
        if i >= 0 and offset < self.marks.quotes[i].end:
            return i
        return None

    def speaker(self, offset: int) -> tuple[int, ...]:
        """Who speaks at this place: the quote's speaker, else the author where there is one."""
        quote = self.quote_of(offset)
        if quote is not None:
            return self.quote_speaker[quote]
        return (self.author,) if self.author is not None else ()

    def recent(self, offset: int, reach: int = REACH) -> list[int]:
        """Referents mentioned in the last sentences, nearest first."""
        at = self.sentence_of(offset)
        seen: dict[int, None] = {}
        for j in range(bisect_right(self._mention_starts, offset) - 1, -1, -1):
            mention = self.mentions[j]
            if mention.start >= offset:
                continue
            if at - self.sentence_of(mention.start) > reach:
                break
            for who in self.meant[j]:
                seen.setdefault(who, None)
        return list(seen)

    def is_speaker(self, mention: int) -> bool:
        return mention in self._speakers

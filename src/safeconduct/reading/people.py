"""Who is who in one document: mentions become referents.

Names are grouped by `names.cluster`; namesakes stay apart there. What has no name is resolved in text order: a
pronoun to the likeliest person before it, the first person to the speaker of its quote (outside quotes to the
author), a relative to a person of their own tied to an owner, a role to the one who was given it. What cannot be
resolved stays unresolved.

May import: `names`, `sources`, `record`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from safeconduct.names import cluster
from safeconduct.reading.marks import Marks, Mention, Sort
from safeconduct.record import Described, Referent, content_id
from safeconduct.sources import Document, Passage

_SPOUSE = {"wife": "f", "husband": "m", "spouse": None, "partner": None}
# Words for anyone at all: they point back to whoever was last spoken of.
_ANYONE = {
    "man", "woman", "detainee", "refugee", "migrant", "defendant", "accused", "suspect", "prisoner", "terrorist",
    "victim", "activist", "asylum seeker", "boy", "girl", "person", "client", "convict", "recruiter", "citizen",
}  # fmt: skip
# People whom a text quotes or names by their office: seldom the ones things happen to.
_OFFICE = {
    "lawyer", "president", "prosecutor", "judge", "minister", "journalist", "spokesman", "spokeswoman", "spokesperson",
    "investigator", "officer", "director", "head", "ombudsman", "colonel", "major", "captain", "general", "author",
    "reporter", "expert", "attorney", "advocate", "counsel", "chair", "chairman", "campaigner", "photographer", "secretary",
}  # fmt: skip
_COUNSEL = {"lawyer", "attorney", "advocate", "solicitor", "barrister"}
_KIN = {
    "brother", "sister", "cousin", "uncle", "aunt", "father", "mother", "son", "daughter", "nephew", "niece", "friend", "colleague",
    "father-in-law", "mother-in-law", "brother-in-law", "sister-in-law", "neighbour", "flatmate", "landlady", "landlord", "child",
}  # fmt: skip
_REACH = 6  # sentences back that a pronoun may look


@dataclass(slots=True)
class _Who:
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


@dataclass(frozen=True, slots=True)
class People:
    """The document's referents and, for each mention by index, the referents it means (empty: unresolved).

    `sure` tells the mentions whose meaning the words give outright (a name, an unambiguous first person).
    """

    referents: tuple[Referent, ...]
    meant: tuple[tuple[int, ...], ...]
    sure: tuple[bool, ...]

    def ids(self, mention: int | None) -> tuple[str, ...]:
        """Referent ids that a mention means."""
        return () if mention is None else tuple(self.referents[i].id for i in self.meant[mention])


def resolve(document: Document, marks: Marks, couples: Sequence[tuple[int, int]] = ()) -> People:
    """Referents of a document. `couples` are pairs of mentions told to be married to each other."""
    work = _Work(marks)
    work.name_groups()
    for a, b in couples:
        work.marry(a, b)
    work.walk()
    return work.people(document)


class _Work:
    def __init__(self, marks: Marks) -> None:
        self.marks = marks
        self.mentions = marks.mentions
        self.whos: list[_Who] = []
        self.meant: list[tuple[int, ...]] = [() for _ in self.mentions]
        self.sure = [False] * len(self.mentions)
        self.spouse: dict[int, int] = {}
        self.relatives: dict[tuple[int | None, str, str], int] = {}
        self.by_role: dict[str, int] = {}
        self.by_family: dict[str, list[int]] = defaultdict(list)
        self.group: tuple[int, ...] = ()  # the last several spoken of together
        self.group_at = -1
        self.quote_speaker: list[tuple[int, ...]] = []
        self._sentence_starts = [s for s, _ in marks.sentences]
        self._quote_starts = [q.start for q in marks.quotes]
        self._paragraph_starts = [s for s, _ in marks.paragraphs]
        self.author: int | None = None
        self.most = 1

    # -- names -----------------------------------------------------------------------------------------------------

    def new(self, **more: object) -> _Who:
        who = _Who(len(self.whos), **more)  # type: ignore[arg-type]
        self.whos.append(who)
        return who

    def name_groups(self) -> None:
        named = [i for i, m in enumerate(self.mentions) if m.sort is Sort.NAME and m.name]
        distinct = list(dict.fromkeys(self.mentions[i].name for i in named))
        groups = dict(zip(distinct, cluster(distinct), strict=True)) if distinct else {}
        whos: dict[int, _Who] = {}
        for i in named:
            mention = self.mentions[i]
            group = groups[mention.name]
            who = whos.get(group)
            if who is None:
                who = whos[group] = self.new()
            who.spellings[mention.name] += 1
            who.says_sex(mention.sex)
            who.mentions.append((mention.start, mention.end))
            for role in mention.role:
                if role not in who.roles:
                    who.roles.append(role)
                who.kin = who.kin or role in _KIN
                if role in _OFFICE:
                    who.office = True
                elif role not in _SPOUSE:
                    self.by_role.setdefault(role, who.id)
            self.meant[i] = (who.id,)
            self.sure[i] = True
        for who in self.whos:
            who.name = max(who.spellings, key=lambda s: (len(s.split()), who.spellings[s], len(s)))
            parts = who.name.split()
            if len(parts) > 1:
                self.by_family[parts[-1].casefold()].append(who.id)

        self.most = max((len(w.mentions) for w in self.whos), default=1)

    def marry(self, a: int, b: int) -> None:
        for x in self.meant[a]:
            for y in self.meant[b]:
                if x != y:
                    self.spouse.setdefault(x, y)
                    self.spouse.setdefault(y, x)

    # -- walking through the text -----------------------------------------------------------------------------------

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

    def walk(self) -> None:
        """Outside quotes first (who speaks is told there), then inside."""
        if self.marks.author is not None and self.meant[self.marks.author]:
            self.author = self.meant[self.marks.author][0]
        order = range(len(self.mentions))
        inside = [self.quote_of(self.mentions[i].start) is not None for i in order]
        for i in order:
            if not inside[i]:
                self.one(i, inside)
        self.speakers()
        for i in order:
            if inside[i]:
                self.one(i, inside)

    def speakers(self) -> None:
        last: tuple[int, ...] = ()
        last_end = -1
        for quote in self.marks.quotes:
            who = self.meant[quote.speaker] if quote.speaker is not None else ()
            if not who and quote.continues:
                who = last
            if not who and last and self.paragraph_of(quote.start) == self.paragraph_of(last_end):
                who = last
            self.quote_speaker.append(who)
            last, last_end = who, quote.end

    def one(self, i: int, inside: list[bool]) -> None:
        mention = self.mentions[i]
        if mention.sort is Sort.NAME:
            if mention.owner is not None and len(self.meant[mention.owner]) == 1:
                owner = self.meant[mention.owner][0]
                for role in mention.role:
                    if role in _SPOUSE:
                        self.spouse.setdefault(owner, self.meant[i][0])
                        self.spouse.setdefault(self.meant[i][0], owner)
                    self.relatives.setdefault((owner, role, ""), self.meant[i][0])
                    if role in _COUNSEL:  # "my client", said by "his lawyer Ruth Cole": he
                        self.relatives.setdefault((self.meant[i][0], "client", ""), owner)
            self.note(i)
            return
        if mention.sort is Sort.FAMILY:
            self.meant[i] = self.family(mention)
        elif mention.sort is Sort.RELATIVE:
            self.meant[i] = self.relative(i, mention, inside)
        elif mention.sort is Sort.ROLE:
            self.meant[i] = self.role(i, mention, inside)
        elif mention.person == 1:
            self.meant[i] = self.first_person(mention)
            self.sure[i] = bool(self.meant[i]) and not mention.plural
        elif mention.person == 3:
            if mention.reflexive and mention.owner is not None:
                self.meant[i] = self.meant[mention.owner]
            else:
                self.meant[i] = self.pronoun(i, mention, inside)
        self.note(i)

    def note(self, i: int) -> None:
        mention, who = self.mentions[i], self.meant[i]
        if len(who) == 1 and mention.sort is Sort.PRONOUN and mention.person == 3:
            self.whos[who[0]].says_sex(mention.sex)
        if len(who) > 1 or (who and self.whos[who[0]].plural):
            self.group, self.group_at = who, mention.start

    # -- each sort ---------------------------------------------------------------------------------------------------

    def family(self, mention: Mention) -> tuple[int, ...]:
        if mention.name:
            stem = mention.name.casefold()
            bearers = self.by_family.get(stem) or next(
                (
                    ids
                    for family, ids in self.by_family.items()
                    if family.rstrip("aа") == stem.rstrip("aа")
                ),
                [],
            )
            # those the text is about, and who is tied to them: a namesake in passing is not of the family
            bearers = sorted(
                (b for b in bearers if not self.whos[b].office),
                key=lambda b: -len(self.whos[b].mentions),
            )
            kin = {p for pair in self.spouse.items() for p in pair} | {
                who for (owner, _, _), who in self.relatives.items() if owner in bearers[:1]
            }
            bearers = bearers[:1] + [b for b in bearers[1:] if b in kin]
            # A couple bears the name by marriage: the one named with it brings in the other.
            both = list(
                dict.fromkeys(bearers + [self.spouse[b] for b in bearers if b in self.spouse])
            )
            return tuple(both)
        before = [w for w in self.recent(mention.start, 40) if w in self.spouse]
        if before:
            return (before[0], self.spouse[before[0]])
        return self.group if mention.start - self.group_at < 1500 and len(self.group) > 1 else ()

    def relative(self, i: int, mention: Mention, inside: list[bool]) -> tuple[int, ...]:
        owners: tuple[int, ...] = ()
        if mention.owner is not None:
            owners = self.meant[mention.owner]
            if not owners and self.mentions[mention.owner].person != 1:
                owners = ()
        owner = owners[0] if owners else None
        if mention.relation in _SPOUSE and owner is not None:
            known = self.spouse.get(owner)
            if known is not None:
                if self.whos[known].sex is None:
                    self.whos[known].says_sex(_SPOUSE[mention.relation])
                self.whos[known].mentions.append((mention.start, mention.end))
                return (known,)
        relation = mention.relation
        tied = self.whos[owner].described if owner is not None else None
        if owner is not None and tied is not None and self.whos[owner].owner is not None:
            # "my sister's child": tied to the one with a name, through the one between
            relation = f"{tied.relation}'s {relation}"
            owner = self.whos[owner].owner
        if owner is None and not mention.owner_text and mention.owner is None:
            # "the family", "yet another brother": of the one whose relatives were spoken of, or of the last person
            for (other, told, _), who_id in reversed(self.relatives.items()):
                if told == relation:
                    if not mention.again and self.whos[who_id].plural == (mention.count != 1):
                        return (who_id,)
                    owner = other
                    break
            if owner is None:
                near = self.pronoun(i, replace(mention, sex=None, plural=False), inside)
                owner = near[0] if near else None
            if owner is None:
                return ()
        key = (owner, relation, mention.owner_text.casefold() if owner is None else "")
        plural = mention.count != 1
        if owner is None and not mention.owner_text and mention.owner is not None:
            return ()  # "his brother", and nobody knows whose
        if mention.relation == "client" and owner is not None:
            self.whos[owner].office = True
            if "lawyer" not in self.whos[owner].roles:
                self.whos[owner].roles.append("lawyer")
        if not mention.again:
            found = self.relatives.get(key)
            if (
                found is None
                and owner is not None
                and mention.relation in ("client", "colleague", "friend")
            ):
                bearers = [w.id for w in self.whos if w.name and mention.relation in w.roles]
                found = bearers[0] if len(bearers) == 1 else None
            if found is not None and self.whos[found].plural == plural:
                self.whos[found].mentions.append((mention.start, mention.end))
                return (found,)
        who = self.new(
            described=Described(relation, None, mention.count),
            owner=owner,
            plural=plural,
            kin=relation in _KIN,
        )
        who.says_sex(mention.sex)
        if mention.owner_text:
            who.roles.append(f"{mention.relation} of {mention.owner_text}")
        who.mentions.append((mention.start, mention.end))
        self.relatives[key] = who.id
        if mention.relation in _SPOUSE and owner is not None and not plural:
            self.spouse.setdefault(owner, who.id)
            self.spouse.setdefault(who.id, owner)
        return (who.id,)

    def role(self, i: int, mention: Mention, inside: list[bool]) -> tuple[int, ...]:
        known = self.by_role.get(mention.relation)
        if known is not None and not mention.again:
            self.whos[known].mentions.append((mention.start, mention.end))
            return (known,)
        if mention.relation in _ANYONE and not mention.again:
            found = self.pronoun(i, mention, inside)
            if found:
                return found
            return ()
        if mention.relation in _OFFICE and not mention.again:
            holders = [w.id for w in self.whos if mention.relation in w.roles]
            return (holders[0],) if len(holders) == 1 else ()
        who = self.new(
            described=Described(mention.relation, None, mention.count), plural=mention.count != 1
        )
        who.says_sex(mention.sex)
        who.mentions.append((mention.start, mention.end))
        if mention.relation not in _ANYONE:
            self.by_role[mention.relation] = who.id
        return (who.id,)

    def first_person(self, mention: Mention) -> tuple[int, ...]:
        speaker = self.speaker(mention.start)
        if not speaker and self.quote_of(mention.start) is None:
            if mention.plural:
                return ()
            # A text in the first person without a name: its teller is a person all the same.
            if self.author is None:
                who = self.new(described=Described("narrator", None))
                self.author = who.id
            who = self.whos[self.author]
            who.mentions.append((mention.start, mention.end))
            return (who.id,)
        if mention.plural and speaker and not self.whos[speaker[0]].office:
            partner = self.spouse.get(speaker[0])
            return (speaker[0], partner) if partner is not None else speaker
        return speaker if not mention.plural else ()

    def recent(self, offset: int, reach: int = _REACH) -> list[int]:
        """Referents mentioned in the last sentences, nearest first."""
        at = self.sentence_of(offset)
        seen: dict[int, None] = {}
        for j in range(bisect_right([m.start for m in self.mentions], offset) - 1, -1, -1):
            mention = self.mentions[j]
            if mention.start >= offset:
                continue
            if at - self.sentence_of(mention.start) > reach:
                break
            for who in self.meant[j]:
                seen.setdefault(who, None)
        return list(seen)

    def pronoun(self, i: int, mention: Mention, inside: list[bool]) -> tuple[int, ...]:
        at = self.sentence_of(mention.start)
        here = self.paragraph_of(mention.start)
        quote = self.quote_of(mention.start)
        not_me = (
            set(self.quote_speaker[quote]) if quote is not None and self.quote_speaker else set()
        )
        if quote is None and self.author is not None:
            not_me = not_me | {self.author}  # whoever writes "I" calls nobody else by that word
        if mention.plural:
            return self.several(i, at, not_me)
        scores: dict[int, float] = defaultdict(float)
        best_of: dict[int, float] = defaultdict(float)
        for j in range(i - 1, -1, -1):
            other = self.mentions[j]
            distance = at - self.sentence_of(other.start)
            if distance > _REACH:
                break
            if not self.meant[j] or len(self.meant[j]) != 1 or other.artefact:
                continue
            who = self.whos[self.meant[j][0]]
            if who.id in not_me or who.plural:
                continue
            if mention.sex and who.sex and who.sex != mention.sex:
                continue
            if (
                other.clause == mention.clause != -1
                and other.subject
                and not mention.subject
                and not mention.possessive
                and mention.sort is Sort.PRONOUN
            ):
                scores[who.id] -= 5
                continue
            score = 0.72**distance * (1 + 0.6 * len(who.mentions) / self.most)
            if who.kin and not other.subject:
                score *= 0.75
            if other.subject:
                score *= 2.0 if distance <= 1 else 1.6
            if other.sort is Sort.PRONOUN:
                score *= 0.9
            if other.possessive and not other.subject:
                score *= 0.6  # "Tursunov's brother was beaten. He …": the brother
            if who.office:
                score *= 0.35
            if mention.sex and who.sex == mention.sex:
                score *= 1.3
            if self.paragraph_of(other.start) != here:
                score *= 0.6
            if mention.start == mention.end:
                # left out by the words: whom the text is about counts more than who was named last
                score *= 1 + 3 * len(who.mentions) / self.most
            # The one a quote speaks of is seldom the one who was just named as its speaker.
            if self.is_speaker(j):
                score *= 0.3 if inside[j] != inside[i] else 0.5
            if score > best_of[who.id]:
                scores[who.id] += 0.75 * (score - best_of[who.id])
                best_of[who.id] = score
            scores[who.id] += 0.25 * score
        if not scores:
            return self.topic(mention, here, not_me)
        best = max(scores, key=lambda k: (scores[k], -k))
        return (best,) if scores[best] > 0 else ()

    def topic(self, mention: Mention, here: int, not_me: set[int]) -> tuple[int, ...]:
        """Nobody near fits: the one the last paragraphs are about, where there is exactly one who fits."""
        votes: Counter[int] = Counter()
        for j, other in enumerate(self.mentions):
            if other.start >= mention.start:
                break
            if here - self.paragraph_of(other.start) > 3 or len(self.meant[j]) != 1:
                continue
            who = self.whos[self.meant[j][0]]
            if (
                who.id in not_me
                or who.plural
                or who.office
                or (mention.sex and who.sex not in (None, mention.sex))
            ):
                continue
            votes[who.id] += 1
        return (votes.most_common(1)[0][0],) if len(votes) == 1 else ()

    def is_speaker(self, mention: int) -> bool:
        return any(q.speaker == mention for q in self.marks.quotes)

    def several(self, i: int, at: int, not_me: set[int]) -> tuple[int, ...]:
        """ "They": the last plural person or people named side by side, if near."""
        for j in range(i - 1, -1, -1):
            other = self.mentions[j]
            if at - self.sentence_of(other.start) > 3:
                break
            who = self.meant[j]
            if (len(who) > 1 or (who and self.whos[who[0]].plural)) and not set(who) <= not_me:
                return who
        mention = self.mentions[i]
        near = [
            w for w in self.recent(mention.start, 1) if w not in not_me and not self.whos[w].plural
        ]
        pair = [w for w in near if self.whos[w].name and not self.whos[w].office]
        if len(pair) == 2 and len(near) == 2:
            return tuple(sorted(pair, key=lambda w: -len(self.whos[w].mentions)))
        if mention.possessive:
            for who_id in self.recent(mention.start, 2):
                partner = self.spouse.get(who_id)
                if partner is not None and who_id not in not_me:
                    return tuple(
                        sorted((who_id, partner), key=lambda w: -len(self.whos[w].mentions))
                    )
        return ()

    # -- handing over ------------------------------------------------------------------------------------------------

    def people(self, document: Document) -> People:
        for i, mention in enumerate(self.mentions):
            for who_id in self.meant[i]:
                who = self.whos[who_id]
                run = (mention.start, mention.end)
                if (
                    len(self.meant[i]) == 1
                    and run not in who.mentions
                    and mention.sort is not Sort.PRONOUN
                ):
                    who.mentions.append(run)
        ids = [
            content_id("referent", document.id, w.name or "", w.id if not w.name else 0)
            for w in self.whos
        ]
        made = []
        for who in self.whos:
            described = who.described
            if described and who.owner is not None:
                described = replace(described, of=ids[who.owner])
            made.append(
                Referent(
                    id=ids[who.id],
                    document=document.id,
                    name=who.name,
                    spellings=tuple(who.spellings),
                    mentions=tuple(
                        Passage(document.id, a, b) for a, b in sorted(set(who.mentions))
                    ),
                    described=described,
                    sex=who.sex,
                    roles=tuple(who.roles),
                )
            )
        return People(tuple(made), tuple(self.meant), tuple(self.sure))

"""Whom words for a relative, a family or a role mean: a person of their own, tied to whom they belong.

May import: `record`, this room.
"""

from __future__ import annotations

from dataclasses import replace

from safeconduct.reading.marks import Mention, Sort
from safeconduct.reading.people.cast import relations, spouse_sex
from safeconduct.reading.people.leads import Leads
from safeconduct.record import Described


class Kinship(Leads):
    """Families, relatives and roles."""

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
        owners = self.meant[mention.owner] if mention.owner is not None else ()
        owner = owners[0] if owners else None
        if mention.relation in relations()["spouse"] and owner is not None:
            known = self.spouse.get(owner)
            if known is not None:
                if self.whos[known].sex is None:
                    self.whos[known].says_sex(spouse_sex(mention.relation))
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
            # «Мужа задержали», and nobody says who writes: he is somebody all the same
            if owner is None and (i not in self.suffering or mention.count != 1):
                return ()
        if (of_pair := self.of_pair(owner, mention)) is not None:
            self.whos[of_pair].mentions.append((mention.start, mention.end))
            return (of_pair,)
        if owner is not None and not mention.again:
            known, owner = self.back(owner, mention)
            if known is not None:
                self.whos[known].mentions.append((mention.start, mention.end))
                return (known,)
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
            if namesake := self.of_same_family(mention, owner):
                self.namesakes.add(i)
                return namesake
        who = self.new(
            described=Described(relation, None, mention.count),
            owner=owner,
            plural=plural,
            kin=relation in relations()["kin"],
        )
        who.says_sex(mention.sex)
        if mention.owner_text:
            who.roles.append(f"{mention.relation} of {mention.owner_text}")
        who.mentions.append((mention.start, mention.end))
        self.relatives[key] = who.id
        if mention.relation in relations()["spouse"] and owner is not None and not plural:
            self.spouse.setdefault(owner, who.id)
            self.spouse.setdefault(who.id, owner)
        return (who.id,)

    def of_pair(self, owner: int | None, mention: Mention) -> int | None:
        """ "X's wife said that her husband …": X, whether she or he is the one last spoken of."""
        word = spouse_sex(mention.relation)
        pair = () if owner is None or owner not in self.spouse else (owner, self.spouse[owner])
        return next((w for w in pair if word and self.whos[w].sex == word), None)

    def of_same_family(self, mention: Mention, owner: int | None) -> tuple[int, ...]:
        """ "Bobur Halimov fled. *The son of the poet Erkin Halimov* was …": the one just named with the same family name."""
        told = self.mentions[mention.owner] if mention.owner is not None else None
        if (
            owner is None
            or told is None
            or told.sort is not Sort.NAME
            or told.start < mention.start
        ):
            return ()
        family, at = self.whos[owner].name.split()[-1:], self.sentence_of(mention.start)
        found = {
            who
            for j, other in enumerate(self.mentions)
            if other.sort is Sort.NAME and 0 < at - self.sentence_of(other.start) <= 2
            for who in self.meant[j]
            if who != owner
            and self.whos[who].name.split()[-1:] == family
            and self.whos[who].sex in (None, mention.sex)
        }
        return (found.pop(),) if len(found) == 1 and mention.count == 1 else ()

    def back(self, owner: int, mention: Mention) -> tuple[int | None, int]:
        """The tie told the other way round: the brother that a sister of X speaks of is X ("her younger brother" need
        not be); her father is X's father. Who is meant, where known, and whose relative it is.
        """
        sibling, parent, child = {"brother", "sister"}, {"father", "mother"}, {"son", "daughter"}
        for (of, told, _), who in self.relatives.items():
            if who != owner or of is None or of == owner:
                continue
            turned = (
                (told in sibling and mention.relation in sibling and not mention.role)
                or (told in parent and mention.relation in child)
                or (told in child and mention.relation in parent)
            )
            if turned and mention.count == 1 and self.whos[of].sex in (None, mention.sex):
                return of, owner
            if told in sibling and mention.relation in parent | sibling | {"parent", "family"}:
                return None, of
        return None, owner

    def of_sex(self, known: int | None, mention: Mention) -> int | None:
        """The bearer of a party's role, or the other one where only that one has the sex the word tells."""
        if known is None or mention.relation not in relations()["party"]:
            return known
        if not mention.sex or self.whos[known].sex in (None, mention.sex):
            return known
        fits = {
            who
            for at, who in self.bearers[mention.relation]
            if at <= mention.start and self.whos[who].sex == mention.sex
        }
        return fits.pop() if len(fits) == 1 else known

    def of_a_pair(self, i: int, mention: Mention) -> bool:
        """Were several who can be meant last named side by side, in the sentence before, and none of them alone since?"""
        at = self.sentence_of(mention.start)
        for j in range(i - 1, -1, -1):
            if at - self.sentence_of(self.mentions[j].start) > 1 or len(self.meant[j]) > 1:
                return False
            if self.mentions[j].sort is not Sort.NAME or not self.meant[j]:
                continue
            who = self.together(j)
            fits = [w for w in who if self.whos[w].sex in (None, mention.sex) and self.whos[w].name]
            return len(fits) > 1 and self.sentence_of(self.mentions[j].start) < at
        return False

    def role(self, i: int, mention: Mention, inside: list[bool]) -> tuple[int, ...]:
        if mention.plural and mention.relation in relations()["party"]:
            all_of_them = self.parties(mention.relation)
            if len(all_of_them) > 1:
                return all_of_them
        if mention.plural and (together := self.group_of(i, mention)):
            return together
        known = self.of_sex(self.bearer(mention.relation, mention.start), mention)
        if known is not None and not mention.again:
            self.whos[known].mentions.append((mention.start, mention.end))
            return (known,)
        if mention.relation in relations()["office"] and not mention.again:
            holders = [w.id for w in self.whos if mention.relation in w.roles]
            if len(holders) == 1 or mention.relation not in relations()["calling"]:
                return tuple(holders) if len(holders) == 1 else ()
        if mention.relation in relations()["anyone"] | relations()["calling"] and not mention.again:
            # "the man", "the blogger": whoever is spoken of
            if self.of_a_pair(i, mention):
                return ()  # "A and B came. The man was arrested": which of them, a person is asked
            found = self.pronoun(i, mention, inside) or self.named_below(mention)
            if found or i not in self.suffering:
                return found
        if mention.again and not mention.plural and (named := self.named_below(mention)):
            self.bearers[mention.relation].append((mention.start, named[0]))
            return named
        who = self.new(
            described=Described(mention.relation, None, mention.count), plural=mention.count != 1
        )
        who.says_sex(mention.sex)
        who.mentions.append((mention.start, mention.end))
        if mention.relation not in relations()["anyone"]:
            self.bearers[mention.relation].append((mention.start, who.id))
        return (who.id,)

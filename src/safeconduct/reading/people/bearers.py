"""Which mentions of names are one person's: whole names first, then who is meant by a name told in part.

A surname that several people bear («Каримов» beside «Алишер Каримов» and «его брат Рустам Каримов») belongs to the
one whose story it is: already called so, or spoken of most and not in passing as a relative or an officer. Names that
share no word, or whose sexes and given names differ, are never one person's.

May import: `names`, this room.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from safeconduct.names import cluster
from safeconduct.reading.marks import Mention
from safeconduct.reading.people.likeness import differ, initials_of, is_whole, share, words_of

_LATER = 0.85  # how much less a mention weighs with each paragraph since
_ASIDE = 0.3  # a bearer told as a relative or officer, beside one told for themselves
_FORWARD = 0.3  # what each whole name counts wherever it stands
_CALLED = 6.0  # somebody already called by the bare name
_OPEN = 0.5  # the runner-up's share from which it stays open who is meant


@dataclass(frozen=True, slots=True)
class Bearer:
    """The group of a name's mention, and whether the words leave no doubt about it."""

    group: int
    sure: bool = True


def bearers(
    mentions: Sequence[Mention], aside: frozenset[str], paragraphs: Sequence[int]
) -> list[Bearer]:
    """The group of each mention of a name, in order. `aside` are roles (brother, judge) of people told in passing;
    `paragraphs` the offsets at which paragraphs begin.
    """
    names = [m.name for m in mentions]
    forms = list(dict.fromkeys(names))
    if not forms:
        return []
    base = dict(zip(forms, cluster(forms), strict=True))
    sexes: dict[str, Counter[str]] = defaultdict(Counter)
    for m in mentions:
        if m.sex:
            sexes[m.name][m.sex] += 1
    sex = {form: votes.most_common(1)[0][0] for form, votes in sexes.items()}
    in_passing = frozenset(m.name for m in mentions if set(m.role) & aside)
    group_of = _wholes([f for f in forms if is_whole(f)], base, sex, in_passing)
    count = max(group_of.values(), default=-1) + 1
    made: list[Bearer] = []
    spoken: dict[int, list[tuple[int, float]]] = defaultdict(list)
    called: dict[str, int] = {}
    alone: dict[str, int] = {}
    roles: dict[int, set[str]] = defaultdict(set)
    told = Counter(group_of[m.name] for m in mentions if m.name in group_of)
    fitting: dict[tuple[str, str | None], list[int]] = {}
    for m in mentions:
        if m.name in group_of:
            roles[group_of[m.name]] |= set(m.role)
    for m in mentions:
        here = bisect_right(paragraphs, m.start)
        if m.name in group_of:
            found = Bearer(group_of[m.name])
        else:
            fits = fitting.get((m.name, m.sex))
            if fits is None:
                fits = fitting[m.name, m.sex] = _fits(m, group_of, sex)
            if not fits:
                # a word of its own: with others like it that fit no whole name either
                like = next(
                    (
                        f
                        for f in alone
                        if f == m.name or (share(f, m.name) and not _of_two(f, m.name, sex))
                    ),
                    m.name,
                )
                if like not in alone:
                    alone[like] = count
                    count += 1
                found = Bearer(alone[like])
            elif len(fits) == 1:
                found = Bearer(fits[0])
            else:
                weights = {
                    g: (_FORWARD * told[g] + sum(w * _LATER ** (here - at) for at, w in spoken[g]))
                    * (_ASIDE if roles[g] & aside else 1.0)
                    + (_CALLED if called.get(m.name) == g else 0.0)
                    for g in fits
                }
                order = sorted(fits, key=lambda g: -weights[g])
                best, second = weights[order[0]], weights[order[1]]
                found = Bearer(order[0], second < _OPEN * best)
            called.setdefault(m.name, found.group)
        spoken[found.group].append((here, 1.5 if m.subject else 1.0))
        made.append(found)
    return made


def _wholes(
    forms: Sequence[str], base: dict[str, int], sex: dict[str, str], told: frozenset[str]
) -> dict[str, int]:
    """Groups of whole names: of one cluster, sharing a word, not of a man and a woman of other given names. `told` are
    the names told in passing, as a relative's or an officer's.
    """
    group_of: dict[str, int] = {}
    groups: list[list[str]] = []
    for form in sorted(forms, key=lambda f: -len(words_of(f))):
        for number, group in enumerate(groups):
            if all(_together(form, other, base, sex, told) for other in group):
                group.append(form)
                group_of[form] = number
                break
        else:
            group_of[form] = len(groups)
            groups.append([form])
    return group_of


def _together(
    one: str, other: str, base: dict[str, int], sex: dict[str, str], told: frozenset[str]
) -> bool:
    if not share(one, other) or differ(one, other):
        return False
    in_latin = one.isascii() and other.isascii()
    if in_latin and (one in told) != (other in told) and len(words_of(one)) == len(words_of(other)):
        return set(words_of(one)) == set(
            words_of(other)
        )  # "his brother Abdullo Karimov" is no Abdulla
    left, right = words_of(one), words_of(other)
    if {sex.get(one), sex.get(other)} == {
        "m",
        "f",
    }:  # a misread sex, unless only the surname is common
        return len(set(left) & set(right)) >= min(2, len(left), len(right)) > 1
    if base[one] == base[other]:
        return True
    return bool(initials_of(one) or initials_of(other)) and bool(set(left) & set(right))


def _of_two(one: str, other: str, sex: dict[str, str]) -> bool:
    """ "Mr Kadyrov" and "Mrs Kadyrova", "Mr Karim Sarwat" and "Mrs Sarwat": no case of Latin letters makes one of the other."""
    common = set(words_of(one)) & set(words_of(other))
    return (
        {sex.get(one), sex.get(other)} == {"m", "f"}
        and one.isascii()
        and other.isascii()
        and (not common or min(len(words_of(one)), len(words_of(other))) == 1)
    )


def _letters_of(letters: str, form: str) -> bool:
    """«А.К.» beside «Алишер Каримов», «Т.» beside «Рузимурод Т.»; one letter alone is nobody's whose name is whole."""
    if words_of(letters):
        return False
    told = sorted(initials_of(letters))
    if len(told) == 1:
        return form.casefold().endswith(f" {told[0]}.")
    whole = sorted([w[0] for w in words_of(form)] + list(initials_of(form)))
    return bool(told) and told == whole


def _fits(mention: Mention, group_of: dict[str, int], sex: dict[str, str]) -> list[int]:
    """The groups a name told in part can mean; those of the same sex before others."""
    near = {
        g: form
        for form, g in group_of.items()
        if share(mention.name, form) or _letters_of(mention.name, form)
    }
    near = {g: form for g, form in near.items() if not _of_two(form, mention.name, sex)}
    same = [g for g, form in near.items() if sex.get(form) in (None, mention.sex)]
    exact = [g for g in same or near if any(w in words_of(near[g]) for w in words_of(mention.name))]
    return list(dict.fromkeys(exact or same or near))

"""Which mentions of names are one person's: whole names first, then who is meant by a name told in part.

A surname that several people bear («Каримов» beside «Алишер Каримов» and «его брат Рустам Каримов») belongs to the
one whose story it is: already called so, or spoken of most and not in passing as a relative or an officer. Names that
share no word, or whose sexes and given names differ, are never one person's.

May import: `names`, this room.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from safeconduct.names import cluster, is_short_for, romanise
from safeconduct.reading.marks import Mention

_PATRONYMIC = re.compile(r"(?:[ое]вич|[ое]вн[аы]|ичн[аы])$")
_FEMININE = re.compile(r".{2,}(?:[oe]v|[iy]n)a")
_LATER = 0.85  # how much less a mention weighs with each paragraph since
_ASIDE = 0.3  # a bearer told as a relative or officer, beside one told for themselves
_FORWARD = 0.3  # what each whole name counts wherever it stands
_CALLED = 6.0  # somebody already called by the bare name
_SPELT = 4  # and of a word that can be told again in another spelling
_SON = frozenset({"bin", "ibn", "bint", "binti"})
_PARTICLES = _SON | {
    "al",
    "el",
    "abu",
    "van",
    "de",
    "der",
    "von",
    "ould",
    "ogli",
    "ugli",
    "qizi",
    "kizi",
    "uulu",
    "kyzy",
}
_LONG = 6  # letters of a word in which one may be a slip
_OPEN = 0.5  # the runner-up's share from which it stays open who is meant


@dataclass(frozen=True, slots=True)
class Bearer:
    """The group of a name's mention, and whether the words leave no doubt about it."""

    group: int
    sure: bool = True


def _words(name: str) -> tuple[str, ...]:
    """The words of a name without initials, as they are compared."""
    return tuple(
        w.casefold().replace("ё", "е")
        for w in re.split(r"[\s.]+", name)
        if len(w) > 2 or (len(w) == 2 and not w.isupper())
    )


def _initials(name: str) -> tuple[str, ...]:
    return tuple(w.casefold() for w in re.findall(r"\b(\w)\.", name))


def _alike(one: str, other: str) -> bool:
    """One word, or one a slip or another alphabet away from it; «Каримова» is «Каримов» of a woman."""
    if one == other:
        return True
    if (
        one.isascii()
        and other.isascii()
        and _FEMININE.fullmatch(max(one, other, key=len))
        and (max(one, other, key=len)[:-1] == min(one, other, key=len))
    ):
        return False  # Mr Kadyrov and Mrs Kadyrova: Latin letters have no cases
    if one.isascii() != other.isascii():
        one, other = romanise(one).casefold(), romanise(other).casefold()
    if is_short_for(one, other) or is_short_for(other, one):
        return True
    # Hasan and Husan are twins, Sobirjon and Nodirjon brothers: a slip is looked for in longer words alone
    least = min(len(one), len(other))
    slips = 2 if least >= 8 and one[0] == other[0] else 1
    return least >= _LONG and OSA.distance(one, other) <= slips


def _share(one: str, other: str) -> bool:
    """Have two names a word in common, and no initial that contradicts the other's given name?"""
    left, right = _words(one), _words(other)
    if not left or not right:
        return one.casefold() == other.casefold()
    common = {w for w in left if any(_alike(w, o) for o in right)}
    if not common:
        return False
    rest_left = [w for w in left if w not in common]
    rest_right = [w for w in right if not any(_alike(w, o) for o in common)]
    letters_left, letters_right = _initials(one), _initials(other)
    for letters, rest in ((letters_left, rest_right), (letters_right, rest_left)):
        given = [w for w in rest if not _PATRONYMIC.search(w)]
        if letters and given and not any(w[0] in letters[:1] for w in given):
            return False
    return not (letters_left and letters_right and letters_left[:1] != letters_right[:1])


def _same_word(one: str, other: str) -> bool:
    """One word in two spellings («Жасур», Jasur), or in two cases that were taken for nominatives."""
    if _alike(one, other):
        return True
    least = min(len(one), len(other))
    if (
        not one.isascii()
        and not other.isascii()
        and least > 2
        and one[: least - 1] == other[: least - 1]
    ):
        return len(max(one, other, key=len)) - least <= 2
    return least >= _SPELT and len(set(cluster([one, other]))) == 1


def _differ(one: str, other: str) -> bool:
    """Has each of two whole names a word that the other lacks, or is one's father's name the other's own? "Nguyen Van
    Dai" and "Nguyen Thi Lan" are two people, "Ali bin Hassan" and "Hassan bin Ali" too.
    """
    left, right = _words(one), _words(other)

    def own(words: tuple[str, ...], others: tuple[str, ...]) -> list[str]:
        return [
            w
            for w in words
            if w not in _PARTICLES
            and not _PATRONYMIC.search(w)
            and not any(_same_word(w, o) for o in others)
        ]

    if len(left) < 2 or len(right) < 2:
        return False
    if own(left, right) and own(right, left):
        return True
    sons = _SON & set(left) & set(right)
    return bool(sons) and not _same_word(left[0], right[0])


def _is_whole(name: str) -> bool:
    return len(_words(name)) >= 2 or bool(_words(name) and _initials(name))


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
    group_of = _wholes([f for f in forms if _is_whole(f)], base, sex)
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
                        if f == m.name or (_share(f, m.name) and not _of_two(f, m.name, sex))
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


def _wholes(forms: Sequence[str], base: dict[str, int], sex: dict[str, str]) -> dict[str, int]:
    """Groups of whole names: of one cluster, sharing a word, not of a man and a woman of other given names."""
    group_of: dict[str, int] = {}
    groups: list[list[str]] = []
    for form in sorted(forms, key=lambda f: -len(_words(f))):
        for number, group in enumerate(groups):
            if all(_together(form, other, base, sex) for other in group):
                group.append(form)
                group_of[form] = number
                break
        else:
            group_of[form] = len(groups)
            groups.append([form])
    return group_of


def _together(one: str, other: str, base: dict[str, int], sex: dict[str, str]) -> bool:
    if not _share(one, other) or _differ(one, other):
        return False
    left, right = _words(one), _words(other)
    if {sex.get(one), sex.get(other)} == {
        "m",
        "f",
    }:  # a misread sex, unless only the surname is common
        return len(set(left) & set(right)) >= min(2, len(left), len(right)) > 1
    if base[one] == base[other]:
        return True
    return bool(_initials(one) or _initials(other)) and bool(set(left) & set(right))


def _of_two(one: str, other: str, sex: dict[str, str]) -> bool:
    """ "Mr Kadyrov" and "Mrs Kadyrova", "Mr Karim Sarwat" and "Mrs Sarwat": no case of Latin letters makes one of the other."""
    common = set(_words(one)) & set(_words(other))
    return (
        {sex.get(one), sex.get(other)} == {"m", "f"}
        and one.isascii()
        and other.isascii()
        and (not common or min(len(_words(one)), len(_words(other))) == 1)
    )


def _letters_of(letters: str, form: str) -> bool:
    """«А.К.» beside «Алишер Каримов», «Т.» beside «Рузимурод Т.»; one letter alone is nobody's whose name is whole."""
    if _words(letters):
        return False
    told = sorted(_initials(letters))
    if len(told) == 1:
        return form.casefold().endswith(f" {told[0]}.")
    whole = sorted([w[0] for w in _words(form)] + list(_initials(form)))
    return bool(told) and told == whole


def _fits(mention: Mention, group_of: dict[str, int], sex: dict[str, str]) -> list[int]:
    """The groups a name told in part can mean; those of the same sex before others."""
    near = {
        g: form
        for form, g in group_of.items()
        if _share(mention.name, form) or _letters_of(mention.name, form)
    }
    near = {g: form for g, form in near.items() if not _of_two(form, mention.name, sex)}
    same = [g for g, form in near.items() if sex.get(form) in (None, mention.sex)]
    exact = [g for g in same or near if any(w in _words(near[g]) for w in _words(mention.name))]
    return list(dict.fromkeys(exact or same or near))

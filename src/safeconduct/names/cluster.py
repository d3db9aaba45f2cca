"""The mentions of one document, grouped by person.

Steps: 1 whole names (two words or more) are linked where they agree and nothing contradicts;
2 a bare given name, surname or initials joins the person it fits best, and among equals the one
spoken of last; 3 what fits nobody stands for itself. Imports numpy.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from safeconduct.names.compare import Comparer
from safeconduct.names.evidence import SEX_BY_SURNAME
from safeconduct.names.parse import Parts
from safeconduct.names.script import script_of
from safeconduct.names.token import INITIAL
from safeconduct.names.words import Floats

LINK = 4.0
"""Most doubt at which two whole names of one document are linked: here one person is likelier than
in the wide world."""
CONTRADICT = 10.0
"""Doubt from which two names are kept apart whatever links them."""
FIT = 3.0
"""Most doubt at which a bare word joins a person."""
NEAR = 0.5
"""Differences of doubt below this do not outweigh who was spoken of last."""

JUST = 3
"""So many mentions back counts as just spoken of."""


def cluster(mentions: Sequence[str]) -> list[int]:
    """Group numbers for a document's mentions in order: 0, 1, … by first appearance.

    >>> cluster(["Bakhodir Karimov", "Islam Karimov", "Bahodir", "Karimov B.", "Bakhodir Karinov"])
    [0, 1, 0, 0, 0]
    """
    forms = list(dict.fromkeys(mentions))
    if not forms:
        return []
    doubts, parts = _doubts(forms)
    places: dict[str, list[int]] = {}
    for place, mention in enumerate(mentions):
        places.setdefault(mention, []).append(place)
    whole = [i for i, p in enumerate(parts) if _is_whole(p)]
    groups = _link(whole, doubts)
    answer = [-1] * len(mentions)
    for number, group in enumerate(groups):
        for i in group:
            for place in places[forms[i]]:
                answer[place] = number
    number_of = {form: i for i, form in enumerate(forms)}
    _join_bare(mentions, number_of, doubts, groups, answer)
    order: dict[int, int] = {}
    return [order.setdefault(a, len(order)) for a in answer]


def _doubts(forms: list[str]) -> tuple[Floats, list[Parts]]:
    """(n, n) doubts between forms, and each form's likeliest reading."""
    comparer = Comparer()
    n = len(forms)
    left, right = np.triu_indices(n, 1)
    out = np.zeros((n, n), np.float32)
    if n > 1:
        scores = comparer.scores([forms[i] for i in left], [forms[j] for j in right])
        out[left, right] = out[right, left] = 1 / scores - 1
    parts = [comparer.roll.parts(comparer.roll.add(form)[0]) for form in forms]
    return out, parts


def _is_whole(parts: Parts) -> bool:
    words = sum(t.kind != INITIAL for t in parts.core)
    return words + (parts.patronymic is not None) >= 2


def _link(whole: list[int], doubts: Floats) -> list[list[int]]:
    """Join the least doubted groups first, never across a contradiction; by first appearance."""
    groups: dict[int, list[int]] = {k: [i] for k, i in enumerate(whole)}
    least = doubts[np.ix_(whole, whole)].copy()
    most = least.copy()
    np.fill_diagonal(least, np.inf)
    while len(groups) > 1:
        open_ = np.where(most < CONTRADICT, least, np.inf)
        x, y = sorted(int(k) for k in divmod(int(open_.argmin()), len(whole)))
        if not open_[x, y] < LINK:
            break
        groups[x] += groups.pop(y)
        least[x] = least[:, x] = np.minimum(least[x], least[y])
        most[x] = most[:, x] = np.maximum(most[x], most[y])
        least[x, x] = least[y] = least[:, y] = np.inf
    return list(groups.values())


def _join_bare(
    mentions: Sequence[str],
    number_of: dict[str, int],
    doubts: Floats,
    groups: list[list[int]],
    answer: list[int],
) -> None:
    """Give each mention still without a group the person it fits, else a new one."""
    for place, mention in enumerate(mentions):
        if answer[place] >= 0:
            continue
        i = number_of[mention]
        fits = [(float(doubts[i, group].min()), g) for g, group in enumerate(groups)]
        most = FIT
        if fits and min(fits)[0] > FIT and script_of(mention) == "cyrillic":
            most += SEX_BY_SURNAME  # Каримова may be Каримов in the genitive
        fits = [(d, g) for d, g in fits if d <= most]
        if not fits:
            groups.append([i])
            answer[place] = len(groups) - 1
            continue
        least = min(fits)[0]
        near = {g for d, g in fits if d <= least + NEAR}
        answer[place] = near.pop() if len(near) == 1 else _meant(place, near, answer)


def _meant(place: int, among: set[int], answer: list[int]) -> int:
    """Who of several is meant: the one just spoken of; else the one spoken of most so far."""
    last: dict[int, int] = {}
    times: dict[int, int] = {}
    for before in range(place):
        if answer[before] in among:
            last[answer[before]] = before
            times[answer[before]] = times.get(answer[before], 0) + 1
    if last:
        latest = max(last, key=lambda g: last[g])
        if place - last[latest] <= JUST:
            return latest
        return max(last, key=lambda g: (times[g], last[g]))
    ahead = (answer[k] for k in range(place + 1, len(answer)) if answer[k] in among)
    return next(ahead, min(among))

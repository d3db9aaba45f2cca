"""The tree of a Russian sentence is one that a reader can walk: lists end, whatever the parser hung on what."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.reading.russian.taggers import Grammar
from safeconduct.reading.russian.trees import one_root


def tree(heads: list[int], rel: str) -> list[int]:
    """The heads read from what the parser says, counted from 1 as the parser does."""
    tokens = [(k, k + 1, "а") for k in range(len(heads))]
    return one_root(tokens, [Grammar("NOUN", {}, head, rel) for head in heads])[0]


def ends_along(heads: list[int]) -> bool:
    for start in range(len(heads)):
        at, steps = start, 0
        while at >= 0:
            at, steps = heads[at], steps + 1
            if steps > len(heads):
                return False
    return True


@pytest.mark.parametrize("rel", ["conj", "appos", "flat:name", "nmod"])
@pytest.mark.parametrize("heads", [[2, 1], [2, 3, 1], [1], [3, 3, 2, 1]])
def test_a_list_whose_words_hang_on_one_another_ends(heads: list[int], rel: str) -> None:
    assert ends_along(tree(heads, rel))


@given(
    st.integers(1, 9).flatmap(lambda n: st.lists(st.integers(0, n), min_size=n, max_size=n)),
)
def test_every_list_ends(heads: list[int]) -> None:
    assert ends_along(tree(heads, "conj"))


@given(
    st.lists(
        st.tuples(st.integers(0, 6), st.sampled_from(["conj", "xcomp", "advcl"])),
        min_size=6,
        max_size=6,
    )
)
def test_every_row_of_verbs_ends_however_they_hang_on_one_another(
    ties: list[tuple[int, str]],
) -> None:
    """Who acts is looked for along all three."""
    tokens = [(k, k + 1, "а") for k in range(len(ties))]
    heads, _ = one_root(tokens, [Grammar("VERB", {}, head, rel) for head, rel in ties])
    assert ends_along(heads)


def test_a_participle_stays_tied_to_its_noun() -> None:
    tokens = [(0, 1, "а"), (1, 2, "б")]
    grammar = [Grammar("NOUN", {}, 2, "nmod"), Grammar("VERB", {}, 1, "acl")]
    assert one_root(tokens, grammar)[0] == [1, 0]


def test_a_word_that_hangs_on_itself_is_joined_to_nothing_by_no_tie() -> None:
    """«отпустили» alone, told by the parser to be joined to itself."""
    tokens = [(0, 1, "а"), (1, 2, "б")]
    grammar = [Grammar("NOUN", {}, 0, "root"), Grammar("VERB", {}, 2, "conj")]
    heads, ties = one_root(tokens, grammar)
    assert all((head < 0) == (tie == "root") for head, tie in zip(heads, ties, strict=True))


@given(st.integers(1, 9).flatmap(lambda n: st.lists(st.integers(0, n), min_size=n, max_size=n)))
def test_who_has_a_tie_has_a_word_at_its_other_end(heads: list[int]) -> None:
    tokens = [(k, k + 1, "а") for k in range(len(heads))]
    found, ties = one_root(tokens, [Grammar("VERB", {}, head, "conj") for head in heads])
    assert all(head >= 0 for head, tie in zip(found, ties, strict=True) if tie == "conj")

"""The text on the screen is the document's, character for character, whatever claims overlap in it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from safeconduct.casework import ClaimLine, Standing
from safeconduct.desk.marks import stretches
from safeconduct.record import Claim
from safeconduct.sources import Block, Document, Passage

TEXT = "One was taken. Two were seen.\n\nThree left for Kazan."
DOCUMENT = Document("d", TEXT, blocks=(Block(0, 29), Block(31, len(TEXT))))


def line(number: int, start: int, end: int, standing: Standing = Standing.PROPOSED) -> ClaimLine:
    claim = Claim(f"c{number}", Passage("d", start, end), "arrest")
    return ClaimLine(claim, claim, standing, (), "d", TEXT[start:end], "paragraph 1")


PASSAGES = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(0, len(TEXT) - 1)).map(
    lambda pair: (min(pair), max(pair) + 1)
)


@given(st.lists(PASSAGES, max_size=8))
def test_every_block_is_whole_and_every_claim_covers_exactly_its_passage(
    passages: list[tuple[int, int]],
) -> None:
    lines = [line(n, a, b) for n, (a, b) in enumerate(passages)]
    shown = stretches(DOCUMENT, lines)
    for stretch in shown:
        block = stretch.block
        assert "".join(run.text for run in stretch.runs) == TEXT[block.start : block.end]
    inside = {i for b in DOCUMENT.blocks for i in range(b.start, b.end)}
    for one in lines:
        passage = one.claim.passage
        covered = sum(len(r.text) for s in shown for r in s.runs if one in r.claims)
        assert covered == len(inside & set(range(passage.start, passage.end)))


def test_a_claim_begins_once_and_an_open_one_outweighs_a_judged_one() -> None:
    lines = [line(1, 0, 13, Standing.ACCEPTED), line(2, 4, 13)]
    runs = stretches(DOCUMENT, lines)[0].runs
    assert [[x.claim.id for x in run.first] for run in runs] == [["c1"], ["c2"], []]
    assert [run.standing for run in runs] == ["accepted", "proposed", ""]


def test_a_document_without_blocks_is_one_block() -> None:
    assert stretches(Document("d", "abc"), [])[0].runs[0].text == "abc"

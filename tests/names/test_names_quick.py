"""The quick reader of long lists and the whole parser say the same."""

from hypothesis import given, settings
from hypothesis import strategies as st

from safeconduct.names.parse import read_parts
from safeconduct.names.quick import QuickReader
from safeconduct.names.roll import row_of
from safeconduct.names.words import Words

PIECES = [
    "Anvar", "RUSTAM", "Тоҳиров", "Karimova", "Nigora", "o'g'li", "қизи", "Rahimovich", "Олимовна",
    "I.", "Sh.", "Qanatuly", "Sayf", "al", "Din", "Abdul", "Mr.", "Jr", "II", "Xoliq", "ABDULLO,",
    "Холов,", "г-н", "Roman", "JanDaniel", "-", "Кабир", "محمد",
]  # fmt: skip


@settings(max_examples=400)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=6))
def test_quick_and_whole_reading_agree(pieces: list[str]) -> None:
    text = " ".join(pieces)
    words = Words()
    quick = QuickReader(words).row(text)
    if quick is not None:
        (parts,) = read_parts(text)
        assert quick == row_of(parts, words)


def test_common_shapes_are_read_quickly() -> None:
    reader = QuickReader(Words())
    for text in (
        "Тоҳиров Анвар Рустам ўғли",
        "ТОХИРОВ, Анвар Рустамович",
        "Anvar Tohirov",
        "Tohirov A. R.",
    ):
        assert reader.row(text) is not None

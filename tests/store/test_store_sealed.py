"""What lies on disk sealed: streams of chunks, stored files, rows."""

from __future__ import annotations

import io
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeconduct.store.blobs import Blobs
from safeconduct.store.chunks import CHUNK, TAG, Altered, CutOff, open_stream, seal_stream
from safeconduct.store.errors import BlobDamaged, SealBroken
from safeconduct.store.keys import Keys
from safeconduct.store.seal import Seal

KEY = b"k" * 32
SIZES = st.sampled_from([0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 7])


def sealed(data: bytes) -> bytes:
    return b"".join(seal_stream([data], KEY, b"bound"))


def opened(data: bytes, key: bytes = KEY, bound: bytes = b"bound") -> bytes:
    return b"".join(open_stream(io.BytesIO(data), key, bound))


class TestStreams:
    @given(SIZES, st.integers(1, 5))
    @settings(max_examples=30, deadline=None)
    def test_what_goes_in_comes_out_however_it_is_cut_into_pieces(self, size, pieces):
        data = os.urandom(size)
        step = max(1, size // pieces)
        cut = [data[i : i + step] for i in range(0, size, step)]
        assert opened(b"".join(seal_stream(cut, KEY, b"bound"))) == data

    @given(SIZES, st.data())
    @settings(max_examples=60, deadline=None)
    def test_one_changed_bit_anywhere_is_noticed(self, size, draw):
        whole = bytearray(sealed(os.urandom(size)))
        place = draw.draw(st.integers(0, len(whole) - 1))
        whole[place] ^= 1 << draw.draw(st.integers(0, 7))
        with pytest.raises(Altered) as noticed:
            opened(bytes(whole))
        assert noticed.value.number == place // (CHUNK + TAG)

    @given(SIZES, st.data())
    @settings(max_examples=60, deadline=None)
    def test_a_cut_anywhere_is_noticed(self, size, draw):
        whole = sealed(os.urandom(size))
        with pytest.raises((CutOff, Altered)):
            opened(whole[: draw.draw(st.integers(0, len(whole) - 1))])

    def test_a_stream_cut_between_chunks_is_told_as_cut_off(self):
        whole = sealed(os.urandom(3 * CHUNK))
        with pytest.raises(CutOff):
            opened(whole[: 2 * (CHUNK + TAG)])

    def test_chunks_exchanged_or_repeated_are_noticed(self):
        whole = sealed(os.urandom(3 * CHUNK))
        first, second, third = (
            whole[i * (CHUNK + TAG) : (i + 1) * (CHUNK + TAG)] for i in range(3)
        )
        for forged in (
            second + first + third,
            first + first + third,
            first + second + third + third,
        ):
            with pytest.raises(Altered):
                opened(forged)

    def test_another_key_or_binding_opens_nothing(self):
        whole = sealed(b"x")
        with pytest.raises(Altered):
            opened(whole, key=b"l" * 32)
        with pytest.raises(Altered):
            opened(whole, bound=b"other")


class TestStoredFiles:
    @pytest.fixture
    def blobs(self, tmp_path) -> Blobs:
        return Blobs(tmp_path / "blobs", Keys.fresh())

    @given(st.binary(max_size=300) | SIZES.map(os.urandom))
    @settings(max_examples=40, deadline=None)
    def test_round_trip(self, tmp_path_factory, data):
        blobs = Blobs(tmp_path_factory.mktemp("b"), Keys.fresh())
        assert blobs.put("bytes:x", data)
        assert blobs.get("bytes:x") == data

    def test_a_file_is_written_once(self, blobs):
        assert blobs.put("a", b"one")
        assert not blobs.put("a", b"two")
        assert blobs.get("a") == b"one"

    def test_neither_name_nor_size_tells_what_it_is(self, blobs):
        """The same bytes in another office have another name, and a short letter is as long as a longer one."""
        blobs.put("bytes:abc", b"short")
        blobs.put("bytes:def", b"x" * 60_000)
        other = Blobs(blobs.folder, Keys.fresh())
        assert other.name("bytes:abc") != blobs.name("bytes:abc")
        sizes = {(blobs.folder / name).stat().st_size for name in blobs.names()}
        assert len(sizes) == 1
        assert all(set(name) <= set("0123456789abcdef/") for name in blobs.names())

    def test_only_the_owner_may_read_it(self, blobs):
        blobs.put("a", b"x")
        assert all((blobs.folder / n).stat().st_mode & 0o077 == 0 for n in blobs.names())

    def test_damage_is_told_with_file_and_place(self, blobs):
        blobs.put("a", os.urandom(3 * CHUNK))
        path = blobs.folder / blobs.name("a")
        whole = path.read_bytes()
        for damaged, says in (
            (whole[:-1], "altered in chunk 4|cut off"),
            (whole[: -(CHUNK + TAG)], "cut off"),
            (whole[:30] + bytes([whole[30] ^ 1]) + whole[31:], "altered in chunk 1 of 4"),
            (b"", "beginning is gone"),
            (b"PK\3\4" + whole[4:], "not one of our files"),
        ):
            path.write_bytes(damaged)
            with pytest.raises(BlobDamaged, match=says) as told:
                blobs.get("a")
            assert blobs.name("a") in str(told.value)
        path.unlink()
        with pytest.raises(BlobDamaged, match="not there"):
            blobs.get("a")

    def test_a_file_put_in_anothers_place_is_refused(self, blobs):
        blobs.put("a", b"for a")
        blobs.put("b", b"for b")
        a, b = (blobs.folder / blobs.name(n) for n in "ab")
        a.write_bytes(b.read_bytes())
        with pytest.raises(BlobDamaged, match="altered"):
            blobs.get("a")

    def test_interrupted_writing_leaves_no_file_of_that_name(self, blobs, monkeypatch):
        def power_cut(_handle: int) -> None:
            raise OSError("power cut")

        monkeypatch.setattr("safeconduct.store.blobs.os.fsync", power_cut)
        with pytest.raises(OSError, match="power cut"):
            blobs.put("a", b"x")
        assert "a" not in blobs
        assert not list(blobs.names())


class TestRows:
    def test_a_sealed_row_hides_its_content_and_its_equals(self):
        seal = Seal(Keys.fresh())
        one, two = (seal.seal({"name": "Rustam"}, "case:1") for _ in range(2))
        assert one != two
        assert b"Rustam" not in one

    def test_a_row_moved_to_another_place_or_altered_is_refused_without_a_word_of_it(self):
        seal = Seal(Keys.fresh())
        sealed_ = seal.seal("Rustam", "claim:1")
        assert seal.open(sealed_, str, "claim:1") == "Rustam"
        broken = sealed_[:-1] + bytes([sealed_[-1] ^ 1])
        for data, place in ((sealed_, "claim:2"), (broken, "claim:1"), (b"", "claim:1")):
            with pytest.raises(SealBroken) as refused:
                seal.open(data, str, place)
            assert "Rustam" not in str(refused.value)
            assert refused.value.__cause__ is None

    @given(st.text(), st.text())
    def test_references_are_equal_where_ids_are_and_only_there(self, a, b):
        seal = Seal(Keys([b"k" * 32]))
        assert (seal.ref("case", a) == seal.ref("case", b)) == (a == b)
        assert seal.ref("case", a) != seal.ref("source", a)
        assert seal.ref("case", a + "x") != seal.ref("casex", a)

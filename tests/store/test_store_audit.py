"""The audit chain and `verify`: whatever is altered, taken away or put in, is said exactly."""

from __future__ import annotations

import pytest

from offices import on_file
from safeconduct import casework
from safeconduct.store import accounts, models
from safeconduct.store.keyring import Keyring
from safeconduct.store.verify import verify


@pytest.fixture
def busy(office, anna):
    """An office in which something was done."""
    case = casework.open_case(office, anna, "Yusupov")
    reading = on_file(office, case.id)
    casework.accept(office, anna, reading.document, [reading.claims[0].id])
    with office.act("Anna", "queue"):
        office.enqueue("read", reading.document, "Anna")
    accounts.add(office, "Anna", "Boris", "nine green bottles fall")
    return office


def faults(office) -> list[str]:
    return verify(office).faults


def audit(office):
    return models.Audit.objects.using(office.alias)


def test_an_untouched_office_is_sound_and_counted(busy):
    result = verify(busy)
    assert result.faults == []
    assert result.sound
    assert result.counted["stored files"] == 2
    assert result.counted["judgements"] == 1
    assert result.counted["accounts"] == 2
    assert result.head.startswith(f"{audit(busy).count()}-")


class TestTheChain:
    def test_an_altered_entry(self, busy):
        row = audit(busy).get(number=3)
        row.sealed = bytes(row.sealed)[:-1] + bytes([bytes(row.sealed)[-1] ^ 1])
        row.save(using=busy.alias)
        assert faults(busy) == ["audit: entry 3 was altered or moved"]

    def test_an_entry_forged_by_someone_who_has_the_row_key_but_not_the_chain(self, busy):
        """Sealing it well is not enough: the MAC does not fit."""
        from dataclasses import replace

        row = audit(busy).get(number=3)
        entry = busy.history()[-3]
        assert entry.number == 3
        row.sealed = busy.seal.seal(replace(entry, actor="Eve"), "audit:3")
        row.save(using=busy.alias)
        assert faults(busy) == ["audit: the chain breaks between entries 2 and 3"]

    def test_an_entry_taken_out_of_the_middle(self, busy):
        audit(busy).filter(number=3).delete()
        assert "audit: entries 3 to 3 are missing" in faults(busy)

    def test_entries_cut_off_the_end(self, busy):
        last = audit(busy).count()
        audit(busy).filter(number__gt=last - 2).delete()
        assert faults(busy) == [
            f"audit: entries {last - 1} to {last} were cut off the end of the chain"
        ]

    def test_all_entries_taken_away(self, busy):
        audit(busy).all().delete()
        assert any("cut off the end" in f for f in faults(busy))

    def test_two_entries_exchanged(self, busy):
        two, three = audit(busy).get(number=2), audit(busy).get(number=3)
        two.sealed, three.sealed = three.sealed, two.sealed
        two.save(using=busy.alias)
        three.save(using=busy.alias)
        assert faults(busy) == [
            "audit: entry 2 was altered or moved",
            "audit: entry 3 was altered or moved",
        ]

    def test_an_entry_moved_to_another_case(self, busy):
        audit(busy).filter(number=4).update(case_ref="0" * 32)
        assert "audit: entry 4 was altered or moved" in faults(busy)

    def test_the_noted_end_exchanged(self, busy):
        (busy.place.folder / "audit.head").write_text("2 " + "0" * 64)
        assert faults(busy) == ["audit: entry 2 is not the one that audit.head notes"]

    def test_the_noted_end_missing(self, busy):
        (busy.place.folder / "audit.head").unlink()
        assert any("audit.head" in f and "missing" in f for f in faults(busy))

    def test_an_older_note_of_the_end_is_no_fault(self, busy):
        """The power may go between the commit and the note."""
        note = (busy.place.folder / "audit.head").read_bytes()
        with busy.act("Anna", "later"):
            pass
        (busy.place.folder / "audit.head").write_bytes(note)
        assert faults(busy) == []


class TestRows:
    @pytest.mark.parametrize("model", ["Case", "Source", "Custody", "Run", "Proposal", "Judgement", "Job"])  # fmt: skip
    def test_an_altered_row_is_named(self, busy, model):
        rows = getattr(models, model).objects.using(busy.alias)
        row = rows.order_by("pk").first()
        row.sealed = bytes(row.sealed)[:-1] + bytes([bytes(row.sealed)[-1] ^ 1])
        row.save(using=busy.alias)
        assert any(
            "was altered, moved or exchanged" in f and str(row.pk) in f for f in faults(busy)
        )

    def test_a_row_under_another_reference_is_named(self, busy):
        models.Case.objects.using(busy.alias).update(ref="0" * 32)
        assert any("of the cases" in f for f in faults(busy))

    def test_a_slot_without_an_account_is_told(self, busy):
        ring, _ = Keyring.load(busy.place.folder).with_user(busy.keys, "Eve", "x" * 12)
        ring.save(busy.place.folder)
        assert any("belongs to no account" in f for f in faults(busy))

    def test_an_account_without_a_slot_is_told(self, busy):
        slot = accounts.find(busy, "Boris").slot
        Keyring.load(busy.place.folder).without_user(slot).save(busy.place.folder)
        assert any("'Boris' has no slot" in f for f in faults(busy))


class TestFiles:
    def test_a_missing_file(self, busy):
        name = next(iter(busy.blobs.names()))
        (busy.blobs.folder / name).unlink()
        assert [f for f in faults(busy) if name in f and "is missing" in f]

    def test_a_changed_byte(self, busy):
        name = next(iter(busy.blobs.names()))
        path = busy.blobs.folder / name
        whole = bytearray(path.read_bytes())
        whole[100] ^= 1
        path.write_bytes(whole)
        assert [f for f in faults(busy) if name in f and "altered in chunk 1 of 1" in f]

    def test_bytes_that_are_not_those_taken_in(self, busy):
        """Well sealed by someone who has the key, but the hash is another."""
        source = busy.sources(busy.cases()[0].id)[0]
        busy.blobs.discard(f"bytes:{source.id}")
        busy.blobs.put(f"bytes:{source.id}", b"something else")
        assert [f for f in faults(busy) if "does not hold the bytes that were taken in" in f]

    def test_strays_and_leftovers_are_notes_and_no_faults(self, busy):
        busy.blobs.put("bytes:nothing", b"x")
        (busy.blobs.folder / "ab").mkdir(exist_ok=True)
        (busy.blobs.folder / "ab" / ".1.part").touch()
        result = verify(busy)
        assert result.sound
        assert sum("harmless" in n for n in result.notes) == 2


@pytest.mark.parametrize("engine", ["sqlcipher"], indirect=True)
def test_a_damaged_page_of_the_database_is_told(busy):
    """SQLCipher authenticates each page; a changed byte in the middle of the file is found."""
    from django.db import connections

    connections[busy.alias].cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connections[busy.alias].close()
    path = busy.place.folder / "record.db"
    whole = bytearray(path.read_bytes())
    whole[4096 * 5 + 100] ^= 1
    path.write_bytes(whole)
    assert any("database" in f for f in faults(busy))

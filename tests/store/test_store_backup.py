"""Backup and restore: round trip on and across databases, interruption, damage, and older passphrases."""

from __future__ import annotations

import pytest

from offices import PASSPHRASE, on_file
from safeconduct import casework
from safeconduct.store import accounts, backup, door
from safeconduct.store.errors import BackupDamaged, OfficeExists, WrongPassphrase
from safeconduct.store.place import Place
from safeconduct.store.verify import verify


@pytest.fixture
def busy(office, anna):
    case = casework.open_case(office, anna, "Yusupov")
    reading = on_file(office, case.id)
    casework.accept(office, anna, reading.document, [reading.claims[0].id])
    casework.same(office, anna, case.id, [r.id for r in reading.referents])
    with office.act("Anna", "queue"):
        office.enqueue("read", reading.document, "Anna")
    office.claim_job("worker-1")
    accounts.add(office, "Anna", "Boris", "nine green bottles fall")
    return office


@pytest.fixture
def file(busy, tmp_path):
    path = tmp_path / "office.backup"
    backup.backup(busy, "Anna", path)
    return path


def content(office) -> dict[str, object]:
    """Everything the office holds, as values."""
    case = office.cases()[0]
    sources = office.sources(case.id)
    return {
        "cases": office.cases(),
        "counts": office.counts(),
        "sources": sources,
        "bytes": [office.original(s.id) for s in sources],
        "documents": [office.document(s.id) for s in sources],
        "custody": [office.custody(s.id) for s in sources],
        "readings": office.readings(case.id),
        "judgements": office.judgements([s.id for s in sources]),
        "jobs": office.jobs(case.id),
        "history": office.history(),
        "accounts": [(a.name, a.manager) for a in accounts.accounts(office)],
    }


def restored(file, place, alias="restored"):
    keys = backup.keys_of(file, "Anna", PASSPHRASE)
    return backup.restore(file, keys, place, alias=alias)


def test_what_was_backed_up_is_what_is_restored(busy, file, new_place):
    office = restored(file, new_place("again"))
    try:
        assert content(office) == content(busy)
        assert verify(office).faults == []
        assert office.chain.head() == busy.chain.head()
        with office.act("Anna", "go on"):
            pass
        on_file(office, office.cases()[0].id, name="new.txt", text=on_new_text())
        assert verify(office).faults == []
    finally:
        door.close(office)


def on_new_text() -> str:
    from offices import TEXT

    return TEXT + " A later letter."


def test_the_restored_office_opens_with_the_passphrases_of_then(busy, file, new_place, engine):
    accounts.change_passphrase(busy, "Anna", "Anna", "another long passphrase")
    place = new_place("again")
    door.close(restored(file, place))
    if engine == "memory":
        return  # what is in memory is gone when it is closed
    office = door.open_office(place, "Boris", "nine green bottles fall", alias="restored")
    door.close(office)
    with pytest.raises(WrongPassphrase):
        door.open_office(place, "Anna", "another long passphrase", alias="restored")


def test_the_office_moves_from_one_database_to_another(file, busy, tmp_path, engine, request):
    """An encrypted file's backup is restored into PostgreSQL, and the other way round."""
    if engine == "memory":
        pytest.skip("two databases are enough")
    if engine == "sqlcipher":
        import psycopg

        socket = request.getfixturevalue("postgres")
        name = f"moved_{abs(hash(tmp_path)) % 10**9}"
        with psycopg.connect(
            host=socket, user="safeconduct", dbname="postgres", autocommit=True
        ) as c:
            c.execute(f"CREATE DATABASE {name}")
        place = Place(tmp_path / "moved", f"postgresql://safeconduct@/{name}?host={socket}")
    else:
        place = Place(tmp_path / "moved")
    office = restored(file, place)
    assert content(office) == content(busy)
    assert verify(office).faults == []
    door.close(office)


def test_two_recovery_holders_can_restore(busy, tmp_path, new_place):
    codes = [accounts.add_holder(busy, "Anna", name) for name in ("P", "Q")]
    path = tmp_path / "b"
    backup.backup(busy, "Anna", path)
    office = backup.restore(
        path, backup.recovered_keys_of(path, codes), new_place("again"), alias="restored"
    )
    assert office.cases() == busy.cases()
    door.close(office)


def test_after_a_removal_the_backup_holds_every_generation(busy, tmp_path, new_place):
    accounts.remove(busy, "Anna", "Boris")
    on_file(busy, busy.cases()[0].id, name="later.txt", text=on_new_text())
    path = tmp_path / "b"
    backup.backup(busy, "Anna", path)
    office = restored(path, new_place("again"))
    assert content(office) == content(busy)
    door.close(office)


def test_a_wrong_passphrase_is_told_as_such(file):
    with pytest.raises(WrongPassphrase):
        backup.keys_of(file, "Anna", "wrong wrong wrong")


def test_backing_up_is_in_the_chain_and_in_the_backup(busy, file, new_place):
    assert busy.history()[0].verb == "backup"
    office = restored(file, new_place("again"))
    assert office.history()[0].verb == "backup"
    door.close(office)


class TestInterruption:
    def test_a_full_disk_leaves_no_file_of_that_name(self, busy, tmp_path, monkeypatch):
        def full(_handle: int) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("safeconduct.store.backup.os.fsync", full)
        path = tmp_path / "b"
        with pytest.raises(OSError, match="No space"):
            backup.backup(busy, "Anna", path)
        assert list(tmp_path.glob("*b*")) == [] or not path.exists()
        assert not list(tmp_path.glob(".b*"))

    def test_a_backup_cut_anywhere_is_refused(self, busy, file):
        whole = file.read_bytes()
        for length in (0, 5, 30, 500, len(whole) // 2, len(whole) - 1):
            file.write_bytes(whole[:length])
            with pytest.raises(BackupDamaged):
                backup.check(file, busy.keys)

    def test_a_changed_bit_anywhere_is_refused(self, busy, file):
        whole = file.read_bytes()
        for place in (0, 22, 40, len(whole) // 3, len(whole) // 2, len(whole) - 1):
            damaged = bytearray(whole)
            damaged[place] ^= 1
            file.write_bytes(damaged)
            with pytest.raises(BackupDamaged):
                backup.check(file, busy.keys)

    def test_a_damaged_backup_writes_nothing(self, file, new_place):
        keys = backup.keys_of(file, "Anna", PASSPHRASE)
        file.write_bytes(file.read_bytes()[:-1])
        place = new_place("again")
        with pytest.raises(BackupDamaged):
            backup.restore(file, keys, place, alias="restored")
        assert not place.folder.exists()

    def test_an_interrupted_restore_cannot_be_opened(self, file, new_place, monkeypatch):
        from safeconduct.store.errors import NoOffice

        def power_cut(*_: object) -> None:
            raise OSError("power cut")

        keys = backup.keys_of(file, "Anna", PASSPHRASE)
        place = new_place("again")
        monkeypatch.setattr(backup, "_put_file", power_cut)
        with pytest.raises(OSError, match="power cut"):
            backup.restore(file, keys, place, alias="restored")
        with pytest.raises(NoOffice):
            door.open_office(place, "Anna", PASSPHRASE, alias="restored")
        assert (place.folder / backup.UNFINISHED).exists()

    def test_nothing_is_written_over(self, busy, file, new_place):
        with pytest.raises(OfficeExists):
            backup.backup(busy, "Anna", file)
        with pytest.raises(OfficeExists):
            backup.restore(file, busy.keys, busy.place, alias="restored")

    def test_a_full_database_is_not_restored_into(self, busy, file, tmp_path, engine):
        if engine != "postgres":
            pytest.skip("only PostgreSQL has a database outside the folder")
        place = Place(tmp_path / "elsewhere", busy.place.database_url)
        with pytest.raises(OfficeExists, match="tables"):
            restored(file, place)

    def test_something_else_is_no_backup(self, busy, tmp_path):
        path = tmp_path / "photo.jpg"
        path.write_bytes(b"\xff\xd8\xff" + bytes(1000))
        with pytest.raises(BackupDamaged, match="is not a backup"):
            backup.check(path, busy.keys)

"""Who can open the office: passphrases, recovery by two of n, removal, and what the key file tells a stranger."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offices import PASSPHRASE
from safeconduct.store import accounts, door, keys
from safeconduct.store.errors import (
    KeyFileDamaged,
    LastManager,
    Locked,
    MemoryTooSmall,
    NameTaken,
    NoOffice,
    OfficeExists,
    UnknownAccount,
    WeakPassphrase,
    WrongCode,
    WrongPassphrase,
)
from safeconduct.store.keyring import Keyring
from safeconduct.store.keys import TRIVIAL, Cost, Keys
from safeconduct.store.place import Place

SECOND = "nine green bottles fall"


def reopened(office, name=None, passphrase=None, codes=None):
    """Close the office and open it again as somebody."""
    door.close(office)
    if codes is not None:
        return door.recover_office(office.place, codes, alias=office.alias)
    return door.open_office(office.place, name, passphrase, alias=office.alias)


class TestPassphrases:
    def test_a_wrong_passphrase_and_an_unknown_name_say_the_same(self, office):
        said = set()
        for name, passphrase in (("Anna", "wrong wrong wrong"), ("Nobody", PASSPHRASE)):
            with pytest.raises(WrongPassphrase) as refused:
                door.open_office(office.place, name, passphrase, alias="other")
            said.add(str(refused.value))
        assert len(said) == 1
        assert "wrong name or passphrase" in said.pop()

    def test_capitals_and_spaces_do_not_count_in_a_name(self, office):
        ring = door.ring_of(office.place)
        assert ring.open("  ANNA ", PASSPHRASE)[1] == ring.open("Anna", PASSPHRASE)[1]

    @pytest.mark.parametrize("weak", ["short", "aaaaaaaaaaaaaaaa", "ababababababab"])
    def test_a_weak_passphrase_is_refused(self, office, weak):
        with pytest.raises(WeakPassphrase):
            accounts.add(office, "Anna", "Boris", weak)

    def test_a_made_passphrase_is_strong_and_never_the_same(self):
        made = {keys.make_passphrase() for _ in range(20)}
        assert len(made) == 20
        for one in made:
            keys.check_passphrase(one)

    def test_a_changed_passphrase_opens_and_the_old_one_does_not(self, office, engine):
        accounts.change_passphrase(office, "Anna", "Anna", SECOND)
        ring = door.ring_of(office.place)
        assert ring.open("Anna", SECOND)[0].generations() == office.keys.generations()
        with pytest.raises(WrongPassphrase):
            ring.open("Anna", PASSPHRASE)
        assert accounts.check(office, "Anna", SECOND).name == "Anna"
        with pytest.raises(WrongPassphrase):
            accounts.check(office, "Anna", PASSPHRASE)

    def test_a_change_ends_older_sessions(self, office):
        before = accounts.find(office, "Anna").get_session_auth_hash()
        accounts.change_passphrase(office, "Anna", "Anna", SECOND)
        assert accounts.find(office, "Anna").get_session_auth_hash() != before

    def test_a_change_interrupted_between_key_file_and_database_still_lets_in(self, office):
        """The slot has the new passphrase already, the row's quick hash is still of the old one."""
        ring = Keyring.load(office.place.folder)
        slot = accounts.find(office, "Anna").slot
        ring.with_user(office.keys, "Anna", SECOND, slot)[0].save(office.place.folder)
        assert accounts.check(office, "Anna", SECOND).name == "Anna"
        assert accounts.check(office, "Anna", SECOND).name == "Anna"  # by the mended hash now

    def test_two_people_of_one_name_are_refused(self, office):
        with pytest.raises(NameTaken):
            accounts.add(office, "Anna", " anna", SECOND)

    def test_too_little_memory_is_told(self):
        with pytest.raises(MemoryTooSmall):
            keys.stretch("x", b"s" * 16, Cost(1, 2**31, 1))


class TestTheKeyFile:
    def test_it_names_nobody(self, office):
        accounts.add(office, "Anna", "Zulfiya", SECOND)
        accounts.add_holder(office, "Anna", "Professor Quill")
        text = (office.place.folder / "keys.json").read_text()
        for name in ("Anna", "anna", "Zulfiya", "zulfiya", "Quill"):
            assert name not in text

    def test_only_its_owner_may_read_it(self, office):
        assert (office.place.folder / "keys.json").stat().st_mode & 0o077 == 0
        assert office.place.folder.stat().st_mode & 0o077 == 0

    @pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"safeconduct_keys": 1}', b"\xff\xfe"])
    def test_a_damaged_one_is_told_as_such(self, office, content):
        (office.place.folder / "keys.json").write_bytes(content)
        with pytest.raises(KeyFileDamaged, match=r"keys\.json"):
            door.ring_of(office.place)

    def test_one_of_a_newer_version_is_told_as_such(self, office):
        path = office.place.folder / "keys.json"
        path.write_text(json.dumps({**json.loads(path.read_text()), "safeconduct_keys": 2}))
        with pytest.raises(KeyFileDamaged, match="newer version"):
            door.ring_of(office.place)

    def test_a_slot_moved_to_another_office_opens_nothing(self, office):
        """What is wrapped is bound to its place: an exchanged part is refused, not used."""
        ring = Keyring.load(office.place.folder)
        other = Keyring(office="other", salt=ring.salt, cost=ring.cost, slots=ring.slots)
        with pytest.raises(WrongPassphrase):
            other.open("Anna", PASSPHRASE)

    def test_no_office_is_told_as_such(self, tmp_path):
        with pytest.raises(NoOffice, match="init"):
            door.open_office(Place(tmp_path), "Anna", PASSPHRASE)

    def test_an_office_is_not_made_over_another(self, office):
        with pytest.raises(OfficeExists):
            door.init(office.place, "Eve", SECOND, cost=TRIVIAL, alias="other")

    def test_an_office_is_not_made_among_other_files(self, new_place):
        place = new_place("holiday")
        place.folder.mkdir()
        (place.folder / "photo.jpg").touch()
        with pytest.raises(OfficeExists):
            door.init(place, "Eve", SECOND, cost=TRIVIAL, alias="other")


class TestRecovery:
    def test_any_two_of_three_open_the_office_and_one_alone_does_not(self, office):
        codes = [accounts.add_holder(office, "Anna", name) for name in ("P", "Q", "R")]
        ring = door.ring_of(office.place)
        for pair in (codes[:2], codes[1:], [codes[2], codes[0]]):
            assert ring.recover(pair).generations() == office.keys.generations()
        for too_few in ([codes[0]], [codes[0], codes[0]]):
            with pytest.raises(WrongCode, match="two different people"):
                ring.recover(too_few)

    def test_a_code_is_read_as_people_write_it(self, office):
        codes = [accounts.add_holder(office, "Anna", name) for name in ("P", "Q")]
        written = [c.lower().replace("-", " ").replace("0", "o").replace("1", "l") for c in codes]
        assert door.ring_of(office.place).recover(written)

    def test_a_slip_of_the_pen_is_told_with_its_number(self, office):
        codes = [accounts.add_holder(office, "Anna", name) for name in ("P", "Q")]
        wrong = codes[1][:-1] + ("A" if codes[1][-1] != "A" else "B")
        with pytest.raises(WrongCode, match="number 2"):
            door.ring_of(office.place).recover([codes[0], wrong])
        with pytest.raises(WrongCode, match="32 letters and digits, this one 4"):
            door.ring_of(office.place).recover([codes[0], "ABCD"])

    def test_a_lost_passphrase_is_replaced_and_the_audit_says_so(self, office):
        codes = [accounts.add_holder(office, "Anna", name) for name in ("P", "Q")]
        accounts.recover(office, "Anna", SECOND, by=["P", "Q"])
        assert door.ring_of(office.place).open("Anna", SECOND)
        assert door.ring_of(office.place).recover(codes)
        entry = office.history()[0]
        assert (entry.actor, entry.verb) == ("recovery: P and Q", "change passphrase")

    def test_who_gave_their_code_back_opens_nothing(self, office):
        codes = [accounts.add_holder(office, "Anna", name) for name in ("P", "Q", "R")]
        accounts.remove_holder(office, "Anna", "q")
        assert [h.name for h in accounts.holders(office)] == ["P", "R"]
        ring = door.ring_of(office.place)
        with pytest.raises(WrongCode):
            ring.recover(codes[:2])
        assert ring.recover([codes[0], codes[2]])

    def test_recovery_makes_a_manager_where_nobody_of_that_name_is_left(self, office):
        made = accounts.recover(office, "Dilnoza", SECOND)
        assert made.manager


class TestRemoval:
    @pytest.fixture
    def two(self, office):
        accounts.add(office, "Anna", "Boris", SECOND)
        return office

    def test_whoever_left_cannot_log_in_and_the_others_can(self, two):
        codes = [accounts.add_holder(two, "Anna", name) for name in ("P", "Q")]
        accounts.remove(two, "Anna", "Boris")
        ring = door.ring_of(two.place)
        with pytest.raises(WrongPassphrase):
            ring.open("Boris", SECOND)
        assert ring.open("Anna", PASSPHRASE)[0].generations() == two.keys.generations()
        assert ring.recover(codes).generations() == two.keys.generations()
        assert [a.name for a in accounts.accounts(two)] == ["Anna"]

    def test_an_old_key_file_opens_nothing_written_later(self, two):
        old = Keyring.load(two.place.folder).open("Boris", SECOND)[0]
        blob = "bytes:one"
        two.blobs.put(blob, b"before")
        accounts.remove(two, "Anna", "Boris")
        two.blobs.put("bytes:two", b"after")
        from safeconduct.store.blobs import Blobs
        from safeconduct.store.errors import BlobDamaged, SealBroken
        from safeconduct.store.seal import Seal

        theirs = Blobs(two.blobs.folder, old)
        assert theirs.get(blob) == b"before"  # they could read it then
        with pytest.raises(BlobDamaged):
            theirs.get("bytes:two")
        with pytest.raises((SealBroken, Locked)):
            Seal(old).open(two.seal.seal("news", "x"), str, "x")

    def test_the_record_lives_on(self, two, engine):
        accounts.remove(two, "Anna", "Boris")
        assert not list(two.chain.faults())
        again = two
        if engine != "memory":  # closing forgets what is in memory
            again = reopened(two, "Anna", PASSPHRASE)
        assert accounts.find(again, "Anna").manager
        assert again.history()[0].verb == "remove user"

    def test_the_last_manager_cannot_be_removed(self, two):
        with pytest.raises(LastManager):
            accounts.remove(two, "Anna", "Anna")

    def test_removing_nobody_is_told(self, two):
        with pytest.raises(UnknownAccount):
            accounts.remove(two, "Anna", "Charlie")

    @pytest.mark.parametrize("engine", ["sqlcipher"], indirect=True)
    def test_a_renewal_interrupted_before_the_database_was_encrypted_anew_is_finished_on_opening(
        self, two
    ):
        renewed = two.keys.next_generation()
        ring = Keyring.load(two.place.folder)
        ring.rewrapped(renewed).save(two.place.folder)  # the power goes here
        again = reopened(two, "Anna", PASSPHRASE)
        assert accounts.find(again, "Anna")
        door.close(again)
        with pytest.raises(Exception, match="does not open the database"):
            door.open_with(two.place, Keys(renewed.generations()[:1]), alias=two.alias)


class TestKeysInMemory:
    def test_a_wiped_key_opens_nothing_more(self, office):
        held = office.keys
        door.close(office)
        assert held.wiped
        with pytest.raises(Locked):
            held.get("rows")
        with pytest.raises(Locked):
            office.cases()

    @given(st.text(max_size=40), st.binary(min_size=16, max_size=16))
    @settings(max_examples=30)
    def test_stretching_is_a_function_of_the_text_however_it_was_typed(self, text, salt):
        import unicodedata

        typed = unicodedata.normalize("NFD", text)
        again = unicodedata.normalize("NFC", text)
        assert keys.stretch(typed, salt, TRIVIAL) == keys.stretch(again, salt, TRIVIAL)

    def test_keys_for_different_purposes_and_generations_differ(self):
        made = Keys.fresh().next_generation()
        found = {made.get(p, g) for p in ("rows", "blobs", "database", "backup") for g in (0, 1)}
        assert len(found) == 8
        assert made.lasting("index") == made.get("index", 0)

    def test_the_cost_is_never_below_two_passes(self):
        assert keys.calibrated(target=0.0, memory_kib=64).time == 2

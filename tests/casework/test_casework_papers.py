"""Papers come in and are read by the real reader: attachments, repeats, damage, a worker that dies, reading again."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage

import pytest

from safeconduct import casework
from safeconduct.casework.errors import JobLost, NotFound
from safeconduct.store import jobs as store_jobs

LETTER = """Moscow, 3 July 2014

Rustam Yusupov, a citizen of Uzbekistan, was arrested in Samara on 10 June 2014. He was released on 12 June 2014.
On 20 June 2014 a court in Samara ordered the expulsion of Rustam Yusupov.
"""
SECOND = """Statement, 1 August 2014

Rustam Yusupov was detained again in Moscow on 15 July 2014.
"""


@pytest.fixture
def case(office, anna):
    return casework.open_case(office, anna, "Yusupov")


def work(office) -> list:
    """Do all that waits."""
    done = []
    while (job := casework.read_next(office, "worker-1")) is not None:
        done.append(job)
    return done


class TestOneLetter:
    def test_from_bytes_to_a_chronology(self, office, anna, case):
        source = casework.take(
            office, anna, LETTER.encode(), name="letter.txt", case=case.id, obtained="from his wife"
        )
        line = casework.sources(office, anna, case.id)[0]
        assert (line.document, line.job.state) == (None, "waiting")
        assert casework.original(office, anna, source.id) == LETTER.encode()
        (job,) = work(office)
        assert job.state == "done", job.explanation
        line = casework.sources(office, anna, case.id)[0]
        assert line.document.language == "en"
        assert line.to_review > 0
        rustam = next(
            p.person for p in casework.people(office, anna, case.id) if "Yusupov" in p.person.name
        )
        told = casework.chronology(office, anna, case.id, rustam.id)
        assert {"arrest", "release"} <= {e.kind for e in told.events}
        assert all(not e.confirmed for e in told.events)
        leaf = casework.leaf(office, anna, source.id)
        for claim in leaf.claims:
            passage = claim.claim.passage
            assert claim.quote == leaf.document.text[passage.start : passage.end]

    def test_custody_says_who_when_how_and_under_what_name(self, office, anna, case):
        source = casework.take(
            office, anna, LETTER.encode(), name="letter.txt", case=case.id, obtained="from his wife"
        )
        (custody,) = casework.custody(office, anna, source.id)
        assert (custody.taken_by, custody.original_name, custody.obtained) == (
            "Anna", "letter.txt", "from his wife",
        )  # fmt: skip

    def test_the_same_bytes_again_are_another_custody_and_no_second_reading(
        self, office, anna, boris, case
    ):
        source = casework.take(office, anna, LETTER.encode(), name="letter.txt", case=case.id)
        work(office)
        again = casework.take(office, boris, LETTER.encode(), name="copy.txt", case=case.id)
        assert again.id == source.id
        assert work(office) == []
        assert [c.taken_by for c in casework.custody(office, anna, source.id)] == ["Anna", "Boris"]
        assert len(casework.sources(office, anna, case.id)) == 1

    def test_taking_in_one_paper_is_one_entry_and_reading_it_another(self, office, anna, case):
        before = len(office.history())
        casework.take(office, anna, LETTER.encode(), name="letter.txt", case=case.id)
        assert len(office.history()) == before + 1
        work(office)
        assert [e.verb for e in office.history()[:2]] == ["read", "take in"]


class TestWhatComesInTheMail:
    def test_an_attachment_is_a_source_of_its_own_after_its_message(self, office, anna, case):
        message = EmailMessage()
        message["From"], message["To"] = "rustam@example.org", "office@example.org"
        message["Subject"], message["Date"] = "my papers", "Thu, 03 Jul 2014 10:00:00 +0400"
        message.set_content("Please find the letter attached.")
        message.add_attachment(
            LETTER.encode(), maintype="text", subtype="plain", filename="letter.txt"
        )
        source = casework.take(office, anna, message.as_bytes(), name="mail.eml", case=case.id)
        casework.take(office, anna, SECOND.encode(), name="second.txt", case=case.id)
        assert {j.state for j in work(office)} == {"done"}
        lines = casework.sources(office, anna, case.id)
        assert [line.source.custody.original_name for line in lines] == [
            "mail.eml", "letter.txt", "second.txt",
        ]  # fmt: skip
        assert lines[1].source.parent == source.id
        assert casework.original(office, anna, lines[1].source.id) == LETTER.encode()

    def test_what_cannot_be_read_is_kept_named_and_explained(self, office, anna, case):
        for name, data in (("empty.pdf", b""), ("broken.pdf", b"%PDF-1.7\ngarbage"), ("x.bin", bytes(range(256)))):  # fmt: skip
            casework.take(office, anna, data, name=name, case=case.id)
        assert {j.state for j in work(office)} == {"done"}
        for line in casework.sources(office, anna, case.id):
            assert line.document is None
            assert line.source.explanation
            assert casework.leaf(office, anna, line.source.id).claims == ()


class TestAcrossDocuments:
    @pytest.fixture
    def two(self, office, anna, case):
        for name, text in (("letter.txt", LETTER), ("second.txt", SECOND)):
            casework.take(office, anna, text.encode(), name=name, case=case.id)
        work(office)
        return casework.people(office, anna, case.id)

    def test_one_name_in_two_documents_is_shown_as_one_and_unconfirmed(self, two):
        found = [line for line in two if "Yusupov" in line.person.name]
        assert len(found) == 1
        assert found[0].documents == 2
        assert not found[0].person.confirmed

    def test_judged_not_the_same_they_are_two(self, office, anna, case, two):
        rustam = next(line.person for line in two if "Yusupov" in line.person.name)
        casework.not_same(office, anna, case.id, rustam.referents)
        names = [line.person.name for line in casework.people(office, anna, case.id)]
        assert sum("Yusupov" in name for name in names) == 2
        assert casework.alike(office, anna, case.id) == ()

    def test_names_that_may_be_one_are_proposed_with_reasons(self, office, anna, case, two):
        casework.take(office, anna, b"R. Yusupov was arrested in Kazan on 1 September 2014.\n", name="3.txt", case=case.id)  # fmt: skip
        work(office)
        lines = casework.alike(office, anna, case.id)
        assert lines
        assert {"Yusupov"} <= {name.split()[-1] for line in lines for name in line.names}
        assert all(line.reasons for line in lines)


class TestWorkers:
    def test_a_job_is_one_workers_at_a_time(self, office, anna, case):
        casework.take(office, anna, LETTER.encode(), name="letter.txt", case=case.id)
        assert office.claim_job("worker-1") is not None
        assert office.claim_job("worker-2") is None

    def test_a_dead_workers_job_is_taken_over_and_the_dead_one_writes_nothing(
        self, office, anna, case, monkeypatch
    ):
        source = casework.take(office, anna, LETTER.encode(), name="letter.txt", case=case.id)
        dead = office.claim_job("worker-1")
        later = datetime.now(UTC) + store_jobs.SILENT + timedelta(minutes=1)
        monkeypatch.setattr(type(office), "now", lambda _self: later)
        taken = casework.read_next(office, "worker-2")
        assert (taken.id, taken.state) == (dead.id, "done")
        assert not office.progress(dead.id, "worker-1", 1, 2, "late")
        assert office.reading(source.id).claims

    def test_a_worker_thought_dead_drops_what_it_made(self, office, anna, case, monkeypatch):
        from safeconduct.casework import papers

        source = casework.take(office, anna, LETTER.encode(), name="letter.txt", case=case.id)
        job = office.claim_job("worker-1")
        office.queue.finish(job.id)  # another did it meanwhile
        with pytest.raises(JobLost):
            papers._read(office, "worker-1", job)
        assert office.reading(source.id) is None

    def test_a_job_that_kills_its_worker_thrice_is_given_up_and_says_so(
        self, office, anna, case, monkeypatch
    ):
        casework.take(office, anna, LETTER.encode(), name="letter.txt", case=case.id)
        now = datetime.now(UTC)
        for n in range(store_jobs.TRIES):
            at = now + n * (store_jobs.SILENT + timedelta(minutes=1))
            monkeypatch.setattr(type(office), "now", lambda _self, at=at: at)
            assert office.claim_job(f"worker-{n}") is not None
        at = now + 9 * store_jobs.SILENT
        monkeypatch.setattr(type(office), "now", lambda _self: at)
        assert office.claim_job("worker-9") is None
        (job,) = casework.jobs(office, anna, case.id)
        assert (job.state, job.explanation) == (
            "failed", "it was begun three times and never came to an end",
        )  # fmt: skip

    def test_a_failure_is_told_without_a_word_of_the_content(self, office, anna, case, monkeypatch):
        import safeconduct.reading

        def fail(document, published=None):
            raise ValueError(f"cannot read {document.text}")

        monkeypatch.setattr(safeconduct.reading, "read", fail)
        source = casework.take(office, anna, LETTER.encode(), name="letter.txt", case=case.id)
        (job,) = work(office)
        assert job.state == "failed"
        assert "ValueError" in job.explanation
        assert "Yusupov" not in job.explanation
        assert (
            casework.leaf(office, anna, source.id).document.text == LETTER
        )  # what was made of it is kept
        assert office.reading(source.id) is None

    def test_a_reading_that_does_not_end_is_ended_and_the_next_paper_read(
        self, office, anna, case, monkeypatch
    ):
        import safeconduct.reading
        from safeconduct.casework import papers

        read = safeconduct.reading.read

        def endless(document, published=None):
            while "endless" in document.text:
                pass
            return read(document, published=published)

        monkeypatch.setattr(papers, "_ANY_PAPER", 0.2)
        monkeypatch.setattr(safeconduct.reading, "read", endless)
        stuck = casework.take(office, anna, b"An endless matter.", name="a.txt", case=case.id)
        (job,) = work(office)
        assert (job.state, job.explanation) == (
            "failed", "reading it took too long; its text is kept. Split it and add the pieces",
        )  # fmt: skip
        assert casework.leaf(office, anna, stuck.id).document.text == "An endless matter."
        monkeypatch.setattr(papers, "_ANY_PAPER", 60)
        source = casework.take(office, anna, LETTER.encode(), name="letter.txt", case=case.id)
        (job,) = work(office)
        assert job.state == "done"
        assert office.reading(source.id).claims

    def test_a_long_reading_beats_so_that_nobody_takes_its_job_over(
        self, office, anna, case, monkeypatch
    ):
        import safeconduct.reading
        from safeconduct.casework import patience

        read, beats, progress = safeconduct.reading.read, [], type(office).progress

        def told(office, job, worker, done, total, doing):
            beats.append(doing)
            return progress(office, job, worker, done, total, doing)

        def slow(document, published=None):
            until = time.monotonic() + 20
            while beats.count("reading") < 3 and time.monotonic() < until:
                pass
            return read(document, published=published)

        monkeypatch.setattr(patience, "BEAT", 0.05)
        monkeypatch.setattr(type(office), "progress", told)
        monkeypatch.setattr(safeconduct.reading, "read", slow)
        casework.take(office, anna, LETTER.encode(), name="letter.txt", case=case.id)
        (job,) = work(office)
        assert job.state == "done"
        assert beats.count("reading") >= 3

    def test_a_worker_whose_job_was_taken_over_stops_reading_at_the_next_beat(
        self, office, anna, case, monkeypatch
    ):
        import safeconduct.reading
        from safeconduct.casework import papers, patience

        source = casework.take(office, anna, LETTER.encode(), name="letter.txt", case=case.id)
        job = office.claim_job("worker-1")

        def lost_meanwhile(document, published=None):
            office.queue.finish(job.id)
            until = time.monotonic() + 20
            while time.monotonic() < until:
                pass

        monkeypatch.setattr(patience, "BEAT", 0.05)
        monkeypatch.setattr(safeconduct.reading, "read", lost_meanwhile)
        began = time.monotonic()
        with pytest.raises(JobLost):
            papers._read(office, "worker-1", job)
        assert time.monotonic() < began + 20  # it did not go on to its end
        assert office.reading(source.id) is None

    def test_reading_again_keeps_judgements(self, office, anna, case):
        source = casework.take(office, anna, LETTER.encode(), name="letter.txt", case=case.id)
        work(office)
        first = casework.leaf(office, anna, source.id).claims[0].proposed
        casework.accept(office, anna, source.id, [first.id])
        casework.read_again(office, anna, source.id)
        (job,) = work(office)
        assert job.state == "done"
        line = casework.claim(office, anna, first.id, source.id)
        assert line.standing is casework.Standing.ACCEPTED


class TestTheLaw:
    def test_a_person_is_checked_as_of_a_day_under_the_cases_pack(self, office, anna):
        case = casework.open_case(office, anna, "Yusupov", pack="russia-uzbekistan")
        casework.take(office, anna, LETTER.encode(), name="letter.txt", case=case.id)
        work(office)
        rustam = next(p for p in casework.with_file(office, anna, case.id) if "Yusupov" in p.name)
        before = len(office.history())
        checked = casework.check(office, anna, case.id, rustam.id, as_of=date(2014, 7, 3))
        assert checked.pack.name == "russia-uzbekistan"
        assert not checked.pin_changed
        assert any("UZ" in words for words in checked.assumed)
        casework.describe(office, anna, case.id, rustam.id, citizenship="UZ", refuge="RU")
        checked = casework.check(office, anna, case.id, rustam.id, as_of=date(2014, 7, 3))
        assert checked.assumed == ()
        picture = casework.trail(office, anna, case.id, rustam.id, as_of=date(2014, 7, 3))
        assert picture.lstrip().startswith("<svg")
        assert len(office.history()) == before + 1  # looking leaves no entry; describing one

    def test_a_case_without_a_pack_says_so(self, office, anna, case):
        casework.take(office, anna, LETTER.encode(), name="letter.txt", case=case.id)
        work(office)
        someone = casework.people(office, anna, case.id)[0].person
        with pytest.raises(casework.NoPack):
            casework.check(office, anna, case.id, someone.id, as_of=date(2014, 7, 3))
        with pytest.raises(NotFound):
            casework.check(office, anna, case.id, "nobody", as_of=date(2014, 7, 3), pack="russia-uzbekistan")  # fmt: skip

    def test_a_pack_that_changed_since_it_was_pinned_is_noticed(self, office, anna):
        from dataclasses import replace

        case = casework.open_case(office, anna, "Yusupov", pack="russia-uzbekistan")
        with office.act("Anna", "change case"):
            office.put_case(replace(case, pack_version="older"))
        casework.take(office, anna, LETTER.encode(), name="letter.txt", case=case.id)
        work(office)
        someone = casework.people(office, anna, case.id)[0].person
        assert casework.check(office, anna, case.id, someone.id, as_of=date(2014, 7, 3)).pin_changed

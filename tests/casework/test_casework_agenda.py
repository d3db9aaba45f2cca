"""What is to be done next in all open cases, whoever it is for."""

from __future__ import annotations

from datetime import date

from offices import TEXT, on_file
from safeconduct import casework

AS_OF = date(2014, 6, 20)


def ordered(office, anna, title, *, served, pack="russia-uzbekistan", members=()):
    """A case with an extradition order of 2 June 2014, served on a day (or on none that is on file)."""
    case = casework.open_case(office, anna, title, pack=pack, members=members)
    reading = on_file(office, case.id, name=f"{title}.txt", text=f"{TEXT} {title}.")
    end = len(TEXT)
    told = {"persons": (reading.referents[0].id,), "where": "Russia"}
    casework.add_claim(office, anna, reading.document, 0, end, kind="extradition_order", when="2014-06-02", **told)  # fmt: skip
    casework.add_claim(
        office, anna, reading.document, 0, end, kind="notification", when=served,
        attributes={"of": "extradition_order"}, **told,
    )  # fmt: skip
    return case


def titles(agenda):
    return [line.case.title for line in agenda.lines]


def test_what_no_day_is_safe_for_comes_first_whatever_case_it_is_in(office, anna):
    ordered(office, anna, "later", served="2014-06-18")
    ordered(office, anna, "unknown day", served=None)
    ordered(office, anna, "sooner", served="2014-06-16")
    agenda = casework.agenda(office, anna, AS_OF)
    first = agenda.lines[0]
    assert first.case.title == "unknown day"
    assert first.person.name == "Rustam Yusupov"
    assert (first.steps[0].deadline.id, first.steps[0].at_once) == ("E3", True)
    assert titles(agenda) == ["unknown day", "sooner", "later"]
    assert (agenda.last, agenda.total, agenda.unchecked) == (3, 3, ())


def test_closed_cases_and_those_of_others_are_not_looked_at(office, anna, boris, clara):
    ordered(office, anna, "closed", served="2014-06-18")
    (line,) = casework.cases(office, anna)
    casework.change_case(office, anna, line.case.id, closed=True)
    ordered(office, anna, "of Anna and Boris", served="2014-06-18", members=("Anna", "Boris"))
    assert titles(casework.agenda(office, boris, AS_OF)) == ["of Anna and Boris"]
    assert casework.agenda(office, clara, AS_OF).total == 0


def test_a_case_without_law_is_named_not_passed_over(office, anna):
    case = ordered(office, anna, "no law", served="2014-06-18", pack=None)
    agenda = casework.agenda(office, anna, AS_OF)
    assert agenda.lines == ()
    assert [c.id for c in agenda.unchecked] == [case.id]


def test_many_cases_are_looked_at_some_at_a_time_and_it_is_said_how_far(office, anna):
    for n in range(3):
        ordered(office, anna, f"case {n}", served="2014-06-18")
    first = casework.agenda(office, anna, AS_OF, most=2)
    rest = casework.agenda(office, anna, AS_OF, first=first.last, most=2)
    assert (first.last, first.total, rest.last) == (2, 3, 3)
    assert sorted((*titles(first), *titles(rest))) == ["case 0", "case 1", "case 2"]


def sought(office, anna, title, *, pack):
    """A case with nothing but an entry on a wanted list: no term runs."""
    case = casework.open_case(office, anna, title, pack=pack)
    reading = on_file(office, case.id, name=f"{title}.txt", text=f"{TEXT} {title}.")
    casework.add_claim(
        office, anna, reading.document, 0, len(TEXT), kind="wanted_listing",
        when="2014-06-02", where="Russia", persons=(reading.referents[0].id,),
    )  # fmt: skip
    return case


def test_somebody_sought_and_without_protection_is_there_though_no_term_runs(office, anna):
    sought(office, anna, "to be filed for", pack="russia-uzbekistan")
    (line,) = casework.agenda(office, anna, AS_OF).lines
    assert (line.protected, line.steps, line.exposed, line.can_file) == ("no", (), True, True)


def test_not_even_the_want_of_any_remedy_takes_somebody_from_the_page(office, anna):
    """The pack of this law names nothing that could be filed."""
    sought(office, anna, "nothing to file", pack="uzbekistan")
    (line,) = casework.agenda(office, anna, AS_OF).lines
    assert (line.protected, line.steps, line.exposed, line.can_file) == ("no", (), True, False)


def test_looking_writes_nothing(office, anna):
    ordered(office, anna, "one", served="2014-06-18")
    before = len(office.history())
    casework.agenda(office, anna, AS_OF)
    assert len(office.history()) == before


def test_a_service_told_in_a_paper_starts_the_clock_of_the_order_told_in_it(office, anna):
    """Read by the reader itself, nothing put in by hand."""
    paper = (
        "On 2 June 2014 the Deputy Prosecutor General ordered the extradition of Timur Sobirov to Uzbekistan. "
        "On 1 March 2014 the migration directorate refused Timur Sobirov refugee status. "
        "On 12 June 2014 Timur Sobirov was handed the extradition order."
    )
    case = casework.open_case(office, anna, "Sobirov", pack="russia-uzbekistan")
    casework.take(office, anna, paper.encode(), name="note.txt", case=case.id)
    while casework.read_next(office, "worker") is not None:
        pass
    (line,) = casework.agenda(office, anna, AS_OF).lines
    e3 = next(s for s in line.steps if s.deadline.id == "E3")
    assert (e3.by, e3.deadline.state) == (date(2014, 6, 22), "running")

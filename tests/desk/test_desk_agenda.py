"""To be done, in all open cases on one page."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client

from offices import TEXT, on_file
from safeconduct import casework
from safeconduct.casework import Actor
from safeconduct.record import Case
from safeconduct.store.office import Office

ANNA = Actor("Anna", manager=True)


def test_a_term_of_unknown_start_leads_from_the_page_to_the_person(
    anna: Client, office: Office, case: Case, read: Any
) -> None:
    leaf = casework.leaf(office, ANNA, casework.sources(office, ANNA, case.id)[0].source.id)
    rustam = next(r for r in leaf.referents if r.name == "Rustam Yusupov")
    source = leaf.claims[0].claim.passage.document
    casework.add_claim(
        office, ANNA, source, 0, 54, kind="extradition_order", persons=(rustam.id,), where="Russia"
    )
    casework.add_claim(
        office, ANNA, source, 0, 54, kind="notification", persons=(rustam.id,),
        attributes={"of": "extradition_order"},
    )  # fmt: skip
    page = read(anna, "/agenda/")
    row = page.partition("Rustam Yusupov")[2].partition("</tr>")[0]
    assert "at once: the day it is counted from is not known for sure" in row
    link = re.search(r'<a href="(/case/\w+/person/\w+/)">Rustam Yusupov', page)
    assert link
    assert "at once: the day it is counted from" in read(anna, link[1])
    anna.defaults["HTTP_ACCEPT_LANGUAGE"] = "ru"
    assert "сразу: день, от которого считается срок" in read(anna, "/agenda/")


def test_somebody_exposed_for_whom_the_law_names_no_remedy_is_on_the_page_without_a_link_to_one(
    anna: Client, office: Office, read: Any
) -> None:
    for pack in ("uzbekistan", "russia-uzbekistan"):
        made = casework.open_case(office, ANNA, f"Case under {pack}", pack=pack)
        reading = on_file(office, made.id, name=f"{pack}.txt", text=f"{TEXT} {pack}")
        casework.add_claim(
            office, ANNA, reading.document, 0, len(TEXT), kind="wanted_listing", where="Russia",
            persons=(reading.referents[0].id,),
        )  # fmt: skip
    page = read(anna, "/agenda/")
    rows = {
        pack: next(row for row in page.split("</tr>") if f">Case under {pack}<" in row)
        for pack in ("uzbekistan", "russia-uzbekistan")
    }
    assert all("Nothing on file forbids removal." in row for row in rows.values())
    assert "See what can be filed" in rows["russia-uzbekistan"]
    assert "See what can be filed" not in rows["uzbekistan"]


def test_who_may_not_open_a_case_sees_nothing_of_it(clara: Client, case: Case, read: Any) -> None:
    page = read(clara, "/agenda/")
    assert "Yusupov" not in page
    assert "Nothing runs out, as far as the open cases go." in page


def test_a_case_without_law_is_named_with_the_way_to_mend_it(
    anna: Client, office: Office, read: Any
) -> None:
    made = casework.open_case(office, ANNA, "Lawless")
    on_file(office, made.id)
    page = read(anna, "/agenda/")
    assert f'<a href="/case/{made.id}/#settings">Lawless</a>' in page


def test_a_strange_start_is_taken_for_the_beginning(anna: Client, case: Case, read: Any) -> None:
    assert "To be done" in read(anna, "/agenda/?from=x%27")
    assert "To be done" in read(anna, "/agenda/?from=99999999")

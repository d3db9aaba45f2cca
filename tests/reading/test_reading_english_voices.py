"""Who speaks in an English document, and whom its role words mean: judgments of several, interviews, letters, threads."""

from __future__ import annotations

from datetime import UTC, date, datetime

from safeconduct.reading import read
from safeconduct.record import Claim, Mood, Reading, Tier
from safeconduct.sources import convert_all, take


def reading(text: str, published: date | None = None) -> Reading:
    """The text as a file an office takes in, laid out as it is."""
    source = take(text.encode(), name="paper.txt", by="test", at=datetime(2024, 1, 1, tzinfo=UTC))
    document = next(c.document for c in convert_all(source, text.encode()) if c.document)
    return read(document, published=published)


def people(found: Reading, ids: tuple[str, ...]) -> list[str]:
    by_id = {r.id: r for r in found.referents}
    return [
        by_id[i].name or (by_id[i].described.relation if by_id[i].described else "") for i in ids
    ]  # type: ignore[union-attr]


def of_kind(found: Reading, kind: str) -> list[Claim]:
    return [c for c in found.claims if c.kind == kind and c.mood is Mood.FACT]


JOINED = """\
THIRD SECTION

CASE OF B.T. AND OTHERS v. RUSSIA

THE FACTS

1.  The case originated in two applications lodged by Mr B.T. and Mr K.D. (“the applicants”).

A.  Application lodged by Mr B.T.

2.  The applicant was born in 1979. On 4 March 2012 the applicant was arrested in Kazan.

1.  The extradition proceedings

3.  On 9 May 2012 his extradition was ordered.

B.  Application lodged by Mr K.D.

4.  On 6 June 2013 the applicant was arrested in Perm. He was released on 7 July 2013.
"""


def test_in_a_joined_case_the_applicant_is_the_one_whose_section_it_is() -> None:
    found = reading(JOINED)
    first, second = of_kind(found, "arrest")
    assert people(found, first.persons) == ["B.T."]
    assert people(found, second.persons) == ["K.D."]
    assert first.tier is Tier.SURE
    (ordered,) = of_kind(found, "extradition_order")
    assert people(found, ordered.persons) == ["B.T."]  # a heading of lower rank leaves it his
    (released,) = of_kind(found, "release")
    assert people(found, released.persons) == ["K.D."]


def test_numbered_applicants_keep_their_numbers() -> None:
    found = reading(
        "The first applicant, Mr Anvar Tursunov, lives in Tver. The second applicant, Mr Odil Saidov, lives in Orel. "
        "On 3 May 2012 the first applicant was arrested. On 8 May 2012 the second applicant was deported."
    )
    (arrest,) = of_kind(found, "arrest")
    assert people(found, arrest.persons) == ["Anvar Tursunov"]
    (expulsion,) = of_kind(found, "expulsion")
    assert people(found, expulsion.persons) == ["Odil Saidov"]


def test_the_author_of_a_communication_is_a_party_and_no_writer() -> None:
    found = reading(
        "The author of the communication is Mr Odil Saidov. He claims to be a victim of a violation by the State party. "
        "On 8 May 2012 the author was arrested in Almaty."
    )
    (arrest,) = of_kind(found, "arrest")
    assert people(found, arrest.persons) == ["Odil Saidov"]

"""Who speaks in an English document, and whom its role words mean: judgments of several, interviews, letters, threads."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

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
        by_id[i].name or (by_id[i].described.relation if by_id[i].described else "")
        for i in ids
        if i in by_id
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


INTERVIEW = """\
"They know where I sleep"

Lawyer Dilbar Yusupova on the men who follow her clients
Interview: Owen Marsh
3 May 2021

Q: How did your client come to Moscow?

A: Anvar Tursunov was arrested on 4 March 2019 in Kazan. I met him in the detention centre.

Q: And you?

A: I was threatened in April 2020.

A second time they waited at my door.

Q: Was he released?

A: He was released on 9 June 2019. His brother told me: "I was beaten on 10 June 2019."
"""


def test_what_an_answer_tells_is_said_by_the_one_who_is_interviewed() -> None:
    found = reading(INTERVIEW)
    (arrest,) = of_kind(found, "arrest")
    assert people(found, arrest.persons) == ["Anvar Tursunov"]
    assert people(found, arrest.said_by) == ["Dilbar Yusupova"]
    (threat,) = of_kind(found, "threat")
    assert people(found, threat.persons) == ["Dilbar Yusupova"]  # "I" is who answers
    (release,) = of_kind(found, "release")
    assert people(found, release.persons) == ["Anvar Tursunov"]


def test_whom_an_answer_quotes_speaks_for_himself() -> None:
    found = reading(INTERVIEW)
    (beaten,) = of_kind(found, "ill_treatment")
    assert people(found, beaten.persons) == ["brother"]
    assert people(found, beaten.said_by) == ["brother"]


def test_labels_may_be_names_and_later_their_initials() -> None:
    found = reading(
        "Odil Saidov talks to Ruth Cole\n\nRuth Cole: When were you arrested?\n\nOdil Saidov: I was arrested on 4 March 2019.\n\n"
        "RC: Were you tried?\n\nOS: I was convicted in May 2020.\n\nRC: And then?\n\nOS: I was released on 9 June 2021.\n"
    )
    for kind in ("arrest", "conviction", "release"):
        (claim,) = of_kind(found, kind)
        assert people(found, claim.persons) == ["Odil Saidov"]
        assert people(found, claim.said_by) == ["Odil Saidov"]


THREAD = """\
From: Ruth Cole <ruth@example.org>
To: Owen Marsh
Sent: Tuesday, 19 September 2023 18:42
Subject: Saidov

Owen,

Odil Saidov was released yesterday. I was questioned too.

Ruth

-----Original Message-----
From: Owen Marsh
Sent: 4 March 2023 11:05
To: Ruth Cole
Subject: Saidov

Odil Saidov was arrested yesterday in Riga. I was threatened.

Owen
"""


def test_each_message_of_a_thread_has_its_own_author_and_its_own_day() -> None:
    found = reading(THREAD)
    (release,) = of_kind(found, "release")
    assert people(found, release.said_by) == ["Ruth Cole"]
    assert release.when is not None
    assert release.when.earliest == date(2023, 9, 18)
    (arrest,) = of_kind(found, "arrest")
    assert people(found, arrest.said_by) == ["Owen Marsh"]
    assert arrest.when is not None
    assert arrest.when.earliest == date(2023, 3, 3)
    (threat,) = of_kind(found, "threat")
    assert people(found, threat.persons) == ["Owen Marsh"]


def test_a_letter_is_told_on_its_author_s_word() -> None:
    found = reading(
        "My name is Malika Saidova. On 4 March 2019 my husband was arrested in Kazan. "
        "The investigator said that he was released on 9 June 2019."
    )
    (arrest,) = of_kind(found, "arrest")
    assert people(found, arrest.said_by) == ["Malika Saidova"]
    (release,) = of_kind(found, "release")
    assert people(found, release.said_by)[-1] == "Malika Saidova"


def test_without_a_name_above_who_answers_is_who_gives_a_name() -> None:
    found = reading(
        "Record of 6 May 2019\n\nQ: Please tell us your name.\nA: My name is Malika Saidova.\n\nQ: And then?\nA: I was questioned in June 2018.\n"
    )
    (questioned,) = of_kind(found, "summons")
    assert people(found, questioned.persons) == ["Malika Saidova"]
    assert people(found, questioned.said_by) == ["Malika Saidova"]


def test_a_dialogue_in_dashes_takes_turns() -> None:
    found = reading(
        "Interview with Odil Saidov\n\n— When were you arrested?\n\n— I was arrested on 4 March 2019.\n\n— Were you tried?\n\n"
        "— I was convicted in May 2020.\n\n— And then?\n\n— I was released on 9 June 2021.\n"
    )
    (release,) = of_kind(found, "release")
    assert people(found, release.persons) == ["Odil Saidov"]
    assert people(found, release.said_by) == ["Odil Saidov"]


def test_the_second_complainant_is_the_second_of_those_called_complainants() -> None:
    found = reading(
        "Submitted by: Anvar Tursunov and Malika Tursunova (represented by counsel, Ruth Cole)\n\nState party: Finland\n\n"
        "The first complainant was arrested on 3 May 2012. The second complainant was questioned on 8 May 2012.\n"
    )
    (arrest,) = of_kind(found, "arrest")
    assert people(found, arrest.persons) == ["Anvar Tursunov"]
    (questioned,) = of_kind(found, "summons")
    assert people(found, questioned.persons) == ["Malika Tursunova"]


def test_those_called_the_applicants_are_all_of_them() -> None:
    found = reading(
        "The case was brought by Mr Anvar Tursunov and Mr Odil Saidov (“the applicants”), represented by Ms Ruth Cole.\n\n"
        "On 8 May 2012 the applicants were arrested in Tver.\n"
    )
    (arrest,) = of_kind(found, "arrest")
    assert sorted(people(found, arrest.persons)) == ["Anvar Tursunov", "Odil Saidov"]


CHAT = """\
[03.02.2022, 08:14:05] Gulnora: Anvar Tursunov was arrested yesterday in Kazan.

[14.02.2022, 08:15:10] Gulnora: He was released today.
"""


def test_today_in_a_chat_is_the_day_of_the_message() -> None:
    found = reading(CHAT)
    (arrest,) = of_kind(found, "arrest")
    assert arrest.when is not None
    assert arrest.when.earliest == date(2022, 2, 2)
    (release,) = of_kind(found, "release")
    assert release.when is not None
    assert release.when.earliest == date(2022, 2, 14)


def test_a_day_and_month_that_cannot_be_told_apart_date_nothing() -> None:
    found = reading(CHAT.replace("03.02.2022", "03/02/2022").replace("14.02.2022", "04/02/2022"))
    (arrest,) = of_kind(found, "arrest")
    assert arrest.when is None or not arrest.when.is_exact


def test_parties_named_after_the_word_for_them_are_the_parties() -> None:
    found = reading(
        "The applicants, Mr Anvar Tursunov and his wife, Mrs Malika Saidova, were represented by Ms Ruth Cole. "
        "On 8 May 2012 the second applicant was questioned. On 9 May 2012 the applicants were arrested.\n"
    )
    (questioned,) = of_kind(found, "summons")
    assert people(found, questioned.persons) == ["Malika Saidova"]
    (arrest,) = of_kind(found, "arrest")
    assert sorted(people(found, arrest.persons)) == ["Anvar Tursunov", "Malika Saidova"]


def test_he_in_a_message_is_the_one_the_conversation_is_about_and_not_who_writes() -> None:
    found = reading(
        "[03.02.2022, 08:14:05] Gulnora: Any news of Anvar Tursunov?\n\n[03.02.2022, 08:15:05] Olim: No.\n\n"
        "[03.02.2022, 08:16:05] Gulnora: I will call the lawyer.\n\n[03.02.2022, 08:19:05] Olim: Thank you, Gulnora.\n\n"
        "[03.02.2022, 08:24:05] Gulnora: We are all waiting.\n\n[03.02.2022, 08:25:05] Olim: Yes.\n\n"
        "[14.02.2022, 08:15:10] Gulnora: He was released today.\n"
    )
    (release,) = of_kind(found, "release")
    assert people(found, release.persons) == ["Anvar Tursunov"]


def test_a_relative_named_only_later_is_one_person() -> None:
    found = reading(
        "My name is Malika Saidova. On 4 March 2019 my father was arrested in Kazan.\n\n"
        "My father, Odil Saidov, was deported on 9 June 2019.\n"
    )
    (arrest,) = of_kind(found, "arrest")
    assert people(found, arrest.persons) == ["Odil Saidov"]
    assert not [r for r in found.referents if r.described]


def test_a_wife_of_the_same_surname_and_her_short_name_stay_hers() -> None:
    found = reading(
        "Tatyana Rahimova and Anvar Rahimov live in Tver. On 4 March 2019 Anvar Rahimov was arrested in Tver. "
        "On 9 June 2019 Tanya was questioned.\n"
    )
    assert sorted(r.name for r in found.referents if r.name) == [
        "Anvar Rahimov",
        "Tatyana Rahimova",
    ]
    (questioned,) = of_kind(found, "summons")
    assert people(found, questioned.persons) == ["Tatyana Rahimova"]


def test_a_husband_and_a_wife_known_by_their_surnames_are_two() -> None:
    found = reading(
        "Mr Kadyrov was arrested in May 2023. His wife, Mrs Kadyrova, was questioned in June 2023.\n"
    )
    (arrest,) = of_kind(found, "arrest")
    assert people(found, arrest.persons) == ["Kadyrov"]
    (questioned,) = of_kind(found, "summons")
    assert people(found, questioned.persons) == ["Kadyrova"]


def test_a_name_at_the_end_of_a_field_does_not_run_into_the_next() -> None:
    found = reading(
        "NOTE No. 4\n\nCase: Prosecutor v. Otabek Saidov and Sanjar Tursunov\nCourt: District Criminal Court, Tashkent\n"
        "Presiding: Judge F. Rahmatov\nMonitor: Ruth Cole\n\nMr Tursunov was arrested on 3 May 2019.\n"
    )
    (arrest,) = of_kind(found, "arrest")
    assert people(found, arrest.persons) == ["Sanjar Tursunov"]


CORRESPONDENCE = """\
From: Ruth Cole <ruth@example.org>
To: Owen Marsh
Cc: Eva Lind
Date: Tue, 19 Sep 2023 18:42:00 +0200
Subject: Saidov

Owen,

Odil Saidov was arrested on 2 September 2023. I lodged a complaint on 12 September 2023.
Eva will call the court. He was beaten on 14 September 2023.

Ruth
"""


def test_what_a_lawyer_s_mail_lodges_is_lodged_for_the_one_it_is_about() -> None:
    found = reading(CORRESPONDENCE)
    (complaint,) = of_kind(found, "complaint")
    assert people(found, complaint.persons) == ["Odil Saidov"]
    assert complaint.tier is not Tier.SURE


def test_who_gets_a_copy_is_nobody_s_he() -> None:
    found = reading(CORRESPONDENCE)
    (beaten,) = of_kind(found, "ill_treatment")
    assert people(found, beaten.persons) == ["Odil Saidov"]


@pytest.mark.parametrize(
    "head",
    [
        "Witness Statement: Jahongir Aliev",
        "Testimony of Jahongir Aliev",
        "Affidavit by Jahongir Aliev",
    ],
)
def test_a_statement_is_told_by_the_one_its_title_names(head: str) -> None:
    found = reading(
        f"{head}\n\nOn 5 May 2019 I was arrested in Moscow. I was released on 9 May 2019.\n"
    )
    for kind in ("arrest", "release"):
        (told,) = of_kind(found, kind)
        assert people(found, told.persons) == ["Jahongir Aliev"]

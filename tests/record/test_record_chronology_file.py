"""A chronology written by hand: everything in it is understood or refused with file, key and remedy."""

from __future__ import annotations

from typing import Any

import pytest

from safeconduct.record.chronology_file import read_chronology
from safeconduct.record.errors import UnreadableChronology
from safeconduct.shelf import parse_yaml

GOOD = """
person: {name: "Anvar Tursunov", citizenship: UZ, refuge: RU, born: "1983"}
events:
- {id: e1, kind: departure, when: "2005", place: UZ, to: RU}
- {id: e2, kind: criminal_charge, when: "2013-10-31", place: UZ, articles: UZ-CC-159, alleged_act: {when: "2009", place: UZ}}
- {id: e3, kind: expulsion_order, decided: no}
- {kind: notification, of: e3, when: "2014-06-12T10:30+04:00", to_whom: counsel}
- {id: e5, kind: death, who: brother}
relations:
- {from: e2, to: e3, at_least: P1D, at_most: P31D}
"""


def test_the_form_of_the_manual_is_understood() -> None:
    made = read_chronology(parse_yaml(GOOD, where="x.yaml"), where="x.yaml")
    assert made.person.citizenship == "UZ"
    assert made.event("e1").when is not None
    assert made.event("e1").attributes == {"to": "RU"}
    assert made.event("e2").attributes["articles"] == ["UZ-CC-159"]
    assert made.event("e3").attributes["decided"] == "no"  # YAML 1.2: a word
    assert made.event("e3").when is None
    assert made.event("e4").when is not None
    assert made.event("e4").when.at is not None
    assert made.event("e5").persons == ("brother",)
    assert made.event("e5").attributes["relative"] == "brother"
    assert made.relations[0].at_most == "P31D"


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"events": [{"kind": "kidnap"}]}, "kind"),
        ({"events": [{"kind": "arrest", "when": "June 2014"}]}, "when"),
        ({"events": [{"kind": "arrest", "wehn": "2014"}]}, "wehn"),
        ({"events": [{"kind": "arrest", "stance": "sworn"}]}, "stance"),
        ({"events": [{"id": "a", "kind": "arrest"}, {"id": "a", "kind": "release"}]}, "'a'"),
        ({"events": {"kind": "arrest"}}, "list"),
        ({"person": {"citizenship": "Atlantis"}}, "citizenship"),
        ({"relations": [{"from": "a", "to": "b"}]}, "from"),
        ({"poeple": {}}, "poeple"),
    ],
)
def test_a_slip_of_the_pen_is_named_and_never_dropped(change: dict[str, Any], named: str) -> None:
    with pytest.raises(UnreadableChronology) as caught:
        read_chronology(change, where="case.yaml")
    assert "case.yaml" in str(caught.value)
    assert named in str(caught.value)


@pytest.mark.parametrize("state", ["UZ", "uz", "Uzbekistan", "Узбекистан"])
def test_a_state_is_named_by_code_or_in_words(state: str) -> None:
    told = read_chronology({"person": {"citizenship": state}}, where="case.yaml")
    assert told.person.citizenship == "UZ"


def test_a_moment_may_be_written_with_a_space() -> None:
    rows = [{"id": "a", "kind": "arrest", "when": "2014-06-12 10:30"}]
    when = read_chronology({"events": rows}, where="case.yaml").event("a").when
    assert when is not None
    assert when.at is not None
    assert (when.at.hour, when.at.minute) == (10, 30)


def test_what_is_not_known_is_kept_on_an_event_and_named_for_a_person() -> None:
    data = {"person": {"height": "180"}, "events": [{"kind": "trial", "witnesses": 1}]}
    made = read_chronology(data, where="case.yaml")
    assert made.events[0].attributes == {"witnesses": 1}
    assert "height" in made.notes[0]


def test_a_relation_with_a_duration_that_is_none_is_refused() -> None:
    data = {
        "events": [{"id": "a", "kind": "arrest"}, {"id": "b", "kind": "release"}],
        "relations": [{"from": "a", "to": "b", "at_least": "a week"}],
    }
    with pytest.raises(UnreadableChronology, match="P1D"):
        read_chronology(data, where="case.yaml")

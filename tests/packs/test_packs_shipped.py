"""The packs that ship are whole and told in both languages, and the guide names every key there is.

That each is sound is tested in tests/law.
"""

from __future__ import annotations

import json
import re
from importlib import resources
from itertools import chain
from pathlib import Path

import pytest

from safeconduct.findings.packcheck import check_pack
from safeconduct.law import load
from safeconduct.law.provision import Confidence
from safeconduct.shelf import parse_yaml, shelf

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "law-packs.md"
LAW = ROOT.parent / "shared" / "domain" / "law-russia-uzbekistan.md"
CORRIDOR = "russia-uzbekistan"


@pytest.mark.parametrize("name", [CORRIDOR, "russia-tajikistan"])
def test_every_rule_term_safeguard_and_way_out_has_a_situation(name: str) -> None:
    without = [str(f) for f in check_pack(load(name)).faults if "no situation" in f.what]
    assert without == []


@pytest.mark.skipif(not LAW.is_file(), reason="the law note lies in ../shared, which is not here")
def test_every_row_of_the_law_note_is_there() -> None:
    rows = set(
        re.findall(r"^\| ([A-Z]\d{1,2}b?) \|", LAW.read_text(encoding="utf-8"), re.MULTILINE)
    )
    corridors = [load(CORRIDOR), load("russia-tajikistan")]
    held = set(chain(*(p.provisions for p in corridors), *(p.rules for p in corridors)))
    assert len(rows) > 130
    assert rows - held == set()


def test_both_languages_everywhere() -> None:
    pack = load(CORRIDOR)
    for section in (pack.rules, pack.deadlines, pack.safeguards, pack.ways_out, pack.forms):
        for row in section.values():
            told = [row, *row.get("ways", ()), *row.get("needs", ()), *row.get("fields", ())]
            for part in told:
                for key in ("title", "says", "would_change", "unsure", "what", "warning"):
                    text = part.get(key)
                    assert text is None or set(text) == {"en", "ru"}, text
    for versions in pack.provisions.values():
        for provision in versions:
            assert provision.says("ru") != provision.says("en"), provision.id
            assert provision.title("ru") != provision.title("en"), provision.id


def test_what_was_not_seen_is_never_called_seen() -> None:
    for versions in load(CORRIDOR).provisions.values():
        for provision in versions:
            if provision.confidence is Confidence.UNVERIFIED:
                assert provision.unsure("en"), f"{provision.id} does not say what is unverified"
            elif "memory" in provision.sources:
                assert provision.unsure("en"), f"{provision.id} rests on memory and does not say so"


def test_a_provision_gives_an_address_or_says_that_nothing_was_seen() -> None:
    pack = load(CORRIDOR)
    for versions in pack.provisions.values():
        for provision in versions:
            assert provision.sources
            for source in provision.sources:
                address = pack.sources[source]["address"]
                assert (address is None) == (source == "memory"), (provision.id, source)
                assert address is None or re.match(r"https?://\S+\.\S+", address)


def test_people_in_situations_are_invented() -> None:
    public = {"karimov", "khamidkariyev", "kamolov", "aslonov", "galambitsa", "azimov", "dzhurayev"}
    for situation in load(CORRIDOR).situations:
        name = str(situation["chronology"]["person"].get("name", ""))
        assert not public & set(name.casefold().split()), name


def _keys(schema: object) -> set[str]:
    found: set[str] = set()
    if isinstance(schema, dict):
        for key, value in schema.items():
            if key == "properties" and isinstance(value, dict):
                found |= set(value)
            found |= _keys(value)
    elif isinstance(schema, list):
        for value in schema:
            found |= _keys(value)
    return found


def test_the_guide_names_every_key_of_the_format() -> None:
    schema = json.loads(resources.files("safeconduct.law").joinpath("schema.json").read_text())
    guide = GUIDE.read_text(encoding="utf-8")
    words = set(re.findall(r"[a-z_]+", guide))
    assert sorted(_keys(schema) - words) == []


def test_the_guides_examples_are_yaml() -> None:
    blocks = re.findall(r"```yaml\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) > 6
    for block in blocks:
        if "…" not in block:
            assert parse_yaml(block, where="docs/law-packs.md")


def test_example_chronologies_can_be_checked() -> None:
    from datetime import date

    from safeconduct.findings import check
    from safeconduct.record.chronology_file import read_chronology
    from safeconduct.shelf import read_yaml

    pack = load(CORRIDOR)
    files = sorted((shelf("examples") / "chronologies").glob("*.yaml"))
    assert files
    for path in files:
        chronology = read_chronology(read_yaml(path), where=str(path))
        assert check(chronology, pack, date(2025, 3, 31)).findings

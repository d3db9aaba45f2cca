"""A register taken in: what is read how, what is set aside and why, what is never guessed."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import duckdb
import pytest

from safeconduct.findings.book import book
from safeconduct.law import load
from safeconduct.registers.asking import Swept
from safeconduct.registers.errors import (
    BrokenMapping,
    NobodyThere,
    SeveralThere,
    TooLittleMemory,
    UnreadableRegister,
)
from safeconduct.registers.intake import Table, take
from safeconduct.registers.mapping import DEFAULT, Column, Columns, read_mapping
from safeconduct.registers.sweep import explain, reader, sweep

PACKS = Path(__file__).parent / "packs"
DAY = date(2015, 12, 31)

MAPPING = """
person: who
time: when
kind: {column: what, values: {ARR: arrest, DET: detention, CT: court_ruling}}
attributes: {place: state, articles: {column: articles, split: ";"}}
zone: Europe/Moscow
"""


def swept(tmp_path: Path, rows: str, mapping: str = MAPPING, **more: object) -> Swept:
    (tmp_path / "r.csv").write_text(rows, encoding="utf-8")
    (tmp_path / "m.yaml").write_text(mapping, encoding="utf-8")
    return sweep(
        tmp_path / "r.csv", load("small", root=PACKS), DAY, tmp_path / "o.parquet",
        columns=read_mapping(tmp_path / "m.yaml"), **more,  # type: ignore[arg-type]
    )  # fmt: skip


def found(tmp_path: Path) -> list[tuple[object, ...]]:
    return (
        duckdb.connect()
        .execute(
            f"SELECT person, rule, verdict, event, year, place FROM '{tmp_path}/o.parquet' ORDER BY ALL"
        )
        .fetchall()
    )


def test_bad_rows_are_set_aside_with_their_line_and_reason(tmp_path: Path) -> None:
    done = swept(
        tmp_path,
        "who,when,what,state,articles\n"
        "k1,2015-03-10,DET,RU,\n"
        ",2015-03-10,DET,RU,\n"  # line 3
        "k2,10 March,DET,RU,\n"  # line 4
        'k3,2015-03-11,"AR\nR",RU,\n'  # lines 5 and 6
        "k3,2015-03-11,,RU,\n"  # line 7
        "k4,2015-03-11,DET,RU,,too,many\n"  # line 8
        "k5,2015-03-12,DET,RU,\n"
        "k6,2015-03-12,INVENTED,RU,\n",  # line 10
    )
    assert done.rows == 2
    assert done.bad == {
        "no person": 1, "the time cannot be read": 1, "no such kind of event": 2, "no kind of event": 1, "more cells than the header": 1,
    }  # fmt: skip
    with (tmp_path / "o.parquet.bad.csv").open(encoding="utf-8", newline="") as file:
        told = list(csv.reader(file))
    assert told == [
        ["line", "reason", "value"],
        ["3", "no person", ""],
        ["4", "the time cannot be read", "10 March"],
        ["5", "no such kind of event", "AR\nR"],
        ["7", "no kind of event", ""],
        ["8", "more cells than the header", ""],
        ["10", "no such kind of event", "INVENTED"],
    ]


def test_no_bad_rows_leave_no_file_not_even_that_of_an_earlier_sweep(tmp_path: Path) -> None:
    good = "who,when,what,state,articles\nk1,2015-03-10,DET,RU,\n"
    swept(tmp_path, good + "k2,10 March,DET,RU,\n")
    assert (tmp_path / "o.parquet.bad.csv").exists()
    assert swept(tmp_path, good).bad == {}
    assert not (tmp_path / "o.parquet.bad.csv").exists()


def test_a_year_is_told_only_where_the_dates_leave_none_other(tmp_path: Path) -> None:
    told = {
        "k1": ("2014", 2014),
        "k2": ("2014-12-20/2015-01-10", None),
        "k3": ("", None),
        "k4": ("2014-06-10?", None),
        "k5": ("2014-06/..", None),
        "k6": ("2014-06-10T10:30", 2014),
    }
    rows = "".join(f"{who},{when},DET,UZ,\n" for who, (when, _) in told.items())
    swept(tmp_path, f"who,when,what,state,articles\n{rows}")
    years = {who: year for who, rule, _, _, year, _ in found(tmp_path) if rule == "without"}
    assert years == {who: year for who, (_, year) in told.items()}


@pytest.mark.parametrize("between", [";", "\t"])
def test_a_spreadsheets_semicolons_and_tabs_part_cells_too(tmp_path: Path, between: str) -> None:
    rows = "who,when,what,state,articles\nk1,2015-03-10,DET,UZ,\nk2,soon,DET,RU,\n"
    done = swept(tmp_path, rows.replace(",", between), MAPPING.replace('split: ";"', 'split: "/"'))
    assert (done.rows, done.bad) == (1, {"the time cannot be read": 1})
    assert ("k1", "without", "certain", "1", 2015, "UZ") in found(tmp_path)


def test_times_in_two_columns_are_told_where_they_are_wrong(tmp_path: Path) -> None:
    swept(
        tmp_path,
        "who,from,to,what\nk1,1426000000,1425000000,detention\nk2,1425000000,1425000000,detention\nk3,soon,,detention\n",
        "person: who\ntime: {earliest: from, latest: to}\nkind: what\n",
    )
    with (tmp_path / "o.parquet.bad.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file))[1:] == [
            ["2", "it ends before it begins", "1426000000 .. 1425000000"],
            ["4", "the time cannot be read", "soon"],
        ]


def test_a_register_of_unknown_words_is_refused_with_its_words(tmp_path: Path) -> None:
    """A mapping that was forgotten must not look like a register in which nothing was found."""
    with pytest.raises(UnreadableRegister, match="ARRESTED, HELD"):
        swept(
            tmp_path,
            "who,when,what,state,articles\nk1,2015-03-10,HELD,RU,\nk2,2015-03-10,ARRESTED,RU,\n",
        )


def test_a_sweep_that_is_stopped_leaves_the_earlier_findings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = "who,when,what,state,articles\nk1,2015-03-10,DET,UZ,\n"
    swept(tmp_path, good, summary=tmp_path / "s.csv")
    earlier, sums = found(tmp_path), (tmp_path / "s.csv").read_text(encoding="utf-8")

    def stop(message: str) -> None:
        if message == "writing":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        swept(tmp_path, good + "k2,2015-03-10,DET,UZ,\n", say=stop, summary=tmp_path / "s.csv")
    assert found(tmp_path) == earlier

    monkeypatch.setattr(Table, "set_aside", lambda *_: stop("writing"))
    with pytest.raises(KeyboardInterrupt):
        swept(tmp_path, good + "k2,2015-03-10,DET,UZ,\n", summary=tmp_path / "s.csv")
    assert found(tmp_path) == earlier
    assert (tmp_path / "s.csv").read_text(encoding="utf-8") == sums
    assert not list(tmp_path.glob("*.part*"))


def test_dates_are_read_as_everywhere_and_never_sharper_than_told(tmp_path: Path) -> None:
    """A detention with no ruling for 4 seconds: certain for a day long past, possible for a doubtful one."""
    done = swept(
        tmp_path,
        "who,when,what,state,articles\n"
        "day,2015-03-10,DET,RU,\n"
        "month,2015-03,DET,RU,\n"
        "moment,2015-03-10T10:30:00+03:00,DET,RU,\n"
        "doubtful,2015-03-10?,DET,RU,\n"
        "undated,,DET,RU,\n"
        "later,2016-01-01,DET,RU,\n"
        "straddling,2015-12/2016-02,DET,RU,\n",
    )
    verdicts = {p: v for p, rule, v, *_ in found(tmp_path) if rule == "within_hours"}
    assert verdicts == {
        "day": "certain",
        "month": "certain",
        "moment": "certain",
        "doubtful": "possible",
        "undated": "cannot tell",
        "straddling": "possible",
    }
    assert done.asked_singly["within_hours"] == 2


def test_a_day_is_a_day_of_the_registers_zone(tmp_path: Path) -> None:
    """21:30 UTC of the 10th is the 11th in Moscow: the ruling of the 11th came on the same day."""
    rows = "who,when,what,state,articles\nm,2015-03-10T21:30:00Z,DET,RU,\nm,2015-03-11T05:00:00+03:00,CT,RU,\n"
    swept(tmp_path, rows)
    assert [r[2] for r in found(tmp_path) if r[1] == "within_days"] == []
    swept(tmp_path, rows, MAPPING.replace("Europe/Moscow", "UTC"))
    assert [r[2] for r in found(tmp_path) if r[1] == "within_days"] == ["certain"]


def test_findings_carry_the_registers_own_names(tmp_path: Path) -> None:
    swept(
        tmp_path,
        "who,when,what,state,articles,row\nk-17,2015-03-10,DET,UZ,,paper 4\n",
        MAPPING + "event: row\n",
        summary=tmp_path / "s.csv",
    )
    assert ("k-17", "without", "certain", "paper 4", 2015, "UZ") in found(tmp_path)
    summary = (tmp_path / "s.csv").read_text(encoding="utf-8")
    assert "without,2015,UZ,certain,1,1" in summary.splitlines()


def test_shares_of_people_give_the_same_findings(tmp_path: Path) -> None:
    rows = "who,when,what,state,articles\n" + "".join(
        f"k{i},2015-0{1 + i % 9}-10,{('DET', 'ARR', 'CT')[i % 3]},UZ,\n" for i in range(60)
    )
    one = swept(tmp_path, rows)
    together = found(tmp_path)
    several = swept(tmp_path, rows, shares=4)
    assert found(tmp_path) == together
    assert (several.rows, several.found) == (one.rows, one.found)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["m.yaml", "o.parquet", "r.csv"]


def test_rules_that_need_what_no_column_holds_are_left_out_by_name(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text("who,when,what\nk1,2015-03-10,detention\n", encoding="utf-8")
    columns = Columns(person="who", kind=Column("what"), edtf="when")
    done = sweep(tmp_path / "r.csv", load("small", root=PACKS), DAY, tmp_path / "o.parquet", columns=columns)  # fmt: skip
    assert set(done.left_out) == {"without", "while_elsewhere"}
    assert "place" in done.left_out["without"][0]


def test_the_pack_of_the_corridor_says_what_it_leaves_out(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text(
        "person_id,event_id,time_lo,time_hi,kind,country,ground\n1,1,1400000000,1400086399,arrest,RU,extradition\n"
        "1,2,1400000000,1400086399,release,RU,\n",
        encoding="utf-8",
    )
    done = sweep(tmp_path / "r.csv", load("russia-uzbekistan"), DAY, tmp_path / "o.parquet", columns=DEFAULT)  # fmt: skip
    assert "E22" not in done.left_out
    assert "alleged act" in done.left_out["C7"][0]


# -- one person --------------------------------------------------------------------------------------------------------


def test_a_row_is_explained_as_the_single_case_is(tmp_path: Path) -> None:
    swept(tmp_path, "who,when,what,state,articles\nk1,2015-03-10,DET,UZ,\nk2,2015-03-10,ARR,UZ,\n")
    person, row = (
        explain(tmp_path / "r.csv", load("small", root=PACKS), DAY, columns=read_mapping(tmp_path / "m.yaml"), **asked)
        for asked in ({"person": "k1"}, {"row": "1"})
    )  # fmt: skip
    told = {f.rule: f for f in person.findings}
    assert str(told["without"].verdict) == "certain"
    assert [person.names[e] for e in told["without"].events] == ["1"]
    assert any("10 March 2015" in line for line in told["without"].steps("en"))
    assert {f.rule for f in row.findings} == {r for r, f in told.items() if "n0" in f.events}


def test_who_or_what_is_not_there_is_said_not_to_be(tmp_path: Path) -> None:
    swept(tmp_path, "who,when,what,state,articles\nk1,2015-03-10,DET,UZ,\n")
    for asked, says in (({"person": "k2"}, "about this person"), ({"row": "7"}, "this name")):
        with pytest.raises(NobodyThere, match=says):
            explain(tmp_path / "r.csv", load("small", root=PACKS), DAY, columns=read_mapping(tmp_path / "m.yaml"), **asked)  # fmt: skip


def test_a_row_whose_name_two_people_share_is_asked_about_and_not_guessed(tmp_path: Path) -> None:
    rows = "who,when,what,state,articles,row\nk1,2015-03-10,DET,UZ,,1\nk2,2015-04-10,DET,UZ,,1\n"
    swept(tmp_path, rows, MAPPING + "event: row\n")
    asked = tmp_path / "r.csv", load("small", root=PACKS), DAY
    columns = read_mapping(tmp_path / "m.yaml")
    with pytest.raises(SeveralThere, match="--explain"):
        explain(*asked, columns=columns, row="1")
    told = explain(*asked, "k2", columns=columns, row="1")
    without = next(f for f in told.findings if f.rule == "without")
    assert any("10 April 2015" in line for line in without.steps("en"))


# -- errors that say what to do ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mapping", "says"),
    [
        ("person: who\ntime: when\n", "kind"),
        ("person: who\ntime: when\nkind: what\ncolour: red\n", "colour"),
        ("person: who\ntime: {earliest: a}\nkind: what\n", "earliest"),
        ("person: who\ntime: when\nkind: what\nzone: Europe/Nowhere\n", "Europe/Nowhere"),
        ("person: who\ntime: when\nkind: {values: {A: arrest}}\n", "kind"),
        ("- person\n", "keys"),
        ("person: who\ntime: when\nkind: {column: what, values: {ARR: arest}}\n", "Perhaps arrest"),
        ("person: who\ntime: when\nkind: what\nattributes: {gruond: basis}\n", "Perhaps ground"),
    ],
)
def test_a_mapping_that_does_not_say_names_the_key(tmp_path: Path, mapping: str, says: str) -> None:
    (tmp_path / "m.yaml").write_text(mapping, encoding="utf-8")
    with pytest.raises(BrokenMapping, match=says):
        read_mapping(tmp_path / "m.yaml")


def test_a_column_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableRegister, match="articles"):
        swept(tmp_path, "who,when,what,state\nk1,2015-03-10,DET,RU\n")


HEAD = "who,when,what,state,articles,note\n"


def test_a_long_cell_is_a_cell_like_another(tmp_path: Path) -> None:
    note = "x" * 300_000
    done = swept(tmp_path, f"{HEAD}k1,2015-03-10,DET,UZ,,{note}\nk2,soon,DET,UZ,,{note}\n")
    assert (done.rows, done.bad) == (1, {"the time cannot be read": 1})


def test_lines_that_the_engine_refuses_are_told_each_by_its_own_number(tmp_path: Path) -> None:
    """A line of three megabytes, one with a quotation mark amid a cell, and a bad date after an empty line."""
    endless = "x" * 3_000_000
    done = swept(
        tmp_path,
        f'{HEAD}k1,2015-03-10,DET,UZ,,{endless}\nk2,2015-03-10,DET,UZ,,"a"b\n\nk3,soon,DET,UZ,,\nk4,2015-03-10,DET,UZ,,\n',
    )
    assert done.rows == 1
    with (tmp_path / "o.parquet.bad.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file))[1:] == [
            ["2", "a line of more than 2 MB", ""],
            ["3", "a quotation mark amid a cell", ""],
            ["5", "the time cannot be read", "soon"],
        ]


def test_a_quotation_mark_never_closed_does_not_swallow_the_rows_below_it(tmp_path: Path) -> None:
    rows = HEAD + 'k1,2015-03-10,DET,UZ,,\nk2,2015-03-10,DET,UZ,,"abc\nk3,2015-03-10,DET,UZ,,\n'
    with pytest.raises(UnreadableRegister, match=r"r\.csv: .*not closed.*value 3"):
        swept(tmp_path, rows)


def test_a_register_whose_every_date_is_unread_says_so_and_not_that_its_kinds_are_unknown(
    tmp_path: Path,
) -> None:
    done = swept(tmp_path, HEAD + "k1,soon,DET,UZ,,\n")
    assert (done.rows, done.bad) == (0, {"the time cannot be read": 1})


def test_a_file_that_may_not_be_opened_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(self: Path, *args: object, **more: object) -> None:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "r.csv").write_text(HEAD, encoding="utf-8")
    monkeypatch.setattr(Path, "open", refused)
    with pytest.raises(UnreadableRegister, match=r"cannot be opened \(Permission denied\)"):
        take(tmp_path / "r.csv", DEFAULT, reader(book(load("small", root=PACKS)), DEFAULT))


def test_a_register_that_is_not_utf8_says_so(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_bytes("кто,when,what\n".encode("cp1251"))
    with pytest.raises(UnreadableRegister, match="not UTF-8"):
        take(tmp_path / "r.csv", DEFAULT, reader(book(load("small", root=PACKS)), DEFAULT))


def test_what_is_no_register_is_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "r.parquet").write_bytes(b"not parquet at all")
    with pytest.raises(UnreadableRegister, match="Parquet"):
        take(tmp_path / "r.parquet", DEFAULT, reader(book(load("small", root=PACKS)), DEFAULT))


def test_too_little_memory_fails_and_leaves_nothing_on_disk(tmp_path: Path) -> None:
    """Rows are never written to a folder that nobody named."""
    duckdb.connect().execute(
        f"""COPY (SELECT i AS event_id, i // 10 AS person_id, 1400000000 + i AS time_lo, 1400000000 + i AS time_hi,
          'detention' AS kind, 'RU' AS country, 'g' AS ground FROM range(2000000) r(i)) TO '{tmp_path}/r.parquet' (FORMAT parquet)"""
    )
    with pytest.raises(TooLittleMemory, match="--spill"):
        sweep(
            tmp_path / "r.parquet", load("small", root=PACKS), DAY, tmp_path / "o.parquet",
            columns=DEFAULT, memory="25MB", threads=1, shares=1,
        )  # fmt: skip
    assert [p.name for p in tmp_path.iterdir()] == ["r.parquet"]

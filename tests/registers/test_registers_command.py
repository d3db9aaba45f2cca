"""`safeconduct sweep` as a person calls it."""

from __future__ import annotations

from pathlib import Path

import duckdb
from click.testing import CliRunner

from safeconduct.cli import cli

PACKS = Path(__file__).parent / "packs"
ROWS = (
    "person_id,event_id,time_lo,time_hi,kind,country,ground\n"
    "7,70,1400000000,1400086399,detention,UZ,g\n"
    "8,80,1400000000,1400086399,detention,RU,g\n"
    "8,81,1400000000,1400000000,court_ruling,RU,g\n"
    "9,90,later,,detention,RU,g\n"
)


def test_a_sweep_tells_findings_and_what_it_set_aside(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text(ROWS, encoding="utf-8")
    out = tmp_path / "o.parquet"
    asked = ["sweep", str(tmp_path / "r.csv"), "--pack", "small", "--pack-folder", str(PACKS), "--as-of", "2015-12-31"]  # fmt: skip
    done = CliRunner().invoke(cli, [*asked, "-o", str(out), "--summary", str(tmp_path / "s.csv")])
    assert done.exit_code == 0, done.output
    assert "3 rows taken in, 1 set aside: 1 the time cannot be read" in done.stdout
    assert "sorting rows by person" in done.stderr
    rows = duckdb.connect().execute(f"SELECT person, rule, verdict, events FROM '{out}' WHERE rule = 'without'").fetchall()  # fmt: skip
    assert rows == [("7", "without", "certain", ["70"])]
    assert (tmp_path / "s.csv").read_text(encoding="utf-8").startswith("rule,year,place,verdict,findings,people")  # fmt: skip
    told = CliRunner().invoke(cli, [*asked, "--explain", "7"])
    assert "certain" in told.stdout
    assert "13 May 2014" in told.stdout


def test_a_folder_that_is_not_there_is_said_before_any_work(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text(ROWS, encoding="utf-8")
    done = CliRunner().invoke(cli, ["sweep", str(tmp_path / "r.csv"), "-o", str(tmp_path / "nowhere" / "o.parquet")])  # fmt: skip
    assert done.exit_code != 0
    assert "There is no folder" in done.output


def test_help_says_that_rows_must_not_name_people() -> None:
    told = CliRunner().invoke(cli, ["sweep", "--help"])
    assert "pseudonymised rows only" in told.stdout
    assert "no names" in told.stdout


def test_spark_needs_a_folder_for_the_rows_it_exchanges(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text(ROWS, encoding="utf-8")
    done = CliRunner().invoke(cli, ["sweep", str(tmp_path / "r.csv"), "--engine", "spark", "-o", str(tmp_path / "o.parquet")])  # fmt: skip
    assert done.exit_code != 0
    assert "--spill" in done.output

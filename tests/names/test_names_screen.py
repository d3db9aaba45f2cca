"""Lists in the shapes offices have them, and people looked for on them."""

import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from safeconduct.cli.names import names as command
from safeconduct.names import Comparer
from safeconduct.names.errors import ListShapeUnknown, ListUnreadable
from safeconduct.names.index import Index
from safeconduct.names.lists import Listed, iso_date, names_in, read_list
from safeconduct.names.screen import Screen, fingerprints, new_entries

MINISTRY = """1. ТОХИРОВ АНВАР РУСТАМОВИЧ*, 12.03.1984 г.р., Г. САМАРКАНД УЗБЕКСКОЙ ССР;
2. СОБИРОВА (НАЗАРОВА) НИГОРА ОЛИМОВНА, 01.11.1990 г.р.;
3. ХОЛОВ Жамшид (он же САФАРОВ Жамшид Каримович), 1975 г.р.
"""


def test_a_ministry_list_with_dates_and_former_names(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text(MINISTRY, encoding="cp1251")
    first, second, third = read_list(path)
    assert first.names == ("ТОХИРОВ АНВАР РУСТАМОВИЧ",)
    assert (first.born, first.place) == ("1984-03-12", "Г. САМАРКАНД УЗБЕКСКОЙ ССР")
    assert second.names == ("СОБИРОВА НИГОРА ОЛИМОВНА", "НАЗАРОВА НИГОРА ОЛИМОВНА")
    assert third.names == ("ХОЛОВ Жамшид", "САФАРОВ Жамшид Каримович")
    assert third.born == "1975"


def test_csv_with_titles_in_russian_and_parts_apart(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("№;Фамилия;Имя;Отчество;Дата рождения\n7;Тохиров;Анвар;Рустамович;12.03.1984\n")
    assert list(read_list(path)) == [
        Listed(("Тохиров, Анвар Рустамович",), "7", "1984-03-12", None, None)
    ]


def test_interpol_opensanctions_and_ftm(tmp_path: Path) -> None:
    notices = tmp_path / "notices.json"
    notices.write_text(
        json.dumps(
            {
                "_embedded": {
                    "notices": [
                        {
                            "forename": "ANVAR",
                            "name": "TOHIROV",
                            "date_of_birth": "1984/03/12",
                            "nationalities": ["UZ"],
                            "entity_id": "2020/1",
                        }
                    ]
                }
            },
            indent=1,
        )
    )
    assert list(read_list(notices)) == [
        Listed(("TOHIROV, ANVAR",), "2020/1", "1984-03-12", "UZ", None)
    ]
    ftm = tmp_path / "list.ftm.json"
    person = {
        "id": "x1",
        "schema": "Person",
        "properties": {"name": ["Anvar Tohirov"], "alias": ["А. Тохиров"], "birthDate": ["1984"]},
    }
    company = {"id": "x2", "schema": "Company", "properties": {"name": ["Tohirov LLC"]}}
    ftm.write_text(json.dumps(person) + "\n" + json.dumps(company) + "\n")
    assert list(read_list(ftm)) == [Listed(("Anvar Tohirov", "А. Тохиров"), "x1", "1984")]
    simple = tmp_path / "targets.simple.csv"
    simple.write_text(
        "id,schema,name,aliases,birth_date,countries\nQ1,Person,Anvar Tohirov,А. Тохиров;Tohirov A.,1984-03-12,uz;ru\n"
    )
    (entry,) = read_list(simple)
    assert entry.names == ("Anvar Tohirov", "А. Тохиров", "Tohirov A.")
    assert entry.citizenship == "UZ"


def test_a_workbook_with_a_heading_above_the_titles(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    strings = ["Список на 2024 год", "ФИО", "Дата рождения", "ТОХИРОВ Анвар Рустамович"]
    shared = "".join(f"<si><t>{s}</t></si>" for s in strings)
    sheet = (
        '<row><c r="A1" t="s"><v>0</v></c></row>'
        '<row><c r="A2" t="s"><v>1</v></c><c r="C2" t="s"><v>2</v></c></row>'
        '<row><c r="A3" t="s"><v>3</v></c><c r="C3"><v>30753</v></c></row>'
    )
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("xl/sharedStrings.xml", f'<sst xmlns="{main}">{shared}</sst>')
        book.writestr(
            "xl/worksheets/sheet1.xml",
            f'<worksheet xmlns="{main}"><sheetData>{sheet}</sheetData></worksheet>',
        )
    assert list(read_list(path)) == [Listed(("ТОХИРОВ Анвар Рустамович",), "", "1984-03-12")]


def test_what_is_no_list_is_said_to_be_none(tmp_path: Path) -> None:
    book = tmp_path / "list.xlsx"
    book.write_bytes(b"PK not a workbook")
    with pytest.raises(ListUnreadable, match=r"list\.xlsx"):
        list(read_list(book))
    empty = tmp_path / "list.csv"
    empty.write_text("1;2;3\n4;5;6\n")
    with pytest.raises(ListShapeUnknown, match="no names"):
        list(read_list(empty))


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("12.03.1984", "1984-03-12"),
        ("1984/03/12", "1984-03-12"),
        ("03/25/1984", "1984-03-25"),
        ("1984 г.р.", "1984"),
        ("1984-03", "1984-03"),
        ("30753", "1984-03-12"),
        ("неизвестна", None),
    ],
)
def test_dates_of_lists(text: str, iso: str | None) -> None:
    assert iso_date(text) == iso


def test_one_word_in_brackets_replaces_the_part_it_is() -> None:
    assert names_in("Tohirova (Nazarova) Nigora") == ("Tohirova Nigora", "Nazarova Nigora")
    assert names_in("Tohirov Anvar a.k.a. Anvar Safarov")[0].startswith("Tohirov")


PEOPLE = [
    "ТОХИРОВ Анвар Рустамович",
    "ТОХИРОВ Анвар Олимович",
    "Nazarova, Nigora",
    "Холов Жамшид",
    "Kim Song Il",
    "Yusupov, I. R.",
]


def test_search_finds_spellings_and_ranks_the_right_father_first() -> None:
    index = Index.build(PEOPLE)
    assert len(index) == len(PEOPLE)
    (hits,) = index.search(["Anvar Rustam o'g'li Tohirov"])
    assert hits[0].text == PEOPLE[0]
    assert hits[0].comparison.verdict == "same"
    assert [h.comparison.verdict for h in hits if h.text == PEOPLE[1]] == ["different"]
    (hits,) = index.search(["Nazarov Nigora"], 1)
    assert hits[0].number == 2
    (hits,) = index.search(["Xolov Jamhsid"], 1)  # a letter swapped
    assert hits[0].text == "Холов Жамшид"


def test_search_and_comparison_agree_on_scores() -> None:
    index = Index.build(PEOPLE)
    for query in ("Тахиров Анвар", "Нигора Назарова", "Юсупов Илхом Рашидович"):
        (hits,) = index.search([query], 1)
        plain = Comparer().compare_many([(query, hits[0].text)])[0]
        assert hits[0].comparison.score == pytest.approx(plain.score, abs=1e-3)
        assert hits[0].comparison.reasons == plain.reasons


def test_an_empty_list_and_strange_queries_find_nothing() -> None:
    assert list(Index.build([]).search(["Anvar"])) == [[]]
    assert list(Index.build(PEOPLE).search(["", "???", "I."])) == [[], [], []]


def test_birth_dates_reorder_namesakes() -> None:
    listed = [Listed(("Анвар Холов",), "a", "1961-01-01"), Listed(("Anvar Xolov",), "b", "1984")]
    ready = Screen.of(listed)
    ((_, matches),) = ready.ask([Listed(("Kholov Anvar",), born="1984-03-12")], at_least=0)
    assert [m.listed.id for m in matches] == ["b", "a"]
    assert matches[1].comparison.verdict != "same"


def test_an_entry_with_several_names_is_found_once() -> None:
    ready = Screen.of([Listed(("Анвар Холов", "Anvar Xolov", "Холов А."), "a")])
    ((_, matches),) = ready.ask([Listed(("Anvar Kholov", "Анвар Холов"))])
    assert len(matches) == 1


def test_only_what_is_new_since_last_time() -> None:
    old = [Listed(("Анвар Холов",), "a", "1984"), Listed(("Нигора Назарова",), "b")]
    new = [*old, Listed(("Жамшид Сафаров",), "c"), Listed(("Анвар Холов",), "a", "1985")]
    assert [e.born or e.id for e in new_entries(new, fingerprints(old))] == ["c", "1985"]


def test_the_commands(tmp_path: Path) -> None:
    run = CliRunner()
    shown = run.invoke(command, ["compare", "Анвар Холов", "Xolov Anvar"])
    assert shown.output.splitlines()[0].split("\t")[1] == "same"
    pairs = tmp_path / "pairs.tsv"
    pairs.write_text("Анвар Холов\tXolov Anvar\nАнвар Холов\tНигора Холова\n")
    lines = run.invoke(command, ["compare", "--tsv", str(pairs)]).output.splitlines()
    assert [line.split("\t")[1] for line in lines] == ["same", "different"]
    documents = tmp_path / "documents.jsonl"
    documents.write_text('{"mentions": ["Анвар Холов", "Холов", "Нигора"]}\n{"mentions": []}\n')
    assert run.invoke(command, ["cluster", str(documents)]).output == "[0, 0, 1]\n[]\n"
    listed, asked = tmp_path / "list.csv", tmp_path / "people.csv"
    listed.write_text("name\nХОЛОВ Анвар\nНазарова Нигора\n")
    asked.write_text("name\nAnvar Xolov\n")
    answer = run.invoke(command, ["screen", "--list", str(listed), "--names", str(asked), "--json"])
    assert json.loads(answer.output)["hits"][0]["listed"] == "ХОЛОВ Анвар"
    since = run.invoke(
        command,
        ["screen", "--list", str(listed), "--names", str(asked), "--since", str(listed), "--json"],
    )
    assert json.loads(since.stdout)["hits"] == []
    wrong = run.invoke(command, ["compare", "--tsv", str(asked)])
    assert wrong.exit_code != 0
    assert "line 1" in wrong.output

"""Lists of wanted or listed people, in the shapes offices really have them, to entries.

Read: CSV and TSV (with or without a header), XLSX, OpenSanctions FtM JSON lines and its
`targets.simple.csv`, Interpol notices as JSON or CSV, and text lists of the Interior Ministry's and
Rosfinmonitoring's kind (surname first in capitals, birth date, former names in brackets). Read as a
stream, so a list may be larger than memory. Standard library only.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from safeconduct.names.errors import ListShapeUnknown, ListUnreadable
from safeconduct.names.sheet import rows_of_xlsx


@dataclass(frozen=True, slots=True)
class Listed:
    """One entry: the person's names as written, and what the list says besides."""

    names: tuple[str, ...]
    id: str = ""
    born: str | None = None
    """ISO date, month or year."""
    citizenship: str | None = None
    place: str | None = None


_COLUMNS = {
    "name": "name;query;target;full name;fullname;caption;person;fio;фио;ф.и.о.;ф. и. о.;f.i.sh.;fish;ф.и.ш.;фиш;имя фамилия;фамилия имя отчество;полное имя",
    "surname": "surname;last name;lastname;family name;familyname;фамилия;familiya;familiyasi",
    "given": "given;given name;given names;first name;firstname;forename;forenames;имя;ism;ismi",
    "patronymic": "patronymic;middle name;middlename;second name;father name;fathername;отчество;sharifi;otasining ismi",
    "aliases": "alias;aliases;aka;a.k.a.;other names;weak aliases;weakalias;previous name;former name;former names;прежняя фамилия;прежние фамилии;прежние имена;он же;псевдоним;псевдонимы;known as",
    "born": "birth date;birthdate;date of birth;dob;born;birth;дата рождения;д.р.;год рождения;year of birth;birth year;tugilgan sanasi;tug'ilgan sanasi",
    "citizenship": "citizenship;nationality;nationalities;country;countries;гражданство;fuqaroligi;подданство",
    "place": "place of birth;birth place;birthplace;место рождения",
    "id": "id;entity id;entityid;uid;notice id;notice;ref;number;no;№;№ п/п;номер;n",
}  # fmt: skip
_ROLE_OF = {title: role for role, titles in _COLUMNS.items() for title in titles.split(";")}
_MANY = re.compile(r"\s*[;|]\s*")


def read_list(path: Path) -> Iterator[Listed]:
    """The entries of a list, one after another.

    Raises ListUnreadable for a file that cannot be read, ListShapeUnknown where no names are found.
    """
    reader = _READERS.get(path.suffix.lower(), _from_text)
    try:
        found = False
        for entry in reader(path):
            if entry.names:
                found = True
                yield entry
    except (OSError, UnicodeDecodeError, csv.Error, json.JSONDecodeError) as error:
        raise ListUnreadable(
            f"the list cannot be read ({error.__class__.__name__})",
            where=str(path),
            remedy="It must be CSV, TSV, XLSX, JSON or text, and whole",
        ) from error
    if not found:
        raise ListShapeUnknown(
            "no names were found in the list",
            where=str(path),
            key="column",
            remedy="Give the column of names the title `name`, or surname, given and patronymic",
        )


def _open(path: Path) -> io.TextIOWrapper:
    """The file as text: UTF-8, UTF-16 with its mark, or Windows-1251 as ministries still send.

    Only its beginning decides.
    """
    with path.open("rb") as file:
        head = file.read(1 << 16)
    encoding = "utf-8-sig"
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encoding = "utf-16"
    else:
        try:
            head[: head.rfind(b"\n") + 1 or len(head)].decode("utf-8-sig")
        except UnicodeDecodeError:
            encoding = "cp1251"
    return path.open(encoding=encoding, newline="")


def _from_csv(path: Path) -> Iterator[Listed]:
    with _open(path) as file:
        head = file.read(8192)
        file.seek(0)
        first = head.partition("\n")[0]
        counts = {c: first.count(c) for c in "\t;,|"}
        separator = max(counts, key=lambda c: counts[c])
        if separator == "," and not any(_role(t) for t in next(csv.reader([first]), [])):
            # A comma in a list without titles stands inside the name: `KARIMOV, Anvar`.
            yield from _from_lines(file)
            return
        yield from _from_rows(csv.reader(file, delimiter=separator if counts[separator] else ","))


def _from_xlsx(path: Path) -> Iterator[Listed]:
    return _from_rows(rows_of_xlsx(path))


def _from_text(path: Path) -> Iterator[Listed]:
    with _open(path) as file:
        yield from _from_lines(file)


def _from_json(path: Path) -> Iterator[Listed]:
    """FtM entities or Interpol notices: one a line, or one document holding them."""
    with _open(path) as file:
        first = file.readline()
        try:
            json.loads(first)
        except json.JSONDecodeError:
            whole = json.loads(first + file.read())
            items: Iterable[Any] = whole if isinstance(whole, list) else _inside(whole)
        else:
            single = json.loads(first)
            rest = (json.loads(line) for line in file if line.strip())
            items = _chained(single, rest)
        for item in items:
            if isinstance(item, dict) and (entry := _from_object(item)):
                yield entry


def _chained(first: Any, rest: Iterator[Any]) -> Iterator[Any]:
    yield from first if isinstance(first, list) else _inside(first)
    yield from rest


def _inside(whole: dict[str, Any]) -> list[Any]:
    """The notices of an Interpol answer, or the object itself."""
    held = whole.get("_embedded", whole)
    for key in ("notices", "results", "entities", "data"):
        if isinstance(held, dict) and isinstance(held.get(key), list):
            return list(held[key])
    return [whole]


_PEOPLE = frozenset({"Person", "LegalEntity", ""})


def _from_object(item: dict[str, Any]) -> Listed | None:
    if "properties" in item:  # FtM
        if item.get("schema", "") not in _PEOPLE:
            return None
        props = item["properties"]

        def each(*keys: str) -> list[str]:
            return [str(v) for key in keys for v in props.get(key, [])]

        names = each("name", "alias", "weakAlias", "previousName")
        if not names:
            parts = each("firstName")[:1] + each("fatherName")[:1] + each("lastName")[:1]
            names = [" ".join(parts)] if parts else []
        return Listed(
            tuple(dict.fromkeys(n for name in names for n in names_in(name))),
            str(item.get("id", "")),
            next(iter(each("birthDate")), None),
            next((c.upper() for c in each("citizenship", "nationality", "country")), None),
            next(iter(each("birthPlace")), None),
        )
    row = {key: value for key, value in item.items() if isinstance(value, str | int | list)}
    titles = list(row)
    values = ["; ".join(map(str, v)) if isinstance(v, list) else str(v) for v in row.values()]
    roles = _roles(titles)
    return _from_row(roles, values) if roles else None


def _role(title: str) -> str:
    plain = re.sub(r"[\s_]+", " ", title).strip().lower().strip(":*")
    return _ROLE_OF.get(plain, "")


def _roles(titles: Sequence[str]) -> dict[str, int]:
    """Which column holds what; the first of a kind counts."""
    roles: dict[str, int] = {}
    for i, title in enumerate(titles):
        if role := _role(title):
            roles.setdefault(role, i)
    if "given" in roles and "name" in roles and "surname" not in roles:
        roles["surname"] = roles.pop("name")  # Interpol: name and forename
    return roles if "name" in roles or "surname" in roles else {}


def _from_rows(rows: Iterable[Sequence[str]]) -> Iterator[Listed]:
    rows = iter(rows)
    roles: dict[str, int] = {}
    titles: Sequence[str] = ()
    before: list[Sequence[str]] = []
    for row in rows:  # titles may stand under a heading
        titles = row
        roles = _roles(row)
        if roles or len(before) >= 10:
            break
        before.append(row)
    if not roles:
        yield from _from_lines(_widest(before))
        yield from _from_lines(_widest(rows))
        return
    alone = len(titles) == 1
    for row in rows:
        # One column whose names hold commas, and nobody quoted them: `KARIMOV, Anvar`.
        cells = [", ".join(c.strip() for c in row)] if alone and len(row) > 1 else row
        if entry := _from_row(roles, cells):
            yield entry


def _widest(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A row without titles as one line: the cells joined as the ministry's text lists are."""
    for row in rows:
        if cells := [cell.strip() for cell in row if cell.strip()]:
            yield ", ".join(cells)


def _from_row(roles: dict[str, int], row: Sequence[str]) -> Listed | None:
    def cell(role: str) -> str:
        at = roles.get(role, -1)
        return row[at].strip() if 0 <= at < len(row) else ""

    surname = cell("surname")
    whole = cell("name")
    if surname:
        rest = " ".join(part for part in (cell("given"), cell("patronymic")) if part)
        whole = f"{surname}, {rest}" if rest else surname
    names = list(names_in(whole)) if whole else []
    if aliases := cell("aliases"):
        names += [n for alias in _MANY.split(aliases) for n in names_in(alias)]
    if not names:
        return None
    citizenship = _MANY.split(cell("citizenship"))[0] or None
    return Listed(
        tuple(dict.fromkeys(names)),
        cell("id"),
        iso_date(cell("born")),
        citizenship.upper() if citizenship and len(citizenship) <= 3 else citizenship,
        cell("place") or None,
    )


_NUMBERED = re.compile(r"^\s*\d+\s*[.)]\s*")
_DATE = re.compile(r"\b(\d{1,2})[./](\d{1,2})[./](\d{4})\b|\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\b")
_YEAR = re.compile(r"\b(19\d\d|20\d\d)\b")


def _from_lines(lines: Iterable[str]) -> Iterator[Listed]:
    """Text lists: `12. КАРИМОВ АНВАР СОБИРОВИЧ* (РУСТАМОВ), 12.03.1984 г.р., г. Самарканд;`."""
    for line in lines:
        text = _NUMBERED.sub("", line).strip().rstrip(";. ")
        if not text:
            continue
        found = _DATE.search(text) or _YEAR.search(text)
        head, tail = (text[: found.start()], text[found.end() :]) if found else (text, "")
        head = head.replace("*", " ").strip(" ,;\t")
        if any(c.isalpha() for c in head):
            place = re.sub(r"^\s*г\.?\s*р\.?|^[\s,]+", "", tail).strip(" ,;.")
            born = iso_date(found.group()) if found else None
            yield Listed(names_in(head), "", born, None, place or None)


_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_CALLED = re.compile(
    r"^\s*(?:он же|она же|он ж[её]|ранее|прежн\w+ (?:фамили\w+|им\w+)|до брака|урожд\w*|"
    r"бывш\w+|фамилия при рождении|a\.?k\.?a\.?|alias(?:es)?|formerly|née?|born|also known as)\b[\s.:,-]*",
    re.IGNORECASE,
)
_OR = re.compile(r"\s*(?:[;/]|,\s*(?=он же|она же|a\.?k\.?a)|\bили\b|\bor\b)\s*", re.IGNORECASE)


def names_in(field: str) -> tuple[str, ...]:
    """The names a field holds: the main one, and those in brackets or after "a.k.a.".

    One word in brackets is a former surname, or a former given name where the names lists know it:
    `КАРИМОВА (РУСТАМОВА) Нодира` is also `РУСТАМОВА Нодира`.
    """
    if "(" not in field and "[" not in field and "/" not in field and "же " not in field:
        text = field.strip()
        return (text,) if text else ()
    others = [a or b for a, b in _BRACKETS.findall(field)]
    main = " ".join(_BRACKETS.sub(" ", field).split())
    first, *more = [_CALLED.sub("", part).strip(" ,") for part in _OR.split(main)]
    names = [first] + [part for part in more if part]
    for inside in others:
        for part in _OR.split(inside):
            name = _CALLED.sub("", part).strip(" ,")
            if not name or not any(c.isalpha() for c in name):
                continue
            names.append(name if len(name.split()) > 1 else _with_surname(first, name))
    return tuple(dict.fromkeys(n for n in names if any(c.isalpha() for c in n)))


def _with_surname(name: str, other: str) -> str:
    """The name with its surname, or given name where `other` is one, replaced."""
    from safeconduct.names.parse import parse

    parsed, replaced = parse(name), parse(other)
    mine = parsed.given if replaced.given and not replaced.surname else parsed.surname
    return name.replace(mine[-1], other, 1) if mine else f"{other} {name}"


def iso_date(text: str) -> str | None:
    """A date of a list as ISO: day first where two readings are possible; a year alone stays a year.

    A spreadsheet's day number is understood too. None where no date is found.
    """
    if m := _DATE.search(text):
        day, month, year = (m[1], m[2], m[3]) if m[3] else (m[6], m[5], m[4])
        if int(month) > 12 and int(day) <= 12:
            day, month = month, day
        if 1 <= int(month) <= 12 and 1 <= int(day) <= 31:
            return f"{year}-{int(month):02}-{int(day):02}"
        return year
    if re.fullmatch(r"\d{4}-\d{2}", text.strip()):
        return text.strip()
    if m := _YEAR.search(text):
        return m[1]
    if re.fullmatch(r"\d{4,5}(?:\.0)?", text.strip()):
        days = int(float(text))
        if 3000 < days < 60000:
            return (date(1899, 12, 30) + timedelta(days)).isoformat()
    return None


_READERS: dict[str, Callable[[Path], Iterator[Listed]]] = {
    ".csv": _from_csv,
    ".tsv": _from_csv,
    ".xlsx": _from_xlsx,
    ".json": _from_json,
    ".jsonl": _from_json,
    ".ijson": _from_json,
    ".ndjson": _from_json,
}

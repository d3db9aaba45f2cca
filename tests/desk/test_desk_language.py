"""Every word of the desk can be read in Russian; nothing is forgotten when a page changes."""

from __future__ import annotations

import gettext
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

import safeconduct.desk
from safeconduct.record import Case

DESK = Path(safeconduct.desk.__file__).parent
RUSSIAN = DESK / "locale" / "ru" / "LC_MESSAGES"


def entries(po: Path) -> dict[str, str]:
    """msgid → msgstr (of plurals the first form), long lines joined."""
    found = {}
    for block in po.read_text("utf-8").split("\n\n"):
        if block.lstrip().startswith("#~"):
            continue
        key = re.search(r'msgid ((?:"(?:[^"\\]|\\.)*"\s*)+)', block)
        value = re.search(r'msgstr(?:\[0\])? ((?:"(?:[^"\\]|\\.)*"\s*)+)', block)
        if key and value:
            words = [
                "".join(s[1:-1] for s in re.findall(r'"(?:[^"\\]|\\.)*"', m[1]))
                for m in (key, value)
            ]
            found[words[0]] = words[1]
    return found


@pytest.mark.skipif(
    shutil.which("xgettext") is None, reason="needs gettext (sudo apt install gettext)"
)
def test_every_string_of_the_pages_is_translated(tmp_path: Path) -> None:
    shutil.copytree(DESK, tmp_path / "desk", ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
    subprocess.run(
        [sys.executable, "-m", "django", "makemessages", "-l", "ru", "--settings=safeconduct.store.settings", "-v0"],
        cwd=tmp_path / "desk", check=True, capture_output=True,
    )  # fmt: skip
    now = entries(tmp_path / "desk" / "locale" / "ru" / "LC_MESSAGES" / "django.po")
    told = entries(RUSSIAN / "django.po")
    assert [words for words in now if words and not told.get(words)] == []


def test_what_is_compiled_is_what_is_written() -> None:
    with (RUSSIAN / "django.mo").open("rb") as compiled:
        catalogue = gettext.GNUTranslations(compiled)
    for words, told in entries(RUSSIAN / "django.po").items():
        if words and "%(n)" not in words:
            plain = words.replace('\\"', '"')
            compiled_as = catalogue.gettext(plain)
            if compiled_as == plain:  # older Pythons find what has plurals only this way
                compiled_as = catalogue.ngettext(plain, plain, 1)
            assert compiled_as == told.replace('\\"', '"') or "sure-count" in plain


def test_a_reader_of_russian_is_served_in_russian(anna: Client, case: Case, read: Any) -> None:
    anna.defaults["HTTP_ACCEPT_LANGUAGE"] = "ru"
    assert "<h1>Дела</h1>" in read(anna, "/")
    page = read(anna, f"/case/{case.id}/people/")
    found = re.search(r'<a href="(/case/\w+/person/\w+/)">Rustam', page)
    assert found
    page = read(anna, found[1])
    assert "10 июня 2014" in page
    assert "Хронология" in page


def test_a_browser_of_another_language_is_served_in_english(anna: Client, read: Any) -> None:
    anna.defaults["HTTP_ACCEPT_LANGUAGE"] = "de"
    assert "<h1>Cases</h1>" in read(anna, "/")
    anna.post("/language/", {"language": "ru", "next": "/"})
    assert "<h1>Дела</h1>" in read(anna, "/")

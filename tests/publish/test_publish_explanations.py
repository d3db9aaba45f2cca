"""What is said of a file that could not be read, to a reader of Russian."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import safeconduct.sources
from safeconduct.publish.telling import Voice

SOURCES = Path(safeconduct.sources.__file__).parent
REFUSING = ("CannotRead", "Refusal", "_failed")


def said() -> dict[str, str]:
    """Every sentence with which a file is refused, with a figure where the file gives one: words → where."""
    found: dict[str, str] = {}
    for path in sorted(SOURCES.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        names = {
            t.id: ast.literal_eval(node.value)
            for node in tree.body
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
            for t in node.targets
            if isinstance(t, ast.Name)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in REFUSING:
                words = _words(node.args[-1], names)
                if words:
                    found[words] = f"{path.name}:{node.lineno}"
    return found


def _words(node: ast.expr, names: dict[str, object]) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.Name):
        return str(names.get(node.id, ""))
    if isinstance(node, ast.JoinedStr):
        return "".join(
            str(v.value)
            if isinstance(v, ast.Constant)
            else str(names.get(getattr(v.value, "id", ""), "7"))  # type: ignore[attr-defined]
            for v in node.values
        )
    return ""


def test_every_refusal_of_a_file_is_told_in_russian() -> None:
    sentences = said()
    assert len(sentences) > 25
    voice = Voice("ru")
    for words, where in sentences.items():
        told = voice.explain(words)
        left = re.findall(r"\b(?:[Tt]he|is|it|and|was|of)\b", told)
        assert not left, (where, told)


@pytest.mark.parametrize(
    ("english", "russian"),
    [
        ("The file is empty. Ask for it to be sent again.", "Файл пуст. Попросите прислать ещё раз."),
        (
            "The PDF has 900 pages; 500 can be read at once. Split it and add the pieces.",
            "В PDF страниц: 900; за раз читается 500. Разделите его и добавьте части.",
        ),
        ("Pages 3, 5 without text (pictures only): not read.", "Страницы 3, 5 без текста (только изображения): не прочитаны."),
    ],
)  # fmt: skip
def test_figures_of_the_file_stand_in_the_sentence(english: str, russian: str) -> None:
    assert Voice("ru").explain(english) == russian
    assert Voice("en").explain(english) == english


def test_words_it_does_not_know_stay_as_they_are() -> None:
    assert Voice("ru").explain("Something new {was} wrong.") == "Something new {was} wrong."


@pytest.mark.parametrize(
    ("english", "russian"),
    [
        ("the word 'hand' has other meanings", "у слова 'hand' есть и другие значения"),
        ("the person is inferred from the words around", "человек выведен из соседних слов"),
        ("the year is that of the words before", "год взят из предыдущих слов"),
    ],
)
def test_why_a_claim_is_not_sure_is_told_in_russian(english: str, russian: str) -> None:
    assert Voice("ru").explain(english) == russian

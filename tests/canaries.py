"""Words that occur nowhere else, and a search for their bytes in every encoding a leak could take."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote


class Canaries:
    """Makes words and looks for them. `word()` is Latin, `слово()` Cyrillic: both go through every act."""

    def __init__(self) -> None:
        self.made: list[str] = []

    def word(self) -> str:
        """A Latin word nobody else writes."""
        return self._keep(
            "kingfisher" + "".join(secrets.choice("bdfgklmnprstvz") for _ in range(10))
        )

    def slovo(self) -> str:
        """A Cyrillic one."""
        letters = "бвгджзклмнпрст"
        return self._keep("зимородок" + "".join(secrets.choice(letters) for _ in range(10)))

    def _keep(self, word: str) -> str:
        self.made.append(word)
        return word

    def found_in(self, folders: Iterable[Path]) -> list[str]:
        """One line for each file that holds one: which encoding, which file."""
        needles = {n: f"{encoding} of {w[:12]}…" for w in self.made for encoding, n in encodings(w)}
        found = []
        for folder in folders:
            for path in sorted(folder.rglob("*")):
                if path.is_file() and not path.is_symlink():
                    data = path.read_bytes()
                    found += [f"{says} in {path}" for n, says in needles.items() if n in data]
                found += [f"name of {path}" for w in self.made if w in path.name]
        return found

    def found_in_text(self, text: str) -> list[str]:
        """The words that stand in a text."""
        return [w for w in self.made if w in text]


def encodings(word: str) -> Iterator[tuple[str, bytes]]:
    """The word's bytes as text, as JSON and URLs escape it, and inside base64 or hex of something longer."""
    plain = {"utf-8": word.encode()}
    for name in ("utf-16-le", "utf-16-be", "cp1251", "koi8-r"):
        plain[name] = word.encode(name)
    yield from plain.items()
    yield "json", word.encode("ascii", "backslashreplace")
    yield "url", quote(word).encode()
    for name, data in plain.items():
        yield f"hex of {name}", data.hex().encode()
        for shift in range(3):
            whole = base64.b64encode(b"\0" * shift + data)
            inner = whole[
                (shift * 8 + 5) // 6 : len(whole) - 4
            ]  # letters that do not depend on neighbours
            yield f"base64 of {name}", inner

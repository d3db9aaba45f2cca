"""How often the characters of short Cyrillic texts come out right: ours beside charset-normalizer, in one run.

Runs of 10, 20, 40, 80 and 300 letters are cut from the example documents and written in each code page; right means
the same text again, whatever the page is called. `python benchmarks/sources_encoding.py`
"""

from __future__ import annotations

import random
import re
import time

from charset_normalizer import from_bytes

from safeconduct.shelf import shelf
from safeconduct.sources.encoding import decode

PAGES = ("cp1251", "koi8-r", "cp866", "iso8859-5", "utf-8", "utf-16-le")
LENGTHS = (10, 20, 40, 80, 300)


def peer(data: bytes) -> str:
    best = from_bytes(data).best()
    return str(best) if best is not None else ""


def runs(length: int, count: int = 120) -> list[str]:
    """Runs of whole words of Russian text, about so many characters long."""
    text = " ".join(
        path.read_text("utf-8") for path in sorted(shelf("examples").glob("*")) if path.suffix in (".md", ".txt")
    )  # fmt: skip
    words = re.findall(r"[А-Яа-яё][А-Яа-яё ,.«»—-]{4,}[а-яё.]", text)
    prose = " ".join(words)
    dice = random.Random(7)
    cut = []
    while len(cut) < count:
        start = prose.find(" ", dice.randrange(len(prose) - length - 50)) + 1
        piece = prose[start : start + length].rsplit(" ", 1)[0]
        if len(piece) >= length // 2:
            cut.append(piece)
    return cut


def main() -> None:
    print(f"{'letters':>8} {'page':>10} {'ours':>7} {'charset-normalizer':>19}")
    spent = {"ours": 0.0, "peer": 0.0}
    for length in LENGTHS:
        for page in PAGES:
            right = {"ours": 0, "peer": 0}
            asked = 0
            for piece in runs(length):
                try:
                    data = piece.encode(page)
                except UnicodeEncodeError:  # typographic quotes are not in every page
                    continue
                asked += 1
                for who, read in (("ours", lambda d: decode(d).text), ("peer", peer)):
                    began = time.perf_counter()
                    right[who] += read(data) == piece
                    spent[who] += time.perf_counter() - began
            print(
                f"{length:>8} {page:>10} {right['ours'] / asked:>7.1%} {right['peer'] / asked:>19.1%}"
            )
    print(f"time: ours {spent['ours']:.1f} s, charset-normalizer {spent['peer']:.1f} s")


if __name__ == "__main__":
    main()

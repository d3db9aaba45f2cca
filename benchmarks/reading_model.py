"""What a local model adds to the rules: seconds a question, proposals kept and dropped, F1 with and without.

reading_model.py ADDRESS NAME.txt... (each with NAME.yaml beside it). Start a server first, e.g.
.venv/bin/python tests/reading/llama_server.py MODEL.gguf 8080
"""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from pathlib import Path

from safeconduct.reading import read
from safeconduct.reading.measure.evaluate import Score, score
from safeconduct.reading.measure.gold import load
from safeconduct.reading.model import Server, add_proposals
from safeconduct.reading.tongue import paragraphs
from safeconduct.sources import Document


def main(address: str, files: list[str]) -> None:
    server = Server(address)
    questions, spent, kept, dropped, refused = 0, 0.0, 0, 0, 0
    alone, both = Score(), Score()
    for name in files:
        path = Path(name)
        text = path.read_text(encoding="utf-8")
        gold = load(path.with_suffix(".yaml"), text)
        document = Document(path.stem, text, gold.language, blocks=paragraphs(text))
        document = replace(document, published=gold.published)
        rules = read(document, published=gold.published)
        asked: list[int] = []
        begun = time.perf_counter()
        whole = add_proposals(
            document, rules, server, progress=lambda done, _all, asked=asked: asked.append(done)
        )
        spent += time.perf_counter() - begun
        questions += len(asked)
        kept += len(whole.claims) - len(rules.claims)
        for words in whole.unread[len(rules.unread) :]:
            found = words.split(": ")[-1].split(" ")[0]
            dropped, refused = (
                (dropped + int(found), refused) if found.isdigit() else (dropped, refused + 1)
            )
        alone += score(text, rules, gold)
        both += score(text, whole, gold)
    print(
        f"{len(files)} documents, {questions} questions of up to 1,200 characters: {spent / max(1, questions):.1f} s each"
    )
    print(
        f"proposals beside the rules: {kept} kept, {dropped} dropped; answers that could not be used: {refused}"
    )
    for label, found in (("rules", alone), ("rules and model", both)):
        k, b = found.kind, found.both
        print(
            f"{label:16} kind F1 {k.f1:.3f} (precision {k.precision:.3f}, recall {k.recall:.3f}); "
            f"victim and date F1 {b.f1:.3f}; sure and wrong {found.sure_and_wrong} of {found.sure}"
        )


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])

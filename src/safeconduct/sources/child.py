"""The parser's own process: `python -m safeconduct.sources.child`. Reads a request, locks itself, parses, answers.

Request on standard input: one line of JSON (`kind`, `size`, the limits), then `size` bytes of the file. Answer on
standard output: one line of JSON, then the parts' bytes one after another. Neither side trusts the other's sizes,
and the answer is JSON and never a pickle: a parser that was taken over can lie about the text, no more.
"""

from __future__ import annotations

import importlib
import json
import sys
import sysconfig
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

from safeconduct.sources.errors import CannotRead, NoLock
from safeconduct.sources.limits import Limits
from safeconduct.sources.lock import engage
from safeconduct.sources.parsed import Parsed
from safeconduct.sources.parsers import PARSERS


def request(kind: str, size: int, limits: Limits, *, boxed: bool = False) -> bytes:
    """The request's first line."""
    head = {"kind": kind, "size": size, "boxed": boxed, "limits": asdict(limits)}
    return json.dumps(head).encode() + b"\n"


def main() -> None:
    """One request, one answer, and out."""
    source, target = sys.stdin.buffer, sys.stdout.buffer
    asked = json.loads(source.readline())
    limits = Limits(**asked["limits"])
    parse: Callable[[bytes, Limits], Parsed] = importlib.import_module(
        f"safeconduct.sources.parsers.{PARSERS[asked['kind']]}"
    ).parse
    try:
        locks = engage(limits, readable_folders(), boxed=asked["boxed"])
    except NoLock:
        _answer(target, {"unlocked": True})
        return
    try:
        data = source.read(asked["size"])
        parsed = parse(data, limits)
    except CannotRead as error:
        _answer(target, {"refused": error.condition.value, "why": error.problem})
    except MemoryError:
        _answer(target, {"memory": True})
    except RecursionError:
        _answer(target, {"failed": "RecursionError"})
    except Exception as error:
        _answer(target, {"failed": type(error).__name__})
    else:
        _answer(target, _as_json(parsed, locks), [part.data for part in parsed.parts])


def readable_folders() -> list[str]:
    """Python's own folders: modules that a parser imports late, and the shared libraries beside them."""
    paths = sysconfig.get_paths()
    here = str(Path(__file__).resolve().parent.parent)
    return [paths[k] for k in ("stdlib", "platstdlib", "purelib", "platlib")] + [here]


def _as_json(parsed: Parsed, locks: tuple[str, ...]) -> dict[str, Any]:
    return {
        "text": parsed.text,
        "blocks": [[b.start, b.end, b.page, b.role, b.label] for b in parsed.blocks],
        "encoding": parsed.encoding,
        "title": parsed.title,
        "published": parsed.published.isoformat() if parsed.published else None,
        "unsure": list(parsed.unsure),
        "explanation": parsed.explanation,
        "parts": [[part.name, len(part.data)] for part in parsed.parts],
        "locks": list(locks),
    }


def _answer(target: BinaryIO, head: dict[str, Any], bodies: list[bytes] | None = None) -> None:
    text = json.dumps(head, ensure_ascii=True)  # lone surrogates survive as escapes
    target.write(text.encode("ascii") + b"\n")
    target.writelines(bodies or [])
    target.flush()


if __name__ == "__main__":
    main()

"""Parsing in another process: started, locked, asked, and ended when it takes too long. See `lock` and `child`.

Bytes go in over a pipe, the answer comes out over another; nothing is written to disk.
"""

from __future__ import annotations

import os
import re
import selectors
import shutil
import subprocess
import sys
import threading
import time
from contextlib import suppress

from safeconduct.sources import recognise
from safeconduct.sources.answer import BadAnswer, Refusal, parsed_from
from safeconduct.sources.child import readable_folders, request
from safeconduct.sources.document import Condition
from safeconduct.sources.errors import NoLock
from safeconduct.sources.layout import blocks_of
from safeconduct.sources.limits import Limits
from safeconduct.sources.parsed import Parsed, Weaver

_CHUNK = 1 << 16
_BUBBLEWRAP = shutil.which("bwrap")
AGAIN = "Ask for it to be sent again, or open it in another program, save it as PDF or text, and add that."


def parsed(kind: str, data: bytes, limits: Limits) -> Parsed:
    """The parser's answer, from its own process. Raises Refusal with what to tell the person."""
    try:
        if sys.platform != "linux":
            raise NoLock("Parsers are locked by the Linux kernel only")
        try:
            return _asked(kind, data, limits, boxed=False)
        except NoLock:
            if _BUBBLEWRAP is None:
                raise
            return _asked(kind, data, limits, boxed=True)
    except NoLock:
        raise Refusal(Condition.NOT_PARSED, _NO_LOCK) from None
    except BadAnswer:
        raise Refusal(
            Condition.DAMAGED,
            f"The program that reads such files broke down over this one: it is damaged, or made to do harm. It is kept. {AGAIN}",
        ) from None


def recognised(pictures: list[bytes], limits: Limits) -> Parsed:
    """The text of pictures of pages, one after another, each in a process of its own. Raises Refusal."""
    weaver = Weaver()
    for number, picture in enumerate(pictures, 1):
        words = _read_picture(picture, limits)
        script = recognise.mostly(words)
        if script == "latin":  # both scripts together mix letters of one shape
            words = _read_picture(picture, limits, script)
        words = re.sub(r"(?<=[^\W\d_])[-¬]\n(?=[^\W\d_])", "", words)
        for block in blocks_of(words):
            run = words[block.start : block.end].replace("\n", " ")
            weaver.add(run, block.role, page=number if len(pictures) > 1 else 0, label=block.label)
    if not weaver.blocks:
        raise Refusal(
            Condition.NO_TEXT,
            "This is a picture in which no words were found. Type out what matters as a testimony.",
        )
    known = ", ".join(recognise.languages())
    doubt = f"The text was recognised from pictures by a machine ({known}): compare names, dates and numbers with the original."
    return Parsed(weaver.text, tuple(weaver.blocks), unsure=(doubt,))


def _read_picture(picture: bytes, limits: Limits, script: str = "") -> str:
    process = _started(recognise.command(script))
    text = _answered(process, b"", picture, limits)
    if process.returncode:
        raise Refusal(
            Condition.NO_TEXT,
            "This is a picture, and text recognition could not make anything of it. Type out what matters as a testimony.",
        )
    return text.decode("utf-8", "replace").replace("\f", "").replace("\x00", "")


def _asked(kind: str, data: bytes, limits: Limits, *, boxed: bool) -> Parsed:
    box = _box() if boxed else []
    process = _started([*box, sys.executable, "-P", "-s", "-B", "-m", "safeconduct.sources.child"])
    answer = _answered(process, request(kind, len(data), limits, boxed=boxed), data, limits)
    return parsed_from(answer, limits, returncode=process.returncode)


def _started(command: list[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 (our own Python, no word from outside)
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # a parser's complaints may quote the file
        env={"PYTHONPATH": os.pathsep.join(_folders()), "PYTHONUTF8": "1", "PATH": "/usr/bin:/bin"},
        cwd="/",
    )


def _answered(process: subprocess.Popen[bytes], head: bytes, data: bytes, limits: Limits) -> bytes:
    """All that the process answers. Raises Refusal when it takes too long; it is gone afterwards in any case."""
    try:
        answer = _exchange(process, head, data, limits)
    finally:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(BrokenPipeError):
                    pipe.close()
    if answer is None:
        raise Refusal(
            Condition.NOT_PARSED,
            f"Reading this file took longer than {limits.seconds:g} seconds and was stopped. It is kept. {AGAIN}",
        )
    return answer


def _folders() -> list[str]:
    return [p for p in sys.path if p]


def _box() -> list[str]:
    """A bubblewrap that shows Python's folders read-only and nothing else: for kernels without Landlock."""
    shown = {
        "/usr",
        "/lib",
        "/lib64",
        "/bin",
        sys.prefix,
        sys.base_prefix,
        *readable_folders(),
        *_folders(),
    }
    binds = [word for folder in sorted(shown) for word in ("--ro-bind-try", folder, folder)]
    return [
        str(_BUBBLEWRAP),
        "--unshare-all",
        "--die-with-parent",
        "--new-session",
        "--cap-drop",
        "ALL",
        *binds,
        "--",
    ]


_NO_LOCK = (
    "This machine offers no lock for the programs that read foreign files (Linux with seccomp and Landlock is needed, or bubblewrap installed), "
    "so the file was kept and not opened. Save it as plain text on another machine, and add that."
)


def _exchange(
    process: subprocess.Popen[bytes], head: bytes, data: bytes, limits: Limits
) -> bytes | None:
    """Writes the request and reads the answer at once; None when the time ran out."""
    assert process.stdin is not None  # noqa: S101 (both are pipes)
    assert process.stdout is not None  # noqa: S101
    stdin, stdout = process.stdin, process.stdout

    def feed() -> None:
        try:
            stdin.write(head)
            stdin.write(data)
            stdin.close()
        except (BrokenPipeError, ValueError, OSError):
            pass  # the parser ended early; its answer or its silence says why

    feeder = threading.Thread(target=feed, daemon=True)
    feeder.start()
    most = limits.characters * 12 + limits.parts_bytes + (1 << 20)
    deadline = time.monotonic() + limits.seconds
    pieces: list[bytes] = []
    length = 0
    with selectors.DefaultSelector() as selector:
        selector.register(stdout, selectors.EVENT_READ)
        while True:
            left = deadline - time.monotonic()
            if left <= 0 or not selector.select(left):
                process.kill()
                feeder.join()
                return None
            piece = os.read(stdout.fileno(), _CHUNK)
            if not piece:
                break
            pieces.append(piece)
            length += len(piece)
            if length > most:
                break
    if length > most:
        process.kill()
    try:
        process.wait(timeout=max(0.1, deadline - time.monotonic()))
    except subprocess.TimeoutExpired:
        process.kill()
    feeder.join(timeout=5)
    return b"".join(pieces)

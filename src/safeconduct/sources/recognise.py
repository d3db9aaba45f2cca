"""Text recognition of pictures with tesseract, where it is installed, behind the same locks as any parser.

Run as a module (`python -m safeconduct.sources.recognise LANGUAGES`) this locks itself, leaving tesseract as the one
program it may become, and becomes it: the picture comes on standard input, the text goes out on standard output.
May import: this room.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import cache

from safeconduct.sources.limits import Limits
from safeconduct.sources.lock import engage

TESSERACT = shutil.which("tesseract", path="/usr/local/bin:/usr/bin:/bin")
_WANTED = ("rus", "eng", "uzb", "uzb_cyrl")  # the first weighs most with tesseract
_LATIN = ("eng", "uzb")
_FOLDERS = (
    "/usr/share",
    "/usr/local/share",
    "/usr/lib",
    "/usr/local/lib",
    "/lib",
    "/lib64",
    "/etc/ld.so.cache",
)


@cache
def languages() -> tuple[str, ...]:
    """The languages of ours that the installed tesseract knows; none where it is not installed."""
    if TESSERACT is None or sys.platform != "linux":
        return ()
    listed = subprocess.run(  # noqa: S603 (no word from outside)
        [TESSERACT, "--list-langs"], capture_output=True, text=True, check=False
    )
    known = set(listed.stdout.split())
    return tuple(name for name in _WANTED if name in known)


def command(script: str = "") -> list[str]:
    """What recognises one picture from standard input; `script` "latin" or "cyrillic" where it is known already.

    Asked for both scripts at once, tesseract takes Latin letters for Cyrillic ones of the same shape.
    """
    of = [name for name in languages() if not script or (name in _LATIN) == (script == "latin")]
    return [sys.executable, "-P", "-s", "-B", "-m", "safeconduct.sources.recognise", "+".join(of)]


def mostly(text: str) -> str:
    """The script most letters are of, where the installed languages know it; "" where there is no telling."""
    latin = sum(1 for c in text if c.isalpha() and c < "\u0250")
    cyrillic = sum(1 for c in text if "\u0400" <= c < "\u0530")
    script = "latin" if latin > 2 * cyrillic else "cyrillic" if cyrillic > 2 * latin else ""
    known = {"latin" if name in _LATIN else "cyrillic" for name in languages()}
    return script if script in known else ""


def main() -> None:
    """Lock, then become tesseract."""
    if TESSERACT is None:
        sys.exit(1)
    program = os.path.realpath(TESSERACT)
    engage(Limits(), _FOLDERS, becomes=program)
    os.execve(  # noqa: S606
        program,
        ["tesseract", "stdin", "stdout", "-l", sys.argv[1], "--psm", "1", "-c", "preserve_interword_spaces=0"],
        {"OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8", "PATH": "/nowhere"},
    )  # fmt: skip


if __name__ == "__main__":
    main()

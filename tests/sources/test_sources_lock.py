"""What a parser can do behind its locks: nothing but read and answer. Each test is a parser gone bad."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from safeconduct.sources import Condition, Conversion, Limits, apart
from safeconduct.sources.answer import BadAnswer, Refusal, parsed_from

Convert = Callable[..., Conversion]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the locks are the Linux kernel's")


def behind_locks(code: str, limits: str = "Limits()") -> subprocess.CompletedProcess[str]:
    """Runs `code` in a process of its own after the locks are on."""
    program = (
        "import os, sys, socket, ctypes, sysconfig\n"
        "from safeconduct.sources.lock import engage\nfrom safeconduct.sources.limits import Limits\n"
        f"engage({limits}, [sysconfig.get_paths()['stdlib']])\n"
    ) + textwrap.dedent(code)
    return subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60
    )


def test_the_locks_are_on_and_the_parser_still_runs() -> None:
    done = behind_locks(
        "import colorsys\nprint('read', 1 + 1)"
    )  # a late import from Python's own folder
    assert done.stdout == "read 2\n", done.stderr


@pytest.mark.parametrize(
    "deed",
    [
        "open('/etc/passwd').read()",
        "open('{folder}/case.txt').read()",
        "os.listdir('/')",
        "open('{folder}/out.txt', 'w').write('x')",
        "open('/tmp/out.txt', 'w')",
        "os.mkdir('{folder}/new')",
        "os.unlink('{folder}/case.txt')",
        "socket.socket()",
        "socket.socket(socket.AF_UNIX)",
        "socket.create_connection(('127.0.0.1', {port}))",
        "os.fork()",
        "os.execv('/bin/sh', ['sh', '-c', 'true'])",
        "import subprocess; subprocess.run(['/bin/true'])",
        "os.kill(os.getppid(), 0)",
        "import threading; t = threading.Thread(target=print); t.start()",
    ],
)
def test_a_parser_that_was_taken_over_gets_nowhere(deed: str, tmp_path: Path) -> None:
    (tmp_path / "case.txt").write_text("the client's name")
    deed = deed.replace("{folder}", str(tmp_path)).replace("{port}", "9")
    done = behind_locks(
        f"try:\n    {deed}\nexcept (OSError, RuntimeError) as e:\n    print('refused')\nelse:\n    print('done')"
    )
    assert done.stdout == "refused\n", (done.stdout, done.stderr)
    assert [p.name for p in tmp_path.iterdir()] == ["case.txt"]


def test_memory_beyond_the_limit_is_refused() -> None:
    done = behind_locks(
        "try:\n    b = bytearray(900 * 2**20)\nexcept MemoryError:\n    print('refused')",
        "Limits(memory=512 * 2**20)",
    )
    assert done.stdout == "refused\n"


HUNGRY = "import safeconduct.sources.parsers.html as p\np.parse = lambda data, limits: {what}\n"


@pytest.fixture
def gone_bad(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], None]:
    """Makes the child's HTML parser do something else: a sitecustomize of the child's own."""

    def set_parser(what: str) -> None:
        (tmp_path / "sitecustomize.py").write_text(
            "import sys\nif 'safeconduct.sources.child' in ' '.join(sys.orig_argv):\n"
            f"    {HUNGRY.format(what=what)!r}\n"
            f"    exec({HUNGRY.format(what=what)!r})\n"
        )
        monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])

    return set_parser


PAGE = b"<html><body><p>He was taken.</p></body></html>"


def test_a_parser_that_never_ends_is_stopped(
    converted: Convert, gone_bad: Callable[[str], None]
) -> None:
    gone_bad("[None for _ in iter(int, 1)]")
    result = converted(PAGE, limits=Limits(seconds=2, memory=4 * 2**30))
    assert result.source.condition is Condition.NOT_PARSED
    assert "stopped" in result.source.explanation
    gone_bad("__import__('time').sleep(60)")
    assert converted(PAGE, limits=Limits(seconds=1.5)).source.condition is Condition.NOT_PARSED


def test_a_parser_that_eats_memory_is_stopped(
    converted: Convert, gone_bad: Callable[[str], None]
) -> None:
    gone_bad("bytearray(8 * 2**30)")
    result = converted(PAGE, limits=Limits(memory=512 * 2**20))
    assert result.source.condition is Condition.NOT_PARSED
    assert "memory" in result.source.explanation


def test_a_parser_that_crashes_is_explained(
    converted: Convert, gone_bad: Callable[[str], None]
) -> None:
    gone_bad("__import__('ctypes').string_at(0)")
    result = converted(PAGE)
    assert result.source.condition is Condition.DAMAGED
    assert "broke down" in result.source.explanation


def test_a_parser_that_raises_says_nothing_of_the_content(
    converted: Convert, gone_bad: Callable[[str], None]
) -> None:
    gone_bad("{}[data]")
    result = converted(PAGE)
    assert result.source.condition is Condition.DAMAGED
    assert "taken" not in result.source.explanation


def test_a_parser_that_answers_without_end_is_stopped(
    converted: Convert, gone_bad: Callable[[str], None]
) -> None:
    gone_bad("[__import__('os').write(1, b'x' * 65536) for _ in iter(int, 1)]")
    result = converted(PAGE, limits=Limits(characters=1000, parts_bytes=1000, seconds=20))
    assert result.source.condition in {Condition.DAMAGED, Condition.NOT_PARSED}


def test_without_a_lock_nothing_is_parsed(
    converted: Convert,
    monkeypatch: pytest.MonkeyPatch,
    gone_bad: Callable[[str], None],
    tmp_path: Path,
) -> None:
    gone_bad("1 / 0")
    (tmp_path / "sitecustomize.py").write_text(
        "import safeconduct.sources.lock as lock\nlock._landlock = lambda *a: False\n"
    )
    monkeypatch.setattr(apart, "_BUBBLEWRAP", None)
    result = converted(PAGE)
    assert result.source.condition is Condition.NOT_PARSED
    assert "Landlock" in result.source.explanation
    monkeypatch.setattr(sys, "platform", "darwin")
    assert converted(PAGE).source.condition is Condition.NOT_PARSED
    assert converted(b"Plain words need no parser.").source.condition is Condition.READ


@pytest.mark.parametrize(
    "answer",
    [
        b"", b"{}", b"not json\n", b"[]\n", b"{}\n", b"null\n",
        b'{"refused": "no such condition", "why": "x"}\n',
        b'{"text":"abc","blocks":[[0,9,0,"paragraph",""]],"encoding":"x","title":"","published":null,"unsure":[],"explanation":"","parts":[]}\n',
        b'{"text":"abc","blocks":[[1,2,0,"paragraph",""],[0,1,0,"paragraph",""]],"encoding":"x","title":"","published":null,"unsure":[],"explanation":"","parts":[]}\n',
        b'{"text":"abc","blocks":[[0,1,0,"<script>",""]],"encoding":"x","title":"","published":null,"unsure":[],"explanation":"","parts":[]}\n',
        b'{"text":"abc","blocks":[],"encoding":"x","title":"","published":null,"unsure":[],"explanation":"","parts":[["a",99]]}\nxx',
        b'{"text":"abc","blocks":[],"encoding":"x","title":"","published":null,"unsure":[],"explanation":"","parts":[]}\nsurplus',
        b'{"text":7,"blocks":[],"encoding":"x","title":"","published":null,"unsure":[],"explanation":"","parts":[]}\n',
    ],
)  # fmt: skip
def test_an_answer_out_of_form_is_not_believed(answer: bytes) -> None:
    with pytest.raises((BadAnswer, Refusal)):
        parsed_from(answer, Limits())


@pytest.mark.skipif(apart._BUBBLEWRAP is None, reason="needs bubblewrap")
def test_where_the_kernel_has_no_landlock_bubblewrap_stands_in(
    converted: Convert, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    secret = tmp_path.parent / "client.txt"
    secret.write_text("the client's name")
    (tmp_path / "sitecustomize.py").write_text(
        "import sys\nif 'safeconduct.sources.child' in ' '.join(sys.orig_argv):\n"
        "    import os, safeconduct.sources.lock as lock\n    lock._landlock = lambda *a: False\n"
        "    import safeconduct.sources.parsers.html as html\n    first = html.parse\n"
        f"    html.parse = lambda data, limits: first(data + repr([os.path.exists(p) for p in ('/etc/passwd', {str(secret)!r}, '/usr')]).encode(), limits)\n"
    )
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    document = converted(PAGE).document
    assert document is not None
    assert "[False, False, True]" in document.text

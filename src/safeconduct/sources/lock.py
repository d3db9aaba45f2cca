"""The locks a parser works behind: resource limits, no network, Landlock, a seccomp allow-list.

Called inside the parser's process, after its imports and before it sees a byte of the file. What holds afterwards:
nothing can be written or created, only the Python and library folders can be read, no socket can be opened, no
program started, no other process seen. Linux only; elsewhere `engage` raises NoLock.

Sources: Linux `landlock(7)`, `seccomp(2)`, `unshare(2)`, `setrlimit(2)`; system call numbers from the kernel's
`syscall_64.tbl` (x86-64) and `unistd.h` (arm64).
"""

from __future__ import annotations

import ctypes
import os
import platform
import resource
import stat
import struct
import sys
from collections.abc import Iterable, Mapping

from safeconduct.sources.errors import NoLock
from safeconduct.sources.limits import Limits

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS = 1, 4, 22, 38
_CLONE_NEWNET, _CLONE_NEWUSER, _CLONE_NEWIPC = 0x40000000, 0x10000000, 0x08000000
_LANDLOCK_CREATE, _LANDLOCK_ADD, _LANDLOCK_RESTRICT = 444, 445, 446
_EXECUTE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 2, 1 << 3

# name: (x86-64, arm64); None where the architecture has no such call.
_CALLS: dict[str, tuple[int | None, int | None]] = {
    "read": (0, 63), "write": (1, 64), "open": (2, None), "close": (3, 57), "stat": (4, None),
    "fstat": (5, 80), "lstat": (6, None), "poll": (7, None), "lseek": (8, 62), "mmap": (9, 222),
    "mprotect": (10, 226), "munmap": (11, 215), "brk": (12, 214), "rt_sigaction": (13, 134),
    "rt_sigprocmask": (14, 135), "rt_sigreturn": (15, 139), "ioctl": (16, 29), "pread64": (17, 67),
    "readv": (19, 65), "writev": (20, 66), "access": (21, None), "sched_yield": (24, 124),
    "mremap": (25, 216), "madvise": (28, 233), "dup": (32, 23), "nanosleep": (35, 101),
    "getpid": (39, 172), "exit": (60, 93), "uname": (63, 160), "fcntl": (72, 25), "getcwd": (79, 17),
    "readlink": (89, None), "gettimeofday": (96, 169), "getrlimit": (97, 163), "getrusage": (98, 165),
    "sysinfo": (99, 179), "times": (100, 153), "getuid": (102, 174), "getgid": (104, 176),
    "geteuid": (107, 175), "getegid": (108, 177), "sigaltstack": (131, 132), "gettid": (186, 178),
    "futex": (202, 98), "sched_getaffinity": (204, 123), "getdents64": (217, 61),
    "restart_syscall": (219, 128), "clock_gettime": (228, 113), "clock_getres": (229, 114),
    "clock_nanosleep": (230, 115), "exit_group": (231, 94), "tgkill": (234, 131), "openat": (257, 56),
    "newfstatat": (262, 79), "readlinkat": (267, 78), "faccessat": (269, 48), "ppoll": (271, 73),
    "set_robust_list": (273, 99), "pipe2": (293, 59), "prlimit64": (302, 261), "getrandom": (318, 278),
    "membarrier": (324, 283), "statx": (332, 291), "rseq": (334, 293), "faccessat2": (439, 439),
}  # fmt: skip
# What a program needs to start: itself, its thread area, its libraries.
_TO_BECOME: dict[str, tuple[int | None, int | None]] = {
    "execve": (59, 221), "arch_prctl": (158, None), "set_tid_address": (218, 96), "fadvise64": (221, 223),
    "getppid": (110, 173), "sched_setaffinity": (203, 122),
}  # fmt: skip
_LOADERS = ("/lib64/ld-linux-x86-64.so.2", "/lib/ld-linux-aarch64.so.1")
_ARCHITECTURES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}


def engage(
    limits: Limits, readable: Iterable[str], *, boxed: bool = False, becomes: str = ""
) -> tuple[str, ...]:
    """Locks this process for good and names the locks that hold.

    `readable` are the folders that stay readable (Python's own); `boxed` says that bubblewrap already shows this
    process no other folders; `becomes` is the one program that may be started, in this process's place. Raises NoLock
    unless both files and system calls are locked: resource limits alone are not a lock.
    """
    if sys.platform != "linux":
        raise NoLock("Parsers are locked by the Linux kernel only")
    libc = ctypes.CDLL(None, use_errno=True)
    held = ["limits"]
    _limit(limits)
    libc.prctl(_PR_SET_PDEATHSIG, 9, 0, 0, 0)
    libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        raise NoLock("The kernel does not let a process give up new rights")
    if (
        libc.unshare(_CLONE_NEWNET | _CLONE_NEWIPC) == 0
        or libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET | _CLONE_NEWIPC) == 0
    ):
        held.append("no network")
    if _landlock(libc, readable, becomes):
        held.append("landlock")
    elif boxed:
        held.append("bubblewrap")
    if _seccomp(libc, {**_CALLS, **_TO_BECOME} if becomes else _CALLS):
        held.append("seccomp")
    # seccomp alone would leave open(2) on every readable file; Landlock alone would leave the network to old kernels.
    if "seccomp" not in held or not {"landlock", "bubblewrap"} & set(held):
        raise NoLock("This kernel offers no Landlock or no seccomp")
    return tuple(held)


def _limit(limits: Limits) -> None:
    cpu = max(1, int(limits.seconds))
    for what, value in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, cpu),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_NPROC, 0),
    ):
        _, hard = resource.getrlimit(what)
        most = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(what, (most, most))


def _landlock(libc: ctypes.CDLL, readable: Iterable[str], becomes: str) -> bool:
    abi = libc.syscall(_LANDLOCK_CREATE, None, ctypes.c_size_t(0), 1)
    if abi < 1:
        return False
    files = (1 << 13) - 1  # every right of ABI 1
    files |= (1 << 13 if abi >= 2 else 0) | (1 << 14 if abi >= 3 else 0)
    files |= 1 << 15 if abi >= 5 else 0
    network = 0b11 if abi >= 4 else 0
    scoped = 0b11 if abi >= 6 else 0
    rules = struct.pack("=QQQ", files, network, scoped)
    size = 24 if abi >= 6 else 16 if abi >= 4 else 8
    ruleset = libc.syscall(_LANDLOCK_CREATE, rules, ctypes.c_size_t(size), 0)
    if ruleset < 0:
        return False
    try:
        rights = [(folder, _READ_FILE | _READ_DIR) for folder in readable]
        if becomes:  # the program, and the loader that starts it
            rights += [(path, _EXECUTE | _READ_FILE) for path in (becomes, *_LOADERS)]
        for path, right in rights:
            try:
                opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
            except OSError:
                continue
            if not stat.S_ISDIR(os.fstat(opened).st_mode):
                right &= ~_READ_DIR
            libc.syscall(_LANDLOCK_ADD, ruleset, 1, struct.pack("=Qi", right, opened), 0)
            os.close(opened)
        return bool(libc.syscall(_LANDLOCK_RESTRICT, ruleset, 0) == 0)
    finally:
        os.close(ruleset)


def _seccomp(libc: ctypes.CDLL, calls: Mapping[str, tuple[int | None, int | None]]) -> bool:
    known = _ARCHITECTURES.get(platform.machine())
    if known is None:
        return False
    column, audit = known
    numbers = sorted(n for n in (pair[column] for pair in calls.values()) if n is not None)
    libc.syscall.restype = ctypes.c_long

    def step(code: int, yes: int, no: int, value: int) -> bytes:
        return struct.pack("=HBBI", code, yes, no, value)

    load, equal, at_least, give = 0x20, 0x15, 0x35, 0x06
    allow, kill, refuse = 0x7FFF0000, 0x80000000, 0x00050000 | 1  # errno EPERM
    program = [
        step(load, 0, 0, 4),  # the architecture
        step(equal, 1, 0, audit),
        step(give, 0, 0, kill),
        step(load, 0, 0, 0),  # the call's number
        step(at_least, 0, 1, 0x40000000),  # the x32 table would slip past the numbers below
        step(give, 0, 0, kill),
    ]
    for number in numbers:
        program += [step(equal, 0, 1, number), step(give, 0, 0, allow)]
    program.append(step(give, 0, 0, refuse))
    code = ctypes.create_string_buffer(b"".join(program))
    filter_ = struct.pack("=H6xQ", len(program), ctypes.addressof(code))
    return bool(libc.prctl(_PR_SET_SECCOMP, 2, ctypes.c_char_p(filter_), 0, 0) == 0)

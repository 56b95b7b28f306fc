"""What a child asks of the file system, written down or spoilt by ``strace``.

strace attaches to a child that waits, so nothing of Python's start is in the log. Whatever it lacks (another system, a
container that forbids ptrace) is a reason to skip, which the test names.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

CALLS: Final = (
    "openat,lseek,write,pwrite64,ftruncate,fallocate,fsync,fdatasync,"
    "rename,renameat,renameat2,link,linkat,unlink,unlinkat,rmdir,mkdir,sendto"
)
_LINE: Final = re.compile(r"(?:\d+ +)?(\w+)\((.*)\) += (-?\d+)(?:<[^>]*>)?(?:\(deleted\))?(?: .*)?$")
_PART: Final = re.compile(r'"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?|(-?\w+)<[^>]*>(?:\(deleted\))?|([^",<]+)')


class CutShortError(Exception):
    """strace did not write a text down whole, so nothing can be said about what was written."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call that succeeded. Arguments are bytes (texts and data), numbers, or the words that strace writes."""

    name: str
    arguments: tuple[bytes | int | str, ...]
    result: int


@cache
def why_not() -> str:
    """Why nothing can be traced here; empty if it can."""
    if shutil.which("strace") is None:
        return "strace is not installed (Debian: apt install strace)"
    tried = subprocess.run(
        ["strace", "-e", "trace=none", "true"], capture_output=True, text=True, check=False
    )
    return f"ptrace is forbidden here: {tried.stderr.strip()[:200]}" if tried.returncode else ""


def need_strace() -> None:
    if reason := why_not():
        pytest.skip(reason)


@contextmanager
def attached(pid: int, *options: str) -> Iterator[None]:
    """strace on that process, which must be waiting."""
    command = ["strace", "-p", str(pid), *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, errors="replace") as strace:
        assert strace.stderr is not None
        first = strace.stderr.readline()
        if "attached" not in first:
            strace.kill()
            pytest.skip(f"ptrace is forbidden here: {first.strip()[:200]}")
        try:
            yield
        finally:
            strace.terminate()
            strace.stderr.read()


def recording(log: Path) -> tuple[str, ...]:
    """The options that write down each change of the file system, with all data."""
    return ("-y", "-xx", "-s", "100000000", "-o", str(log), "-e", f"trace={CALLS}")


def spoiling(call: str, fault: str, when: str, path: Path | None = None) -> tuple[str, ...]:
    """The options that let a call fail: ``fault`` such as "error=EIO", ``when`` such as "3" or "3+" (and all later)."""
    only = ("-P", str(path)) if path else ()
    return (*only, "-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={call}:{fault}:when={when}")


def stopping(call: str, signal: str, number: int) -> tuple[str, ...]:
    """The options that send a signal when a call of that name is made for the ``number``th time."""
    return ("-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={call}:signal={signal}:when={number}")


def read_log(log: Path) -> list[Call]:
    """The calls that succeeded, in order."""
    with log.open() as lines:
        found = [_call(line) for line in lines]
    return [call for call in found if call is not None and call.result >= 0]


def _call(line: str) -> Call | None:
    match = _LINE.match(line)
    if match is None:
        return None
    name, text, result = match.groups()
    arguments: list[bytes | int | str] = []
    for data, cut, described, word in _PART.findall(text):
        if cut:
            raise CutShortError(line[:100])
        if described or word.strip(" "):
            plain = (described or word).strip(" ")
            arguments.append(int(plain) if re.fullmatch(r"-?\d+", plain) else plain)
        elif not word:
            arguments.append(bytes.fromhex(data.replace("\\x", "")))
    return Call(name, tuple(arguments), int(result))

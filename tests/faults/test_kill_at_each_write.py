"""kill -9 and Ctrl+C at each call that writes: the whole or nothing is there, and the same command can be run again.

In the nightly run at every one of them, else at some.
"""

from __future__ import annotations

import random
import shutil
from collections import Counter
from typing import TYPE_CHECKING, Final

import pytest

from tests.faults.commands import COMMANDS
from tests.faults.killing import LONGEST, examine, prepare
from tests.faults.tracing import attached, need_strace, read_log, recording, stopping
from tests.scale import is_nightly, seed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.faults.children import Nursery

SOME: Final = 2
Point = tuple[str, int]


def points(counts: Counter[str], name: str) -> list[Point]:
    """Each call by its name and its number among those of the name: that is how strace counts."""
    every = [(call, number) for call, count in sorted(counts.items()) for number in range(1, count + 1)]
    if is_nightly():
        return every
    return random.Random(f"{seed()} {name}").sample(every, min(SOME, len(every)))


def traced(nursery: Nursery, path: Path, log: Path, workload: str, **wishes: object) -> Counter[str]:
    """The calls of a run that nobody stops."""
    child = nursery.start(workload, path, **wishes)
    with attached(child.pid, *recording(log)):
        child.go()
        child.end()
    return Counter(call.name for call in read_log(log) if call.name not in {"lseek", "openat"})


def copies(begun: Path, folder: Path, each: list[Point]) -> Iterator[Point]:
    for point in each:
        shutil.rmtree(folder)
        shutil.copytree(begun, folder)
        yield point


@pytest.mark.parametrize("signal", ["SIGKILL", "SIGINT"])
@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.timeout(3600)
def test_a_command_stopped_at_any_write_leaves_the_whole_or_nothing(
    nursery: Nursery, path: Path, tmp_path: Path, name: str, signal: str
) -> None:
    need_strace()
    command = COMMANDS[name]
    folder, begun = path.parent, tmp_path / "begun"
    command.prepare(folder)
    shutil.copytree(folder, begun)
    counts = traced(nursery, path, tmp_path / "log", "command", argv=command.argv(folder))
    command.examine(folder, "status 0")
    for call, number in copies(begun, folder, points(counts, f"{name} {signal}")):
        child = nursery.start("command", path, argv=command.argv(folder))
        with attached(child.pid, *stopping(call, signal, number)):
            child.go()
            child.end()
        try:
            command.examine(folder, child.told[-1] if child.told else "")
        except BaseException as error:
            error.add_note(f"{name} stopped by {signal} at {call} {number}, told {child.told}")
            raise


@pytest.mark.parametrize("workload", LONGEST)
@pytest.mark.timeout(3600)
def test_a_step_of_the_program_killed_at_any_write_loses_nothing_and_locks_nobody_out(
    nursery: Nursery, path: Path, tmp_path: Path, workload: str
) -> None:
    need_strace()
    folder, begun = path.parent, tmp_path / "begun"
    prepare(workload, path)
    shutil.copytree(folder, begun)
    counts = traced(nursery, path, tmp_path / "log", workload)
    for call, number in copies(begun, folder, points(counts, workload)):
        child = nursery.start(workload, path)
        with attached(child.pid, *stopping(call, "SIGKILL", number)):
            child.go()
            child.end()
        try:
            examine(workload, path, child.told)
        except BaseException as error:
            error.add_note(f"{workload} killed at {call} {number}, told {child.told}")
            raise

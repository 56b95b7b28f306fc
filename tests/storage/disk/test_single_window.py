from __future__ import annotations

import os
import stat
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from caregiver_app.storage.disk.file_lock import InodeLock, WindowLock, ask_to_raise
from caregiver_app.storage.errors import (
    CannotWriteHere,
    HouseholdFileBusy,
)
from tests.storage.disk.programs import another, line, start

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no lock to share")


def let_go_on(program: subprocess.Popen[str]) -> None:
    assert program.stdin is not None
    program.stdin.write("\n")
    program.stdin.flush()


@pytest.mark.parametrize("makes_file", [True, False])
def test_of_programs_that_start_together_one_gets_the_window(
    file: Path, folder: Path, makes_file: bool
) -> None:
    path = file if makes_file else file.with_name("not yet")
    programs = [start("go", path, folder) for _ in range(4)]
    assert [line(each) for each in programs] == ["ready"] * 4
    for each in programs:
        let_go_on(each)
    said = sorted(line(each) for each in programs)
    for each in programs:
        each.kill()
        each.communicate()
    assert said == ["held", "taken", "taken", "taken"]


def test_a_second_window_is_refused_until_the_first_is_killed(file: Path, folder: Path) -> None:
    with another("window", file, folder) as first:
        assert WindowLock.take(file, folder) is None
        first.kill()
        first.wait()
    lock = WindowLock.take(file, folder)
    assert lock is not None
    with another("window", file, folder, says="taken"):
        lock.release()
    again = WindowLock.take(file, folder)
    assert again is not None
    again.release()


def test_a_second_window_by_another_name_is_refused(file: Path, folder: Path, tmp_path: Path) -> None:
    link = tmp_path / "hard.caregiver"
    link.hardlink_to(file)
    with another("window", link, folder):
        assert WindowLock.take(file, folder) is None


def test_the_window_of_a_file_that_is_made_later_or_replaced_stays_the_only_one(
    tmp_path: Path, folder: Path
) -> None:
    path = tmp_path / "new.caregiver"
    with another("window", path, folder):
        path.write_bytes(b"made")
        assert WindowLock.take(path, folder) is None
        path.unlink()
        path.write_bytes(b"restored")
        assert WindowLock.take(path, folder) is None


def test_turning_into_a_fresh_process_lets_go_of_the_window(file: Path, folder: Path) -> None:
    with another("exec", file, folder) as program:
        assert line(program) == "fresh"
        lock = WindowLock.take(file, folder)
        assert lock is not None
        lock.release()


@pytest.mark.parametrize("by_hard_link", [False, True])
def test_a_knock_is_heard_by_the_first_window(
    file: Path, folder: Path, qtbot: QtBot, by_hard_link: bool
) -> None:
    from PySide6.QtCore import QFileSystemWatcher

    visitor = file
    if by_hard_link:
        visitor = file.with_name("hard.caregiver")
        visitor.hardlink_to(file)
    lock = WindowLock.take(file, folder)
    assert lock is not None
    watcher = QFileSystemWatcher([str(lock.knock_file)])
    for _ in range(2):
        with qtbot.waitSignal(watcher.fileChanged):
            ask_to_raise(visitor, folder)
    lock.release()


def test_locks_are_private_and_say_only_who_and_which_file(file: Path, folder: Path) -> None:
    lock = WindowLock.take(file, folder)
    assert lock is not None
    with InodeLock.share(file, folder):
        ask_to_raise(file, folder)
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert {stat.S_IMODE(each.stat().st_mode) for each in folder.iterdir()} == {0o600}
        said = {each.read_bytes() for each in folder.iterdir()}
    note = b"%d\n%s" % (os.getpid(), os.fsencode(file))
    assert said == {b"", note, b"%d\n" % os.getpid()}
    lock.release()


@contextmanager
def gate_held(folder: Path) -> Iterator[None]:
    """As if another program had stopped in the middle of taking a lock."""
    import fcntl

    folder.mkdir(parents=True)
    with (folder / "gate").open("w") as gate:
        fcntl.flock(gate, fcntl.LOCK_EX)
        yield


def leads_to(descriptor: Path, file: Path) -> bool:
    try:
        return descriptor.readlink() == file
    except FileNotFoundError:  # closed in this moment
        return False


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="needs to see where the other program is")
def test_a_file_that_is_replaced_while_it_is_locked_is_locked_anew(file: Path, folder: Path) -> None:
    with gate_held(folder):
        program = start("share", file, folder)
        files = Path(f"/proc/{program.pid}/fd")
        while not any(leads_to(each, folder / "gate") for each in files.iterdir()):
            os.sched_yield()
        restored = file.with_name("restored")
        restored.write_bytes(b"y")
        restored.replace(file)
    with program:
        assert line(program) == "held"
        with InodeLock.share(file, folder) as lock, pytest.raises(HouseholdFileBusy):
            lock.make_exclusive()
        program.kill()


def test_a_program_that_stopped_at_the_gate_makes_the_others_say_so(file: Path, folder: Path) -> None:
    with gate_held(folder), pytest.raises(HouseholdFileBusy):
        InodeLock.share(file, folder)


def test_a_knock_where_nobody_is_does_no_harm(file: Path, folder: Path) -> None:
    folder.mkdir(parents=True)
    ask_to_raise(file, folder)
    ask_to_raise(file.with_name("none"), folder)
    with pytest.raises(CannotWriteHere):
        ask_to_raise(file, folder / "none")

"""Who may have one file open at a time, with real processes that are really killed."""

from __future__ import annotations

import signal
import sys
from typing import TYPE_CHECKING

import pytest

from caregiver_app.storage.disk.file_lock import InodeLock, WindowLock
from caregiver_app.storage.errors import (
    CannotWriteHere,
    HouseholdFileBusy,
    HouseholdFileMissing,
    OpenUnderAnotherName,
)
from tests.storage.disk.programs import another, line, start

if TYPE_CHECKING:
    from pathlib import Path


pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no lock to share")


def test_two_programs_share_a_file_of_one_name(file: Path, folder: Path) -> None:
    with another("share", file, folder), InodeLock.share(file, folder), InodeLock.share(file, folder):
        pass


def test_a_symbolic_link_is_the_same_name(file: Path, folder: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.caregiver"
    link.symlink_to(file)
    with another("share", file, folder), InodeLock.share(link, folder):
        pass


def test_a_hard_link_is_another_name_and_refused(file: Path, folder: Path, tmp_path: Path) -> None:
    link = tmp_path / "other" / "hard.caregiver"
    link.parent.mkdir()
    link.hardlink_to(file)
    with another("share", file, folder), pytest.raises(OpenUnderAnotherName) as refused:
        InodeLock.share(link, folder)
    assert (refused.value.path, refused.value.other) == (str(link), str(file))
    with InodeLock.share(link, folder):
        pass


def test_a_renamed_file_that_is_open_is_another_name(file: Path, folder: Path) -> None:
    with another("share", file, folder):
        moved = file.rename(file.with_name("moved.caregiver"))
        with pytest.raises(OpenUnderAnotherName):
            InodeLock.share(moved, folder)


def test_a_killed_program_holds_nothing(file: Path, folder: Path, tmp_path: Path) -> None:
    link = tmp_path / "hard.caregiver"
    link.hardlink_to(file)
    with another("alone", link, folder) as program:
        with pytest.raises(HouseholdFileBusy):
            InodeLock.share(file, folder)
        program.send_signal(signal.SIGKILL)
        program.wait()
        with InodeLock.share(file, folder) as lock:
            lock.make_exclusive()


def test_the_last_of_several_holders_still_counts(file: Path, folder: Path, tmp_path: Path) -> None:
    link = tmp_path / "hard.caregiver"
    link.hardlink_to(file)
    with another("share", file, folder) as first, another("share", file, folder):
        first.kill()
        first.wait()
        with pytest.raises(OpenUnderAnotherName):
            InodeLock.share(link, folder)


def test_nobody_is_alone_while_somebody_else_is_there(file: Path, folder: Path) -> None:
    with InodeLock.share(file, folder) as lock:
        with another("share", file, folder) as other:
            with pytest.raises(HouseholdFileBusy):
                lock.make_exclusive()
            other.kill()
            other.wait()
        lock.make_exclusive()
        with start("share", file, folder) as late:
            assert not line(late)  # it was refused
        lock.share_again()
        with another("share", file, folder):
            pass


def test_a_refused_wish_to_be_alone_keeps_the_share(file: Path, folder: Path) -> None:
    with InodeLock.share(file, folder) as lock:
        with InodeLock.share(file, folder), pytest.raises(HouseholdFileBusy):
            lock.make_exclusive()
        with InodeLock.share(file, folder) as other, pytest.raises(HouseholdFileBusy):
            other.make_exclusive()


def test_a_replaced_file_is_locked_anew(file: Path, folder: Path) -> None:
    with InodeLock.share(file, folder) as old:
        old.make_exclusive()
        restored = file.with_name("restored")
        restored.write_bytes(b"y")
        restored.replace(file)
        with InodeLock.share(file, folder) as new:
            new.make_exclusive()


def test_a_lock_let_go_twice_does_not_close_what_is_not_its_own(file: Path, folder: Path) -> None:
    lock = InodeLock.share(file, folder)
    lock.release()
    with file.open() as unrelated:
        lock.release()
        assert unrelated.read() == "x"


def test_a_missing_file_and_a_place_without_room_for_locks_have_their_own_errors(
    file: Path, tmp_path: Path
) -> None:
    with pytest.raises(HouseholdFileMissing):
        InodeLock.share(tmp_path / "none", tmp_path / "locks")
    with pytest.raises(CannotWriteHere) as refused:
        InodeLock.share(file, file / "locks")
    assert refused.value.path == str(file / "locks")
    with pytest.raises(CannotWriteHere):
        WindowLock.take(file, file / "locks")

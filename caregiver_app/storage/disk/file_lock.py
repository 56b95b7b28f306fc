"""Who has a household's file open, known by device and inode: a name says nothing, one file may have several.

SQLite finds its WAL by the file's name. Two programs that open one file under two names (a hard link, a bind
mount) write two WALs into one database, and the file is lost. Under one name SQLite's own locks protect them.

The kernel holds these locks, so a program that is killed holds nothing from that moment on. Lock files are left
where they are: taking one away while another program opens it would make two locks out of one.
"""

from __future__ import annotations

import errno
import hashlib
import os
import sys
import time
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from caregiver_app.storage.errors import (
    CannotWriteHere,
    HouseholdFileBusy,
    HouseholdFileMissing,
    OpenUnderAnotherName,
    WriteObstacle,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

# Whoever is at the gate stays for microseconds; only a program stopped by a debugger could hold it longer.
_GATE_TRIES: Final = 100
_GATE_PAUSE: Final = 0.02
_LONGEST_NOTE: Final = 8192


class InodeLock:
    """Held by everybody who has the file open; released by ``release``, as a context manager, or by dying."""

    def __init__(self, path: Path, descriptor: int, folder: Path) -> None:
        self._path = path
        self._descriptor = descriptor
        self._folder = folder

    @classmethod
    def share(cls, path: Path, folder: Path) -> Self:
        """Joins all who opened the file under this real path. Lock files are kept in ``folder``, made if missing.

        Raises ``OpenUnderAnotherName``, ``HouseholdFileBusy`` while somebody holds it alone,
        ``HouseholdFileMissing``, and ``CannotWriteHere`` about ``folder``.
        """
        while True:
            inode = _inode(path)
            if inode is None:
                raise HouseholdFileMissing(str(path))
            with ExitStack() as undone:
                with _gate(path, folder):
                    descriptor = _open(folder / f"{inode}.lock", undone)
                    _join(descriptor, path)
                if _inode(path) == inode:
                    undone.pop_all()
                    return cls(path, descriptor, folder)
            # A restore put another file there in the meantime.

    def make_exclusive(self) -> None:
        """Nobody else may have the file open until ``share_again``. Raises ``HouseholdFileBusy`` if somebody has."""
        with _gate(self._path, self._folder):
            if not _try_lock(self._descriptor, alone=True):
                # The kernel gives up the old lock before it refuses the new one; at the gate nobody comes between.
                _try_lock(self._descriptor, alone=False)
                raise HouseholdFileBusy(str(self._path))

    def share_again(self) -> None:
        """Others under the same real path may open the file again."""
        with _gate(self._path, self._folder):
            _try_lock(self._descriptor, alone=False)

    def release(self) -> None:
        """Lets go; a second time does nothing."""
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor >= 0:
            os.close(descriptor)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.release()


class WindowLock:
    """One window for one household file, under whatever name, even before the file is made.

    ``knock_file`` changes each time another start wanted this window to come to the front.
    """

    def __init__(self, knock_file: Path, descriptors: tuple[int, ...]) -> None:
        self.knock_file = knock_file
        self._descriptors = descriptors

    @classmethod
    def take(cls, path: Path, folder: Path) -> Self | None:
        """The lock, or ``None`` while another window has it. Raises ``CannotWriteHere`` about ``folder``."""
        knock_file = _knock_file(path, folder)
        # Always the name, for a file that is still to be made or is replaced by a restore; and the file itself,
        # for whoever comes by another name.
        keys = filter(None, (_name_key(path), _inode(path)))
        with ExitStack() as undone:
            with _gate(path, folder):
                taken = tuple(_open(folder / f"{key}.window", undone) for key in keys)
                if not all(_try_lock(each, alone=True) for each in taken):
                    return None
                for each in taken:
                    _write_note(each, path)
                os.close(_open(knock_file))
            undone.pop_all()
        return cls(knock_file, taken)

    def release(self) -> None:
        """Lets another window have it; a second time does nothing."""
        descriptors, self._descriptors = self._descriptors, ()
        for each in descriptors:
            os.close(each)


def ask_to_raise(path: Path, folder: Path) -> None:
    """Asks the window that has the file to come to the front. Raises ``CannotWriteHere`` about ``folder``."""
    inode = _inode(path)
    with _obstacles(folder):
        names = {path, _holder(folder / f"{inode}.window")} if inode else {path}
        for name in filter(None, names):
            descriptor = _open(_knock_file(name, folder))
            try:
                os.ftruncate(descriptor, 0)
                os.write(descriptor, b"%d\n" % os.getpid())
            finally:
                os.close(descriptor)


def _join(descriptor: int, path: Path) -> None:
    """Only at the gate: it makes the two steps of a change of lock one."""
    if _try_lock(descriptor, alone=True):
        _write_note(descriptor, path)
        _try_lock(descriptor, alone=False)
        return
    if not _try_lock(descriptor, alone=False):
        raise HouseholdFileBusy(str(path))
    other = _read_note(descriptor)
    if other != _real(path):
        raise OpenUnderAnotherName(str(path), str(other))


def _inode(path: Path) -> str | None:
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return f"{status.st_dev:x}-{status.st_ino:x}"


def _name_key(path: Path) -> str:
    return hashlib.sha256(os.fsencode(_real(path))).hexdigest()[:32]


def _knock_file(path: Path, folder: Path) -> Path:
    return folder / f"{_name_key(path)}.ask_to_raise"


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))


def _holder(note: Path) -> Path | None:
    try:
        descriptor = os.open(note, os.O_RDONLY)
    except OSError:
        return None
    try:
        return _read_note(descriptor)
    finally:
        os.close(descriptor)


def _write_note(descriptor: int, path: Path) -> None:
    os.ftruncate(descriptor, 0)
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.write(descriptor, b"%d\n%s" % (os.getpid(), os.fsencode(_real(path))))


def _read_note(descriptor: int) -> Path:
    os.lseek(descriptor, 0, os.SEEK_SET)
    _pid, _line, name = os.read(descriptor, _LONGEST_NOTE).partition(b"\n")
    return Path(os.fsdecode(name))


@contextmanager
def keys_gate(path: Path, folder: Path) -> Iterator[None]:
    """One program at a time reads the key file of ``path`` and writes it anew. Raises as ``InodeLock.share``."""
    with _gate(path, folder, f"{_name_key(path)}.keys"):
        yield


@contextmanager
def _gate(path: Path, folder: Path, name: str = "gate") -> Iterator[None]:
    """One program at a time takes or changes a lock."""
    with _obstacles(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = _open(folder / name)
        try:
            for _try in range(_GATE_TRIES):
                if _try_lock(descriptor, alone=True):
                    break
                time.sleep(_GATE_PAUSE)
            else:
                raise HouseholdFileBusy(str(path))
            yield
        finally:
            os.close(descriptor)


def _open(path: Path, until: ExitStack | None = None) -> int:
    # Python's descriptors close on exec, so the lock ends when the program turns into a fresh process.
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
    if until is not None:
        until.callback(os.close, descriptor)
    return descriptor


@contextmanager
def _obstacles(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        obstacle = _OBSTACLES.get(error.errno or 0, WriteObstacle.NO_PERMISSION)
        raise CannotWriteHere(str(folder), obstacle) from error


_OBSTACLES: Final = {
    errno.ENOSPC: WriteObstacle.DISK_FULL,
    errno.EDQUOT: WriteObstacle.DISK_FULL,
    errno.EIO: WriteObstacle.DEVICE_ERROR,
    errno.ENOLCK: WriteObstacle.DEVICE_ERROR,
}


if sys.platform == "win32":  # pragma: no cover - the one place that knows how a system locks
    import msvcrt

    # Out of the note's way: Windows forbids reading what is locked.
    _LOCKED_BYTE: Final = 1 << 30

    def _try_lock(descriptor: int, *, alone: bool) -> bool:
        """Windows has no lock to share here: only who wants to be alone keeps others of that kind out."""
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        with suppress(OSError):
            msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)
        if not alone:
            return True
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(descriptor: int, *, alone: bool) -> bool:
        """Locks the file, alone or with others, without waiting; the kernel lets go when this process ends."""
        try:
            fcntl.flock(descriptor, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

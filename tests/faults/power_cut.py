"""A disk whose power goes: what a log of file-system calls may have left on it.

The model, as in security.md section 3. What was written to a file before its last sync is kept. Each later write to it
(and each change of its length) is kept, dropped, or torn at a multiple of 512 bytes, by a coin; what was not written
reads as zeros. Names (made, renamed, linked, removed) become lasting in their order, with the next sync of any file
or folder, as on ext4, XFS, APFS and NTFS; of those after it the first few, by a coin. Shared memory (SQLite's
``-shm``) is gone.

``coins=None`` is a program that is killed while the power stays: all that was asked is there.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from tests.faults.tracing import Call

_SECTOR: Final = 512
Write = tuple[int, bytes | None]  # where and what; None: the length becomes "where"


@dataclass(slots=True)
class File:
    """``lasting`` is what is on the disk for sure, ``pending`` what may be."""

    lasting: bytearray = field(default_factory=bytearray)
    pending: list[Write] = field(default_factory=list)

    def sync(self) -> None:
        for write in self.pending:
            _apply(self.lasting, write)
        self.pending.clear()

    def length(self) -> int:
        end = len(self.lasting)
        for where, data in self.pending:
            end = where if data is None else max(end, where + len(data))
        return end

    def after(self, coins: random.Random | None) -> bytes:
        """What is read from it after the cut."""
        content = bytearray(self.lasting)
        for where, data in self.pending:
            fate = coins.randrange(3) if coins else 0
            if fate == 0:
                _apply(content, (where, data))
            elif fate == 1 and data is not None and coins is not None:
                _apply(content, (where, data[: coins.randrange(len(data) // _SECTOR + 1) * _SECTOR]))
        return bytes(content)


def _apply(content: bytearray, write: Write) -> None:
    where, data = write
    if data is None:
        del content[where:]
        content.extend(bytes(where - len(content)))
        return
    content.extend(bytes(max(0, where + len(data) - len(content))))
    content[where : where + len(data)] = data


class Disk:
    """The folder ``root`` as it was before the first call, and everything since."""

    def __init__(self, root: Path, begun: dict[str, bytes]) -> None:
        self._root = f"{root}/"
        self.names = {name: File(bytearray(data)) for name, data in begun.items()}
        self._lasting_names = dict(self.names)
        self._pending_names: list[dict[str, File]] = []
        self._open: dict[int, File] = {}
        self._at: dict[int, int] = {}
        self._folders: dict[int, str] = {}
        self.told = b""

    def see(self, call: Call) -> bool:
        """Takes a call in. Returns whether something was asked of this folder, or something told."""
        return _SEERS[call.name](self, call)

    def after(self, coins: random.Random | None) -> dict[str, bytes]:
        """Names and contents after the cut."""
        names = self.names
        if coins is not None and self._pending_names:
            names = ([self._lasting_names, *self._pending_names])[
                coins.randrange(len(self._pending_names) + 1)
            ]
        return {name: file.after(coins) for name, file in names.items() if not name.endswith("-shm")}

    def _names(self, call: Call) -> list[str]:
        """The names in the folder that a call is about; empty for any other place."""
        found, folder = [], ""
        for argument in call.arguments:
            if isinstance(argument, int):
                folder = self._folders.get(argument, "")
            elif isinstance(argument, bytes):
                text = argument.decode()
                whole = text if text.startswith("/") else f"{folder}/{text}"
                found.append(whole.removeprefix(self._root) if whole.startswith(self._root) else "")
        return found

    def _renamed(self, change: Callable[[dict[str, File]], None]) -> bool:
        change(self.names)
        self._pending_names.append(dict(self.names))
        return True

    def _opened(self, call: Call) -> bool:
        [name] = self._names(call)
        words = str(call.arguments[2])
        self._open.pop(call.result, None)
        self._at[call.result] = 0
        self._folders.pop(call.result, None)
        if "TMPFILE" in words:  # it has no name until it is given one
            self._open[call.result] = File()
            return False
        if not name:
            return False
        made = name not in self.names and "O_CREAT" in words
        if made:
            self._renamed(lambda names: names.update({name: File()}))
        if name not in self.names:
            self._folders[call.result] = f"{self._root}{name}"
            return False
        file = self._open[call.result] = self.names[name]
        if "O_TRUNC" in words and file.length():
            file.pending.append((0, None))
            return True
        return made

    def _written(self, call: Call) -> bool:
        descriptor, data = call.arguments[0], call.arguments[1]
        assert isinstance(descriptor, int)
        assert isinstance(data, bytes)
        file = self._open.get(descriptor)
        if file is None:
            return False
        if call.name == "pwrite64":
            where = call.arguments[3]
            assert isinstance(where, int)
        else:
            where = self._at[descriptor]
            self._at[descriptor] += call.result
        file.pending.append((where, data[: call.result]))
        return True

    def _told(self, call: Call) -> bool:
        assert isinstance(call.arguments[1], bytes)
        self.told += call.arguments[1]
        return True

    def _sought(self, call: Call) -> bool:
        assert isinstance(call.arguments[0], int)
        self._at[call.arguments[0]] = call.result
        return False

    def _cut(self, call: Call) -> bool:
        descriptor, length = call.arguments[0], call.arguments[1]
        assert isinstance(descriptor, int)
        assert isinstance(length, int)
        file = self._open.get(descriptor)
        if file is None or file.length() == length:
            return False
        file.pending.append((length, None))
        return True

    def _synced(self, call: Call) -> bool:
        assert isinstance(call.arguments[0], int)
        if file := self._open.get(call.arguments[0]):
            file.sync()
        self._lasting_names = dict(self.names)
        self._pending_names.clear()
        return True

    def _moved(self, call: Call) -> bool:
        old, new = self._names(call)
        nameless = [
            each for each in call.arguments if isinstance(each, bytes) and each.startswith(b"/proc/self/fd/")
        ]
        if nameless and not new:  # what lies elsewhere is another disk
            return False
        if nameless:
            file = self._open[int(nameless[0].rpartition(b"/")[2])]
            return self._renamed(lambda names: names.update({new: file}))
        assert old
        assert new
        if call.name.startswith("link"):
            return self._renamed(lambda names: names.update({new: names[old]}))
        return self._renamed(lambda names: names.update({new: names.pop(old)}))

    def _removed(self, call: Call) -> bool:
        [name] = self._names(call)
        return name in self.names and self._renamed(lambda names: names.__delitem__(name))

    def _folder(self, _call: Call) -> bool:
        """A folder is there when something is in it; the program asks for no more of one."""
        return False

    def _refused(self, call: Call) -> bool:
        raise NotImplementedError(call.name)


_SEERS: Final[dict[str, Callable[[Disk, Call], bool]]] = {
    "openat": Disk._opened,
    "write": Disk._written,
    "pwrite64": Disk._written,
    "sendto": Disk._told,
    "lseek": Disk._sought,
    "ftruncate": Disk._cut,
    "fallocate": Disk._refused,
    "mkdir": Disk._folder,
    "rmdir": Disk._folder,
    "fsync": Disk._synced,
    "fdatasync": Disk._synced,
    **dict.fromkeys(("rename", "renameat", "renameat2", "link", "linkat"), Disk._moved),
    **dict.fromkeys(("unlink", "unlinkat"), Disk._removed),
}


def lay_out(files: dict[str, bytes], folder: Path) -> None:
    """Puts what was left on the disk into an empty folder."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.write_bytes(data)
        path.chmod(0o600)

"""Cuts the power, or kills, after each thing that a workload asks of the file system."""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.faults.killing import examine, prepare
from tests.faults.power_cut import Disk, lay_out
from tests.faults.tracing import attached, read_log, recording

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.faults.children import Nursery
    from tests.faults.tracing import Call


class Recording:
    """All that one run of a workload asked of the file system, and the folder before it."""

    def __init__(self, nursery: Nursery, workload: str, path: Path, scratch: Path, **wishes: Any) -> None:
        self.workload = workload
        self._path = path
        prepare(workload, path)
        self._begun = {
            f"{each.relative_to(path.parent)}": each.read_bytes()
            for each in path.parent.rglob("*")
            if each.is_file()
        }
        log = scratch / "log"
        child = nursery.start(workload, path, **wishes)
        with attached(child.pid, *recording(log)):
            child.go()
            assert child.end() == 0
        self._calls: Sequence[Call] = read_log(log)
        self.told = child.told
        log.unlink()
        self.moments = sum(1 for _disk in self.replay())

    def replay(self) -> Iterator[Disk]:
        """The disk after each thing that matters; the same disk each time, a little older."""
        disk = Disk(self._path.parent, self._begun)
        yield disk
        for call in self._calls:
            if disk.see(call):
                yield disk

    def cut(self, moments: set[int], coins: random.Random | None) -> Iterator[tuple[int, Path, list[str]]]:
        """The household after a cut at each of these moments, and what had been acknowledged by then."""
        folder = self._path.parent
        for moment, disk in enumerate(self.replay()):
            if moment in moments:
                shutil.rmtree(folder)
                folder.mkdir(mode=0o700)
                lay_out(disk.after(coins), folder)
                yield moment, self._path, disk.told.decode().splitlines()

    def check(self, moments: set[int], coins: random.Random | None) -> None:
        """Everything that must hold of a household, after each cut."""
        for moment, path, told in self.cut(moments, coins):
            try:
                examine(self.workload, path, told)
            except BaseException as error:
                error.add_note(
                    f"{self.workload}: power cut at moment {moment} of {self.moments}, told {told}"
                )
                raise

"""The long run: ``.venv/bin/python -m tests.faults.nightly [--kills 1000] [--cuts 10000] [--flips 10000] [--seed 1]``.

Prints a table and ends with 1 if anything was lost. Another seed gives other moments.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
import tempfile
import time
import traceback
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.faults.children import Nursery
from tests.faults.cutting import Recording
from tests.faults.households import NAME
from tests.faults.killing import WORKLOADS, examine, kill_one, prepare
from tests.faults.test_damage import is_told_as_damage, number_at_least, refusal, with_history
from tests.faults.test_power_cut import WORKLOADS as CUT_WORKLOADS
from tests.faults.tracing import why_not

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_LINE = "{:<34} {:>8} {:>8} {:>9} {:>9}"


@dataclass(slots=True)
class Tally:
    """One line of the table."""

    name: str
    rounds: int = 0
    bad: int = 0
    acknowledged: int = 0
    slowest: float = 0

    def count(self, told: list[str], check: Callable[[], float]) -> None:
        """One round. The first bad one is told in full."""
        self.rounds += 1
        self.acknowledged += len(told)
        try:
            self.slowest = max(self.slowest, check())
        except Exception:  # noqa: BLE001 - the run goes on, and says so
            self.bad += 1
            if self.bad == 1:
                traceback.print_exc()

    def show(self) -> None:
        slowest = f"{self.slowest:.2f} s" if self.slowest else ""
        print(_LINE.format(self.name, self.rounds, self.acknowledged, self.bad, slowest), flush=True)


def main() -> int:
    """The exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name, usual in (("kills", 1000), ("cuts", 10_000), ("flips", 10_000), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    wanted = parser.parse_args()
    print(_LINE.format("what", "rounds", "told", "bad", "slowest"))
    began, tallies = time.monotonic(), []
    with _room() as room, Nursery() as nursery:
        for tally in _all(nursery, room, wanted):
            tally.show()
            tallies.append(tally)
    bad = sum(tally.bad for tally in tallies)
    print(f"{sum(tally.rounds for tally in tallies)} rounds in {time.monotonic() - began:.0f} s, {bad} bad")
    return 1 if bad else 0


def _all(nursery: Nursery, room: Path, wanted: argparse.Namespace) -> Iterator[Tally]:
    for workload in WORKLOADS:
        yield _kills(nursery, workload, room, wanted.kills // len(WORKLOADS), wanted.seed)
    if reason := why_not():
        print(f"no power is cut: {reason}")
    else:
        places = [(name, place) for place in ("", "Dropbox") for name in CUT_WORKLOADS]
        for workload, place in places:
            yield _cuts(nursery, workload, room / place, wanted.cuts // len(places), wanted.seed)
    yield _flips(room, wanted.flips, wanted.seed)


@contextmanager
def _room() -> Iterator[Path]:
    """An empty folder, in memory where it can be; and a home of its own for what the program keeps of locks."""
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=memory) as room, tempfile.TemporaryDirectory() as home:
        os.environ["XDG_DATA_HOME"] = home
        yield Path(room)


def _empty(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700, parents=True)
    return folder / NAME


def _kills(nursery: Nursery, workload: str, room: Path, rounds: int, seed: int) -> Tally:
    tally, chance = Tally(f"kill -9: {workload}"), random.Random(f"{seed} {workload}")
    begun = room / "begun"
    prepare(workload, _empty(begun))
    for _round in range(rounds):
        path = _empty(room / "killed")
        shutil.copytree(begun, path.parent, dirs_exist_ok=True)
        told = kill_one(nursery, workload, path, chance)
        tally.count(told, lambda path=path, told=told: examine(workload, path, told))  # type: ignore[misc]
    return tally


def _cuts(nursery: Nursery, workload: str, room: Path, rounds: int, seed: int) -> Tally:
    where = f" in {room.name}" if room.name == "Dropbox" else ""
    tally, chance = Tally(f"power cut: {workload}{where}"), random.Random(f"{seed} {workload}")
    path = _empty(room / "cut")
    with tempfile.TemporaryDirectory() as scratch:
        recording = Recording(nursery, workload, path, Path(scratch), **CUT_WORKLOADS[workload])
    while tally.rounds < rounds:
        some = set(chance.sample(range(recording.moments), min(rounds - tally.rounds, recording.moments)))
        for _moment, cut, told in recording.cut(some, chance):
            tally.count(told, lambda cut=cut, told=told: examine(workload, cut, told))  # type: ignore[misc]
    return tally


def _flips(room: Path, rounds: int, seed: int) -> Tally:
    tally, chance = Tally("one bit flipped"), random.Random(seed)
    path = _empty(room / "flipped")
    with_history(path, 5)
    whole = bytearray(path.read_bytes())
    for _round in range(rounds):
        place, bit = chance.randrange(len(whole)), 1 << chance.randrange(8)
        whole[place] ^= bit
        path.write_bytes(whole)
        whole[place] ^= bit
        tally.count([], lambda: _found_or_harmless(path))
    return tally


def _found_or_harmless(path: Path) -> float:
    began = time.process_time()
    error = refusal(path)
    seconds = time.process_time() - began
    if error is None:
        assert number_at_least(path) == 5
    else:
        is_told_as_damage(error)
    return seconds


if __name__ == "__main__":
    sys.exit(main())

"""The power goes at each write: nothing acknowledged is lost, every file opens, every backup is whole or not there."""

from __future__ import annotations

import os
import random
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest

from caregiver_app.services.opening import open_file
from caregiver_app.storage import HouseholdFileDamaged, HouseholdFileMissing, NotEncrypted
from tests.clock import at_noon
from tests.faults.cutting import Recording
from tests.faults.households import leftovers, ways_in
from tests.faults.tracing import need_strace
from tests.scale import scale, seed

if TYPE_CHECKING:
    from pathlib import Path

    from tests.faults.children import Nursery

WORKLOADS: dict[str, dict[str, Any]] = {
    "edit": {"count": 3, "again": True},
    "events": {"count": 3},
    "many_events": {"count": 1},
    "create": {},
    "backup": {"count": 2},
    "passphrase": {},
    "new_keys": {},
    "remove": {},
    "migrate": {},
    "protect": {},
    "restore": {},
}


@pytest.fixture(autouse=True)
def _strace() -> None:
    need_strace()


def cut_often(recording: Recording, chance: random.Random, cuts: int) -> None:
    """At the end once, and then at as many moments as asked for, each at most once in a round."""
    recording.check({recording.moments - 1}, None)
    while cuts > 0:
        moments = set(chance.sample(range(recording.moments), min(cuts, recording.moments)))
        recording.check(moments, chance)
        cuts -= len(moments)


@pytest.mark.parametrize("workload", WORKLOADS)
@pytest.mark.timeout(36_000)
def test_a_power_cut_loses_nothing_and_locks_nobody_out(
    nursery: Nursery, path: Path, tmp_path: Path, workload: str
) -> None:
    recording = Recording(nursery, workload, path, tmp_path, **WORKLOADS[workload])
    cut_often(recording, random.Random(f"{seed()} {workload}"), scale(6))


@pytest.mark.parametrize("workload", ["edit", "create", "new_keys", "backup"])
@pytest.mark.timeout(36_000)
def test_in_a_synced_folder_a_power_cut_loses_nothing_either(
    nursery: Nursery, path: Path, tmp_path: Path, workload: str
) -> None:
    synced = path.parent / "Dropbox" / path.name
    synced.parent.mkdir(mode=0o700)
    recording = Recording(nursery, workload, synced, tmp_path, **WORKLOADS[workload])
    cut_often(recording, random.Random(f"{seed()} {workload}"), scale(3))


@pytest.mark.parametrize("mode", ["OFF", "NORMAL"])
def test_a_program_that_does_not_wait_for_the_disk_is_found_out(
    nursery: Nursery, path: Path, tmp_path: Path, mode: str
) -> None:
    """That these tests can fail."""
    recording = Recording(nursery, "edit", path, tmp_path, count=8, synchronous=mode)
    with pytest.raises((AssertionError, HouseholdFileDamaged)):
        cut_often(recording, random.Random(seed()), recording.moments)


@pytest.mark.parametrize("workload", ["create", "new_keys", "passphrase", "protect"])
def test_what_a_killed_program_left_half_done_is_swept_away(
    nursery: Nursery, path: Path, tmp_path: Path, workload: str
) -> None:
    recording = Recording(nursery, workload, path, tmp_path, **WORKLOADS[workload])
    chance = random.Random(f"{seed()} {workload}")
    some = chance.sample(range(recording.moments), min(scale(6), recording.moments))
    for moment, _path, _told in recording.cut(set(some), None):
        for each in path.parent.iterdir():
            os.utime(each, (0, 0))  # so that nobody can be at it still
        with suppress(HouseholdFileMissing, NotEncrypted):
            open_file(path, next(iter(ways_in(path).values())), at_noon).close()
            rest = leftovers(path.parent)
            assert not rest, f"{moment} of {recording.moments}: {rest}"

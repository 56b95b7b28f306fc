"""kill -9 at moments chosen by chance: nothing acknowledged is lost, and whoever had a way in has one."""

from __future__ import annotations

import random
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.faults.households import NAME
from tests.faults.killing import WORKLOADS, examine, kill_one, prepare
from tests.scale import scale, seed

if TYPE_CHECKING:
    from pathlib import Path

    from tests.faults.children import Nursery


@pytest.mark.parametrize("workload", WORKLOADS)
@pytest.mark.timeout(3600)
def test_a_killed_program_loses_nothing_and_locks_nobody_out(
    nursery: Nursery, path: Path, tmp_path: Path, workload: str
) -> None:
    chance = random.Random(f"{seed()} {workload}")
    rounds = scale(10 if workload == "edit" else 5)
    begun = tmp_path / "begun"
    begun.mkdir()
    prepare(workload, begun / NAME)
    slowest = 0.0
    for _round in range(rounds):
        shutil.copytree(begun, path.parent, dirs_exist_ok=True)
        told = kill_one(nursery, workload, path, chance)
        slowest = max(slowest, examine(workload, path, told))
        shutil.rmtree(path.parent)
        path.parent.mkdir(mode=0o700)
    print(f"{rounds} kills; the slowest reopening took {slowest:.2f} s")  # pytest -rP shows it

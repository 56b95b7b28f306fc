from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.faults.children import Nursery
from tests.faults.households import NAME

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def _helper() -> Iterator[Nursery]:
    if sys.platform == "win32":
        pytest.skip("forks and signals are needed")
    with Nursery() as helper:
        yield helper


@pytest.fixture
def nursery(_helper: Nursery) -> Iterator[Nursery]:
    yield _helper
    _helper.bury()


@pytest.fixture
def path(tmp_path: Path) -> Iterator[Path]:
    """A folder of its own, so that whatever is left behind is seen; in memory where it can be, as a sync costs."""
    memory = Path("/dev/shm")
    beside = str(memory) if os.access(memory, os.W_OK) else str(tmp_path)
    with tempfile.TemporaryDirectory(dir=beside) as folder:
        yield Path(folder) / NAME


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m,mode=0700", "caregiver-test", str(folder)]
    done = subprocess.run(mount, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"no disk of its own may be mounted here: {done.stderr.strip()[:200]}")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from caregiver_app.settings import data_folder
from caregiver_app.ui.frame.one_window import OneWindow

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

ROOT = Path(__file__).resolve().parents[3]


def test_a_second_window_is_refused_and_the_first_hears_of_it(qtbot: QtBot, tmp_path: Path) -> None:
    first, second = OneWindow(tmp_path / "locks"), OneWindow(tmp_path / "locks")
    assert first.take(tmp_path / "household")
    first.listen()
    with qtbot.waitSignal(first.raise_asked):
        assert not second.take(tmp_path / "household")
    first.release()
    assert second.take(tmp_path / "household")
    second.release()


def test_the_same_window_may_have_its_file_again(tmp_path: Path) -> None:
    window = OneWindow(tmp_path / "locks")
    assert window.take(tmp_path / "household")
    assert window.take(tmp_path / "household")
    window.release()


def test_another_file_frees_the_one_before(tmp_path: Path) -> None:
    first, second = OneWindow(tmp_path / "locks"), OneWindow(tmp_path / "locks")
    assert first.take(tmp_path / "one")
    assert first.take(tmp_path / "other")
    assert second.take(tmp_path / "one")
    assert not second.take(tmp_path / "other")
    first.release()
    second.release()


def test_where_no_lock_can_be_kept_the_household_opens_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "locks").write_text("a file where the folder should be")
    assert OneWindow(tmp_path / "locks").take(tmp_path / "household")


def test_a_second_start_says_so_and_ends_well(qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "household"
    first = OneWindow(data_folder() / "locks")
    assert first.take(file)
    first.listen()
    with qtbot.waitSignal(first.raise_asked, timeout=60_000):
        second = subprocess.run(
            [sys.executable, "-m", "caregiver_app", "--household", str(file)],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
    assert second.returncode == 0
    assert "open in another window already" in second.stderr
    first.release()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no exec")
def test_the_lock_is_free_for_the_process_that_takes_this_ones_place(tmp_path: Path) -> None:
    code = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from caregiver_app.ui.frame.one_window import OneWindow\n"
        "window = OneWindow(Path(sys.argv[1]) / 'locks')\n"
        "took = window.take(Path(sys.argv[1]) / 'household')\n"
        "print(took, flush=True)\n"
        "if len(sys.argv) == 3:\n"
        "    os.execv(sys.executable, [sys.executable, '-c', sys.argv[2], sys.argv[1]])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path), code],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stdout.split() == ["True", "True"]

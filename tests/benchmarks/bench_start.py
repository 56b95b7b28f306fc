"""The window's first paint, first filled page and lock screen, against a blank PySide6 window.

Run by hand: ``python tests/benchmarks/bench_start.py``. Each start is a process of its own; wall and CPU time from
the start of the process, least of several interleaved rounds.
"""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

ROUNDS = 10
_REPORT = "import os, time; print(time.time(), time.process_time(), flush=True); os._exit(0)"

# Both windows report from their own first paint event.
BLANK = f"""
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        {_REPORT}
app = QApplication([])
window = Window()
window.resize(1240, 840)
window.show()
app.exec()
"""

FIRST_PAINT = f"""
import caregiver_app.app as program
from caregiver_app.cli.arguments import HouseholdSource
from PySide6.QtWidgets import QApplication
from caregiver_app.ui.frame.shell import Shell
class Watched(Shell):
    def paintEvent(self, event):
        super().paintEvent(event)
        {_REPORT}
program.Shell = Watched
app = QApplication([])
shell = program.new_shell(HouseholdSource(demo=True))
shell.show()
app.exec()
"""

FILLED = f"""
import sys
from pathlib import Path
from caregiver_app.app import new_shell
from caregiver_app.cli.arguments import HouseholdSource
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
app = QApplication([])
shell = new_shell(HouseholdSource(file=Path(sys.argv[1])) if len(sys.argv) > 1 else HouseholdSource(demo=True))
shell.show()
def filled():
    content = shell.centralWidget()
    if content is None or content.stack.count() == 0:
        QTimer.singleShot(0, filled)
        return
    shell.repaint()
    {_REPORT}
QTimer.singleShot(0, filled)
app.exec()
"""


def make_vault(folder: Path) -> Path:
    """A household that one person can open."""
    from caregiver_app.domain.household import Household
    from caregiver_app.services.opening import create_file
    from caregiver_app.storage import add_holder, new_access

    path = folder / "household.caregiver"
    access = new_access()
    add_holder(path, access, "Anna", "a passphrase for the bench")
    create_file(path, Household(), access, lambda: datetime.now().astimezone(), "Began").close()
    return path


def measure(code: str, *arguments: str) -> tuple[float, float]:
    """Wall and CPU milliseconds from the start of the process to its report."""
    import time

    environment = {**os.environ, "QT_LOGGING_RULES": "default.warning=false"}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    begun = time.time()
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    ended, cpu = done.stdout.split()[-2:]
    return (float(ended) - begun) * 1000, float(cpu) * 1000


def main() -> None:
    with TemporaryDirectory() as folder:
        compare(str(make_vault(Path(folder))))


def compare(vault: str) -> None:
    """Prints the four, interleaved."""
    codes = {
        "blank window": (BLANK,),
        "first paint": (FIRST_PAINT,),
        "first page": (FILLED,),
        "lock screen": (FILLED, vault),
    }
    for code in codes.values():
        measure(*code)
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in codes}
    for _round in range(ROUNDS):
        for name, code in codes.items():
            times[name].append(measure(*code))
    wall = {name: min(each[0] for each in rounds) for name, rounds in times.items()}
    cpu = {name: min(each[1] for each in rounds) for name, rounds in times.items()}
    for name in codes:
        print(
            f"{name:13} {wall[name]:4.0f} ms wall (x {wall[name] / wall['blank window']:.2f}), "
            f"{cpu[name]:4.0f} ms CPU (x {cpu[name] / cpu['blank window']:.2f})"
        )
    print("goals: first paint at most 1.2 x, first page at most 2.4 x, lock screen at most 2.8 x")


if __name__ == "__main__":
    main()

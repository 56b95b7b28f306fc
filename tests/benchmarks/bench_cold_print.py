"""``caregiver-app print`` from a cold process, against importing ReportLab and writing an empty page.

Run by hand: ``python tests/benchmarks/bench_cold_print.py``. CPU seconds, least of several interleaved rounds.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROUNDS = 12
EMPTY = (
    "from reportlab.pdfgen.canvas import Canvas\ncanvas = Canvas({out!r})\ncanvas.showPage()\ncanvas.save()\n"
)


def cpu_seconds(words: list[str]) -> float:
    """User and system time of one process."""
    before = os.times()
    subprocess.run(words, check=True, stderr=subprocess.DEVNULL)
    after = os.times()
    return after.children_user - before.children_user + after.children_system - before.children_system


def main() -> None:
    environment_problem = os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    _ = environment_problem
    with tempfile.TemporaryDirectory() as folder:
        out = str(Path(folder) / "out.pdf")
        ours = [
            sys.executable,
            "-m",
            "caregiver_app",
            "print",
            "emergency",
            "--demo",
            "--person",
            "Theo",
            "-o",
            out,
        ]
        empty = [sys.executable, "-c", EMPTY.format(out=str(Path(folder) / "empty.pdf"))]
        times: dict[str, list[float]] = {"ours": [], "empty": []}
        for _round in range(ROUNDS):
            times["empty"].append(cpu_seconds(empty))
            times["ours"].append(cpu_seconds(ours))
    least = {name: min(values) for name, values in times.items()}
    print(f"empty page {least['empty'] * 1000:.0f} ms, emergency sheet {least['ours'] * 1000:.0f} ms CPU")
    print(f"ratio {least['ours'] / least['empty']:.2f} (goal: at most 1.5)")


if __name__ == "__main__":
    main()

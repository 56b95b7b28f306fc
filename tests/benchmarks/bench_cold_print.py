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
CANVAS = (
    "from reportlab.pdfgen.canvas import Canvas\ncanvas = Canvas({out!r})\ncanvas.showPage()\ncanvas.save()\n"
)
PLATYPUS = (
    "from reportlab.platypus import SimpleDocTemplate, Spacer\n"
    "SimpleDocTemplate({out!r}).build([Spacer(1, 1)])\n"
)


def cpu_seconds(words: list[str]) -> float:
    """User and system time of one process."""
    before = os.times()
    subprocess.run(words, check=True, stderr=subprocess.DEVNULL)
    after = os.times()
    return after.children_user - before.children_user + after.children_system - before.children_system


def main() -> None:
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
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
        commands = {
            "ours": ours,
            "canvas": [sys.executable, "-c", CANVAS.format(out=str(Path(folder) / "canvas.pdf"))],
            "platypus": [sys.executable, "-c", PLATYPUS.format(out=str(Path(folder) / "platypus.pdf"))],
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _round in range(ROUNDS):
            for name, words in commands.items():
                times[name].append(cpu_seconds(words))
    least = {name: min(values) for name, values in times.items()}
    print(f"emergency sheet from a cold start: {least['ours'] * 1000:.0f} ms CPU")
    for name in ("canvas", "platypus"):
        print(f"x {least['ours'] / least[name]:.2f} of an empty page by {name} ({least[name] * 1000:.0f} ms)")
    print("goal: at most 1.5 x importing ReportLab and writing an empty page")


if __name__ == "__main__":
    main()

"""A verified backup of ten years of data while a writer goes on writing, against a plain copy of the same bytes.

Run by hand: ``python tests/benchmarks/bench_backup.py``. Least of several interleaved rounds; the goal is under 1 s.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from threading import Event, Thread

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from caregiver_app.services.backups.restoring import look_into  # noqa: E402 - after the path
from tests.backups import HOUSEHOLD, KEY, make  # noqa: E402
from tests.clock import NOON  # noqa: E402
from tests.vaults import new_household, old_file, raw  # noqa: E402

ENTRIES = 30_000
ROUNDS = 7


def ten_years(path: Path) -> None:
    """Some 10 MB: eight changes a day."""
    new_household(path, HOUSEHOLD).close()
    connection = raw(path)
    connection.execute("BEGIN")
    columns = [row[1] for row in connection.execute("PRAGMA table_info(history)")]
    [first] = connection.execute("SELECT * FROM history").fetchall()
    for number in range(2, ENTRIES):
        values = dict(zip(columns, first, strict=True)) | {
            "number": number,
            "changes": f'{{"n":{number}}}' + "x" * 250,
        }
        connection.execute(
            f"INSERT INTO history VALUES ({','.join('?' * len(columns))})", list(values.values())
        )
    connection.execute("COMMIT")
    connection.close()


def plain_copy(source: Path, target: Path) -> None:
    with source.open("rb") as read, target.open("wb") as written:
        shutil.copyfileobj(read, written, 1 << 20)
        written.flush()
        os.fsync(written.fileno())


def timed(step: Callable[[], object]) -> float:
    start = time.perf_counter()
    step()
    return time.perf_counter() - start


def main() -> None:
    """Prints seconds and ratios, and the longest that a write waited."""
    os.environ["XDG_DATA_HOME"] = tempfile.mkdtemp()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        home = folder / "home.caregiver"
        ten_years(home)
        ended, waits = Event(), [0.0]

        def write() -> None:
            with old_file(home) as file:
                while not ended.is_set():
                    waits.append(timed(lambda: file.keep_draft("form", {"n": str(len(waits))})))

        writer = Thread(target=write)
        writer.start()
        copies, backups, drills = [], [], []
        for number in range(ROUNDS):
            backup = folder / f"backup{number}"
            copies.append(timed(partial(plain_copy, home, folder / f"copy{number}")))
            backups.append(timed(partial(make, home, backup)))
            drills.append(timed(partial(look_into, backup, home, KEY, NOON + timedelta(number))))
        ended.set()
        writer.join()
        size, ratio = home.stat().st_size / 2**20, min(backups) / min(copies)
        print(f"household {size:.1f} MiB; {len(waits)} writes meanwhile, longest {max(waits):.3f} s")
        print(f"plain copy + fsync   {min(copies):.3f} s")
        print(
            f"verified backup      {min(backups):.3f} s, {ratio:.1f} x the copy, worst {max(backups):.3f} s"
        )
        print(f"restored on trial    {min(drills):.3f} s")


if __name__ == "__main__":
    main()

"""What encryption and durability cost: unlocking, reading, one small write, a new passphrase.

Run by hand: ``python tests/benchmarks/bench_vault.py``. Each number is the least of several interleaved rounds; the
first opening is timed in a process of its own, since it loads the database and the cipher.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Final

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from caregiver_app.domain.household import Household
from caregiver_app.interop.household_document import read_document
from caregiver_app.services.opening import create_file, open_file
from caregiver_app.storage import HouseholdFile, add_holder, change_passphrase, new_access, unlock
from caregiver_app.storage.database.rows import Row
from caregiver_app.storage.household.state import begin_state, fill_state, read_state

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT: Final = Path(__file__).resolve().parents[2]
ROUNDS: Final = 9
WORDS: Final = "maple tundra oboe kettle prism"
COLD: Final = """
import sys, time
from pathlib import Path
path = Path(sys.argv[1])
from caregiver_app.storage import key_holders, unlock
from caregiver_app.storage.vault.key_slots import open_slot
from caregiver_app.services.opening import open_file
from datetime import datetime
if sys.argv[3:]:
    from caregiver_app.ui.entrance.unlock_flow import _load_database
    _load_database()
[anna] = key_holders(path)
start = time.perf_counter()
access = unlock(path, anna.id, sys.argv[2])
derived = time.perf_counter()
open_file(path, access, lambda: datetime.now().astimezone()).household
print(time.perf_counter() - derived, derived - start)
"""


def main() -> None:
    with tempfile.TemporaryDirectory(dir=ROOT.parent) as name:
        folder = Path(name)
        os.environ["XDG_DATA_HOME"] = name
        path = folder / "home.caregiver"
        access = new_access()
        holder = add_holder(path, access, "Anna", WORDS)
        sample = read_document((ROOT / "resources/sample/household.json").read_bytes()).household
        create_file(path, sample, access, _now, "Began").close()
        _unlocking(path, holder.id)
        _reading(folder, path, holder.id, sample)
        _writing(folder, path, holder.id)
        seconds = _least(lambda: change_passphrase(path, access, holder.id, WORDS), rounds=3)
        print(f"new passphrase                {seconds * 1000:8.1f} ms   (goal: under 1,000)")


def _unlocking(path: Path, holder_id: str) -> None:
    over, derived = _cold(path)
    print(f"a command's opening, over it  {over * 1000:8.1f} ms   (loads the database and the cipher)")
    over, derived = _cold(path, "loaded while one types, as by the lock screen")
    print(
        f"first opening, over the key   {over * 1000:8.1f} ms   (goal: under 500; the key took {derived * 1000:.0f})"
    )
    access = unlock(path, holder_id, WORDS)
    over = _least(lambda: open_file(path, access, _now).close())
    print(f"opening again, over the key   {over * 1000:8.1f} ms")


def _cold(path: Path, *loaded: str) -> tuple[float, float]:
    """Seconds to the open household over the key derivation, and of that, in a new process; the best of three."""
    words = [sys.executable, "-c", COLD, str(path), WORDS, *loaded]
    runs = [
        subprocess.run(words, check=True, capture_output=True, text=True, cwd=ROOT).stdout for _ in range(3)
    ]
    over, derived = min(tuple(map(float, run.split())) for run in runs)
    return over, derived


def _reading(folder: Path, path: Path, holder_id: str, sample: Household) -> None:
    plain = create_engine(f"sqlite:///{folder / 'plain'}", poolclass=StaticPool)
    with plain.begin() as connection:
        Row.metadata.create_all(connection)
        begin_state(connection)
        fill_state(connection, sample)

    def read_plain() -> None:
        with plain.connect() as connection:
            read_state(connection)

    with HouseholdFile.open(path, unlock(path, holder_id, WORDS)) as file:
        ours = theirs = float("inf")
        for _round in range(ROUNDS):
            ours, theirs = min(ours, _time(file.read)), min(theirs, _time(read_plain))
    plain.dispose()
    print(
        f"all that the screens show     {ours * 1000:8.1f} ms   {ours / theirs:5.2f} x plain SQLite (goal: 1.3)"
    )


def _writing(folder: Path, path: Path, holder_id: str) -> None:
    opened = open_file(path, unlock(path, holder_id, WORDS), _now)
    assert opened.file is not None
    bare = os.open(folder / "bare", os.O_CREAT | os.O_WRONLY, 0o600)
    count = 0

    def sync() -> None:
        os.write(bare, b"x" * 4096)
        os.fsync(bare)

    def tick() -> None:
        nonlocal count
        count += 1
        opened.keep_note_value("tick", str(count))

    def change() -> None:
        nonlocal count
        count += 1
        preferences = replace(opened.household.preferences, poison_number=f"555-{count:04}")
        opened.change("Changed", lambda held: replace(held, preferences=preferences))

    fsync = one = whole = float("inf")
    for _round in range(ROUNDS * 3):
        fsync, one, whole = min(fsync, _time(sync)), min(one, _time(tick)), min(whole, _time(change))
    os.close(bare)
    opened.close()
    print(f"one row, kept for good        {one * 1000:8.2f} ms   {one / fsync:5.2f} x fsync (goal: 5)")
    print(f"one change, with its history  {whole * 1000:8.2f} ms   {whole / fsync:5.2f} x fsync")


def _now() -> datetime:
    return datetime.now().astimezone()


def _least(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    return min(_time(work) for _round in range(rounds))


def _time(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


if __name__ == "__main__":
    main()

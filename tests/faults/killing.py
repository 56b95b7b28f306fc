"""Kills a child at a moment chosen by chance, and looks at what it left."""

from __future__ import annotations

import shutil
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from caregiver_app.services.opening import open_file
from caregiver_app.storage import (
    BackupDamaged,
    HouseholdFile,
    HouseholdFileMissing,
    add_holder,
    finish_restore,
    key_holders,
    keys_path,
    recovery_key,
    unlock_with_recovery_key,
    unpack_backup,
    write_backup,
)
from tests.clock import NOON, at_noon
from tests.faults.event_batches import LARGE, SMALL, examine_batches
from tests.faults.households import (
    NAME,
    NEW,
    OLD,
    check_closed,
    make,
    make_version_1,
    number_at,
    number_of,
    numbered,
    ways_in,
)
from tests.vaults import CHEAP, access

if TYPE_CHECKING:
    import random
    from pathlib import Path

    from caregiver_app.storage import Access
    from tests.faults.children import Child, Nursery

# A workload that ends by itself takes up to this long; a moment after its end is a good one to be killed at, too.
LONGEST = {
    "create": 0.35,
    "migrate": 0.2,
    "protect": 0.35,
    "passphrase": 0.15,
    "new_keys": 0.35,
    "remove": 0.1,
    "restore": 0.4,
}
BATCHES = {"events": SMALL, "many_events": LARGE}
WORKLOADS = ("edit", "idle", "backup", *BATCHES, *LONGEST)


def prepare(workload: str, path: Path) -> None:
    """What the child finds."""
    if workload == "migrate":
        make_version_1(path, encrypted=True)
    elif workload == "protect":
        make_version_1(path, encrypted=False)
    elif workload != "create":
        make(path)
    if workload == "remove":
        add_holder(path, access(), "Ben", NEW, cost=CHEAP)
    if workload == "restore":
        _prepare_restore(path)


def _prepare_restore(path: Path) -> None:
    """Household 3, and a backup of household 1."""
    opened = open_file(path, access(), at_noon)
    for number in (1, 2, 3):
        opened.change(f"change {number}", lambda _old, to=number: numbered(to))  # type: ignore[misc]
        if number == 1:
            backup = path.with_name("chosen.caregiver-backup")
            write_backup(path, access().secret.database_key(), backup, NOON, "0")
    opened.close()


def kill_one(nursery: Nursery, workload: str, path: Path, chance: random.Random) -> list[str]:
    """Starts it, kills it at some moment; returns what it had acknowledged."""
    child = nursery.start(workload, path)
    child.go()
    if workload in LONGEST:
        _let_pass(child, chance.uniform(0, LONGEST[workload]))
    else:
        for _change in range(
            1 if workload == "idle" else chance.randrange(3 if workload == "many_events" else 8)
        ):
            child.hear()
        _let_pass(child, chance.uniform(0, 0.6 if workload == "many_events" else 0.04))
    return child.kill()


def _let_pass(child: Child, seconds: float) -> None:
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        if not child.listen(left):
            return


def examine(workload: str, path: Path, told: list[str]) -> float:
    """What must hold whenever it was killed. Returns the seconds of work (not of waiting) it took to open it."""
    if workload in {"edit", "idle", "backup"}:
        return _examine_changes(path, told)
    if workload in BATCHES:
        return _examine_events(path, told, BATCHES[workload])
    if workload == "create" and "created" not in told:
        return _examine_begun(path, told)
    if workload in {"migrate", "protect"}:
        return _examine_migrated(workload, path, told)
    if workload == "restore":
        return _examine_restored(path, told)
    found = ways_in(path)
    began = time.process_time()
    assert number_at(path, next(iter(found.values()))) == 0
    seconds = time.process_time() - began
    if workload in {"passphrase", "new_keys"}:
        assert set(found) == {NEW} if told else set(found) in ({OLD}, {NEW})
    if workload == "remove":
        assert set(found) == {OLD} if told else set(found) in ({OLD}, {OLD, NEW})
    _examine_recovery_keys(path, found)
    return seconds


def _examine_recovery_keys(path: Path, found: dict[str, Access]) -> None:
    """The key on paper of the day before, or the one of those new keys that somebody has a passphrase to."""
    groups = {recovery_key(unlock_flow) for unlock_flow in found.values()}
    [key] = groups
    keys_path(path).unlink()
    with HouseholdFile.open(path, unlock_with_recovery_key(path, " ".join(key))) as file:
        number_of(file.read())
    assert key_holders(path)  # healed from the copy inside


def _examine_changes(path: Path, told: list[str]) -> float:
    acknowledged = max((int(each) for each in told if each.isdecimal()), default=0)
    began = time.process_time()
    number = number_at(path)
    seconds = time.process_time() - began
    assert acknowledged <= number <= acknowledged + 1
    backups = set(path.parent.glob("*.caregiver-backup"))
    assert {path.parent / f"{each.split()[1]}.caregiver-backup" for each in told if " " in each} <= backups
    for backup in backups:
        folder = path.parent / "unpacked"
        folder.mkdir()
        try:
            assert number_at(unpack_backup(backup, folder)) == int(backup.stem)
        except BackupDamaged:
            pytest.fail("a backup that is not whole has the name of one")
        finally:
            shutil.rmtree(folder)
    return seconds


def _examine_events(path: Path, told: list[str], size: int) -> float:
    began = time.process_time()
    examine_batches(path, told, size)
    return time.process_time() - began


def _examine_begun(path: Path, told: list[str]) -> float:
    began = time.process_time()
    with suppress(HouseholdFileMissing), HouseholdFile.open(path, access()) as file:
        assert number_of(file.read()) == 0  # never an empty one that looks healthy
    seconds = time.process_time() - began
    if path.exists():
        check_closed(path)
        assert told == ["keys"]
        assert key_holders(path)
    return seconds


def _examine_restored(path: Path, told: list[str]) -> float:
    """The one household or the other, never neither; and the one that was there is kept."""
    began = time.process_time()
    finish_restore(path)  # as the window does before anything else
    opened = open_file(path, access(), at_noon)
    number = number_of(opened.household)
    opened.close()
    seconds = time.process_time() - began
    assert number == 1 if told else number in {1, 3}
    check_closed(path)
    assert set(ways_in(path)) == {OLD}
    if number == 1:
        kept = [each for each in path.parent.glob("*.caregiver") if each != path]
        assert [_number_in(each) for each in kept] == [3]
    return seconds


def _number_in(path: Path) -> int:
    with HouseholdFile.open(path, access()) as file:
        return number_of(file.read())


def _examine_migrated(workload: str, path: Path, told: list[str]) -> float:
    from tests.storage.database.test_migrations import sample

    began = time.process_time()
    if path.read_bytes()[:15] == b"SQLite format 3":
        assert workload == "protect"
        assert not told
        again = path.with_name("again")
        again.mkdir()
        for each in path.parent.glob(f"{NAME}*"):
            if each.is_file():
                shutil.copy(each, again)
        path = again / NAME
        from caregiver_app.storage import protect_plain_file

        protect_plain_file(path, access())
    with HouseholdFile.open(path, access()) as file:
        assert file.read() == sample()
        assert file.drafts() == {"medication/new": {"product_name": "Kepp"}}
    seconds = time.process_time() - began
    check_closed(path)
    if workload == "protect" and told:
        assert set(ways_in(path)) == {OLD}
    return seconds

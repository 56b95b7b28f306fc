"""The disk says no: refused with a true sentence, nothing acknowledged is lost, and afterwards it saves."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.faults.households import NAME, OLD, leftovers, make, number_at, ways_in
from tests.faults.small_disk import fill
from tests.faults.tracing import attached, need_strace, spoiling
from tests.scale import scale

if TYPE_CHECKING:
    from tests.faults.children import Child, Nursery

STEPS = ("change", "draft", "backup", "keys", "export")


def suffering(nursery: Nursery, path: Path, step: str, **wishes: Any) -> Child:
    """A child with the household open, about to try that."""
    child = nursery.start("suffer", path, step=step, **wishes)
    child.go()
    assert child.hear() == "ready"
    return child


def hear(child: Child) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(child.hear())
    return said


def finish(child: Child) -> None:
    child.go()
    assert child.end() == 0


def is_refused(said: dict[str, Any], *words: str) -> None:
    """With a sentence of which one of the words is in it, and the household as it was."""
    assert said["error"] in {"CannotWriteHere", "CannotWriteError"}, said
    assert any(word in said["sentence"] for word in words), said["sentence"]
    assert said["unchanged"], said


def went_well(said: dict[str, Any]) -> bool:
    return not said["error"]


def spoilt(
    nursery: Nursery, path: Path, step: str, call: str, fault: str, when: str
) -> tuple[dict[str, Any], dict[str, Any]]:
    """How the step went with the fault, and again without it."""
    make(path)
    child = suffering(nursery, path, step)
    with attached(child.pid, *spoiling(call, fault, when)):
        child.go()
        first = hear(child)
    child.go()
    second = hear(child)
    finish(child)
    return first, second


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize(
    ("call", "fault", "words"),
    [
        ("pwrite64,write", "error=ENOSPC", ("full",)),
        ("pwrite64,write", "error=EIO", ("fault",)),
        ("fsync,fdatasync", "error=EIO", ("fault",)),
    ],
)
def test_a_fault_of_the_disk_is_told_and_after_it_all_can_be_saved(
    nursery: Nursery, path: Path, step: str, call: str, fault: str, words: tuple[str, ...]
) -> None:
    need_strace()
    for when in range(1, scale(2) + 1):
        first, second = spoilt(nursery, path, step, call, fault, f"{when}")
        if first["error"]:
            is_refused(first, *words)
        assert went_well(second), second
        expected = first["number"] if second["unchanged"] else second["number"]
        assert number_at(path) == expected
        assert not any(each.stat().st_size == 0 for each in path.parent.iterdir())
        assert leftovers(path.parent) <= {"b.caregiver-backup", "sheet.pdf"}
        for each in path.parent.iterdir():
            each.unlink()


@pytest.mark.parametrize("call", ["pread64", "openat"])
def test_a_disk_that_cannot_be_read_is_told_when_the_household_is_opened(
    nursery: Nursery, path: Path, call: str
) -> None:
    need_strace()
    for when in range(1, scale(4) + 1):
        make(path)
        child = suffering(nursery, path, "open")
        with attached(child.pid, *spoiling(call, "error=EIO", f"{when}", path)):
            child.go()
            first = hear(child)
        child.go()
        second = hear(child)
        finish(child)
        if first["error"]:
            assert first["sentence"]
        assert went_well(second), second
        assert number_at(path) == 0
        for each in path.parent.iterdir():
            each.unlink()


def test_a_limit_on_the_size_of_files_is_told_like_a_full_disk(nursery: Nursery, path: Path) -> None:
    make(path)
    child = suffering(nursery, path, "change", file_size=2048)
    child.go()
    is_refused(hear(child), "full")
    child.go()
    assert went_well(hear(child))
    finish(child)
    assert number_at(path) == 1


@pytest.mark.parametrize("step", STEPS)
def test_on_a_full_disk_nothing_is_lost_and_when_there_is_room_all_can_be_saved(
    nursery: Nursery, small_disk: Path, step: str
) -> None:
    path = small_disk / NAME
    make(path)
    child = suffering(nursery, path, step)
    filler = fill(small_disk, 0)
    child.go()
    is_refused(hear(child), "full")
    filler.unlink()
    child.go()
    assert went_well(hear(child))
    finish(child)
    assert number_at(path) == (1 if step == "change" else 0)
    assert leftovers(small_disk) <= {"b.caregiver-backup", "sheet.pdf"}


@pytest.mark.parametrize("room", [0, 4096, 20_000, 36_864])
def test_on_a_full_disk_the_household_can_still_be_looked_at_and_printed(
    nursery: Nursery, small_disk: Path, room: int
) -> None:
    path = small_disk / NAME
    make(path)
    filler = fill(small_disk, room)
    for step in ("open", "print"):
        child = suffering(nursery, path, step)
        for _again in range(2):
            child.go()
            said = hear(child)
            assert went_well(said), said
            assert said["number"] == 0
        finish(child)
    filler.unlink()
    assert number_at(path) == 0
    assert leftovers(small_disk) == set()


def test_on_a_full_home_disk_the_household_can_still_be_looked_at(
    nursery: Nursery, path: Path, small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(path)
    monkeypatch.setenv("XDG_DATA_HOME", str(small_disk))
    fill(small_disk, 0)
    child = suffering(nursery, path, "open")
    child.go()
    said = hear(child)
    assert went_well(said), said
    child.go()
    hear(child)
    finish(child)


def test_on_a_full_disk_what_a_killed_program_had_saved_can_still_be_looked_at(
    nursery: Nursery, small_disk: Path
) -> None:
    path = small_disk / NAME
    make(path)
    child = nursery.start("edit", path)
    child.go()
    for _change in range(3):
        child.hear()
    acknowledged = len(child.kill())
    path.with_name(f"{NAME}-shm").unlink()  # a power cut leaves none
    filler = fill(small_disk, 0)
    child = suffering(nursery, path, "print")
    for _again in range(2):
        child.go()
        said = hear(child)
        assert went_well(said), said
        assert acknowledged <= said["number"] <= acknowledged + 1
    finish(child)
    filler.unlink()
    assert acknowledged <= number_at(path) <= acknowledged + 1


@pytest.mark.parametrize("call", ["pread64", "pwrite64,fsync,fdatasync", "pread64,pwrite64,fsync,openat"])
def test_from_a_disk_that_no_longer_answers_everything_is_rescued_to_another(
    nursery: Nursery, path: Path, call: str
) -> None:
    need_strace()
    make(path)
    elsewhere = path.parent / "elsewhere"
    elsewhere.mkdir()
    child = nursery.start("suffer", path, step="rescue", changes=3)
    child.go()
    assert child.hear() == "ready"
    spoilt = [each for end in ("", "-wal", "-shm", ".keys") for each in ("-P", f"{path}{end}")]
    with attached(child.pid, *spoilt, *spoiling(call, "error=EIO", "1+")):
        child.go()
        said = hear(child)
    assert went_well(said), said
    child.go()
    hear(child)
    finish(child)
    both = list(elsewhere.glob("*.caregiver"))
    assert len(both) == 2
    for rescued in both:
        assert number_at(rescued) == 3
        assert set(ways_in(rescued)) == {OLD}
    assert number_at(path) == 3

"""A file or a folder that may not be written to: to look at and to print, and it says so."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.faults.households import NAME, make, number_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.faults.children import Nursery

_NOBODY = 65_534


@pytest.fixture
def path(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Household 0, of a person who is not the administrator: nothing is read-only to that one."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        own = Path(folder) / "own"
        home = Path(folder) / "home"
        for each in (own, home):
            each.mkdir()
        path = own / NAME
        make(path)
        monkeypatch.setenv("XDG_DATA_HOME", str(home))
        yield path
        own.chmod(0o700)


def give_away(path: Path) -> None:
    if os.geteuid() == 0:
        for each in (path.parent, *path.parent.iterdir(), Path(os.environ["XDG_DATA_HOME"])):
            os.chown(each, _NOBODY, _NOBODY)


def tried(nursery: Nursery, path: Path, step: str) -> tuple[dict[str, Any], dict[str, Any]]:
    give_away(path)
    child = nursery.start("suffer", path, step=step, as_nobody=os.geteuid() == 0)
    child.go()
    assert child.hear() == "ready"
    said = []
    for _time in range(2):
        child.go()
        said.append(json.loads(child.hear()))
    child.go()
    assert child.end() == 0
    return said[0], said[1]


@pytest.mark.parametrize("what", ["file", "folder", "both"])
def test_what_may_not_be_written_to_can_be_looked_at_and_printed_and_says_so(
    nursery: Nursery, path: Path, what: str
) -> None:
    if what in {"file", "both"}:
        path.chmod(0o400)
    if what in {"folder", "both"}:
        path.parent.chmod(0o500)
    before = path.read_bytes()
    for said in tried(nursery, path, "print"):
        assert (said["error"], said["number"], said["view_only"]) == ("", 0, True)
        assert "look and print" in said["notices"][0]
    for said in tried(nursery, path, "change"):
        assert (said["error"], said["unchanged"]) == ("ViewOnly", True)
        assert said["sentence"]
    assert path.read_bytes() == before


@pytest.mark.parametrize("after", ["a kill", "a power cut"])
@pytest.mark.parametrize("what", ["file", "folder"])
def test_a_household_of_a_killed_program_can_be_looked_at_where_it_may_not_be_written(
    nursery: Nursery, path: Path, what: str, after: str
) -> None:
    child = nursery.start("edit", path)
    child.go()
    for _change in range(3):
        child.hear()
    acknowledged = len(child.kill())
    if after == "a power cut":
        path.with_name(f"{path.name}-shm").unlink()
    (path if what == "file" else path.parent).chmod(0o400 if what == "file" else 0o500)
    first, _second = tried(nursery, path, "print")
    assert not first["error"], first
    assert acknowledged <= first["number"] <= acknowledged + 1
    path.parent.chmod(0o700)
    path.chmod(0o600)
    assert number_at(path) == first["number"]

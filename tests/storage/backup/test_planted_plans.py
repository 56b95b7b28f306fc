"""A restore that somebody else wrote down beside the household."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from caregiver_app.storage import finish_restore, restore_file
from tests.backups import is_restored, kill_at, restore_code
from tests.clock import NOON

if TYPE_CHECKING:
    from pathlib import Path

PLAN = {"aside": "taken.caregiver", "has_keys": True}


@pytest.mark.parametrize("mode", [0o700, 0o755, 0o777])
@pytest.mark.parametrize(
    "text",
    ["[]", "{", "", json.dumps(PLAN), json.dumps(PLAN | {"seal": "00" * 32}), json.dumps(PLAN | {"seal": 5})],
)
def test_a_planted_plan_is_neither_obeyed_nor_in_the_way(
    home: Path, backup: Path, tmp_path: Path, text: str, mode: int
) -> None:
    """Whoever may write to the folder of a household could put one there: a sync tool, a shared stick."""
    ready = tmp_path / ".home.caregiver.restoring"
    ready.mkdir(mode=0o700)
    ready.chmod(mode)
    (ready / "plan.json").write_text(text)
    (ready / "household.caregiver").write_bytes(b"evil")
    before = home.read_bytes()
    assert finish_restore(home) is None
    assert (home.read_bytes(), (ready / "household.caregiver").read_bytes()) == (before, b"evil")
    restore_file(backup, home, NOON)
    assert is_restored(home)
    assert not ready.exists()


def test_a_link_in_the_place_of_the_folder_is_not_followed(home: Path, backup: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir(mode=0o700)
    (elsewhere / "letter").touch()
    (tmp_path / ".home.caregiver.restoring").symlink_to(elsewhere)
    assert finish_restore(home) is None
    restore_file(backup, home, NOON)
    assert is_restored(home)
    assert (elsewhere / "letter").exists()


def test_a_plan_of_another_household_on_this_computer_is_not_obeyed(home: Path, backup: Path) -> None:
    """It is sealed with its place."""
    kill_at("_carry_out", restore_code(backup, home))
    ready = home.with_name(".home.caregiver.restoring")
    other = home.with_name("other.caregiver")
    ready.rename(home.with_name(".other.caregiver.restoring"))
    assert finish_restore(other) is None
    assert not other.exists()

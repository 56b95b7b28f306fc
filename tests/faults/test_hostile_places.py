"""Pipes, devices, wrong clocks and costly files in the place of what is read: told at once, never waited for."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
import time_machine

from caregiver_app.cli import main
from caregiver_app.services.explain import explain
from caregiver_app.storage import (
    KeysDamaged,
    TooManyHolders,
    add_holder,
    backups_folder,
    key_holders,
    keys_path,
    make_new_keys,
)
from caregiver_app.storage.vault.key_text import MOST_SLOTS
from tests.faults.households import NAME, OLD, make, number_at
from tests.key_files import document_of, rewrite
from tests.vaults import CHEAP, access

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any


@pytest.fixture
def folder(path: Path) -> Path:
    make(path)
    (path.parent / "words").write_text(OLD)
    return path.parent


def pipe(place: Path) -> None:
    os.mkfifo(place)


def device(place: Path) -> None:
    place.symlink_to("/dev/zero")


@pytest.mark.parametrize("plant", [pipe, device])
@pytest.mark.timeout(20)
def test_a_pipe_or_a_device_is_never_waited_for(
    folder: Path, plant: Callable[[Path], None], capsys: pytest.CaptureFixture[str]
) -> None:
    strange, words = folder / "strange", ["--passphrase-file", str(folder / "words")]
    plant(strange)
    for argv in (
        ["check", str(strange)],
        ["import", str(strange), "--household", str(folder / "new"), *words],
        ["unlock-check", "--household", str(strange), *words],
        ["unlock-check", "--household", str(folder / NAME), "--passphrase-file", str(strange)],
        ["verify", "--backup", str(strange), *words],
        ["restore", str(strange), "--household", str(folder / "new"), *words],
    ):
        assert main(argv) == 1, argv
        assert capsys.readouterr().err
    keys_path(folder / NAME).unlink()
    plant(keys_path(folder / NAME))
    assert main(["unlock-check", "--household", str(folder / NAME), *words]) == 1
    assert "key file" in capsys.readouterr().err
    assert not (folder / "new").exists()


@pytest.mark.parametrize("plant", [pipe, device])
@pytest.mark.timeout(20)
def test_one_among_the_backups_is_in_nobodys_way(folder: Path, plant: Callable[[Path], None]) -> None:
    backups_folder(folder / NAME).mkdir()
    plant(backups_folder(folder / NAME) / "2026-01-01T000000Z.caregiver-backup")
    keyed = ["--household", str(folder / NAME), "--passphrase-file", str(folder / "words")]
    assert main(["backup", *keyed]) == 0
    keys_path(folder / NAME).unlink()
    assert main(["unlock-check", *keyed]) == 0


@pytest.mark.parametrize("version", [1, 2])
def test_more_slots_than_anybody_needs_are_not_tried_one_by_one(folder: Path, version: int) -> None:
    def many(document: Any) -> None:
        [slots] = [each["slots"] for each in document["sets"]]
        slots *= 1500

    def costly(document: Any) -> None:
        [slots] = [each["slots"] for each in document["sets"]]
        slots[0]["cost"] = {"memory_kib": 524_288, "passes": 4, "lanes": CHEAP.lanes}
        slots.extend({**slots[0], "id": f"{number:032x}"} for number in range(16))

    for change in (many, costly):
        rewrite(folder / NAME, change, version=version)
        if version == 1 or change is costly:
            with pytest.raises(KeysDamaged):
                key_holders(folder / NAME)
        else:
            assert len(key_holders(folder / NAME)) == 1  # one slot, written many times
        keys_path(folder / NAME).unlink()
        make(folder / NAME)


@pytest.mark.parametrize("year", [1970, 1999, 2226])
def test_with_a_clock_that_cannot_be_right_it_is_said_and_backups_are_made(
    folder: Path, year: int, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--passphrase-file", str(folder / "words")]
    keyed = ["--household", str(folder / NAME), *words]
    elsewhere = folder / "b.caregiver-backup"
    with time_machine.travel(datetime(year, 2, 28, 12, tzinfo=UTC), tick=False):
        assert main(["backup", *keyed]) == 0
        said = capsys.readouterr().err
        assert "clock says" in said
        assert str(year) in said
        assert main(["backup", *keyed, "-o", str(elsewhere)]) == 0
        assert main(["verify", *keyed]) == 0
        [beside] = backups_folder(folder / NAME).iterdir()
        for backup in (beside, elsewhere):
            assert main(["verify", "--backup", str(backup), *words]) == 0
        assert main(["restore", str(beside), "--household", str(folder / "again"), *words]) == 0


def test_as_many_people_as_there_may_be_are_added_and_no_more_and_new_keys_can_be_made(path: Path) -> None:
    make(path)
    slots = document_of(path)["sets"][0]["slots"]

    def fill(document: Any) -> None:
        document["sets"][0]["slots"] = [
            *slots,
            *({**slots[0], "id": f"{number:032x}", "name": f"{number}"} for number in range(MOST_SLOTS - 1)),
        ]

    rewrite(path, fill)
    assert len(key_holders(path)) == MOST_SLOTS
    with pytest.raises(TooManyHolders) as caught:
        add_holder(path, access(), "Zoe", "one more passphrase", cost=CHEAP)
    assert f"{MOST_SLOTS}" in explain(caught.value)
    fresh = make_new_keys(path, access(), "Anna", OLD, cost=CHEAP)
    assert [each.name for each in key_holders(path)] == ["Anna"]
    assert number_at(path, fresh) == 0

"""Jobs on real households and real files."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from caregiver_app import storage
from caregiver_app.domain.errors import InvalidField
from caregiver_app.domain.events import AlreadyRecordedError
from caregiver_app.domain.household import Household
from caregiver_app.domain.prints import PrintRecord
from caregiver_app.paths import resources
from caregiver_app.services.open_household import OpenHousehold
from caregiver_app.services.opening import open_demo
from caregiver_app.storage import HouseholdFileExists
from tests.clock import at_noon
from tests.services.theo import HOUSEHOLD, THEO, TODAY
from tests.vaults import new_household, old_household

if TYPE_CHECKING:
    from pathlib import Path


def renamed(name: str) -> Household:
    return Household(care_recipients=(replace(THEO, preferred_name=name),))


def test_a_change_is_kept_told_and_taken_back(tmp_path: Path) -> None:
    opened = new_household(tmp_path / "h", HOUSEHOLD)
    told: list[str] = []
    opened.changed = told.append
    opened.change("Renamed Theo", lambda _household: renamed("Teddy"))
    assert opened.next_undo == "Renamed Theo"
    assert opened.undo() == "Renamed Theo"
    assert opened.household == HOUSEHOLD
    assert opened.redo() == "Renamed Theo"
    opened.close()
    again = old_household(tmp_path / "h")
    assert again.household == renamed("Teddy")
    again.close()
    assert told == ["Renamed Theo"] * 3


def test_a_change_that_changes_nothing_is_nothing_to_undo() -> None:
    opened = OpenHousehold(HOUSEHOLD, at_noon)
    opened.change("Nothing", lambda household: household)
    assert opened.next_undo == opened.undo() == opened.redo() == opened.next_redo == ""


def test_a_new_change_ends_what_could_be_done_again() -> None:
    opened = OpenHousehold(HOUSEHOLD, at_noon)
    opened.change("one", lambda _h: renamed("A"))
    opened.undo()
    assert opened.next_redo == "one"
    opened.change("two", lambda _h: renamed("B"))
    assert opened.next_redo == ""


def test_a_failed_change_changes_nothing() -> None:
    opened = OpenHousehold(HOUSEHOLD, at_noon)
    with pytest.raises(InvalidField):
        opened.change("bad", lambda _h: renamed(""))
    assert opened.household == HOUSEHOLD
    assert opened.next_undo == ""


def test_undo_never_takes_back_a_print() -> None:
    opened = OpenHousehold(HOUSEHOLD, at_noon)
    record = PrintRecord(1, "emergency", "p", TODAY, "f")
    opened.change("Renamed", lambda _h: renamed("A"))
    opened.keep_print(record)
    opened.keep_print(record)
    opened.undo()
    assert (opened.household, opened.prints) == (HOUSEHOLD, (record,))
    opened.redo()
    assert opened.prints == (record,)


def test_two_prints_never_share_a_serial() -> None:
    opened = OpenHousehold(HOUSEHOLD, at_noon)
    opened.keep_print(PrintRecord(1, "emergency", "p", TODAY, "f"))
    with pytest.raises(AlreadyRecordedError):
        opened.keep_print(PrintRecord(1, "emergency", "p", TODAY, "of something else"))


def test_what_another_window_wrote_is_taken_over_and_never_undone(tmp_path: Path) -> None:
    first = new_household(tmp_path / "h", HOUSEHOLD)
    first.change("Renamed", lambda _h: renamed("A"))
    second = old_household(tmp_path / "h")
    second.change("Renamed again", lambda _h: renamed("B"))
    told: list[str] = []
    first.changed = told.append
    with pytest.raises(storage.ChangedElsewhere):
        first.change("Renamed too late", lambda _h: renamed("C"))
    assert first.household == renamed("B")
    assert first.next_undo == ""
    assert told == [""]
    first.change("Renamed in time", lambda _h: renamed("C"))
    assert first.household == renamed("C")
    first.close()
    second.close()


def test_drafts_outlive_the_program(tmp_path: Path) -> None:
    opened = new_household(tmp_path / "h", HOUSEHOLD)
    opened.keep_draft("form", {"dose": "10"})
    opened.keep_draft("other", {"a": "b"})
    opened.drop_draft("other")
    opened.drop_draft("never there")
    assert opened.path == tmp_path / "h"
    opened.close()
    again = old_household(tmp_path / "h")
    assert again.draft("form") == {"dose": "10"}
    assert again.draft("other") == {}
    again.close()


def test_the_made_up_household_is_kept_nowhere() -> None:
    opened = open_demo(resources(), at_noon)
    opened.keep_draft("form", {"a": "b"})
    assert opened.draft("form") == {"a": "b"}
    opened.drop_draft("form")
    opened.close()
    assert opened.path is None
    assert [person.preferred_name for person in opened.household.care_recipients] == ["Theo", "Ruth", "Nadia"]


def test_a_new_household_never_replaces_a_file(tmp_path: Path) -> None:
    (tmp_path / "h").write_text("letter")
    with pytest.raises(HouseholdFileExists):
        new_household(tmp_path / "h", HOUSEHOLD)
    assert (tmp_path / "h").read_text() == "letter"

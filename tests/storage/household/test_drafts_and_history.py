from __future__ import annotations

import os
from contextlib import closing
from dataclasses import replace
from decimal import Decimal

import pytest

from caregiver_app.domain.history import EntryKind, HistoryEntry
from caregiver_app.domain.household import Household
from caregiver_app.domain.medication import TimesOfDay
from caregiver_app.domain.quantity import Quantity, Unit
from caregiver_app.storage import (
    ChangedElsewhere,
    HouseholdFile,
    HouseholdFileDamaged,
    HouseholdFileReplaced,
)
from tests.clock import NOON
from tests.storage.household.homes import BACLOFEN, HOME, SAM
from tests.vaults import old_file, raw


def test_drafts_are_kept_replaced_and_dropped(file: HouseholdFile) -> None:
    assert file.drafts() == {}
    file.keep_draft("medication/m1", {"dose": "10", "notes": "<b>é\ud800\x00🙂"})
    file.keep_draft("person/new", {})
    file.keep_draft("medication/m1", {"dose": "10 m"})
    file.close()
    with old_file(file.path) as again:
        assert again.drafts() == {"medication/m1": {"dose": "10 m"}, "person/new": {}}
        again.drop_draft("medication/m1")
        again.drop_draft("never there")
        assert again.drafts() == {"person/new": {}}


def test_a_draft_keeps_what_no_field_would_take(file: HouseholdFile) -> None:
    fields = {"notes": "half a pair \ud800, a bell \x07, a NUL \x00", "": "x" * 100_000}
    file.keep_draft("form", fields)
    assert file.drafts() == {"form": fields}


def test_keeping_a_draft_does_not_stand_in_the_way_of_a_write(file: HouseholdFile) -> None:
    with old_file(file.path) as other:
        other.keep_draft("form", {"a": "b"})
    file.write(HOME)
    assert file.read() == HOME


def test_times_and_amounts_are_kept_as_text_a_person_can_read(file: HouseholdFile) -> None:
    from datetime import time

    ten = Quantity(Decimal("10.0"), Unit.MG)
    daily = replace(BACLOFEN, timing=TimesOfDay((time(20), time(8, 5))), measured_as=ten)
    file.write(Household(care_recipients=(replace(SAM, medications=(daily,)),)))
    with closing(raw(file.path)) as plain:
        row = plain.execute(
            "SELECT dose_amount, dose_unit, measured_as_amount, times_of_day FROM medication"
        ).fetchone()
    assert row == ("0.1", "mg", "10", '["08:05", "20:00"]')


def test_history_is_numbered_kept_in_order_and_only_added_to(file: HouseholdFile) -> None:
    file.write(HOME, HistoryEntry(0, NOON, "Anna", EntryKind.CHANGE, "Added Sam", '{"a": 1}'))
    file.add_entry(HistoryEntry(0, NOON, "", EntryKind.OPENED, "Opened"))
    file.close()
    with old_file(file.path) as again:
        assert [(entry.number, entry.at, entry.who, entry.what) for entry in again.history()] == [
            (1, NOON, "Anna", "Added Sam"),
            (2, NOON, "", "Opened"),
        ]
        assert again.history()[0].at.utcoffset() == NOON.utcoffset()
    with closing(raw(file.path)) as connection:
        for statement in ("UPDATE history SET who = 'Ben'", "DELETE FROM history"):
            with pytest.raises(Exception, match="history is only added to"):
                connection.execute(statement)


def test_a_change_and_its_history_are_kept_together_or_not_at_all(file: HouseholdFile) -> None:
    with old_file(file.path) as other:
        other.write(HOME)
    with pytest.raises(ChangedElsewhere):
        file.write(Household(), HistoryEntry(0, NOON, "Anna", EntryKind.CHANGE, "Removed Sam"))
    assert file.history() == ()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE care_recipient SET notes = 'of another time'",
        "DELETE FROM contact_phone",
        "UPDATE medication SET position = 1 - position",
    ],
)
def test_rows_of_another_time_are_damage_though_each_is_sound(file: HouseholdFile, statement: str) -> None:
    """What a disk does that loses one write: an old page is whole in itself."""
    file.write(HOME)
    with closing(raw(file.path)) as connection:
        connection.execute(statement)
    with pytest.raises(HouseholdFileDamaged):
        file.read()


def test_a_history_with_an_entry_missing_is_damage(file: HouseholdFile) -> None:
    for what in ("one", "two"):
        file.add_entry(HistoryEntry(0, NOON, "Anna", EntryKind.OPENED, what))
    with closing(raw(file.path)) as connection:
        connection.execute("DROP TRIGGER history_is_never_removed")
        connection.execute("DELETE FROM history WHERE number = 2")
    with pytest.raises(HouseholdFileDamaged):
        file.history()


def test_notes_are_kept_and_replaced(file: HouseholdFile) -> None:
    assert file.note("place") == ""
    file.keep_note("place", "/mnt/stick")
    file.keep_note("place", "/mnt/other")
    file.close()
    with old_file(file.path) as again:
        assert again.note("place") == "/mnt/other"


def test_a_wal_that_is_taken_away_is_noticed_before_anything_more_is_lost(file: HouseholdFile) -> None:
    """It looks like rubbish to whoever tidies up; what is written next would go where nobody finds it."""
    file.write(HOME)
    file.path.with_name(f"{file.path.name}-wal").unlink()
    with pytest.raises(HouseholdFileReplaced):
        file.write(Household())
    stick = file.path.parent / "stick"
    stick.mkdir()
    rescued = file.rescue(stick, NOON, HOME, {}, ())
    with old_file(rescued) as again:
        assert again.read() == HOME


def test_a_touch_that_changes_nothing_is_no_reason_to_stop(file: HouseholdFile) -> None:
    """A backup tool sets the time of a file back."""
    file.write(HOME)
    os.utime(file.path, (0, 0))
    file.write(Household())
    assert file.read() == Household()

from __future__ import annotations

import os
import stat
from contextlib import closing
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, given

from caregiver_app.domain.contacts import Contact, ContactRole, Phone
from caregiver_app.domain.history import EntryKind, HistoryEntry
from caregiver_app.domain.household import Household
from caregiver_app.domain.medication import Medication, Stopped, TimesOfDay
from caregiver_app.domain.people import AllergiesRecorded, Allergy, CareRecipient, ImplantedDevice
from caregiver_app.domain.preferences import Preferences
from caregiver_app.domain.pump import Pump
from caregiver_app.domain.quantity import Quantity, Unit
from caregiver_app.interop.household_document import read_document, write_document
from caregiver_app.storage import (
    ChangedElsewhere,
    HouseholdFile,
    HouseholdFileBusy,
    HouseholdFileDamaged,
    HouseholdFileReplaced,
)
from tests.clock import NOON
from tests.scale import examples
from tests.strategies import households
from tests.vaults import new_file, old_file, raw

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Shrinking a whole household takes minutes; the failing one says enough.
SOME = examples(20, phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck))
BACLOFEN = Medication("m1", "Lioresal", dose=Quantity(Decimal("0.1"), Unit.MG), notes="<b>&\u202e🙂")
KEPPRA = Medication("m2", "Keppra", ingredients=("levetiracetam",))
PUMP = Pump("pump1", "baclofen", clinic_phones=(Phone("555-0100"), Phone("555-0101")))
SAM = CareRecipient("sam", "Sam", medications=(BACLOFEN, KEPPRA), pumps=(PUMP,))
ANN = Contact("ann", "Ann", ContactRole.FAMILY, care_recipient_ids=("sam",), phones=(Phone("555-0102"),))
HOME = Household(care_recipients=(SAM,), contacts=(ANN,))


@pytest.fixture
def file(tmp_path: Path) -> Iterator[HouseholdFile]:
    with new_file(tmp_path / "home.caregiver") as file:
        yield file


@SOME
@given(first=households(), second=households())
def test_any_household_comes_back_also_over_another(
    file: HouseholdFile, first: Household, second: Household
) -> None:
    for household in (first, second, first):
        file.write(household)
        assert file.read() == household
        assert read_document(write_document(file.read())).household == household


def test_a_household_is_there_after_closing_and_opening(file: HouseholdFile) -> None:
    file.write(HOME)
    file.close()
    with old_file(file.path) as again:
        assert again.read() == HOME


def test_a_new_file_holds_an_empty_household_and_is_private(file: HouseholdFile) -> None:
    assert file.read() == Household()
    file.write(HOME)
    for path in file.path.parent.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path


def test_nothing_but_the_file_is_left_in_the_folder_after_closing(file: HouseholdFile) -> None:
    file.write(HOME)
    file.close()
    assert list(file.path.parent.iterdir()) == [file.path]


def test_the_file_says_what_it_is_and_is_made_to_last(file: HouseholdFile) -> None:
    with closing(raw(file.path)) as plain:
        assert plain.execute("PRAGMA application_id").fetchone() == (0x43475648,)
        assert plain.execute("PRAGMA user_version").fetchone() == (3,)
        assert plain.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    driver = file._opened.engine.raw_connection().driver_connection
    assert driver is not None
    assert driver.execute("PRAGMA synchronous").fetchone() == (2,)
    assert driver.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_rows_that_did_not_change_are_not_written(file: HouseholdFile) -> None:
    file.write(HOME)
    stopped = replace(KEPPRA, stopped=Stopped(date(2026, 12, 4), "rash"))
    written = statements_of(
        file, replace(HOME, care_recipients=(replace(SAM, medications=(BACLOFEN, stopped)),))
    )
    assert [words for words in written if "meta" not in words and "seal" not in words] == [
        "UPDATE medication SET stopped_on=?, stopped_reason=? WHERE medication.id = ?"
    ]


def test_writing_the_same_household_touches_the_revision_only(file: HouseholdFile) -> None:
    file.write(HOME)
    assert statements_of(file, file.read()) == ["UPDATE meta SET revision=?"]


def test_what_is_gone_is_deleted_with_all_that_belongs_to_it(file: HouseholdFile) -> None:
    devices = (ImplantedDevice("shunt"), ImplantedDevice("pacemaker"))
    allergies = AllergiesRecorded((Allergy("latex"), Allergy("eggs")))
    file.write(replace(HOME, care_recipients=(replace(SAM, allergies=allergies, implanted_devices=devices),)))
    file.write(Household())
    assert file.read() == Household()
    with closing(raw(file.path)) as plain:
        tables = [name for (name,) in plain.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        filled = {name for name in tables if plain.execute(f"SELECT count(*) FROM {name}").fetchone()[0]}
    assert filled == {"meta", "preferences", "seal"}


def test_a_medicine_may_move_to_another_person_whose_ids_and_order_change(file: HouseholdFile) -> None:
    file.write(HOME)
    kim = CareRecipient("kim", "Kim", medications=(KEPPRA, BACLOFEN), pumps=(PUMP,))
    moved = Household(care_recipients=(kim,), contacts=(replace(ANN, care_recipient_ids=()),))
    file.write(moved)
    assert file.read() == moved


def test_people_and_contacts_keep_their_order(file: HouseholdFile) -> None:
    people = tuple(CareRecipient(key, "Sam") for key in ("c", "a", "b"))
    ann = replace(ANN, care_recipient_ids=())
    zoe = replace(ann, id="zoe")
    for household in (
        Household(care_recipients=people, contacts=(zoe, ann)),
        Household(care_recipients=people[::-1], contacts=(ann, zoe)),
    ):
        file.write(household)
        assert file.read() == household


def test_a_write_that_fails_half_way_leaves_what_was_there(file: HouseholdFile) -> None:
    file.write(HOME)
    with file._opened.engine.connect() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER stop BEFORE INSERT ON contact BEGIN SELECT RAISE(ABORT, 'power cut'); END"
        )
        connection.commit()
    two = replace(
        HOME, care_recipients=(replace(SAM, medications=()),), contacts=(ANN, replace(ANN, id="bo"))
    )
    with pytest.raises(Exception, match="power cut"):
        file.write(two)
    assert file.read() == HOME
    with file._opened.engine.connect() as connection:
        connection.exec_driver_sql("DROP TRIGGER stop")
        connection.commit()
    with old_file(file.path) as other:
        assert other.read() == HOME


def test_a_write_over_what_somebody_else_wrote_is_refused(file: HouseholdFile) -> None:
    with old_file(file.path) as other:
        other.write(HOME)
        with pytest.raises(ChangedElsewhere) as caught:
            file.write(Household(preferences=Preferences(country="CA")))
        assert caught.value.path == str(file.path)
        assert other.read() == HOME
    assert file.read() == HOME
    file.write(Household())
    assert file.read() == Household()


def test_a_file_that_is_being_written_elsewhere_is_busy(file: HouseholdFile) -> None:
    file.write(HOME)
    with (
        closing(raw(file.path)) as plain,
        old_file(file.path) as impatient,
    ):
        driver = impatient._opened.engine.raw_connection().driver_connection
        assert driver is not None
        driver.execute("PRAGMA busy_timeout = 0")
        plain.execute("BEGIN IMMEDIATE")
        assert impatient.read() == HOME
        with pytest.raises(HouseholdFileBusy):
            impatient.write(Household())


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


def statements_of(file: HouseholdFile, household: Household) -> list[str]:
    """What a write sends to SQLite, reads and transactions aside."""
    from sqlalchemy import event

    heard: list[str] = []

    def hear(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        heard.append(statement)

    event.listen(file._opened.engine, "before_cursor_execute", hear)
    try:
        file.write(household)
    finally:
        event.remove(file._opened.engine, "before_cursor_execute", hear)
    return [words for words in heard if words.startswith(("INSERT", "UPDATE", "DELETE"))]


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

from __future__ import annotations

import stat
from contextlib import closing
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given

from caregiver_app.domain.household import Household
from caregiver_app.domain.medication import Stopped
from caregiver_app.domain.people import AllergiesRecorded, Allergy, CareRecipient, ImplantedDevice
from caregiver_app.domain.preferences import Preferences
from caregiver_app.interop.household_document import read_document, write_document
from caregiver_app.storage import (
    ChangedElsewhere,
    HouseholdFile,
    HouseholdFileBusy,
)
from tests.scale import examples
from tests.storage.household.homes import ANN, BACLOFEN, HOME, KEPPRA, PUMP, SAM
from tests.strategies import households
from tests.vaults import old_file, raw

# Shrinking a whole household takes minutes; the failing one says enough.
SOME = examples(20, phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck))


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
        assert plain.execute("PRAGMA user_version").fetchone() == (4,)
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

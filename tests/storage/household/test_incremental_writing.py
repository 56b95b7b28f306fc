"""A write costs what changed, and leaves what writing everything at once would have left."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, given
from hypothesis import strategies as st
from sqlalchemy import event

from caregiver_app.domain.household import Household
from caregiver_app.domain.medication import Medication
from caregiver_app.domain.people import CareRecipient
from caregiver_app.storage import HouseholdFile, HouseholdFileDamaged
from tests.scale import examples
from tests.strategies import households
from tests.vaults import access, new_file, old_file, raw

if TYPE_CHECKING:
    from pathlib import Path

# Shrinking a whole household takes minutes; the failing one says enough.
SOME = examples(15, phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck))


def people(*medications: Medication) -> Household:
    return Household(care_recipients=(CareRecipient("sam", "Sam", medications=medications),))


def pills(number: int) -> tuple[Medication, ...]:
    return tuple(Medication(f"m{each}", "Lioresal") for each in range(number))


def content(path: Path) -> dict[str, Any]:
    """All rows of all records, each list in its order and without the gaps that what went has left in it."""
    with closing(raw(path)) as connection:
        names = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        found = {}
        for name in set(names) - {"meta", "seal"}:
            cursor = connection.execute(f"SELECT * FROM {name}")
            columns = [column[0] for column in cursor.description]
            rows = [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
            owner = next(
                (each for each in columns if each in {"care_recipient_id", "pump_id", "contact_id"}), ""
            )
            if "position" in columns and "id" in columns:
                rows.sort(key=lambda row, owner=owner: (row.get(owner, ""), row["position"]))  # type: ignore[misc]
                rows = [row | {"position": 0} for row in rows]
            else:
                rows.sort(key=repr)
            found[name] = rows
    return found


def shuffled(household: Household, order: st.DataObject) -> Household:
    """The same records in another order, with some gone: what happens most in a house."""
    some = tuple(
        replace(
            person,
            medications=tuple(order.draw(st.permutations(person.medications)))[
                : order.draw(st.integers(0, 9))
            ],
        )
        for person in household.care_recipients
    )
    contacts = tuple(order.draw(st.permutations(household.contacts)))
    return replace(household, care_recipients=tuple(order.draw(st.permutations(some))), contacts=contacts)


def grown(household: Household) -> Household:
    """With a medicine more at the end of each list, and a person, whose ids sort before all others."""
    some = tuple(
        replace(person, medications=(*person.medications, Medication(f"!{place}", "Lioresal")))
        for place, person in enumerate(household.care_recipients)
    )
    return replace(household, care_recipients=(*some, CareRecipient("!", "Sam")))


@SOME
@given(several=st.lists(households(), min_size=1, max_size=4), order=st.data())
def test_any_sequence_of_households_leaves_the_last_one_as_if_it_were_the_first(
    tmp_path_factory: pytest.TempPathFactory, several: list[Household], order: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("written")
    steps = [step for each in several for step in (each, grown(each), shuffled(each, order))]
    with new_file(folder / "stepwise") as file:
        for step in steps:
            file.write(step)
            assert file.read() == step  # which verifies the seal too
    with old_file(folder / "stepwise") as again:
        assert again.read() == steps[-1]
    HouseholdFile.create(folder / "at once", access(), steps[-1]).close()
    assert content(folder / "stepwise") == content(folder / "at once")


def statements_of(file: HouseholdFile, household: Household) -> list[str]:
    told: list[str] = []

    def hear(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        told.append(statement)

    event.listen(file._opened.engine, "before_cursor_execute", hear)
    try:
        file.write(household)
    finally:
        event.remove(file._opened.engine, "before_cursor_execute", hear)
    return told


@pytest.mark.parametrize("number", [1, 300])
def test_one_changed_medicine_costs_as_many_statements_however_many_there_are(
    tmp_path: Path, number: int
) -> None:
    before = pills(number)
    with new_file(tmp_path / "h") as file:
        file.write(people(*before))
        after = (replace(before[0], notes="with food"), *before[1:])
        told = statements_of(file, people(*after))
    assert [each.split(" ")[0] for each in told] == ["SELECT", "UPDATE", "SELECT", "UPDATE", "UPDATE"]
    assert told[1] == "UPDATE medication SET notes=? WHERE medication.id = ?"


def test_a_medicine_that_is_added_at_the_end_or_taken_out_moves_no_other(tmp_path: Path) -> None:
    some = pills(300)
    with new_file(tmp_path / "h") as file:
        file.write(people(*some[:-1]))
        for after in (some, (*some[:100], *some[101:])):
            told = statements_of(file, people(*after))
            assert not [each for each in told if each.startswith("UPDATE medication")]
            assert len(told) < 10
        assert file.read() == people(*some[:100], *some[101:])


def test_a_medicine_put_between_others_moves_only_those_behind_it(tmp_path: Path) -> None:
    *some, new = pills(20)
    with new_file(tmp_path / "h") as file:
        file.write(people(*some))
        told = statements_of(file, people(*some[:15], new, *some[15:]))
        assert len([each for each in told if each.startswith("UPDATE medication")]) == 4
        assert file.read() == people(*some[:15], new, *some[15:])


@pytest.mark.parametrize(
    "behind",
    [
        "DELETE FROM medication WHERE id = 'm1'",
        "UPDATE medication SET position = 'last' WHERE id = 'm1'",
    ],
)
@pytest.mark.parametrize("way", ["changed", "removed", "moved"])
def test_a_row_that_was_lost_behind_the_programs_back_is_never_written_over(
    tmp_path: Path, behind: str, way: str
) -> None:
    some = pills(3)
    after = {
        "changed": (some[0], replace(some[1], notes="new"), some[2]),
        "removed": (some[0], some[2]),
        "moved": (some[1], some[0], some[2]),
    }[way]
    with new_file(tmp_path / "h") as file:
        file.write(people(*some))
        with closing(raw(file.path)) as connection:
            connection.execute(behind)
        if way == "changed" and behind.startswith("UPDATE"):
            file.write(people(*after))  # the place is not looked at, and the seal goes on telling
        else:
            with pytest.raises(HouseholdFileDamaged):
                file.write(people(*after))
        with pytest.raises(HouseholdFileDamaged):
            file.read()

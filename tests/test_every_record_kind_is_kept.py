"""Each kind of record survives file, document, history, taking back and the removal of its owner.

``tests/test_every_record_kind.py`` asks the same of its words. A kind left out anywhere fails in one of the two.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import fields, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, get_args

import pytest
from hypothesis import HealthCheck, given

from caregiver_app.domain.errors import InvalidField
from caregiver_app.domain.history import EntryKind, HistoryEntry
from caregiver_app.domain.household import Household
from caregiver_app.domain.people import CareRecipient
from caregiver_app.domain.record_changes import alone, differences
from caregiver_app.domain.record_edits import put, removed
from caregiver_app.domain.record_kinds import KIND_OF, RECORD_KINDS, Record, RecordKind, lists_of, owned_by
from caregiver_app.interop.household_document import read_document, write_document
from caregiver_app.interop.record_text import read_changes, write_changes
from caregiver_app.services.checks import check_record
from caregiver_app.services.history import take_back
from caregiver_app.storage.household.tables import TABLE_OF, TABLES, shared_names
from tests import strategies
from tests.clock import NOON
from tests.scale import examples
from tests.shipped import shipped_reference
from tests.strategies import households
from tests.vaults import new_file, old_file

if TYPE_CHECKING:
    from pathlib import Path

each_kind = pytest.mark.parametrize("kind", RECORD_KINDS, ids=lambda kind: kind.key)
FEW = examples(6, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


def values(kind: RecordKind) -> Any:
    """Any record of that kind, without those it would own."""
    named = getattr(strategies, kind.listed_in or kind.key, None)
    return (named() if named else strategies.records(kind.cls)).map(alone)


def with_record(household: Household, kind: RecordKind, record: Any) -> tuple[Household, Any]:
    """The household with that record under an id of its own, for nobody else; owned by a person who is there."""
    owner = CareRecipient("the owner", "Owner")
    begun = put(household, owner)
    if not kind.listed_in:
        return put(begun, record), record
    own = replace(record, id="the record")
    if kind.people_in:
        own = replace(own, **{kind.people_in: (owner.id,)})
    return put(begun, own, owner.id if kind.owner else ""), own


def step(before: Household, after: Household) -> HistoryEntry:
    changes = write_changes(differences(before, after))
    return HistoryEntry(2, NOON - timedelta(days=1), "Anna", EntryKind.CHANGE, "Did it", changes)


def found(household: Household, kind: RecordKind, record_id: str) -> list[Any]:
    return [each for _owner, own in lists_of(kind, household) for each in own if each.id == record_id]


def test_a_record_is_one_of_the_kinds_that_are_declared() -> None:
    assert {kind.cls for kind in RECORD_KINDS} == set(get_args(Record))
    assert len({kind.key for kind in RECORD_KINDS}) == len(RECORD_KINDS)


def test_each_list_of_the_household_and_of_a_record_belongs_to_a_kind() -> None:
    listed = {kind.listed_in for kind in owned_by(None)} | {"preferences"}
    assert {field.name for field in fields(Household)} == listed
    for kind in RECORD_KINDS:
        assert {each.listed_in for each in owned_by(kind.cls)} <= {field.name for field in fields(kind.cls)}


@each_kind
def test_each_field_has_columns(kind: RecordKind) -> None:
    table = TABLE_OF[kind.cls]
    lists = {each.listed_in for each in owned_by(kind.cls)}
    copied = shared_names(table.row, table.cls)
    lists |= {each.field for each in table.parts} | {each.field for each in table.folded}
    kept = {*copied, *lists}
    assert {field.name for field in fields(kind.cls)} == kept
    for parts in table.parts:
        assert {field.name for field in fields(parts.cls)} == set(shared_names(parts.row, parts.cls))


def test_owners_are_written_before_what_they_own() -> None:
    order = [table.cls for table in TABLES]
    assert order == [kind.cls for kind in RECORD_KINDS]
    assert all(kind.owner is None or order.index(kind.owner) < order.index(kind.cls) for kind in RECORD_KINDS)


@each_kind
def test_a_record_survives_the_file_written_alone_and_changed_and_removed(
    tmp_path_factory: pytest.TempPathFactory, kind: RecordKind
) -> None:
    @FEW
    @given(households(1), values(kind), values(kind))
    def check(household: Household, record: Any, other: Any) -> None:
        path: Path = tmp_path_factory.mktemp("kind") / "home.caregiver"
        with_it, own = with_record(household, kind, record)
        changed = put(with_it, replace(other, **_same(kind, own)))
        with new_file(path) as file:
            for state in (household, with_it, changed):
                file.write(state)
                assert file.read() == state
            if kind.listed_in:
                file.write(removed(changed, kind.cls, own.id))
                assert not found(file.read(), kind, own.id)
                file.write(changed)
        with old_file(path) as file:
            assert file.read() == changed

    check()


def _same(kind: RecordKind, own: Any) -> dict[str, Any]:
    kept = {"id": own.id} if kind.listed_in else {}
    return kept | ({kind.people_in: getattr(own, kind.people_in)} if kind.people_in else {})


@each_kind
def test_a_record_survives_the_document_and_the_history_and_is_taken_back(kind: RecordKind) -> None:
    @FEW
    @given(households(1), values(kind), values(kind))
    def check(household: Household, record: Any, other: Any) -> None:
        with_it, own = with_record(household, kind, record)
        assert read_document(write_document(with_it)).household == with_it
        changed = put(with_it, replace(other, **_same(kind, own)))
        for before, after in ((household, with_it), (with_it, changed), (changed, household)):
            assert read_changes(write_changes(differences(before, after))) == differences(before, after)
            if before != after:
                assert take_back(after, step(before, after)) == before

    check()


@each_kind
def test_a_record_goes_with_its_owner_and_is_taken_back_with_them(kind: RecordKind) -> None:
    @FEW
    @given(households(1), values(kind))
    def check(household: Household, record: Any) -> None:
        with_it, own = with_record(household, kind, record)
        without = removed(with_it, CareRecipient, "the owner")
        if kind.owner or kind.people_in:
            assert not found(without, kind, own.id)
        assert take_back(without, step(with_it, without)) == with_it

    check()


@each_kind
def test_a_record_is_checked_before_it_is_kept(kind: RecordKind) -> None:
    @FEW
    @given(values(kind))
    def check(record: Any) -> None:
        with suppress(InvalidField):  # a kind that nobody thought of is an AssertionError
            check_record(record, shipped_reference(), NOON.date())

    check()


def test_every_kind_can_be_found_by_its_class() -> None:
    assert all(KIND_OF[kind.cls] is kind for kind in RECORD_KINDS)

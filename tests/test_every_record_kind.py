"""Each kind of record is known everywhere. A kind, field, part or choice that was left out anywhere fails here."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields, replace
from datetime import UTC, datetime
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings

from caregiver_app.domain.contacts import Contact
from caregiver_app.domain.errors import InvalidField
from caregiver_app.domain.events import Event
from caregiver_app.domain.history import EntryKind, HistoryEntry
from caregiver_app.domain.household import Household
from caregiver_app.domain.json_values.hints import FieldHint, fields_of, item_of, members_of
from caregiver_app.domain.medication import Medication
from caregiver_app.domain.people import CareRecipient
from caregiver_app.domain.preferences import Clock, Preferences
from caregiver_app.domain.pump import Pump
from caregiver_app.domain.record_changes import HouseholdChanges, ListKey, OrderChange, RecordChange, alone
from caregiver_app.domain.record_kinds import RECORD_KINDS, RecordKind
from caregiver_app.wording.history import entry_text
from caregiver_app.wording.history_sentences import ELSEWHERE, field_sentences
from caregiver_app.wording.records import CHOICES, PARTS, RECORDS, about, fields_of_class, household, parts
from caregiver_app.wording.shape import TYPE_SAYS_IT, Context, FieldWords, Unsaid
from tests.strategies import care_recipients, contacts, medications, preferences, pumps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hypothesis.strategies import SearchStrategy

VALUES: dict[type, Callable[[], SearchStrategy[Any]]] = {
    Preferences: preferences,
    CareRecipient: care_recipients,
    Medication: medications,
    Pump: pumps,
    Contact: contacts,
}
each_kind = pytest.mark.parametrize("kind", RECORD_KINDS, ids=lambda kind: kind.key)

# --------------------------------------------------------------------------------------------------------------- words


def _fields(cls: type) -> tuple[FieldHint, ...]:
    return fields_of(cls)


def _classes_of(hint: Any) -> Iterator[type]:
    for member in members_of(hint):
        item = item_of(member)
        if item is None:
            yield member
        else:
            yield from _classes_of(item)


def _classes_below(cls: type) -> set[type]:
    """Every class and enum of ours that can stand somewhere in it, itself included."""
    found, left = set(), [cls]
    while left:
        each = left.pop()
        if each not in found and each.__module__.startswith("caregiver_app."):
            found.add(each)
            if not issubclass(each, StrEnum):
                left += [below for field in _fields(each) for below in _classes_of(field.type)]
    return found


_IN_HOUSEHOLD = sorted(_classes_below(Household) | _classes_below(Event), key=lambda cls: cls.__name__)
_CHOICES: list[type[StrEnum]] = [cls for cls in _IN_HOUSEHOLD if issubclass(cls, StrEnum)]
_CLASSES = [cls for cls in _IN_HOUSEHOLD if not issubclass(cls, StrEnum)]
each_class = pytest.mark.parametrize("cls", _CLASSES, ids=lambda cls: cls.__name__)
_ENTRY = HistoryEntry(1, datetime(2026, 12, 4, tzinfo=UTC), "Anna", EntryKind.CHANGE, "Did it")
_TOLD = [
    pytest.param(kind, field, id=f"{kind.key}.{field.name}")
    for kind in RECORD_KINDS
    for field in _fields(kind.cls)
    if field.name not in ELSEWHERE
]


@each_kind
def test_the_words_of_a_kind_stand_in_one_file_of_its_name(kind: RecordKind) -> None:
    assert import_module(f"caregiver_app.wording.records.{kind.key}").WORDS is RECORDS[kind.cls]


@each_kind
def test_a_kind_has_a_name_for_one_and_for_many_and_an_order_if_it_is_listed(kind: RecordKind) -> None:
    words = RECORDS[kind.cls]
    assert words.singular()
    assert words.plural()
    assert (words.order is not None) == bool(kind.listed_in)
    assert not words.named_by or words.named_by in words.fields()


@each_class
def test_each_field_of_a_class_has_a_label_and_says_what_it_is_or_why_not(cls: type) -> None:
    words, hints = fields_of_class(cls), {field.name: field for field in _fields(cls)}
    assert words.keys() == hints.keys()
    for name, field in words.items():
        assert field.label, name
        assert "_" not in field.label, name
        assert _says_what_it_is(field, hints[name]), name
        assert field.item or not item_of(hints[name].type), name


def _says_what_it_is(words: FieldWords, hint: FieldHint) -> bool:
    if words.about is TYPE_SAYS_IT:
        return any(map(about, _classes_of(hint.type)))
    return isinstance(words.about, Unsaid) or bool(words.about)


@pytest.mark.parametrize(("kind", "field"), _TOLD)
def test_each_field_of_a_record_has_a_phrase_for_the_history(kind: RecordKind, field: FieldHint) -> None:
    told = fields_of_class(kind.cls)[field.name].told
    assert told.format(subject="")
    # The record that stands alone is not named: "the paper size".
    assert ("{subject}" in told) == bool(kind.listed_in)


@pytest.mark.parametrize("cls", [cls for cls in _CLASSES if cls in PARTS and cls not in household.PARTS])
def test_each_part_of_a_record_can_be_put_into_words(cls: type) -> None:
    assert PARTS[cls].write


@pytest.mark.parametrize("cls", _CHOICES, ids=lambda cls: cls.__name__)
def test_each_choice_has_words_of_its_own(cls: type[StrEnum]) -> None:
    words = [CHOICES[cls](choice) for choice in cls]
    assert all(words)
    assert len(set(words)) == len(words)


def test_nothing_is_said_of_what_is_gone_and_nothing_twice() -> None:
    assert {*RECORDS, *PARTS} == set(_CLASSES)
    assert CHOICES.keys() == set(_CHOICES)
    said = Counter([*parts.PARTS, *household.PARTS, *parts.CHOICES])
    for words in RECORDS.values():
        said.update([*words.parts, *words.choices])
    assert set(said.values()) == {1}


def test_a_field_name_means_one_thing_everywhere() -> None:
    """A problem may know no more than the field's name."""
    meant: dict[str, set[tuple[str, str]]] = {}
    for cls in _CLASSES:
        for name, words in fields_of_class(cls).items():
            meant.setdefault(name, set()).add((words.label, words.one))
    assert {name: labels for name, labels in meant.items() if len(labels) > 1} == {}


@each_kind
def test_a_record_that_came_is_told_in_words_and_not_in_code(kind: RecordKind) -> None:
    @settings(max_examples=20)
    @given(VALUES[kind.cls]())
    def check(record: Any) -> None:
        changes = HouseholdChanges((RecordChange(None, alone(record), "p" if kind.owner else ""),))
        told = entry_text(_ENTRY, changes, Clock.TWELVE_HOUR)
        text = "\n".join((told.heading, *told.details))
        assert RECORDS[kind.cls].name(record) in text
        assert not [cls.__name__ for cls in _IN_HOUSEHOLD if f"{cls.__name__}(" in text]

    check()


@each_kind
def test_each_field_that_differs_has_a_sentence(kind: RecordKind) -> None:
    context = Context(Clock.TWENTY_FOUR_HOUR)

    @settings(max_examples=10)
    @given(VALUES[kind.cls](), VALUES[kind.cls]())
    def check(before: Any, after: Any) -> None:
        for each in fields(before):
            one = _with(before, each.name, getattr(after, each.name))
            if each.name not in ELSEWHERE and one is not None:
                told = field_sentences(before, one, "X", context)
                assert bool(told) == (one != before)
                assert all(told)

    check()


def _with(record: Any, name: str, value: Any) -> Any:
    """The record with that value; nothing where the two do not go together, such as a date before another."""
    try:
        return replace(record, **{name: value})
    except InvalidField:
        return None


def test_another_order_of_each_kind_is_another_sentence() -> None:
    keys = [ListKey(kind.listed_in, "p") for kind in RECORD_KINDS if kind.listed_in]
    orders = [HouseholdChanges(orders=(OrderChange(key, ("a", "b"), ("b", "a")),)) for key in keys]
    told = {entry_text(_ENTRY, each, Clock.TWELVE_HOUR).heading for each in orders}
    assert len(told) == len(keys)

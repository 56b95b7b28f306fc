"""What a step changed is kept as text, and can be taken back alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from caregiver_app.domain.contacts import Contact, ContactRole
from caregiver_app.domain.history import EntryKind, HistoryEntry
from caregiver_app.domain.household import Household
from caregiver_app.domain.medication import Medication
from caregiver_app.domain.people import CareRecipient
from caregiver_app.domain.preferences import Preferences
from caregiver_app.domain.pump import Pump
from caregiver_app.domain.quantity import parse_quantity
from caregiver_app.services.explain import explain
from caregiver_app.services.history import (
    AlreadyTakenBack,
    ChangedSince,
    can_take_back,
    changes_between,
    changes_of,
    take_back,
)
from tests.scale import examples
from tests.strategies import households
from tests.vaults import new_household, old_household

BACLOFEN = Medication(id="b", product_name="baclofen", dose=parse_quantity("10 mg"))
KEPPRA = Medication(id="k", product_name="Keppra")
SENNA = Medication(id="s", product_name="senna")
PUMP = Pump(id="pump", drug="baclofen")
THEO = CareRecipient(id="theo", preferred_name="Theo", medications=(BACLOFEN, KEPPRA, SENNA), pumps=(PUMP,))
RUTH = CareRecipient(id="ruth", preferred_name="Ruth")
ANNA = Contact(id="anna", name="Anna", role=ContactRole.FAMILY, care_recipient_ids=("theo", "ruth"))
CLINIC = Contact(id="clinic", name="Clinic", role=ContactRole.CLINIC, care_recipient_ids=("theo",))
SHOP = Contact(id="shop", name="Shop", role=ContactRole.PHARMACY)
HOUSEHOLD = Household(care_recipients=(THEO, RUTH), contacts=(ANNA, CLINIC, SHOP))
AT = datetime(2026, 12, 4, 14, 5, tzinfo=timezone(timedelta(hours=-6)))

Step = Callable[[Household], Household]


def entry(before: Household, after: Household, kind: EntryKind = EntryKind.CHANGE) -> HistoryEntry:
    return HistoryEntry(1, AT, "Anna", kind, "Changed something", changes_between(before, after))


def medicines(change: Callable[[tuple[Medication, ...]], tuple[Medication, ...]]) -> Step:
    return lambda held: held.with_person("theo", lambda p: replace(p, medications=change(p.medications)))


def put(medication: Medication) -> Step:
    return medicines(lambda held: tuple(medication if each.id == medication.id else each for each in held))


def drop(medication_id: str) -> Step:
    return medicines(lambda held: tuple(each for each in held if each.id != medication_id))


def add(medication: Medication) -> Step:
    return medicines(lambda held: (*held, medication))


def without_theo(household: Household) -> Household:
    return replace(
        household, care_recipients=(RUTH,), contacts=(replace(ANNA, care_recipient_ids=("ruth",)), SHOP)
    )


def add_contact(contact: Contact) -> Step:
    return lambda household: replace(household, contacts=(*household.contacts, contact))


STRONGER = put(replace(BACLOFEN, dose=parse_quantity("15 mg")))
NEW = Medication(id="new", product_name="zinc")


@examples(40)
@given(households(), households())
def test_taking_a_step_back_gives_what_was_before_it(before: Household, after: Household) -> None:
    assert take_back(after, entry(before, after)) == before


@examples(20)
@given(households(1), st.randoms(use_true_random=False))
def test_another_order_is_taken_back(before: Household, random: object) -> None:
    shuffled = list(before.contacts)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    after = replace(before, contacts=tuple(shuffled), care_recipients=tuple(reversed(before.care_recipients)))
    assert take_back(after, entry(before, after)) == before


@examples(20)
@given(households(1), st.data())
def test_a_later_change_of_another_record_stays(household: Household, data: st.DataObject) -> None:
    assume(len(household.contacts) > 1)
    first, second = data.draw(st.permutations([each.id for each in household.contacts]))[:2]
    one, other = (_contact_step(each, data) for each in (first, second))
    after = one(household)
    taken_back = take_back(other(after), entry(household, after))
    assert taken_back == other(household)


def _contact_step(contact_id: str, data: st.DataObject) -> Step:
    if data.draw(st.booleans()):
        return lambda held: replace(
            held, contacts=tuple(each for each in held.contacts if each.id != contact_id)
        )
    return lambda held: replace(
        held,
        contacts=tuple(
            replace(each, notes=each.notes + " more") if each.id == contact_id else each
            for each in held.contacts
        ),
    )


@pytest.mark.parametrize(
    ("step", "later"),
    [
        (STRONGER, put(replace(KEPPRA, notes="with food"))),
        (STRONGER, drop("k")),
        (STRONGER, add(NEW)),
        (drop("k"), STRONGER),
        (drop("k"), add(NEW)),
        (drop("s"), add(NEW)),
        (drop("b"), drop("k")),
        (drop("k"), drop("b")),
        (add(NEW), drop("s")),
        (without_theo, add_contact(Contact(id="new", name="New", role=ContactRole.OTHER))),
    ],
)
def test_what_others_did_later_stays(step: Step, later: Step) -> None:
    after = step(HOUSEHOLD)
    assert take_back(later(after), entry(HOUSEHOLD, after)) == later(HOUSEHOLD)


def test_a_removed_person_comes_back_whole_and_in_their_place() -> None:
    after = without_theo(HOUSEHOLD)
    assert take_back(after, entry(HOUSEHOLD, after)) == HOUSEHOLD


def test_taking_back_can_itself_be_taken_back() -> None:
    after = without_theo(HOUSEHOLD)
    back = take_back(after, entry(HOUSEHOLD, after))
    assert take_back(back, entry(after, back, EntryKind.TAKEN_BACK)) == after


def test_a_medicine_added_after_others_moved_leaves_alone() -> None:
    after = add(NEW)(HOUSEHOLD)
    moved = medicines(lambda held: tuple(reversed(held)))(after)
    taken_back = take_back(moved, entry(HOUSEHOLD, after))
    assert [each.id for each in taken_back.care_recipients[0].medications] == ["s", "k", "b"]


@pytest.mark.parametrize(
    ("step", "later", "names"),
    [
        (STRONGER, put(replace(BACLOFEN, dose=parse_quantity("20 mg"))), ("baclofen",)),
        (STRONGER, drop("b"), ("baclofen",)),
        (add(NEW), put(replace(NEW, notes="x")), ("zinc",)),
        (drop("k"), without_theo, ("Theo",)),
        (
            without_theo,
            lambda _held: STRONGER(HOUSEHOLD),
            ("Theo", "baclofen", "Keppra", "senna", "the pump with baclofen", "Anna", "Clinic"),
        ),
        (medicines(lambda held: held[::-1]), medicines(lambda held: (held[1], held[0], held[2])), ()),
    ],
)
def test_what_was_changed_again_is_named(step: Step, later: Step, names: tuple[str, ...]) -> None:
    after = step(HOUSEHOLD)
    now = later(after)
    with pytest.raises(ChangedSince) as raised:
        take_back(now, entry(HOUSEHOLD, after))
    assert raised.value.names == names
    assert "Take that later change back first." in explain(raised.value)
    assert all(name in explain(raised.value) for name in names[:5])


def test_what_was_taken_back_already_is_said_so() -> None:
    after = STRONGER(HOUSEHOLD)
    with pytest.raises(AlreadyTakenBack) as raised:
        take_back(HOUSEHOLD, entry(HOUSEHOLD, after))
    assert explain(raised.value) == "This has been taken back already. Nothing was changed."


def test_a_person_with_later_medicines_or_contacts_is_not_taken_away() -> None:
    before = Household(care_recipients=(RUTH,))
    after = replace(before, care_recipients=(RUTH, CareRecipient(id="theo", preferred_name="Theo")))
    for later, name in ((add(NEW)(after), "zinc"), (add_contact(CLINIC)(after), "Clinic")):
        with pytest.raises(ChangedSince) as raised:
            take_back(later, entry(before, after))
        assert raised.value.names == (name,)


def test_a_medicine_that_is_with_somebody_else_by_now_does_not_come_back_twice() -> None:
    after = drop("k")(HOUSEHOLD)
    moved = after.with_person("ruth", lambda ruth: replace(ruth, medications=(KEPPRA,)))
    with pytest.raises(ChangedSince):
        take_back(moved, entry(HOUSEHOLD, after))


@pytest.mark.parametrize(
    ("kind", "age", "can"),
    [
        (EntryKind.CHANGE, timedelta(days=30), True),
        (EntryKind.CHANGE, timedelta(days=30, seconds=1), False),
        (EntryKind.UNDO, timedelta(), True),
        (EntryKind.TAKEN_BACK, timedelta(), True),
        (EntryKind.KEPT, timedelta(), True),
        (EntryKind.OPENED, timedelta(), False),
        (EntryKind.KEYS, timedelta(), False),
        (EntryKind.HANDED_OUT, timedelta(), False),
    ],
)
def test_thirty_days_to_take_a_change_back(kind: EntryKind, age: timedelta, *, can: bool) -> None:
    changed = replace(entry(HOUSEHOLD, STRONGER(HOUSEHOLD), kind), number=2)
    assert can_take_back(changed, (AT + age).astimezone(UTC)) is can
    assert not can_take_back(replace(changed, changes=""), AT)


def test_an_entry_without_changes_takes_nothing_back() -> None:
    assert take_back(HOUSEHOLD, entry(HOUSEHOLD, HOUSEHOLD)) == HOUSEHOLD
    assert not changes_of(entry(HOUSEHOLD, HOUSEHOLD))


def test_the_households_choices_are_taken_back() -> None:
    after = replace(HOUSEHOLD, preferences=Preferences("DE", "112"))
    assert take_back(STRONGER(after), entry(HOUSEHOLD, after)) == STRONGER(HOUSEHOLD)


def test_the_beginning_of_a_household_is_not_taken_back() -> None:
    began = entry(Household(), HOUSEHOLD, EntryKind.KEPT)
    assert not can_take_back(began, AT)
    assert can_take_back(replace(began, number=2), AT)
    assert can_take_back(replace(began, kind=EntryKind.CHANGE), AT)


def test_a_change_is_taken_back_after_the_household_was_opened_again(tmp_path: Path) -> None:
    opened = new_household(tmp_path / "h.caregiver", HOUSEHOLD)
    opened.change("Changed baclofen", STRONGER)
    opened.change("Added zinc", add(NEW))
    opened.close()
    again = old_household(tmp_path / "h.caregiver")
    changed = next(each for each in again.history if each.what == "Changed baclofen")
    again.change("Took back", lambda held: take_back(held, changed), EntryKind.TAKEN_BACK)
    assert again.household == add(NEW)(HOUSEHOLD)
    assert again.history[-1].kind is EntryKind.TAKEN_BACK
    again.close()

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from caregiver_app.domain.call_order import called_in_an_emergency, moved, other_contacts, put_in_call_order
from caregiver_app.domain.contacts import Contact, ContactRole
from caregiver_app.domain.household import Household


def contact(name: str, order: int | None) -> Contact:
    return Contact(name.lower(), name, ContactRole.FAMILY, call_order=order)


ANNA, GRACE, JONAS, SHOP = contact("Anna", 1), contact("Grace", 1), contact("Jonas", 2), contact("Shop", None)
HOUSEHOLD = Household(contacts=(SHOP, JONAS, ANNA, GRACE))

orders = st.lists(st.one_of(st.none(), st.integers(1, 99)), max_size=8)
any_household = orders.map(
    lambda some: Household(contacts=tuple(contact(f"C{place}", order) for place, order in enumerate(some)))
)


def called(household: Household) -> list[str]:
    return [each.name for each in called_in_an_emergency(household)]


def numbers(household: Household) -> list[tuple[str, int | None]]:
    return [(each.name, each.call_order) for each in household.contacts]


def test_contacts_of_one_number_are_called_as_the_household_has_them() -> None:
    assert called(HOUSEHOLD) == ["Anna", "Grace", "Jonas"]
    assert other_contacts(HOUSEHOLD) == [SHOP]


def test_a_move_numbers_the_order_without_gaps() -> None:
    after = moved(HOUSEHOLD, "anna", 1)
    assert numbers(after) == [("Shop", None), ("Jonas", 3), ("Anna", 2), ("Grace", 1)]


def test_the_first_cannot_move_up_nor_the_last_down_nor_one_that_is_not_called() -> None:
    for contact_id, step in (("anna", -1), ("jonas", 1), ("shop", 1), ("nobody", 1)):
        assert moved(HOUSEHOLD, contact_id, step) is HOUSEHOLD


@given(household=any_household, place=st.integers(0, 7), step=st.integers(-8, 8))
def test_a_move_is_a_permutation_of_the_same_contacts(household: Household, place: int, step: int) -> None:
    after = moved(household, f"c{place}", step)
    unnumbered = [replace(each, call_order=None) for each in household.contacts]
    assert [replace(each, call_order=None) for each in after.contacts] == unnumbered
    assert sorted(called(after)) == sorted(called(household))
    assert other_contacts(after) == other_contacts(household)
    if after is not household:
        assert [each.call_order for each in called_in_an_emergency(after)] == list(
            range(1, len(called(after)) + 1)
        )
        rest = f"C{place}"
        assert [each for each in called(after) if each != rest] == [
            each for each in called(household) if each != rest
        ]
        assert called(after).index(rest) == called(household).index(rest) + step


def test_a_contact_is_put_at_its_place_and_the_others_move_down() -> None:
    after = put_in_call_order(HOUSEHOLD, SHOP, 2)
    assert called(after) == ["Anna", "Shop", "Grace", "Jonas"]
    assert called(put_in_call_order(after, SHOP, None)) == ["Anna", "Grace", "Jonas"]


def test_where_the_place_stays_no_number_changes() -> None:
    renamed = replace(GRACE, name="Gracie", call_order=None)
    after = put_in_call_order(HOUSEHOLD, renamed, 2)
    assert numbers(after) == [("Shop", None), ("Jonas", 2), ("Anna", 1), ("Gracie", 1)]


@given(household=any_household, place=st.integers(1, 9))
def test_a_new_contact_comes_and_goes_without_changing_whom_one_calls(
    household: Household, place: int
) -> None:
    new = contact("New", None)
    wanted = min(place, len(called(household)) + 1)
    after = put_in_call_order(household, new, wanted)
    assert called(after)[wanted - 1] == "New"
    assert [each for each in called(after) if each != "New"] == called(household)

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from caregiver_app.services.opening import open_file
from caregiver_app.services.security.recovery_on_paper import note_on_paper, on_paper_since
from caregiver_app.storage import (
    HouseholdFile,
    HouseholdFileBusy,
    WrongRecoveryKey,
    recovery_key,
    unlock_with_recovery_key,
)
from caregiver_app.ui.entrance.recovery_step import RecoveryStep
from caregiver_app.ui.pages.security.recovery_card import RecoveryCard
from caregiver_app.wording.dates import day
from tests.clock import at_noon
from tests.small_vault import passphrase_of
from tests.ui.pages.security.house import THEO, TODAY, House

if TYPE_CHECKING:
    from collections.abc import Callable

    from caregiver_app.domain.household import Household


def shown_key(house: House) -> RecoveryStep:
    step = house.page.step
    assert isinstance(step, RecoveryStep)
    return step


def test_the_recovery_key_is_shown_after_a_passphrase_and_noted_as_printed(house: House) -> None:
    card = house.card(RecoveryCard)
    assert card.missing.isVisible()
    card.show_button.click()
    house.answer(passphrase_of("Ana"))
    step = shown_key(house)
    assert step.groups == recovery_key(house.access)
    step.confirmed.emit()
    assert on_paper_since(house.opened) == house.opened.moment().date()
    assert not card.missing.isVisible()
    assert day(TODAY) in card.state.text()
    assert house.keys_done() == ["Showed the recovery key", "The recovery key is on paper"]


def test_put_off_the_recovery_key_is_still_asked_for(house: House) -> None:
    house.page.open_record("recovery")
    house.answer(passphrase_of("Ana"))
    shown_key(house).later.emit()
    assert house.page.step is None
    assert house.card(RecoveryCard).missing.isVisible()


def test_new_keys_leave_only_the_one_who_made_them(house: House) -> None:
    old = recovery_key(house.access)
    note_on_paper(house.opened)
    house.opened.keep_draft("form", {"typed": "before"})
    house.card(RecoveryCard).new_button.click()
    house.answer(passphrase_of("Ana"))
    step = shown_key(house)
    new = tuple(step.groups)
    assert new != old
    assert on_paper_since(house.opened) is None
    house.session.change("Changed the number", _with_number("112"))
    house.opened.keep_draft("form", {"typed": "after"})
    step.confirmed.emit()
    assert house.card(RecoveryCard).state.text()
    assert house.names() == ["Ana"]
    assert house.opens("Ana", passphrase_of("Ana"))
    house.opened.close()
    with pytest.raises(WrongRecoveryKey):
        unlock_with_recovery_key(house.path, " ".join(old))
    opened = open_file(house.path, unlock_with_recovery_key(house.path, " ".join(new)), at_noon)
    assert opened.household.preferences.emergency_number == "112"
    assert opened.household.care_recipients == (THEO,)
    assert opened.draft("form") == {"typed": "after"}
    assert "Made new keys" in [each.what for each in opened.history]
    opened.close()


def test_new_keys_that_cannot_be_made_leave_everything_as_it_was(house: House) -> None:
    with HouseholdFile.open(house.path, house.access):
        house.card(RecoveryCard).new_button.click()
        house.answer(passphrase_of("Ana"))
    assert house.page.step is None
    assert len(house.told) == 1
    assert house.session.change("Changed the number", _with_number("112"))
    assert house.names() == ["Ana", "Ben"]
    with HouseholdFile.open(house.path, house.access) as other, pytest.raises(HouseholdFileBusy):
        other.run_alone()  # since the page holds the file again
    again = unlock_with_recovery_key(house.path, " ".join(recovery_key(house.access)))
    assert recovery_key(again) == recovery_key(house.access)
    assert "Made new keys" not in house.keys_done()


def _with_number(number: str) -> Callable[[Household], Household]:
    return lambda held: replace(held, preferences=replace(held.preferences, emergency_number=number))

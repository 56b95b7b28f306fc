from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from caregiver_app.domain.household import Household
from caregiver_app.services.notice import ABOUT_FILE, Notice
from caregiver_app.services.open_household import OpenHousehold
from caregiver_app.services.put_away import PutAway
from caregiver_app.storage import HouseholdFileReplaced
from tests.clock import at_noon
from tests.vaults import new_household, old_household

if TYPE_CHECKING:
    from pathlib import Path

PRINT = Notice("print", "Theo’s emergency sheet is ready to print.", "theo")
KEYS = Notice("recovery_key", "Print the recovery key.", "household", is_safety=True)


@pytest.fixture
def opened() -> OpenHousehold:
    return OpenHousehold(Household(), at_noon)


def test_what_was_put_away_is_away_at_the_next_start_too(tmp_path: Path) -> None:
    opened = new_household(tmp_path / "household", Household())
    PutAway(opened).add(PRINT)
    opened.close()
    again = old_household(tmp_path / "household")
    assert PutAway(again).holds(PRINT)
    again.close()


def test_what_concerns_safety_is_away_for_this_session_only(tmp_path: Path) -> None:
    opened = new_household(tmp_path / "household", Household())
    put_away = PutAway(opened)
    put_away.add(KEYS)
    assert put_away.holds(KEYS)
    opened.close()
    again = old_household(tmp_path / "household")
    assert not PutAway(again).holds(KEYS)
    again.close()


def test_other_words_another_person_and_another_subject_are_other_notices(opened: OpenHousehold) -> None:
    put_away = PutAway(opened)
    put_away.add(PRINT)
    assert not put_away.holds(Notice("print", "Theodore’s emergency sheet is ready to print.", "theo"))
    assert not put_away.holds(Notice("print", PRINT.text, "ruth"))
    assert not put_away.holds(Notice("print", PRINT.text, "theo", "second sheet"))
    assert not put_away.holds(Notice("label", PRINT.text, "theo"))


@pytest.mark.parametrize("notice", [PRINT, KEYS])
def test_a_reason_that_passed_and_returned_is_told_again(opened: OpenHousehold, notice: Notice) -> None:
    put_away = PutAway(opened)
    put_away.add(notice)
    put_away.forget_past([notice], notice.about)
    assert put_away.holds(notice)
    put_away.forget_past([], "somebody else", ABOUT_FILE)
    assert put_away.holds(notice)
    put_away.forget_past([], notice.about)
    assert not put_away.holds(notice)
    assert not PutAway(opened).holds(notice)
    assert not put_away.has_any(notice.about)


@pytest.mark.parametrize("damage", ["{", "[1]", "null", '{"theo/print/": 5}', "[" * 100_000])
def test_damage_to_what_was_put_away_shows_the_notice_again(opened: OpenHousehold, damage: str) -> None:
    PutAway(opened).add(PRINT)
    (key,) = opened._notes
    opened.keep_note_value(key, damage)
    assert not PutAway(opened).holds(PRINT)


def test_no_name_and_no_word_of_a_notice_is_kept(opened: OpenHousehold) -> None:
    PutAway(opened).add(PRINT)
    assert not any(word in str(opened._notes) for word in ("Theo", "sheet"))


def test_where_it_cannot_be_kept_it_is_away_for_this_session(tmp_path: Path) -> None:
    opened = new_household(tmp_path / "household", Household())
    put_away = PutAway(opened)
    (tmp_path / "household").unlink()
    with pytest.raises(HouseholdFileReplaced):
        put_away.add(PRINT)
    assert put_away.holds(PRINT)
    put_away.forget_past([], "theo")
    assert not put_away.holds(PRINT)

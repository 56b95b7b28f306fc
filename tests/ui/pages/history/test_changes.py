from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from caregiver_app.domain.history import EntryKind, HistoryEntry
from caregiver_app.domain.medication import Medication
from caregiver_app.domain.preferences import Clock
from caregiver_app.domain.quantity import parse_quantity
from caregiver_app.ui.pages.history.page import AT_ONCE
from tests.ui.pages.history.house import BACLOFEN, House, can_be_taken_back, days, headings

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot


def test_an_empty_page_says_what_will_stand_here(house: House) -> None:
    assert house.page.empty.isVisible()
    assert not house.page.search.isVisible()
    house.dose("15 mg")
    assert not house.page.empty.isVisible()
    assert house.page.search.isVisible()


def test_who_changed_the_dose_is_seen_at_once(house: House) -> None:
    house.dose("15 mg")
    (row,) = house.page.rows
    assert headings(house.page) == ["Anna changed the dose of baclofen from 10 mg to 15 mg"]
    assert row.when.text() == "14:05 · Theo"
    assert days(house.page) == ["Today, Fri 4 Dec 2026"]


def test_the_newest_stands_first_and_each_day_by_itself(house: House) -> None:
    for days_later, dose in ((0, "15 mg"), (2, "20 mg"), (0, "25 mg"), (1, "30 mg")):
        house.wall.time += timedelta(days=days_later)
        house.dose(dose)
    assert days(house.page) == ["Today, Mon 7 Dec 2026", "Yesterday, Sun 6 Dec 2026", "Fri 4 Dec 2026"]
    assert [heading[-5:] for heading in headings(house.page)] == ["30 mg", "25 mg", "20 mg", "15 mg"]


def test_a_change_is_taken_back_and_that_is_an_entry_of_its_own(house: House) -> None:
    house.dose("15 mg")
    house.rename_ruth("Ruthie")
    house.opened.who = "Ben"
    house.page.rows[1].take_back_button.click()
    assert house.medicine() == BACLOFEN
    assert house.opened.household.care_recipients[1].preferred_name == "Ruthie"
    assert headings(house.page)[0] == "Ben: Took back “Changed baclofen”"
    assert house.page.rows[0].details.text().replace("\u00a0", " ") == (
        "Changed the dose of baclofen from 15 mg to 10 mg"
    )
    assert house.opened.history[-1].kind is EntryKind.TAKEN_BACK
    house.opened.undo()
    assert house.medicine().dose == parse_quantity("15 mg")


def test_only_what_still_stands_offers_to_be_taken_back(house: House) -> None:
    house.dose("15 mg")
    house.dose("20 mg")
    newest, older = house.page.rows
    assert can_be_taken_back(newest)
    assert not can_be_taken_back(older)
    assert older.remark.text().startswith("Changed again later.")
    newest.take_back_button.click()
    assert [can_be_taken_back(row) for row in house.page.rows] == [True, False, True]
    assert house.page.rows[1].remark.text() == "Taken back."


def test_after_thirty_days_nothing_is_offered(house: House) -> None:
    house.dose("15 mg")
    house.wall.time += timedelta(days=30)
    house.page.reload()
    assert can_be_taken_back(house.page.rows[0])
    house.wall.time += timedelta(seconds=1)
    house.page.reload()
    assert not can_be_taken_back(house.page.rows[0])


def test_a_change_that_was_changed_meanwhile_is_told_as_a_sentence(house: House, qtbot: QtBot) -> None:
    house.dose("15 mg")
    house.dose("20 mg")
    with qtbot.waitSignal(house.page.session.failed) as failed:
        house.page.take_back(house.opened.history[0])
    assert failed.args == ["“baclofen” was changed again later. Take that later change back first."]
    assert house.medicine().dose == parse_quantity("20 mg")


def test_typing_finds_a_person_or_a_medicine_in_all_entries(house: House) -> None:
    house.dose("15 mg")
    house.rename_ruth("Ruthie")
    house.page.search.set_value("BACLO 15")
    assert headings(house.page) == ["Anna changed the dose of baclofen from 10 mg to 15 mg"]
    assert house.page.found.text() == "1 entry found."
    house.page.search.set_value("ruth")
    assert len(house.page.rows) == 1
    house.page.search.set_value("4 dec 2026")
    assert len(house.page.rows) == 2
    house.page.search.set_value("zinc")
    assert house.page.rows == []
    assert house.page.found.text().startswith("Nothing found.")
    house.page.search.set_value("")
    assert len(house.page.rows) == 2
    assert not house.page.found.isVisible()


def test_what_changed_nothing_has_no_button(house: House) -> None:
    house.opened.note(EntryKind.OPENED, "Opened the household")
    house.page.reload()
    assert headings(house.page) == ["Somebody: Opened the household"]
    assert not can_be_taken_back(house.page.rows[0])


def test_damaged_changes_leave_the_sentence_and_say_so(house: House) -> None:
    house.dose("15 mg")
    house.opened._entries()[0] = replace(house.opened.history[0], number=9, changes="{")
    house.page.reload()
    assert headings(house.page) == ["Anna: Changed baclofen"]
    assert "cannot be read" in house.page.rows[0].remark.text()
    assert not can_be_taken_back(house.page.rows[0])


def test_a_long_entry_shows_its_beginning_and_then_all(house: House) -> None:
    many = tuple(Medication(id=str(n), product_name=f"medicine {n}") for n in range(20))
    house.opened.change(
        "Imported a list", lambda held: held.with_person("ruth", lambda ruth: replace(ruth, medications=many))
    )
    (row,) = house.page.rows
    assert row.details.text().count("\n") == 7
    row.all_button.click()
    assert row.details.text().count("\n") == 19
    assert row.all_button.isHidden()


@pytest.fixture
def full(house: House) -> Callable[[int], None]:
    def fill(count: int) -> None:
        house.dose("15 mg")
        change = house.opened.history[0]
        entries = [
            HistoryEntry(
                n,
                change.at + timedelta(minutes=n),
                "Anna",
                EntryKind.CHANGE,
                f"Changed number {n}",
                change.changes,
            )
            for n in range(2, count + 1)
        ]
        house.opened._entries().extend(entries)
        house.page.reload()

    return fill


def test_thousands_of_entries_show_the_newest_and_older_on_request(
    house: House, full: Callable[[int], None]
) -> None:
    full(5000)
    page = house.page
    assert len(page.rows) == AT_ONCE
    assert len(page._lines) <= AT_ONCE + 1  # the others were not even put into words
    assert page.found.text() == "The newest 100 are shown."
    page.older_button.click()
    assert len(page.rows) == 2 * AT_ONCE


def test_there_is_nothing_older_below_the_last(house: House, full: Callable[[int], None]) -> None:
    full(AT_ONCE)
    assert len(house.page.rows) == AT_ONCE
    assert not house.page.older_button.isVisible()


def test_a_rare_word_is_found_in_small_steps(house: House, full: Callable[[int], None], qtbot: QtBot) -> None:
    full(1000)
    house.page.search.set_value("number 500")
    assert house.page.rows == []
    qtbot.waitUntil(lambda: house.page.found.text() == "1 entry found.")
    assert len(house.page.rows) == 1


def test_another_clock_rewrites_the_times(house: House) -> None:
    house.dose("15 mg")
    house.opened.change(
        "Changed", lambda held: replace(held, preferences=replace(held.preferences, clock=Clock.TWELVE_HOUR))
    )
    assert house.page.rows[1].when.text().startswith("2:05\u00a0PM")

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from caregiver_app.domain.events import Event
from caregiver_app.domain.history import EntryKind, HistoryEntry
from caregiver_app.domain.household import Household
from caregiver_app.domain.medication import Medication
from caregiver_app.domain.observations import Level, Observed, ObservedThing
from caregiver_app.domain.people import CareRecipient
from caregiver_app.domain.preferences import Clock, Preferences
from caregiver_app.domain.prints import PrintRecord, old_print_event
from caregiver_app.domain.quantity import parse_quantity
from caregiver_app.paths import resources
from caregiver_app.reference import load_reference
from caregiver_app.services.documents.listed import EMERGENCY
from caregiver_app.services.observations import corrected, noted, taken_back
from caregiver_app.services.open_household import OpenHousehold
from caregiver_app.services.opening import create_file
from caregiver_app.settings import Settings
from caregiver_app.ui.frame.session import Environment, Session
from caregiver_app.ui.pages.history import HistoryPage
from caregiver_app.ui.pages.history.day_card import DayCard
from caregiver_app.ui.pages.history.page import AT_ONCE
from tests.shipped import shipped_reference
from tests.vaults import access

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from caregiver_app.ui.pages.history.entry_row import EntryRow

BACLOFEN = Medication(id="b", product_name="baclofen", dose=parse_quantity("10 mg"))
THEO = CareRecipient(id="theo", preferred_name="Theo", medications=(BACLOFEN,))
RUTH = CareRecipient(id="ruth", preferred_name="Ruth")
HOUSEHOLD = Household(Preferences(clock=Clock.TWENTY_FOUR_HOUR), (THEO, RUTH))


class House:
    """A made-up household with a clock that can be set."""

    def __init__(self, page: HistoryPage, opened: OpenHousehold, wall: Wall) -> None:
        self.page = page
        self.opened = opened
        self.wall = wall

    def dose(self, text: str, who: str = "Anna") -> None:
        self.opened.who = who
        new = replace(BACLOFEN, dose=parse_quantity(text))
        self.opened.change(
            "Changed baclofen",
            lambda held: held.with_person("theo", lambda theo: replace(theo, medications=(new,))),
        )

    def rename_ruth(self, name: str) -> None:
        self.opened.change(
            f"Changed {name}",
            lambda held: held.with_person("ruth", lambda ruth: replace(ruth, preferred_name=name)),
        )

    def medicine(self) -> Medication:
        return self.opened.household.care_recipients[0].medications[0]


class Wall:
    def __init__(self) -> None:
        self.time = datetime(2026, 12, 4, 14, 5, tzinfo=timezone(timedelta(hours=-6)))

    def __call__(self) -> datetime:
        return self.time

    def today(self) -> date:
        return self.time.date()


@pytest.fixture
def house(qtbot: QtBot) -> House:
    wall = Wall()
    opened = OpenHousehold(HOUSEHOLD, wall)
    environment = Environment(wall.today, Settings(), lambda _settings: None)
    page = HistoryPage(Session(opened, shipped_reference(), environment))
    page.session.changed.connect(lambda _what: page.reload())
    qtbot.addWidget(page)
    page.resize(900, 700)
    page.show()
    page.reload()
    return House(page, opened, wall)


def headings(page: HistoryPage) -> list[str]:
    return [row.heading.accessibleName().replace("\u00a0", " ") for row in page.rows]


def days(page: HistoryPage) -> list[str]:
    items = (page._days.itemAt(place) for place in range(page._days.count()))
    cards = (item.widget() for item in items if item is not None)
    return [card.accessibleName().replace("\u00a0", " ") for card in cards if isinstance(card, DayCard)]


def can_be_taken_back(row: EntryRow) -> bool:
    return not row.take_back_button.isHidden()


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


# -------------------------------------------------------------------------------------------------------------- events

SPASMS = Observed(ObservedThing.SPASMS, Level.MORE, words="after lunch")


def wrote(house: House, what: Observed = SPASMS, hours_ago: int = 0) -> Event:
    event = noted(what, house.wall.time - timedelta(hours=hours_ago), "theo", house.wall.time, "Anna")
    house.opened.record(event)
    return event


def lines(row: EntryRow) -> list[str]:
    texts = (row.heading.text(), row.when.text(), *row.details.text().split("\n"))
    return [text.replace("\u00a0", " ") for text in texts if text]


def test_what_was_noted_corrected_and_taken_back_is_told_with_who_when_and_why(house: House) -> None:
    first = wrote(house, hours_ago=1)
    house.wall.time += timedelta(minutes=10)
    less = replace(SPASMS, level=Level.USUAL)
    second = corrected(first, noted(less, first.at, "theo", house.wall.time, "Ben"), "I was there")
    house.opened.record(second)
    house.wall.time += timedelta(days=1)
    house.opened.record(taken_back(second, "It was Ruth", house.wall.time, "Anna"))
    assert [lines(row) for row in house.page.rows] == [
        [
            "Anna took back what was noted",
            "14:15 · Theo · happened on Fri 4 Dec 2026, 13:05",
            "Was: Spasms as usual: after lunch",
            "Why: It was Ruth",
        ],
        [
            "Ben corrected what was noted",
            "14:15 · Theo · happened at 13:05",
            "Was: Spasms more than usual: after lunch",
            "Now: Spasms as usual: after lunch",
            "Why: I was there",
        ],
        ["Anna noted: Spasms more than usual: after lunch", "14:05 · Theo · happened at 13:05"],
    ]
    assert days(house.page) == ["Today, Sat 5 Dec 2026", "Yesterday, Fri 4 Dec 2026"]


def test_an_event_is_never_taken_back_from_the_history(house: House) -> None:
    wrote(house)
    (row,) = house.page.rows
    assert not can_be_taken_back(row)
    assert row.remark.isHidden()


def test_changes_and_events_stand_in_the_order_of_their_time(house: House) -> None:
    wrote(house)
    for dose in ("15 mg", "20 mg"):
        house.wall.time += timedelta(minutes=1)
        house.dose(dose)
        house.wall.time += timedelta(minutes=1)
        wrote(house)
    assert [row.when.text()[:5] for row in house.page.rows] == ["14:09", "14:08", "14:07", "14:06", "14:05"]
    assert [can_be_taken_back(row) for row in house.page.rows] == [False, True, False, False, False]


def test_a_print_is_told_with_its_number_and_what_it_was(house: House) -> None:
    print_key = EMERGENCY.print_key(EMERGENCY.variants[1])
    house.opened.keep_print(PrintRecord(42, print_key, "theo", house.wall.today(), "abc"))
    (row,) = house.page.rows
    assert lines(row) == [
        "Somebody: Printed or saved sheet P-0042",
        "14:05 · Theo · Emergency summary, large print",
    ]
    assert row.heading.property("role") == "muted"


def test_a_print_from_before_there_were_events_is_told_only_by_its_old_line(house: House) -> None:
    house.opened.note(EntryKind.HANDED_OUT, "Printed or saved emergency sheet number 7")
    record = PrintRecord(7, "emergency", "theo", house.wall.today(), "abc")
    house.opened.record(old_print_event(record, house.wall.time))
    house.page.reload()
    assert headings(house.page) == ["Somebody: Printed or saved emergency sheet number 7"]


def test_what_was_noted_of_somebody_who_left_still_stands(house: House) -> None:
    wrote(house)
    house.opened.change("Removed", lambda held: replace(held, care_recipients=(RUTH,)))
    assert lines(house.page.rows[1])[1] == "14:05 · Somebody who is no longer here"


def test_long_words_stand_below_the_heading(house: House) -> None:
    words = "word " * 100
    wrote(house, Observed(ObservedThing.OTHER, words=words))
    assert lines(house.page.rows[0])[0] == "Anna noted something"
    assert lines(house.page.rows[0])[2] == words.strip()


def test_notes_are_found_by_their_words(house: House) -> None:
    wrote(house)
    wrote(house, Observed(ObservedThing.FALL))
    house.page.search.set_value("THEO lunch")
    assert headings(house.page) == ["Anna noted: Spasms more than usual: after lunch"]


@pytest.fixture
def filed(qtbot: QtBot, tmp_path: Path) -> Iterator[House]:
    """Over an encrypted file with 1,000 notes, one a minute."""
    wall = Wall()
    opened = create_file(tmp_path / "home.caregiver", HOUSEHOLD, access(), wall, "Began")
    notes = []
    for number in range(1000):
        wall.time += timedelta(minutes=1)
        words = f"note {number}, the needle" if number == 7 else f"note {number}"
        what = Observed(ObservedThing.OTHER, words=words)
        notes.append(noted(what, wall.time, "theo", wall.time, "Anna"))
    opened.events.append(notes)
    environment = Environment(wall.today, Settings(), lambda _settings: None)
    page = HistoryPage(Session(opened, load_reference(resources() / "reference"), environment))
    qtbot.addWidget(page)
    page.show()
    page.reload()
    yield House(page, opened, wall)
    opened.close()


def test_of_many_notes_the_newest_are_shown_and_older_on_request(filed: House) -> None:
    page = filed.page
    assert headings(page)[0] == "Anna noted: Note 999"
    assert len(page.rows) == AT_ONCE
    page.older_button.click()
    assert len(page.rows) == 2 * AT_ONCE
    assert headings(page)[-1] == "Anna noted: Note 800"
    for _press in range(8):
        page.older_button.click()
    assert page.older_button.isVisible()
    page.older_button.click()
    assert not page.older_button.isVisible()
    assert headings(page)[-1] == "Anna: Began"
    assert len(page.rows) == 1001


def test_an_old_note_is_found_in_small_steps(filed: House, qtbot: QtBot) -> None:
    filed.page.search.set_value("note needle")
    assert filed.page.rows == []
    qtbot.waitUntil(lambda: filed.page.found.text() == "1 entry found.")
    assert headings(filed.page) == ["Anna noted: Note 7, the needle"]


def test_a_file_that_is_gone_while_older_notes_are_read_is_told(filed: House, qtbot: QtBot) -> None:
    with qtbot.waitSignal(filed.page.session.failed):
        filed.opened.close()
        filed.page._start()
    assert headings(filed.page) == ["Anna: Began"]


def test_markup_is_shown_as_it_was_typed(house: House) -> None:
    house.rename_ruth("<b>Ruth</b>")
    assert "<b>Ruth</b>" in house.page.rows[0].heading.text()


def test_a_narrow_page_puts_the_button_below_the_words(house: House, qtbot: QtBot) -> None:
    house.dose("15 mg")
    row = house.page.rows[0]
    house.page.resize(900, 600)
    qtbot.waitUntil(lambda: row.take_back_button.x() > row.heading.x() + 100)
    house.page.resize(380, 600)
    qtbot.waitUntil(lambda: row.take_back_button.y() > row.heading.y() + row.heading.height() - 1)

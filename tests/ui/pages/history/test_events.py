from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from caregiver_app.domain.history import EntryKind
from caregiver_app.domain.observations import Level, Observed, ObservedThing
from caregiver_app.domain.prints import PrintRecord, old_print_event
from caregiver_app.services.documents.listed import EMERGENCY
from caregiver_app.services.observations import corrected, noted, taken_back
from caregiver_app.services.opening import create_file
from caregiver_app.settings import Settings
from caregiver_app.ui.frame.session import Environment, Session
from caregiver_app.ui.pages.history import HistoryPage
from caregiver_app.ui.pages.history.page import AT_ONCE
from tests.shipped import shipped_reference
from tests.ui.pages.history.house import HOUSEHOLD, RUTH, House, Wall, can_be_taken_back, days, headings
from tests.vaults import access

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from caregiver_app.domain.events import Event
    from caregiver_app.ui.pages.history.entry_row import EntryRow


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
    page = HistoryPage(Session(opened, shipped_reference(), environment))
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

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from caregiver_app.domain.events import Event
from caregiver_app.domain.observations import Level, Observed, ObservedThing, ObservedUnit
from caregiver_app.domain.preferences import Clock
from tests.ui.pages.observations.house import SPASMS, TONIGHT, House, plain

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_an_empty_page_says_what_to_do(house: House) -> None:
    assert house.page.list.empty.isVisible()
    assert not house.page.list.period.isVisible()
    house.see(SPASMS)
    assert not house.page.list.empty.isVisible()
    assert house.page.list.period.isVisible()


def test_the_newest_day_stands_first_and_only_what_this_person_did(house: House) -> None:
    for age in (0, 1, 6):
        house.see(SPASMS, TONIGHT - timedelta(days=age))
    house.see(replace(SPASMS, level=Level.LESS), TONIGHT - timedelta(hours=10))
    house.see(SPASMS, person="ruth")
    assert house.days() == ["Today, Fri 4 Dec 2026", "Yesterday, Thu 3 Dec 2026", "Sat 28 Nov 2026"]
    assert house.headings()[:2] == ["11:00 PM · Spasms more than usual", "1:00 PM · Spasms less than usual"]
    assert house.rows()[0].noted.text() == "Noted by Anna"


def test_times_follow_the_clock_of_the_household(house: House) -> None:
    house.see(SPASMS)
    preferences = replace(house.opened.household.preferences, clock=Clock.TWENTY_FOUR_HOUR)
    house.opened.change("Changed the clock", lambda held: replace(held, preferences=preferences))
    assert house.headings() == ["23:00 · Spasms more than usual"]


def test_seven_days_are_read_and_earlier_ones_when_they_are_asked_for(house: House) -> None:
    house.see(SPASMS)
    house.see(SPASMS, TONIGHT - timedelta(days=7))
    period = house.page.list.period
    assert house.days() == ["Today, Fri 4 Dec 2026"]
    assert not period.later_button.isEnabled()
    period.earlier_button.click()
    assert house.days() == ["Fri 27 Nov 2026"]
    assert plain(period.heading.text()) == "Sat 21 Nov 2026 to Fri 27 Nov 2026"
    period.later_button.click()
    assert house.days() == ["Today, Fri 4 Dec 2026"]
    period.earlier_button.click()
    period.earlier_button.click()
    period.today_button.click()
    assert house.days() == ["Today, Fri 4 Dec 2026"]


def test_after_midnight_today_is_the_new_day(house: House) -> None:
    house.see(SPASMS)
    house.time += timedelta(hours=2)
    house.page.reload()
    assert house.days() == ["Yesterday, Fri 4 Dec 2026"]


def test_days_without_a_note_say_so_and_lead_to_the_last_one(house: House) -> None:
    house.see(SPASMS, TONIGHT - timedelta(days=40))
    elsewhere = house.page.list.elsewhere
    assert "Sun 25 Oct 2026" in plain(elsewhere.text())
    elsewhere.action.emit()
    assert house.days() == ["Sun 25 Oct 2026"]
    assert not elsewhere.isVisible()


def test_a_note_made_in_another_country_stands_on_the_day_of_its_own_clock(house: House) -> None:
    far = datetime(2026, 11, 28, 1, 0, tzinfo=timezone(timedelta(hours=13)))
    house.see(SPASMS, far)
    assert house.days() == ["Sat 28 Nov 2026"]
    assert house.headings() == ["1:00 AM · Spasms more than usual"]


def test_a_note_of_a_clock_that_is_ahead_can_be_shown_though_its_day_has_not_begun(house: House) -> None:
    house.opened.record(
        Event("far", datetime(2026, 12, 5, 10, tzinfo=timezone(timedelta(hours=9))), SPASMS, "theo")
    )
    house.page.reload()
    house.page.list.elsewhere.action.emit()
    assert len(house.rows()) == 1
    assert not house.page.list.elsewhere.isVisible()


def test_a_week_has_a_row_a_day_and_a_column_a_thing(house: House) -> None:
    sleep = Observed(ObservedThing.SLEEP, None, Decimal("8.5"), ObservedUnit.HOURS)
    house.see(sleep, TONIGHT - timedelta(days=1))
    house.see(SPASMS)
    house.see(replace(SPASMS, level=Level.USUAL), TONIGHT - timedelta(hours=11))
    house.page.list.period.switch.buttons["week"].click()
    week = house.page.list.week
    assert week is not None
    assert week.things == [ObservedThing.SLEEP, ObservedThing.SPASMS]
    assert len(week.day_buttons) == 7
    cells = {key: plain(label.text()) for key, label in week.cells.items()}
    assert cells[date(2026, 12, 3), ObservedThing.SLEEP] == "8.5 hours"
    assert cells[date(2026, 12, 4), ObservedThing.SPASMS] == "noon: as usual\n11:00 PM: more than usual"
    assert week.cells[date(2026, 12, 1), ObservedThing.SLEEP].accessibleName() == "Nothing noted"
    week.day_buttons[date(2026, 12, 3)].click()
    assert house.days()[0] == "Yesterday, Thu 3 Dec 2026"


def test_a_week_without_room_stands_day_below_day(house: House, qtbot: QtBot) -> None:
    for thing in (ObservedThing.FALL, ObservedThing.OTHER):
        house.see(Observed(thing, words="words " * 20))
    house.see(SPASMS)
    house.page.list.period.switch.buttons["week"].click()
    week = house.page.list.week
    assert week is not None
    qtbot.waitUntil(lambda: week.is_table)
    house.page.resize(420, 700)
    qtbot.waitUntil(lambda: not week.is_table)
    assert week.cells[date(2026, 12, 4), ObservedThing.SPASMS].isVisibleTo(week)
    assert not week.cells[date(2026, 12, 3), ObservedThing.SPASMS].isVisibleTo(week)
    house.page.resize(1000, 700)
    qtbot.waitUntil(lambda: week.is_table)
    assert week.cells[date(2026, 12, 3), ObservedThing.SPASMS].isVisibleTo(week)


def test_a_damaged_month_says_so_and_the_rest_is_shown(house: House) -> None:
    house.see(SPASMS, TONIGHT - timedelta(days=6))
    lost = house.see(replace(SPASMS, words="lost"), TONIGHT - timedelta(days=1))
    house.behind_its_back(f"DELETE FROM event WHERE id = '{lost.id}'")
    assert house.page.list.damaged.isVisible()
    assert "noted in Dec 2026 is missing" in house.page.list.damaged.text()
    assert house.days() == ["Sat 28 Nov 2026"]
    house.page.list.period.earlier_button.click()
    assert not house.page.list.damaged.isVisible()


def test_a_note_that_cannot_be_read_never_stops_the_page(house: House) -> None:
    house.see(SPASMS, TONIGHT - timedelta(days=60))
    broken = house.see(SPASMS, TONIGHT - timedelta(days=30))
    house.behind_its_back(f"UPDATE event SET what = 'no JSON' WHERE id = '{broken.id}'")
    assert "Mon 5 Oct 2026" in plain(house.page.list.elsewhere.text())


def test_a_file_that_may_not_be_written_to_is_shown_and_offers_nothing_to_write(house: House) -> None:
    house.see(SPASMS)
    assert house.opened.file is not None
    kept: Any = house.opened.file._opened
    kept.manner = replace(kept.manner, view_only=True)
    page = house._page()
    assert page.list.entry is None
    (row,) = page.list.rows.values()
    assert row.correct_button.isHidden()


def test_a_household_of_nobody_asks_whom_it_is_about(house: House) -> None:
    house.opened.change("Removed all", lambda held: replace(held, care_recipients=()))
    assert house.page.on_view() is house.page.nobody

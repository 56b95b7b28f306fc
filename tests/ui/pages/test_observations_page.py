from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from caregiver_app.domain.events import Event, Withdrawn
from caregiver_app.domain.household import Household
from caregiver_app.domain.observations import Level, Observed, ObservedThing, ObservedUnit
from caregiver_app.domain.people import CareRecipient
from caregiver_app.domain.preferences import Clock, Preferences
from caregiver_app.paths import resources
from caregiver_app.reference import Reference, load_reference
from caregiver_app.services.observations import noted, wall_moment
from caregiver_app.services.opening import create_file, open_file
from caregiver_app.settings import Settings
from caregiver_app.ui.frame.session import Environment, Session
from caregiver_app.ui.pages.observations import ObservationsPage
from caregiver_app.ui.pages.observations.day_view import DayCard
from caregiver_app.ui.pages.observations.form import CorrectionForm
from tests.vaults import access, raw

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from caregiver_app.services.open_household import OpenHousehold
    from caregiver_app.ui.pages.observations.day_view import SeenRow
    from caregiver_app.ui.pages.observations.entry_card import EntryCard
    from caregiver_app.ui.records.record_editor import RecordEditor

ZONE = timezone(timedelta(hours=-6))
TONIGHT = datetime(2026, 12, 4, 23, 0, tzinfo=ZONE)
HOUSEHOLD = Household(
    Preferences(clock=Clock.TWELVE_HOUR),
    (CareRecipient("theo", "Theo"), CareRecipient("ruth", "Ruth")),
)
SPASMS = Observed(ObservedThing.SPASMS, Level.MORE, words="after lunch")


class House:
    """A page over an encrypted file, with a clock that can be set."""

    def __init__(self, qtbot: QtBot, path: Path, reference: Reference) -> None:
        self._qtbot, self._path, self._reference = qtbot, path, reference
        self.time = TONIGHT
        self.opened = create_file(path, HOUSEHOLD, access(), lambda: self.time, "Began")
        self.page = self._page()

    def _open(self) -> OpenHousehold:
        return open_file(self._path, access(), lambda: self.time)

    def _page(self) -> ObservationsPage:
        environment = Environment(self.today, Settings(), lambda _settings: None)
        page = ObservationsPage(Session(self.opened, self._reference, environment))
        page.session.changed.connect(lambda _what: page.reload())
        self._qtbot.addWidget(page)
        page.resize(1000, 700)
        page.show()
        page.reload()
        return page

    def today(self) -> date:
        return self.time.date()

    def open_again(self) -> None:
        """The window is closed and the file opened anew."""
        self.page.close()
        self.opened.close()
        self.opened = self._open()
        self.page = self._page()

    def behind_its_back(self, statement: str) -> None:
        self.opened.close()
        with closing(raw(self._path)) as connection:
            triggers = connection.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
            ).fetchall()
            for name, _sql in triggers:
                connection.execute(f"DROP TRIGGER {name}")
            connection.execute(statement)
            for _name, sql in triggers:
                connection.execute(sql)
            connection.commit()
        self.opened = self._open()
        self.page = self._page()

    @property
    def entry(self) -> EntryCard:
        assert self.page.list.entry is not None
        return self.page.list.entry

    @property
    def editor(self) -> RecordEditor:
        assert self.page.editor is not None
        return self.page.editor

    def see(self, what: Observed, at: datetime = TONIGHT, person: str = "theo", who: str = "Anna") -> Event:
        event = noted(what, at, person, min(self.time, max(at, TONIGHT)), who)
        self.opened.record(event)
        return event

    def seen(self) -> list[Event]:
        far = timedelta(days=2000)
        return list(self.opened.events.between(Observed, TONIGHT - far, TONIGHT + far).events)

    def fill(self, **values: str) -> EntryCard:
        self.entry.form.set_values(values)
        return self.entry

    def rows(self) -> list[SeenRow]:
        return list(self.page.list.rows.values())

    def headings(self) -> list[str]:
        return [plain(row.heading.text()) for row in self.rows()]

    def days(self) -> list[str]:
        column = self.page.list._days
        items = (column.itemAt(place) for place in range(column.count()))
        cards = (item.widget() for item in items if item is not None)
        return [plain(card.accessibleName()) for card in cards if isinstance(card, DayCard)]


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.fixture(scope="session")
def reference() -> Reference:
    return load_reference(resources() / "reference")


@pytest.fixture
def house(qtbot: QtBot, tmp_path: Path, reference: Reference) -> Iterator[House]:
    house = House(qtbot, tmp_path / "home.caregiver", reference)
    yield house
    house.opened.close()


# ------------------------------------------------------------------------------------------------------------- writing


def press(*keys: Qt.Key) -> None:
    for key in keys:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)


def test_a_tired_daughter_notes_much_more_spasms_with_a_few_keys_and_it_is_in_the_file(
    house: House, qtbot: QtBot
) -> None:
    with qtbot.waitActive(house.page):
        house.page.activateWindow()
    house.page.open_record("new")
    key = Qt.Key
    press(key.Key_Right, key.Key_Right, key.Key_Space, key.Key_Tab)
    press(key.Key_Right, key.Key_Right, key.Key_Right, key.Key_Space, key.Key_Tab)
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, "after lunch")
    press(key.Key_Tab, key.Key_Tab, key.Key_Space)
    assert house.headings() == ["11:00 PM · Spasms much more than usual"]
    assert house.rows()[0].words.text() == "after lunch"
    assert house.entry.form.thing.buttons["sleepiness"].hasFocus()
    house.open_again()
    (event,) = house.seen()
    assert event.what == Observed(ObservedThing.SPASMS, Level.MUCH_MORE, words="after lunch")
    assert (event.person_id, event.at, event.noted_at, event.noted_by) == ("theo", TONIGHT, TONIGHT, "Anna")


@pytest.mark.parametrize(
    ("thing", "asked"),
    [
        (ObservedThing.SLEEPINESS, {"sleepiness"}),
        (ObservedThing.SLEEP, {"sleep"}),
        (ObservedThing.SPASMS, {"spasms"}),
        (ObservedThing.PAIN, {"pain"}),
        (ObservedThing.WEIGHT, {"weight", "weight_unit"}),
        (ObservedThing.TEMPERATURE, {"temperature", "temperature_unit"}),
        (ObservedThing.FALL, set()),
        (ObservedThing.OTHER, set()),
    ],
)
def test_each_thing_asks_only_for_what_it_needs(house: House, thing: ObservedThing, asked: set[str]) -> None:
    form = house.entry.form
    form.thing.buttons[thing].click()
    shown = {key for key in form.values() if not form._rows[key].isHidden()}
    assert shown == {"thing", "words", "when"} | asked


@pytest.mark.parametrize(
    ("values", "what"),
    [
        ({"thing": "sleepiness", "sleepiness": "less"}, Observed(ObservedThing.SLEEPINESS, Level.LESS)),
        (
            {"thing": "sleep", "sleep": "7.5"},
            Observed(ObservedThing.SLEEP, None, Decimal("7.5"), ObservedUnit.HOURS),
        ),
        (
            {"thing": "pain", "pain": "0", "words": " left leg "},
            Observed(ObservedThing.PAIN, None, Decimal(0), ObservedUnit.OUT_OF_TEN, "left leg"),
        ),
        (
            {"thing": "weight", "weight": "141", "weight_unit": "lb"},
            Observed(ObservedThing.WEIGHT, None, Decimal(141), ObservedUnit.LB),
        ),
        (
            {"thing": "temperature", "temperature": "36.5", "temperature_unit": "C"},
            Observed(ObservedThing.TEMPERATURE, None, Decimal("36.5"), ObservedUnit.CELSIUS),
        ),
        ({"thing": "fall"}, Observed(ObservedThing.FALL)),
        ({"thing": "other", "words": "sang"}, Observed(ObservedThing.OTHER, words="sang")),
    ],
)
def test_each_thing_is_kept_as_it_was_told(house: House, values: dict[str, str], what: Observed) -> None:
    house.fill(**values).save()
    assert [event.what for event in house.seen()] == [what]


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"thing": "spasms"}, "spasms", "this is empty"),
        ({"thing": "pain"}, "pain", "this is empty"),
        ({"thing": "pain", "pain": "eleven"}, "pain", "is not a number"),
        ({"thing": "pain", "pain": "11"}, "pain", "is not in the range 0-10"),
        ({"thing": "weight", "weight": "80"}, "weight_unit", "this is empty"),
        ({"thing": "temperature", "temperature": "98.6", "temperature_unit": "C"}, "temperature", "20-45"),
        ({"thing": "other"}, "words", "this is empty"),
        ({"thing": "fall", "when": "earlier", "on": "4 Dec 2026"}, "at", "this is empty"),
        ({"thing": "fall", "when": "earlier", "on": "4/12/2026", "at": "8 pm"}, "on", "is not a date"),
        ({"thing": "fall", "when": "earlier", "on": "4 Dec 2026", "at": "8"}, "at", "is not a time of day"),
        ({"thing": "fall", "when": "earlier", "on": "5 Dec 2026", "at": "8:00"}, "on", "is in the future"),
        (
            {"thing": "fall", "when": "earlier", "on": "4 Dec 2026", "at": "23:01"},
            "at",
            "11:01 PM is in the future",
        ),
    ],
)
def test_what_is_missing_or_cannot_be_is_said_at_its_field_and_nothing_is_kept(
    house: House, values: dict[str, str], field: str, words: str
) -> None:
    house.fill(**values).save()
    assert words in plain(house.entry.form.error(field))
    assert house.seen() == []
    assert house.entry.form.values().items() >= values.items()


@pytest.mark.parametrize("country", ["US", "DE"])
def test_a_unit_is_never_chosen_by_the_program(house: House, country: str) -> None:
    household = replace(house.opened.household, preferences=Preferences(country=country))
    house.opened.change("Changed the country", lambda _held: household)
    house.entry.form.thing.buttons["weight"].click()
    assert house.entry.form.field("weight_unit").value() == ""


def test_now_is_the_moment_of_the_press_and_not_of_the_first_word(house: House) -> None:
    entry = house.fill(thing="fall")
    assert entry.form.when.value() == "now"
    house.time += timedelta(minutes=7)
    entry.save()
    assert house.seen()[0].at == TONIGHT + timedelta(minutes=7)


def test_an_earlier_moment_begins_with_today_and_stands_where_it_belongs(house: House) -> None:
    entry = house.fill(thing="fall")
    entry.form.when.buttons["earlier"].click()
    assert entry.form.day.value() == "Fri 4 Dec 2026"
    entry.form.set_values({"on": "30 Nov 2026", "at": "1 pm"})
    entry.save()
    (event,) = house.seen()
    assert (event.at, event.noted_at) == (datetime(2026, 11, 30, 13, 0, tzinfo=ZONE), TONIGHT)
    assert house.days() == ["Mon 30 Nov 2026"]
    assert plain(house.rows()[0].noted.text()) == "Noted by Anna, Fri 4 Dec 2026, 11:00 PM"
    assert plain(entry.told.text()) == "Written down for Mon 30 Nov 2026, 1:00 PM: Fall"


def test_what_was_seen_long_ago_is_shown_once_it_is_written_down(house: House) -> None:
    house.fill(thing="fall", when="earlier", on="2 Oct 2026", at="noon").save()
    assert house.days() == ["Fri 2 Oct 2026"]


def test_the_wall_clock_of_another_season_is_kept_as_it_showed(monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    monkeypatch.setenv("TZ", "America/Chicago")
    time.tzset()
    try:
        winter = datetime(2026, 12, 4, 23, 0, tzinfo=ZONE)
        summer = wall_moment(date(2026, 7, 4), winter.time(), winter)
        assert summer.isoformat() == "2026-07-04T23:00:00-05:00"
        assert wall_moment(date(2026, 11, 30), winter.time(), winter).utcoffset() == timedelta(hours=-6)
    finally:
        monkeypatch.undo()
        time.tzset()


def test_what_is_typed_waits_for_its_person_and_comes_back_after_the_window_was_closed(house: House) -> None:
    house.fill(thing="spasms", spasms="more", words="after l")
    assert house.page.has_unsaved_form()
    house.page.session.choose_person("ruth")
    assert not house.entry.has_unsaved()
    house.fill(thing="fall")
    house.page.keep_typed()
    house.open_again()
    assert house.entry.form.values()["words"] == "after l"
    assert house.entry.told.text() == "Here is what you had typed and not saved yet."
    house.entry.discard()
    house.open_again()
    assert not house.entry.has_unsaved()
    house.page.session.choose_person("ruth")
    assert house.entry.form.thing.value() == "fall"


def test_what_is_typed_is_kept_by_itself_and_goes_when_it_is_written_down(house: House, qtbot: QtBot) -> None:
    house.fill(thing="fall")
    qtbot.waitUntil(lambda: bool(house.opened.draft("observation/new/theo")))
    house.entry.save()
    assert not house.opened.draft("observation/new/theo")
    assert not house.page.has_unsaved_form()


def test_a_change_elsewhere_leaves_what_is_typed(house: House) -> None:
    house.fill(thing="fall", words="off the")
    house.see(SPASMS)
    assert house.entry.form.words.value() == "off the"


def test_control_and_enter_write_it_down_from_any_field(house: House, qtbot: QtBot) -> None:
    with qtbot.waitActive(house.page):
        house.page.activateWindow()
    house.fill(thing="fall")
    house.entry.form.words.setFocus()
    QTest.keyClick(house.entry.form.words.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(house.seen()) == 1


def test_every_choice_is_called_by_its_question_and_its_answer(house: House) -> None:
    form = house.entry.form
    form.thing.buttons["spasms"].click()
    names = [button.accessibleName() for button in form._rows["spasms"].field.buttons.values()]  # type: ignore[attr-defined]
    assert names[0] == "How many spasms, compared with what is usual for Theo: less than usual"
    assert not form.thing.buttons["spasms"].icon().isNull()
    assert form.thing.buttons["pain"].icon().isNull()


# ------------------------------------------------------------------------------------------------------------- reading


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
    far = datetime(2026, 12, 4, 1, 0, tzinfo=timezone(timedelta(hours=13)))
    house.see(SPASMS, far)
    assert house.days() == ["Today, Fri 4 Dec 2026"]
    assert house.headings() == ["1:00 AM · Spasms more than usual"]


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


# ---------------------------------------------------------------------------------------------------------- correcting


def correct(house: House, place: int = 0, **values: str) -> CorrectionForm:
    house.rows()[place].correct_button.click()
    form = house.editor.form
    assert isinstance(form, CorrectionForm)
    form.set_values(values)
    return form


def test_a_correction_needs_a_reason_and_the_old_value_stays_readable(house: House) -> None:
    first = house.see(SPASMS, TONIGHT - timedelta(hours=3))
    house.opened.who = "Ben"
    house.time += timedelta(minutes=5)
    form = correct(house, spasms="usual", words="after breakfast")
    house.editor.save()
    assert "this is empty" in form.error("reason")
    form.set_values({"reason": "I was there."})
    house.editor.save()
    assert house.page.editor is None
    (event,) = house.seen()
    assert event.what == Observed(ObservedThing.SPASMS, Level.USUAL, words="after breakfast")
    assert (event.amends, event.reason, event.at) == (first.id, "I was there.", first.at)
    assert (event.noted_by, event.noted_at) == ("Ben", house.time)
    (row,) = house.rows()
    assert plain(row.corrected.text()) == (
        "Corrected: was “Spasms more than usual: after lunch”. Why: I was there."
    )


def test_a_second_correction_tells_both(house: House) -> None:
    house.see(SPASMS)
    for level in ("usual", "less"):
        correct(house, spasms=level, reason=f"it was {level}")
        house.editor.save()
    assert plain(house.rows()[0].corrected.text()).splitlines() == [
        "Corrected: was “Spasms as usual: after lunch”. Why: it was less",
        "Corrected: was “Spasms more than usual: after lunch”. Why: it was usual",
    ]


def test_another_time_is_a_correction_too(house: House) -> None:
    house.see(SPASMS)
    correct(house, on="3 Dec 2026", at="20:00", reason="yesterday")
    house.editor.save()
    assert house.days() == ["Yesterday, Thu 3 Dec 2026"]
    assert "after lunch”, Fri 4 Dec 2026, 11:00 PM." in plain(house.rows()[0].corrected.text())


def test_a_correction_that_leaves_the_time_keeps_it_to_the_second(house: House) -> None:
    at = TONIGHT.replace(hour=21, second=41)
    house.see(SPASMS, at)
    correct(house, spasms="less", reason="a slip")
    house.editor.save()
    assert house.seen()[0].at == at


def test_another_thing_is_a_correction_too(house: House) -> None:
    house.see(SPASMS)
    correct(house, thing="pain", pain="4", reason="the wrong button")
    house.editor.save()
    assert house.headings() == ["11:00 PM · Pain 4 out of 10"]


def test_a_future_time_is_refused_in_a_correction(house: House) -> None:
    house.see(SPASMS, TONIGHT - timedelta(hours=3))
    form = correct(house, at="23:30", reason="a slip")
    house.editor.save()
    assert "in the future" in form.error("at")


def test_what_was_never_so_is_taken_back_with_a_reason_and_stays_in_the_log(house: House) -> None:
    first = house.see(SPASMS)
    form = correct(house)
    form.take_back_button.click()
    assert "this is empty" in form.error("reason")
    form.set_values({"reason": "It was Ruth."})
    form.take_back_button.click()
    assert house.page.editor is None
    assert house.rows() == []
    (later,) = house.opened.events.amendments_of(first.id)
    assert (later.what, later.reason, later.noted_by) == (Withdrawn(), "It was Ruth.", "Anna")
    assert house.opened.events.find(first.id) == first


def test_a_correction_put_aside_waits_at_its_note(house: House) -> None:
    house.see(SPASMS)
    correct(house, reason="half a re")
    house.editor.form.edited.emit()
    house.editor.leave()
    assert house.rows()[0].begun.isVisible()
    house.open_again()
    house.rows()[0].correct_button.click()
    assert house.editor.form.values()["reason"] == "half a re"
    assert house.page.has_unsaved_form()
    house.page.session.choose_person("ruth")
    assert house.page.editor is None


def test_what_another_window_corrected_meanwhile_is_told_and_nothing_is_kept(
    house: House, qtbot: QtBot
) -> None:
    first = house.see(SPASMS)
    correct(house, spasms="usual", reason="mine")
    other = replace(first, id="other", amends=first.id, reason="theirs")
    house.opened.events.append([other])
    with qtbot.waitSignal(house.page.session.failed) as failed:
        house.editor.save()
    assert failed.args is not None
    assert "corrected already" in failed.args[0]
    assert house.seen() == [other]


def test_markup_in_a_note_is_shown_as_it_was_typed(house: House) -> None:
    house.see(Observed(ObservedThing.OTHER, words="<b>loud</b>"))
    assert house.rows()[0].words.text() == "<b>loud</b>"
    assert house.headings() == ["11:00 PM"]

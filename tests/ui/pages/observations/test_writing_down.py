from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from caregiver_app.domain.events import Event
from caregiver_app.domain.observations import Level, Observed, ObservedThing, ObservedUnit
from caregiver_app.domain.preferences import Preferences
from caregiver_app.services.observations import wall_moment
from tests.ui.pages.observations.house import SPASMS, TONIGHT, ZONE, House, plain

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


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


@pytest.mark.parametrize(
    ("zone", "now", "wall", "moment"),
    [
        ("America/Chicago", "2026-12-04T23:00-06:00", "2026-07-04T23:00", "2026-07-04T23:00:00-05:00"),
        ("America/Chicago", "2026-12-04T23:00-06:00", "2026-11-30T23:00", "2026-11-30T23:00:00-06:00"),
        # The clock was set back at 2:00: the hour before it is there twice.
        ("America/New_York", "2026-11-01T01:30-05:00", "2026-11-01T00:30", "2026-11-01T00:30:00-04:00"),
        ("America/New_York", "2026-11-01T01:30-05:00", "2026-11-01T01:45", "2026-11-01T01:45:00-04:00"),
        ("America/New_York", "2026-11-01T01:30-05:00", "2026-11-01T01:15", "2026-11-01T01:15:00-05:00"),
        # Before there were zones a clock differed by seconds too: somebody mistyped the year.
        ("Europe/Amsterdam", "2026-01-08T12:00+01:00", "1926-01-08T12:00", "1926-01-08T12:00:00+00:20"),
    ],
)
def test_the_wall_clock_of_another_time_is_kept_as_it_showed(
    monkeypatch: pytest.MonkeyPatch, zone: str, now: str, wall: str, moment: str
) -> None:
    import time

    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        showed = datetime.fromisoformat(wall)
        found = wall_moment(showed.date(), showed.time(), datetime.fromisoformat(now))
    finally:
        monkeypatch.undo()
        time.tzset()
    assert found.isoformat() == moment
    assert Event("a", found, SPASMS).at == found


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

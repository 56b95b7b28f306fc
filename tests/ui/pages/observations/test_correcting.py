from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from caregiver_app.domain.events import Withdrawn
from caregiver_app.domain.observations import Level, Observed, ObservedThing
from caregiver_app.ui.pages.observations.form import CorrectionForm
from tests.ui.pages.observations.house import SPASMS, TONIGHT, House, plain

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


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


def test_a_correction_put_aside_is_found_again_after_another_window_corrected_the_same_note(
    house: House,
) -> None:
    first = house.see(SPASMS)
    correct(house, reason="half a re")
    house.editor.form.edited.emit()
    house.editor.leave()
    house.opened.events.append([replace(first, id="other", amends=first.id, reason="theirs")])
    house.open_again()
    assert not house.rows()[0].begun.isHidden()
    assert correct(house).values()["reason"] == "half a re"
    house.editor.save()
    assert (house.seen()[0].amends, house.seen()[0].reason) == ("other", "half a re")
    assert house.opened.draft(f"observation/{first.id}") == {}


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

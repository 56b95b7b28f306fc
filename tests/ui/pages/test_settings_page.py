from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from caregiver_app.domain.household import Household
from caregiver_app.domain.preferences import Clock, Paper, Preferences
from caregiver_app.interop.household_document import read_document
from caregiver_app.reference import Reference
from caregiver_app.services.open_household import OpenHousehold
from caregiver_app.settings import Settings, Theme
from caregiver_app.ui.frame.session import Environment, Session
from caregiver_app.ui.pages.settings_page import SettingsPage
from caregiver_app.ui.pages.settings_page.countries import country_choices, country_name, offer, warning
from caregiver_app.ui.pages.settings_page.household_form import HouseholdForm
from tests.clock import at_noon

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

US = Preferences("US", "911", "1-800-222-1222")


class Kept:
    def __init__(self) -> None:
        self.settings = Settings()

    def keep(self, settings: Settings) -> None:
        self.settings = settings


def open_page(
    qtbot: QtBot, reference: Reference, preferences: Preferences = US, path: Path | None = None
) -> tuple[SettingsPage, Session, Kept]:
    kept = Kept()
    environment = Environment(lambda: date(2026, 11, 22), kept.settings, kept.keep)
    session = Session(OpenHousehold(Household(preferences), at_noon), reference, environment)
    names: list[str] = []

    def ask(_parent: QWidget, suggested: str) -> Path | None:
        names.append(suggested)
        return path

    page = SettingsPage(session, ask)
    qtbot.addWidget(page)
    page.show()
    session.changed.connect(page.reload)
    page.reload()
    return page, session, kept


def test_text_size_and_theme_are_kept_at_once(qtbot: QtBot, reference: Reference) -> None:
    page, _session, kept = open_page(qtbot, reference)
    page.text_size.set_value("150")
    page.theme.set_value("dark")
    assert kept.settings == Settings(150, Theme.DARK)


def test_the_minutes_to_the_lock_are_a_choice_without_never(qtbot: QtBot, reference: Reference) -> None:
    page, session, kept = open_page(qtbot, reference)
    offered = [page.lock_after.itemText(place) for place in range(page.lock_after.count())]
    assert offered == ["1 minute", "2 minutes", "5 minutes", "10 minutes", "30 minutes"]
    assert page.lock_after.value() == "5"
    page.lock_after.set_value("30")
    assert kept.settings == Settings(lock_after_minutes=30)
    assert session.environment.settings == kept.settings


def test_a_choice_leaves_the_windows_place_as_it_is(qtbot: QtBot, reference: Reference) -> None:
    page, session, kept = open_page(qtbot, reference)
    session.environment = replace(session.environment, settings=Settings(window="AAAA"))
    page.theme.set_value("dark")
    assert kept.settings == Settings(theme=Theme.DARK, window="AAAA")


def test_the_households_choices_are_changed_and_undone(qtbot: QtBot, reference: Reference) -> None:
    page, session, _kept = open_page(qtbot, reference)
    page.change_button.click()
    assert page.editor is not None
    page.editor.form.field("paper").set_value("a4")
    page.editor.form.field("clock").set_value("24h")
    page.editor.save()
    assert (session.preferences.paper, session.preferences.clock) == (Paper.A4, Clock.TWENTY_FOUR_HOUR)
    assert "A4" in page.choices.text()
    session.undo()
    assert session.preferences == US
    assert "Letter" in page.choices.text()


def test_another_country_offers_its_number_and_replaces_nothing_by_itself(
    qtbot: QtBot, reference: Reference
) -> None:
    page, session, _kept = open_page(qtbot, reference)
    page.open_record("household")
    assert page.editor is not None
    form = page.editor.form
    assert isinstance(form, HouseholdForm)
    assert not form.offer.text()
    form.field("country").set_value("GB")
    assert form.values()["emergency_number"] == "911"
    assert "999" in form.offer.text()
    form.offer.action.emit()
    assert form.values()["emergency_number"] == "999"
    assert form.values()["poison_number"] == "1-800-222-1222"
    assert "poison" in form.offer.text()
    page.editor.save()
    assert session.preferences.emergency_number == "999"


def test_a_country_without_verified_numbers_keeps_them_and_asks(qtbot: QtBot, reference: Reference) -> None:
    page, _session, _kept = open_page(qtbot, reference, Preferences("DE", "911", ""))
    assert "check that 911" in page.number_warning.text()
    text, numbers = offer("DE", "112", "", reference.emergency_numbers)
    assert "Germany" in text
    assert numbers is None


def test_verified_numbers_need_no_warning(reference: Reference) -> None:
    assert warning(US, reference.emergency_numbers) == ""
    assert "No emergency number" in warning(Preferences("US"), reference.emergency_numbers)
    assert "United Kingdom" in warning(Preferences("GB", "911"), reference.emergency_numbers)


def test_a_number_without_digits_is_refused_at_its_field(qtbot: QtBot, reference: Reference) -> None:
    page, session, _kept = open_page(qtbot, reference)
    page.open_record("household")
    assert page.editor is not None
    page.editor.form.field("emergency_number").set_value("nine")
    page.editor.save()
    assert "nine" in page.editor.form.error("emergency_number")
    assert page.has_unsaved_form()
    assert session.preferences == US


def test_a_half_filled_form_waits(qtbot: QtBot, reference: Reference) -> None:
    page, session, _kept = open_page(qtbot, reference)
    page.open_record("household")
    assert page.editor is not None
    page.editor.form.field("poison_number").set_value("555")
    page.keep_typed()
    assert session.opened.draft("preferences")["poison_number"] == "555"
    page.editor.leave()
    assert "unfinished" in page.change_button.text()


def test_the_export_can_be_read_again(qtbot: QtBot, reference: Reference, tmp_path: Path) -> None:
    path = tmp_path / "household.json"
    page, session, _kept = open_page(qtbot, reference, path=path)
    page.export_button.click()
    assert read_document(path.read_bytes()).household == session.household
    assert "household.json" in page.exported.text()


def test_an_export_that_fails_is_told(qtbot: QtBot, reference: Reference, tmp_path: Path) -> None:
    page, session, _kept = open_page(qtbot, reference, path=tmp_path / "nowhere" / "household.json")
    with qtbot.waitSignal(session.failed):
        page.export_button.click()
    assert not page.exported.text()


def test_the_demo_says_that_nothing_is_kept(qtbot: QtBot, reference: Reference) -> None:
    page, _session, _kept = open_page(qtbot, reference)
    assert "Nothing you change in it is kept" in page.file.text()


def test_countries_are_named() -> None:
    assert ("US", "United States") in country_choices()
    assert country_name("DE") == "Germany"
    assert country_name("XX") == "XX"

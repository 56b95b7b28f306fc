"""The window from nothing to a printed sheet, and what must hold on every page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from caregiver_app.domain.household import Household
from caregiver_app.domain.medication import Medication
from caregiver_app.domain.people import CareRecipient
from caregiver_app.domain.pump import Pump
from caregiver_app.services.notice import Notice
from caregiver_app.services.security.recovery_on_paper import note_on_paper
from caregiver_app.ui.emergency.emergency_view import EmergencyView
from caregiver_app.ui.entrance.first_household import first_household
from caregiver_app.ui.frame.page_makers import page_makers
from caregiver_app.ui.frame.places import PAGE_KEYS, PLACES
from caregiver_app.ui.frame.shell import Shell
from caregiver_app.ui.frame.window import MainWindow
from caregiver_app.ui.records.record_page import RecordPage
from caregiver_app.ui.style import apply_style
from tests.shipped import shipped_reference
from tests.unlock_flows import Entrance
from tests.vaults import new_household, old_household

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

Open = Callable[[Path | None], MainWindow]


@pytest.fixture
def opened(qtbot: QtBot, qapp: QApplication) -> Open:
    """Opens a window on a file, or on the made-up household for ``None``."""
    apply_style(qapp, "light", 1.0)

    def make(file: Path | None) -> MainWindow:
        entrance = Entrance(qtbot)
        entrance.startup.open(file, is_usual_place=True)
        return entrance.window

    return make


@pytest.fixture
def household(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Callable[[], Entrance]:
    """Opens a window on a household of one in an encrypted file."""
    apply_style(qapp, "light", 1.0)

    def make() -> Entrance:
        file = tmp_path / "household"
        entrance = Entrance(qtbot)
        person = CareRecipient(id="theo", preferred_name="Theo")
        new = Household(care_recipients=(person,))
        entrance.startup.show_household(old_household(file) if file.exists() else new_household(file, new))
        return entrance

    return make


def controls(page: QWidget) -> list[QWidget]:
    kinds = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit)
    return [
        each
        for kind in kinds
        for each in page.findChildren(kind)
        if each.isVisible() and not each.objectName().startswith("qt_")
    ]


def press(button: QAbstractButton | None) -> None:
    assert button is not None
    button.click()


def accessible_name(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name)


@pytest.mark.parametrize("key", PAGE_KEYS)
def test_every_control_on_every_page_has_a_name(opened: Open, qtbot: QtBot, key: str) -> None:
    window = opened(None)
    window.go_to(key)
    qtbot.waitUntil(window.page(key).isVisible)
    unnamed = [repr(each) for each in controls(window) if not accessible_name(each).strip()]
    assert unnamed == []


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("key", PAGE_KEYS)
def test_no_control_sticks_out_of_its_page(opened: Open, qapp: QApplication, key: str, scale: float) -> None:
    window = opened(None)
    apply_style(qapp, "dark", scale)
    window.resize(1366, 768)
    window.go_to(key)
    qapp.processEvents()
    right_edge = window.width()
    for each in controls(window):
        left = each.mapTo(window, QPoint(0, 0)).x()
        assert left >= 0, each
        assert left + each.width() <= right_edge, (each, accessible_name(each))


def test_the_window_is_never_larger_than_the_screen(qtbot: QtBot) -> None:
    shell = Shell(lambda _shell: None)
    qtbot.addWidget(shell)
    room = shell.screen().availableSize()
    assert shell.width() <= room.width()
    assert shell.height() <= room.height()


def test_emergency_is_one_click_away_on_every_page_and_printing_the_second(
    opened: Open, qtbot: QtBot
) -> None:
    window = opened(None)
    for key in PAGE_KEYS:
        window.go_to(key)
        assert window.sidebar.emergency_button.isVisible()
    ways: tuple[Callable[[], object], ...] = (
        lambda: QTest.mouseClick(window.sidebar.emergency_button, Qt.MouseButton.LeftButton),
        lambda: QTest.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier),
    )
    for show in ways:
        with qtbot.waitActive(window):
            window.activateWindow()
        show()
        view = window.findChild(EmergencyView)
        assert view is not None
        assert view.isVisible()
        assert view.print_button.isEnabled()
        view.reject()
        qtbot.waitUntil(lambda: window.findChild(EmergencyView) is None)


def test_alt_and_a_number_opens_a_page(opened: Open, qtbot: QtBot) -> None:
    window = opened(None)
    with qtbot.waitActive(window):
        window.activateWindow()
    for number, item in enumerate(PLACES[:9], start=1):
        QTest.keyClick(window, getattr(Qt.Key, f"Key_{number}"), Qt.KeyboardModifier.AltModifier)
        assert window.sidebar.current() == item.key


def test_changing_the_person_changes_every_page(opened: Open) -> None:
    window = opened(None)
    window.go_to("medications")
    window.top_bar.person.set_value("person-2")
    assert "Ruth" in window.next_step.text()


def test_no_sheet_is_called_ready_while_the_drug_of_the_pump_is_not_understood(opened: Open) -> None:
    window = opened(None)
    window.go_to("medications")
    assert "ready to print" in window.next_step.text()
    unknown = (Pump("u", "Baclophen"),)
    assert window.session
    window.session.change_person("Changed", lambda person: replace(person, pumps=unknown))
    assert window.next_step.text() == "Next: say which label speaks of Baclophen."
    window.next_step.action.emit()
    assert window.sidebar.current() == "pump"


def test_the_title_of_the_window_names_nobody(opened: Open) -> None:
    window = opened(None)
    for key in PAGE_KEYS:
        window.go_to(key)
        assert window.windowTitle() == ""
    assert Shell(lambda _shell: None).windowTitle() == "Caregiver"


def test_a_form_left_open_is_there_again_after_closing_the_window(
    household: Callable[[], Entrance],
) -> None:
    window = household().window
    window.go_to("contacts")
    window.page("contacts").open_record("new")
    line = next(each for each in window.page("contacts").findChildren(QLineEdit) if each.isVisible())
    line.setText("Dr. Half-typed")
    assert window.page("contacts").has_unsaved_form()
    window.close()
    again = household().window
    again.go_to("contacts")
    again.page("contacts").open_record("new")
    texts = [each.text() for each in again.page("contacts").findChildren(QLineEdit)]
    assert "Dr. Half-typed" in texts


def test_until_it_is_on_paper_the_recovery_key_is_the_next_step_after_the_first_medicine(
    household: Callable[[], Entrance],
) -> None:
    entrance = household()
    window = entrance.window
    window.go_to("people")
    assert "what Theo takes" in window.next_step.text()
    session = window.session
    assert session is not None
    medicine = Medication(id="m", product_name="Aspirin")
    session.change_person("Added", lambda person: replace(person, medications=(medicine,)))
    assert "recovery key" in window.next_step.text()
    window.next_step.action.emit()
    assert window.sidebar.current() == "security"
    note_on_paper(session.opened)
    window.go_to("medications")
    assert "recovery key" not in window.next_step.text()


def test_only_a_household_of_ones_own_can_be_locked(
    opened: Open, household: Callable[[], Entrance], qtbot: QtBot
) -> None:
    demo = opened(None)
    assert not demo.sidebar.lock_button.isVisible()
    with qtbot.assertNotEmitted(demo.lock_asked):
        demo.lock()
    own = household().window
    assert own.sidebar.lock_button.isVisible()
    with qtbot.waitSignal(own.lock_asked):
        own.sidebar.lock_button.click()


def test_ctrl_l_locks(household: Callable[[], Entrance], qtbot: QtBot) -> None:
    entrance = household()
    with qtbot.waitActive(entrance.window):
        entrance.window.activateWindow()
    QTest.keyClick(entrance.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert len(entrance.restarts) == 1


def test_what_is_to_be_known_about_the_file_is_told_one_by_one(household: Callable[[], Entrance]) -> None:
    entrance = household()
    session = entrance.window.session
    assert session is not None
    session.opened.notices = (Notice("clock", "The clock is wrong."), Notice("older", "The file is old."))
    entrance.window.show_session(session, page_makers())
    assert entrance.window.notice.text() == "The clock is wrong."
    press(entrance.window.notice.put_away_button)
    assert entrance.window.notice.text() == "The file is old."
    press(entrance.window.notice.put_away_button)
    assert not entrance.window.notice.isVisible()


@pytest.mark.parametrize(
    ("country", "number", "paper"), [("US", "911", "letter"), ("GB", "999", "a4"), ("SE", "", "a4")]
)
def test_a_first_household_has_verified_numbers_only(country: str, number: str, paper: str) -> None:

    household = first_household(" Theo ", country, shipped_reference())
    assert household.preferences.emergency_number == number
    assert household.preferences.paper.value == paper
    assert household.care_recipients[0].preferred_name == "Theo"


def test_the_empty_window_furnishes_itself_once_and_closes_what_it_holds(qtbot: QtBot) -> None:
    furnished: list[Shell] = []
    content = QLineEdit()
    shell = Shell(furnished.append)
    qtbot.addWidget(shell)
    shell.show()
    qtbot.waitUntil(lambda: bool(furnished))
    shell.setCentralWidget(content)
    shell.repaint()
    shell.close()
    assert furnished == [shell]
    assert not content.isVisible()


def test_a_form_thrown_away_comes_back_before_any_change_is_undone(opened: Open) -> None:
    window = opened(None)
    session = window.session
    assert session is not None
    before = session.household
    window.go_to("contacts")
    page = window.page("contacts")
    assert isinstance(page, RecordPage)
    page.open_record("new")
    assert page.editor is not None
    page.editor.form.field("name").set_value("Zed")
    page.editor.discard()
    assert window.undo_bar.isVisible()
    window._undo()
    assert page.editor.form.values()["name"] == "Zed"
    assert not window.undo_bar.isVisible()
    assert session.household == before


@pytest.mark.parametrize("text_size", [1.0, 2.0])
def test_a_form_has_the_window_for_itself_and_save_stays_in_sight(
    opened: Open, qapp: QApplication, text_size: float
) -> None:
    window = opened(None)
    apply_style(qapp, "light", text_size)
    window.resize(1366, 768)
    window.go_to("medications")
    page = window.page("medications")
    assert isinstance(page, RecordPage)
    assert window.notices.next_step.isVisible()
    page.open_record("new")
    QApplication.processEvents()
    assert not window.notices.next_step.isVisible()
    assert page.editor is not None
    for button in (page.editor.save_button, page.editor.leave_button, window.sidebar.emergency_button):
        assert button.visibleRegion().boundingRect() == button.rect(), button.text()
        assert window.rect().contains(button.mapTo(window, button.rect().bottomRight())), button.text()
    page.editor.leave()
    assert window.notices.next_step.isVisible()

"""A walk through every form by Tab alone, with every optional part open: in reading order, and no key is lost."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton, QRadioButton, QWidget

from caregiver_app.ui.records.drafts import NEW
from caregiver_app.ui.records.form_page import FormPage
from caregiver_app.ui.records.record_form import RecordForm
from caregiver_app.ui.style import apply_style
from caregiver_app.ui.widgets.reading_order import tab_stops
from tests.unlock_flows import Entrance

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from caregiver_app.ui.frame.window import MainWindow

ONE_LINE = 12  # how far apart in height two fields of one line may stand


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> MainWindow:
    apply_style(qapp, "light", 1.0)
    entrance = Entrance(qtbot)
    entrance.startup.open(None, is_usual_place=True)
    entrance.window.resize(1366, 768)
    with qtbot.waitActive(entrance.window):
        entrance.window.activateWindow()
    return entrance.window


def form_on(window: MainWindow, page: str, record: str) -> RecordForm:
    window.go_to(page)
    shown = window.page(page)
    shown.open_record(record)
    assert isinstance(shown, FormPage)
    assert shown.editor is not None
    form = shown.editor.form
    assert isinstance(form, RecordForm)
    return form


def first_record(window: MainWindow, page: str) -> str:
    assert window.session is not None
    household, theo = window.session.household, window.session.household.care_recipients[0]
    return {
        "people": theo.id,
        "contacts": household.contacts[0].id,
        "medications": theo.medications[0].id,
        "pump": theo.pumps[0].id,
    }[page]


def open_every_part(form: RecordForm) -> None:
    """One more row in every list; each rhythm with something in it, so that all its fields are in sight."""
    for button in form.findChildren(QPushButton):
        if button.isVisible() and button.text().startswith(("Add", "Note")):
            button.click()
    for key, value in {"reason": "pain", "words": "every Monday", "route_in_words": "by spoon"}.items():
        if key in form.values():
            form.field(key).set_value(value)
    if "route" in form.values() and "product_name" in form.values():
        form.field("product_name").set_value("baclofen")
        form.field("route").set_value("oral")
    QApplication.processEvents()


def place(stop: QWidget, form: QWidget) -> QPoint:
    return stop.mapTo(form, QPoint(0, 0))


@pytest.mark.parametrize("page", ["people", "contacts", "medications", "pump"])
@pytest.mark.parametrize("new", [True, False])
def test_tab_walks_down_a_form_and_every_key_lands_where_the_cursor_is(
    window: MainWindow, page: str, new: bool
) -> None:
    form = form_on(window, page, NEW if new else first_record(window, page))
    open_every_part(form)
    # The question about the labels is asked anew with each letter of the name.
    wanted = [stop for stop in tab_stops(form) if not isinstance(stop, QRadioButton)]
    wanted[0].setFocus()
    walked: list[QWidget] = []
    typed: list[QWidget] = []
    while (at := QApplication.focusWidget()) is not None and form.isAncestorOf(at):
        assert at not in walked, at.accessibleName()
        walked.append(at)
        if isinstance(at, QLineEdit | QPlainTextEdit) and not at.isReadOnly():
            QTest.keyClick(at, Qt.Key.Key_End)
            QTest.keyClicks(at, "zq")
            typed.append(at)
        QTest.keyClick(at, Qt.Key.Key_Tab)
    places = [place(stop, form) for stop in walked if stop in wanted]
    for one, other in pairwise(places):
        assert one.y() < other.y() + ONE_LINE or one.x() < other.x(), (one, other)
    assert set(wanted) <= set(walked)
    assert len(typed) > 3
    for each in typed:
        text = each.text() if isinstance(each, QLineEdit) else each.toPlainText()  # type: ignore[attr-defined]
        assert text.endswith("zq"), each.accessibleName()
    after = QApplication.focusWidget()
    assert isinstance(after, QPushButton)
    assert after.text() == "Save"


def test_the_date_typed_after_the_question_about_the_labels_is_not_lost(window: MainWindow) -> None:
    form = form_on(window, "medications", NEW)
    form.field("product_name").set_value("baclofen")
    form.field("route").set_value("oral")
    QApplication.processEvents()
    reference = form._rows["reference"].field
    reference.setFocus()
    choice = QApplication.focusWidget()
    assert choice is not None
    QTest.keyClick(choice, Qt.Key.Key_Space)
    QApplication.processEvents()
    heard = []
    for _press in range(6):
        at = QApplication.focusWidget()
        assert at is not None
        QTest.keyClick(at, Qt.Key.Key_Tab)
        at = QApplication.focusWidget()
        assert at is not None
        heard.append(at.accessibleName())
    assert form.isAncestorOf(QApplication.focusWidget())  # type: ignore[arg-type]
    assert heard[:4] == ["What it is for", "Prescribed by", "Pharmacy", "Start date"]

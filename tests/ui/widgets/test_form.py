from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QWidget

from caregiver_app.ui.widgets.choice_field import ChoiceField
from caregiver_app.ui.widgets.field import control_of
from caregiver_app.ui.widgets.form import Form
from caregiver_app.ui.widgets.note_field import NoteField
from caregiver_app.ui.widgets.scroll import ScrollPage
from caregiver_app.ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    result = Form()
    qtbot.addWidget(result)
    result.add("name", "Preferred &name", TextField(), "As the family calls him")
    result.add("severity", "&Severity", ChoiceField([("", "Not recorded"), ("mild", "Mild")]))
    result.add("note", "Tell them && me first", NoteField(most_words=40))
    return result


def _show(form: Form, qtbot: QtBot) -> None:
    form.show()
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)


def _spoken(widget: QWidget, what: QAccessible.Text = QAccessible.Text.Name) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(what)


def test_a_form_gives_back_what_was_put_in(form: Form) -> None:
    values = {"name": " Sam ", "severity": "unheard of", "note": "a\nb"}
    form.set_values(values)
    assert form.values() == values


def test_a_form_knows_whether_it_was_changed(form: Form, qtbot: QtBot) -> None:
    form.set_values({"name": "Sam"})
    assert not form.is_changed()
    with qtbot.waitSignal(form.edited):
        form.field("name").set_value("Samuel")
    assert form.is_changed()
    form.field("name").set_value("Sam")
    assert not form.is_changed()


def test_an_unknown_field_is_a_key_error(form: Form) -> None:
    with pytest.raises(KeyError):
        form.set_values({"nickname": "Sam"})


def test_every_field_is_called_by_its_label(form: Form) -> None:
    names = [control_of(row.field).accessibleName() for row in form._rows.values()]
    assert names == ["Preferred name", "Severity", "Tell them & me first"]


def test_a_screen_reader_finds_the_label_of_each_field(form: Form) -> None:
    for row in form._rows.values():
        interface = QAccessible.queryAccessibleInterface(row.field)
        labels = [other.text(QAccessible.Text.Name) for other, _ in interface.relations()]
        assert row.name() in labels


def test_alt_and_the_letter_of_a_label_reach_the_field(form: Form, qtbot: QtBot) -> None:
    _show(form, qtbot)
    QTest.keyClick(form, Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(control_of(form._rows["severity"].field).hasFocus)


def test_an_error_is_shown_in_words_and_described_to_a_screen_reader(form: Form) -> None:
    form.show_error("name", "Write a name.")
    control = control_of(form._rows["name"].field)
    assert form.error("name") == "Write a name."
    assert _spoken(control, QAccessible.Text.Description) == "Write a name. As the family calls him"
    assert control.property("invalid") is True
    form.clear_errors()
    assert form.error("name") == ""
    assert control.property("invalid") is False
    assert _spoken(control, QAccessible.Text.Description) == "As the family calls him"


def test_the_first_wrong_field_gets_the_focus(form: Form, qtbot: QtBot) -> None:
    _show(form, qtbot)
    form.show_error("note", "Too many words.")
    form.show_error("name", "Write a name.")
    qtbot.waitUntil(control_of(form._rows["name"].field).hasFocus)


def test_an_error_without_a_field_is_shown_above_the_form(form: Form) -> None:
    form.show_error("weight", "The weight is not a number.")
    form.show_error("", "Something else.")
    assert form.error("") == "The weight is not a number. Something else."
    form.clear_errors()
    assert form.error("") == ""


def test_a_hidden_field_keeps_its_value_and_comes_back_with_an_error(form: Form) -> None:
    form.set_values({"name": "Sam"})
    form.set_row_visible("name", visible=False)
    assert form.values()["name"] == "Sam"
    form.show_error("name", "Write a name.")
    assert not form._rows["name"].isHidden()


def _long_page(qtbot: QtBot) -> tuple[ScrollPage, Form]:
    form = Form()
    for number in range(30):
        form.add(f"f{number}", f"Field {number}", TextField())
    page = ScrollPage("Form")
    page.add(form)
    qtbot.addWidget(page)
    page.resize(500, 300)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page, form


def test_a_page_scrolls_to_the_field_that_has_the_focus_and_never_sideways(qtbot: QtBot) -> None:
    page, form = _long_page(qtbot)
    last = control_of(form._rows["f29"].field)
    last.setFocus()
    qtbot.waitUntil(lambda: not last.visibleRegion().isEmpty())
    assert page.horizontalScrollBar().maximum() == 0
    assert page.minimumSizeHint().width() >= form.minimumSizeHint().width()


def test_a_page_shows_the_label_and_the_error_of_the_field_too(qtbot: QtBot) -> None:
    _page, form = _long_page(qtbot)
    control_of(form._rows["f29"].field).setFocus()
    form.show_error("f15", "Write a number.")
    row = form._rows["f15"]
    qtbot.waitUntil(lambda: row.visibleRegion().boundingRect() == row.rect())


def test_a_page_asks_for_more_width_when_its_content_does(qtbot: QtBot) -> None:
    page = ScrollPage("Form")
    holder = QWidget()
    QHBoxLayout(holder).addWidget(page)
    part = QWidget()
    page.add(part)
    qtbot.addWidget(holder)
    holder.show()
    part.setMinimumWidth(700)
    qtbot.waitUntil(lambda: holder.minimumSizeHint().width() > 700)


def test_a_page_without_wrapping_words_scrolls_rather_than_squeezes(qtbot: QtBot) -> None:
    page = ScrollPage("Form")
    for _number in range(30):
        page.add(TextField())
    qtbot.addWidget(page)
    page.resize(500, 300)
    page.show()
    qtbot.waitUntil(lambda: page.verticalScrollBar().maximum() > 300)


def test_an_error_goes_away_while_it_is_being_mended(form: Form) -> None:
    form.show_error("name", "This is empty.")
    form.show_error("note", "Too long.")
    form.field("name").set_value("Sam")
    assert form.error("name") == ""
    assert form.error("note") == "Too long."
    assert form.label("name") == "Preferred name"
    assert form.label("no such field") == ""

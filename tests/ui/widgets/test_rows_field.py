from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from caregiver_app.ui.widgets.choice_field import ChoiceField
from caregiver_app.ui.widgets.rows_field import RowPart, RowsField
from caregiver_app.ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

_KINDS = [("", "Not recorded"), ("day", "Day"), ("night", "After hours")]
_PHONES = [
    {"number": "202-555-0143", "when": "day"},
    {"number": "202-555-0199", "when": "night"},
    {"number": "call the session", "when": "fax"},
]


@pytest.fixture
def phones(qtbot: QtBot) -> RowsField:
    parts = [RowPart("number", "Number", TextField), RowPart("when", "When", lambda: ChoiceField(_KINDS))]
    field = RowsField(parts, "Phone", "Add phone")
    qtbot.addWidget(field)
    field.resize(700, 500)
    field.show()
    return field


def _press(phones: RowsField, name: str) -> None:
    next(one for one in phones.findChildren(QPushButton) if one.accessibleName() == name).click()
    QApplication.processEvents()


def test_rows_come_back_in_their_order(phones: RowsField) -> None:
    phones.set_rows(_PHONES)
    assert phones.rows() == _PHONES


def test_a_row_moves_up_and_down(phones: RowsField) -> None:
    phones.set_rows(_PHONES)
    _press(phones, "Move Phone 3 up")
    assert phones.rows() == [_PHONES[0], _PHONES[2], _PHONES[1]]
    _press(phones, "Move Phone 1 down")
    assert phones.rows() == [_PHONES[2], _PHONES[0], _PHONES[1]]
    tops = [row.y() for row in phones._rows]
    assert tops == sorted(tops)


def test_a_row_at_the_end_stays_there(phones: RowsField) -> None:
    phones.set_rows(_PHONES)
    phones.move_row(2, 1)
    phones.move_row(0, -1)
    assert phones.rows() == _PHONES


def test_a_removed_row_can_be_brought_back(phones: RowsField, qtbot: QtBot) -> None:
    phones.set_rows(_PHONES)
    with qtbot.waitSignal(phones.removed) as gone:
        phones.remove(1)
    assert phones.rows() == [_PHONES[0], _PHONES[2]]
    place, values = gone.args or []
    phones.insert(place, values)
    assert phones.rows() == _PHONES


def test_the_last_row_can_go(phones: RowsField) -> None:
    phones.set_rows(_PHONES[:1])
    phones.remove(0)
    assert phones.rows() == []


def test_a_new_row_is_empty_and_tells_of_itself(phones: RowsField, qtbot: QtBot) -> None:
    with qtbot.waitSignal(phones.edited):
        phones.add_button.click()
    assert phones.rows() == [{"number": "", "when": ""}]


def test_what_a_row_holds_besides_its_fields_is_kept(phones: RowsField) -> None:
    phones.set_rows([{"id": "7", "number": "911", "when": ""}])
    assert phones.rows() == [{"id": "7", "number": "911", "when": ""}]


def test_each_field_and_button_is_called_by_its_row(phones: RowsField) -> None:
    phones.set_rows(_PHONES)
    names = {one.accessibleName() for one in phones.findChildren(TextField)}
    assert names == {"Phone 1: Number", "Phone 2: Number", "Phone 3: Number"}
    phones.remove(0)
    QApplication.sendPostedEvents(None, 52)  # QEvent.DeferredDelete
    assert {"Phone 1: Number", "Phone 2: Number"} == {
        one.accessibleName() for one in phones.findChildren(TextField)
    }


def test_an_error_goes_to_its_row(phones: RowsField) -> None:
    phones.set_rows(_PHONES)
    phones.show_error(2, "number", "This is not a phone number.")
    wrong = [one for one in phones.findChildren(TextField) if one.property("invalid")]
    assert [one.value() for one in wrong] == ["call the session"]
    assert wrong[0].accessibleDescription() == "This is not a phone number."
    assert wrong[0].accessibleName() == "Phone 3: Number"
    phones.clear_errors()
    assert not wrong[0].property("invalid")


def test_fields_go_below_each_other_where_there_is_no_room(phones: RowsField) -> None:
    phones.set_rows(_PHONES[:1])
    phones.resize(900, 500)
    QApplication.processEvents()
    wide = phones._rows[0].sizeHint().height()
    phones.resize(260, 500)
    QApplication.processEvents()
    assert phones._rows[0].sizeHint().height() > wide

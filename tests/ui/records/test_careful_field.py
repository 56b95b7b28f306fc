from __future__ import annotations

from typing import TYPE_CHECKING

from caregiver_app.ui.records.careful_field import CarefulField, spelling_words
from caregiver_app.ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_a_text_is_shown_as_it_was_read_only_where_that_differs(qtbot: QtBot) -> None:
    field = CarefulField(TextField(), lambda text: text.upper())
    qtbot.addWidget(field)
    field.set_value("abc")
    assert field.understood.text() == "Read as ABC"
    assert not field.understood.isHidden()
    field.set_value("ABC")
    assert field.understood.isHidden()


def test_an_unsafe_spelling_is_named_and_stays_as_typed(qtbot: QtBot) -> None:
    field = CarefulField(TextField())
    qtbot.addWidget(field)
    field.set_value("10U")
    assert field.warning.text() == "“10U” is easily misread. Better: units."
    assert field.value() == "10U"
    field.set_value("10 units")
    assert field.warning.isHidden()


def test_a_text_that_was_understood_need_not_be_warned_of(qtbot: QtBot) -> None:
    field = CarefulField(TextField(), lambda text: text if text != "10U" else "", warns_when_read=False)
    qtbot.addWidget(field)
    field.set_value("2000 mcg")
    assert field.warning.isHidden()
    field.set_value("10U")
    assert not field.warning.isHidden()


def test_the_same_spelling_twice_is_named_once() -> None:
    assert spelling_words("10U and 10U").count("easily misread") == 1

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QDate, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from caregiver_app.ui.widgets.buttons import Button
from caregiver_app.ui.widgets.choice_field import ChoiceField
from caregiver_app.ui.widgets.date_field import DateField
from caregiver_app.ui.widgets.note_field import NoteField
from caregiver_app.ui.widgets.suggest_field import SuggestField, Suggestion
from caregiver_app.ui.widgets.text_field import TextField
from caregiver_app.ui.widgets.times_field import TimesField

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

_CHOICES = [("", "Not recorded"), ("mild", "Mild"), ("severe", "Severe")]
_STRANGE = [
    "  spaces around  ",
    "<b>bold</b> & <img src='x'>",
    "no\u00a0break",
    "\u202ereversed",
    "👩‍👩‍👧 e\u0301",
    "x" * 40_000,
    "0,5 mg",
]


def parse(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def read(text: str) -> Sequence[str]:
    """Times like 8:00, more than one with commas."""
    parts = [part.strip() for part in text.split(",")]
    good = all(part.replace(":", "").isdigit() and part.count(":") == 1 for part in parts)
    return [part.zfill(5) for part in parts] if good else []


def suggest(text: str) -> Sequence[Suggestion]:
    names = [("Lioresal", "baclofen, tablet"), ("Lioresal Intrathecal", "baclofen, pump"), ("Keppra", "")]
    return [Suggestion(name, what, (name,)) for name, what in names if text and name.lower().startswith(text)]


_FIELDS: list[Callable[[], Any]] = [
    TextField,
    NoteField,
    lambda: ChoiceField(_CHOICES),
    lambda: DateField(parse, date.isoformat),
    lambda: TimesField(read),
    lambda: SuggestField(suggest),
]


@pytest.mark.parametrize("make", _FIELDS, ids=["text", "note", "choice", "date", "times", "suggest"])
@pytest.mark.parametrize("text", _STRANGE, ids=range(len(_STRANGE)))
def test_nothing_is_lost_or_changed(qtbot: QtBot, make: Callable[[], Any], text: str) -> None:
    field = make()
    qtbot.addWidget(field)
    assert field.value() == ""
    field.set_value(text)
    assert field.value() == text


@pytest.mark.parametrize("make", _FIELDS, ids=["text", "note", "choice", "date", "times", "suggest"])
def test_a_change_is_told(qtbot: QtBot, make: Callable[[], Any]) -> None:
    field = make()
    qtbot.addWidget(field)
    with qtbot.waitSignal(field.edited):
        field.set_value("severe")


def test_a_note_keeps_its_lines(qtbot: QtBot) -> None:
    field = NoteField()
    qtbot.addWidget(field)
    field.set_value("one\n\ntwo\n")
    assert field.value() == "one\n\ntwo\n"


def test_a_note_counts_its_words_and_cuts_none(qtbot: QtBot) -> None:
    field = NoteField(most_words=3)
    qtbot.addWidget(field)
    field.set_value("he smiles")
    assert field.counter.text() == "2 of 3 words"
    field.set_value("he smiles when he hurts")
    assert field.counter.text() == "5 of 3 words: 2 words too many"
    assert field.value() == "he smiles when he hurts"
    field.set_value("he smiles when hurt")
    assert field.counter.text() == "4 of 3 words: 1 word too many"


def test_tab_leaves_a_note(qtbot: QtBot) -> None:
    field = NoteField()
    qtbot.addWidget(field)
    assert field.edit.tabChangesFocus()


def test_nothing_is_chosen_for_a_person(qtbot: QtBot) -> None:
    field = ChoiceField(_CHOICES[1:])
    qtbot.addWidget(field)
    assert field.value() == ""
    field.set_choices(_CHOICES)
    assert field.currentText() == "Not recorded"


def test_a_choice_stays_when_the_choices_change(qtbot: QtBot) -> None:
    field = ChoiceField(_CHOICES)
    qtbot.addWidget(field)
    field.set_value("severe")
    field.set_choices([("", "Not recorded"), ("low", "Low")])
    assert field.value() == "severe"


def test_the_wheel_never_changes_a_choice(qtbot: QtBot) -> None:
    field = ChoiceField(_CHOICES)
    qtbot.addWidget(field)
    with qtbot.waitExposed(field):
        field.show()
    field.setFocus()
    field.set_value("mild")
    turn = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(field, turn)
    assert field.value() == "mild"
    assert not turn.isAccepted()


def test_a_date_stays_as_typed_and_says_how_it_was_read(qtbot: QtBot) -> None:
    field = DateField(parse, lambda day: f"{day:%d/%m/%Y}")
    qtbot.addWidget(field)
    field.set_value("2026-12-04")
    assert field.value() == "2026-12-04"
    assert field.understood.text() == "Read as 04/12/2026"
    assert not field.understood.isHidden()
    field.set_value("soon")
    assert field.understood.isHidden()
    assert field.value() == "soon"


@pytest.mark.qt_log_ignore("does not support grabbing", extend=True)
def test_a_day_of_the_calendar_goes_into_the_field(qtbot: QtBot) -> None:
    field = DateField(parse, date.isoformat, date(2026, 12, 4))
    qtbot.addWidget(field)
    field.show()
    calendar = field.open_calendar()
    assert calendar.selectedDate() == QDate(2026, 12, 4)
    calendar.clicked.emit(QDate(2026, 12, 9))
    assert field.value() == "2026-12-09"


def test_typed_times_become_chips_in_the_order_of_the_day(qtbot: QtBot) -> None:
    field = TimesField(read)
    qtbot.addWidget(field)
    for typed in ("20:00", "8:00, 14:00"):
        field.line.set_value(typed)
        field.add_button.click()
    assert field.value() == "08:00, 14:00, 20:00"
    assert field.line.value() == ""
    chip = next(one for one in field.findChildren(Button) if one.accessibleName() == "Remove 14:00")
    chip.click()
    assert field.value() == "08:00, 20:00"


def test_a_time_that_cannot_be_read_stays_in_the_line(qtbot: QtBot) -> None:
    field = TimesField(read)
    qtbot.addWidget(field)
    field.set_value("08:00")
    field.line.set_value("after lunch")
    field.add_button.click()
    assert field.line.value() == "after lunch"
    assert field.value() == "08:00, after lunch"
    assert not field._error.isHidden()


def _type(qtbot: QtBot, text: str) -> SuggestField:
    field = SuggestField(suggest)
    qtbot.addWidget(field)
    field.show()
    field.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    QTest.keyClicks(field, text)
    return field


def test_down_and_enter_take_a_suggestion(qtbot: QtBot) -> None:
    field = _type(qtbot, "lio")
    assert field.suggestions() == ["Lioresal", "Lioresal Intrathecal"]
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Down)
    with qtbot.waitSignal(field.picked) as taken:
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert taken.args == [("Lioresal Intrathecal",)]
    assert field.value() == "Lioresal Intrathecal"
    assert field.suggestions() == []


def test_up_begins_at_the_last_suggestion(qtbot: QtBot) -> None:
    field = _type(qtbot, "lio")
    QTest.keyClick(field, Qt.Key.Key_Up)
    with qtbot.waitSignal(field.picked) as taken:
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert taken.args == [("Lioresal Intrathecal",)]


def test_enter_alone_keeps_what_was_typed(qtbot: QtBot) -> None:
    field = _type(qtbot, "lio")
    with qtbot.assertNotEmitted(field.picked):
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.value() == "lio"


def test_escape_closes_the_suggestions_and_keeps_the_text(qtbot: QtBot) -> None:
    field = _type(qtbot, "lio")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.suggestions() == []
    assert field.value() == "lio"
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert field.suggestions() == ["Lioresal", "Lioresal Intrathecal"]
    QTest.keyClicks(field, "zzz")
    assert field.suggestions() == []


def test_set_values_open_no_suggestions(qtbot: QtBot) -> None:
    field = SuggestField(suggest)
    qtbot.addWidget(field)
    field.show()
    field.set_value("lio")
    assert field.suggestions() == []

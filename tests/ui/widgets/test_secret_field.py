from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QClipboard, QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from caregiver_app.ui.widgets.secret_field import SecretField

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def field(qtbot: QtBot) -> SecretField:
    result = SecretField()
    qtbot.addWidget(result)
    result.show()
    result.set_value("four words are better")
    QApplication.clipboard().setText("before")
    return result


def test_it_hides_what_is_typed_until_asked_to_show_it(field: SecretField) -> None:
    assert field.line.echoMode() == QLineEdit.EchoMode.Password
    field.show_button.click()
    assert field.line.echoMode() == QLineEdit.EchoMode.Normal
    field.show_button.click()
    assert field.line.echoMode() == QLineEdit.EchoMode.Password


@pytest.mark.parametrize("shown", [False, True])
@pytest.mark.parametrize("key", [Qt.Key.Key_C, Qt.Key.Key_X])
def test_nothing_is_copied_or_cut_out_of_it(field: SecretField, key: Qt.Key, *, shown: bool) -> None:
    field.set_shown(shown)
    field.line.selectAll()
    QTest.keyClick(field.line, key, CTRL)
    assert QApplication.clipboard().text() == "before"
    assert field.value() == "four words are better"


def test_marking_with_the_mouse_copies_nothing(field: SecretField) -> None:
    field.set_shown(shown=True)
    field.line.selectAll()
    where = QPointF(QPoint(5, 5))
    buttons = Qt.MouseButton.LeftButton
    release = QMouseEvent(
        QEvent.Type.MouseButtonRelease, where, where, buttons, buttons, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(field.line, release)
    assert field.line.echoMode() == QLineEdit.EchoMode.Normal
    clipboard = QApplication.clipboard()
    if clipboard.supportsSelection():
        assert clipboard.text(QClipboard.Mode.Selection) != field.value()


def test_a_passphrase_can_be_pasted(field: SecretField) -> None:
    field.line.selectAll()
    QTest.keyClick(field.line, Qt.Key.Key_V, CTRL)
    assert field.value() == "before"


def test_no_keyboard_learns_from_it_even_when_it_is_shown(field: SecretField) -> None:
    hints = (
        Qt.InputMethodHint.ImhSensitiveData
        | Qt.InputMethodHint.ImhNoPredictiveText
        | Qt.InputMethodHint.ImhNoAutoUppercase
    )
    for shown in (True, False):
        field.set_shown(shown)
        assert field.line.inputMethodHints() & hints == hints


@pytest.mark.parametrize(
    ("text", "modifiers", "is_on"),
    [
        ("A", Qt.KeyboardModifier.NoModifier, True),
        ("a", Qt.KeyboardModifier.ShiftModifier, True),
        ("A", Qt.KeyboardModifier.ShiftModifier, False),
        ("a", Qt.KeyboardModifier.NoModifier, False),
        ("5", Qt.KeyboardModifier.NoModifier, False),
    ],
)
def test_it_tells_when_caps_lock_seems_to_be_on(
    field: SecretField, text: str, modifiers: Qt.KeyboardModifier, *, is_on: bool
) -> None:
    QApplication.sendEvent(field.line, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, modifiers, text))
    assert field.caps_lock.isVisible() is is_on

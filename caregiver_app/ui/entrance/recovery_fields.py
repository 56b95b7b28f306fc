"""Groups of the recovery key as they are typed from paper: each is checked by itself, while one types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from caregiver_app.domain.recovery_key import (
    GROUP_SYMBOLS,
    Mistake,
    RecoveryKeyMistake,
    read_group,
    read_recovery_key,
)
from caregiver_app.i18n import _
from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.field import describe
from caregiver_app.ui.widgets.flow import FlowLayout
from caregiver_app.ui.widgets.labels import note
from caregiver_app.ui.widgets.secret_line import SecretLine

if TYPE_CHECKING:
    from collections.abc import Sequence

_CHARACTERS_WIDE = 18  # “Group 3: look again”


class GroupField(QWidget):
    """One group. ``overflow`` carries what was pasted or typed beyond it."""

    edited = Signal()
    overflow = Signal(str)

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number
        self.line = SecretLine(shown=True)
        self._label = note("")
        self._label.setWordWrap(False)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * _CHARACTERS_WIDE)
        self._is_left = False
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(self._on_edit)
        self.line.textChanged.connect(lambda _text: self.show_state())
        self.line.editingFinished.connect(self._leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens_now().gap_xs)
        column.addWidget(self._label)
        column.addWidget(self.line)
        self.show_state()

    def value(self) -> str:
        return self.line.text()

    def is_right(self) -> bool:
        """Whether the group's own check comes out."""
        return self._mistake() is None

    def is_wrong(self) -> bool:
        """Whether something is wrong that more typing will not mend."""
        mistake = self._mistake()
        if mistake is None or mistake.mistake is Mistake.EMPTY:
            return False
        return self._is_left or mistake.mistake is not Mistake.LENGTH or mistake.found > GROUP_SYMBOLS

    def show_state(self) -> None:
        """Says beside the group's number, in words, whether it is right."""
        name = _("Group {number}").format(number=self.number)
        wrong = _("look again") if self.is_wrong() else ""
        state = _("right") if self.is_right() else wrong
        self._label.setText(f"{name}: {state}" if state else name)
        describe(self.line, name, "", wrong)

    def _mistake(self) -> RecoveryKeyMistake | None:
        try:
            read_group(self.line.text(), self.number)
        except RecoveryKeyMistake as error:
            return error
        return None

    def _on_edit(self, text: str) -> None:
        self._is_left = False
        symbols = "".join(each for each in text if each.isalnum())
        if len(symbols) > GROUP_SYMBOLS:
            self.overflow.emit(text)
        self.show_state()
        self.edited.emit()

    def _leave(self) -> None:
        self._is_left = bool(self.line.text().strip())
        self.show_state()


class RecoveryFields(QWidget):
    """Fields for the groups of these numbers. A whole key may be pasted into any of them."""

    edited = Signal()

    def __init__(self, numbers: Sequence[int]) -> None:
        super().__init__()
        self.fields = [GroupField(number) for number in numbers]
        self.setFocusProxy(self.fields[0])
        _wrap(self, self.fields)
        for place, field in enumerate(self.fields):
            field.overflow.connect(lambda text, place=place: self._spread(text, place))
            field.edited.connect(self.edited)

    def text(self) -> str:
        """All groups, as typed."""
        return " ".join(field.value() for field in self.fields)

    def mistake(self) -> RecoveryKeyMistake | None:
        """What keeps all groups together from being a key; it names the groups to look at."""
        try:
            read_recovery_key(self.text())
        except RecoveryKeyMistake as error:
            if error.groups or error.mistake is Mistake.EMPTY:
                return error
            # With a group left out nobody can tell from the text alone which one it was.
            numbers = tuple(field.number for field in self.fields if not field.is_right())
            return RecoveryKeyMistake(Mistake.WRONG, numbers, found=error.found)
        return None

    def go_to(self, number: int) -> None:
        """Puts the keyboard on a group and selects what is in it."""
        for field in self.fields:
            if field.number == number:
                field.setFocus()
                field.line.selectAll()

    def _spread(self, text: str, place: int) -> None:
        symbols = "".join(each for each in text if each.isalnum())
        # A whole key belongs to the first field, wherever it was pasted.
        place = 0 if len(symbols) >= len(self.fields) * GROUP_SYMBOLS else place
        parts = [symbols[start : start + GROUP_SYMBOLS] for start in range(0, len(symbols), GROUP_SYMBOLS)]
        room = self.fields[place:]
        if len(parts) > len(room):
            return
        for field, part in zip(room, parts, strict=False):
            field.line.setText(part)
        room[len(parts) - 1].setFocus()


class RecoveryGroups(QWidget):
    """The groups to read, large. They cannot be marked or copied."""

    def __init__(self, groups: Sequence[str]) -> None:
        super().__init__()
        _wrap(self, [_numbered(number, group) for number, group in enumerate(groups, start=1)])


def _wrap(row: QWidget, parts: Sequence[QWidget]) -> None:
    """Four in a line, or fewer where the text is large."""
    layout = FlowLayout(row, tokens_now().gap_m)
    for part in parts:
        layout.addWidget(part)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    row.setSizePolicy(policy)


def _numbered(number: int, group: str) -> QWidget:
    cell = QWidget()
    cell.setMinimumWidth(cell.fontMetrics().averageCharWidth() * _CHARACTERS_WIDE)
    column = QVBoxLayout(cell)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(note(str(number)))
    column.addWidget(_large(group))
    return cell


def _large(group: str) -> QLabel:
    result = QLabel()
    result.setTextFormat(Qt.TextFormat.PlainText)
    result.setText(group)
    result.setAccessibleName(" ".join(group))
    result.setProperty("role", "title")
    return result

"""The pieces of the emergency view: the same summary that is printed, in letters to be read across a room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QBoxLayout, QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from caregiver_app.i18n import _
from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.card import Card
from caregiver_app.ui.widgets.labels import DataLabel, data_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from caregiver_app.wording.summary import CallLine, LabelledValue, Line, MedicineRow, SignColumns

# Times the person's own text size, and the points beyond which a number would no longer fit a line.
BODY: Final = (1.25, 26.0)
BIG: Final = (1.6, 30.0)
COLUMN_HEAD: Final = (1.4, 28.0)
HUGE: Final = (2.7, 44.0)
_LARGE_TEXT: Final = 15.5
_ACROSS: Final = QBoxLayout.Direction.LeftToRight
_DOWN: Final = QBoxLayout.Direction.TopToBottom
_Size = tuple[float, float]


def words(text: str, size: _Size = BODY, *, bold: bool = False) -> DataLabel:
    """Plain text in one of the three sizes."""
    font = QFont(QApplication.font())
    font.setPointSizeF(min(font.pointSizeF() * size[0], size[1]))
    font.setBold(bold)
    label = data_label(text)
    label.setFont(font)
    return label


def call_board(calls: Sequence[CallLine]) -> QWidget:
    """The numbers to dial first, the emergency number on red; side by side unless the text is large."""
    board = QWidget()
    row = QBoxLayout(_ACROSS if QApplication.font().pointSizeF() <= _LARGE_TEXT else _DOWN, board)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(tokens_now().gap_l)
    for place, call in enumerate(calls):
        row.addWidget(_tile(call) if place else _alarm_tile(call), 1 if place else 0)
    return board


def first_box(text: str) -> QWidget:
    """What to tell them before anything else, as the sheet has it."""
    card = Card()
    row = QHBoxLayout()
    row.setSpacing(tokens_now().gap_l)
    row.addWidget(_band(_("FIRST"), _("FIRST"), BIG), 0)
    label = words(text, BIG, bold=True)
    label.setContentsMargins(0, tokens_now().gap_m, 0, tokens_now().gap_m)
    row.addWidget(label, 1)
    card.body.setContentsMargins(0, 0, tokens_now().gap_l, 0)
    card.add(row)
    return card


def other_calls(calls: Iterable[CallLine]) -> QWidget:
    """Everybody else, in call order."""
    return _column(_pair(call.who, "\n".join(call.numbers)) for call in calls)


def _alarm_tile(call: CallLine) -> QWidget:
    tokens = tokens_now()
    tile = _filled(tokens.alarm, tokens.on_alarm)
    column = QVBoxLayout(tile)
    column.setContentsMargins(tokens.gap_xxl, tokens.gap_m, tokens.gap_xxl, tokens.gap_m)
    column.setSpacing(0)
    column.addStretch(1)
    for text, size in ((call.who, BIG), (" ".join(call.numbers), HUGE)):
        label = words(text, size, bold=True)
        label.setPalette(tile.palette())
        column.addWidget(label)
    column.addStretch(1)
    return tile


def _tile(call: CallLine) -> QWidget:
    tile = Card()
    tile.body.setSpacing(tokens_now().gap_s)
    tile.add(words(call.who, BODY, bold=True))
    for number in call.numbers:
        tile.add(words(number, BIG, bold=True))
    return tile


def box(heading: str, *content: QWidget) -> Card:
    """A framed part under a heading."""
    card = Card()
    card.setAccessibleName(heading)
    card.add(words(heading, BIG, bold=True))
    for each in content:
        card.add(each)
    return card


def lines(texts: Iterable[Line], *, bold: bool = False) -> QWidget:
    """Lines one below the other."""
    return _column((words(line.text, bold=bold) for line in texts), tokens_now().gap_xs)


def numbered(texts: Iterable[Line]) -> QWidget:
    """Steps in their order."""
    return _hanging([(f"{number}.", line.text) for number, line in enumerate(texts, start=1)])


def labelled(values: Iterable[LabelledValue]) -> QWidget:
    """Labels in bold over what was recorded."""
    if QApplication.font().pointSizeF() > _LARGE_TEXT:
        return _column(_pair(value.label, value.value) for value in values)
    return _hanging([(value.label, value.value) for value in values])


def medicines(rows: Iterable[MedicineRow]) -> QWidget:
    """Each medicine: its name, then how much, how and when, what for, and any warning about it."""
    return _column(_medicine(row) for row in rows)


def sign_columns(signs: SignColumns) -> Card:
    """Too little and too much side by side; below both, the same call."""
    card = Card()
    grid = QGridLayout()
    grid.setSpacing(tokens_now().gap_l)
    little = (signs.too_little_title, "▼", signs.too_little, signs.too_little_then)
    much = (signs.too_much_title, "▲", signs.too_much, (*signs.too_much_notes, *signs.too_much_then))
    # Where only too much kills, it comes first.
    for place, (name, mark, texts, then) in enumerate(
        (much, little) if signs.too_much_first else (little, much)
    ):
        grid.addWidget(_band(f"{mark} {name}", name, COLUMN_HEAD), 0, place)
        below = [lines(then, bold=True)] if then else []
        column = _column((_hanging([("•", line.text) for line in texts]), *below))
        grid.addWidget(column, 1, place, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(place, 1)
    card.add(grid)
    card.add(lines(signs.action, bold=True))
    return card


def _band(text: str, name: str, size: _Size) -> QWidget:
    tokens = tokens_now()
    band = _filled(tokens.text, tokens.background)
    label = words(text, size, bold=True)
    label.setWordWrap(size is not BIG)
    label.setAccessibleName(name)
    label.setPalette(band.palette())
    inner = QVBoxLayout(band)
    inner.setContentsMargins(tokens.gap_m, tokens.gap_s, tokens.gap_m, tokens.gap_s)
    inner.addWidget(label)
    return band


def _medicine(row: MedicineRow) -> QWidget:
    parts = [
        words(row.name, bold=True),
        words(" · ".join(part for part in (row.give, row.how, row.when) if part)),
    ]
    if row.purpose:
        parts.append(words(_("For: {purpose}").format(purpose=row.purpose)))
    if row.note is not None:
        parts.append(words(row.note.text, bold=True))
    return _column(parts, tokens_now().gap_xs)


def _pair(label: str, value: str) -> QWidget:
    return _column((words(label, bold=True), words(value)), tokens_now().gap_xs)


def _hanging(rows: Sequence[tuple[str, str]]) -> QWidget:
    """A mark or label before each text."""
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setVerticalSpacing(tokens_now().gap_s)
    grid.setHorizontalSpacing(tokens_now().gap_m)
    grid.setColumnStretch(1, 1)
    for place, (mark, text) in enumerate(rows):
        sign = words(mark, bold=True)
        sign.setWordWrap(False)
        grid.addWidget(sign, place, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(words(text), place, 1)
    return holder


def _column(widgets: Iterable[QWidget], gap: int | None = None) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(tokens_now().gap_m if gap is None else gap)
    for widget in widgets:
        column.addWidget(widget)
    return holder


def _filled(ground: str, ink: str) -> QFrame:
    frame = QFrame()
    palette = frame.palette()
    palette.setColor(QPalette.ColorRole.Window, QColor(ground))
    palette.setColor(QPalette.ColorRole.WindowText, QColor(ink))
    frame.setPalette(palette)
    frame.setAutoFillBackground(True)
    return frame

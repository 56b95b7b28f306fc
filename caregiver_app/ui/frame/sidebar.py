"""The navigation at the left: always with words, always with the Emergency button in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QFrame,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from caregiver_app.i18n import _
from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.buttons import Button
from caregiver_app.ui.widgets.icons import icon

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST_SHORTCUTS = 9


class NavItem(NamedTuple):
    """One place: the key the program knows it by, its label, and a Lucide icon's name.

    ``parts`` are the keys and labels of several pages that share the place; without them it is one page of its own
    key. A small one stands below the line.
    """

    key: str
    label: str
    icon: str
    parts: tuple[tuple[str, str], ...] = ()
    is_small: bool = False

    @property
    def page_keys(self) -> tuple[str, ...]:
        """The pages in this place."""
        return tuple(key for key, _label in self.parts) or (self.key,)


class Sidebar(QFrame):
    """Shows the places; Alt+1 to Alt+9 and the arrow keys choose. ``chosen`` carries the key of the place.

    ``lock_button`` is hidden until there is something to lock.
    """

    chosen = Signal(str)
    emergency = Signal()
    lock = Signal()

    def __init__(self, items: Sequence[NavItem]) -> None:
        super().__init__()
        self.setProperty("role", "sidebar")
        self.setAccessibleName(_("Pages"))
        self._buttons = {item.key: _NavButton(item) for item in items}
        self._group = QButtonGroup(self)
        self._scroll = QScrollArea()
        self.emergency_button = Button(_("Emergency"), "siren", "alarm")
        self.lock_button = _NavButton(NavItem("", _("Lock"), "lock"))
        self.lock_button.setCheckable(False)
        self._fill()
        for number, (key, one) in enumerate(self._buttons.items(), start=1):
            self._group.addButton(one)
            one.clicked.connect(lambda _checked=False, key=key: self.chosen.emit(key))
            self._add_shortcut(number, one)
        self.emergency_button.clicked.connect(lambda _checked=False: self.emergency.emit())
        self.lock_button.clicked.connect(lambda _checked=False: self.lock.emit())

    def select(self, key: str) -> None:
        """Mark the place that is on view, without asking for it."""
        self._buttons[key].setChecked(True)
        self._scroll.ensureWidgetVisible(self._buttons[key])

    def has_focus_on(self, key: str) -> bool:
        """Whether the keyboard is on that place's button, so that the arrow keys can go on from there."""
        return self._buttons[key].hasFocus()

    def current(self) -> str:
        """The key of the marked place, or an empty string."""
        return next((key for key, one in self._buttons.items() if one.isChecked()), "")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._fit_width()

    def _add_shortcut(self, number: int, one: QToolButton) -> None:
        if number > _MOST_SHORTCUTS:
            return
        keys = QKeySequence(f"Alt+{number}")
        QShortcut(keys, self).activated.connect(one.click)
        one.setToolTip(keys.toString(QKeySequence.SequenceFormat.NativeText))

    def _fill(self) -> None:
        gaps = tokens_now()
        pages = QWidget()
        pages.setProperty("role", "page")
        column = QVBoxLayout(pages)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gaps.gap_xs)
        _fill_column(column, list(self._buttons.values()))
        self._scroll.setWidget(pages)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(gaps.gap_m, gaps.gap_l, gaps.gap_m, gaps.gap_l)
        layout.setSpacing(gaps.gap_m)
        layout.addWidget(self._scroll, 1)
        layout.addWidget(self.lock_button)
        layout.addWidget(self.emergency_button)
        self.lock_button.hide()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._fit_width()

    def _fit_width(self) -> None:
        buttons = (*self._buttons.values(), self.lock_button)
        widest = max(one.sizeHint().width() for one in buttons)
        bar = self._scroll.verticalScrollBar().sizeHint().width()
        margins = self.contentsMargins().left() + self.contentsMargins().right() + 2 * tokens_now().gap_m + 2
        self.setFixedWidth(max(widest, self.emergency_button.sizeHint().width()) + bar + margins)


def _fill_column(column: QVBoxLayout, buttons: Sequence[_NavButton]) -> None:
    """The places of every day, and below a line those that are rarely gone to."""
    gap = tokens_now().gap_s
    for one, before in zip(buttons, (None, *buttons), strict=False):
        if one.is_small and before is not None and not before.is_small:
            line = QFrame()
            line.setProperty("role", "line")
            column.addSpacing(gap)
            column.addWidget(line)
            column.addSpacing(gap)
        column.addWidget(one)
    column.addStretch(1)


class _NavButton(QToolButton):
    def __init__(self, item: NavItem) -> None:
        super().__init__()
        self.is_small = item.is_small
        if item.is_small:
            self.setProperty("shape", "small")
        self._icon_name = item.icon
        self._drawn: tuple[str, int] | None = None
        self.setText(_in_two_lines(item.label.replace("&", "&&")))
        self.setAccessibleName(item.label)
        self.setCheckable(True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.toggled.connect(lambda _on: self._draw_icon())
        self._draw_icon()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._draw_icon()

    def sizeHint(self) -> QSize:
        """As wide as the bold label, so that choosing a page moves nothing."""
        # The button's own font follows the style sheet a moment after the application's.
        bold = QApplication.font()
        if self.is_small:
            tokens = tokens_now()
            bold.setPointSizeF(bold.pointSizeF() * tokens.pt_small / tokens.pt_body)
        bold.setBold(True)
        hint = super().sizeHint()
        growth = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(
            hint.width() - growth + QFontMetrics(bold).horizontalAdvance(self.text()) + 8, hint.height()
        )

    def _draw_icon(self) -> None:
        size = max(18 if self.is_small else 20, round(self.fontMetrics().height()))
        tokens = tokens_now()
        colour = tokens.accent if self.isChecked() else tokens.muted
        if self._drawn == (colour, size):
            return
        self._drawn = (colour, size)
        self.setIcon(icon(self._icon_name, colour, size))
        self.setIconSize(QSize(size, size))


def _in_two_lines(label: str) -> str:
    """A label of several words broken before its last one, so that no single label makes the sidebar wide."""
    return "\n".join("  " + line for line in label.rsplit(" ", 1))

"""A notice in the page: what is the matter, and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout

from caregiver_app.i18n import _
from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.beside_or_below import BesideOrBelow
from caregiver_app.ui.widgets.buttons import Button, button, quiet_button
from caregiver_app.ui.widgets.field import alert
from caregiver_app.ui.widgets.labels import data_label
from caregiver_app.ui.widgets.picture import Picture

_ICONS = {"info": "info", "success": "circle-check", "warning": "triangle-alert", "danger": "circle-alert"}
# Narrower text would grow so tall that a window could not be made low.
_TEXT_WIDTH = 220


class Banner(QFrame):
    """A notice of ``kind`` info, success, warning or danger. Without text it is hidden, and its parts are not made.

    With ``can_be_put_away`` it has a button that fires ``put_away``; whoever shows the notice takes it away then.
    ``changing`` fires before each change of what it shows. ``focus_left`` fires when it goes with the focus in it.
    """

    action = Signal()
    put_away = Signal()
    changing = Signal()
    focus_left = Signal()

    def __init__(
        self, kind: str, text: str = "", action_text: str = "", *, can_be_put_away: bool = False
    ) -> None:
        super().__init__()
        self.setProperty("banner", kind)
        self._kind = kind
        self._can_be_put_away = can_be_put_away
        self._parts: _Parts | None = None
        self.show_text(text, action_text)

    def text(self) -> str:
        return self.accessibleName()

    @property
    def put_away_button(self) -> Button | None:
        """The button that puts it away; ``None`` where it has none, or was never shown."""
        return self._parts.put_away if self._parts else None

    def show_text(self, text: str, action_text: str = "") -> None:
        """Show ``text`` (plain) and announce it; an empty text hides the banner."""
        self.changing.emit()
        focused = QApplication.focusWidget()
        had_focus = focused is not None and self.isAncestorOf(focused)
        self.setAccessibleName(text)
        if text or self._parts is not None:
            self._fill(text, action_text)
        if text and self.parentWidget() is None:
            # Not in a page yet: it must appear with the page, not as a window of its own.
            self.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide, False)
            return
        self.setVisible(bool(text))
        if text:
            alert(self)
        elif had_focus:
            self.focus_left.emit()

    def _fill(self, text: str, action_text: str) -> None:
        if self._parts is None:
            self._parts = self._made()
        parts = self._parts
        parts.text.show_data(text)
        parts.button.setText(action_text)
        parts.button.setVisible(bool(action_text))
        if parts.put_away is not None:
            parts.put_away.setAccessibleDescription(text)

    def _made(self) -> _Parts:
        parts = _Parts(can_be_put_away=self._can_be_put_away)
        parts.button.clicked.connect(lambda _checked=False: self.action.emit())
        gaps = tokens_now()
        buttons = [parts.button]
        if parts.put_away is not None:
            parts.put_away.clicked.connect(lambda _checked=False: self.put_away.emit())
            buttons.append(parts.put_away)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(gaps.gap_l, gaps.gap_m, gaps.gap_m, gaps.gap_m)
        outer.setSpacing(gaps.gap_m)
        outer.addWidget(Picture(_ICONS[self._kind], self._kind, 1.2), 0, Qt.AlignmentFlag.AlignVCenter)
        outer.addWidget(BesideOrBelow(parts.text, *buttons), 1)
        return parts


class _Parts:
    def __init__(self, *, can_be_put_away: bool) -> None:
        self.text = data_label()
        self.text.setMinimumWidth(_TEXT_WIDTH)
        self.button = button("")
        self.put_away = quiet_button(_("Put away"), "x") if can_be_put_away else None

"""A notice in the page: what is the matter, and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from caregiver_app.ui.style import set_state, tokens_now
from caregiver_app.ui.widgets.buttons import button
from caregiver_app.ui.widgets.field import alert
from caregiver_app.ui.widgets.labels import data_label
from caregiver_app.ui.widgets.picture import Picture

_ICONS = {"info": "info", "success": "circle-check", "warning": "triangle-alert", "danger": "circle-alert"}
# Narrower text would grow so tall that a window could not be made low.
_TEXT_WIDTH = 220


class Banner(QFrame):
    """A notice of ``kind`` info, success, warning or danger. Without text it is hidden."""

    action = Signal()

    def __init__(self, kind: str, text: str = "", action_text: str = "") -> None:
        super().__init__()
        self._text = data_label()
        self._text.setMinimumWidth(_TEXT_WIDTH)
        self._button = button("")
        self._button.clicked.connect(lambda _checked=False: self.action.emit())
        gaps = tokens_now()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(gaps.gap_l, gaps.gap_m, gaps.gap_m, gaps.gap_m)
        layout.setSpacing(gaps.gap_m)
        layout.addWidget(Picture(_ICONS[kind], kind, 1.2), 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._button, 0, Qt.AlignmentFlag.AlignVCenter)
        set_state(self, "banner", kind)
        self.show_text(text, action_text)

    def text(self) -> str:
        return self.accessibleName()

    def show_text(self, text: str, action_text: str = "") -> None:
        """Show ``text`` (plain) and announce it; an empty text hides the banner."""
        self._text.show_data(text)
        self._button.setText(action_text)
        self._button.setVisible(bool(action_text))
        self.setAccessibleName(text)
        if text and self.parentWidget() is None:
            # Not in a page yet: it must appear with the page, not as a window of its own.
            self.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide, False)
            return
        self.setVisible(bool(text))
        if text:
            alert(self)

"""Buttons by weight: one primary per page, plain ones, quiet ones, and those that remove or alarm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.icons import icon

if TYPE_CHECKING:
    from caregiver_app.ui.tokens import Tokens

_FILLED = ("primary", "alarm")
_REPAINTED = (QEvent.Type.StyleChange, QEvent.Type.FontChange, QEvent.Type.EnabledChange)


class Button(QPushButton):
    """A push button whose icon follows theme, text size and weight. Its accessible name is its text."""

    def __init__(
        self, text: str, icon_name: str = "", kind: str = "plain", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._icon_name = icon_name
        self._drawn: tuple[str, str, int, int] | None = None
        self.setProperty("kind", kind)
        self.setAutoDefault(False)
        self.setMinimumHeight(tokens_now().control_height)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self._draw_icon()

    def set_icon(self, name: str) -> None:
        self._icon_name = name
        if not name:
            self._drawn = None
            self.setIcon(QIcon())
        self._draw_icon()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in _REPAINTED and self._icon_name:
            self._draw_icon()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Add a bright inner ring: the focus colour alone stands out too little from a filled button."""
        super().paintEvent(event)
        kind = str(self.property("kind"))
        if not (self.hasFocus() and kind in _FILLED):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(_icon_colour(tokens_now(), kind, enabled=True)), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(4, 4, -4, -4), 5, 5)

    def _draw_icon(self) -> None:
        if not self._icon_name:
            return
        size = max(18, round(self.fontMetrics().height() * 0.95))
        gap = round(size * 0.35) if self.text() else 0
        colour = _icon_colour(tokens_now(), str(self.property("kind")), enabled=self.isEnabled())
        wanted = (self._icon_name, colour, size, gap)
        if self._drawn == wanted:
            return
        self._drawn = wanted
        self.setIcon(icon(self._icon_name, colour, size, gap=gap))
        self.setIconSize(QSize(size + gap, size))


def primary_button(text: str, icon: str = "") -> Button:
    """The one main action of a page."""
    return Button(text, icon, "primary")


def button(text: str, icon: str = "") -> Button:
    """An ordinary action."""
    return Button(text, icon, "plain")


def quiet_button(text: str, icon: str = "") -> Button:
    """An action that should not draw the eye."""
    return Button(text, icon, "quiet")


def danger_button(text: str, icon: str = "") -> Button:
    """An action that removes something."""
    return Button(text, icon, "danger")


def icon_button(name: str, icon: str) -> Button:
    """A quiet square button without words; ``name`` is its accessible name and its tool tip."""
    result = Button("", icon, "quiet")
    result.setProperty("shape", "icon")
    result.setMinimumWidth(tokens_now().control_height)
    result.setAccessibleName(name)
    result.setToolTip(name)
    return result


def _icon_colour(tokens: Tokens, kind: str, *, enabled: bool) -> str:
    if not enabled:
        return tokens.muted if kind == "primary" else tokens.disabled
    colours = {
        "primary": tokens.on_accent,
        "alarm": tokens.on_alarm,
        "danger": tokens.danger,
        "quiet": tokens.accent,
        "bar": tokens.background,
    }
    return colours.get(kind, tokens.text)

"""What every field of a form can do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QTimer

from caregiver_app.ui.style import set_state

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance
    from PySide6.QtWidgets import QWidget


class Field(Protocol):
    """A widget whose content is one ``str``, given back exactly as it was typed or set."""

    @property
    def edited(self) -> SignalInstance: ...

    def value(self) -> str: ...

    def set_value(self, value: str) -> None: ...


def control_of(widget: QWidget) -> QWidget:
    """The part of a field that takes the keyboard; it carries the accessible name."""
    proxy = widget.focusProxy()
    return control_of(proxy) if proxy is not None else widget


def describe(widget: QWidget, name: str, hint: str = "", error: str = "") -> None:
    """Tell assistive technology what a field is called, how to fill it, and what is wrong with it."""
    control = control_of(widget)
    control.setAccessibleName(name)
    control.setAccessibleDescription(" ".join(part for part in (error, hint) if part))
    set_state(control, "invalid", bool(error))


def announce(widget: QWidget, sentence: str) -> None:
    """Have a screen reader say ``sentence`` now."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, sentence))


def alert(widget: QWidget) -> None:
    """Tell assistive technology, once it is painted, that ``widget`` has appeared and matters."""
    QTimer.singleShot(0, widget, lambda: _alert(widget))


def _alert(widget: QWidget) -> None:
    from PySide6.QtGui import QAccessible, QAccessibleEvent

    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleEvent(widget, QAccessible.Event.Alert))

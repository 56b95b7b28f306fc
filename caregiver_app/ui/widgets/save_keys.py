"""The keys that save a form, wherever in it the cursor is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QAbstractButton, QWidget

_KEYS: Final = ("Ctrl+S", "Ctrl+Return", "Ctrl+Enter")


def on_save_keys(form: QWidget, button: QAbstractButton, save: Callable[[], None]) -> None:
    """Calls ``save`` when one of the keys is pressed in ``form``; its button says so."""
    button.setToolTip("Ctrl+S")
    for keys in _KEYS:
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence(keys), form, context=context).activated.connect(save)

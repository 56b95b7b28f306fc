"""A line of text that offers names while one types, and accepts anything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from caregiver_app.i18n import ngettext
from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.field import announce
from caregiver_app.ui.widgets.suggestion_rows import SUBTITLE, TITLE, SuggestionDelegate
from caregiver_app.ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_MOST_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One offer: what goes into the field, a line that explains it, and what the page wants to know of it."""

    title: str
    subtitle: str
    payload: object = None


class SuggestField(TextField):
    """Down and Up walk through the offers, Enter takes one, Escape closes them; one can always type on.

    No offer is chosen beforehand, so Enter never replaces what was typed. ``picked`` carries the payload.
    """

    picked = Signal(object)

    def __init__(self, suggest: Callable[[str], Sequence[Suggestion]], placeholder: str = "") -> None:
        super().__init__(placeholder)
        self._suggest = suggest
        self._popup: QListWidget | None = None
        self._offered: Sequence[Suggestion] = ()
        self.textEdited.connect(self._offer)

    def suggestions(self) -> list[str]:
        """The titles on offer now."""
        popup = self._popup
        if popup is None or not popup.isVisible():
            return []
        return [one.title for one in self._offered]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        popup = self._popup
        if popup is None or not popup.isVisible():
            if event.key() == Qt.Key.Key_Down:
                self._offer(self.text())
            else:
                super().keyPressEvent(event)
            return
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._walk(popup, 1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() == Qt.Key.Key_Escape:
            popup.hide()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and popup.currentRow() >= 0:
            self._take(self._offered[popup.currentRow()])
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep Escape for the open list, before a dialog takes it for itself."""
        asks = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if asks and self.suggestions() and event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]
            event.accept()
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._close()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._close()
        super().hideEvent(event)

    def _offer(self, text: str) -> None:
        found = self._suggest(text)
        if not found:
            self._close()
            return
        self._offered = tuple(found)
        popup = self._list()
        popup.clear()
        for one in found:
            item = QListWidgetItem(popup)
            item.setData(TITLE, one.title)
            item.setData(SUBTITLE, one.subtitle)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{one.title}, {one.subtitle}")
        popup.setCurrentRow(-1)
        self._place(popup)
        announce(self, ngettext("{n} suggestion", "{n} suggestions", len(found)).format(n=len(found)))

    def _walk(self, popup: QListWidget, step: int) -> None:
        row = (
            (popup.currentRow() + step) % popup.count()
            if popup.currentRow() >= 0 or step > 0
            else popup.count() - 1
        )
        popup.setCurrentRow(row)
        announce(self, str(popup.currentItem().data(Qt.ItemDataRole.AccessibleTextRole)))

    def _take(self, offer: Suggestion) -> None:
        self.setText(offer.title)
        self._close()
        self.picked.emit(offer.payload)

    def _close(self) -> None:
        if self._popup is not None:
            self._popup.hide()

    def _list(self) -> QListWidget:
        if self._popup is None:
            popup = QListWidget(self)
            popup.setWindowFlags(Qt.WindowType.ToolTip)
            popup.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
            popup.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            popup.setProperty("role", "suggestions")
            popup.setAccessibleName(self.accessibleName())
            popup.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            popup.setItemDelegate(SuggestionDelegate(popup))
            popup.itemClicked.connect(lambda item: self._take(self._offered[popup.row(item)]))
            self._popup = popup
        return self._popup

    def _place(self, popup: QListWidget) -> None:
        rows = min(popup.count(), _MOST_SHOWN)
        height = rows * popup.sizeHintForRow(0) + 2 * tokens_now().gap_xs + 2
        popup.resize(QSize(self.width(), height))
        below = self.mapToGlobal(QPoint(0, self.height() + 2))
        screen = self.screen().availableGeometry()
        if below.y() + height > screen.bottom():
            below = self.mapToGlobal(QPoint(0, -height - 2))
        popup.move(below)
        popup.show()

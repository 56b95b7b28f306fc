"""Tab goes through a window as one reads it, whatever came to it later: from the top down, from left to right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterator


class InReadingOrder(QWidget):
    """What stands inside it is reached by Tab in reading order, part by part: a column before the one beside it.

    Qt's own order is that in which the widgets were made; a field that appears later would come behind everything.
    """

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - Qt calls it
        stops = list(tab_stops(self))
        focused = QApplication.focusWidget()
        if focused not in stops:
            return super().focusNextPrevChild(forward)
        step = 1 if forward else -1
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        stops[(stops.index(focused) + step) % len(stops)].setFocus(reason)
        return True


def tab_stops(inside: QWidget) -> Iterator[QWidget]:
    """What can be reached by Tab inside a widget, in reading order."""
    for part in _in_reading_order(inside):
        if _takes_tab(part):
            yield part
        yield from tab_stops(part)


def _in_reading_order(inside: QWidget) -> list[QWidget]:
    """The widgets directly inside another, row by row: what begins above the middle of another is in its row."""
    shown = [each for each in inside.children() if isinstance(each, QWidget) and _is_in_sight(each)]
    shown.sort(key=lambda each: each.y())
    ordered: list[QWidget] = []
    row: list[QWidget] = []
    for each in shown:
        if row and each.y() >= min(other.geometry().center().y() for other in row):
            ordered += sorted(row, key=lambda other: other.x())
            row = []
        row.append(each)
    return ordered + sorted(row, key=lambda other: other.x())


def _is_in_sight(widget: QWidget) -> bool:
    return widget.isVisible() and widget.isEnabled() and not widget.isWindow()


def _takes_tab(widget: QWidget) -> bool:
    tab = Qt.FocusPolicy.TabFocus
    return widget.focusPolicy() & tab == tab and widget.focusProxy() is None

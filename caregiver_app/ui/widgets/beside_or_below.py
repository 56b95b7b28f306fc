"""Words with their buttons beside them, or below where the window is narrow or the text large."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize

from caregiver_app.ui.widgets.flow import ItemsLayout, button_row

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

# Words in a narrower column are hard to read: the buttons go below.
_LEAST_CHARACTERS = 24
_WORDS, _BUTTONS = 0, 1


class BesideOrBelow(ItemsLayout):
    """Lays out ``words``, which take all the width they get, and ``buttons``."""

    def __init__(self, words: QWidget, *buttons: QWidget, spacing: int) -> None:
        super().__init__(spacing=spacing)
        self._words = words
        self.addWidget(words)
        self.addWidget(button_row(*buttons))

    def heightForWidth(self, width: int, /) -> int:
        words, buttons = self._places(QRect(0, 0, width, 0))
        return max(words.bottom(), buttons.bottom()) + 1

    def setGeometry(self, rect: QRect, /) -> None:  # noqa: N802
        super().setGeometry(rect)
        for item, place in zip(self._items, self._places(rect), strict=True):
            item.setGeometry(place)

    def sizeHint(self) -> QSize:
        words, buttons = (item.sizeHint() for item in self._items)
        return QSize(words.width() + self.spacing() + buttons.width(), max(words.height(), buttons.height()))

    def minimumSize(self) -> QSize:  # noqa: N802
        words, buttons = (item.minimumSize() for item in self._items)
        return words.expandedTo(buttons)

    def _places(self, rect: QRect) -> tuple[QRect, QRect]:
        """Where the words and the buttons stand in ``rect``; beside each other they stand in the middle."""
        wish = self._items[_BUTTONS].sizeHint()
        gap = self.spacing() if wish.width() else 0
        beside = rect.width() - wish.width() - gap
        if not wish.width() or beside >= _LEAST_CHARACTERS * self._words.fontMetrics().averageCharWidth():
            words = QRect(rect.x(), rect.y(), beside, self._height(_WORDS, beside))
            buttons = QRect(words.right() + 1 + gap, rect.y(), wish.width(), wish.height())
            height = max(words.height(), buttons.height(), rect.height())
            words.translate(0, (height - words.height()) // 2)
            buttons.translate(0, (height - buttons.height()) // 2)
            return words, buttons
        words = QRect(rect.x(), rect.y(), rect.width(), self._height(_WORDS, rect.width()))
        top = words.bottom() + 1 + gap
        return words, QRect(rect.x(), top, rect.width(), self._height(_BUTTONS, rect.width()))

    def _height(self, part: int, width: int) -> int:
        item = self._items[part]
        return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()

"""One step away from the cards: what it does in plain words, and the question it asks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caregiver_app.ui.widgets.banner import Banner
from caregiver_app.ui.widgets.card import Card
from caregiver_app.ui.widgets.labels import data_label, title
from caregiver_app.ui.widgets.scroll import ScrollPage

if TYPE_CHECKING:
    from caregiver_app.storage import Access

_WIDEST = 760


class Step(QWidget):
    """A heading, what will follow, and a card. ``left`` fires when the person goes back.

    A step that holds an ``access`` wipes it when it goes.
    """

    left = Signal()

    def __init__(self, heading: str, words: Sequence[str], access: Access | None = None) -> None:
        super().__init__()
        self.trouble = Banner("danger")
        self.card = Card()
        self._access = access
        column = QVBoxLayout()
        column.addWidget(title(heading))
        for each in words:
            column.addWidget(data_label(each))
        column.addWidget(self.trouble)
        column.addWidget(self.card)
        narrow = QWidget()
        narrow.setMaximumWidth(_WIDEST)
        narrow.setLayout(column)
        column.setContentsMargins(0, 0, 0, 0)
        self.page = ScrollPage(heading)
        column.setSpacing(self.page.body.spacing())
        self.page.add(narrow)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.page)

    def leave(self) -> None:
        """Goes back without doing anything."""
        self.end()
        self.left.emit()

    def end(self) -> None:
        """The step is over, done or not: forgets its way in."""
        access, self._access = self._access, None
        if access is not None:
            access.wipe()


def on_click(step: Callable[[], object]) -> Callable[[bool], None]:
    """A button's slot that needs no ``checked``."""

    def run(_checked: bool = False) -> None:  # noqa: FBT001, FBT002 - as Qt sends it
        step()

    return run

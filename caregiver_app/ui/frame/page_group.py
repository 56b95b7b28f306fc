"""Several pages in one place of the sidebar, with a switch between them at the top."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from caregiver_app.ui.frame.page import Page
from caregiver_app.ui.style import tokens_now

if TYPE_CHECKING:
    from caregiver_app.ui.frame.session import Session
    from caregiver_app.ui.frame.sidebar import NavItem


class PageGroup(Page):
    """The parts of ``item``, each made when first looked at. ``asked`` carries the key of the part that was chosen.

    What is typed in a part stays there while another is on view.
    """

    asked = Signal(str)

    def __init__(
        self, session: Session, item: NavItem, make: Mapping[str, Callable[[Session], Page]]
    ) -> None:
        super().__init__(session)
        self._make = make
        self._pages: dict[str, Page] = {}
        self._keys = item.page_keys
        self._shown = item.page_keys[0]
        self._stack = QStackedWidget()
        self.switch = QTabBar()
        self.switch.setAccessibleName(item.label)
        self.switch.setDrawBase(False)
        self.switch.setExpanding(False)
        self.switch.setUsesScrollButtons(False)
        self.switch.setElideMode(Qt.TextElideMode.ElideNone)
        for _key, label in item.parts:
            self.switch.addTab(label)
        self.switch.currentChanged.connect(lambda number: self.asked.emit(self._keys[number]))
        self.column.addWidget(self._row())
        self.column.addWidget(self._stack, 1)

    @property
    def shown(self) -> str:
        """The key of the part on view."""
        return self._shown

    def has_part(self, key: str) -> bool:
        """Whether a part was looked at already."""
        return key in self._pages

    def part(self, key: str) -> Page:
        """One of the pages, made if need be."""
        if key not in self._pages:
            page = self._pages[key] = self._make[key](self.session)
            self._stack.addWidget(page)
        return self._pages[key]

    def show_part(self, key: str) -> None:
        """Brings a part to view, without asking for it."""
        page = self.part(key)
        self._shown = key
        self.switch.blockSignals(True)
        self.switch.setCurrentIndex(self._keys.index(key))
        self.switch.blockSignals(False)
        self._stack.setCurrentWidget(page)

    def reload(self) -> None:
        self.part(self._shown).reload()

    def on_view(self) -> QWidget:
        return self.part(self._shown).on_view()

    def open_record(self, key: str) -> None:
        self.part(self._shown).open_record(key)

    def has_unsaved_form(self) -> bool:
        return self.part(self._shown).has_unsaved_form()

    def has_open_form(self) -> bool:
        return self.part(self._shown).has_open_form()

    def keep_typed(self) -> None:
        for page in self._pages.values():
            page.keep_typed()

    def _row(self) -> QWidget:
        gaps = tokens_now()
        row = QWidget()
        line = QVBoxLayout(row)
        line.setContentsMargins(gaps.gap_xxl, gaps.gap_m, gaps.gap_xxl, 0)
        line.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignLeft)
        return row

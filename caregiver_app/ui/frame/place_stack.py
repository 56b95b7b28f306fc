"""The pages of the open household, one place of the sidebar on view; each is made when first looked at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from caregiver_app.ui.frame.page_group import PageGroup
from caregiver_app.ui.frame.places import place_of

if TYPE_CHECKING:
    from caregiver_app.ui.frame.page import Page
    from caregiver_app.ui.frame.session import Session


class PlaceStack(QStackedWidget):
    """Shows the pages of ``show_session``, or one widget alone. ``asked`` carries the key of a page that is wanted."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._session: Session | None = None
        self._make: Mapping[str, Callable[[Session], Page]] = {}
        self._places: dict[str, Page] = {}

    def show_session(self, session: Session, make: Mapping[str, Callable[[Session], Page]]) -> None:
        """From now on pages are of this household, made by ``make``."""
        self._session, self._make = session, make

    def go_to(self, key: str) -> None:
        """Brings a page to view."""
        page = self._place(key)
        if isinstance(page, PageGroup):
            page.show_part(key)
        self.setCurrentWidget(page)

    def show_alone(self, widget: QWidget) -> None:
        """Shows what is no page. The pages stay as they are."""
        if self.indexOf(widget) < 0:
            self.addWidget(widget)
        self.setCurrentWidget(widget)

    @property
    def on_view(self) -> Page | None:
        """The place on view; ``None`` while something else is."""
        return next((page for page in self._places.values() if page is self.currentWidget()), None)

    @property
    def key_on_view(self) -> str:
        """The key of the page on view, or an empty string."""
        page = self.on_view
        if isinstance(page, PageGroup):
            return page.shown
        return next((key for key, each in self._places.items() if each is page), "")

    def last_page_in(self, place_key: str) -> str:
        """The key of the page that was on view in a place the last time; of its first one if none was."""
        page = self._places.get(place_key)
        return page.shown if isinstance(page, PageGroup) else place_of(place_key).page_keys[0]

    def is_made(self, key: str) -> bool:
        """Whether a page was looked at already."""
        page = self._places.get(place_of(key).key)
        return page.has_part(key) if isinstance(page, PageGroup) else page is not None

    def page(self, key: str) -> Page:
        """A page, made if need be."""
        page = self._place(key)
        return page.part(key) if isinstance(page, PageGroup) else page

    def focus_page(self) -> None:
        """Puts the focus on the page on view, unless the keyboard is on the switch that leads to it."""
        page = self.on_view
        if page is not None and not (isinstance(page, PageGroup) and page.switch.hasFocus()):
            page.setFocus()

    def keep_typed(self) -> None:
        """Half-filled forms wait as drafts. Raises a ``KnownError`` where one cannot be kept."""
        for page in self._places.values():
            page.keep_typed()

    def let_go(self) -> None:
        """Takes everything away that was shown, and the household."""
        while (widget := self.widget(0)) is not None:
            self.removeWidget(widget)
            widget.deleteLater()
        self._places = {}
        self._session = None

    def _place(self, key: str) -> Page:
        place = place_of(key)
        if place.key not in self._places:
            assert self._session is not None
            if place.parts:
                group = PageGroup(self._session, place, self._make)
                group.asked.connect(self.asked)
                page: Page = group
            else:
                page = self._make[key](self._session)
            self._places[place.key] = page
            self.addWidget(page)
        return self._places[place.key]

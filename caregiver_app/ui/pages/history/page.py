"""Who changed what or wrote it down, newest first, in days; with a search, and the way to take a change back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from caregiver_app.domain.errors import KnownError
from caregiver_app.domain.events import Event
from caregiver_app.domain.history import EntryKind
from caregiver_app.i18n import _, ngettext
from caregiver_app.services.explain import explain
from caregiver_app.services.history import DAYS_TO_TAKE_BACK, take_back
from caregiver_app.ui.frame.page import Page
from caregiver_app.ui.pages.history.day_card import DayCard
from caregiver_app.ui.pages.history.entry_row import EntryRow
from caregiver_app.ui.pages.history.lines import HistoryLine, line_of, line_of_event, newest_first, standing
from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.buttons import button
from caregiver_app.ui.widgets.empty_state import EmptyState
from caregiver_app.ui.widgets.field import announce
from caregiver_app.ui.widgets.labels import note
from caregiver_app.ui.widgets.page_header import PageHeader
from caregiver_app.ui.widgets.scroll import ScrollPage
from caregiver_app.ui.widgets.text_field import TextField
from caregiver_app.wording.problems import shown

if TYPE_CHECKING:
    from caregiver_app.domain.history import HistoryEntry
    from caregiver_app.domain.preferences import Clock
    from caregiver_app.ui.frame.session import Session

AT_ONCE: Final = 100
# Entries put into words between two looks at the keyboard: some 100 ms on a slow computer.
_IN_ONE_GO: Final = 150


class HistoryPage(Page):
    """``rows`` are the entries on show. Thousands are looked through in small steps, so that typing never waits."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.rows: list[EntryRow] = []
        self._lines: dict[int, HistoryLine] = {}
        self._clock: Clock | None = None
        self._left: Iterator[HistoryEntry | Event] = iter(())
        self._ahead: HistoryEntry | Event | None = None
        self._limit = AT_ONCE
        self._card: DayCard | None = None
        self.view = ScrollPage(_("History"))
        self.search = TextField(_("Name of a person or a medicine"))
        self.search.setAccessibleName(_("Search the history"))
        self.search.setClearButtonEnabled(True)
        self.found = note("")
        self.older_button = button(_("Show older"), "chevron-down")
        self.empty = EmptyState(
            "history",
            _("Nothing has been changed yet"),
            _(
                "Each change will stand here, with who made it and when. You can take it back for {n} days."
            ).format(n=DAYS_TO_TAKE_BACK),
        )
        self._days = QVBoxLayout()
        self._next = QTimer(self, interval=0, singleShot=True)
        self._next.timeout.connect(self._go_on)
        self.search.edited.connect(self._start)
        self.older_button.clicked.connect(lambda _checked=False: self._show_older())
        self._arrange()

    def reload(self) -> None:
        """Starts again with the newest."""
        if self._clock is not self.session.preferences.clock:
            self._clock = self.session.preferences.clock
            self._lines.clear()
        has_any = self._has_any()
        for part in (self._intro, self.search):
            part.setVisible(has_any)
        self.empty.setVisible(not has_any)
        self._start()

    def take_back(self, entry: HistoryEntry) -> None:
        """Undoes what the entry did, as a change of its own; says so where it cannot be done any more."""
        what = _("Took back “{what}”").format(what=shown(entry.what))
        try:
            self.session.opened.change(what, lambda held: take_back(held, entry), EntryKind.TAKEN_BACK)
        except KnownError as error:
            self.session.failed.emit(explain(error))
            return
        self.setFocus()

    def _arrange(self) -> None:
        self._days.setSpacing(tokens_now().gap_l)
        self._intro = note(
            _(
                "Who changed what or wrote it down, and when. The program never alters or erases a line. "
                "Most changes can be taken back for {n} days."
            ).format(n=DAYS_TO_TAKE_BACK)
        )
        self.view.add(PageHeader(_("History")))
        self.view.add(self._intro)
        self.view.add(self.search)
        self.view.add(self.found)
        self.view.add(self._days)
        self.view.add(self.older_button)
        self.view.add(self.empty)
        self.column.addWidget(self.view)

    def _start(self) -> None:
        self._clear()
        self._limit = AT_ONCE
        self._left = newest_first(self.session.opened, self.session.tell)
        self._ahead = next(self._left, None)
        self.found.hide()
        self.view.verticalScrollBar().setValue(0)
        self._go_on()

    def _show_older(self) -> None:
        self._limit = len(self.rows) + AT_ONCE
        self._go_on()

    def _go_on(self) -> None:
        """Looks at some more entries, until enough are on show or none is left."""
        words = self.search.value().casefold().split()
        with _out_of_sight(self._card):
            self._show_some(words)
        is_full = len(self.rows) == self._limit and self._ahead is not None
        self.older_button.setVisible(is_full)
        if is_full or self._ahead is None:
            self._next.stop()
            self._tell_found(words, is_full=is_full)
        else:
            self._next.start()

    def _show_some(self, words: list[str]) -> None:
        for _step in range(_IN_ONE_GO):
            if self._ahead is None or len(self.rows) == self._limit:
                break
            line, self._ahead = self._line(self._ahead), next(self._left, None)
            if line.holds(words):
                self._show(line)

    def _line(self, told: HistoryEntry | Event) -> HistoryLine:
        clock = self.session.preferences.clock
        if isinstance(told, Event):
            return line_of_event(told, self.session.opened, clock)
        line = self._lines.get(told.number)
        if line is None:
            line = line_of(told, clock, self.session.reference)
            self._lines[told.number] = line
        return line

    def _show(self, line: HistoryLine) -> None:
        day = line.at.date()
        if self._card is None or self._card.day != day:
            self._card = DayCard(day, self.session.today)
            self._days.addWidget(self._card)
        row = EntryRow(line, standing(line, self.session.opened))
        if line.entry is not None:
            row.take_back_asked.connect(partial(self.take_back, line.entry))
        self._card.add_row(row)
        self.rows.append(row)

    def _tell_found(self, words: list[str], *, is_full: bool) -> None:
        count = len(self.rows)
        if is_full:
            text = _("The newest {n} are shown.").format(n=count)
        elif not words or not self._has_any():
            text = ""
        elif count:
            text = ngettext("{n} entry found.", "{n} entries found.", count).format(n=count)
        else:
            text = _("Nothing found. Try fewer letters, or another name.")
        self.found.setText(text)
        self.found.setVisible(bool(text))
        if words:
            announce(self.found, text)

    def _has_any(self) -> bool:
        return bool(self.session.opened.history) or self.session.opened.events.count() > 0

    def _clear(self) -> None:
        self.rows = []
        self._card = None
        while (item := self._days.takeAt(0)) is not None:
            widget = item.widget()
            if isinstance(widget, QWidget):
                widget.hide()
                widget.deleteLater()


@contextmanager
def _out_of_sight(card: DayCard | None) -> Iterator[None]:
    """Rows are put in while nothing of the card is laid out; in sight, each row would have all the others laid out."""
    focus = QApplication.focusWidget()
    if card is None or (focus and card.isAncestorOf(focus)):  # hidden, it would lose the keyboard
        yield
        return
    card.hide()
    try:
        yield
    finally:
        card.show()

"""What the page shows while nothing is corrected: the short form, and what was seen in seven days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caregiver_app.domain.errors import KnownError
from caregiver_app.i18n import _
from caregiver_app.services.observations import SeenInDays, last_seen_on, seen_in_days
from caregiver_app.ui.pages.observations.day_view import DayCard, SeenRow, by_day
from caregiver_app.ui.pages.observations.entry_card import EntryCard
from caregiver_app.ui.pages.observations.period_bar import BY_DAY, PeriodBar
from caregiver_app.ui.pages.observations.week_view import WeekView
from caregiver_app.ui.pages.observations.words import damaged
from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.banner import Banner
from caregiver_app.ui.widgets.empty_state import EmptyState
from caregiver_app.ui.widgets.page_header import PageHeader
from caregiver_app.ui.widgets.scroll import ScrollPage
from caregiver_app.wording.dates import day

if TYPE_CHECKING:
    from datetime import date

    from caregiver_app.domain.events import Event
    from caregiver_app.domain.people import CareRecipient
    from caregiver_app.services.observations import Seen
    from caregiver_app.ui.frame.session import Session


class SeenList(ScrollPage):
    """Of the person on view; only the days on view are read. ``correct_asked`` carries a ``Seen``.

    ``entry`` is ``None`` where nothing can be saved.
    """

    correct_asked = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__(_("Observations"))
        self.session = session
        self.entry: EntryCard | None = None
        self.rows: dict[str, SeenRow] = {}
        self.week: WeekView | None = None
        self._person_id = ""
        self.header = PageHeader(_("Observations"))
        self.damaged = Banner("warning")
        self.period = PeriodBar(lambda: session.today)
        self.elsewhere = Banner("info")
        self.empty = EmptyState(
            "eye",
            _("Nothing noted yet"),
            _("Choose above what you saw. Here it then stands by day and by week, to show to the clinic."),
        )
        self._last_day: date | None = None
        self._top = QVBoxLayout()
        self._days = QVBoxLayout()
        self._days.setSpacing(tokens_now().gap_l)
        self.period.changed.connect(self._show_days)
        self.elsewhere.action.connect(lambda: self.period.show_until(self._last_day))
        for part in (
            self.header,
            self._top,
            self.damaged,
            self.period,
            self.elsewhere,
            self._days,
            self.empty,
        ):
            self.add(part)

    def reload(self) -> None:
        """Shows what there is now; what is typed stays."""
        person = self.session.person
        if person is None:
            return
        self.header.set_title(_("What was seen of {name}").format(name=person.preferred_name))
        if self.entry is None or (self.entry.person_id, self.entry.name) != (
            person.id,
            person.preferred_name,
        ):
            self._begin(person)
        self._show_days()

    def go_to(self, event_id: str) -> None:
        """Puts the focus on an observation, or on the short form where it is not on view."""
        if event_id in self.rows:
            self.rows[event_id].correct_button.setFocus()
        elif self.entry is not None:
            self.entry.go()

    def draft_key(self, seen: Seen) -> str:
        """Where the half-filled correction of an observation is kept, whatever else becomes of it meanwhile."""
        return f"observation/{seen.first_id}"

    def _begin(self, person: CareRecipient) -> None:
        """The short form belongs to one person; what was typed for another waits among the drafts."""
        if self._person_id != person.id:
            self._person_id = person.id
            self.period.show_until(None)
        if self.entry is not None:
            if self.entry.has_unsaved():
                self.entry.keep_typed()
            self._put_away(self._top)
            self.entry = None
        if not self.session.opened.is_view_only:
            self.entry = EntryCard(self.session, person)
            self.entry.done.connect(self._show_new)
            self._top.addWidget(self.entry)

    def _show_new(self, event: Event) -> None:
        """What was just written down is in sight, also if it was seen long before."""
        if not self.period.first <= event.at.date() <= self.period.last:
            self.period.show_until(event.at.date())

    def _show_days(self) -> None:
        self.period.refresh()
        found = self._read()
        self.damaged.show_text(damaged(found.damaged))
        self._put_away(self._days)
        self.rows, self.week = {}, None
        if self.period.is_by_week and found.seen:
            self._show_week(found)
        else:
            self._show_by_day(found)
        self._say_what_is_not_here(found)

    def _read(self) -> SeenInDays:
        try:
            return seen_in_days(self.session.opened, self._person_id, self.period.first, self.period.last)
        except KnownError as error:
            self.session.tell(error)
            return SeenInDays((), ())

    def _show_by_day(self, found: SeenInDays) -> None:
        for on, some in by_day(found.seen):
            self._days.addWidget(DayCard(on, self.session.today, [self._row(each) for each in some]))

    def _row(self, seen: Seen) -> SeenRow:
        opened = self.session.opened
        row = SeenRow(
            seen,
            self.session.preferences.clock,
            can_correct=not opened.is_view_only,
            is_begun=bool(opened.draft(self.draft_key(seen))),
        )
        row.correct_asked.connect(lambda: self.correct_asked.emit(seen))
        self.rows[seen.event.id] = row
        return row

    def _show_week(self, found: SeenInDays) -> None:
        self.week = WeekView(self.period.days, found.seen, self.session.preferences.clock)
        self.week.day_asked.connect(lambda on: self.period.show_until(on, BY_DAY))
        self._days.addWidget(self.week)

    def _say_what_is_not_here(self, found: SeenInDays) -> None:
        """An empty place never stands without a word: either nothing was ever noted, or it stands elsewhere."""
        self._last_day = None if found.seen else last_seen_on(self.session.opened, self._person_id)
        is_new = not found.seen and self._last_day is None and not found.damaged
        self.empty.setVisible(is_new)
        self.period.setVisible(not is_new)
        if self._last_day is None:
            self.elsewhere.show_text("")
            return
        words = _("Nothing was noted in these days. The last note is of {day}.").format(
            day=day(self._last_day)
        )
        self.elsewhere.show_text(words, _("Show it"))

    def _put_away(self, column: QVBoxLayout) -> None:
        while (item := column.takeAt(0)) is not None:
            widget = item.widget()
            if isinstance(widget, QWidget):
                widget.hide()
                widget.deleteLater()

"""Which seven days are on view, and whether in words or as a table of the week."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caregiver_app.i18n import _
from caregiver_app.ui.pages.observations.choice_buttons import ChoiceButtons
from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.buttons import button
from caregiver_app.ui.widgets.field import announce
from caregiver_app.ui.widgets.flow import button_row
from caregiver_app.ui.widgets.labels import section
from caregiver_app.wording.dates import day

if TYPE_CHECKING:
    from collections.abc import Callable

DAYS_ON_VIEW: Final = 7
BY_DAY: Final = "days"
BY_WEEK: Final = "week"


class PeriodBar(QWidget):
    """``changed`` fires when other days, or another way to show them, are wanted."""

    changed = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._last: date | None = None
        self.switch = ChoiceButtons([(BY_DAY, _("By day")), (BY_WEEK, _("The week"))])
        self.switch.setAccessibleName(_("How it is shown"))
        self.switch.set_value(BY_DAY)
        self.earlier_button = button(_("Earlier"), "chevron-left")
        self.later_button = button(_("Later"), "chevron-right")
        self.today_button = button(_("Today"), "calendar")
        self.heading = section("")
        self.switch.edited.connect(self.changed)
        self.earlier_button.clicked.connect(lambda _checked=False: self._move(-DAYS_ON_VIEW))
        self.later_button.clicked.connect(lambda _checked=False: self._move(DAYS_ON_VIEW))
        self.today_button.clicked.connect(lambda _checked=False: self.show_until(None))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens_now().gap_m)
        column.addWidget(self.heading)
        column.addWidget(button_row(self.switch, self.earlier_button, self.later_button, self.today_button))
        self.refresh()

    @property
    def last(self) -> date:
        """The newest day on view."""
        return self._last or self._today()

    @property
    def first(self) -> date:
        """The oldest day on view."""
        return self.last - timedelta(days=DAYS_ON_VIEW - 1)

    @property
    def days(self) -> list[date]:
        """Newest first."""
        return [self.last - timedelta(days=age) for age in range(DAYS_ON_VIEW)]

    @property
    def is_by_week(self) -> bool:
        """Whether the week is wanted as a table."""
        return self.switch.value() == BY_WEEK

    def show_until(self, last: date | None, way: str = "") -> None:
        """Other days: up to ``last``, or up to today whatever day that is (``None``).

        A note made on a clock that is ahead stands on the day that this clock showed, which may be tomorrow here.
        """
        self._last = None if last == self._today() else last
        if way:
            self.switch.set_value(way)
        self.refresh()
        announce(self.heading, self.heading.text())
        self.changed.emit()

    def refresh(self) -> None:
        """Says which days these are now."""
        self.heading.setText(_("{first} to {last}").format(first=day(self.first), last=day(self.last)))
        self.later_button.setEnabled(self.last < self._today())
        self.today_button.setEnabled(self.last != self._today())

    def _move(self, days: int) -> None:
        self.show_until(min(self.last + timedelta(days=days), self._today()))

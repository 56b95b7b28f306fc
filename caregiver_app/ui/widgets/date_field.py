"""A date in the person's own way of writing it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from caregiver_app.i18n import _
from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.buttons import icon_button
from caregiver_app.ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from collections.abc import Callable


class DateField(QWidget):
    """A line of text beside a calendar. The text stays as typed; below it stands the date it was taken for.

    ``parse`` gives the date a text means, or None; ``show`` writes a date so that ``parse`` reads it again.
    ``today`` is where the calendar opens when there is no date yet.
    """

    edited = Signal()

    def __init__(
        self, parse: Callable[[str], date | None], show: Callable[[date], str], today: date | None = None
    ) -> None:
        super().__init__()
        self._parse, self._show, self._today = parse, show, today
        self.line = TextField()
        self.understood = QLabel()
        self.understood.setTextFormat(Qt.TextFormat.PlainText)
        self.understood.setProperty("role", "note")
        self.understood.hide()
        self.calendar_button = icon_button(_("Choose from a calendar"), "calendar")
        self.setFocusProxy(self.line)
        self.line.edited.connect(self._on_edit)
        self.calendar_button.clicked.connect(lambda _checked=False: self.open_calendar())
        self._arrange()

    def value(self) -> str:
        return self.line.value()

    def set_value(self, value: str) -> None:
        self.line.set_value(value)

    def open_calendar(self) -> QCalendarWidget:
        """Show the calendar under the field, at the date typed so far; Escape closes it."""
        popup = QFrame(self, Qt.WindowType.Popup)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.setProperty("role", "popup")
        calendar = _calendar()
        start = self._parse(self.value()) or self._today
        if start is not None:
            calendar.setSelectedDate(QDate(start.year, start.month, start.day))
        layout = QVBoxLayout(popup)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(calendar)
        calendar.clicked.connect(lambda day: self._take(day, popup))
        calendar.activated.connect(lambda day: self._take(day, popup))
        popup.move(self.mapToGlobal(QPoint(0, self.line.height() + 4)))
        popup.show()
        calendar.setFocus()
        return calendar

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(tokens_now().gap_xs)
        row.addWidget(self.line, 1)
        row.addWidget(self.calendar_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens_now().gap_xs)
        layout.addLayout(row)
        layout.addWidget(self.understood)

    def _take(self, day: QDate, popup: QWidget) -> None:
        self.line.set_value(self._show(date(day.year(), day.month(), day.day())))
        popup.close()
        self.line.setFocus()

    def _on_edit(self) -> None:
        found = self._parse(self.value())
        written = self._show(found) if found else ""
        self.understood.setText(_("Read as {date}").format(date=written))
        self.understood.setVisible(bool(written) and written != self.value())
        self.edited.emit()


def _calendar() -> QCalendarWidget:
    calendar = QCalendarWidget()
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
    calendar.setFirstDayOfWeek(QLocale().firstDayOfWeek())
    calendar.setAccessibleName(_("Calendar"))
    # Qt paints weekends pure red, which is hard to read on dark ground and says nothing here.
    plain = QTextCharFormat()
    plain.setForeground(QColor(tokens_now().text))
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(day, plain)
    # Qt leaves the columns too narrow for the words above them when the text is large.
    widest = max(
        calendar.fontMetrics().horizontalAdvance(QLocale().dayName(day, QLocale.FormatType.ShortFormat))
        for day in range(1, 8)
    )
    calendar.setMinimumWidth(7 * (widest + 18) + 24)
    calendar.setMinimumHeight(9 * (calendar.fontMetrics().height() + 14))
    return calendar

from __future__ import annotations

from contextlib import closing
from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from caregiver_app.domain.household import Household
from caregiver_app.domain.observations import Level, Observed, ObservedThing
from caregiver_app.domain.people import CareRecipient
from caregiver_app.domain.preferences import Clock, Preferences
from caregiver_app.services.observations import noted
from caregiver_app.services.opening import create_file, open_file
from caregiver_app.settings import Settings
from caregiver_app.ui.frame.session import Environment, Session
from caregiver_app.ui.pages.observations import ObservationsPage
from caregiver_app.ui.pages.observations.day_view import DayCard
from tests.vaults import access, raw

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from caregiver_app.domain.events import Event
    from caregiver_app.reference import Reference
    from caregiver_app.services.open_household import OpenHousehold
    from caregiver_app.ui.pages.observations.day_view import SeenRow
    from caregiver_app.ui.pages.observations.entry_card import EntryCard
    from caregiver_app.ui.records.record_editor import RecordEditor


ZONE = timezone(timedelta(hours=-6))
TONIGHT = datetime(2026, 12, 4, 23, 0, tzinfo=ZONE)
HOUSEHOLD = Household(
    Preferences(clock=Clock.TWELVE_HOUR),
    (CareRecipient("theo", "Theo"), CareRecipient("ruth", "Ruth")),
)
SPASMS = Observed(ObservedThing.SPASMS, Level.MORE, words="after lunch")


class House:
    """A page over an encrypted file, with a clock that can be set."""

    def __init__(self, qtbot: QtBot, path: Path, reference: Reference) -> None:
        self._qtbot, self._path, self._reference = qtbot, path, reference
        self.time = TONIGHT
        self.opened = create_file(path, HOUSEHOLD, access(), lambda: self.time, "Began")
        self.page = self._page()

    def _open(self) -> OpenHousehold:
        return open_file(self._path, access(), lambda: self.time)

    def _page(self) -> ObservationsPage:
        environment = Environment(self.today, Settings(), lambda _settings: None)
        page = ObservationsPage(Session(self.opened, self._reference, environment))
        page.session.changed.connect(lambda _what: page.reload())
        self._qtbot.addWidget(page)
        page.resize(1000, 700)
        page.show()
        page.reload()
        return page

    def today(self) -> date:
        return self.time.date()

    def open_again(self) -> None:
        """The window is closed and the file opened anew."""
        self.page.close()
        self.opened.close()
        self.opened = self._open()
        self.page = self._page()

    def behind_its_back(self, statement: str) -> None:
        self.opened.close()
        with closing(raw(self._path)) as connection:
            triggers = connection.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
            ).fetchall()
            for name, _sql in triggers:
                connection.execute(f"DROP TRIGGER {name}")
            connection.execute(statement)
            for _name, sql in triggers:
                connection.execute(sql)
            connection.commit()
        self.opened = self._open()
        self.page = self._page()

    @property
    def entry(self) -> EntryCard:
        assert self.page.list.entry is not None
        return self.page.list.entry

    @property
    def editor(self) -> RecordEditor:
        assert self.page.editor is not None
        return self.page.editor

    def see(self, what: Observed, at: datetime = TONIGHT, person: str = "theo", who: str = "Anna") -> Event:
        event = noted(what, at, person, min(self.time, max(at, TONIGHT)), who)
        self.opened.record(event)
        return event

    def seen(self) -> list[Event]:
        far = timedelta(days=2000)
        return list(self.opened.events.between(Observed, TONIGHT - far, TONIGHT + far).events)

    def fill(self, **values: str) -> EntryCard:
        self.entry.form.set_values(values)
        return self.entry

    def rows(self) -> list[SeenRow]:
        return list(self.page.list.rows.values())

    def headings(self) -> list[str]:
        return [plain(row.heading.text()) for row in self.rows()]

    def days(self) -> list[str]:
        column = self.page.list._days
        items = (column.itemAt(place) for place in range(column.count()))
        cards = (item.widget() for item in items if item is not None)
        return [plain(card.accessibleName()) for card in cards if isinstance(card, DayCard)]


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")

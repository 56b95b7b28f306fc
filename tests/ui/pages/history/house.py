from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from caregiver_app.domain.household import Household
from caregiver_app.domain.medication import Medication
from caregiver_app.domain.people import CareRecipient
from caregiver_app.domain.preferences import Clock, Preferences
from caregiver_app.domain.quantity import parse_quantity
from caregiver_app.ui.pages.history.day_card import DayCard

if TYPE_CHECKING:
    from caregiver_app.services.open_household import OpenHousehold
    from caregiver_app.ui.pages.history import HistoryPage
    from caregiver_app.ui.pages.history.entry_row import EntryRow


BACLOFEN = Medication(id="b", product_name="baclofen", dose=parse_quantity("10 mg"))
THEO = CareRecipient(id="theo", preferred_name="Theo", medications=(BACLOFEN,))
RUTH = CareRecipient(id="ruth", preferred_name="Ruth")
HOUSEHOLD = Household(Preferences(clock=Clock.TWENTY_FOUR_HOUR), (THEO, RUTH))


class House:
    """A made-up household with a clock that can be set."""

    def __init__(self, page: HistoryPage, opened: OpenHousehold, wall: Wall) -> None:
        self.page = page
        self.opened = opened
        self.wall = wall

    def dose(self, text: str, who: str = "Anna") -> None:
        self.opened.who = who
        new = replace(BACLOFEN, dose=parse_quantity(text))
        self.opened.change(
            "Changed baclofen",
            lambda held: held.with_person("theo", lambda theo: replace(theo, medications=(new,))),
        )

    def rename_ruth(self, name: str) -> None:
        self.opened.change(
            f"Changed {name}",
            lambda held: held.with_person("ruth", lambda ruth: replace(ruth, preferred_name=name)),
        )

    def medicine(self) -> Medication:
        return self.opened.household.care_recipients[0].medications[0]


class Wall:
    def __init__(self) -> None:
        self.time = datetime(2026, 12, 4, 14, 5, tzinfo=timezone(timedelta(hours=-6)))

    def __call__(self) -> datetime:
        return self.time

    def today(self) -> date:
        return self.time.date()


def headings(page: HistoryPage) -> list[str]:
    return [row.heading.accessibleName().replace("\u00a0", " ") for row in page.rows]


def days(page: HistoryPage) -> list[str]:
    items = (page._days.itemAt(place) for place in range(page._days.count()))
    cards = (item.widget() for item in items if item is not None)
    return [card.accessibleName().replace("\u00a0", " ") for card in cards if isinstance(card, DayCard)]


def can_be_taken_back(row: EntryRow) -> bool:
    return not row.take_back_button.isHidden()

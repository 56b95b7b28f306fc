"""How each page of the navigation is made, its module loaded only then."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from caregiver_app.ui.desk import Desk
from caregiver_app.ui.page import Page


def page_makers() -> Mapping[str, Callable[[Desk], Page]]:
    """By the keys of ``window.PAGES``."""
    return {
        "people": _people,
        "medications": _medications,
        "pump": _pump,
        "contacts": _contacts,
        "print": _print,
        "reference": _reference,
        "history": _history,
        "safekeeping": _safekeeping,
        "settings": _settings,
    }


def _people(desk: Desk) -> Page:
    from caregiver_app.ui.pages.people import PeoplePage

    return PeoplePage(desk)


def _medications(desk: Desk) -> Page:
    from caregiver_app.ui.pages.medications import MedicationsPage

    return MedicationsPage(desk)


def _pump(desk: Desk) -> Page:
    from caregiver_app.ui.pages.pump import PumpPage

    return PumpPage(desk)


def _contacts(desk: Desk) -> Page:
    from caregiver_app.ui.pages.contacts import ContactsPage

    return ContactsPage(desk)


def _print(desk: Desk) -> Page:
    from caregiver_app.ui.pages.print_page import PrintPage

    return PrintPage(desk)


def _reference(desk: Desk) -> Page:
    from caregiver_app.ui.pages.reference_page import ReferencePage

    return ReferencePage(desk)


def _history(desk: Desk) -> Page:
    from caregiver_app.ui.pages.history import HistoryPage

    return HistoryPage(desk)


def _safekeeping(desk: Desk) -> Page:
    from caregiver_app.ui.pages.safekeeping import SafekeepingPage

    return SafekeepingPage(desk)


def _settings(desk: Desk) -> Page:
    from caregiver_app.ui.pages.settings_page import SettingsPage

    return SettingsPage(desk)

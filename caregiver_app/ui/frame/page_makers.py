"""How each page of the navigation is made, its module loaded only then."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from caregiver_app.ui.frame.page import Page
from caregiver_app.ui.frame.session import Session


def page_makers() -> Mapping[str, Callable[[Session], Page]]:
    """By the keys of ``places.PAGE_KEYS``."""
    return {
        "people": _people,
        "medications": _medications,
        "pump": _pump,
        "observations": _observations,
        "contacts": _contacts,
        "paper": _paper,
        "reference": _reference,
        "history": _history,
        "security": _security,
        "settings": _settings,
    }


def _people(session: Session) -> Page:
    from caregiver_app.ui.pages.people import PeoplePage

    return PeoplePage(session)


def _medications(session: Session) -> Page:
    from caregiver_app.ui.pages.medications import MedicationsPage

    return MedicationsPage(session)


def _pump(session: Session) -> Page:
    from caregiver_app.ui.pages.pump import PumpPage

    return PumpPage(session)


def _observations(session: Session) -> Page:
    from caregiver_app.ui.pages.observations import ObservationsPage

    return ObservationsPage(session)


def _contacts(session: Session) -> Page:
    from caregiver_app.ui.pages.contacts import ContactsPage

    return ContactsPage(session)


def _paper(session: Session) -> Page:
    from caregiver_app.ui.pages.paper import PaperPage

    return PaperPage(session)


def _reference(session: Session) -> Page:
    from caregiver_app.ui.pages.reference_page import ReferencePage

    return ReferencePage(session)


def _history(session: Session) -> Page:
    from caregiver_app.ui.pages.history import HistoryPage

    return HistoryPage(session)


def _security(session: Session) -> Page:
    from caregiver_app.ui.pages.security import SecurityPage

    return SecurityPage(session)


def _settings(session: Session) -> Page:
    from caregiver_app.ui.pages.settings_page import SettingsPage

    return SettingsPage(session)

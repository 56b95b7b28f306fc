"""From "no household yet" to an open one: the welcome page, a file, a document, or the made-up household."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from caregiver_app.domain.errors import KnownError
from caregiver_app.domain.household import Clock, Household, Paper, Preferences
from caregiver_app.domain.people import CareRecipient
from caregiver_app.i18n import _
from caregiver_app.paths import resources
from caregiver_app.reference import Reference, load_reference
from caregiver_app.services.open_household import OpenHousehold
from caregiver_app.services.opening import create_file, open_demo, open_file, open_imported
from caregiver_app.settings import Settings
from caregiver_app.ui.desk import Desk, Surroundings
from caregiver_app.ui.page import Page
from caregiver_app.ui.window import MainWindow

if TYPE_CHECKING:
    from caregiver_app.ui.welcome import WelcomePage

_LETTER_COUNTRIES = frozenset({"US", "CA", "MX", "PH", "CL", "CO", "CR", "GT", "PA", "PR", "DO", "SV", "VE"})
_TWELVE_HOUR_COUNTRIES = frozenset({"US", "CA", "AU", "NZ", "IN", "PH", "PK", "EG", "SA", "MX"})


class FrontDoor(QObject):
    """Opens a household in ``window``. Lives as long as the window does."""

    def __init__(
        self,
        window: MainWindow,
        settings: Settings,
        today: Callable[[], date],
        keep_settings: Callable[[Settings], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._today = today
        self._settings = settings
        self._keep_settings = keep_settings
        self._reference: Reference | None = None
        self._file: Path | None = None
        self._welcome: WelcomePage | None = None

    def open(self, file: Path | None, *, is_usual_place: bool) -> None:
        """Opens ``file``, or the made-up household for ``None``. A new one begins where the usual file is missing."""
        self._file = file
        if file is None:
            self._show(lambda: open_demo(resources()))
        elif is_usual_place and not file.exists():
            self._show_welcome()
        else:
            self._show(lambda: open_file(file))

    def _show_welcome(self) -> None:
        from caregiver_app.ui.welcome import WelcomePage

        page = WelcomePage()
        page.started.connect(self._start)
        page.open_asked.connect(self._choose_file)
        page.import_asked.connect(self._choose_document)
        page.demo_asked.connect(lambda: self._show(lambda: open_demo(resources())))
        self._welcome = page
        self._window.show_instead(page)
        page.name.setFocus()

    def _start(self, name: str, country: str) -> None:
        file = self._file
        if file is None:
            return
        self._show(lambda: create_file(_in_its_folder(file), first_household(name, country, self._facts())))

    def _choose_file(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(self._window, _("Open a household file"))
        if chosen:
            self._show(lambda: open_file(Path(chosen)))

    def _choose_document(self) -> None:
        file = self._file
        chosen, _kind = QFileDialog.getOpenFileName(
            self._window, _("Import a document"), "", _("Household documents (*.json)")
        )
        if chosen and file is not None:
            self._show(
                lambda: open_imported(Path(chosen), _in_its_folder(file), self._facts(), self._today())
            )

    def _show(self, open_it: Callable[[], OpenHousehold]) -> None:
        try:
            surroundings = Surroundings(self._today, self._settings, self._keep)
            desk = Desk(open_it(), self._facts(), surroundings)
        except KnownError as error:
            self._fail(error)
            return
        self._window.show_desk(desk, page_makers())

    def _keep(self, settings: Settings) -> None:
        self._settings = settings
        self._keep_settings(settings)

    def _fail(self, error: KnownError) -> None:
        from caregiver_app.services.explain import explain  # it knows every store, so it loads them all

        if self._welcome is None:
            self._show_welcome()
        if self._welcome is not None:
            self._welcome.failed(explain(error))

    def _facts(self) -> Reference:
        if self._reference is None:
            self._reference = load_reference(resources() / "reference")
        return self._reference


def _in_its_folder(file: Path) -> Path:
    """The usual place on a new computer has no folder yet. Where it cannot be made, writing the file says why."""
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    return file


def first_household(name: str, country: str, reference: Reference) -> Household:
    """A household of one, with the numbers that the reference has for the country and no other."""
    numbers = reference.emergency_numbers.get(country)
    preferences = Preferences(
        country=country,
        emergency_number=numbers.emergency if numbers else "",
        poison_number=(numbers.poison or "") if numbers else "",
        clock=Clock.TWELVE_HOUR if country in _TWELVE_HOUR_COUNTRIES else Clock.TWENTY_FOUR_HOUR,
        paper=Paper.LETTER if country in _LETTER_COUNTRIES else Paper.A4,
    )
    person = CareRecipient(id=uuid4().hex, preferred_name=name.strip())
    return replace(Household(), preferences=preferences, care_recipients=(person,))


def page_makers() -> Mapping[str, Callable[[Desk], Page]]:
    """How each page of the navigation is made, its module loaded only then."""
    return {
        "people": _people,
        "medications": _medications,
        "pump": _pump,
        "contacts": _contacts,
        "print": _print,
        "reference": _reference_page,
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


def _reference_page(desk: Desk) -> Page:
    from caregiver_app.ui.pages.reference_page import ReferencePage

    return ReferencePage(desk)


def _settings(desk: Desk) -> Page:
    from caregiver_app.ui.pages.settings_page import SettingsPage

    return SettingsPage(desk)

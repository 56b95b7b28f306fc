from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from caregiver_app.domain.contacts import Contact, ContactRole
from caregiver_app.domain.household import Household
from caregiver_app.domain.medication import Medication
from caregiver_app.domain.people import CareRecipient, NoKnownAllergies
from tests.unlock_flows import TODAY

if TYPE_CHECKING:
    from caregiver_app.ui.frame.session import Session
    from caregiver_app.ui.frame.window import MainWindow
    from caregiver_app.ui.widgets.banner import Banner


THEO = CareRecipient(
    id="theo",
    preferred_name="Theo",
    birth_date=date(2012, 3, 4),
    allergies=NoKnownAllergies(TODAY),
    medications=(Medication(id="m", product_name="Sunscreen"),),
)
RUTH = replace(
    THEO, id="ruth", preferred_name="Ruth", medications=(Medication(id="r", product_name="Hand cream"),)
)
ANNA = Contact(id="anna", name="Anna", role=ContactRole.FAMILY)
# Both sheets are ready to print, and nothing else is to be done.
READY = Household(care_recipients=(THEO, RUTH), contacts=(ANNA,))


def at_rest(window: MainWindow) -> None:
    """Until all is laid out and the timers of the moment have fired."""
    rounds = 0
    while rounds < 5:
        QApplication.processEvents()
        rounds = 0 if window.view._is_new else rounds + 1
    assert window.view.isVisible()


def session_of(window: MainWindow) -> Session:
    assert window.session is not None
    return window.session


def put_away(banner: Banner) -> None:
    button = banner.put_away_button
    assert button is not None
    assert button.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)

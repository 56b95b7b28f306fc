from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from caregiver_app.domain.contacts import Contact, ContactRole
from caregiver_app.domain.household import Household
from caregiver_app.ui.pages.medications import MedicationsPage
from tests.ui.pages.medications.taken import RUTH, THEO

if TYPE_CHECKING:
    from caregiver_app.ui.frame.session import Session
    from tests.ui.pages.conftest import Pages


@pytest.fixture
def session(pages: Pages) -> Session:
    contacts = (
        Contact("c1", "Dr. Lena Osei", ContactRole.PRESCRIBER, "neurologist"),
        Contact("c2", "Riverside Pharmacy", ContactRole.PHARMACY),
    )
    return pages.session(Household(care_recipients=(THEO, RUTH), contacts=contacts))


@pytest.fixture
def page(pages: Pages, session: Session) -> MedicationsPage:
    return pages.show(MedicationsPage(session))

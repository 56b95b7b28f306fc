from __future__ import annotations

from datetime import date

from caregiver_app.domain.household import Household
from caregiver_app.domain.people import CareRecipient

TODAY = date(2026, 11, 22)
THEO = CareRecipient(id="p", preferred_name="Theo")
HOUSEHOLD = Household(care_recipients=(THEO,))

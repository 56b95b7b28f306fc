from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING, cast

from caregiver_app.domain.amounts import parse_volume
from caregiver_app.domain.contacts import Phone, PhoneLabel
from caregiver_app.domain.household import Household
from caregiver_app.domain.medication import ReferenceLink
from caregiver_app.domain.people import CareRecipient
from caregiver_app.domain.preferences import Preferences
from caregiver_app.domain.pump import Pump
from caregiver_app.domain.rates import parse_concentration, parse_daily_dose

if TYPE_CHECKING:
    from caregiver_app.ui.frame.session import Session
    from caregiver_app.ui.pages.pump import PumpPage
    from caregiver_app.ui.pages.pump.form import PumpForm
    from tests.ui.pages.conftest import Pages


PUMP = Pump(
    id="u1",
    drug="baclofen",
    maker="Medtronic",
    model="SynchroMed II 8637-20",
    serial_number="NGV000123H",
    reservoir_size=parse_volume("20 mL"),
    concentration=parse_concentration("2000 mcg"),
    daily_dose=parse_daily_dose("350 mcg"),
    mode="simple continuous",
    implanted_on=date(2019, 3, 28),
    low_reservoir_alarm_volume=parse_volume("2 mL"),
    low_reservoir_alarm_on=date(2027, 2, 5),
    refill_by=date(2027, 1, 29),
    last_refill_on=date(2026, 10, 30),
    next_appointment_on=date(2027, 1, 22),
    next_appointment_at=time(9, 30),
    replace_by=date(2027, 9, 1),
    mri_note="Call before any scan.",
    clinic_name="Northside Spasticity Clinic",
    clinic_phones=(
        Phone("(612) 555-0142", PhoneLabel.DAY, "refill"),
        Phone("(612) 555-0143", PhoneLabel.AFTER_HOURS, "pump alarm at night"),
    ),
    oral_backup_plan="The letter in the blue folder.",
    reference=ReferenceLink(("baclofen_intrathecal",), date(2026, 1, 5)),
    notes="left side",
)
THEO = CareRecipient("p1", "Theo", pumps=(PUMP,))
RUTH = CareRecipient("p2", "Ruth")


def session_for(pages: Pages, *people: CareRecipient) -> Session:
    return pages.session(Household(Preferences(emergency_number="911"), people))


def form_of(page: PumpPage) -> PumpForm:
    assert page.editor is not None
    return cast("PumpForm", page.editor.form)


def fill(page: PumpPage, **values: str) -> None:
    for key, value in values.items():
        form_of(page).field(key).set_value(value)


def save(page: PumpPage) -> None:
    assert page.editor is not None
    page.editor.save()


def pumps(session: Session) -> tuple[Pump, ...]:
    assert session.person is not None
    return session.person.pumps

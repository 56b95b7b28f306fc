from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from caregiver_app.domain.medication import (
    Medication,
    ReferenceLink,
    Stopped,
    TimesOfDay,
)
from caregiver_app.domain.people import CareRecipient
from caregiver_app.domain.quantity import Quantity, Unit, parse_quantity
from caregiver_app.domain.route import Route

if TYPE_CHECKING:
    from caregiver_app.ui.frame.session import Session
    from caregiver_app.ui.pages.medications import MedicationsPage
    from caregiver_app.ui.pages.medications.form import MedicationForm


TODAY = date(2026, 11, 22)
BACLOFEN = Medication(
    "m1",
    "Lioresal",
    ("baclofen",),
    strength="10 mg",
    dose_form="tablet",
    route=Route.ORAL,
    dose=Quantity(Decimal(10), Unit.MG),
    timing=TimesOfDay((time(8), time(20))),
    purpose="spasms",
    reference=ReferenceLink(("baclofen_oral",), date(2026, 1, 5)),
)
VITAMIN = Medication("m2", "vitamin D3", ("cholecalciferol",), dose=parse_quantity("400 units"))
OLD = Medication("m3", "tizanidine", ("tizanidine",), stopped=Stopped(date(2019, 4, 2), "pump implanted"))
THEO = CareRecipient("p1", "Theo", medications=(VITAMIN, BACLOFEN, OLD))
RUTH = CareRecipient("p2", "Ruth")


def form_of(page: MedicationsPage) -> MedicationForm:
    assert page.editor is not None
    return cast("MedicationForm", page.editor.form)


def fill(page: MedicationsPage, **values: str) -> None:
    for key, value in values.items():
        form_of(page).field(key).set_value(value)


def save(page: MedicationsPage) -> None:
    assert page.editor is not None
    page.editor.save()


def medicines(session: Session) -> dict[str, Medication]:
    assert session.person is not None
    return {each.product_name: each for each in session.person.medications}


def names_shown(page: MedicationsPage) -> list[str]:
    return [row.medication.product_name for row in page.list.models[page.list.switch.value()].shown()]

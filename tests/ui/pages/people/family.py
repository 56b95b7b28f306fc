from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from caregiver_app.domain.contacts import Contact, ContactRole
from caregiver_app.domain.household import Household
from caregiver_app.domain.people import (
    CareRecipient,
    NoKnownAllergies,
)

if TYPE_CHECKING:
    from caregiver_app.ui.pages.people import PeoplePage
    from caregiver_app.ui.records.record_editor import RecordEditor


TODAY = date(2026, 12, 4)
THEO = CareRecipient(
    id="theo",
    preferred_name="Theo",
    full_name="Theodore Marsh",
    birth_date=date(2012, 3, 4),
    languages=("a, b",),
)
RUTH = CareRecipient(id="ruth", preferred_name="Ruth", allergies=NoKnownAllergies(date(2026, 11, 3)))


def _contact(name: str, *ids: str) -> Contact:
    return Contact(id=name, name=name, role=ContactRole.FAMILY, care_recipient_ids=ids)


HOUSEHOLD = Household(
    care_recipients=(THEO, RUTH),
    contacts=(_contact("Anna", "theo"), _contact("Both", "theo", "ruth"), _contact("All")),
)


def _open(page: PeoplePage, key: str) -> RecordEditor:
    page.open_record(key)
    assert page.editor is not None
    return page.editor


def _type(editor: RecordEditor, **values: str) -> None:
    for key, value in values.items():
        editor.form.field(key).set_value(value)

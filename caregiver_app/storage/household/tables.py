"""How each kind of record becomes rows: one line a kind.

What has one name in the value and in its row is copied (composites too). A list inside a record has a table of parts;
a field that can be one of several classes is folded into columns. Where a record stands in its owner's list
(``position``) is kept beside it, so that moving one changes no other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from typing import Any, Final

from sqlalchemy import inspect

from caregiver_app.domain.contacts import Contact, Phone
from caregiver_app.domain.medication import Medication
from caregiver_app.domain.people import (
    Allergy,
    CareRecipient,
    EmergencyItem,
    ImplantedDevice,
    ProcedureToAvoid,
)
from caregiver_app.domain.preferences import Preferences
from caregiver_app.domain.pump import Pump
from caregiver_app.storage.database.rows import (
    AllergyRow,
    CareRecipientRow,
    ContactPhoneRow,
    ContactRow,
    EmergencyItemRow,
    ImplantedDeviceRow,
    MedicationRow,
    PreferencesRow,
    ProcedureToAvoidRow,
    PumpPhoneRow,
    PumpRow,
    Row,
)
from caregiver_app.storage.household.folded_fields import (
    allergies_from,
    allergies_in,
    allergy_columns,
    timing_columns,
    timing_from,
)

Record = dict[str, Any]
ONLY_ID: Final = 1
# Looked up for each row; it holds no values.
_SHARED: Final[dict[tuple[type[Row], type[Any]], tuple[str, ...]]] = {}


@dataclass(frozen=True, slots=True)
class Parts:
    """The list ``field`` of a record, in rows of ``row``; ``owner`` is their column with the record's id."""

    field: str
    cls: type[Any]
    row: type[Row]
    owner: str
    listed: Callable[[Any], tuple[Any, ...]] = tuple


@dataclass(frozen=True, slots=True)
class Folded:
    """A ``field`` that becomes several columns. ``value`` gets the row and the parts of the same field."""

    field: str
    columns: Callable[[Any], Record]
    value: Callable[[Any, tuple[Any, ...]], Any]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one kind; ``owner`` is the column with the id of the record that lists it."""

    cls: type[Any]
    row: type[Row]
    owner: str = ""
    parts: tuple[Parts, ...] = ()
    folded: tuple[Folded, ...] = ()

    def record(self, value: Any, owner_id: str) -> Record:
        """The columns of the row for ``value``, without its position."""
        record = {name: getattr(value, name) for name in shared_names(self.row, self.cls)}
        for each in self.folded:
            record |= each.columns(getattr(value, each.field))
        if self.owner:
            record[self.owner] = owner_id
        if self.cls is Preferences:
            record["id"] = ONLY_ID
        return record

    def part_records(self, value: Any) -> Iterator[tuple[Parts, list[Record]]]:
        """The rows of each list inside of ``value``."""
        for parts in self.parts:
            names = shared_names(parts.row, parts.cls)
            yield (
                parts,
                [
                    {name: getattr(part, name) for name in names} | {parts.owner: value.id, "position": place}
                    for place, part in enumerate(parts.listed(getattr(value, parts.field)))
                ],
            )

    def value(self, row: Any, parts_of: Callable[[Parts], list[Any]]) -> Any:
        """What a row keeps, without the records it owns. Damaged rows raise one of ``DAMAGE``."""
        given = {name: getattr(row, name) for name in shared_names(self.row, self.cls)}
        for parts in self.parts:
            names = shared_names(parts.row, parts.cls)
            given[parts.field] = tuple(
                parts.cls(**{name: getattr(each, name) for name in names}) for each in parts_of(parts)
            )
        for each in self.folded:
            given[each.field] = each.value(row, given.get(each.field, ()))
        return self.cls(**given)


# Owners before what they own.
TABLES: Final = (
    Table(Preferences, PreferencesRow),
    Table(
        CareRecipient,
        CareRecipientRow,
        parts=(
            Parts("allergies", Allergy, AllergyRow, "care_recipient_id", allergies_in),
            Parts("implanted_devices", ImplantedDevice, ImplantedDeviceRow, "care_recipient_id"),
            Parts("emergency_items", EmergencyItem, EmergencyItemRow, "care_recipient_id"),
            Parts("procedures_to_avoid", ProcedureToAvoid, ProcedureToAvoidRow, "care_recipient_id"),
        ),
        folded=(Folded("allergies", allergy_columns, allergies_from),),
    ),
    Table(
        Medication,
        MedicationRow,
        owner="care_recipient_id",
        folded=(Folded("timing", timing_columns, timing_from),),
    ),
    Table(
        Pump,
        PumpRow,
        owner="care_recipient_id",
        parts=(Parts("clinic_phones", Phone, PumpPhoneRow, "pump_id"),),
    ),
    Table(Contact, ContactRow, parts=(Parts("phones", Phone, ContactPhoneRow, "contact_id"),)),
)
TABLE_OF: Final = {table.cls: table for table in TABLES}


def shared_names(row_class: type[Row], value_class: type[Any]) -> tuple[str, ...]:
    """Fields of the value that are attributes of the row, composites included."""
    names = _SHARED.get((row_class, value_class))
    if names is None:
        attributes = set(inspect(row_class).attrs.keys())
        names = tuple(field.name for field in fields(value_class) if field.name in attributes)
        _SHARED[row_class, value_class] = names
    return names

"""The seal over a household as the program of schema 2 made it, to find out what fell back before the step to 3.

Nothing in here follows the program as it goes on changing. It was the SHA-256 over all records, in the order of the
household: for each table its name, then for each record the text of its sorted names with their values.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import date, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from sqlalchemy import Connection

Row = dict[str, Any]
Read = Callable[[Row, str], Any]


def check_seal_of_2(connection: Connection) -> None:
    """Raises ``ValueError`` or what damaged values raise where the records are not all of one time.

    A file that was brought from schema 1 and never written to has no seal yet.
    """
    seal = connection.exec_driver_sql("SELECT household FROM seal").scalar()
    if seal and seal != _seal(connection):
        raise ValueError("rows of different times")


def _seal(connection: Connection) -> str:
    digest = hashlib.sha256()
    ids: dict[str, list[Any]] = {"": [None]}
    for table, (owner, own, spec) in TABLES_THEN.items():
        records = [
            record for each in ids[owner] for record in records_then(connection, table, (own, each), spec)
        ]
        ids[table] = [record.get("id") for record in records]
        digest.update(table.encode())
        for record in records:
            digest.update(repr(sorted(record.items())).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def records_then(
    connection: Connection, table: str, belongs: tuple[str, Any], spec: Mapping[str, Read]
) -> list[dict[str, Any]]:
    """Those of one owner, each with its place among them where the table has places. Schema 3 had the same."""
    column, owner_id = belongs
    where, values = (f"WHERE {column} = ?", (owner_id,)) if column else ("", ())
    order = "id" if table == "preferences" else "position"
    found = connection.exec_driver_sql(f"SELECT * FROM {table} {where} ORDER BY {order}", values)  # noqa: S608
    records = []
    for place, row in enumerate(map(dict, found.mappings())):
        record = {name: read(row, name) for name, read in spec.items()}
        records.append(record if table == "preferences" else record | {"position": place})
    return records


def _plain(row: Row, name: str) -> Any:
    return row[name]


def _day(row: Row, name: str) -> date | None:
    return date.fromisoformat(row[name]) if row[name] is not None else None


def _clock(row: Row, name: str) -> time | None:
    return time.fromisoformat(row[name]) if row[name] is not None else None


def _texts(row: Row, name: str) -> tuple[str, ...] | None:
    return tuple(json.loads(row[name])) if row[name] is not None else None


def _digits(row: Row, name: str) -> str | None:
    if row[name] is None:
        return None
    amount = Decimal(row[name])
    whole = amount.to_integral_value()
    return format(Decimal(int(whole)) if whole == amount else amount.normalize(), "f")


def _together(*parts: tuple[str, Read]) -> Read:
    """Columns that were one value; ``None`` where all are null."""

    def read(row: Row, _name: str) -> list[Any] | None:
        values = [part(row, name) for name, part in parts]
        return None if all(value is None for value in values) else values

    return read


def _quantity(name: str) -> dict[str, Read]:
    return {name: _together((f"{name}_amount", _digits), (f"{name}_unit", _plain))}


def _all(read: Read, names: str) -> dict[str, Read]:
    return dict.fromkeys(names.split(), read)


_REFERENCE: Final[dict[str, Read]] = {
    "reference": _together(("reference_medicine_ids", _texts), ("reference_confirmed_on", _day))
}
_PHONE: Final[dict[str, Read]] = _all(_plain, "number label when_to_call")

# In the order in which they were sealed: the table that owns each, by which column, and what a record was made of.
TABLES_THEN: Final[dict[str, tuple[str, str, dict[str, Read]]]] = {
    "preferences": ("", "", _all(_plain, "id country emergency_number poison_number clock paper")),
    "care_recipient": (
        "",
        "",
        {
            **_all(_plain, "id preferred_name full_name communication usual_state tell_first allergy_state"),
            **_all(_plain, "preferred_hospital advance_directives notes"),
            **_all(_day, "birth_date no_allergies_confirmed_on"),
            **_all(_texts, "languages conditions"),
            "weight": _together(
                ("weight_amount", _digits), ("weight_unit", _plain), ("weight_measured_on", _day)
            ),
            "clinic_review": _together(
                ("clinic_reviewed_by", _plain),
                ("clinic_reviewed_on", _day),
                ("clinic_review_fingerprint", _plain),
            ),
        },
    ),
    "allergy": (
        "care_recipient",
        "care_recipient_id",
        _all(_plain, "care_recipient_id substance reaction severity"),
    ),
    "implanted_device": (
        "care_recipient",
        "care_recipient_id",
        _all(_plain, "care_recipient_id name details"),
    ),
    "procedure_to_avoid": (
        "care_recipient",
        "care_recipient_id",
        _all(_plain, "care_recipient_id procedure why"),
    ),
    "medication": (
        "care_recipient",
        "care_recipient_id",
        {
            **_all(
                _plain, "id care_recipient_id product_name strength dose_form route route_in_words directions"
            ),
            **_all(_plain, "timing_kind as_needed_reason minimum_gap_minutes schedule_in_words"),
            **_all(_plain, "purpose prescriber pharmacy notes"),
            **_all(_texts, "ingredients times_of_day"),
            **_all(_day, "started_on"),
            **_quantity("dose"),
            **_quantity("measured_as"),
            **_quantity("maximum_in_24_hours"),
            "stopped": _together(("stopped_on", _day), ("stopped_reason", _plain)),
            **_REFERENCE,
        },
    ),
    "pump": (
        "care_recipient",
        "care_recipient_id",
        {
            **_all(_plain, "id care_recipient_id drug maker model serial_number mode mri_note clinic_name"),
            **_all(_plain, "oral_backup_plan notes"),
            **_all(_day, "implanted_on low_reservoir_alarm_on refill_by last_refill_on next_appointment_on"),
            **_all(_day, "replace_by"),
            **_all(_clock, "next_appointment_at"),
            **_quantity("reservoir_size"),
            **_quantity("concentration"),
            **_quantity("daily_dose"),
            **_quantity("low_reservoir_alarm_volume"),
            **_REFERENCE,
        },
    ),
    "pump_phone": ("pump", "pump_id", _all(_plain, "pump_id") | _PHONE),
    "contact": (
        "",
        "",
        {
            **_all(_plain, "id name role relationship call_order address notes"),
            **_all(_texts, "care_recipient_ids"),
        },
    ),
    "contact_phone": ("contact", "contact_id", _all(_plain, "contact_id") | _PHONE),
    "print_record": (
        "",
        "",
        _all(_plain, "serial document care_recipient_id fingerprint") | _all(_day, "printed_on"),
    ),
}

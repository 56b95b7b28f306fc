"""The step from schema 3 to 4, as it was released: more of a person, and what a contact is to whom.

Nothing in here follows the program as it goes on changing. Tables whose columns stand in another place are made anew:
a file is only taken for ours where its tables are written to the last word as the program writes them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import JSON, Boolean, Column, Date, ForeignKey, Integer, String, Text

if TYPE_CHECKING:
    from alembic.operations import Operations

_ADDED_TO_PEOPLE: Final[dict[str, Any]] = {
    "home_address": "",
    "how_to_get_in": "",
    "home_off_sheet": 0,
    "seizure_plan": "",
}
_ADDED_TO_CONTACTS: Final[dict[str, Any]] = {"relationships": "[]"}


def add_to_people(operations: Operations) -> None:
    """Sex, weeks of pregnancy, ounces, the home, the seizure plan; and where things are that an emergency needs."""
    _rebuild(
        operations,
        "care_recipient",
        [
            Column("id", Text, primary_key=True),
            Column("position", Integer, nullable=False),
            *_texts("preferred_name", "full_name"),
            Column("birth_date", Date),
            Column("gestation_weeks", Integer),
            Column("sex", Text),
            Column("weight_amount", String(32)),
            Column("weight_unit", Text),
            Column("weight_measured_on", Date),
            Column("weight_ounces", String(32)),
            Column("languages", JSON, nullable=False),
            *_texts("communication", "usual_state", "tell_first"),
            Column("conditions", JSON, nullable=False),
            *_texts("allergy_state"),
            Column("no_allergies_confirmed_on", Date),
            *_texts("preferred_hospital", "advance_directives", "home_address", "how_to_get_in"),
            Column("home_off_sheet", Boolean, nullable=False),
            *_texts("seizure_plan"),
            Column("clinic_reviewed_by", Text),
            Column("clinic_reviewed_on", Date),
            Column("clinic_review_fingerprint", Text),
            *_texts("notes"),
        ],
        _ADDED_TO_PEOPLE,
    )
    operations.create_table(
        "emergency_item",
        Column(
            "care_recipient_id",
            Text,
            ForeignKey("care_recipient.id", deferrable=True, initially="DEFERRED"),
            primary_key=True,
        ),
        Column("position", Integer, primary_key=True),
        *_texts("name", "place"),
    )


def add_to_contacts(operations: Operations) -> None:
    """What a contact is to each person."""
    _rebuild(
        operations,
        "contact",
        [
            Column("id", Text, primary_key=True),
            Column("position", Integer, nullable=False),
            *_texts("name", "role", "relationship"),
            Column("care_recipient_ids", JSON, nullable=False),
            Column("relationships", JSON, nullable=False),
            Column("call_order", Integer),
            *_texts("address", "notes"),
        ],
        _ADDED_TO_CONTACTS,
    )


def _texts(*names: str) -> list[Column[str]]:
    return [Column(name, Text, nullable=False) for name in names]


def _rebuild(operations: Operations, table: str, columns: list[Column[Any]], added: dict[str, Any]) -> None:
    """The same rows in a table of these columns; ``added`` are the values of those that are new and never null."""
    connection = operations.get_bind()
    rows = [dict(row) for row in connection.exec_driver_sql(f"SELECT * FROM {table}").mappings()]  # noqa: S608
    operations.drop_table(table)
    operations.create_table(table, *columns)
    for row in rows:
        kept = row | added
        names, marks = ", ".join(kept), ", ".join("?" * len(kept))
        connection.exec_driver_sql(
            f"INSERT INTO {table} ({names}) VALUES ({marks})",  # noqa: S608 - our own names
            tuple(kept.values()),
        )

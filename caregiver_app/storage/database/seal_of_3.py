"""The seal over a household as the program of schema 3 made it, to find out what fell back before the step to 4.

Nothing in here follows the program as it goes on changing. It was the sum, modulo 2^256, of a number for each record
(its table, its sorted names with their values), for each part of one, and for the place of each record in its list.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, Final

from caregiver_app.storage.database.seal_of_2 import TABLES_THEN, records_then

if TYPE_CHECKING:
    from sqlalchemy import Connection

_MODULUS: Final = 2**256
# Lists inside a record: they had no ids, and their place was one of their columns.
_PARTS: Final = frozenset(
    ("allergy", "implanted_device", "procedure_to_avoid", "pump_phone", "contact_phone")
)


def check_seal_of_3(connection: Connection) -> None:
    """Raises ``ValueError`` or what damaged values raise where the records are not all of one time."""
    seal = connection.exec_driver_sql("SELECT household FROM seal").scalar()
    if seal and seal != _seal(connection):
        raise ValueError("rows of different times")


def _seal(connection: Connection) -> str:
    total = 0
    ids: dict[str, list[Any]] = {"": [None]}
    for table, (owner, own, spec) in TABLES_THEN.items():
        if table == "print_record":
            continue
        records = [
            record for each in ids[owner] for record in records_then(connection, table, (own, each), spec)
        ]
        ids[table] = [record.get("id") for record in records]
        for record in records:
            if table not in _PARTS and table != "preferences":
                total += _number(table, record["id"], _position(connection, table, record["id"]))
                del record["position"]
            total += _number(table, sorted(record.items()))
    return f"{total % _MODULUS:064x}"


def _position(connection: Connection, table: str, record_id: str) -> int:
    """As it stands there: between the places of records there may be gaps."""
    found = connection.exec_driver_sql(f"SELECT position FROM {table} WHERE id = ?", (record_id,))  # noqa: S608
    return int(found.scalar_one())


def _number(*parts: Any) -> int:
    return int.from_bytes(hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).digest(), "big")

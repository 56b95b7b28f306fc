"""The step from schema 2 to 3, as it was released: the tables of events, and the prints that move into them.

Nothing in here follows the program as it goes on changing.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import BigInteger, Column, Integer, Text

if TYPE_CHECKING:
    from alembic.operations import Operations

_NUMBER: Final = BigInteger().with_variant(Integer, "sqlite")
_MODULUS: Final = 2**256


def create_event_tables(operations: Operations) -> None:
    """``event`` is only ever added to."""
    operations.create_table(
        "event",
        Column("number", _NUMBER, primary_key=True),
        Column("id", Text, nullable=False, unique=True),
        *(Column(name, Text, nullable=False) for name in ("kind", "person_id", "subject_id", "at")),
        Column("offset_seconds", Integer, nullable=False),
        Column("noted_at", Text),
        Column("noted_by", Text, nullable=False),
        Column("amends", Text, unique=True),
        *(Column(name, Text, nullable=False) for name in ("reason", "what")),
    )
    operations.create_index("ix_event_person", "event", ["kind", "person_id", "at"])
    operations.create_index("ix_event_subject", "event", ["kind", "subject_id", "at"])
    operations.create_index("ix_event_at", "event", ["at"])
    operations.create_table(
        "event_once", Column("once", Text, primary_key=True), Column("event_id", Text, nullable=False)
    )
    operations.create_index("ix_event_once_event_id", "event_once", ["event_id"])
    operations.create_table(
        "event_month",
        Column("month", Text, primary_key=True),
        Column("events", Integer, nullable=False),
        Column("digest", Text, nullable=False),
    )
    for verb, done in (("UPDATE", "changed"), ("DELETE", "removed")):
        operations.execute(
            f"CREATE TRIGGER event_is_never_{done} BEFORE {verb} ON event "
            "BEGIN SELECT RAISE(ABORT, 'event is only added to'); END"
        )


def move_prints(operations: Operations) -> None:
    """Of a print only the day is known: it stands at noon UTC, and nobody says when it was noted."""
    connection = operations.get_bind()
    prints = connection.exec_driver_sql(
        "SELECT serial, document, care_recipient_id, printed_on, fingerprint FROM print_record ORDER BY position"
    ).fetchall()
    months: dict[str, tuple[int, str]] = {}
    for number, (serial, document, person_id, day, fingerprint) in enumerate(prints, start=1):
        row = _event_row(number, serial, person_id, day, {"document": document, "fingerprint": fingerprint})
        connection.exec_driver_sql("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        connection.exec_driver_sql("INSERT INTO event_once VALUES (?, ?)", (f"print/{serial}", row[1]))
        month = _kept_day(day)[:7]
        count, link = months.get(month, (0, ""))
        months[month] = (count + 1, _hex((link, row)))
    for month, state in months.items():
        connection.exec_driver_sql("INSERT INTO event_month VALUES (?, ?, ?)", (month, *state))
    _make_seal(operations, months)


def _make_seal(operations: Operations, months: dict[str, tuple[int, str]]) -> None:
    """The household's own seal is made in another way from now on: whoever takes the step makes it anew."""
    connection = operations.get_bind()
    events = sum(int(_hex((month, *state)), 16) for month, state in months.items()) % _MODULUS
    count = sum(state[0] for state in months.values())
    history = connection.exec_driver_sql("SELECT history FROM seal").scalar()
    operations.drop_table("print_record")
    operations.drop_table("seal")
    operations.create_table(
        "seal",
        Column("id", Integer, primary_key=True),
        *(Column(name, Text, nullable=False) for name in ("household", "history", "events")),
        Column("event_count", Integer, nullable=False),
    )
    values = (history, f"{events:064x}" if months else "", count)
    connection.exec_driver_sql("INSERT INTO seal VALUES (1, '', ?, ?, ?)", values)


def _event_row(number: int, serial: int, person_id: str, day: str, said: dict[str, str]) -> tuple[Any, ...]:
    what = {
        "kind": "print",
        "serial": serial,
        "document": said["document"],
        "printed_on": day,
        "fingerprint": said["fingerprint"],
    }
    words = json.dumps(what, ensure_ascii=False, separators=(",", ":"))
    at = f"{_kept_day(day)}T12:00:00.000000"
    return (number, f"print-{serial}", "print", person_id, "", at, 0, None, "", None, "", words)


def _kept_day(day: str) -> str:
    """Any day could be asked for on the command line; an event stands in the years that events are kept for."""
    return min(max(day, "1900-01-01"), "2199-12-31")


def _hex(value: Any) -> str:
    return hashlib.sha256(repr(value).encode("utf-8", "surrogatepass")).hexdigest()

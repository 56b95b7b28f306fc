"""Whether the indexes lead to the events that are there. Statements that only SQLite knows.

A page of an index that fell back to what it held before is whole in itself, and hides the events it does not name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sqlalchemy import Connection

_HIDDEN: Final = tuple(
    f"SELECT 1 FROM event AS kept INDEXED BY ix_event_at WHERE kept.at >= ? AND kept.at < ? {also} "  # noqa: S608
    f"AND NOT EXISTS (SELECT 1 FROM event AS found {index} WHERE {same} AND +found.number = kept.number) LIMIT 1"
    for also, index, same in (
        *(
            (
                "",
                f"INDEXED BY ix_event_{name}",
                f"found.kind = kept.kind AND found.{name}_id = kept.{name}_id AND found.at = kept.at",
            )
            for name in ("person", "subject")
        ),
        ("AND kept.amends IS NOT NULL", "", "found.amends = kept.amends"),
    )
)

# Never true; but each event of the month is looked up among the amended ones, as it is when it is read.
_LOOKED_UP: Final = (
    "SELECT 1 FROM event AS kept INDEXED BY ix_event_at WHERE kept.at >= ? AND kept.at < ? "
    "AND (SELECT count(*) FROM event AS later WHERE later.amends = kept.id) < 0 LIMIT 1"
)


def index_hides_any(connection: Connection, first: str, end: str) -> bool:
    """Whether an index misses an event that happened from ``first`` to before ``end`` (texts of ``event.at``).

    Raises what the driver does where an index cannot be read.
    """
    checks = (*_HIDDEN, _LOOKED_UP)
    return any(connection.exec_driver_sql(check, (first, end)).first() for check in checks)

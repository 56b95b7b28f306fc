"""Half-filled forms and the program's own notes: rows whose key is a text. May raise ``DAMAGE``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Table, bindparam, delete, insert, select, update

from caregiver_app.storage.database.rows import DraftRow, NoteRow, table_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

    from caregiver_app.storage.household.event_months import Begin

# Made once, and of tables: for one row, making them anew costs as much as writing it.
_DRAFTS, _NOTES = table_of(DraftRow), table_of(NoteRow)
_ADD: Final = {table: insert(table) for table in (_DRAFTS, _NOTES)}
_CHANGE: Final = {table: update(table).where(table.c.key == bindparam("old")) for table in (_DRAFTS, _NOTES)}


class SmallTexts:
    """Those of one open file. ``begin`` begins a transaction in it."""

    def __init__(self, begin: Begin) -> None:
        self._begin = begin

    def notes(self) -> dict[str, str]:
        """All notes by their key."""
        with self._begin(writes=False) as connection:
            return dict(connection.execute(select(NoteRow.key, NoteRow.text)).all())

    def keep_note(self, key: str, text: str) -> None:
        """In place of what stood there before."""
        self._put(_NOTES, key, text=text)

    def drafts(self) -> dict[str, dict[str, str]]:
        """All drafts by the key of their form."""
        with self._begin(writes=False) as connection:
            return dict(
                connection.execute(select(DraftRow.key, DraftRow.fields).order_by(DraftRow.key)).all()
            )

    def keep_draft(self, key: str, fields: dict[str, str]) -> None:
        """In place of what stood there before."""
        self._put(_DRAFTS, key, fields=fields)

    def drop_draft(self, key: str) -> None:
        """If there is one."""
        with self._begin(writes=True) as connection:
            connection.execute(delete(_DRAFTS).where(_DRAFTS.c.key == key))

    def _put(self, table: Table, key: str, **values: Any) -> None:
        with self._begin(writes=True) as connection:
            if not connection.execute(_CHANGE[table], {"old": key, **values}).rowcount:
                connection.execute(_ADD[table], {"key": key, **values})


def copy_texts(
    connection: Connection, drafts: Mapping[str, dict[str, str]], notes: Mapping[str, str]
) -> None:
    """Into a file that has just begun."""
    for key, fields in drafts.items():
        connection.execute(_ADD[_DRAFTS], {"key": key, "fields": fields})
    for key, text in notes.items():
        connection.execute(_ADD[_NOTES], {"key": key, "text": text})

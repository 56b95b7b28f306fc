"""Transactions in one open file: each looks first whether the file under this name is still the one that was opened."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from caregiver_app.storage.database import engine as sqlite
from caregiver_app.storage.errors import (
    CannotWriteHere,
    HouseholdFileClosed,
    HouseholdFileDamaged,
    HouseholdFileReplaced,
    ViewOnly,
    WriteObstacle,
)
from caregiver_app.storage.household.damage import sound_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Connection

    from caregiver_app.storage.household.opened import Opened


class Transactions:
    """``holds_what_is_known`` says, in a connection made anew, whether a file that was written to is still this one."""

    def __init__(self, opened: Opened, holds_what_is_known: Callable[[Connection], bool]) -> None:
        self._opened = opened
        self._writing = sqlite.for_writing(opened.engine)
        self._holds_what_is_known = holds_what_is_known

    @contextmanager
    def begin(self, *, writes: bool) -> Iterator[Connection]:
        """Everything in it, or after any error nothing. Rows that the program never wrote are told as damage."""
        opened = self._opened
        if opened.is_closed:
            raise HouseholdFileClosed(str(opened.path))
        if writes:
            self._check_writable()
        engine = self._writing if writes else opened.engine
        try:
            with sqlite.known_errors(opened.path), sound_rows(opened.path), engine.begin() as connection:
                yield connection
                commits = sqlite.run(connection, "PRAGMA data_version") if writes else None
        except HouseholdFileDamaged:
            # After one page that cannot be deciphered SQLCipher reads no other one in this connection.
            opened.reconnect()
            raise
        except CannotWriteHere as error:
            if error.obstacle is WriteObstacle.DEVICE_ERROR:
                # After a failed sync a second try may seem to work and keep nothing: begin anew from the disk.
                opened.reconnect()
            raise
        if writes:
            # What was written into a file that nobody finds any more is not acknowledged.
            opened.note_trace(commits)

    def check_location(self) -> None:
        """Raises ``HouseholdFileReplaced`` where the file was deleted, replaced, or written over in its place."""
        if self._opened.was_touched():
            if not self._reads_the_same():
                raise HouseholdFileReplaced(str(self._opened.path), gone=False)
            self._opened.note_trace()

    def fold(self) -> None:
        """Brings what is still in the WAL into the file itself, so that a copy of the file alone is whole."""
        with sqlite.known_errors(self._opened.path), self._opened.engine.connect() as connection:
            sqlite.run(connection, "PRAGMA wal_checkpoint(TRUNCATE)")
        self._opened.note_trace()

    def _check_writable(self) -> None:
        if self._opened.manner.view_only:
            raise ViewOnly(str(self._opened.path))
        self.check_location()

    def _reads_the_same(self) -> bool:
        """Whether the file still holds what was last read or written here, for somebody who opens it only now."""
        path = self._opened.path
        engine = sqlite.open_engine(path, self._opened.key, sqlite.Manner(view_only=True))
        try:
            with sqlite.known_errors(path), sound_rows(path), engine.connect() as connection:
                sqlite.check_whole(engine, path, has_wal=True)
                return self._holds_what_is_known(connection)
        except HouseholdFileDamaged:
            return False
        finally:
            engine.dispose()

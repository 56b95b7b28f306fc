"""Reading and writing one household's file."""

from __future__ import annotations

import hashlib
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import delete, insert, select, update

from caregiver_app.domain.record_changes import differences
from caregiver_app.storage.database import engine as sqlite
from caregiver_app.storage.database.rows import DraftRow, NoteRow
from caregiver_app.storage.disk.new_file import SQLITE_ENDS
from caregiver_app.storage.errors import (
    CannotWriteHere,
    ChangedElsewhere,
    HouseholdFileClosed,
    HouseholdFileDamaged,
    HouseholdFileError,
    HouseholdFileReplaced,
    KeysDamaged,
    KeysMissing,
    ViewOnly,
    WriteObstacle,
)
from caregiver_app.storage.household import opening
from caregiver_app.storage.household.appending import copy_events
from caregiver_app.storage.household.event_log import EventLog
from caregiver_app.storage.household.event_text import DAMAGE
from caregiver_app.storage.household.history_rows import add_entries, last_entry_at, read_history
from caregiver_app.storage.household.state import (
    fill_state,
    is_sealed,
    read_revision,
    read_state,
    seal_anew,
    set_revision,
    write_state,
)
from caregiver_app.storage.vault.kept_keys import KEYS_NOTE, KeptKeys

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy import Connection

    from caregiver_app.domain.events import Event
    from caregiver_app.domain.history import HistoryEntry
    from caregiver_app.domain.household import Household
    from caregiver_app.domain.record_changes import HouseholdChanges
    from caregiver_app.storage.disk.file_location import FileLocation
    from caregiver_app.storage.household.opening import Opened
    from caregiver_app.storage.vault.secret import Access, DatabaseKey


class HouseholdFile:
    """One open file; closed by ``close`` or as a context manager. For the thread that opened it only.

    Every method raises a ``HouseholdFileError`` where the file or the disk is at fault. Nothing is acknowledged that
    is not on the disk: each write looks first whether the file under this name is still the one that was opened.
    """

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self._engine = opened.engine
        self._household: Household | None = None
        self.events = EventLog(self._transaction)
        with self._transaction(writes=False) as connection, self._sound_rows():
            self._revision = read_revision(connection)
        if not self.is_view_only:
            self._seal_what_was_migrated()
        self._keys = KeptKeys(opened.path, opened.key.salt)
        self._keys.heal(self.note(KEYS_NOTE), may_write=not self.is_view_only)
        self.is_older_than_seen = self._keys.was_newer_here(self._state_number())
        with suppress(KeysMissing, KeysDamaged, CannotWriteHere):
            self.keep_keys()

    @classmethod
    def create(
        cls,
        path: Path,
        access: Access,
        household: Household | None = None,
        history: Iterable[HistoryEntry] = (),
        events: Iterable[Event] = (),
    ) -> Self:
        """A new file, private to its owner, holding all of it and on the disk when this returns, or not there.

        Raises ``HouseholdFileExists``, ``CannotWriteHere``, ``OnNetworkShare``, ``CipherMissing``, what ``events``
        raises.
        """

        def fill(connection: Connection) -> None:
            if household is not None:
                fill_state(connection, household)
            add_entries(connection, history)
            copy_events(events, connection)

        key = access.secret.database_key()
        opening.create(path, key, fill)
        opened = opening.open_checked(path, key, lambda: None, may_view=False)
        try:
            return cls(opened)
        except BaseException:
            opened.close()
            raise

    @classmethod
    def open(cls, path: Path, access: Access, back_up: Callable[[], object] = lambda: None) -> Self:
        """An existing file, checked for being ours, whole, and not from a newer program.

        ``back_up`` is called before an older file is brought to this program's version. Where the file or its
        folder may not be written to, it is opened for viewing only.

        Raises ``HouseholdFileMissing``, ``NotAHouseholdFile``, ``NotEncrypted``, ``NewerHouseholdFile``,
        ``HouseholdFileDamaged``, ``HouseholdFileBusy``, ``OnNetworkShare``, ``OpenUnderAnotherName``,
        ``CannotWriteHere``, ``CipherMissing``.
        """
        opened = opening.open_checked(path, access.secret.database_key(), back_up)
        try:
            return cls(opened)
        except BaseException:
            opened.close()
            raise

    @property
    def path(self) -> Path:
        """Where it is."""
        return self._opened.path

    @property
    def key(self) -> DatabaseKey:
        """What opens it, for copies of it."""
        return self._opened.key

    @property
    def location(self) -> FileLocation:
        """Whether it lies on this computer's disk or in a synced folder."""
        return self._opened.location

    @property
    def is_view_only(self) -> bool:
        """Whether nothing can be written."""
        return self._opened.manner.view_only

    @property
    def revision(self) -> int:
        """Grows by one with each write."""
        return self._revision

    @property
    def keys_mark(self) -> str:
        """Changes with who can open the file (SHA-256, hex)."""
        return hashlib.sha256(self.note(KEYS_NOTE).encode()).hexdigest()

    def read(self) -> Household:
        """All that is kept, as of one moment; ``write`` then refuses to undo what others write after it."""
        with self._transaction(writes=False) as connection, self._sound_rows():
            self._revision, self._household = read_state(connection)
        self._note_seen(self._state_number())
        return self._household

    def write(
        self, household: Household, entry: HistoryEntry | None = None, changes: HouseholdChanges | None = None
    ) -> None:
        """Keeps this household, and the entry of its history, in one transaction. It costs what changed.

        ``changes`` are those from what was last read or written here, where somebody has worked them out already. The
        entry gets the next number. Raises ``ChangedElsewhere`` where somebody wrote since it was opened, read or
        written here.
        """
        with self._transaction(writes=True) as connection, self._sound_rows():
            if read_revision(connection) != self._revision:
                raise ChangedElsewhere(str(self.path))
            if entry:
                add_entries(connection, (entry,))
            if changes is None:
                changes = differences(self._household or read_state(connection)[1], household)
            write_state(connection, changes)
            set_revision(connection, self._revision + 1)
        self._revision, self._household = self._revision + 1, household

    def add_entry(self, entry: HistoryEntry) -> None:
        """Adds to the history what did not change the household."""
        with self._transaction(writes=True) as connection, self._sound_rows():
            add_entries(connection, (entry,))

    def history(self) -> tuple[HistoryEntry, ...]:
        """All of it, oldest first."""
        with self._transaction(writes=False) as connection, self._sound_rows():
            return read_history(connection)

    def last_entry_at(self) -> datetime | None:
        """When the newest line of the history was written; ``None`` for an empty one."""
        with self._transaction(writes=False) as connection, self._sound_rows():
            return last_entry_at(connection)

    def note(self, key: str) -> str:
        """A small text kept under ``key``; empty if there is none."""
        return self._notes().get(key, "")

    def keep_note(self, key: str, text: str) -> None:
        """Keeps a small text in place of what stood there before."""
        self._put(NoteRow, key, text=text)

    def keep_keys(self) -> None:
        """Keeps a copy of this file's set of keys inside it. Called after each change of who can open it."""
        text = self._keys.read_again()
        if text and text != self.note(KEYS_NOTE) and not self.is_view_only:
            self.keep_note(KEYS_NOTE, text)

    def fold(self) -> None:
        """Brings what is still in the WAL into the file itself, so that a copy of the file alone is whole."""
        with sqlite.known_errors(self.path), self._engine.connect() as connection:
            sqlite.run(connection, "PRAGMA wal_checkpoint(TRUNCATE)")
        self._opened.note_trace()

    def check_location(self) -> None:
        """Raises ``HouseholdFileReplaced`` where the file was deleted, replaced, or written over in its place."""
        if self._opened.was_touched():
            if not self._reads_the_same():
                raise HouseholdFileReplaced(str(self.path), gone=False)
            self._opened.note_trace()

    def rescue(
        self,
        folder: Path,
        now: datetime,
        household: Household,
        drafts: Mapping[str, dict[str, str]],
        history: Iterable[HistoryEntry],
    ) -> Path:
        """Saves what the program holds, and the events that can still be read, into a new file under the same keys.

        Returns where. It gets this file's own name in ``folder`` if nothing of it is left there, else a name that
        says when it was rescued. Raises ``CannotWriteHere``, ``HouseholdFileExists``.
        """
        path = folder / self.path.name
        # A WAL of the lost file, still open here, would be taken for the new one's.
        if any(path.with_name(path.name + end).exists() for end in SQLITE_ENDS):
            path = folder / f"{self.path.stem}-rescued-{now:%Y-%m-%d-%H%M%S}{self.path.suffix}"
        notes: dict[str, str] = {}
        with suppress(HouseholdFileError):
            notes = self._notes()

        def fill(connection: Connection) -> None:
            fill_state(connection, household)
            add_entries(connection, history)
            with suppress(HouseholdFileError):  # a disk that is gone takes what was not read of it
                copy_events(self.events.in_order(), connection)
            for key, fields in drafts.items():
                connection.execute(insert(DraftRow).values(key=key, fields=fields))
            for key, text in notes.items():
                connection.execute(insert(NoteRow).values(key=key, text=text))

        opening.create(path, self.key, fill)
        self._keys.give_to(path)
        return path

    def run_alone(self) -> None:
        """Nobody else may open the file from now on. Raises ``HouseholdFileBusy`` where somebody has it open."""
        if self._opened.lock:
            self._opened.lock.make_exclusive()

    def drafts(self) -> dict[str, dict[str, str]]:
        """The unsaved forms: key of the form to its fields."""
        with self._transaction(writes=False) as connection, self._sound_rows():
            return dict(
                connection.execute(select(DraftRow.key, DraftRow.fields).order_by(DraftRow.key)).all()
            )

    def keep_draft(self, key: str, fields: dict[str, str]) -> None:
        """Keeps what stands in an unsaved form, in place of what stood there before."""
        self._put(DraftRow, key, fields=fields)

    def drop_draft(self, key: str) -> None:
        """Forgets one form's draft, if there is one."""
        with self._transaction(writes=True) as connection:
            connection.execute(delete(DraftRow).where(DraftRow.key == key))

    def close(self) -> None:
        """Lets go of the file; SQLite folds its WAL into it. The revision is noted beside it as the last one seen."""
        seen = None
        with suppress(HouseholdFileError):
            seen = self._state_number()
        self._opened.close()
        if seen is not None:
            self._note_seen(seen)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    @contextmanager
    def _transaction(self, *, writes: bool) -> Iterator[Connection]:
        """Everything in it, or after any error nothing."""
        if self._opened.is_closed:
            raise HouseholdFileClosed(str(self.path))
        if writes:
            self._check_writable()
        engine = sqlite.for_writing(self._engine) if writes else self._engine
        try:
            with sqlite.known_errors(self.path), engine.begin() as connection:
                yield connection
        except CannotWriteHere as error:
            if error.obstacle is WriteObstacle.DEVICE_ERROR:
                # After a failed sync a second try may seem to work and keep nothing: begin anew from the disk.
                self._opened.reconnect()
            raise
        if writes:
            # What was written into a file that nobody finds any more is not acknowledged.
            self._opened.note_trace()

    def _notes(self) -> dict[str, str]:
        with self._transaction(writes=False) as connection:
            return dict(connection.execute(select(NoteRow.key, NoteRow.text)).all())

    def _seal_what_was_migrated(self) -> None:
        with self._transaction(writes=False) as connection:
            if is_sealed(connection):
                return
        with self._transaction(writes=True) as connection, self._sound_rows():
            seal_anew(connection)

    def _put(self, rows: type[DraftRow | NoteRow], key: str, **values: Any) -> None:
        """Keeps one row of a table whose key is a text, in place of what stood there before."""
        with self._transaction(writes=True) as connection:
            if not connection.execute(update(rows).where(rows.key == key).values(values)).rowcount:
                connection.execute(insert(rows).values(key=key, **values))

    def _reads_the_same(self) -> bool:
        """Whether the file still holds what was last read or written here, for somebody who opens it only now."""
        engine = sqlite.open_engine(self.path, self.key, sqlite.Manner(view_only=True))
        try:
            sqlite.check_whole(engine, self.path, has_wal=True)
            with sqlite.known_errors(self.path), engine.connect() as connection, self._sound_rows():
                revision, household = read_state(connection)
                # A later state was written by another window; the next write finds that out and takes it over.
                return household == self._household or revision > self._revision
        except HouseholdFileDamaged:
            return False
        finally:
            engine.dispose()

    def _check_writable(self) -> None:
        if self.is_view_only:
            raise ViewOnly(str(self.path))
        self.check_location()

    def _state_number(self) -> int:
        """Grows with each write of the household and each event: an old file in this place is known by it."""
        return self._revision + self.events.count()

    def _note_seen(self, number: int) -> None:
        """Not of a file that was found damaged, or it would pass for the newest one next time."""
        if self._household is not None and not self.is_view_only:
            self._keys.note_seen(number)

    @contextmanager
    def _sound_rows(self) -> Iterator[None]:
        """While rows become values: what the program never wrote is damage, not a bug."""
        try:
            yield
        except DAMAGE as error:
            raise HouseholdFileDamaged(str(self.path), f"{type(error).__name__} in a row") from error

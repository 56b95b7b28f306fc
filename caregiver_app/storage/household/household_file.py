"""Reading and writing one household's file."""

from __future__ import annotations

import hashlib
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.orm import Session

from caregiver_app.domain.history import HistoryEntry
from caregiver_app.storage.database import engine as sqlite
from caregiver_app.storage.database import opening
from caregiver_app.storage.database.rows import DraftRow, HistoryRow, NoteRow
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
from caregiver_app.storage.household.household_rows import (
    DAMAGE,
    add_entries,
    read_history,
    read_household,
    read_meta,
    write_household,
)
from caregiver_app.storage.vault.kept_keys import KEYS_NOTE, KeptKeys

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from caregiver_app.domain.household import Household
    from caregiver_app.storage.database.opening import Opened
    from caregiver_app.storage.disk.file_location import FileLocation
    from caregiver_app.storage.vault.secret import Access, DatabaseKey


class HouseholdFile:
    """One open file; closed by ``close`` or as a context manager. For the thread that opened it only.

    Every method raises a ``HouseholdFileError`` where the file or the disk is at fault. Nothing is acknowledged that
    is not on the disk: each write looks first whether the file under this name is still the one that was opened.
    """

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self._engine = opened.engine
        with self._session() as session, self._sound_rows():
            self._revision = read_meta(session).revision
        self._household: Household | None = None
        self._keys = KeptKeys(opened.path, opened.key.salt)
        self._keys.heal(self.note(KEYS_NOTE), may_write=not self.is_view_only)
        self.is_older_than_seen = self._keys.was_newer_here(self._revision)
        with suppress(KeysMissing, KeysDamaged, CannotWriteHere):
            self.keep_keys()

    @classmethod
    def create(cls, path: Path, access: Access) -> Self:
        """A new file with an empty household, private to its owner, on the disk when this returns.

        Raises ``HouseholdFileExists``, ``CannotWriteHere``, ``OnNetworkShare``, ``CipherMissing``.
        """
        key = access.secret.database_key()
        opening.create(path, key)
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
        with self._session() as session, self._sound_rows():
            revision = read_meta(session).revision
            household = read_household(session)
        self._revision, self._household = revision, household
        self._note_seen()
        return household

    def write(self, household: Household, entry: HistoryEntry | None = None) -> None:
        """Keeps this household, and the entry of its history, in one transaction; unchanged rows are not touched.

        The entry gets the next number. Raises ``ChangedElsewhere`` where somebody wrote since it was opened, read or
        written here.
        """
        with self._session(writes=True) as session:
            with self._sound_rows():
                if entry:
                    add_entries(session, (entry,))
                meta = read_meta(session)
                if meta.revision != self._revision:
                    raise ChangedElsewhere(str(self.path))
                write_household(session, household)
            revision = meta.revision = self._revision + 1
        self._revision, self._household = revision, household

    def add_entry(self, entry: HistoryEntry) -> None:
        """Adds to the history what did not change the household."""
        with self._session(writes=True) as session, self._sound_rows():
            add_entries(session, (entry,))

    def history(self) -> tuple[HistoryEntry, ...]:
        """All of it, oldest first."""
        with self._session() as session, self._sound_rows():
            return read_history(session)

    def last_entry_at(self) -> datetime | None:
        """When the newest line of the history was written; ``None`` for an empty one."""
        with self._session() as session, self._sound_rows():
            return session.scalar(select(HistoryRow.at).order_by(HistoryRow.number.desc()).limit(1))

    def note(self, key: str) -> str:
        """A small text kept under ``key``; empty if there is none."""
        with self._session() as session:
            row = session.get(NoteRow, key)
            return row.text if row else ""

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
        """Saves what the program holds into a new file in ``folder``, under the same keys; returns where.

        It gets this file's own name if nothing of it is left there, else a name that says when it was rescued. Raises
        ``CannotWriteHere``, ``HouseholdFileExists``.
        """
        path = folder / self.path.name
        # A WAL of the lost file, still open here, would be taken for the new one's.
        if any(path.with_name(path.name + end).exists() for end in SQLITE_ENDS):
            path = folder / f"{self.path.stem}-rescued-{now:%Y-%m-%d-%H%M%S}{self.path.suffix}"
        notes: dict[str, str] = {}
        with suppress(HouseholdFileError), self._session() as session:
            notes = {row.key: row.text for row in session.scalars(select(NoteRow))}

        def fill(session: Session) -> None:
            write_household(session, household)
            add_entries(session, history)
            session.add_all(DraftRow(key=key, fields=fields) for key, fields in drafts.items())
            session.add_all(NoteRow(key=key, text=text) for key, text in notes.items())

        opening.create(path, self.key, fill)
        self._keys.give_to(path)
        return path

    def run_alone(self) -> None:
        """Nobody else may open the file from now on. Raises ``HouseholdFileBusy`` where somebody has it open."""
        if self._opened.lock:
            self._opened.lock.make_exclusive()

    def drafts(self) -> dict[str, dict[str, str]]:
        """The unsaved forms: key of the form to its fields."""
        with self._session() as session, self._sound_rows():
            return {row.key: row.fields for row in session.scalars(select(DraftRow).order_by(DraftRow.key))}

    def keep_draft(self, key: str, fields: dict[str, str]) -> None:
        """Keeps what stands in an unsaved form, in place of what stood there before."""
        self._put(DraftRow, key, fields=fields)

    def drop_draft(self, key: str) -> None:
        """Forgets one form's draft, if there is one."""
        with self._transaction(writes=True) as connection:
            connection.execute(delete(DraftRow).where(DraftRow.key == key))

    def close(self) -> None:
        """Lets go of the file; SQLite folds its WAL into it. The revision is noted beside it as the last one seen."""
        self._opened.close()
        self._note_seen()

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

    @contextmanager
    def _session(self, *, writes: bool = False) -> Iterator[Session]:
        """A transaction in which rows are objects."""
        with self._transaction(writes=writes) as connection, Session(connection, autoflush=False) as session:
            yield session
            session.flush()

    def _put(self, rows: type[DraftRow | NoteRow], key: str, **values: Any) -> None:
        """Keeps one row of a table whose key is a text, in place of what stood there before."""
        with self._transaction(writes=True) as connection:
            if not connection.execute(update(rows).where(rows.key == key).values(values)).rowcount:
                connection.execute(insert(rows).values(key=key, **values))

    def _reads_the_same(self) -> bool:
        """Whether the file still holds what was last read or written here, for somebody who opens it only now."""
        engine = sqlite.open_engine(self.path, self.key, sqlite.Manner(view_only=True))
        try:
            with sqlite.known_errors(self.path), Session(engine) as session, self._sound_rows():
                sqlite.check_whole(engine, self.path, has_wal=True)
                # A later state was written by another window; the next write finds that out and takes it over.
                is_later = read_meta(session).revision > self._revision
                return read_household(session) == self._household or is_later
        except HouseholdFileDamaged:
            return False
        finally:
            engine.dispose()

    def _check_writable(self) -> None:
        if self.is_view_only:
            raise ViewOnly(str(self.path))
        self.check_location()

    def _note_seen(self) -> None:
        """Not of a file that was found damaged, or it would pass for the newest one next time."""
        if self._household is not None and not self.is_view_only:
            self._keys.note_seen(self._revision)

    @contextmanager
    def _sound_rows(self) -> Iterator[None]:
        """While rows become values: what the program never wrote is damage, not a bug."""
        try:
            yield
        except DAMAGE as error:
            raise HouseholdFileDamaged(str(self.path), f"{type(error).__name__} in a row") from error

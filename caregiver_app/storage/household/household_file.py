"""Reading and writing one household's file."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from typing import TYPE_CHECKING, Self

from caregiver_app.domain.record_changes import differences
from caregiver_app.storage.disk.new_file import SQLITE_ENDS
from caregiver_app.storage.errors import (
    CannotWriteHere,
    ChangedElsewhere,
    HouseholdFileError,
    KeysDamaged,
    KeysMissing,
)
from caregiver_app.storage.household import opening
from caregiver_app.storage.household.appending import copy_events
from caregiver_app.storage.household.event_log import LOST_IN_RESCUE, EventLog
from caregiver_app.storage.household.history_rows import add_entries, last_entry_at, read_history
from caregiver_app.storage.household.small_texts import SmallTexts, copy_texts
from caregiver_app.storage.household.state import (
    event_count,
    fill_state,
    read_revision,
    read_state,
    set_revision,
    write_state,
)
from caregiver_app.storage.household.transactions import Transactions
from caregiver_app.storage.vault.kept_keys import KEYS_NOTE, KeptKeys

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy import Connection

    from caregiver_app.domain.events import Event
    from caregiver_app.domain.history import HistoryEntry
    from caregiver_app.domain.household import Household
    from caregiver_app.domain.record_changes import HouseholdChanges
    from caregiver_app.storage.disk.file_location import FileLocation
    from caregiver_app.storage.household.opened import Opened
    from caregiver_app.storage.vault.secret import Access, DatabaseKey


class HouseholdFile:
    """One open file; closed by ``close`` or as a context manager. For the thread that opened it only.

    Every method raises a ``HouseholdFileError`` where the file or the disk is at fault. Nothing is acknowledged that
    is not on the disk: each write looks first whether the file under this name is still the one that was opened.
    """

    def __init__(self, opened: Opened, opened_by: str = "") -> None:
        self._opened = opened
        self._transactions = Transactions(opened, self._holds_what_is_known)
        self._begin = self._transactions.begin
        self._household: Household | None = None
        self._texts = SmallTexts(self._begin)
        self.events = EventLog(self._begin)
        with self._begin(writes=False) as connection:
            self._revision = read_revision(connection)
        self._keys = KeptKeys(opened.path, opened.key.salt)
        self._keys.heal(self.note(KEYS_NOTE), opened_by, may_write=not self.is_view_only)
        self.is_older_than_seen = self._keys.was_newer_here(self.state_number())
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
            return cls(opened, access.opened_by)
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
            return cls(opened, access.opened_by)
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

    def state_number(self) -> int:
        """Grows with each write of the household and each event: by it, what is older or not backed up is known."""
        return self._revision + self.events.count()

    @property
    def keys_mark(self) -> str:
        """Changes with who can open the file (SHA-256, hex)."""
        return hashlib.sha256(self.note(KEYS_NOTE).encode()).hexdigest()

    def read(self) -> Household:
        """All that is kept, as of one moment; ``write`` then refuses to undo what others write after it."""
        with self._begin(writes=False) as connection:
            self._revision, self._household = read_state(connection)
        self._note_seen(self.state_number())
        return self._household

    def write(
        self, household: Household, entry: HistoryEntry | None = None, changes: HouseholdChanges | None = None
    ) -> None:
        """Keeps this household, and the entry of its history, in one transaction. It costs what changed.

        ``changes`` are those from what was last read or written here, where somebody has worked them out already. The
        entry gets the next number. Raises ``ChangedElsewhere`` where somebody wrote since it was opened, read or
        written here.
        """
        with self._begin(writes=True) as connection:
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
        with self._begin(writes=True) as connection:
            add_entries(connection, (entry,))

    def history(self) -> tuple[HistoryEntry, ...]:
        """All of it, oldest first."""
        with self._begin(writes=False) as connection:
            return read_history(connection)

    def last_entry_at(self) -> datetime | None:
        """When the newest line of the history was written; ``None`` for an empty one."""
        with self._begin(writes=False) as connection:
            return last_entry_at(connection)

    def note(self, key: str) -> str:
        """A small text kept under ``key``; empty if there is none."""
        return self._texts.notes().get(key, "")

    def keep_note(self, key: str, text: str) -> None:
        """Keeps a small text in place of what stood there before."""
        self._texts.keep_note(key, text)

    def keep_keys(self) -> None:
        """Keeps a copy of this file's set of keys inside it. Called after each change of who can open it."""
        text = self._keys.changed_from(self.note(KEYS_NOTE))
        if text and not self.is_view_only:
            self.keep_note(KEYS_NOTE, text)

    def fold(self) -> None:
        """Brings what is still in the WAL into the file itself, so that a copy of the file alone is whole."""
        self._transactions.fold()

    def check_location(self) -> None:
        """Raises ``HouseholdFileReplaced`` where the file was deleted, replaced, or written over in its place."""
        self._transactions.check_location()

    def rescue(
        self,
        folder: Path,
        now: datetime,
        household: Household,
        drafts: Mapping[str, dict[str, str]],
        history: Iterable[HistoryEntry],
    ) -> Path:
        """Saves what the program holds, and the events that can still be read, into a new file under the same keys.

        The months with events that could not all be read are kept in the note ``LOST_IN_RESCUE``.

        Returns where. It gets this file's own name in ``folder`` if nothing of it is left there, else a name that
        says when it was rescued. Raises ``CannotWriteHere``, ``HouseholdFileExists``.
        """
        path = folder / self.path.name
        # A WAL of the lost file, still open here, would be taken for the new one's.
        if any(path.with_name(path.name + end).exists() for end in SQLITE_ENDS):
            path = folder / f"{self.path.stem}-rescued-{now:%Y-%m-%d-%H%M%S}{self.path.suffix}"
        notes: dict[str, str] = {}
        with suppress(HouseholdFileError):
            notes = self._texts.notes()
            lost = {*notes.get(LOST_IN_RESCUE, "").split(), *self.events.damaged_months()}
            notes[LOST_IN_RESCUE] = " ".join(sorted(lost))

        def fill(connection: Connection) -> None:
            fill_state(connection, household)
            add_entries(connection, history)
            with suppress(HouseholdFileError):  # a disk that is gone takes what was not read of it
                copy_events(self.events.in_order(), connection, is_rescue=True)
            copy_texts(connection, drafts, notes)

        opening.create(path, self.key, fill)
        self._keys.give_to(path)
        return path

    def run_alone(self) -> None:
        """Nobody else may open the file from now on. Raises ``HouseholdFileBusy`` where somebody has it open."""
        if self._opened.lock:
            self._opened.lock.make_exclusive()

    def drafts(self) -> dict[str, dict[str, str]]:
        """The unsaved forms: key of the form to its fields."""
        return self._texts.drafts()

    def keep_draft(self, key: str, fields: dict[str, str]) -> None:
        """Keeps what stands in an unsaved form, in place of what stood there before."""
        self._texts.keep_draft(key, fields)

    def drop_draft(self, key: str) -> None:
        """Forgets one form's draft, if there is one."""
        self._texts.drop_draft(key)

    def close(self) -> None:
        """Lets go of the file; SQLite folds its WAL into it. The revision is noted beside it as the last one seen."""
        seen = None
        with suppress(HouseholdFileError):
            seen = self.state_number()
        self._opened.close()
        if seen is not None:
            self._note_seen(seen)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def _holds_what_is_known(self, connection: Connection) -> bool:
        revision, household = read_state(connection)
        # A later state was written by another window; the next write finds that out and takes it over.
        is_same = household == self._household or revision > self._revision
        return is_same and event_count(connection) >= self.events.known

    def _note_seen(self, number: int) -> None:
        """Not of a file that was found damaged, or it would pass for the newest one next time."""
        if self._household is not None and not self.is_view_only:
            self._keys.note_seen(number)

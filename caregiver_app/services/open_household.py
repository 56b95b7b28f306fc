"""The household on the desk: one way in for changes, one signal out, undo for each of them, and a history of all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from caregiver_app.domain.errors import KnownError
from caregiver_app.domain.events import MOST_PRINTS, Event, Printed, check_event_time
from caregiver_app.domain.history import EntryKind, HistoryEntry
from caregiver_app.domain.household import Household
from caregiver_app.domain.prints import PrintRecord, print_event, print_of
from caregiver_app.services.documents.compositions import Compositions
from caregiver_app.services.drafts import Drafts
from caregiver_app.services.events_in_memory import EventsInMemory
from caregiver_app.services.undo_steps import Change, UndoSteps
from caregiver_app.storage import ChangedElsewhere

if TYPE_CHECKING:
    from caregiver_app.services.notice import Notice
    from caregiver_app.storage import EventLog, HouseholdFile


class OpenHousehold:
    """Holds the current value; writes it to ``file`` before anybody sees it. Without a file nothing is kept (the demo).

    ``now`` gives the time of the house with its offset; ``who`` opened it. ``changed`` is called after each change,
    undo and redo, with the sentence that names it.
    """

    def __init__(
        self,
        household: Household,
        now: Callable[[], datetime],
        file: HouseholdFile | None = None,
        who: str = "",
        events: Sequence[Event] = (),
    ) -> None:
        self._household = household
        self._now = now
        self._file = file
        self.who = who
        self._drafts = Drafts(file)
        self._notes: dict[str, str] = {}
        self._history: list[HistoryEntry] | None = None if file else []
        self._steps = UndoSteps()
        self._events = file.events if file else EventsInMemory(events)
        self._prints: tuple[PrintRecord, ...] | None = None
        self.notices: tuple[Notice, ...] = ()
        self.compositions = Compositions()
        self.changed: Callable[[str], None] = lambda _what: None

    @property
    def household(self) -> Household:
        """The value as last saved."""
        return self._household

    @property
    def history(self) -> tuple[HistoryEntry, ...]:
        """Who did what and when, oldest first."""
        return tuple(self._entries())

    def read_history(self) -> None:
        """Reads it now rather than when it is looked at: a rescue then has it when the disk is gone."""
        self._entries()

    def moment(self) -> datetime:
        """The time of the house, with its offset from UTC."""
        return self._now()

    def change(
        self, what: str, change: Callable[[Household], Household], kind: EntryKind = EntryKind.CHANGE
    ) -> None:
        """Saves what ``change`` makes of the household, with its entry in the history.

        Raises what ``change`` and the store raise; then nothing changed.
        """
        before = self._household
        after = change(before)
        if after == before:
            return
        self._save(after, kind, what)
        self._steps.add(Change(what, before, after))
        self.changed(what)

    @property
    def events(self) -> EventLog | EventsInMemory:
        """What happened."""
        return self._events

    def record(self, *events: Event) -> None:
        """Keeps what happened; pages are told. Raises ``InvalidField``, ``AlreadyRecordedError`` and as the store."""
        for event in events:
            check_event_time(event, self.moment())
        if self._events.append(events):
            self._prints = None
            self.changed("")

    @property
    def prints(self) -> tuple[PrintRecord, ...]:
        """The documents that left the program, oldest first."""
        if self._prints is None:
            self._prints = tuple(print_of(event) for event in self._events.all_of(Printed))
        return self._prints

    @property
    def next_print(self) -> int:
        """The number of the next new print. No other has it, not even one that can be read no more."""
        taken = {int(each) for each in self._events.taken("print/") if each.isdecimal()}
        following = max(taken, default=0) + 1
        return following if following <= MOST_PRINTS else next(each for each in count(1) if each not in taken)

    def note(self, kind: EntryKind, what: str) -> None:
        """Adds to the history what did not change the household."""
        entry = self._entry(kind, what)
        if self._file:
            self._file.add_entry(entry)
        self._remember(entry)

    def keep_print(self, record: PrintRecord) -> None:
        """Notes a print where anything can be saved. Never undone: the paper is out of the house."""
        if not self.is_view_only and record not in self.prints:
            self._prints = None
            self.record(print_event(record, self.moment(), self.who))

    @property
    def path(self) -> Path | None:
        """Where it is kept; ``None`` for the made-up household."""
        return self._file.path if self._file else None

    @property
    def file(self) -> HouseholdFile | None:
        """The file it is kept in; ``None`` for the made-up household."""
        return self._file

    @property
    def is_view_only(self) -> bool:
        """Whether nothing can be saved, because the file or its folder may not be written to."""
        return self._file is not None and self._file.is_view_only

    @property
    def next_undo(self) -> str:
        """What ``undo`` would take back; empty if nothing."""
        return self._steps.done[-1].what if self._steps.done else ""

    @property
    def next_redo(self) -> str:
        """What ``redo`` would do again; empty if nothing."""
        return self._steps.undone[-1].what if self._steps.undone else ""

    def undo(self) -> str:
        """Takes the last change back and says which it was; empty if there is none."""
        if not self._steps.done:
            return ""
        step = self._steps.done[-1]
        self._save(step.before, EntryKind.UNDO, step.what)
        self._steps.took_back()
        self.changed(step.what)
        return step.what

    def redo(self) -> str:
        """Does the change that was last taken back again and says which it was; empty if there is none."""
        if not self._steps.undone:
            return ""
        step = self._steps.undone[-1]
        self._save(step.after, EntryKind.CHANGE, step.what)
        self._steps.did_again()
        self.changed(step.what)
        return step.what

    def draft(self, key: str) -> dict[str, str]:
        """What was typed in that form and not saved; empty if nothing was."""
        return self._drafts.get(key)

    def keep_draft(self, key: str, fields: Mapping[str, str]) -> None:
        """Keeps a half-filled form, so that closing the window or a power cut loses nothing."""
        self._drafts.keep(key, fields)

    def drop_draft(self, key: str) -> None:
        """Forgets a half-filled form: it was saved, or its writer let it go."""
        self._drafts.drop(key)

    def note_value(self, key: str) -> str:
        """A small text that the program keeps for itself in the household's file; empty if there is none."""
        return self._file.note(key) if self._file else self._notes.get(key, "")

    def keep_note_value(self, key: str, text: str) -> None:
        """Keeps such a text in place of what stood there before."""
        if self._file:
            self._file.keep_note(key, text)
        else:
            self._notes[key] = text

    def check_file(self) -> None:
        """Raises ``HouseholdFileReplaced`` where the file was deleted, or another put in its place."""
        if self._file:
            self._file.check_location()

    def rescue(self, folder: Path) -> Path:
        """Saves everything, typed drafts too, into a new encrypted file in ``folder``; the same keys open it.

        In the file's own place if nothing is there any more. Raises the store's ``KnownError``s.
        """
        assert self._file is not None
        history: tuple[HistoryEntry, ...] = ()
        with suppress(KnownError):  # a disk that is gone takes what was never read of it
            history = self.history
        return self._file.rescue(folder, self.moment(), self._household, self._drafts.all(), history)

    def go_on_with(self, file: HouseholdFile) -> None:
        """The same household in a file that was opened anew, under other keys. Raises the store's ``KnownError``s."""
        self._file = file
        self._drafts.move_to(file)
        self._events, self._prints = file.events, None
        self._household = file.read()

    def close(self) -> None:
        """Lets go of the file."""
        if self._file:
            self._file.close()

    def _save(self, household: Household, kind: EntryKind, what: str) -> None:
        from caregiver_app.domain.record_changes import differences  # the first page comes before any change
        from caregiver_app.interop.record_text import write_changes

        changes = differences(self._household, household)
        entry = self._entry(kind, what, write_changes(changes))
        if self._file:
            try:
                self._file.write(household, entry, changes)
            except ChangedElsewhere:
                self._take_over(self._file.read())
                raise
        self._remember(entry)
        self._household = household

    def _entry(self, kind: EntryKind, what: str, changes: str = "") -> HistoryEntry:
        return HistoryEntry(0, self.moment(), self.who, kind, what, changes)

    def _entries(self) -> list[HistoryEntry]:
        if self._history is None:
            assert self._file is not None
            self._history = list(self._file.history())
        return self._history

    def _remember(self, entry: HistoryEntry) -> None:
        """After it was kept. Where nobody looked at the history yet, it is read when somebody does."""
        if self._history is not None:
            self._history.append(replace(entry, number=len(self._history) + 1))

    def _take_over(self, household: Household) -> None:
        """Another window wrote meanwhile: its state is the true one, and nothing done before it can be undone."""
        self._household = household
        self._history = None
        with suppress(KnownError):
            self.read_history()
        self._prints = None
        self._steps.forget()
        self.changed("")

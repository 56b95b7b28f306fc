"""Into a household that is there already: by passphrase, or by the recovery key and then a new passphrase."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from caregiver_app import storage
from caregiver_app.domain.errors import KnownError
from caregiver_app.i18n import _
from caregiver_app.services.opening import open_file
from caregiver_app.services.security.recovery_on_paper import note_on_paper
from caregiver_app.storage import (
    Access,
    HouseholdFileDamaged,
    KeyHolder,
    KeysError,
    add_holder,
    change_passphrase,
    has_keyring_slot,
    key_holders,
    unlock,
    unlock_with_recovery_key,
)
from caregiver_app.ui.entrance.first_keys import FirstKeys
from caregiver_app.ui.entrance.lock_screen import LockScreen
from caregiver_app.ui.entrance.recovery_entry import RecoveryEntry
from caregiver_app.ui.entrance.unlock_worker import DelayAfterWrong, UnlockWorker
from caregiver_app.wording.recovery_sheet import forgot_passphrase

if TYPE_CHECKING:
    from caregiver_app.services.open_household import OpenHousehold
    from caregiver_app.ui.frame.window import MainWindow


_IDLE_MOMENT_MS: Final = 200
_TRIES: Final = 3  # then it may be time for the paper


class UnlockFlow(QObject):
    """Shows the lock screen of the file at ``path`` in ``window``, and what it leads to.

    ``unlocked`` carries the household as soon as it is open, ``done`` once it may be shown. ``restore_asked`` fires
    where the file is of no use any more.
    """

    unlocked = Signal(object)
    done = Signal(object)
    restore_asked = Signal()

    def __init__(self, window: MainWindow, path: Path, today: date, now: Callable[[], datetime]) -> None:
        """Raises the store's errors that leave no way to open it: missing, not encrypted, unreadable."""
        super().__init__(window)
        self._window = window
        self._path = path
        self._now = now
        self.screen = self._make_screen()
        self.entry: RecoveryEntry | None = None
        self.first_keys: FirstKeys | None = None
        self._delay = DelayAfterWrong()
        self._wrong = 0
        self._by_passphrase = self._worker(self._on_access, self._on_wrong_passphrase)
        self._by_key = self._worker(self._on_recovered, self._on_wrong_key)
        self._by_passphrase.busy.connect(self.screen.set_busy)
        self._by_passphrase.waiting.connect(self.screen.wait)
        self.screen.open_asked.connect(self._try_passphrase)
        self.screen.keyring_asked.connect(self._try_keyring)
        self.screen.recovery_asked.connect(self.show_recovery)
        self.screen.restore_asked.connect(self.restore_asked)
        self._add_published(today)

    def begin(self) -> None:
        """Shows the lock screen."""
        self._window.show_instead(self.screen)
        self.screen.start()
        # While somebody types, what opens the file is loaded (some 300 ms).
        QTimer.singleShot(_IDLE_MOMENT_MS, self, lambda: Thread(target=_load_database, daemon=True).start())

    def show_recovery(self) -> None:
        """Asks for the recovery key."""
        from caregiver_app.services.backups.making import has_backups

        if self.entry is None:
            self.entry = RecoveryEntry(has_backups=has_backups(self._path))
            self.entry.restore_asked.connect(self.restore_asked)
            self.entry.key_given.connect(self._try_key)
            self.entry.back_asked.connect(self.begin)
            self._by_key.busy.connect(self.entry.set_busy)
            self._by_key.waiting.connect(self.entry.wait)
        self._window.show_instead(self.entry)
        self.entry.fields.setFocus()
        self._by_key.tick()

    def _make_screen(self) -> LockScreen:
        try:
            holders, by_keyring = key_holders(self._path), has_keyring_slot(self._path)
        except KeysError as error:
            screen = LockScreen(())
            screen.failed(_explained(error))
            return screen
        screen = LockScreen(holders)
        if by_keyring:
            screen.offer_keyring()
        return screen

    def _add_published(self, today: date) -> None:
        from caregiver_app.ui.published.published_view import PublishedList

        published = PublishedList(self._path, today)
        if published.has_any():
            self.screen.show_published(published)

    def _worker(self, opened: Callable[[Access], None], failed: Callable[[KnownError], None]) -> UnlockWorker:
        worker = UnlockWorker(self._delay, self)
        worker.opened.connect(opened)
        worker.failed.connect(failed)
        return worker

    def _try_passphrase(self, holder_id: str, passphrase: str) -> None:
        self._by_passphrase.attempt(lambda: unlock(self._path, holder_id, passphrase))

    def _try_keyring(self) -> None:
        from caregiver_app.services.security.keyring_unlock import open_with_keyring

        self._by_passphrase.attempt(lambda: open_with_keyring(self._path))

    def _try_key(self, text: str) -> None:
        self._by_key.attempt(lambda: unlock_with_recovery_key(self._path, text))

    def _on_access(self, access: Access) -> None:
        opened = self._opened(access, self.screen.failed)
        access.wipe()
        if opened is not None:
            self.done.emit(opened)

    def _on_wrong_passphrase(self, error: KnownError) -> None:
        self._wrong += 1
        paper = (
            _(" Or choose “{button}”.").format(button=forgot_passphrase()) if self._wrong >= _TRIES else ""
        )
        self.screen.failed(_explained(error) + paper)

    def _on_wrong_key(self, error: KnownError) -> None:
        assert self.entry is not None
        self.entry.failed(_explained(error))

    def _on_recovered(self, access: Access) -> None:
        """Opening it also mends a key file that is lost or damaged, so that the names are known again."""
        assert self.entry is not None
        opened = self._opened(access, self.entry.failed)
        if opened is None:
            access.wipe()
            return
        with suppress(KnownError):  # whoever types all of it has it on paper
            note_on_paper(opened)
        self.unlocked.emit(opened)
        self._offer_passphrase(access, opened)

    def _offer_passphrase(self, access: Access, opened: OpenHousehold) -> None:
        page = self.first_keys = FirstKeys(_known_holders(self._path))
        worker = self._worker(
            lambda access: self._finish(access, opened), lambda error: page.failed(_explained(error))
        )
        worker.busy.connect(page.set_busy)
        page.given.connect(
            lambda holder_id, name, passphrase: worker.attempt(
                lambda: _with_passphrase(self._path, access, holder_id, name, passphrase)
            )
        )
        page.skipped.connect(lambda: self._finish(access, opened))
        self._window.show_instead(page)

    def _finish(self, access: Access, opened: OpenHousehold) -> None:
        opened.who = access.who
        access.wipe()
        if opened.file is not None and opened.who:
            with suppress(KnownError):  # the next change of keys keeps them
                opened.file.keep_keys()
        self.done.emit(opened)

    def _opened(self, access: Access, tell: Callable[[str], None]) -> OpenHousehold | None:
        try:
            return open_file(self._path, access, self._now)
        except KnownError as error:
            tell(_explained(error))
            if isinstance(error, HouseholdFileDamaged):
                self._window.show_instead(self.screen)
                self.screen.failed(_explained(error))
                self.screen.lead_to_restore()
            return None


def _with_passphrase(path: Path, access: Access, holder_id: str, name: str, passphrase: str) -> Access:
    """Gives somebody listed a new passphrase, or somebody new (no id) their first."""
    if holder_id:
        change_passphrase(path, access, holder_id, passphrase)
        name = next((each.name for each in _known_holders(path) if each.id == holder_id), "")
    else:
        add_holder(path, access, name, passphrase)
    access.who = name
    return access


def _known_holders(path: Path) -> tuple[KeyHolder, ...]:
    try:
        return key_holders(path)
    except KeysError:
        return ()


def _explained(error: KnownError) -> str:
    from caregiver_app.services.explain import explain

    return explain(error)


def _load_database() -> None:
    # Storage's own modules are loaded by naming what is in them.
    assert storage.HouseholdFile.__name__
    for name in ("history", "notices"):
        import_module(f"caregiver_app.services.{name}")

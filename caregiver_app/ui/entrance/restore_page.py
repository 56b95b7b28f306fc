"""A household's file from a backup, when there is none or it is of no use: here, or on another computer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from caregiver_app.domain.errors import KnownError
from caregiver_app.domain.preferences import Clock
from caregiver_app.i18n import _
from caregiver_app.services.backups.backup_words import content_sentence, made_text
from caregiver_app.services.backups.making import (
    ENDING,
    BackupState,
    StoredBackup,
    Where,
    one_backup,
    stored_backups,
)
from caregiver_app.services.backups.restoring import (
    holders_of,
    look_into,
    open_restored,
    open_with_keys_of_backup,
    put_in_place,
    unlock_backup,
    unlock_backup_with_recovery_key,
)
from caregiver_app.services.explain import explain
from caregiver_app.storage import backups_folder, lost_only_keys, opens_with_present_keys
from caregiver_app.ui.entrance.backup_unlock import UnlockBackup
from caregiver_app.ui.entrance.centred_page import CentredPage
from caregiver_app.ui.style import set_state
from caregiver_app.ui.widgets.backup_table import BackupTable
from caregiver_app.ui.widgets.buttons import button, primary_button, quiet_button
from caregiver_app.ui.widgets.card import Card
from caregiver_app.ui.widgets.file_dialogs import ask_file
from caregiver_app.ui.widgets.flow import button_row
from caregiver_app.ui.widgets.labels import data_label, note
from caregiver_app.ui.widgets.slow_work import SlowWork

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from caregiver_app.services.open_household import OpenHousehold
    from caregiver_app.storage import Access, BackupContent, KeyHolder


def ask_for_backup(parent: QWidget) -> Path | None:
    """A backup on a stick or on another disk; ``None`` if the person thought better of it."""
    return ask_file(parent, _("Choose a backup"), _("Backups (*{ending})").format(ending=ENDING))


class RestorePage(CentredPage):
    """Which backup, whose passphrase, and then what will happen. ``file`` is the place that the household goes to.

    ``done`` carries the open household. A file that is in its place is kept beside it, never deleted.
    """

    done = Signal(object)
    back_asked = Signal()

    def __init__(
        self,
        file: Path,
        now: Callable[[], datetime],
        ask_backup: Callable[[QWidget], Path | None] = ask_for_backup,
    ) -> None:
        super().__init__("undo-2", _("Restore from a backup"))
        self._file, self._now, self._ask_backup = file, now, ask_backup
        self._backup: StoredBackup | None = None
        self._access: Access | None = None
        self._content: BackupContent | None = None
        self._present_keys, self._lost_only_keys = True, False
        self.unlock: UnlockBackup | None = None
        self.table = BackupTable(now, Clock.TWENTY_FOUR_HOUR, says_where=False)
        self.use_button = primary_button(_("Use this backup"), "chevron-right")
        self.file_button = button(_("Choose a backup file…"), "file-text")
        self.back_button = quiet_button(_("Back"))
        self.choosing = Card(_("Which backup?"))
        self.opening = Card(_("Open it"))
        self.ending = Card(_("Restore"))
        self.which = data_label()
        self.with_what = note("")
        self.busy = note("")
        self.holds = data_label()
        self.consequences = data_label()
        self.only_keys = data_label(
            _(
                "Only the keys of the household are lost; the household itself is still there. Take the keys from this "
                "backup, and it opens as it was left: nothing is replaced."
            )
        )
        self.restore_button = primary_button(_("Restore this household"), "undo-2")
        self.keys_button = primary_button(_("Take the keys, keep the household"), "lock")
        self.again_button = quiet_button(_("Choose another backup"))
        self.lister = SlowWork(self)
        self.work = SlowWork(self)
        self._then: Callable[[object], None] = lambda _result: None
        self._connect()
        self._arrange()
        self._list()
        self._show_step(self.choosing)

    def use(self, backup: StoredBackup | None) -> None:
        """Goes on with this backup."""
        if backup is None or self.work.is_busy:
            return
        self.failed("")
        self._forget()
        self._backup = backup
        made = made_text(backup, self._now(), Clock.TWENTY_FOUR_HOUR)
        self.which.show_data(_("Backup of {moment}").format(moment=made))
        path, file, now = backup.path, self._file, self._now()
        self._run(
            lambda: (
                holders_of(path, file, now),
                opens_with_present_keys(path, file),
                lost_only_keys(path, file),
            ),
            self._ask,
            _("Looking at the backup…"),
        )

    def restore(self) -> None:
        """Puts it in place."""
        access, backup, content, file, now = (
            self._access,
            self._backup,
            self._content,
            self._file,
            self._now(),
        )
        if access is None or backup is None or content is None:
            return
        key = access.secret.database_key()
        self.restore_button.setEnabled(False)
        self._run(lambda: put_in_place(backup.path, file, key, now), self._open, _("Restoring…"))

    def take_keys(self) -> None:
        """Opens the household that is there, and leaves it as it is."""
        if self._access is not None:
            self._finish(open_with_keys_of_backup, self._file, self._access, self._now)

    def _choose_file(self) -> None:
        path = self._ask_backup(self)
        if path is None:
            return
        try:
            self.use(one_backup(path))
        except KnownError as error:
            self.failed(explain(error))

    def _ask(self, found: tuple[Sequence[KeyHolder], bool, bool]) -> None:
        assert self._backup is not None
        holders, self._present_keys, self._lost_only_keys = found
        self.with_what.setText(_with_what(present_keys=self._present_keys))
        path, file, now = self._backup.path, self._file, self._now
        self.unlock = UnlockBackup(
            holders,
            lambda holder, typed: unlock_backup(path, file, holder, typed, now()),
            lambda text: unlock_backup_with_recovery_key(path, file, text, now()),
        )
        self.unlock.opened.connect(self._on_unlocked)
        self.opening.add(self.unlock)
        self._show_step(self.opening)
        self.unlock.setFocus()

    def _on_unlocked(self, access: Access) -> None:
        assert self._backup is not None
        self._access = access
        path, file, key, now = self._backup.path, self._file, access.secret.database_key(), self._now()
        self._run(lambda: look_into(path, file, key, now), self._show_content, _("Reading all of it…"))

    def _show_content(self, content: BackupContent) -> None:
        self._content = content
        self.holds.show_data(content_sentence(content))
        self.consequences.show_data(_consequences(self._file, present_keys=self._present_keys))
        for each in (self.only_keys, self.keys_button):
            each.setVisible(self._lost_only_keys)
        set_state(self.restore_button, "kind", "plain" if self._lost_only_keys else "primary")
        self.restore_button.setEnabled(True)
        self._show_step(self.ending)
        (self.keys_button if self._lost_only_keys else self.restore_button).setFocus()

    def _open(self, _aside: object) -> None:
        if self._access is not None and self._content is not None:
            made_at = self._content.manifest.made_at
            self._finish(open_restored, self._file, self._access, self._now, made_at)

    def _finish(self, open_it: Callable[..., OpenHousehold], *what: object) -> None:
        try:
            opened = open_it(*what)
        except KnownError as error:
            self._on_failed(error)
            return
        self._forget()
        self.done.emit(opened)

    def _list(self) -> None:
        folder = backups_folder(self._file)
        self.lister.begin(lambda: stored_backups(folder, Where.HERE))

    def _on_listed(self, backups: Sequence[StoredBackup]) -> None:
        self.table.show_backups(
            backups,
            _(
                "There is no backup beside the household. If you kept copies in a second place, such as a stick, "
                "choose a file there."
            ),
        )
        ready = [each for each in backups if each.state is BackupState.READY]
        if ready:  # one made while the clock was wrong, in days to come, is no newest
            self.table.choose(min(ready, key=lambda each: each.at > self._now()))

    def _run(self, step: Callable[[], object], then: Callable[..., None], words: str) -> None:
        if self.work.begin(step):
            self._then = then
            self.busy.setText(words)
            self.busy.show()

    def _on_done(self, result: object) -> None:
        self.busy.hide()
        self._then(result)

    def _on_failed(self, error: KnownError) -> None:
        self.busy.hide()
        self.restore_button.setEnabled(True)
        self.failed(explain(error))

    def _on_busy(self, busy: bool) -> None:  # noqa: FBT001 - a slot
        """What has begun is not walked away from: the household would change behind one's back."""
        for each in (self.back_button, self.again_button, self.file_button, self.table):
            each.setEnabled(not busy)
        self.use_button.setEnabled(not busy and self.table.chosen() is not None)

    def _choose_again(self) -> None:
        self.failed("")
        self._forget()
        self._show_step(self.choosing)

    def _forget(self) -> None:
        access, self._access = self._access, None
        if access is not None:
            access.wipe()
        unlock, self.unlock = self.unlock, None
        if unlock is not None:
            unlock.worker.abandon()
            unlock.hide()
            unlock.deleteLater()
        self._backup = self._content = None

    def _leave(self) -> None:
        self._forget()
        self.back_asked.emit()

    def _show_step(self, step: Card) -> None:
        for each in (self.choosing, self.opening, self.ending):
            each.setVisible(each is step)
        self.again_button.setVisible(step is not self.choosing)
        self.which.setVisible(step is not self.choosing)

    def _connect(self) -> None:
        self.use_button.clicked.connect(lambda _checked=False: self.use(self.table.chosen()))
        self.file_button.clicked.connect(lambda _checked=False: self._choose_file())
        self.back_button.clicked.connect(lambda _checked=False: self._leave())
        self.again_button.clicked.connect(lambda _checked=False: self._choose_again())
        self.restore_button.clicked.connect(lambda _checked=False: self.restore())
        self.keys_button.clicked.connect(lambda _checked=False: self.take_keys())
        self.table.opened.connect(self.use)
        self.table.chosen_changed.connect(lambda: self.use_button.setEnabled(self.table.chosen() is not None))
        self.lister.done.connect(self._on_listed)
        self.work.busy.connect(self._on_busy)
        self.work.done.connect(self._on_done)
        self.work.failed.connect(self._on_failed)

    def _arrange(self) -> None:
        self.choosing.add(self.table)
        self.choosing.add(button_row(self.use_button, self.file_button))
        self.opening.add(self.with_what)
        keys, restoring = button_row(self.keys_button), button_row(self.restore_button)
        for each in (self.holds, self.only_keys, keys, self.consequences, restoring):
            self.ending.add(each)
        for part in (self.which, self.choosing, self.opening, self.ending, self.busy):
            self.add(part)
        self.add(button_row(self.again_button, self.back_button))
        self.use_button.setEnabled(False)
        self.busy.hide()


def _with_what(*, present_keys: bool) -> str:
    if present_keys:
        return _("Use the passphrase that opens the household now, or the recovery key.")
    return _("Use a passphrase of the day this backup was made, or the recovery key of that time.")


def _consequences(file: Path, *, present_keys: bool) -> str:
    place = _("The household goes to “{file}”.").format(file=file)
    if file.exists():
        what = _(
            "The file that is there now is kept beside it under a name with “damaged” in it. Nothing is deleted."
        )
    else:
        what = _("Nothing is there now, and nothing is deleted.")
    keys = _("From then on it opens with the passphrases and the recovery key of the day of this backup.")
    return " ".join((place, what) if present_keys else (place, what, keys))

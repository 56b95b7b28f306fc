"""What a backup holds, what changed since, and putting it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from caregiver_app.domain.errors import KnownError
from caregiver_app.i18n import _, ngettext
from caregiver_app.services.backups.backup_words import content_sentence, made_text, state_text
from caregiver_app.services.backups.making import BackupState, StoredBackup
from caregiver_app.services.backups.restoring import (
    changed_since,
    holders_of,
    look_into,
    put_back,
    unlock_backup,
    unlock_backup_with_recovery_key,
)
from caregiver_app.services.explain import explain
from caregiver_app.ui.entrance.backup_unlock import UnlockBackup
from caregiver_app.ui.pages.security.step import Step, on_click
from caregiver_app.ui.widgets.buttons import primary_button, quiet_button
from caregiver_app.ui.widgets.flow import button_row
from caregiver_app.ui.widgets.labels import data_label, note, section
from caregiver_app.ui.widgets.slow_work import SlowWork

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caregiver_app.storage import Access, BackupContent, DatabaseKey, KeyHolder
    from caregiver_app.ui.pages.security.host import Host

_MOST_LINES: Final = 200


class LookStep(Step):
    """``content`` is ``None`` until the backup was opened and read."""

    def __init__(self, host: Host, backup: StoredBackup) -> None:
        session = host.session
        self._now = session.opened.moment()
        made = made_text(backup, self._now, session.preferences.clock)
        words = _("{state}. Where: {place}.").format(state=state_text(backup), place=backup.path)
        super().__init__(_("Backup of {moment}").format(moment=made), (words,))
        self._host, self._session, self._backup = host, session, backup
        self.content: BackupContent | None = None
        self.unlock: UnlockBackup | None = None
        self.state = note(_("Opening and reading it…"))
        self.holds = data_label()
        self.heading = section("")
        self.changes = data_label()
        self.promise = note(
            _(
                "Putting it back takes these changes back. The household as it is now is backed up first, the history "
                "stays whole, and it is one step that you can undo."
            )
        )
        self.put_back_button = primary_button(_("Put this back"), "undo-2")
        self.back_button = quiet_button(_("Back"))
        self.work = SlowWork(self)
        self._connect()
        self._arrange()
        self._begin()

    def put_back(self) -> None:
        """Makes the household what it was then."""
        if self.content is None:
            return
        made_at = self.content.manifest.made_at
        try:
            put_back(self._session.opened, self.content.household, made_at)
        except KnownError as error:
            self.trouble.show_text(explain(error))
            return
        self._host.finish(_("The backup was put back. To have today’s state again, undo it."))

    def _begin(self) -> None:
        file = self._session.opened.file
        assert file is not None
        if self._backup.state is BackupState.OF_ANOTHER:
            self.state.setText(
                _("This backup belongs to another household. Restore it from the program’s first page.")
            )
            return
        if self._backup.state is BackupState.READY:
            self._read(file.key)
            return
        self.work.done.connect(self._ask)
        backup, household, now = self._backup.path, self._host.path, self._now
        self.work.begin(lambda: holders_of(backup, household, now))

    def _ask(self, holders: Sequence[KeyHolder]) -> None:
        self.work.done.disconnect(self._ask)
        backup, household, now = self._backup.path, self._host.path, self._now
        self.unlock = UnlockBackup(
            holders,
            lambda holder, typed: unlock_backup(backup, household, holder, typed, now),
            lambda text: unlock_backup_with_recovery_key(backup, household, text, now),
        )
        self.unlock.opened.connect(self._on_unlocked)
        self.state.setText(_("It opens with a passphrase or the recovery key of the day it was made."))
        self.card.body.insertWidget(1, self.unlock)

    def _on_unlocked(self, access: Access) -> None:
        key = access.secret.database_key()
        access.wipe()
        if self.unlock is not None:
            self.unlock.hide()
        self.state.setText(_("Opening and reading it…"))
        self._read(key)

    def _read(self, key: DatabaseKey) -> None:
        opened, backup, now = self._session.opened, self._backup.path, self._now
        household, path = opened.household, self._host.path
        clock, reference = self._session.preferences.clock, self._session.reference

        def look() -> tuple[BackupContent, tuple[str, ...]]:
            content = look_into(backup, path, key, now)
            return content, changed_since(content.household, household, clock, reference)

        self.work.done.connect(self._show)
        self.work.begin(look)

    def _show(self, found: tuple[BackupContent, tuple[str, ...]]) -> None:
        self.content, changes = found
        self.state.hide()
        self.holds.show_data(content_sentence(self.content))
        self.holds.show()
        self.heading.setText(_("What changed since") if changes else _("Nothing differs from now."))
        self.heading.show()
        left = len(changes) - _MOST_LINES
        lines = [f"• {line}" if not line.startswith("•") else f"    {line}" for line in changes[:_MOST_LINES]]
        if left > 0:
            lines.append(ngettext("and {n} more line", "and {n} more lines", left).format(n=left))
        self.changes.show_data("\n".join(lines))
        can_put_back = bool(changes) and not self._session.opened.is_view_only
        for each in (self.changes, self.promise, self.put_back_button):
            each.setVisible(can_put_back or (each is self.changes and bool(changes)))

    def _on_failed(self, error: KnownError) -> None:
        self.state.hide()
        self.trouble.show_text(explain(error))

    def _connect(self) -> None:
        self.put_back_button.clicked.connect(on_click(self.put_back))
        self.back_button.clicked.connect(on_click(self.leave))
        self.work.failed.connect(self._on_failed)

    def _arrange(self) -> None:
        hidden = (self.holds, self.heading, self.changes, self.promise)
        for each in (self.state, *hidden):
            self.card.add(each)
        self.card.add(button_row(self.put_back_button, self.back_button))
        for each in hidden:
            each.hide()
        self.put_back_button.hide()

"""Opening a backup that the present key does not open: with a passphrase that fits it, or with a recovery key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caregiver_app.domain.errors import KnownError
from caregiver_app.domain.recovery_key import GROUPS
from caregiver_app.i18n import _, ngettext
from caregiver_app.ui.entrance.recovery_fields import RecoveryFields
from caregiver_app.ui.entrance.unlock_worker import DelayAfterWrong, UnlockWorker
from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.banner import Banner
from caregiver_app.ui.widgets.buttons import primary_button, quiet_button
from caregiver_app.ui.widgets.choice_field import ChoiceField
from caregiver_app.ui.widgets.flow import button_row
from caregiver_app.ui.widgets.form_row import FormRow
from caregiver_app.ui.widgets.labels import note
from caregiver_app.ui.widgets.secret_field import SecretField
from caregiver_app.wording.recovery_key import recovery_key_mistake

if TYPE_CHECKING:
    from caregiver_app.storage import Access, KeyHolder


class UnlockBackup(QWidget):
    """``by_passphrase`` and ``by_key`` make the ``Access``; ``opened`` carries it, and whoever takes it wipes it.

    Without ``holders`` the recovery key is left.
    """

    opened = Signal(object)

    def __init__(
        self,
        holders: Sequence[KeyHolder],
        by_passphrase: Callable[[str, str], Access],
        by_key: Callable[[str], Access],
    ) -> None:
        super().__init__()
        self._by_passphrase, self._by_key = by_passphrase, by_key
        self.who = ChoiceField([(each.id, each.name) for each in holders])
        self.passphrase = SecretField()
        self.who_row = FormRow(_("Who are you?"), self.who)
        self.row = FormRow(_("Passphrase"), self.passphrase)
        self.groups = RecoveryFields(range(1, GROUPS + 1))
        self.groups_row = FormRow(_("Recovery key"), self.groups, _("The 8 groups on the printed sheet."))
        self.trouble = Banner("danger")
        self.waiting = note("")
        self.open_button = primary_button(_("Open"), "lock")
        self.other_button = quiet_button("")
        self.worker = UnlockWorker(DelayAfterWrong(), self)
        self._has_holders = bool(holders)
        self._with_key = not holders
        self._connect()
        self._arrange()
        if len(holders) == 1:
            self.who.set_value(holders[0].id)
        self._show_way()

    def try_it(self) -> None:
        """Tries what is typed, or says what is missing."""
        self.trouble.show_text("")
        if self._with_key:
            self._try_key()
        elif not self.who.value():
            self.who_row.show_error(_("Choose your name."))
        elif not self.passphrase.value():
            self.row.show_error(_("Type your passphrase."))
        else:
            holder, typed, unlock = self.who.value(), self.passphrase.value(), self._by_passphrase
            self.worker.attempt(lambda: unlock(holder, typed))

    def _try_key(self) -> None:
        mistake = self.groups.mistake()
        if mistake is not None:
            self.trouble.show_text(recovery_key_mistake(mistake))
            self.groups.go_to(min(mistake.groups, default=1))
            return
        text, unlock = self.groups.text(), self._by_key
        self.worker.attempt(lambda: unlock(text))

    def _connect(self) -> None:
        self.open_button.clicked.connect(lambda _checked=False: self.try_it())
        self.other_button.clicked.connect(lambda _checked=False: self._take_other_way())
        self.passphrase.returnPressed.connect(self.try_it)
        self.passphrase.edited.connect(self.row.forget_error)
        self.who.edited.connect(self.who_row.forget_error)
        self.worker.opened.connect(self.opened)
        self.worker.failed.connect(self._on_failed)
        self.worker.busy.connect(self._set_busy)
        self.worker.waiting.connect(self._wait)

    def _take_other_way(self) -> None:
        self._with_key = not self._with_key
        self.trouble.show_text("")
        self._show_way()

    def _show_way(self) -> None:
        self.who_row.setVisible(not self._with_key and self.who.count() > 1)
        self.row.setVisible(not self._with_key)
        self.groups_row.setVisible(self._with_key)
        self.other_button.setVisible(self._has_holders)
        self.other_button.setText(_("Use a passphrase") if self._with_key else _("Use the recovery key"))
        self.setFocusProxy(self.groups if self._with_key else self.passphrase)

    def _on_failed(self, error: KnownError) -> None:
        from caregiver_app.services.explain import explain

        self.trouble.show_text(explain(error))
        if not self._with_key:
            self.passphrase.start_over()

    def _set_busy(self, busy: bool) -> None:  # noqa: FBT001 - a slot
        for each in (self.who_row, self.row, self.groups_row, self.other_button):
            each.setEnabled(not busy)
        self.open_button.setEnabled(not busy and not self.worker.seconds_left)
        self.open_button.setText(_("Opening…") if busy else _("Open"))

    def _wait(self, seconds: int) -> None:
        text = ngettext("You can try again in {n} second.", "You can try again in {n} seconds.", seconds)
        self.waiting.setText(text.format(n=seconds) if seconds else "")
        self.waiting.setVisible(bool(seconds))
        self.open_button.setEnabled(not seconds and not self.worker.is_busy)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens_now().gap_m)
        for each in (self.trouble, self.who_row, self.row, self.groups_row, self.waiting):
            column.addWidget(each)
        column.addWidget(button_row(self.open_button, self.other_button))
        self.waiting.hide()

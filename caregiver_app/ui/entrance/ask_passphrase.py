"""Asking for a passphrase again before a step that an open household alone should not allow."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caregiver_app.domain.errors import KnownError
from caregiver_app.i18n import _, ngettext
from caregiver_app.storage import WrongPassphrase, unlock
from caregiver_app.ui.entrance.unlock_worker import DelayAfterWrong, UnlockWorker
from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.buttons import Button, quiet_button
from caregiver_app.ui.widgets.choice_field import ChoiceField
from caregiver_app.ui.widgets.field import announce
from caregiver_app.ui.widgets.flow import button_row
from caregiver_app.ui.widgets.form_row import ErrorLine, FormRow
from caregiver_app.ui.widgets.labels import note
from caregiver_app.ui.widgets.secret_field import SecretField

if TYPE_CHECKING:
    from caregiver_app.storage import Access, KeyHolder


class AskPassphrase(QWidget):
    """Whose passphrase, the passphrase, the button that goes on (``action``) and one that goes back.

    ``opened`` carries the ``Access``, which whoever takes it wipes, and the passphrase. ``delay`` belongs to
    whoever asks, so that asking anew is no way round the wait.
    """

    opened = Signal(object, str)
    cancelled = Signal()

    def __init__(
        self, path: Path, holders: Sequence[KeyHolder], who: str, action: Button, delay: DelayAfterWrong
    ) -> None:
        super().__init__()
        self._path = path
        self._typed = ""
        self.who = ChoiceField([(each.id, each.name) for each in holders])
        self.passphrase = SecretField()
        self.who_row = FormRow(_("Who are you?"), self.who)
        self.row = FormRow(_("Your passphrase"), self.passphrase)
        self.trouble = ErrorLine()
        self.waiting = note("")
        self.action = action
        self._action_text = action.text()
        self.cancel_button = quiet_button(_("Back"))
        self.worker = UnlockWorker(delay, self)
        self._choose(holders, who)
        self._connect()
        self._arrange(asks_who=len(holders) > 1)
        self.waiting.hide()
        self.worker.tick()

    def try_it(self) -> None:
        """Tries what is typed, or says what is missing."""
        self._say("")
        if not self.who.value():
            self.who_row.show_error(_("Choose your name."))
            self.who.setFocus()
        elif not self.passphrase.value():
            self.row.show_error(_("Type your passphrase."))
            self.passphrase.setFocus()
        else:
            self._typed = typed = self.passphrase.value()
            path, holder = self._path, self.who.value()
            self.worker.attempt(lambda: unlock(path, holder, typed))

    def cancel(self) -> None:
        """Goes back; what a try under way opens is wiped."""
        self.worker.abandon()
        self.cancelled.emit()

    def _choose(self, holders: Sequence[KeyHolder], who: str) -> None:
        mine = [each.id for each in holders if each.name == who]
        if mine or len(holders) == 1:
            self.who.set_value(mine[0] if mine else holders[0].id)

    def _on_opened(self, access: Access) -> None:
        typed, self._typed = self._typed, ""
        self.passphrase.set_value("")
        self.opened.emit(access, typed)

    def _on_failed(self, error: KnownError) -> None:
        from caregiver_app.services.explain import explain

        if isinstance(error, WrongPassphrase):
            self.row.show_error(_("This is not the right passphrase."))
            announce(self, self.row.error())
            self.passphrase.start_over()
        else:
            self._say(explain(error))

    def _say(self, sentence: str) -> None:
        self.trouble.show_text(sentence)
        announce(self, sentence)

    def _on_busy(self, busy: bool) -> None:  # noqa: FBT001 - a slot
        for each in (self.who, self.passphrase, self.action):
            each.setEnabled(not busy)
        self.action.setText(_("One moment…") if busy else self._action_text)

    def _wait(self, seconds: int) -> None:
        words = ngettext("You can try again in {n} second.", "You can try again in {n} seconds.", seconds)
        self.waiting.setText(words.format(n=seconds) if seconds else "")
        self.waiting.setVisible(bool(seconds))
        self.action.setEnabled(not seconds and not self.worker.is_busy)

    def _connect(self) -> None:
        self.worker.opened.connect(self._on_opened)
        self.worker.failed.connect(self._on_failed)
        self.worker.busy.connect(self._on_busy)
        self.worker.waiting.connect(self._wait)
        self.who.edited.connect(self.who_row.forget_error)
        self.passphrase.edited.connect(self.row.forget_error)
        self.passphrase.returnPressed.connect(self.action.click)
        self.action.clicked.connect(lambda _checked=False: self.try_it())
        self.cancel_button.clicked.connect(lambda _checked=False: self.cancel())

    def _arrange(self, *, asks_who: bool) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens_now().gap_l)
        column.addWidget(self.who_row)
        column.addWidget(self.row)
        column.addWidget(self.trouble)
        column.addWidget(self.waiting)
        column.addWidget(button_row(self.action, self.cancel_button))
        self.who_row.setVisible(asks_who)
        self.setFocusProxy(self.passphrase if self.who.value() else self.who)

"""What stands between a closed household and whoever sits at the computer: who they are, and their passphrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from caregiver_app.i18n import _, ngettext
from caregiver_app.ui.entrance.centred_page import CentredPage
from caregiver_app.ui.style import set_state
from caregiver_app.ui.widgets.buttons import Button, button, primary_button, quiet_button
from caregiver_app.ui.widgets.card import Card
from caregiver_app.ui.widgets.flow import button_row
from caregiver_app.ui.widgets.form_row import FormRow
from caregiver_app.ui.widgets.labels import note, section
from caregiver_app.ui.widgets.secret_field import SecretField
from caregiver_app.wording.recovery_sheet import forgot_passphrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caregiver_app.storage import KeyHolder


class LockScreen(CentredPage):
    """``holders`` may open the household; with none of them known only the recovery key is left.

    ``open_asked`` carries whose passphrase it is and the passphrase.
    """

    open_asked = Signal(str, str)
    keyring_asked = Signal()
    recovery_asked = Signal()
    restore_asked = Signal()

    def __init__(self, holders: Sequence[KeyHolder]) -> None:
        super().__init__("lock", _("Who are you?") if len(holders) > 1 else _("This household is locked"))
        self._holders = holders
        self._group = QButtonGroup(self)
        self.names = [self._name_button(holder) for holder in holders]
        self.passphrase = SecretField()
        self.row = FormRow(_("Passphrase"), self.passphrase)
        self.open_button = primary_button(_("Open"), "chevron-right")
        self.waiting = note("")
        self.recovery_button = quiet_button(forgot_passphrase())
        self.restore_button = quiet_button(_("Restore from a backup…"))
        self.keyring_button = button(_("Open with this computer’s keyring"), "monitor")
        self.passphrase.returnPressed.connect(self.try_it)
        self.passphrase.edited.connect(self._on_edit)
        self.open_button.clicked.connect(lambda _checked=False: self.try_it())
        self.recovery_button.clicked.connect(lambda _checked=False: self.recovery_asked.emit())
        self.restore_button.clicked.connect(lambda _checked=False: self.restore_asked.emit())
        self.keyring_button.clicked.connect(lambda _checked=False: self.keyring_asked.emit())
        self._arrange()
        if len(holders) == 1:
            self.choose(holders[0].id)

    def holder_id(self) -> str:
        """Whose passphrase is being typed; empty as long as nobody is chosen."""
        return next((each.id for each, name in self._pairs() if name.isChecked()), "")

    def choose(self, holder_id: str) -> None:
        """Marks who it is and goes to the passphrase."""
        for holder, name in self._pairs():
            chosen = holder.id == holder_id
            name.setChecked(chosen)
            set_state(name, "kind", "primary" if chosen else "plain")
            name.set_icon("check" if chosen else "user")
        self.failed("")
        self.passphrase.setFocus()

    def try_it(self) -> None:
        """Asks to open with what is typed, or says what is missing."""
        if not self.open_button.isEnabled() or not self._holders:
            return
        if not self.holder_id():
            self.failed(_("Choose your name first."))
        elif not self.passphrase.value():
            self.row.show_error(_("Type your passphrase."))
            self.passphrase.setFocus()
        else:
            self.failed("")
            self.open_asked.emit(self.holder_id(), self.passphrase.value())

    def set_busy(self, busy: bool) -> None:  # noqa: FBT001 - a slot
        """Says that the passphrase is being tried. It takes up to a second."""
        steps = (self.open_button, self.recovery_button, self.keyring_button)
        for each in (self.passphrase, *steps, *self.names):
            each.setEnabled(not busy)
        self.open_button.setText(_("Opening…") if busy else _("Open"))
        if not busy:
            self.passphrase.start_over()

    def wait(self, seconds: int) -> None:
        """Counts down after a wrong passphrase; at 0 the next one may be tried."""
        sentence = ngettext(
            "You can try again in {n} second.", "You can try again in {n} seconds.", seconds
        ).format(n=seconds)
        self.waiting.setText(sentence if seconds else "")
        self.waiting.setVisible(bool(seconds))
        self.open_button.setEnabled(not seconds)

    def start(self) -> None:
        """Puts the keyboard where something is to be typed or chosen."""
        if self.holder_id():
            self.passphrase.start_over()
        elif self.names:
            self.names[0].setFocus()
        else:
            self.recovery_button.setFocus()

    def show_published(self, published: QWidget) -> None:
        """Shows below what the family chose to leave outside the lock."""
        self.add(section(_("Emergency sheets")))
        self.add(published)

    def offer_keyring(self) -> None:
        """Where somebody let this computer's keyring open the household. Never by itself, or a lock were none."""
        self.keyring_button.show()

    def lead_to_restore(self) -> None:
        """After the file turned out to be damaged."""
        set_state(self.restore_button, "kind", "primary")
        set_state(self.open_button, "kind", "plain")
        self.restore_button.setFocus()

    def _pairs(self) -> list[tuple[KeyHolder, Button]]:
        return list(zip(self._holders, self.names, strict=True))

    def _name_button(self, holder: KeyHolder) -> Button:
        result = button(holder.name.replace("&", "&&"), "user")
        result.setAccessibleName(holder.name)
        result.setCheckable(True)
        result.setProperty("shape", "choice")
        self._group.addButton(result)
        result.clicked.connect(lambda _checked=False: self.choose(holder.id))
        return result

    def _on_edit(self) -> None:
        self.row.forget_error()

    def _arrange(self) -> None:
        card = Card()
        if len(self._holders) > 1:
            card.add(_named_row(self.names))
        if self._holders:
            card.add(self.row)
            card.add(
                button_row(self.open_button, self.keyring_button, self.recovery_button, self.restore_button)
            )
            card.add(self.waiting)
            self.keyring_button.hide()
        else:
            set_state(self.recovery_button, "kind", "primary")
            self.recovery_button.setText(_("Open with the recovery key"))
            card.add(button_row(self.recovery_button, self.restore_button))
        self.waiting.hide()
        self.add(card)


def _named_row(names: Sequence[QWidget]) -> QWidget:
    row = button_row(*names)
    row.setAccessibleName(_("Your name"))
    return row

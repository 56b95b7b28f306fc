"""Getting back in without a passphrase: the recovery key is typed from its sheet."""

from __future__ import annotations

from PySide6.QtCore import Signal

from caregiver_app.domain.recovery_key import GROUPS
from caregiver_app.i18n import _
from caregiver_app.ui.entrance.centred_page import CentredPage
from caregiver_app.ui.entrance.recovery_fields import RecoveryFields
from caregiver_app.ui.widgets.buttons import primary_button, quiet_button
from caregiver_app.ui.widgets.card import Card
from caregiver_app.ui.widgets.flow import button_row
from caregiver_app.ui.widgets.labels import data_label, note
from caregiver_app.wording.recovery_key import recovery_key_mistake


class RecoveryEntry(CentredPage):
    """``key_given`` carries the whole key once each group by itself is right."""

    key_given = Signal(str)
    back_asked = Signal()
    restore_asked = Signal()

    def __init__(self, *, has_backups: bool) -> None:
        super().__init__("file-text", _("Open with the recovery key"))
        self.fields = RecoveryFields(range(1, GROUPS + 1))
        self.open_button = primary_button(_("Open"), "lock")
        self.restore_button = quiet_button(_("Restore from a backup…"))
        self.back_button = quiet_button(_("Back"))
        self.open_button.clicked.connect(lambda _checked=False: self.try_it())
        self.restore_button.clicked.connect(lambda _checked=False: self.restore_asked.emit())
        self.back_button.clicked.connect(lambda _checked=False: self.back_asked.emit())
        self.fields.edited.connect(lambda: self.failed(""))
        for field in self.fields.fields:
            field.line.returnPressed.connect(self.try_it)
        self.add(
            data_label(
                _(
                    "It is on the recovery sheet that was printed for this household: 8 groups of 5 letters and "
                    "numbers. Type them here, or paste all of them at once. Capital or small letters do not matter."
                )
            )
        )
        card = Card()
        card.add(self.fields)
        card.add(button_row(self.open_button, self.restore_button, self.back_button))
        self.add(card)
        self.add(note(_hope(has_backups=has_backups)))
        self.fields.setFocus()

    def try_it(self) -> None:
        """Hands on the key, or names the groups to look at."""
        if not self.open_button.isEnabled():
            return
        mistake = self.fields.mistake()
        if mistake is None:
            self.failed("")
            self.key_given.emit(self.fields.text())
            return
        self.failed(recovery_key_mistake(mistake))
        self.fields.go_to(min(mistake.groups, default=1))

    def set_busy(self, busy: bool) -> None:  # noqa: FBT001 - a slot
        """While the key is tried."""
        for each in (self.fields, self.open_button, self.restore_button, self.back_button):
            each.setEnabled(not busy)

    def wait(self, seconds: int) -> None:
        """A sheet that is not this household's may be tried again after a moment, like a wrong passphrase."""
        self.open_button.setEnabled(not seconds)
        self.open_button.setText(_("Open in {n} s").format(n=seconds) if seconds else _("Open"))


def _hope(*, has_backups: bool) -> str:
    """What there is to try yet. That nobody can open it is never said beside a backup that somebody can."""
    look = _("Look for the sheet first: with important papers, or with somebody you trust.")
    if has_backups:
        rest = _(
            "No sheet? A backup opens with a passphrase that was good on the day it was made. Choose “Restore from a "
            "backup”."
        )
    else:
        rest = _(
            "No sheet? A backup that you kept somewhere opens with a passphrase that was good on the day it was made: "
            "choose “Restore from a backup”. Without a passphrase, the recovery key or a backup nobody can open this "
            "household, not even the people who made this program."
        )
    return f"{look} {rest}"

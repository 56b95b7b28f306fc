"""After the recovery key opened the household: a new passphrase at once, so that the paper can go back to its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from caregiver_app.i18n import _
from caregiver_app.ui.entrance.centred_page import CentredPage
from caregiver_app.ui.entrance.holder_name import name_problem
from caregiver_app.ui.entrance.new_passphrase import NewPassphrase
from caregiver_app.ui.widgets.buttons import primary_button, quiet_button
from caregiver_app.ui.widgets.card import Card
from caregiver_app.ui.widgets.choice_field import ChoiceField
from caregiver_app.ui.widgets.flow import button_row
from caregiver_app.ui.widgets.form import Form
from caregiver_app.ui.widgets.labels import data_label
from caregiver_app.ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caregiver_app.storage import KeyHolder

_SOMEBODY_ELSE = "new"


class FirstKeys(CentredPage):
    """``given`` carries a holder's id ("" for somebody new), the new name, and the passphrase."""

    given = Signal(str, str, str)
    skipped = Signal()

    def __init__(self, holders: Sequence[KeyHolder]) -> None:
        super().__init__("shield-check", _("The recovery key is right"))
        self.who = ChoiceField(
            [*((each.id, each.name) for each in holders), (_SOMEBODY_ELSE, _("Somebody who is not listed"))]
        )
        self.name = TextField()
        self.form = Form()
        self.form.add("who", _("Whose passphrase is it?"), self.who)
        self.form.add("name", _("Your name"), self.name, _("It is shown when the household is locked."))
        self.passphrase = NewPassphrase(lambda: (self.name.value(), self.who.currentText()))
        self.keep_button = primary_button(_("Set this passphrase and open"), "check")
        self.skip_button = quiet_button(_("Open without a new passphrase"))
        self.who.edited.connect(self._offer_name)
        self.keep_button.clicked.connect(lambda _checked=False: self.keep())
        self.skip_button.clicked.connect(lambda _checked=False: self.skipped.emit())
        self.passphrase.entered.connect(self.keep)
        self.add(data_label(_("Now set a new passphrase. The recovery key stays as it is: keep the sheet.")))
        card = Card()
        card.add(self.form)
        card.add(self.passphrase)
        card.add(button_row(self.keep_button, self.skip_button))
        self.add(card)
        self.form.set_row_visible("who", visible=bool(holders))
        if len(holders) <= 1:
            self.who.set_value(holders[0].id if holders else _SOMEBODY_ELSE)
        self._offer_name()

    def keep(self) -> None:
        """Hands on who it is and the passphrase, or says what is missing."""
        self.form.clear_errors()
        self.failed("")
        is_new = self.who.value() == _SOMEBODY_ELSE
        name = self.name.value().strip()
        if not self.who.value():
            self.form.show_error("who", _("Choose whose passphrase it is."))
            return
        if is_new and (problem := name_problem(name)):
            self.form.show_error("name", problem)
            return
        passphrase = self.passphrase.accepted()
        if passphrase:
            self.given.emit("" if is_new else self.who.value(), name if is_new else "", passphrase)

    def set_busy(self, busy: bool) -> None:  # noqa: FBT001 - a slot
        """While the passphrase is made into a key."""
        for each in (self.form, self.passphrase, self.keep_button, self.skip_button):
            each.setEnabled(not busy)

    def _offer_name(self) -> None:
        self.form.set_row_visible("name", visible=self.who.value() == _SOMEBODY_ELSE)

"""The first step of every new household: who opens it, and the passphrase that keeps it closed to others."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut

from caregiver_app.i18n import _
from caregiver_app.ui.entrance.centred_page import CentredPage
from caregiver_app.ui.entrance.holder_name import name_problem
from caregiver_app.ui.entrance.new_passphrase import NewPassphrase
from caregiver_app.ui.widgets.banner import Banner
from caregiver_app.ui.widgets.buttons import primary_button, quiet_button
from caregiver_app.ui.widgets.card import Card
from caregiver_app.ui.widgets.flow import button_row
from caregiver_app.ui.widgets.form import Form
from caregiver_app.ui.widgets.labels import data_label
from caregiver_app.ui.widgets.text_field import TextField


class ProtectPage(CentredPage):
    """``chosen`` carries the name and the passphrase. ``back_asked`` takes nothing away that is typed."""

    chosen = Signal(str, str)
    back_asked = Signal()

    def __init__(self, *, is_plain_file: bool = False) -> None:
        super().__init__("shield-check", _("Protect the household"))
        self.name = TextField()
        self.form = Form()
        self.form.add(
            "name",
            _("Your name"),
            self.name,
            _("You open the household. The name is shown when it is locked, and beside your changes."),
        )
        self.passphrase = NewPassphrase(lambda: (self.name.value(),))
        self.protect_button = primary_button(_("Protect it"), "lock")
        self.back_button = quiet_button(_("Back"))
        self.protect_button.clicked.connect(lambda _checked=False: self.protect())
        self.back_button.clicked.connect(lambda _checked=False: self.back_asked.emit())
        self.passphrase.entered.connect(self.protect)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Cancel), self).activated.connect(self._go_back)
        self._arrange(_plain_words() if is_plain_file else _new_words())
        self.name.setFocus()

    def protect(self) -> None:
        """Hands on what is typed, or says what is missing."""
        if not self.protect_button.isEnabled():
            return
        self.failed("")
        self.form.clear_errors()
        name = self.name.value().strip()
        problem = name_problem(name)
        if problem:
            self.form.show_error("name", problem)
            return
        passphrase = self.passphrase.accepted()
        if passphrase:
            self.chosen.emit(name, passphrase)

    def set_busy(self, busy: bool) -> None:  # noqa: FBT001 - a slot
        """While the passphrase is made into a key, about a second."""
        for each in (self.form, self.passphrase, self.protect_button, self.back_button):
            each.setEnabled(not busy)
        self.protect_button.setText(_("Protecting…") if busy else _("Protect it"))

    def _go_back(self) -> None:
        if self.back_button.isEnabled():
            self.back_asked.emit()

    def _arrange(self, words: str) -> None:
        self.add(data_label(words))
        card = Card()
        card.add(self.form)
        card.add(self.passphrase)
        card.add(
            Banner(
                "warning",
                _(
                    "Next you print a recovery key. If the passphrase and the recovery key are both lost, "
                    "everything in the household is lost. Nobody can open it then, not even we. "
                    "There is no back door."
                ),
            )
        )
        card.add(button_row(self.protect_button, self.back_button))
        self.add(card)


def _new_words() -> str:
    return _(
        "What you write down here is private. With a passphrase nobody else can read it, even if the computer "
        "is lost or stolen."
    )


def _plain_words() -> str:
    return _(
        "This household is not yet protected: whoever uses this computer can read it. Choose a passphrase now. "
        "Everything in it is kept; the unprotected file goes away once the protected one has been checked."
    )

"""What is shown instead of the household when it should be closed, but could not be kept as it is."""

from __future__ import annotations

from PySide6.QtCore import Signal

from caregiver_app.i18n import _
from caregiver_app.ui.entrance.centred_page import CentredPage
from caregiver_app.ui.widgets.banner import Banner
from caregiver_app.ui.widgets.buttons import button, danger_button, primary_button
from caregiver_app.ui.widgets.card import Card
from caregiver_app.ui.widgets.flow import button_row
from caregiver_app.ui.widgets.labels import data_label


class CannotSavePage(CentredPage):
    """Hides everything. ``closing``: the window is to be closed rather than locked, which can be insisted on."""

    again_asked = Signal()
    rescue_asked = Signal()
    lost_asked = Signal()

    def __init__(self, sentence: str, *, closing: bool) -> None:
        super().__init__("lock", _("One thing before this closes"))
        self.again_button = primary_button(_("Try again"))
        self.rescue_button = button(_("Save everything somewhere else…"), "save")
        self.lost_button = danger_button(_("Close and lose it"))
        self.again_button.clicked.connect(lambda _checked=False: self.again_asked.emit())
        self.rescue_button.clicked.connect(lambda _checked=False: self.rescue_asked.emit())
        self.lost_button.clicked.connect(lambda _checked=False: self.lost_asked.emit())
        self.success = Banner("success")
        self.failed(sentence)
        card = Card()
        card.add(
            data_label(
                _(
                    "The household could not be kept in its file as it is now. Nothing is lost: it waits here, out of "
                    "sight, until it is saved. A copy in another place is protected by the same passphrase."
                )
            )
        )
        card.add(button_row(self.again_button, self.rescue_button, self.lost_button))
        self.lost_button.setVisible(closing)
        self.add(self.success)
        self.add(card)
        self.again_button.setFocus()

    def saved(self, sentence: str) -> None:
        """Everything is in another place now, so this may close."""
        self.failed("")
        self.success.show_text(sentence)
        self.again_button.setText(_("Go on"))
        self.rescue_button.hide()
        self.lost_button.hide()
        self.again_button.setFocus()

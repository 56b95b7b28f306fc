"""The two numbers that stand on each sheet, in sight above the contacts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caregiver_app.i18n import _
from caregiver_app.ui.widgets.buttons import quiet_button
from caregiver_app.ui.widgets.card import Card
from caregiver_app.ui.widgets.labels import data_label
from caregiver_app.wording.dates import not_recorded
from caregiver_app.wording.numbers import unbroken

if TYPE_CHECKING:
    from caregiver_app.ui.frame.session import Session


class EmergencyNumbersCard(Card):
    """Shows them, and asks for the page on which they are changed."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.words = data_label()
        self.settings_button = quiet_button(_("Settings"), "settings")
        self.settings_button.setAccessibleName(_("Change these numbers in Settings"))
        self.settings_button.setToolTip(self.settings_button.accessibleName())
        self.settings_button.clicked.connect(lambda _checked=False: session.asked.emit("settings", ""))
        self.setAccessibleName(_("Emergency numbers"))
        self.header.addWidget(self.words, 1)
        self.header.addWidget(self.settings_button)

    def reload(self) -> None:
        """Shows what the household wants printed."""
        preferences = self._session.preferences
        lines = (
            (_("Emergency: {number}"), preferences.emergency_number),
            (_("Poison help: {number}"), preferences.poison_number),
        )
        texts = [
            words.format(number=unbroken(number) if number else not_recorded()) for words, number in lines
        ]
        self.words.show_data("\n".join(texts))

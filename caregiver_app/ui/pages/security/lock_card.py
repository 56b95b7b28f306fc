"""When the household locks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caregiver_app.i18n import _, ngettext
from caregiver_app.ui.pages.security.keeping_card import KeepingCard
from caregiver_app.ui.pages.security.step import on_click
from caregiver_app.ui.widgets.buttons import button, quiet_button
from caregiver_app.ui.widgets.flow import button_row
from caregiver_app.ui.widgets.labels import data_label

if TYPE_CHECKING:
    from caregiver_app.ui.frame.session import Session


class LockCard(KeepingCard):
    """The minutes are a choice of this computer, so they are changed on the Settings page."""

    def __init__(self, session: Session) -> None:
        super().__init__(_("Lock"))
        self._session = session
        self.words = data_label()
        self.lock_button = button(_("Lock now"), "lock")
        self.change_button = quiet_button(_("Change the minutes"))
        self.lock_button.clicked.connect(on_click(session.lock_asked.emit))
        self.change_button.clicked.connect(on_click(lambda: session.asked.emit("settings", "")))
        self.add(self.words)
        self.add(button_row(self.lock_button, self.change_button))

    def reload(self) -> None:
        self.words.show_data(lock_sentence(self._session.environment.settings.lock_after_minutes))


def lock_sentence(minutes: int) -> str:
    """When it locks, in words."""
    return ngettext(
        "Locks by itself after {n} minute without a key or a click, and when the screen locks or the computer "
        "goes to sleep. What you typed is kept.",
        "Locks by itself after {n} minutes without a key or a click, and when the screen locks or the computer "
        "goes to sleep. What you typed is kept.",
        minutes,
    ).format(n=minutes)

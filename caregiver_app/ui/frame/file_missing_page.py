"""The household's file is not where it was, but what belongs to it is: nobody is a newcomer here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from caregiver_app.i18n import _
from caregiver_app.ui.entrance.centred_page import CentredPage
from caregiver_app.ui.widgets.buttons import button, primary_button
from caregiver_app.ui.widgets.card import Card
from caregiver_app.ui.widgets.flow import button_row
from caregiver_app.ui.widgets.labels import data_label, section

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget


class FileMissingPage(CentredPage):
    """Offers a backup, or the file at another place. Never to begin anew: that would hide what can be found."""

    restore_asked = Signal()
    open_asked = Signal()
    again_asked = Signal()

    def __init__(self, file: Path, *, has_backups: bool) -> None:
        super().__init__("search", _("The household’s file is not in its place"))
        self.restore_button = primary_button(_("Restore from a backup…"), "undo-2")
        self.open_button = button(_("Choose the file…"), "file-text")
        self.again_button = button(_("Look again"))
        self.restore_button.clicked.connect(lambda _checked=False: self.restore_asked.emit())
        self.open_button.clicked.connect(lambda _checked=False: self.open_asked.emit())
        self.again_button.clicked.connect(lambda _checked=False: self.again_asked.emit())
        card = Card()
        card.add(
            data_label(
                _(
                    "“{file}” is missing. It may have been moved, renamed or deleted, or its disk is not "
                    "connected. Nothing was changed."
                ).format(file=file)
            )
        )
        card.add(data_label(_with_backups() if has_backups else _without_backups(file)))
        card.add(button_row(self.restore_button, self.open_button, self.again_button))
        self.add(card)

    def show_published(self, published: QWidget) -> None:
        """What the family chose to leave outside the lock is still there."""
        self.add(section(_("Emergency sheets")))
        self.add(published)


def _with_backups() -> str:
    return _(
        "Backups of it are still here. Look in the wastebasket of this computer first; then restore one."
    )


def _without_backups(file: Path) -> str:
    return _(
        "Look in the wastebasket of this computer, and on other disks and sticks. If you kept a backup in a second "
        "place, restore it from there. If there never was a household here, delete the file “{keys}” and look again."
    ).format(keys=f"{file.name}.keys")

"""The whole household as one open document that any program can read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from caregiver_app.i18n import _
from caregiver_app.services.files import write_output

if TYPE_CHECKING:
    from caregiver_app.ui.desk import Desk


def ask_for_document(parent: QWidget, suggested: str) -> Path | None:
    """Where to save; ``None`` if the person thought better of it."""
    dialog = QFileDialog(parent, _("Export the household"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(_("Household documents (*.json)"))
    dialog.setDefaultSuffix("json")
    dialog.selectFile(suggested)
    chosen = dialog.selectedFiles() if dialog.exec() == QFileDialog.DialogCode.Accepted else []
    dialog.deleteLater()
    return Path(chosen[0]) if chosen else None


def export_household(desk: Desk, path: Path) -> None:
    """Raises ``KnownError``; then nothing was written."""
    from caregiver_app.interop.household_document import write_document

    write_output(path, write_document(desk.household), starts_with=b"{")

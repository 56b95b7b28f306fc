"""The whole household as one open document that any program can read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from caregiver_app.i18n import _
from caregiver_app.services.owned_files import DOCUMENT_MARK, write_output
from caregiver_app.ui.paper.handing_out import ask_where_to_save

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from caregiver_app.ui.frame.session import Session


def ask_for_document(parent: QWidget, suggested: str) -> Path | None:
    """Where to save; ``None`` if the person thought better of it."""
    kind = (_("Household documents (*.json)"), "json")
    return ask_where_to_save(parent, _("Export the household"), kind, suggested)


def export_household(session: Session, path: Path) -> None:
    """Raises ``KnownError``; then nothing was written."""
    from caregiver_app.interop.household_document import write_document

    opened = session.opened
    data = write_document(opened.household, opened.events.in_order())
    write_output(path, data, DOCUMENT_MARK, never=opened.path)

"""What the locked program shows: the emergency sheets that the family chose to publish, and nothing else.

It knows the folder of published sheets and no household: nothing here can be asked for more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from caregiver_app.i18n import _
from caregiver_app.services.publishing.published_files import Published, published, read_sheet
from caregiver_app.ui.published.published_viewer import PublishedViewer
from caregiver_app.ui.published.published_words import published_and_age, sheet_title, stale_warning
from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.banner import Banner
from caregiver_app.ui.widgets.buttons import Button
from caregiver_app.ui.widgets.card import Card
from caregiver_app.ui.widgets.flow import button_row
from caregiver_app.ui.widgets.labels import data_label

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path


class PublishedSheetCard(Card):
    """One sheet: whose, how old, whether it may be relied on, and a button to see it."""

    def __init__(self, sheet: Published, today: date) -> None:
        super().__init__(sheet_title(sheet))
        self.sheet = sheet
        self.warning = Banner("warning")
        self.show_button = Button(_("Emergency: show the sheet"), "siren", "alarm")
        self.show_button.setAccessibleName(f"{_('Emergency')}: {sheet_title(sheet)}")
        self.add(data_label(published_and_age(sheet, today)))
        self.add(self.warning)
        self.add(button_row(self.show_button))
        self.warning.show_text(stale_warning(sheet, today))


class PublishedList(QWidget):
    """A card for each published sheet of the household at ``path``; nothing where there is none."""

    def __init__(self, path: Path, today: date) -> None:
        super().__init__()
        self._path, self._today = path, today
        self.cards: list[PublishedSheetCard] = []
        self.trouble = Banner("warning")
        self.viewer: PublishedViewer | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(tokens_now().gap_m)
        self._column.addWidget(self.trouble)
        self.reload(today)

    def has_any(self) -> bool:
        """Whether anything is published."""
        return bool(self.cards)

    def reload(self, today: date) -> None:
        """Looks into the folder again, on what may be another day."""
        self._today = today
        for card in self.cards:
            card.hide()
            card.deleteLater()
        self.cards = [PublishedSheetCard(sheet, today) for sheet in published(self._path)]
        for card in self.cards:
            card.show_button.clicked.connect(lambda _checked=False, sheet=card.sheet: self._show(sheet))
            self._column.addWidget(card)

    def _show(self, sheet: Published) -> None:
        data = read_sheet(self._path, sheet)
        is_whole = data is not None and _is_pdf(data)
        viewer = PublishedViewer(sheet, data, self._today, self.window()) if data and is_whole else None
        missing = _("This sheet cannot be shown: its file is gone or damaged. Look for the printed one.")
        self.trouble.show_text("" if viewer else missing)
        self.viewer = viewer
        if viewer is not None:
            viewer.show_over(self.window())
            viewer.destroyed.connect(self._forget)

    def _forget(self) -> None:
        self.viewer = None


def _is_pdf(data: bytes) -> bool:
    """Asked before there is a viewer: half of one would go on trying to draw it."""
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        PdfDocument(data).close()
    except PdfiumError:
        return False
    return True

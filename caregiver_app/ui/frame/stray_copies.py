"""Published sheets that belong to nobody in the household any more, each with a way to withdraw it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from caregiver_app.i18n import _
from caregiver_app.ui.published.published_words import published_and_age, sheet_title
from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.banner import Banner

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from caregiver_app.services.publishing.published_files import Published


class StrayCopies(QWidget):
    """A warning for each; hidden where there is none."""

    def __init__(self, withdraw: Callable[[Published], None]) -> None:
        super().__init__()
        self._withdraw = withdraw
        self.banners: list[Banner] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(tokens_now().gap_m)
        self.hide()

    def show_sheets(self, sheets: tuple[Published, ...], today: date) -> None:
        """Shows these in place of the former."""
        for banner in self.banners:
            banner.hide()
            banner.deleteLater()
        self.banners = [self._banner(sheet, today) for sheet in sheets]
        for banner in self.banners:
            self._column.addWidget(banner)
        self.setVisible(bool(sheets))

    def _banner(self, sheet: Published, today: date) -> Banner:
        text = _("{title}, {when}, is still published, but belongs to nobody in this household.").format(
            title=sheet_title(sheet), when=published_and_age(sheet, today)
        )
        banner = Banner("warning", text, _("Withdraw"))
        banner.action.connect(lambda: self._withdraw(sheet))
        return banner

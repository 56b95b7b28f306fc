"""The preview with its zoom, or the reason why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QVBoxLayout, QWidget

from caregiver_app.i18n import _
from caregiver_app.ui.pages.paper.refusal import Refusal
from caregiver_app.ui.paper.pdf_preview import Fit, PdfPreview
from caregiver_app.ui.style import set_state, tokens_now
from caregiver_app.ui.widgets.buttons import Button, quiet_button
from caregiver_app.ui.widgets.flow import button_row

if TYPE_CHECKING:
    from caregiver_app.domain.people import CareRecipient
    from caregiver_app.printing.errors import SheetTooFullError
    from caregiver_app.ui.frame.session import Session


class PreviewPanel(QWidget):
    """Shows a PDF or a refusal."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        gaps = tokens_now()
        self.preview = PdfPreview(_("Preview of the sheet"))
        self.refusal = Refusal(session)
        self._zoom = QButtonGroup(self)
        self.fit_buttons = {fit: self._fit_button(fit, words) for fit, words in _fits().items()}
        self._zooming = button_row(*self.fit_buttons.values())
        self._stack = QStackedWidget()
        self._stack.addWidget(self.preview)
        self._stack.addWidget(self.refusal)
        column = QVBoxLayout(self)
        column.setContentsMargins(gaps.gap_s, 0, gaps.gap_l, 0)
        column.setSpacing(gaps.gap_m)
        column.addWidget(self._zooming)
        column.addWidget(self._stack, 1)
        self.fit_buttons[Fit.WIDTH].setChecked(True)

    def show_pdf(self, data: bytes) -> None:
        self.preview.show_pdf(data)
        self._stack.setCurrentWidget(self.preview)
        self._zooming.setVisible(True)

    def show_refusal(self, error: SheetTooFullError, person: CareRecipient) -> None:
        self.refusal.show_error(error, person)
        self._stack.setCurrentWidget(self.refusal)
        self._zooming.setVisible(False)

    def _fit_button(self, fit: Fit, words: str) -> Button:
        result = quiet_button(words)
        result.setCheckable(True)
        self._zoom.addButton(result)
        result.toggled.connect(lambda on: self._on_toggle(fit, result, on=on))
        return result

    def _on_toggle(self, fit: Fit, which: Button, *, on: bool) -> None:
        set_state(which, "kind", "plain" if on else "quiet")
        which.set_icon("check" if on else "")
        if not on:
            which.setIcon(QIcon())
        if on:
            self.preview.set_fit(fit)


def _fits() -> dict[Fit, str]:
    return {Fit.WIDTH: _("Full width"), Fit.PAGE: _("Whole page")}

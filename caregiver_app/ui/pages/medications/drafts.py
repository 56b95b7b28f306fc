"""Forms begun and not finished, each with a way to go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caregiver_app.i18n import _
from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.banner import Banner

if TYPE_CHECKING:
    from caregiver_app.domain.people import CareRecipient
    from caregiver_app.ui.frame.session import Session


def draft_key(medication_id: str, person_id: str) -> str:
    """Where the half-filled form of a medicine is kept; "" stands for a new one."""
    return f"medication/{medication_id or 'new'}/{person_id}"


class DraftNotices(QWidget):
    """``wanted`` carries the id of the medicine whose form is to be opened; "" for a new one."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.notices: list[Banner] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(tokens_now().gap_s)

    def show_drafts(self, session: Session, person: CareRecipient) -> None:
        """One notice for each unfinished form of the person."""
        for notice in self.notices:
            self._column.removeWidget(notice)
            notice.hide()
            notice.deleteLater()
        self.notices = []
        for medication_id, name in [("", ""), *((each.id, each.product_name) for each in person.medications)]:
            draft = session.opened.draft(draft_key(medication_id, person.id))
            if draft:
                self._add(medication_id, name or draft.get("product_name", ""))
        self.setVisible(bool(self.notices))

    def _add(self, medication_id: str, name: str) -> None:
        text = (
            _("Unfinished form: {name}").format(name=name)
            if name.strip()
            else _("Unfinished form of a new medicine")
        )
        notice = Banner("info", text, _("Go on"))
        notice.action.connect(lambda: self.wanted.emit(medication_id))
        self.notices.append(notice)
        self._column.addWidget(notice)

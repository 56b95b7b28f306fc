"""Forms that were begun and not finished: where each is kept, and the notices with a way to go on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caregiver_app.i18n import _
from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.banner import Banner

if TYPE_CHECKING:
    from collections.abc import Mapping

    from caregiver_app.domain.record_kinds import RecordKind

NEW: Final = "new"
"""Stands for the id of a record that is not there yet."""

_NAMED_OTHERWISE: Final = {"care_recipient": "people", "contact": "contacts"}
"""As the files of earlier versions have it."""


def draft_key(kind: RecordKind, key: str, owner_id: str = "") -> str:
    """Where the half-filled form of a record is kept. ``key`` is its id or ``new``."""
    place = _NAMED_OTHERWISE.get(kind.key, kind.key)
    return f"{place}/{key}/{owner_id}" if owner_id else f"{place}/{key}"


def still_unfilled(
    draft: Mapping[str, str], now: Mapping[str, str], before: Mapping[str, str]
) -> dict[str, str]:
    """What of a draft may go into a form: into fields it still has, and that nobody has filled since ``before``."""
    return {key: value for key, value in draft.items() if key in before and now[key] == before[key]}


class DraftNotices(QWidget):
    """``wanted`` carries the id of the record whose form is to be opened, or ``new``."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.notices: list[Banner] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(tokens_now().gap_s)
        self.hide()

    def show_texts(self, texts: Mapping[str, str]) -> None:
        """One notice for each text, by the key of its form."""
        for notice in self.notices:
            self._column.removeWidget(notice)
            notice.hide()
            notice.deleteLater()
        self.notices = []
        for key, text in texts.items():
            notice = Banner("info", text, _("Go on"))
            notice.action.connect(lambda key=key: self.wanted.emit(key))
            self.notices.append(notice)
            self._column.addWidget(notice)
        self.setVisible(bool(self.notices))

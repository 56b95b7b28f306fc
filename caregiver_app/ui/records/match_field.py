"""Asks whether a reference entry is the very medicine the person means, and shows what labels say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from caregiver_app.i18n import _
from caregiver_app.ui.records.match_answers import Answers, answers_as_text, answers_from_text
from caregiver_app.ui.records.match_question import MatchQuestion
from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.banner import Banner
from caregiver_app.ui.widgets.labels import note

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caregiver_app.reference import MedicineReference
    from caregiver_app.ui.frame.session import Session


class MatchField(QFrame):
    """Its value is the answers as text (see ``match_answers``). Nothing is answered for the person.

    The value changes only when the person answers: other entries to choose from leave it, and ask anew.
    """

    edited = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._answers = Answers()
        self._entries: tuple[MedicineReference, ...] = ()
        self.questions: list[MatchQuestion] = []
        self.setProperty("role", "card")
        self.words = note("")
        self.again = Banner("warning")
        gaps = tokens_now()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(gaps.gap_l, gaps.gap_l, gaps.gap_l, gaps.gap_l)
        self._column.setSpacing(gaps.gap_m)
        self._column.addWidget(self.again)
        self._column.addWidget(self.words)

    def value(self) -> str:
        return answers_as_text(self._answers)

    def set_value(self, value: str) -> None:
        self._answers = answers_from_text(value)
        self._show_answers()
        self.edited.emit()

    def show_entries(self, entries: Sequence[MedicineReference], otherwise: str) -> None:
        """Asks about ``entries``; where there are none, says ``otherwise``."""
        self.words.setText(otherwise)
        self.words.setVisible(not entries)
        if tuple(entries) != self._entries:
            self._entries = tuple(entries)
            self._ask()
        self._show_answers()

    def _ask(self) -> None:
        for question in self.questions:
            self._column.removeWidget(question)
            question.hide()
            question.deleteLater()
        self.questions = [MatchQuestion(self._session, entry) for entry in self._entries]
        for question in self.questions:
            question.answered.connect(self._on_answer)
            self._column.addWidget(question)
        if self.questions:
            self.setFocusProxy(self.questions[0].yes)

    def _on_answer(self, entry_id: str, is_it: object) -> None:
        if not self._answers.fit(self._entries):
            self._answers = Answers(frozenset(entry.id for entry in self._entries))
        is_it = is_it if isinstance(is_it, bool) else None
        self._answers = self._answers.with_answer(entry_id, is_it=is_it)
        self._show_answers()
        self.edited.emit()

    def _show_answers(self) -> None:
        fit = self._answers.fit(self._entries)
        void = bool(self._entries) and not fit and bool(self.value())
        self.again.show_text(
            _("The medicine or the way it is given has changed since you answered. Please answer again.")
            if void
            else ""
        )
        for question in self.questions:
            yes, no = (question.entry.id in ids for ids in (self._answers.yes, self._answers.no))
            question.show_answer(is_it=yes if fit and (yes or no) else None)

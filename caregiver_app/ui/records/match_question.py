"""One reference entry with yes, no and not yet, and its first facts once it was yes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QRadioButton, QVBoxLayout, QWidget

from caregiver_app.i18n import _
from caregiver_app.ui.emergency.fact_view import FactView
from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.flow import button_row
from caregiver_app.ui.widgets.labels import data_label, note
from caregiver_app.wording.doses import route_name
from caregiver_app.wording.risks import not_verified

if TYPE_CHECKING:
    from caregiver_app.reference import MedicineReference
    from caregiver_app.ui.frame.session import Session


class MatchQuestion(QFrame):
    """``answered`` carries the entry's id with True, False, or None for "not yet"."""

    answered = Signal(str, object)

    def __init__(self, session: Session, entry: MedicineReference) -> None:
        super().__init__()
        self.entry = entry
        self._session = session
        self._facts: QWidget | None = None
        self.setProperty("role", "well")
        self.yes = QRadioButton(_("Yes, this is it"))
        self.no = QRadioButton(_("No, it is another"))
        self.not_yet = QRadioButton(_("Not answered yet"))
        self._choices = QButtonGroup(self)
        for choice, is_it in ((self.yes, True), (self.no, False), (self.not_yet, None)):
            self._choices.addButton(choice)
            choice.setAccessibleName(f"{entry.name}: {choice.text()}")
            choice.clicked.connect(lambda _checked=False, is_it=is_it: self.answered.emit(entry.id, is_it))
        self._arrange()
        self.show_answer(is_it=None)

    def show_answer(self, *, is_it: bool | None) -> None:
        """Marks the answer; the facts stand there only after a yes."""
        choice = {True: self.yes, False: self.no, None: self.not_yet}[is_it]
        choice.setChecked(True)
        if is_it and self._facts is None:
            self._facts = _first_facts(self._session, self.entry)
            self._column.addWidget(self._facts)
        if self._facts is not None:
            self._facts.setVisible(bool(is_it))

    def _arrange(self) -> None:
        gaps = tokens_now()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(gaps.gap_l, gaps.gap_m, gaps.gap_l, gaps.gap_m)
        self._column.setSpacing(gaps.gap_s)
        name = data_label(self.entry.name)
        name.setProperty("role", "field")
        self._column.addWidget(name)
        ways = ", ".join(route_name(route) for route in self.entry.routes)
        self._column.addWidget(note(_("The labels speak of it given: {ways}").format(ways=ways)))
        self._column.addWidget(button_row(self.yes, self.no, self.not_yet))


def _first_facts(session: Session, entry: MedicineReference) -> QWidget:
    """The most telling sign on either side and the first step; where one is not verified, that it is not."""
    facts = QWidget()
    column = QVBoxLayout(facts)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(tokens_now().gap_m)
    for lead, found, missing in (
        (_("Too little or a sudden stop"), entry.too_little(), not_verified(too_much=False).text),
        (_("Too much"), entry.too_much(), not_verified(too_much=True).text),
        (_("First"), entry.do_first(), ""),
    ):
        if found:
            column.addWidget(FactView(session, found[0], lead))
        elif missing:
            column.addWidget(data_label(missing))
    column.addWidget(note(_("The Reference page has all lines.")))
    return facts

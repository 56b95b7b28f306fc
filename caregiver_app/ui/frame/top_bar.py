"""Whose pages are on view, and undo: always at the top."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy

from caregiver_app.i18n import _
from caregiver_app.ui.frame.session import Session
from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.buttons import icon_button
from caregiver_app.ui.widgets.choice_field import ChoiceField
from caregiver_app.ui.widgets.labels import data_label, note
from caregiver_app.ui.widgets.plain_text import tool_tip

_LEAST_NAME = 160


class TopBar(QFrame):
    """Chooses the person; undoes and redoes."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.setProperty("role", "topbar")
        self.person = ChoiceField(())
        self.person.setAccessibleName(_("Caring for"))
        self.person.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.person.setMinimumWidth(_LEAST_NAME)  # it gives way first where large text leaves little room
        self.one_person = data_label()
        self.undo_button = icon_button(_("Undo"), "undo-2")
        self.redo_button = icon_button(_("Redo"), "redo-2")
        self.undo_button.clicked.connect(lambda _checked=False: session.undo())
        self.redo_button.clicked.connect(lambda _checked=False: session.redo())
        self.person.edited.connect(lambda: session.choose_person(self.person.value()))
        self._caption = note("")
        self._caption.setWordWrap(False)
        gaps = tokens_now()
        row = QHBoxLayout(self)
        row.setContentsMargins(gaps.gap_xxl, gaps.gap_s, gaps.gap_l, gaps.gap_s)
        row.setSpacing(gaps.gap_m)
        row.addWidget(self._caption)
        row.addWidget(self.person)
        row.addWidget(self.one_person, 1)
        row.addStretch(1)
        row.addWidget(self.undo_button)
        row.addWidget(self.redo_button)

    def reload(self) -> None:
        """Shows who there is, and what can be undone."""
        people = self._session.household.care_recipients
        person = self._session.person
        self.person.blockSignals(True)
        self.person.set_choices([(each.id, each.preferred_name) for each in people])
        self.person.set_value(person.id if person else "")
        self.person.blockSignals(False)
        several = len(people) > 1
        self._caption.setText(self._said_before(anybody=bool(people)))
        self.person.setVisible(several)
        self.one_person.setVisible(not several)
        self.one_person.show_data(person.preferred_name if person else "")
        opened = self._session.opened
        for button, name, step in (
            (self.undo_button, _("Undo"), opened.next_undo),
            (self.redo_button, _("Redo"), opened.next_redo),
        ):
            button.setEnabled(bool(step))
            button.setToolTip(tool_tip(f"{name}: {step}") if step else name)
            button.setAccessibleDescription(step)

    def _said_before(self, *, anybody: bool) -> str:
        """What stands before the name: on every page the made-up household says that it is made up."""
        if self._session.opened.path is None:
            return _("Made-up person") if anybody else _("Made-up household")
        return _("Caring for") if anybody else ""

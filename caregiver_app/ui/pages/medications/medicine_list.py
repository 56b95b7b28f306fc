"""All medicines of a person: current or stopped, with a filter, and the chosen one below."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QApplication, QStackedWidget

from caregiver_app.domain.medication import Medication
from caregiver_app.i18n import _
from caregiver_app.ui.pages.medications.chosen_card import ChosenCard
from caregiver_app.ui.pages.medications.medicine_rows import (
    ListedMedicine,
    MedicineModel,
    current_columns,
    medicine_rows,
    stopped_columns,
)
from caregiver_app.ui.pages.medications.medicine_table import MedicineTable
from caregiver_app.ui.pages.medications.switch import Switch
from caregiver_app.ui.records.drafts import NEW
from caregiver_app.ui.records.record_list import RecordList
from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.buttons import primary_button
from caregiver_app.ui.widgets.flow import button_row
from caregiver_app.ui.widgets.labels import note
from caregiver_app.ui.widgets.page_header import PageHeader
from caregiver_app.ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout

    from caregiver_app.ui.frame.session import Session

CURRENT, STOPPED = "current", "stopped"
_ROWS_ALWAYS_SEEN = 3
_FILTER_CHARACTERS = 30


class MedicineList(RecordList):
    """A table of the current medicines and one of those stopped; ``card`` shows the chosen one."""

    def __init__(self, session: Session) -> None:
        self.add_button = primary_button(_("Add a medicine"), "plus")
        super().__init__(session, Medication, PageHeader(_("Medications"), self.add_button))
        self.switch = Switch(
            [(CURRENT, _("Current")), (STOPPED, _("Stopped"))], _("Which medicines are shown")
        )
        self.filter = TextField(_("Find in this list"))
        self.filter.setAccessibleName(_("Find in this list"))
        self.nothing = note("")
        self.models = {
            CURRENT: MedicineModel(current_columns(lambda: session.preferences.clock, lambda: session.today)),
            STOPPED: MedicineModel(stopped_columns()),
        }
        self._tables: dict[str, MedicineTable] = {}
        self._stack = QStackedWidget()
        self._card: ChosenCard | None = None
        self._connect()
        self._arrange()

    @property
    def table(self) -> MedicineTable:
        """The table on view, made when it is first looked at."""
        kind = self.switch.value()
        if kind not in self._tables:
            self._tables[kind] = self._new_table(kind)
        return self._tables[kind]

    @property
    def card(self) -> ChosenCard:
        """The chosen medicine below the table, made when one is first chosen."""
        if self._card is None:
            self._card = self._new_card()
        return self._card

    def reload(self) -> None:
        person = self.session.person
        if person is None:
            return
        super().reload()
        chosen, today = self._chosen(), self.session.today
        self.header.set_title(_("{name}’s medicines").format(name=person.preferred_name))
        stopped = (each for each in person.medications if not each.is_current(today))
        for kind, medications, label in (
            (CURRENT, person.current_medications(today), _("Current ({n})")),
            (STOPPED, stopped, _("Stopped ({n})")),
        ):
            rows = medicine_rows(medications, self.session.reference)
            self.models[kind].set_rows(rows)
            self.switch.set_labels({kind: label.format(n=len(rows))})
        self._choose_again(chosen)

    def draft_words(self, key: str) -> str:
        medication = self.record(key)
        draft = self.session.opened.draft(self.draft_key(key))
        name = medication.product_name if medication else draft.get("product_name", "")
        return (
            _("Unfinished form: {name}").format(name=name)
            if name.strip()
            else _("Unfinished form of a new medicine")
        )

    def choose(self, medication_id: str) -> None:
        """Chooses a medicine of the table on view."""
        shown = self.models[self.switch.value()].shown()
        row = next((each for each in shown if each.medication.id == medication_id), None)
        if row is not None:
            self.table.choose(row)
        self._show_chosen()

    def _chosen(self) -> ListedMedicine | None:
        return self._card.row if self._card is not None else None

    def _choose_again(self, chosen: ListedMedicine | None) -> None:
        if chosen is not None:
            self.choose(chosen.medication.id)
        else:
            self._show_chosen()

    def _show_chosen(self) -> None:
        self._stack.setCurrentWidget(self.table)
        self.nothing.setText(self._why_empty())
        self.nothing.setVisible(not self.models[self.switch.value()].shown())
        row = cast("ListedMedicine | None", self.table.chosen())
        focus = QApplication.focusWidget()
        if row is None and self._card is None:
            return
        if row is None and focus is not None and self.card.isAncestorOf(focus):
            self.table.setFocus()  # else it would go to the sidebar with the card
        self.card.show_row(row)

    def _show_stop_form(self) -> None:
        if self.card.stop_form is not None:
            self.ensureWidgetVisible(self.card.stop_form, 0, tokens_now().gap_l)

    def _why_empty(self) -> str:
        if self.filter.value().strip():
            return _("Nothing in this list has these words.")
        if self.switch.value() == STOPPED:
            return _("No medicine is recorded as stopped.")
        return _("No current medicine is recorded.")

    def _on_filter(self) -> None:
        for model in self.models.values():
            model.set_filter(self.filter.value())
        self._choose_again(self._chosen())

    def _connect(self) -> None:
        self.add_button.clicked.connect(lambda _checked=False: self.open_asked.emit(NEW))
        self.switch.edited.connect(self._show_chosen)
        self.filter.edited.connect(self._on_filter)

    def _new_table(self, kind: str) -> MedicineTable:
        names = {CURRENT: _("Current medicines"), STOPPED: _("Stopped medicines")}
        table = MedicineTable(self.models[kind], names[kind])
        table.setMinimumHeight(table.verticalHeader().defaultSectionSize() * (_ROWS_ALWAYS_SEEN + 1))
        table.opened.connect(lambda row: self.open_asked.emit(row.medication.id))
        table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._show_chosen())
        self._stack.addWidget(table)
        return table

    def _new_card(self) -> ChosenCard:
        card = ChosenCard(self.session)
        card.grown.connect(self._show_stop_form)
        card.edit_asked.connect(self.open_asked)
        card.remove_asked.connect(self.remove_asked)
        self.add(card)
        return card

    def _arrange(self) -> None:
        self.filter.setMinimumWidth(_FILTER_CHARACTERS * self.filter.fontMetrics().averageCharWidth())
        self.add(button_row(self.switch, self.filter))
        self.add(self.nothing)
        self.body.addWidget(self._stack, 1)
        # The table takes what the page has to spare, rather than the empty space below.
        whole = cast("QVBoxLayout", self.body.parent())
        whole.setStretch(0, 1)
        whole.setStretch(1, 0)

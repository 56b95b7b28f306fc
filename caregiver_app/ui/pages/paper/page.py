"""Choices at the left, the very PDF at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caregiver_app.domain.preferences import Paper
from caregiver_app.i18n import _
from caregiver_app.printing.errors import SheetTooFullError
from caregiver_app.services.documents.copies import copies_of
from caregiver_app.services.documents.listed import EMERGENCY, every_variant, printed_as
from caregiver_app.services.documents.making import MadeDocument, make_document
from caregiver_app.services.documents.subject import subject_of
from caregiver_app.ui.pages.paper.clinic import ClinicCard, clinic_editor
from caregiver_app.ui.pages.paper.copies import CopiesCard
from caregiver_app.ui.pages.paper.notices import Notices
from caregiver_app.ui.pages.paper.preview_panel import PreviewPanel
from caregiver_app.ui.paper.handing_out import Dialogs, HandingOut
from caregiver_app.ui.paper.told_banners import ToldBanners
from caregiver_app.ui.records.form_page import FormPage
from caregiver_app.ui.records.two_panes import TwoPanes
from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.buttons import button, primary_button
from caregiver_app.ui.widgets.choice_field import ChoiceField
from caregiver_app.ui.widgets.empty_state import EmptyState
from caregiver_app.ui.widgets.form import Form
from caregiver_app.ui.widgets.page_header import PageHeader
from caregiver_app.ui.widgets.scroll import ScrollPage

if TYPE_CHECKING:
    from caregiver_app.domain.people import CareRecipient
    from caregiver_app.services.documents.copies import Copy
    from caregiver_app.services.documents.document import PersonDocument, Variant
    from caregiver_app.ui.frame.session import Session

_LEAST_PREVIEW = 38
_DOCUMENT_CHARACTERS = 22
# Laying out takes longer than anything else here; before it the choices find their places and are painted.
_SOON_MS = 30


class PaperPage(FormPage):
    """Prints and saves the documents of the list, each laid out (some 60 ms) once for several changes in a row."""

    def __init__(self, session: Session, dialogs: Dialogs | None = None) -> None:
        super().__init__(session)
        self._handing_out = HandingOut(session, self, dialogs or Dialogs())
        self._made: MadeDocument[Any] | None = None
        self._told = ToldBanners(self._handing_out, self._save)
        self._editor_person = ""
        self.person = ChoiceField(())
        self.document = ChoiceField(
            [(document.print_key(variant), variant.title) for document, variant in every_variant()]
        )
        self.document.setMinimumContentsLength(_DOCUMENT_CHARACTERS)
        self.paper = ChoiceField([(Paper.LETTER.value, _("Letter")), (Paper.A4.value, _("A4"))])
        self.print_button = primary_button(_("Print…"), "printer")
        self.save_button = button(_("Save as PDF…"), "file-down")
        self.success, self.trouble = self._told.success, self._told.trouble
        self.notices = Notices(session)
        self.clinic = ClinicCard(session)
        self.copies = CopiesCard()
        self.panel = PreviewPanel(session)
        self._household_paper = session.preferences.paper
        self.paper.set_value(self._household_paper.value)
        self.document.set_value(EMERGENCY.print_key(EMERGENCY.usual))
        self._timer = QTimer(self, interval=_SOON_MS, singleShot=True)
        self._enable_buttons(sheet=False)
        self._connect()
        self._arrange()

    def reload(self) -> None:
        """Shows the choices at once and the document soon after."""
        person = self.session.person
        if self.editor is not None and (person is None or person.id != self._editor_person):
            self.editor.leave()
        if person is None:
            self.stack.setCurrentWidget(self._empty)
            return
        self._show_choices(person)
        self._show_advice(person)
        self.clinic.reload(person)
        self.copies.show_copies(self._copies(person))
        self.stack.setCurrentWidget(self.editor or self._main)
        self._timer.start()

    def open_record(self, key: str) -> None:
        """``clinic`` opens the form for the clinic's look at the sheet."""
        if key == "clinic":
            self._open_clinic_form()

    def _connect(self) -> None:
        self._timer.timeout.connect(self._compose)
        self.person.edited.connect(lambda: self.session.choose_person(self.person.value()))
        self.document.edited.connect(self._on_choice)
        self.paper.edited.connect(self._on_choice)
        self.print_button.clicked.connect(lambda _checked=False: self._print())
        self.save_button.clicked.connect(lambda _checked=False: self._save())
        self.clinic.asked.connect(self._open_clinic_form)

    def _arrange(self) -> None:
        gaps = tokens_now()
        self._form = Form()
        self._form.add("person", _("For whom"), self.person)
        self._form.add("document", _("Document"), self.document)
        self._form.add("paper", _("Paper size"), self.paper)
        choices = ScrollPage(_("What to print"))
        _narrow_margins(choices)
        for part in (self.success, self.trouble, self._form, self.notices, self.clinic, self.copies):
            choices.add(part)
        self._panes = TwoPanes(choices, self.panel, least=_LEAST_PREVIEW, shares=(2, 3))
        self._main = QWidget()
        column = QVBoxLayout(self._main)
        column.setContentsMargins(0, gaps.gap_xl, 0, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(gaps.gap_xxl, 0, gaps.gap_l, gaps.gap_s)
        head.addWidget(PageHeader(_("Paper"), self.save_button, self.print_button))
        column.addLayout(head)
        column.addWidget(self._panes, 1)
        self._empty = EmptyState(
            "printer",
            _("Nothing to print yet"),
            _("Add the person you care for. Their emergency sheet then appears here."),
            _("Add a person"),
            "user-plus",
        )
        self._empty.action.connect(lambda: self.session.asked.emit("people", "new"))
        self.stack.addWidget(self._main)
        self.stack.addWidget(self._empty)

    def _show_choices(self, person: CareRecipient) -> None:
        people = self.session.household.care_recipients
        self.person.blockSignals(True)
        self.person.set_choices([(each.id, each.preferred_name) for each in people])
        self.person.set_value(person.id)
        self.person.blockSignals(False)
        self._form.set_row_visible("person", visible=len(people) > 1)
        preferred = self.session.preferences.paper
        if preferred is not self._household_paper:
            self._household_paper = preferred
            self.paper.set_value(preferred.value)

    def _show_advice(self, person: CareRecipient) -> None:
        """The clinic looks at the emergency summary, and what is missing is missing there."""
        of_summary = self._chosen()[0] is EMERGENCY
        self.notices.reload(person if of_summary else None)
        self.clinic.setVisible(of_summary)

    def _chosen(self) -> tuple[PersonDocument[Any], Variant[Any]]:
        chosen = printed_as(self.document.value())
        assert chosen is not None
        return chosen

    def _on_choice(self) -> None:
        if self.session.person is not None:
            self._show_advice(self.session.person)
        self._told.clear()
        self._timer.start()

    def _compose(self) -> None:
        self._timer.stop()
        person = self.session.person
        self._made = None
        if person is not None:
            try:
                self._made = self._make(person)
                self.panel.show_pdf(self._made.pdf.data)
            except SheetTooFullError as error:
                self.panel.show_refusal(error, person)
        self.notices.show_pdf(self._made.pdf if self._made else None)
        self._enable_buttons(sheet=self._made is not None)

    def _enable_buttons(self, *, sheet: bool) -> None:
        self.print_button.setEnabled(sheet)
        self.save_button.setEnabled(sheet)

    def _make(self, person: CareRecipient) -> MadeDocument[Any]:
        session = self.session
        subject = subject_of(session.household, person, session.reference, session.today)
        paper, opened = Paper(self.paper.value()), session.opened
        return make_document(
            *self._chosen(), subject, paper, opened.prints, opened.next_print, opened.compositions
        )

    def _copies(self, person: CareRecipient) -> tuple[Copy, ...]:
        session, opened = self.session, self.session.opened
        return copies_of(session.household, person.id, session.reference, opened.prints, opened.compositions)

    def _print(self) -> None:
        # Made anew: what is printed is what the household holds at this moment, with today's date.
        self._compose()
        if self._made is not None:
            self._told.show(self._handing_out.print_sheet(self._made, Paper(self.paper.value()), ask=True))

    def _save(self) -> None:
        self._compose()
        if self._made is not None:
            self._told.show(self._handing_out.save_sheet(self._made))

    def _open_clinic_form(self) -> None:
        person = self.session.person
        if person is None or self.editor is not None:
            return
        self._editor_person = person.id
        self._show_form(clinic_editor(self.session, person))


def _narrow_margins(choices: ScrollPage) -> None:
    gaps = tokens_now()
    content = choices.widget()
    layout = content.layout() if content is not None else None
    if layout is not None:
        layout.setContentsMargins(gaps.gap_xxl, gaps.gap_s, gaps.gap_m, gaps.gap_xxl)

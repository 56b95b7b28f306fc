"""What the red Emergency button opens: the summary on the whole window, and "Print now"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from caregiver_app.i18n import _
from caregiver_app.printing.errors import SheetTooFullError
from caregiver_app.services.documents.listed import EMERGENCY
from caregiver_app.services.documents.making import MadeDocument, make_document
from caregiver_app.services.documents.subject import subject_of
from caregiver_app.services.explain import explain
from caregiver_app.ui.emergency import emergency_parts as parts
from caregiver_app.ui.paper.handing_out import Dialogs, HandingOut, Told
from caregiver_app.ui.paper.told_banners import ToldBanners
from caregiver_app.ui.style import set_state, tokens_now
from caregiver_app.ui.widgets.buttons import Button, button
from caregiver_app.ui.widgets.flow import button_row
from caregiver_app.ui.widgets.page_header import PageHeader
from caregiver_app.ui.widgets.scroll import ScrollPage
from caregiver_app.wording.numbers import unbroken
from caregiver_app.wording.summary import CallLine

if TYPE_CHECKING:
    from caregiver_app.domain.people import CareRecipient
    from caregiver_app.ui.frame.session import Session
    from caregiver_app.wording.summary import EmergencySummary


class EmergencyView(QDialog):
    """Reads the session anew each time it changes. Escape or Back closes it."""

    def __init__(
        self, session: Session, parent: QWidget | None = None, dialogs: Dialogs | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._handing_out = HandingOut(session, self, dialogs or Dialogs())
        self._told = ToldBanners(self._handing_out, self._save)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # Never a person's name: window titles are shown in task bars and screen shares.
        self.setWindowTitle(_("Emergency"))
        self.print_button = Button(_("Print now"), "printer", "alarm")
        self.back_button = button(_("Back"), "x")
        self.header = PageHeader("", button_row(self.back_button, self.print_button))
        self.success, self.trouble = self._told.success, self._told.trouble
        self.people = QWidget()
        self.page = ScrollPage(_("Emergency summary"))
        self.back_button.clicked.connect(lambda _checked=False: self.reject())
        self.print_button.clicked.connect(lambda _checked=False: self._print())
        self._top = QVBoxLayout()
        self._arrange()
        session.changed.connect(self.reload)
        self.reload()

    def show_over(self, window: QWidget) -> None:
        """Covers the whole window and takes the keyboard."""
        self.setGeometry(window.geometry())
        self.setModal(True)
        self.show()
        self.page.setFocus()

    def reload(self, _what: str = "") -> None:
        """Shows the person on the session."""
        session, person = self._session, self._session.person
        self.print_button.setEnabled(person is not None)
        self._show_people()
        if person is None:
            self.header.set_title(_("Emergency"))
            self._show_parts(self._nobody())
            return
        subject = subject_of(session.household, person, session.reference, session.today)
        summary = EMERGENCY.composed(subject, session.opened.compositions).content
        self.header.set_title(summary.person)
        self._show_parts(_summary_parts(summary, len(person.pumps)))

    def _arrange(self) -> None:
        gaps = tokens_now()
        self._top.setContentsMargins(gaps.gap_xxl, gaps.gap_l, gaps.gap_xxl, gaps.gap_m)
        self._top.setSpacing(gaps.gap_m)
        for part in (self.header, self.people, self.success, self.trouble):
            self._top.addWidget(part)
        self.page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._top)
        column.addWidget(self.page, 1)

    def _show_people(self) -> None:
        everyone = self._session.household.care_recipients
        buttons = [self._person_button(each) for each in everyone] if len(everyone) > 1 else []
        row = button_row(*buttons)
        row.setVisible(bool(buttons))
        row.setAccessibleName(_("Whose summary"))
        self._top.replaceWidget(self.people, row)
        self.people.hide()
        self.people.deleteLater()
        self.people = row

    def _person_button(self, person: CareRecipient) -> Button:
        on_view = person is self._session.person
        result = button(person.preferred_name.replace("&", "&&"), "check" if on_view else "user")
        result.setCheckable(True)
        result.setChecked(on_view)
        set_state(result, "kind", "primary" if on_view else "plain")
        result.set_icon("check" if on_view else "user")
        result.clicked.connect(lambda _checked=False: self._choose(person.id))
        return result

    def _choose(self, person_id: str) -> None:
        self._told.clear()
        self._session.choose_person(person_id)
        self.reload()

    def _nobody(self) -> list[QWidget]:
        number = self._session.preferences.emergency_number
        numbers = (unbroken(number) if number else _("number not recorded"),)
        missing = _("Nobody is recorded in this household yet, so there is no summary to show.")
        return [parts.call_board([CallLine(_("Emergency"), numbers)]), parts.words(missing)]

    def _show_parts(self, widgets: list[QWidget]) -> None:
        body = self.page.body
        while (item := body.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for widget in widgets:
            body.addWidget(widget)
        self.page.verticalScrollBar().setValue(0)

    def _sheet(self) -> MadeDocument[EmergencySummary] | None:
        session, person = self._session, self._session.person
        if person is None:
            return None
        try:
            return make_document(
                EMERGENCY,
                EMERGENCY.usual,
                subject_of(session.household, person, session.reference, session.today),
                session.preferences.paper,
                session.opened.prints,
                session.opened.next_print,
                session.opened.compositions,
            )
        except SheetTooFullError as error:
            self._told.show(Told(explain(error), worked=False))
            return None

    def _print(self) -> None:
        sheet = self._sheet()
        if sheet is not None:
            self._told.show(self._handing_out.print_sheet(sheet, self._session.preferences.paper, ask=False))

    def _save(self) -> None:
        sheet = self._sheet()
        if sheet is not None:
            self._told.show(self._handing_out.save_sheet(sheet))


def _summary_parts(summary: EmergencySummary, pumps: int) -> list[QWidget]:
    """The sheet's parts, the numbers to dial first. The foot's last line speaks of paper only."""
    first_calls = 1 + max(1, pumps)
    shown: list[QWidget] = [
        parts.call_board(summary.calls[:first_calls]),
        *([parts.first_box(summary.first.text)] if summary.first.text else []),
        parts.lines(summary.identity),
        *(parts.box(each.label, parts.words(each.value, parts.BIG, bold=True)) for each in summary.vital),
    ]
    if summary.signs is not None:
        shown.append(parts.sign_columns(summary.signs))
    if summary.do_and_say:
        shown.append(parts.box(summary.do_title or _("DO AND SAY"), parts.numbered(summary.do_and_say)))
    shown += [parts.box(risk.medicine, parts.lines(risk.lines)) for risk in summary.other_risks]
    if summary.pump:
        shown.append(parts.box(summary.pump_title, parts.labelled(summary.pump)))
    rows = (
        parts.medicines(summary.medicines) if summary.medicines else parts.words(_("No medicines recorded"))
    )
    shown.append(parts.box(_("MEDICINES"), rows))
    shown.append(parts.labelled(summary.background))
    missing = ", ".join(summary.write_in[1:])  # the last doses are written on paper
    if missing:
        shown.append(parts.words(_("Not recorded: {names}").format(names=missing)))
    further = summary.calls[first_calls:]
    if further:
        shown.append(parts.box(_("WHO TO CALL"), parts.other_calls(further)))
    shown.append(parts.lines(summary.foot[:-1]))
    return shown

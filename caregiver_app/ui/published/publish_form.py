"""Putting the emergency sheet outside the lock: what to show, what it looks like, and how to take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from caregiver_app.domain.errors import KnownError
from caregiver_app.i18n import _
from caregiver_app.printing.errors import SheetTooFullError
from caregiver_app.services.explain import explain
from caregiver_app.services.publishing.publish import (
    copy_of,
    mark_outdated,
    publish,
    published_pdf,
    strays,
    ticked_parts,
    withdraw,
    withdraw_stray,
)
from caregiver_app.services.publishing.published_files import is_stale
from caregiver_app.ui.frame.stray_copies import StrayCopies
from caregiver_app.ui.paper.pdf_preview import PdfPreview
from caregiver_app.ui.published.part_ticks import AlwaysCard, PartTicks
from caregiver_app.ui.published.published_words import published_and_age
from caregiver_app.ui.records.two_panes import TwoPanes
from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.banner import Banner
from caregiver_app.ui.widgets.buttons import button, danger_button, primary_button
from caregiver_app.ui.widgets.flow import button_row
from caregiver_app.ui.widgets.labels import data_label, section
from caregiver_app.ui.widgets.page_header import PageHeader
from caregiver_app.ui.widgets.scroll import ScrollPage

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from caregiver_app.domain.people import CareRecipient
    from caregiver_app.services.publishing.published_files import Published
    from caregiver_app.ui.frame.session import Session

_LEAST_PREVIEW: Final = 38


class PublishForm(QWidget):
    """For the person on view. ``left`` fires when the form is done with."""

    left = Signal()

    def __init__(self, session: Session, household_path: Path) -> None:
        super().__init__()
        self._session, self._path = session, household_path
        self._person_id = ""
        self.back_button = button(_("Back"), "chevron-left")
        self.withdraw_button = danger_button(_("Withdraw"), "trash-2")
        self.publish_button = primary_button(_("Publish this sheet"), "eye")
        buttons = button_row(self.back_button, self.withdraw_button, self.publish_button)
        self.header = PageHeader(_("Publish the emergency sheet"), buttons)
        self.success = Banner("success")
        self.trouble = Banner("warning")
        self.warning = Banner("danger", _warning())
        self.whose = section("")
        self.state = {kind: Banner(kind) for kind in ("info", "success", "warning")}
        self.strays = StrayCopies(self._withdraw_stray)
        self._choices = ScrollPage(_("What to publish"))
        self.ticks = PartTicks()
        self.preview = PdfPreview(_("Preview of the sheet to publish"))
        self.refusal = data_label()
        self._timer = QTimer(self, interval=0, singleShot=True)
        self._arrange()
        self._connect()
        self.reload()

    def reload(self, _what: str = "") -> None:
        """Shows the person on the session, and how true their copy is now."""
        person = self._session.person
        self.ticks.setEnabled(person is not None)
        self._try(lambda: mark_outdated(self._session.opened, self._session.reference, self._path))
        self._show_strays()
        if person is None:
            self._show_nobody()
            return
        ticked = self.ticks.ticked()
        if person.id != self._person_id:
            self._person_id = person.id
            self.success.show_text("")
            ticked = ticked_parts(self._session.opened, person)
        self.whose.setText(_("For {name}").format(name=person.preferred_name.strip()))
        self.ticks.show_person(self._session.household, person, self._session.today, ticked)
        self._timer.start()

    def _show_nobody(self) -> None:
        self._person_id = ""
        self.whose.setText(_("Nobody is recorded in this household yet."))
        self.publish_button.setEnabled(False)
        self.withdraw_button.hide()
        self.refusal.show_data("")
        self._right.setCurrentIndex(1)
        for banner in self.state.values():
            banner.show_text("")

    def _connect(self) -> None:
        self._timer.timeout.connect(self._compose)
        self.ticks.edited.connect(self._on_tick)
        self.back_button.clicked.connect(lambda _checked=False: self.left.emit())
        self.publish_button.clicked.connect(lambda _checked=False: self._publish())
        self.withdraw_button.clicked.connect(lambda _checked=False: self._withdraw())
        self._session.changed.connect(self.reload)

    def _arrange(self) -> None:
        gaps = tokens_now()
        choices = self._choices
        parts = (self.success, self.trouble, self.strays, self.warning, self.whose, *self.state.values())
        for part in (*parts, self.ticks, AlwaysCard()):
            choices.add(part)
        refused = ScrollPage(_("The sheet is too full"))
        refused.add(self.refusal)
        self._right = QStackedWidget()
        self._right.addWidget(self.preview)
        self._right.addWidget(refused)
        head = QVBoxLayout()
        head.setContentsMargins(gaps.gap_xxl, 0, gaps.gap_xxl, gaps.gap_l)
        head.addWidget(self.header)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, gaps.gap_xl, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(TwoPanes(choices, self._right, least=_LEAST_PREVIEW, shares=(1, 1)), 1)

    def _on_tick(self) -> None:
        self.success.show_text("")
        self.trouble.show_text("")
        self._timer.start()

    def _compose(self) -> None:
        self._timer.stop()
        session, person = self._session, self._session.person
        if person is None:
            return
        refused = ""
        try:
            pdf = published_pdf(
                session.household,
                person,
                session.reference,
                session.today,
                session.preferences.paper,
                self.ticks.ticked(),
            )
            self.preview.show_pdf(pdf.data)
        except SheetTooFullError as error:
            refused = explain(error)
        self.refusal.show_data(refused)
        self._right.setCurrentIndex(1 if refused else 0)
        self.publish_button.setEnabled(not refused)
        self._show_state(person)

    def _show_state(self, person: CareRecipient) -> None:
        copy = copy_of(self._session.opened, person, self._path)
        same = self.ticks.ticked() == ticked_parts(self._session.opened, person)
        kind, text = _state(copy, self._session.today, same_ticks=same)
        for each, banner in self.state.items():
            banner.show_text(text if each == kind else "")
        self.publish_button.setText(_("Publish again") if copy else _("Publish this sheet"))
        self.withdraw_button.setVisible(copy is not None)
        self.header.fit()

    def _publish(self) -> None:
        session, person = self._session, self._session.person
        if person is None:
            return
        done = self._try(
            lambda: publish(
                session.opened,
                person,
                session.reference,
                session.today,
                session.preferences.paper,
                self.ticks.ticked(),
                self._path,
            )
        )
        self.success.show_text(_("Published. The lock screen now offers this sheet.") if done else "")
        self._choices.verticalScrollBar().setValue(0)  # where it is said
        self._compose()

    def _withdraw(self) -> None:
        person = self._session.person
        if person is None:
            return
        done = self._try(lambda: withdraw(self._session.opened, person, self._path))
        self.success.show_text(_withdrawn() if done else "")
        self._compose()

    def _withdraw_stray(self, sheet: Published) -> None:
        done = self._try(lambda: withdraw_stray(self._session.opened, sheet, self._path))
        self.success.show_text(_withdrawn() if done else "")
        self._show_strays()

    def _show_strays(self) -> None:
        self.strays.show_sheets(strays(self._session.opened, self._path), self._session.today)

    def _try(self, step: Callable[[], object]) -> bool:
        """Whether it worked; where it did not, the person is told."""
        try:
            step()
        except KnownError as error:
            self.trouble.show_text(explain(error))
            return False
        self.trouble.show_text("")
        return True


def _withdrawn() -> str:
    return _(
        "Withdrawn. The lock screen no longer shows it. Copies that somebody printed are still out there."
    )


def _warning() -> str:
    return _(
        "Anyone who can use this computer can read this sheet without the passphrase. "
        "A printed sheet on the fridge does the same and shows it to fewer people."
    )


def _state(copy: Published | None, today: date, *, same_ticks: bool) -> tuple[str, str]:
    """The kind of banner and its words."""
    if copy is None:
        return "info", _("Not published. The lock screen shows nothing of this person.")
    when = published_and_age(copy, today)
    if is_stale(copy, today):
        text = _("Published {when}. It is out of date: publish it again, or withdraw it.")
        return "warning", text.format(when=when)
    if not same_ticks:
        text = _("Published {when} with other ticks. To put this one in its place, publish it again.")
        return "info", text.format(when=when)
    return "success", _("Published {when}. It is up to date.").format(when=when)

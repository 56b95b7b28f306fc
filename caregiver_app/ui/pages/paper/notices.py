"""What to know before printing: two sheets, missing letters, a lapsed clinic review, open matches."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from caregiver_app.i18n import _
from caregiver_app.printing.documents.emergency import EmergencyPdf
from caregiver_app.reference.matches import match_medication, match_pump
from caregiver_app.services.clinic_review import review_is_current
from caregiver_app.services.documents.subject import subject_of
from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.banner import Banner
from caregiver_app.ui.widgets.buttons import button
from caregiver_app.ui.widgets.flow import button_row
from caregiver_app.wording.dates import day
from caregiver_app.wording.numbers import missing_number

if TYPE_CHECKING:
    from datetime import date

    from caregiver_app.domain.people import CareRecipient
    from caregiver_app.printing.engine.pdf import Pdf
    from caregiver_app.reference import Reference
    from caregiver_app.ui.frame.session import Session

_NAMES_SHOWN = 4


class Notices(QWidget):
    """Banners, each shown only when it has something to say."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._page = "medications"
        self.no_number = Banner("danger")
        self.two_sheets = Banner("warning")
        self.letters = Banner("warning")
        self.lapsed = Banner("warning")
        self.unconfirmed = Banner("warning")
        # Below the banner, not in it: beside its words the button would leave them too little room.
        self.go_button = button(_("Go to Medications"), "pill")
        self.go_button.clicked.connect(lambda _checked=False: session.asked.emit(self._page, ""))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens_now().gap_m)
        for banner in (self.no_number, self.two_sheets, self.letters, self.lapsed, self.unconfirmed):
            column.addWidget(banner)
        column.addWidget(button_row(self.go_button))

    def reload(self, person: CareRecipient | None) -> None:
        """What follows from the record alone; nothing for nobody."""
        self.no_number.show_text(missing_number(self._session.preferences) if person else "")
        self.lapsed.show_text(self._lapsed(person) if person else "")
        medicines, pumps = (
            unconfirmed_matches(person, self._session.reference, self._session.today) if person else ((), ())
        )
        self._page = "medications" if medicines else "pump"
        names = (*medicines, *pumps)
        self.unconfirmed.show_text(_unconfirmed(names))
        self.go_button.setText(_("Go to Medications") if medicines else _("Go to Pump"))
        self.go_button.setVisible(bool(names))
        self._hide_if_silent()

    def show_pdf(self, pdf: Pdf | None) -> None:
        """What only the finished sheet can tell; nothing without one."""
        several = isinstance(pdf, EmergencyPdf) and pdf.has_second_sheet
        text = _(
            "{n} sheets: print all of them. Not all of it fits on one page; "
            "page 1 says what stands on sheet 2."
        )
        self.two_sheets.show_text(text.format(n=pdf.pages) if pdf and several else "")
        unprintable = "; ".join(map(_letter, pdf.unprintable)) if pdf else ""
        text = _("These characters have no letter in the program’s fonts. The sheet spells them out: {them}.")
        self.letters.show_text(text.format(them=unprintable) if unprintable else "")
        self._hide_if_silent()

    def _lapsed(self, person: CareRecipient) -> str:
        review = person.clinic_review
        session = self._session
        subject = subject_of(session.household, person, session.reference, session.today)
        if review is None or review_is_current(subject, session.opened.compositions):
            return ""
        return _(
            "{by} looked at this sheet on {day}. Safety lines or high-risk medicines have changed since: "
            "please ask them to look again."
        ).format(by=review.reviewed_by, day=day(review.reviewed_on))

    def _hide_if_silent(self) -> None:
        banners = (self.no_number, self.two_sheets, self.letters, self.lapsed, self.unconfirmed)
        self.setVisible(any(banner.text() for banner in banners))


def _letter(character: str) -> str:
    """A name rather than the character: some of them would turn the sentence around."""
    return unicodedata.name(character, f"U+{ord(character):04X}").lower()


def unconfirmed_matches(
    person: CareRecipient, reference: Reference, today: date
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names of current medicines, and of pump drugs, whose safety lines the family has not confirmed yet."""
    medicines = (
        each for each in person.current_medications(today) if match_medication(each, reference).unanswered
    )
    pumps = (pump for pump in person.pumps if match_pump(pump, reference).unanswered)
    return tuple(each.product_name for each in medicines), tuple(pump.drug for pump in pumps)


def _unconfirmed(names: tuple[str, ...]) -> str:
    if not names:
        return ""
    shown = ", ".join(names[:_NAMES_SHOWN])
    if len(names) > _NAMES_SHOWN:
        shown = _("{names} and {n} more").format(names=shown, n=len(names) - _NAMES_SHOWN)
    return _(
        "Please confirm which medicine this is, so that the right safety lines are printed: {names}."
    ).format(names=shown)

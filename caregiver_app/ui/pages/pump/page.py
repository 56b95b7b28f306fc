"""The page of the implanted pump: its record, the form over it, and what official sources say of pumps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caregiver_app.i18n import _
from caregiver_app.ui.pages.pump.form import PumpForm
from caregiver_app.ui.pages.pump.pump_list import PumpList
from caregiver_app.ui.records.record_page import PersonRecordPage

if TYPE_CHECKING:
    from caregiver_app.domain.pump import Pump
    from caregiver_app.ui.frame.session import Session


class PumpPage(PersonRecordPage):
    """The pump, rarely pumps, of the person on view."""

    def __init__(self, session: Session) -> None:
        self.list = PumpList(session)
        super().__init__(session, self.list, _("First say whose pump this is."))

    def new_form(self, record: Pump | None, record_id: str) -> PumpForm:
        person = self.session.person
        assert person is not None
        return PumpForm(self.session, person, record, record_id)

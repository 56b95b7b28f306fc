"""The emergency sheets that lie outside the lock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caregiver_app.i18n import _
from caregiver_app.services.publishing.published_files import published
from caregiver_app.ui.pages.security.keeping_card import KeepingCard
from caregiver_app.ui.pages.security.step import on_click
from caregiver_app.ui.published.published_words import published_and_age, sheet_title, stale_warning
from caregiver_app.ui.widgets.banner import Banner
from caregiver_app.ui.widgets.buttons import button
from caregiver_app.ui.widgets.flow import button_row
from caregiver_app.ui.widgets.labels import data_label

if TYPE_CHECKING:
    from collections.abc import Callable

    from caregiver_app.ui.frame.session import Session


class PublishedCard(KeepingCard):
    """What anybody at this computer can read without a passphrase, because the family wants it so."""

    def __init__(self, session: Session, open_form: Callable[[], None]) -> None:
        super().__init__(_("Published emergency sheet"))
        self._session = session
        self.state = data_label()
        self.stale = Banner("warning")
        self.form_button = button(_("Choose what is published"), "eye")
        self.form_button.clicked.connect(on_click(open_form))
        self.add(self.state)
        self.add(self.stale)
        self.add(button_row(self.form_button))

    def reload(self) -> None:
        session = self._session
        assert session.opened.path is not None
        sheets = published(session.opened.path)
        lines = [f"{sheet_title(each)}: {published_and_age(each, session.today)}" for each in sheets]
        none = _("None. While the household is locked, this computer shows nothing of anybody.")
        self.state.show_data("\n".join(lines) or none)
        is_old = any(stale_warning(each, session.today) for each in sheets)
        self.stale.show_text(
            _("A published sheet is out of date. Publish it again, or withdraw it.") if is_old else ""
        )
        self.form_button.setEnabled(session.person is not None and not session.opened.is_view_only)

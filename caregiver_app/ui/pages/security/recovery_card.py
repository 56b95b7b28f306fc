"""The recovery key: whether it is on paper, and new keys."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from caregiver_app.i18n import _
from caregiver_app.services.security.recovery_on_paper import on_paper_since
from caregiver_app.ui.pages.security.keeping_card import KeepingCard
from caregiver_app.ui.pages.security.key_renewal_step import begin_new_keys
from caregiver_app.ui.pages.security.recovery_steps import begin_show_key
from caregiver_app.ui.pages.security.step import on_click
from caregiver_app.ui.widgets.banner import Banner
from caregiver_app.ui.widgets.buttons import button, quiet_button
from caregiver_app.ui.widgets.flow import button_row
from caregiver_app.ui.widgets.labels import data_label
from caregiver_app.wording.dates import day

if TYPE_CHECKING:
    from caregiver_app.ui.pages.security.host import Host


class RecoveryCard(KeepingCard):
    """The key itself is shown only after a passphrase."""

    def __init__(self, host: Host) -> None:
        super().__init__(_("Recovery key"))
        self._host = host
        self.missing = Banner(
            "warning",
            _(
                "The recovery key is not on paper yet. Print it now: without it, a forgotten passphrase means that "
                "everything is lost."
            ),
        )
        self.state = data_label()
        self.show_button = button(_("Show and print it"), "printer")
        self.new_button = quiet_button(_("Make new keys"))
        self.show_button.clicked.connect(on_click(partial(begin_show_key, host)))
        self.new_button.clicked.connect(on_click(partial(begin_new_keys, host)))
        self.add(data_label(_("A sheet of paper that opens the household when a passphrase is forgotten.")))
        self.add(self.missing)
        self.add(self.state)
        self.add(button_row(self.show_button, self.new_button))

    def reload(self) -> None:
        opened = self._host.session.opened
        since = on_paper_since(opened)
        self.missing.setVisible(since is None)
        self.state.setVisible(since is not None)
        if since is not None:
            self.state.show_data(_("It is on paper: printed and typed back on {day}.").format(day=day(since)))
        for each in (self.show_button, self.new_button):
            each.setEnabled(not opened.is_view_only)

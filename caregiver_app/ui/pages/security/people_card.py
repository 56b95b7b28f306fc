"""Who can open the household."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout

from caregiver_app.domain.errors import KnownError
from caregiver_app.i18n import _
from caregiver_app.services.explain import explain
from caregiver_app.storage import key_holders
from caregiver_app.ui.pages.security.keeping_card import KeepingCard
from caregiver_app.ui.pages.security.people_steps import begin_add, begin_change, begin_remove
from caregiver_app.ui.pages.security.step import on_click
from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.banner import Banner
from caregiver_app.ui.widgets.buttons import Button, button, danger_button, quiet_button
from caregiver_app.ui.widgets.flow import button_row
from caregiver_app.ui.widgets.labels import data_label, note
from caregiver_app.ui.widgets.page_header import set_beside
from caregiver_app.ui.widgets.refitting import Refitting

if TYPE_CHECKING:
    from caregiver_app.storage import KeyHolder
    from caregiver_app.ui.pages.security.host import Host


class PeopleCard(KeepingCard):
    """A line for each person, and a way to add one. The last one cannot be removed."""

    def __init__(self, host: Host) -> None:
        super().__init__(_("Who can open it"))
        self._host = host
        self.trouble = Banner("danger")
        self.rows: list[HolderRow] = []
        self._list = QVBoxLayout()
        self.add_button = button(_("Add a person"), "user-plus")
        self.add_button.clicked.connect(on_click(partial(begin_add, host)))
        self.add(
            data_label(_("Everyone listed here sees everything in the household and can change everything."))
        )
        self.add(self.trouble)
        self.add(self._list)
        self.add(button_row(self.add_button))

    def reload(self) -> None:
        self._clear()
        try:
            holders = key_holders(self._host.path)
        except KnownError as error:
            self.trouble.show_text(explain(error))
            self.add_button.setEnabled(False)
            return
        self.trouble.show_text("")
        can_change = not self._host.session.opened.is_view_only
        self.add_button.setEnabled(can_change)
        for holder in holders:
            row = HolderRow(
                holder, is_you=holder.name == self._host.session.opened.who, is_last=len(holders) == 1
            )
            row.setEnabled(can_change)
            row.change_button.clicked.connect(on_click(partial(begin_change, self._host, holder)))
            row.remove_button.clicked.connect(on_click(partial(begin_remove, self._host, holder)))
            self.rows.append(row)
            self._list.addWidget(row)

    def _clear(self) -> None:
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []


class HolderRow(Refitting):
    """One person with what can be done, side by side where there is room."""

    def __init__(self, holder: KeyHolder, *, is_you: bool, is_last: bool) -> None:
        super().__init__()
        self._name = data_label(_("{name} (you)").format(name=holder.name) if is_you else holder.name)
        self._name.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self.change_button = _named(quiet_button(_("Change passphrase")), holder.name)
        self.remove_button = _named(danger_button(_("Remove")), holder.name)
        self._buttons = button_row(self.change_button, self.remove_button)
        self.remove_button.setVisible(not is_last)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setSpacing(tokens_now().gap_m)
        self._line.addWidget(self._name, 1)
        self._line.addWidget(self._buttons, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._line)
        if is_last:
            column.addWidget(note(_("The only one, so this person cannot be removed.")))
        column.addWidget(_thin_line())

    def fit(self) -> None:
        """Half of the width for each, or the buttons below the name."""
        set_beside(self._line, beside=self._buttons.sizeHint().width() <= self.width() // 2)


def _thin_line() -> QFrame:
    line = QFrame()
    line.setProperty("role", "line")
    return line


def _named(one: Button, name: str) -> Button:
    one.setAccessibleName(_("{action}: {name}").format(action=one.text(), name=name))
    return one

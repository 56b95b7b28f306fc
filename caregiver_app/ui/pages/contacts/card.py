"""One contact on the page: whom to call, at which number, when. Above them stand the household's own numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from caregiver_app.i18n import _
from caregiver_app.ui.pages.contacts import words
from caregiver_app.ui.records.record_list import RecordCard
from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.buttons import icon_button, quiet_button
from caregiver_app.ui.widgets.card import Card
from caregiver_app.ui.widgets.labels import data_label, note
from caregiver_app.ui.widgets.page_header import set_beside
from caregiver_app.ui.widgets.refitting import Refitting
from caregiver_app.wording.dates import not_recorded
from caregiver_app.wording.numbers import unbroken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caregiver_app.domain.contacts import Contact
    from caregiver_app.domain.household import Household
    from caregiver_app.ui.frame.session import Session


class ContactCard(RecordCard):
    """``number`` is the place in the call order out of ``count``; 0 for a contact that is not called."""

    move_asked = Signal(int)

    def __init__(
        self, contact: Contact, household: Household, number: int, count: int, *, has_draft: bool
    ) -> None:
        super().__init__(quiet_button(_("Go on") if has_draft else _("Edit"), "pencil"))
        self.setAccessibleName(f"{number}. {contact.name}" if number else contact.name)
        # The tool tips are without the name: Qt would take markup in it for its own.
        self.up_button = icon_button(_("Call earlier"), "arrow-up")
        self.up_button.setAccessibleName(_("Call {name} earlier").format(name=contact.name))
        self.down_button = icon_button(_("Call later"), "arrow-down")
        self.down_button.setAccessibleName(_("Call {name} later").format(name=contact.name))
        self.edit_button.setAccessibleName(f"{self.edit_button.text()}: {contact.name}")
        self.up_button.setEnabled(number > 1)
        self.down_button.setEnabled(number < count)
        self.up_button.clicked.connect(lambda _checked=False: self.move_asked.emit(-1))
        self.down_button.clicked.connect(lambda _checked=False: self.move_asked.emit(1))
        buttons = (self.up_button, self.down_button, self.edit_button) if number else (self.edit_button,)
        title = f"{number}.  {contact.name}" if number else contact.name
        self.add(TopLine(title, words.role_and_relationship(contact), buttons))
        self.add(_facts(contact, household))
        if has_draft:
            self.add(note(_("You changed something here and have not saved it yet.")))


def _facts(contact: Contact, household: Household) -> QGridLayout:
    gaps = tokens_now()
    grid = QGridLayout()
    grid.setHorizontalSpacing(gaps.gap_l)
    grid.setVerticalSpacing(gaps.gap_xs)
    grid.setColumnStretch(1, 1)
    rows = [(unbroken(each.number), words.phone_situation(each)) for each in contact.phones]
    for place, (number, situation) in enumerate(rows):
        label = data_label(number)
        label.setProperty("role", "field")
        label.setWordWrap(False)
        grid.addWidget(label, place, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(data_label(situation), place, 1, Qt.AlignmentFlag.AlignTop)
    if not rows:
        grid.addWidget(data_label(_("Number not recorded.")), 0, 0, 1, 2)
    whom = _("For {names}").format(names=words.for_whom(contact, household))
    grid.addWidget(_quiet(whom), len(rows) + 1, 0, 1, 2)
    return grid


def _quiet(text: str) -> QLabel:
    label = data_label(text)
    label.setProperty("role", "muted")
    return label


class TopLine(Refitting):
    """``name`` in bold with ``detail`` under it, and ``buttons``."""

    def __init__(self, name: str, detail: str, buttons: Sequence[QWidget]) -> None:
        super().__init__()
        self._name = data_label(name)
        self._name.setProperty("role", "section")
        quiet = data_label(detail)
        quiet.setProperty("role", "muted")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(quiet)
        self._buttons = QWidget()
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens_now().gap_xs)
        for one in buttons:
            row.addWidget(one)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.addLayout(words, 1)
        self._line.addWidget(self._buttons, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def minimumSizeHint(self) -> QSize:
        """As wide as the wider part, since the two can stand below each other."""
        width = max(self._name.minimumSizeHint().width(), self._buttons.minimumSizeHint().width())
        return QSize(width, super().minimumSizeHint().height())

    def fit(self) -> None:
        words = self._name.fontMetrics().horizontalAdvance(self._name.text())
        wanted = words + self._buttons.sizeHint().width() + self._line.spacing()
        set_beside(self._line, beside=wanted <= self.width())


class EmergencyNumbersCard(Card):
    """Shows them, and asks for the page on which they are changed."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.words = data_label()
        self.settings_button = quiet_button(_("Settings"), "settings")
        self.settings_button.setAccessibleName(_("Change these numbers in Settings"))
        self.settings_button.setToolTip(self.settings_button.accessibleName())
        self.settings_button.clicked.connect(lambda _checked=False: session.asked.emit("settings", ""))
        self.setAccessibleName(_("Emergency numbers"))
        self.header.addWidget(self.words, 1)
        self.header.addWidget(self.settings_button)

    def reload(self) -> None:
        """Shows what the household wants printed."""
        preferences = self._session.preferences
        lines = (
            (_("Emergency: {number}"), preferences.emergency_number),
            (_("Poison help: {number}"), preferences.poison_number),
        )
        texts = [
            words.format(number=unbroken(number) if number else not_recorded()) for words, number in lines
        ]
        self.words.show_data("\n".join(texts))

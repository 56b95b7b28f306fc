"""The one time the recovery key is shown: it goes onto paper, and two groups typed back prove that it is there."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from caregiver_app.domain.recovery_key import GROUPS, RecoveryKeyMistake, read_group
from caregiver_app.i18n import _
from caregiver_app.ui.entrance.centred_page import CentredPage
from caregiver_app.ui.entrance.recovery_fields import GroupField, RecoveryFields, RecoveryGroups
from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.banner import Banner
from caregiver_app.ui.widgets.buttons import button, primary_button, quiet_button
from caregiver_app.ui.widgets.card import Card
from caregiver_app.ui.widgets.flow import button_row
from caregiver_app.ui.widgets.labels import data_label, note

if TYPE_CHECKING:
    from caregiver_app.ui.paper.handing_out import Told

_TYPED_BACK = 2


def two_groups() -> tuple[int, ...]:
    """Which groups are asked for: not always the same, and in the order of the sheet."""
    return tuple(sorted(random.SystemRandom().sample(range(1, GROUPS + 1), _TYPED_BACK)))


class RecoveryStep(CentredPage):
    """``confirmed`` fires when two groups were typed back, ``later`` when the person puts it off.

    ``print_asked`` and ``save_asked`` are answered through ``tell``.
    """

    confirmed = Signal()
    later = Signal()
    print_asked = Signal()
    save_asked = Signal()

    def __init__(self, groups: Sequence[str], choose: Callable[[], tuple[int, ...]] = two_groups) -> None:
        super().__init__("shield-check", _("Print the recovery key"))
        self.groups = tuple(groups)
        self.success = Banner("success")
        self.shown = _framed(RecoveryGroups(groups))
        self.typed = RecoveryFields(choose())
        self.print_button = primary_button(_("Print"), "printer")
        self.save_button = button(_("Save as PDF"), "file-down")
        self.on_paper_button = button(_("I have it: type two groups"), "check")
        self.show_button = quiet_button(_("Show the key again"))
        self.done_button = primary_button(_("Done"), "check")
        self.later_button = quiet_button(_("Do it later"))
        self.print_button.clicked.connect(lambda _checked=False: self.print_asked.emit())
        self.save_button.clicked.connect(lambda _checked=False: self.save_asked.emit())
        self.on_paper_button.clicked.connect(lambda _checked=False: self.ask_back(asking=True))
        self.show_button.clicked.connect(lambda _checked=False: self.ask_back(asking=False))
        self.done_button.clicked.connect(lambda _checked=False: self.finish())
        self.later_button.clicked.connect(lambda _checked=False: self.later.emit())
        self.typed.edited.connect(lambda: self.failed(""))
        for field in self.typed.fields:
            field.line.returnPressed.connect(self.finish)
        self._arrange()
        self.ask_back(asking=False)

    def ask_back(self, *, asking: bool) -> None:
        """Hides the key and asks for two groups of it, or shows it again."""
        self.failed("")
        self.key_card.setVisible(not asking)
        self.typed_card.setVisible(asking)
        (self.typed if asking else self.print_button).setFocus()

    def finish(self) -> None:
        """Ends the step if both groups are those of this key, else names the one to look at."""
        wrong = [field.number for field in self.typed.fields if not self._is_ours(field)]
        if wrong:
            self.failed(_("Group {number} is not the one on your sheet. Look again.").format(number=wrong[0]))
            self.typed.go_to(wrong[0])
        else:
            self.confirmed.emit()

    def tell(self, told: Told) -> None:
        """What became of printing or saving."""
        self.success.show_text(told.text if told.worked else "")
        self.failed("" if told.worked else told.text)

    def _is_ours(self, field: GroupField) -> bool:
        try:
            return read_group(field.value(), field.number) == self.groups[field.number - 1]
        except RecoveryKeyMistake:
            return False

    def _arrange(self) -> None:
        self.add(
            data_label(
                _(
                    "If you ever forget your passphrase, this key opens the household. Keep it on paper, with your "
                    "important papers or with somebody you trust, and not beside the computer: whoever has this "
                    "key and the computer can read everything."
                )
            )
        )
        self.add(self.success)
        self.key_card = Card()
        self.key_card.add(self.shown)
        self.key_card.add(button_row(self.print_button, self.save_button, self.on_paper_button))
        self.key_card.add(note(_("No printer? Write the 8 groups on paper, with their numbers.")))
        self.typed_card = Card(_("Now look at your sheet and type these two groups"))
        self.typed_card.add(self.typed)
        self.typed_card.add(button_row(self.done_button, self.show_button))
        self.add(self.key_card)
        self.add(self.typed_card)
        self.add(button_row(self.later_button))


def _framed(groups: RecoveryGroups) -> QFrame:
    frame = QFrame()
    frame.setProperty("role", "well")
    layout = QVBoxLayout(frame)
    margin = tokens_now().gap_l
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.addWidget(groups)
    return frame

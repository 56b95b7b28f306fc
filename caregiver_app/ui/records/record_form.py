"""What the form of a record has besides its fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from caregiver_app.ui.widgets.buttons import danger_button
from caregiver_app.ui.widgets.flow import button_row
from caregiver_app.ui.widgets.form import Form
from caregiver_app.ui.widgets.labels import section

if TYPE_CHECKING:
    from collections.abc import Mapping

    from caregiver_app.services.edits import Edit
    from caregiver_app.ui.widgets.buttons import Button


class RecordForm(Form):
    """Shown under ``heading``. It reads its fields into values; what may be done with them ``services.edits`` says.

    ``record_id`` is also that of a record that is still to be.
    ``save_asked`` fires when what was told is to be kept as it is, ``remove_asked`` when the record is to be removed.
    """

    save_asked = Signal()
    remove_asked = Signal()
    remove_button: Button

    def __init__(self, heading: str, record_id: str) -> None:
        super().__init__()
        self.heading = heading
        self.record_id = record_id

    def edit(self, values: Mapping[str, str]) -> Edit | None:
        """What saving does; ``None`` where the form has told why it must stay open. Raises ``InvalidField``."""
        raise NotImplementedError

    def go_to_start(self) -> None:
        """Puts the focus into the first field."""
        next(iter(self._rows.values())).field.setFocus()

    def add_removal(self, title: str, words: str) -> None:
        """At the foot, apart from the fields: the way to remove the record."""
        self.remove_button = danger_button(words, "trash-2")
        self.remove_button.clicked.connect(lambda _checked=False: self.remove_asked.emit())
        self.add_wide(section(title))
        self.add_wide(button_row(self.remove_button))

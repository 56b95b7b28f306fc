"""The fields that somebody could type into, by name; and what each takes, where it does not take any text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    Story = Iterator[Callable[[], object]]
    Line = QLineEdit | QPlainTextEdit


PHONE: Final = {"number": "(202) 456-1414", "label": "any_time"}
# What a field takes, where it does not take any text.
TAKEN: Final[Mapping[str, str]] = {
    **dict.fromkeys(
        ("birth_date", "started_on", "implanted_on", "last_refill_on", "reviewed_on"), "4 Mar 2012"
    ),
    **dict.fromkeys(
        ("refill_by", "low_reservoir_alarm_on", "next_appointment_on", "replace_by"), "4 Mar 2032"
    ),
    "confirmed_on": "",
    "allergy_state": "recorded",
    "weight": "",
    "measured_on": "",
    "weight_unit": "",
    "sex": "female",
    "gestation_weeks": "29",
    "home_off_sheet": "on",
    "route": "oral",
    "route_in_words": "",
    "dose": "10 mg",
    "measured_as": "1 mL",
    "timing": "as_needed",
    "times": "",
    "minimum_gap_minutes": "6 hours",
    "maximum_in_24_hours": "4 tablets",
    "words": "",
    "concentration": "500 mcg/mL",
    "daily_dose": "100 mcg",
    "next_appointment_at": "9:30 AM",
    "low_reservoir_alarm_volume": "2 mL",
    "reservoir_size": "20 mL",
    "role": "family",
    "call_order": "1",
    "care_recipient_ids": "*",
    "emergency_number": "911",
    "poison_number": "1-800-222-1222",
}
# The same in rows of small forms.
TAKEN_IN_ROWS: Final[Mapping[str, Mapping[str, str]]] = {
    "phones": PHONE,
    "clinic_phones": PHONE,
    "allergies": {"severity": "severe"},
}


def owner(line: QWidget) -> str:
    """The page or step of the program that a field stands on."""
    at: QWidget | None = line
    while at is not None:
        module = type(at).__module__
        if (
            module.startswith("caregiver_app.ui")
            and ".widgets" not in module
            and module.rpartition(".")[2]
            not in {
                *(
                    "careful_field",
                    "secret_line",
                    "rows_in_form",
                    "recovery_fields",
                    "new_passphrase",
                    "two_panes",
                ),
            }
        ):
            return type(at).__name__
        at = at.parentWidget()
    return ""


def place(line: QWidget) -> str:
    """``PersonForm: Full name``, the same for each row of a list."""
    name = re.sub(r"\d+", "#", line.accessibleName())
    return f"{owner(line)}: {name}"


def text_fields(root: QWidget) -> list[Line]:
    """All in ``root`` that somebody could type into; the file dialog is the desktop's."""
    lines: list[Line] = [*root.findChildren(QLineEdit), *root.findChildren(QPlainTextEdit)]
    foreign = (QAbstractSpinBox, QComboBox, QFileDialog)
    return [
        each
        for each in lines
        if not each.isReadOnly() and not isinstance(each.parentWidget(), foreign) and owner(each)
    ]

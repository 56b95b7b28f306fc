"""The list of everything that can be printed. A document that is not on it does not exist."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import Any, Final

from caregiver_app.i18n import _
from caregiver_app.printing.documents.emergency import emergency_pdf, large_print_pdf
from caregiver_app.printing.documents.recovery_key import recovery_key_pdf
from caregiver_app.services.contradictions import household_contradictions
from caregiver_app.services.documents.document import PersonDocument, PrintedDocument, Variant
from caregiver_app.services.documents.subject import DocumentSubject
from caregiver_app.wording.emergency import emergency_summary
from caregiver_app.wording.numbers import missing_number
from caregiver_app.wording.recovery_sheet import RecoverySheet, recovery_sheet
from caregiver_app.wording.summary import EmergencySummary


@dataclass(frozen=True, slots=True)
class KeyOfFile:
    """What the sheet with the recovery key is made from. It is never kept."""

    groups: tuple[str, ...]
    file: PurePath
    made_on: date


def _emergency(subject: DocumentSubject) -> EmergencySummary:
    return emergency_summary(subject.household, subject.person, subject.reference, subject.day, 0)


def _emergency_remarks(subject: DocumentSubject, summary: EmergencySummary) -> tuple[str, ...]:
    notes = (row.note.text for row in summary.medicines if row.note)
    asked = household_contradictions(subject.household, subject.reference, subject.day)
    return tuple(filter(None, (*asked, *notes, missing_number(subject.household.preferences))))


EMERGENCY: Final = PersonDocument(
    "emergency",
    _("Emergency summary"),
    "emergency-summary",
    _emergency,
    (
        Variant(_("Emergency summary"), _("usual print"), emergency_pdf),
        Variant(
            _("Emergency summary, large print"),
            _("large print"),
            large_print_pdf,
            "large-print",
            "14 point, on two pages or more",
        ),
    ),
    about="the one-page emergency summary of one person",
    remarks=_emergency_remarks,
)

RECOVERY_KEY: Final[PrintedDocument[KeyOfFile, RecoverySheet]] = PrintedDocument(
    "recovery-key",
    _("Recovery key"),
    "recovery-key",
    lambda key: recovery_sheet(key.groups, key.file, key.made_on),
    (Variant(_("Recovery key"), _("one page"), recovery_key_pdf),),
)

DOCUMENTS: tuple[PersonDocument[Any], ...] = (EMERGENCY,)
"""Those of one person, in the order in which they are offered."""
OF_THE_FILE: tuple[PrintedDocument[Any, Any], ...] = (RECOVERY_KEY,)
"""Those that are printed where a file's keys are looked after, and never numbered."""


def every_variant() -> tuple[tuple[PersonDocument[Any], Variant[Any]], ...]:
    """Each variant of each document of one person."""
    return tuple((document, variant) for document in DOCUMENTS for variant in document.variants)


def printed_as(print_key: str) -> tuple[PersonDocument[Any], Variant[Any]] | None:
    """The document and variant of a print that was kept; ``None`` where a newer program made it."""
    return next((each for each in every_variant() if each[0].print_key(each[1]) == print_key), None)

"""Makes the emergency sheet, numbers it, and knows which printed copies have grown old."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from caregiver_app.domain.errors import KnownError
from caregiver_app.domain.household import Household, Paper, PrintRecord
from caregiver_app.domain.people import CareRecipient, ClinicReview
from caregiver_app.printing.documents.emergency import EmergencyPdf, emergency_pdf
from caregiver_app.reference import Reference
from caregiver_app.wording.emergency import emergency_summary, safety_fingerprint, serial_number
from caregiver_app.wording.summary import EmergencySummary

DOCUMENT: Final = "emergency"
DOCUMENT_LARGE: Final = "emergency-large-print"


class NoSuchPersonError(KnownError):
    """Nobody, or more than one person, goes by ``name``. ``choices`` are those there are."""

    def __init__(self, name: str, choices: tuple[CareRecipient, ...], *, ambiguous: bool) -> None:
        super().__init__(name, choices, ambiguous)
        self.name = name
        self.choices = choices
        self.ambiguous = ambiguous


@dataclass(frozen=True, slots=True)
class EmergencySheet:
    """A sheet ready to be shown, saved or printed. ``record`` is kept once it leaves the program."""

    summary: EmergencySummary
    pdf: EmergencyPdf
    record: PrintRecord


def find_person(household: Household, name: str) -> CareRecipient:
    """The person with that id, preferred name or full name, letters' case aside. Raises ``NoSuchPersonError``."""
    people = household.care_recipients
    by_id = household.person(name)
    if by_id is not None:
        return by_id
    wanted = name.strip().casefold()
    found = tuple(
        p for p in people if wanted in (p.preferred_name.strip().casefold(), p.full_name.strip().casefold())
    )
    if len(found) != 1:
        raise NoSuchPersonError(name, found or people, ambiguous=bool(found))
    return found[0]


def make_emergency_sheet(  # noqa: PLR0913 - all are plain values, and a bundle of them would have no name
    household: Household,
    person: CareRecipient,
    reference: Reference,
    today: date,
    paper: Paper,
    *,
    large_print: bool = False,
) -> EmergencySheet:
    """The sheet as of ``today``. The same content keeps its serial number, so it prints the same bytes.

    Raises ``printing.SheetTooFullError`` rather than leave anything out.
    """
    unnumbered = emergency_summary(household, person, reference, today, 0)
    document = DOCUMENT_LARGE if large_print else DOCUMENT
    record = _record(household, person, document, today, _content_fingerprint(unnumbered))
    summary = replace(unnumbered, serial=serial_number(record.serial))
    return EmergencySheet(summary, emergency_pdf(summary, paper, large_print=large_print), record)


def old_prints(household: Household, reference: Reference) -> tuple[PrintRecord, ...]:
    """The newest print of each person and document that no longer says what a new one would."""
    newest = {(record.care_recipient_id, record.document): record for record in household.prints}
    return tuple(record for record in newest.values() if _is_old(household, record, reference))


def clinic_review(
    household: Household, person: CareRecipient, reference: Reference, reviewed_by: str, reviewed_on: date
) -> ClinicReview:
    """A note that the clinic looked at the sheet as it is now; it lapses by itself when that changes."""
    summary = emergency_summary(household, person, reference, reviewed_on, 0)
    return ClinicReview(reviewed_by, reviewed_on, safety_fingerprint(summary))


def review_is_current(household: Household, person: CareRecipient, reference: Reference, today: date) -> bool:
    """Whether the clinic's look still covers the safety lines and high-risk medicines of today."""
    if person.clinic_review is None:
        return False
    summary = emergency_summary(household, person, reference, today, 0)
    return person.clinic_review.fingerprint == safety_fingerprint(summary)


def _record(
    household: Household, person: CareRecipient, document: str, today: date, content: str
) -> PrintRecord:
    """The print that said the very same, or a new one with the next number."""
    for record in household.prints:
        if (
            record.fingerprint == content
            and record.document == document
            and record.care_recipient_id == person.id
        ):
            return record
    serial = 1 + max((record.serial for record in household.prints), default=0)
    return PrintRecord(serial, document, person.id, today, content)


def _is_old(household: Household, record: PrintRecord, reference: Reference) -> bool:
    person = household.person(record.care_recipient_id)
    if person is None:
        return True
    summary = emergency_summary(household, person, reference, record.printed_on, 0)
    return _content_fingerprint(summary) != record.fingerprint


def _content_fingerprint(summary: EmergencySummary) -> str:
    """SHA-256 of everything the sheet says but its number."""
    return hashlib.sha256(repr(replace(summary, serial="")).encode("utf-8", "backslashreplace")).hexdigest()

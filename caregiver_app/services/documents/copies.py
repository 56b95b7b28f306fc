"""Which copies of a person's documents are out there, and which of them no longer tell the truth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from caregiver_app.domain.household import Household
from caregiver_app.domain.prints import PrintRecord
from caregiver_app.services.documents.listed import printed_as
from caregiver_app.services.documents.subject import subject_of

if TYPE_CHECKING:
    from caregiver_app.reference import Reference
    from caregiver_app.services.documents.compositions import Compositions


@dataclass(frozen=True, slots=True)
class Copy:
    """One print; true as long as a new one would say the same."""

    record: PrintRecord
    is_true: bool


def copies_of(
    household: Household,
    person_id: str,
    reference: Reference,
    prints: Sequence[PrintRecord],
    compositions: Compositions,
) -> tuple[Copy, ...]:
    """A person's prints, the true ones first, then the newest. A newer print makes those before it old."""
    own = [record for record in prints if record.care_recipient_id == person_id]
    newest = {record.document: record for record in own}
    true = [each for each in newest.values() if _is_true(household, each, reference, compositions)]
    copies = [Copy(record, record in true) for record in own]
    return tuple(sorted(copies, key=lambda copy: (not copy.is_true, -copy.record.serial)))


def _is_true(
    household: Household, record: PrintRecord, reference: Reference, compositions: Compositions
) -> bool:
    """Whether the document would still say the same on the day of the print. Of what cannot be told, it is not."""
    person, found = household.person(record.care_recipient_id), printed_as(record.document)
    if person is None or found is None:
        return False
    subject = subject_of(household, person, reference, record.printed_on)
    return found[0].composed(subject, compositions).fingerprint == record.fingerprint

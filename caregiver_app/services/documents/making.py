"""Makes a document of one person and gives it its number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Generic

from caregiver_app.domain.preferences import Paper
from caregiver_app.domain.prints import PrintRecord
from caregiver_app.printing.engine.pdf import Pdf
from caregiver_app.services.documents.document import Composed, PersonDocument, Said, Variant
from caregiver_app.wording.prints import serial_number

if TYPE_CHECKING:
    from caregiver_app.services.documents.compositions import Compositions
    from caregiver_app.services.documents.subject import DocumentSubject


@dataclass(frozen=True, slots=True)
class MadeDocument(Generic[Said]):
    """A document ready to be shown, saved or printed. ``record`` is kept once it leaves the program."""

    document: PersonDocument[Said]
    variant: Variant[Said]
    content: Said
    pdf: Pdf
    record: PrintRecord

    def remarks(self, subject: DocumentSubject) -> tuple[str, ...]:
        """Sentences for whoever prints it."""
        return self.document.remarks(subject, self.content)


def make_document(  # noqa: PLR0913, PLR0917 - what, of whom, how, and what was printed before
    document: PersonDocument[Said],
    variant: Variant[Said],
    subject: DocumentSubject,
    paper: Paper,
    prints: Sequence[PrintRecord],
    next_print: int,
    compositions: Compositions,
) -> MadeDocument[Said]:
    """The document as of the subject's day. The same content keeps its number, so it prints the same bytes.

    Raises ``printing.errors.SheetTooFullError`` rather than leave anything out.
    """
    composed = document.composed(subject, compositions)
    record = _record(document.print_key(variant), subject, composed, prints, next_print)
    content = replace(composed.content, serial=serial_number(record.serial))
    return MadeDocument(document, variant, content, variant.lay_out(content, paper), record)


def _record(
    print_key: str,
    subject: DocumentSubject,
    composed: Composed[Said],
    prints: Sequence[PrintRecord],
    next_print: int,
) -> PrintRecord:
    """The print that said the very same, or a new one with the next number."""
    for record in prints:
        if (
            record.fingerprint == composed.fingerprint
            and record.document == print_key
            and record.care_recipient_id == subject.person.id
        ):
            return record
    return PrintRecord(next_print, print_key, subject.person.id, subject.day, composed.fingerprint)

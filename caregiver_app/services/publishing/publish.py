"""Publishing the emergency sheet outside the lock: a choice part by part, and never a copy that lies.

What was ticked, and which copy is whose, is kept inside the household's file, so that nothing outside the lock
tells of it. A copy that the household knows nothing of is outdated.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from caregiver_app.domain.errors import KnownError
from caregiver_app.domain.history import EntryKind
from caregiver_app.domain.household import Household
from caregiver_app.domain.people import CareRecipient
from caregiver_app.domain.preferences import Paper
from caregiver_app.domain.publishing import TICKED_AT_FIRST, SheetPart, parts_shown
from caregiver_app.i18n import _
from caregiver_app.printing.documents.emergency import EmergencyPdf, emergency_pdf
from caregiver_app.reference import Reference
from caregiver_app.services.documents.document import fingerprint
from caregiver_app.services.documents.subject import DocumentSubject, subject_of
from caregiver_app.services.publishing.published_files import (
    NotWithdrawnError,
    Published,
    add_pdf,
    published,
    published_folder,
    read_sheet,
    remove_sheet,
    sweep,
    write_index,
)
from caregiver_app.wording.emergency import review_by
from caregiver_app.wording.published_sheet import last_day, published_summary

if TYPE_CHECKING:
    from caregiver_app.services.open_household import OpenHousehold
    from caregiver_app.wording.summary import EmergencySummary


@dataclass(frozen=True, slots=True)
class _Choice:
    """What was ticked for a person, which copy is theirs ("" for none), and the SHA-256 of its PDF."""

    parts: frozenset[SheetPart]
    copy: str = ""
    digest: str = ""


def published_pdf(  # noqa: PLR0913, PLR0917 - all are plain values, and a bundle of them would have no name
    household: Household,
    person: CareRecipient,
    reference: Reference,
    today: date,
    paper: Paper,
    parts: AbstractSet[SheetPart],
) -> EmergencyPdf:
    """The sheet as it would be published. Raises ``printing.SheetTooFullError``."""
    shown = parts_shown(household, parts)
    return emergency_pdf(_summary(subject_of(household, person, reference, today), shown), paper)


def publish(  # noqa: PLR0913, PLR0917 - the same
    opened: OpenHousehold,
    person: CareRecipient,
    reference: Reference,
    today: date,
    paper: Paper,
    parts: AbstractSet[SheetPart],
    path: Path,
) -> Published:
    """Puts the sheet outside the lock, in place of this person's former one, whole or not at all.

    Raises ``SheetTooFullError``, ``CannotWriteError``, ``OtherKindOfFileError`` and what the store raises: then
    nothing changed; and ``NotWithdrawnError`` where the sheet is out and a former one could not be deleted.
    """
    household = opened.household
    pdf = published_pdf(household, person, reference, today, paper, parts)
    shown = parts_shown(household, parts)
    sheet = Published(
        id=secrets.token_hex(8),
        file=add_pdf(path, pdf.data),
        name=_one_line(person.preferred_name) if SheetPart.NAME in shown else "",
        published_on=today,
        review_by=last_day(today, review_by(person, today)),
        fingerprint=_fingerprint(opened, subject_of(household, person, reference, today), shown),
    )
    former = _choice(opened, person)
    sheets = (*(each for each in published(path) if each.id != former.copy), sheet)
    try:
        _keep(opened, person, _Choice(frozenset(parts), sheet.id, _digest(pdf.data)))
        write_index(path, sheets)
    except Exception:
        with suppress(OSError):
            (published_folder(path) / sheet.file).unlink()
        with suppress(KnownError):
            _keep(opened, person, former)
        raise
    _note(opened, _("Published the emergency sheet of {name} outside the lock"), person)
    left = sweep(path, sheets)
    if left:
        raise NotWithdrawnError(left)
    return sheet


def withdraw(opened: OpenHousehold, person: CareRecipient, path: Path) -> None:
    """Withdraws this person's copy; what was ticked stays for the next time. Raises ``NotWithdrawnError``."""
    choice = _choice(opened, person)
    if choice.copy:
        remove_sheet(path, choice.copy)
        _keep(opened, person, _Choice(choice.parts))
        _note(opened, _("Withdrew the published emergency sheet of {name}"), person)


def strays(opened: OpenHousehold, path: Path) -> tuple[Published, ...]:
    """The copies of nobody in this household: of a person who was removed, or published from an older state."""
    own = {_choice(opened, person).copy for person in opened.household.care_recipients}
    return tuple(sheet for sheet in published(path) if sheet.id not in own)


def withdraw_stray(opened: OpenHousehold, sheet: Published, path: Path) -> None:
    """Withdraws a copy of nobody. Raises ``NotWithdrawnError``."""
    remove_sheet(path, sheet.id)
    opened.note(EntryKind.HANDED_OUT, _("Withdrew a published emergency sheet of nobody here"))


def copy_of(opened: OpenHousehold, person: CareRecipient, path: Path) -> Published | None:
    """The published sheet of that person."""
    copy = _choice(opened, person).copy
    return next((sheet for sheet in published(path) if sheet.id == copy), None)


def ticked_parts(opened: OpenHousehold, person: CareRecipient) -> frozenset[SheetPart]:
    """What was ticked for the copy before, or what is ticked at first."""
    return _choice(opened, person).parts


def mark_outdated(opened: OpenHousehold, reference: Reference, path: Path) -> tuple[Published, ...]:
    """Marks each copy by what the household says now, and deletes leftovers nobody published.

    To be called when a household is opened and after each change. Outdated is what differs from the sheet of today
    in any part it shows, what belongs to nobody here, and a file that is not as it was written. Raises
    ``CannotWriteError``.
    """
    before = published(path)
    after = tuple(replace(each, outdated=not _is_true(opened, reference, path, each)) for each in before)
    if after != before:
        write_index(path, after)
    sweep(path, after)
    return after


def _is_true(opened: OpenHousehold, reference: Reference, path: Path, sheet: Published) -> bool:
    household = opened.household
    for person in household.care_recipients:
        choice = _choice(opened, person)
        if choice.copy != sheet.id:
            continue
        subject = subject_of(household, person, reference, sheet.published_on)
        content = _fingerprint(opened, subject, parts_shown(household, choice.parts))
        data = read_sheet(path, sheet)
        return content == sheet.fingerprint and data is not None and _digest(data) == choice.digest
    return False


def _fingerprint(opened: OpenHousehold, subject: DocumentSubject, shown: frozenset[SheetPart]) -> str:
    """Of what the copy says; composed anew only where the subject changed."""
    return opened.compositions.of(
        ("published", shown), subject, lambda subject: fingerprint(_summary(subject, shown))
    )


def _summary(subject: DocumentSubject, shown: frozenset[SheetPart]) -> EmergencySummary:
    return published_summary(subject.household, subject.person, subject.reference, subject.day, shown)


def _key(person: CareRecipient) -> str:
    return f"published/{person.id}"


def _choice(opened: OpenHousehold, person: CareRecipient) -> _Choice:
    text = opened.note_value(_key(person))
    if not text:
        return _Choice(TICKED_AT_FIRST)
    parts, copy, digest = json.loads(text)
    return _Choice(frozenset(part for part in SheetPart if part.value in parts), copy, digest)


def _keep(opened: OpenHousehold, person: CareRecipient, choice: _Choice) -> None:
    parts = [part.value for part in SheetPart if part in choice.parts]
    opened.keep_note_value(_key(person), json.dumps([parts, choice.copy, choice.digest]))


def _one_line(name: str) -> str:
    """Without the marks that no letter shows, which could turn or break the line on the lock screen."""
    return "".join(filter(str.isprintable, " ".join(name.split())))


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _note(opened: OpenHousehold, what: str, person: CareRecipient) -> None:
    opened.note(EntryKind.HANDED_OUT, what.format(name=person.preferred_name.strip()))

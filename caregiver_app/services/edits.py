"""What people do to the records of a household: the rules it must pass, and the words that name it in the history.

Each function gives an ``Edit``, for a page to hand to ``Session.change`` and for any other door to
``OpenHousehold.change``. What only the values themselves can refuse is refused by ``domain``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from caregiver_app.domain.call_order import moved, put_in_call_order
from caregiver_app.domain.contacts import Contact
from caregiver_app.domain.household import Household
from caregiver_app.domain.medication import Medication, resume, stop
from caregiver_app.domain.people import CareRecipient
from caregiver_app.domain.preferences import Preferences
from caregiver_app.domain.record_edits import find, only_for, put, removed
from caregiver_app.domain.record_kinds import Record, RecordKind, lists_of
from caregiver_app.i18n import _, ngettext
from caregiver_app.reference import Reference
from caregiver_app.services.checks import check_record
from caregiver_app.wording.problems import shown
from caregiver_app.wording.records import RECORDS
from caregiver_app.wording.shape import Owner


class Edit(NamedTuple):
    """One thing done: ``what`` names it to people, ``change`` gives the household afterwards."""

    what: str
    change: Callable[[Household], Household]


def put_record(
    household: Household, record: Record, owner_id: str, reference: Reference, today: date
) -> Edit:
    """Adds or changes a record. Raises ``InvalidField``, also for a route that the reference says does not exist.

    ``owner_id`` is the person's for a medicine or pump, else empty. A contact has its place in the call order too:
    ``put_contact``.
    """
    check_record(record, reference, today)
    return Edit(_put_words(household, record, owner_id), lambda held: put(held, record, owner_id))


def put_contact(household: Household, contact: Contact, place: int | None) -> Edit:
    """Adds or changes a contact that is called as number ``place`` (from 1), or not in an emergency."""
    return Edit(_put_words(household, contact, ""), lambda held: put_in_call_order(held, contact, place))


def remove_record(household: Household, kind: RecordKind, record_id: str) -> Edit | None:
    """Takes a record out, a person with what was only theirs; ``None`` where it is not there any more.

    A medicine that was taken is stopped, never removed: this is for what was entered by mistake.
    """
    owner_id, record = next(
        ((owner, each) for owner, own in lists_of(kind, household) for each in own if each.id == record_id),
        ("", None),
    )
    if record is None:
        return None
    what = _("Removed {name}").format(name=_called(household, record, owner_id))
    gone = only_for(household, record_id) if kind.cls is CareRecipient else ()
    if gone:
        what = _("{removed} and {others}").format(removed=what, others=_only_theirs(gone))
    return Edit(what, lambda held: removed(held, kind.cls, record_id))


def stop_medication(
    medication: Medication, person_id: str, on: date | None, reason: str, today: date
) -> Edit:
    """Stops a medicine for a reason; ``on`` is the last day it was given. Raises ``InvalidField`` as ``stop`` does."""
    stopped = stop(medication, on, reason, today)
    words = _("Gave {name} a last day") if stopped.is_current(today) else _("Stopped {name}")
    return Edit(words.format(name=medication.product_name), lambda held: put(held, stopped, person_id))


def resume_medication(medication: Medication, person_id: str) -> Edit:
    """Puts a stopped medicine back among those that are taken."""
    what = _("Put {name} back among the current medicines").format(name=medication.product_name)
    return Edit(what, lambda held: put(held, resume(medication), person_id))


def move_contact(contact: Contact, step: int) -> Edit:
    """Calls a contact one place earlier (-1) or later (1)."""
    words = _("Moved {name} up in the call order") if step < 0 else _("Moved {name} down in the call order")
    return Edit(words.format(name=shown(contact.name)), lambda held: moved(held, contact.id, step))


def _put_words(household: Household, record: Record, owner_id: str) -> str:
    is_new = not isinstance(record, Preferences) and find(household, type(record), record.id) is None
    words = _("Added {name}") if is_new else _("Changed {name}")
    return words.format(name=_called(household, record, owner_id))


def _called(household: Household, record: Record, owner_id: str) -> str:
    """As a line of the history is to call it."""
    owner = household.person(owner_id)
    words = RECORDS[type(record)]
    subject = words.subject(record, Owner(owner.preferred_name if owner else "", is_one_of_several=False))
    return shown(subject or words.name(record))


def _only_theirs(records: tuple[Record, ...]) -> str:
    """``1 contact that was only theirs``, for each kind of record."""
    return ", ".join(
        ngettext("{n} {one} that was only theirs", "{n} {many} that were only theirs", count).format(
            n=count, one=RECORDS[cls].singular(), many=RECORDS[cls].plural()
        )
        for cls, count in Counter(type(each) for each in records).items()
    )

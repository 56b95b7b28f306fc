"""What to do next, from "who do you care for?" to a printed sheet. Derived from the household, never stored."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from caregiver_app.domain.people import AllergiesNotRecorded, CareRecipient
from caregiver_app.i18n import _
from caregiver_app.services.notice import ABOUT_HOUSEHOLD, Notice
from caregiver_app.services.security.recovery_on_paper import on_paper_since

if TYPE_CHECKING:
    from caregiver_app.services.put_away import PutAway
    from caregiver_app.ui.frame.session import Session


class NextStep(NamedTuple):
    """The notice of what is due, the words of its button, and the page and record that the button opens."""

    notice: Notice
    action: str
    page: str
    record: str = ""


def next_step(session: Session, put_away: PutAway) -> NextStep | None:
    """The first thing that still stands between the person on view and a printed sheet, and was not put away.

    ``None`` when there is none. What was put away and is due no longer is forgotten, so that it can come again.
    """
    person = session.person
    if person is None:
        return None
    about = (person.id, ABOUT_HOUSEHOLD)
    if put_away.has_any(*about):
        put_away.forget_past((step.notice for step in _due(session, person)), *about)
    return next((step for step in _due(session, person) if not put_away.holds(step.notice)), None)


def _due(session: Session, person: CareRecipient) -> Iterator[NextStep]:
    """In the order in which they are best done; each is looked for only when the ones before it are not wanted."""
    for steps in _ALL:
        yield from steps(session, person)


def _first_medicine(_session: Session, person: CareRecipient) -> Iterator[NextStep]:
    if not person.medications and not person.pumps:
        words = _("Next: write down what {name} takes.").format(name=person.preferred_name)
        notice = Notice("first_medicine", words, person.id)
        yield NextStep(notice, _("Add a medicine"), "medications", "new")


def _recovery_key(session: Session, _person: CareRecipient) -> Iterator[NextStep]:
    if session.opened.path is not None and on_paper_since(session.opened) is None:
        words = _("Next: print the recovery key.")
        notice = Notice("recovery_key", words, ABOUT_HOUSEHOLD, is_safety=True)
        yield NextStep(notice, _("Print the recovery key"), "security")


def _old_published_sheet(session: Session, _person: CareRecipient) -> Iterator[NextStep]:
    path = session.opened.path
    if path is None:
        return
    from caregiver_app.services.publishing.published_files import is_stale, published

    old = [each.id for each in published(path) if is_stale(each, session.today)]
    if old:
        words = _("An emergency sheet outside the lock is out of date.")
        notice = Notice("published", words, ABOUT_HOUSEHOLD, " ".join(sorted(old)), is_safety=True)
        yield NextStep(notice, _("Look at it"), "security")


def _rest_of_the_record(_session: Session, person: CareRecipient) -> Iterator[NextStep]:
    if isinstance(person.allergies, AllergiesNotRecorded) or person.birth_date is None:
        words = _("Next: birth date, allergies and what is normal for {name}.").format(
            name=person.preferred_name
        )
        yield NextStep(Notice("record", words, person.id), _("Complete the record"), "people", person.id)


def _first_contact(session: Session, person: CareRecipient) -> Iterator[NextStep]:
    if not session.household.contacts_for(person.id):
        words = _("Next: whom to call for {name}, by day and by night.").format(name=person.preferred_name)
        yield NextStep(Notice("first_contact", words, person.id), _("Add a contact"), "contacts", "new")


def _unanswered_label(session: Session, person: CareRecipient) -> Iterator[NextStep]:
    from caregiver_app.reference.matches import match_medication, match_pump
    from caregiver_app.wording.problems import shown

    for pump in person.pumps:
        match = match_pump(pump, session.reference)
        if match.unanswered:
            words = _("Next: say which label speaks of {medicine}.").format(medicine=shown(pump.drug))
            notice = Notice("label", words, person.id, pump.id, is_safety=match.is_silent)
            yield NextStep(notice, _("Answer"), "pump", pump.id)
    for each in person.current_medications(session.today):
        if match_medication(each, session.reference).unanswered:
            words = _("Next: say which label speaks of {medicine}.").format(medicine=each.product_name)
            notice = Notice("label", words, person.id, each.id)
            yield NextStep(notice, _("Answer"), "medications", each.id)


def _first_print(session: Session, person: CareRecipient) -> Iterator[NextStep]:
    if not any(record.care_recipient_id == person.id for record in session.opened.prints):
        words = _("{name}’s emergency sheet is ready to print.").format(name=person.preferred_name)
        yield NextStep(Notice("print", words, person.id), _("Print the sheet"), "paper")


_ALL: Final[tuple[Callable[[Session, CareRecipient], Iterator[NextStep]], ...]] = (
    _first_medicine,
    _recovery_key,
    _old_published_sheet,
    _rest_of_the_record,
    _first_contact,
    _unanswered_label,
    _first_print,
)

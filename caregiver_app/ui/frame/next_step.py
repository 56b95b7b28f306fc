"""What to do next, from "who do you care for?" to a printed sheet. Derived from the household, never stored."""

from __future__ import annotations

from dataclasses import dataclass

from caregiver_app.domain.people import AllergiesNotRecorded
from caregiver_app.i18n import _
from caregiver_app.services.publishing.published_files import is_stale, published
from caregiver_app.services.security.recovery_on_paper import on_paper_since
from caregiver_app.ui.frame.session import Session
from caregiver_app.wording.risks import match_medication

"""The note in the household's file that says since which day its recovery key is on paper."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """A sentence, the words of its button, and the page and record that the button opens."""

    text: str
    action: str
    page: str
    record: str = ""


def next_step(session: Session) -> NextStep | None:
    """The first thing that still stands between the person on view and a printed sheet; ``None`` when it is printed."""
    person = session.person
    if person is None:
        return None
    name = {"name": person.preferred_name}
    medicines = person.current_medications()
    unanswered = next(
        (each for each in medicines if match_medication(each, session.reference).unanswered), None
    )
    steps = (
        (
            not person.medications and not person.pumps,
            NextStep(
                _("Next: write down what {name} takes.").format(**name),
                _("Add a medicine"),
                "medications",
                "new",
            ),
        ),
        (
            session.opened.path is not None and on_paper_since(session.opened) is None,
            NextStep(_("Next: print the recovery key."), _("Print the recovery key"), "security"),
        ),
        (
            _has_old_published_sheet(session),
            NextStep(_("An emergency sheet outside the lock is out of date."), _("Look at it"), "security"),
        ),
        (
            isinstance(person.allergies, AllergiesNotRecorded) or person.birth_date is None,
            NextStep(
                _("Next: birth date, allergies and what is normal for {name}.").format(**name),
                _("Complete the record"),
                "people",
                person.id,
            ),
        ),
        (
            not session.household.contacts_for(person.id),
            NextStep(
                _("Next: whom to call for {name}, by day and by night.").format(**name),
                _("Add a contact"),
                "contacts",
                "new",
            ),
        ),
        (
            bool(unanswered),
            NextStep(
                _("Next: say which label speaks of {medicine}.").format(
                    medicine=unanswered and unanswered.product_name
                ),
                _("Answer"),
                "medications",
                unanswered.id if unanswered else "",
            ),
        ),
        (
            not any(record.care_recipient_id == person.id for record in session.opened.prints),
            NextStep(
                _("{name}’s emergency sheet is ready to print.").format(**name), _("Print the sheet"), "paper"
            ),
        ),
    )
    return next((step for is_open, step in steps if is_open), None)


def _has_old_published_sheet(session: Session) -> bool:
    path = session.opened.path
    return path is not None and any(is_stale(each, session.today) for each in published(path))

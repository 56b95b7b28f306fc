"""Documents of one person: their numbers, and when a copy grows old."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import pytest

from caregiver_app.domain.contacts import Contact, ContactRole
from caregiver_app.domain.household import Household
from caregiver_app.domain.medication import Medication
from caregiver_app.domain.people import CareRecipient
from caregiver_app.domain.preferences import Paper
from caregiver_app.domain.prints import PrintRecord
from caregiver_app.domain.pump import Pump
from caregiver_app.domain.route import Route
from caregiver_app.interop.household_document import read_document_file
from caregiver_app.paths import resources
from caregiver_app.reference import Reference, load_reference
from caregiver_app.services.clinic_review import clinic_review, review_is_current
from caregiver_app.services.documents.compositions import Compositions
from caregiver_app.services.documents.copies import copies_of
from caregiver_app.services.documents.listed import EMERGENCY
from caregiver_app.services.documents.making import MadeDocument, make_document
from caregiver_app.services.documents.subject import DocumentSubject, subject_of
from caregiver_app.wording.emergency import emergency_summary
from caregiver_app.wording.summary import EmergencySummary

TODAY = date(2026, 11, 22)
THEO = CareRecipient(id="p", preferred_name="Theo")
RUTH = CareRecipient(id="r", preferred_name="Ruth")
HOUSEHOLD = Household(care_recipients=(THEO, RUTH))
ONE_PAGE, LARGE_PRINT = EMERGENCY.variants


@cache
def reference() -> Reference:
    return load_reference(resources() / "reference")


def subject(household: Household = HOUSEHOLD, person_id: str = "p", day: date = TODAY) -> DocumentSubject:
    person = household.person(person_id)
    assert person is not None
    return subject_of(household, person, reference(), day)


def made(
    source: DocumentSubject, *prints: PrintRecord, large: bool = False, paper: Paper = Paper.LETTER
) -> MadeDocument[EmergencySummary]:
    variant = LARGE_PRINT if large else ONE_PAGE
    return make_document(EMERGENCY, variant, source, paper, prints, 1 + len(prints), Compositions())


def old_prints(household: Household, *prints: PrintRecord) -> list[PrintRecord]:
    copies = copies_of(household, "p", reference(), prints, Compositions())
    return [copy.record for copy in copies if not copy.is_true]


def renamed(name: str) -> Household:
    return HOUSEHOLD.with_person("p", lambda person: replace(person, preferred_name=name))


class Counting:
    """Makes the number of the call, so that a second making shows."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self, _source: DocumentSubject) -> int:
        self.calls += 1
        return self.calls


def test_the_same_sheet_keeps_its_number_and_its_bytes() -> None:
    first = made(subject())
    again = made(subject(), first.record)
    assert again.record == first.record
    assert again.pdf.data == first.pdf.data
    assert made(subject(), first.record, large=True).record.serial == 2


def test_a_print_grows_old_when_the_sheet_would_say_something_else() -> None:
    record = made(subject()).record
    assert old_prints(HOUSEHOLD, record) == []
    changed = renamed("Teddy")
    assert old_prints(changed, record) == [record]
    newer = made(subject(changed), record, paper=Paper.A4).record
    assert newer.serial == 2
    assert old_prints(changed, record, newer) == [record]
    assert old_prints(Household(), record) == [record]


def test_of_a_document_that_only_a_newer_program_knows_no_copy_is_called_true() -> None:
    record = replace(made(subject()).record, document="ghost")
    assert old_prints(HOUSEHOLD, record) == [record]


def test_a_clinics_look_lapses_by_itself() -> None:
    medicine = Medication("m", "clonazepam", ("clonazepam",), route=Route.ORAL)
    household = Household(care_recipients=(replace(THEO, medications=(medicine,)),))
    assert not review_is_current(subject(household), Compositions())
    review = clinic_review(subject(household), "Dr. Osei", Compositions())
    seen = household.with_person("p", lambda person: replace(person, clinic_review=review))
    assert review_is_current(subject(seen), Compositions())
    stopped = seen.with_person("p", lambda person: replace(person, medications=()))
    assert not review_is_current(subject(stopped), Compositions())


def test_a_clinics_look_lapses_at_midnight_when_a_refill_is_late() -> None:
    pump = Pump(id="u", drug="baclofen", refill_by=TODAY)
    household = Household(care_recipients=(replace(THEO, pumps=(pump,)),))
    kept = Compositions()
    review = clinic_review(subject(household), "Dr. Osei", kept)
    seen = household.with_person("p", lambda person: replace(person, clinic_review=review))
    assert review_is_current(subject(seen), kept)
    assert not review_is_current(subject(seen, day=TODAY + timedelta(days=1)), kept)


def test_what_was_composed_is_kept_as_long_as_nothing_of_it_changes() -> None:
    kept, make = Compositions(), Counting()
    assert [kept.of("sheet", subject(), make) for _ in range(3)] == [1, 1, 1]
    ruths = HOUSEHOLD.with_person("r", lambda person: replace(person, preferred_name="Ruthie"))
    of_ruth = Contact("c", "Pat", ContactRole.FAMILY, care_recipient_ids=("r",))
    assert kept.of("sheet", subject(replace(ruths, contacts=(of_ruth,))), make) == 1


@pytest.mark.parametrize(
    "other",
    [
        lambda: subject(renamed("Teddy")),
        lambda: subject(day=TODAY + timedelta(days=1)),
        lambda: subject(person_id="r"),
        lambda: subject(
            replace(HOUSEHOLD, preferences=replace(HOUSEHOLD.preferences, emergency_number="112"))
        ),
        lambda: subject(replace(HOUSEHOLD, contacts=(Contact("c", "Pat", ContactRole.FAMILY),))),
        lambda: replace(
            subject(),
            reference=reference()._replace(edition=reference().edition._replace(name="next")),
        ),
    ],
    ids=["record", "day", "person", "preferences", "contacts", "reference"],
)
def test_whatever_a_sheet_is_made_from_makes_it_composed_anew(other: object) -> None:
    kept, make = Compositions(), Counting()
    assert callable(other)
    kept.of("sheet", subject(), make)
    assert kept.of("sheet", other(), make) == 2


def test_two_kinds_of_document_are_kept_apart_and_a_change_taken_back_is_seen() -> None:
    kept, make = Compositions(), Counting()
    assert kept.of("sheet", subject(), make) == 1
    assert kept.of("card", subject(), make) == 2
    kept.of("sheet", subject(renamed("Teddy")), make)
    assert kept.of("sheet", subject(), make) == 4


def test_no_more_is_kept_than_a_household_needs() -> None:
    kept, make = Compositions(), Counting()
    for number in range(100):
        kept.of(number, subject(), make)
    assert len(kept._kept) == 64
    assert kept.of(99, subject(), make) == 100
    assert kept.of(0, subject(), make) == 101


def test_a_person_alone_has_the_sheet_they_have_among_the_others() -> None:
    household = read_document_file(resources() / "sample" / "household.json").household
    assert len(household.care_recipients) > 1
    for person in household.care_recipients:
        alone = EMERGENCY.compose(subject_of(household, person, reference(), TODAY))
        assert alone == emergency_summary(household, person, reference(), TODAY, 0)

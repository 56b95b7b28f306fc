"""The history in words: old and new value of every field, as they are written everywhere else."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from typing import TYPE_CHECKING, Any

import pytest

from caregiver_app.domain.contacts import Phone, PhoneLabel
from caregiver_app.domain.history import EntryKind, HistoryEntry
from caregiver_app.domain.medication import (
    Medication,
    ReferenceLink,
    Stopped,
    TimesOfDay,
)
from caregiver_app.domain.people import (
    AllergiesRecorded,
    Allergy,
    AllergyStatus,
    ClinicReview,
    ImplantedDevice,
    Severity,
)
from caregiver_app.domain.preferences import Clock, Preferences
from caregiver_app.domain.record_changes import HouseholdChanges
from caregiver_app.wording.history import EntryText, entry_text
from caregiver_app.wording.history_sentences import field_sentences
from caregiver_app.wording.records import record_name
from tests.shipped import shipped_reference
from tests.wording.changed import (
    ANNA,
    AT,
    BACLOFEN,
    CONTEXT,
    DAY,
    HOUSEHOLD,
    MG10,
    MG15,
    NONE,
    NOT_RECORDED,
    RASH,
    RECORDED,
    RUTH,
    THEO,
    plain,
    sentences,
    told,
)

if TYPE_CHECKING:
    from caregiver_app.domain.household import Household
    from caregiver_app.domain.record_kinds import Record


def with_medicine(**values: Any) -> Household:
    return HOUSEHOLD.with_person("theo", lambda p: replace(p, medications=(replace(BACLOFEN, **values),)))


def with_theo(**values: Any) -> Household:
    return HOUSEHOLD.with_person("theo", lambda person: replace(person, **values))


def test_a_dose_is_one_sentence_with_who_old_and_new() -> None:
    text = told(HOUSEHOLD, with_medicine(dose=MG15))
    assert text == EntryText("Anna changed the dose of baclofen from 10 mg to 15 mg", (), ("Theo",))


def test_several_fields_stand_below_one_heading() -> None:
    text = told(HOUSEHOLD, with_medicine(dose=MG15, purpose="spasms"))
    assert text.heading == "Anna changed baclofen"
    assert text.details == (
        "Changed the dose of baclofen from 10 mg to 15 mg",
        "Wrote down what baclofen is for: “spasms”",
    )


def test_a_long_note_is_told_in_full_old_and_new() -> None:
    old, new = "a " * 3000 + "end", "b\n" * 3000 + "end"
    text = told(with_medicine(notes=old), with_medicine(notes=new))
    assert text.heading == "Anna changed baclofen"
    assert text.details == (f"Changed the notes of baclofen from “{old}” to “{new}”",)


def test_the_same_medicine_of_two_people_is_named_with_its_person() -> None:
    other = replace(BACLOFEN, id="c")
    both = HOUSEHOLD.with_person("ruth", lambda ruth: replace(ruth, medications=(other,)))
    stronger = both.with_person("ruth", lambda ruth: replace(ruth, medications=(replace(other, dose=MG15),)))
    after = stronger.with_person("theo", lambda theo: replace(theo, medications=()))
    assert told(both, after).about == ("Theo", "Ruth")
    assert "Changed the dose of baclofen (Ruth) from 10 mg to 15 mg" in told(both, after).details


def test_what_came_is_told_with_all_that_was_written_down() -> None:
    keppra = Medication(
        id="k",
        product_name="Keppra",
        dose=MG10,
        timing=TimesOfDay((time(8),)),
        notes="x\ny",
        purpose="seizures",
    )
    text = told(HOUSEHOLD, with_theo(medications=(BACLOFEN, keppra)))
    assert text.heading == "Anna added the medicine Keppra"
    assert text.details == ("• Dose: 10 mg", "• Timing: 08:00", "• Purpose: seizures", "• Notes: x\ny")


def test_what_went_is_told_with_all_it_held() -> None:
    text = told(HOUSEHOLD, replace(HOUSEHOLD, care_recipients=(RUTH,)))
    assert text.heading == "Anna: Changed something"
    assert text.details == (
        "Removed Theo",
        "• Allergies: not recorded",
        "Removed the medicine baclofen",
        "• Dose: 10 mg",
        "Removed Theo’s pump (baclofen)",
    )


@pytest.mark.parametrize(
    ("kind", "who", "heading"),
    [
        (EntryKind.UNDO, "Anna", "Anna undid “Changed something”"),
        (EntryKind.TAKEN_BACK, "Anna", "Anna: Changed something"),
        (EntryKind.KEPT, "Anna", "Anna: Changed something"),
        (EntryKind.CHANGE, "", "Somebody changed the dose of baclofen from 10 mg to 15 mg"),
    ],
)
def test_the_heading_says_what_sort_of_step_it_was(kind: EntryKind, who: str, heading: str) -> None:
    assert told(HOUSEHOLD, with_medicine(dose=MG15), kind, who).heading == heading


def test_an_entry_without_changes_keeps_the_programs_sentence() -> None:
    entry = HistoryEntry(1, AT, "", EntryKind.OPENED, "Opened with the recovery key")
    text = entry_text(entry, HouseholdChanges(), Clock.TWELVE_HOUR)
    assert text == EntryText("Somebody: Opened with the recovery key")


def test_another_order_is_told() -> None:
    before = with_theo(medications=(BACLOFEN, replace(BACLOFEN, id="c")))
    after = with_theo(medications=(replace(BACLOFEN, id="c"), BACLOFEN))
    assert told(before, after).heading == "Anna changed the order of Theo’s medicines"
    turned = replace(HOUSEHOLD, care_recipients=(RUTH, THEO))
    assert told(HOUSEHOLD, turned).heading == "Anna changed the order of the people"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            NOT_RECORDED,
            NONE,
            [
                (
                    "wrote down that no allergies are known for Theo, confirmed on Fri 4 Dec 2026 "
                    "(before: not recorded)"
                )
            ],
        ),
        (
            NONE,
            NOT_RECORDED,
            [
                (
                    "set the allergies of Theo to not recorded "
                    "(before: No known allergies (confirmed Fri 4 Dec 2026))"
                )
            ],
        ),
        (
            RECORDED,
            NOT_RECORDED,
            ["set the allergies of Theo to not recorded (before: penicillin: rash)"],
        ),
        (
            RECORDED,
            NONE,
            [
                (
                    "wrote down that no allergies are known for Theo, confirmed on Fri 4 Dec 2026 "
                    "(before: penicillin: rash)"
                )
            ],
        ),
        (
            NOT_RECORDED,
            RECORDED,
            ["added the allergy penicillin: rash for Theo (before: not recorded)"],
        ),
        (
            RECORDED,
            AllergiesRecorded((replace(RASH, severity=Severity.SEVERE), Allergy("nuts"))),
            [
                "changed the allergy of Theo from penicillin: rash to penicillin: rash (severe)",
                "added the allergy nuts for Theo",
            ],
        ),
        (
            RECORDED,
            AllergiesRecorded((Allergy("nuts"),)),
            ["removed the allergy penicillin: rash of Theo", "added the allergy nuts for Theo"],
        ),
    ],
)
def test_none_known_and_not_recorded_are_never_mixed_up(
    old: AllergyStatus, new: AllergyStatus, expected: list[str]
) -> None:
    assert sentences(replace(THEO, allergies=old), replace(THEO, allergies=new)) == expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (BACLOFEN, replace(BACLOFEN, dose=None), "removed the dose of baclofen (before: 10 mg)"),
        (
            BACLOFEN,
            replace(BACLOFEN, stopped=Stopped(DAY, "rash")),
            "stopped baclofen on Fri 4 Dec 2026: rash",
        ),
        (
            replace(BACLOFEN, stopped=Stopped(DAY)),
            BACLOFEN,
            "put baclofen back among the current medicines (it was stopped on Fri 4 Dec 2026)",
        ),
        (
            replace(BACLOFEN, stopped=Stopped(DAY)),
            replace(BACLOFEN, stopped=Stopped(DAY, "rash")),
            "changed when and why baclofen was stopped, from Fri 4 Dec 2026 to Fri 4 Dec 2026: rash",
        ),
        (
            replace(BACLOFEN, strength="10mg"),
            replace(BACLOFEN, strength="10 mg"),
            "changed the strength of baclofen from “10mg” to “10 mg”",
        ),
        (
            replace(BACLOFEN, ingredients=("a", "b")),
            replace(BACLOFEN, ingredients=("b", "a")),
            "changed the order of the ingredients of baclofen: “b”; “a”",
        ),
        (
            replace(THEO, conditions=("epilepsy",)),
            replace(THEO, conditions=("focal epilepsy",)),
            "changed the condition of Theo from “epilepsy” to “focal epilepsy”",
        ),
        (
            replace(ANNA, phones=(Phone("612-555-0100", PhoneLabel.AFTER_HOURS), Phone("1"))),
            replace(ANNA, phones=(Phone("612-555-0199", PhoneLabel.AFTER_HOURS), Phone("1"))),
            "changed the after hours number of Anna from 612-555-0100 to 612-555-0199",
        ),
        (
            ANNA,
            replace(ANNA, phones=(Phone("612-555-0100", PhoneLabel.DAY, "refill"),)),
            "added the number 612-555-0100 day (refill) for Anna",
        ),
        (
            ANNA,
            replace(ANNA, care_recipient_ids=("theo", "ruth")),
            "changed for whom Anna is there from everyone in the household to Theo, Ruth",
        ),
        (
            Preferences(clock=Clock.TWELVE_HOUR),
            Preferences(clock=Clock.TWENTY_FOUR_HOUR),
            "changed the way times are written from 12 hours (8:00 PM) to 24 hours (20:00)",
        ),
        (Preferences(), Preferences(emergency_number="112"), "wrote down the emergency number: “112”"),
        (
            replace(THEO, clinic_review=ClinicReview("Dr. Lee", DAY, "a")),
            replace(THEO, clinic_review=ClinicReview("Dr. Lee", DAY, "b")),
            (
                "wrote down that the clinic looked at the sheet of Theo: Dr. Lee, Fri 4 Dec 2026 "
                "(before: Dr. Lee, Fri 4 Dec 2026)"
            ),
        ),
        (
            replace(THEO, clinic_review=ClinicReview("Dr. Lee", DAY, "a")),
            THEO,
            "removed the note that the clinic looked at the sheet of Theo (before: Dr. Lee, Fri 4 Dec 2026)",
        ),
        (
            replace(THEO, implanted_devices=(ImplantedDevice("shunt"),)),
            replace(THEO, implanted_devices=(ImplantedDevice("shunt", "left"),)),
            "changed the implanted device of Theo from shunt to shunt (left)",
        ),
        (
            replace(THEO, implanted_devices=(ImplantedDevice("shunt"),)),
            replace(THEO, implanted_devices=(ImplantedDevice("shunt "),)),
            "wrote down the implanted device of Theo again: shunt",
        ),
    ],
)
def test_a_change_in_plain_words(before: Record, after: Record, expected: str) -> None:
    subject = "" if isinstance(before, Preferences) else record_name(before)
    assert [plain(each) for each in field_sentences(before, after, subject, CONTEXT)] == [expected]


def test_the_reference_is_quoted_by_its_names() -> None:
    text = told(HOUSEHOLD, with_medicine(reference=ReferenceLink(("baclofen_oral", "gone"), DAY)))
    name = shipped_reference().medicine("baclofen_oral").name
    assert text.heading == (
        f"Anna wrote down which entry of the reference baclofen is: {name}, gone (confirmed Fri 4 Dec 2026)"
    )
    text = told(HOUSEHOLD, with_medicine(reference=ReferenceLink((), DAY)))
    assert text.heading.endswith(": none of these (confirmed Fri 4 Dec 2026)")

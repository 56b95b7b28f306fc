"""What a household must not hold, and what its keepers should look at again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from typing import Final, assert_never

from caregiver_app.domain.contacts import Contact
from caregiver_app.domain.errors import InvalidField, Rule
from caregiver_app.domain.household import Household, check_household_dates
from caregiver_app.domain.medication import AsNeeded, FreeTextSchedule, Medication
from caregiver_app.domain.people import CareRecipient, check_dates, check_pump_dates
from caregiver_app.domain.preferences import Preferences
from caregiver_app.domain.pump import Pump
from caregiver_app.domain.record_kinds import Record
from caregiver_app.reference import Reference, impossible_route
from caregiver_app.reference.matches import Match, match_medication, match_pump
from caregiver_app.wording.records import fields_of_class
from caregiver_app.wording.safe_writing import UnsafeSpelling, unsafe_spellings

# The person's own fields that a family writes amounts and times into.
_WITH_DOSES: Final = (
    *("tell_first", "usual_state", "seizure_plan", "advance_directives", "communication", "conditions"),
    *("allergies", "implanted_devices", "procedures_to_avoid", "emergency_items", "notes"),
)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to look at; ``spelling`` for a dose that is easily misread, else an unconfirmed match.

    ``about`` is the medicine, or the person's own field that it stands in. ``entry`` is what it is by its name,
    ``which`` what it may be. ``no_signs`` is for a pump whose drug is not understood: ``about`` is that drug.
    """

    person: str
    about: str
    spelling: UnsafeSpelling | None = None
    entry: str = ""
    which: tuple[str, ...] = ()
    no_signs: bool = False


def check_household(household: Household, reference: Reference, today: date) -> None:
    """Raises ``InvalidField`` for a past event in the future, or a route that the reference says does not exist."""
    check_household_dates(household, today)
    for number, person in enumerate(household.care_recipients):
        for index, medication in enumerate(person.medications):
            try:
                check_route(medication, reference)
            except InvalidField as error:
                raise error.under("care_recipients", number, "medications", index) from None


def check_record(record: Record, reference: Reference, today: date) -> None:
    """The same for one record that is to be kept. Raises ``InvalidField`` at the record's own field."""
    match record:
        case Medication():
            check_route(record, reference)
        case CareRecipient():
            # What has a form of its own is mended there, and must not hold up this one.
            check_dates(replace(record, medications=(), pumps=(), clinic_review=None), today)
        case Pump():
            check_pump_dates(record, today)
        case Contact() | Preferences():
            pass
        case _:
            assert_never(record)


def check_route(medication: Medication, reference: Reference) -> None:
    """Raises ``InvalidField`` where the reference says that this ingredient is not given this way."""
    if medication.route is None:
        return
    fact = impossible_route(medication.ingredients, medication.product_name, medication.route, reference)
    if fact is not None:
        sources = "; ".join(f"{source.title}, {source.section}" for source in reference.sources_of(fact))
        raise InvalidField(
            ("route",), Rule.NO_SUCH_ROUTE, medication.route.value, f"{fact.plain} ({sources})"
        )


def remarks(household: Household, reference: Reference, today: date) -> tuple[Remark, ...]:
    """All remarks on all people, in the order of the household."""
    return tuple(
        remark for person in household.care_recipients for remark in _remarks_on(person, reference, today)
    )


def _remarks_on(person: CareRecipient, reference: Reference, today: date) -> Iterator[Remark]:
    for name in _WITH_DOSES:
        for text in _texts(getattr(person, name)):
            for each in unsafe_spellings(text):
                yield Remark(person.preferred_name, fields_of_class(CareRecipient)[name].label, each)
    for pump in person.pumps:
        yield from _pump_remarks(person, pump, reference)
    for medication in person.current_medications(today):
        yield from _medication_remarks(person, medication, reference)


def _texts(value: object) -> Iterator[str]:
    """What was typed in a field, however it is kept: a text, several, or records of texts."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts(each)
    elif is_dataclass(value):
        for each in fields(value):
            yield from _texts(getattr(value, each.name))


def _typed(medication: Medication) -> tuple[str, ...]:
    """What a person may have written a dose into, and what stands on paper as it was typed."""
    timing = medication.timing
    rhythm = timing.words if isinstance(timing, FreeTextSchedule) else ""
    reason = timing.reason if isinstance(timing, AsNeeded) else ""
    return (
        *(medication.product_name, *medication.ingredients, medication.strength, medication.directions),
        *(medication.dose_form, medication.route_in_words),
        *(rhythm, reason, medication.purpose, medication.notes),
    )


def _pump_remarks(person: CareRecipient, pump: Pump, reference: Reference) -> list[Remark]:
    match = match_pump(pump, reference)
    found = [Remark(person.preferred_name, pump.drug, no_signs=True)] if match.is_silent else []
    for text in (pump.drug, pump.mode, pump.oral_backup_plan, pump.mri_note, pump.notes):
        found += [Remark(person.preferred_name, pump.drug, each) for each in unsafe_spellings(text)]
    return found + _open_matches((person.preferred_name, pump.drug), match)


def _medication_remarks(person: CareRecipient, medication: Medication, reference: Reference) -> list[Remark]:
    names = (person.preferred_name, medication.product_name)
    found = [Remark(*names, each) for text in _typed(medication) for each in unsafe_spellings(text)]
    return found + _open_matches(names, match_medication(medication, reference))


def _open_matches(names: tuple[str, str], match: Match) -> list[Remark]:
    if match.confirmed:
        return []
    found = [Remark(*names, entry=entry.name) for entry in match.entries]
    which = tuple(entry.name for entry in match.possible)
    return [*found, Remark(*names, which=which)] if which else found

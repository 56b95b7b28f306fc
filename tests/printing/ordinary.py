# ruff: noqa: E501 - a table
"""Households as families have them: one to fourteen medicines, rhythms in words, a pump or none, whom to call."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import TYPE_CHECKING, Any, Final

from hypothesis import strategies as st

from caregiver_app.domain.amounts import parse_volume
from caregiver_app.domain.contacts import Contact, ContactRole, Phone, PhoneLabel
from caregiver_app.domain.household import Household
from caregiver_app.domain.medication import AsNeeded, FreeTextSchedule, Medication, Schedule, TimesOfDay
from caregiver_app.domain.people import (
    AllergiesRecorded,
    Allergy,
    CareRecipient,
    ImplantedDevice,
    NoKnownAllergies,
)
from caregiver_app.domain.preferences import Preferences
from caregiver_app.domain.pump import Pump
from caregiver_app.domain.quantity import parse_quantity
from caregiver_app.domain.rates import parse_concentration, parse_daily_dose
from caregiver_app.domain.route import Route

if TYPE_CHECKING:
    from collections.abc import Callable

_US: Final = Preferences("US", "911", "1-800-222-1222")
_DAY: Final = date(2026, 11, 1)


def _words(text: str) -> FreeTextSchedule:
    return FreeTextSchedule(text)


_TWICE: Final = TimesOfDay((time(8), time(20)))
_NIGHT: Final = TimesOfDay((time(21),))
_MORNING: Final = TimesOfDay((time(7, 30),))
_FOUR: Final = TimesOfDay((time(6), time(12), time(18), time(22)))
_BEFORE_MEALS: Final = "before meals by the clinic's scale: 150 to 200 give 2 units, 201 to 250 give 4 units, above 300 call the clinic"
# name, ingredients, strength, form, route, dose, when, what for
_USUAL: Final[tuple[tuple[str, tuple[str, ...], str, str, Route, str, Schedule | None, str], ...]] = (
    ("Lioresal", ("baclofen",), "10 mg", "tablet", Route.ORAL, "10 mg", _FOUR, "spasms"),
    ("baclofen", ("baclofen",), "5 mg per 5 mL", "liquid", Route.FEEDING_TUBE, "7.5 mg", _FOUR, "spasticity"),
    (
        "warfarin", ("warfarin",), "5 mg", "tablet", Route.ORAL, "5 mg",
        _words("5 mg on Monday, Wednesday and Friday; 2.5 mg on the other days, at 18:00, as the INR letter says"), "clots",
    ),
    ("Eliquis", ("apixaban",), "5 mg", "tablet", Route.ORAL, "5 mg", _TWICE, "atrial fibrillation"),
    (
        "prednisone", ("prednisone",), "5 mg", "tablet", Route.ORAL, "20 mg",
        _words("20 mg for 5 days, then 15 mg for 5 days, then 10 mg for 5 days, then 5 mg until the next visit"), "flare of polymyalgia",
    ),
    (
        "fentanyl patch", ("fentanyl",), "25 mcg per hour", "patch", Route.TRANSDERMAL, "1 patch",
        _words("a new one every 72 hours, in the morning; next change is written on the calendar"), "back pain",
    ),
    ("insulin lispro", ("insulin lispro",), "100 units per mL", "pen", Route.SUBCUTANEOUS, "4 units", _words(_BEFORE_MEALS), "diabetes"),
    ("Lantus", ("insulin glargine",), "100 units per mL", "pen", Route.SUBCUTANEOUS, "22 units", _NIGHT, "diabetes"),
    ("Keppra", ("levetiracetam",), "100 mg per mL", "liquid", Route.FEEDING_TUBE, "500 mg", _TWICE, "seizures"),
    ("clonazepam", ("clonazepam",), "0.5 mg", "tablet", Route.ORAL, "0.5 mg", AsNeeded("seizures that come in clusters", 360), "seizures"),
    ("oxycodone", ("oxycodone",), "5 mg", "tablet", Route.ORAL, "5 mg", AsNeeded("pain that does not let her sleep", 240), "pain"),
    ("gabapentin", ("gabapentin",), "300 mg", "capsule", Route.ORAL, "300 mg", _FOUR, "nerve pain"),
    ("metoprolol succinate", ("metoprolol",), "50 mg", "extended-release tablet", Route.ORAL, "50 mg", _MORNING, "blood pressure"),
    ("lisinopril", ("lisinopril",), "10 mg", "tablet", Route.ORAL, "10 mg", _MORNING, "blood pressure"),
    ("levothyroxine", ("levothyroxine",), "88 mcg", "tablet", Route.ORAL, "88 mcg", _words("at 6:00, an hour before breakfast, with water only"), "thyroid"),
    ("sertraline", ("sertraline",), "50 mg", "tablet", Route.ORAL, "50 mg", _MORNING, "mood"),
    ("Sinemet", ("carbidopa", "levodopa"), "25-100 mg", "tablet", Route.ORAL, "1 tablet", _FOUR, "Parkinson disease"),
    ("methotrexate", ("methotrexate",), "2.5 mg", "tablet", Route.ORAL, "15 mg", _words("ONCE A WEEK, on Friday evening; six tablets"), "arthritis"),
    ("omeprazole", ("omeprazole",), "20 mg", "capsule", Route.ORAL, "20 mg", _MORNING, "reflux"),
    ("polyethylene glycol", ("polyethylene glycol 3350",), "17 g", "powder", Route.FEEDING_TUBE, "17 g", _words("once a day in 240 mL of water; skip on days with loose stools"), "constipation"),
    ("acetaminophen", ("acetaminophen",), "160 mg per 5 mL", "liquid", Route.ORAL, "320 mg", AsNeeded("fever or pain", 360), ""),
    ("vitamin D3", ("cholecalciferol",), "", "", Route.ORAL, "1,000 units", None, ""),
)  # fmt: skip


def _medication(number: int) -> Medication:
    name, ingredients, strength, form, route, dose, when, purpose = _USUAL[number]
    return Medication(
        f"m{number}", name, ingredients, strength, form, route, "", parse_quantity(dose), None,
        "with food" if number % 3 == 0 else "", when, purpose, "Dr. Lena Osei", started_on=_DAY,
    )  # fmt: skip


PUMP: Final = Pump(
    "u1", "baclofen", concentration=parse_concentration("2000 mcg"), daily_dose=parse_daily_dose("350 mcg"),
    maker="Medtronic", model="SynchroMed II 8637-40", serial_number="NGV0123H", mode="simple continuous",
    refill_by=date(2027, 1, 29), low_reservoir_alarm_on=date(2027, 2, 5),
    low_reservoir_alarm_volume=parse_volume("2 mL"), reservoir_size=parse_volume("40 mL"),
    last_refill_on=date(2026, 10, 30), clinic_name="Northside Spasticity Clinic",
    clinic_phones=(
        Phone("(612) 555-0142", PhoneLabel.DAY, "refill"), Phone("(612) 555-0143", PhoneLabel.AFTER_HOURS, "pump alarm at night"),
    ),
    oral_backup_plan="The clinic's letter in the blue folder; call the clinic before using it.",
    mri_note="Call the pump clinic before any scan.",
)  # fmt: skip
_CONDITIONS: Final = (
    "spastic quadriplegia from cerebral palsy", "epilepsy", "type 2 diabetes", "atrial fibrillation",
    "heart failure with reduced ejection fraction", "chronic kidney disease, stage 3", "Parkinson disease", "scoliosis, spine fused T2 to pelvis",
)  # fmt: skip
_USUAL_STATES: Final = (
    "", "Awake and smiling; legs stiff, arms loose; breathes 16 to 20 a minute; blood pressure about 95 over 60.",
    "Walks with a frame, a little forgetful in the evening, otherwise talks normally and knows where she is.",
)  # fmt: skip
_FIRST: Final = (
    "", "Baclofen pump under the skin of the belly, right side. Never stop baclofen suddenly.",
    "Blood thinner. After any fall or head injury: hospital, even if he looks well.",
)  # fmt: skip


@st.composite
def ordinary_households(draw: Callable[..., Any]) -> tuple[Household, CareRecipient]:
    """One person with one to fourteen of the usual medicines, in families' own words."""
    some = draw(st.lists(st.integers(0, len(_USUAL) - 1), min_size=1, max_size=14, unique=True))
    conditions = draw(st.lists(st.sampled_from(_CONDITIONS), max_size=5, unique=True))
    allergies = draw(
        st.sampled_from([
            NoKnownAllergies(_DAY),
            AllergiesRecorded((Allergy("penicillin", "hives and swelling of the lips", None),)),
            AllergiesRecorded(tuple(Allergy(each, "rash", None) for each in ("penicillin", "latex", "sulfa medicines", "iodine contrast"))),
        ])
    )  # fmt: skip
    person = CareRecipient(
        "p1", draw(st.sampled_from(["Theo", "Ruth", "María José"])), full_name="Theodore Alexander Marsh-Okafor",
        birth_date=date(1948, 3, 4), languages=("English", "Spanish"), communication="Speaks in short sentences; hears badly on the left.",
        usual_state=draw(st.sampled_from(_USUAL_STATES)), tell_first=draw(st.sampled_from(_FIRST)),
        conditions=tuple(conditions), allergies=allergies, preferred_hospital="Saint Anne Medical Center",
        advance_directives="Full treatment. The paper is in the blue folder in the hall.",
        medications=tuple(_medication(each) for each in some), pumps=(PUMP,) if draw(st.booleans()) else (),
        implanted_devices=(ImplantedDevice("heart pacemaker", "Boston Scientific, 2021"),) if draw(st.booleans()) else (),
    )  # fmt: skip
    contacts = tuple(
        Contact(
            f"c{place}", name, role, phones=(Phone(f"(612) 555-01{place}4", PhoneLabel.MOBILE),), call_order=place,
            relationship=kind,
        )
        for place, (name, role, kind) in enumerate(
            [
                ("Anna Marsh", ContactRole.FAMILY, "daughter"),
                ("Dr. Lena Osei", ContactRole.PRESCRIBER, "neurology"),
                ("Riverside Pharmacy", ContactRole.PHARMACY, ""),
                ("Sam Okafor", ContactRole.FAMILY, "brother"),
            ][: draw(st.integers(1, 4))],
            1,
        )
    )  # fmt: skip
    return replace(Household(_US), care_recipients=(person,), contacts=contacts), person

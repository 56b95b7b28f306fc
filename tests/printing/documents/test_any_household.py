"""Whatever a family types: the sheet holds all of it inside the page, or is refused by the fields' names."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, Phase, given
from hypothesis import strategies as st

from caregiver_app.domain.contacts import Contact, ContactRole, Phone, PhoneLabel
from caregiver_app.domain.household import Household
from caregiver_app.domain.people import AllergiesRecorded, Allergy, CareRecipient
from caregiver_app.domain.preferences import Paper
from caregiver_app.domain.record_kinds import narrowed_to
from caregiver_app.domain.text import MAX_TELL_FIRST_WORDS, is_blank
from caregiver_app.interop.household_document import read_document_file
from caregiver_app.paths import resources
from caregiver_app.printing.documents.emergency import emergency_pdf
from caregiver_app.printing.errors import IncompleteSheetError, SheetTooFullError
from caregiver_app.wording.emergency import emergency_summary
from tests.printing.checks import check_emergency_pdf
from tests.scale import examples
from tests.shipped import shipped_reference
from tests.strategies import care_recipients, contacts, names, texts

if TYPE_CHECKING:
    from collections.abc import Callable

    from caregiver_app.wording.summary import EmergencySummary

TODAY = date(2026, 11, 22)
# Without shrinking: a sheet takes a second to check, and the faults name the text that is missing.
ANY = examples(
    20,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)


@cache
def sample() -> Household:
    return read_document_file(resources() / "sample" / "household.json").household


def summary_with(person: CareRecipient, others: tuple[Contact, ...] = ()) -> EmergencySummary:
    own = tuple(
        narrowed_to(each, person.id)
        for each in others
        if not each.care_recipient_ids or person.id in each.care_recipient_ids
    )
    household = replace(sample(), care_recipients=(person,), contacts=own)
    return emergency_summary(household, person, shipped_reference(), TODAY, 1)


def faults(summary: EmergencySummary, paper: Paper, *, large_print: bool) -> list[str] | None:
    """What is wrong with the sheet; none where it was refused."""
    try:
        pdf = emergency_pdf(summary, paper, large_print=large_print)
    except SheetTooFullError as error:
        return [f"incomplete: {error.args}"] if isinstance(error, IncompleteSheetError) else None
    found = check_emergency_pdf(pdf.data, summary, paper, large_print=large_print, raster=False)
    # A nonsense word broken at the end of a line can read "AC" or "8U", and a nonsense name can be a word of the
    # metadata: not what checks 11 and 16 are for.
    return [fault for fault in found if not fault.startswith(("safe_writing", "metadata_and_actives"))]


def long_texts() -> st.SearchStrategy[str]:
    """Short or long, of one word again and again, of one word without a space, or of anything."""
    words = st.sampled_from(["calm ", "עברית ", "Nnn", "q; ", "<b>x</b> ", "12 ", "10\u00a0mg ", "line\n"])
    return st.one_of(
        st.builds(lambda word, times: (word * times).strip(), words, st.integers(1, 200)), texts(200)
    )


def short() -> st.SearchStrategy[str]:
    """As long as a name may be."""
    return long_texts().map(lambda text: text[:200].strip()).filter(lambda text: not is_blank(text))


@st.composite
def full_people(draw: Callable[..., Any]) -> tuple[CareRecipient, tuple[Contact, ...]]:
    """Somebody of the sample or anybody, some fields filled to the brim."""
    person = draw(st.one_of(st.sampled_from(sample().care_recipients), care_recipients()))
    filled = draw(
        st.fixed_dictionaries(
            {},
            optional={
                "usual_state": long_texts(),
                "communication": long_texts(),
                "tell_first": long_texts().map(lambda text: " ".join(text.split()[:MAX_TELL_FIRST_WORDS])),
                "preferred_hospital": long_texts(),
                "conditions": st.lists(short(), max_size=8).map(tuple),
                "languages": st.lists(names() | short(), max_size=5).map(tuple),
                "allergies": st.lists(
                    st.builds(Allergy, names() | short(), short(), st.none()),
                    min_size=1,
                    max_size=12,
                ).map(lambda each: AllergiesRecorded(tuple(each))),
            },
        )
    )
    others = draw(st.lists(contacts(), max_size=6))
    numbered = tuple(replace(each, id=f"contact-{index}") for index, each in enumerate(others))
    return replace(person, **filled), numbered


@ANY
@given(full_people(), st.sampled_from(Paper))
def test_one_page_holds_all_or_is_refused(
    made: tuple[CareRecipient, tuple[Contact, ...]], paper: Paper
) -> None:
    assert not faults(summary_with(*made), paper, large_print=False)


@ANY
@given(full_people(), st.sampled_from(Paper))
def test_large_print_holds_all_or_is_refused(
    made: tuple[CareRecipient, tuple[Contact, ...]], paper: Paper
) -> None:
    assert not faults(summary_with(*made), paper, large_print=True)


def test_what_is_normal_for_somebody_runs_on_over_pages_in_large_print() -> None:
    person = replace(sample().care_recipients[0], usual_state="calm " * 300)
    for paper in Paper:
        assert faults(summary_with(person, sample().contacts), paper, large_print=True) == []


def test_thirty_allergies_run_on_over_pages_in_large_print() -> None:
    thirty = tuple(Allergy(f"allergy {number} " + "x" * 185, "", None) for number in range(30))
    person = replace(sample().care_recipients[0], allergies=AllergiesRecorded(thirty))
    for paper in Paper:
        assert faults(summary_with(person, sample().contacts), paper, large_print=True) == []


def test_contacts_that_no_page_holds_are_refused_by_their_names() -> None:
    person = sample().care_recipients[0]
    phone = Phone("+1 612 555 0100 ext 12345678901234567890" * 3, PhoneLabel.MOBILE)
    five = tuple(
        Contact(
            f"contact-{number}", "N" * 150 + " " + "q" * 40, ContactRole.FAMILY,
            phones=(phone,) * 6, care_recipient_ids=(person.id,), call_order=number + 1,
        )
        for number in range(5)
    )  # fmt: skip
    summary = summary_with(person, five)
    for large_print in (False, True):
        assert not faults(summary, Paper.LETTER, large_print=large_print)

"""The people of the sample household: what a family prints comes out whole, on as many pages as promised."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from caregiver_app.domain.preferences import Paper
from caregiver_app.interop.household_document import read_document_file
from caregiver_app.paths import resources
from caregiver_app.printing.documents.emergency import emergency_pdf
from caregiver_app.wording.emergency import emergency_summary
from caregiver_app.wording.summary import EmergencySummary
from tests.printing.checks import check_emergency_pdf
from tests.printing.printed import Printed, squeezed
from tests.shipped import shipped_reference

PEOPLE = ("Theo", "Ruth", "Nadia")


@cache
def summaries() -> dict[str, EmergencySummary]:
    reference = shipped_reference()
    household = read_document_file(resources() / "sample" / "household.json").household
    return {
        person.preferred_name: emergency_summary(household, person, reference, date(2026, 11, 22), 1)
        for person in household.care_recipients
    }


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("name", PEOPLE)
def test_page_1_has_all_but_the_medicines_that_are_not_high_risk(name: str, paper: Paper) -> None:
    summary = summaries()[name]
    pdf = emergency_pdf(summary, paper)
    assert check_emergency_pdf(pdf.data, summary, paper) == []
    assert pdf.step <= {"Theo": 5, "Ruth": 5, "Nadia": 1}[name]
    assert pdf.pages == (1 if pdf.step < 5 else 2)


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("name", PEOPLE)
def test_large_print_takes_few_pages(name: str, paper: Paper) -> None:
    summary = summaries()[name]
    pdf = emergency_pdf(summary, paper, large_print=True)
    assert check_emergency_pdf(pdf.data, summary, paper, large_print=True) == []
    assert pdf.pages <= (2 if name == "Nadia" else 3)
    behind = squeezed("".join(Printed(pdf.data, summary, paper, large_print=True).texts[1:]))
    assert all(squeezed(row.name) in behind for row in summary.medicines)

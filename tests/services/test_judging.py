from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from caregiver_app.domain.errors import InvalidField, Rule
from caregiver_app.domain.household import Household
from caregiver_app.domain.medication import AsNeeded, FreeTextSchedule, Medication, ReferenceLink
from caregiver_app.domain.pump import Pump
from caregiver_app.domain.route import Route
from caregiver_app.services.checks import check_household, remarks
from caregiver_app.services.explain import explain, remark_sentence
from caregiver_app.services.find_person import NoSuchPersonError, find_person
from tests.services.theo import HOUSEHOLD, THEO, TODAY
from tests.shipped import shipped_reference


def taking(medication: Medication) -> Household:
    return Household(care_recipients=(replace(THEO, medications=(medication,)),))


@pytest.mark.parametrize("route", [Route.TRANSDERMAL, Route.INTRAVENOUS, Route.INTRAMUSCULAR])
def test_baclofen_by_a_route_that_does_not_exist_is_stopped_with_its_source(route: Route) -> None:
    with pytest.raises(InvalidField) as caught:
        check_household(
            taking(Medication("m", "Lioresal", ("baclofen",), route=route)), shipped_reference(), TODAY
        )
    assert caught.value.rule is Rule.NO_SUCH_ROUTE
    assert caught.value.path == ("care_recipients", 0, "medications", 0, "route")
    assert "There is no baclofen patch" in explain(caught.value)
    assert "label" in explain(caught.value).lower()


def test_usual_routes_and_unknown_ones_pass() -> None:
    for route in (None, Route.ORAL, Route.OTHER):
        check_household(
            taking(Medication("m", "baclofen", ("baclofen",), route=route)), shipped_reference(), TODAY
        )


def test_remarks_name_spellings_and_open_matches() -> None:
    household = taking(Medication("m", "Keppra", ("levetiracetam",), strength="100mg", route=Route.ORAL))
    sentences = [remark_sentence(remark) for remark in remarks(household, shipped_reference(), TODAY)]
    assert sentences[0].startswith("Theo, Keppra: “100mg” is easily misread.")
    assert sentences[1].endswith("please confirm in the program that this is “levetiracetam”.")
    confirmed = replace(
        household.care_recipients[0].medications[0], strength="100 mg", reference=ReferenceLink((), TODAY)
    )
    assert remarks(taking(confirmed), shipped_reference(), TODAY) == ()


def test_every_field_that_somebody_types_is_looked_at() -> None:
    """``../shared/cases/unsafe_spellings_outside_directions.json``."""
    medicines = (
        Medication("a", "MTX 15mg", route=Route.ORAL, timing=FreeTextSchedule("10U QD, then .5 mg qod")),
        Medication("b", "MSO4", route=Route.ORAL, timing=AsNeeded("pain q4h, 1.0 mg SC")),
    )
    pump = Pump("u", "baclofen", oral_backup_plan="baclofen 10.0 mg po tid, .5 tab qhs", mode="50.0 mcg/hr")
    plan = "after 5 min 1.0 mg, then .5 mg q 6 h"
    person = replace(THEO, medications=medicines, pumps=(pump,), seizure_plan=plan, tell_first="2 mg qd")
    household = Household(care_recipients=(person,))
    found = {
        (each.about, each.spelling.found): each.spelling.better
        for each in remarks(household, shipped_reference(), TODAY)
        if each.spelling
    }
    assert found["seizure plan", "1.0"] == "1"
    assert found["seizure plan", ".5"] == "0.5"
    assert found["seizure plan", "q 6 h"] == "every 6 hours"
    assert found["tell them first", "qd"] == "daily"
    assert found["MTX 15mg", "15mg"] == "15 mg"
    assert found["MTX 15mg", "QD"] == "daily"
    assert found["MTX 15mg", ".5"] == "0.5"
    assert found["MTX 15mg", "qod"] == "every other day"
    assert found["MSO4", "MSO4"] == "morphine sulfate"
    assert found["MSO4", "q4h"] == "every 4 hours"
    assert found["baclofen", "10.0"] == "10"
    assert found["baclofen", ".5 tab"] == "half a tablet"
    assert found["baclofen", "tid"] == "three times a day"
    assert found["baclofen", "qhs"] == "at bedtime"
    assert found["baclofen", "mcg/hr"] == "per hour"


def test_a_pump_is_remarked_on_like_a_medicine() -> None:
    def said(drug: str, link: ReferenceLink | None = None) -> list[str]:
        person = replace(THEO, medications=(), pumps=(Pump("u", drug, reference=link),))
        household = Household(care_recipients=(person,))
        return [remark_sentence(remark) for remark in remarks(household, shipped_reference(), TODAY)]

    asked = "Theo, {}: please confirm in the program that this is “baclofen by pump”."
    silent = (
        "Theo: “Baclophen” is not a pump drug that this program understands. "
        "NO warning signs of the pump are shown: ask the pump clinic."
    )
    assert said("ITB") == [asked.format("ITB")]
    which = "Theo, Baclophen: please say in the program which it is: “baclofen by pump”, or none of these."
    assert said("Baclophen") == [silent, which]
    assert said("Baclophen", ReferenceLink((), TODAY)) == [silent]
    assert said("ITB", ReferenceLink(("baclofen_intrathecal",), TODAY)) == []


def test_a_person_is_found_by_name_or_id_and_twins_are_told_apart() -> None:
    twin = replace(THEO, id="q", birth_date=date(2015, 3, 4))
    household = Household(care_recipients=(THEO, twin))
    assert find_person(household, "q") is twin
    assert find_person(HOUSEHOLD, " theo ") is THEO
    with pytest.raises(NoSuchPersonError) as caught:
        find_person(household, "Theo")
    assert "q (born Wed" in explain(caught.value)
    with pytest.raises(NoSuchPersonError) as caught:
        find_person(household, "Anna")
    assert "There is: Theo, Theo" in explain(caught.value)
    with pytest.raises(NoSuchPersonError) as caught:
        find_person(Household(), "Anna")
    assert "Add a person first" in explain(caught.value)

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from caregiver_app.domain.medication import (
    ReferenceLink,
)
from caregiver_app.domain.route import Route
from caregiver_app.paths import resources
from caregiver_app.reference.products import ProductsUnreadable, load_products
from caregiver_app.ui.emergency.fact_view import FactView
from caregiver_app.ui.pages.medications.product_finder import ProductFinder
from tests.reference.products.lists import FOLDER, named
from tests.ui.pages.medications.taken import BACLOFEN, TODAY, fill, form_of, medicines, save

if TYPE_CHECKING:
    from pathlib import Path

    from caregiver_app.reference import Reference
    from caregiver_app.ui.frame.session import Session
    from caregiver_app.ui.pages.medications import MedicationsPage
    from caregiver_app.ui.records.careful_field import CarefulField


def finder_for(reference: Reference) -> ProductFinder:
    return ProductFinder(reference, resources() / "products")


def test_a_patch_of_baclofen_is_refused_with_reason_and_source(
    page: MedicationsPage, session: Session
) -> None:
    page.open_record("m1")
    fill(page, route="transdermal")
    assert "There is no baclofen patch" in form_of(page).route_stop.text()
    save(page)
    assert "There is no baclofen patch" in form_of(page).error("route")
    assert "label" in form_of(page).error("route")
    assert not form_of(page).route_stop.text()
    assert medicines(session)["Lioresal"] == BACLOFEN
    fill(page, route="oral")
    assert not form_of(page).error("route")
    assert not form_of(page).route_stop.text()


def test_an_unsafe_spelling_is_told_and_never_changed(page: MedicationsPage, session: Session) -> None:
    page.open_record("m2")
    fill(page, directions="give 10U q8h")
    shown = form_of(page).fields.directions.warning.text()
    assert "“10U” is easily misread. Better: units." in shown
    save(page)
    assert medicines(session)["vitamin D3"].directions == "give 10U q8h"


def test_a_name_that_is_easily_misread_is_told(page: MedicationsPage) -> None:
    page.open_record("new")
    fill(page, product_name="MSO4")
    assert "“MSO4” is easily misread. Better: morphine sulfate." in form_of(page).duplicate.text()


@pytest.mark.parametrize("field", ["reason", "words", "notes", "directions"])
def test_every_field_for_words_tells_what_is_easily_misread(page: MedicationsPage, field: str) -> None:
    page.open_record("m2")
    fill(page, **{field: "1.5 tabs q6h"})
    shown = cast("CarefulField", form_of(page).field(field)).warning.text()
    assert "Better: 1 and a half tablets." in shown
    assert "Better: every 6 hours." in shown


def test_the_same_ingredient_twice_is_asked_about_and_never_blocked(
    page: MedicationsPage, session: Session
) -> None:
    page.open_record("new")
    fill(page, product_name="Ozobax", ingredients="Baclofen")
    question = form_of(page).duplicate.text()
    assert (
        question
        == "Theo already has baclofen: Lioresal (baclofen) 10\xa0mg tablet. Is this the same medicine twice?"
    )
    save(page)
    assert "Ozobax" in medicines(session)
    page.open_record("m1")
    fill(page, notes="x")
    assert "Ozobax" in form_of(page).duplicate.text()
    assert "Lioresal" not in form_of(page).duplicate.text()


def test_the_match_is_asked_and_only_the_persons_word_is_stored(
    page: MedicationsPage, session: Session
) -> None:
    page.open_record("new")
    fill(page, product_name="Ozobax", ingredients="baclofen", route="oral")
    (question,) = form_of(page).match.questions
    assert question.entry.id == "baclofen_oral"
    assert question.not_yet.isChecked()
    assert not question.findChildren(FactView)
    question.yes.click()
    assert len(question.findChildren(FactView)) == 3
    save(page)
    assert medicines(session)["Ozobax"].reference == ReferenceLink(("baclofen_oral",), TODAY)


def test_no_is_stored_as_none_of_these(page: MedicationsPage, session: Session) -> None:
    page.open_record("m1")
    form_of(page).match.questions[0].no.click()
    save(page)
    assert medicines(session)["Lioresal"].reference == ReferenceLink((), TODAY)


def test_an_answer_can_be_taken_back(page: MedicationsPage, session: Session) -> None:
    page.open_record("m1")
    form_of(page).match.questions[0].not_yet.click()
    save(page)
    assert medicines(session)["Lioresal"].reference is None


def test_another_route_asks_the_match_anew(page: MedicationsPage, session: Session) -> None:
    page.open_record("m1")
    assert form_of(page).match.questions[0].yes.isChecked()
    fill(page, route="intrathecal_pump")
    match = form_of(page).match
    assert "answer again" in match.again.text()
    assert match.questions[0].entry.id == "baclofen_intrathecal"
    assert match.questions[0].not_yet.isChecked()
    save(page)
    assert medicines(session)["Lioresal"].reference is None


def test_going_back_to_the_old_route_brings_the_answer_back(page: MedicationsPage, session: Session) -> None:
    page.open_record("m1")
    fill(page, route="intrathecal_pump")
    fill(page, route="oral")
    assert form_of(page).match.questions[0].yes.isChecked()
    save(page)
    assert medicines(session)["Lioresal"] == BACLOFEN


def test_two_ingredients_need_two_answers(page: MedicationsPage, session: Session) -> None:
    page.open_record("new")
    fill(page, product_name="Percocet", ingredients="oxycodone, acetaminophen", route="oral")
    first, second = form_of(page).match.questions
    first.yes.click()
    second.yes.click()
    save(page)
    link = medicines(session)["Percocet"].reference
    assert link is not None
    assert set(link.medicine_ids) == {"oxycodone", "acetaminophen"}
    page.open_record(medicines(session)["Percocet"].id)
    form_of(page).match.questions[1].not_yet.click()
    save(page)
    assert medicines(session)["Percocet"].reference is None


def test_typing_lioresal_leads_to_baclofen(page: MedicationsPage) -> None:
    page.open_record("new")
    field = form_of(page).fields.product_name
    QTest.keyClicks(field, "Lioresal")
    assert field.suggestions()[0] == "Lioresal"
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Return)
    values = form_of(page).values()
    assert (values["product_name"], values["ingredients"]) == ("Lioresal", "baclofen")
    assert (values["strength"], values["dose_form"], values["route"], values["dose"]) == ("", "", "", "")


def test_a_pick_never_overwrites_what_was_typed(page: MedicationsPage) -> None:
    page.open_record("new")
    fill(page, ingredients="my own words")
    field = form_of(page).fields.product_name
    QTest.keyClicks(field, "Lioresal")
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert form_of(page).values()["ingredients"] == "my own words"


def test_a_second_pick_replaces_what_the_first_filled_in(page: MedicationsPage) -> None:
    page.open_record("new")
    field = form_of(page).fields.product_name
    for name, ingredient in (("Lioresal", "baclofen"), ("Eliquis", "apixaban")):
        field.clear()
        QTest.keyClicks(field, name)
        QTest.keyClick(field, Qt.Key.Key_Down)
        QTest.keyClick(field, Qt.Key.Key_Return)
        assert form_of(page).values()["ingredients"] == ingredient


def test_a_name_that_is_only_alike_is_put_as_a_question(reference: Reference) -> None:
    offers = finder_for(reference).names("baclofin")
    assert offers[0].title == "baclofen"
    assert offers[0].subtitle.startswith("Did you mean baclofen?")


def test_usual_routes_come_first_and_none_is_chosen(page: MedicationsPage) -> None:
    page.open_record("m1")
    form_of(page).offer_usual_routes()
    route = form_of(page).fields.route
    assert [route.itemText(place) for place in range(3)] == [
        "Not recorded",
        "into the spinal fluid (sold this way)",
        "by mouth (sold this way)",
    ]
    assert route.value() == "oral"
    assert route.count() == len(Route) + 1


def test_usual_strengths_fit_the_form_already_given(page: MedicationsPage) -> None:
    page.open_record("m1")
    fill(page, strength="")
    field = form_of(page).fields.strength.field
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert "10 mg" in form_of(page).fields._strengths("")[1].title
    assert all("tablet" in each.subtitle for each in form_of(page).fields._strengths(""))


def test_a_drug_of_a_pump_is_offered_no_tablets(reference: Reference) -> None:
    options = finder_for(reference).options("Gablofen", ("baclofen",))
    assert options.routes == (Route.INTRATHECAL,)


def test_without_the_list_of_names_any_name_can_be_typed(reference: Reference, tmp_path: Path) -> None:
    finder = ProductFinder(reference, tmp_path)
    with pytest.raises(ProductsUnreadable):
        finder.prepare()
    assert finder.names("Lioresal") == []
    assert finder.options("Lioresal", ("baclofen",)).presentations == ()


def test_prescriber_and_pharmacy_come_from_the_contacts(page: MedicationsPage) -> None:
    page.open_record("new")
    fields = form_of(page).fields
    assert [each.title for each in fields.prescriber._suggest("len")] == ["Dr. Lena Osei"]
    assert [each.title for each in fields.pharmacy._suggest("")] == ["Riverside Pharmacy"]


def test_what_a_pick_filled_in_does_not_survive_another_name(page: MedicationsPage) -> None:
    page.open_record("new")
    form = form_of(page)
    tylenol = named(load_products(FOLDER), "Tylenol Extra Strength")
    fill(page, product_name="Tylenol Extra Strength")
    form.fields.product_name.picked.emit(tylenol)
    assert form.typed("ingredients") == "acetaminophen"
    fill(page, product_name="Tylenol Extra Strength 500 mg")
    assert form.typed("ingredients") == "acetaminophen"
    fill(page, product_name="Apo-Baclofen", route="oral")
    assert form.typed("ingredients") == ""
    assert [question.entry.id for question in form.match.questions] == ["baclofen_oral"]


def test_what_somebody_typed_survives_another_name_and_is_asked_about(page: MedicationsPage) -> None:
    page.open_record("new")
    fill(page, product_name="Tylenol", ingredients="acetaminophen", route="oral")
    fill(page, product_name="Apo-Baclofen")
    form = form_of(page)
    assert form.typed("ingredients") == "acetaminophen"
    assert "The name says baclofen, the ingredients do not." in form.duplicate.text()
    assert [question.entry.id for question in form.match.questions] == ["baclofen_oral", "acetaminophen"]

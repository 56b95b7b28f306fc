from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from caregiver_app.domain.contacts import Contact, ContactRole
from caregiver_app.domain.errors import InvalidField
from caregiver_app.domain.household import Household
from caregiver_app.domain.medication import (
    AsNeeded,
    FreeTextSchedule,
    Medication,
    ReferenceLink,
    Stopped,
    TimesOfDay,
)
from caregiver_app.domain.people import CareRecipient
from caregiver_app.domain.preferences import Clock
from caregiver_app.domain.quantity import Quantity, Unit, parse_quantity
from caregiver_app.domain.route import Route
from caregiver_app.paths import resources
from caregiver_app.reference import Reference
from caregiver_app.reference.products import ProductsUnreadable
from caregiver_app.ui.emergency.fact_view import FactView
from caregiver_app.ui.frame.session import Session
from caregiver_app.ui.pages.medications import MedicationsPage
from caregiver_app.ui.pages.medications.form import MedicationForm
from caregiver_app.ui.pages.medications.product_finder import ProductFinder
from caregiver_app.ui.pages.medications.stop_form import StopForm
from caregiver_app.ui.pages.medications.timing import parse_gap
from caregiver_app.ui.pages.medications.values import medication_values, read_medication
from tests.vaults import new_file, old_file

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.ui.pages.conftest import Pages

TODAY = date(2026, 11, 22)
BACLOFEN = Medication(
    "m1",
    "Lioresal",
    ("baclofen",),
    strength="10 mg",
    dose_form="tablet",
    route=Route.ORAL,
    dose=Quantity(Decimal(10), Unit.MG),
    timing=TimesOfDay((time(8), time(20))),
    purpose="spasms",
    reference=ReferenceLink(("baclofen_oral",), date(2026, 1, 5)),
)
VITAMIN = Medication("m2", "vitamin D3", ("cholecalciferol",), dose=parse_quantity("400 units"))
OLD = Medication("m3", "tizanidine", ("tizanidine",), stopped=Stopped(date(2019, 4, 2), "pump implanted"))
THEO = CareRecipient("p1", "Theo", medications=(VITAMIN, BACLOFEN, OLD))
RUTH = CareRecipient("p2", "Ruth")


@pytest.fixture
def session(pages: Pages) -> Session:
    contacts = (
        Contact("c1", "Dr. Lena Osei", ContactRole.PRESCRIBER, "neurologist"),
        Contact("c2", "Riverside Pharmacy", ContactRole.PHARMACY),
    )
    return pages.session(Household(care_recipients=(THEO, RUTH), contacts=contacts))


@pytest.fixture
def page(pages: Pages, session: Session) -> MedicationsPage:
    return pages.show(MedicationsPage(session))


def finder_for(reference: Reference) -> ProductFinder:
    return ProductFinder(reference, resources() / "products")


def form_of(page: MedicationsPage) -> MedicationForm:
    assert page.editor is not None
    return cast("MedicationForm", page.editor.form)


def fill(page: MedicationsPage, **values: str) -> None:
    for key, value in values.items():
        form_of(page).field(key).set_value(value)


def save(page: MedicationsPage) -> None:
    assert page.editor is not None
    page.editor.save()


def medicines(session: Session) -> dict[str, Medication]:
    assert session.person is not None
    return {each.product_name: each for each in session.person.medications}


def names_shown(page: MedicationsPage) -> list[str]:
    return [row.medication.product_name for row in page.list.model(page.list.switch.value()).shown()]


def test_a_high_risk_medicine_stands_first_and_says_so_in_words(page: MedicationsPage) -> None:
    model = page.list.model("current")
    assert names_shown(page) == ["Lioresal", "vitamin D3"]
    assert [model.index(row, 0).data() for row in range(2)] == ["High risk", ""]
    assert model.index(0, 0).data(Qt.ItemDataRole.DecorationRole) is not None
    assert model.index(1, 0).data(Qt.ItemDataRole.DecorationRole) is None


def test_the_filter_keeps_what_holds_its_words(page: MedicationsPage) -> None:
    page.list.filter.set_value("spasm lior")
    assert names_shown(page) == ["Lioresal"]
    page.list.filter.set_value("zzz")
    assert "Nothing in this list" in page.list.nothing.text()


def test_a_stopped_medicine_stands_under_stopped_with_its_reason(page: MedicationsPage) -> None:
    page.list.switch.buttons["stopped"].click()
    model = page.list.model("stopped")
    assert [model.index(0, column).data().replace("\xa0", " ") for column in (1, 2, 3)] == [
        "tizanidine",
        "Tue 2 Apr 2019",
        "pump implanted",
    ]


def test_a_medicine_is_added_and_taken_back(page: MedicationsPage, session: Session) -> None:
    page.open_record("new")
    fill(
        page,
        product_name="Keppra",
        ingredients="levetiracetam",
        strength="100 mg per mL",
        route="feeding_tube",
        dose="500 mg",
        measured_as="5 mL",
        timing="times",
        times="08:00, 20:00",
        started_on="6 May 2019",
    )
    save(page)
    keppra = medicines(session)["Keppra"]
    assert keppra.dose == parse_quantity("500 mg")
    assert keppra.timing == TimesOfDay((time(8), time(20)))
    assert keppra.reference is None
    assert page.editor is None
    assert session.opened.next_undo == "Added Keppra"
    session.undo()
    assert "Keppra" not in medicines(session)


def test_an_empty_form_chooses_nothing_for_the_person(page: MedicationsPage, session: Session) -> None:
    page.open_record("new")
    assert not any(form_of(page).values().values())
    fill(page, product_name="something")
    save(page)
    assert replace(medicines(session)["something"], id="x") == Medication("x", "something")


def test_saving_an_unchanged_form_changes_nothing(page: MedicationsPage, session: Session) -> None:
    before = session.household
    page.open_record("m1")
    save(page)
    assert session.household == before
    assert not session.opened.next_undo


@pytest.mark.parametrize(
    "timing",
    [
        None,
        TimesOfDay((time(8), time(20, 30))),
        AsNeeded("pain", 90, parse_quantity("4 tablets")),
        AsNeeded("pain", 360),
        FreeTextSchedule("every Monday at 8:00"),
    ],
)
def test_what_the_form_shows_reads_back_as_the_same_medicine(
    reference: Reference, timing: TimesOfDay | AsNeeded | FreeTextSchedule | None
) -> None:
    medication = replace(BACLOFEN, timing=timing, measured_as=parse_quantity("0.5 tablet"), started_on=TODAY)
    values = medication_values(medication, reference)
    assert read_medication(values, "m1", medication, reference, TODAY) == medication


@pytest.mark.parametrize(
    ("key", "text", "words"),
    [
        ("dose", "10", "no unit"),
        ("dose", "10 U", "easily misread"),
        ("strength", "10", "no unit"),
        ("started_on", "04/12/2026", "not a date"),
        ("product_name", " ", "empty"),
    ],
)
def test_a_fault_stands_at_its_field_and_nothing_typed_is_lost(
    page: MedicationsPage, session: Session, key: str, text: str, words: str
) -> None:
    page.open_record("m2")
    fill(page, notes="kept", **{key: text})
    save(page)
    assert words in form_of(page).error(key)
    assert form_of(page).values()[key] == text
    assert session.opened.draft("medication/m2/p1")["notes"] == "kept"
    assert medicines(session)["vitamin D3"] == VITAMIN


def test_a_half_filled_form_waits_in_the_list(page: MedicationsPage) -> None:
    page.open_record("new")
    fill(page, product_name="Onfi", dose="10")
    assert page.has_unsaved_form()
    assert page.editor is not None
    page.editor.leave()
    (notice,) = page.list.drafts.notices
    assert notice.text() == "Unfinished form: Onfi"
    notice.action.emit()
    assert form_of(page).values()["dose"] == "10"


def test_a_half_filled_form_survives_in_the_file(pages: Pages, tmp_path: Path) -> None:
    household = Household(care_recipients=(THEO,))
    path = tmp_path / "home.household"
    file = new_file(path)
    file.write(household)
    page = pages.show(MedicationsPage(pages.session(household, file=file)))
    page.open_record("new")
    fill(page, product_name="Onfi")
    page.keep_typed()
    file.close()
    again = old_file(path)
    page = pages.show(MedicationsPage(pages.session(again.read(), file=again)))
    assert page.list.drafts.notices[0].text() == "Unfinished form: Onfi"
    again.close()


def test_another_person_never_gets_the_open_form(page: MedicationsPage, session: Session) -> None:
    page.open_record("new")
    fill(page, product_name="Onfi")
    session.choose_person("p2")
    assert page.editor is None
    assert not medicines(session)
    session.choose_person("p1")
    assert page.list.drafts.notices[0].text() == "Unfinished form: Onfi"


def test_a_reload_leaves_an_open_form_alone(page: MedicationsPage, session: Session) -> None:
    page.open_record("new")
    fill(page, product_name="Onfi")
    session.change_person("Changed Theo", lambda person: replace(person, notes="x"))
    assert form_of(page).values()["product_name"] == "Onfi"


def test_text_of_another_rhythm_is_named_rather_than_dropped(page: MedicationsPage, session: Session) -> None:
    page.open_record("m1")
    fill(page, timing="as_needed", reason="spasms")
    save(page)
    assert "At these times every day" in form_of(page).error("timing")
    assert not form_of(page)._rows["times"].isHidden()
    assert medicines(session)["Lioresal"] == BACLOFEN
    fill(page, times="")
    save(page)
    assert medicines(session)["Lioresal"].timing == AsNeeded("spasms")


def test_only_the_fields_of_the_chosen_rhythm_are_in_sight(page: MedicationsPage) -> None:
    page.open_record("new")
    rows = form_of(page)._rows
    keys = ("times", "reason", "minimum_gap_minutes", "maximum_in_24_hours", "words")
    assert [key for key in keys if not rows[key].isHidden()] == []
    fill(page, timing="as_needed")
    assert [key for key in keys if not rows[key].isHidden()] == list(keys[1:4])


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("6 hours", 360),
        ("1 hour", 60),
        ("90 minutes", 90),
        ("1 hour 30 minutes", 90),
        ("4h", 240),
        ("45 min", 45),
    ],
)
def test_a_gap_is_read_in_hours_and_minutes(text: str, minutes: int) -> None:
    assert parse_gap(text) == minutes


@pytest.mark.parametrize(
    "text", ["6", "", "1.5 hours", "6 days", "hours", "6 hours or so", "6-8 hours", "½ hour"]
)
def test_a_gap_is_never_guessed(text: str) -> None:
    with pytest.raises(InvalidField):
        parse_gap(text)


def test_a_gap_that_cannot_be_read_stands_at_its_field(page: MedicationsPage) -> None:
    page.open_record("m2")
    fill(page, timing="as_needed", minimum_gap_minutes="6")
    save(page)
    assert "hours, minutes" in form_of(page).error("minimum_gap_minutes")


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


def test_stopping_asks_for_the_date_and_keeps_the_medicine(page: MedicationsPage, session: Session) -> None:
    page.list.choose("m1")
    page.list.card.stop_button.click()
    form = page.list.card.stop_form
    assert form is not None
    assert form.form.values() == {"on": "", "reason": ""}
    form.save()
    assert "empty" in form.form.error("on")
    form.form.field("on").set_value("23 Nov 2026")
    form.save()
    assert "in the future" in form.form.error("on")
    form.today_button.click()
    form.form.field("reason").set_value("too sleepy")
    form.save()
    assert medicines(session)["Lioresal"].stopped == Stopped(TODAY, "too sleepy")
    assert page.list.card.stop_form is None
    assert names_shown(page) == ["vitamin D3"]
    session.undo()
    assert medicines(session)["Lioresal"] == BACLOFEN


def open_stop_form(page: MedicationsPage, medication_id: str) -> StopForm:
    page.list.choose(medication_id)
    page.list.card.open_stop_form()
    assert page.list.card.stop_form is not None
    return page.list.card.stop_form


def test_a_half_filled_stop_form_is_not_lost(page: MedicationsPage) -> None:
    open_stop_form(page, "m1").form.field("reason").set_value("too sleepy")
    page.list.choose("m2")
    assert page.list.card.stop_form is None
    assert open_stop_form(page, "m1").form.values()["reason"] == "too sleepy"


def test_a_stopped_medicine_can_be_taken_again(page: MedicationsPage, session: Session) -> None:
    page.list.switch.buttons["stopped"].click()
    page.list.choose("m3")
    page.list.card.again_button.click()
    assert medicines(session)["tizanidine"].is_current
    session.undo()
    assert medicines(session)["tizanidine"] == OLD


def test_what_was_entered_by_mistake_is_removed_and_brought_back(
    page: MedicationsPage, session: Session
) -> None:
    page.list.choose("m2")
    page.list.card.remove_button.click()
    assert "vitamin D3" not in medicines(session)
    assert page.list.card.isHidden()
    session.undo()
    assert [each.id for each in THEO.medications] == [each.id for each in medicines(session).values()]


def test_editing_a_stopped_medicine_keeps_it_stopped(page: MedicationsPage, session: Session) -> None:
    page.open_record("m3")
    fill(page, notes="kept")
    save(page)
    assert medicines(session)["tizanidine"] == replace(OLD, notes="kept")


def test_markup_in_a_name_is_shown_as_it_is(page: MedicationsPage, session: Session) -> None:
    page.open_record("new")
    fill(page, product_name="<b>Bold</b> & <img src=x>")
    save(page)
    page.list.choose(medicines(session)["<b>Bold</b> & <img src=x>"].id)
    assert page.list.card.name.textFormat() is Qt.TextFormat.PlainText
    assert page.list.card.name.text() == "<b>Bold</b> & <img src=x>"


def test_the_list_follows_the_clock_of_the_household(page: MedicationsPage, session: Session) -> None:
    session.change(
        "Changed the clock",
        lambda home: replace(home, preferences=replace(home.preferences, clock=Clock.TWENTY_FOUR_HOUR)),
    )
    assert page.list.model("current").index(0, 4).data() == "08:00, 20:00"


def test_without_medicines_the_page_says_what_belongs_here(page: MedicationsPage, session: Session) -> None:
    session.choose_person("p2")
    assert page.stack.currentWidget() is page.nothing_yet
    page.nothing_yet.button.click()
    assert page.editor is not None


def test_without_anybody_the_page_leads_to_people(qtbot: QtBot, pages: Pages) -> None:
    session = pages.session(Household())
    page = pages.show(MedicationsPage(session))
    with qtbot.waitSignal(session.asked) as asked:
        page.nobody.button.click()
    assert asked.args == ["people", "new"]

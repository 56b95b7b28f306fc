from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from caregiver_app.domain.contacts import Phone, PhoneLabel
from caregiver_app.domain.errors import InvalidField
from caregiver_app.domain.rates import parse_daily_dose
from caregiver_app.ui.pages.pump.amounts import amount_in_words, different_units, read_amount
from tests.ui.pages.pump.implanted import PUMP, fill, form_of, pumps, save

if TYPE_CHECKING:
    from caregiver_app.ui.frame.session import Session
    from caregiver_app.ui.pages.pump import PumpPage


@pytest.mark.parametrize(
    ("key", "text", "words"),
    [
        ("concentration", "2000 mcg", "2,000 micrograms per mL"),
        ("concentration", "2000mcg/ml", "2,000 micrograms per mL"),
        ("concentration", "2 mg per mL", "2 mg per mL"),
        ("concentration", "500 mcg/20 mL", ""),
        ("concentration", "500", ""),
        ("daily_dose", "350 µg", "350 micrograms per day"),
        ("daily_dose", "0.35 mg/day", "0.35 mg per day"),
        ("daily_dose", "350 mcg daily", "350 micrograms per day"),
        ("daily_dose", "350 mcg/hour", ""),
        ("daily_dose", "", ""),
    ],
)
def test_an_amount_is_shown_as_it_was_read_and_never_converted(key: str, text: str, words: str) -> None:
    assert amount_in_words(key, text).replace("\xa0", " ") == words


def test_an_amount_per_something_else_is_refused() -> None:
    with pytest.raises(InvalidField) as refused:
        read_amount("concentration", "500 mcg/20 mL")
    assert refused.value.path == ("concentration",)


def test_two_units_are_asked_about() -> None:
    assert "micrograms" in different_units("2000 mcg", "0.35 mg")
    assert not different_units("2000 mcg", "350 mcg")
    assert not different_units("2000 mcg", "")
    assert not different_units("2000", "0.35 mg")


def test_the_question_about_units_never_blocks(page: PumpPage, session: Session) -> None:
    page.open_record("u1")
    fill(page, daily_dose="0.35 mg")
    assert "in mg" in form_of(page).units.text()
    save(page)
    assert pumps(session)[0].daily_dose == parse_daily_dose("0.35 mg")


@pytest.mark.parametrize(
    ("key", "text", "words"),
    [
        ("drug", "", "empty"),
        ("concentration", "20 mL", "mass"),
        ("concentration", "500 mcg/day", "a unit such as mcg/mL is needed"),
        ("daily_dose", "500 mcg/mL", "a unit such as mcg/day is needed"),
        ("reservoir_size", "0 mL", "more than zero"),
        ("low_reservoir_alarm_volume", "2 mL/day", "Write one amount"),
        ("daily_dose", "350", "no unit"),
        ("reservoir_size", "20 mg", "volume"),
        ("implanted_on", "4 Dec 2030", "in the future"),
        ("last_refill_on", "4 Dec 2030", "in the future"),
        ("refill_by", "1 Jan 2020", "before"),
        ("next_appointment_at", "9", "not a time"),
        ("next_appointment_on", "", "empty"),
    ],
)
def test_a_fault_stands_at_its_field(
    page: PumpPage, session: Session, key: str, text: str, words: str
) -> None:
    page.open_record("u1")
    fill(page, **{key: text})
    save(page)
    assert words in form_of(page).error(key)
    assert form_of(page).values()[key] == text
    assert pumps(session) == (PUMP,)


def test_numbers_are_written_as_the_country_does(page: PumpPage, session: Session) -> None:
    page.open_record("u1")
    rows = [{"number": "612.555.0199", "label": "any_time", "when_to_call": "alarm"}]
    fill(page, clinic_phones=json.dumps(rows))
    save(page)
    assert pumps(session)[0].clinic_phones == (Phone("(612) 555-0199", PhoneLabel.ANY_TIME, "alarm"),)


def test_a_doubtful_number_of_the_clinic_is_told_once_and_kept_as_typed(
    page: PumpPage, session: Session
) -> None:
    page.open_record("u1")
    fill(page, clinic_phones=json.dumps([{"number": "(012) 555-0142", "label": "day", "when_to_call": ""}]))
    save(page)
    assert "(012) 555-0142" in form_of(page).number_notice.text()
    assert pumps(session) == (PUMP,)
    form_of(page).number_notice.action.emit()
    assert page.editor is None
    assert pumps(session)[0].clinic_phones == (Phone("(012) 555-0142", PhoneLabel.DAY),)


@pytest.mark.parametrize("row", [("call mother", "day"), ("", "day"), ("612-555-0199", "")])
def test_a_number_that_cannot_be_kept_is_refused_in_its_row(
    page: PumpPage, session: Session, row: tuple[str, str]
) -> None:
    page.open_record("u1")
    fill(page, clinic_phones=json.dumps([{"number": row[0], "label": row[1], "when_to_call": "x"}]))
    save(page)
    assert form_of(page).error("") or form_of(page).error("clinic_phones")
    assert pumps(session) == (PUMP,)

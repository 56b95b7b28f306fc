"""The clinic's numbers in the form: checked, and written as the household's country does it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from caregiver_app.domain.contacts import Phone, PhoneLabel
from caregiver_app.domain.errors import InvalidField, Rule
from caregiver_app.i18n import _
from caregiver_app.ui.rows_in_form import RowsInForm, read_rows
from caregiver_app.ui.widgets.choice_field import ChoiceField
from caregiver_app.ui.widgets.rows_field import RowPart
from caregiver_app.ui.widgets.text_field import TextField
from caregiver_app.wording.pumps import phone_label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

KEY = "clinic_phones"


def phones_field() -> RowsInForm:
    """Number, when it is answered, and what for."""
    labels = [(label.value, phone_label(label)) for label in PhoneLabel]
    parts = (
        RowPart("number", _("Number"), TextField),
        RowPart("label", _("Answered"), lambda: ChoiceField(labels)),
        RowPart("when_to_call", _("Call it when"), TextField),
    )
    return RowsInForm(parts, _("Number"), _("Add a number"))


def phone_rows(phones: Sequence[Phone]) -> str:
    """What the form shows of saved numbers."""
    rows = [
        {"number": each.number, "label": each.label.value, "when_to_call": each.when_to_call}
        for each in phones
    ]
    return json.dumps(rows, ensure_ascii=False) if rows else ""


def read_phones(value: str, country: str, saved: Sequence[Phone]) -> tuple[Phone, ...]:
    """The numbers typed; one saved before stays as it is. Raises ``InvalidField`` at the row's field."""
    known = {each.number for each in saved}
    phones: list[Phone] = []
    for place, row in enumerate(read_rows(value)):
        try:
            phones.append(_phone(row, country, is_known=row["number"] in known))
        except InvalidField as error:
            raise error.under(KEY, place) from None
    return tuple(phones)


def _phone(row: Mapping[str, str], country: str, *, is_known: bool) -> Phone:
    if not row["number"].strip():
        raise InvalidField(("number",), Rule.MISSING)
    number = row["number"] if is_known else _formatted(row["number"].strip(), country)
    if not row["label"]:
        raise InvalidField(("label",), Rule.MISSING)
    return Phone(number, PhoneLabel(row["label"]), row["when_to_call"].strip())


def _formatted(number: str, country: str) -> str:
    # Its tables take a tenth of a second to load, and most forms are opened without a new number.
    from caregiver_app.interop.phone_numbers import check_phone

    try:
        return check_phone(number, country).formatted
    except InvalidField as error:
        raise error.under("number") from None

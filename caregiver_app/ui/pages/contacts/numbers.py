"""The phone numbers of a form: checked, and written as the household's country does it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from caregiver_app.domain.contacts import Phone, PhoneLabel
from caregiver_app.domain.errors import InvalidField, Rule
from caregiver_app.ui.rows_in_form import read_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class ReadPhones:
    """``doubtful`` numbers could be dialled, but nobody seems to have them. They stay as typed."""

    phones: tuple[Phone, ...]
    doubtful: tuple[str, ...]


def phone_rows(phones: Sequence[Phone]) -> str:
    """What the form shows of saved numbers."""
    rows = [
        {"number": each.number, "label": each.label.value, "when_to_call": each.when_to_call}
        for each in phones
    ]
    return json.dumps(rows, ensure_ascii=False) if rows else ""


def read_phones(value: str, country: str, saved: Sequence[Phone]) -> ReadPhones:
    """The numbers typed. One ``saved`` before stays as it is. Raises ``InvalidField`` at ``phones``."""
    known = {each.number for each in saved}
    phones: list[Phone] = []
    doubtful: list[str] = []
    for place, row in enumerate(read_rows(value)):
        try:
            phone, is_doubtful = _phone(row, country, is_known=row["number"] in known)
        except InvalidField as error:
            raise error.under("phones", place) from None
        phones.append(phone)
        if is_doubtful:
            doubtful.append(phone.number)
    return ReadPhones(tuple(phones), tuple(doubtful))


def _phone(row: Mapping[str, str], country: str, *, is_known: bool) -> tuple[Phone, bool]:
    number, is_doubtful = (row["number"], False) if is_known else _checked(row["number"].strip(), country)
    if not row["label"]:
        raise InvalidField(("label",), Rule.MISSING)
    return Phone(number, PhoneLabel(row["label"]), row["when_to_call"].strip()), is_doubtful


def _checked(number: str, country: str) -> tuple[str, bool]:
    # Its tables take a tenth of a second to load, and most forms are opened without a new number.
    from caregiver_app.interop.phone_numbers import check_phone

    if not number:
        raise InvalidField(("number",), Rule.MISSING)
    try:
        found = check_phone(number, country)
    except InvalidField as error:
        raise error.under("number") from None
    return (found.formatted, False) if found.is_valid else (number, True)

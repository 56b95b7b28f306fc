"""The phone numbers of a form: checked, and written as the household's country does it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from caregiver_app.domain.contacts import Phone, PhoneLabel
from caregiver_app.domain.errors import InvalidField, Rule
from caregiver_app.i18n import _, ngettext
from caregiver_app.ui.records.rows_in_form import RowsInForm, read_rows
from caregiver_app.ui.widgets.banner import Banner
from caregiver_app.ui.widgets.buttons import Button
from caregiver_app.ui.widgets.choice_field import ChoiceField
from caregiver_app.ui.widgets.rows_field import RowPart
from caregiver_app.ui.widgets.text_field import TextField
from caregiver_app.wording.problems import shown
from caregiver_app.wording.pumps import phone_label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class ReadPhones:
    """``doubtful`` numbers could be dialled, but nobody seems to have them. They stay as typed."""

    phones: tuple[Phone, ...]
    doubtful: tuple[str, ...]


class DoubtfulNumbers(Banner):
    """Tells doubtful numbers once; saved again as they are, they are kept. ``action`` asks for that."""

    def __init__(self) -> None:
        super().__init__("warning")
        self._told: set[str] = set()

    def asks(self, numbers: Sequence[str]) -> bool:
        """Whether some of these are told only now, so that the form must stay open."""
        doubtful = [number for number in numbers if number not in self._told]
        self._told.update(doubtful)
        if not doubtful:
            self.show_text("")
            return False
        sentence = ngettext(
            "{numbers} does not look like a number in use. Check each digit, or keep it as it is.",
            "{numbers} do not look like numbers in use. Check each digit, or keep them as they are.",
            len(doubtful),
        )
        text = sentence.format(numbers=", ".join(shown(number) for number in doubtful))
        self.show_text(text, _("Keep and save"))
        keep = self.findChild(Button)
        if keep is not None:
            keep.setFocus()
        return True


def phones_field() -> RowsInForm:
    """Number, when it is answered, and what for."""
    parts = (
        RowPart("number", _("Number"), TextField),
        RowPart("label", _("Answered"), lambda: ChoiceField(_label_choices())),
        RowPart("when_to_call", _("When to call it"), TextField),
    )
    return RowsInForm(parts, _("Number"), _("Add a number"))


def phone_rows(phones: Sequence[Phone]) -> str:
    """What the form shows of saved numbers."""
    rows = [
        {"number": each.number, "label": each.label.value, "when_to_call": each.when_to_call}
        for each in phones
    ]
    return json.dumps(rows, ensure_ascii=False) if rows else ""


def read_phones(key: str, value: str, country: str, saved: Sequence[Phone]) -> ReadPhones:
    """The numbers typed. One ``saved`` before stays as it is. Raises ``InvalidField`` under ``key``."""
    known = {each.number for each in saved}
    phones: list[Phone] = []
    doubtful: list[str] = []
    for place, row in enumerate(read_rows(value)):
        try:
            phone, is_doubtful = _phone(row, country, is_known=row["number"] in known)
        except InvalidField as error:
            raise error.under(key, place) from None
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


def _label_choices() -> list[tuple[str, str]]:
    words = [(each.value, phone_label(each)) for each in PhoneLabel]
    return [(value, word[:1].upper() + word[1:]) for value, word in words]

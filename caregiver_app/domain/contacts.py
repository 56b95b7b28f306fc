"""Whom to call, at which number, when."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from caregiver_app.domain.errors import InvalidField, Rule
from caregiver_app.domain.text import check_name, check_text

MAX_CALL_ORDER: Final = 99


class PhoneLabel(StrEnum):
    """When a number is answered, or that it is a fax or a text phone (TTY)."""

    DAY = "day"
    AFTER_HOURS = "after_hours"
    ANY_TIME = "any_time"
    MOBILE = "mobile"
    FAX = "fax"
    TTY = "tty"


class ContactRole(StrEnum):
    """What a contact is to the household."""

    PUMP_CLINIC = "pump_clinic"
    CLINIC = "clinic"
    PRESCRIBER = "prescriber"
    PHARMACY = "pharmacy"
    HOSPITAL = "hospital"
    FAMILY = "family"
    CARER = "carer"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Phone:
    """One number as the family wrote or accepted it, and the situation it is for ("pump alarm at night")."""

    number: str
    label: PhoneLabel = PhoneLabel.ANY_TIME
    when_to_call: str = ""

    def __post_init__(self) -> None:
        check_name("number", self.number)
        if not any(character.isdigit() for character in self.number):
            raise InvalidField(("number",), Rule.NOT_A_PHONE_NUMBER, self.number)
        check_text("when_to_call", self.when_to_call)


@dataclass(frozen=True, slots=True)
class Contact:
    """A person or place.

    ``care_recipient_ids`` empty means everyone in the household. ``relationships`` has one text for each of them, in
    their order, where the contact is not the same to all: the mother of one is the aunt of another. ``call_order`` 1
    is called first in an emergency; ``None`` is not called then.
    """

    id: str
    name: str
    role: ContactRole
    relationship: str = ""
    care_recipient_ids: tuple[str, ...] = ()
    relationships: tuple[str, ...] = ()
    call_order: int | None = None
    phones: tuple[Phone, ...] = ()
    address: str = ""
    notes: str = ""

    def __post_init__(self) -> None:
        check_name("name", self.name)
        for name in ("relationship", "address", "notes"):
            check_text(name, getattr(self, name))
        for index, text in enumerate(self.relationships):
            try:
                check_text("relationships", text)
            except InvalidField as error:
                raise InvalidField(("relationships", index), error.rule, error.value, error.detail) from None
        if len(self.relationships) not in {0, len(self.care_recipient_ids)}:
            raise InvalidField(("relationships",), Rule.NOT_ONE_EACH, str(len(self.relationships)))
        if self.call_order is not None and not 1 <= self.call_order <= MAX_CALL_ORDER:
            raise InvalidField(("call_order",), Rule.NOT_POSITIVE, self.call_order)

    def relationship_to(self, care_recipient_id: str) -> str:
        """What the contact is to that person."""
        if self.relationships and care_recipient_id in self.care_recipient_ids:
            return self.relationships[self.care_recipient_ids.index(care_recipient_id)]
        return self.relationship

    def is_for(self, care_recipient_id: str) -> bool:
        """Whether this contact serves that person."""
        return not self.care_recipient_ids or care_recipient_id in self.care_recipient_ids

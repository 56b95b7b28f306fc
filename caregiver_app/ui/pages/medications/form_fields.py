"""The fields of the medicine form, each made once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caregiver_app.domain.contacts import ContactRole
from caregiver_app.domain.errors import InvalidField
from caregiver_app.domain.quantity import parse_quantity
from caregiver_app.i18n import _
from caregiver_app.reference.products import ProductOptions
from caregiver_app.ui.pages.medications.product_finder import (
    forms_to_offer,
    route_choices,
    strengths_to_offer,
)
from caregiver_app.ui.pages.medications.timing import kinds
from caregiver_app.ui.pages.medications.values import typed_ingredients
from caregiver_app.ui.records.careful_field import CarefulField
from caregiver_app.ui.records.reading import date_field, times_field
from caregiver_app.ui.widgets.choice_field import ChoiceField
from caregiver_app.ui.widgets.note_field import NoteField
from caregiver_app.ui.widgets.suggest_field import SuggestField, Suggestion
from caregiver_app.ui.widgets.text_field import TextField
from caregiver_app.wording.doses import quantity, strength

if TYPE_CHECKING:
    from collections.abc import Callable

    from caregiver_app.domain.people import CareRecipient
    from caregiver_app.ui.frame.session import Session
    from caregiver_app.ui.pages.medications.product_finder import ProductFinder

_PRESCRIBERS = (ContactRole.PRESCRIBER, ContactRole.CLINIC, ContactRole.PUMP_CLINIC, ContactRole.HOSPITAL)


class FormFields:
    """``typed`` gives what stands in a field of the form, for offers that depend on another field."""

    def __init__(
        self, session: Session, person: CareRecipient, finder: ProductFinder, typed: Callable[[str], str]
    ) -> None:
        self._finder = finder
        self._typed = typed
        self.product_name = SuggestField(finder.names)
        self.ingredients = TextField()
        self.strength = CarefulField(SuggestField(self._strengths), strength)
        self.dose_form = SuggestField(lambda text: forms_to_offer(self._options(), text))
        self.route = ChoiceField(route_choices(ProductOptions()))
        self.route_in_words = TextField()
        self.dose = CarefulField(TextField(), quantity_read)
        self.measured_as = CarefulField(TextField(), quantity_read)
        self.directions = CarefulField(NoteField(lines=2))
        self.timing = ChoiceField(kinds())
        self.times = times_field(session.preferences.clock)
        self.reason = CarefulField(TextField())
        self.minimum_gap_minutes = TextField()
        self.maximum_in_24_hours = CarefulField(TextField(), quantity_read)
        self.words = CarefulField(TextField())
        self.purpose = TextField()
        self.prescriber = SuggestField(contact_names(session, person, _PRESCRIBERS))
        self.pharmacy = SuggestField(contact_names(session, person, (ContactRole.PHARMACY,)))
        self.started_on = date_field(session.today)
        self.notes = CarefulField(NoteField(lines=3))

    def _options(self) -> ProductOptions:
        return self._finder.options(
            self._typed("product_name"), typed_ingredients(self._typed("ingredients"))
        )

    def _strengths(self, text: str) -> list[Suggestion]:
        return strengths_to_offer(self._options(), self._typed("dose_form"), self._typed("route"), text)


def quantity_read(text: str) -> str:
    """How an amount is understood; empty where it is not."""
    try:
        return quantity(parse_quantity(text))
    except InvalidField:
        return ""


def contact_names(
    session: Session, person: CareRecipient, roles: tuple[ContactRole, ...]
) -> Callable[[str], list[Suggestion]]:
    """Offers the person's contacts of these roles."""

    def offer(text: str) -> list[Suggestion]:
        return [
            Suggestion(contact.name, contact.relationship or _("from your contacts"))
            for contact in session.household.contacts_for(person.id)
            if contact.role in roles and text.casefold() in contact.name.casefold()
        ]

    return offer

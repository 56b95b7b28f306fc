"""The tables of whom to call. Empty text means "not recorded"."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from caregiver_app.domain.contacts import ContactRole, PhoneLabel
from caregiver_app.storage.database.rows.base import Row, key_and_place_in


class ContactRow(Row):
    """A person or place to call."""

    __tablename__ = "contact"

    id: Mapped[str] = mapped_column(primary_key=True)
    """Given once."""
    position: Mapped[int]
    """Where it stands among the others; lower comes first, and there may be gaps. Not the order of calling."""
    name: Mapped[str]
    """Who it is; never empty."""
    role: Mapped[ContactRole]
    """What the contact is to the household."""
    relationship: Mapped[str]
    """To the person, in the family's words: ``aunt``."""
    care_recipient_ids: Mapped[tuple[str, ...]]
    """Whom the contact is for. A JSON list of ids; an empty one means everyone in the household."""
    relationships: Mapped[tuple[str, ...]]
    """One for each of these, in their order, where they are not the same; else an empty JSON list."""
    call_order: Mapped[int | None]
    """1 is called first in an emergency; null is not called then."""
    address: Mapped[str]
    """As one would write it on an envelope."""
    notes: Mapped[str]
    """Whatever the family wants to remember."""


class ContactPhoneRow(Row):
    """A number of a contact."""

    __tablename__ = "contact_phone"

    contact_id: Mapped[str] = key_and_place_in("contact.id")
    """Whose it is."""
    position: Mapped[int] = mapped_column(primary_key=True)
    """0, 1, 2 ... in the contact's list."""
    number: Mapped[str]
    """As the family wrote or accepted it; it has a digit."""
    label: Mapped[PhoneLabel]
    """When it is answered, or that it is a fax."""
    when_to_call: Mapped[str]
    """What it is for: ``pump alarm at night``."""

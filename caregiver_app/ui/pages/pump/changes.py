"""What can be done to a person's pumps, as changes of the person; and where drafts of them are kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from caregiver_app.domain.people import CareRecipient
    from caregiver_app.domain.pump import Pump


def draft_key(pump_id: str, person_id: str) -> str:
    """Where the half-filled form of a pump is kept; "" stands for a new one."""
    return f"pump/{pump_id or 'new'}/{person_id}"


def pump_of(person: CareRecipient | None, pump_id: str) -> Pump | None:
    """The person's pump with that id."""
    pumps = person.pumps if person else ()
    return next((each for each in pumps if each.id == pump_id), None)


def put(pump: Pump) -> Callable[[CareRecipient], CareRecipient]:
    """In the place of the one with its id, or at the end."""

    def change(person: CareRecipient) -> CareRecipient:
        if pump_of(person, pump.id) is None:
            return replace(person, pumps=(*person.pumps, pump))
        return replace(person, pumps=tuple(pump if each.id == pump.id else each for each in person.pumps))

    return change


def remove(pump: Pump) -> Callable[[CareRecipient], CareRecipient]:
    """Without that pump."""
    return lambda person: replace(person, pumps=tuple(each for each in person.pumps if each.id != pump.id))

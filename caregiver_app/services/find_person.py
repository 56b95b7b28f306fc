"""Finds a person by what somebody typed."""

from __future__ import annotations

from caregiver_app.domain.errors import KnownError
from caregiver_app.domain.household import Household
from caregiver_app.domain.people import CareRecipient


class NoSuchPersonError(KnownError):
    """Nobody, or more than one person, goes by ``name``. ``choices`` are those there are."""

    def __init__(self, name: str, choices: tuple[CareRecipient, ...], *, ambiguous: bool) -> None:
        super().__init__(name, choices, ambiguous)
        self.name = name
        self.choices = choices
        self.ambiguous = ambiguous


def find_person(household: Household, name: str) -> CareRecipient:
    """The person with that id, preferred name or full name, letters' case aside. Raises ``NoSuchPersonError``."""
    people = household.care_recipients
    by_id = household.person(name)
    if by_id is not None:
        return by_id
    wanted = name.strip().casefold()
    found = tuple(
        p for p in people if wanted in (p.preferred_name.strip().casefold(), p.full_name.strip().casefold())
    )
    if len(found) != 1:
        raise NoSuchPersonError(name, found or people, ambiguous=bool(found))
    return found[0]

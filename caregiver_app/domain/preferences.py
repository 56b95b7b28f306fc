"""What the household chose, which changes what is printed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from caregiver_app.domain.errors import InvalidField, Rule
from caregiver_app.domain.text import check_text

COUNTRY_LETTERS: Final = 2


class Clock(StrEnum):
    """How times of day are written."""

    TWELVE_HOUR = "12h"
    TWENTY_FOUR_HOUR = "24h"


class Paper(StrEnum):
    """Paper sizes the program prints on."""

    LETTER = "letter"
    A4 = "a4"


_LETTER_AT_A_DIGIT: Final = re.compile(r"\d[^\W\d_]|[^\W\d_]\d")


@dataclass(frozen=True, slots=True)
class Preferences:
    """Choices that change what is printed, so they travel with the household.

    ``country`` is an ISO 3166 alpha-2 code. The two numbers are what the family wants printed; empty is "not recorded".
    """

    country: str = "US"
    emergency_number: str = ""
    poison_number: str = ""
    clock: Clock = Clock.TWELVE_HOUR
    paper: Paper = Paper.LETTER

    def __post_init__(self) -> None:
        if len(self.country) != COUNTRY_LETTERS or not (self.country.isascii() and self.country.isupper()):
            raise InvalidField(("country",), Rule.UNKNOWN_CHOICE, self.country, "US, CA, GB, DE")
        for name in ("emergency_number", "poison_number"):
            number = getattr(self, name)
            check_text(name, number, 40)
            if number and not any(character.isdigit() for character in number):
                raise InvalidField((name,), Rule.NOT_A_PHONE_NUMBER, number)
        # "91l" is no number, whatever it looks like
        if _LETTER_AT_A_DIGIT.search(self.emergency_number):
            raise InvalidField(("emergency_number",), Rule.NOT_A_PHONE_NUMBER, self.emergency_number)

"""Telephone numbers, checked and written as the household's country does it (by libphonenumber's rules)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from caregiver_app.domain.errors import InvalidField, Rule

if TYPE_CHECKING:
    import phonenumbers

_EMERGENCY: Final = frozenset({"911", "112", "999"})
_EXTENSION: Final = re.compile(
    r"(?P<base>.*?)(?<![\s,;])(?:[\s,;]*+(?:extension|ext\.?|x|#)\s*+[:=]?\s*+|\s*+,[\s,;]*+)"
    r"(?P<digits>[0-9]{1,9})#?",
    re.IGNORECASE | re.DOTALL,
)
_MAX_LENGTH: Final = 60
_MAX_SHORT_LENGTH: Final = 6
_NON_BREAKING_HYPHEN: Final = "\u2011"


@dataclass(frozen=True, slots=True)
class PhoneCheck:
    """``formatted`` is fit to print.

    ``is_valid`` is false for a number that no telephone company seems to have given out, or whose country the
    library does not know: worth a second look, not worth refusing.
    """

    formatted: str
    is_valid: bool


def check_phone(text: str, country: str) -> PhoneCheck:
    """The number as ``country`` (ISO 3166 alpha-2) writes it, a foreign one in the international style.

    Raises ``InvalidField`` (``NOT_A_PHONE_NUMBER``) for letters, and for what is too short or long to dial.
    """
    typed = text.strip()
    base, extension = _split(typed) if len(typed) <= _MAX_LENGTH else ("", "")
    if not base or any(character.isalpha() for character in base):
        raise InvalidField((), Rule.NOT_A_PHONE_NUMBER, text)
    if not extension and _is_short_number(base, country):
        return PhoneCheck(base, is_valid=True)
    return _checked(typed, base, extension, country)


def _split(typed: str) -> tuple[str, str]:
    match = _EXTENSION.fullmatch(typed)
    return (match["base"].strip(), match["digits"]) if match else (typed, "")


def _is_short_number(base: str, country: str) -> bool:
    """Numbers like 911, 988 or 116117, which have no area and are never reformatted."""
    digits = re.sub(r"[\s-]", "", base)
    if digits in _EMERGENCY:
        return True
    if not digits.isdecimal() or len(digits) > _MAX_SHORT_LENGTH:
        return False
    import phonenumbers

    try:
        short = phonenumbers.parse(digits, country)
    except phonenumbers.NumberParseException:
        return False
    if phonenumbers.is_valid_short_number_for_region(short, country):
        return True
    # Who travels keeps the number of the country that they go to.
    return any(
        phonenumbers.is_emergency_number(digits, region) for region in phonenumbers.SUPPORTED_SHORT_REGIONS
    )


def _checked(typed: str, base: str, extension: str, country: str) -> PhoneCheck:
    import phonenumbers

    try:
        number = phonenumbers.parse(base, country)
    except phonenumbers.NumberParseException as error:
        if error.error_type == error.INVALID_COUNTRY_CODE and country not in phonenumbers.SUPPORTED_REGIONS:
            return PhoneCheck(typed, is_valid=False)
        raise InvalidField((), Rule.NOT_A_PHONE_NUMBER, typed) from None
    if not phonenumbers.is_possible_number(number):
        raise InvalidField((), Rule.NOT_A_PHONE_NUMBER, typed)
    extension = extension or number.extension or ""
    end = f" ext. {extension}" if extension else ""
    number.extension = None  # each country words it differently; one wording is enough
    return PhoneCheck(_written(number, country) + end, phonenumbers.is_valid_number(number))


def _written(number: phonenumbers.PhoneNumber, country: str) -> str:
    import phonenumbers

    is_home = number.country_code == phonenumbers.country_code_for_region(country)
    styles = phonenumbers.PhoneNumberFormat
    written = phonenumbers.format_number(number, styles.NATIONAL if is_home else styles.INTERNATIONAL)
    return re.sub(r"\s", " ", written).replace(_NON_BREAKING_HYPHEN, "-")

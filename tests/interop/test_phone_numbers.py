from __future__ import annotations

import pytest

from caregiver_app.domain.errors import InvalidField, Rule
from caregiver_app.interop.phone_numbers import PhoneCheck, check_phone


@pytest.mark.parametrize(
    ("typed", "country", "formatted"),
    [
        ("2125550123", "US", "(212) 555-0123"),
        ("+1 212 555 0123", "US", "(212) 555-0123"),
        ("(800) 222-1222 ext 4411", "US", "(800) 222-1222 ext. 4411"),
        ("1-800-222-1222x44", "US", "(800) 222-1222 ext. 44"),
        ("2125550123;44", "US", "(212) 555-0123 ext. 44"),
        ("020 7946 0958 extension: 7", "GB", "020 7946 0958 ext. 7"),
        ("+44 20 7946 0958", "US", "+44 20 7946 0958"),
        ("+49 30 12345678", "DE", "030 12345678"),
        ("06 12 34 56 78", "FR", "06 12 34 56 78"),
        ("312-555-0142;ext=3", "US", "(312) 555-0142 ext. 3"),
        ("312-555-0142,,3#", "US", "(312) 555-0142 ext. 3"),
        ("911", "US", "911"),
        ("000", "US", "000"),
        ("111", "US", "111"),
        ("119", "US", "119"),
        ("110", "GB", "110"),
        ("112", "DE", "112"),
        ("999", "US", "999"),
        ("9-1-1", "US", "9-1-1"),
        ("988", "US", "988"),
    ],
)
def test_a_number_is_written_as_the_country_writes_it(typed: str, country: str, formatted: str) -> None:
    assert check_phone(typed, country) == PhoneCheck(formatted, is_valid=True)


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "",
            " ",
            "12",
            "1" * 30,
            "call mum",
            "1-800-FLOWERS",
            "call 212 555 0123",
            "x44",
            "212-555-0123 (5)",
        ),
        *("212-555-0123 / 212-555-0199", "212-555-0123 <b>", "☎", "1" + " " * 20_000 + "x"),
    ],
)
def test_what_cannot_be_dialled_is_refused(typed: str) -> None:
    with pytest.raises(InvalidField) as caught:
        check_phone(typed, "US")
    assert caught.value.rule is Rule.NOT_A_PHONE_NUMBER


def test_a_number_without_its_area_is_kept_and_worth_a_second_look() -> None:
    assert check_phone("555-0123", "US") == PhoneCheck("555-0123", is_valid=False)


def test_in_a_country_the_library_does_not_know_a_number_stays_as_typed() -> None:
    assert check_phone("5551 / 22", "ZZ") == PhoneCheck("5551 / 22", is_valid=False)
    assert check_phone("555", "ZZ") == PhoneCheck("555", is_valid=False)


@pytest.mark.parametrize("country", ["US", "CA", "GB", "DE", "FR", "CH", "AR", "JP", "IN"])
def test_formatting_twice_changes_nothing_and_uses_plain_characters(country: str) -> None:
    import phonenumbers

    example = phonenumbers.example_number(country)
    assert example is not None
    typed = phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.E164)
    once = check_phone(typed, country).formatted
    assert check_phone(once, country).formatted == once
    assert once.isascii()

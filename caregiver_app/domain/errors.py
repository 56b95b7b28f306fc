"""Errors that are nobody's bug: they hold data; ``wording`` turns them into what happened and what to do."""

from __future__ import annotations

from enum import StrEnum


class KnownError(Exception):
    """Anything the person can understand and act on. Everything else is a bug."""


class Rule(StrEnum):
    """Why one field was refused."""

    MISSING = "missing"
    NOT_TEXT = "not_text"
    NOT_A_LIST = "not_a_list"
    NOT_AN_OBJECT = "not_an_object"
    NOT_TRUE_OR_FALSE = "not_true_or_false"
    UNKNOWN_FIELD = "unknown_field"
    UNKNOWN_CHOICE = "unknown_choice"
    TOO_LONG = "too_long"
    TOO_MANY_WORDS = "too_many_words"
    NOT_A_NUMBER = "not_a_number"
    NOT_POSITIVE = "not_positive"
    NEGATIVE = "negative"
    TOO_PRECISE = "too_precise"
    NO_UNIT = "no_unit"
    UNKNOWN_UNIT = "unknown_unit"
    UNSAFE_UNIT = "unsafe_unit"
    WRONG_KIND_OF_UNIT = "wrong_kind_of_unit"
    NOT_ONE_AMOUNT = "not_one_amount"
    NOT_ONE_DOSE = "not_one_dose"
    POINT_OR_COMMA = "point_or_comma"
    WRONG_RATE = "wrong_rate"
    NOT_A_DATE = "not_a_date"
    NOT_A_TIME = "not_a_time"
    NOT_A_MOMENT = "not_a_moment"
    IN_THE_FUTURE = "in_the_future"
    TOO_LONG_AGO = "too_long_ago"
    BEFORE_ANOTHER = "before_another"
    TWICE = "twice"
    NO_SUCH_PERSON = "no_such_person"
    NO_SUCH_ROUTE = "no_such_route"
    NOT_A_PHONE_NUMBER = "not_a_phone_number"
    FRACTION_OF_A_WHOLE = "fraction_of_a_whole"
    OUT_OF_RANGE = "out_of_range"
    NOT_BESIDE_POUNDS = "not_beside_pounds"
    CONTRADICTS = "contradicts"
    NOT_ONE_EACH = "not_one_each"
    CONTROL_CHARACTER = "control_character"


class InvalidField(KnownError):
    """One field holds something the program cannot keep.

    ``path`` leads to the field (``("care_recipients", 0, "birth_date")``); ``value`` is what was given;
    ``detail`` is what the sentence needs besides: the limit, the choices, the other field.
    """

    def __init__(self, path: tuple[str | int, ...], rule: Rule, value: object = "", detail: str = "") -> None:
        super().__init__(path, rule, value, detail)
        self.path = path
        self.rule = rule
        self.value = value
        self.detail = detail

    def under(self, *prefix: str | int) -> InvalidField:
        """The same error, seen from a container of the field's owner."""
        return InvalidField((*prefix, *self.path), self.rule, self.value, self.detail)

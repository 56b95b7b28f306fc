"""What is wrong with one field, and what to do, in one or two sentences."""

from __future__ import annotations

import unicodedata
from datetime import date
from itertools import zip_longest
from typing import Final

from caregiver_app.domain.amounts import NotEnoughError
from caregiver_app.domain.errors import InvalidField, Rule
from caregiver_app.domain.quantity import MixedUnitsError
from caregiver_app.domain.text import by_number
from caregiver_app.i18n import _
from caregiver_app.wording.dates import day
from caregiver_app.wording.doses import quantity

_SHOWN: Final = 40


def field_problem(error: InvalidField, field: str = "") -> str:
    """What is wrong: ``Birth date: 4 Mar 2031 is in the future. Check the date.``.

    ``field`` is the field's name on the screen; without it the name is made from the error's path.
    """
    name = field or field_name(error.path)
    text = _sentence(error.rule).format(value=shown(error.value), detail=_detail(error))
    return f"{name}: {text}" if name else text


def mixed_units(error: MixedUnitsError) -> str:
    """Two units that must not meet."""
    return _("{left} and {right} cannot be added or compared. Use one unit.").format(
        left=error.left.value, right=error.right.value
    )


def not_enough(error: NotEnoughError) -> str:
    """More taken away than there is."""
    return _("You cannot take away {taken}: there is less ({there}). Check both numbers.").format(
        taken=quantity(error.taken), there=quantity(error.there)
    )


def shown(value: object) -> str:
    """A value as it may stand in a sentence: on one line, cut visibly at 40 characters."""
    if isinstance(value, date):
        return day(value)
    text = "".join(_visible(character) for character in " ".join(str(value).split())[: _SHOWN + 1])
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def _visible(character: str) -> str:
    """Controls and direction marks by number: they must not act on a terminal or turn a sentence around."""
    return by_number(character) if unicodedata.category(character).startswith("C") else character


def field_name(path: tuple[str | int, ...]) -> str:
    """``Person 1, medicine 3, dose``: where in a document a field stands, counted from one."""
    from caregiver_app.wording.records import field_words  # noqa: PLC0415 - the first page says no problem yet

    known = field_words()
    names: list[str] = []
    for part, follows in zip_longest(path, path[1:]):
        if isinstance(part, int):
            continue
        words = known.get(part)
        name = words.label if words else part.replace("_", " ")
        if isinstance(follows, int):
            name = f"{words.one if words else name} {follows + 1}"
        names.append(name)
    text = ", ".join(names)
    return text[:1].upper() + text[1:]


def _detail(error: InvalidField) -> str:
    if error.rule is Rule.BEFORE_ANOTHER:
        return field_name((error.detail,)).lower()
    return error.detail or _as_written(error.rule)


def _as_written(rule: Rule) -> str:
    """How a person writes it in a form; a document says its own way."""
    return {
        Rule.NOT_A_DATE: _("4 Dec 2026"),
        Rule.NOT_A_TIME: _("08:00 or 8:00 AM"),
        Rule.NOT_A_NUMBER: _("0.5 or 1,500"),
    }.get(rule, "")


def _sentence(rule: Rule) -> str:
    return {
        Rule.MISSING: _("this is empty. Please fill it in."),
        Rule.NOT_TEXT: _("text is needed here, not “{value}”."),
        Rule.NOT_A_LIST: _("a list is needed here, not “{value}”."),
        Rule.NOT_AN_OBJECT: _("named values are needed here, not “{value}”."),
        Rule.NOT_TRUE_OR_FALSE: _("write true or false, not “{value}”."),
        Rule.UNKNOWN_FIELD: _(
            "this program does not know the field “{value}”. Correct its name or take it out."
        ),
        Rule.UNKNOWN_CHOICE: _("“{value}” is not one of the choices: {detail}."),
        Rule.TOO_LONG: _("this is longer than {detail} characters. Please shorten it."),
        Rule.TOO_MANY_WORDS: _("this has more than {detail} words. Please shorten it."),
        Rule.NOT_A_NUMBER: _("“{value}” is not a number. Write it like {detail}."),
        Rule.NOT_POSITIVE: _("“{value}” must be more than zero and not absurdly large. Check the number."),
        Rule.NEGATIVE: _("“{value}” must be zero or more, and not absurdly large. Check the number."),
        Rule.TOO_PRECISE: _("“{value}” has more than {detail} digits after the point. Check the number."),
        Rule.NO_UNIT: _("“{value}” has no unit. Write the unit too, such as 10 mg or 2 tablets."),
        Rule.UNKNOWN_UNIT: _("“{value}” is not a unit this program knows. Use one of: {detail}."),
        Rule.UNSAFE_UNIT: _("“{value}” is easily misread. Write “units” or “mL” in full."),
        Rule.WRONG_KIND_OF_UNIT: _("“{value}” does not fit here: a unit of {detail} is needed."),
        Rule.NOT_ONE_AMOUNT: _(
            "“{value}” says how much per something, such as per mL or per day. "
            "Write one amount here, such as 10 mg or 2 tablets."
        ),
        Rule.NOT_ONE_DOSE: _(
            "“{value}” is not one amount. Write one here, such as 10 mg or 2 tablets. If it changes from dose to "
            "dose, leave this empty and write it under “Another rhythm, in words”."
        ),
        Rule.POINT_OR_COMMA: _("“{value}” could be read as {detail}. Write the one you mean."),
        Rule.WRONG_RATE: _(
            "“{value}” does not fit here: a unit such as {detail} is needed. Check the clinic’s paper."
        ),
        Rule.NOT_A_DATE: _("“{value}” is not a date. Write it like {detail}."),
        Rule.NOT_A_TIME: _("“{value}” is not a time of day. Write it like {detail}."),
        Rule.NOT_A_MOMENT: _("“{value}” is not a day with a time and its offset, as 2026-12-04T08:00-05:00."),
        Rule.IN_THE_FUTURE: _("{value} is in the future. Check the date."),
        Rule.TOO_LONG_AGO: _("{value} is more than {detail} years ago. Check the year."),
        Rule.BEFORE_ANOTHER: _("{value} is before the {detail}. Check both dates."),
        Rule.TWICE: _("“{value}” is there twice. Take one out."),
        Rule.NO_SUCH_PERSON: _("“{value}” is not a person in this household."),
        Rule.NO_SUCH_ROUTE: _("this way does not exist for this medicine. The reference says: “{detail}”"),
        Rule.NOT_A_PHONE_NUMBER: _("“{value}” is not a phone number. Check the digits."),
        Rule.FRACTION_OF_A_WHOLE: _(
            "“{value}” {detail}: write whole ones, a half (0.5) or a quarter (0.25)."
        ),
        Rule.OUT_OF_RANGE: _("“{value}” is not in the range {detail}. Check the number and its unit."),
        Rule.NOT_BESIDE_POUNDS: _(
            "“{value}” ounces do not fit: ounces are 0 to 15, with one digit after the point, beside whole pounds."
        ),
        Rule.CONTRADICTS: _("“{value}” and the chosen “{detail}” do not go together. Say one of them."),
        Rule.NOT_ONE_EACH: _("there are {value} of them: write one for each person, or none."),
        Rule.CONTROL_CHARACTER: _("this holds a hidden character ({detail}). Please type the text again."),
    }[rule]

"""Words of the household's choices."""

from __future__ import annotations

from typing import Final

from caregiver_app.domain.preferences import Clock, Paper, Preferences
from caregiver_app.i18n import _
from caregiver_app.wording.shape import NAME_SAYS_IT, FieldWords, RecordWords


def _fields() -> dict[str, FieldWords]:
    return {
        "country": FieldWords(_("country"), "ISO 3166 alpha-2, such as US.", _("the country")),
        "emergency_number": FieldWords(
            _("emergency number"), "As the family wants it printed.", _("the emergency number")
        ),
        "poison_number": FieldWords(
            _("poison number"), "As the family wants it printed.", _("the poison help number")
        ),
        "clock": FieldWords(_("clock"), NAME_SAYS_IT, _("the way times are written")),
        "paper": FieldWords(_("paper"), NAME_SAYS_IT, _("the paper size")),
    }


def _clock(value: Clock) -> str:
    return {Clock.TWELVE_HOUR: _("12 hours (8:00 PM)"), Clock.TWENTY_FOUR_HOUR: _("24 hours (20:00)")}[value]


def _paper(value: Paper) -> str:
    return {Paper.LETTER: _("Letter"), Paper.A4: _("A4")}[value]


WORDS: Final = RecordWords[Preferences](
    singular=lambda: _("preferences"),
    plural=lambda: _("preferences"),
    about=NAME_SAYS_IT,
    about_list="Choices that change what is printed.",
    name=lambda _preferences: _("the household’s choices"),
    # There is one only, so its fields are named without it: "the paper size".
    subject=lambda _preferences, _owner: "",
    whole=lambda _preferences, _subject: _("the household’s choices"),
    fields=_fields,
    choices={Clock: _clock, Paper: _paper},
)

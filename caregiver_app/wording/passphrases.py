"""How a passphrase is made and how long it holds, in words. Never the passphrase itself, nor a part of it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from caregiver_app.i18n import _, ngettext

_MINUTE: Final = 60.0
_HOUR: Final = 60 * _MINUTE
_DAY: Final = 24 * _HOUR
_MONTH: Final = 30 * _DAY
_YEAR: Final = 365 * _DAY
_LONG: Final = 100


class Part(StrEnum):
    """What a piece of a passphrase is to somebody who guesses."""

    OWN_WORD = "own_word"
    NAME = "name"
    KNOWN_PASSWORD = "known_password"  # noqa: S105 - a kind, not a password
    WORD = "word"
    UNKNOWN_WORD = "unknown_word"
    KEYS_IN_A_ROW = "keys_in_a_row"
    SAME_CHARACTER = "same_character"
    SAME_PART = "same_part"
    SEQUENCE = "sequence"
    YEAR = "year"
    DATE = "date"
    NUMBER = "number"
    MIXED = "mixed"


_COUNTED: Final = frozenset({Part.OWN_WORD, Part.NAME, Part.WORD, Part.YEAR, Part.DATE, Part.NUMBER})


def made_of(parts: Sequence[Part]) -> str:
    """A sentence such as ``This is a name with a year.``; equal parts are named once."""
    names = [_name(part, parts.count(part)) for part in dict.fromkeys(parts)]
    if not names:
        return ""
    many = parts.count(parts[0]) if parts[0] in _COUNTED else 1
    if len(names) == 1:
        return ngettext("This is {what}.", "These are {what}.", many).format(what=names[0])
    others = names[1]
    if len(names) > 2:  # noqa: PLR2004 - one with two
        others = _("{first} and {last}").format(first=", ".join(names[1:-1]), last=names[-1])
    return ngettext("This is {what} with {others}.", "These are {what} with {others}.", many).format(
        what=names[0], others=others
    )


def _name(part: Part, count: int) -> str:
    return {
        Part.OWN_WORD: ngettext("a name from your household", "names from your household", count),
        Part.NAME: ngettext("a name", "names", count),
        Part.KNOWN_PASSWORD: _("a password that very many people use"),
        Part.WORD: ngettext("a common word", "common words", count),
        Part.UNKNOWN_WORD: ngettext("what may be a word", "what may be words", count),
        Part.KEYS_IN_A_ROW: _("a row of keys that lie side by side"),
        Part.SAME_CHARACTER: _("one character again and again"),
        Part.SAME_PART: _("the same part again and again"),
        Part.SEQUENCE: _("a row like abc or 123"),
        Part.YEAR: ngettext("a year", "years", count),
        Part.DATE: ngettext("a date", "dates", count),
        Part.NUMBER: ngettext("a number", "numbers", count),
        Part.MIXED: _("a mix of characters"),
    }[part]


def time_taken(seconds: float) -> str:
    """``about 3 days``, rounded down."""
    if seconds < _MINUTE:
        return _("less than a minute")
    for unit, limit, one, many in (
        (_MINUTE, _HOUR, _("about {n} minute"), _("about {n} minutes")),
        (_HOUR, _DAY, _("about {n} hour"), _("about {n} hours")),
        (_DAY, _MONTH, _("about {n} day"), _("about {n} days")),
        (_MONTH, _YEAR, _("about {n} month"), _("about {n} months")),
        (_YEAR, _LONG * _YEAR, _("about {n} year"), _("about {n} years")),
    ):
        if seconds < limit:
            count = int(seconds / unit)
            return ngettext(one, many, count).format(n=count)
    return _("more than {n} years").format(n=_LONG)


def too_weak(parts: Sequence[Part], seconds: float) -> str:
    """Why it is refused, and what to use instead."""
    return " ".join(
        (
            made_of(parts),
            _("A thief with the file and many fast computers would find it in {time}.").format(
                time=time_taken(seconds)
            ),
            _("Use five words that do not belong together, or the passphrase that the program suggests."),
        )
    ).strip()


def not_strong(parts: Sequence[Part], seconds: float) -> str:
    """Taken, but not gladly."""
    return " ".join(
        (
            made_of(parts),
            _(
                "You may use it, but a thief with the file and many fast computers would find it in {time}."
            ).format(time=time_taken(seconds)),
            _("One or two more words make it much stronger."),
        )
    ).strip()


def strong(seconds: float) -> str:
    """What has to hold for it to be so."""
    return _(
        "Strong. A thief with the file and many fast computers would need {time}, if you use it nowhere else "
        "and it is no line from a song, a book or a film."
    ).format(time=time_taken(seconds))


def nothing_typed() -> str:
    """For an empty field, or one of spaces."""
    return _("Type a passphrase. Five words that do not belong together are best.")


def too_short(count: int, least: int) -> str:
    """Fewer characters than any passphrase may have."""
    return ngettext(
        "This has only {n} character; it must have at least {least}. Five words are best.",
        "This has only {n} characters; it must have at least {least}. Five words are best.",
        count,
    ).format(n=count, least=least)

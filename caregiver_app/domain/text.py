"""Limits on what a text field may hold. Nothing is cut: what does not fit is refused and stays with its writer."""

from __future__ import annotations

import re
from typing import Final

from caregiver_app.domain.errors import InvalidField, Rule

MAX_NAME: Final = 200
MAX_TEXT: Final = 20_000
MAX_TELL_FIRST_WORDS: Final = 40

# C0 and C1 controls except tab and line ends, and lone surrogates: no keyboard makes them, no font draws them.
_CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
# White space, and what takes no room at all.
_UNSEEN: Final = re.compile("[\\s\u00ad\u200b-\u200f\u2060\ufeff]+")


def count_words(text: str) -> int:
    """Words as a reader counts them: runs of anything but white space."""
    return len(text.split())


def check_text(name: str, text: str, limit: int = MAX_TEXT) -> None:
    """Raises ``InvalidField`` for a control character or more than ``limit`` characters."""
    if len(text) > limit:
        raise InvalidField((name,), Rule.TOO_LONG, text, str(limit))
    found = _CONTROLS.search(text)
    if found:
        raise InvalidField((name,), Rule.CONTROL_CHARACTER, text, f"U+{ord(found[0]):04X}")


def by_number(character: str) -> str:
    """``[U+202E]``, in place of what cannot be seen or must not act."""
    return f"[U+{ord(character):04X}]"


def is_blank(text: str) -> bool:
    """Whether nothing of it could be seen."""
    return not _UNSEEN.sub("", text)


def check_name(name: str, text: str) -> None:
    """Raises ``InvalidField`` for an empty or over-long name."""
    if is_blank(text):
        raise InvalidField((name,), Rule.MISSING, text)
    check_text(name, text, MAX_NAME)


def check_words(name: str, text: str, limit: int) -> None:
    """Raises ``InvalidField`` for more than ``limit`` words."""
    check_text(name, text)
    if count_words(text) > limit:
        raise InvalidField((name,), Rule.TOO_MANY_WORDS, text, str(limit))

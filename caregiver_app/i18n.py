"""One gettext catalogue for screen and paper. English is the source language; nothing is translated yet."""

from __future__ import annotations

import gettext as _gettext

_translation = _gettext.NullTranslations()


def _(message: str) -> str:
    """The message in the chosen language."""
    return _translation.gettext(message)


def ngettext(singular: str, plural: str, n: int) -> str:
    """The form that goes with ``n`` things."""
    return _translation.ngettext(singular, plural, n)

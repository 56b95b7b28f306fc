"""Words of a document that left the program."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from caregiver_app.domain.events import Printed
from caregiver_app.i18n import _
from caregiver_app.wording.prints import serial_number
from caregiver_app.wording.shape import NAME_SAYS_IT, Context, FieldWords, PartWords


def _fields() -> dict[str, FieldWords]:
    return {
        "serial": FieldWords(_("serial"), NAME_SAYS_IT),
        "document": FieldWords(_("document"), NAME_SAYS_IT),
        "printed_on": FieldWords(_("printed on"), "The day it was made for."),
        "fingerprint": FieldWords(_("fingerprint"), "SHA-256, in hex, of what the document said."),
    }


def _sentence(what: Printed, _context: Context) -> str:
    return _("printed or saved sheet {number}").format(number=serial_number(what.serial))


PARTS: Final[Mapping[type, PartWords[Any]]] = {
    Printed: PartWords[Printed](
        about="A document left the program, so that old copies can be found and destroyed.",
        fields=_fields,
        write=_sentence,
    )
}

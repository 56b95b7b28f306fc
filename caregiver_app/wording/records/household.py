"""Words of the household document around the records: the whole, and what was printed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from caregiver_app.domain.household import Household, PrintRecord
from caregiver_app.i18n import _
from caregiver_app.wording.records.shape import NAME_SAYS_IT, FieldWords, PartWords


def _household_fields() -> dict[str, FieldWords]:
    return {
        "prints": FieldWords(
            _("prints"),
            "Documents that were printed, so that old copies can be found and destroyed.",
            item=_("print"),
        ),
    }


def _print_fields() -> dict[str, FieldWords]:
    return {
        "serial": FieldWords(_("serial"), NAME_SAYS_IT),
        "document": FieldWords(_("document"), NAME_SAYS_IT),
        "care_recipient_id": FieldWords(_("care recipient id"), NAME_SAYS_IT),
        "printed_on": FieldWords(_("printed on"), NAME_SAYS_IT),
        "fingerprint": FieldWords(_("fingerprint"), "SHA-256, in hex, of what the document said."),
    }


PARTS: Final[Mapping[type, PartWords[Any]]] = {
    Household: PartWords[Household](
        about="Everything one household keeps. Left-out text means not recorded, never none.",
        fields=_household_fields,
    ),
    PrintRecord: PartWords[PrintRecord](about=NAME_SAYS_IT, fields=_print_fields),
}

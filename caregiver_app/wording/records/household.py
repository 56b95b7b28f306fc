"""Words of the household document around the records: the whole."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from caregiver_app.domain.household import Household
from caregiver_app.i18n import _
from caregiver_app.wording.records.shape import FieldWords, PartWords


def _household_fields() -> dict[str, FieldWords]:
    return {
        "events": FieldWords(
            _("events"),
            "What happened, in the order it was written down; each is only ever amended by a later one.",
            item=_("event"),
        ),
    }


PARTS: Final[Mapping[type, PartWords[Any]]] = {
    Household: PartWords[Household](
        about="Everything one household keeps. Left-out text means not recorded, never none.",
        fields=_household_fields,
    ),
}

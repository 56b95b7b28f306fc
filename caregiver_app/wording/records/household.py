"""Words of the household document around the records: the whole."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from caregiver_app.domain.household import Household
from caregiver_app.wording.shape import PartWords

PARTS: Final[Mapping[type, PartWords[Any]]] = {
    Household: PartWords[Household](
        about="Everything one household keeps. Left-out text means not recorded, never none.",
        fields=dict,
    ),
}

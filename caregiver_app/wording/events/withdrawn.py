"""Words of an event that never was."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from caregiver_app.domain.events import Withdrawn
from caregiver_app.i18n import _
from caregiver_app.wording.shape import PartWords

PARTS: Final[Mapping[type, PartWords[Any]]] = {
    Withdrawn: PartWords[Withdrawn](
        about="The event it amends never was.", fields=dict, write=lambda _what, _context: _("Took it back")
    )
}

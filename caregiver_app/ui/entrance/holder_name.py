"""The name of somebody who opens the household."""

from __future__ import annotations

from typing import Final

from caregiver_app.domain.errors import InvalidField
from caregiver_app.domain.text import check_name, check_text
from caregiver_app.i18n import _
from caregiver_app.wording.problems import field_problem

_LONGEST: Final = 100  # the key file takes no longer one


def name_problem(name: str) -> str:
    """What keeps ``name`` from being one; empty for nothing."""
    try:
        check_name("name", name)
        check_text("name", name, _LONGEST)
    except InvalidField as error:
        return field_problem(error, _("Your name"))
    return ""

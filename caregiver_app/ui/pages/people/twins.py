"""Two people with one name: allowed, but their sheets must be told apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caregiver_app.domain.errors import InvalidField
from caregiver_app.i18n import _
from caregiver_app.wording.parsing import parse_day
from caregiver_app.wording.problems import shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from caregiver_app.domain.people import CareRecipient


def twin_warning(values: Mapping[str, str], others: Sequence[CareRecipient]) -> str:
    """A sentence while somebody among ``others`` has the typed name and nothing that tells them apart."""
    if not any(_is_mistakable(values, other) for other in others):
        return ""
    return _(
        "There is already a {name} here. Add a full name or a birth date to both, "
        "so that the sheets can be told apart."
    ).format(name=shown(values["preferred_name"]))


def _is_mistakable(values: Mapping[str, str], other: CareRecipient) -> bool:
    name = _folded(values["preferred_name"])
    if not name or name != _folded(other.preferred_name):
        return False
    full_name, born = _folded(values["full_name"]), _day(values["birth_date"])
    names_differ = bool(full_name and other.full_name.strip()) and full_name != _folded(other.full_name)
    days_differ = born is not None and other.birth_date is not None and born != other.birth_date
    return not names_differ and not days_differ


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _day(text: str) -> date | None:
    try:
        return parse_day(text)
    except InvalidField:
        return None

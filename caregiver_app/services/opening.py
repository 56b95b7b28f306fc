"""Ways to come by a household: the made-up one, a file, a new file, a document."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from caregiver_app.domain.household import Household
from caregiver_app.interop.household_document import read_document, read_document_file
from caregiver_app.reference import Reference
from caregiver_app.services.open_household import OpenHousehold


def open_demo(resources: Path) -> OpenHousehold:
    """The sample household. Nothing is kept."""
    return OpenHousehold(read_document((resources / "sample" / "household.json").read_bytes()))


def open_file(path: Path) -> OpenHousehold:
    """A household file. Raises the store's ``KnownError``s."""
    from caregiver_app.storage import HouseholdFile

    file = HouseholdFile.open(path)
    return OpenHousehold(file.read(), file)


def create_file(path: Path, household: Household) -> OpenHousehold:
    """A new household file holding ``household``. Raises the store's ``KnownError``s; never overwrites."""
    from caregiver_app.storage import HouseholdFile

    file = HouseholdFile.create(path)
    try:
        file.write(household)
    except BaseException:
        file.close()
        path.unlink(missing_ok=True)
        raise
    return OpenHousehold(household, file)


def open_imported(document: Path, path: Path, reference: Reference, today: date) -> OpenHousehold:
    """A new household file made from a document, or nothing. Raises ``KnownError``."""
    from caregiver_app.services.checks import check_household

    household = read_document_file(document)
    check_household(household, reference, today)
    return create_file(path, household)

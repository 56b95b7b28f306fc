"""What can be wrong with the household's file. Data only: ``wording`` makes the sentences."""

from __future__ import annotations

from enum import StrEnum

from caregiver_app.domain.errors import KnownError


class HouseholdFileError(KnownError):
    """Something about the file at ``path``."""

    def __init__(self, path: str, *more: object) -> None:
        super().__init__(path, *more)
        self.path = path


class HouseholdFileMissing(HouseholdFileError):
    """There is no such file."""


class HouseholdFileExists(HouseholdFileError):
    """A file is there already; it is never overwritten."""


class NotAHouseholdFile(HouseholdFileError):
    """A folder, a device, or a file of another program."""


class HouseholdFileBusy(HouseholdFileError):
    """Another program held the file for longer than we wait."""


class ChangedElsewhere(HouseholdFileError):
    """Somebody else wrote since this household was read: writing now would undo their work."""


class HouseholdFileDamaged(HouseholdFileError):
    """SQLite or the program found what it never wrote. ``detail`` is for whoever repairs it."""

    def __init__(self, path: str, detail: str) -> None:
        super().__init__(path, detail)
        self.detail = detail


class NewerHouseholdFile(HouseholdFileError):
    """Written by a newer program: ``version``, where this one reads up to ``known``."""

    def __init__(self, path: str, version: int, known: int) -> None:
        super().__init__(path, version, known)
        self.version = version
        self.known = known


class WriteObstacle(StrEnum):
    """Why a place takes no file."""

    NO_FOLDER = "no_folder"
    NO_PERMISSION = "no_permission"
    DISK_FULL = "disk_full"
    DEVICE_ERROR = "device_error"


class CannotWriteHere(HouseholdFileError):
    """The place does not take the file, because of ``obstacle``."""

    def __init__(self, path: str, obstacle: WriteObstacle) -> None:
        super().__init__(path, obstacle)
        self.obstacle = obstacle

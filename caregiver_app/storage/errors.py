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


class EventsDamaged(HouseholdFileError):
    """Of these ``months`` (``2026-12``) events are missing or changed; where there are none, it is the newest ones."""

    def __init__(self, path: str, months: tuple[str, ...]) -> None:
        super().__init__(path, months)
        self.months = months


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


class HouseholdFileReplaced(HouseholdFileError):
    """The open file was deleted (``gone``) or another put in its place: what is written now would be lost."""

    def __init__(self, path: str, *, gone: bool) -> None:
        super().__init__(path, gone)
        self.gone = gone


class HouseholdFileClosed(HouseholdFileError):
    """The file was closed here before; what came too late is not kept."""


class ViewOnly(HouseholdFileError):
    """The file or its folder may not be written to; it was opened for reading."""


class OpenUnderAnotherName(HouseholdFileError):
    """The same file is open as ``other``: two names for one file lose writes."""

    def __init__(self, path: str, other: str) -> None:
        super().__init__(path, other)
        self.other = other


class OnNetworkShare(HouseholdFileError):
    """``path`` is on a network share (``kind``), where SQLite's locks cannot be trusted."""

    def __init__(self, path: str, kind: str) -> None:
        super().__init__(path, kind)
        self.kind = kind


class NotEncrypted(HouseholdFileError):
    """A household's file from before this program encrypted them; ``protect_plain_file`` makes it safe."""


class KeysError(HouseholdFileError):
    """Something about the keys of the file at ``path``."""


class KeysMissing(KeysError):
    """There is no key file. The recovery key opens the household all the same."""


class KeysDamaged(KeysError):
    """The key file cannot be read. The recovery key opens the household all the same."""


class KeysOfAnother(KeysError):
    """The key file belongs to another household's file."""


class KeysChanged(KeysError):
    """New keys were made, or a backup was put in place, since this way in was found."""


class WrongPassphrase(KeysError):
    """The passphrase does not open the slot."""


class WrongRecoveryKey(KeysError):
    """The recovery key is well written, but is that of another file, or of a time before new keys."""


class LastHolder(KeysError):
    """Nobody else has a passphrase; the last one is not removed."""


class NoSuchHolder(KeysError):
    """Whose passphrase was to be changed or taken away has none any more."""


class TooManyHolders(KeysError):
    """``most`` can open the household already, which is as many as there may be."""

    def __init__(self, path: str, most: int) -> None:
        super().__init__(path, most)
        self.most = most


class NameTaken(KeysError):
    """Somebody of this name can open the household already; two would not know which is whose."""

    def __init__(self, path: str, name: str) -> None:
        super().__init__(path, name)
        self.name = name


class NotEnoughMemory(KeysError):
    """A passphrase needs more memory than there is. The recovery key needs none."""


class CipherMissing(KnownError):
    """SQLCipher is not there, or its SQLite (``version``) is older than the first that never loses a write."""

    def __init__(self, version: str) -> None:
        super().__init__(version)
        self.version = version


class NameOfPassing(HouseholdFileError):
    """A file of this name comes and goes with a household, and would be taken for its, or swept away."""


class BackupDamaged(HouseholdFileError):
    """Not a backup of this program, or no longer as it was written."""

"""Why a sheet was not made or not saved. Data only; the sentences are made in ``wording``."""

from __future__ import annotations

from pathlib import Path

from caregiver_app.domain.errors import KnownError


class SheetTooFullError(KnownError):
    """The sheet's fixed part does not fit one page at the smallest allowed type; nothing was drawn.

    ``excess_lines`` is how many lines of body text are too many; ``longest`` names the form fields that take
    most lines, longest first, each with its number of lines.
    """

    def __init__(self, excess_lines: int, longest: tuple[tuple[str, int], ...]) -> None:
        super().__init__(excess_lines, longest)
        self.excess_lines = excess_lines
        self.longest = longest


class CannotWriteError(KnownError):
    """A file could not be written at ``path``; what was there before is still there."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.path = path


class NoSuchFolderError(CannotWriteError):
    """The folder is not there."""


class NotAllowedError(CannotWriteError):
    """The folder or file may not be written by this user, or is on a read-only disk."""


class NotAFileError(CannotWriteError):
    """A folder, or something else that is not a plain file, has that name."""


class DiskFullError(CannotWriteError):
    """No room left on the disk, or the user's share of it is used up."""

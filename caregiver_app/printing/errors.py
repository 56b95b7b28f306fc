"""Why a sheet was not made. Data only; the sentences are made in ``wording``."""

from __future__ import annotations

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


class IncompleteSheetError(SheetTooFullError):
    """Something the summary says was not placed on any page, or twice: our own fault; nothing was printed."""

"""Why a document that came in was refused. Data only: ``wording`` makes the sentences."""

from __future__ import annotations

from enum import StrEnum

from caregiver_app.domain.errors import KnownError


class DocumentError(KnownError):
    """Something about the whole document; a single field is an ``InvalidField``."""


class Unreadable(StrEnum):
    """Why no bytes came out of a file."""

    MISSING = "missing"
    FOLDER = "folder"
    NOT_A_FILE = "not_a_file"
    NO_PERMISSION = "no_permission"
    DEVICE_ERROR = "device_error"


class NotReadable(DocumentError):
    """The file could not be read at all."""

    def __init__(self, path: str, reason: Unreadable) -> None:
        super().__init__(path, reason)
        self.path = path
        self.reason = reason


class TooLarge(DocumentError):
    """More than ``limit`` bytes. ``size`` is what the file says, or the least it must be."""

    def __init__(self, size: int, limit: int) -> None:
        super().__init__(size, limit)
        self.size = size
        self.limit = limit


class WrongEncoding(DocumentError):
    """Not UTF-8 from ``line`` on. ``found`` names the encoding where it shows itself, else it is empty."""

    def __init__(self, found: str, line: int) -> None:
        super().__init__(found, line)
        self.found = found
        self.line = line


class NotJson(DocumentError):
    """No JSON at ``line`` and ``column`` (from 1); ``is_cut_off`` where the document's end is missing."""

    def __init__(self, line: int, column: int, *, is_cut_off: bool) -> None:
        super().__init__(line, column, is_cut_off)
        self.line = line
        self.column = column
        self.is_cut_off = is_cut_off


class TooDeep(DocumentError):
    """Lists and objects inside each other more than ``limit`` times."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit


class NotANumber(DocumentError):
    """``NaN`` or ``Infinity``, which JSON does not have."""

    def __init__(self, found: str) -> None:
        super().__init__(found)
        self.found = found


class DuplicateKey(DocumentError):
    """One object names ``key`` twice: keeping either would drop the other."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class NotAHousehold(DocumentError):
    """JSON, but not this format. ``found`` is the ``format`` it names, empty where it names none."""

    def __init__(self, found: str) -> None:
        super().__init__(found)
        self.found = found


class NewerVersion(DocumentError):
    """Written by a newer program: ``version``, where this one reads up to ``known``."""

    def __init__(self, version: int, known: int) -> None:
        super().__init__(version, known)
        self.version = version
        self.known = known

"""What a document comes to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pdf:
    """A finished PDF.

    ``unprintable`` are the characters no bundled font draws rightly, written out as ``[grinning face]``.
    """

    data: bytes
    pages: int
    unprintable: tuple[str, ...]

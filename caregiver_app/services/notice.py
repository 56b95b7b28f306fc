"""One thing that a person should know or do, and what tells it from the others."""

from __future__ import annotations

from typing import Final, NamedTuple

ABOUT_FILE: Final = "file"
ABOUT_HOUSEHOLD: Final = "household"


class Notice(NamedTuple):
    """``kind`` and ``subject`` say which it is; ``about`` is the id of the person it is about, or one of the above."""

    kind: str
    text: str
    about: str = ABOUT_FILE
    subject: str = ""
    is_safety: bool = False

    @property
    def key(self) -> str:
        """Names this notice among all of them."""
        return f"{self.about}/{self.kind}/{self.subject}"

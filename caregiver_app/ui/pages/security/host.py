"""What the steps of this page need of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from caregiver_app.domain.errors import KnownError
from caregiver_app.domain.history import EntryKind

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from caregiver_app.storage import Access
    from caregiver_app.ui.frame.session import Session
    from caregiver_app.ui.pages.security.asking import Question

AfterAsking = Callable[["Access", str], None]


class Host(Protocol):
    """The page, as its steps see it. Their way in is given to them and wiped by them."""

    session: Session

    @property
    def path(self) -> Path:
        """The household's file."""
        ...

    def ask(self, question: Question, then: AfterAsking) -> None:
        """Asks for a passphrase; ``then`` gets the way in and the passphrase that was typed."""
        ...

    def show_step(self, step: QWidget) -> None:
        """Shows a step instead of the cards."""
        ...

    def finish(self, sentence: str, offer: str = "", then: Callable[[], None] | None = None) -> None:
        """Back to the cards; says what was done, and what could be done next."""
        ...

    def tell(self, sentence: str, *, worked: bool) -> None:
        """Says above the cards what has happened meanwhile, whatever is on view."""
        ...


def note_keys(session: Session, what: str) -> None:
    """After each change of the keys: the household's own copy of them, and a line in its history."""
    file = session.opened.file
    if file is None:
        return
    try:
        file.keep_keys()
        session.opened.note(EntryKind.KEYS, what)
    except KnownError as error:  # the change itself is done
        session.tell(error)

"""What the window expects of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

if TYPE_CHECKING:
    from caregiver_app.ui.frame.session import Session


class Page(QWidget):
    """One place in the navigation. It reads the session in ``reload`` and keeps nothing that the session has."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        # It takes the focus when it comes to view, but is no stop for the Tab key.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)

    def reload(self) -> None:
        """Shows what the session holds now. Called when the page comes to view and after each change while it is."""

    def open_record(self, key: str) -> None:
        """Opens one record's form: its id, or ``new`` for an empty one."""

    def on_view(self) -> QWidget:
        """What of the page is on view now, such as its list or a form; another one is read from its top."""
        return self

    def has_unsaved_form(self) -> bool:
        """Whether a form on this page holds something typed and not saved."""
        return False

    def has_open_form(self) -> bool:
        """Whether a form is on view: whoever fills one in is not told what to do next."""
        return self.has_unsaved_form()

    def keep_typed(self) -> None:
        """Puts what is typed and not saved among the drafts, now."""

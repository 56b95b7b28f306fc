"""The step before each step: whose passphrase, and what will follow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from caregiver_app.ui.entrance.ask_passphrase import AskPassphrase
from caregiver_app.ui.pages.security.step import Step
from caregiver_app.ui.widgets.buttons import Button

if TYPE_CHECKING:
    from caregiver_app.storage import KeyHolder
    from caregiver_app.ui.entrance.unlock_worker import DelayAfterWrong


@dataclass(frozen=True, slots=True)
class Question:
    """``words`` say plainly what follows; ``action`` names the button, an ordinary one or one that removes."""

    heading: str
    words: tuple[str, ...]
    action: str
    icon: str = "chevron-right"
    removes: bool = False


class AskStep(Step):
    """``opened`` carries the ``Access``, which whoever takes it wipes, and the passphrase."""

    opened = Signal(object, str)

    def __init__(
        self,
        question: Question,
        path: Path,
        holders: Sequence[KeyHolder],
        who: str,
        delay: DelayAfterWrong,
    ) -> None:
        super().__init__(question.heading, question.words)
        action = Button(question.action, question.icon, "danger" if question.removes else "primary")
        self.ask = AskPassphrase(path, holders, who, action, delay)
        self.ask.opened.connect(self.opened)
        self.ask.cancelled.connect(self.leave)
        self.card.add(self.ask)
        self.setFocusProxy(self.ask)

"""What a person should know, above every page: what became of the file, what went wrong, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caregiver_app.domain.errors import KnownError
from caregiver_app.services.notice import ABOUT_FILE, Notice
from caregiver_app.services.put_away import PutAway
from caregiver_app.ui.frame.next_step import NextStep, next_step
from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.banner import Banner

if TYPE_CHECKING:
    from caregiver_app.ui.frame.session import Session
    from caregiver_app.ui.frame.steady_view import SteadyView


class Notices(QWidget):
    """Red ones come first: ``lost`` and ``trouble``; then one at a time about the file, then the next step.

    Each can be put away. A red one comes again when it happens again; the others are remembered by ``PutAway``.
    They never move ``view``, the page below. ``focus_left`` fires when one goes with the focus in it.
    """

    rescue_asked = Signal()
    step_asked = Signal(str, str)
    focus_left = Signal()

    def __init__(self, view: SteadyView) -> None:
        super().__init__()
        self._view = view
        self.lost = Banner("danger", can_be_put_away=True)
        self.trouble = Banner("danger", can_be_put_away=True)
        self.file = Banner("warning", can_be_put_away=True)
        self.next_step = Banner("info", can_be_put_away=True)
        self._session: Session | None = None
        self._put_away: PutAway | None = None
        self._unread: list[Notice] = []
        self._step: NextStep | None = None
        self._page_key: str | None = None
        gaps = tokens_now()
        column = QVBoxLayout(self)
        column.setContentsMargins(gaps.gap_xxl, 0, gaps.gap_xxl, 0)
        column.setSpacing(gaps.gap_s)
        for banner in (self.lost, self.trouble, self.file, self.next_step):
            banner.changing.connect(self._hold)
            banner.focus_left.connect(self.focus_left)
            column.addWidget(banner)
        column.addStretch(1)
        view.began_anew.connect(lambda: self.setMinimumHeight(0))
        self.lost.action.connect(self.rescue_asked)
        self.lost.put_away.connect(lambda: self.tell_lost(""))
        self.trouble.put_away.connect(lambda: self.trouble.show_text(""))
        self.file.put_away.connect(self._put_file_notice_away)
        self.next_step.action.connect(self._follow_step)
        self.next_step.put_away.connect(self._put_step_away)

    def minimumSizeHint(self) -> QSize:
        """Without this Qt makes the window as high as all words would need in the narrowest column."""
        return QSize(super().minimumSizeHint().width(), 0)

    def show_session(self, session: Session) -> None:
        """Shows what is to be known of another household."""
        self._session = session
        put_away = self._put_away = PutAway(session.opened)
        put_away.forget_past(session.opened.notices, ABOUT_FILE)
        self._unread = [notice for notice in session.opened.notices if not put_away.holds(notice)]
        self._page_key = None
        self._show_file_notice()

    def add_about_file(self, notice: Notice) -> None:
        """Shows what was found out while the household is open, unless it was told when it was opened."""
        if self._put_away is None or self._put_away.holds(notice) or notice in self._unread:
            return
        self._unread.append(notice)
        self._show_file_notice()

    def tell_lost(self, sentence: str, action: str = "") -> None:
        """What became of the file; ``action`` is the button that asks for a rescue copy. It matters before all else."""
        self.lost.show_text(sentence, action)
        self._show_step()

    def show_step_beside(self, page_key: str | None) -> None:
        """Shows the next step, unless it leads to the page on view; none at all for ``None``."""
        self._page_key = page_key
        self._show_step()

    def let_go(self) -> None:
        """The household is about to be closed."""
        self._session = self._put_away = self._step = None
        self._unread = []

    def _hold(self) -> None:
        self.setMinimumHeight(self._view.held_height(self.height()))

    def _show_file_notice(self) -> None:
        self.file.show_text(self._unread[0].text if self._unread else "")
        self._show_step()

    def _show_step(self) -> None:
        is_wanted = self._page_key is not None and not self.lost.text() and not self.file.text()
        step = self._due_step() if is_wanted else None
        self._step = None if step is None or step.page == self._page_key else step
        if self._step is None:
            self.next_step.show_text("")
        else:
            self.next_step.show_text(self._step.notice.text, self._step.action)

    def _due_step(self) -> NextStep | None:
        if self._session is None or self._put_away is None:
            return None
        return next_step(self._session, self._put_away)

    def _follow_step(self) -> None:
        step = self._due_step()
        if step is not None:
            self.step_asked.emit(step.page, step.record)

    def _put_file_notice_away(self) -> None:
        self._remember(self._unread.pop(0))
        self._show_file_notice()

    def _put_step_away(self) -> None:
        if self._step is not None:
            self._remember(self._step.notice)
            self._show_step()

    def _remember(self, notice: Notice) -> None:
        if self._session is None or self._put_away is None:
            return
        try:
            self._put_away.add(notice)
        except KnownError as error:
            self._session.tell(error)

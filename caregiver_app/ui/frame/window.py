"""The window: navigation at the left, the person at the top, one page, and the Emergency button always in sight."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from caregiver_app.i18n import _
from caregiver_app.ui.frame.next_step import next_step
from caregiver_app.ui.frame.sidebar import NavItem, Sidebar
from caregiver_app.ui.frame.top_bar import TopBar
from caregiver_app.ui.frame.undo_bar import UndoBar
from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.banner import Banner

if TYPE_CHECKING:
    from caregiver_app.ui.frame.background_tasks import BackgroundTasks
    from caregiver_app.ui.frame.next_step import NextStep
    from caregiver_app.ui.frame.page import Page
    from caregiver_app.ui.frame.session import Session

PAGES: Final = (
    NavItem("people", _("People"), "users"),
    NavItem("medications", _("Medications"), "pill"),
    NavItem("pump", _("Pump"), "droplet"),
    NavItem("contacts", _("Contacts"), "phone"),
    NavItem("paper", _("Paper"), "printer"),
    NavItem("reference", _("Reference"), "book-open"),
    NavItem("history", _("History"), "history"),
    NavItem("security", _("Security and backups"), "shield-check"),
    NavItem("settings", _("Settings"), "settings"),
)


class MainWindow(QWidget):
    """What fills the window. ``show_session`` gives it a household; pages are made when first looked at.

    ``may_close`` is asked before the window closes; whoever watches over the household answers it.
    """

    lock_asked = Signal()
    rescue_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.may_close: Callable[[], bool] = lambda: True
        self.sidebar = Sidebar(PAGES)
        self.stack = QStackedWidget()
        self.trouble = Banner("danger")
        self.lost = Banner("danger")
        self.notice = Banner("warning")
        self.next_step = Banner("info")
        self.undo_bar = UndoBar()
        self._session: Session | None = None
        self._background: BackgroundTasks | None = None
        self._make: Mapping[str, Callable[[Session], Page]] = {}
        self._pages: dict[str, Page] = {}
        self._unread: list[str] = []
        self._right = QVBoxLayout()
        self._notices = QVBoxLayout()
        self.sidebar.chosen.connect(self.go_to)
        self.sidebar.emergency.connect(self.show_emergency)
        self.sidebar.lock.connect(self.lock_asked)
        self.lost.action.connect(self.rescue_asked)
        self.notice.action.connect(self._next_notice)
        self.next_step.action.connect(self._follow_next_step)
        self._add_shortcuts()
        self._arrange()

    def _add_shortcuts(self) -> None:
        keys = QKeySequence("Ctrl+E")
        QShortcut(keys, self).activated.connect(self.show_emergency)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self).activated.connect(self._undo)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Redo), self).activated.connect(self._redo)
        self.sidebar.emergency_button.setToolTip(keys.toString(QKeySequence.SequenceFormat.NativeText))
        keys = QKeySequence("Ctrl+L")
        QShortcut(keys, self).activated.connect(self.lock)
        self.sidebar.lock_button.setToolTip(keys.toString(QKeySequence.SequenceFormat.NativeText))

    @property
    def session(self) -> Session | None:
        """The household on view; ``None`` before one is."""
        return self._session

    def show_session(self, session: Session, make: Mapping[str, Callable[[Session], Page]]) -> None:
        """Shows a household's pages, made by ``make`` as they are first needed."""
        self.clear_pages()
        self._session, self._make = session, make
        self.top_bar = TopBar(session)
        self._right.insertWidget(0, self.top_bar)
        session.changed.connect(self._on_change)
        session.failed.connect(self.trouble.show_text)
        session.asked.connect(self._on_ask)
        session.lock_asked.connect(self.lock)
        self.sidebar.lock_button.setVisible(session.opened.path is not None)
        self.sidebar.show()
        self._unread = list(session.opened.notices)
        self._next_notice()
        self.go_to(PAGES[0].key)
        if session.opened.path is not None:
            QTimer.singleShot(0, self, lambda: self._take_care_of(session))

    def show_instead(self, widget: QWidget) -> None:
        """Shows one thing and no navigation: the welcome page, the lock screen, or one step on the way in.

        What was shown so before stays as it is, so that one can go back to it, until a household is shown.
        """
        if self._session is not None:
            self.clear_pages()
        self._show_alone(widget)

    def cover(self, widget: QWidget) -> None:
        """Hides the household behind ``widget``; its pages keep what is typed in them."""
        self._show_alone(widget)

    @Slot()
    def lock(self) -> None:
        """Asks to lock, if there is anything to lock."""
        if self._session is not None and self._session.opened.path is not None:
            self.lock_asked.emit()

    def go_to(self, key: str) -> None:
        """Brings a page to view."""
        if self._session is None:
            return
        if key not in self._pages:
            page = self._make[key](self._session)
            self._pages[key] = page
            self.stack.addWidget(page)
        self.sidebar.select(key)
        self.stack.setCurrentWidget(self._pages[key])
        if not self.sidebar.has_focus_on(key):
            self._pages[key].setFocus()
        self._reload()

    def show_emergency(self) -> None:
        """The first of two clicks: everything on the screen, with the button that prints it."""
        from caregiver_app.ui.emergency.emergency_view import EmergencyView

        if self._session is not None and not self._is_covered():
            EmergencyView(self._session, self).show_over(self.window())

    def page(self, key: str) -> Page:
        """A page, made if need be."""
        if key not in self._pages:
            self.go_to(key)
        return self._pages[key]

    def clear_pages(self) -> None:
        """Takes all pages away, keeping what is typed in them."""
        for page in self._pages.values():
            page.keep_typed()
        self.let_go()

    def let_go(self) -> None:
        """Takes all pages away, and the household: it is about to be closed."""
        while (widget := self.stack.widget(0)) is not None:
            self.stack.removeWidget(widget)
            widget.deleteLater()
        self._pages = {}
        if self._background is not None:
            self._background.stop()
            self._background = None
        if self._session is not None:
            self.top_bar.deleteLater()
            self._session = None

    def _take_care_of(self, session: Session) -> None:
        """After the first page is on view: it loads what no page needs."""
        from caregiver_app.ui.frame.background_tasks import BackgroundTasks

        if self._session is session:
            self._background = BackgroundTasks(session, self)
            self._background.marked.connect(self._show_next_step)

    def keep_typed(self) -> None:
        """Half-filled forms wait as drafts. Raises a ``KnownError`` where one cannot be kept."""
        for page in self._pages.values():
            page.keep_typed()
        if self._session is not None:
            self._session.keep_drafts()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nothing typed is lost."""
        if self.may_close():
            super().closeEvent(event)
        else:
            event.ignore()

    def _arrange(self) -> None:
        right = QWidget()
        right.setLayout(self._right)
        self._right.setContentsMargins(0, 0, 0, 0)
        self._right.setSpacing(0)
        gaps = tokens_now()
        self._notices.setContentsMargins(gaps.gap_xxl, 0, gaps.gap_xxl, 0)
        self._notices.setSpacing(gaps.gap_s)
        for notice in (self.lost, self.trouble, self.notice):
            self._notices.addWidget(notice)
        self._notices.addWidget(self.next_step)
        self._right.addLayout(self._notices)
        self._right.addWidget(self.stack, 1)
        self._right.addWidget(self.undo_bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addWidget(right, 1)

    def _show_alone(self, widget: QWidget) -> None:
        for part in (self.sidebar, self.lost, self.trouble, self.notice, self.next_step, self.undo_bar):
            part.hide()
        if self._session is not None:
            self.top_bar.hide()
        if self.stack.indexOf(widget) < 0:
            self.stack.addWidget(widget)
        self.stack.setCurrentWidget(widget)

    def _is_covered(self) -> bool:
        return self.stack.currentWidget() not in self._pages.values()

    def _next_notice(self) -> None:
        self.notice.show_text(self._unread.pop(0) if self._unread else "", _("OK"))
        self._show_next_step()

    def tell_lost(self, sentence: str, action: str = "") -> None:
        """What became of the file; ``action`` is the button that asks for a rescue copy. It matters before all else."""
        self.lost.show_text(sentence, action)
        self._show_next_step()

    def _on_change(self, what: str) -> None:
        self.trouble.show_text("")
        session = self._session
        if session is not None and what and session.opened.next_undo == what:
            self.undo_bar.offer(f"{what}.", session.undo)
        else:
            self.undo_bar.expire()
        self._reload()

    def _reload(self) -> None:
        page = self._pages.get(self.sidebar.current())
        if self._session is None or page is None or self._is_covered():
            return
        self.top_bar.reload()
        page.reload()
        self._show_next_step()
        # A form that was just saved closes after this; then nothing on the page is unsaved any more.
        QTimer.singleShot(0, self, self._show_next_step)

    def _show_next_step(self) -> None:
        if self._is_covered():
            return
        page = self._pages.get(self.sidebar.current())
        step = None if self.lost.text() or self.notice.text() else self._next_step()
        if page is None or step is None or page.has_unsaved_form() or step.page == self.sidebar.current():
            self.next_step.show_text("")
        else:
            self.next_step.show_text(step.text, step.action)

    def _undo(self) -> None:
        if self._session is not None and not self._is_covered():
            self._session.undo()

    def _redo(self) -> None:
        if self._session is not None and not self._is_covered():
            self._session.redo()

    def _follow_next_step(self) -> None:
        step = self._next_step()
        if step is not None:
            self._on_ask(step.page, step.record)

    def _next_step(self) -> NextStep | None:
        return next_step(self._session) if self._session else None

    def _on_ask(self, key: str, record: str) -> None:
        self.go_to(key)
        if record:
            self.page(key).open_record(record)

"""The window: navigation at the left, the person at the top, one page, and the Emergency button always in sight."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caregiver_app.i18n import _
from caregiver_app.ui.frame.notices import Notices
from caregiver_app.ui.frame.place_stack import PlaceStack
from caregiver_app.ui.frame.places import PLACES, first_page, place_of
from caregiver_app.ui.frame.sidebar import Sidebar
from caregiver_app.ui.frame.steady_view import SteadyView
from caregiver_app.ui.frame.top_bar import TopBar
from caregiver_app.ui.frame.undo_bar import UndoBar
from caregiver_app.ui.widgets.reading_order import InReadingOrder

if TYPE_CHECKING:
    from caregiver_app.ui.frame.background_tasks import BackgroundTasks
    from caregiver_app.ui.frame.page import Page
    from caregiver_app.ui.frame.session import Session


class MainWindow(InReadingOrder):
    """What fills the window. ``show_session`` gives it a household; pages are made when first looked at.

    ``may_close`` is asked before the window closes; whoever watches over the household answers it.
    """

    lock_asked = Signal()
    rescue_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.may_close: Callable[[], bool] = lambda: True
        self.sidebar = Sidebar(PLACES)
        self.stack = PlaceStack()
        self.view = SteadyView(self.stack)
        self.notices = Notices(self.view)
        self.trouble, self.lost = self.notices.trouble, self.notices.lost
        self.notice, self.next_step = self.notices.file, self.notices.next_step
        self.undo_bar = UndoBar()
        self._session: Session | None = None
        self._background: BackgroundTasks | None = None
        self._person_id = ""
        self._right = QVBoxLayout()
        self.sidebar.chosen.connect(lambda place: self.go_to(self.stack.last_page_in(place)))
        self.stack.asked.connect(self.go_to)
        self.sidebar.emergency.connect(self.show_emergency)
        self.sidebar.lock.connect(self.lock_asked)
        self.notices.rescue_asked.connect(self.rescue_asked)
        self.notices.step_asked.connect(self._on_ask)
        self.notices.focus_left.connect(self.stack.focus_page)
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
        self._session = session
        self.stack.show_session(session, make)
        self.top_bar = TopBar(session)
        self._right.insertWidget(0, self.top_bar)
        session.changed.connect(self._on_change)
        session.failed.connect(self.trouble.show_text)
        session.asked.connect(self._on_ask)
        session.lock_asked.connect(self.lock)
        session.view_changed.connect(self._show_next_step)
        session.thrown_away.connect(self._on_thrown_away)
        session.brought_back.connect(lambda _key: self._reload())
        self.sidebar.lock_button.setVisible(session.opened.path is not None)
        self.sidebar.show()
        self.notices.show_session(session)
        self.notices.show()
        self.go_to(first_page(anybody=session.person is not None))
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
        """Brings a page to view, and the place in which it stands."""
        if self._session is None:
            return
        self.stack.go_to(key)
        place = place_of(key).key
        self.sidebar.select(place)
        if not self.sidebar.has_focus_on(place):
            self.stack.focus_page()
        self._reload()

    def show_emergency(self) -> None:
        """The first of two clicks: everything on the screen, with the button that prints it."""
        from caregiver_app.ui.emergency.emergency_view import EmergencyView

        if self._session is not None and self.stack.on_view is not None:
            EmergencyView(self._session, self).show_over(self.window())

    def page(self, key: str) -> Page:
        """A page, made if need be."""
        if not self.stack.is_made(key):
            self.go_to(key)
        return self.stack.page(key)

    def clear_pages(self) -> None:
        """Takes all pages away, keeping what is typed in them."""
        self.stack.keep_typed()
        self.let_go()

    def let_go(self) -> None:
        """Takes all pages away, and the household: it is about to be closed."""
        self.stack.let_go()
        self.notices.let_go()
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
            self._background.months.found.connect(self.notices.add_about_file)

    def keep_typed(self) -> None:
        """Half-filled forms wait as drafts. Raises a ``KnownError`` where one cannot be kept."""
        self.stack.keep_typed()
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
        self._right.addWidget(self.notices)
        self._right.addWidget(self.view, 1)
        self._right.addWidget(self.undo_bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addWidget(right, 1)

    def _show_alone(self, widget: QWidget) -> None:
        for part in (self.sidebar, self.notices, self.undo_bar):
            part.hide()
        if self._session is not None:
            self.top_bar.hide()
        self.stack.show_alone(widget)
        self.view.look_at(widget)

    def tell_lost(self, sentence: str, action: str = "") -> None:
        """What became of the file; ``action`` is the button that asks for a rescue copy."""
        self.notices.tell_lost(sentence, action)

    def _on_change(self, what: str) -> None:
        self.trouble.show_text("")
        session = self._session
        if session is not None and what and session.opened.next_undo == what:
            self.undo_bar.offer(f"{what}.", session.undo)
        else:
            self.undo_bar.expire()
        self._reload()

    def _reload(self) -> None:
        page = self.stack.on_view
        if self._session is None or page is None:
            return
        person = self._session.person
        if person is not None and person.id != self._person_id:
            self._person_id = person.id
            self.view.begin_anew()
        self.top_bar.reload()
        page.reload()
        self._show_next_step()
        if page.has_open_form():
            # A form that was just saved closes after this; then none is open any more.
            QTimer.singleShot(0, self, self._show_next_step)

    def _show_next_step(self) -> None:
        page = self.stack.on_view
        if page is None:
            return
        self.view.look_at(page.on_view())
        self.notices.show_step_beside(None if page.has_open_form() else self.stack.key_on_view)

    def _on_thrown_away(self) -> None:
        if self._session is not None:
            self.undo_bar.offer(_("What you had typed was thrown away."), self._session.bring_back)

    def _undo(self) -> None:
        """What was done last, if it still says so at the foot: a change that was saved, or a form thrown away."""
        if self._session is None or self.stack.on_view is None:
            return
        if self.undo_bar.isVisible():
            self.undo_bar.undo()
        else:
            self._session.undo()

    def _redo(self) -> None:
        if self._session is not None and self.stack.on_view is not None:
            self._session.redo()

    def _on_ask(self, key: str, record: str) -> None:
        self.go_to(key)
        if record:
            self.page(key).open_record(record)

"""The page on view, which stays where it is on the screen when a notice above it comes or goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from caregiver_app.ui.style import tokens_now

if TYPE_CHECKING:
    from PySide6.QtGui import QMoveEvent, QResizeEvent, QShowEvent, QWheelEvent

# Qt counts a notch of the wheel as 120, and three lines of text go by for it.
_NOTCH: Final = 120
_LINES: Final = 3
# With large text and several notices a page gets no more; else the Emergency button would leave a low screen.
_LEAST_HEIGHT: Final = 160


class SteadyView(QWidget):
    """Holds ``stack``. A notice that comes covers the top of the page rather than push it down.

    What is out of sight comes back with the wheel, with the focus, and when the notice goes. Where a notice goes and
    nothing was covered, ``held_height`` asks for its room to be kept. All this lasts until something else is on view:
    that has not been read yet, so it is laid out afresh, and ``began_anew`` fires.
    """

    began_anew = Signal()

    def __init__(self, stack: QStackedWidget) -> None:
        super().__init__()
        self._stack = stack
        self._on_view: QWidget | None = None
        self._is_new = True
        self._extra = 0
        self._covered = 0
        stack.setParent(self)
        # Qt lays out before it fires a timer of 0 ms: by then what is new has its place.
        self._settled = QTimer(self, interval=0, singleShot=True)
        self._settled.timeout.connect(self._settle)
        self._later = QTimer(self, interval=0, singleShot=True)
        self._later.timeout.connect(self._uncover_focus)
        QApplication.instance().focusChanged.connect(self._follow)  # type: ignore[union-attr]

    @property
    def covered(self) -> int:
        """How many pixels of the page's top are behind the notices."""
        return self._covered

    def look_at(self, widget: QWidget) -> None:
        """Tells what is on view now; what was not there before begins anew."""
        if widget is not self._on_view:
            self._on_view = widget
            self.begin_anew()

    def begin_anew(self) -> None:
        """The page gets the place that the notices leave it."""
        self._is_new = True
        self._extra = self._covered = 0
        self._place()
        self.began_anew.emit()
        self._settled.start()

    def held_height(self, height: int) -> int:
        """How high notices of ``height`` pixels must stay, whatever becomes of them, for the page not to move."""
        return 0 if self._is_new else max(0, height - self._covered)

    def minimumSizeHint(self) -> QSize:
        least = self._stack.minimumSizeHint()
        return QSize(least.width(), min(least.height(), _LEAST_HEIGHT))

    def sizeHint(self) -> QSize:
        return self._stack.sizeHint()

    def event(self, event: QEvent) -> bool:
        """Hands on to the layout around that the page wants another size, which Qt does not."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._place()
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.begin_anew()

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        if not self._is_new:
            down = event.pos().y() - event.oldPos().y()
            self._extra = max(0, self._extra + down)
            self._cover(self._covered + down)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.begin_anew()
        else:
            self._place()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """What the page did not take, since it is at its end."""
        if not self._room():
            super().wheelEvent(event)
            return
        step = event.angleDelta().y() * _LINES * self.fontMetrics().height() // _NOTCH
        self._cover(self._covered - (event.pixelDelta().y() or step))
        event.accept()

    def _settle(self) -> None:
        self._is_new = False

    def _cover(self, covered: int) -> None:
        self._covered = covered
        self._place()

    def _room(self) -> int:
        """How many pixels of the page are out of sight, above or below."""
        page = self._stack.currentWidget()
        return max(self._extra, _least_height(page, self.width()) - self.height()) if page else self._extra

    def _place(self) -> None:
        room = self._room()
        self._covered = min(max(self._covered, 0), room)
        self._stack.setGeometry(0, -self._covered, self.width(), self.height() + room)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._room() and self._stack.isAncestorOf(now):
            self._later.start()

    def _uncover_focus(self) -> None:
        """The page may have scrolled for it first, and does not know what of it is covered."""
        focused = QApplication.focusWidget()
        if focused is None or not self._stack.isAncestorOf(focused):
            return
        gap, top = tokens_now().gap_xl, focused.mapTo(self, QPoint(0, 0)).y()
        below = top + focused.height() + gap - self.height()
        if below > 0 or top < gap:
            self._cover(self._covered + (min(below, top - gap)))


def _least_height(widget: QWidget, width: int) -> int:
    """Qt takes a stack for as high as what is on view in it wishes to be, not as low as that can be."""
    layout = widget.layout()
    if not widget.hasHeightForWidth() or layout is None:
        return widget.minimumSizeHint().height()
    least = layout.totalMinimumHeightForWidth(width)
    current = widget.currentWidget() if isinstance(widget, QStackedWidget) else None
    if current is not None:
        return _least_height(current, width)
    for inner in widget.findChildren(QStackedWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        if inner.isVisibleTo(widget) and inner.hasHeightForWidth():
            wished = inner.layout().totalMinimumHeightForWidth(width)  # type: ignore[union-attr]
            least += _least_height(inner, width) - wished
    return least

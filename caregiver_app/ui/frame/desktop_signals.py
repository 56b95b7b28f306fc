"""What a Linux desktop says on D-Bus before a household should be out of sight: the screen locks, the computer sleeps.

D-Bus is a Unix socket of this computer, not a network connection. Importing this module loads QtDBus (some 200 ms),
so it is imported in an idle moment. Windows and macOS are not listened to: there the minutes alone decide.
"""

from __future__ import annotations

import string
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage

from caregiver_app.i18n import _

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusUnixFileDescriptor

# All have the signal ActiveChanged(on) in an interface of their own name; paths differ between desktops.
_SCREEN_SAVERS: Final = (
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
)
_LOGIN: Final = "org.freedesktop.login1"
_LOGIN_PATH: Final = "/org/freedesktop/login1"
_ANY_PATH: Final = ""
_LABEL_CHARACTERS: Final = frozenset(string.ascii_letters + string.digits)


class DesktopSignals(QObject):
    """Says ``leaving`` when the person leaves the computer. Where there is no bus, it stays silent."""

    leaving = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._delays_sleep: QDBusUnixFileDescriptor | None = None

    def listen(
        self,
        session_id: str,
        session: QDBusConnection | None = None,
        system: QDBusConnection | None = None,
    ) -> None:
        """``session_id`` is logind's (XDG_SESSION_ID), "" if unknown; the buses are this computer's if not given."""
        self._listen_to_screen(session or QDBusConnection.sessionBus())
        self._listen_to_login(system or QDBusConnection.systemBus(), session_id)

    @property
    def delays_sleep(self) -> bool:
        """Whether the computer waits for the lock before it sleeps (five seconds at most, says logind)."""
        return self._delays_sleep is not None

    def release_sleep(self) -> None:
        """All is locked, so the computer may sleep. A process that ends or replaces itself does this by itself."""
        self._delays_sleep = None

    def _listen_to_screen(self, bus: QDBusConnection) -> None:
        if not bus.isConnected():
            return
        for name in _SCREEN_SAVERS:
            bus.connect(name, _ANY_PATH, name, "ActiveChanged", self, _slot("on_change(bool)"))

    def _listen_to_login(self, bus: QDBusConnection, session_id: str) -> None:
        if not bus.isConnected():
            return
        manager, own = f"{_LOGIN}.Manager", f"{_LOGIN}.Session"
        bus.connect(_LOGIN, _LOGIN_PATH, manager, "PrepareForSleep", self, _slot("on_change(bool)"))
        if session_id:
            # Without the id the lock of another person's session would count as well.
            path = f"{_LOGIN_PATH}/session/{_as_label(session_id)}"
            bus.connect(_LOGIN, path, own, "Lock", self, _slot("on_lock()"))
        ask = QDBusMessage.createMethodCall(_LOGIN, _LOGIN_PATH, manager, "Inhibit")
        ask.setArguments(["sleep", "Caregiver", _("Caregiver locks the household first."), "delay"])
        bus.callWithCallback(
            ask, self, _slot("on_delay(QDBusMessage)"), _slot("on_no_delay(QDBusError,QDBusMessage)")
        )

    @Slot(bool)
    def on_change(self, on: bool) -> None:  # noqa: FBT001 - the desktop sends one bare boolean
        """The screen is locked, or the computer is about to sleep; False says that it is over."""
        if on:
            self.leaving.emit()

    @Slot()
    def on_lock(self) -> None:
        """Somebody locks the session from outside the screen saver (``loginctl lock-session``)."""
        self.leaving.emit()

    @Slot(QDBusMessage)
    def on_delay(self, reply: QDBusMessage) -> None:
        """Keeps what delays sleep: an open file that closes with the process."""
        self._delays_sleep = next(iter(reply.arguments()), None)

    @Slot("QDBusError", "QDBusMessage")
    def on_no_delay(self, _error: object, _reply: object) -> None:
        """No logind, or it refuses: the lock may then come a moment after the wake instead."""


def _slot(signature: str) -> bytes:
    return SLOT(signature)  # type: ignore[return-value]


def _as_label(name: str) -> str:
    """An id as D-Bus writes it in a path: ``2`` is ``_32``, ``c2`` stays."""
    return "".join(
        each if each in _LABEL_CHARACTERS and not (place == 0 and each.isdigit()) else f"_{ord(each):02x}"
        for place, each in enumerate(name)
    )

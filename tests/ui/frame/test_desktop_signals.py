"""A real private bus, and another process that says what a desktop says."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import sys
from typing import IO, TYPE_CHECKING

import pytest

from caregiver_app.ui.frame.desktop_signals import DesktopSignals, _as_label

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtDBus import QDBusConnection, QDBusMessage
    from pytestqt.qtbot import QtBot

DAEMON = shutil.which("dbus-daemon")
CONFIGURATION = """<busconfig><type>session</type><listen>unix:tmpdir={folder}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
</policy></busconfig>"""
# Owns a name, answers Inhibit with a pipe, and sends the signal of each line it reads.
DESKTOP = """
import os, sys, threading
from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusUnixFileDescriptor, QDBusVirtualObject
app = QCoreApplication([])
bus = QDBusConnection.connectToBus(sys.argv[1], "desktop")
class Login(QDBusVirtualObject):
    def introspect(self, path):
        return ""
    def handleMessage(self, message, connection):
        watched, held = os.pipe()
        reply = message.createReply()
        reply.setArguments([QDBusUnixFileDescriptor(held)])
        os.close(held)
        connection.send(reply)
        print("asked", *message.arguments()[::3], flush=True)
        threading.Thread(target=lambda: (os.read(watched, 1), print("released", flush=True)), daemon=True).start()
        return True
login = Login()
bus.registerVirtualObject("/org/freedesktop/login1", login)
class Reader(QObject):
    line = Signal(str)
    @Slot(str)
    def send(self, line):
        name, path, interface, member, *on = line.split()
        bus.registerService(name)
        message = QDBusMessage.createSignal(path, interface, member)
        message.setArguments([each == "true" for each in on])
        bus.send(message)
        peer = "org.freedesktop.DBus"
        bus.call(QDBusMessage.createMethodCall(peer, "/", peer + ".Peer", "Ping"))
        print("sent", flush=True)
    def read(self):
        for line in sys.stdin:
            self.line.emit(line)
reader = Reader()
reader.line.connect(reader.send)
bus.registerService(sys.argv[2])
print("ready", flush=True)
threading.Thread(target=reader.read, daemon=True).start()
app.exec()
"""
SAVER = "org.gnome.ScreenSaver /org/gnome/ScreenSaver org.gnome.ScreenSaver ActiveChanged"
KDE = "org.freedesktop.ScreenSaver /ScreenSaver org.freedesktop.ScreenSaver ActiveChanged"
SLEEP = "org.freedesktop.login1 /org/freedesktop/login1 org.freedesktop.login1.Manager PrepareForSleep"
LOCK = "org.freedesktop.login1 /org/freedesktop/login1/session/{} org.freedesktop.login1.Session Lock"
numbers = itertools.count()

pytestmark = pytest.mark.skipif(DAEMON is None, reason="dbus-daemon is not installed (Debian: dbus-daemon)")


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    file = tmp_path / "bus.conf"
    file.write_text(CONFIGURATION.format(folder=tmp_path))
    words = [str(DAEMON), f"--config-file={file}", "--nofork", "--print-address=1"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as daemon:
        assert daemon.stdout is not None
        yield daemon.stdout.readline().strip()
        daemon.terminate()


class Desktop:
    def __init__(self, process: subprocess.Popen[str]) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._in: IO[str] = process.stdin
        self.out: IO[str] = process.stdout
        assert self.hears() == "ready"

    def says(self, line: str) -> None:
        self._in.write(line + "\n")
        self._in.flush()

    def hears(self) -> str:
        return self.out.readline().strip()

    def wait_for(self, word: str) -> None:
        while self.hears() != word:
            pass


@pytest.fixture
def desktop(address: str) -> Iterator[Desktop]:
    words = [sys.executable, "-c", DESKTOP, address, "org.freedesktop.login1"]
    pipe = subprocess.PIPE
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(words, stdin=pipe, stdout=pipe, text=True, env=environment) as process:
        yield Desktop(process)
        process.terminate()


@pytest.fixture
def bus(address: str) -> Iterator[QDBusConnection]:
    from PySide6.QtDBus import QDBusConnection

    name = f"test-{next(numbers)}"
    yield QDBusConnection.connectToBus(address, name)
    QDBusConnection.disconnectFromBus(name)


def dead_bus() -> QDBusConnection:
    from PySide6.QtDBus import QDBusConnection

    return QDBusConnection.connectToBus("unix:path=/nowhere/at/all", f"dead-{next(numbers)}")


@pytest.mark.parametrize("line", [SAVER + " true", KDE + " true", SLEEP + " true", LOCK.format("_37")])
def test_the_desktop_that_locks_or_sleeps_is_heard(
    qtbot: QtBot, bus: QDBusConnection, desktop: Desktop, line: str
) -> None:
    signals = DesktopSignals()
    signals.listen("7", bus, bus)
    with qtbot.waitSignal(signals.leaving, timeout=10_000):
        desktop.says(line)


def test_the_end_of_a_lock_and_another_persons_session_lock_nothing(
    qtbot: QtBot, bus: QDBusConnection, desktop: Desktop
) -> None:
    signals, told = DesktopSignals(), list[int]()
    signals.leaving.connect(lambda: told.append(1))
    signals.listen("7", bus, bus)
    for line in (SAVER + " false", SLEEP + " false", LOCK.format("_38"), SAVER + " true"):
        desktop.says(line)
        desktop.wait_for("sent")
    bus.call(_ping())  # what was sent before is here now
    qtbot.waitUntil(lambda: bool(told))
    qtbot.wait(1)
    assert told == [1]


def test_the_computer_waits_for_the_lock_before_it_sleeps(
    qtbot: QtBot, bus: QDBusConnection, desktop: Desktop
) -> None:
    signals = DesktopSignals()
    signals.listen("7", bus, bus)
    qtbot.waitUntil(lambda: signals.delays_sleep, timeout=10_000)
    assert desktop.hears() == "asked sleep delay"
    signals.release_sleep()
    assert desktop.hears() == "released"


def test_a_bus_without_a_login_service_is_no_fault(qtbot: QtBot, bus: QDBusConnection) -> None:
    signals = DesktopSignals()
    with qtbot.captureExceptions() as faults:
        signals.listen("7", bus, bus)
        bus.call(_ping())
        qtbot.wait(50)
    assert not faults
    assert not signals.delays_sleep


def test_no_bus_at_all_is_no_fault(qtbot: QtBot) -> None:
    signals = DesktopSignals()
    signals.listen("7", dead_bus(), dead_bus())
    assert not signals.delays_sleep


@pytest.mark.parametrize(("name", "label"), [("2", "_32"), ("c2", "c2"), ("17", "_317"), ("a-b", "a_2db")])
def test_a_session_is_named_as_login_names_it(name: str, label: str) -> None:
    assert _as_label(name) == label


def _ping() -> QDBusMessage:
    from PySide6.QtDBus import QDBusMessage

    return QDBusMessage.createMethodCall("org.freedesktop.DBus", "/", "org.freedesktop.DBus.Peer", "Ping")

"""What holds for every test: no screen, no network, a home folder of its own, and no widget left behind."""

from __future__ import annotations

import gc
import ipaddress
import os
import socket
import sys
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest

from tests import scale

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from caregiver_app.reference import Reference

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before anything loads Qt

_HOMES = {
    "HOME": "",
    "USERPROFILE": "",
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "XDG_STATE_HOME": ".local/state",
    "XDG_CACHE_HOME": ".cache",
    "XDG_RUNTIME_DIR": ".runtime",
    "APPDATA": "AppData/Roaming",
    "LOCALAPPDATA": "AppData/Local",
}


def pytest_addoption(parser: pytest.Parser) -> None:
    words = "many more examples and faults, with a seed of their own, and the tests that take minutes"
    parser.addoption("--nightly", action="store_true", help=words)


@pytest.hookimpl(trylast=True)  # pytest-randomly has chosen a seed by then
def pytest_configure(config: pytest.Config) -> None:
    seed = config.getoption("randomly_seed", 1)
    scale.begin(seed if config.getoption("nightly") else None)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("nightly"):
        for item in items:
            if not item.get_closest_marker("timeout"):
                item.add_marker(pytest.mark.timeout(3600))
        return
    left_out = [item for item in items if item.get_closest_marker("nightly")]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


def pytest_collection_finish() -> None:
    """The tests themselves are never garbage; looking at them again and again is a tenth of the suite's time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)  # a twelfth of the time of the window's tests


class NetworkForbiddenError(Exception):
    """A test tried to leave this computer."""


@pytest.fixture(scope="session")
def _homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Empty folders. pytest's own way to make one looks at all it has made before."""
    folder = tmp_path_factory.mktemp("homes")
    return (folder / str(number) for number in count())


@pytest.fixture(autouse=True)
def _a_home_of_its_own(_homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the settings and households of the person who runs it."""
    home = next(_homes)
    for name, folder in _HOMES.items():
        path = home / folder
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        monkeypatch.setenv(name, str(path))


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program opens no connection, so neither does a test of it. This computer's own sockets stay."""

    def guarded(name: str) -> None:
        original = getattr(socket.socket, name)

        def call(self: socket.socket, *arguments: Any) -> Any:
            _refuse_other_computers(arguments[-1])
            return original(self, *arguments)

        monkeypatch.setattr(socket.socket, name, call)

    for name in ("connect", "connect_ex", "sendto"):
        guarded(name)
    look_up = socket.getaddrinfo

    def look_up_here(host: Any, *arguments: Any, **named: Any) -> Any:
        _refuse_other_computers((host,))
        return look_up(host, *arguments, **named)

    monkeypatch.setattr(socket, "getaddrinfo", look_up_here)


def _refuse_other_computers(address: Any) -> None:
    if not isinstance(address, tuple):  # the path of a Unix socket
        return
    host = str(address[0])
    try:
        local = ipaddress.ip_address(host).is_loopback
    except ValueError:
        local = host in {"", "localhost", "None"}
    if not local:
        raise NetworkForbiddenError(host)


@pytest.fixture(scope="session")
def reference() -> Reference:
    from tests.shipped import shipped_reference

    return shipped_reference()


@pytest.fixture
def cheap_passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the program itself chooses what a passphrase costs to try: 40 ms instead of 300."""
    from caregiver_app.storage import add_holder, change_passphrase, make_new_keys
    from tests.vaults import CHEAP

    for step in (add_holder, change_passphrase, make_new_keys):
        assert step.__kwdefaults__
        monkeypatch.setitem(step.__kwdefaults__, "cost", CHEAP)


@pytest.fixture(autouse=True)
def _no_widget_left_behind() -> Iterator[None]:
    """Without this a widget outlives its test, and the run can end in a segmentation fault."""
    yield
    if "PySide6.QtWidgets" not in sys.modules:
        return
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication

    if QApplication.instance() is None:
        return
    for widget in QApplication.topLevelWidgets():
        widget.close()
        widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

from __future__ import annotations

import ast
import fnmatch
import re
import socket
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted((ROOT / "caregiver_app").rglob("*.py"))
TOP_LEVEL = {"caregiver_app", "resources", "tests", "pyproject.toml", "README.md", "LICENSE", "run"}
NETWORK = {
    *("aiohttp", "asyncio", "ftplib", "http", "httpx", "imaplib", "poplib", "requests", "smtplib", "socket"),
    *("socketserver", "ssl", "urllib", "urllib3", "webbrowser", "xmlrpc"),
    *("PySide6.QtNetwork", "PySide6.QtWebSockets", "PySide6.QtWebEngineWidgets"),
}
LONGEST = 320
HANDED_THE_TIME = ("domain", "reference", "wording", "printing", "storage", "interop", "services")


def _python(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, text=True, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _imports(source: str) -> set[str]:
    """Every dotted name a module may load, `from a import b` counting as a and a.b."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.update((node.module, *(f"{node.module}.{alias.name}" for alias in node.names)))
    return found


def _module(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def _reaches_the_network(name: str) -> bool:
    return any(f"{name}.".startswith(f"{module}.") for module in NETWORK)


def test_every_import_goes_down_the_floors() -> None:
    _python("import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))")


def test_no_module_comes_back_to_itself() -> None:
    """Not for types only either: who knows whom would then have no beginning."""
    names = {_module(path): path for path in SOURCES}
    known = {
        name: (_imports(path.read_text("utf-8")) & names.keys()) - {name} for name, path in names.items()
    }
    for name, path in names.items():
        if path.name == "__init__.py":
            known[name] = {
                each for each in known[name] if not each.startswith(f"{name}.")
            }  # it only hands them on
    assert list(TopologicalSorter(known).static_order())


@pytest.mark.parametrize("folder", ["caregiver_app", "tests"])
def test_no_file_is_too_long_to_be_read_from_top_to_bottom(folder: str) -> None:
    lines = {path: len(path.read_text("utf-8").splitlines()) for path in (ROOT / folder).rglob("*.py")}
    assert not {path: count for path, count in lines.items() if count > LONGEST}


def test_domain_uses_the_standard_library_and_itself() -> None:
    for path in (ROOT / "caregiver_app/domain").rglob("*.py"):
        for name in _imports(path.read_text("utf-8")):
            in_domain = f"{name}.".startswith("caregiver_app.domain.")
            assert in_domain or name.split(".")[0] in sys.stdlib_module_names, f"{path}: {name}"


@pytest.mark.parametrize("floor", HANDED_THE_TIME)
def test_only_the_window_and_the_commands_read_the_clock(floor: str) -> None:
    clock = re.compile(r"\.(now|today|utcnow)\(|\btime\.time(_ns)?\(|\bcurrentDate")
    for path in (ROOT / "caregiver_app" / floor).rglob("*.py"):
        assert not clock.search(path.read_text("utf-8")), path


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_can_open_a_connection(path: Path) -> None:
    assert not {name for name in _imports(path.read_text("utf-8")) if _reaches_the_network(name)}


@pytest.mark.parametrize(
    "line",
    [
        "import socket",
        "import urllib.request",
        "from urllib import request",
        "from http.client import HTTPSConnection",
        "from PySide6 import QtNetwork",
        "from PySide6.QtNetwork import QTcpSocket",
    ],
)
def test_an_import_that_could_open_a_connection_is_seen(line: str) -> None:
    assert any(map(_reaches_the_network, _imports(line)))


def test_a_test_that_reaches_for_another_computer_fails() -> None:
    with socket.socket() as outgoing, pytest.raises(Exception, match=r"192\.0\.2\.1"):
        outgoing.connect(("192.0.2.1", 80))
    with pytest.raises(Exception, match=r"example\.org"):
        socket.create_connection(("example.org", 80))


def test_the_top_level_holds_only_what_a_newcomer_expects() -> None:
    ignored = [line.rstrip("/") for line in (ROOT / ".gitignore").read_text("utf-8").split()]
    names = {
        path.name
        for path in ROOT.iterdir()
        if not path.name.startswith(".") and not any(fnmatch.fnmatch(path.name, rule) for rule in ignored)
    }
    assert names <= TOP_LEVEL


@pytest.mark.parametrize(
    "path", sorted((ROOT / "resources/packaging").glob("*.lock")), ids=lambda path: path.name
)
def test_a_lock_file_has_hashes_and_names_no_registry(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.search(r"https?:|index-url|find-links|pypi|@ ", text)
    requirements = re.findall(r"^[a-z0-9].*?(?=^[a-z0-9]|\Z)", text, re.MULTILINE | re.DOTALL)
    assert requirements
    assert all("--hash=sha256:" in requirement for requirement in requirements)


@pytest.mark.parametrize(("smaller", "larger"), [("", "-dev"), ("-dev", "-bench")])
def test_a_larger_lock_file_holds_the_smaller_one(smaller: str, larger: str) -> None:
    def pins(name: str) -> set[str]:
        text = (ROOT / f"resources/packaging/requirements{name}.lock").read_text("utf-8")
        return set(re.findall(r"^[a-z0-9.-]+==[^ ;\\]+", text, re.MULTILINE))

    assert pins(smaller) < pins(larger)


def test_the_installed_qt_keeps_references(qtbot: QtBot) -> None:
    """PySide6 6.12.0 on Python 3.11 drops a True each signal and a None each call until Python aborts."""
    from PySide6.QtCore import QObject, Signal
    from PySide6.QtWidgets import QPushButton

    class Source(QObject):
        told = Signal(bool)

    source, button = Source(), QPushButton()
    qtbot.addWidget(button)
    source.told.connect(lambda value: value)
    before = sys.getrefcount(True), sys.getrefcount(None)
    for _ in range(2000):
        source.told.emit(True)
        button.setEnabled(True)
    after = sys.getrefcount(True), sys.getrefcount(None)
    assert after[0] > before[0] - 100
    assert after[1] > before[1] - 100


def test_the_command_line_loads_nothing_heavy_before_it_knows_the_command() -> None:
    heavy = {"PySide6", "sqlalchemy", "reportlab", "pypdfium2", "rapidfuzz", "phonenumbers", "zxingcpp"}
    loaded = _python("import sys, caregiver_app.cli; print(*sys.modules)").split()
    assert not heavy.intersection(loaded)

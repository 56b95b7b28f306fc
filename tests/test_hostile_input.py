"""Text and files from others stay text: what no module may do, or only the one that does it safely.

A name typed into the program, a document or a backup from elsewhere must never become markup, a formula, a program
or a path. Each rule below has examples that break it; the tests see to it that they are found.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Final, TypeAlias

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted(
    path.relative_to(ROOT / "caregiver_app").as_posix() for path in (ROOT / "caregiver_app").rglob("*.py")
)
Offences: TypeAlias = Iterator[str]

# Modules and functions in them, and the files that may use them ("" for none).
MODULES: Final = {
    # Code in disguise.
    **dict.fromkeys(("pickle", "shelve", "marshal", "dill", "yaml", "runpy"), ""),
    # Entities, outside files, depth without end; there is no XML in this program yet.
    **dict.fromkeys(("xml", "lxml", "html.parser", "xmlrpc"), ""),
    # A table goes through interop/csv_text.py, which needs no library.
    "csv": "",
    # Paragraphs read markup; the program draws words on a canvas.
    **dict.fromkeys(("reportlab.platypus", "reportlab.lib.styles", "reportlab.lib.rparsexml"), ""),
    **dict.fromkeys(("tarfile", "shutil.unpack_archive"), ""),
    "zipfile": "storage/backup/backup_archive.py",
    "subprocess": "services/exchange/child_process.py app.py",
    # The other unpacks a backup into a folder of its own, encrypted as it is.
    "tempfile": "atomic_write.py cli/vault_commands.py storage/database/engine.py",
    **dict.fromkeys(
        ("os.system", "os.popen", "os.startfile", "os.spawnl", "os.spawnv", "os.posix_spawn"), ""
    ),
    **dict.fromkeys(("os.execv", "os.execve", "os.execl", "os.execvp"), "app.py"),
    # The terminal belongs to the commands.
    "sys.stdout": "services/exchange/import_child.py interop/schema.py app.py cli/*",
    "sys.stderr": "app.py cli/*",
    **dict.fromkeys(("traceback.print_exc", "traceback.format_exc", "traceback.format_exception"), ""),
    **dict.fromkeys(("logging", "warnings", "pdb"), ""),
    **dict.fromkeys(("PySide6.QtXml", "PySide6.QtWebEngineWidgets", "PySide6.QtSvgWidgets"), ""),
}
# Names of classes, functions and values, however they are reached.
NAMES: Final = {
    **dict.fromkeys(("setHtml", "insertHtml", "appendHtml", "toHtml", "fromHtml"), ""),
    **dict.fromkeys(("setMarkdown", "insertMarkdown", "RichText", "AutoText", "MarkdownText"), ""),
    **dict.fromkeys(("QTextBrowser", "QTextEdit", "QTextDocument", "QStaticText", "QGraphicsTextItem"), ""),
    **dict.fromkeys(("QMessageBox", "QErrorMessage", "QWhatsThis", "setWhatsThis"), ""),
    # Clear text in the home folder, opening of addresses, programs.
    "QDesktopServices": "ui/paper/open_pdf.py",  # opens a PDF that was just saved, and no address
    "QProcess": "",
    "QSettings": "app.py",
    **dict.fromkeys(("qDebug", "qWarning", "qCritical", "qInstallMessageHandler"), ""),
    "QToolTip": "",
    "ToolTipRole": "ui/widgets/table.py",
}
BUILTINS: Final = {
    **dict.fromkeys(("eval", "exec", "compile", "__import__", "breakpoint"), ""),
    "print": "cli/*",
}
# Labels that show the program's own words, numbers and names of fields, whatever was typed.
OWN_WORDS: Final = {
    ("ui/pages/people/card.py", "caption"),
    ("ui/pages/reference_page/page.py", "self.found"),
    ("ui/widgets/note_field.py", "self.counter"),
    ("ui/widgets/rows_row.py", "self._name"),
    ("ui/widgets/times_field.py", "self._error"),
}
# Tool tips that name a button by the program's own words; the first escapes what it puts into them.
OWN_TIPS: Final = (
    "ui/frame/top_bar.py ui/widgets/buttons.py ui/widgets/rows_row.py ui/widgets/times_field.py "
    "ui/pages/contacts/card.py ui/pages/observations/week_view.py"
)


def loaded(tree: ast.AST) -> Iterator[str]:
    """Every dotted name a module may load, ``from a import b`` as a.b."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def named(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.alias):
            yield node.name.rpartition(".")[2]


def called(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def may(file: str, allowed: str) -> bool:
    return any(fnmatch(file, pattern) for pattern in allowed.split())


def forbidden_modules(tree: ast.AST, file: str) -> Offences:
    attributes = (ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute))
    for name in (*loaded(tree), *attributes):
        for module, allowed in MODULES.items():
            if f"{name}.".startswith(f"{module}.") and not may(file, allowed):
                yield f"loads {module}"


def forbidden_names(tree: ast.AST, file: str) -> Offences:
    for name in named(tree):
        if not may(file, NAMES.get(name, "*")):
            yield f"uses {name}"


def forbidden_builtins(tree: ast.AST, file: str) -> Offences:
    for call in called(tree):
        name = call.func.id if isinstance(call.func, ast.Name) else ""
        if not may(file, BUILTINS.get(name, "*")):
            yield f"calls {name}"


def shells(tree: ast.AST, _file: str) -> Offences:
    """Programs are started as a list of words; no string is ever read by a shell."""
    for call in called(tree):
        for keyword in call.keywords:
            if keyword.arg == "shell" and not (
                isinstance(keyword.value, ast.Constant) and keyword.value.value is False
            ):
                yield "starts a shell"


def tool_tips_that_read_markup(tree: ast.AST, file: str) -> Offences:
    """Through ``tool_tip`` of ui/widgets/plain_text.py, or the program's own words, or keys by their names."""
    for call in called(tree):
        if not (isinstance(call.func, ast.Attribute) and call.func.attr == "setToolTip"):
            continue
        text = call.args[-1]
        maker = ast.unparse(text.func) if isinstance(text, ast.Call) else ""
        is_safe = is_own_words(text) or maker in {"tool_tip", "keys.toString"}
        if not is_safe and not may(file, OWN_TIPS):
            yield "sets a tool tip that reads markup"


def labels_that_read_markup(tree: ast.AST, file: str) -> Offences:
    """A label asks for plain text where it is made, or shows the program's own words and nothing else."""
    for scope in ast.walk(tree):
        if isinstance(scope, ast.ClassDef) and "QLabel" in {ast.unparse(base) for base in scope.bases}:
            if "self" not in made_plain(scope) and scope.name != "Picture":
                yield f"{scope.name} reads markup"
        elif isinstance(scope, ast.FunctionDef):
            names = own_labels(scope) - made_plain(scope)
            yield from (f"{name} reads markup" for name in names if (file, name) not in OWN_WORDS)


def own_labels(function: ast.FunctionDef) -> set[str]:
    """The labels made in a function, as they are called there."""
    found = set()
    nodes = [node for node in ast.walk(function) if isinstance(node, ast.Assign)]
    kept = {id(node.value): ast.unparse(node.targets[0]) for node in nodes}
    shown = texts_set(function)
    for call in called(function):
        if ast.unparse(call.func).rpartition(".")[2] != "QLabel":
            continue
        name = kept.get(id(call), "a label without a name")
        words = [*call.args[:1], *shown.get(name, [])]
        # Kept on self, it may be given any text anywhere else.
        if not all(map(is_own_words, words)) or name.startswith("self.") or id(call) not in kept:
            found.add(name)
    return found


def texts_set(function: ast.FunctionDef) -> dict[str, list[ast.expr]]:
    found: dict[str, list[ast.expr]] = {}
    for call in called(function):
        if isinstance(call.func, ast.Attribute) and call.func.attr == "setText":
            found.setdefault(ast.unparse(call.func.value), []).extend(call.args)
    return found


def is_own_words(node: ast.expr) -> bool:
    """``"…"`` or ``_("…")``: written by a programmer, with nothing put into it."""
    if isinstance(node, ast.Call):
        return ast.unparse(node.func) == "_" and all(map(is_own_words, node.args))
    return isinstance(node, ast.Constant)


def made_plain(scope: ast.AST) -> set[str]:
    return {
        ast.unparse(call.func.value)
        for call in called(scope)
        if isinstance(call.func, ast.Attribute)
        and call.func.attr == "setTextFormat"
        and [ast.unparse(each) for each in call.args] == ["Qt.TextFormat.PlainText"]
    }


RULES: Final[tuple[Callable[[ast.AST, str], Offences], ...]] = (
    *(forbidden_modules, forbidden_names, forbidden_builtins, shells),
    *(tool_tips_that_read_markup, labels_that_read_markup),
)


def offences(source: str, file: str) -> list[str]:
    tree = ast.parse(source)
    return sorted({offence for rule in RULES for offence in rule(tree, file)})


@pytest.mark.parametrize("file", SOURCES)
def test_no_module_lets_text_become_anything_else(file: str) -> None:
    source = (ROOT / "caregiver_app" / file).read_text("utf-8")
    assert offences(source, file) == []


@pytest.mark.parametrize(
    "code",
    [
        "label.setHtml(name)",
        "edit.insertHtml(name)",
        "edit.setMarkdown(name)",
        "document.toHtml()",
        "label.setTextFormat(Qt.TextFormat.RichText)",
        "label.setTextFormat(Qt.AutoText)",
        "from PySide6.QtWidgets import QTextBrowser",
        "QtWidgets.QTextEdit()",
        "document = QTextDocument(name)",
        "QMessageBox.warning(self, name, name)",
        "widget.setWhatsThis(name)",
        "QToolTip.showText(place, name)",
        "if role == Qt.ItemDataRole.ToolTipRole: return name",
        "item.setToolTip(name)",
        "item.setToolTip(f'<p>{name}</p>')",
        "item.setToolTip(0, name)",
        "def f():\n    label = QLabel(name)",
        "def f():\n    label = QLabel(f'{name}')",
        "def f():\n    label = QLabel(_('Hello {name}').format(name=name))",
        "def f():\n    label = QLabel()\n    label.setText(name)",
        "def f():\n    label = QtWidgets.QLabel(name)",
        "def f():\n    layout.addWidget(QLabel(name))",
        "def f(self):\n    self.label = QLabel()",
        "def f():\n    label = QLabel(name)\n    other.setTextFormat(Qt.TextFormat.PlainText)",
        "class Name(QLabel):\n    def show(self): self.setText(name)",
        "from reportlab.platypus import Paragraph",
        "import reportlab.platypus.paragraph",
        "from reportlab import platypus",
        "import csv",
        "from csv import writer",
        "import xml.etree.ElementTree",
        "from xml.dom import minidom",
        "import lxml.etree",
        "import pickle",
        "from shelve import open",
        "import marshal",
        "yaml.load(text)",
        "eval(text)",
        "exec(text)",
        "__import__(name)",
        "import zipfile",
        "import tarfile",
        "import subprocess",
        "from subprocess import run",
        "os.system(command)",
        "from os import popen",
        "os.execv(path, words)",
        "QProcess.startDetached(path)",
        "QDesktopServices.openUrl(address)",
        "run(words, shell=True)",
        "run(words, shell=how)",
        "print(name)",
        "import logging",
        "sys.stderr.write(name)",
        "from sys import stdout",
        "traceback.print_exc()",
        "qWarning(name)",
        "import tempfile",
        "from tempfile import mkstemp",
        "QSettings()",
    ],
)
def test_what_lets_text_become_something_else_is_found(code: str) -> None:
    assert offences(code, "ui/pages/new_page.py")


@pytest.mark.parametrize(
    "code",
    [
        "def f():\n    label = QLabel(_('Name'))",
        "def f():\n    label = QLabel()\n    label.setPixmap(picture)",
        "def f():\n    label = QLabel(name)\n    label.setTextFormat(Qt.TextFormat.PlainText)",
        "class Name(QLabel):\n    def f(self): self.setTextFormat(Qt.TextFormat.PlainText)",
        "run(words, shell=False)",
        "app.exec()",
        "session.print()",
        "button.setToolTip(tool_tip(name))",
        "button.setToolTip(_('Lock'))",
        "button.setToolTip(keys.toString(how))",
        "import dataclasses, html",
    ],
)
def test_what_is_harmless_is_left_in_peace(code: str) -> None:
    assert offences(code, "ui/pages/new_page.py") == []


def test_every_file_that_a_rule_lets_through_is_there_and_needs_it() -> None:
    for table in (MODULES, NAMES, BUILTINS, {"": OWN_TIPS}):
        for allowed in set(" ".join(table.values()).split()):
            assert any(fnmatch(file, allowed) for file in SOURCES), allowed
    for file, name in OWN_WORDS:
        tree = ast.parse((ROOT / "caregiver_app" / file).read_text("utf-8"))
        functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
        assert any(name in own_labels(each) - made_plain(each) for each in functions), (file, name)

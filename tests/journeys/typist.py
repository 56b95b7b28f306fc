"""Somebody who types a marker into every field they are led to, and halts where the test wants to look."""

from __future__ import annotations

import inspect
import json
import os
import sys
import threading
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from PySide6.QtCore import QTimer
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from caregiver_app.ui.widgets.rows_field import RowsField
from tests.journeys.typed_fields import TAKEN, TAKEN_IN_ROWS, place, text_fields
from tests.unlock_flows import choose_in_dialog

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from caregiver_app.ui.frame.shell import Shell
    from caregiver_app.ui.frame.window import MainWindow
    from caregiver_app.ui.records.form_page import FormPage
    from caregiver_app.ui.records.record_editor import RecordEditor

    Story = Iterator[Callable[[], object]]
    Line = QLineEdit | QPlainTextEdit


TICK_MS: Final = 10
PATIENCE: Final = 30.0


class Typist:
    """``story`` yields what to wait for."""

    def __init__(self, shell: Shell) -> None:
        self.shell = shell
        self.places: dict[int, str] = {}
        self.seen: set[str] = set()
        self.job_names: list[str] = []
        [self.exports] = Path.cwd().parents[1].glob("* asked for")
        self._number = 0
        self._story = self.story()
        self._until: Callable[[], object] = lambda: True
        self._is_busy = False
        self._since = time.monotonic()
        self._timer = QTimer(shell, interval=TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    @property
    def window(self) -> MainWindow:
        return cast("MainWindow", self.shell.centralWidget())

    @property
    def page(self) -> Any:
        """What is on view."""
        window = self.shell.centralWidget()
        return cast("MainWindow", window).stack.currentWidget() if window is not None else None

    def _tick(self) -> None:
        if self._is_busy:  # a dialog has an event loop of its own
            return
        self._is_busy = True
        try:
            self._look()
            if self._until():
                self._until, self._since = next(self._story), time.monotonic()
                self._look()
            assert time.monotonic() - self._since < PATIENCE, (
                inspect.getsource(self._until),
                [each.text() for each in self.shell.findChildren(QLabel) if each.isVisible()],
            )
        except StopIteration:
            self._timer.stop()
        except BaseException:  # noqa: BLE001 - the test shows what went wrong with the person
            os.write(2, traceback.format_exc().encode())
            os._exit(3)
        finally:
            self._is_busy = False

    def _look(self) -> None:
        self.seen.update(place(each) for each in text_fields(self.shell) if each.isVisible())

    def marker(self, where: str) -> str:
        self._number += 1
        self.places[self._number] = where
        return f"Wq{self._number:03d}zjk"

    def type(self, line: Line, after: str = "") -> str:
        text = self.marker(place(line)) + after
        line.setFocus()
        line.selectAll()
        QTest.keyClicks(line, text)
        return text

    def fill(self, root: QWidget) -> None:
        """A marker in every field, and in a row of every list of rows."""
        for rows in root.findChildren(RowsField):
            if not rows.rows():
                rows.add_button.click()
        self._look()
        for line in text_fields(root):
            self.type(line)
        self._look()

    def fill_and_save(self, page: FormPage, key: str) -> Story:
        """First nothing but markers: a form that does not take them is left, and taken up again for what it takes."""
        page.open_record(key)
        yield lambda: page.editor is not None
        self.fill(self.editor(page).form)
        yield lambda: True
        self.editor(page).save_button.click()
        yield lambda: True
        if page.editor is None:
            return
        self.editor(page).leave_button.click()
        yield lambda: page.editor is None
        page.open_record(key)
        yield lambda: page.editor is not None
        self.mend(self.editor(page))
        yield lambda: True
        editor = self.editor(page)
        editor.save_button.click()
        yield lambda: True
        if page.editor is not None:
            form = editor.form
            raise AssertionError(
                [(each, form.error(each)) for each in ("", *form.values()) if form.error(each)]
            )

    @staticmethod
    def editor(page: FormPage) -> RecordEditor:
        assert page.editor is not None
        return page.editor

    @staticmethod
    def mend(editor: RecordEditor) -> None:
        form = editor.form
        for key, value in form.values().items():
            if key in TAKEN_IN_ROWS:
                rows = [{**row, **TAKEN_IN_ROWS[key]} for row in json.loads(value)]
                form.field(key).set_value(json.dumps(rows))
            elif key.startswith("relationship:"):
                form.field(key).set_value("")  # of one person among several, and here is only one
            elif key in TAKEN:
                form.field(key).set_value(TAKEN[key])

    def save_as(self, click: Callable[[], object], name: str) -> None:
        choose_in_dialog(self.exports / name)
        click()

    def halt(self, name: str) -> str:
        """Tells how things stand, and waits. Returns what the test answers."""
        board = QGuiApplication.clipboard()
        outside = {
            "at": name,
            "pid": os.getpid(),
            "titles": [each.windowTitle() for each in QApplication.topLevelWidgets()],
            "surfaces": [each.title() for each in QGuiApplication.topLevelWindows()],
            "program": [QGuiApplication.applicationDisplayName(), *QApplication.arguments(), *sys.argv],
            "clipboard": [board.text(mode) for mode in QClipboard.Mode],
            "jobs": self.job_names,
            "environ": dict(os.environ),
            "threads": [each.name for each in threading.enumerate()],
            "seen": sorted(self.seen),
            "places": self.places,
        }
        os.write(1, f"{json.dumps(outside)}\n".encode())
        answer = b""
        while not answer.endswith(b"\n"):
            answer += os.read(0, 1) or b"\n"
        return answer.decode().strip()

    def story(self) -> Story:
        raise NotImplementedError

"""Somebody who types a marker into every text field, inside the real program and by its own buttons.

``sitecustomize`` of the child loads this, so it is there again in the process that a lock begins. At each halt one line
of JSON goes to standard output, and the program stands still until a line comes back.
"""

from __future__ import annotations

import inspect
import json
import os
import re
import sys
import threading
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from PySide6.QtCore import QTimer
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

import caregiver_app.app as program
from caregiver_app.domain.observations import ObservedThing
from caregiver_app.domain.publishing import SheetPart
from caregiver_app.ui.pages.observations.values import EARLIER
from caregiver_app.ui.paper.handing_out import Dialogs
from caregiver_app.ui.paper.paper_printing import set_up
from caregiver_app.ui.widgets.rows_field import RowsField
from tests.unlock_flows import choose_in_dialog

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from caregiver_app.cli.arguments import HouseholdSource
    from caregiver_app.domain.preferences import Paper
    from caregiver_app.ui.entrance.ask_passphrase import AskPassphrase
    from caregiver_app.ui.entrance.new_passphrase import NewPassphrase
    from caregiver_app.ui.frame.one_window import OneWindow
    from caregiver_app.ui.frame.shell import Shell
    from caregiver_app.ui.frame.window import MainWindow
    from caregiver_app.ui.pages.contacts import ContactsPage
    from caregiver_app.ui.pages.history import HistoryPage
    from caregiver_app.ui.pages.medications import MedicationsPage
    from caregiver_app.ui.pages.observations import ObservationsPage
    from caregiver_app.ui.pages.observations.form import CorrectionForm
    from caregiver_app.ui.pages.paper import PaperPage
    from caregiver_app.ui.pages.pump import PumpPage
    from caregiver_app.ui.pages.reference_page import ReferencePage
    from caregiver_app.ui.pages.security import SecurityPage
    from caregiver_app.ui.pages.settings_page import SettingsPage
    from caregiver_app.ui.records.form_page import FormPage
    from caregiver_app.ui.records.record_editor import RecordEditor

    Story = Iterator[Callable[[], object]]
    Line = QLineEdit | QPlainTextEdit

TICK_MS: Final = 10
PATIENCE: Final = 30.0
SECOND_PROCESS: Final = 500  # its markers begin after this number
WORDS: Final = " marzipan oboe trellis quilt"  # after a marker, a passphrase that is strong enough
PHONE: Final = {"number": "(202) 456-1414", "label": "any_time"}
# What a field takes, where it does not take any text.
TAKEN: Final[Mapping[str, str]] = {
    **dict.fromkeys(
        ("birth_date", "started_on", "implanted_on", "last_refill_on", "reviewed_on"), "4 Mar 2012"
    ),
    **dict.fromkeys(
        ("refill_by", "low_reservoir_alarm_on", "next_appointment_on", "replace_by"), "4 Mar 2032"
    ),
    "confirmed_on": "",
    "allergy_state": "recorded",
    "weight": "",
    "measured_on": "",
    "weight_unit": "",
    "route": "oral",
    "route_in_words": "",
    "dose": "10 mg",
    "measured_as": "1 mL",
    "timing": "as_needed",
    "times": "",
    "minimum_gap_minutes": "6 hours",
    "maximum_in_24_hours": "4 tablets",
    "words": "",
    "concentration": "500 mcg/mL",
    "daily_dose": "100 mcg",
    "next_appointment_at": "9:30 AM",
    "low_reservoir_alarm_volume": "2 mL",
    "reservoir_size": "20 mL",
    "role": "family",
    "call_order": "1",
    "care_recipient_ids": "*",
    "emergency_number": "911",
    "poison_number": "1-800-222-1222",
}
# The same in rows of small forms.
TAKEN_IN_ROWS: Final[Mapping[str, Mapping[str, str]]] = {
    "phones": PHONE,
    "clinic_phones": PHONE,
    "allergies": {"severity": "severe"},
}


def owner(line: QWidget) -> str:
    """The page or step of the program that a field stands on."""
    at: QWidget | None = line
    while at is not None:
        module = type(at).__module__
        if (
            module.startswith("caregiver_app.ui")
            and ".widgets" not in module
            and module.rpartition(".")[2]
            not in {
                *(
                    "careful_field",
                    "secret_line",
                    "rows_in_form",
                    "recovery_fields",
                    "new_passphrase",
                    "two_panes",
                ),
            }
        ):
            return type(at).__name__
        at = at.parentWidget()
    return ""


def place(line: QWidget) -> str:
    """``PersonForm: Full name``, the same for each row of a list."""
    name = re.sub(r"\d+", "#", line.accessibleName())
    return f"{owner(line)}: {name}"


def text_fields(root: QWidget) -> list[Line]:
    """All in ``root`` that somebody could type into; the file dialog is the desktop's."""
    lines: list[Line] = [*root.findChildren(QLineEdit), *root.findChildren(QPlainTextEdit)]
    foreign = (QAbstractSpinBox, QComboBox, QFileDialog)
    return [
        each
        for each in lines
        if not each.isReadOnly() and not isinstance(each.parentWidget(), foreign) and owner(each)
    ]


class MarkedPerson:
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

    # What a person does.

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
            elif key in TAKEN:
                form.field(key).set_value(TAKEN[key])

    def choose_passphrase(self, part: NewPassphrase) -> str:
        """A marker where the five words should be, then an own one."""
        part.written_button.click()
        self.type(part.proof.line)
        part.entered.emit()
        part.show_words()
        part.own_button.click()
        passphrase = self.type(part.own.line, WORDS)
        part.repeated.set_value(passphrase)
        QTest.keyClicks(part.repeated.line, " ")
        part.repeated.set_value(passphrase)
        self.places[self._number] = place(part.own.line)
        self._typed_too(part.repeated.line)
        return passphrase

    def _typed_too(self, line: Line) -> None:
        self.places[1000 + len(self.places)] = place(line)

    def prove(self, ask: AskPassphrase, passphrase: str) -> None:
        ask.passphrase.set_value(passphrase)
        self._typed_too(ask.passphrase.line)
        ask.action.click()

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

    # The stories.

    def story(self) -> Story:
        yield lambda: self.page is not None
        kind = type(self.page).__name__
        yield from self.first_day() if kind == "WelcomePage" else self.after_the_lock()

    def first_day(self) -> Story:
        self.fill(self.page)
        self.page.start_button.click()
        yield lambda: type(self.page).__name__ == "ProtectPage"
        protect = self.page
        self.type(protect.name)
        passphrase = self.choose_passphrase(protect.passphrase)
        protect.protect_button.click()
        yield lambda: type(self.page).__name__ == "RecoveryStep"
        yield from self.keep_recovery_key(self.page, "recovery-key.pdf")
        yield self.window.sidebar.isVisible
        self.halt("begun")
        for write in (
            self.write_people,
            self.write_medicines,
            self.write_pump,
            self.write_contacts,
            self.write_observations,
        ):
            yield from write()
        yield from self.choose_settings()
        self.halt("written")
        yield from self.print_and_look()
        yield from self.search_and_take_back()
        yield from self.publish()
        yield from self.back_up()
        yield from self.keep_safe(passphrase)
        yield from self.fail()
        yield from self.leave_drafts()
        self.halt("before the lock")
        self.window.sidebar.lock_button.click()

    def keep_recovery_key(self, step: Any, name: str) -> Story:
        self.save_as(step.save_button.click, name)
        assert step.success.text(), step.text()
        step.on_paper_button.click()
        self.fill(step)
        step.done_button.click()
        for field in step.typed.fields:
            field.line.setText(step.groups[field.number - 1])
        yield lambda: True
        step.done_button.click()

    def write_people(self) -> Story:
        page = cast("FormPage", self.window.page("people"))
        session = self.window.session
        assert session is not None
        assert session.person is not None
        yield from self.fill_and_save(page, session.person.id)
        assert session.person.full_name

    def write_medicines(self) -> Story:
        self.window.go_to("medications")
        page = cast("MedicationsPage", self.window.page("medications"))
        yield from self.fill_and_save(page, "new")
        session = self.window.session
        assert session is not None
        assert session.person is not None
        page.list.choose(session.person.medications[0].id)
        page.list.card.stop_button.click()
        stop = page.list.card.stop_form
        assert stop is not None
        self.fill(stop)
        stop.stop_button.click()
        yield lambda: True
        stop.leave_button.click()
        self.type(page.list.filter)
        yield lambda: True
        page.list.filter.clear()

    def write_pump(self) -> Story:
        self.window.go_to("pump")
        yield from self.fill_and_save(cast("PumpPage", self.window.page("pump")), "new")

    def write_contacts(self) -> Story:
        self.window.go_to("contacts")
        yield from self.fill_and_save(cast("ContactsPage", self.window.page("contacts")), "new")

    def write_observations(self) -> Story:
        self.window.go_to("observations")
        page = cast("ObservationsPage", self.window.page("observations"))
        entry = page.list.entry
        assert entry is not None
        for thing in ObservedThing:  # each with fields of its own, none of which takes a marker for a number
            entry.form.thing.set_value(thing.value)
            entry.form.when.set_value(EARLIER)
            entry.form.fit_rows()
            self._look()
        self.fill(entry.form)
        entry.save_button.click()
        yield lambda: True
        entry.discard()
        entry.form.thing.set_value(ObservedThing.OTHER.value)
        entry.form.fit_rows()
        self.type(entry.form.words.edit)
        entry.save_button.click()
        yield lambda: page.list.rows
        next(iter(page.list.rows.values())).correct_button.click()
        yield lambda: page.editor is not None
        form = cast("CorrectionForm", self.editor(page).form)
        self.fill(form)
        self.editor(page).save_button.click()
        yield lambda: page.editor is not None
        form.set_values({key: form.as_noted[key] for key in ("on", "at")})
        self.editor(page).save_button.click()
        yield lambda: page.editor is None

    def choose_settings(self) -> Story:
        self.window.go_to("settings")
        page = cast("SettingsPage", self.window.page("settings"))
        yield from self.fill_and_save(page, "household")
        page.theme.set_value("dark")
        page.lock_after.set_value("30")
        self.save_as(page.export_button.click, "export.json")
        assert page.exported.text()

    def print_and_look(self) -> Story:
        self.window.go_to("paper")
        page = cast("PaperPage", self.window.page("paper"))
        yield from self.fill_and_save(page, "clinic")
        yield page.save_button.isEnabled
        self.save_as(page.save_button.click, "sheet.pdf")
        assert page.success.text()

        def printer_of(_parent: QWidget, paper: Paper) -> QPrinter:
            printer = QPrinter()
            printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            printer.setOutputFileName(str(self.exports / "paper.pdf"))
            set_up(printer, paper)
            self.job_names.append(printer.docName())
            return printer

        page._handing_out._dialogs = Dialogs(ask_printer=printer_of)
        page.print_button.click()
        assert page.success.text()
        self.window.show_emergency()
        yield lambda: True
        for other in QApplication.topLevelWidgets():
            if type(other).__name__ == "EmergencyView":
                other.close()
        yield lambda: True

    def search_and_take_back(self) -> Story:
        self.window.go_to("reference")
        self.fill(cast("ReferencePage", self.window.page("reference")))
        yield lambda: True
        self.window.go_to("history")
        page = cast("HistoryPage", self.window.page("history"))
        yield lambda: page.rows
        self.fill(page)
        yield page.found.isVisible
        page.search.clear()
        yield lambda: [row for row in page.rows if row.take_back_button.isVisible()]
        next(row for row in page.rows if row.take_back_button.isVisible()).take_back_button.click()
        yield lambda: True
        session = self.window.session
        assert session is not None
        assert session.opened.next_undo
        self.window.undo_bar.undo_button.click()
        yield lambda: True

    def publish(self) -> Story:
        self.window.go_to("security")
        page = cast("SecurityPage", self.window.page("security"))
        page.cards[4].form_button.click()  # type: ignore[attr-defined]
        yield lambda: page.step is not None
        form = cast("Any", page.step)
        for part in SheetPart:
            if form.ticks.boxes[part].isChecked() and form.ticks.boxes[part].isEnabled():
                form.ticks.boxes[part].click()
        yield form.publish_button.isEnabled
        form.publish_button.click()
        assert form.success.text(), form.trouble.text()
        yield lambda: True
        self.halt("published")
        form.withdraw_button.click()
        yield lambda: True
        self.halt("withdrawn")
        form.back_button.click()
        yield lambda: page.step is None

    def back_up(self) -> Story:
        page = cast("SecurityPage", self.window.page("security"))
        card = cast("Any", page.cards[3])
        (self.exports / "stick").mkdir()
        choose_in_dialog(self.exports / "stick")
        card.choose_button.click()
        yield lambda: card.success.text() and not card.work.is_busy
        yield lambda: not card.lister.is_busy

    def keep_safe(self, passphrase: str) -> Story:
        page = cast("SecurityPage", self.window.page("security"))
        people = cast("Any", page.cards[1])
        people.add_button.click()
        ask = cast("Any", page.step).ask
        self.type(ask.passphrase.line)
        ask.action.click()
        yield lambda: ask.action.isEnabled() and not ask.worker.seconds_left
        self.prove(ask, passphrase)
        yield lambda: type(page.step).__name__ == "AddPersonStep"
        step = cast("Any", page.step)
        self.type(step.name)
        self.choose_passphrase(step.passphrase)
        step.action.click()
        yield lambda: page.step is None
        self.halt("two can open")
        people.rows[0].change_button.click()
        self.prove(cast("Any", page.step).ask, passphrase)
        yield lambda: type(page.step).__name__ == "ChangePassphraseStep"
        step = cast("Any", page.step)
        passphrase = self.choose_passphrase(step.passphrase)
        step.action.click()
        yield lambda: page.step is None
        cast("Any", page.cards[2]).new_button.click()
        self.prove(cast("Any", page.step).ask, passphrase)
        yield lambda: type(page.step).__name__ == "RecoveryStep"
        yield from self.keep_recovery_key(page.step, "new-recovery-key.pdf")
        yield lambda: page.step is None
        yield from self.look_at_old_backup(page)

    def look_at_old_backup(self, page: SecurityPage) -> Story:
        """The keys it was made under are no longer those of the household."""
        card = cast("Any", page.cards[3])
        yield lambda: not card.lister.is_busy
        card.table.view.selectRow(card.table.view.model().rowCount() - 1)
        card.look_button.click()
        yield lambda: cast("Any", page.step).unlock is not None
        step = cast("Any", page.step)
        unlock = step.unlock
        self.fill(unlock)
        for _way in ("passphrase", "recovery key"):
            yield unlock.open_button.isEnabled
            unlock.open_button.click()
            yield lambda: not unlock.worker.is_busy
            assert unlock.trouble.text()
            unlock.other_button.click()
            self._look()
        step.back_button.click()
        yield lambda: page.step is None

    def fail(self) -> Story:
        """What people can cause, and faults of the program's own in each place where one can happen."""
        self.window.go_to("settings")
        page = cast("SettingsPage", self.window.page("settings"))
        (self.exports / "letter.txt").write_text("not ours")
        page._ask_file = lambda _parent, _name: self.exports / "letter.txt"
        page.export_button.click()
        assert self.window.trouble.text()

        def fault(where: str) -> None:
            raise KeyError(self.marker(where))

        class Dying:
            def __del__(self) -> None:
                fault("a fault that nobody can catch")

        QTimer.singleShot(0, self.shell, lambda: fault("a fault in the window"))
        thread = threading.Thread(target=fault, args=("a fault in a thread",))
        thread.start()
        thread.join()
        Dying()
        yield lambda: "Something went wrong" in self.window.trouble.text()

    def leave_drafts(self) -> Story:
        """Two forms stay open, half filled, while the household is locked."""
        for key in ("people", "contacts"):
            self.window.go_to(key)
            page = cast("FormPage", self.window.page(key))
            page.open_record("new")
            yield lambda page=page: page.editor is not None  # type: ignore[misc]
            self.fill(self.editor(page).form)

    def after_the_lock(self) -> Story:
        """The other process: a wrong passphrase, a wrong key, the right key, and a new passphrase."""
        self._number = SECOND_PROCESS
        key = self.halt("locked").split()
        screen = self.page
        screen.choose(screen._holders[0].id)
        self.fill(screen)
        screen.open_button.click()
        yield screen.waiting.isVisible
        screen.recovery_button.click()
        entry = self.page
        self.fill(entry)
        entry.open_button.click()
        yield entry.open_button.isEnabled
        for field, group in zip(entry.fields.fields, key, strict=True):
            field.line.setText(group)
        entry.open_button.click()
        yield lambda: type(self.page).__name__ == "FirstKeys"
        self.page.who.set_value("new")
        self.type(self.page.name)
        self.choose_passphrase(self.page.passphrase)
        self.page.keep_button.click()
        yield self.window.sidebar.isVisible
        self.window.go_to("contacts")
        yield lambda: True
        self.halt("open again")
        self.shell.close()


def _new_shell(source: HouseholdSource, one_window: OneWindow | None = None) -> Shell:
    shell = _real_new_shell(source, one_window)
    shell.marked_person = MarkedPerson(shell)  # type: ignore[attr-defined]
    return shell


_real_new_shell = program.new_shell
program.new_shell = _new_shell

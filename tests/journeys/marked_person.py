"""Somebody who types a marker into every text field, inside the real program and by its own buttons.

``sitecustomize`` of the child loads this, so it is there again in the process that a lock begins. At each halt one line
of JSON goes to standard output, and the program stands still until a line comes back.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QTimer
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

import caregiver_app.app as program
from caregiver_app.domain.observations import ObservedThing
from caregiver_app.ui.pages.observations.values import EARLIER
from caregiver_app.ui.paper.handing_out import Dialogs
from caregiver_app.ui.paper.paper_printing import set_up
from tests.journeys.key_keeper import KeyKeeper

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from caregiver_app.cli.arguments import HouseholdSource
    from caregiver_app.domain.preferences import Paper
    from caregiver_app.ui.frame.one_window import OneWindow
    from caregiver_app.ui.frame.shell import Shell
    from caregiver_app.ui.pages.contacts import ContactsPage
    from caregiver_app.ui.pages.history import HistoryPage
    from caregiver_app.ui.pages.medications import MedicationsPage
    from caregiver_app.ui.pages.observations import ObservationsPage
    from caregiver_app.ui.pages.observations.form import CorrectionForm
    from caregiver_app.ui.pages.paper import PaperPage
    from caregiver_app.ui.pages.pump import PumpPage
    from caregiver_app.ui.pages.reference_page import ReferencePage
    from caregiver_app.ui.pages.settings_page import SettingsPage
    from caregiver_app.ui.records.form_page import FormPage

    Story = Iterator[Callable[[], object]]
    Line = QLineEdit | QPlainTextEdit


SECOND_PROCESS: Final = 500  # its markers begin after this number


class MarkedPerson(KeyKeeper):
    """Begins a household, uses every page of it, locks it, and comes in again with the recovery key."""

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

"""Backups: how old the last one is, all there are, and the second place for copies."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from caregiver_app.domain.errors import KnownError
from caregiver_app.i18n import _
from caregiver_app.services.backups.backup_keeper import BackupKeeper, BackupOutcome, BackupStopped, carry_out
from caregiver_app.services.backups.backup_notes import folder_of, older_salts, second_place
from caregiver_app.services.backups.backup_words import (
    drill_sentence,
    last_backup_sentence,
    outcome_sentence,
    reminder,
    same_disk_warning,
    second_place_sentence,
    trouble_sentence,
)
from caregiver_app.services.backups.making import StoredBackup, Where, stored_backups
from caregiver_app.services.backups.second_place import choose_second_place, stop_second_place
from caregiver_app.services.explain import explain
from caregiver_app.storage import backups_folder
from caregiver_app.ui.pages.security.keeping_card import KeepingCard
from caregiver_app.ui.pages.security.look_step import LookStep
from caregiver_app.ui.pages.security.step import on_click
from caregiver_app.ui.widgets.backup_table import BackupTable
from caregiver_app.ui.widgets.banner import Banner
from caregiver_app.ui.widgets.buttons import button, quiet_button
from caregiver_app.ui.widgets.file_dialogs import ask_folder
from caregiver_app.ui.widgets.flow import button_row
from caregiver_app.ui.widgets.labels import data_label, note, section
from caregiver_app.ui.widgets.slow_work import SlowWork

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel, QWidget

    from caregiver_app.ui.pages.security.host import Host


def ask_for_folder(parent: QWidget) -> Path | None:
    """Which folder is the second place; ``None`` if the person thought better of it."""
    return ask_folder(parent, _("Choose a folder for copies of backups"))


class BackupsCard(KeepingCard):
    """All slow work is in threads: looking through a server's folder as well as making a backup."""

    def __init__(self, host: Host, ask_folder: Callable[[QWidget], Path | None] = ask_for_folder) -> None:
        super().__init__(_("Backups"))
        self._host = host
        self._session = session = host.session
        self._ask_folder = ask_folder
        self._stop = Event()
        self.last = data_label()
        self.drill = note("")
        self.reminder = Banner("warning")
        self.success = Banner("success")
        self.trouble = Banner("danger")
        self.table = BackupTable(session.opened.moment, session.preferences.clock)
        self.back_up_button = button(_("Back up now"), "save")
        self.stop_button = quiet_button(_("Stop"))
        self.look_button = button(_("Look at this backup…"), "eye")
        self.second = data_label()
        self.same_disk = note("")
        self.choose_button = button(_("Choose a folder…"))
        self.end_button = quiet_button(_("Stop using it"))
        self.work = SlowWork(self)
        self.lister = SlowWork(self)
        self._connect()
        self._arrange()

    def reload(self) -> None:
        opened = self._session.opened
        self.last.show_data(last_backup_sentence(opened))
        _show_note(self.drill, drill_sentence(opened))
        self.reminder.show_text(reminder(opened))
        self.second.show_data(second_place_sentence(opened))
        place = second_place(opened)
        self.choose_button.setText(_("Choose another folder…") if place else _("Choose a folder…"))
        self.end_button.setVisible(place is not None)
        for each in (self.back_up_button, self.choose_button, self.end_button):
            each.setEnabled(not opened.is_view_only and not self.work.is_busy)
        self._list()

    def back_up(self) -> None:
        """Makes a backup now, and a copy in the second place."""
        self.success.show_text("")
        self.trouble.show_text("")
        self._stop.clear()
        job = BackupKeeper(self._session.opened).job(drills=True)
        self.work.begin(lambda: carry_out(job, self._check_stop))

    def look(self, backup: StoredBackup | None) -> None:
        """Opens what a backup holds, and what changed since."""
        if backup is not None:
            self._host.show_step(LookStep(self._host, backup))

    def _check_stop(self) -> None:
        if self._stop.is_set():
            raise BackupStopped

    def _choose(self) -> None:
        folder = self._ask_folder(self)
        if folder is None:
            return
        try:
            choose_second_place(self._session.opened, folder)
        except KnownError as error:
            self.trouble.show_text(explain(error))
            return
        self.reload()
        self.back_up()

    def _end(self) -> None:
        try:
            stop_second_place(self._session.opened)
        except KnownError as error:
            self.trouble.show_text(explain(error))
        self.reload()

    def _on_busy(self, busy: bool) -> None:  # noqa: FBT001 - a slot
        self.back_up_button.setText(_("Backing up…") if busy else _("Back up now"))
        self.stop_button.setVisible(busy)
        for each in (self.back_up_button, self.choose_button, self.end_button):
            each.setEnabled(not busy)

    def _on_done(self, outcome: BackupOutcome) -> None:
        try:
            BackupKeeper(self._session.opened).keep(outcome)
        except KnownError as error:
            self.trouble.show_text(explain(error))
        else:
            self.success.show_text(outcome_sentence(outcome))
            self.trouble.show_text(trouble_sentence(outcome))
        self.reload()

    def _on_failed(self, error: KnownError) -> None:
        self.trouble.show_text(explain(error))
        self.reload()

    def _list(self) -> None:
        opened = self._session.opened
        file, place, salts = opened.file, second_place(opened), older_salts(opened)
        if file is None:
            return
        folders = [(backups_folder(file.path), Where.HERE)]
        folders += [(folder_of(place), Where.SECOND)] if place else []
        salt, household = file.key.salt, file.path

        def look_around() -> tuple[list[StoredBackup], str]:
            found = [each for folder, where in folders for each in stored_backups(folder, where, salt, salts)]
            return found, same_disk_warning(household, folder_of(place)) if place else ""

        self.lister.begin(look_around)

    def _on_listed(self, found: tuple[list[StoredBackup], str]) -> None:
        backups, warning = found
        _show_note(self.same_disk, warning)
        newest_first = sorted(backups, key=lambda each: each.at, reverse=True)
        self.table.show_backups(newest_first, _("No backup yet. One is made by itself within minutes."))

    def _on_chosen(self) -> None:
        self.look_button.setEnabled(self.table.chosen() is not None)

    def _connect(self) -> None:
        self.back_up_button.clicked.connect(on_click(self.back_up))
        self.stop_button.clicked.connect(on_click(self._stop.set))
        self.look_button.clicked.connect(on_click(lambda: self.look(self.table.chosen())))
        self.choose_button.clicked.connect(on_click(self._choose))
        self.end_button.clicked.connect(on_click(self._end))
        self.table.opened.connect(self.look)
        self.table.chosen_changed.connect(self._on_chosen)
        self.work.busy.connect(self._on_busy)
        self.work.done.connect(self._on_done)
        self.work.failed.connect(self._on_failed)
        self.lister.done.connect(self._on_listed)

    def _arrange(self) -> None:
        for each in (self.last, self.drill, self.reminder, self.success, self.trouble, self.table):
            self.add(each)
        self.add(button_row(self.back_up_button, self.stop_button, self.look_button))
        self.add(section(_("Second place")))
        self.add(self.second)
        self.add(self.same_disk)
        self.add(button_row(self.choose_button, self.end_button))
        self.add(
            note(
                _(
                    "Backups are made by themselves, encrypted, and read back. Older ones are thinned out: all of two "
                    "days, then one a day, a week, a month for a year."
                )
            )
        )
        self.stop_button.hide()
        self.look_button.setEnabled(False)


def _show_note(label: QLabel, text: str) -> None:
    label.setText(text)
    label.setVisible(bool(text))

"""Where everything is kept, what is not encrypted, and what no program can protect against."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from caregiver_app.i18n import _
from caregiver_app.settings import data_folder, faults_file, settings_file
from caregiver_app.ui.pages.security.keeping_card import KeepingCard
from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.labels import data_label, note, section


class PlacesCard(KeepingCard):
    """One plain list; nothing to press."""

    def __init__(self, household: Path) -> None:
        super().__init__(_("Where everything is kept"))
        for place, holds in places(household):
            self.add(_entry(str(place), holds))
        for heading, words in _more():
            self.add(_part(heading, words))


def places(household: Path) -> tuple[tuple[Path, str], ...]:
    """Each file and folder of the program, and what it holds."""

    def beside(end: str) -> Path:
        return household.with_name(household.name + end)

    return (
        (household, _("Everything about the people you care for, and the history. Encrypted.")),
        (
            beside(".keys"),
            _("The names of those who can open it, and their locked keys. Of no use without a passphrase."),
        ),
        (
            beside(".backups"),
            _(
                "Copies of the household. Encrypted with the keys of their day; the names of those who can open "
                "them are not."
            ),
        ),
        (
            beside(".published"),
            _(
                "Emergency sheets that you put outside the lock. Not encrypted: anyone at this computer can read them."
            ),
        ),
        (
            settings_file(),
            _("Text size, colors, minutes to the lock, the window’s place. Nothing about anybody."),
        ),
        (data_folder() / "locks", _("Small files that keep a household from being opened twice at once.")),
        (
            data_folder() / "restoring.key",
            _("By it, this computer knows its own unfinished restore from one that somebody else put there."),
        ),
        (faults_file(), _("The program’s own faults, by place in the program. Nothing about anybody.")),
    )


def _more() -> tuple[tuple[str, str], ...]:
    return (
        (
            _("What is not encrypted"),
            _(
                "Paper, PDF files that you saved, documents that you exported, and published emergency sheets. Whoever "
                "has them can read them."
            ),
        ),
        (
            _("What this program cannot protect against"),
            _(
                "A harmful program that runs under your account can read what you read and see what you type. So can "
                "somebody who watches the screen or the keyboard. A short passphrase can be guessed. Nothing is "
                "locked while the household is open."
            ),
        ),
        (
            _("To delete everything"),
            _(
                "Close the program and delete the files and folders listed here, and the copies you made in other "
                "places. Shred the paper. Export the household first if you may need it again: nobody can bring it "
                "back."
            ),
        ),
    )


def _part(heading: str, words: str) -> QWidget:
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, tokens_now().gap_m, 0, 0)
    column.setSpacing(tokens_now().gap_xs)
    column.addWidget(section(heading))
    column.addWidget(data_label(words))
    return part


def _entry(place: str, holds: str) -> QWidget:
    entry = QWidget()
    column = QVBoxLayout(entry)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(tokens_now().gap_xs)
    column.addWidget(data_label(place))
    column.addWidget(note(holds))
    return entry

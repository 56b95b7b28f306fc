"""Cards for this computer, the household, its file, and the program."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from caregiver_app import __version__
from caregiver_app.i18n import _, ngettext
from caregiver_app.settings import LOCK_MINUTES, TEXT_SCALES, Theme
from caregiver_app.ui.pages.settings_page.countries import country_name, warning
from caregiver_app.ui.pages.settings_page.export import ExportPart, ask_for_document
from caregiver_app.ui.pages.settings_page.household_form import (
    DRAFT_KEY,
    clock_names,
    household_editor,
    paper_names,
)
from caregiver_app.ui.records.form_page import FormPage
from caregiver_app.ui.widgets.banner import Banner
from caregiver_app.ui.widgets.buttons import button
from caregiver_app.ui.widgets.card import Card
from caregiver_app.ui.widgets.choice_field import ChoiceField
from caregiver_app.ui.widgets.flow import button_row
from caregiver_app.ui.widgets.form import Form
from caregiver_app.ui.widgets.labels import data_label, note, title
from caregiver_app.ui.widgets.scroll import ScrollPage

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from caregiver_app.ui.frame.session import Session


class SettingsPage(FormPage):
    """What belongs to the computer (look and lock) applies at once; the rest can be undone."""

    def __init__(
        self, session: Session, ask_file: Callable[[QWidget, str], Path | None] = ask_for_document
    ) -> None:
        super().__init__(session)
        self._ask_file = ask_file
        settings = session.environment.settings
        self.text_size = ChoiceField([(str(scale), f"{scale} %") for scale in TEXT_SCALES])
        self.theme = ChoiceField(list(_themes().items()))
        self.lock_after = ChoiceField([(str(each), _minutes(each)) for each in LOCK_MINUTES])
        self.text_size.set_value(str(settings.text_percent))
        self.theme.set_value(settings.theme.value)
        self.lock_after.set_value(str(settings.lock_after_minutes))
        self.choices = data_label()
        self.number_warning = Banner("warning")
        self.change_button = button(_("Change"), "pencil")
        self.file = data_label()
        self.export = ExportPart()
        self.exported, self.export_button = self.export.exported, self.export.button
        for field in (self.text_size, self.theme, self.lock_after):
            field.edited.connect(self._keep_choices)
        self.change_button.clicked.connect(lambda _checked=False: self._open_form())
        self.export_button.clicked.connect(lambda _checked=False: self._export())
        self.export.failed.connect(session.tell)
        self.stack.addWidget(self._cards())

    def reload(self) -> None:
        session = self.session
        preferences = session.preferences
        missing = _("not recorded")
        lines = (
            _("Country: {name}").format(name=country_name(preferences.country)),
            _("Emergency number: {number}").format(number=preferences.emergency_number or missing),
            _("Poison help number: {number}").format(number=preferences.poison_number or missing),
            _("Paper: {name}").format(name=paper_names()[preferences.paper.value]),
            _("Clock: {name}").format(name=clock_names()[preferences.clock.value]),
        )
        self.choices.show_data("\n".join(lines))
        self.number_warning.show_text(warning(preferences, session.reference.emergency_numbers))
        waiting = bool(session.opened.draft(DRAFT_KEY))
        self.change_button.setText(_("Go on with the unfinished form") if waiting else _("Change"))
        self.file.show_data(self._where())

    def keep_typed(self) -> None:
        super().keep_typed()
        self.export.stop()  # the household is about to be left: half a document must not stay on the disk

    def open_record(self, key: str) -> None:
        """``household`` opens the form of the household's choices."""
        if key == "household":
            self._open_form()

    def _cards(self) -> ScrollPage:
        look = Form()
        look.add("text_size", _("Text size"), self.text_size)
        look.add("theme", _("Colors"), self.theme)
        look.add(
            "lock_after",
            _("Lock after"),
            self.lock_after,
            _("Without a key or a click. It also locks when the screen locks or the computer goes to sleep."),
        )
        page = ScrollPage(_("Settings"))
        page.add(title(_("Settings")))
        page.add(_card(_("This computer"), look))
        page.add(
            _card(_("This household"), self.number_warning, self.choices, button_row(self.change_button))
        )
        page.add(
            _card(
                _("Where it is kept"),
                self.file,
                note(
                    _(
                        "Export writes everything into one open document (JSON). "
                        "It is not encrypted: keep it where "
                        "only you can read it."
                    )
                ),
                self.export,
            )
        )
        page.add(_card(_("About"), data_label(_about())))
        return page

    def _where(self) -> str:
        path = self.session.opened.path
        if path is None:
            return _("This is the made-up household. Nothing you change in it is kept.")
        return _("Each change is saved at once in this file: {path}").format(path=path)

    def _keep_choices(self) -> None:
        around = self.session.environment
        settings = replace(
            around.settings,
            text_percent=int(self.text_size.value()),
            theme=Theme(self.theme.value()),
            lock_after_minutes=int(self.lock_after.value()),
        )
        self.session.environment = replace(around, settings=settings)
        around.keep_settings(settings)

    def _export(self) -> None:
        self.export.forget()
        path = self._ask_file(self, f"household-{self.session.today.isoformat()}.json")
        if path is not None:
            self.export.begin(self.session.opened, path)

    def _open_form(self) -> None:
        if self.editor is None:
            self._show_form(household_editor(self.session))


def _card(heading: str, *parts: QWidget) -> Card:
    card = Card(heading)
    for part in parts:
        card.add(part)
    return card


def _themes() -> dict[str, str]:
    return {
        Theme.SYSTEM.value: _("As the desktop"),
        Theme.LIGHT.value: _("Light"),
        Theme.DARK.value: _("Dark"),
    }


def _minutes(count: int) -> str:
    return ngettext("{n} minute", "{n} minutes", count).format(n=count)


def _about() -> str:
    return "\n".join(
        (
            _("Caregiver {version}, free software under the MIT licence.").format(version=__version__),
            _(
                "It keeps what a family writes down and prints it. "
                "It is not medical advice and gives no doses."
            ),
            _(
                "It opens no network connection: nothing leaves this computer "
                "unless you print, save or export it."
            ),
        )
    )

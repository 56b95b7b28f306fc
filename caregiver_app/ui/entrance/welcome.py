"""The first thing a newcomer sees: whom the household cares for, and how to begin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal

from caregiver_app.domain.errors import InvalidField
from caregiver_app.domain.text import check_name
from caregiver_app.i18n import _
from caregiver_app.ui.entrance.centred_page import CentredPage
from caregiver_app.ui.widgets.buttons import Button, primary_button, quiet_button
from caregiver_app.ui.widgets.card import Card
from caregiver_app.ui.widgets.choice_field import ChoiceField
from caregiver_app.ui.widgets.flow import button_row
from caregiver_app.ui.widgets.form import Form
from caregiver_app.ui.widgets.labels import data_label
from caregiver_app.ui.widgets.progress_row import ProgressRow
from caregiver_app.ui.widgets.text_field import TextField
from caregiver_app.wording.problems import field_problem

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel

_FIRST_COUNTRY: Final = "US"


def countries() -> list[tuple[str, str]]:
    """The countries on offer as ``(ISO 3166 alpha-2 code, name)``, by name."""
    names = {
        "AT": _("Austria"),
        "AU": _("Australia"),
        "BE": _("Belgium"),
        "BG": _("Bulgaria"),
        "CA": _("Canada"),
        "CH": _("Switzerland"),
        "CY": _("Cyprus"),
        "CZ": _("Czechia"),
        "DE": _("Germany"),
        "DK": _("Denmark"),
        "EE": _("Estonia"),
        "ES": _("Spain"),
        "FI": _("Finland"),
        "FR": _("France"),
        "GB": _("United Kingdom"),
        "GR": _("Greece"),
        "HR": _("Croatia"),
        "HU": _("Hungary"),
        "IE": _("Ireland"),
        "IS": _("Iceland"),
        "IT": _("Italy"),
        "LT": _("Lithuania"),
        "LU": _("Luxembourg"),
        "LV": _("Latvia"),
        "MT": _("Malta"),
        "NL": _("Netherlands"),
        "NO": _("Norway"),
        "NZ": _("New Zealand"),
        "PL": _("Poland"),
        "PT": _("Portugal"),
        "RO": _("Romania"),
        "SE": _("Sweden"),
        "SI": _("Slovenia"),
        "SK": _("Slovakia"),
        "US": _("United States"),
    }
    return sorted(names.items(), key=lambda each: each[1])


class WelcomePage(CentredPage):
    """``started`` carries the typed name and the country's code. What is typed stays until the page goes."""

    started = Signal(str, str)
    open_asked = Signal()
    import_asked = Signal()
    restore_asked = Signal()
    demo_asked = Signal()

    def __init__(self) -> None:
        super().__init__("heart-pulse", _("Who do you care for?"))
        self.name = TextField()
        self.country = ChoiceField(countries())
        self.country.set_value(_FIRST_COUNTRY)
        self.form = Form()
        self.form.add(
            "preferred_name",
            _("Their name"),
            self.name,
            _("What you call them. You can add more people later."),
        )
        self.form.add(
            "country",
            _("Country"),
            self.country,
            _("Sets phone numbers and paper size. You can change both."),
        )
        self.start_button = primary_button(_("Start"), "chevron-right")
        self.open_button = quiet_button(_("Open a household file…"))
        self.import_button = quiet_button(_("Import a document…"))
        self.restore_button = quiet_button(_("Restore from a backup…"))
        self.demo_button = quiet_button(_("Look around a made-up household"))
        self.progress = ProgressRow(_("Reading the document:"))
        self.name.returnPressed.connect(self.start)
        self.start_button.clicked.connect(lambda _checked=False: self.start())
        self.open_button.clicked.connect(lambda _checked=False: self.open_asked.emit())
        self.import_button.clicked.connect(lambda _checked=False: self.import_asked.emit())
        self.restore_button.clicked.connect(lambda _checked=False: self.restore_asked.emit())
        self.demo_button.clicked.connect(lambda _checked=False: self.demo_asked.emit())
        self._arrange()
        self.name.setFocus()

    def start(self) -> None:
        """Hands on what is typed, or says at the name what is wrong with it."""
        self.form.clear_errors()
        self.failed("")
        name = self.name.value().strip()
        try:
            check_name("preferred_name", name)
        except InvalidField as error:
            self.form.show_error("preferred_name", field_problem(error, _("Their name")))
            return
        self.started.emit(name, self.country.value())

    def set_busy(self, busy: bool) -> None:  # noqa: FBT001 - a slot
        """While a document is read."""
        for each in (self.form, self.start_button, *self._ways()):
            each.setEnabled(not busy)
        if busy:
            self.progress.begin()
        else:
            self.progress.end()

    def _ways(self) -> tuple[Button, ...]:
        return self.open_button, self.import_button, self.restore_button, self.demo_button

    def _arrange(self) -> None:
        card = Card()
        card.add(self.form)
        card.add(button_row(self.start_button))
        self.add(_what_this_is())
        self.add(card)
        self.add(button_row(*self._ways()))
        self.add(self.progress)


def _what_this_is() -> QLabel:
    return data_label(
        _(
            "Caregiver keeps a family’s medicines, pump and phone numbers, and prints them on one page for "
            "an emergency. Everything stays on this computer. It is not medical advice."
        )
    )

"""The plan of the window: its places in the order of the sidebar. A new place is one line here."""

from __future__ import annotations

from typing import Final

from caregiver_app.i18n import _
from caregiver_app.ui.frame.sidebar import NavItem

PLACES: Final = (
    NavItem("medications", _("Medicines"), "pill"),
    NavItem("pump", _("Pump"), "droplet"),
    NavItem("observations", _("Observations"), "eye"),
    NavItem("people", _("People"), "users", parts=(("people", _("People")), ("contacts", _("Contacts")))),
    NavItem("paper", _("Paper"), "printer"),
    NavItem("reference", _("Reference"), "book-open", is_small=True),
    NavItem("history", _("History"), "history", is_small=True),
    NavItem("security", _("Security and backups"), "shield-check", is_small=True),
    NavItem("settings", _("Settings"), "settings", is_small=True),
)

PAGE_KEYS: Final = tuple(key for item in PLACES for key in item.page_keys)
"""Every page that can be asked for: a place's own key, or those of its parts."""


def place_of(page_key: str) -> NavItem:
    """The place in which a page stands."""
    return next(item for item in PLACES if page_key in item.page_keys)


def first_page(*, anybody: bool) -> str:
    """Where the window opens: with the medicines, or with "Who do you care for?" while there is nobody."""
    return PLACES[0].key if anybody else "people"

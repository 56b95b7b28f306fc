"""What this page would do: the made-up household has nothing to keep safe."""

from __future__ import annotations

from caregiver_app.i18n import _
from caregiver_app.ui.widgets.card import Card
from caregiver_app.ui.widgets.labels import data_label, title
from caregiver_app.ui.widgets.scroll import ScrollPage


def demo_view() -> ScrollPage:
    """Words only, nothing to press."""
    page = ScrollPage(_("Security and backups"))
    page.add(title(_("Security and backups")))
    card = Card(_("This is the made-up household"))
    card.add(
        data_label(_("It is not locked and nothing in it is kept. In your own household you find here:"))
    )
    for words in _what_is_here():
        card.add(data_label(words))
    page.add(card)
    return page


def _what_is_here() -> tuple[str, ...]:
    return (
        _("Lock: after how many minutes it locks by itself."),
        _("Who can open it: a passphrase of their own for each person you trust."),
        _("Recovery key: a sheet of paper for the day a passphrase is forgotten."),
        _("Published emergency sheet: what may be seen without a passphrase, if you want that."),
        _("Backups: copies that are read back after they are made."),
        _("Where everything is kept, and how to delete all of it."),
    )

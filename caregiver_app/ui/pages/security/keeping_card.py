"""What the cards of this page have in common."""

from __future__ import annotations

from caregiver_app.ui.widgets.card import Card


class KeepingCard(Card):
    """A card that shows its part of the page anew whenever the page comes to view or a step ends."""

    def reload(self) -> None:
        """Shows how things stand now."""

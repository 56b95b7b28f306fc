"""What became of a sheet, said above it, with what can be done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caregiver_app.ui.paper.handing_out import HandingOut, Told
from caregiver_app.ui.widgets.banner import Banner

if TYPE_CHECKING:
    from collections.abc import Callable


class ToldBanners:
    """``success`` and ``trouble``, of which at most one is on view. ``save`` is called where a file is offered."""

    def __init__(self, handing_out: HandingOut, save: Callable[[], None]) -> None:
        self.success = Banner("success")
        self.trouble = Banner("warning")
        self._told = Told("", worked=False)
        self.success.action.connect(lambda: self.show(handing_out.open_saved(self._told)))
        self.trouble.action.connect(save)

    def show(self, told: Told) -> None:
        """Says this, in place of what was said before."""
        self._told = told
        self.success.show_text(told.text if told.worked else "", told.action)
        self.trouble.show_text("" if told.worked else told.text, told.action)

    def clear(self) -> None:
        """Says nothing any more."""
        self.show(Told("", worked=False))

"""The page of who changed what and when."""

from __future__ import annotations

from caregiver_app.ui.pages.history.page import HistoryPage

__all__ = ["HistoryPage"]

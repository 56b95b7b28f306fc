"""The Print page: see the very PDF, print it or save it, and know which old copies to destroy."""

from __future__ import annotations

from caregiver_app.ui.pages.print_page.page import PrintPage

__all__ = ["PrintPage"]

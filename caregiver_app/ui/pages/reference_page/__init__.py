"""The Reference page: every line the program may print, where it comes from, and what is not verified."""

from __future__ import annotations

from caregiver_app.ui.pages.reference_page.page import ReferencePage

__all__ = ["ReferencePage"]

"""The Paper page: see the very PDF, print it or save it, and know which old copies to destroy."""

from __future__ import annotations

from caregiver_app.ui.pages.paper.page import PaperPage

__all__ = ["PaperPage"]

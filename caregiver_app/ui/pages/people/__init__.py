"""The page of the people cared for."""

from __future__ import annotations

from caregiver_app.ui.pages.people.page import PeoplePage

__all__ = ["PeoplePage"]

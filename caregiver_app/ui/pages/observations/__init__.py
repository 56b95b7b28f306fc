"""The page of what was seen of a person, by day and by week."""

from __future__ import annotations

from caregiver_app.ui.pages.observations.page import ObservationsPage

__all__ = ["ObservationsPage"]

"""What a person takes: the list, the form, stopping and taking again."""

from __future__ import annotations

from caregiver_app.ui.pages.medications.page import MedicationsPage

__all__ = ["MedicationsPage"]

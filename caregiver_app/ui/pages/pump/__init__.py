"""The implanted pump: its record, its form, and what official sources say of its alarms."""

from __future__ import annotations

from caregiver_app.ui.pages.pump.page import PumpPage

__all__ = ["PumpPage"]

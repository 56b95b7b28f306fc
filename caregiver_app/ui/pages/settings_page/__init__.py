"""The Settings page: this computer's look, the household's choices, its file, and what this program is."""

from __future__ import annotations

from caregiver_app.ui.pages.settings_page.page import SettingsPage

__all__ = ["SettingsPage"]

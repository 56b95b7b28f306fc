"""The page of whom to call."""

from __future__ import annotations

from caregiver_app.ui.pages.contacts.page import ContactsPage

__all__ = ["ContactsPage"]

"""The page Security and backups: who can open the household, the keys to it, its copies, and where everything is kept.

Each step that touches the keys asks for a passphrase again, and nothing is ever done by one click alone.
"""

from __future__ import annotations

from caregiver_app.ui.pages.security.page import SecurityPage

__all__ = ["SecurityPage"]

"""The recovery key on paper."""

from __future__ import annotations

from caregiver_app.printing.documents.recovery_key.layout import draw_recovery_sheet

__all__ = ["draw_recovery_sheet"]

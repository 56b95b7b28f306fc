"""The recovery key on paper."""

from __future__ import annotations

from caregiver_app.printing.documents.recovery_key.layout import recovery_key_pdf

__all__ = ["recovery_key_pdf"]

"""The emergency summary: one page, a second sheet where it must be, or large print."""

from __future__ import annotations

from caregiver_app.printing.documents.emergency.pdf import EmergencyPdf, emergency_pdf, large_print_pdf

__all__ = ["EmergencyPdf", "emergency_pdf", "large_print_pdf"]

"""Plain values in, PDF bytes out. Nothing here decides what a sheet says; ``wording`` does.

Drawn with measured blocks on ReportLab's canvas: heights are known before anything is drawn, so a page that
would not hold everything is never made. No markup is parsed, so no text of a person can become one.
"""

from __future__ import annotations

from caregiver_app.printing.emergency import EmergencyPdf, emergency_pdf
from caregiver_app.printing.errors import SheetTooFullError

__all__ = ["EmergencyPdf", "SheetTooFullError", "emergency_pdf"]

"""What printed copies are called."""

from __future__ import annotations


def serial_number(serial: int) -> str:
    """``P-0042``."""
    return f"P-{serial:04d}"

"""The two faces of the window, loaded from the shipped files."""

from __future__ import annotations

from PySide6.QtGui import QFontDatabase

from caregiver_app.paths import resources

FAMILY = "Atkinson Hyperlegible Next"


def load_fonts() -> str:
    """Register regular and bold; return the family's name. Loading the same file again costs nothing more."""
    for face in ("Regular", "Bold"):
        QFontDatabase.addApplicationFont(str(resources() / "fonts" / f"AtkinsonHyperlegibleNext-{face}.ttf"))
    return FAMILY

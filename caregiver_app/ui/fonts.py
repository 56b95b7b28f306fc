"""The faces of the window, loaded from the shipped files."""

from __future__ import annotations

from PySide6.QtGui import QFontDatabase

from caregiver_app.paths import resources

FAMILY = "Atkinson Hyperlegible Next"


def load_fonts() -> str:
    """Register every shipped face; return the family's name. Loading the same file again costs nothing more.

    Qt takes from the others the letters this family lacks, so that a name in Arabic, Chinese or Hindi can be read
    on a computer that has no font for it. It reads a file when it draws from it: registering all takes 6 ms.
    """
    for face in sorted((resources() / "fonts").glob("*.tt[cf]")):
        QFontDatabase.addApplicationFont(str(face))
    return FAMILY

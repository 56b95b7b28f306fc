"""Shows a saved sheet in whatever the desktop has for PDF files, when the person asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

if TYPE_CHECKING:
    from pathlib import Path


def open_pdf(path: Path) -> bool:
    """Whether the desktop took it. Only a file that lies here is ever opened, never an address."""
    return path.is_file() and QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.absolute())))

"""The desktop's own dialogs for files and folders. They begin in Documents, wherever the program was started from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def documents_folder() -> str:
    """The person's folder for documents, or their home where it is missing."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return documents if Path(documents).is_dir() else str(Path.home())


def ask_file(parent: QWidget, title: str, kind: str = "") -> Path | None:
    """A file that is there; ``None`` if the person thought better of it. ``kind`` is the filter's words."""
    chosen, _kind = QFileDialog.getOpenFileName(parent, title, documents_folder(), kind)
    return Path(chosen) if chosen else None


def ask_folder(parent: QWidget, title: str) -> Path | None:
    """A folder; ``None`` if the person thought better of it."""
    chosen = QFileDialog.getExistingDirectory(parent, title, documents_folder())
    return Path(chosen) if chosen else None


def ask_where_to_save(parent: QWidget, title: str, kind: tuple[str, str], suggested: str) -> Path | None:
    """Where to save. ``kind`` is the filter's words and the ending given where none is."""
    dialog = QFileDialog(parent, title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(kind[0])
    dialog.setDefaultSuffix(kind[1])
    dialog.setDirectory(documents_folder())
    dialog.selectFile(suggested)
    chosen = dialog.selectedFiles() if dialog.exec() == QFileDialog.DialogCode.Accepted else []
    dialog.deleteLater()
    return Path(chosen[0]) if chosen else None

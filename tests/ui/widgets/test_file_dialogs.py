from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from caregiver_app.ui.widgets.file_dialogs import ask_file, ask_folder, documents_folder

if TYPE_CHECKING:
    import pytest
    from pytestqt.qtbot import QtBot


def test_dialogs_begin_in_documents_or_at_home(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    documents, begun = tmp_path / "Documents", list[str]()

    def asked(_parent: QWidget, _title: str, folder: str, *_kind: str) -> str:
        begun.append(folder)
        return ""

    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _place: str(documents))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", asked)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *words: (asked(*words), ""))
    parent = QWidget()
    qtbot.addWidget(parent)
    assert documents_folder() == str(Path.home())
    documents.mkdir()
    assert ask_file(parent, "Open") is None
    assert ask_folder(parent, "Where to") is None
    assert begun == [str(documents)] * 2

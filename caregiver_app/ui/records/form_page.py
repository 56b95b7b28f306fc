"""A page whose view gives way to a form while one is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

from caregiver_app.ui.frame.page import Page

if TYPE_CHECKING:
    from caregiver_app.ui.frame.session import Session
    from caregiver_app.ui.records.record_editor import RecordEditor


class FormPage(Page):
    """``editor`` is ``None`` while no form is open; ``stack`` holds the views and the form."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.editor: RecordEditor | None = None
        self.stack = QStackedWidget()
        self.column.addWidget(self.stack)

    def on_view(self) -> QWidget:
        return self.stack.currentWidget() or self

    def has_unsaved_form(self) -> bool:
        return self.editor is not None and self.editor.has_unsaved()

    def has_open_form(self) -> bool:
        return self.editor is not None or self.has_unsaved_form()

    def keep_typed(self) -> None:
        if self.editor is not None:
            self.editor.keep_typed()

    def close_form(self) -> None:
        """Takes the form away, which has saved or kept what was typed, and shows the page anew."""
        editor, self.editor = self.editor, None
        if editor is not None:
            self.stack.removeWidget(editor)
            editor.hide()
            editor.deleteLater()
        self.setFocus()
        self.reload()
        if editor is not None:
            self.session.view_changed.emit()

    def _show_form(self, editor: RecordEditor) -> None:
        self.editor = editor
        editor.left.connect(self.close_form)
        self.stack.addWidget(editor)
        self.stack.setCurrentWidget(editor)
        self.session.view_changed.emit()

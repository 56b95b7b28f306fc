"""A form for one record with Save and Leave. What is typed and not saved is kept as a draft until it is either."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caregiver_app.domain.errors import InvalidField
from caregiver_app.i18n import _
from caregiver_app.ui.records.drafts import still_unfilled
from caregiver_app.ui.records.rows_in_form import RowsInForm
from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.banner import Banner
from caregiver_app.ui.widgets.buttons import button, primary_button, quiet_button
from caregiver_app.ui.widgets.flow import button_row
from caregiver_app.ui.widgets.labels import title
from caregiver_app.ui.widgets.save_keys import on_save_keys
from caregiver_app.ui.widgets.scroll import ScrollPage
from caregiver_app.wording.problems import field_problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from caregiver_app.ui.frame.session import Session
    from caregiver_app.ui.widgets.form import Form

_DRAFT_AFTER_MS: Final = 700


class RecordEditor(QWidget):
    """Shows ``form`` under ``heading``.

    ``save`` gets the typed values; it raises ``InvalidField`` whose path ends at a field, and returns whether the
    household was changed. ``left`` fires when the form is done with: saved, or left (its draft stays);
    ``another_asked`` after it where somebody goes on with a new one.
    """

    left = Signal()
    another_asked = Signal()

    def __init__(
        self,
        session: Session,
        draft_key: str,
        heading: str,
        form: Form,
        save: Callable[[dict[str, str]], bool],
    ) -> None:
        super().__init__()
        self.form = form
        self._session = session
        self._draft_key = draft_key
        self._save = save
        self._saved_values = form.values()
        self.notice = Banner("info")
        self.save_button = primary_button(_("Save"), "check")
        self.another_button = button(_("Save and add another"), "plus")
        self.another_button.hide()
        self.leave_button = quiet_button(_("Back, finish later"))
        self.discard_button = quiet_button(_("Throw away changes"))
        self._timer = QTimer(self, interval=_DRAFT_AFTER_MS, singleShot=True)
        self._timer.timeout.connect(self.keep_typed)
        self.save_button.clicked.connect(lambda _checked=False: self.save())
        self.another_button.clicked.connect(lambda _checked=False: self.save_and_add_another())
        on_save_keys(self, self.save_button, self.save)
        self.leave_button.clicked.connect(lambda _checked=False: self.leave())
        self.discard_button.clicked.connect(lambda _checked=False: self.discard())
        self._arrange(heading)
        self._take_up_draft()
        form.edited.connect(self._on_edit)
        session.brought_back.connect(self._on_brought_back)
        self._show_state()

    def save(self) -> None:
        """Saves and leaves, or shows what is wrong at its field."""
        if self._is_saved():
            self.left.emit()

    def save_and_add_another(self) -> None:
        """The same, and on with the next bottle of the bag."""
        if self._is_saved():
            self.left.emit()
            self.another_asked.emit()

    def _is_saved(self) -> bool:
        self._clear_errors()
        try:
            done = self._save(self.form.values())
        except InvalidField as error:
            self.keep_typed()
            self._show_error(error)
            return False
        if done:
            self._timer.stop()
            self._session.drop_draft(self._draft_key)
        return done

    def offer_another(self) -> None:
        """Shows the button that saves and goes on with a new one."""
        self.another_button.show()

    def leave(self) -> None:
        """Goes back; what is typed stays as a draft."""
        self.keep_typed()
        self.left.emit()

    def discard(self) -> None:
        """Puts the form back to what is saved; what was typed can be brought back."""
        typed = self.form.values()
        self._clear_errors()
        self.form.set_values(self._saved_values)
        self._timer.stop()
        self._session.throw_away(self._draft_key, typed)
        self.notice.show_text("")
        self._show_state()

    def has_unsaved(self) -> bool:
        """Whether something is typed that is not saved."""
        return self.form.values() != self._saved_values

    def keep_typed(self) -> None:
        """Keeps the draft now rather than in a moment."""
        self._timer.stop()
        if self.has_unsaved():
            self._session.keep_draft(self._draft_key, self.form.values())
        else:
            self._session.drop_draft(self._draft_key)

    def _clear_errors(self) -> None:
        self.form.clear_errors()
        for key in self.form.values():
            field = self.form.field(key)
            if isinstance(field, RowsInForm):
                field.clear_errors()

    def _show_error(self, error: InvalidField) -> None:
        """In a list of rows at the field of the row; else at the innermost field that the path names."""
        match error.path:
            case (str(key), int(place), str(part), *_rest) if isinstance(
                field := self._field(key), RowsInForm
            ):
                alone = InvalidField((part,), error.rule, error.value, error.detail)
                field.show_error(place, part, field_problem(alone))
                self.form.show_error("", field_problem(error))
            case path:
                named = [each for each in path if isinstance(each, str) and self._field(each) is not None]
                key = named[-1] if named else ""
                self.form.show_error(key, field_problem(error, self.form.label(key)))

    def _field(self, key: str) -> object:
        return self.form.field(key) if key in self.form.values() else None

    def _take_up_draft(self) -> None:
        """Into the fields that nobody has filled since."""
        saved, now = self._saved_values, self.form.values()
        known = still_unfilled(self._session.opened.draft(self._draft_key), now, saved)
        if {**now, **known} != now:
            self.form.set_values(known)
            self.notice.show_text(_("Here is what you had typed and not saved yet."))

    def _on_brought_back(self, key: str) -> None:
        if key == self._draft_key:
            self._take_up_draft()
            self._show_state()

    def _on_edit(self) -> None:
        self._timer.start()
        self._show_state()

    def _show_state(self) -> None:
        unsaved = self.has_unsaved()
        self.discard_button.setVisible(unsaved)
        self.leave_button.setText(_("Back, finish later") if unsaved else _("Back"))

    def _arrange(self, heading: str) -> None:
        gaps = tokens_now()
        page = ScrollPage(heading)
        page.add(title(heading))
        page.add(self.notice)
        page.add(self.form)
        page.body.addStretch(1)
        bar = QVBoxLayout()
        bar.setContentsMargins(gaps.gap_xxl, gaps.gap_m, gaps.gap_xxl, gaps.gap_m)
        bar.addWidget(
            button_row(self.save_button, self.another_button, self.leave_button, self.discard_button)
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(page, 1)
        column.addLayout(bar)

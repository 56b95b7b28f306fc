"""A list to search at the left, one entry in full at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListView, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from caregiver_app.i18n import _, ngettext
from caregiver_app.ui.frame.page import Page
from caregiver_app.ui.pages.reference_page.details import Details
from caregiver_app.ui.pages.reference_page.subjects import Subject, matching, subjects
from caregiver_app.ui.pages.reference_page.words import edition_lines
from caregiver_app.ui.records.two_panes import TwoPanes
from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.field import announce
from caregiver_app.ui.widgets.labels import note, section
from caregiver_app.ui.widgets.page_header import PageHeader
from caregiver_app.ui.widgets.scroll import ScrollPage
from caregiver_app.ui.widgets.suggestion_rows import SUBTITLE, TITLE, SuggestionDelegate
from caregiver_app.ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from caregiver_app.domain.preferences import Preferences
    from caregiver_app.ui.frame.session import Session

_LEAST_DETAILS = 55
_LIST_CHARACTERS = 26
_SUBJECT = Qt.ItemDataRole.UserRole + 100


class ReferencePage(Page):
    """Shows what the program knows and what it does not; a chosen entry is built only then."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._every = subjects(session.reference)
        self._shown: Subject | None = None
        self._shown_for: Preferences | None = None
        self.search = TextField(_("Medicine, brand or sign"))
        self.search.setAccessibleName(_("Search the reference"))
        self.search.setClearButtonEnabled(True)
        self.found = QLabel()
        self.list = QListWidget()
        self.list.setAccessibleName(_("Medicines and topics"))
        self.list.setProperty("role", "suggestions")
        self.list.setItemDelegate(SuggestionDelegate(self.list, wraps=True))
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.details = ScrollPage(_("What is known of it"))
        self.search.edited.connect(self._fill)
        self.list.currentItemChanged.connect(lambda now, _before: self._show(now))
        self._arrange()
        self._fill()

    def reload(self) -> None:
        """Shows the household's own numbers in the lines, should they have changed."""
        if self._shown is not None and self._shown_for != self.session.preferences:
            self._build(self._shown)

    def open_record(self, key: str) -> None:
        """Shows the entry with that id."""
        self.search.set_value("")
        for row in range(self.list.count()):
            subject: Subject = self.list.item(row).data(_SUBJECT)
            if subject.id == key:
                self.list.setCurrentRow(row)

    def _arrange(self) -> None:
        gaps = tokens_now()
        head = QVBoxLayout()
        head.setContentsMargins(gaps.gap_xxl, gaps.gap_xl, gaps.gap_xxl, gaps.gap_m)
        head.setSpacing(gaps.gap_xs)
        head.addWidget(PageHeader(_("Reference")))
        self.found.setTextFormat(Qt.TextFormat.PlainText)
        self.found.setProperty("role", "note")
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(gaps.gap_xxl, gaps.gap_s, gaps.gap_s, gaps.gap_l)
        column.setSpacing(gaps.gap_s)
        for widget in (self.search, self.found, self.list):
            column.addWidget(widget)
        self.list.setMinimumWidth(self.fontMetrics().averageCharWidth() * _LIST_CHARACTERS)
        self.list.setMinimumHeight(100)
        self.column.addLayout(head)
        self.column.addWidget(TwoPanes(left, self.details, least=_LEAST_DETAILS, shares=(1, 2)), 1)

    def _fill(self) -> None:
        found = matching(self._every, self.search.value())
        kept = self._shown if self._shown in found else None
        self.list.blockSignals(True)
        self.list.clear()
        for subject in found:
            item = QListWidgetItem(self.list)
            item.setData(_SUBJECT, subject)
            item.setData(TITLE, subject.title)
            item.setData(SUBTITLE, subject.about)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{subject.title}, {subject.about}")
        self.list.blockSignals(False)
        count = ngettext("{n} entry", "{n} entries", len(found)).format(n=len(found))
        self.found.setText(
            count if found else _("Nothing found. What is not here is not verified: ask the pharmacist.")
        )
        self.found.setWordWrap(True)
        announce(self.search, self.found.text())
        self.list.setCurrentRow(found.index(kept) if kept else 0 if found else -1)

    def _show(self, item: QListWidgetItem | None) -> None:
        subject: Subject | None = item.data(_SUBJECT) if item is not None else None
        if subject is not None and subject is not self._shown:
            self._build(subject)

    def _build(self, subject: Subject) -> None:
        self._shown, self._shown_for = subject, self.session.preferences
        body = self.details.body
        while (item := body.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for line in edition_lines(self.session.reference.edition):
            self.details.add(note(line))
        self.details.add(section(subject.title))
        for widget in Details(self.session.reference, self.session.preferences).of(subject.of):
            self.details.add(widget)
        self.details.verticalScrollBar().setValue(0)

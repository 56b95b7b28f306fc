"""A fact of the reference on screen, always with the document it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from caregiver_app.i18n import _
from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.labels import data_label, note
from caregiver_app.wording.risks import fact_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from caregiver_app.reference import Fact, Source
    from caregiver_app.ui.frame.session import Session


class FactView(QWidget):
    """The fact's own words under ``lead`` ("Too much"), and below them its sources."""

    def __init__(self, session: Session, fact: Fact, lead: str = "") -> None:
        super().__init__()
        words = fact_line(fact, session.preferences).text
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens_now().gap_xs)
        layout.addWidget(data_label(f"{lead}: {words}" if lead else words))
        layout.addWidget(note(source_words(session.reference.sources_of(fact))))


def source_words(sources: Iterable[Source]) -> str:
    """``Source: LIORESAL label, 5.2 Withdrawal (FDA-approved label)``."""
    named = [
        f"{source.title}, {source.section} ({source.publisher})"
        if source.section
        else f"{source.title} ({source.publisher})"
        for source in sources
    ]
    return _("Source: {sources}").format(sources="; ".join(named))

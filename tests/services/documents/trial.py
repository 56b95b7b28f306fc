"""A document as somebody would add one: its words, its layout, and its entry in the list."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from caregiver_app.domain.preferences import Paper
from caregiver_app.printing.engine.blocks import Block
from caregiver_app.printing.engine.complete import require_complete
from caregiver_app.printing.engine.measure import Measure
from caregiver_app.printing.engine.page import PAGE_SIZES, PdfPage, Place, size_inside
from caregiver_app.printing.engine.pdf import Pdf
from caregiver_app.printing.engine.sheet import ONE_AT_A_TIME, Sheet
from caregiver_app.printing.engine.style import Style
from caregiver_app.services.documents.document import PersonDocument, Variant
from caregiver_app.services.documents.subject import DocumentSubject


@dataclass(frozen=True)
class Card:
    serial: str
    greeting: str


def compose(subject: DocumentSubject) -> Card:
    return Card("", f"I am {subject.person.preferred_name}")


def lay_out(card: Card, paper: Paper) -> Pdf:
    size = size_inside(PAGE_SIZES[paper])
    measure = Measure()
    style = Style(measure, size[0], 14.0, 12.0)
    greeting = style.text(card.greeting, size[0], bold=True, field_name="Name")
    page = PdfPage(style, (greeting,), 6.0, partial(_foot, card, style))
    with ONE_AT_A_TIME:
        require_complete(((card.greeting, "Name"), (card.serial, "")), measure, page.every_block())
        sheet = Sheet(PAGE_SIZES[paper], "Trial card", "A card for one person")
        page.draw(sheet, size, 1, 1)
        return Pdf(sheet.finish(), 1, tuple(measure.unprintable))


def _foot(card: Card, style: Style, place: Place) -> Block:
    return style.text(f"{card.serial}, page {place[0]} of {place[1]}", style.width, style.foot)


TRIAL = PersonDocument(
    "trial",
    "Trial card",
    "trial-card",
    compose,
    (Variant("Trial card for the pocket", "trial card", lay_out),),
    about="a card that a test made up",
    remarks=lambda _subject, card: (f"Says: {card.greeting}.",),
)

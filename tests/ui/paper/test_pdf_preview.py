from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor
from reportlab.pdfgen.canvas import Canvas

from caregiver_app.ui.paper.pdf_pages import PdfPages
from caregiver_app.ui.paper.pdf_preview import Fit, PdfPreview

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

LETTER = (612.0, 792.0)


def pdf(*pages: str) -> bytes:
    file = BytesIO()
    canvas = Canvas(file, pagesize=LETTER)
    for text in pages:
        canvas.drawString(72, 720, text)
        canvas.rect(0, 0, 100, 100, fill=1)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def test_a_page_becomes_a_picture_of_its_size_and_its_words() -> None:
    with PdfPages(pdf("Call 911", "Sheet 2")) as pages:
        assert pages.sizes == (LETTER, LETTER)
        image = pages.image(0, 2.0)
        assert (image.width(), image.height()) == (1224, 1584)
        assert image.pixelColor(10, 1574) == QColor("black")
        assert image.pixelColor(1200, 10) == QColor("white")
        assert pages.text(1).strip() == "Sheet 2"


def test_the_preview_shows_every_page_and_says_what_it_says(qtbot: QtBot) -> None:
    preview = PdfPreview("Preview")
    qtbot.addWidget(preview)
    preview.resize(500, 400)
    preview.show()
    preview.show_pdf(pdf("Call 911", "Sheet 2"))
    qtbot.waitUntil(lambda: all(not page.pixmap().isNull() for page in preview.pages))
    assert [page.accessibleName() for page in preview.pages] == ["Page 1 of 2", "Page 2 of 2"]
    assert "Call 911" in preview.pages[0].accessibleDescription()
    preview.show_pdf(pdf("One page"))
    assert len(preview.pages) == 1
    assert "One page" in preview.text()


def test_a_whole_page_fits_the_height_and_the_full_width_is_used_otherwise(qtbot: QtBot) -> None:
    preview = PdfPreview("Preview")
    qtbot.addWidget(preview)
    preview.resize(600, 300)
    preview.show()
    preview.show_pdf(pdf("Call 911"))
    label = preview.pages[0]
    qtbot.waitUntil(lambda: not label.pixmap().isNull())
    wide = label.pixmap().deviceIndependentSize()
    preview.set_fit(Fit.PAGE)
    qtbot.waitUntil(lambda: label.pixmap().deviceIndependentSize() != wide)
    whole = label.pixmap().deviceIndependentSize()
    assert wide.width() > whole.width()
    assert whole.height() <= preview.viewport().height()

"""A printed document as several readers see it, and how its words are compared with a record."""

from __future__ import annotations

import io
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

import pdfplumber
import pypdf
import pypdfium2
from pdfminer.layout import LTChar, LTContainer, LTCurve
from pdfplumber.utils.text import extract_words

from caregiver_app.domain.preferences import Paper
from caregiver_app.printing.engine import characters, fonts, scripts
from caregiver_app.wording.summary import EmergencySummary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True)
class Printed:
    """A PDF with the summary it was made from."""

    data: bytes
    summary: EmergencySummary
    paper: Paper
    large_print: bool = False

    @cached_property
    def reader(self) -> pypdf.PdfReader:
        return pypdf.PdfReader(io.BytesIO(self.data))

    @cached_property
    def texts(self) -> list[str]:
        """What pdfium reads on each page, in content order."""
        document = pypdfium2.PdfDocument(self.data)
        # pdfium takes a hyphen that ends a line for one of its own making, and reads U+FFFE.
        texts = [page.get_textpage().get_text_range().replace("\ufffe", "-") for page in document]
        document.close()
        return texts

    @cached_property
    def plumbed(self) -> list[dict[str, Any]]:
        """Characters, words and shapes of each page, as pdfplumber sees them."""
        with pdfplumber.open(io.BytesIO(self.data)) as document:
            return [_plumbed(page) for page in document.pages]

    def picture(self, page: int, dpi: float) -> Any:
        """The page in grey."""
        document = pypdfium2.PdfDocument(self.data)
        picture = document[page].render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
        document.close()
        return picture


def _plumbed(page: Any) -> dict[str, Any]:
    """The few facts that are looked at; pdfplumber's own way to forty a character takes as long as all checks."""
    items = list(_leaves(page.layout))
    boxes = [
        {
            "x0": item.x0,
            "x1": item.x1,
            "top": page.height - item.y1,
            "bottom": page.height - item.y0,
            "doctop": page.initial_doctop + page.height - item.y1,
        }
        for item in items
    ]
    chars = [
        {**box, "text": item.get_text(), "size": item.size, "upright": item.upright}
        for item, box in zip(items, boxes, strict=True)
        if isinstance(item, LTChar)
    ]
    return {
        "chars": chars,
        "words": extract_words(chars, keep_blank_chars=False, use_text_flow=True),
        "shapes": [box for item, box in zip(items, boxes, strict=True) if isinstance(item, LTCurve)],
    }


def _leaves(items: Iterable[Any]) -> Iterator[Any]:
    for item in items:
        if isinstance(item, LTContainer):
            yield from _leaves(item)
        else:
            yield item


@cache  # a sheet is looked through once for each text that must stand on it
def squeezed(text: str) -> str:
    """Without white space, and with what no font has written out: so text is compared with the record."""
    cleaned = characters.clean(text, frozenset(), fonts.has_glyph, {})
    joined = re.sub("[\ufb00-\ufb06]", lambda match: unicodedata.normalize("NFKC", match[0]), cleaned)
    return re.sub(r"\s+", "", joined)  # readers take a ligature for its letters


def stands_in(text: str, page: str) -> bool:
    """Whether ``page``, squeezed, holds ``text``; words that read from the right stand there in any order."""
    if not scripts.reads_from_right(text):
        return squeezed(text) in page
    return _counted(squeezed(text)) <= _counted(page)  # readers turn words, and digits beside them


def _counted(text: str) -> Counter[str]:
    return Counter(c for c in unicodedata.normalize("NFKD", text) if c.isalnum())

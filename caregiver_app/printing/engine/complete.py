"""The last look before a document is drawn: whatever it says stands in some block of some page."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from caregiver_app.printing.engine.blocks import Block, texts_in
from caregiver_app.printing.engine.glyphs import said
from caregiver_app.printing.engine.scripts import reads_from_right
from caregiver_app.printing.errors import IncompleteSheetError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from caregiver_app.printing.engine.measure import Measure


def require_complete(wanted: Iterable[tuple[str, str]], measure: Measure, blocks: Iterable[Block]) -> None:
    """Raises ``IncompleteSheetError`` with what is missing from ``blocks``, taken before any page break.

    ``wanted`` are the texts of the document, each with the form field it was typed in, or "".
    """
    lines = [line for block in blocks for text in texts_in(block) for line in text.lines]
    placed = said("".join(["".join([text for _font, text in line]) for line in lines]))
    reader = _TurnedReader(placed) if reads_from_right(placed) else _Reader(placed)
    missing = [name for text, name in wanted if text and not reader.has(measure.words_of(text))]
    if missing:
        raise IncompleteSheetError(len(missing), tuple(Counter(filter(None, missing)).most_common(5)))


class _Reader:
    """Finds texts in what was placed; white space does not count, lines are broken at it."""

    def __init__(self, placed: str) -> None:
        self._placed = _squeezed(placed)

    def has(self, words: str) -> bool:
        return _squeezed(words) in self._placed


class _TurnedReader:
    """The same where words were turned: the letters that read from the right in any order, others in theirs."""

    def __init__(self, placed: str) -> None:
        self._other = _read_from_left(placed)
        self._turned = Counter(filter(reads_from_right, placed))

    def has(self, words: str) -> bool:
        turned = Counter(filter(reads_from_right, words))
        return turned <= self._turned and _read_from_left(words) in self._other


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _read_from_left(text: str) -> str:
    return "".join([c for c in text if c.isalnum() and not reads_from_right(c)])

"""The last look before a sheet is drawn: whatever the summary says stands in some block of some page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from caregiver_app.printing.blocks import Block, texts_in
from caregiver_app.printing.characters import is_hebrew
from caregiver_app.printing.errors import IncompleteSheetError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from caregiver_app.printing.measure import Measure
    from caregiver_app.wording.summary import EmergencySummary, MedicineRow


def require_complete(
    summary: EmergencySummary, measure: Measure, blocks: Iterable[Block], *, purposes: bool
) -> None:
    """Raises ``IncompleteSheetError`` with what is missing from ``blocks``, taken before any page break.

    ``purposes`` tells whether the purposes of medicines that are not high-risk were to be printed.
    """
    lines = [line for block in blocks for text in texts_in(block) for line in text.lines]
    placed = "".join(["".join([text for _font, text in line]) for line in lines])
    reader = _HebrewReader(placed) if is_hebrew(placed) else _Reader(placed)
    wanted = [*_texts(summary), *(text for row in summary.medicines for text in _cells(row, purposes))]
    missing = [name for text, name in wanted if text and not reader.has(measure.words_of(text))]
    if missing:
        raise IncompleteSheetError(len(missing), tuple(Counter(filter(None, missing)).most_common(5)))


class _Reader:
    """Finds texts in what was placed; white space does not count, lines are broken at it."""

    def __init__(self, placed: str) -> None:
        self._placed = _squeezed(placed)

    def has(self, words: str) -> bool:
        return _squeezed(words) in self._placed


class _HebrewReader:
    """The same where words were turned: the other letters in their order, those of Hebrew in any order."""

    def __init__(self, placed: str) -> None:
        self._other = _without_hebrew(placed)
        self._hebrew = Counter(filter(is_hebrew, placed))

    def has(self, words: str) -> bool:
        hebrew = Counter(filter(is_hebrew, words))
        return hebrew <= self._hebrew and _without_hebrew(words) in self._other


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _without_hebrew(text: str) -> str:
    return "".join([c for c in text if c.isalnum() and not is_hebrew(c)])


def _texts(summary: EmergencySummary) -> Iterator[tuple[str, str]]:
    for line in summary.every_line():
        yield line.text, line.field
    for text in (summary.title, summary.person, summary.printed, summary.review_by, summary.serial):
        yield text, ""
    for risk in summary.other_risks:
        yield risk.medicine, ""
    if summary.signs:
        yield summary.signs.medicine, ""
    yield (summary.pump_title if summary.pump else ""), ""
    yield (summary.do_title if summary.do_and_say else ""), ""
    yield (summary.qr_note if summary.qr_payload else ""), ""
    for value in (*summary.pump, summary.allergies, *summary.background):
        yield value.label, value.field
        yield value.value, value.field
    for call in summary.calls:
        yield from ((text, call.field) for text in (call.who, *call.numbers))


def _cells(row: MedicineRow, purposes: bool) -> Iterator[tuple[str, str]]:  # noqa: FBT001 - one caller
    for text in (row.name, row.give, row.how, row.when):
        yield text, row.field
    if purposes or row.high_risk:
        said = row.purpose.casefold() in row.when.casefold()
        yield ("" if said else row.purpose), row.field

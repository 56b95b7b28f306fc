"""The automatic checks of a printed emergency sheet, numbered as in ``printing.md`` section 4.

``check_emergency_pdf`` takes any summary, so that sheets of whole households can go through the same checks.
What must stand on the paper is taken from the summary, never from the layout. Check 15 (the same bytes twice)
and 18 (the ladder) are tests; 17 is about cards.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from caregiver_app.domain.preferences import Paper
from caregiver_app.printing.engine import characters, fonts, scripts
from caregiver_app.wording.safe_writing import unsafe_spellings
from tests.printing.picture_checks import contrast, ink_cover, inked, qr_readable
from tests.printing.printed import Printed, squeezed, stands_in
from tests.printing.summary_texts import all_texts, cells_of, required_texts, safety_texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from caregiver_app.wording.summary import EmergencySummary, MedicineRow

SIZES = {Paper.LETTER: (612.0, 792.0), Paper.A4: (595.28, 841.89)}
MARGIN = 36.0
SAFETY, BODY, FOOT = 10.0, 9.0, 8.0
LARGE_SAFETY, LARGE_BODY = 14.0, 12.0
PURPOSE_LEFT_OUT = "what each is for is not shown"
_UNITS = "mg|mcg|micrograms?|mL|g|kg|lb|units?|tablets?|capsules?|puffs?|hours?|minutes?|AM|PM"


def check_emergency_pdf(
    data: bytes, summary: EmergencySummary, paper: Paper, *, large_print: bool = False, raster: bool = True
) -> list[str]:
    """Everything wrong with the sheet; empty when it is right. ``raster`` adds the checks of the picture."""
    printed = Printed(data, summary, paper, large_print)
    checks = [
        pages_and_size, fonts_embedded, type_sizes, inside_margins, required_text, overlaps, reading_order,
        glyph_health, doses_unsplit, safe_writing, metadata_and_actives, freshness,
    ]  # fmt: skip
    if raster:
        checks += [inked, qr_readable, contrast, ink_cover]
    return [f"{check.__name__}: {problem}" for check in checks for problem in check(printed)]


def pages_and_size(printed: Printed) -> Iterator[str]:
    """Check 1: one page, unless large or saying that sheet 2 is attached."""
    pages = printed.reader.pages
    for number, page in enumerate(pages, 1):
        for got, wanted in zip(
            (page.mediabox.width, page.mediabox.height), SIZES[printed.paper], strict=True
        ):
            if abs(float(got) - wanted) > 0.1:
                yield f"page {number} is {got} points, not {wanted}"
    attached = "seesheet2(attached)" in squeezed(printed.texts[0])
    if not printed.large_print and (len(pages) > 1) != attached:
        yield f"{len(pages)} pages, sheet 2 {'named' if attached else 'not named'} on page 1"


def fonts_embedded(printed: Printed) -> Iterator[str]:
    """Check 2."""
    for page in printed.reader.pages:
        resources = page["/Resources"].get_object()
        for name, reference in resources.get("/Font", {}).items():  # type: ignore[union-attr]
            font = reference.get_object()
            descriptor = font.get("/FontDescriptor")
            if descriptor is None or not any(key.startswith("/FontFile") for key in descriptor.get_object()):
                yield f"{name} ({font.get('/BaseFont')}) is not embedded"
            if "/ToUnicode" not in font:
                yield f"{name} has no ToUnicode"


def type_sizes(printed: Printed) -> Iterator[str]:
    """Check 3: nothing below 8 points, only the small print below 9, no safety text below 10; large 12 and 14."""
    body, safety = (LARGE_BODY, LARGE_SAFETY) if printed.large_print else (BODY, SAFETY)
    for number, page in enumerate(printed.plumbed, 1):
        small = squeezed("".join(c["text"] for c in page["chars"] if c["size"] < body - 0.01))
        for text in (
            *(line.text for line in printed.summary.foot),
            printed.summary.qr_note,
            printed.summary.serial,
        ):
            small = small.replace(squeezed(text), "", 1)
        if not re.fullmatch(r"(,Page\d+of\d+\.)?", small):
            yield f"page {number}: {small!r} is below {body} points"
        if any(c["size"] < FOOT - 0.01 for c in page["chars"]):
            yield f"page {number}: type below {FOOT} points"
    chars = [c for page in printed.plumbed for c in page["chars"] if c["text"].strip()]
    whole = "".join(c["text"] for c in chars)
    places = [index for index, c in enumerate(chars) for _ in c["text"]]
    for text in safety_texts(printed.summary):
        wanted = squeezed(text)
        found = [match.start() for match in re.finditer(re.escape(wanted), whole)] if wanted else []
        sizes = [min(chars[places[i]]["size"] for i in range(at, at + len(wanted))) for at in found]
        if sizes and max(sizes) < safety - 0.01:
            yield f"{text!r} is {max(sizes):.1f} points"


def inside_margins(printed: Printed) -> Iterator[str]:
    """Check 4: type and shapes stay 12.7 mm from each edge."""
    width, height = SIZES[printed.paper]
    for number, page in enumerate(printed.plumbed, 1):
        for item in (*page["chars"], *page["shapes"]):
            box = (item["x0"], item["top"], width - item["x1"], height - item["bottom"])
            for edge, distance in zip(("left", "top", "right", "bottom"), box, strict=True):
                if distance < MARGIN - 0.6:
                    what = item.get("text", "a shape")
                    yield f"page {number}: {what!r} is {distance:.1f} from the {edge} edge"


def required_text(printed: Printed) -> Iterator[str]:
    """Check 5: everything the summary says stands on the paper, each medicine as one row."""
    page_1, everywhere = squeezed(printed.texts[0]), squeezed("".join(printed.texts))
    first = everywhere if runs_on(printed) else page_1
    for text in required_texts(printed.summary):
        if not stands_in(text, first) and not _runs_on(text, printed):
            yield f"missing: {text!r}"
    attached = len(printed.texts) > 1 and not printed.large_print
    for row in printed.summary.medicines:
        if not _row_found(row, everywhere) and not all(_runs_on(cell, printed) for cell in cells_of(row)):
            yield f"missing medicine: {row.name!r}"
        if not runs_on(printed) and (row.high_risk or not attached) and not _row_found(row, first):
            yield f"missing on page 1: {row.name!r}"


def runs_on(printed: Printed) -> bool:
    """Whether more than the other medicines may stand behind page 1: it says so."""
    return printed.large_print or "GOESON,seesheet2(attached)" in squeezed(printed.texts[0])


def _runs_on(text: str, printed: Printed) -> bool:
    """Whether a page break stands inside ``text``: foot and head lie between its words."""
    if not runs_on(printed):
        return False
    everywhere = squeezed("".join(printed.texts))
    cleaned = characters.clean(text, frozenset(), fonts.has_glyph, {})
    return all(_stands_in_two(word, everywhere) for word in cleaned.split())


def _stands_in_two(word: str, everywhere: str) -> bool:
    """A long word may be broken anywhere, and a page with it."""
    return stands_in(word, everywhere) or any(
        stands_in(word[:at], everywhere) and stands_in(word[at:], everywhere) for at in range(1, len(word))
    )


def overlaps(printed: Printed) -> Iterator[str]:
    """Check 6: no two words share more than a point across and 45 % of their height."""
    for number, page in enumerate(printed.plumbed, 1):
        words = sorted(page["words"], key=lambda word: word["top"])
        for index, one in enumerate(words):
            for other in words[index + 1 :]:
                if other["top"] >= one["bottom"]:
                    break
                across = min(one["x1"], other["x1"]) - max(one["x0"], other["x0"])
                down = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
                lower = min(one["bottom"] - one["top"], other["bottom"] - other["top"])
                if across > 1 and down > 0.45 * lower:
                    yield f"page {number}: {one['text']!r} and {other['text']!r}"


def reading_order(printed: Printed) -> Iterator[str]:
    """Check 7: what matters most is read first, by two readers."""
    pages = len(printed.texts) if printed.large_print else 1
    readers = {
        "pdfium": "".join(printed.texts[:pages]),
        "pypdf": "".join(page.extract_text() for page in printed.reader.pages[:pages]),
    }
    for name, text in readers.items():
        place, page = 0, squeezed(text)
        for anchor in _anchors(printed):
            if scripts.reads_from_right(anchor):
                continue  # turned word by word
            if runs_on(printed) and not printed.large_print and squeezed(anchor) not in page:
                continue  # on sheet 2
            found = page.find(squeezed(anchor), place)
            if found < 0:
                yield f"{name}: {anchor!r} does not come after what stands above it"
                break
            place = found


def glyph_health(printed: Printed) -> Iterator[str]:
    """Check 9. A square that somebody typed is one."""
    typed = set("".join(all_texts(printed.summary)))
    for number, text in enumerate(printed.texts, 1):
        for character in set(text) - typed:
            code = ord(character)
            if character == "\ufffd" or code == 0 or 0xE000 <= code <= 0xF8FF or 0x25A0 <= code <= 0x25A1:
                yield f"page {number}: U+{code:04X}"
    if any("(cid:" in c["text"] for page in printed.plumbed for c in page["chars"]):
        yield "a character without a glyph"


def doses_unsplit(printed: Printed) -> Iterator[str]:
    """Check 10: no line ends between a number and its unit where the record binds them."""
    bound = {
        match[0]
        for text in all_texts(printed.summary)
        for match in re.finditer(rf"\d\u00a0(?:{_UNITS})\b", text)
    }
    for text in printed.texts:
        for match in re.finditer(rf"(\d) ?\r?\n({_UNITS})\b", text):
            if f"{match[1]}\u00a0{match[2]}" in bound:
                yield repr(match[0])


def safe_writing(printed: Printed) -> Iterator[str]:
    """Check 11: the layout brings in no spelling that the record does not hold (``printing.md`` 2.9)."""
    known = {found.found for text in all_texts(printed.summary) for found in unsafe_spellings(text)}
    for text in printed.texts:
        for found in unsafe_spellings(re.sub(r"\s+", " ", text)):
            if found.found not in known:
                yield f"{found.rule}: {found.found!r}"


def metadata_and_actives(printed: Printed) -> Iterator[str]:
    """Check 16: nobody's name, nothing that acts, a language."""
    metadata = " ".join(str(value) for value in (printed.reader.metadata or {}).values())
    for word in re.findall(r"\w{3,}", printed.summary.person):
        if word in metadata:
            yield f"metadata names {word!r}"
    if re.search(r"/home|/tmp|/work|[A-Z]:\\|anonymous|unspecified", metadata):
        yield f"metadata says {metadata!r}"
    catalog = printed.reader.trailer["/Root"].get_object()
    for key in ("/OpenAction", "/AA", "/AcroForm", "/Names", "/Outlines"):
        if key in catalog:  # type: ignore[operator]
            yield f"the document has {key}"
    if b"/JavaScript" in printed.data or b"/EmbeddedFile" in printed.data:
        yield "an active part"
    yield from ("a link" for page in printed.reader.pages if "/Annots" in page)
    if catalog.get("/Lang") != "en-US":  # type: ignore[union-attr]
        yield "no language"


def freshness(printed: Printed) -> Iterator[str]:
    """Check 20: each page says whose it is, when printed, until when it holds, serial number and place."""
    summary, total = printed.summary, len(printed.texts)
    for number, text in enumerate(printed.texts, 1):
        wanted = [
            summary.person,
            summary.printed,
            summary.review_by,
            summary.serial,
            f"Page {number} of {total}",
        ]
        wanted += [line.text for line in summary.identity[:1]]
        for each in wanted:
            if not stands_in(each, squeezed(text)):
                yield f"page {number} does not say {each!r}"


def _row_found(row: MedicineRow, page: str) -> bool:
    """Whether name, dose, route, times and purpose follow one another, whatever stands between them."""
    left_out = not row.high_risk and squeezed(PURPOSE_LEFT_OUT) in page
    cells = cells_of(row)[:4] if left_out else cells_of(row)
    parts = [re.escape(squeezed(cell)) for cell in cells if cell]
    said_already = row.purpose.casefold() in row.when.casefold()
    tried = (parts, parts[:-1]) if row.purpose and said_already and not left_out else (parts,)
    return any(re.search("(?:[:,.]|For:|GIVE:)*".join(each), page) for each in tried)


def _anchors(printed: Printed) -> Iterable[str]:
    summary = printed.summary
    yield from (summary.title, summary.person, summary.first.text)
    if "ALLERGIES,whattoavoid" not in squeezed(printed.texts[0]):  # on sheet 2, and only named here
        yield from (value.label for value in summary.vital)
    if summary.signs:
        columns = [("TOO LITTLE", summary.signs.too_little), ("TOO MUCH", summary.signs.too_much)]
        for title, lines in reversed(columns) if summary.signs.too_much_first else columns:
            yield from (title, lines[0].text)
        yield from (line.text for line in summary.signs.action)
    if not printed.large_print:
        if "warningsignsoftheothermedicines" not in squeezed(printed.texts[0]):  # on sheet 2
            yield from (risk.medicine for risk in summary.other_risks)
        yield summary.pump_title if summary.pump else ""
        yield from (line.text for line in summary.do_and_say)
        yield from (value.label for value in summary.background)
        yield from (row.name for row in summary.medicines if row.high_risk)
    yield "WHO TO CALL"
    yield from (call.who for call in summary.calls[:2])
    yield from (line.text for line in (summary.foot[:1] if printed.large_print else summary.foot))

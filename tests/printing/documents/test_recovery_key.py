"""The recovery key on paper, read back by readers that know nothing of the program."""

from __future__ import annotations

import hashlib
import io
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePath

import pypdf
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from caregiver_app.domain.preferences import Paper
from caregiver_app.domain.recovery_key import read_recovery_key, write_recovery_key
from caregiver_app.printing.documents.recovery_key import recovery_key_pdf
from caregiver_app.printing.errors import SheetTooFullError
from caregiver_app.wording.recovery_sheet import RecoverySheet, recovery_sheet
from tests.printing import checks, picture_checks
from tests.printing.printed import Printed, squeezed
from tests.printing.samples import bare_summary
from tests.scale import examples

SECRET = hashlib.sha256(b"made up").digest()[:20]
GROUPS = write_recovery_key(SECRET)
PATH = PurePath("/home/anna/Documents/household.caregiver")
ID = "0123456789abcdef0123456789abcdef"
LONG_NAMES = (
    "W" * 250 + ".caregiver",
    "🙂" * 60 + ".caregiver",
    "Our household " * 15 + ".caregiver",
    "a\nb\u202ec\u0627" * 25 + ".caregiver",
    "בית " * 40 + ".caregiver",
)


def sheet_of(path: PurePath = PATH, vault_id: str = ID, secret: bytes = SECRET) -> RecoverySheet:
    return recovery_sheet(write_recovery_key(secret), path, date(2026, 11, 23), vault_id)


def draw_recovery_sheet(sheet: RecoverySheet, paper: Paper) -> bytes:
    return recovery_key_pdf(sheet, paper).data


def printed(sheet: RecoverySheet, paper: Paper) -> Printed:
    return Printed(draw_recovery_sheet(sheet, paper), bare_summary(), paper)


def page_text(data: bytes) -> str:
    return pypdf.PdfReader(io.BytesIO(data)).pages[0].extract_text()


def problems(page: Printed) -> list[str]:
    """The checks of the emergency sheet that hold for any page."""
    found = [
        *checks.fonts_embedded(page),
        *checks.inside_margins(page),
        *checks.overlaps(page),
        *checks.glyph_health(page),
        *checks.metadata_and_actives(page),
        *picture_checks.inked(page),
        *picture_checks.contrast(page),
        *picture_checks.ink_cover(page),
    ]
    if len(page.reader.pages) != 1:
        found.append(f"{len(page.reader.pages)} pages")
    box = page.reader.pages[0].mediabox
    if abs(float(box.height) - checks.SIZES[page.paper][1]) > 0.1:
        found.append(f"{box.height} points high")
    return found


def everything_said(sheet: RecoverySheet) -> list[str]:
    sections = (*sheet.sections, sheet.technician)
    lines = [text for section in sections for text in (section.title, *section.lines)]
    head = (sheet.title, sheet.made, sheet.file_label, sheet.file_name, sheet.vault, sheet.warning)
    return [*head, *sheet.groups, sheet.reading, sheet.code_note, *lines, *sheet.snippet]


@pytest.mark.parametrize("paper", Paper)
def test_the_sheet_is_one_sound_page_that_says_everything(paper: Paper) -> None:
    sheet = sheet_of()
    page = printed(sheet, paper)
    assert problems(page) == []
    for text in (page.texts[0], page_text(page.data)):
        for said in everything_said(sheet):
            assert squeezed(said) in squeezed(text), said


@pytest.mark.parametrize("paper", Paper)
def test_the_groups_stand_numbered_in_order_and_can_be_typed_from_the_page(paper: Paper) -> None:
    text = page_text(draw_recovery_sheet(sheet_of(), paper))
    found = re.findall(r"\b([1-8])\s+([0-9A-Z]{5})\b", text)
    assert [number for number, _group in found] == list("12345678")
    assert read_recovery_key(" ".join(group for _number, group in found)) == SECRET


@pytest.mark.parametrize("paper", Paper)
def test_the_groups_are_the_largest_type_and_nothing_is_too_small(paper: Paper) -> None:
    chars = printed(sheet_of(), paper).plumbed[0]["chars"]
    large = "".join(char["text"] for char in chars if char["size"] > 30)
    assert large == "".join(GROUPS)
    assert min(char["size"] for char in chars) >= 8


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("dpi", [150, 300])
def test_the_code_holds_the_key_as_it_may_be_typed(paper: Paper, dpi: int) -> None:
    import zxingcpp

    picture = printed(sheet_of(), paper).picture(0, dpi)
    codes = zxingcpp.read_barcodes(picture)
    assert [read_recovery_key(code.text) for code in codes] == [SECRET]


def test_its_modules_are_not_smaller_than_a_printer_draws_well() -> None:
    from caregiver_app.printing.documents.recovery_key.layout import _QR_SIDE
    from caregiver_app.printing.engine.qr import qr_runs

    inside, _runs = qr_runs(sheet_of().code)
    assert _QR_SIDE / (inside + 8) >= 0.35 * 72 / 25.4


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("name", LONG_NAMES)
def test_a_long_file_name_loses_its_middle_visibly_and_keeps_its_end(paper: Paper, name: str) -> None:
    page = printed(sheet_of(PurePath(name)), paper)
    assert problems(page) == []
    assert re.search(r"…|\.\.\.", page.texts[0])  # beside Hebrew, pdfium reads three dots
    assert page.texts[0].count("caregiver") == sheet_of().snippet[6].count("caregiver") + 2


@given(st.text(st.characters(exclude_characters="/\0"), min_size=1, max_size=250))
@examples(30)
@example("caf\udce9.caregiver")  # bytes that are no UTF-8
def test_any_file_name_leaves_one_page_inside_its_margins(name: str) -> None:
    page = printed(sheet_of(PurePath("/x") / name), Paper.LETTER)
    assert list(checks.inside_margins(page)) == []
    assert list(checks.glyph_health(page)) == []
    assert len(page.reader.pages) == 1


def test_only_the_last_part_of_the_path_is_printed() -> None:
    data = draw_recovery_sheet(sheet_of(), Paper.A4)
    assert "anna" not in page_text(data)
    assert "For the file: household.caregiver" in page_text(data)


def test_a_sheet_without_a_number_of_the_file_leaves_no_empty_label() -> None:
    text = page_text(draw_recovery_sheet(sheet_of(vault_id=""), Paper.A4))
    assert "Number of the file" not in text


def test_nothing_of_the_key_or_the_file_is_in_the_metadata() -> None:
    data = draw_recovery_sheet(sheet_of(), Paper.A4)
    metadata = pypdf.PdfReader(io.BytesIO(data)).metadata
    assert metadata is not None
    assert metadata.producer == "caregiver_app"
    assert b"/Producer (caregiver_app)" in data
    said = " ".join(str(value) for value in metadata.values())
    assert "household" not in said.replace("A key to a household file", "")
    assert not any(group in said for group in GROUPS)
    assert "Emergency" not in said


def test_the_same_sheet_gives_the_same_bytes_in_any_process_and_thread() -> None:
    data = draw_recovery_sheet(sheet_of(), Paper.LETTER)
    source = (
        "import sys, hashlib; from tests.printing.documents.test_recovery_key import *\n"
        "print(hashlib.sha256(draw_recovery_sheet(sheet_of(), Paper.LETTER)).hexdigest())"
    )
    root = Path(__file__).resolve().parents[3]
    other = subprocess.run(
        [sys.executable, "-c", source], cwd=root, capture_output=True, text=True, check=True
    ).stdout.split()[-1]
    assert hashlib.sha256(data).hexdigest() == other
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(lambda _: draw_recovery_sheet(sheet_of(), Paper.LETTER), range(8))) == {data}


def test_what_does_not_fit_is_refused_and_not_clipped() -> None:
    sheet = sheet_of()
    with pytest.raises(SheetTooFullError):
        draw_recovery_sheet(replace(sheet, reading=sheet.reading * 10), Paper.LETTER)


def test_the_key_is_not_kept_where_the_emergency_sheet_keeps_its_code() -> None:
    from caregiver_app.printing.documents.emergency import foot

    before = foot.qr_code.cache_info()
    draw_recovery_sheet(sheet_of(), Paper.A4)
    assert foot.qr_code.cache_info() == before


def snippet_on(text: str) -> str:
    return text[text.index("import hashlib, hmac") : text.index("chr(34))") + len("chr(34))")]


def run_snippet(text: str, typed: str) -> str:
    source = snippet_on(text).replace("\r\n", "\n")
    ran = subprocess.run(
        [sys.executable, "-I", "-c", source], input=typed + "\n", capture_output=True, text=True, check=True
    )
    return ran.stdout.removeprefix("Key: ").strip()


def independent_key(secret: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), 32, salt=None, info=b"caregiver-vault/1 database").derive(secret)


@pytest.mark.parametrize("paper", Paper)
def test_the_python_on_the_paper_gives_the_statement_that_opens_the_database(paper: Paper) -> None:
    text = page_text(draw_recovery_sheet(sheet_of(), paper))
    expected = f"PRAGMA key = \"x'{independent_key(SECRET).hex()}'\""
    for typed in ("-".join(GROUPS), " ".join(GROUPS).lower(), "".join(GROUPS).replace("0", "O")):
        assert run_snippet(text, typed) == expected


def test_the_python_on_the_paper_shows_no_two_quotation_marks_side_by_side() -> None:
    assert not any(re.search("[\"'][\"']", line) for line in sheet_of().snippet)


def test_a_key_with_leading_zero_bytes_is_derived_alike() -> None:
    secret = bytes(5) + SECRET[5:]
    text = page_text(draw_recovery_sheet(sheet_of(secret=secret), Paper.A4))
    assert independent_key(secret).hex() in run_snippet(text, "-".join(write_recovery_key(secret)))


def test_a_program_that_shares_no_code_with_ours_opens_a_database_by_the_statement(tmp_path: Path) -> None:
    """SQLite3 Multiple Ciphers, told only that the file is SQLCipher's, version 4."""
    import apsw
    from sqlcipher3 import dbapi2

    path = tmp_path / "copy.db"
    made = dbapi2.connect(str(path))
    made.execute(f"PRAGMA key = \"x'{independent_key(SECRET).hex()}'\"")
    made.executescript("CREATE TABLE t (x TEXT); INSERT INTO t VALUES ('Theo');")
    made.close()
    text = page_text(draw_recovery_sheet(sheet_of(), Paper.A4))
    opened = apsw.Connection(str(path))
    for statement in (
        "PRAGMA cipher = 'sqlcipher'",
        "PRAGMA legacy = 4",
        run_snippet(text, "-".join(GROUPS)),
    ):
        opened.execute(statement)
    assert opened.execute("SELECT x FROM t").fetchall() == [("Theo",)]
    opened.close()

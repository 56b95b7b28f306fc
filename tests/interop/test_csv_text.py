"""Tables for a spreadsheet, read back, with everything a spreadsheet could take for a formula."""

from __future__ import annotations

import csv
import io
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caregiver_app.interop.csv_text import csv_bytes, harmless


def read_back(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_a_table_has_a_mark_every_cell_in_quotes_and_windows_line_ends() -> None:
    data = csv_bytes(["When", "Who"], [["Fri 4 Dec 2026", 'Anna "Nan" Ø'], ["", "a, b\nc"]])
    expected = '\ufeff"When","Who"\r\n"Fri 4 Dec 2026","Anna ""Nan"" Ø"\r\n"","a, b\nc"\r\n'
    assert data == expected.encode()


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("+1+1", "'+1+1"),
        ("-2+3", "'-2+3"),
        ("@SUM(1)", "'@SUM(1)"),
        ('=HYPERLINK("http://x","y")', '\'=HYPERLINK("http://x","y")'),
        ("\t=1+1", "'\t'=1+1"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("\nx", "'\nx"),
        ("＝1+1", "'＝1+1"),
        ("＋1", "'＋1"),
        ("－1", "'－1"),
        ("＠x", "'＠x"),
        ("   =1", "'   =1"),
        ("\u00a0=1", "'\u00a0=1"),
        ("\u200b\ufeff=1", "'\u200b\ufeff=1"),
        ("\x00=1", "'\x00=1"),
        ('"=1', "\"'=1"),
        ('x";=1', "x\";'=1"),
        (";=1", ";'=1"),
        ("x; +1", "x; '+1"),
        ("first\n=1", "first\n'=1"),
        ("first\r\n- second", "first\r\n'- second"),
        # Spreadsheets show the sum of these: -2243.
        ("+1-800-222-1222", "'+1-800-222-1222"),
        ("-", "'-"),
    ],
)
def test_what_could_be_a_formula_becomes_text(cell: str, kept: str) -> None:
    assert harmless(cell) == kept
    assert read_back(csv_bytes(["a"], [[cell, "end"]])) == [["a"], [kept, "end"]]


@pytest.mark.parametrize(
    "cell",
    [
        *("-5", "+5", "-0.5", "+1,000.25", "-10%", "12"),
        *("+1 555 0100", "+49 (0)30 1234567", "+44 20 7946.0958", "1-800-222-1222", "(555) 010-0100"),
        *("Take 5 mg - not more", "a=b", "anna@example.org", "2 + 2", "don't", "'=1", "10 mg → 15 mg", ""),
        "Monday; then 5 mg",
    ],
)
def test_what_is_no_formula_is_left_as_it_is(cell: str) -> None:
    assert harmless(cell) == cell


_CELLS = st.text(st.sampled_from("=+-@＝ \t\r\n;\"',a1\u200b\x00"), max_size=12)
_SAFE_BEGINNING = re.compile(r"[+-]?[0-9]+([.,][0-9]+)*%?|\+[0-9][0-9 ]+")


@given(st.lists(st.lists(_CELLS, min_size=2, max_size=4), max_size=4))
def test_no_cell_of_any_reader_begins_with_a_sign(rows: list[list[str]]) -> None:
    data = csv_bytes(["a", "b"], rows)
    strict = [cell for row in read_back(data)[1:] for cell in row]
    # A reader in a country where cells are parted by ";" and that ends them inside quotes.
    text = data.decode("utf-8-sig")
    loose = [] if any(map(_SAFE_BEGINNING.fullmatch, strict)) else re.split(r'[;\t\r\n"]', text)
    for cell in (*strict, *loose):
        bare = cell.strip(" \t\r\n\u200b\x00")
        assert not bare.startswith(tuple("=+-@＝")) or _SAFE_BEGINNING.fullmatch(cell)


@given(_CELLS)
def test_only_apostrophes_are_added_and_only_once(cell: str) -> None:
    kept = harmless(cell)
    assert kept.replace("'", "") == cell.replace("'", "")
    assert harmless(kept) == kept


@pytest.mark.parametrize("part", [" ", "\n", ";", "\t", '"', "\n ", "=", "+1 "])
def test_a_long_cell_takes_no_long_time(part: str) -> None:
    begun = time.process_time()
    harmless(part * 300_000)
    assert time.process_time() - begun < 5  # some 0.1 s; the square of the length would be minutes


def test_half_a_character_does_not_stop_a_table() -> None:
    assert read_back(csv_bytes(["a"], [["\ud800"]])) == [["a"], ["?"]]

"""Tables for a spreadsheet: comma-separated text in which no cell is ever a formula.

Spreadsheets run what begins like a formula, and some take any ``;`` or line break inside a cell for the end of
it. An apostrophe before the sign makes it text (owasp.org/www-community/attacks/CSV_Injection); it stays visible.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

_MARK: Final = "\ufeff"  # tells spreadsheets that the text is UTF-8
# With their full-width and small forms, and the real minus.
_SIGNS: Final = r"=+\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b\u2212"
# For a reader that does not keep to the quotes, a new cell begins after each of these.
_BREAKS: Final = frozenset(';\t\r\n"')
# What a spreadsheet passes over before it looks: spaces of all kinds, invisible and control characters.
_PASSED_OVER: Final = r";\"\s\x00-\x1f\x7f-\x9f\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
# Everything passed over before a sign, however little. Each run is looked at once: a long one must not take long.
_BEFORE_A_SIGN: Final = re.compile(rf"(?<![{_PASSED_OVER}])[{_PASSED_OVER}]*+(?=[{_SIGNS}])")
_PLAIN_NUMBER: Final = re.compile(r"[+-]?[0-9]+([.,][0-9]+)*%?")
# Without "-" and "/": +1-800-222-1222 is a sum to a spreadsheet, which shows -2243 in place of the number.
_PHONE_NUMBER: Final = re.compile(r"\+[0-9](?:[ .\u00a0\u2011]?\(?[0-9]+\)?){2,8}")


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The table as UTF-8 with a mark, every cell in quotes, lines ended by CR LF."""
    lines = (",".join(map(_quoted, row)) for row in (header, *rows))
    return (_MARK + "".join(f"{line}\r\n" for line in lines)).encode("utf-8", "replace")


def harmless(cell: str) -> str:
    """The cell's text, with an apostrophe before each place where a spreadsheet could see a formula."""
    if _PLAIN_NUMBER.fullmatch(cell) or _PHONE_NUMBER.fullmatch(cell):
        return cell
    marked = _BEFORE_A_SIGN.sub(_with_apostrophe, cell)
    return f"'{marked}" if marked.startswith(("\t", "\r", "\n")) else marked


def _with_apostrophe(found: re.Match[str]) -> str:
    before = found[0]
    if found.start() and _BREAKS.isdisjoint(before):
        return before  # in the middle of a sentence
    return f"{before}'" if _BREAKS.intersection(before) else f"'{before}"


def _quoted(cell: str) -> str:
    return '"' + harmless(cell).replace('"', '""') + '"'

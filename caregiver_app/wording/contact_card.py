"""The text in the sheet's QR code: a vCard 3.0 contact, readable by a phone without any network.

A phone shows it as a contact with numbers to tap. It holds whole items only; what does not fit the code stays on
the paper around it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Final

# QR version 18 at error level M, which prints at 34 mm with modules of 0.38 mm (ISO/IEC 18004 capacity: 560 bytes).
MAX_BYTES: Final = 500
_EXTENSION: Final = re.compile(r"(?:(?:extension|ext\.?|(?<=[\d\s])x)[\s:=]{0,3}|,{1,3})(\d{1,9})")
_WORD_OF_KEYS: Final = re.compile(r"(?<=\d[-. )])[a-z]{4,}\b")
_LABEL: Final = re.compile(
    r"\([^()\d]{0,40}\)|\b(?:tel|phone|call|cell|mobile|home|work|office|day|night)\b[.:]?"
)
_KEYS: Final = str.maketrans("abcdefghijklmnopqrstuvwxyz", "22233344455566677778889999")


def contact_card(name: str, phones: Sequence[str], notes: Sequence[str | Sequence[str]]) -> str:
    """A vCard with ``phones`` and ``notes`` as far as ``MAX_BYTES`` hold them, in their order.

    Two phones at most, of those that can be dialled.
    A note of several wordings, the fullest first, is never left out: it stands in the fullest that fits. Nothing at
    all where not even the last ones do.
    """
    head = ["BEGIN:VCARD", "VERSION:3.0", f"N:;EMERGENCY {_escape(name)};;;", f"FN:EMERGENCY {_escape(name)}"]
    head += [f"TEL:{number}" for number in list(filter(None, map(dialled, phones)))[:2]]
    kept = {place: note[-1] for place, note in enumerate(notes) if not isinstance(note, str) and note}
    for place, note in enumerate(notes):
        for wording in [note] if isinstance(note, str) else note:
            more = {**kept, place: wording}
            if _fits(head, more):
                kept = more
                break
    return _card(head, _in_order(kept)) if _fits(head, kept) else ""


def dialled(phone: str) -> str:
    """Digits as a phone dials them, an extension behind ``;ext=`` (RFC 3966 section 3, RFC 6350 section 6.4.1).

    A phone that does not know ``;ext=`` takes the semicolon for a pause, and waits before it sends the extension.
    Of two numbers the first; words such as BACLOFEN by the letters on the keys (ITU-T E.161). Empty where a letter
    stands among the digits: the paper shows what was written, and no wrong number is dialled.
    """
    first = re.split(r"/|;|\bor\b", _in_western_digits(phone).casefold(), maxsplit=1)[0]
    found = _EXTENSION.search(first)
    base, extension = (first[: found.start()], found[1]) if found else (first, "")
    base = _WORD_OF_KEYS.sub(lambda word: word[0].translate(_KEYS), base.replace("(0)", ""))
    if any(map(str.isalpha, _LABEL.sub("", base))):
        return ""
    digits = "".join(each for each in base if each in "0123456789*#")
    number = f"+{digits}" if base.strip().startswith("+") else digits
    return f"{number};ext={extension}" if extension and number else number


def _in_western_digits(text: str) -> str:
    return "".join(str(unicodedata.decimal(each)) if each.isdecimal() else each for each in text)


def _in_order(kept: Mapping[int, str]) -> list[str]:
    return [kept[place] for place in sorted(kept)]


def _fits(head: Sequence[str], kept: Mapping[int, str]) -> bool:
    return len(_card(head, _in_order(kept)).encode()) <= MAX_BYTES


def _card(head: Sequence[str], notes: Sequence[str]) -> str:
    note = ["NOTE:" + r"\n".join(_escape(each) for each in notes)] if notes else []
    return "\r\n".join([*head, *note, "END:VCARD", ""])


def _escape(text: str) -> str:
    """RFC 2426 section 5: backslash, comma, semicolon and line break."""
    flat = " ".join(text.replace("\u00a0", " ").split())
    return flat.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")

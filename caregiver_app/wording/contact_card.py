"""The text in the sheet's QR code: a vCard 3.0 contact, readable by a phone without any network.

A phone shows it as a contact with numbers to tap. It holds whole items only; what does not fit the code stays on
the paper around it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

# QR version 18 at error level M, which prints at 34 mm with modules of 0.38 mm (ISO/IEC 18004 capacity: 560 bytes).
MAX_BYTES: Final = 500


def contact_card(name: str, phones: Sequence[str], notes: Sequence[str]) -> str:
    """A vCard with as many of ``phones`` (two at most) and ``notes`` as ``MAX_BYTES`` hold, in their order."""
    head = ["BEGIN:VCARD", "VERSION:3.0", f"N:;EMERGENCY {_escape(name)};;;", f"FN:EMERGENCY {_escape(name)}"]
    head += [f"TEL:{_escape(phone)}" for phone in phones[:2]]
    kept: list[str] = []
    for note in notes:
        if len(_card(head, [*kept, note]).encode()) <= MAX_BYTES:
            kept.append(note)
    card = _card(head, kept)
    return card if len(card.encode()) <= MAX_BYTES else ""


def _card(head: Sequence[str], notes: Sequence[str]) -> str:
    note = ["NOTE:" + r"\n".join(_escape(each) for each in notes)] if notes else []
    return "\r\n".join([*head, *note, "END:VCARD", ""])


def _escape(text: str) -> str:
    """RFC 2426 section 5: backslash, comma, semicolon and line break."""
    flat = " ".join(text.replace("\u00a0", " ").split())
    return flat.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")

"""What the child that reads a document says to the process that asked: lines, each with one of these letters first."""

from __future__ import annotations

from typing import Final

BYTES: Final = b"B"
"""How many bytes were read so far; the document is read twice."""
RECORDS: Final = b"R"
"""Everything but the events, as this program writes it."""
EVENT: Final = b"E"
"""Its place in the document, and the event as this program writes it."""
END: Final = b"."
"""All of it was said."""
SENTENCE: Final = b"S"
"""Why the document was refused, as a JSON text. Nothing follows."""
UNREADABLE: Final = b"U"
"""The disk did not give all of the document. Nothing follows."""

OUT_OF_MEMORY: Final = 3
"""The exit status of a child that was not given more memory."""

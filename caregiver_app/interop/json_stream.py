"""A JSON text too large to hold: read a piece at a time, value by value, with every refusal of ``json_text``."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Callable
from typing import Any, BinaryIO, Final

from caregiver_app.interop.errors import NotJson, TooDeep, WrongEncoding
from caregiver_app.interop.json_text import DECODER, MAX_DEPTH, check_depth, is_cut_off, without_mark

_PIECE: Final = 65_536
_SPACE: Final = re.compile(r"[ \t\n\r]*")
# Where a piece ends, the longest word that can be cut is half of "\ud83d\ude42".
_LONGEST_WORD: Final = 16


class TooLong(Exception):
    """One value has more characters than it may have."""


class JsonText:
    """Holds what is between the value that is read and the end of its piece. ``tell`` hears the bytes read so far.

    Methods raise ``WrongEncoding``, ``NotJson``, and ``OSError`` as ``file`` does.
    """

    def __init__(self, file: BinaryIO, tell: Callable[[int], object]) -> None:
        self._file = file
        self._tell = tell
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._text = ""
        self._at = 0
        self._bytes_read = 0
        self._has_ended = False
        self._lines_read = 0
        # Where the held text begins: lines before it, and characters before it on its first line.
        self._lines_gone = 0
        self._column_gone = 0
        self._characters_gone = 0

    def peek(self) -> str:
        """The next character that is no white space; empty at the end."""
        while True:
            space = _SPACE.match(self._text, self._at)
            assert space is not None
            self._at = space.end()
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._read_on():
                return ""

    def take(self, mark: str) -> None:
        """Goes past ``mark``, which must come next."""
        if self.peek() != mark:
            raise self._not_json(self._at, is_cut_off=not self.peek())
        self._at += 1

    def begins(self, beginning: str, end: str) -> bool:
        """Goes past the beginning of a list or an object; False, and past its end, where it is empty."""
        self.take(beginning)
        if self.peek() != end:
            return True
        self.take(end)
        return False

    def goes_on(self, end: str) -> bool:
        """After a value in a list or an object: goes past the comma (True) or past its end."""
        if self.peek() == ",":
            self._at += 1
            return True
        self.take(end)
        return False

    def check_end(self) -> None:
        """Nothing may follow."""
        if self.peek():
            raise self._not_json(self._at, is_cut_off=False)

    def key(self, longest: int) -> str:
        """A key and its colon. Raises ``TooLong``."""
        if self.peek() != '"':
            raise self._not_json(self._at, is_cut_off=not self.peek())
        key: str = self.value(MAX_DEPTH, longest)
        self.take(":")
        return key

    def value(self, levels: int, longest: int) -> Any:
        """The value that comes next, with at most so many ``levels`` and characters.

        Raises ``TooLong``, ``TooDeep``, ``NotANumber``, ``DuplicateKey``.
        """
        self.peek()
        while True:
            try:
                value, end = DECODER.raw_decode(self._text, self._at)
            except RecursionError:
                raise TooDeep(MAX_DEPTH) from None
            except json.JSONDecodeError as error:
                if self._may_be_cut(error) and self._has_room(longest) and self._read_on():
                    continue
                check_depth(self._text[self._at :], levels)
                raise self._refusal(error, longest) from None
            # A number may go on in the next piece.
            if len(self._text) - end < _LONGEST_WORD and self._has_room(longest) and self._read_on():
                continue
            break
        if end - self._at > longest:
            raise TooLong
        check_depth(self._text[self._at : end], levels)
        self._at = end
        return value

    @property
    def characters(self) -> int:
        """How many were gone past."""
        return self._characters_gone + self._at

    def _may_be_cut(self, error: json.JSONDecodeError) -> bool:
        """Whether the value may be whole once more of the text is there."""
        is_in_string = error.msg.startswith("Unterminated string")
        return is_in_string or not self._text[error.pos + _LONGEST_WORD :].strip()

    def _has_room(self, longest: int) -> bool:
        return len(self._text) - self._at <= longest

    def _refusal(self, error: json.JSONDecodeError, longest: int) -> Exception:
        if self._may_be_cut(error) and not self._has_room(longest):
            return TooLong()
        return self._not_json(error.pos, is_cut_off=is_cut_off(self._text, error))

    def _not_json(self, at: int, *, is_cut_off: bool) -> NotJson:
        line_start = self._text.rfind("\n", 0, at)
        column = at - line_start if line_start >= 0 else self._column_gone + at + 1
        return NotJson(self._lines_gone + self._text.count("\n", 0, at) + 1, column, is_cut_off=is_cut_off)

    def _read_on(self) -> bool:
        """Holds more of the text, twice as much for a long value; False at the end."""
        if self._has_ended:
            return False
        data = self._file.read(max(_PIECE, len(self._text) - self._at))
        more = self._decoded(data)
        if not data:
            self._has_ended = True
            return False
        self._forget(self._at)
        self._text += more
        self._bytes_read += len(data)
        self._tell(self._bytes_read)
        return True

    def _decoded(self, data: bytes) -> str:
        piece = data if self._bytes_read else without_mark(data)
        try:
            text = self._decoder.decode(piece, final=not data)
        except UnicodeDecodeError as error:
            line = self._lines_read + error.object.count(b"\n", 0, error.start) + 1
            raise WrongEncoding("", line) from None
        self._lines_read += data.count(b"\n")
        return text

    def _forget(self, end: int) -> None:
        """Lets go of the text before ``end``, which was read."""
        line_start = self._text.rfind("\n", 0, end)
        self._column_gone = end - line_start - 1 if line_start >= 0 else self._column_gone + end
        self._lines_gone += self._text.count("\n", 0, end)
        self._characters_gone += end
        self._text, self._at = self._text[end:], 0

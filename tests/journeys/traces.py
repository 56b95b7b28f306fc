"""Finds markers such as ``Wq017zjk`` in whatever form a program may have written them down."""

from __future__ import annotations

import base64
import gzip
import io
import os
import re
import zipfile
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from pypdf import PdfReader

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# As text of one, two or four bytes a letter, in either order; and in hexadecimal digits.
_PLAIN: Final = re.compile(rb"w(\0*)q\1(\d)\1(\d)\1(\d)\1z\1j\1k", re.IGNORECASE)
_HEX: Final = re.compile(rb"[57]7[57]13(\d)3(\d)3(\d)[57]a[46]a[46]b", re.IGNORECASE)
_BASE64: Final = re.compile(rb"[A-Za-z0-9+/_-]{12,}")
_DEEPEST: Final = 3


def markers_in(data: bytes, depth: int = 0) -> set[int]:
    """The numbers of the markers in ``data``, and in what is packed in it."""
    found = {int(b"".join(match.groups()[1:])) for match in _PLAIN.finditer(data)}
    found |= {int(b"".join(match.groups())) for match in _HEX.finditer(data)}
    if depth < _DEEPEST:
        for inner in _unpacked(data):
            found |= markers_in(inner, depth + 1)
    return found


def _unpacked(data: bytes) -> Iterator[bytes]:
    if data.startswith(b"%PDF"):
        yield _words_of(data)
    if data.startswith(b"\x1f\x8b"):
        with suppress(OSError, EOFError, zlib.error):
            yield gzip.decompress(data)
    with (
        suppress(zipfile.BadZipFile, zlib.error, NotImplementedError),
        zipfile.ZipFile(io.BytesIO(data)) as packed,
    ):
        for name in packed.namelist():
            yield name.encode()
            yield packed.read(name)
    for start in re.finditer(rb"x[\x01\x5e\x9c\xda]", data):
        with suppress(zlib.error):
            yield zlib.decompressobj().decompress(data[start.start() :])
    for run in _BASE64.finditer(data):
        for shift in range(4):
            text = run[0][shift:].translate(bytes.maketrans(b"-_", b"+/"))
            yield base64.b64decode(text[: len(text) // 4 * 4])


def _words_of(pdf: bytes) -> bytes:
    reader = PdfReader(io.BytesIO(pdf))
    words = [page.extract_text() for page in reader.pages]
    return "\n".join((*words, str(reader.metadata))).encode()


def markers_in_files(root: Path) -> dict[str, set[int]]:
    """For each file and folder below ``root``: the markers in its name, its contents and its attributes."""
    found: dict[str, set[int]] = {}
    for path in sorted(root.rglob("*")):
        parts = [os.fsencode(path.name)]
        with suppress(OSError):  # gone meanwhile
            if path.is_symlink():
                parts.append(os.fsencode(path.readlink()))
            elif path.is_file():
                parts.append(path.read_bytes())
                parts += [os.getxattr(path, each) for each in os.listxattr(path)]
        if markers := set().union(*map(markers_in, parts)):
            found[str(path.relative_to(root))] = markers
    return found

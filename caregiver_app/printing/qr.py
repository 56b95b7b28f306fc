"""QR codes, error level M, bytes in UTF-8: all that the sheet needs of ISO/IEC 18004:2015.

Written out here because ``import segno`` takes longer than drawing two sheets (it loads ``ssl`` and
``http.client`` through ``xml.sax.saxutils``), and choosing its mask takes as long again. The tests compare
every module with segno's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from caregiver_app.printing.qr_bytes import alignment_centres, codewords, smallest_version

_LEVEL_M: Final = 0
_BLACK: Final = re.compile("1+")
_VERSION_INFORMATION: Final = 7  # the first version that names itself
_FINDER: Final = ("1111111", "1000001", "1011101", "1011101", "1011101", "1000001", "1111111")
_ALIGNMENT: Final = ("11111", "10001", "10101", "10001", "11111")
_APART: Final = (
    11  # light modules between two rows when they stand in one integer, so that patterns do not run over
)
_MASK_PERIOD: Final = 12


@dataclass(frozen=True, slots=True)
class _Frame:
    """What all codes of one version share. Cells are numbered row by row; ``data`` is in placing order."""

    size: int
    cells: tuple[str, ...]
    data: tuple[int, ...]


def qr_rows(payload: bytes) -> list[str]:
    """The smallest code for ``payload`` as rows of "1" (black) and "0", without its quiet zone.

    Raises ``PayloadTooLongError``.
    """
    version = smallest_version(len(payload))
    frame = _frame(version)
    cells = list(frame.cells)
    message = codewords(payload, version)
    bits = f"{int.from_bytes(message, 'big'):0{8 * len(message)}b}"
    for cell, bit in zip(frame.data, bits + "0" * 7, strict=False):
        cells[cell] = bit
    across, down = _joined("".join(cells), frame.size), _joined(_turned(cells, frame.size), frame.size)
    masks = _masks(version)
    best = min(range(8), key=lambda n: _penalty(across ^ masks[n][0], down ^ masks[n][1], frame.size))
    stride = frame.size + _APART
    final = f"{across ^ masks[best][0]:0{stride * frame.size}b}"
    rows = [list(final[stride * row : stride * row + frame.size]) for row in range(frame.size)]
    _put_format(rows, best)
    return ["".join(row) for row in rows]


def runs(rows: list[str]) -> list[tuple[int, int, int]]:
    """The black modules joined along each row: left end, row, length."""
    return [
        (match.start(), index, len(match[0]))
        for index, row in enumerate(rows)
        for match in _BLACK.finditer(row)
    ]


@cache
def _frame(version: int) -> _Frame:
    size = 17 + 4 * version
    rows = [["."] * size for _ in range(size)]
    for top, left in ((0, 0), (0, size - 7), (size - 7, 0)):
        for row in range(max(0, top - 1), min(size, top + 8)):
            rows[row][max(0, left - 1) : left + 8] = "0" * len(rows[row][max(0, left - 1) : left + 8])
        _stamp(rows, _FINDER, top, left)
    for index in range(8, size - 8):
        rows[6][index] = rows[index][6] = "01"[index % 2 == 0]
    centres = alignment_centres(version)
    corners = {(6, 6), (6, size - 7), (size - 7, 6)}
    for row, column in ((row, column) for row in centres for column in centres):
        if (row, column) not in corners:
            _stamp(rows, _ALIGNMENT, row - 2, column - 2)
    _put_format(rows, None)
    if version >= _VERSION_INFORMATION:
        _put_version(rows, version)
    return _Frame(size, tuple("".join(map("".join, rows)).replace(".", "0")), tuple(_placing_order(rows)))


def _stamp(rows: list[list[str]], pattern: tuple[str, ...], top: int, left: int) -> None:
    for offset, line in enumerate(pattern):
        rows[top + offset][left : left + len(line)] = line


def _placing_order(rows: list[list[str]]) -> list[int]:
    """Pairs of columns from the right, by turns upwards and downwards, the timing column left out (7.7.3)."""
    size = len(rows)
    order = []
    upwards = True
    for right in [*range(size - 1, 6, -2), 5, 3, 1]:
        for row in range(size - 1, -1, -1) if upwards else range(size):
            order += [row * size + column for column in (right, right - 1) if rows[row][column] == "."]
        upwards = not upwards
    return order


def _put_format(rows: list[list[str]], mask: int | None) -> None:
    """Level and mask, twice, each with its check bits (7.9); zeros while the mask is not known."""
    bits = "0" * 15 if mask is None else f"{_with_check_bits(_LEVEL_M << 3 | mask, 10, 0x537) ^ 0x5412:015b}"
    size = len(rows)
    for index, bit in enumerate(bits):
        column = index if index < 6 else (7 if index == 6 else 8)  # noqa: PLR2004 - around the timing pattern
        row = 8 if index <= 7 else (7 if index == 8 else 14 - index)  # noqa: PLR2004 - the same
        rows[row][column] = bit
        if index < 7:  # noqa: PLR2004 - seven bits below, eight on the right
            rows[size - 1 - index][8] = bit
        else:
            rows[8][size - 15 + index] = bit
    rows[size - 8][8] = "0" if mask is None else "1"


def _put_version(rows: list[list[str]], version: int) -> None:
    bits = f"{_with_check_bits(version, 12, 0x1F25):018b}"[::-1]
    size = len(rows)
    for index, bit in enumerate(bits):
        rows[index // 3][size - 11 + index % 3] = rows[size - 11 + index % 3][index // 3] = bit


def _with_check_bits(value: int, count: int, generator: int) -> int:
    remainder = value << count
    while remainder.bit_length() > count:
        remainder ^= generator << remainder.bit_length() - count - 1
    return value << count | remainder


def _turned(cells: list[str], size: int) -> str:
    return "".join("".join(cells[column::size]) for column in range(size))


def _joined(cells: str, size: int) -> int:
    """All rows in one integer, light modules between them: one operation treats every module at once."""
    gap = "0" * _APART
    return int(gap.join(cells[start : start + size] for start in range(0, size * size, size)) + gap, 2)


@cache
def _masks(version: int) -> list[tuple[int, int]]:
    """Each of the eight masks over the data modules, across and down."""
    frame = _frame(version)
    size = frame.size
    region = ["0"] * size**2
    for cell in frame.data:
        region[cell] = "1"
    across, down = _joined("".join(region), size), _joined(_turned(region, size), size)
    masks = []
    for number in range(8):
        small = [
            [_mask(number, row, column) for column in range(_MASK_PERIOD)] for row in range(_MASK_PERIOD)
        ]
        turned = [list(line) for line in zip(*small, strict=True)]
        masks.append(
            (across & _joined(_tiled(small, size), size), down & _joined(_tiled(turned, size), size))
        )
    return masks


def _tiled(small: list[list[str]], size: int) -> str:
    lines = [("".join(line) * (size // _MASK_PERIOD + 1))[:size] for line in small]
    return "".join(lines[row % _MASK_PERIOD] for row in range(size))


def _mask(number: int, i: int, j: int) -> str:
    """Table 10: "1" where the module at row ``i``, column ``j`` is turned."""
    rules = (
        (i + j) % 2,
        i % 2,
        j % 3,
        (i + j) % 3,
        (i // 2 + j // 3) % 2,
        (i * j) % 2 + (i * j) % 3,
        ((i * j) % 2 + (i * j) % 3) % 2,
        ((i + j) % 2 + (i * j) % 3) % 2,
    )
    return "01"[rules[number] == 0]


def _penalty(across: int, down: int, size: int) -> int:
    """How easily a reader is misled (7.8.3.1): runs, blocks, false finders, too much of one colour."""
    share = abs(20 * across.bit_count() - 10 * size**2) // size**2
    runs = _run_penalty(across, size) + _run_penalty(down, size)
    return runs + _block_penalty(across, size) + _finder_penalty(across) + _finder_penalty(down) + 10 * share


@cache
def _pairs(size: int) -> int:
    """Each module that has a right neighbour."""
    return _joined(("0" + "1" * (size - 1)) * size, size)


def _same_as_left(modules: int, size: int) -> int:
    return ~(modules ^ modules >> 1) & _pairs(size)


def _run_penalty(modules: int, size: int) -> int:
    same = _same_as_left(modules, size)
    five = same & same >> 1 & same >> 2 & same >> 3
    return five.bit_count() + 2 * (five & ~(five >> 1)).bit_count()


def _block_penalty(modules: int, size: int) -> int:
    same = _same_as_left(modules, size)
    stride = size + _APART
    alike = ~(modules ^ modules >> stride) & _pairs(size)
    last_rows = (1 << stride * (size - 1)) - 1
    return 3 * (same & same >> stride & alike & last_rows).bit_count()


def _finder_penalty(modules: int) -> int:
    padded = modules << 4
    light = ~padded
    core = padded & light >> 1 & padded >> 2 & padded >> 3 & padded >> 4 & light >> 5 & padded >> 6
    before = light >> 7 & light >> 8 & light >> 9 & light >> 10
    after = light << 1 & light << 2 & light << 3 & light << 4
    return 40 * (core & (before | after)).bit_count()

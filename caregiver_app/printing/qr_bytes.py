"""The bytes of a QR code: length, payload, filling, Reed-Solomon checks (ISO/IEC 18004:2015, 7.4 to 7.6)."""

from __future__ import annotations

from functools import cache
from itertools import chain, zip_longest
from typing import Final

# Table 9 of the standard, error level M, versions 1 to 27: check bytes per block, number of blocks.
_CHECK_BYTES: Final = (
    *(10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24),
    *(24, 28, 28, 26, 26, 26, 26, 28, 28, 28, 28, 28, 28),
)
_BLOCKS: Final = (
    *(1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9),
    *(10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25),
)
LARGEST_VERSION: Final = len(_BLOCKS)
_LONG_COUNT: Final = 10  # from this version on the length takes 16 bits instead of 8
_BYTE_MODE: Final = 0b0100
_FIELD: Final = 0x11D  # x^8 + x^4 + x^3 + x^2 + 1


class PayloadTooLongError(ValueError):
    """More bytes than the largest code made here holds."""


def smallest_version(length: int) -> int:
    """The smallest version that holds ``length`` bytes. Raises ``PayloadTooLongError``."""
    for version in range(1, LARGEST_VERSION + 1):
        if 4 + _count_bits(version) + 8 * length <= 8 * _data_bytes(version):
            return version
    raise PayloadTooLongError(length)


def codewords(payload: bytes, version: int) -> bytes:
    """All bytes of the code in the order they are placed."""
    capacity = _data_bytes(version)
    bits = _count_bits(version)
    head = (_BYTE_MODE << bits | len(payload)) << 8 * len(payload) | int.from_bytes(payload, "big")
    used = 4 + bits + 8 * len(payload)
    ending = min(4, 8 * capacity - used)  # the terminator, cut where the code is full
    ending += -(used + ending) % 8
    data = (head << ending).to_bytes((used + ending) // 8, "big")
    data += bytes(0xEC if index % 2 == 0 else 0x11 for index in range(capacity - len(data)))
    blocks = _blocks(data, _BLOCKS[version - 1])
    checks = [_check_bytes(block, _CHECK_BYTES[version - 1]) for block in blocks]
    placed = chain(chain.from_iterable(zip_longest(*blocks)), chain.from_iterable(zip_longest(*checks)))
    return bytes(byte for byte in placed if byte is not None)


def alignment_centres(version: int) -> tuple[int, ...]:
    """Rows, which are also the columns, of the alignment patterns (Annex E)."""
    if version == 1:
        return ()
    last = 4 * version + 10
    count = version // 7 + 1
    step = -(-(last - 6) // count)
    step += step % 2
    return (6, *reversed([last - step * index for index in range(count)]))


def _count_bits(version: int) -> int:
    return 16 if version >= _LONG_COUNT else 8


def _data_bytes(version: int) -> int:
    return _total_bytes(version) - _CHECK_BYTES[version - 1] * _BLOCKS[version - 1]


def _total_bytes(version: int) -> int:
    size = 17 + 4 * version
    centres = len(alignment_centres(version))
    alignment = 25 * (centres**2 - 3) - 10 * (centres - 2) if centres else 0
    information = 36 if version >= 7 else 0  # noqa: PLR2004 - the version, written twice, from version 7 on
    return (size**2 - 3 * 64 - 31 - 2 * (size - 16) - alignment - information) // 8


def _blocks(data: bytes, count: int) -> list[bytes]:
    short, longer = divmod(len(data), count)
    blocks = []
    start = 0
    for index in range(count):
        end = start + short + (index >= count - longer)
        blocks.append(data[start:end])
        start = end
    return blocks


def _check_bytes(block: bytes, count: int) -> bytes:
    """The remainder of ``block`` divided by the generator polynomial, all its bytes in one integer."""
    table = _multiples(count)
    top = 8 * (count - 1)
    keep = (1 << top) - 1
    remainder = 0
    for byte in block:
        remainder = (remainder & keep) << 8 ^ table[remainder >> top ^ byte]
    return remainder.to_bytes(count, "big")


@cache
def _multiples(count: int) -> list[int]:
    """The generator polynomial of ``count`` check bytes times each of the 256 field elements."""
    generator = bytes([1])
    root = 1
    for _ in range(count):
        scaled = bytes(_times(byte, root) for byte in generator)
        generator = bytes(a ^ b for a, b in zip(generator + b"\0", b"\0" + scaled, strict=True))
        root = _times(root, 2)
    powers = [
        int.from_bytes(bytes(_times(byte, 1 << bit) for byte in generator[1:]), "big") for bit in range(8)
    ]
    table = [0] * 256
    for element in range(1, 256):
        lowest = element & -element
        table[element] = table[element ^ lowest] ^ powers[lowest.bit_length() - 1]
    return table


def _times(left: int, right: int) -> int:
    product = 0
    while right:
        if right & 1:
            product ^= left
        left <<= 1
        if left & 0x100:
            left ^= _FIELD
        right >>= 1
    return product

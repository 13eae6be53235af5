"""Content streams put together from pieces that are deflated each by itself, so that a piece can be kept and put into the next file.

A piece ends with the head of a stored block. The bytes that say how long that block is, and the block, are what stands between this piece
and the next as it is: where on the page the next one is drawn. No piece refers to what is before it.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import NamedTuple

_LEVEL = 6
_HEAD = b"\x78\x9c\0"
"""Of a zlib stream, and of a stored block."""
_LAST = b"\0\0\xff\xff\x03\0"
"""An empty stored block, and the empty block that ends a stream."""
_OPEN = 4
"""How many bytes say that a flush stores nothing."""
_ADLER = 65521


class FlateSegment(NamedTuple):
    """A piece, with what the sum at the end of a stream needs to know of it."""

    data: bytes
    adler: int
    length: int


def deflated(raw: bytes) -> FlateSegment:
    """These bytes as a piece."""
    deflate = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    data = deflate.compress(raw) + deflate.flush(zlib.Z_SYNC_FLUSH)
    return FlateSegment(data[:-_OPEN], zlib.adler32(raw), len(raw))


def stream(parts: Iterable[tuple[bytes, Iterable[FlateSegment]]]) -> bytes:
    """A zlib stream of pieces, groups of which have up to 65,535 bytes before them that are stored."""
    out = [_HEAD]
    check = 1
    for before, pieces in parts:
        check = zlib.adler32(before, check)
        for data, adler, length in pieces:
            stored = len(before)
            out += (stored.to_bytes(2, "little"), (stored ^ 0xFFFF).to_bytes(2, "little"), before, data)
            check = joined(check, adler, length)
            before = b""
    out += (_LAST, check.to_bytes(4, "big"))
    return b"".join(out)


def joined(first: int, second: int, length: int) -> int:
    """The Adler-32 (RFC 1950) of two runs of bytes from that of each; ``length`` is that of the second."""
    low = (first & 0xFFFF) + (second & 0xFFFF) - 1
    high = (first >> 16) + (second >> 16) + length * ((first & 0xFFFF) - 1)
    return high % _ADLER << 16 | low % _ADLER

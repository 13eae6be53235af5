"""The parts of a JPEG file: what may go into a PDF of it, and whether all of its picture is there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

_TABLES = (0xC4, 0xC8, 0xCC)
"""Markers among those that say how a picture is coded that do not say it."""
_HUFFMAN = ([0xC0], [0xC1], [0xC2])
"""Baseline, extended and progressive; arithmetic coding and lossless JPEG have other markers."""
_START_OF_SCAN, _END, _ADOBE = 0xDA, 0xD9, 0xEE
_RESTARTS = tuple(range(0xD0, 0xD8))
_PADDING = b"\xaa\x55" * 64
"""Bits that would be read as pixels where pixels are missing; none of them is a marker."""


class JpegPart(NamedTuple):
    """A segment with its marker, or (marker 0) the coded pixels up to the next marker."""

    marker: int
    start: int
    end: int


def jpeg_parts(data: bytes) -> Iterator[JpegPart]:
    """The parts from behind the first marker to the end of the picture. Raises ``ValueError`` when that end never comes."""
    at = 2
    while True:
        if data[at : at + 1] != b"\xff" or at + 1 >= len(data):
            raise ValueError("a marker is missing")
        marker = data[at + 1]
        if marker == 0xFF:  # a fill byte
            at += 1
            continue
        if marker == _END:
            yield JpegPart(marker, at, at + 2)
            return
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        yield JpegPart(marker, at, end)
        at = end
        while marker == _START_OF_SCAN:
            end = _marker_behind(data, at)
            yield JpegPart(0, at, end)
            at = end
            if data[at + 1] not in _RESTARTS:
                break
            yield JpegPart(data[at + 1], at, at + 2)
            at += 2


def _marker_behind(data: bytes, at: int) -> int:
    """Where the coded pixels that begin at a place end."""
    end = at
    while True:
        end = data.index(b"\xff", end)
        following = data[end + 1 : end + 2]
        if not following:
            raise ValueError("the picture ends in the middle")
        if following not in (b"\x00", b"\xff"):
            return end
        end += 1 + (following == b"\x00")


def coded_by_huffman(data: bytes) -> bool:
    """Whether it is coded in one of the ways that every reader of PDF knows."""
    return [part.marker for part in jpeg_parts(data) if 0xC0 <= part.marker <= 0xCF and part.marker not in _TABLES] in _HUFFMAN


def without_comments(data: bytes) -> bytes:
    """A JPEG file without what cameras and programs write into it and behind it: only JFIF and Adobe's colour marker stay."""
    kept = [data[:2]]
    for part in jpeg_parts(data):
        said = 0xE1 <= part.marker <= 0xEF or part.marker == 0xFE
        if not said or part.marker == _ADOBE:
            kept.append(data[part.start : part.end])
    return b"".join(kept)


def padded(data: bytes) -> bytes:
    """The same picture with more bits behind each run of coded pixels. Who decodes it sees another picture only where pixels were missing."""
    out, restart = [data[:2]], 0
    for part in jpeg_parts(data):
        if restart and part.marker not in _RESTARTS and part.marker:  # whole runs may be missing
            out += [bytes((0xFF, _RESTARTS[(restart + 1) % 8])), _PADDING]
        out.append(data[part.start : part.end])
        if part.marker == 0:
            out.append(_PADDING)
        else:
            restart = part.marker if part.marker in _RESTARTS else 0
    return b"".join(out)

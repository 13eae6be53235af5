"""The objects of a PDF file that is written while it is made: only where each begins stays in memory."""

from __future__ import annotations

import zlib
from hashlib import sha256
from itertools import accumulate
from typing import BinaryIO

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_LEVEL = 6
_WINDOW, _MEMORY = 13, 6
_PACK = 200
"""So many small objects go into a stream together."""
_ROW = 8
"""Bytes of a row of the table: what kind of place it is, the place, and which of the objects there."""


def deflated(data: bytes) -> bytes:
    """Some thousand bytes, deflated with no more memory than they need: making it ready is most of the time."""
    deflate = zlib.compressobj(_LEVEL, zlib.DEFLATED, _WINDOW, _MEMORY)
    return deflate.compress(data) + deflate.flush()


class StreamingWriter:
    """Objects by their numbers, from 1. Streams are written when they are added; small ones wait until some are packed together."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._at = 0
        self._rows = bytearray(_ROW)
        self._small: dict[int, bytes] = {}
        self._digest = sha256()
        self._write(_HEADER)

    def reserve(self, count: int = 1) -> int:
        """The first of ``count`` new numbers."""
        first = len(self._rows) // _ROW
        self._rows += bytes(_ROW * count)
        return first

    def put(self, number: int, body: str) -> int:
        """Say what an object is; its number."""
        self._small[number] = body.encode("latin-1")
        if len(self._small) >= _PACK:
            self._pack()
        return number

    def add(self, body: str) -> int:
        """A new object; its number."""
        return self.put(self.reserve(), body)

    def add_stream(self, entries: str, data: bytes) -> int:
        """A new stream; its number. ``entries`` is its dictionary without the length."""
        number = self.reserve()
        self._set(number, 1, self._at, 0)
        self._write(b"%d 0 obj\n%b\nendobj\n" % (number, _stream(entries, data)))
        return number

    def close(self, root: int, info: int) -> str:
        """Write what waits and the table of objects; the SHA-256 of the file. Its identifier is made from all that it holds."""
        if self._small:
            self._pack()
        own, at = self.reserve(), self._at
        self._set(own, 1, at, 0)
        name = self._digest.hexdigest()[:32]
        entries = f"/Type/XRef/Size {own + 1}/W[1 5 2]/Root {root} 0 R/Info {info} 0 R/ID[<{name}><{name}>]/Filter/FlateDecode"
        body = _stream(entries, zlib.compress(self._rows, _LEVEL))
        self._write(b"%d 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (own, body, at))
        return self._digest.hexdigest()

    def _pack(self) -> None:
        """Write the small objects that wait, one after the other in a stream, with their numbers and places before them."""
        bodies = self._small
        places = accumulate([len(body) + 1 for body in bodies.values()], initial=0)
        head = b" ".join([b"%d %d" % (number, at) for number, at in zip(bodies, places, strict=False)]) + b"\n"
        entries = f"/Type/ObjStm/N {len(bodies)}/First {len(head)}/Filter/FlateDecode"
        stream = self.add_stream(entries, zlib.compress(head + b"\n".join(bodies.values()), _LEVEL))
        for index, number in enumerate(bodies):
            self._set(number, 2, stream, index)
        self._small = {}

    def _set(self, number: int, kind: int, place: int, index: int) -> None:
        self._rows[number * _ROW : (number + 1) * _ROW] = b"%c%b%b" % (kind, place.to_bytes(5, "big"), index.to_bytes(2, "big"))

    def _write(self, data: bytes) -> None:
        self._out.write(data)
        self._digest.update(data)
        self._at += len(data)


def _stream(entries: str, data: bytes) -> bytes:
    return b"<<%b/Length %d>>stream\n%b\nendstream" % (entries.encode("latin-1"), len(data), data)

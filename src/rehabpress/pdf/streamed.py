"""The objects of a PDF file that is written while it is made: only where each begins stays in memory."""

from __future__ import annotations

import zlib
from array import array
from hashlib import sha256
from typing import BinaryIO

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_LEVEL = 6


class StreamedObjects:
    """Objects by their numbers, from 1, each written when it is put."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._at = 0
        self._offsets = array("Q", [0])
        self._digest = sha256()
        self._write(_HEADER)

    def reserve(self, count: int = 1) -> int:
        """The first of ``count`` new numbers."""
        first = len(self._offsets)
        self._offsets.extend([0] * count)
        return first

    def put(self, number: int, body: str) -> int:
        """Write an object; its number."""
        return self._put(number, body.encode("latin-1"))

    def add(self, body: str) -> int:
        """Write a new object; its number."""
        return self.put(self.reserve(), body)

    def add_stream(self, entries: str, data: bytes, *, deflate: bool = False) -> int:
        """Write a new stream, deflated here or as it is; its number. ``entries`` is its dictionary without the length."""
        if deflate:
            data = zlib.compress(data, _LEVEL)
            entries += "/Filter/FlateDecode"
        return self._put(self.reserve(), _stream(entries, data))

    def close(self, root: int, info: int) -> str:
        """Write the table of objects; the SHA-256 of the file. Its identifier is made from all that it holds."""
        own, at = self.reserve(), self._at
        self._offsets[own] = at
        rows = b"".join([b"\1" + offset.to_bytes(5, "big") if offset else bytes(6) for offset in self._offsets])
        name = self._digest.hexdigest()[:32]
        entries = f"/Type/XRef/Size {own + 1}/W[1 5 0]/Root {root} 0 R/Info {info} 0 R/ID[<{name}><{name}>]/Filter/FlateDecode"
        body = _stream(entries, zlib.compress(rows, _LEVEL))
        self._write(b"%d 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (own, body, at))
        return self._digest.hexdigest()

    def _put(self, number: int, body: bytes) -> int:
        self._offsets[number] = self._at
        self._write(b"%d 0 obj\n%b\nendobj\n" % (number, body))
        return number

    def _write(self, data: bytes) -> None:
        self._out.write(data)
        self._digest.update(data)
        self._at += len(data)


def _stream(entries: str, data: bytes) -> bytes:
    return b"<<%b/Length %d>>stream\n%b\nendstream" % (entries.encode("latin-1"), len(data), data)

"""PDF objects and the files made of them: object streams and a cross-reference stream, in memory (``Objects``) or written on the way (``StreamingWriter``)."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from itertools import accumulate
from typing import BinaryIO, NamedTuple

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_TABLE_LEVEL, _STREAM_LEVEL = 1, 6
_WINDOW, _MEMORY = 13, 6
_PACK = 200
"""So many small objects of a file that is written while it is made go into a stream together."""
_ROW = 7
_FREE = b"\0\0\0\0\0\xff\xff"
"""The row of a number that no object has."""
_WIDE_ROW = 8
"""Bytes of a row where a file may be long: what kind of place it is, the place in five bytes, and which of the objects there."""


Deflate = Callable[[bytes], bytes]


class Packed(NamedTuple):
    """An object stream as it stands in a file, and the rows of the numbers from its own on."""

    number: int
    whole: bytes
    rows: bytes


def packed(number: int, bodies: Mapping[int, str], level: int) -> Packed:
    """Objects with numbers that come soon after ``number``, one after the other in an object stream of that number."""
    whole = _whole(number, _stream(bodies, lambda text: zlib.compress(text, level)))
    rows = [_FREE] * (max(bodies) + 1 - number)
    for other, row in zip(bodies, _rows(number, len(bodies)), strict=True):
        rows[other - number] = row
    return Packed(number, whole, b"".join(rows))


class Objects:
    """Objects by their numbers, from 1. ``deflate`` makes a zlib stream of the small ones."""

    def __init__(self, deflate: Deflate) -> None:
        self._deflate = deflate
        self._plain: dict[int, str] = {}
        self._streams: dict[int, bytes] = {}
        self._packed: list[Packed] = []
        self._count = 0

    @property
    def size(self) -> int:
        """A number that is larger than that of any object so far."""
        return self._count + 1

    def reserve(self, count: int = 1, step: int = 1) -> int:
        """The first of ``count`` new numbers, a multiple of ``step``. Numbers that are left out for it belong to no object."""
        first = -(-(self._count + 1) // step) * step
        self._count = first + count - 1
        return first

    def put(self, number: int, body: str) -> int:
        """Say what an object is; its number."""
        self._plain[number] = body
        return number

    def put_all(self, bodies: Mapping[int, str]) -> None:
        """Say what many objects are."""
        self._plain.update(bodies)

    def put_packed(self, made: Packed) -> None:
        """Objects in a stream of their own."""
        self._packed.append(made)
        self._streams[made.number] = made.whole

    def add(self, body: str) -> int:
        """A new object; its number."""
        return self.put(self.reserve(), body)

    def put_stream(self, number: int, entries: str, data: bytes) -> int:
        """Say what a stream is; its number. ``entries`` is its dictionary without the length."""
        self._streams[number] = _whole(number, _dictionary(entries, data))
        return number

    def add_stream(self, entries: str, data: bytes) -> int:
        """A new stream; its number."""
        return self.put_stream(self.reserve(), entries, data)

    def file(self, root: int, info: int) -> bytes:
        """The bytes of the file. Its identifier is made from all that it holds."""
        packed = self.reserve()
        self._streams[packed] = _whole(packed, _stream(self._plain, self._deflate))
        table = self.reserve()
        parts = [_HEADER, *self._streams.values()]
        body = b"".join(parts)
        rows = [_FREE] * (self._count + 1)
        for number, row in zip(self._plain, _rows(packed, len(self._plain)), strict=True):
            rows[number] = row
        joined = bytearray(b"".join(rows))
        for number, _, own in self._packed:
            joined[number * _ROW : number * _ROW + len(own)] = own
        for number, at in zip((*self._streams, table), accumulate(map(len, parts)), strict=True):
            joined[number * _ROW : (number + 1) * _ROW] = b"\1" + at.to_bytes(4, "big") + b"\0\0"
        data = zlib.compress(joined, _TABLE_LEVEL)
        name = sha256(body).hexdigest()[:32].encode()
        entries = b"/Type/XRef/Size %d/W[1 4 2]/Root %d 0 R/Info %d 0 R/ID[<%b><%b>]/Filter/FlateDecode/Length %d" % (
            self._count + 1,
            root,
            info,
            name,
            name,
            len(data),
        )
        end = b"%d 0 obj\n<<%b>>stream\n%b\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % (table, entries, data, len(body))
        return body + end


def deflated(data: bytes) -> bytes:
    """Some thousand bytes, deflated with no more memory than they need: making it ready is most of the time."""
    deflate = zlib.compressobj(_STREAM_LEVEL, zlib.DEFLATED, _WINDOW, _MEMORY)
    return deflate.compress(data) + deflate.flush()


class StreamingWriter:
    """Writes a file while it is made: only where each object begins stays in memory.

    Streams are written when they are added; small objects wait until some are packed together.
    """

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._at = 0
        self._rows = bytearray(_WIDE_ROW)
        self._small: dict[int, str] = {}
        self._digest = sha256()
        self._write(_HEADER)

    def reserve(self, count: int = 1) -> int:
        """The first of ``count`` new numbers."""
        first = len(self._rows) // _WIDE_ROW
        self._rows += bytes(_WIDE_ROW * count)
        return first

    def put(self, number: int, body: str) -> int:
        """Say what an object is; its number."""
        self._small[number] = body
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
        self._write(_whole(number, _dictionary(entries, data)))
        return number

    def close(self, root: int, info: int) -> str:
        """Write what waits and the table of objects; the SHA-256 of the file. Its identifier is made from all that it holds."""
        if self._small:
            self._pack()
        own, at = self.reserve(), self._at
        self._set(own, 1, at, 0)
        name = self._digest.hexdigest()[:32]
        entries = f"/Type/XRef/Size {own + 1}/W[1 5 2]/Root {root} 0 R/Info {info} 0 R/ID[<{name}><{name}>]/Filter/FlateDecode"
        table = _whole(own, _dictionary(entries, zlib.compress(self._rows, _STREAM_LEVEL)))
        self._write(table + b"startxref\n%d\n%%%%EOF\n" % at)
        return self._digest.hexdigest()

    def _pack(self) -> None:
        """Write the small objects that wait as an object stream."""
        stream = self.reserve()
        self._set(stream, 1, self._at, 0)
        self._write(_whole(stream, _stream(self._small, lambda text: zlib.compress(text, _STREAM_LEVEL))))
        for index, number in enumerate(self._small):
            self._set(number, 2, stream, index)
        self._small = {}

    def _set(self, number: int, kind: int, place: int, index: int) -> None:
        self._rows[number * _WIDE_ROW : (number + 1) * _WIDE_ROW] = b"%c%b%b" % (kind, place.to_bytes(5, "big"), index.to_bytes(2, "big"))

    def _write(self, data: bytes) -> None:
        self._out.write(data)
        self._digest.update(data)
        self._at += len(data)


def _whole(number: int, stream: bytes) -> bytes:
    return b"%d 0 obj\n%b\nendobj\n" % (number, stream)


def _rows(number: int, count: int) -> Sequence[bytes]:
    """The rows of the objects in the object stream ``number``, in their order."""
    head = b"\2" + number.to_bytes(4, "big")
    return [head + index.to_bytes(2, "big") for index in range(count)]


def _stream(bodies: Mapping[int, str], deflate: Deflate) -> bytes:
    """Small objects one after the other, with their numbers and places before them."""
    places = accumulate([len(body) + 1 for body in bodies.values()], initial=0)
    head = " ".join([f"{number} {at}" for number, at in zip(bodies, places, strict=False)]) + "\n"
    data = deflate((head + "\n".join(bodies.values())).encode("latin-1"))
    return _dictionary(f"/Type/ObjStm/N {len(bodies)}/First {len(head)}/Filter/FlateDecode", data)


def _dictionary(entries: str, data: bytes) -> bytes:
    return b"<<%b/Length %d>>stream\n%b\nendstream" % (entries.encode("latin-1"), len(data), data)

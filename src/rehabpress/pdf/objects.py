"""The objects of a PDF file and the file made of them: small ones packed into an object stream, a cross-reference stream at the end."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from hashlib import sha256
from itertools import accumulate

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_LEVEL = 1
_FREE = b"\0\0\0\0\0\xff\xff"
"""The row of a number that no object has."""


class Objects:
    """Objects by their numbers, from 1."""

    def __init__(self) -> None:
        self._plain: dict[int, str] = {}
        self._streams: dict[int, bytes] = {}
        self._count = 0

    def reserve(self, count: int = 1) -> int:
        """The first of ``count`` new numbers."""
        first = self._count + 1
        self._count += count
        return first

    def put(self, number: int, body: str) -> int:
        """Say what an object is; its number."""
        self._plain[number] = body
        return number

    def put_all(self, numbers: Sequence[int], bodies: Sequence[str]) -> None:
        """Say what many objects are."""
        self._plain.update(zip(numbers, bodies, strict=True))

    def add(self, body: str) -> int:
        """A new object; its number."""
        return self.put(self.reserve(), body)

    def add_stream(self, entries: str, data: bytes, *, deflate: bool = False) -> int:
        """A new stream, deflated here or as it is; its number. ``entries`` is its dictionary without the length."""
        if deflate:
            data = zlib.compress(data, _LEVEL)
            entries += "/Filter/FlateDecode"
        number = self.reserve()
        self._streams[number] = b"<<%b/Length %d>>stream\n%b\nendstream" % (entries.encode("latin-1"), len(data), data)
        return number

    def file(self, root: int, info: int) -> bytes:
        """The bytes of the file. Its identifier is made from all that it holds."""
        packed = self.reserve()
        self._streams[packed] = self._packed()
        table = self.reserve()
        digest = sha256()
        parts, offsets, at = [_HEADER], {}, len(_HEADER)
        for number, body in self._streams.items():
            whole = b"%d 0 obj\n%b\nendobj\n" % (number, body)
            offsets[number] = at
            digest.update(whole)
            parts.append(whole)
            at += len(whole)
        offsets[table] = at
        rows = [_FREE] * (self._count + 1)
        head = b"\2" + packed.to_bytes(4, "big")
        for index, number in enumerate(self._plain):
            rows[number] = head + index.to_bytes(2, "big")
        for number, place in offsets.items():
            rows[number] = b"\1" + place.to_bytes(4, "big") + b"\0\0"
        data = zlib.compress(b"".join(rows), _LEVEL)
        name = digest.hexdigest()[:32].encode()
        entries = b"/Type/XRef/Size %d/W[1 4 2]/Root %d 0 R/Info %d 0 R/ID[<%b><%b>]/Filter/FlateDecode/Length %d" % (
            self._count + 1,
            root,
            info,
            name,
            name,
            len(data),
        )
        parts.append(b"%d 0 obj\n<<%b>>stream\n%b\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % (table, entries, data, at))
        return b"".join(parts)

    def _packed(self) -> bytes:
        """The small objects one after the other, with their numbers and places before them."""
        places = accumulate([len(body) + 1 for body in self._plain.values()], initial=0)
        head = " ".join([f"{number} {at}" for number, at in zip(self._plain, places, strict=False)]) + "\n"
        data = zlib.compress((head + "\n".join(self._plain.values())).encode("latin-1"), _LEVEL)
        entries = f"/Type/ObjStm/N {len(self._plain)}/First {len(head)}/Filter/FlateDecode/Length {len(data)}"
        return b"<<%b>>stream\n%b\nendstream" % (entries.encode(), data)

"""The objects of a PDF file and the file made of them: small ones packed into an object stream, a cross-reference stream at the end."""

from __future__ import annotations

import zlib
from hashlib import sha256

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_LEVEL = 6
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
        places = {number: index for index, number in enumerate(self._plain)}
        rows = [_FREE]
        for number in range(1, self._count + 1):
            if number in places:
                rows.append(b"\2" + packed.to_bytes(4, "big") + places[number].to_bytes(2, "big"))
            elif number in offsets:
                rows.append(b"\1" + offsets[number].to_bytes(4, "big") + b"\0\0")
            else:
                rows.append(_FREE)
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
        index, at = [], 0
        for number, body in self._plain.items():
            index.append(f"{number} {at}")
            at += len(body) + 1
        head = " ".join(index) + "\n"
        data = zlib.compress((head + "\n".join(self._plain.values())).encode("latin-1"), _LEVEL)
        entries = f"/Type/ObjStm/N {len(self._plain)}/First {len(head)}/Filter/FlateDecode/Length {len(data)}"
        return b"<<%b>>stream\n%b\nendstream" % (entries.encode(), data)

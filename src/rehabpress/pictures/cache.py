"""Disk cache of vector pictures as PDF streams, so that a figure or SVG file is read and drawn once.

The key is the content of what a picture is made from and the code of this program that makes it, so versions of the program use one folder
side by side. An entry says its key and a checksum of all that it holds, the key included: another one's entry, or a damaged one, counts as none.
Two processes may use one folder at once: an entry is written beside its place and renamed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import accumulate, chain
from pathlib import Path

from rehabpress.pictures.frame_numbers import FrameCorner
from rehabpress.pictures.xobject import PictureXObject, XObject
from rehabpress.support.disk_cache import fetch, fingerprint, keep

_FORMAT = b"rehabpress picture 3"


@cache
def program() -> str:
    """A fingerprint of the code that reads SVG, draws figures and paints: it changes when any of it does."""
    return fingerprint(_code(Path(__file__).parent.parent))


def _code(package: Path) -> Iterator[Path]:
    for pattern in ("figure/**/*.py", "pictures/**/*.py", "support/pdf_syntax.py"):
        yield from sorted(package.glob(pattern))
    yield from (package / "model" / f"{name}.py" for name in ("body", "figure", "pose"))


def key(*said: bytes) -> str:
    """What a picture is kept under: everything that it is made from, as it was written."""
    digest = sha256(program().encode())
    for part in said:
        digest.update(sha256(part).digest())
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class PictureCache:
    """A folder of kept pictures. One that cannot be written to keeps nothing and is no error."""

    folder: Path

    def of(self, name: str, make: Callable[[], PictureXObject]) -> PictureXObject:
        """The picture of a key, made when it is not there."""
        found = self.load(name)
        if found is None:
            found = make()
            self.store(name, found)
        return found

    def load(self, name: str) -> PictureXObject | None:
        """The picture kept under a key, or None."""
        try:
            kind, own, check, rest = (fetch(self.folder / name) or b"").split(b"\n", 3)
            size, weights, entries, data = rest.split(b"\n", 3)
            width, height, *corners = map(float, size.split())
            frames = tuple(FrameCorner(*corner) for corner in zip(corners[::3], corners[1::3], corners[2::3], strict=True))
            first, *heavier = _cut(data, entries.decode(), [int(long) for long in weights.split()[::2]])
            scales = [float(scale) for scale in weights.split()[1::2]]
        except ValueError:
            return None
        if kind != _FORMAT or own != name.encode() or check != _check(own, rest):
            return None
        return PictureXObject(width, height, first, corners=frames, heavier=tuple(zip(scales, heavier, strict=True)))

    def store(self, name: str, picture: PictureXObject) -> None:
        """Keep a vector picture."""
        own = name.encode()
        size = " ".join(map(repr, (picture.width, picture.height, *chain(*picture.corners))))
        streams = (picture.xobject, *(one for _, one in picture.heavier))
        # how long each stream is, and between these for what scale the next one is
        weights = " ".join(map(repr, chain((len(streams[0].data),), *((scale, len(one.data)) for scale, one in picture.heavier))))
        rest = b"\n".join((size.encode(), weights.encode(), streams[0].entries.encode(), b"".join([one.data for one in streams])))
        keep(self.folder / name, b"\n".join((_FORMAT, own, _check(own, rest), rest)))


def _cut(data: bytes, entries: str, longs: Sequence[int]) -> list[XObject]:
    """Streams that stand one behind the other. Raises ``ValueError`` where they are not as long as that."""
    if sum(longs) != len(data):
        raise ValueError(longs)
    ends = list(accumulate(longs))
    return [XObject(entries, data[end - long : end]) for long, end in zip(longs, ends, strict=True)]


def _check(name: bytes, rest: bytes) -> bytes:
    return sha256(name + b"\n" + rest).hexdigest().encode()

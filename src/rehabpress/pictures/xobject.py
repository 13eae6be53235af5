"""Pictures as PDF wants them: a stream that is drawn with ``Do``, deflated once and shared by all pages."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from rehabpress.pictures.frame_numbers import FrameCorner
from rehabpress.support.pdf_syntax import number, numbers


@dataclass(frozen=True)
class XObject:
    """A stream of a PDF. ``entries`` is its dictionary without the length; ``refers`` are entries that name further streams."""

    entries: str
    data: bytes
    refers: tuple[tuple[str, XObject], ...] = ()

    @cached_property
    def name(self) -> str:
        """Its name on every page of every document: made from what it holds."""
        digest = sha256(self.entries.encode() + b"\0" + self.data)
        for key, other in self.refers:
            digest.update(f"{key} {other.name}".encode())
        return "X" + digest.hexdigest()[:16]


@dataclass(frozen=True)
class PictureXObject:
    """A picture of ``width`` by ``height`` points in its natural size. ``unit`` says that the stream fills a square of 1 by 1, as images do."""

    width: float
    height: float
    xobject: XObject
    unit: bool = False
    corners: tuple[FrameCorner, ...] = ()
    """Where the number of each frame belongs, when there are several."""
    heavier: tuple[tuple[float, XObject], ...] = ()
    """The same in heavier lines: each is for where it is drawn at less than this scale, the largest first."""

    def drawn(self, width: float) -> XObject:
        """What is drawn where it is ``width`` wide: lines that shrink with a picture would be lost on a copy."""
        return next((one for below, one in reversed(self.heavier) if width < below * self.width), self.xobject)

    def operators(self, width: float, height: float) -> str:
        """What draws it ``width`` wide and ``height`` high, downwards from the origin."""
        across, up = (width, height) if self.unit else (width / self.width, height / self.height)
        return f"q {across:.5f} 0 0 {up:.5f} 0 {number(-height)} cm /{self.drawn(width).name} Do Q"


def vector(width: float, height: float, operators: bytes, opacities: Mapping[str, tuple[float, float]] | None = None) -> PictureXObject:
    """A picture made of path operators, ``width`` by ``height`` points, the origin at the bottom left.

    ``opacities`` gives names used with the operator ``gs`` and the opacity of fills and of strokes that each stands for.
    """
    states = "".join(f"/{name}<</ca {number(fill)}/CA {number(stroke)}>>" for name, (fill, stroke) in sorted((opacities or {}).items()))
    resources = f"<</ExtGState<<{states}>>>>" if states else "<<>>"
    entries = f"/Type/XObject/Subtype/Form/BBox[{numbers(0, 0, width, height)}]/Resources{resources}/Filter/FlateDecode"
    return PictureXObject(width, height, XObject(entries, zlib.compress(operators, 6)))

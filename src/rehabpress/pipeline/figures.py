"""Loads and draws the figure of an exercise; drawings for a PDF are kept in the disk cache.

A figure that is kept costs no reading and no drawing, and what reads and draws is not even imported.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from rehabpress.loader.folders import Folders, find
from rehabpress.pictures.cache import PictureCache, key
from rehabpress.pictures.xobject import PictureXObject
from rehabpress.pipeline.order import Who
from rehabpress.support.disk_cache import cache_folder, fetch, keep
from rehabpress.support.problems import Place

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing

    from rehabpress.figure.arrange import Plate


def painted(folders: Folders, exercise: str, who: Who, side: str = "", *, lines: bool = False) -> PictureXObject:
    """The figure of an exercise for a PDF, for ``left``, ``right`` or (empty) the side that it was made for; in black ``lines``.

    Raises ``ProblemsFound``.
    """
    name = _key(b"figure", folders, exercise, who, side, lines)

    def make() -> PictureXObject:
        from rehabpress.figure.line_art import WEIGHTS, in_heavier_lines, in_lines
        from rehabpress.pictures.pdf_operators import form

        plate = _plate(folders, exercise, who, side)
        first, *heavier = [
            form(in_lines(one) if lines else one) for one in (plate.drawing, *(in_heavier_lines(plate.drawing, by) for _, by in WEIGHTS))
        ]
        weights = tuple((below, one.xobject) for (below, _), one in zip(WEIGHTS, heavier, strict=True))
        return replace(first, corners=plate.corners, heavier=weights)

    return PictureCache(cache_folder("pictures")).of(name, make)


def svg(folders: Folders, exercise: str, who: Who, side: str = "") -> bytes:
    """The figure of an exercise as an SVG file, for ``left``, ``right`` or (empty) the side that it was made for. Raises ``ProblemsFound``."""
    place = cache_folder("svg") / _key(b"svg", folders, exercise, who, side, lines=False)
    check, _, kept = (fetch(place) or b"").partition(b"\n")
    if kept and sha256(kept).hexdigest().encode() == check:
        return kept
    from rehabpress.pictures.svg_writer import to_svg

    made = to_svg(drawn(folders, exercise, who, side)).encode()
    keep(place, sha256(made).hexdigest().encode() + b"\n" + made)
    return made


def _key(form: bytes, folders: Folders, exercise: str, who: Who, side: str, lines: bool) -> str:
    """What a figure is kept under: the files that it is drawn from, and how."""
    said: list[bytes] = []
    with suppress(OSError):  # whoever reads the files says what is wrong with them
        said = [path.read_bytes() for path in files_of(folders, exercise, who)]
    return key(form, *said, side.encode(), b"lines" if lines else b"")


def drawn(folders: Folders, exercise: str, who: Who, side: str = "", *, lines: bool = False) -> Drawing:
    """The figure of an exercise, drawn anew. Raises ``ProblemsFound``."""
    from rehabpress.figure.line_art import in_lines

    drawing = _plate(folders, exercise, who, side).with_numbers()
    return in_lines(drawing) if lines else drawing


def _plate(folders: Folders, exercise: str, who: Who, side: str) -> Plate:
    from rehabpress.figure.draw import mirrored_for, plate
    from rehabpress.loader.single_file import read_body, read_figure

    figure = read_figure(folders, exercise, Place(exercise))[0]
    body = read_body(folders, who.body, who.place)[0]
    return plate(figure, body, mirror=mirrored_for(figure, side))


@dataclass(frozen=True, slots=True)
class Seen:
    """What a figure shows, to hold words against: the kinds of its things, and what touches what, without sides (``hand on hip``)."""

    things: frozenset[str]
    touches: frozenset[str]


def seen(folders: Folders, name: str) -> Seen:
    """What the figure of an exercise shows. Raises ``ProblemsFound``."""
    from rehabpress.figure.kinematics.touches import touches
    from rehabpress.loader.single_file import read_figure

    figure = read_figure(folders, name)[0]
    pairs = frozenset.union(*touches(figure))
    return Seen(frozenset(p.kind for p in figure.props), frozenset(f"{a.split(' ')[-1]} on {b.split(' ')[-1]}" for a, b in pairs))


def files_of(folders: Folders, exercise: str, who: Who) -> Sequence[Path]:
    """The files that it is drawn from: of those there are, the figure's and the body's."""
    found = (find(folders, "figures", exercise), find(folders, "bodies", who.body))
    return [path for path in found if path]

"""Colours and line weights of figures, which still differ in greyscale."""

from __future__ import annotations

from dataclasses import dataclass

from rehabpress.model.body import Body

LINE = "#1e2428"
FAR_LINE = "#2c3439"
ARROW = "#b3261a"
DARK_RED = "#8c1a10"
"""Arrows and hatching where they are small: a grey of 60 on a copy, not of 80."""
HALO = "#ffffff"
PATCH = "#fbe3db"
HATCH = "#a82c18"
GHOST_LINE = "#596167"
PROP = ("#f1ebdf", "#ddd3c2", "#c9bda7")
PROP_LINE = "#332c20"
BAND = "#57b58c"
BAND_BACK = "#3a8a67"
BAND_LINE = "#124b35"
GROUND = "#ece8e1"
CLOTH = "#f7f4ee"
TOWEL = ("#c9dbe8", "#9dbbd0", "#16303f")
"""A towel: its face, its back, its edges."""
WEIGHT = "#5b6670"
BALL = "#e2a24a"
FOOTPRINT = "#d9b79c"
SHADE = "#dacfbc"

OUTLINE = 1.25
FAR_OUTLINE = 1.0
THING = 1.1
"""Outlines of things: a chair that a photocopy loses leaves a person who sits on nothing."""
DETAIL = 0.7
FINE = 0.5


def mixed(colour: str, other: str, part: float) -> str:
    """``colour`` with ``part`` of ``other`` in it; both written ``#rrggbb``."""
    pairs = zip(bytes.fromhex(colour[1:]), bytes.fromhex(other[1:]), strict=True)
    return "#" + bytes(round(a + (b - a) * part) for a, b in pairs).hex()


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a body, near or far."""

    skin: str
    shirt: str
    shorts: str
    hair: str
    line: str
    width: float


def palettes(body: Body) -> tuple[Palette, Palette]:
    """The colours of the near side of a body and of its far limbs: the same skin and cloth, a thinner outline. Grey would read as "where it was before"."""
    near = Palette(body.skin, body.shirt, body.shorts, body.hair_tone, LINE, OUTLINE)
    far = Palette(body.skin, body.shirt, body.shorts, body.hair_tone, FAR_LINE, FAR_OUTLINE)
    return near, far

"""Colours written ``#rrggbb``: their contrast by WCAG 2.2, and the nearest that has enough of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from colorsys import hls_to_rgb, rgb_to_hls

TEXT = 4.5
"""The contrast that text needs, of any size: WCAG 2.2, 1.4.3. It lets large text be fainter; a page that is photocopied does not."""


def nearest(colour: str, ground: str, needs: float) -> str:
    """The colour nearest to ``colour``, of its hue, that has the contrast ``needs`` with ``ground``: made lighter or darker as little as it takes.

    Black or white has 4.5:1 with any ground.
    """
    return next(found for found in _by_lightness(colour) if contrast(found, ground) >= needs)


def tint(colour: str) -> str:
    """The colour so light that text stands on it: a tenth of it on white."""
    return _hex([0.9 + part / 10 for part in _parts(colour)])


def as_accent(colour: str) -> str:
    """The colour itself, or the nearest to it of its hue, in which text can be read on white and on its own tint."""
    return next(found for found in (colour, *_by_lightness(colour)) if contrast(found, tint(found)) >= TEXT)


def _by_lightness(colour: str) -> Iterator[str]:
    """The colours of the same hue, the nearest first."""
    hue, light, full = rgb_to_hls(*_parts(colour))
    steps = sorted((step / 255 for step in range(256)), key=lambda step: abs(step - light))
    return (_hex(hls_to_rgb(hue, step, full)) for step in steps)


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    return red, green, blue


def _hex(parts: Sequence[float]) -> str:
    return "#" + bytes(round(part * 255) for part in parts).hex()


def contrast(one: str, other: str) -> float:
    """The contrast of two colours written ``#rrggbb``: 1 to 21, by WCAG's formula."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    """How light a colour is, 0 to 1, by the same formula."""
    red, green, blue = map(_linear, _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

"""The closed list of properties: which are drawn, which have no effect on shapes, and which values of the others have none.

A presentation attribute and a CSS declaration of the same name are one property. Attributes that SVG does not define mean nothing to any program.
"""

from __future__ import annotations

from collections.abc import Mapping

INHERITED = frozenset(
    {"clip-rule", "color", "fill", "fill-opacity", "fill-rule", "font-size", "paint-order", "stroke", "stroke-dasharray", "stroke-dashoffset",
     "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-opacity", "stroke-width", "visibility"}
)  # fmt: skip
"""Drawn properties that an element has from the one around it."""

OWN = frozenset(
    {"background", "background-color", "clip-path", "display", "opacity", "overflow", "transform", "transform-box", "transform-origin"}
)
"""Drawn properties that concern the element itself."""

SIZE = frozenset({"width", "height"})
"""What CSS may say of the whole picture."""

_GEOMETRY = frozenset({"x", "y", "width", "height", "cx", "cy", "r", "rx", "ry", "d"})
"""Attributes that are CSS properties too since SVG 2. Programs differ about those in CSS."""

_NONE = frozenset({"none"})
_ONLY: Mapping[str, frozenset[str]] = {
    "animation": _NONE,
    "animation-name": _NONE,
    "clip": frozenset({"auto"}),
    "color-interpolation": frozenset({"auto", "srgb"}),
    "content": frozenset({"normal", "none"}),
    "filter": _NONE,
    "isolation": frozenset({"auto", "isolate"}),
    "marker": _NONE,
    "marker-end": _NONE,
    "marker-mid": _NONE,
    "marker-start": _NONE,
    "mask": _NONE,
    "mask-image": _NONE,
    "mix-blend-mode": frozenset({"normal"}),
    "offset-path": _NONE,
    "perspective": _NONE,
    "rotate": _NONE,
    "scale": _NONE,
    "translate": _NONE,
    "transform-style": frozenset({"flat"}),
    "vector-effect": _NONE,
    "zoom": frozenset({"1", "100%", "normal"}),
}
"""Properties that are not drawn, and their values that leave everything as it is."""

_WITHOUT_EFFECT = frozenset(
    {"alignment-baseline", "backface-visibility", "baseline-shift", "block-progression", "box-sizing", "color-interpolation-filters",
     "color-profile", "color-rendering", "cursor", "direction", "dominant-baseline", "enable-background", "flood-color", "flood-opacity",
     "font", "glyph-orientation-horizontal", "glyph-orientation-vertical", "image-rendering", "inline-size", "kerning", "letter-spacing",
     "lighting-color", "line-height", "mask-type", "pointer-events", "shape-inside", "shape-margin", "shape-padding", "shape-rendering",
     "shape-subtract", "solid-color", "solid-opacity", "stop-color", "stop-opacity", "tab-size", "text-align", "text-anchor",
     "text-decoration", "text-indent", "text-orientation", "text-overflow", "text-rendering", "text-transform", "unicode-bidi",
     "user-select", "vertical-align", "white-space", "will-change", "word-spacing", "writing-mode"}
)  # fmt: skip
"""Properties of text, gradients, filters and screens: whatever they say, shapes with plain colours look the same."""
_WITHOUT_EFFECT_BEFORE = ("-inkscape-", "font-", "text-decoration-", "transition")
_CSS_ALONE = frozenset({"animation", "animation-name", "background", "background-color", "content", "offset-path", "perspective", "rotate",
                       "scale", "translate", "zoom"})  # fmt: skip
_CONDITIONS = frozenset({"requiredExtensions", "requiredFeatures", "systemLanguage"})


def is_drawn(name: str) -> bool:
    """Whether a property is one that is read and drawn."""
    return name in INHERITED or name in OWN


def objection(name: str, value: str) -> str:
    """What is wrong with a property that is not drawn; empty when its value leaves everything as it is."""
    if name in _WITHOUT_EFFECT or name.startswith(_WITHOUT_EFFECT_BEFORE) or name.startswith("--"):
        return ""
    if name in _ONLY:
        return "" if value.lower() in _ONLY[name] else f"{name} cannot be drawn"
    if name in _GEOMETRY:
        return f"{name} stands in CSS, which programs read differently"
    return f'the property "{name}" is not known'


def is_attribute(name: str) -> bool:
    """Whether an attribute is a property; those of CSS alone mean nothing as attributes."""
    return (is_drawn(name) or name in _ONLY) and name not in _CSS_ALONE


def is_condition(name: str) -> bool:
    """Whether an attribute makes an element depend on who reads it."""
    return name in _CONDITIONS

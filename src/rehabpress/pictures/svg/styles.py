"""What the properties of an element say about how it is painted."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from rehabpress.pictures.painter import Matrix
from rehabpress.pictures.svg.cascade import Declared
from rehabpress.pictures.svg.document import NotDrawn
from rehabpress.pictures.svg.layers import Pencil
from rehabpress.pictures.svg.properties import INHERITED
from rehabpress.pictures.svg.transforms import IDENTITY, around, transform
from rehabpress.pictures.svg.values import Tint, Units, colour, length, lengths, number_of, part, unread

T = TypeVar("T")

BLACK = Tint(0.0, 0.0, 0.0, 1.0)
_CAPS = {"butt": 0, "round": 1, "square": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2, "arcs": 0}
"""``arcs`` is in SVG 2 only and drawn by no program but as ``miter``."""
_RULES = {"nonzero": False, "evenodd": True}
_SEEN = {"visible": True, "hidden": False, "collapse": False}
_SHOWN = {"none": False} | dict.fromkeys(("inline", "block", "inline-block", "list-item", "flex", "inline-flex", "grid", "table"), True)
_LINKED = re.compile(r"url\(\s*([\"']?)#([^\"'()\s]+)\1\s*\)")
_FLATTEN = "simplify it to paths with plain fills and strokes, or export it as PNG"


@dataclass(frozen=True, slots=True)
class Look:
    """The declarations that count for one element: its own and what it inherits."""

    declared: Mapping[str, Declared]
    units: Units

    def inside(self, own: Mapping[str, Declared]) -> Look:
        """That of an element within this one. Raises ``NotDrawn``."""
        found = {name: declared for name, declared in self.declared.items() if name in INHERITED}
        for name, declared in own.items():
            word = declared.value.lower()
            if word == "initial" or (word == "unset" and name not in INHERITED):
                found.pop(name, None)
            elif word not in ("inherit", "unset"):
                found[name] = declared
            elif name not in INHERITED:
                raise NotDrawn(f"{name} cannot be inherited", _FLATTEN, declared.line)
        if found.get("color", Declared("", False, 0)).value.lower() == "currentcolor":
            found["color"] = self.declared.get("color", Declared("black", False, 0))
        return Look(found, self._sized(own, found))

    def _sized(self, own: Mapping[str, Declared], found: Mapping[str, Declared]) -> Units:
        """The units with the size of the font that ``em`` is measured by."""
        if "font" in own:
            return self.units._replace(em=0.0)
        if "font-size" not in own or own["font-size"].value.lower() in ("inherit", "unset"):
            return self.units
        if "font-size" not in found:
            return self.units._replace(em=16.0)
        try:
            return self.units._replace(em=length("font-size", found["font-size"].value, self.units, self.units.em))
        except NotDrawn:
            return self.units._replace(em=0.0)

    def within(self, units: Units) -> Look:
        """The same in another viewport."""
        return Look(self.declared, units._replace(em=self.units.em))

    def _of(self, name: str, read: Callable[[str], T], default: T) -> T:
        return _read(self.declared[name], read) if name in self.declared else default

    def _word(self, name: str, words: Mapping[str, T], default: str) -> T:
        def read(value: str) -> T:
            if value.lower() not in words:
                raise unread(name, value)
            return words[value.lower()]

        return self._of(name, read, words[default])

    @property
    def shown(self) -> bool:
        """Whether the element and what is in it is there at all."""
        return self._word("display", _SHOWN, "inline")

    @property
    def visible(self) -> bool:
        """Whether the element itself is seen."""
        return self._word("visibility", _SEEN, "visible")

    @property
    def opacity(self) -> float:
        """The opacity of the element as a group."""
        return self._of("opacity", lambda value: part("opacity", value), 1.0)

    @property
    def clips(self) -> bool:
        """Whether a viewport clips what is in it."""
        return self._word("overflow", {"hidden": True, "clip": True, "visible": False}, "hidden")

    @property
    def clip(self) -> str:
        """The id of the ``clipPath``; empty for none."""

        def read(value: str) -> str:
            if value.lower() == "none":
                return ""
            match = _LINKED.fullmatch(value)
            if match is None:
                raise NotDrawn(f'clip-path cannot be drawn: "{value[:60]}"', "clip with a <clipPath> of shapes, or export it as PNG")
            return match[2]

        return self._of("clip-path", read, "")

    def even_odd(self, name: str) -> bool:
        """What ``fill-rule`` or ``clip-rule`` says."""
        return self._word(name, _RULES, "nonzero")

    @property
    def matrix(self) -> Matrix:
        """The transformation of the element."""
        if "transform-box" in self.declared and self.declared["transform-box"].value.lower() != "view-box":
            raise NotDrawn("transform-box cannot be drawn", "give a transform without it", self.declared["transform-box"].line)
        if "transform" not in self.declared:
            return IDENTITY
        declared = self.declared["transform"]
        found = _read(declared, lambda value: transform(value, declared.css, self.units))
        if "transform-origin" not in self.declared:
            return found
        origin = self.declared["transform-origin"]
        return _read(origin, lambda value: around(found, value, origin.css, self.units))

    def _paint(self, name: str, default: Tint | None) -> Tint | None:
        def read(value: str) -> Tint | None:
            if value.lower().startswith("url("):
                raise NotDrawn(f"{name} is a gradient or a pattern", _FLATTEN)
            return self._current if value.lower() == "currentcolor" else colour(name, value)

        tint = self._of(name, read, default)
        share = self._of(f"{name}-opacity", lambda value: part(f"{name}-opacity", value), 1.0)
        return tint._replace(opacity=tint.opacity * share) if tint and tint.opacity * share > 0 else None

    @property
    def _current(self) -> Tint:
        return self._of("color", lambda value: colour("color", value) or BLACK, BLACK)

    @property
    def fill(self) -> Tint | None:
        """The colour of the inside."""
        return self._paint("fill", BLACK)

    @property
    def background(self) -> Tint | None:
        """The colour behind the whole picture."""
        both = [name for name in ("background", "background-color") if name in self.declared]
        if len(both) > 1:
            raise NotDrawn("it has two backgrounds", "draw its background as a rectangle", self.declared[both[0]].line)
        return self._of(both[0], lambda value: colour(both[0], value), None) if both else None

    @property
    def pencil(self) -> Pencil | None:
        """How the outline is stroked."""
        tint = self._paint("stroke", None)
        width = self._of("stroke-width", lambda value: self._length("stroke-width", value), 1.0) if tint else 0.0
        if tint is None or width <= 0:
            return None
        solid: tuple[float, ...] = ()
        dash = self._of("stroke-dasharray", self._dashes, solid)
        offset = self._of("stroke-dashoffset", lambda value: self._length("stroke-dashoffset", value), 0.0)
        limit = self._of("stroke-miterlimit", lambda value: number_of("stroke-miterlimit", value), 4.0)
        if limit < 1:
            raise NotDrawn("stroke-miterlimit is below 1", _FLATTEN, self.declared["stroke-miterlimit"].line)
        return Pencil(
            tint=tint,
            width=width,
            cap=self._word("stroke-linecap", _CAPS, "butt"),
            join=self._word("stroke-linejoin", _JOINS, "miter"),
            miter_limit=limit,
            dash=dash,
            phase=offset % sum(dash) if dash else 0.0,
        )

    def _length(self, name: str, value: str) -> float:
        if re.search(r"em$", value):
            raise NotDrawn(f'{name} depends on a size of letters: "{value[:60]}"', "write it with px")
        return length(name, value, self.units, self.units.diagonal)

    def _dashes(self, value: str) -> tuple[float, ...]:
        if value.lower() == "none":
            return ()
        found = lengths("stroke-dasharray", value, self.units, self.units.diagonal)
        if min(found) < 0 or "em" in value:
            raise unread("stroke-dasharray", value)
        if not sum(found):
            return ()
        return found * 2 if len(found) % 2 else found

    @property
    def pencil_first(self) -> bool:
        """Whether the stroke lies under the fill."""

        def read(value: str) -> bool:
            words = value.lower().split()
            if words in (["normal"], ["normal", "fill", "stroke", "markers"]):
                return False
            if not words or not set(words) <= {"fill", "stroke", "markers"} or len(set(words)) < len(words):
                raise unread("paint-order", value)
            return next(word for word in (*words, "fill", "stroke") if word != "markers") == "stroke"

        return self._of("paint-order", read, False)


def _read(declared: Declared, read: Callable[[str], T]) -> T:
    """A value, and errors with its line."""
    try:
        return read(declared.value)
    except NotDrawn as error:
        error.line = error.line or declared.line
        raise

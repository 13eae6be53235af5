"""Finds SVG features that we cannot draw as they were meant, before anything is drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

_SVG = "{http://www.w3.org/2000/svg}"
_LINK = "{http://www.w3.org/1999/xlink}href"
_GROUPS = ("svg", "g", "use")
_SHAPES = ("path", "rect", "circle", "ellipse", "line", "polyline", "polygon")
_SILENT = ("title", "desc", "metadata", "defs", "style")
MOST_ELEMENTS = 20_000
"""With every ``use`` written out."""

_HINTS = {
    "text": "turn its text into paths (in Inkscape: Path > Object to Path)",
    "image": "use the embedded picture itself, as PNG or JPEG",
}
_FLATTEN = "simplify it to paths with plain fills and strokes, or export it as PNG"
_SELECTOR = re.compile(r"(?:\*|[.#]?[A-Za-z][\w-]*|[A-Za-z]+\.[A-Za-z][\w-]*)")
_PLAIN = {
    "clip-path": ("none",),
    "mask": ("none",),
    "filter": ("none",),
    "marker": ("none",),
    "marker-start": ("none",),
    "marker-mid": ("none",),
    "marker-end": ("none",),
    "mix-blend-mode": ("normal",),
    "paint-order": ("normal", "fill", "fill stroke", "normal fill stroke markers"),
    "vector-effect": ("none",),
}
"""Properties that only these values leave without effect."""


def not_drawn(root: Element) -> Iterator[tuple[str, str]]:
    """What is in the way and what to do about it, each kind once."""
    if root.tag not in ("svg", _SVG + "svg"):
        yield "this is not an SVG file: its outermost tag is another", "export it again as SVG"
        return
    ids = {e.get("id"): e for e in root.iter() if e.get("id")}
    size = _size(root, ids, frozenset())
    if size < 0:
        yield "it uses itself (<use>) without end", "export it again"
    elif size > MOST_ELEMENTS:
        yield f"it has more than {MOST_ELEMENTS} shapes", "simplify it, or export it as PNG"
    yield from dict.fromkeys(_in_the_way(root, ids, outermost=True))


def _name(element: Element) -> str:
    """The tag, without the namespace of SVG; empty for tags of other namespaces, which nobody draws."""
    tag = element.tag if isinstance(element.tag, str) else ""
    return tag.removeprefix(_SVG) if tag.startswith(_SVG) or not tag.startswith("{") else ""


def _target(element: Element) -> str:
    return element.get("href") or element.get(_LINK) or ""


def _size(element: Element, ids: dict[str | None, Element], inside: frozenset[Element]) -> int:
    """How many elements are drawn, or -1 when that never ends."""
    if element in inside:
        return -1
    count = 1
    below = list(element)
    if _name(element) == "use" and _target(element)[1:] in ids:
        below.append(ids[_target(element)[1:]])
    for child in below:
        size = _size(child, ids, inside | {element} if _name(element) == "use" else inside)
        if size < 0 or count > MOST_ELEMENTS:
            return size if size < 0 else count
        count += size
    return count


def _in_the_way(element: Element, ids: dict[str | None, Element], outermost: bool = False) -> Iterator[tuple[str, str]]:
    name = _name(element)
    if not name or name == "metadata":
        return
    if name == "style":
        yield from _sheet(element.text or "")
    elif (name == "svg" and not outermost) or name not in (*_GROUPS, *_SHAPES, *_SILENT):
        yield f"<{name}> cannot be drawn", _HINTS.get(name, _FLATTEN)
        return
    if name == "use" and (not _target(element).startswith("#") or _target(element)[1:] not in ids):
        yield f'<use> names "{_target(element)}", which is not in this file', "export it again with everything in one file"
    if name in (*_GROUPS, *_SHAPES):
        yield from _properties(name, element)
    for child in element:
        # definitions that nothing drawn uses may be anything
        if name != "defs" or _name(child) in (*_GROUPS, *_SHAPES, "style"):
            yield from _in_the_way(child, ids)


def _properties(name: str, element: Element) -> Iterator[tuple[str, str]]:
    found = {key: value.strip() for key, value in element.attrib.items() if not key.startswith("{")}
    for declaration in found.pop("style", "").split(";"):
        key, colon, value = declaration.partition(":")
        if colon:
            found[key.strip()] = value.strip()
    for key, value in found.items():
        if key in ("fill", "stroke") and "url(" in value:
            yield f"{key} is a gradient or a pattern", _FLATTEN
        elif key in _PLAIN and value not in _PLAIN[key]:
            yield f"{key} cannot be drawn", _FLATTEN
        elif "!important" in value:
            yield f"!important in {key} cannot be read", _FLATTEN
    if "opacity" in found and found["opacity"] not in ("1", "1.0", "100%"):
        both = found.get("stroke", "none") != "none" and found.get("fill") != "none"
        if name in _GROUPS or both:
            yield (
                f"opacity of <{name}> cannot be drawn as it is meant",
                "give fill-opacity and stroke-opacity to its shapes, or export it as PNG",
            )


def _sheet(text: str) -> Iterator[tuple[str, str]]:
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    selectors = re.findall(r"([^{}]*)\{", text)
    plain = all(_SELECTOR.fullmatch(part.strip()) for selector in selectors for part in selector.split(","))
    declared = re.findall(r"([\w-]+)\s*:", text)
    if "@" in text or "url(" in text or "!important" in text or not plain or any(d in _PLAIN or d == "opacity" for d in declared):
        yield "its <style> sheet cannot be read", "export it with presentation attributes instead of CSS"

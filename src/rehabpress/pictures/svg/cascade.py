"""Which declaration of each property counts for each element: attributes, style sheets and style attributes, as CSS orders them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import cssselect2
import tinycss2

from rehabpress.pictures.svg.document import NotDrawn, SvgElement
from rehabpress.pictures.svg.properties import SIZE, is_attribute, is_condition, is_drawn, objection

_ATTRIBUTES = "give the values as attributes of the shapes, or export it again with presentation attributes instead of CSS"
_CLIPPED = ("svg", "symbol")
"""What the property ``clip`` is about."""
_NOT_SAID = ("", "null")
"""What programs write for an attribute without a value; CSS takes it for none."""
_MOST_MATCHES = 5_000_000


class Declared(NamedTuple):
    """A value as it was written, whether it was in CSS, and its line."""

    value: str
    css: bool
    line: int


@dataclass(frozen=True, slots=True)
class Cascade:
    """The style sheets of a file, matched to its elements."""

    root: SvgElement
    from_sheets: Mapping[SvgElement, tuple[tuple[str, bool, Declared], ...]]
    """Of each element the declarations for it, the weakest first: name, whether it is important, value."""

    def of(self, element: SvgElement) -> Mapping[str, Declared]:
        """The drawn properties of an element. Raises ``NotDrawn`` for those that cannot be drawn."""
        sheets = self.from_sheets.get(element, ())
        own = tuple(_declarations(element.get("style", ""), element.line))
        found = dict(_attributes(element))
        for important in (False, True):
            found.update({name: declared for name, weight, declared in (*sheets, *own) if weight is important})
        for name, declared in found.items():
            if not is_drawn(name) and not (element is self.root and name in SIZE) and not (name == "clip" and element.name not in _CLIPPED):
                what = objection(name, declared.value)
                if what:
                    raise NotDrawn(what, "simplify it to paths with plain fills and strokes, or export it as PNG", declared.line)
        return found


def cascade(root: SvgElement) -> Cascade:
    """Read the style sheets of a file. Raises ``NotDrawn`` when one of them cannot be read in whole."""
    sheets = [element for element in root.iter() if isinstance(element, SvgElement) and element.name == "style"]
    rules = [rule for sheet in sheets if sheet.get("type", "text/css").strip().lower() in ("", "text/css") for rule in _rules(sheet)]
    if not rules:
        return Cascade(root, {})
    matcher = cssselect2.Matcher()
    for selector, declarations in rules:
        matcher.add_selector(selector, declarations)
    found: dict[SvgElement, tuple[tuple[str, bool, Declared], ...]] = {}
    matches = 0
    for wrapper in cssselect2.ElementWrapper.from_xml_root(root).iter_subtree():
        matched = [match[-1] for match in matcher.match(wrapper)]
        matches += len(rules)
        if matches > _MOST_MATCHES:
            raise NotDrawn("its <style> sheet has too many rules for so many shapes", _ATTRIBUTES, sheets[0].line)
        if matched:
            found[wrapper.etree_element] = tuple(declared for declarations in matched for declared in declarations)
    return Cascade(root, found)


def _attributes(element: SvgElement) -> Iterator[tuple[str, Declared]]:
    for name, value in element.attrib.items():
        if is_condition(name):
            raise NotDrawn(f"{name} shows it to some readers only", "export it again as plain SVG", element.line)
        if is_attribute(name) and value.strip() not in _NOT_SAID:
            yield name, Declared(value.strip(), False, element.line)


def _rules(sheet: SvgElement) -> Iterator[tuple[Any, tuple[tuple[str, bool, Declared], ...]]]:
    start = (sheet.text_line or sheet.line) - 1
    if sheet.get("media", "all").strip() not in ("", "all"):
        raise NotDrawn("its <style> sheet is for some media only", _ATTRIBUTES, sheet.line)
    for rule in tinycss2.parse_stylesheet(sheet.text or "", skip_comments=True, skip_whitespace=True):
        line = start + rule.source_line
        if rule.type != "qualified-rule":
            what = f"@{rule.at_keyword}" if rule.type == "at-rule" else "what stands here"
            raise NotDrawn(f"its <style> sheet cannot be read: {what}", _ATTRIBUTES, line)
        try:
            selectors = cssselect2.compile_selector_list(rule.prelude)
        except cssselect2.SelectorError:
            selector = tinycss2.serialize(rule.prelude).strip()[:60]
            raise NotDrawn(f'its <style> sheet cannot be read: "{selector}"', _ATTRIBUTES, line) from None
        declarations = tuple(_declarations(rule.content, start))
        for selector in selectors:
            if selector.pseudo_element is not None:
                raise NotDrawn(f"its <style> sheet cannot be read: ::{selector.pseudo_element}", _ATTRIBUTES, line)
            yield selector, declarations


def _declarations(css: str | Iterable[Any], start: int) -> Iterator[tuple[str, bool, Declared]]:
    """The declarations of a block. Lines of a style attribute are that of its element, since XML makes one line of it."""
    for declaration in tinycss2.parse_blocks_contents(css, skip_comments=True, skip_whitespace=True):
        line = start if isinstance(css, str) else start + declaration.source_line
        if declaration.type != "declaration":
            raise NotDrawn("its CSS cannot be read here", _ATTRIBUTES, line)
        value = tinycss2.serialize([token for token in declaration.value if token.type != "comment"]).strip()
        yield (
            declaration.name if declaration.name.startswith("--") else declaration.lower_name,
            declaration.important,
            Declared(value, True, line),
        )

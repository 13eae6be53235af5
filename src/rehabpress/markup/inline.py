"""Builds the inline runs of a block, with white space collapsed as in HTML."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from rehabpress.markup.attributes import collapsed, is_blank, one_line
from rehabpress.markup.blocks import Break, Inline, PageCount, PageNumber, Run, Running
from rehabpress.markup.tree import Element
from rehabpress.support.problems import Problem

_FOOTERS: Mapping[str, type[PageNumber] | type[PageCount] | type[Running]] = {
    "page-number": PageNumber,
    "page-count": PageCount,
    "running": Running,
}
"""What only a page knows, by its tag."""


def inline(children: Sequence[Element | str], report: Callable[[Problem], None]) -> tuple[Inline, ...]:
    """The runs of a paragraph: white space one space wide, none at its ends nor at its breaks, equal neighbours joined."""
    if len(children) == 1 and isinstance(children[0], str):  # most paragraphs
        text = one_line(children[0])
        return (Run(text),) if text else ()
    line = _InlineLine(report)
    line.add(children, _RunStyle())
    return line.finish()


def says_something(content: Sequence[Inline]) -> bool:
    """Whether anything of it is seen on paper."""
    return any(not isinstance(part, Run | Break) or (isinstance(part, Run) and part.text.strip(" ")) for part in content)


class _RunStyle:
    """What the tags around a piece of text say of it."""

    __slots__ = ("href", "lang", "style", "tag")

    def __init__(self, style: str = "", href: str | None = None, lang: str | None = None, tag: str = "") -> None:
        self.style = style
        self.href = href
        self.lang = lang
        self.tag = tag


class _InlineLine:
    def __init__(self, report: Callable[[Problem], None]) -> None:
        self.report = report
        self.parts: list[Inline] = []
        self.bare = True  # whether a space here would stand at the beginning of a line, or after another

    def add(self, children: Sequence[Element | str], manner: _RunStyle) -> None:
        for child in children:
            if isinstance(child, str):
                self._text(child, manner)
            elif child.tag.name == "br":
                self._strip()
                self.parts.append(Break())
                self.bare = True
            elif child.tag.name in _FOOTERS:
                self.parts.append(_FOOTERS[child.tag.name](manner.style))
                self.bare = False
            else:
                self._tagged(child, manner)

    def _tagged(self, child: Element, outer: _RunStyle) -> None:
        name = child.tag.name
        styled = name != "span" or "class" in child.attributes
        if name == "span" and not child.attributes and not child.broken:
            self.report(Problem(child.place, "<span> says nothing of its text", "give it a class or a lang, or leave it out"))
        if styled and outer.style:
            hint = "a piece of text has one manner: make it a class of the theme, or close the outer tag first"
            self.report(Problem(child.place, f"<{name}> cannot stand in <{outer.tag}>", hint))
        manner = _RunStyle(
            child.style if styled else outer.style,
            child.attributes.get("href", outer.href),
            child.attributes.get("lang", outer.lang),
            name if styled else outer.tag,
        )
        self.add(child.children, manner)
        if not child.broken and not _words(child):
            self.report(Problem(child.place, f"<{name}> is empty", "write its text, or leave the tag out"))

    def _text(self, text: str, manner: _RunStyle) -> None:
        text = collapsed(text)
        if self.bare:
            text = text.removeprefix(" ")
        if not text:
            return
        last = self.parts[-1] if self.parts else None
        if isinstance(last, Run) and (last.style, last.href, last.lang) == (manner.style, manner.href, manner.lang):
            self.parts[-1] = Run(last.text + text, last.style, last.href, last.lang)
        else:
            self.parts.append(Run(text, manner.style, manner.href, manner.lang))
        self.bare = text.endswith(" ")

    def _strip(self) -> None:
        while self.parts and isinstance(last := self.parts[-1], Run):
            text = last.text.rstrip(" ")
            if text:
                self.parts[-1] = Run(text, last.style, last.href, last.lang)
                return
            self.parts.pop()

    def finish(self) -> tuple[Inline, ...]:
        self._strip()
        return tuple(self.parts)


def _words(element: Element) -> bool:
    return any(not is_blank(child) if isinstance(child, str) else child.tag.name in _FOOTERS or _words(child) for child in element.children)

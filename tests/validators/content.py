"""What a page's content stream paints, and under which marks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pikepdf

SHOWS_TEXT = frozenset(("Tj", "TJ", "'", '"'))
PAINTS = SHOWS_TEXT | {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "BI", "INLINE IMAGE"}


@dataclass
class Mark:
    """A stretch of marked content: its tag, its number, and the text in it."""

    tag: str
    number: int | None = None
    kind: str = ""
    """For an artifact: its /Type."""
    text: str = ""


@dataclass
class PageContent:
    """The outermost marks of a page in the order of its stream, and what is wrong with them."""

    marks: list[Mark] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)
    glyphs: dict[str, set[int]] = field(default_factory=dict)
    """The codes shown in each font of the page's resources."""


def read(page: pikepdf.Page) -> PageContent:
    """The marks of one page."""
    fonts = {name: to_unicode(font) for name, font in dict(page.obj.Resources.get("/Font", {})).items()}
    reader = _Reader(fonts)
    for instruction in pikepdf.parse_content_stream(page):
        reader.take(list(instruction.operands), str(instruction.operator))
    if reader.open:
        reader.out.findings.append("marked content is not closed")
    if reader.depth:
        reader.out.findings.append("q and Q do not balance")
    return reader.out


class _Reader:
    def __init__(self, fonts: Mapping[str, Mapping[int, str]]) -> None:
        self.fonts, self.font = fonts, ""
        self.out = PageContent()
        self.open: list[Mark] = []
        self.actual: list[int] = []  # depths at which an ActualText holds
        self.depth = 0

    def take(self, operands: list[Any], operator: str) -> None:
        if operator in ("BDC", "BMC"):
            self._begin(str(operands[0])[1:], operands[1] if operator == "BDC" else {})
        elif operator == "EMC":
            if not self.open:
                self.out.findings.append("EMC without a mark")
                return
            if self.actual and self.actual[-1] == len(self.open):
                self.actual.pop()
            self.open.pop()
        elif operator == "Tf":
            self.font = str(operands[0])
        elif operator in ("q", "Q"):
            self.depth += 1 if operator == "q" else -1
            if self.depth < 0:
                self.out.findings.append("Q without q")
        if operator in PAINTS and not self.open:
            self.out.findings.append(f"{operator} paints outside every mark")
        if operator in SHOWS_TEXT:
            self._show(operands[-1])

    def _begin(self, tag: str, properties: Any) -> None:
        number = int(properties["/MCID"]) if "/MCID" in properties else None
        if self.open and (number is not None or tag == "Artifact"):
            self.out.findings.append(f"a mark {tag} stands inside a mark {self.open[-1].tag}")
        if not self.open and number is None and tag != "Artifact":
            self.out.findings.append(f"a mark {tag} has no number")
        mark = Mark(tag, number, str(properties.get("/Type", ""))[1:])
        if not self.open:
            self.out.marks.append(mark)
        self.open.append(mark)
        if "/ActualText" in properties:
            if not self.actual:
                self.open[0].text += str(properties["/ActualText"])
            self.actual.append(len(self.open))

    def _show(self, shown: Any) -> None:
        strings = [shown] if isinstance(shown, pikepdf.String) else [s for s in shown if isinstance(s, pikepdf.String)]
        for string in strings:
            raw = bytes(string)
            codes = [int.from_bytes(raw[i : i + 2], "big") for i in range(0, len(raw), 2)]
            self.out.glyphs.setdefault(self.font, set()).update(codes)
            texts = self.fonts.get(self.font, {})
            if not self.actual and self.open:
                self.open[0].text += "".join(texts.get(code, "\ufffd") for code in codes)


def to_unicode(font: Any) -> dict[int, str]:
    """The text of each code of a font."""
    if "/ToUnicode" not in font:
        return {}
    return dict(_pairs(font.ToUnicode.read_bytes().decode("latin-1")))


def _pairs(cmap: str) -> Iterator[tuple[int, str]]:
    inside = False
    for line in cmap.splitlines():
        if line.endswith("beginbfchar"):
            inside = True
        elif line == "endbfchar":
            inside = False
        elif inside:
            code, text = line.replace("<", "").split(">")[:2]
            yield int(code, 16), bytes.fromhex(text.strip()).decode("utf-16-be")

"""One file for the printer: the pages of many packets in order, written while they come, what they share written once.

It is for paper: no structure and no links, which each patient's own file has. What is drawn on many pages is in it once: a block that
stands on several of them is a form, and so is each of the inks that blocks consist of. Nothing of it stays in memory but where each object
begins and which blocks are there already.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import BinaryIO, NamedTuple

from rehabpress.pdf.font_embedding import embed, font_program
from rehabpress.pdf.metadata import PRODUCER
from rehabpress.pdf.objects import StreamingWriter, deflated
from rehabpress.pictures.xobject import XObject
from rehabpress.support.memo import Memo
from rehabpress.support.pdf_syntax import numbers, references, string
from rehabpress.typeset.document import PagedDocument
from rehabpress.typeset.page_content import PlacedContent
from rehabpress.typeset.text.fonts import Face, face_named

_MARK = re.compile(r"/\w+<</MCID %d>>BDC")
_KIDS = 64
"""Pages below one node of the page tree."""
_EVERYTHING = "-2000 -4000 4000 2000"
"""The box of a form clips what is drawn; no block reaches beyond this, from its top left corner."""
FORM = f"/Subtype/Form/BBox[{_EVERYTHING}]"
"""How the entries begin of a form that is a block or a piece of one, and no picture."""
_MOST = 4_000
"""Blocks that are remembered while they stand on one page only."""


class Form(NamedTuple):
    """A piece of a block as it is drawn, of plain values, so that it can be sent to another process."""

    name: str
    operators: bytes
    """Deflated."""
    glyphs: tuple[tuple[str, frozenset[int]], ...]
    """By the name of each font."""
    xobject: XObject | None


class PlacedForms(NamedTuple):
    """What stands in one place of a page: its pieces, each in its place."""

    name: str
    pieces: tuple[tuple[str, Form], ...]


class PrintPage(NamedTuple):
    """One page: its size, and which blocks stand where."""

    width: float
    height: float
    placed: tuple[tuple[str, PlacedForms], ...]


@dataclass(frozen=True, slots=True)
class PacketPages:
    """One patient's pages for the print file. ``title`` is its bookmark."""

    title: str
    leaves: tuple[PrintPage, ...]
    divider: PacketPages | None = None
    """A sheet that stands before it."""


class PrintPageBuilder:
    """Packets as plain values. Blocks and their pieces are kept by what they draw, for the next packet."""

    def __init__(self) -> None:
        self._blocks: Memo[tuple[PlacedContent, ...], PlacedForms] = Memo()
        self._forms: Memo[PlacedContent, Form] = Memo()

    def pages(self, document: PagedDocument, title: str, divider: PacketPages | None = None) -> PacketPages:
        """The pages of a packet."""
        leaves = []
        for page in document.pages:
            placed = [(numbers(one.x, one.y), self._block(one.stamp.pieces)) for one in (*page.placements, *page.footer)]
            leaves.append(PrintPage(page.width, page.height, tuple(placed)))
        return PacketPages(title, tuple(leaves), divider)

    def _block(self, pieces: tuple[PlacedContent, ...]) -> PlacedForms:
        def make() -> PlacedForms:
            forms = tuple([(piece.place, self._form(piece._replace(place=""))) for piece in pieces])
            return PlacedForms(_named("\n".join([f"{place} {form.name}" for place, form in forms])), forms)

        return self._blocks.of(pieces, make)

    def _form(self, piece: PlacedContent) -> Form:
        """What an ink draws, wherever it stands."""

        def make() -> Form:
            operators = _MARK.sub("/Artifact BMC", piece.operators) % ()
            glyphs = tuple([(face.fontName, found) for face, found in piece.glyphs])
            return Form(_named(piece.operators), deflated(operators.encode("latin-1")), glyphs, piece.xobject)

        return self._forms.of(piece, make)


def _named(operators: str) -> str:
    return sha256(operators.encode("latin-1")).hexdigest()[:24]


class PrintFile:
    """The file in the making. ``duplex`` begins each packet on a front side."""

    def __init__(self, out: BinaryIO, title: str, *, duplex: bool = False) -> None:
        self._title, self._duplex = title, duplex
        self._objects = StreamingWriter(out)
        self._catalog, self._tree, self._fonts = (self._objects.reserve() for _ in range(3))
        self._plain = self._objects.add(f"<</Font {self._fonts} 0 R>>")
        """The resources of a form that draws nothing but text and lines."""
        self._forms: dict[str, int] = {}
        self._blocks: dict[str, int] = {}
        """The forms of those that stand in more than one place; 0 for those that do so far in one."""
        self._glyphs: dict[str, set[int]] = {}
        self._pictures: dict[str, int] = {}
        self._nodes: list[tuple[int, list[int]]] = []
        self._titles: list[tuple[str, int]] = []
        self.pages = 0
        """How many there are, the empty backs too."""
        self.sha256 = ""
        """That of the file, once it is closed."""

    def append(self, packet: PacketPages) -> None:
        """The pages of the next packet, after its divider. On paper printed on both sides each of the two begins a new sheet."""
        first = self._appended(packet.divider) if packet.divider else 0
        self._titles.append((packet.title, first or self._appended(packet)))
        if first:
            self._appended(packet)

    def _appended(self, packet: PacketPages) -> int:
        """The pages as they are; the first of them."""
        if self._duplex and self.pages % 2:
            first = packet.leaves[0]
            self._page(PrintPage(first.width, first.height, ()))
        pages = [self._page(leaf) for leaf in packet.leaves]
        return pages[0]

    def _font(self, face: Face, glyphs: Iterable[int]) -> int:
        return embed(face, font_program(face, face.usual.union(glyphs)), self._objects)

    def close(self) -> None:
        """Write what stands at the end: fonts, the tree of pages, bookmarks, the table of objects."""
        put = self._objects.put
        fonts = {name: self._font(face_named(name), glyphs) for name, glyphs in sorted(self._glyphs.items())}
        put(self._fonts, "<<" + "".join(f"/{name} {n} 0 R" for name, n in fonts.items()) + ">>")
        for node, kids in self._nodes:
            put(node, f"<</Type/Pages/Parent {self._tree} 0 R/Count {len(kids)}/Kids{references(kids)}>>")
        put(self._tree, f"<</Type/Pages/Count {self.pages}/Kids{references([node for node, _ in self._nodes])}>>")
        put(self._catalog, f"<</Type/Catalog/Pages {self._tree} 0 R/Outlines {self._outline()} 0 R/PageMode/UseOutlines>>")
        self.sha256 = self._objects.close(self._catalog, self._objects.add(f"<</Title{string(self._title)}/Producer({PRODUCER})>>"))

    def _page(self, leaf: PrintPage) -> int:
        drawing = _FormDrawing()
        for place, block in leaf.placed:
            if block.name in self._blocks:
                drawing.form(place, self._block(block))
            else:
                self._blocks[block.name] = 0
                drawing.begin(place)
                self._pieces(block, drawing)
                drawing.end()
        while len(self._blocks) > _MOST:
            del self._blocks[next(iter(self._blocks))]
        content = self._objects.add_stream("/Filter/FlateDecode", drawing.deflated())
        if self.pages % _KIDS == 0:
            self._nodes.append((self._objects.reserve(), []))
        node, kids = self._nodes[-1]
        own = self._objects.add(
            f"<</Type/Page/Parent {node} 0 R/MediaBox[0 0 {numbers(leaf.width, leaf.height)}]/Contents {content} 0 R"
            f"/Resources<</Font {self._fonts} 0 R{drawing.resources()}>>>>"
        )
        kids.append(own)
        self.pages += 1
        return own

    def _block(self, block: PlacedForms) -> int:
        """The form of a block. The first time that it is seen it stands on its page as it is: what is one patient's own never gets a form."""
        if not self._blocks[block.name]:
            drawing = _FormDrawing()
            self._pieces(block, drawing)
            self._blocks[block.name] = self._drawn(drawing.deflated(), drawing.resources())
        return self._blocks[block.name]

    def _pieces(self, block: PlacedForms, drawing: _FormDrawing) -> None:
        for place, form in block.pieces:
            drawing.form(place, self._forms.get(form.name) or self._form(form))

    def _form(self, form: Form) -> int:
        for name, glyphs in form.glyphs:
            self._glyphs.setdefault(name, set()).update(glyphs)
        drawn = form.xobject
        if drawn and drawn.name not in self._pictures:
            self._pictures[drawn.name] = self._picture(drawn)
        resources = f"/XObject<</{drawn.name} {self._pictures[drawn.name]} 0 R>>" if drawn else ""
        self._forms[form.name] = self._drawn(form.operators, resources)
        return self._forms[form.name]

    def _drawn(self, operators: bytes, resources: str) -> int:
        shared = self._objects.add(f"<</Font {self._fonts} 0 R{resources}>>") if resources else self._plain
        return self._objects.add_stream(f"{FORM}/Resources {shared} 0 R/Filter/FlateDecode", operators)

    def _picture(self, drawn: XObject) -> int:
        refers = "".join([f"/{key} {self._picture(other)} 0 R" for key, other in drawn.refers])
        return self._objects.add_stream(drawn.entries + refers, drawn.data)

    def _outline(self) -> int:
        """A bookmark for each patient; the number of the outline."""
        objects, count = self._objects, len(self._titles)
        root = objects.reserve()
        first = objects.reserve(count)
        for n, (title, page) in enumerate(self._titles):
            beside = f"/Prev {first + n - 1} 0 R" if n else ""
            beside += f"/Next {first + n + 1} 0 R" if n + 1 < count else ""
            objects.put(first + n, f"<</Title{string(title)}/Parent {root} 0 R{beside}/Dest[{page} 0 R/Fit]>>")
        ends = f"/First {first} 0 R/Last {first + count - 1} 0 R/Count {count}" if count else ""
        return objects.put(root, f"<</Type/Outlines{ends}>>")


class _FormDrawing:
    """Forms in their places, and the names by which they are drawn."""

    def __init__(self) -> None:
        self._code: list[str] = []
        self._names: dict[int, str] = {}

    def form(self, place: str, number: int) -> None:
        """Draw a form."""
        name = self._names.get(number)
        if name is None:
            name = self._names[number] = f"B{len(self._names)}"
        self._code.append(f"q 1 0 0 1 {place} cm /{name} Do Q")

    def begin(self, place: str) -> None:
        """What follows has its origin there."""
        self._code.append(f"q 1 0 0 1 {place} cm")

    def end(self) -> None:
        """Go back to the origin before."""
        self._code.append("Q")

    def deflated(self) -> bytes:
        """The operators."""
        return deflated("\n".join(self._code).encode("latin-1"))

    def resources(self) -> str:
        """What the operators need besides fonts."""
        forms = "".join([f"/{name} {number} 0 R" for number, name in self._names.items()])
        return f"/XObject<<{forms}>>" if forms else ""

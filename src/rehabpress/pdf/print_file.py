"""One file for the printer: the pages of many packets in order, written while they come, what they share written once.

It is for paper: no structure and no links, which each patient's own file has. A block that stands on many pages is one form that is drawn
on each of them. Nothing of it stays in memory but where each object begins and which blocks are there already.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import BinaryIO, NamedTuple

from rehabpress.pdf.drawing import XObject
from rehabpress.pdf.embed import embed
from rehabpress.pdf.fonts import face_named
from rehabpress.pdf.metadata import PRODUCER
from rehabpress.pdf.packet import Packet
from rehabpress.pdf.pages import Placement
from rehabpress.pdf.stamp import Stamp
from rehabpress.pdf.streamed import StreamedObjects
from rehabpress.pdf.syntax import numbers, references, string

_MARK = re.compile(r"/\w+<</MCID %d>>BDC")
_KIDS = 64
"""Pages below one node of the page tree."""
_EVERYTHING = "-2000 -4000 4000 2000"
"""The box of a form clips what is drawn; no block reaches beyond this, from its top left corner."""


class Form(NamedTuple):
    """A block as it is drawn, of plain values, so that it can be sent to another process."""

    operators: str
    glyphs: tuple[tuple[str, frozenset[int]], ...]
    """By the name of each font."""
    xobjects: tuple[XObject, ...]


_EMPTY = Form("", (), ())


class Leaf(NamedTuple):
    """One page: its size, where which forms stand, and what stands on no other."""

    width: float
    height: float
    placed: tuple[tuple[float, float, str], ...]
    own: Form


@dataclass(frozen=True, slots=True)
class Sheaf:
    """One patient's pages for the print file. ``title`` is its bookmark."""

    title: str
    leaves: tuple[Leaf, ...]
    forms: Mapping[str, Form]
    divider: Sheaf | None = None
    """A sheet that stands before it."""


def sheaf(packet: Packet, title: str, known: dict[str, tuple[str, Form]], divider: Sheaf | None = None) -> Sheaf:
    """The pages of a packet as plain values. ``known`` keeps the forms of stamps from one packet to the next, by their operators."""
    forms: dict[str, Form] = {}
    leaves = []
    for page in packet.pages:
        placed = []
        for placement in page.placements:
            operators = placement.stamp.operators
            name, form = known.get(operators) or known.setdefault(operators, _formed(placement.stamp))
            forms[name] = form
            placed.append((placement.x, placement.y, name))
        leaves.append(Leaf(page.width, page.height, tuple(placed), _own(page.footer)))
    return Sheaf(title, tuple(leaves), forms, divider)


def _formed(stamp: Stamp) -> tuple[str, Form]:
    form = _plain(stamp, "")
    return sha256(form.operators.encode("latin-1")).hexdigest()[:24], form


def _own(footer: Placement | None) -> Form:
    if footer is None:
        return _EMPTY
    return _plain(footer.stamp, f"q 1 0 0 1 {numbers(footer.x, footer.y)} cm\n%s\nQ")


def _plain(stamp: Stamp, around: str) -> Form:
    operators = _MARK.sub("/Artifact BMC", stamp.operators) % ()
    glyphs = tuple([(face.fontName, found) for face, found in stamp.glyphs])
    return Form(around % operators if around else operators, glyphs, stamp.xobjects)


class PrintFile:
    """The file in the making. ``duplex`` begins each packet on a front side."""

    def __init__(self, out: BinaryIO, title: str, *, duplex: bool = False) -> None:
        self._title, self._duplex = title, duplex
        self._objects = StreamedObjects(out)
        self._catalog, self._tree, self._fonts = (self._objects.reserve() for _ in range(3))
        self._forms: dict[str, int] = {}
        self._glyphs: dict[str, set[int]] = {}
        self._pictures: dict[str, int] = {}
        self._nodes: list[tuple[int, list[int]]] = []
        self._titles: list[tuple[str, int]] = []
        self.pages = 0
        """How many there are, the empty backs too."""
        self.sha256 = ""
        """That of the file, once it is closed."""

    def append(self, sheaf: Sheaf) -> None:
        """The pages of the next packet, after its divider. On paper printed on both sides each of the two begins a new sheet."""
        first = self._appended(sheaf.divider) if sheaf.divider else 0
        self._titles.append((sheaf.title, first or self._appended(sheaf)))
        if first:
            self._appended(sheaf)

    def _appended(self, sheaf: Sheaf) -> int:
        """The pages as they are; the first of them."""
        for name, form in sheaf.forms.items():
            if name not in self._forms:
                self._forms[name] = self._form(form)
        if self._duplex and self.pages % 2:
            first = sheaf.leaves[0]
            self._page(Leaf(first.width, first.height, (), _EMPTY))
        pages = [self._page(leaf) for leaf in sheaf.leaves]
        return pages[0]

    def close(self) -> None:
        """Write what stands at the end: fonts, the tree of pages, bookmarks, the table of objects."""
        put = self._objects.put
        fonts = {name: embed(face_named(name), glyphs, self._objects) for name, glyphs in sorted(self._glyphs.items())}
        put(self._fonts, "<<" + "".join(f"/{name} {n} 0 R" for name, n in fonts.items()) + ">>")
        for node, kids in self._nodes:
            put(node, f"<</Type/Pages/Parent {self._tree} 0 R/Count {len(kids)}/Kids{references(kids)}>>")
        put(self._tree, f"<</Type/Pages/Count {self.pages}/Kids{references([node for node, _ in self._nodes])}>>")
        put(self._catalog, f"<</Type/Catalog/Pages {self._tree} 0 R/Outlines {self._outline()} 0 R/PageMode/UseOutlines>>")
        self.sha256 = self._objects.close(self._catalog, self._objects.add(f"<</Title{string(self._title)}/Producer({PRODUCER})>>"))

    def _page(self, leaf: Leaf) -> int:
        names = list(dict.fromkeys([name for _, _, name in leaf.placed]))
        letters = {name: f"B{n}" for n, name in enumerate(names)}
        self._use(leaf.own)
        code = [f"q 1 0 0 1 {numbers(x, y)} cm /{letters[name]} Do Q" for x, y, name in leaf.placed]
        content = self._objects.add_stream("", "\n".join([*code, leaf.own.operators]).encode("latin-1"), deflate=True)
        drawn = "".join([f"/{letters[name]} {self._forms[name]} 0 R" for name in names]) + self._drawn(leaf.own)
        if self.pages % _KIDS == 0:
            self._nodes.append((self._objects.reserve(), []))
        node, kids = self._nodes[-1]
        own = self._objects.add(
            f"<</Type/Page/Parent {node} 0 R/MediaBox[0 0 {numbers(leaf.width, leaf.height)}]/Contents {content} 0 R"
            f"/Resources<</Font {self._fonts} 0 R/XObject<<{drawn}>>>>>>"
        )
        kids.append(own)
        self.pages += 1
        return own

    def _use(self, form: Form) -> None:
        for name, glyphs in form.glyphs:
            self._glyphs.setdefault(name, set()).update(glyphs)
        for drawn in form.xobjects:
            if drawn.name not in self._pictures:
                self._pictures[drawn.name] = self._picture(drawn)

    def _drawn(self, form: Form) -> str:
        return "".join([f"/{x.name} {self._pictures[x.name]} 0 R" for x in form.xobjects])

    def _form(self, form: Form) -> int:
        self._use(form)
        resources = f"/Resources<</Font {self._fonts} 0 R/XObject<<{self._drawn(form)}>>>>"
        entries = f"/Type/XObject/Subtype/Form/BBox[{_EVERYTHING}]{resources}"
        return self._objects.add_stream(entries, form.operators.encode("latin-1"), deflate=True)

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

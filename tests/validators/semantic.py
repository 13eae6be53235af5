"""Whether a tagged PDF means what it shows: what validators of PDF/UA-1 do not look at.

Neither notices real text that is called decoration, a link whose annotation is in no structure, or a table without a header cell.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from validators.content import Mark, PageContent, read, to_unicode

_MAY_BE_EMPTY = ("/TD", "/TH", "/TR")
_INLINE = ("/Link", "/Span")
_INSIDE = {
    "/L": ("/LI",),
    "/LI": ("/Lbl", "/LBody"),
    "/Table": ("/THead", "/TBody"),
    "/THead": ("/TR",),
    "/TBody": ("/TR",),
    "/TR": ("/TH", "/TD"),
}


@dataclass
class Said:
    """A structure element with its text: of its own marks and of the elements in it, in reading order."""

    role: str
    text: str
    depth: int
    leaf: bool = True
    """Whether its text is its own, or that of links and other languages in it."""
    element: Any = field(repr=False, default=None)


def findings(pdf: bytes) -> list[str]:
    """What is wrong, one sentence each."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return _Checker(opened).findings()


def structure(pdf: bytes) -> list[Said]:
    """The structure elements in reading order."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        checker = _Checker(opened)
        return [Said(s.role, s.text, s.depth, s.leaf) for s in checker.said]


def text(pdf: bytes) -> str:
    """All that the structure says, in reading order, with single spaces."""
    return " ".join(" ".join(said.text for said in structure(pdf) if said.depth == 1).split())


def decoration(pdf: bytes) -> list[str]:
    """The texts that are called decoration, page by page."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [" ".join(m.text for m in read(p).marks if m.number is None and m.text) for p in opened.pages]


class _Checker:
    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self.root = pdf.Root.StructTreeRoot
        self.pages: list[PageContent] = [read(page) for page in pdf.pages]
        self.numbers = {page.obj.objgen: i for i, page in enumerate(pdf.pages)}
        self.marks: list[dict[int, Mark]] = [{m.number: m for m in page.marks if m.number is not None} for page in self.pages]
        self.reached: list[tuple[int, int, Any]] = []
        self.annotations: Counter[Any] = Counter()
        self.annotated: dict[Any, Any] = {}
        self.wrong: list[str] = []
        self.said: list[Said] = []
        self._walk(self.root.K, None, 0)

    def findings(self) -> list[str]:
        out = list(self.wrong)
        for i, page in enumerate(self.pages, 1):
            out += [f"page {i}: {finding}" for finding in page.findings]
        for check in (
            self._marks,
            self._order,
            self._parent_tree,
            self._artifacts,
            self._links,
            self._elements,
            self._tables,
            self._fonts,
            self._catalog,
        ):
            out += check()
        return out

    def _walk(self, element: Any, page: Any, depth: int) -> str:
        role = str(element.S)
        said = Said(role[1:], "", depth, element=element)
        self.said.append(said)
        page = element.get("/Pg", page)
        out = ""
        for kid in _kids(element):
            if isinstance(kid, int) or kid.get("/Type") == "/MCR":
                where = self.numbers[(page if isinstance(kid, int) else kid.Pg).objgen]
                number = int(kid if isinstance(kid, int) else kid.MCID)
                self.reached.append((where, number, element))
                mark = self.marks[where].get(number)
                out += mark.text if mark else ""
                if mark and "/" + mark.tag != role:
                    self.wrong.append(f"page {where + 1}: mark {number} is called {mark.tag}, its element {role[1:]}")
            elif kid.get("/Type") == "/OBJR":
                self.annotations[kid.Obj.objgen] += 1
                self.annotated[kid.Obj.objgen] = element
            else:
                if kid.P.objgen != element.objgen:
                    self.wrong.append(f"an element {kid.S} names another parent than {role}")
                inner = self._walk(kid, page, depth + 1)
                said.leaf = said.leaf and str(kid.S) in _INLINE
                out += inner if str(kid.S) in _INLINE else f"{inner}\n"
        said.text = " ".join(out.split(" ")).strip("\n")
        return out

    def _marks(self) -> Iterator[str]:
        reached = Counter((page, number) for page, number, _ in self.reached)
        for i, page in enumerate(self.pages):
            numbers = [m.number for m in page.marks if m.number is not None]
            if len(set(numbers)) != len(numbers):
                yield f"page {i + 1}: a number of marked content is used twice"
            for number in numbers:
                if reached[i, number] != 1:
                    yield f"page {i + 1}: mark {number} is reached {reached[i, number]} times by the structure"
        for page_number, number in reached:
            if number not in self.marks[page_number]:
                yield f"page {page_number + 1}: the structure names mark {number}, which is not there"

    def _order(self) -> Iterator[str]:
        """The page shows its text in the order in which the structure reads it."""
        last: dict[int, int] = {}
        for page, number, _ in self.reached:
            if number < last.get(page, -1):
                yield f"page {page + 1}: mark {number} is read after mark {last[page]}"
            last[page] = number

    def _parent_tree(self) -> Iterator[str]:
        nums = list(self.root.ParentTree.Nums)
        tree = {int(nums[i]): nums[i + 1] for i in range(0, len(nums), 2)}
        for i, page in enumerate(self.pdf.pages):
            owners = list(tree.get(int(page.obj.get("/StructParents", -1)), []))
            if {n for n, owner in enumerate(owners) if owner is not None} != set(self.marks[i]):
                yield f"page {i + 1}: the parent tree does not have as many entries as there are marks"
                continue
            for where, number, element in self.reached:
                if where == i and (number >= len(owners) or owners[number] is None or owners[number].objgen != element.objgen):
                    yield f"page {i + 1}: the parent tree gives mark {number} to another element"
            for annotation in page.obj.get("/Annots", []):
                owner = tree.get(int(annotation.get("/StructParent", -1)))
                if owner is None or owner.objgen != self.annotated.get(annotation.objgen, owner).objgen:
                    yield f"page {i + 1}: the parent tree does not know an annotation"

    def _artifacts(self) -> Iterator[str]:
        for i, page in enumerate(self.pages, 1):
            for mark in page.marks:
                if mark.number is None and mark.text.strip() and mark.kind != "Pagination":
                    yield f'page {i}: the text "{mark.text.strip()[:40]}" is called decoration'

    def _links(self) -> Iterator[str]:
        for i, page in enumerate(self.pdf.pages, 1):
            for annotation in page.obj.get("/Annots", []):
                if self.annotations[annotation.objgen] != 1:
                    yield f"page {i}: an annotation is reached {self.annotations[annotation.objgen]} times by the structure"
                elif self.annotated[annotation.objgen].S != "/Link":
                    yield f"page {i}: an annotation belongs to {self.annotated[annotation.objgen].S}"
                if not str(annotation.get("/Contents", "")).strip():
                    yield f"page {i}: a link does not say what it is"
        for said in self.said:
            if said.role == "Link" and not (said.text.strip() and any(_is_annotation(k) for k in _kids(said.element))):
                yield f'the link "{said.text}" has no annotation or no text'

    def _elements(self) -> Iterator[str]:
        for said in self.said:
            element, role = said.element, "/" + said.role
            kids = [k for k in _kids(element) if not isinstance(k, int) and "/S" in k]
            if not _kids(element) and role not in _MAY_BE_EMPTY:
                yield f"an element {said.role} is empty"
            allowed = _INSIDE.get(role)
            if allowed and any(str(kid.S) not in allowed for kid in kids):
                yield f"an element {said.role} holds {', '.join(str(k.S) for k in kids)}"
            if role == "/Figure":
                if not str(element.get("/Alt", "")).strip():
                    yield "a figure has no description"
                if not any("/BBox" in a for a in _attributes(element)):
                    yield "a figure does not say where it is"

    def _tables(self) -> Iterator[str]:
        for said in self.said:
            if said.role == "Table":
                rows = [row for part in _kids(said.element) for row in _kids(part)]
                cells = [cell for row in rows for cell in _kids(row)]
                if not any(cell.S == "/TH" for cell in cells):
                    yield "a table has no header cell"
                if any(cell.S == "/TH" and not any("/Scope" in a for a in _attributes(cell)) for cell in cells):
                    yield "a header cell does not say what it heads"
                widths = {sum(int(next((a.ColSpan for a in _attributes(c) if "/ColSpan" in a), 1)) for c in _kids(row)) for row in rows}
                if len(widths) > 1:
                    yield f"the rows of a table have {sorted(widths)} columns"

    def _fonts(self) -> Iterator[str]:
        for i, page in enumerate(self.pages, 1):
            fonts: Any = self.pdf.pages[i - 1].obj.Resources.get("/Font", {})
            for name, codes in page.glyphs.items():
                descendant = fonts[name].DescendantFonts[0]
                if "/FontFile2" not in descendant.FontDescriptor:
                    yield f"the font {name} is not embedded"
                missing = codes - set(to_unicode(fonts[name]))
                if missing or 0 in codes:
                    yield f"page {i}: glyphs of {name} say no text: {sorted(missing)[:5]}"

    def _catalog(self) -> Iterator[str]:
        root: Any = self.pdf.Root
        if not str(root.get("/Lang", "")):
            yield "the document does not say its language"
        if (
            "/ViewerPreferences" not in root
            or not root.ViewerPreferences.get("/DisplayDocTitle", False)
            or not str(self.pdf.docinfo.get("/Title", ""))
        ):
            yield "the document does not show its title"


def _kids(element: Any) -> list[Any]:
    found = element.get("/K", pikepdf.Array())
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def _attributes(element: Any) -> list[Any]:
    found = element.get("/A", pikepdf.Array())
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def _is_annotation(kid: Any) -> bool:
    return not isinstance(kid, int) and kid.get("/Type") == "/OBJR"

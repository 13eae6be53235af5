"""Pages to the bytes of a tagged PDF (PDF/UA-1). Nothing in it depends on the clock, the machine or the order of a hash."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from rehabpress.pdf.content_cache import ContentCache
from rehabpress.pdf.flate_segments import FlateSegment, stream
from rehabpress.pdf.font_embedding import embed
from rehabpress.pdf.metadata import dictionary, xmp
from rehabpress.pdf.objects import Objects
from rehabpress.pdf.structure_tree import Structure
from rehabpress.pictures.xobject import XObject
from rehabpress.support.pdf_syntax import number, numbers, references, string
from rehabpress.typeset.document import DocumentInfo, PagedDocument
from rehabpress.typeset.page_content import PageContent
from rehabpress.typeset.pagination import TypesetPage
from rehabpress.typeset.text.fonts import Face

_STEP = 64
"""The number of a page is a multiple of it, so that what stands on it has the same numbers in other files."""


def write(document: PagedDocument, cache: ContentCache | None = None) -> bytes:
    """The bytes of a tagged PDF. ``cache`` keeps compressed content and structure objects for the next file; the bytes do not depend on it."""
    return _Writer(document.info, cache or ContentCache()).file(document.pages)


class _Writer:
    """One file in the making."""

    def __init__(self, info: DocumentInfo, cache: ContentCache) -> None:
        self._info, self._cache = info, cache
        self._objects = Objects(cache.deflated)
        self._catalog, self._tree, self._resources = (self._objects.reserve() for _ in range(3))
        self._structure = Structure(self._objects)
        self._bookmarks: list[tuple[int, str, str]] = []
        self._glyphs: dict[Face, set[int]] = {}
        self._xobjects: dict[str, XObject] = {}
        self._times: Mapping[int, int] = {}
        """On how many pages each fragment stands."""

    def file(self, pages: Sequence[TypesetPage]) -> bytes:
        """Write everything."""
        objects = self._objects
        self._times = Counter([placement.of for page in pages for placement in page.placements])
        kids = references([self._page(page) for page in pages])
        objects.put(self._tree, f"<</Type/Pages/Count {len(pages)}/Kids{kids}>>")
        self._structure.finish()
        outline = self._outline()
        self._shared()
        metadata = objects.add_stream("/Type/Metadata/Subtype/XML", xmp(self._info))
        objects.put(
            self._catalog,
            f"<</Type/Catalog/Pages {self._tree} 0 R/Lang{string(self._info.language)}/MarkInfo<</Marked true>>"
            f"/ViewerPreferences<</DisplayDocTitle true>>/StructTreeRoot {self._structure.root} 0 R/Metadata {metadata} 0 R{outline}>>",
        )
        return objects.file(self._catalog, objects.add(dictionary(self._info)))

    def _page(self, page: TypesetPage) -> int:
        """Write a page; its number."""
        own, structure = self._objects.reserve(2, _STEP), self._structure
        structure.begin(own)
        parts: list[tuple[bytes, Sequence[FlateSegment]]] = []
        for of, x, y, stamp in page.placements:
            if self._times[of] == 1:
                cached = self._cache.of(stamp)
                pieces = cached.pieces(structure.whole(of, cached, x, y))
            else:
                pieces = [self._cache.part(stamp, structure.part(of, stamp, x, y))]
            parts.append((_placed(x, y), pieces))
            self._use(stamp)
            for up, level, title in stamp.bookmarks:
                self._bookmarks.append((level, title, f"[{own} 0 R/XYZ 0 {number(y + up + 6)} null]"))
        for _, x, y, stamp in page.footer:
            parts.append((_placed(x, y), self._cache.of(stamp).pieces(0)))
            self._use(stamp)
        content = self._objects.put_stream(own + 1, "/Filter/FlateDecode", stream(parts))
        annotations = structure.end()
        links = f"/Annots[{annotations}]" if annotations else ""
        return self._objects.put(
            own,
            f"<</Type/Page/Parent {self._tree} 0 R/MediaBox[0 0 {numbers(page.width, page.height)}]/Resources {self._resources} 0 R"
            f"/Contents {content} 0 R/StructParents {own}/Tabs/S{links}>>",
        )

    def _use(self, stamp: PageContent) -> None:
        for face, found in stamp.glyphs:
            if face not in self._glyphs:
                self._glyphs[face] = set(found)
            elif found:
                self._glyphs[face] |= found
        for picture in stamp.xobjects:
            self._xobjects.setdefault(picture.name, picture)

    def _outline(self) -> str:
        """The bookmarks, nested as the headings are; the catalog's entry."""
        if not self._bookmarks:
            return ""
        objects, root = self._objects, self._objects.reserve()
        first = objects.reserve(len(self._bookmarks))
        parents: list[int] = []
        open_: list[int] = []
        for i, (level, _, _) in enumerate(self._bookmarks):
            while open_ and self._bookmarks[open_[-1]][0] >= level:
                open_.pop()
            parents.append(open_[-1] if open_ else -1)
            open_.append(i)
        children: dict[int, list[int]] = {}
        for i, parent in enumerate(parents):
            children.setdefault(parent, []).append(i)
        for parent, found in children.items():
            above = root if parent < 0 else first + parent
            for n, i in enumerate(found):
                _, title, target = self._bookmarks[i]
                beside = f"/Prev {first + found[n - 1]} 0 R" if n else ""
                beside += f"/Next {first + found[n + 1]} 0 R" if n + 1 < len(found) else ""
                own = children.get(i, [])
                below = f"/First {first + own[0]} 0 R/Last {first + own[-1]} 0 R/Count {len(own)}" if own else ""
                objects.put(first + i, f"<</Title{string(title)}/Parent {above} 0 R{beside}{below}/Dest{target}>>")
        top = children[-1]
        objects.put(root, f"<</Type/Outlines/First {first + top[0]} 0 R/Last {first + top[-1]} 0 R/Count {len(top)}>>")
        return f"/Outlines {root} 0 R"

    def _shared(self) -> None:
        """The resources of all pages: fonts and pictures, each once, in an order that their names give."""
        fonts = {
            face.fontName: embed(face, self._cache.font(face, glyphs), self._objects)
            for face, glyphs in sorted(self._glyphs.items(), key=lambda f: f[0].fontName)
        }
        drawn = {name: self._drawn(self._xobjects[name]) for name in sorted(self._xobjects)}
        entries = [("Font", fonts), ("XObject", drawn)]
        body = "".join(f"/{kind}<<{''.join(f'/{name} {n} 0 R' for name, n in found.items())}>>" for kind, found in entries if found)
        self._objects.put(self._resources, f"<<{body}>>")

    def _drawn(self, drawn: XObject) -> int:
        refers = "".join(f"/{key} {self._drawn(other)} 0 R" for key, other in drawn.refers)
        return self._objects.add_stream(drawn.entries + refers, drawn.data)


def _placed(x: float, y: float) -> bytes:
    return f"q 1 0 0 1 {numbers(x, y)} cm\n".encode()

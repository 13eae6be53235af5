"""Documents that differ from each other in one aspect only: another class, width, span, scope, nesting, list, picture, footer, theme."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from hypothesis import strategies as st

from helpers.document_strategies import BAR, PLACE, columns, document, h, image, listed, p, section, theme
from rehabpress.markup.blocks import (
    Block,
    Break,
    Cell,
    Columns,
    Document,
    Heading,
    HorizontalRule,
    Inline,
    Items,
    PageBreak,
    PageCount,
    PageNumber,
    Paragraph,
    Picture,
    QrCode,
    Run,
    Running,
    Section,
    Table,
    Ticks,
    WriteIn,
)
from rehabpress.pictures.xobject import vector

Sort = TypeVar("Sort", bound=Block)
Aspect = tuple[str, Block]

_LINE = {"width": "1 pt", "colour": "accent"}
_BOX = ("6 pt", "6 pt", "6 pt", "6 pt")
_OF_EACH: Mapping[str, Mapping[str, Any]] = {
    # Classes that differ from their tag in one thing, and take the same room where they can.
    "whole": {"keep_together": True},
    "next": {"keep_with_next": True},
    "before": {"before": "9 pt"},
    "after": {"after": "9 pt"},
    "ground": {"ground": "pale"},
    "line": {"top": _LINE},
    "box": {"padding": _BOX, "ground": "pale"},
}
_STYLES: dict[str, Mapping[str, Any]] = {
    **{f"{tag}_{name}": style for tag in ("p", "section", "ul", "columns", "table") for name, style in _OF_EACH.items()},
    **{f"{tag}_ground": {"ground": "pale", "after": 0} for tag in ("td", "th")},
    "td_line": {"top": _LINE, "after": 0},
    "td_box": {"padding": _BOX, "ground": "pale", "after": 0},
    "th_box": {"padding": _BOX, "ground": "pale", "after": 0, "font": "bold"},
    "p_small": {"size": "10 pt"},  # another base line in the same height
    "p_red": {"colour": "accent"},
    "h4": {},  # set as a paragraph is, and another element
    "h5": {},
    "section_share": {"page_share": 0.3},
    "section_again": {"repeat_heading": True},
    "columns_gap": {"gap": "30 pt"},
    "columns_cuts": {"align_cuts": True},
    "columns_stack": {"stack_below": "2000 pt"},
    "table_gap": {"gap": "14 pt", "row_line": _LINE},
    "table_plain": {"row_line": {"width": "2 pt", "colour": "ink"}},
    "table_stack": {"stack_below": "2000 pt"},
    "ul_gap": {"gap": "8 pt"},
    "ul_indent": {"indent": "30 pt"},
    "img_left": {"width": "60 pt"},
    "img_right": {"width": "60 pt", "align": "right"},
    "img_small": {"width": "60 pt", "height": "20 pt"},
}
_SECTIONS = ("section", "section.share", "section.again", *[f"section.{name}" for name in _OF_EACH])
PARAGRAPHS = ("p", "p.right", "p.narrow", "p.small", "p.red", *[f"p.{name}" for name in _OF_EACH])
LISTS = ("ul", "ul.plain", "ul.cross", "ul.tick", "ul.gap", "ul.indent", *[f"ul.{name}" for name in _OF_EACH])
_COLUMNS = ("columns", "columns.gap", "columns.stack", "columns.cuts", *[f"columns.{name}" for name in _OF_EACH])
_TABLES = ("table", "table.gap", "table.plain", "table.stack", *[f"table.{name}" for name in _OF_EACH])
_CELLS = {False: ("td", "td.ground", "td.line", "td.box"), True: ("th", "th.ground", "th.box")}
PICTURES = ("img", "img.left", "img.right", "img.small")
THEMES = {
    "A5": theme("A5", "Source Sans 3", **_STYLES),
    "A4": theme("A4", "Source Sans 3", **_STYLES),
    "lying": theme("A5", "Source Sans 3", **_STYLES).on(orientation="landscape"),
    "gutter": theme("A5", "Source Sans 3", **_STYLES).model_copy(update={"gutter": 10.0}),
    "red": theme("A5", "Source Sans 3", **_STYLES).model_copy(
        update={"colours": {**theme().colours, "ink": "#801010", "accent": "#802020"}}
    ),
    "Noto": theme("A5", "Noto Sans", **_STYLES),
}
DRAWN = {"bar": BAR, "other": vector(200, 100, b"1 0 0 rg 0 0 200 100 re f"), "high": vector(50, 100, b"0 0 0 rg 0 0 50 100 re f")}

# documents

_TEXT = st.sampled_from(["Hold", "Do it 3 times", "Breathe out slowly", "Lie on your back and let go. " * 4, "Lift one leg. " * 12, ""])
_INLINE = st.one_of(
    st.builds(Run, _TEXT, st.sampled_from(["", "strong", "em", "span.big"])),
    st.builds(Run, st.just("call us"), st.just("a"), st.sampled_from(["https://example.org/", "tel:1"])),
    st.builds(Run, st.just("Knie"), lang=st.just("de")),
    st.just(Break()),
)
_CONTENT = st.lists(_INLINE, min_size=1, max_size=3)
_LEAF = st.one_of(
    st.builds(lambda c, s: p(*c, style=s), _CONTENT, st.sampled_from(PARAGRAPHS)),
    st.builds(h, st.integers(2, 5), _TEXT, st.sampled_from([None, "1"])),
    st.builds(image, st.sampled_from(["bar", "high"]), st.sampled_from(["", "A bar"]), st.sampled_from(PICTURES)),
    st.builds(Ticks, st.just("ticks"), st.just(PLACE), st.integers(0, 3), st.integers(0, 2), st.just("3 times")),
    st.builds(WriteIn, st.just("write-in"), st.just(PLACE), st.integers(1, 2)),
    st.just(HorizontalRule("hr", PLACE)),
    st.just(QrCode("qr", PLACE, "https://example.org/", "An address")),
)
_SPANS = st.sampled_from([(1, 1, 1), (1, 1, 1), (2, 1), (1, 2), (3,)])


def _cells(inside: st.SearchStrategy[Block], *, header: bool) -> st.SearchStrategy[tuple[Cell, ...]]:
    blocks = st.lists(inside, min_size=1, max_size=2).map(tuple)

    def row(spans: Sequence[int]) -> st.SearchStrategy[tuple[Cell, ...]]:
        def one(n: int, wide: int) -> st.SearchStrategy[Cell]:
            heads = header or n == 0
            return st.builds(lambda style, b: Cell(style, PLACE, heads, b, wide), st.sampled_from(_CELLS[heads]), blocks)

        return st.tuples(*[one(n, wide) for n, wide in enumerate(spans)])

    return _SPANS.flatmap(row)


def _tables(inside: st.SearchStrategy[Block]) -> st.SearchStrategy[Table]:
    head, rows = _cells(inside, header=True), _cells(inside, header=False)
    return st.builds(
        lambda s, a, b, often: Table(s, PLACE, (1.0, 2.0, 1.0), tuple(a), tuple(b) * often),
        st.sampled_from(_TABLES),
        st.lists(head, max_size=1),
        st.lists(rows, min_size=1, max_size=3),
        st.sampled_from([1, 1, 1, 5]),  # what comes often in one table comes again in the next
    )


def _more(inside: st.SearchStrategy[Block]) -> st.SearchStrategy[Any]:
    some = st.lists(inside, min_size=1, max_size=3)
    return st.one_of(
        st.builds(lambda b, s: section(*b, style=s), some, st.sampled_from(_SECTIONS)),
        st.builds(lambda i, s: listed(*i, style=s), st.lists(some, min_size=1, max_size=3), st.sampled_from(LISTS)),
        st.builds(lambda a, b, s: replace(columns(a, b, widths=(3, 2)), style=s), some, some, st.sampled_from(_COLUMNS)),
        _tables(inside),
    )


_INNER = st.one_of(_LEAF, _more(_LEAF))
_NESTED = st.builds(
    lambda a, b, c: section(section(*a), b, style=c), st.lists(_LEAF, min_size=2, max_size=2), _LEAF, st.sampled_from(_SECTIONS)
)
_BLOCK = st.one_of(_more(_LEAF), _more(_INNER), _more(_INNER), _NESTED)
FOOTERS = (
    (),
    (p("Sam Sample, page ", PageNumber(), " of ", PageCount()),),
    (p("Sam Sample ", Running(), " page ", PageNumber()), p("One line more")),
    (columns((p("Sam"),), (p(PageNumber(), style="p.right"),)),),
)
DOCUMENT = st.builds(
    lambda b, foot: document(h(1, "Title"), *b, foot=foot), st.lists(_BLOCK, min_size=1, max_size=2), st.sampled_from(FOOTERS)
)

# what is the same in all but one aspect


def restyled(block: Block) -> Iterator[Aspect]:
    """The block in all ways that differ from it in one aspect, in it or in a block within."""
    match block:
        case Section():
            yield from _styled(block, _SECTIONS)
            yield from [("tag", replace(block, tag=tag)) for tag in ("section", "div") if tag != block.tag]
            yield from [(aspect, replace(block, blocks=blocks)) for aspect, blocks in _nested(block.blocks)]
            yield from _within(block.blocks, lambda blocks: replace(block, blocks=blocks))
        case Columns():
            yield from _styled(block, _COLUMNS)
            yield from [("widths", replace(block, widths=widths)) for widths in ((1.0, 1.0), (2.0, 3.0))]
            left, right = block.columns
            if len(left.blocks) > 1:
                moved = (replace(left, blocks=left.blocks[:-1]), replace(right, blocks=(left.blocks[-1], *right.blocks)))
                yield "column", replace(block, columns=moved)
            yield from _within(block.columns, lambda inner: replace(block, columns=inner))
        case Items():
            yield from _styled(block, LISTS)
            yield "list", replace(block, style="ol", ordered=True)
            for n, item in enumerate(block.items):
                for aspect, blocks in _many(item.blocks):
                    yield aspect, replace(block, items=_with(block.items, n, replace(item, blocks=blocks)))
            if len(block.items) > 1:
                first, second, *others = block.items
                yield "items", replace(block, items=(replace(first, blocks=(*first.blocks, *second.blocks)), *others))
        case Table():
            yield from _of_table(block)
        case _:
            yield from _of_leaf(block)


def _of_table(block: Table) -> Iterator[Aspect]:
    yield from _styled(block, _TABLES)
    yield "widths", replace(block, widths=(2.0, *block.widths[1:]))
    if block.head:
        yield "head", replace(block, head=(), rows=(*block.head, *block.rows))
    elif len(block.rows) > 1:
        yield "head", replace(block, head=block.rows[:1], rows=block.rows[1:])
    yield "rows", replace(block, rows=(*block.rows, block.rows[0]))
    yield from [("row style", replace(block, style=style)) for style in ("table.gap", "table.plain", "table") if style != block.style]
    if len(block.rows) > 1:
        first, second, *others = block.rows
        yield "row", replace(block, rows=(first[:-1], (first[-1], *second), *others))
    for n, row in enumerate(block.rows):
        for aspect, cells in _of_row(row):
            yield aspect, replace(block, rows=_with(block.rows, n, cells))


def _of_row(row: tuple[Cell, ...]) -> Iterator[tuple[str, tuple[Cell, ...]]]:
    for n, cell in enumerate(row):
        yield from [("cell style", _with(row, n, replace(cell, style=s))) for s in _CELLS[cell.header] if s != cell.style]
        yield "header", _with(row, n, replace(cell, header=not cell.header))
        yield from [(aspect, _with(row, n, replace(cell, blocks=blocks))) for aspect, blocks in _many(cell.blocks)]
    if [cell.columns for cell in row] in ([1, 2], [2, 1]):
        yield "span", tuple(replace(cell, columns=3 - cell.columns) for cell in row)
    if len(row) > 1 and row[0].columns > 1:
        yield "span", (replace(row[0], columns=row[0].columns - 1), *row[1:])
    if len(row) > 1 and len(row[0].blocks) > 1:
        yield "cell", (replace(row[0], blocks=row[0].blocks[:-1]), replace(row[1], blocks=(row[0].blocks[-1], *row[1].blocks)), *row[2:])


def _of_leaf(block: Block) -> Iterator[Aspect]:
    match block:
        case Paragraph():
            yield from _styled(block, PARAGRAPHS)
            yield from [("text", replace(block, content=content)) for content in _content(block.content)]
            yield "kind", Heading("h4", PLACE, 4, block.content, None)
            yield "kind", PageBreak("page-break", PLACE)
        case Heading():
            yield from [("level", replace(block, level=level, style=f"h{level}")) for level in (2, 3, 4, 5) if level != block.level]
            yield "label", replace(block, label=None if block.label else "1")
            yield "kind", Paragraph("p", PLACE, block.content)
        case Picture():
            yield from _styled(block, PICTURES)
            yield "picture", replace(block, name="other")
            yield "picture", replace(block, alt="" if block.alt else "A bar")
        case Ticks():
            yield "ticks", replace(block, firm=block.firm + 1)
            yield "ticks", replace(block, firm=block.open, open=block.firm)
        case WriteIn():
            yield "lines", replace(block, lines=3 - block.lines)
        case QrCode():
            yield "address", replace(block, href="https://example.com/")


def _content(content: tuple[Inline, ...]) -> Iterator[tuple[Inline, ...]]:
    yield content[::-1]
    for n, inline in enumerate(content):
        if isinstance(inline, Run):
            yield _with(content, n, replace(inline, style="strong" if not inline.style else ""))
            yield _with(content, n, replace(inline, lang=None if inline.lang else "de"))
            yield _with(content, n, replace(inline, text=inline.text.swapcase()))
            yield _with(content, n, replace(inline, href="tel:2", style="a"))


def _styled(block: Sort, styles: Sequence[str]) -> Iterator[tuple[str, Sort]]:
    for style in styles:
        if style != block.style:
            yield f"{block.style.partition('.')[0]} style", replace(block, style=style)


def _nested(blocks: tuple[Block, ...]) -> Iterator[tuple[str, tuple[Block, ...]]]:
    """The same leaves in the same order, nested otherwise."""
    for n, block in enumerate(blocks):
        yield "deeper", (*blocks[:n], section(block), *blocks[n + 1 :])
        if isinstance(block, Section):
            yield "less deep", (*blocks[:n], *block.blocks, *blocks[n + 1 :])
            yield "moved out", (*blocks[:n], replace(block, blocks=block.blocks[:-1]), block.blocks[-1], *blocks[n + 1 :])


def _within(blocks: tuple[Sort, ...], whole: Callable[[tuple[Sort, ...]], Block]) -> Iterator[Aspect]:
    for aspect, changed in _many(blocks):
        yield aspect, whole(changed)


def _many(blocks: tuple[Sort, ...]) -> Iterator[tuple[str, tuple[Sort, ...]]]:
    for n, block in enumerate(blocks):
        for aspect, changed in restyled(block):
            if isinstance(changed, Section) or not isinstance(block, Section):
                yield aspect, _with(blocks, n, changed)


def _with(parts: tuple[Any, ...], n: int, part: Any) -> tuple[Any, ...]:
    return (*parts[:n], part, *parts[n + 1 :])


def changed(one: Document) -> dict[str, list[Document]]:
    """The document in all ways that differ from it in one aspect, by aspect."""
    out: dict[str, list[Document]] = {}
    for aspect, blocks in _many(one.blocks[1:]):
        out.setdefault(aspect, []).append(replace(one, blocks=(one.blocks[0], *blocks)))
    out["footer"] = [replace(one, footer=foot) for foot in FOOTERS if foot != one.footer]
    out["running"] = [replace(one, blocks=(*one.blocks, PageBreak("page-break", PLACE, name), p("End"))) for name in ("Neck", "Knee")]
    out["order"] = [replace(one, blocks=(*one.blocks[1:], one.blocks[0]))]
    return out


@st.composite
def families(draw: st.DrawFn) -> list[Document]:
    """A document, and others that differ from it in one aspect each."""
    one = draw(DOCUMENT)
    found = changed(one)
    aspects = draw(st.lists(st.sampled_from(sorted(found)), min_size=3, max_size=8, unique=True))
    return [one, *[draw(st.sampled_from(found[aspect])) for aspect in aspects]]

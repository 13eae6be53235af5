"""Sets paragraphs and headings."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from rehabpress.markup.blocks import Heading, Inline, Paragraph, Run
from rehabpress.support.pdf_syntax import number, numbers, spoken_as
from rehabpress.support.problems import Place
from rehabpress.typeset.box_model import in_box
from rehabpress.typeset.computed_style import BadgeStyle, ComputedStyle, TextStyle
from rehabpress.typeset.context import LayoutContext
from rehabpress.typeset.fragment import FREE, KEEP, NOTHING, Elements, Fragment, FragmentPart, Strip, keep_together
from rehabpress.typeset.marked_content import ARTIFACT, Bookmark, LinkAnnotation, MarkedContent, Span, StructElement
from rehabpress.typeset.text.fonts import Face, ShownText
from rehabpress.typeset.text.itemize import TextRun, printable, text_runs
from rehabpress.typeset.text.line_breaking import SOFT_HYPHEN, LineItem, StyledText, break_lines

_FEW = 3
"""So many letters are no part of a word that anybody could read on."""
_TINY = 1e-6


def baseline(face: Face, look: ComputedStyle) -> float:
    """Where a line's base line is, down from its top: capitals, and half of what hangs below, stand in the middle."""
    size = look.manner.size / 1000
    return (look.leading + (face.face.cap_height - face.face.below / 2) * size) / 2


def paragraph(block: Paragraph, width: float, setting: LayoutContext) -> Fragment:
    """A paragraph. It may be cut where two lines stay on either side."""
    look = setting.looks.look(block.style)
    own = block.style.partition(".")[0] == "p"
    inner = width - look.padding.left - look.padding.right if own else width
    set_ = _text(block.content, look, inner, "P", block.place, setting)
    if set_ is None:
        return NOTHING
    ink, elements = set_
    fragment = _cut(ink, elements, look, setting.face(look.manner))
    if not own:
        return fragment
    if look.keep_together:
        fragment = keep_together(fragment, setting.one_strip)
    return in_box(fragment, look, width)


def line_width(block: Paragraph | Heading, setting: LayoutContext) -> float:
    """How wide a text is whose lines are broken only where it says so (CSS calls it ``max-content``), in points. Labels of headings are left out."""
    look = setting.looks.look(block.style)
    filled, widest = 0.0, 0.0
    for run in text_runs(block.content, look, "P", block.place, setting)[0]:
        filled = 0.0 if run.text is None else filled + setting.face(run.manner).width(run.text, run.manner.size)
        widest = max(widest, filled)
    return widest + look.padding.left + look.padding.right


def heading(block: Heading, width: float, setting: LayoutContext) -> Fragment:
    """A heading, with its label in a disc before it. It is never cut, and is not the last thing on a page."""
    look = setting.looks.look(block.style)
    face = setting.face(look.manner)
    badge = look.badge if block.label else None
    indent = badge.size + badge.gap if badge else 0.0
    content: tuple[Inline, ...] = block.content
    if block.label and not badge:
        content = (Run(block.label + "\u00a0"), *content)
    role = f"H{block.level}"
    title = Bookmark(block.level, " ".join([*([block.label] if block.label else []), plain(block.content)]))
    set_ = _text(content, look, width - indent - look.padding.left - look.padding.right, role, block.place, setting, title)
    if set_ is None:
        return NOTHING
    ink, elements = set_
    first = baseline(face, look)
    parts, drop = [], 0.0
    if badge and block.label:
        middle = first - face.face.cap_height * look.manner.size / 2000
        drop = max(0.0, badge.size / 2 - middle)
        parts.append(FragmentPart(0, middle + drop - badge.size / 2, _badge(block.label, badge, elements, block.place, setting), 0, 0, 2))
    parts.append(FragmentPart(indent, drop, ink, 0, 0, len(ink.lines)))
    strip = Strip(drop + len(ink.lines) * look.leading, tuple(parts))
    penalty = KEEP if look.keep_with_next else FREE
    fragment = Fragment((strip,), Elements.of(elements), before=look.before, after=look.after, break_penalty=penalty, baseline=drop + first)
    return in_box(fragment, look, width)


def plain(content: Sequence[Inline]) -> str:
    """The words of a paragraph."""
    return " ".join("".join([i.text if isinstance(i, Run) else " " for i in content]).split())


def mark(
    text: str, manner: TextStyle, leading: float, element: StructElement, place: Place, setting: LayoutContext
) -> tuple[MarkedContent, float]:
    """A short text on one line that an element claims by itself, such as the number of an item; and its width in points."""
    face = setting.face(manner)
    text = printable(text, face, place, setting)
    shown = face.shown(text + " ", manner.size)
    y = -(leading + (face.face.cap_height - face.face.below / 2) * manner.size / 1000) / 2
    ink = MarkedContent((((0, f"{_at(0, y)} {shown.operators}"),),), (element,), _head(face, manner), "ET", glyphs=((face, shown.unusual),))
    return ink, face.width(text, manner.size)


def _badge(label: str, badge: BadgeStyle, elements: tuple[StructElement, ...], place: Place, setting: LayoutContext) -> MarkedContent:
    """The disc and the label in it, which belongs to the heading."""
    disc, text, glyphs = in_disc(label, badge, place, setting)
    return MarkedContent((((ARTIFACT, disc),), ((0, text),)), elements, glyphs=glyphs)


def in_disc(
    label: str, badge: BadgeStyle, place: Place, setting: LayoutContext
) -> tuple[str, str, tuple[tuple[Face, frozenset[int]], ...]]:
    """The operators of a disc and, in its optical middle, of a label; and the glyphs of that. Its box hangs from the origin."""
    face = setting.fonts.face("bold")
    label = printable(label, face, place, setting)
    manner = TextStyle("bold", badge.text_size, badge.text_colour)
    left, right = face.ink(label)
    size = badge.text_size / 1000
    if (right - left) * size > badge.size * 0.8:
        setting.problem(place, f'the label "{label}" is wider than its badge', "shorten it, or give the badge of the theme a larger size")
    shown = face.shown(label + " ", manner.size)
    at = _at(badge.size / 2 - (left + right) * size / 2, -badge.size / 2 - face.face.cap_height * size / 2)
    disc = setting.pen.disc(badge.colour, badge.size, badge.ring)
    return disc, f"{_head(face, manner)} {at} {shown.operators} ET", ((face, shown.unusual),)


def _cut(ink: MarkedContent, elements: tuple[StructElement, ...], look: ComputedStyle, face: Face) -> Fragment:
    """A paragraph's lines as strips: two at least stay together at either end."""
    count, leading = len(ink.lines), look.leading
    bounds = [0, count] if count < 4 else [0, *range(2, count - 1), count]
    strips = [
        Strip((stop - start) * leading, (FragmentPart(0, -start * leading, ink, 0, start, stop),)) for start, stop in pairwise(bounds)
    ]
    penalty = KEEP if look.keep_with_next else FREE
    return Fragment(
        tuple(strips), Elements.of(elements), before=look.before, after=look.after, break_penalty=penalty, baseline=baseline(face, look)
    )


def _text(
    content: Sequence[Inline],
    look: ComputedStyle,
    width: float,
    role: str,
    place: Place,
    setting: LayoutContext,
    bookmark: Bookmark | None = None,
) -> tuple[MarkedContent, tuple[StructElement, ...]] | None:
    """The lines of a text as ink, and its elements; nothing when there is nothing to show."""
    spoken, elements = text_runs(content, look, role, place, setting)
    faces = [setting.face(s.manner) for s in spoken]
    said = [None if s.text is None else StyledText(s.text, face, s.manner.size) for s, face in zip(spoken, faces, strict=True)]
    measure = min(width, look.measure) if look.measure else width
    if measure <= 0:
        setting.problem(place, "there is no room for this text", "give its column a larger part of the width, or its box less padding")
        return None
    lines = break_lines(said, measure) if any(said) else []
    if not lines:
        return None
    _complain_of_room(lines, spoken, look, place, setting)
    return _ink(lines, spoken, faces, elements, look, width, place, setting, bookmark), elements


def _complain_of_room(
    lines: Sequence[Sequence[LineItem]], spoken: Sequence[TextRun], look: ComputedStyle, place: Place, setting: LayoutContext
) -> None:
    """Report text that is set and cannot be read: higher than its line, or cut into a few letters a line."""
    highest = max([s.manner.size for s in spoken if s.text])
    if highest > look.leading + _TINY:
        setting.problem(
            place,
            f"text of {highest:g} pt stands in lines of {look.leading:g} pt, one on the other",
            "give its style more leading in the theme",
        )
    for line in lines[:-1]:
        text = "".join([piece.text for piece in line])
        if 0 < len(text) <= _FEW and text[-1] not in " -":
            setting.problem(
                place,
                f'a word is cut into "{text}" and more: there is no room for it',
                "give its column a larger part of the width, or its box less padding",
            )
            break


def _head(face: Face, manner: TextStyle) -> str:
    return f"BT {_in(face, manner)}"


def _in(face: Face, manner: TextStyle) -> str:
    return f"{numbers(*manner.colour)} rg /{face.fontName} {number(manner.size)} Tf"


def _at(x: float, y: float) -> str:
    """Where a line begins."""
    return f"1 0 0 1 {number(x)} {number(y)} Tm"


def _ink(
    lines: list[list[LineItem]],
    spoken: Sequence[TextRun],
    faces: Sequence[Face],
    elements: tuple[StructElement, ...],
    look: ComputedStyle,
    width: float,
    place: Place,
    setting: LayoutContext,
    bookmark: Bookmark | None,
) -> MarkedContent:
    """The operators of broken lines, with the links that they hold. ``faces`` are those of what is spoken."""
    first = baseline(setting.face(look.manner), look)
    manners = [s.manner for s in spoken if s.text]
    one = manners[0] if manners.count(manners[0]) == len(manners) else None
    glyphs: dict[Face, frozenset[int]] = {}
    out: list[tuple[Span, ...]] = []
    links: list[LinkAnnotation] = []
    for n, line in enumerate(lines):
        shown = [_shown(piece, faces[piece.of], spoken[piece.of].manner.size) for piece in line]
        total = sum([s.width for s in shown])
        if line and line[-1].text.endswith(" "):
            last = line[-1].of
            total -= faces[last].gap * spoken[last].manner.size / 1000
        if total > width + 0.05:
            setting.problem(
                place, f'"{"".join(p.text for p in line).strip()}" is wider than its frame', "give its column a larger part of the width"
            )
        y = -(first + n * look.leading)
        x = 0.0 if look.align == "left" else width - total if look.align == "right" else (width - total) / 2
        begins = _at(x, y)
        stretches: list[Span] = []
        current = one
        for piece, drawn in zip(line, shown, strict=True):
            source, face = spoken[piece.of], faces[piece.of]
            code = drawn.operators
            if source.manner != current:
                code = f"{_in(face, source.manner)} {code}"
                current = source.manner
            if begins:
                code, begins = f"{begins} {code}", ""
            if face not in glyphs:
                glyphs[face] = drawn.unusual
            elif drawn.unusual:
                glyphs[face] |= drawn.unusual
            if source.href:
                links.append(_link(n, x, drawn.width, y, source, face, _link_text(spoken, source.element)))
            x += drawn.width
            stretches.append((source.element, code))
        out.append(tuple(_joined(stretches)))
    head = _head(setting.face(one), one) if one else "BT"
    return MarkedContent(tuple(out), elements, head, "ET", tuple(links), tuple(glyphs.items()), bookmark=bookmark)


def _shown(piece: LineItem, face: Face, size: float) -> ShownText:
    """A piece of a line as it is drawn. A hyphen at its end that the text does not have is said to be a soft one."""
    if not piece.hyphen:
        return face.shown(piece.text, size)
    text, hyphen = face.shown(piece.text[:-1], size), face.shown("-", size)
    code = f"{text.operators} {spoken_as(SOFT_HYPHEN)} {hyphen.operators} EMC"
    return ShownText(face.width(piece.text, size), code, text.unusual | hyphen.unusual)


def _link(line: int, x: float, width: float, y: float, source: TextRun, face: Face, text: str) -> LinkAnnotation:
    size = source.manner.size / 1000
    return LinkAnnotation(
        line, x, y - face.face.below * size, x + width, y + face.face.ascent * size, source.element, source.href or "", text
    )


def _link_text(spoken: Sequence[TextRun], element: int) -> str:
    return " ".join("".join([s.text or " " for s in spoken if s.element == element]).split())


def _joined(stretches: list[Span]) -> list[Span]:
    """Stretches of a line, neighbours of one element made one."""
    out: list[Span] = []
    for element, operators in stretches:
        if out and out[-1][0] == element:
            out[-1] = (element, f"{out[-1][1]} {operators}")
        else:
            out.append((element, operators))
    return out

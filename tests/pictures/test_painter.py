"""The painter against ReportLab's own renderer, what it refuses, and its SVG read back."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops
from reportlab.graphics import renderPDF, renderSVG, shapes
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.lib.colors import CMYKColor, Color, black, red

from rehabpress.pictures.painter import Unpaintable
from rehabpress.pictures.pdf_operators import form, operators
from rehabpress.pictures.png_writer import to_png
from rehabpress.pictures.svg.drawing import drawing_of_svg
from rehabpress.pictures.svg_writer import to_svg
from rehabpress.support.problems import Place

HALF = Color(0, 0.4, 0.8, alpha=0.5)
STAR = [20, 5, 60, 5, 25, 35, 40, 2, 55, 35]


def drawing(*nodes: Any, transform: tuple[float, ...] = (1, 0, 0, 1, 0, 0)) -> shapes.Drawing:
    made = shapes.Drawing(80, 40)
    made.add(shapes.Group(*nodes, transform=transform))
    return made


def reportlabs(picture: shapes.Drawing) -> Image.Image:
    page = pypdfium2.PdfDocument(renderPDF.drawToString(picture))[0]
    image: Image.Image = page.render(scale=3).to_pil().convert("RGB")
    return image


def ours(picture: shapes.Drawing) -> Image.Image:
    return Image.open(io.BytesIO(to_png(picture, 216))).convert("RGB")


def unlike(one: Image.Image, two: Image.Image) -> int:
    """How many pixels differ by more than a rounding of places does."""
    assert one.size == two.size
    difference = ImageChops.difference(one, two).convert("L").point(lambda v: 255 * (v > 60))
    return difference.histogram()[255]


def path(closed: bool = True, **style: Any) -> shapes.Path:
    made = shapes.Path(**style)
    made.moveTo(5, 5)
    made.lineTo(60, 8)
    made.curveTo(70, 20, 40, 38, 8, 30)
    if closed:
        made.closePath()
    return made


SUBSET: dict[str, Callable[[], shapes.Drawing]] = {
    "path": lambda: drawing(path(fillColor=red, strokeColor=black, strokeWidth=3)),
    "an open path has no fill": lambda: drawing(path(False, fillColor=red, strokeColor=black)),
    "but with autoclose svg": lambda: drawing(path(False, fillColor=red, strokeColor=black, strokeWidth=2, autoclose="svg")),
    "closed by autoclose pdf": lambda: drawing(path(False, fillColor=red, strokeColor=black, strokeWidth=2, autoclose="pdf")),
    "line with caps": lambda: drawing(shapes.Line(10, 10, 60, 30, strokeWidth=8, strokeLineCap=1, strokeColor=red)),
    "polyline": lambda: drawing(shapes.PolyLine([5, 5, 40, 35, 70, 5], strokeWidth=6, strokeLineJoin=1)),
    "polygon": lambda: drawing(shapes.Polygon([5, 5, 40, 35, 70, 5], fillColor=HALF, strokeColor=None)),
    "star": lambda: drawing(shapes.Polygon(STAR, fillColor=black, strokeColor=None)),
    "rectangle": lambda: drawing(shapes.Rect(5, 5, 50, 30, fillColor=None, strokeDashArray=[6, 3], strokeWidth=2)),
    "dash with a phase": lambda: drawing(shapes.Line(5, 20, 75, 20, strokeDashArray=[4, [8, 4]], strokeWidth=4)),
    "round rectangle": lambda: drawing(shapes.Rect(5, 5, 50, 30, rx=8, ry=8, fillColor=red)),
    "circle": lambda: drawing(shapes.Circle(40, 20, 15, fillColor=HALF)),
    "ellipse": lambda: drawing(shapes.Ellipse(40, 20, 30, 10, fillOpacity=0.3, strokeOpacity=0.5, strokeWidth=5)),
    "wedge": lambda: drawing(shapes.Wedge(40, 20, 15, 30, 200, fillColor=red)),
    "ring": lambda: drawing(shapes.Wedge(40, 20, 18, 0, 270, radius1=9, fillColor=red)),
    "hatching": lambda: drawing(shapes.Hatching(4, 45, [5, 5, 60, 5, 60, 35, 5, 35], strokeColor=black)),
    "groups": lambda: drawing(
        shapes.Group(shapes.Rect(0, 0, 10, 10), transform=(0.7, 0.7, -0.7, 0.7, 20, 0)), transform=(2, 0, 0, 2, 5, 5)
    ),
    "clip": lambda: drawing(
        shapes.Group(shapes.definePath([("moveTo", 5, 5), ("lineTo", 60, 5), ("lineTo", 5, 35), "closePath"], isClipPath=1, fillColor=None, strokeColor=None), shapes.Rect(0, 0, 80, 20, fillColor=red)),
        shapes.Rect(60, 20, 15, 15, fillColor=black),
    ),
    "clip that is painted": lambda: drawing(
        shapes.Group(shapes.definePath([("moveTo", 5, 5), ("lineTo", 60, 5), ("lineTo", 5, 35), "closePath"], isClipPath=1, fillColor=HALF), shapes.Rect(0, 0, 80, 12, fillColor=red)),
    ),
    "code": lambda: drawing(QrCodeWidget("https://example.org", barWidth=38, barHeight=38)),
    "ink of a press": lambda: drawing(shapes.Rect(5, 5, 50, 30, fillColor=CMYKColor(0, 1, 1, 0), strokeColor=None)),
    "nothing painted": lambda: drawing(shapes.Rect(5, 5, 50, 30, fillColor=None, strokeColor=None)),
}  # fmt: skip


@pytest.mark.parametrize("name", SUBSET)
def test_each_shape_is_painted_as_reportlab_paints_it(name: str) -> None:
    seams = 30 if name == "code" else 6  # its squares meet at parts of pixels
    assert unlike(ours(SUBSET[name]()), reportlabs(SUBSET[name]())) <= seams


@pytest.mark.parametrize("name", sorted(name for name in SUBSET if not name.startswith("clip")))
def test_its_svg_read_back_is_the_same_picture(name: str) -> None:
    if name == "nothing painted":
        assert "<path" not in to_svg(SUBSET[name]())
    else:
        again = drawing_of_svg(to_svg(SUBSET[name]()).encode(), Place("made.svg"))
        assert (again.width, again.height) == pytest.approx((80, 40))
        seams = 30 if name == "code" else 6  # its squares meet at parts of pixels
        assert unlike(ours(SUBSET[name]()), ours(again)) <= seams


def test_a_clip_of_svg_ends_with_its_group() -> None:
    clipped = to_svg(SUBSET["clip"]())
    group = clipped[clipped.index('<g clip-path="url(#clip1)">') :]
    assert group.index("</g>\n</g>") < group.index('fill="#000000"')
    assert clipped.count("<g") == clipped.count("</g>")


def test_what_reportlab_itself_does_not_draw_as_it_is_said() -> None:
    """Why there is a painter: when this fails, look again whether ReportLab's own renderers can do it."""
    wide = drawing(shapes.Rect(5, 5, 60, 30, rx=25, ry=3, fillColor=black))
    assert unlike(ours(wide), reportlabs(wide)) > 100
    sharp = shapes.PolyLine([5, 5, 40, 35, 75, 5], strokeWidth=6, strokeMiterLimit=1.05)
    assert unlike(ours(drawing(sharp)), reportlabs(drawing(sharp))) > 6
    svg = renderSVG.drawToString(drawing(shapes.PolyLine([5, 5, 40, 35, 75, 5], strokeWidth=6, strokeLineCap=0, strokeLineJoin=1)))
    assert "stroke-linejoin" not in svg


@pytest.mark.parametrize(
    ("node", "what", "hint"),
    [
        (shapes.String(5, 5, "Text"), "String is not painted", "turn its text into paths"),
        (shapes.Image(0, 0, 10, 10, "nowhere.png"), "Image is not painted", "as a PNG or JPEG file"),
        (shapes.Group(shapes.Group(shapes.String(5, 5, "Text"))), "String is not painted", ""),
        (shapes.Line(0, 0, float("nan"), 1), "a number that is too large", ""),
        (shapes.Rect(0, 0, 1e9, 1), "a number that is too large", ""),
        (shapes.Path(points=[1, 2], operators=[1], strokeColor=black), "does not begin with a moveTo", ""),
        (shapes.Path(points=[1, 2], operators=[0, 1]), "fewer points than its operators", ""),
        (shapes.Path(isClipPath=1), "a path that clips is empty", ""),
        (shapes.Line(0, 0, 9, 9, strokeDashArray=[0, 0]), "a dash has no length", ""),
    ],
)
def test_what_is_not_painted_is_said(node: Any, what: str, hint: str) -> None:
    for write in (form, to_svg, to_png):
        with pytest.raises(Unpaintable) as found:
            write(drawing(node))
        assert what in str(found.value)
        assert hint in found.value.hint


def test_drawings_that_are_none() -> None:
    with pytest.raises(Unpaintable, match="this is a str"):
        form("bird-dog")
    with pytest.raises(Unpaintable, match="no size"):
        form(shapes.Drawing(0, 10))
    scaled = drawing(shapes.Rect(0, 0, 9, 9))
    scaled.renderScale = 0.5
    with pytest.raises(Unpaintable, match="renderScale"):
        form(scaled)
    endless = shapes.Group()
    endless.contents.append(endless)
    with pytest.raises(Unpaintable, match="100 deep"):
        form(drawing(endless))
    styled = shapes.Group(shapes.Rect(0, 0, 9, 9))
    styled.__dict__["fillOpacity"] = 0.5
    with pytest.raises(Unpaintable, match="fillOpacity of a Group"):
        form(drawing(styled))


def test_colours_and_widths_are_written_where_they_change() -> None:
    two = drawing(*[shapes.Rect(n, n, 5, 5, fillColor=red, strokeColor=black, strokeWidth=2) for n in (0, 10)])
    assert operators(two)[0] == (
        b"q\nq\n1 0 0 rg\n0 0 0 RG\n2 w\n0 0 m 5 0 l 5 5 l 0 5 l h\nB*\n10 10 m 15 10 l 15 15 l 10 15 l h\nB*\nQ\nQ\n"
    )


def test_opacity_ends_with_the_shape_that_has_it() -> None:
    first, second = shapes.Rect(0, 0, 40, 40, fillColor=black, fillOpacity=0.5), shapes.Rect(40, 0, 40, 40, fillColor=black)
    image = ours(drawing(first, second))
    assert image.getpixel((60, 60)) == pytest.approx((128, 128, 128), abs=2)
    assert image.getpixel((180, 60)) == (0, 0, 0)


_number = st.floats(-60, 60).map(lambda v: round(v, 2))
_tone = st.one_of(st.none(), st.builds(Color, *[st.sampled_from([0, 0.5, 1])] * 3))
_style = st.fixed_dictionaries({"fillColor": _tone, "strokeColor": _tone, "strokeWidth": st.sampled_from([0.5, 2, 7]), "strokeLineCap": st.integers(0, 2), "strokeLineJoin": st.integers(1, 2)})  # fmt: skip
_shape = st.one_of(
    st.builds(lambda p, s: shapes.Polygon(p, **s), st.lists(_number, min_size=6, max_size=6), _style),
    st.builds(lambda x, y, w, h, s: shapes.Rect(x, y, w, h, **s), _number, _number, st.floats(1, 50), st.floats(1, 50), _style),
    st.builds(lambda x, y, r, s: shapes.Circle(x, y, r, **s), _number, _number, st.floats(1, 30), _style),
)
_nodes = st.recursive(
    _shape,
    lambda inner: st.builds(
        lambda nodes, t: shapes.Group(*nodes, transform=t),
        st.lists(inner, max_size=3),
        st.tuples(st.sampled_from([1, 0.5, -1]), st.just(0), st.sampled_from([0, 0.4]), st.sampled_from([1, 2]), _number, _number),
    ),
    max_leaves=6,
)


@settings(max_examples=60)
@given(st.lists(_nodes, min_size=1, max_size=4))
@pytest.mark.slow
def test_any_nesting_of_shapes_is_painted_as_reportlab_paints_it(nodes: list[Any]) -> None:
    assert unlike(ours(drawing(*nodes)), reportlabs(drawing(*nodes))) <= 40

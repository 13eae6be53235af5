"""What is drawn of SVG is drawn as every program draws it; what is not on the list is refused with its line, also where it is only used."""

from __future__ import annotations

import io
import time

import pytest
from PIL import Image

from rehabpress.pictures.png_writer import to_png
from rehabpress.pictures.svg.drawing import drawing_of_svg
from rehabpress.support.problems import Place, ProblemsFound

LIME, RED, WHITE, BLACK = (0, 255, 0), (255, 0, 0), (255, 255, 255), (0, 0, 0)
HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 100 100">'


def seen(inside: str, *places: tuple[int, int], head: str = HEAD) -> list[tuple[int, ...]]:
    """The colours at places of a picture of 100 by 100 pixels."""
    picture = Image.open(io.BytesIO(to_png(drawing_of_svg(f"{head}{inside}</svg>".encode(), Place("x.svg")), 96))).convert("RGB")
    return [picture.getpixel(place) for place in places]  # type: ignore[misc]


def refused(inside: str, head: str = HEAD) -> list[tuple[int, str]]:
    with pytest.raises(ProblemsFound) as found:
        drawing_of_svg(f"{head}{inside}</svg>".encode(), Place("x.svg"))
    assert all(problem.hint for problem in found.value.problems)
    return [(problem.place.line, problem.what) for problem in found.value.problems]


@pytest.mark.parametrize(
    "colour",
    ["lime", "LIME", "#0f0", "#0F0F", "#00ff00", "#00ff00ff", "rgb(0,255,0)", "RGB(0 255 0)", "rgb(0.0, 255.0, 0.0)", "rgb(0%,100%,0%)",
     "rgba(0,255,0,1)", "rgb(0 255 0 / 1)", "rgb(-10%,120%,0%)", "hsl(120,100%,50%)", "hsl(480, 100%, 50%)", "hsla(120 100% 50% / 1)",
     " lime "],
)  # fmt: skip
def test_colours_in_every_syntax(colour: str) -> None:
    assert seen(f'<rect width="80" height="80" fill="{colour}"/>', (40, 40), (90, 90)) == [LIME, WHITE]
    assert seen(f'<rect style="fill:{colour}" width="80" height="80"/>', (40, 40)) == [LIME]


@pytest.mark.parametrize(
    "colour",
    ["bananas", "#12", "rgb(0,255 0)", "rgba(0,50%,0,1)", "rgba(0,255,0,100%)", "lab(50 0 0)", "color(srgb 0 1 0)", "icc-color(x)", "red icc-color(x,1)",
     "var(--a)", "windowtext", "context-fill", "rgb(none 0 0)"],
)  # fmt: skip
def test_colours_that_programs_read_differently_are_refused(colour: str) -> None:
    assert refused(f'\n<rect width="80" height="80" fill="{colour}"/>') == [(2, f'fill has a colour that cannot be read: "{colour}"')]


@pytest.mark.parametrize(
    "inside",
    [
        '<rect class="a" width="80" height="80"/><style>.a{fill:lime}</style>',
        '<rect style="/* old */fill:lime" width="80" height="80"/>',
        '<style>.a{fill:red}.b{fill:lime}</style><rect class="b a" width="80" height="80"/>',
        '<style>#r{fill:lime}rect.a{fill:red}</style><rect id="r" class="a" width="80" height="80"/>',
        '<style>.a{fill:lime!important}</style><rect style="fill:red" class="a" width="80" height="80"/>',
        '<style>g > rect:first-child{fill:lime}</style><g><rect width="80" height="80" fill="red"/></g>',
        '<style type="text/x">rect{fill:red}</style><rect width="80" height="80" fill="lime"/>',
        '<style><![CDATA[ .a , .b { fill : lime } ]]></style><rect width="80" height="80" class=" b "/>',
        '<g fill="currentColor" color="red"><rect width="80" height="80" color="lime"/></g>',
        '<g fill="lime"><g fill="red"><rect width="80" height="80" fill="inherit"/></g><rect width="80" height="80" fill="inherit"/></g>',
        '<style>rect{transform:translate(-40px,0)}</style><rect x="40" width="80" height="80" fill="lime"/>',
        '<rect width="80" height="80" fill="lime" style="transform:rotate(90deg);transform-origin:40px 40px"/>',
        '<rect x="20" y="20" width="80" height="80" fill="lime" transform="rotate(180)" transform-origin="center"/>',
        '<rect width="80%" height="80%" fill="lime"/>',
        '<g font-size="20"><rect width="4em" height="4em" fill="lime"/></g>',
        '<svg width="80" height="80" viewBox="0 0 1 1"><rect width="9" height="9" fill="lime"/></svg>',
        '<symbol id="s" viewBox="0 0 2 2"><rect width="9" height="9" fill="lime"/></symbol><use href="#s" width="80" height="80"/>',
        '<a href="https://example.org"><rect width="80" height="80" fill="lime"/></a>',
        '<rect width="80" height="80" fill="lime" stroke-linejoin="null" fill-opacity=""/>',
        '<rect xmlns="" width="80" height="80"/><rect width="80" height="80" fill="lime"/>',
        '<path d="M0 0a40 40 0 0180 0v80H0z" fill="lime"/><rect width="80" height="80" fill="lime"/>',
    ],
)
def test_a_green_square(inside: str) -> None:
    assert seen(inside, (40, 40), (10, 70), (90, 40), (40, 90)) == [LIME, LIME, WHITE, WHITE]


@pytest.mark.parametrize(
    ("clip", "left", "middle", "right"),
    [
        ('<rect width="50" height="100"/>', LIME, WHITE, WHITE),
        ('<rect width="30" height="100"/><rect x="80" width="20" height="100"/>', LIME, WHITE, LIME),
        ('<path d="M0 0H100V100H0zM40 0H70V100H40z" clip-rule="evenodd"/>', LIME, WHITE, LIME),
        ('<path d="M0 0H100V100H0zM40 0H70V100H40z"/>', LIME, LIME, LIME),
        ('<use href="#half"/>', LIME, WHITE, WHITE),
        ('<rect width="100" height="100" clip-path="url(#other)"/>', WHITE, WHITE, LIME),
        ('<rect width="100" height="100" visibility="hidden"/><circle cx="90" cy="50" r="10"/>', WHITE, WHITE, LIME),
    ],
)
def test_what_a_clip_leaves(clip: str, left: object, middle: object, right: object) -> None:
    definitions = f'<clipPath id="c">{clip}</clipPath><rect id="half" width="40" height="100"/>'
    other = '<clipPath id="other"><rect x="80" width="20" height="100"/></clipPath>'
    shape = '<g clip-path="url(#c)"><rect width="100" height="100" fill="lime"/></g>'
    assert seen(f"<defs>{definitions}{other}</defs>{shape}", (5, 50), (55, 50), (95, 50)) == [left, middle, right]


def test_a_clip_in_shares_of_the_box_of_its_shape() -> None:
    clip = '<clipPath id="c" clipPathUnits="objectBoundingBox"><rect width=".5" height="1"/></clipPath>'
    assert seen(f'{clip}<rect x="20" width="40" height="80" fill="lime" clip-path="url(#c)"/>', (30, 40), (50, 40)) == [LIME, WHITE]
    assert refused(f'{clip}<g clip-path="url(#c)"><rect width="9" height="9"/></g>') == [(1, "clipPathUnits of a group cannot be drawn")]


def test_a_stroke_that_lets_light_through_shows_the_fill_below_it() -> None:
    shape = '<rect x="20" y="20" width="60" height="60" fill="lime" stroke="blue" stroke-width="20" {}/>'
    for stroke in ('stroke-opacity="0.5"', 'style="stroke:rgba(0,0,255,.5)"'):
        inner, outer = seen(shape.format(stroke), (25, 50), (15, 50))
        assert inner == pytest.approx((0, 128, 127), abs=2)
        assert outer == pytest.approx((127, 127, 255), abs=2)
    assert seen(shape.format('paint-order="stroke"'), (25, 50), (15, 50)) == [LIME, (0, 0, 255)]


def test_a_group_fades_only_where_nothing_shows_through() -> None:
    two = '<g opacity=".5"><rect width="20" height="20"/><rect x="{}" width="20" height="20"/></g>'
    assert seen(two.format(50), (10, 10), (60, 10)) == [(128, 128, 128)] * 2
    assert refused(two.format(10)) == [(1, "opacity of <g> cannot be drawn as it is meant")]
    assert refused('<rect width="9" height="9" stroke="red" opacity=".5"/>') == [(1, "opacity of <rect> cannot be drawn as it is meant")]
    assert seen(
        '<g opacity="0"><text>x</text></g>'.replace("<text>x</text>", '<rect width="50" height="50"/>') + '<rect width="9" height="9"/>',
        (30, 30),
    ) == [WHITE]


@pytest.mark.parametrize(
    ("inside", "what"),
    [
        ('<defs>\n<text id="t">Stop</text></defs>\n<use href="#t"/>', (2, "<text> cannot be drawn")),
        ('<defs>\n<image id="i"/></defs><use href="#i"/>', (2, "<image> cannot be drawn")),
        ('<defs><g id="g">\n<rect width="9" height="9" filter="url(#f)"/></g></defs><use href="#g"/>', (2, "filter cannot be drawn")),
        ('<symbol id="s">\n<rect width="9" height="9" fill="url(#f)"/></symbol><use href="#s"/>', (2, "fill is a gradient or a pattern")),
        ('<clipPath id="c">\n<text>a</text></clipPath><rect width="9" height="9" clip-path="url(#c)"/>', (2, "<text> in a <clipPath> cannot be drawn")),
        ('<clipPath id="c" clip-path="url(#c)"/><rect width="9" height="9" clip-path="url(#c)"/>', (1, "a clip-path clips itself without end")),
        ('<rect width="9" height="9" clip-path="circle()"/>', (1, 'clip-path cannot be drawn: "circle()"')),
        ("<style>rect{\nfill:red;\nmix-blend-mode:multiply}</style><rect width='9' height='9'/>", (3, "mix-blend-mode cannot be drawn")),
        ("<style>\n@import 'a.css';</style><rect width='9' height='9'/>", (2, "its <style> sheet cannot be read: @import")),
        ("<style>rect::before{fill:red}</style><rect width='9' height='9'/>", (1, "its <style> sheet cannot be read: ::before")),
        ('<rect style="width:80px;height:80px"/>', (1, "width stands in CSS, which programs read differently")),
        ('<rect width="9" height="9" style="frobnicate:2"/>', (1, 'the property "frobnicate" is not known')),
        ('<rect width="9" height="9" style="backdrop-filter:blur(2px)"/>', (1, 'the property "backdrop-filter" is not known')),
        ('<rect width="9" height="9" style="transform:rotate(9)"/>', (1, 'transform cannot be read: "9"')),
        ('<rect width="9" height="9" transform="translate(9px)"/>', (1, 'transform cannot be read: "translate(9px)"')),
        ('<rect width="9" height="9" transform="spin(9)"/>', (1, 'transform cannot be read: "spin(9)"')),
        ('<rect width="9" height="9" style="transform-box:fill-box"/>', (1, "transform-box cannot be drawn")),
        ('<rect width="9vw" height="9"/>', (1, 'width cannot be read: "9vw"')),
        ('<rect width="-9" height="9"/>', (1, "width is below 0")),
        ('<rect width="9" height="9" systemLanguage="en"/>', (1, "systemLanguage shows it to some readers only")),
        ('<rect width="9" height="9"><animate attributeName="x" to="5"/></rect>', (1, "<animate> in a <rect> cannot be drawn")),
        ('<switch><rect width="9" height="9"/></switch>', (1, "<switch> cannot be drawn")),
        ('<g id="a"/><g id="a"/><use href="#a"/>', (1, 'two elements have the id "a"')),
        ('<path d="M0 0H9V9H0z" stroke="red" stroke-dasharray="3" pathLength="9"/>', (1, "pathLength of a dashed line cannot be drawn")),
        ('<path d="M9 9H9" stroke="red" stroke-linecap="square"/>', (1, "a line without a length and with caps is read differently by programs")),
        ('<path d="M0 0L9 9,L9 0"/>', (1, 'a path cannot be read at "L9 0"')),
        ('<line x2="9" stroke="red" stroke-linejoin="miter-clip"/>', (1, 'stroke-linejoin cannot be read: "miter-clip"')),
        ('<line x2="9" marker-end="url(#m)" stroke="red"/>', (1, "marker-end cannot be drawn")),
    ],
)  # fmt: skip
def test_what_is_not_on_the_list_is_refused_where_it_stands(inside: str, what: tuple[int, str]) -> None:
    assert refused(inside) == [what]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b'<?xml-stylesheet href="a.css"?><svg xmlns="http://www.w3.org/2000/svg"/>', "its style sheet is another file"),
        (f'<!DOCTYPE svg [<!ENTITY a "b">]>{HEAD}</svg>'.encode("utf-16"), "this picture declares entities"),
        (f'{HEAD}{"<g>" * 1000}{"</g>" * 1000}</svg>'.encode(), "its tags are nested more than 100 deep"),
        (f'{HEAD}{"<g/>" * 100_001}</svg>'.encode(), "this picture has more than 100000 tags"),
        (HEAD.encode().replace(b"0 0 100 100", b"0 0 0 100") + b"</svg>", 'viewBox has no size: "0 0 0 100"'),
        (HEAD.encode() + b'<path d="M0 0' + b"h1" * 400_001 + b'"/></svg>', "this picture has too many points"),
    ],
)  # fmt: skip
@pytest.mark.slow
def test_what_is_too_much_or_elsewhere_is_refused_before_it_is_drawn(data: bytes, what: str) -> None:
    with pytest.raises(ProblemsFound) as found:
        drawing_of_svg(data, Place("x.svg"))
    assert [problem.what for problem in found.value.problems] == [what]


def clips(count: int, child: str) -> str:
    """Clip-paths that are each clipped by the next."""
    chain = "".join(
        f'<clipPath id="c{n}" clip-path="url(#c{n + 1})"><rect width="9" height="9" {child.format(n + 1)}/></clipPath>'
        for n in range(count)
    )
    return f'{chain}<clipPath id="c{count}"><rect width="9" height="9"/></clipPath>\n<rect width="9" height="9" clip-path="url(#c0)"/>'


@pytest.mark.slow
def test_clips_of_clips_end() -> None:
    assert refused(clips(900, ""))[0][1] == "clip-paths clip each other more than 100 deep"
    assert refused(clips(40, 'clip-path="url(#c{})"'))[0][1] == "it has more than 20000 shapes"
    assert seen(clips(40, ""), (5, 5), (20, 20)) == [BLACK, WHITE]


def test_what_is_far_outside_of_a_picture_is_no_matter() -> None:
    assert seen('<path d="M-900000 0H900000V50H-900000z"/>', (5, 5), (5, 80)) == [BLACK, WHITE]
    clip = '<clipPath id="c"><rect x="-900000" width="1800000" height="50"/></clipPath>'
    assert seen(f'{clip}<rect width="99" height="99" clip-path="url(#c)"/>', (5, 5), (5, 80)) == [BLACK, WHITE]


def test_long_rows_of_spaces_are_read_in_linear_time() -> None:
    spaces = " " * 300_000
    began = time.process_time()
    refused(f'<polygon points="{spaces}x"/><rect width="9" height="9" transform="{spaces}x"/><path d="{spaces}x"/>')
    assert time.process_time() - began < 5


def test_what_nothing_shows_may_be_anything() -> None:
    inside = '<defs><text id="t">a</text></defs><linearGradient/><g display="none"><image/></g><clipPath id="c"><text/></clipPath>'
    foreign = '<x:view xmlns:x="urn:x" filter="f"><rect width="90" height="90"/></x:view>'
    assert seen(f'{inside}{foreign}<rect width="9" height="9"/>', (4, 4), (50, 50)) == [BLACK, WHITE]


def test_small_coordinates_are_not_rounded_away() -> None:
    small = '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100" viewBox="0 0 .01 .01">'
    assert seen('<rect x=".0012" width=".0023" height=".01" fill="lime"/>', (10, 50), (14, 50), (33, 50), (37, 50), head=small) == [
        WHITE, LIME, LIME, WHITE,
    ]  # fmt: skip


def test_colours_behind_the_picture_and_views_that_fill_it() -> None:
    head = '<svg xmlns="http://www.w3.org/2000/svg" style="background:lime" width="100" height="100" viewBox="0 0 50 100" {}>'
    square = '<rect width="50" height="100" fill="red"/>'
    assert seen(square, (10, 50), (50, 50), (90, 50), head=head.format("")) == [LIME, RED, LIME]
    assert seen(square, (10, 50), head=head.format('preserveAspectRatio="xMinYMin"')) == [RED]
    assert seen(square, (10, 50), (90, 50), head=head.format('preserveAspectRatio="none"')) == [RED, RED]

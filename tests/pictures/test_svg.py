import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.document_strategies import problems, read, shown
from rehabpress.support.problems import Problem, ProblemsFound

pytestmark = pytest.mark.slow

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 80 40" '


def svg(inside: str, more: str = "") -> bytes:
    return f"{SVG}{more}>{inside}</svg>".encode()


def drawn(inside: str, more: str = "", columns: int = 8, rows: int = 4) -> str:
    return shown(read(svg(inside, more), "x.svg"), columns, rows)


HALVES = "\n".join(["####"] * 4)


@pytest.mark.parametrize(
    "inside",
    [
        '<rect width="40" height="40"/>',
        '<rect width="40" height="40" style="fill:black;stroke:none"/>',
        '<path d="M0 0H40V40H0z"/>',
        '<path d="M0,0l40,0,0,40-40,0"/>',
        '<polygon points="0,0 40,0 40,40 0,40"/>',
        '<line x1="20" y1="0" x2="20" y2="40" stroke="#000" stroke-width="40"/>',
        '<line x1="0" y1="20" x2="40" y2="20" stroke="currentColor" stroke-width="40"/>',
        '<g transform="scale(2) translate(10,10) rotate(90)"><rect x="-10" y="-10" width="20" height="20"/></g>',
        '<defs><rect id="r" width="20" height="40"/></defs><use href="#r"/><use xlink:href="#r" x="20"/>',
        '<g fill="red"><rect width="40" height="40" fill="rgb(0,0,0)"/></g>',
        '<style>.a{fill:#000} rect{stroke:none}</style><rect class="a" width="40" height="40" fill="white"/>',
        '<path d="M0 0 Q20 0 40 0 L40 40 C20 40 20 40 0 40z"/>',
        '<path fill-rule="evenodd" d="M0 0H80V40H0zM40 0H80V40H40z"/>',
        '<rect width="80" height="40"/><rect x="40" width="40" height="40" fill="#fff"/>',
        '<rect width="40" height="40"/><rect x="40" width="40" height="40" display="none"/><g visibility="hidden"><rect width="80" height="40"/></g>',
        '<title>A title</title><desc>text</desc><metadata><a/></metadata><rect width="40" height="40"/>',
        '<defs><linearGradient id="unused"/><filter id="f"/></defs><rect width="40" height="40"/>',
    ],
)
def test_half_of_a_picture(inside: str) -> None:
    assert drawn(inside) == HALVES


DISC = """\
    .######.
  .##########.
 .############.
 ##############
.##############.
################
################
################
################
################
################
.##############.
 ##############
  ############
   +########+
    .+####+."""


@pytest.mark.parametrize(
    "inside",
    [
        '<circle cx="20" cy="20" r="20"/>',
        '<ellipse cx="20" cy="20" rx="20" ry="20"/>',
        '<path d="M20 0A20 20 0 1 1 20 40A20 20 0 1 1 20 0"/>',
        '<rect width="40" height="40" rx="20"/>',
    ],
)
def test_curves(inside: str) -> None:
    assert drawn(inside, "", 32, 16) == DISC


def test_opacity_of_fills_and_strokes() -> None:
    assert drawn('<rect width="40" height="40" fill-opacity=".5"/>') == "\n".join(["++++"] * 4)
    assert drawn('<rect width="40" height="40" opacity="50%"/>') == "\n".join(["++++"] * 4)
    assert drawn('<line x1="20" x2="20" y2="40" stroke="#000" stroke-width="40" stroke-opacity=".5"/>') == "\n".join(["++++"] * 4)


def test_dashes() -> None:
    assert drawn('<line y1="20" x2="80" y2="20" stroke="#000" stroke-width="40" stroke-dasharray="10"/>') == "\n".join(["# # # #"] * 4)


def test_natural_sizes() -> None:
    sizes = [
        (d.width, d.height)
        for d in (read(svg("<rect width='9' height='9'/>", m), "x.svg") for m in ("", 'width="40mm" height="20mm"', 'width="160"'))
    ]
    assert sizes[0] == pytest.approx((60, 30))
    assert sizes[1] == pytest.approx((40 / 25.4 * 72, 20 / 25.4 * 72), rel=1e-3)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "this picture is empty"),
        (b"<svg", "this is not well-formed XML: unclosed token: line 1, column 0"),
        (b"\x00\xff", "this is not well-formed XML: syntax error: line 1, column 0"),
        (b"<html/>", "this is not an SVG file: its outermost tag is another"),
        (b'<!DOCTYPE s [<!ENTITY a "b">]><svg/>', "this picture declares entities"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><rect width="9" height="9"/></svg>', "this picture does not say how large it is"),
        (svg(""), "this picture shows nothing"),
        (svg("<text>Hold</text>"), "<text> cannot be drawn"),
        (svg('<image href="photo.png"/>'), "<image> cannot be drawn"),
        (svg("<symbol/>"), "this picture shows nothing"),
        (svg('<rect width="9" height="9" fill="url(#g)"/>'), "fill is a gradient or a pattern"),
        (svg('<rect width="9" height="9" style="filter:url(#f)"/>'), "filter cannot be drawn"),
        (svg('<g clip-path="url(#c)"><rect width="9" height="9"/></g>'), '<g> names "#c", which is not in this file'),
        (
            svg('<g opacity=".5"><rect width="9" height="9"/><rect width="5" height="5"/></g>'),
            "opacity of <g> cannot be drawn as it is meant",
        ),
        (
            svg("<style>g >> rect {fill:red}</style><rect width='9' height='9'/>"),
            'its <style> sheet cannot be read: "g >> rect"',
        ),
        (svg("<style>@media print {rect{fill:red}}</style><rect width='9' height='9'/>"), "its <style> sheet cannot be read: @media"),
        (svg('<use href="other.svg#a"/>'), '<use> names "other.svg#a", which is not in this file'),
        (svg('<g id="a"><use href="#a"/></g>'), "it uses itself (<use>) without end"),
        (svg('<rect width="9" height="9" fill="bananas"/>'), 'fill has a colour that cannot be read: "bananas"'),
        (svg('<rect width="9" height="9" stroke="#12"/>'), 'stroke has a colour that cannot be read: "#12"'),
        (svg('<path d="M0 0 L bananas"/>'), 'a path cannot be read at "bananas"'),
        (svg('<rect width="1e30" height="9"/>'), "it holds a number that is too large"),
        (svg("<rect width='9' height='9'/>", 'width="1e9" height="5"'), "it holds a number that is too large"),
    ],
)
def test_what_cannot_be_drawn_as_it_was_meant(data: bytes, what: str) -> None:
    assert problems(data, "x.svg") == [what]


def test_everything_in_the_way_is_said_at_once() -> None:
    found = problems(svg('<text>a</text><text>b</text><image/><rect fill="url(#g)"/>'), "x.svg")
    assert found == ["<image> cannot be drawn", "<text> cannot be drawn", "fill is a gradient or a pattern"]


def test_uses_that_multiply_are_refused() -> None:
    levels = (
        "".join(f'<g id="l{n}">' + f'<use href="#l{n + 1}"/>' * 10 + "</g>" for n in range(9))
        + '<g id="l9"><rect width="1" height="1"/></g>'
    )
    assert problems(svg(levels), "x.svg") == ["it has more than 20000 shapes"]


_WORDS = st.sampled_from(
    [
        "<rect",
        "<path",
        "<use",
        "<g",
        "<circle",
        ">",
        "/>",
        "</g>",
        'd="M0',
        '0"',
        'd="M1',
        "1",
        "a",
        "1",
        "1",
        "0",
        "0",
        "1",
        "2",
        '2z"',
        'width="5"',
        'height="1e5"',
        'id="a"',
        'href="#a"',
        'transform="rotate(5)"',
        'transform="matrix(0',
        "0",
        "0",
        "0",
        "0",
        '0)"',
        'stroke="red"',
        'stroke-width="x"',
        'opacity="-1"',
        'fill="none"',
        'style="fill"',
        'points="1,2',
        '3"',
        'r="-4"',
        'viewBox="0',
        "0",
        "0",
        '0"',
        "&amp;",
        'stroke-dasharray="0',
        '0"',
        'stroke-dasharray="1',
        '-1"',
        'x="NaN"',
        'x="5%"',
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(_WORDS, max_size=14))
def test_nonsense_is_a_picture_or_a_problem(words: list[str]) -> None:
    wrong: tuple[Problem, ...] = ()
    try:
        drawing = read(svg(" ".join(words)), "x.svg")
    except ProblemsFound as found:
        wrong = found.problems
    assert all(problem.what and problem.hint for problem in wrong)
    assert wrong or (drawing.width > 0 < drawing.height and drawing.xobject)

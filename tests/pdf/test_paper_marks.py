"""What paper needs and HTML lacks: boxes to tick, lines to write on, QR codes; and paper that lies otherwise or is bound."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageFilter

from helpers.page_facts import sheets
from rehabpress.loader.folders import Folders
from rehabpress.loader.layouts import read_theme
from rehabpress.markup.parse import parse
from rehabpress.markup.source_map import Markup
from rehabpress.model.theme import Theme
from rehabpress.pipeline.render import render
from rehabpress.support.problems import ProblemsFound
from rehabpress.typeset.document import paginate_all
from rehabpress.typeset.orientation import Way, fewest_pages
from rehabpress.typeset.typesetter import Typesetter
from validators import semantic, ua1

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
DAY = dt.date(2026, 11, 20)
DPI = 300


@pytest.fixture(scope="module")
def theme() -> Theme:
    return read_theme(Folders((), (ROOT / "layouts",)), "clinic")


def pdf(body: str, theme: Theme, footer: str = "") -> bytes:
    markup = f'<document title="T" lang="en">{footer}<h1>T</h1>{body}</document>'
    return render(parse(Markup(markup), styles=theme.styles), theme, {}, date=DAY)


def problems(body: str, theme: Theme) -> list[str]:
    with pytest.raises(ProblemsFound) as found:
        pdf(body, theme)
    return [problem.what for problem in found.value.problems]


def test_boxes_lines_and_codes_are_tagged(theme: Theme) -> None:
    made = pdf(
        '<ticks count="2" open="1" alt="three"/><ticks count="0" alt="none"/><write-in lines="2"/>'
        '<qr href="https://example.org/a" alt="A code"/><p><a href="https://example.org/a">example.org/a</a></p>',
        theme,
    )
    assert ua1.findings(made) == []
    assert semantic.findings(made) == []
    assert [one.role for one in semantic.structure(made)].count("Figure") == 3


def copied(page: Image.Image) -> Image.Image:
    """A page as a worn copier gives it back: askew, grey, speckled, and blurred by 0.15 mm, half of the smallest square of a code."""
    askew = page.convert("L").rotate(2.5, fillcolor=255, resample=Image.Resampling.BILINEAR)
    grey = askew.filter(ImageFilter.GaussianBlur(0.15 / 25.4 * DPI)).point(lambda v: 70 + v * 140 // 255)
    return Image.blend(grey, Image.effect_noise(grey.size, 60), 0.2)


@pytest.mark.parametrize("worn", [False, True], ids=["print", "copy"])
@pytest.mark.parametrize("address", ["https://example.org/a", "https://sample-clinic.example/videos?week=2&side=left#bridge", "b" * 120])
def test_a_telephone_reads_the_address_of_a_qr_code(theme: Theme, address: str, worn: bool) -> None:
    href = address if address.startswith("https") else f"https://example.org/{address}"
    with pypdfium2.PdfDocument(pdf(f'<qr href="{href.replace("&", "&amp;")}" alt="A code"/>', theme)) as opened:
        page = opened[0].render(scale=DPI / 72).to_pil()
    assert [code.text for code in zxingcpp.read_barcodes(copied(page) if worn else page)] == [href]


def test_what_does_not_fit_is_said(theme: Theme) -> None:
    narrow = '<columns widths="1 99"><column>{}</column><column>x</column></columns>'
    assert problems(narrow.format('<ticks count="1" alt="x"/>'), theme) == ["a box to tick is wider than its frame"]
    assert problems(f'<qr href="https://example.org/{"a" * 900}" alt="x"/>', theme)[0].endswith("is too long for a QR code of this size")


def test_a_footer_says_which_part_of_the_document_it_is(theme: Theme) -> None:
    footer = "<footer><p>part <running/></p></footer>"
    made = pdf('<p>a</p><page-break running="two"/><p>b</p><page-break/><p>c</p>', theme, footer)
    assert semantic.decoration(made) == ["part", "part two", "part two"]


def test_paper_that_lies_across(theme: Theme) -> None:
    (sheet,) = sheets(pdf("<p>x</p>", theme.on("A5", "landscape")))
    assert (round(sheet.width), round(sheet.height)) == (595, 420)


def test_the_gutter_is_on_the_inside(theme: Theme) -> None:
    made = sheets(pdf("<p>a</p><page-break/><p>b</p>", theme.model_copy(update={"gutter": 20.0})))
    assert [round(min(word.left for word in sheet.words) - theme.margins.left) for sheet in made] in ([20, 0], [21, 1])


def test_paper_lies_as_fewer_pages_need(theme: Theme) -> None:
    """What is wide needs fewer pages across, what is long and narrow does not; and what can be set only one way lies that way."""
    wide = f'<columns widths="1 9"><column>{"word " * 200}</column><column>x</column></columns>'
    long = "".join(f"<p>{n}</p>" for n in range(40))
    box = '<column><ticks count="1" alt="x"/></column>'
    boxes = f'<columns widths="{" ".join(["1"] * 17)}">{box * 17}</columns>'
    for body, lies in ((wide, "landscape"), (long, "portrait"), (boxes, "landscape")):
        document = parse(Markup(f'<document title="T" lang="en"><h1>T</h1>{body}</document>'), styles=theme.styles)
        portrait, landscape = (Typesetter(theme.on(orientation=one), {}) for one in ("portrait", "landscape"))
        chosen = fewest_pages(document, [Way([portrait]), Way([landscape])]).typesetter
        assert chosen is (portrait if lies == "portrait" else landscape), lies
        assert paginate_all([fewest_pages(document, [Way([portrait]), Way([landscape])])], DAY).pages

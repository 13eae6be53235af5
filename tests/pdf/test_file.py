"""Whole files: valid, tagged, the same in every process."""

import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from helpers import pdf_sample
from helpers.document_strategies import h, made, p, pages
from rehabpress.markup.blocks import Run
from validators import semantic, ua1, verapdf

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def sample() -> bytes:
    return pdf_sample.sample()


def test_the_sample_is_valid(sample: bytes) -> None:
    assert ua1.findings(sample) == []
    assert semantic.findings(sample) == []


def test_verapdf_agrees(sample: bytes, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.pdf", tmp_path / "bad.pdf"
    good.write_bytes(sample)
    bad.write_bytes(changed(sample, lambda pdf: pdf.Root.__delitem__("/Lang")))
    found = verapdf.findings([good, bad])
    assert found[good] == []
    assert found[bad]


def test_qpdf_is_content(sample: bytes, tmp_path: Path) -> None:
    if not shutil.which("qpdf"):
        pytest.skip("there is no qpdf on this machine")
    path = tmp_path / "sample.pdf"
    path.write_bytes(sample)
    run = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "No syntax or stream encoding errors" in run.stdout


def test_every_process_makes_the_same_bytes(sample: bytes) -> None:
    for seed in ("0", "1", "4242"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "Pacific/Auckland", "PYTHONPATH": os.pathsep.join(sys.path)}
        run = subprocess.run([sys.executable, "-m", "helpers.pdf_sample"], capture_output=True, check=True, env=environment)
        assert run.stdout == sample, f"seed {seed}"


def test_the_identifier_is_that_of_the_content() -> None:
    def identifier(pdf: bytes) -> bytes:
        found = re.search(rb"/ID\[<([0-9a-f]{32})><\1>\]", pdf)
        assert found
        return found[1]

    assert identifier(made(p("one"))) == identifier(made(p("one")))
    assert identifier(made(p("one"))) != identifier(made(p("two")))


def test_fonts_are_embedded_subsets(sample: bytes) -> None:
    with pikepdf.open(io.BytesIO(sample)) as pdf:
        fonts: Any = pdf.pages[0].obj.Resources.Font
        assert sorted(fonts.keys()) == ["/SourceSans3-Bold", "/SourceSans3-Italic", "/SourceSans3-Regular"]
        for font in [fonts[name] for name in fonts.keys()]:  # noqa: SIM118 - a dictionary of PDF
            assert font.Subtype == "/Type0"
            assert re.fullmatch("/[A-Z]{6}[+]SourceSans3-(Bold|Italic|Regular)", str(font.BaseFont))
            assert 1000 < len(font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()) < 60_000


def test_metadata_and_catalog(sample: bytes) -> None:
    with pikepdf.open(io.BytesIO(sample)) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert dict(pdf.docinfo) == {
            "/Title": "A handout",
            "/Author": "Sample Clinic",
            "/Producer": "rehabpress",
            "/CreationDate": "D:20261120000000Z",
            "/ModDate": "D:20261120000000Z",
        }
        meta = pdf.open_metadata()
        assert (meta["dc:title"], meta["dc:creator"], meta["pdf:Producer"]) == ("A handout", ["Sample Clinic"], "rehabpress")
        assert (meta["xmp:CreateDate"], meta["pdfuaid:part"]) == ("2026-11-20T00:00:00Z", "1")


def test_bookmarks_are_the_headings_and_lead_to_them(sample: bytes) -> None:
    with pikepdf.open(io.BytesIO(sample)) as pdf, pdf.open_outline() as outline:
        (title,) = outline.root
        assert title.title == "Exercises for “hips” & (more)"
        assert [child.title for child in title.children] == ["1 Exercise 1", "2 Exercise 2", "3 Exercise 3"]
        numbers = {page.obj.objgen: i for i, page in enumerate(pdf.pages)}
        for child in title.children:
            target: Any = child.destination
            assert child.title.partition(" ")[2] in pages(sample)[numbers[target[0].objgen]]


def test_links_have_their_address_and_cover_their_words(sample: bytes) -> None:
    with pikepdf.open(io.BytesIO(sample)) as pdf:
        (link,) = pdf.pages[0].obj.Annots
        found: Any = link
        assert str(found.A.URI) == "https://example.org/%C3%BC?a=b%20c"
        assert str(found.Contents) == "the clinic's page"
        left, bottom, right, top = (float(v) for v in found.Rect)
        assert 10 < top - bottom < 20
        assert 60 < right - left < 120


def test_a_link_over_two_lines_has_two_annotations_and_one_element() -> None:
    pdf = made(p("word " * 10, Run("a link that is so long that it needs another line", "a", href="tel:+441632960000")))
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert len(opened.pages[0].obj.Annots) == 2
    assert [s.text for s in semantic.structure(pdf) if s.role == "Link"] == ["a link that is so long that it needs another line"]
    assert semantic.findings(pdf) == []


def test_titles_with_anything_in_them() -> None:
    from helpers.document_strategies import BAR, DAY, document, theme
    from rehabpress.pipeline.render import render

    for title in ("a ) b \\ (", "Übungen & <b>", "100 % ½"):
        pdf = render(document(h(1, title), title=title), theme(), {"bar": BAR}, date=DAY)
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            assert str(opened.docinfo["/Title"]) == title
            assert opened.open_metadata()["dc:title"] == title
        assert semantic.text(pdf) == title


# the checker notices what is broken


def changed(pdf: bytes, change: Callable[[pikepdf.Pdf], Any]) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        change(opened)
        opened.save(out)
    return out.getvalue()


def elements(pdf: pikepdf.Pdf, role: str) -> list[Any]:
    found: list[Any] = []

    def walk(element: Any) -> None:
        if role == element.S:
            found.append(element)
        for kid in element.get("/K", pikepdf.Array()):
            if not isinstance(kid, int) and "/S" in kid:
                walk(kid)

    top: Any = pdf.Root.StructTreeRoot.K
    walk(top)
    return found


def content(old: bytes, new: bytes, page: int = 0) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        stream: Any = pdf.pages[page].Contents
        data = stream.read_bytes()
        assert re.search(old, data), "nothing to change"
        pdf.pages[page].Contents = pdf.make_stream(re.sub(old, new, data, count=1))

    return change


def role(old: str, new: str, index: int = 0) -> Callable[[pikepdf.Pdf], None]:
    return lambda pdf: elements(pdf, old)[index].__setitem__("/S", pikepdf.Name(new))


def drop(of: str, key: str) -> Callable[[pikepdf.Pdf], Any]:
    return lambda pdf: [element.__delitem__(key) for element in elements(pdf, of) if key in element]


def keep_kids(of: str, keep: Callable[[Any], bool]) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        for element in elements(pdf, of):
            element.K = pikepdf.Array([kid for kid in element.K if keep(kid)])

    return change


def first_annotation(key: str) -> Callable[[pikepdf.Pdf], None]:
    return lambda pdf: pdf.pages[0].obj.Annots[0].__delitem__(key)


BREAKS: dict[str, tuple[Callable[[pikepdf.Pdf], Any], str]] = {
    "text called decoration": (content(rb"/P<</MCID \d+>>BDC", b"/Artifact BMC"), "is called decoration"),
    "text under no mark": (content(rb"/P<</MCID \d+>>BDC\n(.*?)\nEMC", rb"\1"), "outside every mark"),
    "a rule under no mark": (content(rb"/Artifact BMC\n(.*?)\nEMC", rb"\1"), "outside every mark"),
    "a number twice": (content(rb"/MCID 3>>", b"/MCID 2>>"), "used twice"),
    "a mark not closed": (content(rb"EMC", b""), "not closed"),
    "a mark inside decoration": (content(rb"(/H1<</MCID \d+>>BDC)", rb"/Artifact BMC \1 EMC"), "inside a mark Artifact"),
    "q without Q": (content(rb"\nQ", b"\n"), "do not balance"),
    "another tag than its element": (content(rb"/H1<<", b"/P<<"), "is called P, its element H1"),
    "a mark that nothing reaches": (keep_kids("/H1", lambda kid: False), "reached 0 times"),
    "a mark reached twice": (lambda pdf: elements(pdf, "/H1")[0].__setitem__("/K", pikepdf.Array([0])), "reached 2 times"),
    "a link without its annotation": (keep_kids("/Link", lambda kid: isinstance(kid, int)), "reached 0 times by the structure"),
    "an annotation in a span": (role("/Link", "/Span"), "an annotation belongs to /Span"),
    "a link that does not say what it is": (first_annotation("/Contents"), "does not say what it is"),
    "an annotation that the parent tree does not know": (first_annotation("/StructParent"), "does not know an annotation"),
    "a page that the parent tree does not know": (lambda pdf: pdf.pages[0].obj.__delitem__("/StructParents"), "parent tree"),
    "another parent": (lambda pdf: elements(pdf, "/H1")[0].__setitem__("/P", elements(pdf, "/Table")[0]), "another parent"),
    "no header cells": (lambda pdf: [e.__setitem__("/S", pikepdf.Name("/TD")) for e in elements(pdf, "/TH")], "no header cell"),
    "header cells that do not say what they head": (drop("/TH", "/A"), "does not say what it heads"),
    "a row with a cell less": (lambda pdf: elements(pdf, "/TR")[3].K.__delitem__(1), "columns"),
    "a figure without description": (drop("/Figure", "/Alt"), "has no description"),
    "a figure without its place": (drop("/Figure", "/A"), "where it is"),
    "a paragraph in a list": (role("/LI", "/P"), "holds"),
    "no language": (lambda pdf: pdf.Root.__delitem__("/Lang"), "language"),
    "no title": (lambda pdf: pdf.Root.__delitem__("/ViewerPreferences"), "title"),
    "a font that is not embedded": (
        lambda pdf: pdf.pages[0].obj.Resources.Font["/SourceSans3-Bold"].DescendantFonts[0].FontDescriptor.__delitem__("/FontFile2"),
        "not embedded",
    ),
    "glyphs without text": (lambda pdf: pdf.pages[0].obj.Resources.Font["/SourceSans3-Bold"].__delitem__("/ToUnicode"), "say no text"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_the_checker_notices(name: str, sample: bytes) -> None:
    change, says = BREAKS[name]
    found = semantic.findings(changed(sample, change))
    assert any(says in finding for finding in found), found


def test_the_checker_notices_another_order(sample: bytes) -> None:
    def swap(pdf: pikepdf.Pdf) -> None:
        top: Any = pdf.Root.StructTreeRoot.K
        kids = list(top.K)
        top.K = pikepdf.Array([*kids[1:], kids[0]])

    assert any("is read after" in finding for finding in semantic.findings(changed(sample, swap)))


def test_saving_alone_breaks_nothing(sample: bytes) -> None:
    assert semantic.findings(changed(sample, lambda pdf: None)) == []

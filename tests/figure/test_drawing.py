"""What is handed on: ReportLab drawings, as files and for a PDF."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from reportlab.graphics.shapes import Drawing, Polygon
from reportlab.lib.colors import HexColor, black, red

from helpers.figure_strategies import ROOT, SOMEBODY, figure, library
from rehabpress.figure.arrange import PER_POINT, Plate
from rehabpress.figure.canvas import Canvas
from rehabpress.figure.draw import draw, mirrored_for, plate
from rehabpress.figure.handheld import paint_band
from rehabpress.figure.line_art import WEIGHTS, in_heavier_lines, in_lines
from rehabpress.figure.palette import BAND_BACK, DARK_RED, LINE, OUTLINE
from rehabpress.figure.preview import contact_sheet, write_figure
from rehabpress.figure.scene import scene
from rehabpress.loader.folders import Folders
from rehabpress.pictures.pdf_operators import form, operators
from rehabpress.pipeline.figures import drawn, painted
from rehabpress.pipeline.order import Who
from rehabpress.support.problems import Place, ProblemsFound


def box() -> Drawing:
    """A red triangle with a dashed black edge."""
    edge = Polygon(
        [0, 0, 10, 0, 10, 5], fillColor=red, strokeColor=black, strokeWidth=1, strokeLineCap=1, strokeLineJoin=1, strokeDashArray=[2, 1.5]
    )
    return Drawing(20, 10, edge)


def test_operators_of_a_figure_are_paths_and_nothing_else() -> None:
    for name in ("hip-abduction-band", "seated-posture"):
        drawing = draw(library()[name], SOMEBODY)
        words = operators(drawing)[0].decode("ascii").split()
        assert {w for w in words if w.isalpha()} <= {"q", "Q", "cm", "J", "j", "rg", "RG", "w", "d", "m", "l", "h", "B", "f", "S"}
        plain = plate(library()[name], SOMEBODY).drawing
        assert plain.height <= drawing.height
        for path in plain.contents[0].contents:
            assert all(0 <= x <= plain.width * PER_POINT for x in path.points[::2])
            assert all(0 <= y <= plain.height * PER_POINT for y in path.points[1::2])


def test_a_file_is_written_by_its_ending(tmp_path: Path) -> None:
    write_figure(tmp_path / "a.svg", box())
    write_figure(tmp_path / "a.png", box())
    assert (tmp_path / "a.svg").read_text().startswith("<svg")
    with pytest.raises(ProblemsFound) as found:
        write_figure(tmp_path / "a.gif", box())
    assert "write .svg or .png" in str(found.value.problems[0])


def test_a_contact_sheet_holds_all() -> None:
    assert contact_sheet({"a": box(), "b": box(), "c": box()}, columns=2).startswith(b"\x89PNG")
    assert contact_sheet({}).startswith(b"\x89PNG")


def test_which_side_needs_a_mirror() -> None:
    one_sided = library()["knee-to-chest"]
    assert mirrored_for(one_sided, "left")
    assert not mirrored_for(one_sided, "right")
    assert not mirrored_for(one_sided, "")
    assert not mirrored_for(library()["bridge"], "left")


def test_a_figure_of_the_library_is_drawn_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REHABPRESS_CACHE", str(tmp_path))
    folders, who = Folders((ROOT / "content",), (ROOT / "layouts",)), Who("alex", Place("here"))
    first = painted(folders, "bridge", who)
    assert len(first.corners) == 2
    assert drawn(folders, "bridge", who).height > first.height  # which has its numbers in it
    monkeypatch.setattr("rehabpress.figure.draw.plate", lambda *_, **__: Plate(box(), ()))
    assert painted(folders, "bridge", who) == first
    assert replace(painted(folders, "bridge", who, "left"), heavier=()) == form(box())
    assert replace(painted(folders, "bridge", who, lines=True), heavier=()) == form(in_lines(box())) != form(box())
    with pytest.raises(ProblemsFound):
        painted(folders, "no-such-figure", who)


def test_the_page_of_the_pose_language_is_not_stale() -> None:
    from rehabpress.figure.reference import pose_reference

    assert (ROOT / "docs" / "pose-reference.md").read_text(encoding="utf-8") == pose_reference(), "run make docs"
    assert re.findall(r"\| `(\w[\w-]*)` \|", pose_reference())[0] == "standing"


def test_an_anchored_band_keeps_its_anchor() -> None:
    words = figure(
        start={"position": "standing", "right": {"hand": {"at": (45, 0, -10)}}},
        then=({"right": {"hand": {"at": (15, 0, -20)}}},),
        props=({"kind": "band", "from": "right hand", "to": "anchor", "height": 100},),
    )
    it = scene(words, SOMEBODY)
    anchors = []
    for stance in it.stances:
        canvas = Canvas()
        paint_band(canvas, it.camera, words.props[0], stance, it.stances[0], it.shapes[0], front=False)
        anchors.append([m.paths for m in canvas.marks if m.fill == BAND_BACK])
    assert anchors[0] == anchors[1] != []


def test_a_small_figure_has_heavier_lines_and_broader_arrows() -> None:
    """The figure that it is made from stays as it is."""
    plain = plate(library()["bird-dog"], SOMEBODY).drawing
    before = operators(plain)
    nodes = [
        (node, heavy) for node, heavy in zip(plain.contents[0].contents, in_heavier_lines(plain, 2.0).contents[0].contents, strict=True)
    ]
    assert operators(plain) == before
    outlines = [
        heavy.strokeWidth for node, heavy in nodes if node.strokeColor == HexColor(LINE) and node.strokeWidth == OUTLINE * PER_POINT
    ]
    assert set(outlines) == {2 * OUTLINE * PER_POINT}
    arrows = [heavy for node, heavy in nodes if not node.strokeColor and heavy.fillColor == HexColor(DARK_RED)]
    assert len(arrows) == 2
    assert all(heavy.strokeColor == HexColor(DARK_RED) and heavy.strokeWidth > 0 for heavy in arrows)


def test_what_is_drawn_smaller_is_drawn_in_heavier_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One weight for each range of sizes, whether it is made or was kept; a picture of a clinic has one weight."""
    monkeypatch.setenv("REHABPRESS_CACHE", str(tmp_path))
    folders, who = Folders((ROOT / "content",), (ROOT / "layouts",)), Who("alex", Place("here"))
    made, kept = painted(folders, "bridge", who), painted(folders, "bridge", who)
    assert made == kept
    scales = (1.2, 0.9, *(below * part for below, _ in WEIGHTS for part in (1.01, 0.99)), 0.1)
    shown = [kept.drawn(kept.width * scale).name for scale in scales]
    assert shown[0] == shown[1] == kept.xobject.name
    assert len(set(shown)) == len(kept.heavier) + 1 == len(WEIGHTS) + 1
    assert shown[-1] == shown[-2] == kept.heavier[-1][1].name
    assert all(f"/{name} Do" in kept.operators(kept.width * scale, kept.height * scale) for scale, name in zip(scales, shown, strict=True))
    assert form(box()).drawn(1.0) == form(box()).xobject

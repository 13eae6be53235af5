"""What is handed on: ReportLab drawings, as files and for a PDF."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from reportlab.graphics.shapes import Drawing, Polygon
from reportlab.lib.colors import black, red

from helpers.figure_strategies import ROOT, SOMEBODY, figure, library
from rehabpress.figure.arrange import PER_POINT, Plate
from rehabpress.figure.canvas import Canvas
from rehabpress.figure.draw import draw, mirrored_for, plate
from rehabpress.figure.handheld import paint_band
from rehabpress.figure.line_art import in_lines
from rehabpress.figure.palette import BAND_BACK
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
    assert painted(folders, "bridge", who, "left") == form(box())
    assert painted(folders, "bridge", who, lines=True) == form(in_lines(box())) != form(box())
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

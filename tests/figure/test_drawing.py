"""What is handed on: plain operators, SVG, PNG; drawings kept on disk."""

from __future__ import annotations

import re
import threading
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

from helpers.figure_strategies import ROOT, SOMEBODY, figure, library
from rehabpress.figure import cache as cache_module
from rehabpress.figure.cache import CachedFigure, FigureCache, key
from rehabpress.figure.canvas import Canvas
from rehabpress.figure.draw import draw, mirrored_for
from rehabpress.figure.drawing import PER_POINT, FigureDrawing, PaintedShape, to_pdf_operators, to_svg
from rehabpress.figure.handheld import paint_band
from rehabpress.figure.line_art import in_lines
from rehabpress.figure.preview import contact_sheet, to_png, write_figure
from rehabpress.figure.scene import scene
from rehabpress.loader.folders import Folders
from rehabpress.pipeline.figures import drawn, painted
from rehabpress.pipeline.order import Who
from rehabpress.support.problems import Place, ProblemsFound

BOX = FigureDrawing(20, 10, (PaintedShape((((0, 0), (250, 0), (250, 125)),), "#ff0000", "#000000", 1.0, (2.0, 1.5), True),))
PAINTED = CachedFigure(BOX.width, BOX.height, to_pdf_operators(BOX))


def test_operators_are_paths_and_nothing_else() -> None:
    for name in ("hip-abduction-band", "seated-posture"):
        drawing = draw(library()[name], SOMEBODY)
        words = to_pdf_operators(drawing).decode("ascii").split()
        assert {w for w in words if w.isalpha()} <= {"q", "Q", "cm", "J", "j", "rg", "RG", "w", "d", "m", "l", "h", "B", "f", "S"}
        for shape in drawing.shapes:
            for path in shape.paths:
                assert all(0 <= x <= drawing.width * PER_POINT and 0 <= y <= drawing.height * PER_POINT for x, y in path)


def test_operators_of_a_triangle() -> None:
    assert to_pdf_operators(BOX) == (
        b"q 0.04 0 0 0.04 0 0 cm 1 J 1 j\n1 0 0 rg\n0 0 0 RG\n25 w\n[50 37.5] 0 d\n0 0 m\n250 0 l 250 125 l h\nB\nQ\n"
    )


def test_svg_is_the_same_upside_down() -> None:
    root = ElementTree.fromstring(to_svg(BOX))
    path = root.find(".//{http://www.w3.org/2000/svg}path")
    assert path is not None
    assert path.get("d") == "M0 250L250 250L250 125Z"
    assert (root.get("width"), root.get("height")) == ("20pt", "10pt")


def test_png_has_the_size_and_the_colours() -> None:
    image = Image.open(BytesIO(to_png(BOX, 144)))
    assert image.size == (40, 20)
    assert image.getpixel((15, 17)) == (255, 0, 0)
    assert image.getpixel((35, 3)) == (255, 255, 255)


def test_a_file_is_written_by_its_ending(tmp_path: Path) -> None:
    write_figure(tmp_path / "a.svg", BOX)
    write_figure(tmp_path / "a.png", BOX)
    assert (tmp_path / "a.svg").read_text().startswith("<svg")
    with pytest.raises(ProblemsFound) as found:
        write_figure(tmp_path / "a.gif", BOX)
    assert "write .svg or .png" in str(found.value.problems[0])


def test_a_contact_sheet_holds_all() -> None:
    assert contact_sheet({"a": BOX, "b": BOX, "c": BOX}, columns=2).startswith(b"\x89PNG")
    assert contact_sheet({}).startswith(b"\x89PNG")


def test_which_side_needs_a_mirror() -> None:
    one_sided = library()["knee-to-chest"]
    assert mirrored_for(one_sided, "left")
    assert not mirrored_for(one_sided, "right")
    assert not mirrored_for(one_sided, "")
    assert not mirrored_for(library()["bridge"], "left")


def test_a_drawing_is_kept_and_comes_back_as_it_was(tmp_path: Path) -> None:
    kept, made = FigureCache(tmp_path / "deep" / "folder"), CachedFigure(200.5, 1 / 3, b"1 0 0 rg\n0 0 m\n\nS\n")
    kept.store("name", made)
    (entry,) = kept.folder.iterdir()
    assert kept.load("name") == made
    entry.write_bytes(entry.read_bytes().replace(b"1", b"2", 1))
    assert kept.load("name") is None
    entry.write_bytes(b"\xff\x00")
    assert kept.load("name") is None


def test_what_is_kept_is_what_was_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = {key(b"figure", b"body", b""), key(b"figure", b"body", b"left"), key(b"figure", b"bodyleft"), key(b"figur", b"ebody", b"")}
    assert len(keys) == 4
    monkeypatch.setattr(cache_module, "program", lambda: "another program")
    assert key(b"figure", b"body", b"") not in keys


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    kept = FigureCache(tmp_path / "file" / "folder")
    kept.store("name", PAINTED)
    assert kept.load("name") is None


def test_a_figure_of_the_library_is_drawn_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REHABPRESS_CACHE", str(tmp_path))
    folders, who = Folders((ROOT / "content",), (ROOT / "layouts",)), Who("alex", Place("here"))
    first = painted(folders, "bridge", who)
    drawing = drawn(folders, "bridge", who)
    assert first == CachedFigure(drawing.width, drawing.height, to_pdf_operators(drawing))
    monkeypatch.setattr("rehabpress.figure.draw.draw", lambda *_, **__: BOX)
    assert painted(folders, "bridge", who) == first
    assert painted(folders, "bridge", who, "left") == PAINTED
    assert painted(folders, "bridge", who, lines=True) == CachedFigure(BOX.width, BOX.height, to_pdf_operators(in_lines(BOX)))
    with pytest.raises(ProblemsFound):
        painted(folders, "no-such-figure", who)


def test_two_at_once_leave_one_whole_entry(tmp_path: Path) -> None:
    kept = FigureCache(tmp_path)
    threads = [threading.Thread(target=kept.store, args=("name", PAINTED)) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [p.name for p in tmp_path.iterdir()] == ["name"]
    assert kept.load("name") == PAINTED


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
        paint_band(canvas, it.camera, words.props[0], stance, it.stances[0], it.shapes[0], front=True)
        anchors.append(canvas.marks[0].paths)
    assert anchors[0] == anchors[1]

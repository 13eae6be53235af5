"""``rehabpress list layouts``: what each declares, and its picture."""

from __future__ import annotations

import datetime as dt
import struct
from pathlib import Path

import pytest
from typer.testing import CliRunner

from rehabpress.cli.app import command_line
from rehabpress.cli.listing import listed
from rehabpress.loader.folders import Folders, find_folders
from rehabpress.pipeline.check_collection import check_everything
from rehabpress.pipeline.pipeline import layouts
from rehabpress.support.problems import ProblemsFound

ROOT = Path(__file__).resolve().parents[2]


def test_each_layout_has_a_title_a_purpose_and_a_picture() -> None:
    folders = Folders((ROOT / "content",), (ROOT / "layouts",))
    head, rows = listed(folders, "layouts")
    assert head == ("id", "title", "what it is for", "paper", "picture")
    assert [row[0] for row in rows] == layouts(folders)
    assert {"avoid", "cards", "handout", "routine", "summary", "tips"} <= {row[0] for row in rows}
    for row in rows:
        assert all(row)
        picture = (Path.cwd() / row[4]).read_bytes()
        assert picture.startswith(b"\x89PNG")
        width, height = struct.unpack(">II", picture[16:24])
        assert (width, height > width) == (240, True), "run: make docs"


@pytest.mark.parametrize(
    ("declared", "said"),
    [
        (
            "",
            "layouts/ours.html: this layout does not declare itself\n"
            "    write layouts/ours.yaml: id, title, description, and paper if it does not lie as the theme says\n",
        ),
        (
            "id: ours\ntitle: Ours\ndescription: For us.\npaper: sideways\n",
            'layouts/ours.yaml:4:8: paper: "sideways" is not known\n    paper: sideways\n           ^^^^^^^^\n'
            "    known here: as it fits, as the theme says, landscape, portrait\n",
        ),
        (
            "id: ours\ntitle: Ours\n",
            'layouts/ours.yaml: the key "description" is missing\n    add it: What it is for, in a sentence.\n',
        ),
    ],
)
def test_a_layout_that_declares_itself_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, declared: str, said: str) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "layouts").mkdir()
    (tmp_path / "layouts" / "ours.html").write_text('{% extends "handout.html" %}', "utf-8")
    if declared:
        (tmp_path / "layouts" / "ours.yaml").write_text(declared, "utf-8")
    ran = CliRunner().invoke(command_line(), ["handout", "sacroiliac-joint", "--layout", "ours"])
    assert (ran.exit_code, ran.stderr) == (1, f"{said}\n1 problem\n")
    with pytest.raises(ProblemsFound):
        check_everything(find_folders(tmp_path), dt.date(2026, 11, 20))

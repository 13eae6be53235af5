"""Making a paper again when a file is saved: problems are said, and the last good PDF stays."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from rehabpress.cli.options import OutputOptions
from rehabpress.cli.output import make
from rehabpress.cli.watch import whenever_saved
from rehabpress.loader.scaffold import starter
from rehabpress.pipeline.order import Order
from rehabpress.support.file_times import file_times

DAY = dt.date(2026, 11, 20)


def save(path: Path, text: str) -> None:
    """Write a file so that its time is another, however fast the test is."""
    before = path.stat().st_mtime_ns if path.exists() else 0
    path.write_text(text, "utf-8")
    os.utime(path, ns=(before + 10**9, before + 10**9))


def steps(*actions: Callable[[], object]) -> Callable[[], None]:
    """What happens between two looks; after the last of them, Ctrl-C."""
    left = list(actions)

    def wait() -> None:
        if not left:
            raise KeyboardInterrupt
        left.pop(0)()

    return wait


def test_it_acts_at_once_and_after_each_change(tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    plan = tmp_path / "plans" / "one.yaml"
    plan.write_text("a")
    acted: list[str] = []
    wait = steps(
        lambda: None,
        lambda: save(plan, "b"),
        lambda: None,
        lambda: (tmp_path / "plans" / ".one.yaml.swp").write_text("x"),
        lambda: (tmp_path / "new.yaml").write_text("x"),
        plan.unlink,
    )
    whenever_saved([tmp_path], lambda: acted.append("made"), wait)
    assert len(acted) == 4
    assert file_times([tmp_path]).keys() == {str(tmp_path / "new.yaml")}
    assert file_times([tmp_path / "nothing"]) == {}


def test_the_last_good_pdf_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for name, data in starter().items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    plan = tmp_path / "content" / "plans" / "my-first-plan.yaml"
    right, pdf = plan.read_text("utf-8"), tmp_path / "out.pdf"
    seen: list[bytes] = []

    def look(then: str = "") -> None:
        seen.append(pdf.read_bytes())
        if then:
            save(plan, right.replace("reps: 3", then))

    wait = steps(lambda: look("reps: many"), lambda: look("reps: 4"), look)
    monkeypatch.setattr("rehabpress.cli.watch.time.sleep", lambda _: wait())
    make(lambda: Order(plan="my-first-plan", date=DAY), OutputOptions(output=pdf, watch=True), tmp_path, "handouts")
    first, second, third = seen
    assert first == second != third
    said = capsys.readouterr()
    assert '"many" is not a count' in said.err
    assert "Traceback" not in said.err
    first_line, second_line = said.out.splitlines()
    assert first_line == str(pdf)
    assert second_line.startswith(f"{pdf}, ")
    assert said.err.startswith(f"watching {tmp_path / 'content'}, {tmp_path / 'layouts'}; Ctrl-C ends\n")


def test_pictures_of_the_pages(tmp_path: Path) -> None:
    pdf = tmp_path / "out.pdf"
    make(
        lambda: Order(plan="first-visit", date=DAY, patient="Sample Patient", layout="avoid"),
        OutputOptions(output=pdf, png=True),
        tmp_path,
        "handouts",
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out-1.png", "out.pdf"]
    assert (tmp_path / "out-1.png").read_bytes().startswith(b"\x89PNG")


def test_pictures_without_pypdfium2(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from rehabpress.support.problems import ProblemsFound
    from rehabpress.support.rasterize import pictures

    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(ProblemsFound) as found:
        pictures(b"")
    said = "--png: pictures need pypdfium2, which is not installed\n    run: pip install 'rehabpress[png]'"
    assert str(found.value.problems[0]) == said

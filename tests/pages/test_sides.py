"""The picture, what is said of it, the card and the routine are for the same side of the body, read back from the paper."""

from __future__ import annotations

import datetime as dt
import io
import zlib
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from rehabpress.api import build_handout
from rehabpress.loader.folders import Folders, ids
from rehabpress.loader.library import Named, read_library
from rehabpress.pictures.xobject import PictureXObject
from rehabpress.pipeline.figures import painted
from rehabpress.pipeline.order import SOMEBODY, Order, Who
from rehabpress.support.problems import Place
from validators import semantic

ROOT = Path(__file__).resolve().parents[2]
CONTENT = Folders((ROOT / "content",), (ROOT / "layouts",))
DAY = dt.date(2026, 11, 20)
BODY = Who(SOMEBODY, Place("body"))

SIDES = {
    "left": ("on your left leg", "It shows the left leg.", ""),
    "right": ("on your right leg", "It shows the right leg.", ""),
    "each": ("on each leg", "", "Finish all the repeats on one leg, then change legs."),
    "alternate": ("on each leg, changing legs each time", "", "Change legs each time."),
}
"""What the dose, the alt text and the last step say of a side."""


def folders(folder: Path, exercise: str, side: str) -> Folders:
    path = folder / "content" / "plans" / "one.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        "id: one\nconditions: [sacroiliac-joint-pain]\nclinic: sample-clinic\nexercises:\n"
        f"  - {{exercise: {exercise}, dose: {{reps: 5, side: {side}, times_per_day: 2, days_per_week: 7}}}}\n",
        encoding="utf-8",
    )
    return Folders((folder / "content", ROOT / "content"), (ROOT / "layouts",))


def pictures(pdf: bytes) -> list[bytes]:
    """What paints each form of a file."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [one.read_bytes() for one in opened.objects if _is_form(one)]


def weights(picture: PictureXObject) -> list[bytes]:
    """What paints a figure, in the lines of each size."""
    return [zlib.decompress(one.data).strip() for one in (picture.xobject, *(heavy for _, heavy in picture.heavier))]


def _is_form(one: Any) -> bool:
    return isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Form"


def alt_texts(pdf: bytes) -> str:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return "\n".join(
            str(one.Alt) for one in opened.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure" and "/Alt" in one
        )


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("layout", ["handout", "cards", "summary", "routine"])
def test_all_agree_on_the_side(tmp_path: Path, layout: str, side: str) -> None:
    dose, alt, step = SIDES[side]
    pdf = build_handout(Order(plan="one", date=DAY, layout=layout), folders(tmp_path, "knee-to-chest", side)).pdf
    said = semantic.text(pdf)
    others = [one for one in SIDES.values() if one[0] not in dose]
    assert f"Do it 5 times {dose}, twice a day" in said
    assert not [one[0] for one in others if one[0] in said]
    if layout in ("handout", "cards"):
        assert [one[2] for one in SIDES.values() if one[2] and one[2] in said] == ([step] if step else [])
    if layout != "routine":  # there a picture is beside the words of its row, and has none of its own
        assert [one[1] for one in SIDES.values() if one[1] and one[1] in alt_texts(pdf)] == ([alt] if alt else [])
    shown = {name: weights(painted(CONTENT, "knee-to-chest", BODY, name)) for name in ("left", "right")}
    assert not {*shown["left"]} & {*shown["right"]}
    drawn = "left" if side == "left" else "right"  # the figure is made for the right, which stands for either side
    forms = pictures(pdf)
    assert [name for name, each in shown.items() if any(one in form for one in each for form in forms)] == [drawn]


@pytest.mark.parametrize("exercise", ids(CONTENT, "exercises"))
def test_the_figure_of_each_exercise_of_one_side_can_show_both(exercise: str) -> None:
    one = read_library(CONTENT, [Named("exercises", exercise, Place("test"))]).exercises[exercise]
    left, right, made = (painted(CONTENT, exercise, BODY, side).xobject.data for side in ("left", "right", ""))
    assert (left != right) is (one.changes is not None)
    assert made in (left, right)


@pytest.mark.parametrize(
    ("dose", "step"), [("reps: 1", "Do one leg first, then the other."), ("duration: 1 min", "Do one leg first, then the other.")]
)
def test_no_repeats_are_spoken_of_where_there_are_none(tmp_path: Path, dose: str, step: str) -> None:
    made = folders(tmp_path, "clamshell", "each")
    plan = tmp_path / "content" / "plans" / "one.yaml"
    plan.write_text(plan.read_text("utf-8").replace("reps: 5", dose), encoding="utf-8")
    said = semantic.text(build_handout(Order(plan="one", date=DAY), made).pdf)
    assert step in said
    assert "Finish all the repeats" not in said

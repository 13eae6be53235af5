"""The numbers of a picture's frames: of the page's size, beside each other, and not on what is drawn."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from helpers.figure_strategies import SOMEBODY, library
from rehabpress.figure.draw import plate
from rehabpress.pictures.cache import PictureCache
from rehabpress.pictures.frame_numbers import FrameCorner, fitting, numbered
from rehabpress.pictures.xobject import PictureXObject, XObject

pytestmark = pytest.mark.slow

SIZE, GAP = 15.0, 2.0
ROWS = (FrameCorner(1.5, 1.5, 30.0), FrameCorner(120.0, 1.5, 20.0))
STACK = (FrameCorner(1.5, 1.5, 30.0), FrameCorner(1.5, 60.0, 20.0))


def test_numbers_stand_on_a_picture_whose_corners_are_free() -> None:
    room = numbered((240.0, 120.0), ROWS, SIZE, GAP, 1.0)
    assert (room.width, room.height, room.left, room.head) == (240, 120, 0, 0)
    assert room.places == ((1.5, 1.5), (120.0, 1.5))


def test_in_a_small_picture_there_is_room_made_for_them() -> None:
    """They were scaled with it: in a table of the week a digit was a millimetre high."""
    above, beside = [numbered((240.0, 120.0), corners, SIZE, GAP, 0.25) for corners in (ROWS, STACK)]
    assert (above.left, above.head) == (0, SIZE + GAP)
    assert (beside.left, round(beside.head)) == (SIZE + GAP, 0)
    assert list(above.places) == [(0.375, 0), (30.0, 0)]
    assert list(beside.places) == [(0, 0.375), (0, 15.375)]


@pytest.mark.parametrize("corners", [ROWS, STACK, ()])
def test_picture_and_numbers_fit_into_the_room(corners: tuple[FrameCorner, ...]) -> None:
    for most in ((250.0, 100.0), (74.0, 48.0), (300.0, 20.0)):
        scale = fitting((240.0, 120.0), corners, SIZE, GAP, most)
        box = numbered((240.0, 120.0), corners, SIZE, GAP, scale)
        assert box.width <= most[0] + 1e-9
        assert box.height <= max(most[1], 2 * SIZE + 1)  # discs one under the other need their own height


@pytest.mark.parametrize(("most", "size"), [((90.0, 34.0), 12.0), ((74.0, 48.0), SIZE), ((250.0, 102.0), SIZE), ((515.0, 164.0), 20.0)])
def test_no_number_of_the_library_covers_another(most: tuple[float, float], size: float) -> None:
    for name, figure in library().items():
        made = plate(figure, SOMEBODY)
        natural = (made.drawing.width, made.drawing.height)
        box = numbered(natural, made.corners, size, GAP, fitting(natural, made.corners, size, GAP, most))
        places = box.places
        assert not places or box.width >= places[-1][0] + size - 1e-9
        assert len(places) == (0 if len(figure.then) == 0 or figure.ghost else len(figure.then) + 1), name
        for (x1, y1), (x2, y2) in pairwise(places):
            assert max(x2 - x1, y2 - y1) >= size - 1e-9, (name, places)


def test_a_picture_is_kept_with_its_corners(tmp_path: Path) -> None:
    picture = PictureXObject(240.0, 120.0, XObject("/Type/XObject", b"x"), corners=ROWS)
    cache = PictureCache(tmp_path)
    cache.store("k", picture)
    assert cache.load("k") == picture

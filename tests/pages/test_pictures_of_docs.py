"""The pictures of pages that are shown in the repository show the pages that there are."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageChops, ImageStat

from helpers.pinned import as_pinned
from helpers.write_docs import ROOT, thumbnails, two_pages

pytestmark = pytest.mark.slow

NEARLY = 0.05
"""The mean difference of two pictures, of 255: the same page by another version of the renderer is nearer, one more line of text is not."""


@as_pinned
def test_pictures_are_those_of_the_pages_that_there_are() -> None:
    for name, data in {**thumbnails(), "docs/handout.png": two_pages()}.items():
        shown, made = (Image.open(file).convert("L") for file in (ROOT / name, io.BytesIO(data)))
        assert shown.size == made.size, f"{name}: run make docs"
        (difference,) = ImageStat.Stat(ImageChops.difference(shown, made)).mean
        assert difference < NEARLY, f"{name}: run make docs"

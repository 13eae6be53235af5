"""The content that the project ships, read once."""

from __future__ import annotations

from pathlib import Path

import pytest

from rehabpress.model.library import KINDS, Library
from rehabpress.problems import Place
from rehabpress.source.folders import Folders, files
from rehabpress.source.library import Named, read_library

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def library() -> Library:
    folders = Folders(content=(ROOT / "content",), layouts=(ROOT / "layouts",))
    named = [Named(kind, name, Place(str(path))) for kind in KINDS for name, path in files(folders, kind).items()]
    return read_library(folders, named)

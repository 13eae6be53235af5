"""Finds and reads the pictures that a clinic puts into ``pictures/``: SVG, PNG and JPEG, by name."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from rehabpress.loader.folders import Folders
from rehabpress.loader.places import label
from rehabpress.support.problems import Place, Problem, ProblemsFound

ENDINGS = (".svg", ".png", ".jpg", ".jpeg")
"""What a picture's file may end with; the first of these that exists is the one."""
LARGEST = 20_000_000
"""No picture file is larger than this, in bytes."""


def picture_files(folders: Folders) -> Mapping[str, Path]:
    """The picture files by name, without their endings. A file of an earlier folder wins; in one folder, the ending that comes first."""
    found: dict[str, Path] = {}
    for content in folders.content:
        files = [path for path in (content / "pictures").glob("*") if path.suffix.lower() in ENDINGS and not path.name.startswith(".")]
        for path in sorted(files, key=lambda p: (ENDINGS.index(p.suffix.lower()), p.name)):
            found.setdefault(path.stem, path)
    return found


def read_picture(path: Path) -> bytes:
    """The bytes of a picture file. Raises ``ProblemsFound`` when it cannot be read or is too large to be meant for a page."""
    try:
        size = path.stat().st_size
        if size > LARGEST:
            hint = "export it again at about 300 dots per inch of the size it is printed at"
            raise ProblemsFound([Problem(Place(label(path)), f"this picture is too large: {size // 1_000_000} MB", hint)])
        return path.read_bytes()
    except OSError as error:
        raise ProblemsFound([Problem(Place(label(path)), f"cannot be read: {error.strerror}")]) from None

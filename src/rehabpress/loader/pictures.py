"""Finds and reads the pictures of a clinic in ``pictures/`` (SVG, PNG, JPEG) by name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from rehabpress.loader.folders import Folders, files, ids
from rehabpress.loader.places import label
from rehabpress.support.links import leaving
from rehabpress.support.problems import Place, Problem, ProblemsFound, did_you_mean

ENDINGS = (".svg", ".png", ".jpg", ".jpeg")
"""What a picture's file may end with; the first of these that exists is the one."""
LARGEST = 20_000_000
"""No picture file is larger than this, in bytes."""


def picture_files(folders: Folders) -> Mapping[str, Path]:
    """The picture files by name, without their endings. A file of an earlier folder wins; in one folder, the ending that comes first."""
    found: dict[str, Path] = {}
    for content in folders.content:
        here = [path for path in (content / "pictures").glob("*") if path.suffix.lower() in ENDINGS and not path.name.startswith(".")]
        for path in sorted(here, key=lambda p: (ENDINGS.index(p.suffix.lower()), p.name)):
            found.setdefault(path.stem, path)
    return found


def own_picture(files: Mapping[str, Path], name: str) -> Path | None:
    """The file of a picture for either side of the body (``bird-dog``) or for one (``bird-dog.left``); None when there is none of its exercise.

    What a photograph shows is not known, and it cannot be turned round: for one side there must be a file of that side. Raises ``ProblemsFound``.
    """
    exercise, _, side = name.partition(".")
    if name in files:
        return files[name]
    others = [files[other] for other in (exercise, f"{exercise}.right", f"{exercise}.left") if other in files]
    if not others or not side:
        return others[0] if others else None
    other = others[0]
    wanted = f"{exercise}.{side}{other.suffix}"
    says = "does not say which side it shows" if other.stem == exercise else "shows the other side"
    raise ProblemsFound([Problem(
        Place(label(other)),
        f"this paper is for the {side} side only, and this picture {says}",
        f"put a picture of the {side} side beside it as {wanted}, or this one again when it is right for that side",
    )])  # fmt: skip


def unreadable_pictures(folders: Folders) -> Mapping[str, Path]:
    """What is in the folders of pictures and cannot be read as one, by the name that it would have."""
    found: dict[str, Path] = {}
    for path in _entries(folders):
        if path.suffix.lower() not in ENDINGS or not path.is_file():
            found.setdefault(path.name if path.is_dir() else path.stem, path)
    return found


def not_a_picture(path: Path) -> Problem:
    """That a file in the folder of pictures cannot be read as one."""
    if path.suffix.lower() in ENDINGS:
        return Problem(Place(label(path)), "this is not a file", "put the picture itself here")
    what = "a folder here is not read" if path.is_dir() else f'"{path.suffix}" is no kind of picture that can be printed'
    return Problem(Place(label(path)), what, f"export it as SVG, PNG or JPEG to {label(path.parent / path.stem)}.svg, .png or .jpg")


def picture_strays(folders: Folders) -> Iterator[Problem]:
    """Files in the folders of pictures that cannot be read, or that no exercise, no clinic and no layout shows."""
    yield from map(not_a_picture, unreadable_pictures(folders).values())
    exercises = ids(folders, "exercises")
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in _says_pictures(folders)]
    for name, path in picture_files(folders).items():
        exercise = name.partition(".")[0]
        named = re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])")
        if exercise not in exercises and not any(named.search(text) for text in texts):
            yield Problem(
                Place(label(path)),
                "no exercise, no clinic and no layout shows this picture",
                did_you_mean(exercise, exercises, "name it after the exercise that it shows, or move it away"),
            )


def _says_pictures(folders: Folders) -> Iterator[Path]:
    """The files that name pictures: of clinics their logo, and layouts."""
    yield from files(folders, "clinics").values()
    for folder in folders.layouts:
        yield from sorted(folder.rglob("*.html"))


def _entries(folders: Folders) -> Iterator[Path]:
    for content in folders.content:
        for path in sorted((content / "pictures").glob("*")):
            if not path.name.startswith((".", "README")):
                yield path


def read_picture(path: Path) -> bytes:
    """The bytes of a picture file. Raises ``ProblemsFound`` when it cannot be read or is too large to be meant for a page."""
    if problem := leaving(path, label(path)):
        raise ProblemsFound([problem])
    try:
        if not path.is_file():
            raise ProblemsFound([Problem(Place(label(path)), "this is not a file", "put the picture itself here")])
        size = path.stat().st_size
        if size > LARGEST:
            hint = "export it again at about 300 dots per inch of the size it is printed at"
            raise ProblemsFound([Problem(Place(label(path)), f"this picture is too large: {size // 1_000_000} MB", hint)])
        return path.read_bytes()
    except OSError as error:
        raise ProblemsFound([Problem(Place(label(path)), f"cannot be read: {error.strerror}")]) from None

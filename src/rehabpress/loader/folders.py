"""Search path of content and layouts: the folders of the project first, those that came with the program second."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import rehabpress
from rehabpress.loader.places import label
from rehabpress.model.base import LONGEST_ID
from rehabpress.model.library import KINDS
from rehabpress.support.problems import Place, Problem, did_you_mean

CONTENT_KINDS = (*KINDS, "figures", "bodies", "words", "packets", "columns", "favourites")
"""Folders below ``content/`` that hold YAML."""

LAYOUT_KINDS = ("themes", "locales")
"""Folders below ``layouts/`` that hold YAML."""


@dataclass(frozen=True, slots=True)
class Folders:
    """Where to look, in this order: a file of an earlier folder wins over one of the same name in a later."""

    content: tuple[Path, ...]
    layouts: tuple[Path, ...]
    orders: tuple[Path, ...] = ()

    def of(self, kind: str) -> tuple[Path, ...]:
        """The folders that may hold files of a kind: ``exercises``, ``plans``, ``themes``, ``orders`` ..."""
        if kind == "orders":
            return self.orders
        if kind in CONTENT_KINDS:
            return tuple(folder / kind for folder in self.content)
        if kind in LAYOUT_KINDS:
            return tuple(folder / kind for folder in self.layouts)
        if kind == "layouts":
            return self.layouts
        raise KeyError(kind)


def find_folders(project: Path | None = None) -> Folders:
    """The folders of a project (default: the current folder), where it has them, and then the packaged ones."""
    project = project or Path.cwd()
    content, layouts = _packaged("content"), _packaged("layouts")
    orders = _both(project / "orders", content / "orders")
    return Folders(_both(project / "content", content), _both(project / "layouts", layouts), orders)


def project_around(folder: Path) -> Path:
    """The nearest folder, this one or one around it, that holds content, layouts or orders of a project; this one when none does."""
    here = folder.resolve()
    for depth, place in enumerate((here, *here.parents)):
        if _is_project(place):
            return folder if not depth else Path(*[".."] * depth)
    return folder


def _is_project(folder: Path) -> bool:
    held = [folder / "content" / kind for kind in CONTENT_KINDS] + [folder / "layouts" / kind for kind in LAYOUT_KINDS]
    written = [*folder.glob("layouts/*.yaml"), *folder.glob("orders/*.yaml")]
    return bool(written) or any(one.is_dir() for one in held)


def _both(own: Path, packaged: Path) -> tuple[Path, ...]:
    if own.is_dir() and own.resolve() != packaged.resolve():
        return own, packaged
    return (packaged,)


def _packaged(name: str) -> Path:
    """In the wheel the folder lies inside the package, in the source tree at its top."""
    package = Path(rehabpress.__file__).resolve().parent
    inside = package / name
    return inside if inside.is_dir() else package.parents[1] / name


ID = re.compile(rf"(?=.{{1,{LONGEST_ID}}}$)[a-z0-9]+(-[a-z0-9]+)*(-[A-Z]{{2}})?")
"""What a file may be named after: an id, or a language with its country."""


def find(folders: Folders, kind: str, name: str) -> Path | None:
    """The file of that kind and id, in the first folder that has it."""
    if not ID.fullmatch(name):
        return None
    return next((path for folder in folders.of(kind) if (path := folder / f"{name}.yaml").is_file()), None)


def found_in(folders: Folders, kind: str, name: str) -> tuple[Path, ...]:
    """The files of that kind and id in all folders that have one, in their order."""
    return tuple(path for folder in folders.of(kind) if ID.fullmatch(name) and (path := folder / f"{name}.yaml").is_file())


def files(folders: Folders, kind: str) -> Mapping[str, Path]:
    """All files of a kind by id, sorted; the one of the first folder that has it."""
    found: dict[str, Path] = {}
    for folder in folders.of(kind):
        for path in folder.glob("*.yaml"):
            if ID.fullmatch(path.stem):
                found.setdefault(path.stem, path)
    return dict(sorted(found.items()))


def ids(folders: Folders, kind: str) -> tuple[str, ...]:
    """The ids of all files of a kind, sorted."""
    return tuple(files(folders, kind))


def unknown(folders: Folders, kind: str, name: str, place: Place) -> Problem:
    """That there is no such file, at the place that names it."""
    known = ids(folders, kind)
    misnamed = ID.fullmatch(name) and next((path for folder in folders.of(kind) if (path := folder / f"{name}.yml").is_file()), None)
    if misnamed:
        hint = f"rename {label(misnamed)} so that it ends with .yaml"
    else:
        hint = did_you_mean(name, known, f"see: rehabpress list {kind}" if known else "there is none yet")
    return Problem(place, f'there is no {singular(kind)} "{name}"', hint)


def singular(kind: str) -> str:
    """What one of a kind is called: exercise, body."""
    return {
        "usual": "usual dose",
        "bodies": "body",
        "countries": "country",
        "words": "list of words",
        "columns": "list of columns",
        "favourites": "list of favourites",
    }.get(kind, kind[:-1])

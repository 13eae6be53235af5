"""The files that ``rehabpress new`` writes: a clinic, a plan, one sample of each kind, and JSON Schemas."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import rehabpress
from rehabpress.loader.folders import CONTENT_KINDS, LAYOUT_KINDS, Folders, ids
from rehabpress.loader.places import label
from rehabpress.loader.schema import WRITTEN, editor_schema
from rehabpress.support.problems import Place, Problem, ProblemsFound


def starter() -> Mapping[str, bytes]:
    """The files of such a folder by their paths in it, but for its schemas: these know the ids of its files when they are there."""
    packaged = _packaged("starter")
    files = {path.relative_to(packaged).as_posix(): path.read_bytes() for path in sorted(packaged.rglob("*")) if path.is_file()}
    files[".gitignore"] = files.pop("gitignore")
    return files


def begun(kind: str, name: str) -> Mapping[str, bytes]:
    """The files, by their paths in a project, with which one begins that is called ``name``: its keys, and what to write behind each."""
    packaged = _packaged("begun")
    return {
        f"content/{path.parent.name}/{name}.yaml": path.read_bytes().replace(b"NAME", name.encode())
        for path in sorted(packaged.glob(f"{kind}/*.yaml"))
    }


def _packaged(name: str) -> Path:
    return Path(rehabpress.__file__).resolve().parent / name


def schemas(folders: Folders) -> Mapping[str, bytes]:
    """The JSON Schemas by their file names; they know the ids of these folders."""
    known = {kind: ids(folders, kind) for kind in (*CONTENT_KINDS, *LAYOUT_KINDS, "layouts")}
    return {
        f"{kind}.schema.json": (json.dumps(editor_schema(kind, known), indent=2, ensure_ascii=False) + "\n").encode() for kind in WRITTEN
    }


def empty_folder(folder: Path) -> None:
    """Raise ``ProblemsFound`` unless the folder is not there yet, or holds nothing."""
    try:
        inside = folder.exists() and (not folder.is_dir() or any(folder.iterdir()))
    except OSError as error:
        raise ProblemsFound([Problem(Place(label(folder)), f"cannot be read: {error.strerror}")]) from None
    if inside:
        raise ProblemsFound([Problem(Place(label(folder)), "there is something here already", "name a folder that is new, or empty")])

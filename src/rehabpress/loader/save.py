"""Content that is to be written into a project: a new file, or a file that is there with the smallest change; checked before it is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rehabpress.loader.folders import Folders, find, unknown
from rehabpress.loader.library import Typed, read_library
from rehabpress.loader.places import label
from rehabpress.loader.yaml.edit import edited
from rehabpress.loader.yaml.reader import read_file, read_text
from rehabpress.loader.yaml.write import written
from rehabpress.support.atomic_write import write_whole
from rehabpress.support.problems import Place, Problem, ProblemsFound


@dataclass(frozen=True, slots=True)
class FileDraft:
    """A content file as it is going to be: its path, its bytes, and what it says with the places in it. Nothing is written yet."""

    path: Path
    content: bytes
    says: Typed

    def write(self) -> None:
        """Write it. Raises ``ProblemsFound`` when that is not possible; then the file is as it was."""
        write_whole(self.path, self.content)


def said_by(folders: Folders, kind: str, name: str, place: Place) -> tuple[Path, dict[str, object]]:
    """The file of that kind and id, the project's own or a packaged one, and what it says. Raises ``ProblemsFound``."""
    path = find(folders, kind, name)
    if path is None:
        raise ProblemsFound([unknown(folders, kind, name, place)])
    draft = read_file(path)
    if draft.data is None or draft.problems:
        raise ProblemsFound(draft.problems)
    return path, dict(draft.data)


def draft_of(folders: Folders, project: Path, kind: str, data: Mapping[str, object], source: Path | None = None) -> FileDraft:
    """The file of the project that says ``data``, in the form and with the comments of ``source``, or in the usual form without one.

    ``data`` is plain data as a file holds it, lists may be lists. Raises ``ProblemsFound`` for content that is wrong or refers to nothing.
    """
    path = project / "content" / kind / f"{data['id']}.yaml"
    if source is not None:
        content = edited(source.read_bytes(), data, label(source))
    else:
        content = f"# yaml-language-server: $schema=../schemas/{kind}.schema.json\n{written(data)}".encode()
    raw = read_text(content.decode("utf-8-sig"), label(path))
    says = Typed(kind, raw.data or {}, raw.origin)
    read_library(folders, [says])
    return FileDraft(path, content, says)


def not_there(folders: Folders, project: Path, kind: str, name: str) -> None:
    """Raise ``ProblemsFound`` when there is content of that id, in the project or built in."""
    if path := find(folders, kind, name):
        what = "is there already" if path.is_relative_to(project) else "is the id of a built-in file, which this one would replace"
        raise ProblemsFound([Problem(Place(label(path)), what, "choose another id")])

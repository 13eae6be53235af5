"""The favourites of the clinic: a file of the project, read and changed from the library of the page."""

from __future__ import annotations

from collections.abc import Mapping

from rehabpress.loader.folders import find, ids, unknown
from rehabpress.loader.places import label
from rehabpress.loader.single_file import read_favourites
from rehabpress.loader.yaml.edit import edited
from rehabpress.loader.yaml.reader import read_file
from rehabpress.loader.yaml.write import written
from rehabpress.support.atomic_write import write_whole
from rehabpress.support.problems import Place, ProblemsFound
from rehabpress.web.desk import Workbench
from rehabpress.web.documents import Opened, etag_of, unchanged

LIST = "default"
_SCHEMA = "# yaml-language-server: $schema=../schemas/favourites.schema.json"


def opened(bench: Workbench) -> Opened:
    """The favourites and what their file was when it was read; none of both where there is no file. Raises ``ProblemsFound``."""
    path = find(bench.folders, "favourites", LIST)
    if path is None:
        return Opened({"exercises": []}, "", True)
    return Opened({"exercises": list(read_favourites(bench.folders, LIST).exercises)}, etag_of(path.read_bytes()), True)


def saved(bench: Workbench, asked: Mapping[str, object], etag: str | None) -> Opened:
    """Write the favourites. Raises ``ProblemsFound``, and ``Conflict`` when the file has changed since it was read."""
    wanted = asked.get("exercises")
    if not isinstance(wanted, list) or not all(isinstance(one, str) for one in wanted):
        raise ValueError("no favourites")
    path = bench.project / "content" / "favourites" / f"{LIST}.yaml"
    unchanged(path, etag, lambda: opened(bench))
    known = ids(bench.folders, "exercises")
    if problems := [unknown(bench.folders, "exercises", one, Place("")) for one in wanted if one not in known]:
        raise ProblemsFound(problems)
    data = {"id": LIST, "exercises": tuple(dict.fromkeys(wanted))}
    if path.is_file():
        content = edited(path.read_bytes(), {**(read_file(path).data or {}), **data}, label(path))
    else:
        content = f"{_SCHEMA}\n{written(data)}".encode()
    write_whole(path, content)
    bench.stale = True
    return Opened({"exercises": list(data["exercises"])}, etag_of(content), True)

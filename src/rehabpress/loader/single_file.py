"""Reads a file by its name and checks it, for kinds whose files refer to no others."""

from __future__ import annotations

from typing import TypeVar

from rehabpress.loader.folders import ID, Folders, find, singular, unknown
from rehabpress.loader.validate import check_draft
from rehabpress.loader.yaml.reader import read_file
from rehabpress.model.base import Content
from rehabpress.support.problems import Origin, Place, Problem, ProblemsFound

Read = TypeVar("Read", bound=Content)


def read_alone(
    folders: Folders, kind: str, model: type[Read], name: str, place: Place | None = None, key: str = "id"
) -> tuple[Read, Origin]:
    """The file of that kind and name, in which ``key`` says the name too, and where its parts stand.

    ``place`` is where the name was written. Raises ``ProblemsFound``.
    """
    path = find(folders, kind, name)
    if path is None:
        raise ProblemsFound([unknown(folders, kind, name, place or Place(f"{singular(kind)} {name}"))])
    draft = read_file(path)
    value, problems = check_draft(model, draft)
    said = (draft.data or {}).get(key)
    if isinstance(said, str) and ID.fullmatch(said) and said != name:
        problems = (*problems, other_name(draft.origin, said, name, key))
    if value is None or problems:
        raise ProblemsFound(problems)
    return value, draft.origin


def other_name(origin: Origin, said: str, stem: str, key: str = "id") -> Problem:
    """That a file is called otherwise than the ``key`` in it says."""
    hint = f"write {key}: {stem}" if ID.fullmatch(stem) else f"rename the file to {said}.yaml"
    return Problem(origin.at(key), f'{key}: "{said}" is not the name of the file, "{stem}"', hint)

"""The pictures that documents name: the caller's own, a clinic's files, the figures of exercises."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from rehabpress.loader.folders import Folders, ids
from rehabpress.loader.pictures import not_a_picture, own_picture, picture_files, read_picture, unreadable_pictures
from rehabpress.loader.places import label
from rehabpress.pictures.cache import PictureCache
from rehabpress.pictures.load import PictureFile, drawing_picture, picture
from rehabpress.pictures.xobject import PictureXObject
from rehabpress.pipeline.figures import painted
from rehabpress.pipeline.order import Who
from rehabpress.support.disk_cache import cache_folder
from rehabpress.support.memo import Memo
from rehabpress.support.problems import Place, ProblemsFound

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing


def pictures_there(folders: Folders) -> frozenset[str]:
    """The names of all pictures and figures that there are."""
    return frozenset((*picture_files(folders), *ids(folders, "figures")))


class Pictures:
    """The pictures of a collection. ``given`` are the caller's, by the names that documents use; they win over files and figures."""

    def __init__(self, folders: Folders, given: Mapping[str, Drawing]) -> None:
        self._folders, self._given = folders, given
        self._loaded: Memo[tuple[str, bool], dict[str, PictureXObject]] = Memo()

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of all that there are."""
        return pictures_there(self._folders) | self._given.keys()

    @cached_property
    def _files(self) -> Mapping[str, Path]:
        return picture_files(self._folders)

    @cached_property
    def _unreadable(self) -> Mapping[str, Path]:
        return unreadable_pictures(self._folders)

    def load(self, names: Iterable[str], who: Who, *, lines: bool) -> Mapping[str, PictureXObject]:
        """All pictures so far of a body, in colour or in black lines, these among them as far as there are such.

        Raises ``ProblemsFound`` for those that cannot be read. Whoever sets the page reports what is neither a picture nor a figure.
        """
        loaded = self._loaded.of((who.body, lines), dict)
        for name in dict.fromkeys(names):
            if name not in loaded and (found := self._load(name, who, lines=lines)):
                loaded[name] = found
        return loaded

    def _load(self, name: str, who: Who, *, lines: bool) -> PictureXObject | None:
        """One of the caller's, else a clinic's own file of that name, else the figure of that exercise."""
        exercise, _, side = name.partition(".")
        for given in (name, exercise):
            if given in self._given:
                return drawing_picture(self._given[given], Place(f'pictures["{given}"]'))
        if path := own_picture(self._files, name):
            return picture(PictureFile(name, label(path), read_picture(path)), PictureCache(cache_folder("pictures")), lines=lines)
        if stray := self._unreadable.get(name) or self._unreadable.get(exercise):
            raise ProblemsFound([not_a_picture(stray)])
        if exercise in ids(self._folders, "figures"):
            return painted(self._folders, exercise, who, side, lines=lines)
        return None

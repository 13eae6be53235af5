"""Read one content file by its id: figures, bodies, packets, word lists, and any kind whose files refer to no others.

Their models are imported when one is read: most runs need none of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from rehabpress.loader.folders import ID, Folders, find, ids, singular, unknown
from rehabpress.loader.validate import check_draft
from rehabpress.loader.yaml.reader import read_file
from rehabpress.model.base import Content
from rehabpress.support.problems import Origin, Place, Problem, ProblemsFound

if TYPE_CHECKING:
    from rehabpress.model.body import Body
    from rehabpress.model.exercise import Favourites
    from rehabpress.model.figure import Figure
    from rehabpress.model.languages.words import Words
    from rehabpress.model.packet import Packet

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


def read_figure(folders: Folders, exercise: str, place: Place | None = None) -> tuple[Figure, Origin]:
    """The figure of an exercise, and where its parts stand. Raises ``ProblemsFound``."""
    from rehabpress.model.figure import Figure

    return read_alone(folders, "figures", Figure, exercise, place)


def read_body(folders: Folders, name: str, place: Place | None = None) -> tuple[Body, Origin]:
    """The body of that id, and where its parts stand. Raises ``ProblemsFound``."""
    from rehabpress.model.body import Body

    return read_alone(folders, "bodies", Body, name, place)


def read_packet(folders: Folders, name: str, place: Place | None = None) -> Packet:
    """The packet of that name. ``place`` is where the name was written. Raises ``ProblemsFound``, also for a sheet that there is not."""
    from rehabpress.model.packet import Packet

    packet, origin = read_alone(folders, "packets", Packet, name, place)
    problems = [
        unknown(folders, kind, named, origin.at("sheets", number, key))
        for number, sheet in enumerate(packet.sheets)
        for kind, key, named in (("layouts", "layout", sheet.layout), ("themes", "theme", sheet.theme))
        if named is not None and named not in ids(folders, kind)
    ]
    if problems:
        raise ProblemsFound(problems)
    return packet


def read_favourites(folders: Folders, name: str) -> Favourites:
    """The list of favourites of that name. Raises ``ProblemsFound``, also for an exercise that there is not."""
    from rehabpress.model.exercise import Favourites

    favourites, origin = read_alone(folders, "favourites", Favourites, name)
    known = ids(folders, "exercises")
    named = enumerate(favourites.exercises)
    if problems := [unknown(folders, "exercises", one, origin.at("exercises", number)) for number, one in named if one not in known]:
        raise ProblemsFound(problems)
    return favourites


def read_words(folders: Folders, language: str, place: Place | None = None) -> Words:
    """The words of a language; of ``en`` where there are none of ``en-GB``. Without a file of either, a list without words.

    Raises ``ProblemsFound`` for a file that is wrong.
    """
    from rehabpress.model.languages.words import Words

    for name in (language, language.partition("-")[0]):
        if find(folders, "words", name):
            return read_alone(folders, "words", Words, name, place, key="language")[0]
    return Words(language=language)

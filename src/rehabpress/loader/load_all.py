"""Loads every content file of every kind, to check a whole collection, and reports files that nothing would read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from rehabpress.loader.folders import CONTENT_KINDS, ID, LAYOUT_KINDS, Folders, files, find
from rehabpress.loader.layouts import read_layout, read_locale, read_theme
from rehabpress.loader.library import ContentStore, FileReader, Named
from rehabpress.loader.links import link_problems
from rehabpress.loader.pictures import picture_strays
from rehabpress.loader.places import label
from rehabpress.loader.sides import side_problems
from rehabpress.loader.single_file import read_alone, read_body, read_favourites, read_figure, read_packet, read_words
from rehabpress.model.body import Body
from rehabpress.model.figure import Figure
from rehabpress.model.languages.locale import Locale
from rehabpress.model.languages.words import Words
from rehabpress.model.library import KINDS, Library
from rehabpress.model.packet import Packet
from rehabpress.model.roster import ColumnMap
from rehabpress.model.theme import Theme
from rehabpress.support.problems import Place, Problem, ProblemsFound, did_you_mean

OTHER_FOLDERS = ("pictures", "rosters", "schemas", "orders")
"""Folders below ``content/`` whose files are no content: pictures, lists of patients, samples of orders."""

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Everything:
    """All there is, by id."""

    library: Library
    figures: Mapping[str, Figure]
    bodies: Mapping[str, Body]
    themes: Mapping[str, Theme]
    locales: Mapping[str, Locale]
    words: Mapping[str, Words]
    packets: Mapping[str, Packet]


def read_everything(folders: Folders, store: ContentStore | None = None) -> Everything:
    """All files of all kinds. Raises ``ProblemsFound`` with every problem of every file, and every file that is not read.

    ``store`` of the same folders is left full for whoever reads them next.
    """
    problems = [*strays(folders), *picture_strays(folders)]
    reading = FileReader(store or folders)
    for kind in KINDS:
        for name, path in files(folders, kind).items():
            reading.want(Named(kind, name, Place(label(path))))
    problems.extend(reading.problems)

    def all_of(kind: str, read: Callable[[str], Value]) -> Mapping[str, Value]:
        found: dict[str, Value] = {}
        for name in files(folders, kind):
            try:
                found[name] = read(name)
            except ProblemsFound as error:
                problems.extend(error.problems)
        return found

    figures = all_of("figures", lambda name: read_figure(folders, name)[0])
    bodies = all_of("bodies", lambda name: read_body(folders, name)[0])
    themes = all_of("themes", lambda name: read_theme(folders, name))
    locales = all_of("locales", lambda name: read_locale(folders, name))
    words = all_of("words", lambda name: read_words(folders, name))
    packets = all_of("packets", lambda name: read_packet(folders, name))
    all_of("layouts", lambda name: read_layout(folders, name))
    all_of("favourites", lambda name: read_favourites(folders, name))
    all_of("columns", lambda name: read_alone(folders, "columns", ColumnMap, name)[0])
    if problems:
        raise ProblemsFound(problems)
    library = reading.library()
    if wrong := [*side_problems(library, words.values(), figures), *link_problems(library)]:
        raise ProblemsFound(wrong)
    return Everything(library, figures, bodies, themes, locales, words, packets)


def strays(folders: Folders) -> Iterator[Problem]:
    """Files and folders that nothing reads, because of their name or their place."""
    for content in folders.content:
        for entry in _shown(content):
            if not entry.is_dir():
                yield Problem(Place(label(entry)), "is not read", "content files lie in folders: " + ", ".join(CONTENT_KINDS))
            elif entry.name not in (*CONTENT_KINDS, *OTHER_FOLDERS):
                yield Problem(
                    Place(label(entry)),
                    f'the folder "{entry.name}" is not read',
                    did_you_mean(entry.name, (*CONTENT_KINDS, *OTHER_FOLDERS)),
                )
    for kind in (*CONTENT_KINDS, *LAYOUT_KINDS):
        for folder in folders.of(kind):
            yield from _strays_in(folder)
    for folder in folders.layouts:
        for template in sorted(folder.glob("*.html")):
            if not find(folders, "layouts", template.stem):
                hint = f"write {template.stem}.yaml beside it, or move it to {label(folder / 'parts')} if others include it"
                yield Problem(Place(label(template)), "is not read: it does not declare itself", hint)


def _strays_in(folder: Path) -> Iterator[Problem]:
    for entry in _shown(folder):
        if entry.is_dir():
            yield Problem(Place(label(entry)), "a folder here is not read", f"move its files to {label(folder)}")
        elif entry.suffix != ".yaml":
            right = entry.with_suffix(".yaml").name if entry.suffix.lower() in (".yml", ".yaml") else ""
            yield Problem(
                Place(label(entry)), "is not read: its name does not end with .yaml", f"rename it to {right}" if right else "move it away"
            )
        elif not ID.fullmatch(entry.stem):
            hint = "use small letters, digits and single hyphens: bird-dog.yaml"
            yield Problem(Place(label(entry)), f'"{entry.stem}" is no name for a content file', hint)


def _shown(folder: Path) -> list[Path]:
    """What is in a folder, without hidden files and notes to the reader."""
    if not folder.is_dir():
        return []
    return [entry for entry in sorted(folder.iterdir()) if not entry.name.startswith(".") and not entry.name.startswith("README")]

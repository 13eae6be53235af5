"""Where templates are found: one ordered list of folders, a clinic's own before the packaged one.

Inside, a template is known by its folder's number and its name (``0:handout.html``), so that a template can name the one that it
overrides by the same name: from ``0:handout.html``, ``handout.html`` is the next one of that name, ``1:handout.html``.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from rehabpress.markup.source_map import TemplateText
from rehabpress.support.links import leaving
from rehabpress.support.problems import Place, Problem, ProblemsFound

PACKAGED = "packaged:"
"""Written before a name, it means the last folder of the list."""


class SearchPath:
    """The search path of one layout. Remembers what it has read, in ``texts`` for other layouts too."""

    def __init__(self, folders: Sequence[Path], texts: dict[str, TemplateText] | None = None) -> None:
        self.folders = tuple(folders)
        self._texts = {} if texts is None else texts
        self.read: dict[str, TemplateText] = {}
        self.resolved: dict[tuple[str, str | None], str | None] = {}

    def resolve(self, name: str, parent: str | None = None) -> str | None:
        """The key of the template that ``name`` means in the template with the key ``parent``, or ``None`` if there is none."""
        if (name, parent) not in self.resolved:
            self.resolved[name, parent] = self._resolve(name, parent)
        return self.resolved[name, parent]

    @staticmethod
    def is_key(name: str) -> bool:
        """Whether this is a key, and not a name that no template has."""
        return name.partition(":")[0].isdecimal()

    def _resolve(self, name: str, parent: str | None) -> str | None:
        first = 0
        if name.startswith(PACKAGED):
            name = name.removeprefix(PACKAGED)
            first = len(self.folders) - 1
        elif parent is not None:
            number, _, parent_name = parent.partition(":")
            first = int(number) + 1 if name == parent_name else 0
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts or not path.parts or ":" in name:
            return None
        for index in range(first, len(self.folders)):
            if _is_file(self.folders[index] / path):
                return f"{index}:{path}"
        return None

    def template(self, key: str) -> TemplateText:
        """The text of a template. Raises ``ProblemsFound`` if it cannot be read."""
        if key not in self.read and key in self._texts:
            self.read[key] = self._texts[key]
        if key not in self.read:
            number, _, name = key.partition(":")
            file = self.folders[int(number)] / name
            if problem := leaving(file, str(file), self.folders[int(number)]):
                raise ProblemsFound([problem])
            try:
                text = file.read_text(encoding="utf-8-sig")
            except OSError as error:
                raise ProblemsFound([Problem(Place(str(file)), f"cannot be read: {error.strerror}")]) from None
            except UnicodeDecodeError:
                raise ProblemsFound([Problem(Place(str(file)), "is not UTF-8 text", "save it as UTF-8")]) from None
            self.read[key] = self._texts[key] = TemplateText(str(file), text)
        return self.read[key]

    def names(self) -> list[str]:
        """The names of all templates."""
        return sorted({str(PurePosixPath(*f.relative_to(folder).parts)) for folder in self.folders for f in folder.rglob("*.html")})


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name that no file can have
        return False

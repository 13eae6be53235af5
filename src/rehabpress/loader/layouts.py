"""Reads themes and locales below ``layouts/``. Both may extend another file and say only what they change."""

from __future__ import annotations

from pathlib import Path

from rehabpress.loader.folders import ID, Folders, find, found_in, unknown
from rehabpress.loader.locale_meaning import turned_round
from rehabpress.loader.merge import over, without
from rehabpress.loader.places import label
from rehabpress.loader.single_file import other_name, read_alone
from rehabpress.loader.theme_checks import look_problems
from rehabpress.loader.validate import check_draft
from rehabpress.loader.yaml.reader import RawContent, read_file
from rehabpress.model.clinic import Format
from rehabpress.model.languages.locale import Locale
from rehabpress.model.layout import Layout
from rehabpress.model.theme import Theme
from rehabpress.support.problems import Place, Problem, ProblemsFound


def read_theme(folders: Folders, name: str, place: Place | None = None, format_: Format = "standard") -> Theme:
    """The theme of that id for a format, completed with those that it extends. ``place`` is where the id was written.

    Raises ``ProblemsFound``, also for colours too faint and text too small.
    """
    path = find(folders, "themes", name)
    if path is None:
        raise ProblemsFound([unknown(folders, "themes", name, place or Place(f"theme {name}"))])
    draft = _extended(folders, read_file(path), [path])
    theme, problems = check_draft(Theme, draft)
    problems = (*problems, *_misnamed(draft, name, "id"))
    if theme is None or problems:
        raise ProblemsFound(problems)
    if problems := look_problems(theme, draft.origin, format_):
        raise ProblemsFound(problems)
    return theme


def read_layout(folders: Folders, name: str, place: Place | None = None) -> Layout:
    """What the layout of that id declares of itself. Raises ``ProblemsFound``, also when it has no template."""
    template = next((path for folder in folders.layouts if (path := folder / f"{name}.html").is_file()), None)
    if template and not find(folders, "layouts", name):
        hint = f"write {label(template.with_suffix('.yaml'))}: id, title, description, and paper if it does not lie as the theme says"
        raise ProblemsFound([Problem(Place(label(template)), "this layout does not declare itself", hint)])
    layout, origin = read_alone(folders, "layouts", Layout, name, place)
    if template is None:
        raise ProblemsFound([Problem(origin.whole, "this layout has no template", f"write {name}.html beside it")])
    return layout


def read_locale(folders: Folders, language: str, place: Place | None = None) -> Locale:
    """The words of a language: of ``en-US`` if there is such a file, completed with those of ``en``; otherwise of ``en`` alone.

    A file in an earlier folder may hold only its own words; a later one has the others.  Raises ``ProblemsFound``.
    """
    general = language.partition("-")[0]
    name = general if find(folders, "locales", general) and not find(folders, "locales", language) else language
    paths = [path for one in dict.fromkeys((name, general)) for path in found_in(folders, "locales", one)]
    if not paths:
        raise ProblemsFound([unknown(folders, "locales", name, place or Place(f"locale {name}"))])
    draft, *others = map(read_file, paths)
    problems = _misnamed(draft, name, "language")
    for other in others:
        draft = over(draft, other)
    locale, found = check_draft(Locale, draft)
    if locale is None or problems:
        raise ProblemsFound([*problems, *found])
    packaged = paths[-1:] if paths[-1].parent.parent == folders.layouts[-1] else found_in(folders, "locales", "en")[-1:]
    if packaged and (found := tuple(turned_round(draft.data or {}, read_file(packaged[0]).data or {}, draft.origin))):
        raise ProblemsFound(found)
    return locale


def _misnamed(draft: RawContent, name: str, key: str) -> tuple[Problem, ...]:
    said = (draft.data or {}).get(key)
    return (other_name(draft.origin, said, name, key),) if isinstance(said, str) and ID.fullmatch(said) and said != name else ()


def _extended(folders: Folders, draft: RawContent, seen: list[Path]) -> RawContent:
    """A theme over the one that it extends. ``seen`` are the files that led here, its own last."""
    name = (draft.data or {}).get("extends")
    if not isinstance(name, str) or not ID.fullmatch(name):
        return draft
    files = found_in(folders, "themes", name)
    if name == seen[-1].stem:
        files = files[files.index(seen[-1]) + 1 :]
    place = draft.origin.at("extends")
    if not files:
        if name == seen[-1].stem:
            problem = Problem(
                place, "this theme extends itself", "its own name means the theme of that name in the next folder; there is none"
            )
        else:
            problem = unknown(folders, "themes", name, place)
        raise ProblemsFound([*draft.problems, problem])
    if files[0] in seen:
        raise ProblemsFound(
            [*draft.problems, Problem(place, "this theme extends itself in the end", "name a theme that does not extend this one")]
        )
    below = _extended(folders, read_file(files[0]), [*seen, files[0]])
    return over(draft, without(below, "id", "description", "extends"))

"""The command ``docs``: the guides that come with the program."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rehabpress.cli import console
from rehabpress.cli.options import command, problems_reported


def docs_folder() -> Path:
    """In the wheel the pages lie inside the package, in the source tree at its top."""
    import rehabpress

    package = Path(rehabpress.__file__).resolve().parent
    inside = package / "docs"
    return inside if inside.is_dir() else package.parents[1] / "docs"


def _pages(incomplete: str) -> list[str]:
    return [path.stem for path in sorted(docs_folder().glob("*.md")) if path.stem.startswith(incomplete)]


@command
def docs(
    page: Annotated[str | None, typer.Argument(help="A page; left out: list them.", metavar="PAGE", autocompletion=_pages)] = None,
    path: Annotated[bool, typer.Option("--path", help="Say where the file lies, and not what it says.")] = False,
) -> None:
    """Read the guides and references that come with the program.

    \b
    Examples:
      rehabpress docs
      rehabpress docs recipes
      rehabpress docs safety | less
    """
    with problems_reported():
        from rehabpress.support.problems import Place, Problem, ProblemsFound, did_you_mean

        found = {one.stem: one for one in sorted(docs_folder().glob("*.md"))}
        if page is None:
            console.table(("page", "what it is about"), [(name, _title(one)) for name, one in found.items()])
            return
        if page not in found:
            raise ProblemsFound([Problem(Place(page), "there is no such page", did_you_mean(page, list(found)))])
        console.say(str(found[page]) if path else found[page].read_text(encoding="utf-8").rstrip())


def _title(path: Path) -> str:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((line.removeprefix("# ") for line in lines if line.startswith("# ")), path.stem)

"""The shape of the house: small folders, arrows one way, one meaning for a type name, nothing remembered outside of the memo."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "rehabpress"
MOST_FILES = 25

MAY_IMPORT: dict[str, set[str]] = {
    "support": set(),
    "model": {"support"},
    "loader": {"model", "support"},
    "plan": {"model", "support"},
    "templates": {"markup", "model", "support"},
    "markup": {"support"},
    "figure": {"model", "pictures", "support"},
    "pictures": {"support"},
    "typeset": {"markup", "model", "pictures", "support"},
    "pdf": {"pictures", "support", "typeset"},
    "pipeline": {"figure", "loader", "markup", "model", "pdf", "pictures", "plan", "support", "templates", "typeset"},
    "advice": {"loader", "markup", "model", "pdf", "pipeline", "plan", "support", "templates", "typeset"},
    "review": {"loader", "model", "plan", "support"},
    "web": {"batch", "loader", "model", "pdf", "pipeline", "plan", "review", "support", "typeset"},
    "batch": {"loader", "markup", "model", "pdf", "pipeline", "plan", "support", "typeset"},
}
"""What each room may import. ``cli``, ``api`` and the root may import every room."""

STILL: dict[str, set[str]] = {}
"""Arrows that are still there and go the wrong way; a line that is no longer needed fails."""

REMEMBERS: dict[str, str] = {
    "advice.text": "patterns of the word lists of a language",
    "batch.worker": "the worker of a process that is sent jobs; a run lets go of it at its end",
    "figure.scene": "the shapes of the bodies that there are to draw",
    "loader.annotations": "what the types of the content say",
    "pictures.cache": "the fingerprint of the program's own code",
    "support.pdf_syntax": "numbers as a PDF writes them",
    "templates.attributes": "the names of the fields of a type",
    "templates.bytecode_cache": "layouts, compiled, and the fingerprint of the program's own code",
}
"""Modules with a cache of their own, and what it holds: nothing of a patient. A line that is no longer needed fails."""


def modules() -> Iterator[tuple[str, ast.Module, str]]:
    """Each module: its dotted name below the package, its tree and its text."""
    for path in sorted(SOURCE.rglob("*.py")):
        text = path.read_text("utf-8")
        yield ".".join(path.relative_to(SOURCE).with_suffix("").parts), ast.parse(text), text


MODULES = list(modules())


def imported(tree: ast.Module) -> set[str]:
    """The modules of this package that a module imports when it is imported, or when one of its functions is called."""
    found: set[str] = set()
    typing_only = [
        node for node in ast.walk(tree) if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
    ]
    skipped = {id(inner) for node in typing_only for inner in ast.walk(node)}
    for node in ast.walk(tree):
        if id(node) not in skipped and isinstance(node, ast.ImportFrom) and (node.module or "").startswith("rehabpress."):
            found.add((node.module or "").removeprefix("rehabpress."))
    return found


@pytest.mark.parametrize("folder", [SOURCE, *sorted(path for path in SOURCE.rglob("*") if path.is_dir() and [*path.glob("*.py")])], ids=str)
def test_a_folder_can_be_taken_in_at_a_glance(folder: Path) -> None:
    assert len([*folder.glob("*.py")]) <= MOST_FILES


def test_arrows_go_one_way() -> None:
    wrong: dict[str, set[str]] = defaultdict(set)
    for name, tree, _ in MODULES:
        room = name.partition(".")[0]
        if room in MAY_IMPORT:
            for other in imported(tree):
                target = other.partition(".")[0]
                if target != room and target not in MAY_IMPORT[room]:
                    wrong[name].add(other)
    assert wrong == STILL


def test_rooms_have_no_cycle() -> None:
    done: set[str] = set()

    def visit(room: str, way: tuple[str, ...]) -> None:
        assert room not in way, " -> ".join((*way, room))
        if room not in done:
            for other in sorted(MAY_IMPORT.get(room, ())):
                visit(other, (*way, room))
            done.add(room)

    for room in MAY_IMPORT:
        visit(room, ())


def test_modules_have_no_cycle() -> None:
    graph = {name: imported_at_once(tree) for name, tree, _ in MODULES}
    done: set[str] = set()

    def visit(name: str, way: tuple[str, ...]) -> None:
        assert name not in way, " -> ".join((*way[way.index(name) :], name))
        if name not in done:
            for other in sorted(graph.get(name, ())):
                visit(other, (*way, name))
            done.add(name)

    for name in graph:
        visit(name, ())


def imported_at_once(tree: ast.Module) -> set[str]:
    """What a module imports when it is imported: not what its functions import when they are called."""
    return imported(ast.Module([node for node in tree.body if isinstance(node, ast.ImportFrom | ast.Try)], []))


def test_a_type_name_means_one_thing() -> None:
    where: dict[str, list[str]] = defaultdict(list)
    for name, tree, _ in MODULES:
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                where[node.name].append(name)
    assert {name: places for name, places in where.items() if len(places) > 1} == {}


def test_nothing_is_remembered_outside_of_the_memo() -> None:
    found = {
        name
        for name, _, text in MODULES
        if name != "support.memo" and re.search(r"(?<![\w.])id\(|^@(?:functools\.)?(?:lru_)?cache\b", text, re.MULTILINE)
    }
    assert found == REMEMBERS.keys()

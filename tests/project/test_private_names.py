"""Tests look at what the program promises, not at the private names of its modules."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]

STILL: set[str] = {
    "batch/test_packets.py",
    "bench/packets.py",
    "templates/test_bytecode_cache.py",
    "typeset/test_pagination.py",
}
"""Files that still look into what remembers; a line that is no longer needed fails."""

FOREIGN = {"_replace", "_exit", "_startPage"}
"""Names of Python and of ReportLab that their documentation tells to use."""


def private_names(tree: ast.Module) -> set[str]:
    """The private names that a module reads of others: imported, as attributes, or by name in ``monkeypatch.setattr``."""
    own = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    own |= {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.ctx, ast.Store)
        and isinstance(node.value, ast.Name)
        and node.value.id == "self"
    }
    found: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.ImportFrom(names=names):
                found |= {alias.name for alias in names}
            case ast.Attribute(attr=name):
                found |= {name} - own
            case ast.Call(func=ast.Attribute(attr="setattr" | "delattr"), args=[_, ast.Constant(value=str(name)), *_]):
                found |= {name.rpartition(".")[2]}
            case _:
                pass
    return {name for name in found if name.startswith("_") and not name.endswith("__")} - FOREIGN


def test_no_test_looks_at_private_names() -> None:
    looking = {str(path.relative_to(TESTS)) for path in TESTS.rglob("*.py") if private_names(ast.parse(path.read_text("utf-8")))}
    assert looking == STILL


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("from rehabpress.pdf.writer import _Writer, write", {"_Writer"}),
        ("typesetter._setting.room", {"_setting"}),
        ("monkeypatch.setattr(builder, '_parser', other)", {"_parser"}),
        ("class Mine:\n    def __init__(self):\n        self._seen = 1\n        print(self._seen, self.__class__)", set()),
        ("placement._replace(x=1)", set()),
    ],
)
def test_private_names_are_found(text: str, names: set[str]) -> None:
    assert private_names(ast.parse(text)) == names

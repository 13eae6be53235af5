"""What a block reads is known only from kinds of nodes that are known here: one that Jinja2 gets later is not taken for harmless."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import pytest
from jinja2 import Environment, nodes

from rehabpress.templates.block_reads import bodies

_TEXT = "{% block a %}{{ handout.title }}{% endblock %}"
_UNKNOWN = {
    *("Break", "Continue", "ContextReference", "DerivedContextReference", "EnvironmentAttribute", "EvalContextModifier", "ExprStmt"),
    *("ExtensionAttribute", "ImportedName", "InternalName", "MarkSafe", "MarkSafeIfAutoescape", "NSRef", "OverlayScope", "Scope"),
    "ScopedEvalContextModifier",
}
"""Kinds that Jinja2 has today and that no template of ours can hold, or whose meaning cannot be read from the tree."""


def _kinds(kind: type[nodes.Node]) -> Iterator[type[nodes.Node]]:
    for inner in kind.__subclasses__():
        yield inner
        yield from _kinds(inner)


def _known_with(node: nodes.Node) -> bool:
    """Whether it is known what a block reads that holds this node."""
    tree = Environment().parse(_TEXT)
    block = tree.find(nodes.Block)
    assert block is not None
    block.body.insert(0, node)
    return bodies(tree)[1].known


def _made(kind: type[nodes.Node]) -> nodes.Node:
    node = object.__new__(kind)  # some do not let themselves be made by anybody
    for name in (*kind.fields, *kind.attributes):
        setattr(node, name, [] if name in ("body", "nodes", "options") else None)
    return node


@pytest.mark.parametrize("kind", [kind for kind in _kinds(nodes.Node) if kind.__name__ in _UNKNOWN], ids=lambda kind: kind.__name__)
def test_a_kind_of_node_that_is_not_listed_makes_a_block_unknown(kind: type[nodes.Node]) -> None:
    assert _known_with(nodes.Output([nodes.Const(1)]))
    assert not _known_with(_made(kind))


def test_a_kind_that_jinja2_gets_later_makes_a_block_unknown() -> None:
    later = cast(type[nodes.Node], type.__new__(nodes.NodeType, "Later", (nodes.Output,), {}))  # like a kind that is known, and may do more
    assert isinstance(_made(later), nodes.Output)
    assert not _known_with(_made(later))

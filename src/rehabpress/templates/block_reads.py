"""What a block of a layout reads: known from its template, before anything is printed.

What a block prints is decided by the values of the names in it, in what it includes, in the blocks that stand in it and in those that
override them. In: the tree of a template. Out: names and parts of names; or that they cannot be known.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from jinja2 import nodes

WHOLE = ""
"""The part of a name that stands for all of it, and the name of the block that stands for a whole template."""

_LAZY = frozenset(("batch", "map", "reject", "rejectattr", "select", "selectattr", "unique"))
_KNOWN = frozenset(
    (
        *(nodes.Add, nodes.And, nodes.Compare, nodes.Concat, nodes.CondExpr, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Mul, nodes.Neg),
        *(nodes.Not, nodes.Operand, nodes.Or, nodes.Pos, nodes.Pow, nodes.Sub),
        *(
            nodes.Call,
            nodes.Const,
            nodes.Dict,
            nodes.Filter,
            nodes.Getattr,
            nodes.Getitem,
            nodes.Keyword,
            nodes.List,
            nodes.Name,
            nodes.Pair,
        ),
        *(nodes.Slice, nodes.TemplateData, nodes.Test, nodes.Tuple),
        *(
            nodes.Assign,
            nodes.AssignBlock,
            nodes.Block,
            nodes.CallBlock,
            nodes.Extends,
            nodes.FilterBlock,
            nodes.For,
            nodes.FromImport,
            nodes.If,
        ),
        *(nodes.Import, nodes.Include, nodes.Macro, nodes.Output, nodes.With),
    )
)
"""The kinds of nodes of which it is known what they read. A block that holds a node of any other kind is not cached."""


class BlockBody(NamedTuple):
    """A block, or a whole template, without the blocks that stand in it."""

    name: str
    """That of the block, or ``WHOLE``."""
    paths: frozenset[tuple[str, str]]
    """Names, each with the part of it that is read: ``("handout", "cards")``, or all of it: ``("card", WHOLE)``."""
    blocks: frozenset[str]
    others: frozenset[str]
    """The templates that it includes and imports."""
    goes_on: bool
    """Whether it prints what it overrides."""
    known: bool
    """Whether this is all that it reads."""
    lazy: bool
    """Whether it gives a name to something that can be gone through only once."""


def bodies(tree: nodes.Template) -> tuple[BlockBody, ...]:
    """The template itself, and its blocks."""
    return (_body(WHOLE, tree), *[_body(block.name, block) for block in tree.find_all(nodes.Block)])


class Callables(NamedTuple):
    """Names that are given to macros and to other templates."""

    outermost: frozenset[str]
    """By the template itself; all its blocks can call them."""
    inside: frozenset[str]
    """Further in."""
    others: frozenset[str]
    """Names that are given to something else."""


def callables(tree: nodes.Template) -> Callables:
    """What can be called in a template."""
    outermost = [name for node in tree.body for name in _named(node)]
    inside = [name for top in tree.body for node in top.find_all(nodes.Node) for name in _named(node)]
    others = [name.name for name in tree.find_all(nodes.Name) if name.ctx != "load"]
    return Callables(frozenset(outermost), frozenset(inside), frozenset(others))


def _body(name: str, top: nodes.Template | nodes.Block) -> BlockBody:
    paths: set[tuple[str, str]] = set()
    blocks: set[str] = set()
    others: set[str] = set()
    goes_on = False
    known = True
    lazy = False
    for node, looped in _inside(top, looped=False):
        known = known and type(node) in _KNOWN
        match node:
            case nodes.Block():
                blocks.add(node.name)
            case nodes.Name(name="super"):
                goes_on = True
            case nodes.Name(name="self"):
                known = False
            case nodes.Name(ctx="load") if not (looped and node.name == "loop"):
                paths.add((node.name, WHOLE))
            case nodes.Getattr(node=nodes.Name(name=owner, ctx="load"), attr=part) if owner not in ("super", "self", "loop"):
                paths.add((owner, part))
            case nodes.Include(template=nodes.Const(value=other), with_context=True):
                others.add(str(other))
            case nodes.Import(template=nodes.Const(value=other), with_context=False):
                others.add(str(other))
            case nodes.FromImport(template=nodes.Const(value=other), with_context=False):
                others.add(str(other))
            case nodes.Include() | nodes.Import() | nodes.FromImport():
                known = False
            case nodes.Macro() | nodes.CallBlock() if node.find(nodes.Block):
                known = False
            case nodes.Assign():
                lazy = lazy or any(found.name in _LAZY for found in node.find_all(nodes.Filter))
    return BlockBody(name, frozenset(paths), frozenset(blocks), frozenset(others), goes_on, known, lazy)


def _named(node: nodes.Node) -> Iterator[str]:
    """The names that a node gives to macros and templates."""
    if isinstance(node, nodes.FromImport):
        yield from (name if isinstance(name, str) else name[1] for name in node.names)
    elif isinstance(node, nodes.Macro):
        yield node.name
    elif isinstance(node, nodes.Import):
        yield node.target


def _inside(node: nodes.Node, *, looped: bool) -> Iterator[tuple[nodes.Node, bool]]:
    """Every node below one, each with whether ``loop`` is that of a loop here; of a block the block alone, of a part of a name the part."""
    within = set(map(id, node.body)) if isinstance(node, nodes.For) else set()
    for child in node.iter_child_nodes():
        inner = looped or id(child) in within
        yield child, inner
        if not isinstance(child, nodes.Block) and not (isinstance(child, nodes.Getattr) and _is_part(child)):
            yield from _inside(child, looped=inner)


def _is_part(node: nodes.Getattr) -> bool:
    return isinstance(node.node, nodes.Name) and node.node.name not in ("super", "self", "loop")

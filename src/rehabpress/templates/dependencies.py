"""What a block of a layout depends on, with everything that it may print: the blocks in it in all their versions, includes, macros.

The answer may hold too much (a name that the block gives a value itself, a part that it prints only sometimes) and never too little.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import NamedTuple

from rehabpress.templates.analysis import Compiled
from rehabpress.templates.block_reads import WHOLE, BlockBody
from rehabpress.templates.bytecode_cache import compiled, reachable
from rehabpress.templates.search_path import SearchPath

Paths = frozenset[tuple[str, str]]


class Reads(NamedTuple):
    """Names with the parts of them that are read, and those of the names that may be macros, whose own reading is in it too."""

    paths: Paths
    called: frozenset[str]


class UnknownDependency(Exception):  # noqa: N818 - it is no error of a layout
    """What a block depends on cannot be known from its templates."""


class Depends:
    """The answers for the templates of one search path. ``outside`` are the names that every template has from outside."""

    def __init__(self, folders: SearchPath, outside: Set[str]) -> None:
        self._folders = folders
        self._outside = outside
        self._found: dict[tuple[str, str], Reads | None] = {}

    def of(self, key: str, block: str) -> Reads | None:
        """The names, with the parts of them, that decide what a block prints in the template with this key; nothing if that is not known.

        All are names of the context in which the block is printed.
        """
        if (key, block) not in self._found:
            try:
                self._found[key, block] = self._of(key, block)
            except UnknownDependency:
                self._found[key, block] = None
        return self._found[key, block]

    def _of(self, key: str, block: str) -> Reads:
        paths = frozenset(self._all(key, block, set()))
        templates = dict(reachable(self._folders, key))
        if not self._outside.isdisjoint([name for template in templates.values() for name in template.bound]):
            raise UnknownDependency  # a macro sees what is outside, and a block what its own template calls so
        callables = [template.callables for template in templates.values()]
        every = frozenset[str]().union(*[one.outermost | one.inside for one in callables])
        if every.isdisjoint([name for name, _ in paths]):
            return Reads(paths, frozenset())
        for name, template in templates.items():
            outside = template.bodies[0]
            if outside.lazy:
                raise UnknownDependency  # whichever macro comes first leaves nothing to the others
            if template.callables.outermost:
                paths |= frozenset(self._body(name, name, outside, set(), within=False))
        return Reads(paths, every.difference(*[one.inside | one.others for one in callables]))

    def _all(self, key: str, block: str, seen: set[tuple[str, str]]) -> Iterator[tuple[str, str]]:
        """The paths of a block, or of a whole template, where the template with this key is the one to print."""
        if (key, block) in seen:
            return
        seen.add((key, block))
        for name, template in self._chain(key):
            for body in [body for body in template.bodies if body.name == block]:
                yield from self._body(key, name, body, seen, within=True)
                if block != WHOLE and not body.goes_on:
                    return

    def _body(self, key: str, written: str, body: BlockBody, seen: set[tuple[str, str]], *, within: bool) -> Iterator[tuple[str, str]]:
        """The paths of a body that is written in one template and printed by another; ``within``: with those of the blocks in it."""
        if not body.known:
            raise UnknownDependency
        yield from body.paths
        for block in body.blocks if within else ():
            yield from self._all(key, block, seen)
        for other in body.others:
            if found := self._folders.resolve(other, written):
                yield from self._all(found, WHOLE, seen)

    def _chain(self, key: str) -> Iterator[tuple[str, Compiled]]:
        """A template and those that it extends, one after the other."""
        name: str | None = key
        while name:
            template = compiled(name, self._folders.template(name))
            yield name, template
            name = self._folders.resolve(template.extends.name, name) if template.extends else None

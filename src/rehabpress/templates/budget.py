"""What one rendering may use: steps, characters and depth of calls. No layout, however it is written, hangs the program or fills its memory.

Steps are counted and no clock is read, so that a layout that is right is right on a slow machine, too. Every step costs about the same:
values that could grow without end are weighed where a template makes or compares them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sized
from functools import wraps
from typing import Any

from jinja2 import TemplateError, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.filters import make_attrgetter
from jinja2.nodes import EvalContext, Output, TemplateData

from rehabpress.templates.attributes import called
from rehabpress.templates.errors import LayoutError
from rehabpress.templates.finalize import printable

MOST_STEPS = 100_000
"""Rounds of loops, blocks, macros, items of filters. A handout of 8 pages takes some 3 000."""

MOST_CHARACTERS = 400_000
"""Of what is printed, with what is put together on the way. A handout of 8 pages has about 60 000."""

DEEPEST = 40
"""Macros, includes and blocks that call each other."""

MOST_ROUNDS = 1000
"""Of one ``range``, and items in a row of ``batch``."""

_MOST_ITEMS = 10_000
"""Of a list that a template writes, with those in them."""

_LONG = 1000
_OF_A_CODE = 1000
"""The steps that a QR code costs: it takes milliseconds to make one."""


class Budget:
    """What is left to one rendering."""

    __slots__ = ("_characters", "_depth", "_steps")

    def __init__(self) -> None:
        self._steps, self._characters, self._depth = MOST_STEPS, MOST_CHARACTERS, 0

    def step(self, count: int = 1) -> bool:
        """Count steps. Raises ``LayoutError`` when there are too many; is true, so that it can stand in a condition."""
        self._steps -= count
        if self._steps < 0:
            raise LayoutError(
                f"this layout takes more than {MOST_STEPS} steps", "look for loops within loops, and for what calls itself again and again"
            )
        return True

    def text(self, length: int) -> None:
        """Count characters that were put together. Raises ``LayoutError`` when there are too many."""
        self._characters -= length
        if self._characters < 0:
            raise LayoutError(f"this layout prints more than {MOST_CHARACTERS} characters", "look for loops within loops")

    def enter(self) -> None:
        """A call begins. Raises ``LayoutError`` when too many are inside one another."""
        if self._depth == DEEPEST:
            raise LayoutError("this template calls itself without end", "look for an include or a macro that comes back to itself")
        self._depth += 1

    def leave(self) -> None:
        """A call ends."""
        self._depth -= 1

    def weighed(self, value: Any) -> Any:
        """A value that is compared or cut: what takes longer than a step costs more."""
        if isinstance(value, str):
            if len(value) > _LONG:
                self.step(len(value) // _LONG)
        elif isinstance(value, tuple | list | dict):
            self.step(len(value))
        return value

    def cut(self, value: Any) -> Any:
        """A part of a text or list: ``name[:3]``."""
        if isinstance(value, str):
            self.text(len(value))
        elif isinstance(value, Sized):
            self.step(len(value))
        return value

    def literal(self, value: Any) -> Any:
        """A list or table that a template writes. Raises ``LayoutError`` when lists in it make it grow without end."""
        count, waiting = 0, [value]
        while waiting:
            inner = waiting.pop()
            found = [*inner, *inner.values()] if isinstance(inner, dict) else inner
            count += len(found)
            if count > _MOST_ITEMS:
                raise LayoutError(f"a list of more than {_MOST_ITEMS} items", "look for a list that is put into itself")
            waiting += [item for item in found if isinstance(item, tuple | list | dict)]
        self.step(1 + count)
        return value

    def each(self, items: Iterable[object]) -> Iterator[object]:
        """Items that are made one by one."""
        for item in items:
            self.step()
            yield item

    def rounds(self, *numbers: int) -> range:
        """``range`` in a template, for at most 1000 rounds."""
        if not numbers or len(numbers) > 3 or not all(type(number) is int for number in numbers) or 0 in numbers[2:]:
            raise LayoutError("range needs one to three whole numbers", "write range(5) or range(1, 6)", "range")
        found = range(*numbers)
        if abs(found.stop - found.start) > MOST_ROUNDS * abs(found.step):
            many = f"{abs(found.stop - found.start) // abs(found.step)} rounds are too many"
            raise LayoutError(many, f"range gives at most {MOST_ROUNDS}", "range")
        self.step(len(found))
        return found


class CountingGenerator(CodeGenerator):
    """Jinja2's compiler; what it compiles counts its steps, and weighs what could grow without end."""

    def blockvisit(self, nodes: Iterable[nodes.Node], frame: Frame) -> None:
        """The statements of a body: one step each time, and more for what is slow to draw."""
        statements = list(nodes)
        printed = [part for node in statements if isinstance(node, Output) for part in node.nodes if isinstance(part, TemplateData)]
        codes = sum(part.data.count("<qr") for part in printed)
        self.writeline(f"environment.budget.step({1 + codes * _OF_A_CODE})")
        super().blockvisit(statements, frame)

    def visit_For(self, node: nodes.For, frame: Frame) -> None:  # noqa: N802 - Jinja2's name
        """A loop; its condition counts as its body does, because it may hold for no item."""
        test = node.test
        if test is not None:
            step = nodes.Call(nodes.EnvironmentAttribute("counted"), [], [], None, None)
            node.test = nodes.And(step, test, lineno=node.lineno).set_environment(self.environment)
        super().visit_For(node, frame)
        node.test = test

    def visit_List(self, node: nodes.List, frame: Frame) -> None:  # noqa: N802 - Jinja2's name
        """``[a, b]``."""
        self._weighed("literal", node.items, lambda: super(CountingGenerator, self).visit_List(node, frame))

    def visit_Tuple(self, node: nodes.Tuple, frame: Frame) -> None:  # noqa: N802 - Jinja2's name
        """``(a, b)``, or the names that a loop or an assignment gives values."""
        items = node.items if node.ctx == "load" else ()
        self._weighed("literal", items, lambda: super(CountingGenerator, self).visit_Tuple(node, frame))

    def visit_Dict(self, node: nodes.Dict, frame: Frame) -> None:  # noqa: N802 - Jinja2's name
        """``{"a": b}``."""
        parts = [part for pair in node.items for part in (pair.key, pair.value)]
        self._weighed("literal", parts, lambda: super(CountingGenerator, self).visit_Dict(node, frame))

    def visit_Compare(self, node: nodes.Compare, frame: Frame) -> None:  # noqa: N802 - Jinja2's name
        """``a == b``."""
        self.write("(")
        self._weighed("weighed", [node.expr], lambda: self.visit(node.expr, frame))
        for operand in node.ops:
            self.visit(operand, frame)
        self.write(")")

    def visit_Operand(self, node: nodes.Operand, frame: Frame) -> None:  # noqa: N802 - Jinja2's name
        """``== b``."""
        self.write(f" {_PYTHON[node.op]} ")
        self._weighed("weighed", [node.expr], lambda: self.visit(node.expr, frame))

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:  # noqa: N802 - Jinja2's name
        """``a[b]`` and ``a[b:c]``."""
        parts = [node.node] if isinstance(node.arg, nodes.Slice) else ()
        self._weighed("cut", parts, lambda: super(CountingGenerator, self).visit_Getitem(node, frame))

    def _weighed(self, how: str, parts: Iterable[nodes.Expr], write: Callable[[], None]) -> None:
        """Write an expression so that its value passes through the budget, unless it is only what stands in the template."""
        grows = not all(isinstance(part, nodes.Const) for part in parts)
        if grows:
            self.write(f"environment.budget.{how}(")
        write()
        if grows:
            self.write(")")


_PYTHON = {"eq": "==", "ne": "!=", "gt": ">", "gteq": ">=", "lt": "<", "lteq": "<=", "in": "in", "notin": "not in"}


def counted(name: str, function: Callable[..., Any], budget: Callable[[], Budget]) -> Callable[..., Any]:
    """A filter or test that counts what it goes through. What it cannot be used for is a ``LayoutError``."""

    @wraps(function)
    def checked(*args: Any, **kwargs: Any) -> Any:
        left = budget()
        subject = args[1] if hasattr(function, "jinja_pass_arg") else args[0]
        for value in (subject, *kwargs.values()):
            if isinstance(value, str | tuple | list | Mapping):
                left.step(1 + len(value) // 10)
        if name == "batch":
            _check_batch(*args, **kwargs)
        try:
            found = function(*args, **kwargs)
        except (TemplateError, RecursionError):
            raise
        except Exception as error:  # noqa: BLE001 - whatever a filter of a library raises is said of the layout
            raise _unusable(name, subject, error) from None
        if isinstance(found, str):
            left.text(len(found))
        return _lazily(name, subject, left.each(found)) if isinstance(found, Iterator) else found

    return checked


def _lazily(name: str, subject: object, items: Iterator[object]) -> Iterator[object]:
    try:
        yield from items
    except (TemplateError, RecursionError, GeneratorExit):
        raise
    except Exception as error:  # noqa: BLE001 - as above
        raise _unusable(name, subject, error) from None


def _unusable(name: str, subject: object, error: Exception) -> LayoutError:
    return LayoutError(f"{name} cannot be used so for {called(subject)}: {error}", "docs/layout-reference.md says what it is for", name)


def _check_batch(_items: object = None, count: object = 1, *_: object, linecount: object = None, **_more: object) -> None:
    count = count if linecount is None else linecount
    if type(count) is not int or not 1 <= count <= MOST_ROUNDS:
        raise LayoutError(f"batch needs a whole number from 1 to {MOST_ROUNDS}", "write how many items stand in a row: batch(2)", "batch")


def only_printable(join: Callable[..., Any]) -> Callable[..., Any]:
    """The filter ``join`` for what may be printed: texts and numbers."""

    @wraps(join)
    def checked(eval_ctx: EvalContext, value: Any, d: Any = "", attribute: Any = None) -> Any:
        part = make_attrgetter(eval_ctx.environment, attribute) if attribute is not None else None
        items = [printable(part(item) if part else item) for item in value]
        if sum(len(str(item)) for item in items) + len(items) * len(str(printable(d))) > MOST_CHARACTERS:
            raise LayoutError(f"join makes more than {MOST_CHARACTERS} characters", "look for a text that grows", "join")
        return join(eval_ctx, items, d)

    return checked

"""``label("page_of", page=…)``: the fixed words of a language, in a template."""

from __future__ import annotations

import re
from collections.abc import Mapping

from markupsafe import Markup as Escaped
from markupsafe import escape

from rehabpress.support.problems import did_you_mean
from rehabpress.templates.attributes import called
from rehabpress.templates.errors import LayoutError
from rehabpress.templates.finalize import printable

_HOLE = re.compile(r"\{([a-z][a-z0-9_]*)\}")


class Labels:
    """The labels of one language as a function for templates."""

    __slots__ = ("_labels", "_parts", "_whole")

    def __init__(self, labels: Mapping[str, str]) -> None:
        self._labels = labels
        self._parts: dict[str, tuple[str, ...]] = {}
        self._whole: dict[str, Escaped] = {}

    def __call__(self, name: object = None, /, **values: object) -> Escaped:
        """The label with its holes filled, escaped. Values that a template has written as tags stay tags.

        Raises ``LayoutError`` for a label that is not there, a hole without a value and a value without a hole.
        """
        if not values and type(name) is str and (whole := self._whole.get(name)) is not None:
            return whole
        if wrong := self.what_is_wrong(name, values):
            raise LayoutError(*wrong)
        parts = self._split(str(name))
        text = Escaped("").join([part if n % 2 == 0 else escape(printable(values[part], part)) for n, part in enumerate(parts)])
        if not values:
            self._whole[str(name)] = text
        return text

    def what_is_wrong(self, name: object, values: Mapping[str, object] | frozenset[str]) -> tuple[str, str, str] | None:
        """What is wrong with the use of a label, what to write instead, and the word to point at."""
        if not isinstance(name, str):
            return f"{called(name)} is not the name of a label", 'write the name in quotes: label("page_of")', "label"
        if name not in self._labels:
            return f'there is no label "{name}"', did_you_mean(name, sorted(self._labels)), name
        holes = set(self._split(name)[1::2])
        if left := sorted(holes - set(values)):
            return f'the label "{name}" needs {left[0]}', f'label("{name}", {left[0]}=…) in: {self._labels[name]}', name
        if more := sorted(set(values) - holes):
            hint = did_you_mean(more[0], sorted(holes), "it has no place for a value")
            return f'the label "{name}" has no place for {more[0]}', hint, more[0]
        return None

    def _split(self, name: str) -> tuple[str, ...]:
        """The text between the holes and, at odd places, the names of the holes."""
        if name not in self._parts:
            parts = _HOLE.split(self._labels[name])
            self._parts[name] = tuple([escape(part) if n % 2 == 0 else part for n, part in enumerate(parts)])
        return self._parts[name]
